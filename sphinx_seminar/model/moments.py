"""Moments in time zones (IANA time zone database): local wall-clock times as instants, across clock changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import lru_cache
from zoneinfo import ZoneInfo

from sphinx_seminar.model.problem import Problem, Reading
from sphinx_seminar.model.when import When

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

#: How much of an author's text a message repeats (characters).
_SHOWN = 80


def check_local_time(when: When, zone: str) -> Reading[When]:
    """Refuse a time that the clocks of its zone skip; an hour that they repeat in autumn means its first.

    ``zone`` holds where ``when`` names none. Dates without time, and times in an unknown zone, pass. What is refused
    keeps its text alone.
    """
    found = zone_of(when.timezone or zone)
    if found is None:
        return Reading(when)
    for local in _locals(when):
        shown = _shown(local, found)
        if shown != local:
            message = (
                f"The date {when.text[:_SHOWN]!r} is not used: {local:%Y-%m-%d %H:%M} does not exist in {found.key}, "
                f"where the clocks change and then show {shown:%H:%M}. It is shown as written, and stays out of the "
                "calendar."
            )
            return Reading(When(when.text), (Problem("date", message),))
    return Reading(when)


def instants(when: When, zone: str) -> tuple[dt.datetime, dt.datetime | None] | None:
    """Return start and end as aware times, at the offset of ``when`` or in its zone, else in ``zone``; it may be open.

    ``None`` for what has no time of day, and for an unknown zone.
    """
    found = zone_of(when.timezone or zone) if when.offset is None else dt.timezone(when.offset)
    local = _locals(when)
    if found is None or not local:
        return None
    start, *end = (moment.replace(tzinfo=found) for moment in local)
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
    found = zone_of(zone)
    elsewhere = when.offset is not None or when.timezone not in ("", zone)
    moments = instants(when, zone) if found is not None and elsewhere else None
    if moments is None:
        return when
    try:
        start, *end = (each.astimezone(found).replace(tzinfo=None, fold=0) for each in moments if each is not None)
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
