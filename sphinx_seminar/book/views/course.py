"""The card of the course with its agenda, the meetings of its series, and the cards of its people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sphinx_seminar.book import Book
from sphinx_seminar.book.views.assignments import shown_due
from sphinx_seminar.book.views.sessions import (
    session_papers,
    shown_date,
    shown_link,
    shown_links,
    shown_people,
)
from sphinx_seminar.book.views.shown import (
    ShownCourse,
    ShownMeetings,
    ShownPeople,
    ShownProfile,
    ShownSeries,
)
from sphinx_seminar.book.views.values import (
    ShownDate,
    ShownEvent,
    ShownGroup,
    ShownLink,
    ShownPerson,
    ShownPlace,
)
from sphinx_seminar.model import PERSON_ROLES, Course, Involvement, Profile, Resource, Session, Text
from sphinx_seminar.model.resource import is_absolute
from sphinx_seminar.model.views import (
    CourseView,
    PeopleView,
    SeriesView,
)
from sphinx_seminar.model.when import in_zone


def show_course(book: Book, docname: str, view: CourseView) -> ShownCourse | None:
    """Return the card of a course; files and dates are those of the book's course, which is the first one."""
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


def show_series(book: Book, docname: str, view: SeriesView) -> ShownSeries | None:
    """Return the regular meetings of a series, group by group."""
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


#: The kinds of resources that the agenda links beside a session.
_AT_HAND = ("slides", "recording")
#: The kinds of resources that the agenda links beside a deadline.
_FOR_WORK = ("exercises", "submit")


def show_agenda(book: Book) -> tuple[ShownEvent, ...]:
    """Return the sessions that are held on a known day, or at least month, what is due, and free dates.

    Free dates count where a table of the book shows them: that a course has slots to spare invites nobody.
    """
    events = [*_session_events(book), *_milestone_events(book), *_assignment_events(book), *_free_dates(book)]
    return tuple(sorted(events, key=lambda event: in_zone(event.date.when, book.timezone).sort_key))


def _session_events(book: Book) -> Iterator[ShownEvent]:
    for session, date in _dated(book):
        papers, reading = session_papers(book, session)
        yield ShownEvent(
            replace(date, before=None, location=""),
            replace(book.place_of(session), status=session.status),
            location=session.location,
            online=session.online if is_absolute(session.online) else "",
            people=tuple(person for person in shown_people(session, PERSON_ROLES) if not person.open),
            links=tuple(link for link in shown_links(book, session, _AT_HAND) if link.file or link.target),
            papers=papers,
            reading=reading,
        )


def _dated(book: Book) -> Iterator[tuple[Session, ShownDate]]:
    """Yield the sessions that are held on known days, as each group has them."""
    for session in book.sessions:
        date = shown_date(book, session)
        shown = date.of_groups if date is not None else ()
        dates = {one.group.key if one.group is not None else "": one for one in shown}
        for time, one in session.apart:
            known = dates.get(time.key if time is not None else "")
            if known is not None and known.held and known.when.first is not None:
                yield one, known


def _milestone_events(book: Book) -> Iterator[ShownEvent]:
    for (_name, when, text), place in zip(book.milestones, book.milestone_places, strict=True):
        yield ShownEvent(
            ShownDate(when, zone=book.timezone), ShownPlace(place.docname, "", Text.plain(text)), kind="due"
        )


def _assignment_events(book: Book) -> Iterator[ShownEvent]:
    """Yield what is due on a known day, with where it is handed in."""
    for work in book.assignments:
        due = shown_due(book, work)
        links = shown_links(book, work, _FOR_WORK)
        for date in due.date.of_groups if due is not None else ():
            if date.when.first is not None:
                yield ShownEvent(
                    date,
                    book.place_of_assignment(work),
                    kind="due",
                    links=tuple(link for link in links if link.file or link.target),
                )


def _free_dates(book: Book) -> Iterator[ShownEvent]:
    if book.free_dates_at is None:
        return
    docname, anchor = book.free_dates_at
    for slot in book.free:
        yield ShownEvent(ShownDate(slot.when, zone=book.timezone), ShownPlace(docname, anchor, Text()), kind="free")


def show_people(book: Book, docname: str, view: PeopleView) -> ShownPeople:
    """Return the cards of a directive, under their roles in the order in which these come first."""
    own = [each for each in book.profiles if (each.place.docname, each.table) == (docname, view.number)]
    groups: dict[str, list[Profile]] = {}
    for profile in own:
        groups.setdefault(profile.role.casefold(), []).append(profile)
    return ShownPeople(
        tuple(
            (
                people[0].role if len(groups) > 1 else "",
                people[0].counts_as,
                tuple(_shown_profile(book, each, said=len(groups) > 1) for each in people),
            )
            for people in groups.values()
        )
    )


def _shown_profile(book: Book, profile: Profile, *, said: bool) -> ShownProfile:
    person = profile.person
    photo = book.file_of(profile.place.docname, Resource("photo", profile.photo)) if profile.photo else None
    return ShownProfile(
        person.name,
        profile.anchor,
        role="" if said else profile.role,
        note=person.note,
        pronouns=profile.pronouns,
        photo=photo if photo is not None and photo.photo else None,
        alt=profile.alt or person.name,
        mail=profile.mail,
        website=profile.website,
        hours=profile.written_hours,
        location=profile.location,
        online=profile.online,
        extra=profile.extra,
        plain=not profile.says_more,
    )
