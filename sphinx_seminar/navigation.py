"""What a theme can draw on any page of the whole book: titles, their order, their numbers."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment


def book_order(env: BuildEnvironment) -> list[str]:
    """Return all documents in the order of the table of contents; those that it does not reach come last, by name."""
    order: dict[str, None] = {}
    waiting = [env.config.root_doc]
    while waiting:
        docname = waiting.pop()
        if docname in order or docname not in env.found_docs:
            continue
        order[docname] = None
        waiting += reversed(env.toctree_includes.get(docname, []))
    return [*order, *sorted(env.found_docs - order.keys())]


def navigation_digest(env: BuildEnvironment) -> str:
    """Return a digest of everything that the navigation of a page may show of other pages.

    Sphinx by itself leaves the sidebars and the links to the next page of unchanged pages as they were when a title
    changes (sphinx issues 1360 and 5506).
    """
    digest = hashlib.sha256()
    for fact in _facts(env):
        digest.update(repr(fact).encode())
    return digest.hexdigest()


def _facts(env: BuildEnvironment) -> Iterator[object]:
    for docname in sorted(env.found_docs):
        title = env.titles.get(docname)
        yield docname, title.pformat() if title is not None else "", env.toc_secnumbers.get(docname)
        for toctree in env.tocs[docname].findall(addnodes.toctree) if docname in env.tocs else ():
            shown = {name: value for name, value in toctree.attributes.items() if name != "rawentries"}
            yield sorted(shown.items(), key=lambda item: item[0])
