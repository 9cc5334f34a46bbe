"""The columns of a table by their meaning, and the cells of its rows, for sessions as for assignments."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from sphinx_seminar.model import PERSON_ROLES, RESOURCE_KINDS, Problem, Reading, Resource, Timing
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.links import has_release, read_links, whole_link, without_targets
from sphinx_seminar.reading.plain import is_blank, listed, one_line, open_words, says_open
from sphinx_seminar.reading.releases import read_release_of_links, read_release_over
from sphinx_seminar.reading.tables.table import Row, Table
from sphinx_seminar.reading.vocabulary import YES_NO, meaning_of, plain_header, words_of

T = TypeVar("T")

#: Meanings that several columns may share; of the others the first column counts.
_SHARED = frozenset({*PERSON_ROLES, *RESOURCE_KINDS, "resources", "papers", "tags"})
#: A lone header of these words counts the sessions where its cells are numbers.
_COUNTING = frozenset(
    {"session", "sessions", "lecture", "lectures", "meeting", "sitzung", "vorlesung", "seance", "sesion", "lezione"}
)
#: Longer cells are no lists of people, links or papers (characters).
_LONGEST_LIST = 10_000


@dataclass(frozen=True, slots=True)
class Columns:
    """The numbers of a table's columns by their meaning; ``unknown`` are those that have none."""

    known: Mapping[str, tuple[int, ...]]
    unknown: tuple[int, ...]


def columns_by(meanings: Sequence[str], shared: Collection[str]) -> Columns:
    """Gather columns by their meanings; one that repeats a meaning which is not ``shared`` is unknown."""
    known: dict[str, tuple[int, ...]] = {}
    unknown = []
    for number, meaning in enumerate(meanings):
        if not meaning or (meaning in known and meaning not in shared):
            unknown.append(number)
        else:
            known[meaning] = (*known.get(meaning, ()), number)
    return Columns(known, tuple(unknown))


def columns_of(table: Table) -> Columns:
    """Return the columns of a table of sessions, by their headers and, where these say too little, by their cells."""
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
        last_resort = next((plain.index(word) for word in words_of("last_resort") if word in plain), None)
        if last_resort is not None and meanings[last_resort] != "number":
            meanings[last_resort] = "title"
    if "date" not in meanings and "day" in meanings:
        meanings[meanings.index("day")] = "date"
    return columns_by(meanings, _SHARED)


def untitled(table: Table, columns: Columns, meant: str) -> Iterator[Problem]:
    """Say of a table that none of its headers means the title of what it declares."""
    if table.headers and table.rows and "title" not in columns.known:
        message = f"no header of this table means the title of {meant}; another column takes its place"
        yield Problem("data", message, table.line)


def waiting_columns(table: Table, columns: Columns, links: Collection[str]) -> Reading[dict[str, Timing]]:
    """Return the releases that headers say of the links below them, by header; ``links`` are meanings of columns."""
    meanings = {number: meaning for meaning, numbers in columns.known.items() for number in numbers}
    releases: dict[str, Timing] = {}
    problems: list[Problem] = []
    for number, header in enumerate(table.headers):
        meaning = meanings.get(number, "")
        if meaning in (*links, "papers", ""):
            read = read_release_over(header, of_links=meaning in links)
            problems += [replace(problem, line=table.line) for problem in read.problems]
            releases |= {header: read.value} if read.value is not None else {}
    return Reading(releases, tuple(problems))


