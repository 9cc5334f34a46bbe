"""The book: :func:`compute` makes the course of what its documents declare, step by step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sphinx_seminar.book.assignments import covered_by_sessions, gather_assignments
from sphinx_seminar.book.book import SHORT_FORMS, Book, Sources
from sphinx_seminar.book.contradictions import strange_tables
from sphinx_seminar.book.filters import unknown_groups, unknown_parts, unmatched
from sphinx_seminar.book.papers import PaperEntry, gather
from sphinx_seminar.book.people import PersonEntry, gather_people, in_one_order, with_profiles
from sphinx_seminar.book.sessions import date_sessions, gather_series, gather_sessions, shared_decks
from sphinx_seminar.model import Course, Fault, Milestone, Place, Session, When
from sphinx_seminar.model.declarations import Declarations, together
from sphinx_seminar.model.text import name_from, unique
from sphinx_seminar.model.views import PoolView, ReadingListView, ReferenceView, TableView, View
from sphinx_seminar.planning.slots import office_hours
from sphinx_seminar.planning.timetable import groups_of

__all__ = ["Book", "PaperEntry", "PersonEntry", "Sources", "compute"]


def compute(documents: Mapping[str, Declarations], order: Sequence[str], sources: Sources) -> Book:
    """Compute the book; ``order`` names every document with declarations, in book order."""
    whole = together(documents[docname] for docname in order)
    views = [(docname, view) for docname in order for view in documents[docname].views]
    tables = [(docname, view) for docname, view in views if isinstance(view, TableView)]

    course, people_faults = with_profiles(next(iter(whole.courses), None), whole.profiles)
    sessions, name_faults = gather_sessions(whole)
    course, sessions = in_one_order(course, sessions)
    series, series_faults = gather_series(whole)
    zone = (course.timezone if course is not None else "") or sources.timezone
    dates, date_faults = date_sessions(sessions, course, series, zone)
    sessions, plan = dates.sessions, course.plan if course is not None else None
    groups = groups_of(plan, series)
    assignments, work_faults = gather_assignments(whole, sessions, zone)
    papers = gather(whole.listings, _cited(views), sources.bibliography)
    staff = [(profile, slot) for profile in whole.profiles for slot in office_hours(plan, profile.hours, zone)]

    return Book(
        sources=sources,
        course=course,
        more_courses=tuple(whole.courses[1:]),
        sessions=sessions,
        parallel=dates.parallel,
        assignments=assignments,
        people=gather_people(course, sessions, whole.profiles),
        profiles=tuple(whole.profiles),
        papers=papers,
        reading_lists=tuple(
            (docname, view) for docname, view in views if isinstance(view, ReadingListView) and not view.number
        ),
        series=series,
        groups=groups,
        free=dates.free,
        free_dates_at=next(((docname, view.anchor) for docname, view in tables if view.show_free), None),
        office_hours=office_hours(plan, course.hours if course is not None else (), zone),
        staff_hours=tuple(staff),
        timeline=tuple(whole.milestones),
        milestones=_milestones(whole.milestones, sessions),
        # What has no date may be of today.
        announcements=tuple(
            sorted(whole.announcements, key=lambda told: told[1].when.first or dt.date.max, reverse=True)
        ),
        gradings=tuple((docname, part) for docname in order for parts in documents[docname].gradings for part in parts),
        pools=tuple((docname, view) for docname, view in views if isinstance(view, PoolView)),
        faults=(
            *(*_second_courses(whole.courses), *people_faults, *name_faults, *series_faults, *date_faults),
            *strange_tables(tables, sessions, plan),
            *(*work_faults, *covered_by_sessions(sessions), *shared_decks(sessions, sources.files), *papers.faults),
            *(*unmatched(whole.filters, sessions, course), *unknown_groups(whole.filters, groups)),
            *unknown_parts(whole.filters, assignments),
        ),
    )


def _second_courses(courses: Sequence[Course]) -> Iterator[Fault]:
    """Point out every ``{course}`` but the first, which counts."""
    for other in courses[1:]:
        message = (
            f"the book has a second {{course}} here; expected one, and the first, at {courses[0].place}, counts. "
            "The card of this one is shown"
        )
        yield Fault(other.place, "course", message)


def _cited(views: Iterable[tuple[str, View]]) -> list[str]:
    """Return the keys of papers that running text cites."""
    references = [view for _docname, view in views if isinstance(view, ReferenceView) and view.kind in SHORT_FORMS]
    return [view.target.removeprefix("@") for view in references]


def _milestones(
    timeline: Iterable[tuple[Place, Milestone]], sessions: Iterable[Session]
) -> tuple[tuple[Place, Milestone], ...]:
    """Return the dated lines of timelines with names made of their words.

    A line at the very time of a session tells of that session, which has its own place in every calendar.
    """
    held = {_time_of(one.when) for session in sessions for _time, one in session.apart if one.when is not None}
    named: dict[str, tuple[Place, Milestone]] = {}
    for place, line in timeline:
        if line.when.dated and _time_of(line.when) not in held:
            name = unique(name_from(line.text), named)
            named[name] = place, replace(line, name=name)
    return tuple(named.values())


def _time_of(when: When) -> tuple[object, ...]:
    return when.first, when.last, when.starts, when.ends
