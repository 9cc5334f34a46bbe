"""The card of the course with its agenda, the meetings of its series, and the cards of its people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sphinx_seminar.book import Book
from sphinx_seminar.book.book import declared_at
from sphinx_seminar.book.views.sessions import (
    dates_of_groups,
    session_papers,
    shown_due,
    shown_link,
    shown_links,
    shown_people,
)
from sphinx_seminar.book.views.shown import ShownCourse, ShownMeetings, ShownPeople, ShownProfile, ShownSeries
from sphinx_seminar.book.views.values import ShownDate, ShownEvent, ShownGroup, ShownLink, ShownPerson, ShownPlace
from sphinx_seminar.model import PERSON_ROLES, Assignment, Course, Involvement, Profile, Resource, Session, Text
from sphinx_seminar.model.resource import is_absolute
from sphinx_seminar.model.views import CourseView, PeopleView, SeriesView
from sphinx_seminar.model.when import in_zone


def show_course(book: Book, docname: str, view: CourseView) -> ShownCourse | None:
    """Return the card of a course; files and dates are those of the book's course, which is the first one."""
    courses = (book.course, *book.more_courses) if book.course is not None else ()
    course = declared_at(courses, docname, view.anchor)
    if course is None:
        return None
    counts = course is book.course
    return ShownCourse(
        course,
        tuple(map(_person, _in_role(course, "instructor"))),
        tuple(shown_link(book, docname, resource) for resource in course.links),
        tuple(book.schedule_files.items()) if counts else (),
        show_agenda(book) if counts else (),
        counts and bool(book.sessions or book.assignments),
        assistants=tuple(map(_person, _in_role(course, "assistant"))),
        own_facts=tuple(
            (label, tuple(shown_link(book, docname, piece) for piece in pieces)) for label, pieces in course.own_facts
        ),
        online=_online(course),
        groups=tuple((group.name, path) for group in book.groups if counts and (path := book.group_file(group.key))),
    )


def _in_role(course: Course, role: str) -> list[Involvement]:
    return [part for part in course.people if part.role == role]


def _online(course: Course) -> ShownLink | None:
    """Return the way into all meetings of a course, or the words in its place."""
    if is_absolute(course.online):
        return ShownLink("link", course.online_label, course.online)
    return ShownLink("link", course.online) if course.online else None


def show_series(book: Book, docname: str, view: SeriesView) -> ShownSeries | None:
    """Return the regular meetings of a series, group by group."""
    series = declared_at(book.series, docname, view.anchor)
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
    return ShownSeries(series, groups or (ShownMeetings(None, series.meetings),), people)


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
    """Yield the sessions that are held, as each group has them."""
    for session in book.sessions:
        for one, date in dates_of_groups(book, session):
            if not date.held or date.when.first is None:
                continue
            papers, reading = session_papers(book, one)
            yield ShownEvent(
                replace(date, before=None, location=""),
                replace(book.place_of(one), status=one.status),
                location=one.location,
                online=one.online if is_absolute(one.online) else "",
                people=tuple(person for person in shown_people(one, PERSON_ROLES) if not person.open),
                links=_open_links(book, one, _AT_HAND),
                papers=papers,
                reading=reading,
            )


def _open_links(book: Book, owner: Session | Assignment, kinds: Iterable[str]) -> tuple[ShownLink, ...]:
    return tuple(link for link in shown_links(book, owner, kinds) if link.file or link.target)


def _milestone_events(book: Book) -> Iterator[ShownEvent]:
    for place, line in book.milestones:
        goal = ShownPlace(place.docname, "", Text.plain(line.text))
        yield ShownEvent(ShownDate(line.when, zone=book.timezone), goal, kind="due")


def _assignment_events(book: Book) -> Iterator[ShownEvent]:
    """Yield what is due on a known day, with where it is handed in."""
    for work in book.assignments:
        due = shown_due(book, work)
        for date in due.date.of_groups if due is not None else ():
            if date.when.first is not None:
                goal = book.place_of(work)
                yield ShownEvent(date, goal, kind="due", links=_open_links(book, work, _FOR_WORK))


def _free_dates(book: Book) -> Iterator[ShownEvent]:
    if book.free_dates_at is None:
        return
    docname, anchor = book.free_dates_at
    for slot in book.free:
        yield ShownEvent(ShownDate(slot.when, zone=book.timezone), ShownPlace(docname, anchor, Text()), kind="free")


def show_people(book: Book, docname: str, view: PeopleView) -> ShownPeople:
    """Return the cards of a directive, under their roles in the order in which these come first."""
    by_role: dict[str, list[Profile]] = {}
    for profile in book.profiles:
        if (profile.place.docname, profile.table) == (docname, view.number):
            by_role.setdefault(profile.role.casefold(), []).append(profile)
    headed = len(by_role) > 1
    return ShownPeople(
        tuple(
            (
                people[0].role if headed else "",
                people[0].counts_as,
                tuple(_shown_profile(book, each, said=headed) for each in people),
            )
            for people in by_role.values()
        )
    )


def _shown_profile(book: Book, profile: Profile, *, said: bool) -> ShownProfile:
    """Return a card; ``said`` where a heading says the role."""
    photo = book.file_of(profile.place.docname, Resource("photo", profile.photo)) if profile.photo else None
    return ShownProfile(profile, "" if said else profile.role, photo if photo is not None and photo.photo else None)
