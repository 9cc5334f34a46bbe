"""The dates of a whole page: the day under which hours stand, and dates whose year is not known."""

from __future__ import annotations

import datetime as dt
import re

from sphinx_seminar.cli.importing.entries import Year, date_in, dated
from sphinx_seminar.cli.importing.findings import shortened
from sphinx_seminar.cli.importing.markdown.outline import Section
from sphinx_seminar.reading.dates import read_when

#: An abbreviation of a time zone behind a time; the zone is that of the course.
_ZONE = re.compile(r"\s+\(?[A-Z]{2,4}T\)?\Z")
#: Years in which each day of the year is each day of the week, but for leap years.
_SOME_YEARS = range(2019, 2026)


def day_of(text: str, year: Year | None) -> dt.date | None:
    """Return the one day that a heading or a short line names, for hours that stand below it."""
    for line in text.split("\n"):
        bare = _ZONE.sub("", re.sub(r"[*_#]", "", line).strip())
        known = dated(bare, year) if len(bare) < 80 else ""
        if known:
            return read_when(known).value.first
    return None


def yearless_date(root: Section) -> str:
    """Return a date of the page that would be read if its year were known."""
    for section in root.walk():
        lines = [section.title]
        for block in section.blocks:
            lines += [word for item in block.items for word in (item.term, item.text)]
            lines += re.split(r"[|\n]", block.text) if block.kind == "table" else []
        for line in lines:
            said = next((date for year in _SOME_YEARS if (date := date_in(line, Year(year))[0])), "")
            if said and not date_in(line, None)[0]:
                return shortened(line, 40)
    return ""
