"""Computing the content of each view, one function a kind of view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from sphinx_seminar.book import Book
from sphinx_seminar.book.papers import order_papers
from sphinx_seminar.book.references import find, find_any
from sphinx_seminar.book.views.agenda import session_papers, show_agenda
from sphinx_seminar.book.views.announcements import announcements_of, show_announcements
from sphinx_seminar.book.views.assignments import show_assignment, show_work, shown_coverage
from sphinx_seminar.book.views.grid import show_grid
from sphinx_seminar.book.views.links import (
    also_in,
    calendar_file,
    group_calendars,
    shown_date,
    shown_line,
    shown_link,
    shown_links,
    shown_people,
)
from sphinx_seminar.book.views.profiles import show_people
from sphinx_seminar.book.views.reading_lists import show_reading_list
from sphinx_seminar.book.views.shown import (
    Shown,
    ShownCourse,
    ShownGrading,
    ShownMeetings,
    ShownPapers,
    ShownPool,
    ShownReference,
    ShownRelease,
    ShownSeries,
    ShownSession,
    ShownSlides,
    ShownTimeline,
)
from sphinx_seminar.book.views.tables import show_table
from sphinx_seminar.book.views.values import ShownGroup, ShownLink, ShownPaper, ShownPerson
from sphinx_seminar.model import PERSON_ROLES, Course, Involvement
from sphinx_seminar.model.resource import is_absolute
from sphinx_seminar.model.views import (
    AnnouncementsView,
    AssignmentTableView,
    AssignmentView,
    CourseView,
    GradingView,
    GridView,
    PaperItem,
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


def _course(book: Book, docname: str, view: CourseView) -> ShownCourse | None:
    course = book.course_at(docname, view.anchor)
    if course is None:
        return None
    people = [ShownPerson(part.role, part.person.name, part.person.note, part.person.link) for part in course.people]
    links = tuple(shown_link(book, docname, resource) for resource in course.links)
    counts = course is book.course
    files, agenda = (
        ((*book.calendar_files, *_due_files(book), *book.programme_files), show_agenda(book)) if counts else ((), ())
    )
    return ShownCourse(
        course.anchor,
        course.facts,
        tuple(person for person in people if person.role == "instructor"),
        links,
        files,
        agenda,
        counts and bool(book.sessions or book.assignments),
        assistants=tuple(person for person in people if person.role == "assistant"),
        own_facts=tuple(
            (label, tuple(shown_link(book, docname, piece) for piece in pieces)) for label, pieces in course.own_facts
        ),
        online=_online(course),
        online_note=course.online_note,
        groups=tuple((group.name, path) for group in book.groups if counts and (path := book.group_file(group.key))),
    )


def _online(course: Course) -> ShownLink | None:
    """Return the way into all meetings of a course, or the words in its place."""
    if is_absolute(course.online):
        return ShownLink("link", course.online_label, course.online)
    return ShownLink("link", course.online) if course.online else None


def _due_files(book: Book) -> tuple[tuple[str, str], ...]:
    """Return the calendar of what is due as (kind, path), where there is one."""
    return (("due", book.due_file),) if book.due_file else ()


def _series(book: Book, docname: str, view: SeriesView) -> ShownSeries | None:
    series = next((one for one in book.series if (one.place.docname, one.anchor) == (docname, view.anchor)), None)
    if series is None:
        return None
    keys = {group.label: group.key for group in book.groups if group.series == series.name}
    groups = tuple(
        ShownMeetings(
            ShownGroup(keys[group.label], group.label),
            group.meetings,
            tuple(_person(part) for label, part in series.leaders if label == group.label),
            book.group_file(keys[group.label]),
        )
        for group in series.groups
    )
    people = tuple(map(_person, series.people))
    return ShownSeries(series.anchor, groups or (ShownMeetings(None, series.meetings),), series.location, people)


def _person(part: Involvement) -> ShownPerson:
    return ShownPerson(part.role, part.person.name, part.person.note, part.person.link)


def _session(book: Book, docname: str, view: SessionView) -> ShownSession | None:
    session = book.session_at(docname, view.anchor)
    if session is None:
        return None
    listed, reading = session_papers(book, session)
    return ShownSession(
        kind=session.kind,
        number=session.number,
        anchor=session.anchor,
        titled=view.titled,
        status=session.status,
        date=shown_date(book, session),
        location=session.location or session.left_open("location"),
        online=session.online or session.left_open("online"),
        online_label=session.online_label,
        online_note=session.online_note,
        part=session.part,
        tags=session.tags,
        people=shown_people(session, PERSON_ROLES),
        links=shown_links(book, session),
        calendar=calendar_file(book, session),
        calendars=group_calendars(book, session),
        papers=_items(book, docname, view.papers, view.anchor),
        listed=listed,
        reading=reading,
        covers=shown_coverage(book, session.covers),
        announcements=announcements_of(book, session),
        shares_online=book.course is not None and bool(session.online) and session.online == book.course.online,
    )


def _slides(book: Book, docname: str, view: SlidesView) -> ShownSlides:
    return ShownSlides(shown_link(book, docname, view.resource), view.embed, view.inline)


def _papers(book: Book, docname: str, view: PapersView) -> ShownPapers:
    items = _sorted(book, docname, view.items, view.sort)
    session = book.session_at(docname, view.session)
    return ShownPapers(
        _items(book, docname, items, view.session, view.sort),
        "own" if view.titled else "default",
        view.numbered,
        book.session_file(session, "bib") if session is not None and book.papers_of(session) else "",
    )


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
        return ShownPaper(item.key, words=item.words, lead=item.lead)
    place = next((place for place in entry.places if (place.docname, place.listing) == (docname, item.listing)), None)
    return replace(
        shown_line(book, entry, book.gathered.pasted.get((docname, item.listing))),
        anchor="" if place is None else place.anchor,
        also=tuple(book.place_of(other) for other in also_in(book, entry, docname, session)),
        words=item.words,
        lead=item.lead,
    )


def _sorted(book: Book, docname: str, items: tuple[PaperItem, ...], sort: str) -> tuple[PaperItem, ...]:
    """Sort the papers among themselves; groups, and keys that nobody knows, come after them as they stand."""
    if sort == "none":
        return items
    entries = {item: book.paper_at(docname, item.listing) for item in items if not item.items}
    by_entry = {entry: item for item, entry in entries.items() if entry is not None}
    rest = [item for item in items if entries.get(item) is None]
    return (*(by_entry[entry] for entry in order_papers(by_entry, sort)), *rest)


def _reference(book: Book, docname: str, view: ReferenceView) -> ShownReference:
    if view.kind == "any":
        found = find_any(book, view.target, docname)
        return ShownReference(None if found is None else found[1])
    return ShownReference(find(book, view.kind, view.target, docname))


_SHOWING: dict[type, Callable[[Book, str, Any], Shown | None]] = {
    CourseView: _course,
    SeriesView: _series,
    SessionView: _session,
    AssignmentView: show_assignment,
    AssignmentTableView: show_work,
    SlidesView: _slides,
    PapersView: _papers,
    ReadingListView: show_reading_list,
    TableView: show_table,
    TimelineView: lambda book, _docname, view: ShownTimeline(view.dates, book.timezone),
    GradingView: lambda _book, _docname, view: ShownGrading(view.weights, view.levels),
    AnnouncementsView: show_announcements,
    PeopleView: show_people,
    GridView: show_grid,
    PoolView: lambda _book, _docname, view: ShownPool(view.headers, view.rows),
    ReferenceView: _reference,
    ReleaseView: lambda book, docname, view: ShownRelease(
        book.releases.get((docname, view.anchor), view.release), view.hidden
    ),
}
