"""From dates as a book has them to moments as calendars need them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sphinx_seminar.model import When
from sphinx_seminar.model.moments import instants

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time: two days, or two times; ``end`` is no longer part of it, and ``None`` where it is open.

    Times are aware, but those of an unknown zone, which are local wherever they are read.
    """

    start: dt.date
    end: dt.date | None = None


def stretch(when: When | None, zone: str) -> Stretch | None:
    """Return the stretch of time of a date whose day is known, in its own zone, else in ``zone``.

    An end that does not come after its start is left out: clocks that are turned back can make one.
    """
    if when is None or not when.dated or when.first is None or when.last is None:
        return None
    if when.starts is None or when.precision == "day":
        return Stretch(when.first, _next_day(when.last))
    start, end = instants(when, zone) or _floating(when)
    if end is None and when.last > when.first and (midnight := _next_day(when.last)) is not None:
        end = dt.datetime.combine(midnight, dt.time.min, start.tzinfo)
    return Stretch(start, end if end is not None and _order(end) > _order(start) else None)


def _floating(when: When) -> tuple[dt.datetime, dt.datetime | None]:
    assert when.first is not None
    assert when.last is not None
    assert when.starts is not None
    start = dt.datetime.combine(when.first, when.starts)
    return start, None if when.ends is None else dt.datetime.combine(when.last, when.ends)


def _next_day(day: dt.date) -> dt.date | None:
    return None if day == dt.date.max else day + _DAY


def _order(moment: dt.datetime) -> dt.datetime:
    """Return what orders moments: Python compares two times of one zone by their clocks alone."""
    in_utc = utc(moment)
    return (in_utc or moment).replace(tzinfo=None)


def utc(moment: dt.datetime) -> dt.datetime | None:
    """Return a moment in UTC; ``None`` for one without zone, and at the two ends of the calendar."""
    if moment.tzinfo is None:
        return None
    try:
        return moment.astimezone(dt.UTC)
    except OverflowError:
        return None


def iso_utc(moment: dt.datetime) -> str:
    """Write a moment as RFC 3339 does, in UTC ("2021-06-07T12:00:00Z"); empty where it has none."""
    found = utc(moment)
    return "" if found is None else f"{found.replace(tzinfo=None).isoformat(timespec='seconds')}Z"
