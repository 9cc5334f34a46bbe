"""When a publication appeared: BibTeX's ``year`` and ``month``, biblatex's ``date``, and what people write there."""

from __future__ import annotations

import re

from sphinx_seminar.reading.bibtex.entry import Entry
from sphinx_seminar.reading.bibtex.values import MONTHS
from sphinx_seminar.reading.latex.addresses import verbatim_latex
from sphinx_seminar.reading.latex.words import plain_latex

_NAME = r"(?P<month>[^\W\d_]{3,}\.?)"
_DAY = r"\d{1,2}(?:st|nd|rd|th|\.)?"
#: A date in either field. The first is the form of ISO 8601 that biblatex takes: with a time, a range (its beginning
#: counts), marks of doubt, ``XX`` for what is not known, and seasons in the place of months. The others are words.
_DATES = tuple(
    re.compile(rf"{pattern}\Z")
    for pattern in (
        r"(?P<year>\d{4})(?:-(?:(?P<month>\d{1,2})|XX))?(?:-(?:\d{1,2}|XX))?(?:T[\d:Z+.-]*)?[~?%]?(?:/.*)?",
        rf"(?:{_DAY} )?{_NAME},? (?P<year>\d{{4}})",
        rf"{_NAME} {_DAY},? (?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}}),? {_NAME}(?: {_DAY})?",
    )
)
_UNKNOWN = re.compile(r"n\.?\s?d\.?|[\s?]+", re.IGNORECASE)
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})T[\d:Z+.-]*\Z")
_PUBSTATE = {"inpress": "in press", "forthcoming": "forthcoming", "submitted": "submitted"}


def read_date(entry: Entry) -> tuple[str, str]:
    """Return year and month; biblatex's ``date`` gives what the older fields don't.

    A month that is none of a year's twelve stays as it was written, beside a year of its own field.
    """
    year, month = _dated(plain_latex(entry.first("year")))
    if not year or not month:
        other_year, other_month = _dated(verbatim_latex(entry.first("date")))
        year, month = (year, month or other_month) if year else (other_year, other_month)
    state = plain_latex(entry.first("pubstate"))
    return year or _PUBSTATE.get(state, state), _month(plain_latex(entry.first("month"))) or month


def read_visit(entry: Entry) -> str:
    """Return the day on which a page of the web was read, without its time."""
    return _TIME.sub(r"\1", plain_latex(entry.first("urldate")))


def _dated(written: str) -> tuple[str, str]:
    """Return year and month of a date, or the words of one that is written otherwise."""
    if _UNKNOWN.fullmatch(written):
        return "", ""
    for pattern in _DATES:
        found = pattern.match(written)
        month = _month(found["month"] or "0") if found else ""
        if found and month.isdigit():
            return found["year"], month if 1 <= int(month) <= len(MONTHS) else ""
    return written, ""


def _month(written: str) -> str:
    """Return the number of a month that is a number, an abbreviation or an English name; else what was written."""
    if re.fullmatch(r"0?[1-9]|1[0-2]", written):
        return written.lstrip("0")
    word = written.rstrip(".").lower()
    names = [name.lower() for name in MONTHS.values()]
    found = [number for number, name in enumerate(names, 1) if len(word) > 2 and name.startswith(word)]
    return str(found[0]) if len(found) == 1 else written
