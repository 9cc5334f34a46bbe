"""The names of months and weekdays, in English and in the language of the book."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale

from sphinx_seminar.model.language import locale_of

#: English names, for messages; the calendar module's follow the machine's locale.
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

#: Abbreviations that people write and the Unicode locale data do not list.
_ALSO_MONTHS = {"sept": 9, "jänner": 1, "feber": 2, "mrz": 3}
_ALSO_WEEKDAYS = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3, "sonnabend": 5}


@dataclass(frozen=True)
class Names:
    """What names mean: months from 1, weekdays from 0 (Monday), and a regular expression that finds any of them.

    Some names are both: Spanish "mar" is a Tuesday, and March.
    """

    months: dict[str, int]
    weekdays: dict[str, int]
    pattern: str


def spoken(day: dt.date) -> str:
    """Write a day for a message: ``3 April 2021``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def key_of(name: str) -> str:
    """Return what all ways to write a name share: no capitals, no final dot."""
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
    return Names(months, weekdays, "|".join(map(_whole, longest_first)))


def _named(locale: Locale, table: str, widths: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    for context in ("stand-alone", "format"):
        for width in widths:
            for number, name in getattr(locale, table).get(context, {}).get(width, {}).items():
                key = key_of(name)
                if any(character.isalpha() for character in key):
                    yield from ((spelling, number) for spelling in {key, _without_accents(key)})


def _without_accents(name: str) -> str:
    """Give ``fevrier`` for ``février``; names in other scripts stay as they are."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return bare if bare.isascii() else name


def _whole(name: str) -> str:
    # "Mar" is not in "Market", nor "tháng 1" in "tháng 12"; but "6月" is in "6月7日".
    return re.escape(name) + (r"(?![^\W_])" if name[-1].isdigit() else r"(?![^\W\d_])")
