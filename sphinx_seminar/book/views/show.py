"""Computing the content of each view, one function a kind of view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from sphinx_seminar.book import Book
from sphinx_seminar.book.references import find, find_any
from sphinx_seminar.book.views.announcements import show_announcements
from sphinx_seminar.book.views.course import show_course, show_people, show_series
from sphinx_seminar.book.views.grid import show_grid
from sphinx_seminar.book.views.papers import show_papers, show_reading_list
from sphinx_seminar.book.views.sessions import show_assignment, show_session, shown_link
from sphinx_seminar.book.views.shown import Shown, ShownSlides, ShownTimeline
from sphinx_seminar.book.views.tables import show_table, show_work
from sphinx_seminar.book.views.values import ShownPlace
from sphinx_seminar.model.views import (
    AnnouncementsView,
    AssignmentTableView,
    AssignmentView,
    CourseView,
    GradingView,
    GridView,
    PapersView,
    PeopleView,
    PoolView,
    ReadingListView,
    ReferenceView,
    ReleaseView,
    SeriesView,
    SessionView,
    SlidesView,
    TableView,
    TimelineView,
    View,
)


def show(book: Book, docname: str, view: View) -> Shown | None:
    """Return the content of a view of a document; ``None`` where the book has no such thing."""
    if (docname, view) not in book.shown:
        book.shown[docname, view] = _SHOWING[type(view)](book, docname, view)
    return book.shown[docname, view]


def show_all(book: Book, docname: str, views: Iterable[View]) -> Iterator[Shown | None]:
    """Yield the content of each view of a document."""
    return (show(book, docname, view) for view in views)


def _slides(book: Book, docname: str, view: SlidesView) -> ShownSlides:
    return ShownSlides(shown_link(book, docname, view.resource), view.embed, view.inline)


def _reference(book: Book, docname: str, view: ReferenceView) -> ShownPlace | None:
    if view.kind == "any":
        found = find_any(book, view.target, docname)
        return None if found is None else found[1]
    return find(book, view.kind, view.target, docname)


_SHOWING: dict[type, Callable[[Book, str, Any], Shown | None]] = {
    CourseView: show_course,
    SeriesView: show_series,
    SessionView: show_session,
    AssignmentView: show_assignment,
    AssignmentTableView: show_work,
    SlidesView: _slides,
    PapersView: show_papers,
    ReadingListView: show_reading_list,
    TableView: show_table,
    TimelineView: lambda book, _docname, view: ShownTimeline(view.dates, book.timezone),
    GradingView: lambda _book, _docname, view: view,
    AnnouncementsView: show_announcements,
    PeopleView: show_people,
    GridView: show_grid,
    PoolView: lambda _book, _docname, view: view,
    ReferenceView: _reference,
    ReleaseView: lambda book, docname, view: replace(
        view, release=book.releases.get((docname, view.anchor), view.release)
    ),
}
