"""Schedules: tables of a page, or tables made of its lines, in a form that ``{session-table}`` reads in full."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sphinx_seminar.cli.book_folder import cell_text
from sphinx_seminar.cli.importing.cells import FILE, NAMELESS, YEARLESS, link_in_cell, plain, without_links
from sphinx_seminar.cli.importing.dates import settled_days
from sphinx_seminar.cli.importing.entries import Entry, read_entry, words_beside_links
from sphinx_seminar.cli.importing.findings import shortened
from sphinx_seminar.cli.importing.line_dates import Year, dated, dated_with_remark, reason_of, why_undated
from sphinx_seminar.cli.importing.markdown.targets import (
    MISSING,
    Targets,
    is_link,
    links_in,
    with_targets,
)
from sphinx_seminar.cli.importing.markdown.writer import table_text
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

    def table(self) -> Table:
        """Return the table as our reading functions know it; rows count from 2."""
        rows = (tuple(row.get(header, "") for header in self.headers) for row in self.rows)
        return Table(tuple(self.headers), tuple(Row(line, cells) for line, cells in enumerate(rows, 2)))

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
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([self.headers, *([row.get(header, "") for header in self.headers] for row in self.rows)])
        read = read_table(file.getvalue(), "csv")
        same = [tuple(row.cells) for row in read.value.rows] == [tuple(row.cells) for row in self.table().rows]
        formulas = any(re.match(r"[=+@\t-](?=.*[(!|])", cell) for row in self.rows for cell in row.values())
        return file.getvalue() if same and not read.problems and not formulas else ""

    def as_markdown(self) -> str:
        """Return the table in Markdown."""
        rows = [[cell_text(row.get(header, "")) for header in self.headers] for row in self.rows]
        return table_text([[cell_text(header) for header in self.headers], *rows])


def schedule_of_table(table: Table, year: Year | None, targets: Targets, day: dt.date | None = None) -> Schedule:
    """Make a schedule of a table; nothing of its cells is lost, whatever column it ends up in.

    ``day`` is that of rows that name only their hours.
    """
    table = Table(tuple(plain(without_links(header)) or header for header in table.headers), table.rows, table.line)
    schedule = Schedule(showable(table.headers, table))
    table = Table(tuple(schedule.headers), table.rows)
    known = columns_of(table).known
    if "title" not in known:
        _name_title(schedule, table, {number for numbers in known.values() for number in numbers})
        width = len(schedule.headers)
        rows = (Row(row.line, (*row.cells, "")[:width]) for row in table.rows)
        table = Table(tuple(schedule.headers), tuple(rows))
        known = columns_of(table).known
    meanings = {table.headers[number]: meaning for meaning, numbers in known.items() for number in numbers}
    table = _with_settled_days(table, known.get("date", ()), year)
    for cells in table.rows:
        row: dict[str, str] = {}
        schedule.rows.append(row)
        for header, cell in zip(table.headers, cells.cells, strict=True):
            _take(schedule, row, header, meanings.get(header, ""), cell, year, targets)
    return _readable(schedule, day, year)


def _with_settled_days(table: Table, columns: Sequence[int], year: Year | None) -> Table:
    """Write days in numbers such that they have one meaning, where their column proves their order."""
    cells = [list(row.cells) for row in table.rows]
    for number in columns:
        whole = [YEARLESS.sub(rf"\g<0>/{year.first}", row[number]) if year else row[number] for row in cells]
        for row, text, before in zip(cells, settled_days(whole), whole, strict=True):
            if text != before and year and year.second and before != row[number]:
                row[number] = re.sub(rf"\b{year.first}(?=-0[1-7]-)", str(year.second), text)
            elif text != before:
                row[number] = text
    return Table(table.headers, tuple(Row(row.line, tuple(own)) for row, own in zip(table.rows, cells, strict=True)))


def schedule_of_entries(entries: Sequence[tuple[Entry, str]], day: dt.date | None = None) -> Schedule:
    """Make a schedule of lines; the text beside each is what else is said of it, in Markdown."""
    units = dict.fromkeys(_unit(entry) for entry, _more in entries if entry.number)
    times = [name for name in ("Date", "Time") if any(getattr(entry, name.lower()) for entry, _more in entries)]
    schedule = Schedule([*units, *times, "Title"])
    for entry, more in entries:
        row: dict[str, str] = {"Title": plain(entry.title), "Date": entry.date, "Time": entry.time}
        if entry.number:
            row[_unit(entry)] = entry.number
        if entry.kind:
            schedule.add(row, "Kind", entry.kind)
        schedule.rows.append(row)
        for resource in entry.resources:
            schedule.add(row, _COLUMN[resource.kind], link_in_cell(resource.label, resource.target))
        _more(schedule, row, more)
    return _readable(schedule, day)


def _unit(entry: Entry) -> str:
    return {"Lec": "Lecture"}.get(unit := entry.unit.capitalize(), unit) or "Number"


def _name_title(schedule: Schedule, table: Table, taken: set[int]) -> None:
    """Let the column with most words be the title, of those without a meaning that say something of most rows."""
    free = [number for number in range(len(table.headers)) if number not in taken]
    if not free:
        schedule.headers.append("Title")
        return
    filled = {number: sum(not is_blank(row.cells[number]) for row in table.rows) for number in free}
    told = [number for number in free if filled[number] * 5 >= max(filled.values()) * 4]
    longest = max(told, key=lambda number: sum(len(without_links(row.cells[number])) for row in table.rows))
    header = " ".join(re.sub(r"[()\[\]]", " ", table.headers[longest]).split())
    schedule.headers[longest] = f"Topic ({header})" if header and not NAMELESS.match(header) else "Topic"


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
    """Put what our tables would complain about into a column that is shown as it is; give each row a title."""
    schedule.rows = [row for row in schedule.rows if any(row.values())]
    titles = columns_of(schedule.table()).known["title"]
    for row in schedule.rows:
        title = schedule.headers[titles[0]]
        if is_blank(row.get(title, "")):
            beside = "" if _COUNTED.match(row.get(MORE, "")) else row.pop(MORE, "")
            row[title] = beside or "…"
    given_up: dict[int, int] = {}
    reasons: dict[int, str] = {}
    while doubtful := _doubtful(schedule, day, given_up):
        known = columns_of(schedule.table()).known
        for line, reason in doubtful.items():
            reasons.setdefault(line, reason)
            given_up[line] = given_up.get(line, 0) + 1
            row, headers = schedule.rows[line - 2], list(schedule.headers)
            meanings = [
                meaning for meaning in known if meaning in _TIMES or (given_up[line] > 1 and meaning != "title")
            ]
            for header in [headers[number] for meaning in meanings for number in known[meaning]]:
                if row.get(header):
                    schedule.add(row, UNREAD, row[header] if given_up[line] == 1 else f"{header}: {row[header]}", " ")
                    row[header] = ""
    schedule.unread = [
        (row[UNREAD], why_undated(row[UNREAD], year) or reasons.get(line, ""))
        for line, row in enumerate(schedule.rows, 2)
        if row.get(UNREAD)
    ]
    schedule.headers = [header for header in schedule.headers if any(row.get(header) for row in schedule.rows)]
    return schedule


def _doubtful(schedule: Schedule, day: dt.date | None, given_up: dict[int, int]) -> dict[int, str]:
    """Return the lines of rows that our tables would complain about, each with the complaint.

    Those of which nothing is left to move are not among them.
    """
    problems = read_sessions(schedule.table(), day=day).problems
    complaints = {problem.line: problem.message for problem in problems}
    return {line: _reason(said) for line, said in complaints.items() if line > 1 and given_up.get(line, 0) < 2}


def _reason(complaint: str) -> str:
    """Return the middle of a complaint: what was read is told beside it, and what is shown belongs to no page yet."""
    return reason_of(complaint) or complaint.rstrip(".")
