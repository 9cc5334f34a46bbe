"""The columns of a table by their meaning, and the record of a session that a row holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sphinx_seminar.model import PERSON_ROLES, Involvement, Resource, When
from sphinx_seminar.reading.sessions.facts import YES_NO
from sphinx_seminar.reading.sessions.headers import TITLES_OF_LAST_RESORT, meaning_of, plain_header
from sphinx_seminar.reading.tables.table import Table


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """The session of one row as it was read; fields without a cell are empty.

    * ``line`` is that of the row in its file, from 1; the resources have it too.
    * ``when`` is ``None`` where the row has no date; ``duration`` is kept beside it.
    * ``papers`` are keys with their ``@``, or citations, as they were written.
    * ``number``, ``status``, ``kind``, ``online`` and ``open`` are as in :class:`~sphinx_seminar.model.Session`.
    * ``extra`` are the columns whose header has no meaning here, and what did not fit elsewhere: (header, text).
    """

    line: int
    title: str = ""
    kind: str = ""
    when: When | None = None
    duration: dt.timedelta | None = None
    people: tuple[Involvement, ...] = ()
    resources: tuple[Resource, ...] = ()
    papers: tuple[str, ...] = ()
    location: str = ""
    online: str = ""
    online_label: str = ""
    online_note: str = ""
    open: tuple[tuple[str, str], ...] = ()
    part: str = ""
    tags: tuple[str, ...] = ()
    status: str = ""
    moved_from: When | None = None
    number: str = ""
    meetings: int = 1
    name: str = ""
    abstract: str = ""
    slot: bool | None = None
    extra: tuple[tuple[str, str], ...] = ()


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
