"""The regular times of a course in its tables: what most rows have in common is said once, above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sphinx_seminar.book import Book
from sphinx_seminar.book.views.values import ShownRegular
from sphinx_seminar.model import Session, When
from sphinx_seminar.model.plan import MeetingTime

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
