"""The names of time zones (IANA time zone database)."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from zoneinfo import available_timezones

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.messages import quoted
from sphinx_seminar.model.moments import ABBREVIATIONS
from sphinx_seminar.reading.plain import split_list

#: Entries of the database that name no place, or another place on another machine.
_NO_PLACE = frozenset({"Factory", "localtime", "posixrules"})
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


def read_zones(text: str, own: str = "") -> Reading[tuple[str, ...]]:
    """Read several zones, which ``;`` or commas separate; ``own`` is the one in which times are told anyway."""
    zones: dict[str, None] = {}
    problems = []
    for line, part in split_list(text.replace(",", ";")):
        read = read_zone(part)
        problems += [
            Problem("date", f"{quoted(part)} is no IANA time zone: {meant_zones(part)} No time is told in it.", line)
            for _problem in read.problems
        ]
        if read.value and read.value in (own, *zones):
            message = f"{quoted(part)} is the zone of the course, or named before; expected another. It is left out"
            problems.append(Problem("date", message, line))
        elif read.value:
            zones[read.value] = None
    return Reading(tuple(zones), tuple(problems))


@lru_cache(maxsize=256)
def meant_zones(name: str) -> str:
    """Say what is expected in place of a wrong name, for a message: a sentence with the zones that it may mean."""
    near = _near(name[:_LONGEST])
    return f"did you mean {' or '.join(near)}?" if near else "expected is a name such as Europe/Berlin or UTC."


def _near(name: str) -> list[str]:
    """Return up to three zones that a wrong name may mean: by abbreviation, by city, by spelling."""
    if name.upper() in ABBREVIATIONS:
        return [ABBREVIATIONS[name.upper()]]
    if re.fullmatch(r"(?:utc|gmt)?\s*[+-]\s*[0-9:]{1,5}", name.strip(), re.IGNORECASE):
        # An offset is not the zone without one, and changes with the clocks of most zones that have it.
        return []
    wanted = name.lower().replace(" ", "_")
    zones = _zones()
    by_city = [zone for key, zone in zones.items() if key.rsplit("/", 1)[-1] == wanted.rsplit("/", 1)[-1]]
    by_spelling = [zones[key] for key in difflib.get_close_matches(wanted, zones, n=3, cutoff=0.7)]
    cities = {key.rsplit("/", 1)[-1]: zone for key, zone in zones.items()}
    by_city_spelling = [cities[key] for key in difflib.get_close_matches(wanted, cities, n=2, cutoff=0.8)]
    return list(dict.fromkeys(by_city + by_spelling + by_city_spelling))[:3]
