"""Checks against the term plan: days off without a meeting, dates of other terms, sessions beside the meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from sphinx_seminar.book.term import outside
from sphinx_seminar.model import Plan, Session
from sphinx_seminar.planning.slots import idle_exceptions, slots
from sphinx_seminar.report.checks.finding import Finding, Matter, named

#: Deadlines stand before and after a term; one that is this far away is of another.
_ANOTHER_TERM = dt.timedelta(weeks=26)


def _plan(matter: Matter) -> Plan | None:
    return matter.book.course.plan if matter.book.course is not None else None


def idle_days_off(matter: Matter) -> Iterator[Finding]:
    """Yield the exceptions of the term plan on which there is no meeting anyway: often a wrong day."""
    plan, course = _plan(matter), matter.book.course
    if plan is None or course is None:
        return
    # The days off of the course are those of its labs, too.
    others = [own for series in matter.book.series if (own := series.plan(plan)) is not None]
    met = [set(own.exceptions) - set(idle_exceptions(own)) for own in others]
    for given in idle_exceptions(plan):
        if any(given in taken for taken in met):
            continue
        days = f"{given.first}" if given.first == given.last else f"{given.first} to {given.last}"
        label = f", {given.label}," if given.label else ""
        place = replace(course.place, line=given.line or course.place.line)
        yield Finding(place, str(given.first), f"the exception {days}{label} cancels no meeting ({given.first:%A})")


def of_another_term(matter: Matter) -> Iterator[Finding]:
    """Yield what is outside the term: sessions at all, what is due and lines of timelines by half a year."""
    plan = _plan(matter)
    if plan is None:
        return
    term = f"outside the term ({plan.starts} to {plan.ends})"
    for session in matter.book.sessions:
        for what, when in (("is on", session.when), ("was moved from", session.moved_from)):
            if when is not None and outside(when, plan):
                yield Finding(session.date_place, session.name, f"{named(session)} {what} {when.first}, {term}")
    for work in matter.book.assignments:
        if work.due_at is not None and outside(work.due_at, plan, _ANOTHER_TERM):
            message = f"'{work.title}' is due on {work.due_at.first}, {term}"
            yield Finding(work.line_of("due"), work.name, message)
    for (name, when, text), place in zip(matter.book.milestones, matter.book.milestone_places, strict=True):
        if outside(when, plan, _ANOTHER_TERM):
            yield Finding(place, name, f"'{text}' is on {when.first}, {term}")


def beside_the_meetings(matter: Matter) -> Iterator[Finding]:
    """Yield the sessions that take no slot at a time, or on a day, at which the course meets."""
    plan = _plan(matter)
    days = {slot.when.first for slot in slots(plan, matter.book.timezone)} if plan is not None else set()
    for session in matter.book.sessions:
        if session.name in matter.book.parallel:
            reason = f"is in {session.location} during a meeting of the course, and takes no slot"
        elif _whole_day(session) and session.when is not None and session.when.first in days:
            reason = "has a day of the course's and no hours, and takes no slot"
        else:
            continue
        yield Finding(session.date_place, session.name, f"{named(session)} {reason}")


def _whole_day(session: Session) -> bool:
    """Tell whether a lecture or an exam has a day without hours: no slot of it was free, or exams need hours."""
    when = session.when
    alone = when is not None and when.precision == "day" and when.first == when.last
    return alone and session.status != "cancelled" and (session.is_lecture or session.counts_as == "exam")
