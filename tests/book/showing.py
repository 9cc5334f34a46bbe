"""Views of a small book, computed without Sphinx: what each shows, as short texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sphinx_seminar.book import Book, Sources, compute
from sphinx_seminar.book.views.values import (
    ShownCoverage,
    ShownDate,
    ShownDue,
    ShownEvent,
    ShownLink,
    ShownPerson,
    ShownPlace,
    ShownRemark,
    ShownRooms,
    ShownWeek,
    ShownWord,
)
from sphinx_seminar.model import Course, Place, Plan, Session, Text
from sphinx_seminar.model.declarations import Declarations, TableData
from sphinx_seminar.reading.dates.plan import read_plan
from sphinx_seminar.reading.declared import declare_table
from tests.iso import format_iso

if TYPE_CHECKING:
    from sphinx_seminar.book.views.shown import ShownTable

PAGE = Place("index.md", 1, "index")


def course(title: str = "Kernels", **facts: Any) -> Course:
    """Return a course as the first line of the page declares it."""
    return Course(Text.plain(title), PAGE, **facts)


def term(starts: str, ends: str, meets: str = "Mon 14:00-16:00", days_off: str = "") -> Plan:
    """Return a term plan as ``{course}`` reads it."""
    reading = read_plan({"starts": starts, "ends": ends, "meets": meets, "except": days_off})
    assert reading.problems == ()
    assert reading.value is not None
    return reading.value


def declared(sessions: str = "", work: str = "", **lists: Any) -> Declarations:
    """Return what a page declares: tables of sessions and of assignments, as CSV, and other lists."""
    page = Declarations(**lists)
    if sessions:
        read = declare_table(sessions, TableData(PAGE, "csv", 0), [])
        page.sessions += read.sessions
        page.listings += read.listings
        page.faults += read.faults
    if work:
        read = declare_table(work, TableData(PAGE, "csv", 0, declares="assignments"), [])
        page.assignments += read.assignments
        page.faults += read.faults
    assert page.faults == []
    return page


def book_of(sessions: str = "", work: str = "", *, sources: Sources | None = None, **lists: Any) -> Book:
    """Return the book of one page, which declares tables of sessions and of assignments, and other lists."""
    return compute({"index": declared(sessions, work, **lists)}, ["index"], sources or Sources(exports=("ics", "feed")))


def rows_of(table: ShownTable) -> list[list[str]]:
    """Return the rows of a table, each heading in a row of its own."""
    rows = []
    for head, lines in table.groups:
        rows += [[said(head)]] if head else []
        rows += [[said(cell) for cell in line.cells] for line in lines]
    return rows


def said(value: Any) -> str:
    """Return all that a value shows, in a line."""
    match value:
        case tuple():
            return ", ".join(map(said, value))
        case ShownDate():
            parts = [format_iso(value.when) or value.when.text, value.aspect * (value.aspect not in ("when", "date"))]
            parts += ["off"] * (not value.held) + ["deadline"] * value.deadline
            parts += [f"was {format_iso(value.before)}"] if value.before is not None else []
            parts += [f"of {value.group.label}"] if value.group is not None else []
            parts += [f"at {value.location}"] if value.location else []
            parts += [f"also {format_iso(when)}" for when in value.further] + list(map(said, value.others))
            return " ".join(filter(None, parts))
        case ShownPlace():
            link = f" → {value.docname}" if value.docname else ""
            return f"{value.label}{f' ({value.status})' if value.status else ''}{link}"
        case ShownLink():
            return f"{value.kind}: {value.label or value.target or (value.file and value.file.path)}{value.fragment}"
        case ShownPerson():
            return f"{value.name}{f' ({value.note})' if value.note else ''}{'?' * value.open}"
        case ShownDue():
            late = f"late {said(value.until)}" if value.until is not None else ""
            return " ".join(filter(None, (said(value.date), late, value.note)))
        case ShownEvent():
            return f"{value.kind} {said(replace(value.place, docname=''))}: {said(value.date)}"
        case ShownRemark():
            return " ".join(filter(None, (value.kind, value.reason, *value.groups)))
        case ShownWeek():
            return f"week {value.number}: {value.first}/{value.last}"
        case ShownWord():
            return f"{value.of} {value.word}"
        case ShownCoverage():
            return f"{said(value.first)}–{said(value.last)}"
        case ShownRooms():
            return ", ".join(f"{group.label}: {room}" for group, room in value.rooms)
    return str(value)


def at(line: int) -> Place:
    """Return a line of the page."""
    return Place("index.md", line, "index")


def session(title: str, line: int = 1, kind: str = "lecture", **facts: Any) -> Session:
    """Return a session as its directive declares it."""
    facts = {"name": title.casefold(), "anchor": title} | facts
    return Session(title=Text.plain(title), kind=kind, place=at(line), **facts)


def faults(book: Book) -> list[tuple[str, str, str]]:
    """Return the faults that only the whole book shows: place, subtype and message."""
    return [(str(fault.place), fault.subtype, fault.message) for fault in book.faults]


def gathered(*sessions: Session, sources: Sources | None = None, **lists: Any) -> Book:
    """Return the book of one page that declares these sessions, and other lists."""
    page = Declarations(sessions=list(sessions), **lists)
    return compute({"index": page}, ["index"], sources or Sources())
