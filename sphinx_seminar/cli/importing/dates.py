"""Dates that depend on the rest of a page: hours under a day, days in numbers, dates without a year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from sphinx_seminar.cli.importing.findings import shortened
from sphinx_seminar.cli.importing.lines import YEARLESS, Year, date_in, dated, plain
from sphinx_seminar.cli.importing.markdown.blocks import Block
from sphinx_seminar.cli.importing.markdown.outline import Section
from sphinx_seminar.reading.dates import read_when, settled_column
from sphinx_seminar.reading.dates.names import names_of

#: A day in numbers, "2/1/23", whose order of day and month the other days of its column tell.
_DAY = re.compile(
    r"(?<![\d./-])(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:20)?\d{2})(?![\d./-])"
)
#: An abbreviation of a time zone behind a time; the zone is that of the course.
_ZONE = re.compile(r"\s+\(?[A-Z]{2,4}T\)?\Z")
#: Years in which each day of the year is each day of the week, but for leap years.
SOME_YEARS = range(2019, 2026)
_HOURS = re.compile(
    r"\b\d{1,2}(?::\d\d)?\s*[ap]\.?m\b|\b\d{1,2}:\d\d\s*[-–]\s*\d{1,2}:\d\d|\b\d{1,2}[:h.]\d\d\s*Uhr", re.IGNORECASE
)
#: Longer paragraphs are prose (characters).
_SHORT = 400


def day_of(text: str, year: Year | None) -> dt.date | None:
    """Return the one day that a heading or a short line names, for hours that stand below it."""
    for line in text.split("\n"):
        bare = _ZONE.sub("", re.sub(r"[*_#]", "", line).strip())
        known = dated(bare, year) if len(bare) < 80 else ""
        if known:
            return read_when(known).value.first
    return None


def yearless_date(root: Section, language: str = "en") -> str:
    """Return a date of the page that would be read if its year were known."""
    for line in heads_of(root):
        said = next((date for year in SOME_YEARS if (date := date_in(line, Year(year, 0, language))[0])), "")
        if said and not date_in(line, Year(language=language))[0]:
            return shortened(line, 40)
    return ""


def year_of_dates(root: Section, language: str) -> int:
    """Return the one year that all dates of a page with a year are in, and 0 where they are in none or in several."""
    found = (date_in(line, Year(language=language))[0] for line in heads_of(root) if re.search(r"20\d\d", line))
    years = {when.first.year for date in found if date and (when := read_when(date).value).first is not None}
    return years.pop() if len(years) == 1 else 0


def heads_of(root: Section) -> Iterator[str]:
    """Yield the texts of a page in which dates of sessions stand: headings, list items, cells, short paragraphs."""
    for section in root.walk():
        yield section.title
        for block in section.blocks:
            yield from (word for item in block.items for word in (item.term, item.text))
            if block.kind == "table" or (block.kind == "paragraph" and len(block.text) < _SHORT):
                yield from (plain(cell.strip(" \\")) for cell in re.split(r"[|\n]", block.text))


def line_with_date(block: Block, year: Year) -> str:
    """Return the first line of a block that has a date or hours, or ``""``; prose is passed over."""
    lines = [item.text for item in block.items] or block.text.split("\n")
    for line in (plain(one).strip(" \\") for one in lines if len(one) < _SHORT):
        if _HOURS.search(line) or _days(year.language).search(line):
            return line
    return ""


@lru_cache(maxsize=8)
def _days(language: str) -> re.Pattern[str]:
    """Return what finds a day anywhere in a line: in numbers, or with the name of its month."""
    months = "|".join(sorted(map(re.escape, names_of(language).months), key=len, reverse=True))
    named = rf"\b\d{{1,2}}(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?(?:{months})\b|\b(?:{months})\.?\s+\d{{1,2}}(?!\d|:\d)"
    return re.compile(
        rf"{named}|\b20\d\d-\d\d-\d\d\b|\b\d{{1,2}}[./]\d{{1,2}}[./]20\d\d\b|\d月\s*\d{{1,2}}日", re.IGNORECASE
    )


def settled_days(cells: Sequence[str], year: Year | None = None) -> list[str]:
    """Return the cells of a column with its days in numbers as 2023-02-01, where the column proves their order.

    Days without a year are in the one given.
    """
    whole = [YEARLESS.sub(rf"\g<0>/{year.first}", cell) if year else cell for cell in cells]
    settled = []
    for cell, dated_cell, day in zip(cells, whole, settled_column(whole, _DAY), strict=True):
        if year and year.second and dated_cell != cell:
            day = re.sub(rf"\b{year.first}(?=-0[1-7]-)", str(year.second), day)
        settled.append(cell if day == dated_cell else day)
    return settled
