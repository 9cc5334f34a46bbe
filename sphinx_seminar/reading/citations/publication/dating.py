"""The year and the month among the words after the title."""

from __future__ import annotations

import re

from sphinx_seminar.reading.citations.draft import GONE, Draft
from sphinx_seminar.reading.citations.publication.months import MONTH_YEAR, YEAR, YEAR_MONTH, month_of, read_bracketed

_YEAR_BRACKETED = re.compile(r"\((?P<inside>[^()]{4,30})\)")


_YEAR_ALONE = re.compile(
    rf"(?:(?<=[\s,.;:])|(?<={GONE})|\A)(?P<year>{YEAR}(?:\s?[-–]\s?{YEAR})?)[a-z]?"
    rf"(?=\s*(?:[.,;:)]|{GONE}|\Z|\((?:pp?\.|=|[A-Z][^()]*\d\))))"
)


def take_date(tail: str, draft: Draft) -> tuple[str, Draft]:
    """Take a year in brackets, or a month with its year; then a year that stands alone."""
    for found in _YEAR_BRACKETED.finditer(tail):
        date = read_bracketed(found["inside"])
        if date is not None and draft.year in ("", date[0]):
            draft = draft._replace(year=date[0], month=draft.month or date[1])
            return f"{tail[: found.start()]}{GONE}{tail[found.end() :]}", draft
    for pattern in (MONTH_YEAR, YEAR_MONTH):
        for found in pattern.finditer(tail):
            if draft.year not in ("", found["year"]):
                continue
            month = month_of(found)
            draft = draft._replace(year=found["year"], month=draft.month or month)
            return f"{tail[: found.start()]}{GONE}{tail[found.end() :]}", draft
    years = [found for found in _YEAR_ALONE.finditer(tail) if draft.year in ("", found["year"])]
    if draft.year:
        years = [found for found in years if tail[: found.start()].rstrip(f" {GONE}")[-1:] in (*",.;:", "")]
    if not years or (draft.year and not draft.year.isdigit()):
        return tail, draft
    found = years[-1]
    return f"{tail[: found.start()]}{GONE}{tail[found.end() :]}", draft._replace(year=found["year"])


def take_late_month(tail: str, draft: Draft) -> tuple[str, Draft]:
    """Take a month without a year, which is known from elsewhere: "no. 3, May"."""
    if draft.month or not draft.year:
        return tail, draft
    found = re.search(
        rf"(?<=[{GONE},]) ?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?(?=\s*[{GONE}.,]|\Z)", tail
    )
    if found is None:
        return tail, draft
    dated = read_bracketed(f"{draft.year}, {found[0].strip()}")
    return f"{tail[: found.start()]}{GONE}{tail[found.end() :]}", draft._replace(month=dated[1] if dated else "")
