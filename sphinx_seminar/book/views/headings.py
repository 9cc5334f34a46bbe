"""The rows of a table under headings, and the regular times that most of them share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sphinx_seminar.book import Book
from sphinx_seminar.book.views.values import Cell, ShownDate, ShownRegular, ShownRemark, ShownWeek, ShownWord
from sphinx_seminar.model import Plan, Session, When
from sphinx_seminar.model.plan import MeetingTime
from sphinx_seminar.planning.slots import monday_of, week_number

_FRIDAY, _SUNDAY = dt.timedelta(days=4), dt.timedelta(days=6)
#: The precisions of dates that are within one period, by the kind of period.
_EXACT = {
    "day": ("minute", "day"),
    "week": ("minute", "day"),
    "month": ("minute", "day", "month"),
    "year": ("minute", "day", "month", "year"),
}
_START: dict[str, Callable[[dt.date], dt.date]] = {
    "day": lambda day: day,
    "week": monday_of,
    "month": lambda day: day.replace(day=1),
    "year": lambda day: day.replace(month=1, day=1),
}
#: What ``:group-by:`` may name: periods, and fields of sessions.
GROUPS = (*_START, "part", "kind")

#: The date of a row, and its session, if it has one.
Row = tuple[When | None, Session | None]


def under_headings(rows: Iterable[Row], group_by: str, plan: Plan | None) -> list[tuple[Cell, list[int]]]:
    """Return the headings with the numbers of their rows, in order; without groups there is one, without a heading.

    Rows without a date come last, under a heading that says so; those in no part come first, without one.
    """
    grouped: dict[dt.date | str | None, list[int]] = {}
    whens: list[When | None] = []
    for number, (when, session) in enumerate(rows):
        whens.append(when)
        field = getattr(session, group_by) if group_by and session is not None and group_by not in _START else ""
        grouped.setdefault(_period(group_by, when) if group_by in _START else field, []).append(number)
    keys = sorted(grouped, key=lambda key: key is None if group_by in _START else key != "")
    return [(_heading(group_by, key, [whens[row] for row in grouped[key]], plan), grouped[key]) for key in keys]


def _period(group_by: str, when: When | None) -> dt.date | None:
    """Return the first day of the period in which a date is; ``None`` where that is not known."""
    if when is None or when.first is None or when.precision not in _EXACT[group_by]:
        return None
    return _START[group_by](when.first)


def _heading(group_by: str, key: dt.date | str | None, whens: Sequence[When | None], plan: Plan | None) -> Cell:
    """Return the heading of rows on these dates: a period, or a part or a kind of sessions."""
    if key is None:
        return ShownRemark("no-date")
    if isinstance(key, str):
        return ShownWord("kind", key) if group_by == "kind" and key else key
    number = week_number(plan, key) if group_by == "week" and plan is not None else None
    if number is None:
        return ShownDate(When(first=key, last=key, precision="day"), group_by)
    last = max(when.first for when in whens if when is not None and when.first is not None)
    return ShownWeek(number, key, key + (_SUNDAY if last - key > _FRIDAY else _FRIDAY))


#: Longer than this a table needs years in its dates (days).
_TERM = 300


def meeting_of(book: Book, when: When | None, session: Session | None) -> MeetingTime | None:
    """Return the regular meeting, with its room, that a row is at: day of the week, hours and place agree."""
    course = book.course
    if course is None or course.plan is None or when is None or when.precision != "minute" or when.first is None:
        return None
    if session is not None and (session.further or session.times or when.timezone not in ("", book.timezone)):
        return None
    for meeting in course.plan.meetings:
        room = meeting.room or course.location
        same = (meeting.weekday, meeting.starts, meeting.ends) == (when.first.weekday(), when.starts, when.ends)
        if same and (session is None or session.location in ("", room)):
            return replace(meeting, room=room)
    return None


def regular_times(
    book: Book, whens: Sequence[When | None], meetings: Sequence[MeetingTime | None]
) -> ShownRegular | None:
    """Return the meetings that most of the rows with hours are at, and the months in which they are.

    ``None`` where there are none: in a course with groups or with other clocks beside its own too, whose rows say more.
    """
    course = book.course
    known = tuple(dict.fromkeys(meeting for meeting in meetings if meeting is not None))
    timed = [when for when in whens if when is not None and when.precision == "minute"]
    held = sum(meeting is not None for meeting in meetings)
    if course is None or course.plan is None or course.plan.groups or book.also_zones or 2 * held <= len(timed):
        return None
    days = [day for when in whens if when is not None and when.dated for day in (when.first, when.last) if day]
    first, last = min(days), max(days)
    if (last - first).days > _TERM:
        return None
    in_order = sorted(known, key=lambda meeting: (meeting.weekday, str(meeting.starts)))
    return ShownRegular(tuple(in_order), first, last)
