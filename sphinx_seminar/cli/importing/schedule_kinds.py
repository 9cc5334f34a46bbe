"""Which tables and lists of a page are schedules: how their days are found, and which of them say the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sphinx_seminar.cli.importing import SITE_WORDS
from sphinx_seminar.cli.importing.dates import settled_days
from sphinx_seminar.cli.importing.entry_lists import KINDS, entries_of
from sphinx_seminar.cli.importing.lines import FILE, NAMELESS, Year, date_at_head, dated, plain, without_links
from sphinx_seminar.cli.importing.markdown.blocks import Block
from sphinx_seminar.cli.importing.markdown.outline import Section
from sphinx_seminar.model import PERSON_ROLES, RESOURCE_KINDS
from sphinx_seminar.model.text import folded
from sphinx_seminar.reading.dates.names import key_of, names_of
from sphinx_seminar.reading.people_tables import read_topics
from sphinx_seminar.reading.plain import is_blank
from sphinx_seminar.reading.sessions.cells import columns_of
from sphinx_seminar.reading.tables import Row, Table, read_table

#: Beside a title, one of these makes a table one of sessions.
_OF_SESSIONS = frozenset({"date", "time", "start", "number", "papers", "resources", "kind", "duration"}) | {
    *PERSON_ROLES, *RESOURCE_KINDS
}  # fmt: skip
#: Meanings of columns for what belongs to a session, which other tables have, too.
_MATERIAL = frozenset({"resources", "kind", *RESOURCE_KINDS})
#: How many columns of days make a calendar, with how many cells, and how many begin with a date (in hundred).
_DAYS, _CELLS, _DATED = 2, 3, 60
#: A day in numbers without its year, with which a cell begins.
_HEAD = re.compile(r"\A\d{1,2}/\d{1,2}(?![\d/])")
#: Fewer days may be the same by chance.
_FEW = 4


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
    kept = [number for number, header in enumerate(headers) if header not in SITE_WORDS["looks"]]
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


def with_dates(table: Table, year: Year | None) -> Table:
    """Return a table whose column of dates is called one, whatever its header is; of a calendar of weeks its days."""
    if (days := rows_of_weeks(table, year)) is not None:
        return days
    if not table.rows or "date" in columns_of(table).known:
        return table
    headers = list(table.headers)
    for number, header in enumerate(table.headers):
        written = [plain(without_links(row.cells[number])) for row in table.rows if not is_blank(row.cells[number])]
        cells = settled_days(written, year)
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
    places = [(row, number, head) for row in cells for number in days if (head := _HEAD.match(row[number]))]
    settled = settled_days([head[0] for _row, _number, head in places], year)
    for (row, number, head), day in zip(places, settled, strict=True):
        row[number] = day + row[number][head.end() :]
    return Table(table.headers, tuple(Row(row.line, tuple(own)) for row, own in zip(table.rows, cells, strict=True)))


def _day(row: Row, number: int, others: Sequence[int], year: Year | None) -> Row:
    date, rest = date_at_head(row.cells[number], year)
    title, _semicolon, more = (rest if date else row.cells[number]).strip(" ;").partition("; ")
    return Row(row.line, (date, title, more, *(row.cells[other] for other in others)))


def repeated_schedules(root: Section, year: Year) -> set[int]:
    """Return the identities of the tables and lists whose sessions another one has, which is longer or stands before.

    They have the same days, with mostly the same titles; or all days alike below headings that name no kind of meeting,
    as in a second language.
    """
    read = [(block, section.title, _titles_by_day(block, year)) for section in root.walk() for block in section.blocks]
    read = sorted((one for one in read if len(one[2]) >= _FEW), key=lambda one: -len(one[2]))
    repeated: set[int] = set()
    for number, (block, heading, days) in enumerate(read):
        for other, other_heading, more in read[:number]:
            named = KINDS.search(heading) or KINDS.search(other_heading)
            if id(other) not in repeated and (_says_the_same(days, more) or (days.keys() == more.keys() and not named)):
                repeated.add(id(block))
    return repeated


def _says_the_same(days: Mapping[str, str], more: Mapping[str, str]) -> bool:
    common = days.keys() & more.keys()
    alike = sum(days[day] == more[day] for day in common)
    return len(common) * 4 >= len(days) * 3 and alike * 2 >= len(common)


def _titles_by_day(block: Block, year: Year) -> dict[str, str]:
    """Return the titles of a schedule by day and hours; nothing for what is none."""
    if block.kind in ("list", "terms"):
        return {entry.date: folded(entry.title) for entry in entries_of(block, year) if entry.date}
    if block.kind != "table":
        return {}
    table = with_dates(read_table(block.text, "markdown").value, year)
    known = columns_of(table).known
    if not is_schedule(table) or "date" not in known:
        return {}
    free = set(range(len(table.headers))) - {number for numbers in known.values() for number in numbers}
    titles = known.get("title") or sorted(free)[:1]
    moments = [known["date"][0], *known.get("start", ())]
    titled = {}
    for row in table.rows:
        cells = [plain(without_links(cell)) for cell in row.cells]
        if day := dated(cells[moments[0]], year):
            hours = " ".join(cells[number] for number in moments[1:])
            titled[f"{day} {hours}"] = folded(" ".join(cells[number] for number in titles))
    return titled
