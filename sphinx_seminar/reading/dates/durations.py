"""Reading durations such as ``90 min``, ``1 h 30 min`` or ``PT45M``."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from sphinx_seminar.model import Reading
from sphinx_seminar.reading.dates.names import refusal
from sphinx_seminar.reading.vocabulary import words_of

_UNITS = {word: dt.timedelta(**{unit: 1}) for word, unit in words_of("units").items()}
_PART = re.compile(
    r"\s*([0-9]{1,6}(?:[.,][0-9]{1,4})?)\s*([^\W\d_]{1,12}\.?|['\u2032])(?:\s*(?:,|\+|and\b|und\b|et\b))?"
)
_CLOCK = re.compile(r"([0-9]{1,3}):([0-9]{2})(?:\s*(?:h|hrs?|hours?))?")
_LETTER_H = re.compile(r"([0-9]{1,3})\s*h\s*([0-9]{2})")
#: ISO 8601 (2019), section 5.5.2.2, without years and months, which have no fixed length.
_ISO = re.compile(r"p(?:([0-9]{1,4})d)?(?:t(?:([0-9]{1,4}(?:\.[0-9]{1,4})?)h)?(?:([0-9]{1,6})m)?(?:0+s)?)?")

_LONGEST = dt.timedelta(days=366)
_EXPECTED = "expected is a length such as 90 min, 1h30, 1.5 h or 2h"
_INSTEAD = "No end is worked out from it."


def read_duration(text: str) -> Reading[dt.timedelta | None]:
    """Read a length of time, to the minute; blank text has none.

    ``1:30`` is an hour and a half. A number without unit, nothing or less, and more than a year are refused, with a
    problem of subtype ``date`` and no value.
    """
    if not text.strip():
        return Reading(None)
    plain = " ".join(unicodedata.normalize("NFKC", text[:200]).split()).casefold().rstrip(".")
    length = _length(plain) if len(text) <= 200 else None
    if length is None and re.fullmatch(r"[+-]?[0-9]+([.,][0-9]+)?", plain):
        reason = f"it has no unit; {_EXPECTED}"
    elif plain.startswith("-") or (length is not None and length <= dt.timedelta(0)):
        reason = "a duration is longer than nothing"
    elif length is None:
        reason = f"it is not understood; {_EXPECTED}"
    elif length > _LONGEST:
        reason = "it is longer than a year"
    else:
        return Reading(length)
    return Reading(None, (refusal("The duration", text, reason, _INSTEAD),))


def _length(plain: str) -> dt.timedelta | None:
    """Return the length that a text in lower case says, ``None`` if it is not understood."""
    if clock := _CLOCK.fullmatch(plain) or _LETTER_H.fullmatch(plain):
        hours, minutes = map(int, clock.groups())
        return dt.timedelta(hours=hours, minutes=minutes) if minutes < 60 else None
    if (iso := _ISO.fullmatch(plain)) and any(iso.groups()):
        days, iso_hours, iso_minutes = (float(part or 0) for part in iso.groups())
        return dt.timedelta(days=days, hours=iso_hours, minutes=iso_minutes)
    return _sum(plain) if plain else None


def _sum(plain: str) -> dt.timedelta | None:
    """Add up ``1 h 30 min``; a unit may come once."""
    total, position, seen = dt.timedelta(0), 0, set[dt.timedelta]()
    while position < len(plain):
        part = _PART.match(plain, position)
        unit = _UNITS.get(part[2].rstrip(".")) if part else None
        if part is None or unit is None or unit in seen:
            return None
        seen.add(unit)
        total += float(part[1].replace(",", ".")) * unit
        position = part.end()
    return dt.timedelta(minutes=round(total / dt.timedelta(minutes=1)))
