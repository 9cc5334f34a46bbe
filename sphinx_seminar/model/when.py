"""Dates as precise as their authors know them, and their moments in time zones (IANA time zone database)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from sphinx_seminar.model.problem import Problem, Reading, quoted

#: English names of months; the calendar module's follow the machine's locale.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
Precision = Literal["minute", "day", "month", "year", "unknown"]


@dataclass(frozen=True, slots=True)
class When:
    """A moment, a stretch of time, or the promise of one, in local wall-clock time.

    * ``first`` and ``last`` are calendar days, both included and equal for a single day; for a month or a year they
      are its first and last day. Both are ``None`` where ``precision`` is ``unknown``.
    * ``starts`` and ``ends`` are times of day on ``first`` and ``last``; ``starts`` is given where ``precision`` is
      ``minute``, ``ends`` may be ``None`` (an open end).
    * ``text`` is what the author wrote; it is what a reader sees where nothing else is known.
    * ``timezone`` is an IANA name, or empty where the course's zone holds.
    * ``offset`` is from UTC, where the hours were written with one; the book settles them in the course's zone.
    * ``tba`` says that the author left the date open on purpose ("TBA").
    """

    text: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    starts: dt.time | None = None
    ends: dt.time | None = None
    precision: Precision = "unknown"
    timezone: str = ""
    tba: bool = False
    offset: dt.timedelta | None = None

    @property
    def dated(self) -> bool:
        """Tell whether the day is known, so that the calendar can hold it."""
        return self.precision in ("minute", "day")

    @property
    def sort_key(self) -> tuple[bool, dt.date, dt.time, dt.date]:
        """Order by start; what has no date comes last, a whole day before its hours."""
        if self.first is None or self.last is None:
            return (True, dt.date.max, dt.time.max, dt.date.max)
        return (False, self.first, self.starts or dt.time.min, self.last)


#: What an abbreviation most probably means. All are refused: IST is Indian, Irish and Israeli, and those that the
#: database keeps for old programs, such as EST, never change their clocks, as their users think they do.
ABBREVIATIONS = {
    "CET": "Europe/Berlin", "CEST": "Europe/Berlin", "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin",
    "MET": "Europe/Berlin", "EET": "Europe/Helsinki", "EEST": "Europe/Helsinki", "WET": "Europe/Lisbon",
    "WEST": "Europe/Lisbon", "BST": "Europe/London", "MSK": "Europe/Moscow",
    "EST": "America/New_York", "EDT": "America/New_York", "ET": "America/New_York",
    "CST": "America/Chicago", "CDT": "America/Chicago", "CT": "America/Chicago",
    "MST": "America/Denver", "MDT": "America/Denver", "MT": "America/Denver",
    "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "PT": "America/Los_Angeles",
    "HST": "Pacific/Honolulu", "IST": "Asia/Kolkata", "JST": "Asia/Tokyo", "KST": "Asia/Seoul",
    "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney",
}  # fmt: skip


def check_local_time(when: When, zone: str) -> Reading[When]:
    """Refuse a time that the clocks of its zone skip; an hour that they repeat in autumn means its first.

    ``zone`` holds where ``when`` names none. Dates without time, and times in an unknown zone, pass. What is refused
    keeps its text alone.
    """
    tzinfo = zone_of(when.timezone or zone)
    if tzinfo is None:
        return Reading(when)
    for local in _locals(when):
        shown = _shown(local, tzinfo)
        if shown != local:
            message = (
                f"The date {quoted(when.text)} is not used: {local:%Y-%m-%d %H:%M} does not exist in {tzinfo.key}, "
                f"where the clocks change and then show {shown:%H:%M}. It is shown as written, and stays out of the "
                "calendar."
            )
            return Reading(When(when.text), (Problem("date", message),))
    return Reading(when)


def instants(when: When, zone: str) -> tuple[dt.datetime, dt.datetime | None] | None:
    """Return start and end as aware times, at the offset of ``when`` or in its zone, else in ``zone``; it may be open.

    ``None`` for what has no time of day, and for an unknown zone.
    """
    tzinfo = zone_of(when.timezone or zone) if when.offset is None else dt.timezone(when.offset)
    local = _locals(when)
    if tzinfo is None or not local:
        return None
    start, *end = (moment.replace(tzinfo=tzinfo) for moment in local)
    return start, end[0] if end else None


@lru_cache(maxsize=256)
def zone_of(name: str) -> ZoneInfo | None:
    """Return the zone of an IANA name as the database spells it; ``None`` for every other text, the empty one too."""
    try:
        return ZoneInfo(name) if name else None
    # The name of a folder of the database, a path, or no name at all.
    except (OSError, ValueError, KeyError):
        return None


def in_zone(when: When, zone: str) -> When:
    """Return a date as the clocks of ``zone`` show it; what has no hours, or no other zone, stays as it is."""
    tzinfo = zone_of(zone)
    elsewhere = when.offset is not None or when.timezone not in ("", zone)
    moments = instants(when, zone) if tzinfo is not None and elsewhere else None
    if moments is None:
        return when
    try:
        start, *end = (each.astimezone(tzinfo).replace(tzinfo=None, fold=0) for each in moments if each is not None)
    except OverflowError:
        return when
    last = end[0] if end else start
    ends = end[0].time() if end else None
    return replace(when, first=start.date(), last=last.date(), starts=start.time(), ends=ends, timezone="", offset=None)


def _locals(when: When) -> list[dt.datetime]:
    """Return the start and, where it is known, the end, as local times without zone."""
    if when.precision != "minute" or when.first is None or when.last is None or when.starts is None:
        return []
    start = dt.datetime.combine(when.first, when.starts)
    return [start] if when.ends is None else [start, dt.datetime.combine(when.last, when.ends)]


def _shown(local: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """Return what the clocks of a zone show at a local time; another time where they skip it (PEP 495)."""
    try:
        return local.replace(tzinfo=zone).astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None, fold=0)
    except OverflowError:
        return local


def lasting(when: When, duration: dt.timedelta) -> When:
    """Give a moment with an open end its end, ``duration`` of wall-clock time later; it may be another day.

    What has an end already, has no time of day, or would end after the last day of the calendar stays as it is.
    """
    if when.precision != "minute" or when.first is None or when.starts is None or when.ends is not None:
        return when
    try:
        end = dt.datetime.combine(when.first, when.starts) + duration
    except OverflowError:
        return when
    return replace(when, last=end.date(), ends=end.time()) if duration > dt.timedelta(0) else when