@dataclass(slots=True)
class RowReader:
    """The reader of one row: its cells by the meaning of their columns, its problems, and texts that fit no field.

    ``waiting`` has the releases of the links in whole columns, by their headers.
    """

    row: Row
    table: Table
    columns: Columns
    language: str
    waiting: Mapping[str, Timing]
    problems: list[Problem] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)

    def cell(self, meaning: str) -> str:
        """Return the cell in the first column of a meaning, empty for a dash."""
        text = self.row.cells[self.columns.known[meaning][0]] if meaning in self.columns.known else ""
        return "" if is_blank(text) else text

    def words(self, meaning: str) -> str:
        """Return a cell as words on one line, empty for a placeholder; of a title the markup stays."""
        cell = self.cell(meaning)
        if meaning == "title":
            return " ".join(listed(cell, " ").split()) if "<" in cell or "&" in cell else cell
        return "" if says_open(cell) else one_line(cell)

    def linked_words(self, meaning: str) -> tuple[str, list[Resource]]:
        """Return the words of a cell that may be a link as a whole, and that link, or those that wait in it."""
        cell = self.words(meaning)
        if has_release(cell):
            links = self.accept(read_mixed(cell))
            return " ".join(link.label for link in links), [link for link in links if link.target]
        label, target = whole_link(cell)
        return label, [Resource("link", target, label)] if target else []

    def cells(self, meaning: str) -> Iterator[tuple[str, str]]:
        """Yield header and cell of every column of a meaning that is not empty."""
        for number in self.columns.known.get(meaning, ()):
            header, cell = self.table.headers[number], self.row.cells[number]
            if len(cell) <= _LONGEST_LIST:
                if not is_blank(cell):
                    yield header, cell
            elif (header, cell) not in self.extra:
                message = (
                    f"the cell under {quoted(header)} is too long for a list; expected a few names or links; it is "
                    "shown as it was written"
                )
                self.fault(message)
                self.extra.append((header, cell))

    def lists(self, meaning: str, read: Callable[[str], Reading[tuple[T, ...]]]) -> Iterator[T]:
        """Yield what is read from the cells of a meaning; a cell of which nothing is read is an extra text."""
        yield from (value for _header, value in self._values(meaning, read))

    def _values(self, meaning: str, read: Callable[[str], Reading[tuple[T, ...]]]) -> Iterator[tuple[str, T]]:
        for header, cell in self.cells(meaning):
            values = self.accept(read(cell))
            if not values and not open_words(cell):
                self.extra.append((header, cell))
            yield from ((header, value) for value in values)

    def links(self, kinds: Mapping[str, tuple[str, bool]]) -> Iterator[Resource]:
        """Yield the links of several meanings, each with its kind and whether a link's label may say another one."""
        for meaning, (kind, mixed) in kinds.items():
            for header, link in self._values(meaning, partial(read_links, kind=kind, mixed=mixed, files=False)):
                yield replace(link, release=link.release or self.waiting.get(header))

    def waits(self, header: str, cell: str) -> bool:
        """Tell whether links of a cell wait for a release, which its header may say."""
        return header in self.waiting or has_release(cell)

    def waiting_links(self, header: str, cell: str) -> tuple[Resource, ...]:
        """Return the links of a cell some of which wait."""
        links = self.accept(read_mixed(cell))
        return tuple(replace(link, release=link.release or self.waiting.get(header)) for link in links)

    def left_open(self, fields: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """Return the fields that the row leaves open, all or in part, with the words that say so."""
        cells = ((name, cell) for meaning, name in fields.items() for _header, cell in self.cells(meaning))
        return tuple((name, words) for name, cell in cells if (words := open_words(cell)))

    def unknown(self) -> tuple[list[tuple[str, str]], list[Resource]]:
        """Return the cells of columns without a meaning, with their headers, and the links of those that hold links.

        A link that waits for its release is shown among the links alone.
        """
        shown, linked = [], []
        for number in self.columns.unknown:
            header, cell = self.table.headers[number], self.row.cells[number]
            if not cell:
                continue
            waiting = self.waits(header, cell)
            links: tuple[Resource, ...] = ()
            if waiting:
                links = self.waiting_links(header, cell)
            elif "](" in cell or "://" in cell:
                # Words with links among them are no list of links, and say nothing wrong.
                links = read_mixed(cell).value
            whole = bool(links) and all(link.target for link in links)
            if waiting or whole:
                linked += [replace(link, label=link.label or header) for link in links if link.target]
            if not waiting:
                shown.append((header, without_targets(cell) if whole else cell))
        return shown, linked

    def release(self, headers: Collection[str]) -> Timing | None:
        """Return when students see the links of the row, where a column says it."""
        for header, cell in zip(self.table.headers, self.row.cells, strict=True):
            if plain_header(header) in headers and not is_blank(cell):
                return self.accept(read_release_of_links(one_line(cell)))
        return None

    def header(self, meaning: str) -> str:
        """Return the header of a column that the table is known to have."""
        return self.table.headers[self.columns.known[meaning][0]]

    def accept(self, reading: Reading[T]) -> T:
        """Add the problems of a reading to the row's, at its line, and return the value."""
        self.problems += [replace(problem, line=self.row.line) for problem in reading.problems]
        return reading.value

    def fault(self, message: str) -> None:
        """Add a problem of the row's data."""
        self.problems.append(Problem("data", message, self.row.line))


def read_mixed(cell: str) -> Reading[tuple[Resource, ...]]:
    """Read links whose labels may say of which kind they are."""
    return read_links(cell, "link", mixed=True, files=False)
