"""Assignments that are due together, or when nobody meets, and those that are over and have no solution."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sphinx_seminar.book import Book
from sphinx_seminar.model import Assignment, When
from sphinx_seminar.model.when import in_zone
from sphinx_seminar.planning.slots import exception_on
from sphinx_seminar.planning.timing import meetings_of
from sphinx_seminar.report.findings import Finding, Matter


def due_together(matter: Matter) -> Iterator[Finding]:
    """Yield the assignments that are due on a day on which another one is."""
    by_day: dict[dt.date | None, list[Assignment]] = {}
    for when, work in _due_of(matter.book):
        by_day.setdefault(when.first, []).append(work)
    for day, (first, *others) in by_day.items():
        for work in others:
            message = f"'{work.title}' is due on {day}, as is '{first.title}'"
            yield Finding(work.line_of("due"), work.name, message, (first.line_of("due"),))


def due_without_meeting(matter: Matter) -> Iterator[Finding]:
    """Yield the assignments that are due on a day off, or relative to a lecture that is cancelled.

    Where a course hands in on its meetings' days only, as the lectures that its assignments hang on say, those that are
    due on another day count as well.
    """
    book = matter.book
    plan = book.plan
    days = {
        in_zone(when, book.timezone).first
        for session in book.sessions
        if session.status != "cancelled"
        for when in meetings_of(session)
        if when.dated
    }
    dues = list(_due_of(book))
    always = len(dues) > 2 and sum(when.first in days for when, _work in dues) * 4 >= len(dues) * 3
    for when, work in dues:
        off = exception_on(plan, when) if plan is not None else None
        anchor = book.anchors.find(work.due) if work.due is not None and work.due.relative else None
        if off is not None:
            label = f", {off.label}" if off.label else ""
            reason = f"a day without a meeting{label}"
        elif anchor is not None and anchor.status == "cancelled":
            reason = f"relative to '{anchor.title}', which is cancelled"
        elif always and when.first not in days:
            reason = "a day without a meeting, and most others are due on days with one"
        else:
            continue
        yield Finding(work.line_of("due"), work.name, f"'{work.title}' is due on {when.first}, {reason}")


def without_solution(matter: Matter) -> Iterator[Finding]:
    """Yield the assignments that are over, late days included, and have no solution."""
    for work in matter.book.assignments:
        last = work.late_until or work.due_at
        over = last is not None and last.dated and last.last is not None and last.last < matter.day
        if over and not _solved(matter, work):
            yield Finding(work.place, work.name, f"'{work.title}' was due on {last and last.last} and has no solution")


def _solved(matter: Matter, work: Assignment) -> bool:
    """Tell whether a reader can open a solution, or will when its time has come."""
    solutions = (link for link in work.resources if link.kind == "solution")
    return any(link.waits or matter.opens(work.place, link) for link in solutions)


def without_due_date(matter: Matter) -> Iterator[Finding]:
    """Yield the assignments whose day is not known yet."""
    for work in matter.book.assignments:
        if work.due_at is None:
            missing = "no due date"
        elif work.due_at.dated:
            continue
        elif work.due_at.first is not None:
            missing = f"of the due date only the {work.due_at.precision} is known, {work.due_at.text}"
        else:
            missing = "the due date is open"
        yield Finding(work.line_of("due"), work.name, f"'{work.title}': {missing}")


def _due_of(book: Book) -> Iterator[tuple[When, Assignment]]:
    """Yield the assignments with a known day, with the moment in the course's zone, in order of time.

    Where groups hand in at different moments it comes with each of them.
    """
    apart = (one for work in book.assignments for one in {one.due_at: one for _time, one in work.apart}.values())
    dated = [(in_zone(one.due_at, book.timezone), one) for one in apart if one.due_at is not None]
    yield from sorted((pair for pair in dated if pair[0].dated), key=lambda pair: pair[0].sort_key)
