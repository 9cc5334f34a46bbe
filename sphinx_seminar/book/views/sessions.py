"""Headers of sessions and of assignments, and their dates, links, people and coverage as every view shows them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from sphinx_seminar.book import Book
from sphinx_seminar.book.book import declared_at
from sphinx_seminar.book.views.announcements import announcements_of
from sphinx_seminar.book.views.papers import paper_items
from sphinx_seminar.book.views.shown import ShownAssignment, ShownSession
from sphinx_seminar.book.views.values import (
    ShownCoverage,
    ShownDate,
    ShownDue,
    ShownGroup,
    ShownLink,
    ShownPerson,
    ShownPlace,
)
from sphinx_seminar.model import (
    ASSIGNMENT_KINDS,
    PERSON_ROLES,
    RESOURCE_KINDS,
    Assignment,
    Coverage,
    GroupDue,
    GroupTime,
    Involvement,
    Resource,
    Session,
    Text,
    When,
)
from sphinx_seminar.model.timing import Release
from sphinx_seminar.model.views import AssignmentView, SessionView


def show_session(book: Book, docname: str, view: SessionView) -> ShownSession | None:
    """Return the header of a session."""
    session = book.session_at(docname, view.anchor)
    if session is None:
        return None
    listed, reading = session_papers(book, session)
    return ShownSession(
        session,
        view.titled,
        date=shown_date(book, session),
        location=session.location or session.left_open("location"),
        online=session.online or session.left_open("online"),
        people=shown_people(session, PERSON_ROLES),
        links=shown_links(book, session),
        calendar=calendar_file(book, session),
        calendars=group_calendars(book, session),
        papers=paper_items(book, docname, view.papers, view.anchor),
        listed=listed,
        reading=reading,
        covers=shown_coverage(book, session.covers),
        announcements=announcements_of(book, session),
        shares_online=book.course is not None and bool(session.online) and session.online == book.course.online,
    )


def dates_of_groups(book: Book, session: Session, aspect: str = "when") -> list[tuple[Session, ShownDate]]:
    """Return a session as each group has it, with its date; a room is said where it is not that of all groups."""
    return [
        (
            one,
            ShownDate(
                one.when,
                aspect,
                session.moved_from,
                one.further,
                zone=book.timezone,
                held=session.status != "cancelled",
                group=None if time is None else shown_group(book, time, session.series),
                location="" if time is None or session.location else one.location,
                also=book.also_zones,
            ),
        )
        for time, one in session.apart
        if one.when is not None
    ]


def shown_date(book: Book, session: Session, aspect: str = "when") -> ShownDate | None:
    """Return when a session is, in each of its groups; ``None`` where it has no date."""
    dates = [date for _one, date in dates_of_groups(book, session, aspect)]
    return replace(dates[0], others=tuple(dates[1:])) if dates else None


def shown_group(book: Book, time: GroupTime | GroupDue, series: str) -> ShownGroup:
    """Return a group of a session, or of an assignment."""
    return ShownGroup(time.key, time.label, course_series(book, series))


def course_series(book: Book, series: str) -> str:
    """Return a series, ``""`` for the course's own meetings, as no other course or term has it.

    A browser that knows many courses keeps one group of each under this name.
    """
    course = book.course
    if course is None:
        return series
    term = str(course.plan.starts) if course.plan is not None else ""
    return ", ".join(filter(None, (str(course.title), term, series)))


def meets_elsewhere(book: Book, session: Session) -> bool:
    """Tell whether the course's place is not that of a session without one: it is online alone, or not known."""
    own = session.online and (book.course is None or session.online != book.course.online)
    return bool(own or session.left_open("location"))


def calendar_file(book: Book, session: Session, group: str = "") -> str:
    """Return the path of the file by which a reader takes a session into a calendar.

    ``""`` where there is nothing to take: no known day, or a session that is cancelled.
    """
    dated = any(one.when is not None and one.when.dated for _time, one in session.apart)
    kept = dated and session.status != "cancelled"
    return book.session_file(session, "ics", group) if kept else ""


def group_calendars(book: Book, session: Session) -> tuple[tuple[ShownGroup, str], ...]:
    """Return the files by which readers take a session into a calendar, at the times of each group."""
    files = ((time, calendar_file(book, one, time.key)) for time, one in session.apart if time is not None)
    return tuple((shown_group(book, time, session.series), path) for time, path in files if path)


def shown_link(book: Book, docname: str, resource: Resource) -> ShownLink:
    """Return a resource as a page shows it; a local file that is missing keeps its name as text."""
    resource = book.held.get((docname, resource), resource)
    release = resource.shown_from
    if resource.release is not None:
        # Of a link that nobody has settled it is not known that students may see it.
        return ShownLink(resource.kind, "", release=Release(instructors=True))
    if not resource.local:
        return ShownLink(resource.kind, resource.label, resource.target, release=release)
    file = book.file_of(docname, resource)
    if file is None:
        return ShownLink(resource.kind, resource.label or resource.target, release=release)
    fragment = file.fragment(resource.target)
    return ShownLink(resource.kind, resource.label, "", file, f"#{fragment}" if fragment else "", release)


