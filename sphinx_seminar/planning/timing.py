"""Resolving times that hang on lectures, such as due dates, to moments, by the dates that the term plan gave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sphinx_seminar.model import Problem, Reading, Session, Timing, When
from sphinx_seminar.model.problem import followed, quoted, suggestion
from sphinx_seminar.model.when import check_local_time, in_zone

#: What a moment is for: work is due, or handed out, or something is shown to readers.
Purpose = Literal["due", "out", "release"]

_DAY = dt.timedelta(days=1)
#: The time of day of what names none, by purpose: work is due in the last minute of its day.
_DEFAULTS: dict[Purpose, dt.time] = {"due": dt.time(23, 59), "out": dt.time(0, 0), "release": dt.time(0, 0)}
_INSTEAD = "It is left open"


@dataclass(frozen=True, slots=True)
class Anchors:
    """The dated sessions on which due dates and releases may hang, by name and by number."""

    by_name: dict[str, Session]
    by_number: dict[str, Session]

    @classmethod
    def of(cls, sessions: Iterable[Session]) -> Anchors:
        """Gather sessions by name, whatever the capitals, and lectures by number; the first of several counts."""
        by_name: dict[str, Session] = {}
        by_number: dict[str, Session] = {}
        for session in sessions:
            by_name.setdefault(session.name.casefold(), session)
            if session.is_lecture and session.number:
                by_number.setdefault(session.number, session)
        return cls(by_name, by_number)

    def find(self, timing: Timing) -> Session | None:
        """Return the session that a time hangs on."""
        if timing.numbered:
            return self.by_number.get(timing.lecture)
        return self.by_name.get(timing.lecture.casefold())

    def missing(self, timing: Timing) -> str:
        """Say that there is no such session, and which may be meant."""
        if timing.numbered:
            last = list(self.by_number)[-1:]
            known = f"expected a number up to {last[0]}" if last else "no lecture of the book has a number"
            return f"no lecture has the number {timing.lecture}; {known}"
        names = [session.name for session in self.by_name.values()]
        near = suggestion(timing.lecture, names)
        return f"no lecture is named {quoted(timing.lecture)}{near or '; expected the :name: of one, or a date'}"


def settle(timing: Timing, purpose: Purpose, anchors: Anchors, zone: str, subtype: str = "assignment") -> Reading[When]:
    """Return the moment that a time names, in the course's zone ``zone``.

    A moment that cannot be told is open, with a problem of this ``subtype``.
    """
    session = anchors.find(timing) if timing.relative else None
    if session is None and timing.relative:
        return _open(timing, subtype, anchors.missing(timing), "It is shown as written")
    return settle_at(timing, purpose, () if session is None else meetings_of(session), zone, subtype)


def settle_at(
    timing: Timing, purpose: Purpose, meetings: Sequence[When], zone: str, subtype: str = "assignment"
) -> Reading[When]:
    """Return the moment that a time names, of a session with these ``meetings``, such as those of one group."""
    if timing.date is not None:
        when = timing.date if timing.date.offset is None else in_zone(timing.date, timing.date.timezone or zone)
        if when.precision == "day":
            when = replace(when, starts=_DEFAULTS[purpose], precision="minute")
        return check_local_time(when, zone)
    dated = sorted((in_zone(when, zone) for when in meetings if when.dated), key=lambda when: when.sort_key)
    if not dated:
        reason = f"{_named(timing)} has no date; expected one, or a date here"
        return _open(timing, subtype, reason, _INSTEAD, tba=True)
    meeting = dated[-1] if purpose == "due" or (purpose == "release" and timing.at_end) else dated[0]
    moment = _moment(timing, purpose, meeting)
    if moment is None:
        reason = f"{_named(timing)} has no end; expected :duration: there, or hours with an end"
        return _open(timing, subtype, reason, _INSTEAD, tba=True)
    return check_local_time(replace(moment, text=timing.text), zone)


def meetings_of(session: Session) -> tuple[When, ...]:
    """Return all meetings of a session, those of all its groups, as far as they have dates."""
    return tuple(when for _time, one in session.apart for when in (one.when, *one.further) if when is not None)


def _moment(timing: Timing, purpose: Purpose, meeting: When) -> When | None:
    """Return the moment that a time names, counted from a meeting; ``None`` for an end that is not known."""
    day, clock = (meeting.last, meeting.ends) if timing.at_end else (meeting.first, meeting.starts)
    assert day is not None
    if timing.at_end and clock is None and timing.clock is None and timing.distance is None and timing.weekday is None:
        return None
    if timing.at_end and clock == dt.time(0, 0) and (timing.distance is not None or timing.weekday is not None):
        # Midnight ends the evening before it, whose day is meant.
        day -= _DAY
    try:
        day += dt.timedelta(days=timing.distance or 0)
        if timing.weekday is not None:
            day += (((timing.weekday - day.weekday() - 1) % 7) + 1) * _DAY
    except OverflowError:
        return None
    beside = timing.distance is None and timing.weekday is None and timing.clock is None
    starts = timing.clock or (clock if beside else None) or _default(purpose, beside)
    precision = meeting.precision if starts is None else "minute"
    return When("", day, day, starts, None, precision, timing.timezone)


def _default(purpose: Purpose, beside: bool) -> dt.time | None:
    """Return the time of day of a moment that names none.

    Work that is due when a lecture begins is due on a day without an hour, where the lecture has none.
    """
    return None if beside and purpose == "due" else _DEFAULTS[purpose]


def _named(timing: Timing) -> str:
    return f"lecture {timing.lecture}" if timing.numbered else f"the lecture {quoted(timing.lecture)}"


def _open(timing: Timing, subtype: str, reason: str, instead: str, *, tba: bool = False) -> Reading[When]:
    text = quoted(" ".join(timing.text.split()))
    message = followed(f"{text} is not used: {reason}", f"{instead}, and stays out of the calendar.")
    return Reading(When(timing.text, tba=tba), (Problem(subtype, message),))
