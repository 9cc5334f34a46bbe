"""The columns of a table by their meaning, and the cells of its rows, for sessions as for assignments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sphinx_seminar.model import (
    ASSIGNMENT_KINDS,
    PERSON_ROLES,
    RESOURCE_KINDS,
    Problem,
    Reading,
    Resource,
)
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.links import astray, has_release, read_links, whole_link
from sphinx_seminar.reading.plain import listed, one_line, says_open
from sphinx_seminar.reading.sessions.facts import (
    YES_NO,
)
from sphinx_seminar.reading.sessions.row_dates import (
    is_blank,
)
from sphinx_seminar.reading.tables.table import Row, Table
from sphinx_seminar.reading.vocabulary import TITLES_OF_LAST_RESORT, meaning_of, plain_header

#: Meanings that several columns may share; of the others the first column counts.
_SHARED = frozenset(
    {*PERSON_ROLES, "resources", "slides", "recording", "notes", "material", "code", "exercises", "papers", "tags"}
)


#: A lone header of these words counts the sessions where its cells are numbers.
_COUNTING = frozenset(
    {"session", "sessions", "lecture", "lectures", "meeting", "sitzung", "vorlesung", "seance", "sesion", "lezione"}
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by their meaning; ``unknown`` are those that have none."""

    known: Mapping[str, tuple[int, ...]]
    unknown: tuple[int, ...]

    def cell(self, meaning: str, cells: tuple[str, ...]) -> str:
        """Return a row's cell in the first column of a meaning."""
        return cells[self.known[meaning][0]] if meaning in self.known else ""


def columns_of(table: Table) -> Columns:
    """Find the meaning of every column; a column that repeats a meaning which can have only one is unknown."""
    known: dict[str, tuple[int, ...]] = {}
    unknown = []
    meanings = _meanings(table)
    for number, meaning in enumerate(meanings):
        if not meaning or (meaning in known and meaning not in _SHARED):
            unknown.append(number)
        else:
            known[meaning] = (*known.get(meaning, ()), number)
    if "date" not in known and "day" in known:
        known["date"] = known.pop("day")
    return Columns(known, tuple(unknown))


def _meanings(table: Table) -> list[str]:
    meanings = [meaning_of(header) for header in table.headers]
    plain = [plain_header(header) for header in table.headers]
    for number, word in enumerate(plain):
        cells = [row.cells[number] for row in table.rows if row.cells[number]]
        counted = cells and all(cell.strip("#. ").isdecimal() for cell in cells)
        if word in _COUNTING and counted and "number" not in meanings:
            meanings[number] = "number"
        if word == "slot" and cells and all(cell.casefold() in YES_NO for cell in cells):
            meanings[number] = "takes slot"
    if "title" not in meanings:
        found = next((plain.index(word) for word in TITLES_OF_LAST_RESORT if word in plain), None)
        if found is not None and meanings[found] != "number":
            meanings[found] = "title"
    return meanings


T = TypeVar("T")


#: Longer cells are no lists of people, links or papers (characters).
_LONGEST_LIST = 10_000


@dataclass(slots=True)
class RowReader:
    """One row while it is read, with its problems, and texts that fit into no field."""

    row: Row
    table: Table
    columns: Columns
    language: str
    problems: list[Problem] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)

    def cell(self, meaning: str) -> str:
        """Return the row's cell in a column, empty for a dash."""
        text = self.columns.cell(meaning, self.row.cells)
        return "" if is_blank(text) else text

    def words(self, meaning: str) -> str:
        """Return the row's cell as words on one line, empty for a placeholder; of a title the markup stays."""
        cell = self.cell(meaning)
        if meaning == "title":
            return " ".join(listed(cell, " ").split()) if "<" in cell or "&" in cell else cell
        return "" if says_open(cell) else one_line(cell)

    def cells(self, meaning: str) -> Iterator[tuple[str, str]]:
        """Yield header and cell of every column of a meaning that is not empty."""
        for number in self.columns.known.get(meaning, ()):
            header, cell = self.table.headers[number], self.row.cells[number]
            if len(cell) > _LONGEST_LIST:
                message = (
                    f"the cell under {quoted(header)} is too long for a list; expected a few names or links; it is "
                    "shown as it was written"
                )
                self.problems.append(Problem("data", message, self.row.line))
                self.extra.append((header, cell))
            elif not is_blank(cell):
                yield header, cell

    def header(self, meaning: str) -> str:
        """Return the header of a column that the table is known to have."""
        return self.table.headers[self.columns.known[meaning][0]]

    def accept(self, reading: Reading[T]) -> T:
        """Add the problems of a reading to the row's, at its line, and return the value."""
        self.problems += [replace(problem, line=self.row.line) for problem in reading.problems]
        return reading.value


def with_waiting_columns(table: Table, meaning: Callable[[str], str] = meaning_of) -> Table:
    """Give the links below a header such as "Solution (from due)" what it says, each in its cell."""
    kinds = {*RESOURCE_KINDS, *ASSIGNMENT_KINDS, "resources"}
    waits = {
        number: found[0]
        for number, header in enumerate(table.headers)
        if meaning(header) in kinds and (found := astray(header)) is not None
    }

    def said(number: int, cell: str) -> str:
        pieces = cell.split(";") if number in waits else ()
        return ";".join(f"{waits[number]} {piece}" for piece in pieces if piece.strip()) or cell

    rows = [replace(row, cells=tuple(said(*each) for each in enumerate(row.cells))) for row in table.rows]
    return replace(table, rows=tuple(rows)) if waits else table


def _mixed(cell: str) -> Reading[tuple[Resource, ...]]:
    return read_links(cell, "link", mixed=True, files=False)


def whole_or_waiting(reader: RowReader, meaning: str) -> tuple[str, str, list[Resource]]:
    """Return the words of a cell, the address that all of it links, and that link where it waits for its release."""
    cell = reader.words(meaning)
    if not has_release(cell):
        return *whole_link(cell), []
    links = reader.accept(_mixed(cell))
    return " ".join(link.label for link in links), "", [link for link in links if link.target]