def shown_links(
    book: Book, session: Session | Assignment, kinds: Iterable[str] = RESOURCE_KINDS
) -> tuple[ShownLink, ...]:
    """Return the resources of a session, kind by kind; the words for what is left open stand behind the others."""
    shown: list[ShownLink] = []
    for kind in kinds:
        resources = [resource for resource in session.resources if resource.kind == kind]
        shown += [shown_link(book, session.place.docname, resource) for resource in resources]
        shown += [ShownLink(kind, words) for words in [session.left_open(kind)] if words]
    return tuple(shown)


def shown_people(session: Session, roles: Iterable[str]) -> tuple[ShownPerson, ...]:
    """Return the people of a session, role by role; the words for one that is left open stand behind the others."""
    shown: list[ShownPerson] = []
    for role in roles:
        shown += [
            ShownPerson(role, part.person.name, noted(part), part.person.link, index_name=part.person.index_name)
            for part in session.people
            if part.role == role
        ]
        shown += [ShownPerson(role, words, open=True) for words in [session.left_open(role)] if words]
    return tuple(shown)


def noted(part: Involvement) -> str:
    """Return what stands in brackets behind a person: their note, and the groups that they are in."""
    return ", ".join(filter(None, (part.person.note, *part.groups)))


def shown_coverage(book: Book, covers: Iterable[Coverage]) -> tuple[ShownCoverage, ...]:
    """Return what work or an exam is about, as links to its first and its last session; unknown names as words."""
    shown = []
    for coverage in covers:
        ends = [book.anchors.find(timing) for timing in (coverage.first, coverage.last)]
        places = [book.place_of(session) for session in ends if session is not None]
        if len(places) < len(ends):
            places = [ShownPlace("", "", Text.plain(coverage.text))]
        shown.append(ShownCoverage(places[0], places[-1]))
    return tuple(shown)


def session_papers(book: Book, session: Session) -> tuple[int, ShownPlace | None]:
    """Return how many papers a session lists, and where on its page they begin."""
    papers = book.papers.of(session)
    docname = session.place.docname
    anchors = [anchor for entry in papers if (anchor := entry.anchor_on(docname))]
    return len(papers), ShownPlace(docname, anchors[0], Text()) if anchors else None


def show_assignment(book: Book, docname: str, view: AssignmentView) -> ShownAssignment | None:
    """Return the header of an assignment."""
    assignment = declared_at(book.assignments, docname, view.anchor)
    if assignment is None:
        return None
    return ShownAssignment(
        assignment,
        view.titled,
        out=shown_out(book, assignment),
        due=shown_due(book, assignment),
        points=assignment.points or assignment.left_open("points"),
        part_of=assignment.part_of or assignment.left_open("part-of"),
        covers=shown_coverage(book, assignment.covers),
        links=shown_links(book, assignment, ASSIGNMENT_KINDS),
    )


def shown_due(book: Book, assignment: Assignment) -> ShownDue | None:
    """Return when an assignment is due, and until when late work is taken; ``None`` where nothing says it."""
    due = _date(book, assignment, lambda one: one.due_at, book.also_zones)
    late = _date(book, assignment, lambda one: one.late_until)
    return None if due is None else ShownDue(due, late, assignment.late_note)


def shown_out(book: Book, assignment: Assignment) -> ShownDate | None:
    """Return when an assignment is handed out, where that is said."""
    return _date(book, assignment, lambda one: one.out_at, deadline=False)


def _date(
    book: Book,
    assignment: Assignment,
    moment: Callable[[Assignment], When | None],
    also: tuple[str, ...] = (),
    *,
    deadline: bool = True,
) -> ShownDate | None:
    """Return a moment of an assignment, in each of its groups where they differ."""
    dates = [
        ShownDate(
            when,
            zone=book.timezone,
            also=also,
            deadline=deadline,
            group=None if time is None else shown_group(book, time, time.series),
        )
        for time, one in assignment.apart
        if (when := moment(one)) is not None
    ]
    if len({date.when for date in dates}) == 1:
        return replace(dates[0], group=None)
    return replace(dates[0], others=tuple(dates[1:])) if dates else None


def is_due_for(book: Book, group: ShownGroup | None, keys: Collection[str]) -> bool:
    """Tell whether what is due for a group belongs where some groups are chosen: it is one of them, or none beside."""
    chosen = {course_series(book, one.series) for one in book.groups if one.key in keys}
    return group is None or group.key in keys or group.series not in chosen
