"""Checks of sessions: without slides, without a recording, without a date, or with fields left open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from sphinx_seminar.model import Session, When
from sphinx_seminar.report.checks.finding import Finding, Matter, named


def without_slides(matter: Matter) -> Iterator[Finding]:
    """Yield the sessions without slides, held or not."""
    yield from _without(matter, "slides", "slides", lambda _session: True)


def without_recording(matter: Matter) -> Iterator[Finding]:
    """Yield the sessions that are over and have no recording."""
    yield from _without(matter, "recording", "recording", lambda session: _is_over(matter, session))


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
    for place, milestone in matter.book.open_milestones:
        if missing := _missing_of_date(matter, milestone.when):
            yield Finding(place, milestone.text, f"'{milestone.text}': {missing}")


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
    """Yield the fields of the course and of sessions in which the author wrote a placeholder such as TBA."""
    for course in [matter.book.course] if matter.book.course is not None else []:
        for field, words in course.open:
            yield Finding(course.place, "course", f"the course leaves open '{field}': '{words}'")
    for session in matter.book.sessions:
        for field, words in session.open:
            yield Finding(session.place, session.name, f"{named(session)} leaves open '{field}': '{words}'")


def _is_over(matter: Matter, session: Session) -> bool:
    """Tell whether the last meeting of a session was before the day; a month is over with its last day."""
    whens = [when for _time, one in session.apart for when in (one.when, *one.further) if when is not None]
    lasts = [when.last for when in whens if when.last is not None]
    return bool(lasts) and max(lasts) < matter.day


def _without(matter: Matter, kind: str, words: str, concerns: Callable[[Session], bool]) -> Iterator[Finding]:
    """Yield the sessions that should have a resource of some kind, such as slides, and have none.

    Lectures should, and sessions that have a directive of their own. Of other kinds, and of the rows of a table, a
    session should where at least half of its like have one: nobody waits for the slides of a lunch.
    """
    concerned = [session for session in matter.book.sessions if session.status != "cancelled" and concerns(session)]
    alike = Counter(map(_likes, concerned))
    having = Counter(_likes(session) for session in concerned if _has(matter, session, kind))
    for session in concerned:
        likes = _likes(session)
        expected = session.is_lecture or likes == ("session", True) or 2 * having[likes] >= alike[likes]
        if expected and not _has(matter, session, kind):
            yield Finding(session.place, session.name, f"{named(session)}{_day(session)} has no {words}")


def _likes(session: Session) -> tuple[str, bool]:
    """Return the group within which sessions are compared: their kind, and whether a directive declares them."""
    return session.kind.casefold(), session.table < 0


def _has(matter: Matter, session: Session, kind: str) -> bool:
    """Tell whether a reader can open a resource of a kind: neither a word without a link nor a missing file is one."""
    return any(
        resource.kind == kind
        and resource.target
        and (not resource.local or matter.book.file_of(session.place.docname, resource) is not None)
        for resource in session.resources
    )


def _day(session: Session) -> str:
    if session.when is None or session.when.first is None or not session.when.dated:
        return ""
    return f" ({session.when.first.isoformat()})"
