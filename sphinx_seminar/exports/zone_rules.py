"""The rules of a time zone as a calendar carries them (RFC 5545, section 3.6.5).

They are read from the time zone database for the years that are needed, and no others: some calendars refuse a file
that begins with seventy years of clock changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

_DAY = dt.timedelta(days=1)
_SECOND = dt.timedelta(seconds=1)
_NONE = dt.timedelta(0)


class Clock(NamedTuple):
    """What the clocks of a zone show: their offset from UTC, its name, and whether it is summer time."""

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

    The first one starts what the clocks show before they ever change.

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
