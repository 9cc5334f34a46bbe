"""Tables of a page whose dates are found: in a column of any header, or in the cells of a calendar of weeks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_seminar.cli.importing.dates import settled_days
from sphinx_seminar.cli.importing.facts import plain
from sphinx_seminar.cli.importing.line_dates import Year, date_at_head, dated
from sphinx_seminar.cli.importing.schedules import NAMELESS, YEARLESS, without_links
from sphinx_seminar.reading.dates.names import key_of, names_of
from sphinx_seminar.reading.plain import is_blank
from sphinx_seminar.reading.sessions.cells import columns_of
from sphinx_seminar.reading.tables import Row, Table

#: How many columns of days make a calendar, with how many cells, and how many begin with a date (in hundred).
_DAYS, _CELLS, _DATED = 2, 3, 60
#: A day in numbers without its year, with which a cell begins.
_HEAD = re.compile(r"\A\d{1,2}/\d{1,2}(?![\d/])")


def with_dates(table: Table, year: Year | None) -> Table:
    """Return a table whose column of dates is called one, whatever its header is; of a calendar of weeks its days."""
    if (days := rows_of_weeks(table, year)) is not None:
        return days
    if not table.rows or "date" in columns_of(table).known:
        return table
    headers = list(table.headers)
    for number, header in enumerate(table.headers):
        written = [plain(without_links(row.cells[number])) for row in table.rows if not is_blank(row.cells[number])]
        cells = settled_days([YEARLESS.sub(rf"\g<0>/{year.first}", cell) if year else cell for cell in written])
        if len(cells) > 1 and sum(bool(dated(cell, year)) for cell in cells) * 5 >= len(cells) * 3:
            headers[number] = "Date" if NAMELESS.match(header) else f"Date ({header})"
            break
    else:
        return table
    return Table(tuple(headers), table.rows, table.line)


def rows_of_weeks(table: Table, year: Year | None) -> Table | None:
    """Return a calendar of weeks as a table of days, one row a cell with words; ``None`` for any other table.

    The columns beside the days, such as one that counts the weeks, are in each row of their week.
    """
    weekdays = names_of(year.language if year is not None else "en").weekdays
    days = [number for number, header in enumerate(table.headers) if key_of(plain(header)) in weekdays]
    if len(days) < _DAYS:
        return None
    others = [number for number in range(len(table.headers)) if number not in days]
    table = _with_settled_heads(table, days, year)
    written = [cell for row in table.rows for cell in (row.cells[number] for number in days) if not is_blank(cell)]
    begun = sum(bool(date_at_head(cell, year)[0]) for cell in written)
    if len(written) < _CELLS or begun * 100 < len(written) * _DATED:
        return None
    rows = [_day(row, number, others, year) for row in table.rows for number in days]
    headers = ("Date", "Title", "More", *(table.headers[number] for number in others))
    return Table(headers, tuple(row for row in rows if any(row.cells[1:3])), table.line)


def _with_settled_heads(table: Table, days: Sequence[int], year: Year | None) -> Table:
    """Write days in numbers at the heads of cells, "9/4", such that they have one meaning, where others prove it."""
    cells = [list(row.cells) for row in table.rows]
    places = [(row, number) for row in cells for number in days if year and _HEAD.match(row[number])]
    heads = [_HEAD.sub(rf"\g<0>/{year.first}", row[number]) for row, number in places] if year else []
    for (row, number), head in zip(places, settled_days(heads), strict=True):
        row[number] = head
    return Table(table.headers, tuple(Row(row.line, tuple(own)) for row, own in zip(table.rows, cells, strict=True)))


def _day(row: Row, number: int, others: Sequence[int], year: Year | None) -> Row:
    date, rest = date_at_head(row.cells[number], year)
    title, _semicolon, more = (rest if date else row.cells[number]).strip(" ;").partition("; ")
    return Row(row.line, (date, title, more, *(row.cells[other] for other in others)))
