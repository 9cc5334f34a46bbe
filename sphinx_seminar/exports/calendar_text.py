"""Calendar entries as text: a calendar of several, each with its parts in order, and the rules of their zones.

The clock changes of a zone (RFC 5545, section 3.6.5) are read from the time zone database for the years of the events
alone: some programs refuse a file that begins with seventy years of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, cast
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

_PRODUCT = "-//sphinx-seminar//schedule//EN"

#: The time stamp of events that were never revised: the standard asks for one, and builds must not read the clock.
FIRST_REVISION = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)

#: Zones without rules, which need none written down: some programs take "GMT" for British time.
UTC_NAMES = frozenset(
    f"{area}{name}" for area in ("", "Etc/") for name in ("UTC", "UCT", "GMT", "Greenwich", "Universal", "Zulu")
)

#: How many changes of clocks of one kind stand on lines of their own.
_ONSETS_APART = 12


def empty_calendar() -> Calendar:
    """Return a calendar without events, with the version of its format and the name of this program."""
    calendar = Calendar()
    calendar.add("PRODID", _PRODUCT)
    calendar.add("VERSION", "2.0")
    return calendar


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with its sort key, and the zones and years whose clock changes its calendar must contain."""

    text: bytes
    order: tuple[bytes, str]
    years: tuple[tuple[str, int], ...]


def entered(event: Event) -> Entry:
    """Return an event as an entry; entries are sorted by their beginnings, those of one beginning by their UIDs."""
    moments = [event.decoded(name) for name in ("DTSTART", "DTEND") if name in event]
    years = [
        (str(moment.tzinfo), moment.year)
        for moment in moments
        if isinstance(moment, dt.datetime) and moment.tzinfo not in (None, dt.UTC)
    ]
    return Entry(event.to_ical(), (cast("bytes", event["DTSTART"].to_ical()), str(event["UID"])), tuple(years))


def written(calendar: Calendar, entries: Sequence[Entry], zone: str) -> bytes:
    """Return the text of a calendar with its events and the clock changes of their zones.

    A calendar must have something in it: without events it has the rules of the course's zone.
    """
    years: dict[str, set[int]] = {}
    for name, year in (needed for entry in entries for needed in entry.years):
        years.setdefault(name, set()).add(year)
    if not entries:
        years[zone] = {FIRST_REVISION.year}
    zones = (_timezone(name, frozenset(years[name])) for name in sorted(years))
    return _with_parts(calendar.to_ical(), (*zones, *(entry.text for entry in entries)))


def _with_parts(calendar: bytes, parts: Iterable[bytes]) -> bytes:
    """Return a calendar with its components, which stand before its last line (RFC 5545, section 3.6)."""
    beginning, end, _nothing = calendar.rpartition(b"END:VCALENDAR")
    return b"".join((beginning, *parts, end, b"\r\n"))


@lru_cache(maxsize=256)
def _timezone(name: str, years: frozenset[int]) -> bytes:
    component = Timezone()
    component.add("TZID", name)
    for rule in zone_rules(name, years):
        part = TimezoneDaylight() if rule.after.summer else TimezoneStandard()
        part.add("DTSTART", rule.onsets[0])
        part.add("TZOFFSETFROM", rule.before)
        part.add("TZOFFSETTO", rule.after.offset)
        part.add("TZNAME", rule.after.name)
        further = list(rule.onsets[1:])
        # Of several dates in one line vobject keeps the first; only an archive of many years, which would have a
        # hundred lines, has them so.
        for dates in [[onset] for onset in further] if len(further) <= _ONSETS_APART else [further]:
            part.add("RDATE", dates)
        component.add_component(part)
    return bytes(component.to_ical())


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
    """A rule of daylight saving: the change of the clocks, and its local times on the clocks before the change."""

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
