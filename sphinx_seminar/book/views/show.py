"""Computing the content of each view, one function a kind of view."""

from __future__ import annotations

from collections.abc import Callable
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
from sphinx_seminar.model import views


def show(book: Book, docname: str, view: views.View) -> Shown | None:
    """Return the content of a view of a document; ``None`` where the book has no such thing."""
    if (docname, view) not in book.shown:
        book.shown[docname, view] = _SHOWING[type(view)](book, docname, view)
    return book.shown[docname, view]


def _slides(book: Book, docname: str, view: views.SlidesView) -> ShownSlides:
    """Return a deck where it stands in the text."""
    return ShownSlides(shown_link(book, docname, view.resource), view.embed, view.inline)


def _reference(book: Book, docname: str, view: views.ReferenceView) -> ShownPlace | None:
    """Return the link that a role makes."""
    if view.kind == "any":
        kind_and_place = find_any(book, view.target, docname)
        return None if kind_and_place is None else kind_and_place[1]
    return find(book, view.kind, view.target, docname)


#: Each function computes one kind of view; what a document alone says is shown as it is.
_SHOWING: dict[type, Callable[[Book, str, Any], Shown | None]] = {
    views.CourseView: show_course,
    views.SeriesView: show_series,
    views.SessionView: show_session,
    views.AssignmentView: show_assignment,
    views.AssignmentTableView: show_work,
    views.SlidesView: _slides,
    views.PapersView: show_papers,
    views.ReadingListView: show_reading_list,
    views.TableView: show_table,
    views.TimelineView: lambda book, _docname, view: ShownTimeline(view.dates, book.timezone),
    views.GradingView: lambda _book, _docname, view: view,
    views.AnnouncementsView: show_announcements,
    views.PeopleView: show_people,
    views.GridView: show_grid,
    views.PoolView: lambda _book, _docname, view: view,
    views.ReferenceView: _reference,
    views.ReleaseView: lambda book, docname, view: replace(
        view, release=book.releases.get((docname, view.anchor), view.release)
    ),
}
