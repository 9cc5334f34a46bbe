"""The filters that tables and reading lists have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.book.filters import BOUNDS, FILTERS
from sphinx_seminar.model.declarations import AskedFor
from sphinx_seminar.reading.dates import read_when

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.directives.base import SeminarDirective


def filters_of(
    directive: SeminarDirective, names: Iterable[str] = FILTERS, table: int | None = None
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the filters that a directive gives, as (name, wanted values), and declare the words that they ask for.

    ``table`` is the number of the table whose own sessions are filtered; without one those of the book are.
    """
    filters = tuple((name, wanted) for name in names if (wanted := _wanted(directive, name)))
    directive.declared.filters += [
        AskedFor(name, wanted, directive.place(directive.option_line(name)), table)
        for name, wanted in filters
        if name not in BOUNDS
    ]
    return filters


def _wanted(directive: SeminarDirective, name: str) -> tuple[str, ...]:
    """Return the values that a filter lets through; a date as its first or last day."""
    value = directive.option(name)
    if name not in BOUNDS or not value:
        return tuple(part.strip() for part in value.replace(";", ",").split(",") if part.strip())
    read = read_when(value, directive.config.language, instead=f"Nothing is left out by :{name}:.")
    when = directive.accept(read, directive.option_line(name))
    day = when.first if name == "from" else when.last
    return () if day is None else (day.isoformat(),)
