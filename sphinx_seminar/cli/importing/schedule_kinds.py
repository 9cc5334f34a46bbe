"""Which tables of a page or records of a site are sessions, and which of their columns only draw them."""

from __future__ import annotations

import re

from sphinx_seminar.model import PERSON_ROLES, RESOURCE_KINDS
from sphinx_seminar.reading.people_tables import read_topics
from sphinx_seminar.reading.sessions.cells import columns_of
from sphinx_seminar.reading.tables import Row, Table

#: Beside a title, one of these makes a table one of sessions.
_OF_SESSIONS = frozenset({"date", "time", "start", "number", "papers", "resources", "kind", "duration"}) | {
    *PERSON_ROLES, *RESOURCE_KINDS
}  # fmt: skip
#: Fields of records that say how they are drawn.
_LOOKS = frozenset(
    {"bg", "bgcolor", "background", "color", "colour", "class", "style", "icon", "iconpack", "bottomborder", "weight"}
    | {"bottomborderdotted", "header", "heading", "layout", "css", "cssclass", "hidetime", "hidefromannouncments"}
)
#: Meanings of columns for what belongs to a session, which other tables have, too.
_MATERIAL = frozenset({"resources", "kind", *RESOURCE_KINDS})
#: The name of a file.
FILE = re.compile(r"[^\s;<>()\[\]:]+\.(?:pdf|pptx?|key|odp|html?|ipynb|zip|md|txt|mp4|webm|docx?|py|ps|djvu)\Z", re.I)


def is_schedule(table: Table) -> bool:
    """Tell whether the rows of a table are sessions: they have a title, or a place for one, and more."""
    known = columns_of(table).known
    taken = {number for numbers in known.values() for number in numbers}
    words = [[row.cells[number] for row in table.rows] for number in range(len(table.headers)) if number not in taken]
    worded = any(sum(any(map(str.isalpha, cell)) for cell in cells) * 2 >= len(cells) for cells in words)
    titled = "title" in known or (known.keys() & {"date", "start"} and (worded or len(known) > 1))
    return bool(table.rows and titled and known.keys() & _OF_SESSIONS) and _is_counted_or_linked(table)


def _is_counted_or_linked(table: Table) -> bool:
    """Tell whether rows have dates, numbers or people, or links in a column for them."""
    known = columns_of(table).known
    if known.keys() - {"title", "part", *_MATERIAL}:
        return True
    # "Code" may be the header of a column of words.
    numbers = [number for meaning in known.keys() & _MATERIAL for number in known[meaning]]
    cells = [row.cells[number] for number in numbers for row in table.rows]
    return any("](" in cell or "://" in cell or any(map(FILE.match, cell.split("; "))) for cell in cells)


def is_schedule_of_data(table: Table) -> bool:
    """Tell whether records of a site are sessions: besides that, they have dates, hours or numbers."""
    return is_schedule(table) and bool({"date", "start", "number", "day"} & columns_of(table).known.keys())


def without_looks(table: Table) -> Table:
    """Return records without what only draws them; a record that is a heading is the part of those behind it."""
    headers = [header.casefold().replace("_", "").replace("-", "") for header in table.headers]
    kept = [number for number, header in enumerate(headers) if header not in _LOOKS]
    marks = [number for number, header in enumerate(headers) if header in ("header", "heading")]
    title = next((number for number, header in enumerate(headers) if header in ("title", "name")), None)
    parts, rows = [], []
    part = ""
    for row in table.rows:
        if title is not None and any(row.cells[number].casefold() in ("true", "yes") for number in marks):
            part = row.cells[title]
        else:
            parts.append(part)
            rows.append(Row(row.line, tuple(row.cells[number] for number in kept)))
    names = tuple(table.headers[number] for number in kept)
    if any(parts) and "part" not in headers:
        names = (*names, "part")
        rows = [Row(row.line, (*row.cells, own)) for row, own in zip(rows, parts, strict=True)]
    return Table(names, tuple(rows), table.line, table.title)


def is_topic_pool(table: Table) -> bool:
    """Tell whether a table collects topics and the people who want to learn them."""
    return bool(table.rows) and len(table.headers) > 1 and not read_topics(table).problems
