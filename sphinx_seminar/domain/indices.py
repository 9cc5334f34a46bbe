"""The index pages "Papers" and "People"."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from sphinx.domains import Index, IndexEntry

from sphinx_seminar.model.text import letter_of
from sphinx_seminar.rendering.builders import prints
from sphinx_seminar.rendering.words import INDEX_WORDS, ROLE_WORDS, _

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_seminar.book.views.values import ShownPlace
    from sphinx_seminar.domain.domain import SeminarDomain


class _Word:
    """A class attribute that translates a word on each access: the name of an index in the language of the book.

    Sphinx passes it on as it is, to builders too that write pages as data.
    """

    def __init__(self, word: object) -> None:
        self._word = word

    def __get__(self, _index: Index | None, _kind: type[Index]) -> str:
        return str(self._word)


#: The builders whose index pages show nothing of what Sphinx is given for them; others write that as data.
_DRAWN = ("html", "dirhtml", "epub")


class BookIndex(Index):
    """An index of the book, by first letters, of one kind of objects."""

    kind: ClassVar[str]
    domain: SeminarDomain

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the entries as Sphinx's writers list them.

        Web pages are drawn by :mod:`.index_pages`: all that Sphinx has to know is whether there are any. On paper the
        two are chapters of their own, since Sphinx would set every name and title in the letters of a typewriter.
        """
        if prints(self.domain.builder):
            return [], False
        if docnames is None and self.domain.builder.name in _DRAWN:
            return ([("", [])] if self.has_entries else []), False
        letters: dict[str, list[IndexEntry]] = {}
        for title, place, extra in self.lines():
            if place.docname and (docnames is None or place.docname in docnames):
                entry = IndexEntry(title, 0, place.docname, place.anchor, extra, "", "")
                letters.setdefault(letter_of(title), []).append(entry)
        return list(letters.items()), False

    @property
    def has_entries(self) -> bool:
        """Tell whether the book has any object of the kind."""
        return self.kind in self.domain.kinds

    @abstractmethod
    def lines(self) -> Iterable[tuple[str, ShownPlace, str]]:
        """Yield each entry's words, the place it leads to, and the sessions it belongs to."""


class PaperIndex(BookIndex):
    """Every paper, with the sessions that list it."""

    name = "papers"
    kind = "paper"
    localname = cast("str", _Word(INDEX_WORDS["sem-papers"]))
    shortname = cast("str", _Word(_("papers")))

    def lines(self) -> Iterable[tuple[str, ShownPlace, str]]:
        """Yield the papers by author, year and title."""
        from sphinx_seminar.book.papers import order_papers
        from sphinx_seminar.book.views.papers import shown_paper

        book = self.domain.book
        for entry in order_papers(book.papers.entries, "author"):
            sessions = "; ".join(str(book.place_of(session).label) for session in book.sessions_of(entry))
            yield str(shown_paper(book, entry).citation), book.place_of_paper(entry, ""), sessions


class PersonIndex(BookIndex):
    """Every person, with what they do in which session."""

    name = "people"
    kind = "person"
    localname = cast("str", _Word(INDEX_WORDS["sem-people"]))
    shortname = cast("str", _Word(_("people")))

    def lines(self) -> Iterable[tuple[str, ShownPlace, str]]:
        """Yield the people by last name."""
        from sphinx_seminar.book.people import people_by_name

        book = self.domain.book
        for entry in people_by_name(book.people):
            roles = "; ".join(
                str(book.place_of(session).label) if session is not None else str(ROLE_WORDS[role][0])
                for role, session in entry.roles
            )
            yield entry.person.index_name, book.place_of_person(entry), roles


def setup_indices(app: Sphinx) -> None:
    """Register the two index pages with the domain."""
    app.add_index_to_domain("sem", PaperIndex)
    app.add_index_to_domain("sem", PersonIndex)
