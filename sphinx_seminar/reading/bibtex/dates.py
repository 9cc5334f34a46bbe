"""Dates of publications: BibTeX's ``year`` and ``month``, biblatex's ``date``, and free text in their place."""

from __future__ import annotations

import re

from sphinx_seminar.model.when import MONTHS
from sphinx_seminar.reading.bibtex.entries import Entry
from sphinx_seminar.reading.latex import plain_latex, verbatim_latex

_NAME = r"(?P<month>[^\W\d_]{3,}\.?)"
_DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
#: A date in either field. The first is the form of ISO 8601 that biblatex takes: with a time, and seasons in the place
#: of months; the others are words.
_DATES = tuple(
    re.compile(rf"{pattern}\Z")
    for pattern in (
        r"(?P<year>\d{4})(?:-(?:(?P<month>\d{1,2})|XX))?(?:-(?:\d{1,2}|XX))?(?:T[\d:Z+.-]*)?",
        rf"(?:{_DAY} )?{_NAME},? (?P<year>\d{{4}})",
        rf"{_NAME} {_DAY},? (?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}}),? {_NAME}(?: {_DAY})?",
    )
)
#: The rest of biblatex's dates (its manual, section 2.3.8): ranges, doubts, ``X`` for a digit that nobody knows, and
#: astronomical years, of which -0379 is 380 BCE.
_END = r"(-?\d{4}|\d{3}X|\d{2}XX)((?:-(?:\d\d|XX)){0,2})(?:T[\d:Z+.-]*)?([~?%]?)"
_EDTF = re.compile(rf"(?:{_END}|(?:\.\.)?)(?:(/)(?:{_END}|(?:\.\.)?))?\Z")
_UNKNOWN = re.compile(r"n\.?\s?d\.?|[\s?]+", re.IGNORECASE)
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})T[\d:Z+.-]*\Z")
_PUBSTATE = {"inpress": "in press", "forthcoming": "forthcoming", "submitted": "submitted"}


def read_date(entry: Entry) -> tuple[str, str]:
    """Return year and month; biblatex's ``date`` completes the older fields.

    A month that is none of a year's twelve stays as it was written, beside a year of its own field.
    """
    year, month = _dated(plain_latex(entry.first("year")))
    if not year or not month:
        other_year, other_month = _dated(verbatim_latex(entry.first("date")))
        year, month = (year, month or other_month) if year else (other_year, other_month)
    state = plain_latex(entry.first("pubstate"))
    return year or _PUBSTATE.get(state, state), _month(plain_latex(entry.first("month"))) or month


def read_original(entry: Entry) -> str:
    """Return the year in which a work appeared first."""
    return _dated(plain_latex(entry.first("origyear")) or verbatim_latex(entry.first("origdate")))[0]


def read_visit(entry: Entry) -> str:
    """Return the day on which a page of the web was read, without its time."""
    return _TIME.sub(r"\1", plain_latex(entry.first("urldate")))


def _dated(written: str) -> tuple[str, str]:
    """Return year and month of a date, or the words of one that is written otherwise."""
    if _UNKNOWN.fullmatch(written):
        return "", ""
    found = _EDTF.match(written) if "/" in written or written.startswith("-") or written[-1:] in "~?%X" else None
    if found is not None:
        return _of_range(found)
    for pattern in _DATES:
        found = pattern.match(written)
        month = _month(found["month"] or "0") if found else ""
        if found and month.isdigit():
            return found["year"], month if 1 <= int(month) <= len(MONTHS) else ""
    return written, ""


def _of_range(found: re.Match[str]) -> tuple[str, str]:
    """Return the years of a range with their doubts ("1994–1997", "2004–", "1723~"), and the month of its beginning."""
    first, rest, doubt, slash, last, _last_rest, last_doubt = (part or "" for part in found.groups())
    month = _month(rest[1:3])
    month = month if month.isdigit() and 1 <= int(month) <= len(MONTHS) else ""
    one, other = f"{first}{doubt}", f"{last}{last_doubt}"
    if not slash or one == other:
        return one, month
    return f"{one}–{other}", month


def _month(written: str) -> str:
    """Return the number of a month that is a number, an abbreviation or an English name; else what was written."""
    if re.fullmatch(r"0?[1-9]|1[0-2]", written):
        return written.lstrip("0")
    word = written.rstrip(".").lower()
    names = [name.lower() for name in MONTHS]
    found = [number for number, name in enumerate(names, 1) if len(word) > 2 and name.startswith(word)]
    return str(found[0]) if len(found) == 1 else written
