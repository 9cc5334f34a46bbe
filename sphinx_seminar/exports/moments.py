"""Dates of the book as moments, and the clock changes of time zones as calendars list them (RFC 5545, 3.6.5).

Clock changes are read from the time zone database for the years of the events alone: some programs refuse a file that
begins with seventy years of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sphinx_seminar.model import When
from sphinx_seminar.model.when import instants

_DAY = dt.timedelta(days=1)
_SECOND = dt.timedelta(seconds=1)
_NONE = dt.timedelta(0)


class Clock(NamedTuple):
    """The clocks of a zone at some time: their offset from UTC, its abbreviation, and whether it is summer time."""

    offset: dt.timedelta
    name: str
    summer: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A change of the clocks, and when it happens: local times, as the clocks before it show them."""

    before: dt.timedelta
    after: Clock
    onsets: tuple[dt.datetime, ...]


@lru_cache(maxsize=256)
def zone_rules(name: str, years: frozenset[int]) -> tuple[Rule, ...]:
    """Return the rules of a zone, by its IANA name, right for every moment of the given years.

    The first rule sets the clock that holds before any of the changes.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: for a name that the database doesn't have.
    """
    rules: dict[tuple[dt.timedelta, Clock], list[dt.datetime]] = {}
    for before, after, moment in _changes(ZoneInfo(name), years):
        rules.setdefault((before, after), []).append((moment + before).replace(tzinfo=None))
    return tuple(Rule(before, after, tuple(onsets)) for (before, after), onsets in rules.items())


def _changes(zone: ZoneInfo, years: Iterable[int]) -> Iterator[tuple[dt.timedelta, Clock, dt.datetime]]:
    """Yield the offset before each change, what the clocks show after it, and its moment, in order of time.

    The year before is part of each, so that the zone's first rule comes before anything that happens.
    """
    wanted = sorted({near for year in years for near in (year - 1, year) if 1 < near < dt.MAXYEAR})
    known: Clock | None = None
    for year in wanted or [2]:
        day = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
        end = day.replace(year=year + 1)
        now = _clock(zone, day)
        if known != now:
            yield (now if known is None else known).offset, now, day
        # Clocks change at most once a day, but not at most once a month: Morocco's do for Ramadan.
        while day < end:
            later = _clock(zone, day + _DAY)
            if later != now:
                yield now.offset, later, _moment_of_change(zone, day, day + _DAY)
            day, now = day + _DAY, later
        known = now


def _clock(zone: ZoneInfo, moment: dt.datetime) -> Clock:
    local = moment.astimezone(zone)
    return Clock(local.utcoffset() or _NONE, local.tzname() or "", (local.dst() or _NONE) > _NONE)


def _moment_of_change(zone: ZoneInfo, early: dt.datetime, late: dt.datetime) -> dt.datetime:
    """Return the first second at which the clocks show something else than at ``early``."""
    first = _clock(zone, early)
    while late - early > _SECOND:
        middle = (early + (late - early) / 2).replace(microsecond=0)
        if _clock(zone, middle) == first:
            early = middle
        else:
            late = middle
    return late


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
    """Return the sort key of a moment, in UTC: Python compares two times of one zone by their clocks alone."""
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
