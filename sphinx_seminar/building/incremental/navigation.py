"""Titles, numbers and order of other documents, and names of images, as Sphinx shows them on a page.

Sphinx puts all images in one place, and numbers those of the same name in the order in which it happens to read their
pages: in an incremental build, or with several workers, not that of a fresh one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar.domain.domain import domains_of
from sphinx_seminar.domain.indices import BookIndex
from sphinx_seminar.model.digest import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set

    from sphinx.builders import Builder
    from sphinx.domains import Index
    from sphinx.environment import BuildEnvironment


#: The options of themes that hide the headings of other pages in the navigation of a page: of those that come with
#: Sphinx, of alabaster, of the theme of Read the Docs.
_COLLAPSING = ("globaltoc_collapse", "sidebar_collapse", "collapse_navigation")


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


def forget_numbers(env: BuildEnvironment) -> None:
    """Take the numbers off the titles of documents that no numbered table of contents lists any more.

    Sphinx gives numbers to all that such tables list, and leaves the old ones to those that they no longer do.
    """
    for docname in env.tocs.keys() - env.toc_secnumbers.keys():
        for numbered in (env.titles.get(docname), *env.tocs[docname].findall(nodes.reference)):
            if numbered is not None:
                numbered.attributes.pop("secnumber", None)


def navigation_digest(env: BuildEnvironment, builder: Builder) -> str:
    """Return a digest of everything that the navigation of every page may show of the others.

    Sphinx by itself leaves the sidebars and the links to the next page of unchanged pages as they were when a title
    changes (sphinx issues 1360 and 5506).
    """
    return digest_of(_facts(env, unfolded=_is_unfolded(builder)))


def _is_unfolded(builder: Builder) -> bool:
    """Tell whether the theme is asked to show the headings of all pages beside each."""
    theme = getattr(builder, "theme", None)
    options = theme.get_options() | getattr(builder, "theme_options", {}) if theme is not None else {}
    return any(str(options.get(name, True)).lower() in ("false", "no", "off", "0", "") for name in _COLLAPSING)


def _facts(env: BuildEnvironment, *, unfolded: bool) -> Iterator[object]:
    yield _index_pages(env)
    for docname in sorted(env.found_docs):
        if unfolded and docname in env.tocs:
            yield env.tocs[docname].pformat()
        title = env.titles.get(docname)
        yield docname, title.pformat() if title is not None else "", env.toc_secnumbers.get(docname)
        for toctree in env.tocs[docname].findall(addnodes.toctree) if docname in env.tocs else ():
            shown = {name: value for name, value in toctree.attributes.items() if name != "rawentries"}
            yield sorted(shown.items(), key=lambda item: item[0])


def _index_pages(env: BuildEnvironment) -> list[str]:
    """Return the names of the index pages that there are: many themes lead to them from every page."""
    return [
        f"{domain.name}-{index.name}"
        for domain in domains_of(env)
        for index in domain.indices
        if index.shortname and _has_entries(index(domain))
    ]


def _has_entries(index: Index) -> bool:
    return index.has_entries if isinstance(index, BookIndex) else bool(index.generate()[0])


def headings_above(env: BuildEnvironment) -> dict[str, tuple[str, ...]]:
    """Return the headings of the pages that hold a page, as its navigation shows them, by docname.

    The first page counts for none: navigation shows what it holds, and not its headings.
    """
    holders: dict[str, set[str]] = {}
    for holder in env.toctree_includes.keys() - {env.config.root_doc}:
        for docname in env.toctree_includes[holder]:
            holders.setdefault(docname, set()).add(holder)
    above = {docname: sorted(_all_above(docname, holders) & env.tocs.keys()) for docname in holders}
    headings = {holder: env.tocs[holder].pformat() for holder in {name for names in above.values() for name in names}}
    return {docname: tuple(headings[holder] for holder in above[docname]) for docname in above}


def _all_above(docname: str, holders: Mapping[str, Set[str]]) -> set[str]:
    above: set[str] = set()
    waiting = [docname]
    while waiting:
        found = holders.get(waiting.pop(), set()) - above
        above |= found
        waiting += found
    return above - {docname}


def page_facts(env: BuildEnvironment, docname: str) -> Iterator[object]:
    """Yield the titles and numbers in the text of a page: of its sections and its tables of contents.

    Sphinx writes a page whose table of contents lists a document that it read; not for the builder that comes next and
    shares its doctrees, and not where a table lists documents of documents.
    """
    yield env.toc_secnumbers.get(docname), env.toc_fignumbers.get(docname)
    for toctree in env.tocs[docname].findall(addnodes.toctree) if docname in env.tocs else ():
        depth = toctree.get("maxdepth", -1)
        yield from _outline(env, toctree, depth if depth > 0 else _ALL, frozenset({docname}))


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


def name_images(env: BuildEnvironment) -> None:
    """Number the images of one name in the order of their paths, whichever was read first."""
    named = type(env.images)()
    for path, (docnames, _name) in sorted(env.images.items()):
        for docname in docnames:
            named.add_file(docname, path)
    env.images = named


def images_shown(env: BuildEnvironment) -> dict[str, list[tuple[str, str]]]:
    """Return the images that each page shows, by docname, as (path in the source folder, name in the output)."""
    shown: dict[str, list[tuple[str, str]]] = {}
    for path, (docnames, name) in sorted(env.images.items()):
        for docname in docnames:
            shown.setdefault(docname, []).append((path, name))
    return shown
