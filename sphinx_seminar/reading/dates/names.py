"""The vocabulary of dates: months and weekdays in English and the language of the book, time zones, small words."""

from __future__ import annotations

import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.problem import followed, quoted
from sphinx_seminar.model.text import locale_of
from sphinx_seminar.model.when import ABBREVIATIONS, MONTHS
from sphinx_seminar.reading.plain import split_list


class DateError(Exception):
    """The reason for refusing a text; raised and caught within this package."""


def refusal(what: str, text: str, reason: object, instead: str) -> Problem:
    """Return the problem of a refused text: what it was meant as (``what``), its words, the reason, what is shown."""
    return Problem("date", followed(f"{what} {quoted(text)} is not used: {reason}", instead))


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
        zone = read_zone(part).value
        if not zone:
            message = f"{quoted(part)} is no IANA time zone: {meant_zones(part)} No time is told in it."
            problems.append(Problem("date", message, line))
        elif zone in (own, *zones):
            message = f"{quoted(part)} is the zone of the course, or named before; expected another. It is left out"
            problems.append(Problem("date", message, line))
        else:
            zones[zone] = None
    return Reading(tuple(zones), tuple(problems))


@lru_cache(maxsize=256)
def meant_zones(name: str) -> str:
    """Return a sentence for messages: the zones that a wrong name may mean, or the form of a right one."""
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


#: English names, for messages; the calendar module's follow the machine's locale.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

#: Abbreviations that people write and the Unicode locale data do not list.
_ALSO_MONTHS = {"sept": 9, "jänner": 1, "feber": 2, "mrz": 3}
_ALSO_WEEKDAYS = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3, "sonnabend": 5}


@dataclass(frozen=True)
class Names:
    """Months (from 1) and weekdays (from 0, Monday) by their names, and a regular expression that finds any of them.

    Some names are both: Spanish "mar" is a Tuesday, and March.
    """

    months: dict[str, int]
    weekdays: dict[str, int]
    pattern: str


def spoken(day: dt.date) -> str:
    """Write a day for a message: ``3 April 2021``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def key_of(name: str) -> str:
    """Return a name in the form in which it is looked up: in lower case, without a final full stop."""
    return unicodedata.normalize("NFKC", name).casefold().strip().rstrip(".")


@lru_cache(maxsize=64)
def names_of(language: str) -> Names:
    """Return the names that a book in ``language`` may use; an unknown language has the English ones."""
    months = dict(_ALSO_MONTHS)
    weekdays = dict(_ALSO_WEEKDAYS)
    for locale in (locale_of("en"), locale_of(language)):
        if locale is not None:
            months.update(_named(locale, "months", ("abbreviated", "wide")))
            weekdays.update(_named(locale, "days", ("short", "abbreviated", "wide")))
    longest_first = sorted({*months, *weekdays}, key=lambda name: (-len(name), name))
    # "Mar" is not in "Market", nor "tháng 1" in "tháng 12"; but "6月" is in "6月7日".
    whole = (re.escape(name) + (r"(?![^\W_])" if name[-1].isdigit() else r"(?![^\W\d_])") for name in longest_first)
    return Names(months, weekdays, "|".join(whole))


def _named(locale: Locale, table: str, widths: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    for context in ("stand-alone", "format"):
        for width in widths:
            for number, name in getattr(locale, table).get(context, {}).get(width, {}).items():
                key = key_of(name)
                if any(map(str.isalpha, key)):
                    yield key, number
                    # "fevrier" for "février".
                    bare = "".join(c for c in unicodedata.normalize("NFKD", key) if not unicodedata.combining(c))
                    if bare.isascii():
                        yield bare, number
