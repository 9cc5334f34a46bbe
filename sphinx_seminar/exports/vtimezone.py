"""The rules of a time zone as a calendar carries them (VTIMEZONE, RFC 5545, section 3.6.5).

They are read from the time zone database for the years that are needed, and no others: some calendars refuse a file
that begins with seventy years of clock changes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAY = dt.timedelta(days=1)
_SECOND = dt.timedelta(seconds=1)
_NONE = dt.timedelta(0)


class _Clock(NamedTuple):
    """What the clocks of a zone show: their offset from UTC, its name, and whether it is summer time."""

    offset: dt.timedelta
    name: str
    summer: bool


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of the clocks; ``onset`` is local time as the clocks before it show it."""

    onset: dt.datetime
    before: dt.timedelta
    after: _Clock


def vtimezone(name: str, years: Iterable[int]) -> Timezone:
    """Return the rules of a zone, by its IANA name, right for every moment of the given years.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: for a name that the database doesn't have.
    """
    component = Timezone()
    component.add("TZID", name)
    rules: dict[tuple[dt.timedelta, _Clock], list[dt.datetime]] = {}
    for change in _changes(ZoneInfo(name), years):
        rules.setdefault((change.before, change.after), []).append(change.onset)
    for (before, after), onsets in rules.items():
        rule = TimezoneDaylight() if after.summer else TimezoneStandard()
        rule.add("DTSTART", onsets[0])
        rule.add("TZOFFSETFROM", before)
        rule.add("TZOFFSETTO", after.offset)
        rule.add("TZNAME", after.name)
        if onsets[1:]:
            rule.add("RDATE", onsets[1:])
        component.add_component(rule)
    return component


def _changes(zone: ZoneInfo, years: Iterable[int]) -> Iterator[_Change]:
    """Yield what the clocks show first, and how it changes, in order of time.

    The year before is part of each, so that the zone's first rule comes before anything that happens.
    """
    wanted = sorted({near for year in years for near in (year - 1, year) if 1 < near < dt.MAXYEAR})
    known: _Clock | None = None
    for year in wanted or [2]:
        # Clocks change at most once a day, but not at most once a month: Morocco's do for Ramadan.
        start = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
        until = start.replace(year=year + 1)
        now = _clock(zone, start)
        if now != known:
            before = known.offset if known is not None else now.offset
            yield _Change((start + before).replace(tzinfo=None), before, now)
        while start < until:
            following = start + _DAY
            later = _clock(zone, following)
            if later != now:
                onset = _moment_of_change(zone, start, following)
                yield _Change((onset + now.offset).replace(tzinfo=None), now.offset, later)
            start, now = following, later
        known = now


def _clock(zone: ZoneInfo, moment: dt.datetime) -> _Clock:
    local = moment.astimezone(zone)
    offset = local.utcoffset()
    return _Clock(offset if offset is not None else _NONE, local.tzname() or "", (local.dst() or _NONE) > _NONE)


def _moment_of_change(zone: ZoneInfo, early: dt.datetime, late: dt.datetime) -> dt.datetime:
    """Return the first second at which the clocks show something else than at ``early``."""
    first = _clock(zone, early)
    while late - early > _SECOND:
        middle = early + (late - early) // 2
        middle = middle.replace(microsecond=0)
        if _clock(zone, middle) == first:
            early = middle
        else:
            late = middle
    return late
