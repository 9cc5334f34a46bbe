"""Facts about reference targets outside our domain (headings, figures, terms, other books), for fingerprints.

Sphinx writes a page for its own words only: where another page moves or renumbers what it names, or another book does,
the old place and the old number stay.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sphinx.util import docname_join

from sphinx_seminar.domain.domain import domains_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

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
