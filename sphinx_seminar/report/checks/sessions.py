"""Checks of sessions, assignments and the term plan: what they lack, what is open, and days that look wrong."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from sphinx_seminar.book import Book
from sphinx_seminar.book.contradictions import outside
from sphinx_seminar.model import Assignment, Session, When
from sphinx_seminar.model.when import in_zone
from sphinx_seminar.planning.slots import exception_on, idle_exceptions, slots
from sphinx_seminar.planning.timing import meetings_of
from sphinx_seminar.report.findings import Finding, Matter, named

#: Deadlines stand before and after a term; one that is this far away is of another.
_ANOTHER_TERM = dt.timedelta(weeks=26)


def open_dates(matter: Matter) -> Iterator[Finding]:
    """Yield the sessions, then the lines of timelines, whose day is not known yet.

    One without any date counts where other sessions of its kind have theirs: the chapters of a book that keeps no
    dates are complete.
    """
    dated = {session.kind for session in matter.book.sessions if session.when is not None and session.when.dated}
    for session in matter.book.sessions:
        if session.status == "cancelled":
            continue
        if session.when is None:
            missing = "no date yet" if session.kind in dated else ""
        else:
            missing = _missing_of_date(matter, session.when)
        if missing:
            yield Finding(session.date_place, session.name, f"{named(session)}: {missing}")
    for place, line in matter.book.timeline:
        if not line.when.dated and (missing := _missing_of_date(matter, line.when)):
            yield Finding(place, line.text, f"'{line.text}': {missing}")


def _missing_of_date(matter: Matter, when: When) -> str:
    """Return what is not known of a date, as a message; ``""`` where the day is known, or the month is over."""
    if when.tba:
        return "the date is to be announced"
    if when.first is None or when.last is None:
        return f"the date '{when.text}' names no day" if when.text else ""
    if when.precision in ("month", "year") and when.last >= matter.day:
        return f"of the date only the {when.precision} is known, {when.text}"
    return ""


def left_open(matter: Matter) -> Iterator[Finding]:
    """Yield the fields of the course, of sessions and of assignments with a placeholder such as TBA."""
    for course in [matter.book.course] if matter.book.course is not None else []:
        for field, words in course.open:
            yield Finding(course.place, "course", f"the course leaves open '{field}': '{words}'")
    for session in matter.book.sessions:
        for field, words in session.open:
            yield Finding(session.place, session.name, f"{named(session)} leaves open '{field}': '{words}'")
    for work in matter.book.assignments:
        for field, words in work.open:
            yield Finding(work.line_of(field), work.name, f"'{work.title}' leaves open '{field}': '{words}'")


def without(matter: Matter, kind: str, *, over: bool = False) -> Iterator[Finding]:
    """Yield the sessions that should have a resource of some kind, such as slides, and have none.

    Lectures should, and sessions that have a directive of their own. Of other kinds, and of the rows of a table, a
    session should where at least half of its like have one: nobody waits for the slides of a lunch. ``over`` asks for
    sessions that are over.
    """

    def has_one(session: Session) -> bool:
        return any(link.kind == kind and matter.opens(session.place, link) for link in session.resources)

    concerned = [
        session
        for session in matter.book.sessions
        if session.status != "cancelled" and (not over or _is_over(matter, session))
    ]
    alike = Counter(map(_likes, concerned))
    having = Counter(_likes(session) for session in concerned if has_one(session))
    for session in concerned:
        likes = _likes(session)
        expected = session.is_lecture or likes == ("session", True) or 2 * having[likes] >= alike[likes]
        if expected and not has_one(session):
            day = session.when.first if session.when is not None and session.when.dated else None
            on_day = f" ({day})" if day is not None else ""
            yield Finding(session.place, session.name, f"{named(session)}{on_day} has no {kind}")


def _is_over(matter: Matter, session: Session) -> bool:
    """Tell whether the last meeting of a session was before the day; a month is over with its last day."""
    lasts = [when.last for when in meetings_of(session) if when.last is not None]
    return bool(lasts) and max(lasts) < matter.day


def _likes(session: Session) -> tuple[str, bool]:
    """Return the group within which sessions are compared: their kind, and whether a directive declares them."""
    return session.kind.casefold(), session.table < 0


def idle_days_off(matter: Matter) -> Iterator[Finding]:
    """Yield the exceptions of the term plan on which there is no meeting anyway: often a wrong day."""
    plan, course = matter.book.plan, matter.book.course
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
        yield Finding(
            course.place.at(given.line),
            str(given.first),
            f"the exception {days}{label} cancels no meeting ({given.first:%A})",
        )


def of_another_term(matter: Matter) -> Iterator[Finding]:
    """Yield what is outside the term: sessions at all, what is due and lines of timelines by half a year."""
    plan = matter.book.plan
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
    for place, line in matter.book.milestones:
        if outside(line.when, plan, _ANOTHER_TERM):
            yield Finding(place, line.name, f"'{line.text}' is on {line.when.first}, {term}")


def beside_the_meetings(matter: Matter) -> Iterator[Finding]:
    """Yield the sessions that take no slot at a time, or on a day, at which the course meets."""
    plan = matter.book.plan
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
    """Tell whether a session is a lecture or an exam with a day but no hours, neither its own nor of the plan."""
    when = session.when
    alone = when is not None and when.precision == "day" and when.first == when.last
    return alone and session.status != "cancelled" and (session.is_lecture or session.counts_as == "exam")


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
