"""Calendars of weeks, a column a day: their cells as rows of a table with dates."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_seminar.cli.importing.facts import plain
from sphinx_seminar.cli.importing.line_dates import Year, date_at_head
from sphinx_seminar.reading.dates.names import key_of, names_of
from sphinx_seminar.reading.plain import is_blank
from sphinx_seminar.reading.tables import Row, Table

#: How many columns of days make a calendar, and how many of its cells begin with a date (in hundred).
_DAYS, _DATED = 3, 60


def rows_of_weeks(table: Table, year: Year | None) -> Table | None:
    """Return a calendar of weeks as a table of days, one row a cell with words; ``None`` for any other table.

    The columns beside the days, such as one that counts the weeks, are in each row of their week.
    """
    weekdays = names_of(year.language if year is not None else "en").weekdays
    days = [number for number, header in enumerate(table.headers) if key_of(plain(header)) in weekdays]
    if len(days) < _DAYS:
        return None
    others = [number for number in range(len(table.headers)) if number not in days]
    written = [cell for row in table.rows for cell in (row.cells[number] for number in days) if not is_blank(cell)]
    dated = sum(bool(date_at_head(cell, year)[0]) for cell in written)
    if len(written) < _DAYS or dated * 100 < len(written) * _DATED:
        return None
    rows = [_day(row, number, others, year) for row in table.rows for number in days]
    headers = ("Date", "Title", "More", *(table.headers[number] for number in others))
    return Table(headers, tuple(row for row in rows if any(row.cells[1:3])), table.line)


def _day(row: Row, number: int, others: Sequence[int], year: Year | None) -> Row:
    date, rest = date_at_head(row.cells[number], year)
    title, _semicolon, more = (rest if date else row.cells[number]).strip(" ;").partition("; ")
    return Row(row.line, (date, title, more, *(row.cells[other] for other in others)))
