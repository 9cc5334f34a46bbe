"""Workbooks of spreadsheet programs (.xlsx) as tables: the first sheet with one, each cell as the program shows it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.plain import showable
from sphinx_seminar.reading.tables.table import Row, Table, none_of, tabulated
from sphinx_seminar.reading.vocabulary import meaning_of

#: What a workbook may unpack to (bytes), and how much of a sheet is read.
_LARGEST, _ROWS, _COLUMNS = 100_000_000, 5_000, 60
#: How far below the top of a sheet its headers may stand.
_ABOVE = 10


def read_workbook(data: bytes) -> Reading[Table]:
    """Read a workbook; what cannot be read is a problem, and has no rows."""
    try:
        import openpyxl
    except ImportError:
        return none_of("reading it needs openpyxl; expected it to be installed: pip install 'sphinx-seminar[xlsx]'")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _LARGEST:
                return none_of(f"it unpacks to more than {_LARGEST:,} bytes; expected less")
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception:
        # A workbook is anybody's XML, and openpyxl names no errors that it raises.
        return none_of("this is no workbook that can be read; expected an .xlsx file")
    filled = [sheet for sheet in book.worksheets if sheet.max_row > 1 and sheet.max_column > 1]
    if not filled:
        return none_of("no sheet has a table; expected headers, and rows below them")
    problems = []
    for sheet in filled[1:]:
        said = f"the sheet {quoted(sheet.title)} is not read; expected one sheet. It is not shown"
        problems.append(Problem("data", said, 1))
    read = _sheet(filled[0], problems)
    return Reading(read.value, (*problems, *read.problems))


def _sheet(sheet: Any, problems: list[Problem]) -> Reading[Table]:
    merged = {
        (row, column): sheet.cell(area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        if area.size["rows"] * area.size["columns"] < _ROWS
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, min(area.max_col, area.min_col) + 1)
    }
    rows = []
    for cells in sheet.iter_rows(max_row=_ROWS, max_col=_COLUMNS):
        texts = tuple(_text(merged.get((cell.row, cell.column), cell)) for cell in cells)
        if any(texts):
            rows.append(Row(cells[0].row, texts))
    head = _head(rows)
    for row in rows[1:head]:
        said = f"{quoted(' '.join(filter(None, row.cells)))} stands above the headers; it is not shown"
        problems.append(Problem("data", said, row.line))
    if sheet.max_row > _ROWS:
        problems.append(Problem("data", f"this sheet has more than {_ROWS} rows; the others are not shown", _ROWS))
    read = tabulated(rows[head], rows[head + 1 :], "; ") if rows else Reading(Table())
    title = " ".join(filter(None, rows[0].cells)) if head else ""
    return Reading(replace(read.value, title=title), read.problems)


def _head(rows: Sequence[Row]) -> int:
    """Return the row that has the headers: the first with two words that mean something, or else the first of all."""
    for number, row in enumerate(rows[:_ABOVE]):
        if sum(bool(meaning_of(cell)) for cell in row.cells if cell) > 1:
            return number
    return 0


def _text(cell: Any) -> str:
    """Return a cell as text: days and hours in figures, a link behind its words."""
    value = cell.value
    if isinstance(value, dt.datetime):
        text = f"{value:%Y-%m-%d}" if (value.hour, value.minute) == (0, 0) else f"{value:%Y-%m-%d %H:%M}"
    elif isinstance(value, dt.time):
        text = f"{value:%H:%M}"
    elif isinstance(value, float) and value.is_integer():
        text = str(int(value))
    else:
        text = showable("" if value is None else str(value)).strip()
    target = getattr(getattr(cell, "hyperlink", None), "target", None)
    if target and text and str(target) != text:
        text = f"{text} <{target}>"
    struck = getattr(getattr(cell, "font", None), "strike", False)
    return f"~~{text}~~" if struck and text else text
