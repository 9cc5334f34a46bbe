"""Dates of publications: BibTeX's ``year`` and ``month``, biblatex's ``date``, and free text in their place."""

from __future__ import annotations

import re

from sphinx_seminar.reading.bibtex.entries import Entry
from sphinx_seminar.reading.citations.identity import month_number
from sphinx_seminar.reading.latex import plain_latex, verbatim_latex

#: A day of biblatex (its manual, section 2.3.8): ISO 8601 with a time, seasons in the place of months, doubts, ``X``
#: for a digit that nobody knows, and astronomical years, of which -0379 is 380 BCE.
_DAY = r"(-?\d{4}|\d{3}X|\d{2}XX)(?:-(\d{1,2}|XX))?(?:-(?:\d{1,2}|XX))?(?:T[\d:Z+.-]*)?([~?%]?)"
_EDTF = re.compile(rf"(?:{_DAY}|(?:\.\.)?)(?:(/)(?:{_DAY}|(?:\.\.)?))?\Z")
_DAY_OF_MONTH = re.compile(r"\d{1,2}(?:st|nd|rd|th|\.)?")
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
    written = plain_latex(entry.first("month"))
    return year or _PUBSTATE.get(state, state), _month(written) or _in_words(written)[1] or written or month


def read_original(entry: Entry) -> str:
    """Return the year in which a work appeared first."""
    return _dated(plain_latex(entry.first("origyear")) or verbatim_latex(entry.first("origdate")))[0]


def read_visit(entry: Entry) -> str:
    """Return the day on which a page of the web was read, without its time."""
    return _TIME.sub(r"\1", plain_latex(entry.first("urldate")))


def _dated(written: str) -> tuple[str, str]:
    """Return the years of a date with their doubts ("1994–1997", "2004–", "1723~"), and the month of its beginning.

    A date that is written otherwise stays as it is.
    """
    if _UNKNOWN.fullmatch(written):
        return "", ""
    found = _EDTF.match(written)
    if found is None:
        year, month = _in_words(written)
        return (year, month) if year and month else (written, "")
    first, month, doubt, until, last, _last_month, last_doubt = (part or "" for part in found.groups())
    beginning, end = f"{first}{doubt}", f"{last}{last_doubt}"
    return (f"{beginning}–{end}" if until and beginning != end else beginning), _month(month)


def _in_words(written: str) -> tuple[str, str]:
    """Return year and month of "15 November 2019", "August, 2005" or "May 3rd"; both empty for all that says more."""
    words = re.findall(r"[^\s,]+", written)
    years = [word for word in words if re.fullmatch(r"\d{4}", word)]
    months = [month for word in words if not word.isdigit() and (month := _month(word))]
    days = [word for word in words if _DAY_OF_MONTH.fullmatch(word)]
    said = len(years) < 2 and len(months) == 1 and len(days) < 2 and len(years + months + days) == len(words)
    return ("".join(years), months[0]) if said else ("", "")


def _month(written: str) -> str:
    """Return the number of a month that is a number, or a name as citations have it; ``""`` of all else."""
    if re.fullmatch("[0-9]{1,2}", written):
        return written.lstrip("0") if 1 <= int(written) <= 12 else ""
    number = month_number(written)
    return number if number.isdigit() else ""
