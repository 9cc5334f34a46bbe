"""What each view shows of the book."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sphinx_seminar.book import Book
from sphinx_seminar.book.links import also_in, paper_links, shown_link, shown_links, shown_people
from sphinx_seminar.book.shown import (
    Shown,
    ShownCourse,
    ShownDate,
    ShownPaper,
    ShownPapers,
    ShownPerson,
    ShownReference,
    ShownSession,
    ShownSlides,
)
from sphinx_seminar.book.tables import show_table
from sphinx_seminar.citing import cite, sort_key
from sphinx_seminar.declarations import (
    CourseView,
    PaperItem,
    PapersView,
    ReferenceView,
    SessionView,
    SlidesView,
    TableView,
    View,
)
from sphinx_seminar.citing.bibtex import bibtex_entry
from sphinx_seminar.model import PERSON_ROLES


def show(book: Book, docname: str, view: View) -> Shown | None:
    """Return what a view of a document shows; ``None`` where the book does not have it."""
    return _SHOWING[type(view)](book, docname, view)


def _course(book: Book, docname: str, _view: CourseView) -> ShownCourse | None:
    course = book.course
    if course is None or course.place.docname != docname:
        return None
    people = tuple(ShownPerson("instructor", person.name, person.note, person.link) for person in course.instructors)
    links = tuple(shown_link(book, docname, resource) for resource in course.links)
    return ShownCourse(course.anchor, course.facts, people, links)


def _session(book: Book, docname: str, view: SessionView) -> ShownSession | None:
    session = book.session_at(docname, view.anchor)
    if session is None:
        return None
    return ShownSession(
        kind=session.kind,
        number=session.number,
        anchor=session.anchor,
        titled=view.titled,
        status=session.status,
        date=None if session.when is None else ShownDate(session.when, "when", session.moved_from),
        timezone=session.when.timezone if session.when is not None else "",
        location=session.location,
        online=session.online,
        part=session.part,
        tags=session.tags,
        people=shown_people(session.people, PERSON_ROLES),
        links=shown_links(book, session),
        papers=_items(book, docname, view.papers, view.anchor),
    )


def _slides(book: Book, docname: str, view: SlidesView) -> ShownSlides:
    return ShownSlides(shown_link(book, docname, view.resource), view.embed, view.inline)


def _papers(book: Book, docname: str, view: PapersView) -> ShownPapers:
    items = _sorted(book, docname, view.items, view.sort)
    return ShownPapers(_items(book, docname, items, view.session, view.sort), view.titled, view.numbered)


def _items(
    book: Book, docname: str, items: Iterable[PaperItem], session: str, sort: str = "none"
) -> tuple[ShownPaper, ...]:
    return tuple(_item(book, docname, item, session, sort) for item in items)


def _item(book: Book, docname: str, item: PaperItem, session: str, sort: str) -> ShownPaper:
    if item.items:
        inner = _items(book, docname, _sorted(book, docname, item.items, sort), session, sort)
        return ShownPaper("", words=item.words, items=inner)
    entry = book.paper_at(docname, item.listing)
    if entry is None:
        return ShownPaper(item.key, words=item.words)
    paper = entry.paper
    place = next((place for place in entry.places if (place.docname, place.listing) == (docname, item.listing)), None)
    return ShownPaper(
        key=paper.key,
        anchor="" if place is None else place.anchor,
        citation=cite(paper, book.sources.style, book.sources.words),
        pasted=not paper.sure,
        links=paper_links(paper),
        also=tuple(book.place_of(other) for other in also_in(book, entry, docname, session)),
        bibtex=bibtex_entry(paper),
        words=item.words,
    )


def _sorted(book: Book, docname: str, items: tuple[PaperItem, ...], sort: str) -> tuple[PaperItem, ...]:
    """Sort the papers among themselves; groups, and keys that nobody knows, keep their places at the end."""
    field = sort.removeprefix("-")
    if field not in ("year", "author"):
        return items

    def order(item: PaperItem) -> Any:
        entry = book.paper_at(docname, item.listing)
        assert entry is not None
        paper = entry.paper
        return (paper.year, sort_key(paper)) if field == "year" else sort_key(paper)

    known = [item for item in items if not item.items and book.paper_at(docname, item.listing) is not None]
    rest = [item for item in items if item not in known]
    return (*sorted(known, key=order, reverse=sort.startswith("-")), *rest)


def _reference(book: Book, docname: str, view: ReferenceView) -> ShownReference:
    kinds = ("session", "paper", "person") if view.kind == "any" else (view.kind,)
    goals = (book.find(kind, view.target, docname) for kind in kinds)
    return ShownReference(next((goal for goal in goals if goal is not None), None))


_SHOWING: dict[type, Callable[[Book, str, Any], Shown | None]] = {
    CourseView: _course,
    SessionView: _session,
    SlidesView: _slides,
    PapersView: _papers,
    TableView: lambda book, _docname, view: show_table(book, view),
    ReferenceView: _reference,
}
