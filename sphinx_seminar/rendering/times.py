"""Dates of sessions as inline nodes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from docutils import nodes

from sphinx_seminar.book.shown import ShownDate
from sphinx_seminar.model import When
from sphinx_seminar.rendering.dates import (
    format_date,
    format_day,
    format_month,
    format_time,
    format_week,
    format_weekday,
    format_when,
    format_year,
)
from sphinx_seminar.rendering.words import MOVED_FROM


def _period(write: Callable[[dt.date, str], str]) -> Callable[[When, str], str]:
    return lambda when, language: write(when.first, language) if when.first is not None else when.text


#: How each aspect of a date is written.
_ASPECTS: dict[str, Callable[[When, str], str]] = {
    "when": format_when,
    "date": format_date,
    "time": format_time,
    "weekday": format_weekday,
    "day": _period(format_day),
    "week": _period(format_week),
    "month": _period(format_month),
    "year": _period(format_year),
}


def date_nodes(date: ShownDate, language: str) -> list[nodes.Node]:
    """Return a date, followed by the one that it replaces, which is struck through."""
    written = _ASPECTS[date.aspect](date.when, language)
    found: list[nodes.Node] = [nodes.inline("", written, classes=["sem-date"])]
    for further in date.further:
        found += [nodes.Text("; "), nodes.inline("", _ASPECTS[date.aspect](further, language), classes=["sem-date"])]
    if date.before is not None:
        struck = nodes.inline("", _ASPECTS[date.aspect](date.before, language), classes=["sem-struck"])
        words, _date, rest = str(MOVED_FROM).partition("%s")
        found.append(nodes.inline("", f" ({words}", struck, nodes.Text(f"{rest})"), classes=["sem-moved"]))
    return found
