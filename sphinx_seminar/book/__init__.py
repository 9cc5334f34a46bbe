"""Computing the book from the declarations of its documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sphinx_seminar.book.assignments import covered_by_sessions, gather_assignments
from sphinx_seminar.book.book import SHORT_FORMS, Book, Sources
from sphinx_seminar.book.contradictions import strange_tables
from sphinx_seminar.book.filters import unknown_groups, unmatched
from sphinx_seminar.book.papers import PaperEntry, gather
from sphinx_seminar.book.people import PersonEntry, gather_people, in_one_order, with_profiles
from sphinx_seminar.book.sessions import date_sessions, gather_series, gather_sessions, shared_decks
from sphinx_seminar.model import Announcement, Fault, Place, Session, When
from sphinx_seminar.model.declarations import Declarations
from sphinx_seminar.model.text import name_from, unique
from sphinx_seminar.model.views import PoolView, ReadingListView, ReferenceView, TableView
from sphinx_seminar.planning.slots import office_hours
from sphinx_seminar.planning.timetable import groups_of

__all__ = ["Book", "PaperEntry", "PersonEntry", "Sources", "compute"]


def compute(documents: Mapping[str, Declarations], order: Sequence[str], sources: Sources) -> Book:
    """Compute the book.

    ``order`` names every document with declarations, in book order. Two documents that hold a ``{course}`` are a
    fault; the first one counts.
    """
    courses = [course for docname in order for course in documents[docname].courses]
    course = courses[0] if courses else None
    faults = [
        Fault(
            other.place,
            "course",
            f"the book has a second {{course}} here; expected one, and the first, at {courses[0].place}, counts. "
            "The card of this one is shown",
        )
        for other in courses[1:]
    ]
    profiles = tuple(profile for docname in order for profile in documents[docname].profiles)
    if course is not None:
        course, people_faults = with_profiles(course, profiles)
        faults += people_faults
    declared, name_faults = gather_sessions(documents, order)
    course, declared = in_one_order(course, declared)
    zone = (course.timezone if course is not None else "") or sources.timezone
    series, series_faults = gather_series(documents, order)
    dates, date_faults = date_sessions(declared, course, series, zone)
    sessions = dates.sessions
    assignments, work_faults = gather_assignments(documents, order, sessions, zone)
    cited = [
        view.target.removeprefix("@")
        for docname in order
        for view in documents[docname].views
        if isinstance(view, ReferenceView) and view.kind in SHORT_FORMS
    ]
    reading_lists = tuple(
        (docname, view)
        for docname in order
        for view in documents[docname].views
        if isinstance(view, ReadingListView) and not view.number
    )
    listings = [listing for docname in order for listing in documents[docname].listings]
    asked = [filter_ for docname in order for filter_ in documents[docname].filters]
    filters = [filter_ for filter_ in asked if filter_.name != "group"]
    groups = groups_of(course.plan if course is not None else None, series)
    tables = [(docname, view) for docname in order for view in documents[docname].views if isinstance(view, TableView)]
    strange = strange_tables(tables, sessions, course.plan) if course is not None and course.plan is not None else ()
    milestones = _milestones(documents, order, sessions)
    gathered = gather(listings, cited, sources.bibliography)
    declared_lines = [found for docname in order for found in documents[docname].milestones]
    return Book(
        course,
        sessions,
        gather_people(course, sessions, profiles),
        gathered,
        sources,
        reading_lists=reading_lists,
        series=series,
        groups=groups,
        free=dates.free,
        milestones=tuple((name, when, text) for name, (_place, when, text) in milestones.items()),
        milestone_places=tuple(place for place, _when, _text in milestones.values()),
        open_milestones=tuple(found for found in declared_lines if not found[1].when.dated),
        faults=(
            *(*faults, *name_faults, *series_faults, *date_faults, *strange, *work_faults),
            *covered_by_sessions(sessions),
            *(*shared_decks(sessions, sources.files), *gathered.faults, *unmatched(filters, sessions, course)),
            *unknown_groups((filter_ for filter_ in asked if filter_.name == "group"), groups),
        ),
        more_courses=tuple(courses[1:]),
        assignments=assignments,
        office_hours=office_hours(course.plan, course.hours, zone) if course is not None and course.plan else (),
        profiles=profiles,
        staff_hours=tuple(
            (profile, slot)
            for profile in profiles
            if course is not None and course.plan is not None
            for slot in office_hours(course.plan, profile.hours, zone)
        ),
        parallel=tuple(sessions[number].name for number in dates.parallel),
        timeline=tuple((place.docname, line) for place, line in declared_lines),
        gradings=tuple((docname, part) for docname in order for parts in documents[docname].gradings for part in parts),
        announcements=_announcements(documents, order),
        free_dates_at=next(((docname, view.anchor) for docname, view in tables if view.show_free), None),
        pools=tuple(
            (docname, view) for docname in order for view in documents[docname].views if isinstance(view, PoolView)
        ),
    )


def _announcements(
    documents: Mapping[str, Declarations], order: Sequence[str]
) -> tuple[tuple[Place, Announcement], ...]:
    """Return the announcements of the book, the newest first; what has no date may be of today, and comes before."""
    found = [each for docname in order for each in documents[docname].announcements]
    return tuple(sorted(found, key=lambda each: each[1].when.first or dt.date.max, reverse=True))


def _milestones(
    documents: Mapping[str, Declarations], order: Sequence[str], sessions: Sequence[Session]
) -> dict[str, tuple[Place, When, str]]:
    """Return the dated lines of timelines by names made of their words, each with its place.

    A line at the very time of a session tells of that session, which has its own place in every calendar.
    """
    held = {_time_of(one.when) for session in sessions for _time, one in session.apart if one.when is not None}
    names: dict[str, tuple[Place, When, str]] = {}
    for place, milestone in (found for docname in order for found in documents[docname].milestones):
        if milestone.when.dated and _time_of(milestone.when) not in held:
            names[unique(name_from(milestone.text), names)] = (place, milestone.when, milestone.text)
    return names


def _time_of(when: When) -> tuple[object, ...]:
    return when.first, when.last, when.starts, when.ends
