"""Finding sessions, papers and people by name, for references, the search and other books."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_seminar.book import Book, PaperEntry
from sphinx_seminar.book.book import SHORT_FORMS
from sphinx_seminar.book.views.values import ShownPlace

#: The roles that lead to sessions.
SESSIONS = ("session", "lecture")


def find(book: Book, kind: str, target: str, fromdocname: str, locator: str = "") -> ShownPlace | None:
    """Return where a role's reference leads; ``docname`` is empty for what only the index pages show.

    ``locator`` is the passage of a paper that it names: "p. 3".
    """
    if kind in SESSIONS:
        session = book.session_named(target)
        return None if session is None else book.place_of(session)
    if kind == "assignment":
        assignment = book.assignment_named(target)
        return None if assignment is None else book.place_of(assignment)
    if kind in SHORT_FORMS:
        entry = book.papers.named.get(target.removeprefix("@"))
        return None if entry is None else book.place_of_paper(entry, fromdocname, kind, locator)
    person = book.person_named(target)
    return None if person is None else book.place_of_person(person)


def find_any(book: Book, target: str, fromdocname: str) -> tuple[str, ShownPlace] | None:
    """Return the kind of the thing to which a reference without a kind leads, and the link to it.

    Sessions go before assignments, these before papers, and people come last. Capitals do not count: ``{ref}`` has
    none left.
    """
    spellings = {"paper": book.papers.spelled(target) or target}
    places = (
        (kind, find(book, kind, spellings.get(kind, target), fromdocname))
        for kind in ("session", "assignment", "paper", "person")
    )
    return next(((kind, place) for kind, place in places if place is not None), None)


def names(book: Book, kind: str) -> tuple[str, ...]:
    """Return the names of all things to which a role of a kind can lead."""
    if kind in SESSIONS:
        return tuple(session.name for session in book.sessions)
    if kind == "assignment":
        return tuple(assignment.name for assignment in book.assignments)
    if kind in SHORT_FORMS:
        return tuple(dict.fromkeys([*book.papers.named, *book.sources.bibliography]))
    return tuple(entry.person.name for entry in book.people)


def objects(book: Book) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield everything that can be found as (name, title, kind, docname, anchor), in book order."""
    for session in book.sessions:
        kind = "lecture" if session.is_lecture else "session"
        yield session.name, str(book.place_of(session).label), kind, session.place.docname, session.anchor
    for assignment in book.assignments:
        title, docname = str(assignment.title), assignment.place.docname
        yield assignment.name, title, "assignment", docname, assignment.anchor
    for entry in book.papers.entries:
        place = book.place_of_paper(entry, "")
        if place.docname:
            yield entry.paper.key, title_of_paper(book, entry), "paper", place.docname, place.anchor
    for somebody in book.people:
        name, place = somebody.person.name, book.place_of_person(somebody)
        yield name, name, "person", place.docname, place.anchor


def title_of_paper(book: Book, entry: PaperEntry) -> str:
    """Return what a search calls a paper: "Jacot et al. (2018). Neural tangent kernel"."""
    label = str(book.place_of_paper(entry, "").label)
    return f"{label}. {entry.paper.title}" if entry.paper.title else entry.paper.words or label


#: What the search and the inventory know of: (name, title, kind, docname, anchor).
ObjectFacts = tuple[str, str, str, str, str]
