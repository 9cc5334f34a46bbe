"""A table as it was written: headers, and rows of text with their lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.vocabulary import meaning_of


@dataclass(frozen=True, slots=True)
class Row:
    """One row: as many cells as the table has headers, without outer spaces; ``line`` counts from 1 in its file."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Headers, all different and none empty, and the rows below them; ``line`` is that of the headers.

    ``title`` is what a calendar or a programme calls itself.
    """

    headers: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    line: int = 1
    title: str = ""


def none_of(reason: str, line: int = 1) -> Reading[Table]:
    """Return the reading of data that are no table, for a reason."""
    return Reading(Table(), (Problem("data", f"{reason}. Nothing of it is shown", line),))


def tabulated(headers: Row, rows: Sequence[Row], separator: str) -> Reading[Table]:
    """Make a table of rows that may be longer or shorter than their headers.

    What is too much in a row goes to its last cell, behind ``separator``; what is missing is empty. Columns without
    header and without text, which spreadsheets leave behind, are dropped.
    """
    used = [number for number, name in enumerate(headers.cells) if name.strip()]
    filled = [number for row in rows for number, cell in enumerate(row.cells[: len(headers.cells)]) if cell.strip()]
    kept = sorted({*used, *filled}) or [0]
    named = _named([headers.cells[number].strip() for number in kept], kept, headers.line)
    problems = list(named.problems)
    fitted = []
    width = len(headers.cells)
    for row in rows:
        extra = list(row.cells[width:])
        while extra and not extra[-1].strip():
            extra.pop()
        cells = [row.cells[number].strip() if number < len(row.cells) else "" for number in kept]
        if extra:
            message = (
                f"this row has {width + len(extra)} cells, but the table has {width} columns; expected quotation marks "
                "around a cell that contains the separator, or a backslash before it in Markdown. What is too much is "
                "shown in the last column"
            )
            problems.append(Problem("data", message, row.line))
            cells[-1] = separator.join([cells[-1], *extra] if cells[-1] else extra).strip()
        elif len(row.cells) <= kept[-1]:
            message = (
                f"this row has {len(row.cells)} cells, but the table has {len(kept)} columns; expected a separator for "
                "each; the missing cells are empty"
            )
            problems.append(Problem("data", message, row.line))
        fitted.append(Row(row.line, tuple(cells)))
    return Reading(Table(named.value, tuple(fitted), headers.line), tuple(problems))


def _named(names: Sequence[str], numbers: Sequence[int], line: int) -> Reading[tuple[str, ...]]:
    """Give each column a header of its own."""
    headers: dict[str, str] = {}
    counts: dict[str, int] = {}
    problems = []
    for name, number in zip(names, numbers, strict=True):
        header, stem = name or f"column {number + 1}", name or "column"
        count = counts.get(stem.casefold(), 1) if header.casefold() in headers else 1
        while header.casefold() in headers:
            count += 1
            header = f"{stem} ({count})"
        counts[stem.casefold()] = count
        headers[header.casefold()] = header
        if not name:
            message = f"column {number + 1} has no header; expected a word such as Title; it is shown as '{header}'"
            problems.append(Problem("data", message, line))
        elif count > 1:
            message = (
                f"the header {quoted(name)} comes twice or more; expected another word; column {number + 1} is shown "
                f"as {quoted(header)}"
            )
            problems.append(Problem("data", message, line))
    return Reading(tuple(headers.values()), tuple(problems))


@dataclass(frozen=True, slots=True)
class Record:
    """A row before its table is known; a cell without a key has an empty one, and is the record's title."""

    line: int
    cells: tuple[tuple[str, str], ...]


def of_records(records: Sequence[Record]) -> Table:
    """Return the table of the records, with all their keys as headers, in the order of first occurrence."""
    written = (key for record in records for key, _ in record.cells)
    title = next((key for key in written if meaning_of(key) == "title"), "title")
    headers: dict[str, str] = {}
    rows = []
    for record in records:
        cells: dict[str, str] = {}
        for key, text in record.cells:
            header, count = key or title, 1
            while header.casefold() in cells:
                count += 1
                header = f"{key or title} ({count})"
            headers.setdefault(header.casefold(), header)
            cells[header.casefold()] = text
        rows.append((record.line, cells))
    filled = tuple(Row(line, tuple(cells.get(header, "") for header in headers)) for line, cells in rows)
    return Table(tuple(headers.values()), filled, records[0].line if records else 1)
