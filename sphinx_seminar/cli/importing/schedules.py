"""Schedules: tables of a page, or tables made of its lines, in a form that ``{session-table}`` reads in full."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sphinx_seminar.cli.importing.dates import settled_days
from sphinx_seminar.cli.importing.entries import Entry, read_entry, words_beside_links
from sphinx_seminar.cli.importing.findings import shortened
from sphinx_seminar.cli.importing.lines import (
    FILE,
    NAMELESS,
    Year,
    dated,
    dated_with_remark,
    link_in_cell,
    plain,
    reason_of,
    why_undated,
    without_links,
)
from sphinx_seminar.cli.importing.markdown.targets import (
    MISSING,
    Targets,
    is_link,
    links_in,
    with_targets,
)
from sphinx_seminar.cli.importing.overview import columns_option, showable
from sphinx_seminar.model import PERSON_ROLES, RESOURCE_KINDS
from sphinx_seminar.reading.plain import is_blank
from sphinx_seminar.reading.sessions import read_sessions
from sphinx_seminar.reading.sessions.cells import columns_of
from sphinx_seminar.reading.tables import Row, Table, read_table

#: Headers of columns that are added; a header without meaning is shown as it is.
LINKS, MORE, UNREAD = "Links", "More", "As written"
#: How many texts of a table are named that could not be read: with a wrong year they are all.
_TOLD = 5
_TIMES = ("date", "day", "year", "time", "start", "end", "duration", "timezone", "moved from")
#: A word with its number, "Survey 3": it stands beside a session, and is no title of it.
_COUNTED = re.compile(r"[^\W\d_]+ \d{1,3}\b")
#: What stands in a title before links that have a column of their own: "; optional:".
_LEAD_OF_LINKS = re.compile(r"[;,]\s*(?P<word>[^\W\d_][\w ]{0,20}):\s*\Z")
_LINKED = frozenset({"resources", "papers", *PERSON_ROLES, *RESOURCE_KINDS})
_COLUMN = {kind: LINKS if kind == "link" else kind.capitalize() for kind in RESOURCE_KINDS}


@dataclass(slots=True)
class Schedule:
    """A table of sessions: cells by header, in the order of the columns.

    ``unread`` are the texts that could not be read, each with the reason.
    """

    headers: list[str]
    rows: list[dict[str, str]] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)

    def add(self, row: dict[str, str], header: str, text: str, beside: str = "; ") -> None:
        """Put a text in a cell, behind what is there already; a column is made if need be."""
        if not text:
            return
        header = next((known for known in self.headers if known.casefold() == header.casefold()), header)
        if header not in self.headers:
            self.headers.append(header)
        row[header] = beside.join(part for part in (row.get(header, ""), text) if part)

    def keep(self, rows: Sequence[dict[str, str]]) -> None:
        """Leave out all other rows, and the columns of which then nothing is left."""
        self.rows = list(rows)
        self.headers = [header for header in self.headers if any(row.get(header) for row in rows)]

    def headers_of(self, *meanings: str) -> list[str]:
        """Return the headers of the columns that have these meanings."""
        known = columns_of(self.table()).known
        return [self.headers[number] for meaning in meanings for number in known.get(meaning, ())]

    def grid(self) -> list[list[str]]:
        """Return the headers and the cells below them, row by row."""
        return [self.headers, *([row.get(header, "") for header in self.headers] for row in self.rows)]

    def table(self) -> Table:
        """Return the table as our reading functions know it; rows count from 2."""
        headers, *rows = map(tuple, self.grid())
        return Table(headers, tuple(Row(line, cells) for line, cells in enumerate(rows, 2)))

    def columns(self, day: dt.date | None, language: str) -> str:
        """Return the value of ``:columns:`` that shows all of it; ``day`` is that of rows with hours alone."""
        table = self.table()
        moments = [session.when for session in read_sessions(table, day=day).sessions]
        timed = any(when is not None and when.starts is not None for when in moments)
        return columns_option(table, timed, language)

    def left(self) -> list[str]:
        """Return the lines of the report on unreadable texts: the first ones by themselves, the others counted."""
        kept = f"kept in the column '{UNREAD}'"
        said = [f"{shortened(text)!r} is {kept}: {reason}" for text, reason in self.unread[:_TOLD]]
        more = len(self.unread) - len(said)
        return [*said, *([f"{more} more {'is' if more == 1 else 'are'} {kept}"] if more else [])]

    def as_csv(self) -> str:
        """Return the table as a file of comma-separated values, or nothing if it would not say the same there.

        A spreadsheet runs what looks like a formula.
        """
        file = io.StringIO()
        csv.writer(file, lineterminator="\n").writerows(self.grid())
        read = read_table(file.getvalue(), "csv")
        same = [row.cells for row in read.value.rows] == [row.cells for row in self.table().rows]
        formulas = any(re.match(r"[=+@\t-](?=.*[(!|])", cell) for row in self.rows for cell in row.values())
        return file.getvalue() if same and not read.problems and not formulas else ""


def schedule_of_table(table: Table, year: Year | None, targets: Targets, day: dt.date | None = None) -> Schedule:
    """Make a schedule of a table; nothing of its cells is lost, whatever column it ends up in.

    ``day`` is that of rows that name only their hours.
    """
    headers = tuple(plain(without_links(header)) or header for header in table.headers)
    table = _with_title(Table(showable(Table(headers, table.rows)), table.rows))
    meanings = {table.headers[number]: meaning for meaning, own in columns_of(table).known.items() for number in own}
    columns = [tuple(row.cells[number] for row in table.rows) for number in range(len(table.headers))]
    columns = [
        tuple(settled_days(cells, year)) if meanings.get(header) == "date" else cells
        for header, cells in zip(table.headers, columns, strict=True)
    ]
    schedule = Schedule(list(table.headers))
    for cells in zip(*columns, strict=True):
        row: dict[str, str] = {}
        schedule.rows.append(row)
        for header, cell in zip(table.headers, cells, strict=True):
            _take(schedule, row, header, meanings.get(header, ""), cell, year, targets)
    return _readable(schedule, day, year)


def _with_title(table: Table) -> Table:
    """Let the column with most words be the title, of those without a meaning that say something of most rows."""
    known = columns_of(table).known
    taken = {number for numbers in known.values() for number in numbers}
    free = [number for number in range(len(table.headers)) if number not in taken]
    if "title" in known:
        return table
    if not free:
        return Table((*table.headers, "Title"), tuple(Row(row.line, (*row.cells, "")) for row in table.rows))
    filled = {number: sum(not is_blank(row.cells[number]) for row in table.rows) for number in free}
    told = [number for number in free if filled[number] * 5 >= max(filled.values()) * 4]
    longest = max(told, key=lambda number: sum(len(without_links(row.cells[number])) for row in table.rows))
    header = " ".join(re.sub(r"[()\[\]]", " ", table.headers[longest]).split())
    topic = f"Topic ({header})" if header and not NAMELESS.match(header) else "Topic"
    return Table((*table.headers[:longest], topic, *table.headers[longest + 1 :]), table.rows)


def schedule_of_entries(entries: Sequence[Entry], day: dt.date | None = None) -> Schedule:
    """Make a schedule of the lines of a list."""
    units = dict.fromkeys(_unit(entry) for entry in entries if entry.number)
    times = [name for name in ("Date", "Time") if any(getattr(entry, name.lower()) for entry in entries)]
    schedule = Schedule([*units, *times, "Title"])
    for entry in entries:
        row: dict[str, str] = {"Title": plain(entry.title), "Date": entry.date, "Time": entry.time}
        if entry.number:
            row[_unit(entry)] = entry.number
        if entry.kind:
            schedule.add(row, "Kind", entry.kind)
        schedule.rows.append(row)
        for resource in entry.resources:
            schedule.add(row, _COLUMN[resource.kind], link_in_cell(resource.label, resource.target))
        _more(schedule, row, entry.more)
    return _readable(schedule, day)


def _unit(entry: Entry) -> str:
    return {"Lec": "Lecture"}.get(unit := entry.unit.capitalize(), unit) or "Number"


def _take(
    schedule: Schedule, row: dict[str, str], header: str, meaning: str, cell: str, year: Year | None, targets: Targets
) -> None:
    """Put a cell into a row in the form that its column takes."""
    if meaning in ("date", "start") and cell:
        date, remark = dated(without_links(cell), year), ""
        if not date:
            date, remark = dated_with_remark(plain(without_links(cell)), year)
        row[header] = date or plain(without_links(cell))
        schedule.add(row, MORE, remark)
        _links(schedule, row, cell)
    elif meaning == "title":
        whole = is_link(cell)
        if whole is not None and not whole["target"].startswith(("#", MISSING)):
            row[header] = plain(cell)
        else:
            entry = read_entry(cell, None)
            said = words_beside_links(cell) if entry.resources else without_links(cell)
            title = plain((said or without_links(cell)) if entry.number or not entry.title else entry.title)
            lead = _LEAD_OF_LINKS.search(title) if entry.resources else None
            row[header] = title[: lead.start()] if lead is not None else title
            for number, resource in enumerate(entry.resources):
                label = f"{lead['word']}: {resource.label}" if lead is not None and not number else resource.label
                schedule.add(row, _COLUMN[resource.kind], link_in_cell(label, resource.target))
    elif meaning in _LINKED:
        parts = [_file(part, targets) if meaning not in PERSON_ROLES else part for part in cell.split("; ")]
        row[header] = plain(with_targets("; ".join(parts), link_in_cell))
    else:
        row[header] = plain(without_links(cell))
        _links(schedule, row, cell)


def _file(part: str, targets: Targets) -> str:
    """Take along a file that a cell names without a link."""
    if not FILE.match(part):
        return part
    target = targets.target(part)
    return f"({part})" if target.startswith(MISSING) else target


def _more(schedule: Schedule, row: dict[str, str], markdown: str) -> None:
    if markdown.strip():
        bare = re.sub(r"^\s*(?:[-*+:]|\d+[.)])\s+", "", markdown, flags=re.M)
        schedule.add(
            row, MORE, plain("; ".join(without_links(line).strip() for line in bare.split("\n") if line.strip()))
        )
        _links(schedule, row, markdown)


def _links(schedule: Schedule, row: dict[str, str], markdown: str) -> None:
    """Keep the links of words in a column that shows none."""
    for link in links_in(markdown):
        if not link["target"].startswith("#"):
            schedule.add(row, LINKS, link_in_cell(link["label"], link["target"].strip("<>")))
    for address in re.findall(r"<((?:https?|mailto):[^<>\s]+)>", markdown):
        schedule.add(row, LINKS, address)


def _readable(schedule: Schedule, day: dt.date | None, year: Year | None = None) -> Schedule:
    """Put what our tables would complain about into a column that is shown as it is; give each row a title.

    Of a row that cannot be read these are its dates and hours, and then all but its title.
    """
    schedule.rows = [row for row in schedule.rows if any(row.values())]
    title = schedule.headers_of("title")[0]
    for row in schedule.rows:
        if is_blank(row.get(title, "")):
            beside = "" if _COUNTED.match(row.get(MORE, "")) else row.pop(MORE, "")
            row[title] = beside or "…"
    reasons: dict[int, str] = {}
    for named in (False, True):
        problems = read_sessions(schedule.table(), day=day).problems
        complaints = {problem.line: problem.message for problem in problems if problem.line > 1}
        known = columns_of(schedule.table()).known
        moved = schedule.headers_of(*(one for one in known if (one != "title" if named else one in _TIMES)))
        for line, complaint in complaints.items():
            reasons.setdefault(line, reason_of(complaint) or complaint.rstrip("."))
            row = schedule.rows[line - 2]
            for header in moved:
                if text := row.get(header, ""):
                    schedule.add(row, UNREAD, f"{header}: {text}" if named else text, " ")
                    row[header] = ""
    schedule.unread = [
        (row[UNREAD], why_undated(row[UNREAD], year) or reasons.get(line, ""))
        for line, row in enumerate(schedule.rows, 2)
        if row.get(UNREAD)
    ]
    schedule.keep(schedule.rows)
    return schedule
