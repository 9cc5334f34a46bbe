"""Facts about other documents that a page shows, for fingerprints: titles, numbers, order, images, reference targets.

Sphinx writes a page for its own words only: where another page moves or renumbers what it names, or another book does,
the old place and the old number stay. It puts all images in one place, and numbers those of the same name in the order
in which it happens to read their pages: in an incremental build, or with several workers, not that of a fresh one.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

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


#: The kinds of references whose targets Sphinx's standard domain knows by their labels, or by the names of documents.
_LABELLED = frozenset({"ref", "numref", "keyword", "doc"})


class Targets:
    """The reference targets of one environment, looked up by their names."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env

    def named_by(self, docname: str, domain: str, kind: str, target: str) -> tuple[object, ...]:
        """Return the facts of all targets that a reference may lead to; one without a ``domain`` may lead to any."""
        return (*self._at_home(docname, domain, kind, target), *self._elsewhere(target))

    def _at_home(self, docname: str, domain: str, kind: str, target: str) -> tuple[object, ...]:
        if domain == "math":
            return self._equation(target)
        if domain == "doc":
            return self._document(*target.partition("#")[::2])
        if not domain or (domain == "std" and kind in _LABELLED):
            found = (*self._labelled(docname, target), *self._equation(target))
            if domain or any(found):
                return found
        return tuple(self._objects.get(_key(target), ()))

    def _labelled(self, docname: str, target: str) -> tuple[object, ...]:
        standard = self._env.domains["std"]
        label = standard.labels.get(target.lower())
        place = standard.anonlabels.get(target.lower())
        title = self._env.titles.get(docname_join(docname, target))
        numbers = self._numbers(place[0]) if place is not None else ()
        return label, place, numbers, title.astext() if title is not None else ""

    def _document(self, docname: str, heading: str) -> tuple[object, ...]:
        """Return the title of a document and the words of one of its headings, by its name of MyST's or Sphinx's."""
        title = self._env.titles.get(docname)
        slugs = self._env.metadata.get(docname, {}).get("myst_slugs", {}) if heading else {}
        # Each is (line, id, words).
        named = [facts[1:] for slug, facts in slugs.items() if heading in (slug, facts[1])]
        places = self._labels.get(docname, ()) if heading and not named else ()
        labels = [place for place in places if heading in place[:2]]
        return title.astext() if title is not None else None, named, labels

    @cached_property
    def _labels(self) -> dict[str, list[tuple[str, ...]]]:
        """The labels of each document, as (name, id, words)."""
        standard = self._env.domains["std"]
        found: dict[str, list[tuple[str, ...]]] = {}
        for name, (docname, *place) in (*standard.labels.items(), *standard.anonlabels.items()):
            found.setdefault(docname, []).append((name, *place))
        return found

    def _equation(self, target: str) -> tuple[object, ...]:
        """Return the document and the number of an equation; with ``math_numfig`` it is numbered as figures are."""
        domain = self._env.domains.get("math")
        place: tuple[str, int] | None = getattr(domain, "equations", {}).get(target)
        return () if place is None else (place, *self._numbers(place[0]))

    def _numbers(self, docname: str) -> tuple[object, ...]:
        return self._env.toc_fignumbers.get(docname), self._env.toc_secnumbers.get(docname)

    @cached_property
    def _objects(self) -> dict[str, list[tuple[str, ...]]]:
        """The objects of all domains, by the last parts of their names: from within a module these are enough."""
        objects: dict[str, list[tuple[str, ...]]] = {}
        for facts in sorted(self._all_objects()):
            objects.setdefault(_key(facts[1]), []).append(facts)
        return objects

    def _all_objects(self) -> Iterator[tuple[str, ...]]:
        for domain in domains_of(self._env):
            # What our own references show is known better.
            for *facts, _priority in domain.get_objects() if domain.name != "sem" else ():
                # As text they can be sorted, whatever else a domain has for titles and anchors.
                yield domain.name, *map(str, facts)

    def _elsewhere(self, target: str) -> Iterator[object]:
        """Yield the objects of other books by a target, which may begin with the name of a book."""
        _book, _colon, name = target.partition(":")
        for key in dict.fromkeys((_key(target), _key(name))):
            yield from self._abroad.get(key, ())

    @cached_property
    def _abroad(self) -> dict[str, list[object]]:
        """The objects of other books, by the last parts of their names."""
        found: dict[str, list[object]] = {}
        for book, kind, objects in _inventories(self._env):
            for name, facts in objects.items():
                found.setdefault(_key(name), []).append((book, kind, name, facts))
        return found


def objects_abroad(env: BuildEnvironment, name: str) -> list[object]:
    """Return the objects of other books with exactly this name."""
    return [(book, kind, objects[name]) for book, kind, objects in _inventories(env) if name in objects]


def _inventories(env: BuildEnvironment) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Yield the objects of each kind of each other book, as :mod:`sphinx.ext.intersphinx` has them, by their names."""
    books: dict[str, dict[str, dict[str, object]]] = getattr(env, "intersphinx_named_inventory", {})
    for book, inventory in sorted(books.items()):
        for kind, objects in sorted(inventory.items()):
            yield book, kind, objects


def _key(name: str) -> str:
    return name.rpartition(".")[2].casefold()
