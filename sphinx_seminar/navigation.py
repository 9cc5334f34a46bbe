"""What a page shows of the other documents without our doing: titles, their order, their numbers."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def page_facts(env: BuildEnvironment, docname: str, targets: Iterable[str]) -> Iterator[object]:
    """Yield what the text of a page shows of titles and numbers: of its sections, its references, its contents.

    Sphinx writes a page whose table of contents lists a document that it read; not for the builder that comes next and
    shares its doctrees, and not where a table lists documents of documents. It never writes one for its references.
    """
    yield env.toc_secnumbers.get(docname), env.toc_fignumbers.get(docname)
    yield from (_referenced(env, docname, target) for target in targets)
    for toctree in env.tocs[docname].findall(addnodes.toctree) if docname in env.tocs else ():
        depth = toctree.get("maxdepth", -1)
        yield from _outline(env, toctree, depth if depth > 0 else _ALL, frozenset({docname}))


def _referenced(env: BuildEnvironment, docname: str, target: str) -> tuple[object, ...]:
    """Return where a reference to a heading, a figure or a document leads, and what it says."""
    standard = env.domains.standard_domain
    label = standard.labels.get(target.lower())
    place = standard.anonlabels.get(target.lower())
    title = env.titles.get(docname_join(docname, target))
    numbers = env.toc_fignumbers.get(place[0]) if place is not None else None
    return label, place, numbers, title.astext() if title is not None else ""


#: More levels than any book has.
_ALL = 1_000


def _outline(env: BuildEnvironment, node: nodes.Node, depth: int, above: frozenset[str]) -> Iterator[object]:
    """Yield the headings that a table of contents shows; ``above`` are the documents that hold it."""
    if isinstance(node, addnodes.toctree):
        for title, docname in node["entries"]:
            yield title
            if docname in env.tocs and docname not in above:
                yield from _outline(env, env.tocs[docname], depth, above | {docname})
    elif isinstance(node, nodes.list_item):
        heading, *below = node.children
        yield depth, heading.pformat()
        for child in below if depth > 1 else ():
            yield from _outline(env, child, depth - 1, above)
    else:
        for child in node.children:
            yield from _outline(env, child, depth, above)
