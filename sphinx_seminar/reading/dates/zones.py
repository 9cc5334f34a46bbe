"""Time zones: their names, and local times in them (IANA time zone database)."""

from __future__ import annotations

import datetime as dt
import difflib
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from sphinx_seminar.model import Problem, Reading, When
from sphinx_seminar.reading.quoting import quoted

#: Entries of the database that name no place, or another place on another machine.
_NO_PLACE = frozenset({"Factory", "localtime", "posixrules"})
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
_LONGEST = 80
_IGNORED = "It is not used: times are in the zone of the course, or else in that of the book."


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    """Return the names of the database by their lower case."""
    names = available_timezones() - _NO_PLACE - ABBREVIATIONS.keys()
    return {name.lower(): name for name in sorted(names)} | {"utc": "UTC", "z": "UTC"}


def read_zone(text: str) -> Reading[str]:
    """Read the name of a time zone, such as ``Europe/Berlin``, whatever its capitals; blank text has none.

    Abbreviations (``CET``, ``EST``), offsets and everything else are refused with a problem of subtype ``date`` that
    names the likeliest zones; the value is empty then.
    """
    name = text.strip()
    if not name:
        return Reading("")
    known = _zones().get(name.lower().replace(" ", "_")) if len(name) <= _LONGEST else None
    if known:
        return Reading(known)
    shown = name[:_LONGEST]
    return Reading("", (Problem("date", f"{quoted(name)} is no IANA time zone: {meant_zones(shown)} {_IGNORED}"),))


@lru_cache(maxsize=256)
def meant_zones(name: str) -> str:
    """Say what is expected in place of a wrong name, for a message: a sentence with the zones that it may mean."""
    near = _near(name[:_LONGEST])
    return f"did you mean {' or '.join(near)}?" if near else "expected is a name such as Europe/Berlin or UTC."


def _near(name: str) -> list[str]:
    """Return up to three zones that a wrong name may mean: by abbreviation, by city, by spelling."""
    if name.upper() in ABBREVIATIONS:
        return [ABBREVIATIONS[name.upper()]]
    wanted = name.lower().replace(" ", "_")
    zones = _zones()
    by_city = [zone for key, zone in zones.items() if key.rsplit("/", 1)[-1] == wanted.rsplit("/", 1)[-1]]
    by_spelling = [zones[key] for key in difflib.get_close_matches(wanted, zones, n=3, cutoff=0.7)]
    cities = {key.rsplit("/", 1)[-1]: zone for key, zone in zones.items()}
    by_city_spelling = [cities[key] for key in difflib.get_close_matches(wanted, cities, n=2, cutoff=0.8)]
    return list(dict.fromkeys(by_city + by_spelling + by_city_spelling))[:3]


def check_local_time(when: When, zone: str) -> Reading[When]:
    """Refuse a time that the clocks of its zone skip; an hour that they repeat in autumn means its first.

    ``zone`` holds where ``when`` names none. Dates without time, and times in an unknown zone, pass. What is refused
    keeps its text alone.
    """
    found = _zone(when.timezone or zone)
    if found is None:
        return Reading(when)
    for local in _locals(when):
        shown = _shown(local, found)
        if shown != local:
            message = (
                f"The date {when.text[:_LONGEST]!r} is not used: {local:%Y-%m-%d %H:%M} does not exist in {found.key}, "
                f"where the clocks change and then show {shown:%H:%M}. It is shown as written, and stays out of the "
                "calendar."
            )
            return Reading(When(when.text), (Problem("date", message),))
    return Reading(when)


def instants(when: When, zone: str) -> tuple[dt.datetime, dt.datetime | None] | None:
    """Return start and end as aware times in ``when.timezone``, else in ``zone``; the end may be open.

    ``None`` for what has no time of day, and for an unknown zone.
    """
    found = _zone(when.timezone or zone)
    local = _locals(when)
    if found is None or not local:
        return None
    start, *end = (moment.replace(tzinfo=found) for moment in local)
    return start, end[0] if end else None


def _zone(name: str) -> ZoneInfo | None:
    known = read_zone(name).value
    return ZoneInfo(known) if known else None


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
