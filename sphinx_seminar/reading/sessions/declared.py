"""Declaring the sessions of a table of data, in a document or in a file beside it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from sphinx_seminar.model import Fault, Listing, Place, Problem, Session
from sphinx_seminar.model.declarations import TableData
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.text import anchor_from, name_from, unique
from sphinx_seminar.reading.marked import read_inline
from sphinx_seminar.reading.paper_lists import read_line
from sphinx_seminar.reading.sessions.columns import SessionRecord
from sphinx_seminar.reading.sessions.row_dates import chain
from sphinx_seminar.reading.sessions.rows import read_sessions
from sphinx_seminar.reading.tables import read_table
from sphinx_seminar.reading.tables.table import Table
from sphinx_seminar.reading.vocabulary import read_kind

#: A substitution of MyST; TeX has braces in braces without blanks.
_SUBSTITUTION = re.compile(r"\{\{\s+[A-Za-z_][^{}\n]*?\s+\}\}")


@dataclass(frozen=True, slots=True)
class Tabulated:
    """The declarations of a table: sessions with their papers, columns of its own, and faults."""

    sessions: tuple[Session, ...] = ()
    listings: tuple[Listing, ...] = ()
    columns: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def declare_table(data: bytes | str, about: TableData, anchors: Collection[str], listings: int) -> Tabulated:
    """Read the sessions of a table.

    ``anchors`` are those that the document's sessions have already, ``listings`` how many papers it lists before.
    """
    table = read_table(data, about.format)
    records = read_sessions(table.value, about.language, about.day)
    chained = chain(records.value)
    taken = set(anchors)
    sessions: list[Session] = []
    papers: list[Listing] = []
    for record in chained.value:
        session = _session(record, about, taken)
        taken.add(session.anchor)
        sessions.append(session)
        for text in record.papers:
            read = read_line(text)
            listing = Listing(session.place, listings + len(papers), read.key, read.paper, session.anchor, False)
            papers.append(listing)
    unreplaced = _unreplaced(table.value) if not about.place.line else ()
    problems = (*unreplaced, *table.problems, *records.problems, *chained.problems)
    faults = [Fault(_at(about, problem.line), problem.subtype, problem.message) for problem in problems]
    columns = dict.fromkeys(header for session in sessions for header, _text in session.extra)
    return Tabulated(tuple(sessions), tuple(papers), tuple(columns), tuple(faults))


def _unreplaced(table: Table) -> Iterator[Problem]:
    """Yield the substitutions in a file: those of MyST are made in documents, and not in files of data."""
    for row in table.rows:
        for found in (found for cell in row.cells for found in _SUBSTITUTION.finditer(cell)):
            message = (
                f"{quoted(found[0])} is not replaced; expected the words themselves in a file of data. It is shown as "
                "it was written"
            )
            yield Problem("data", message, row.line)


def _at(about: TableData, line: int) -> Place:
    return replace(about.place, line=about.place.line + line)


def _session(record: SessionRecord, about: TableData, taken: set[str]) -> Session:
    """Return the session of a row; a row without a title has that of its kind."""
    read = read_kind(record.kind or about.kind, about.language)
    kind = read.words
    title = record.title or kind[:1].upper() + kind[1:]
    name = record.name or name_from(title)
    return Session(
        name=name,
        title=read_inline(title),
        kind=kind,
        place=_at(about, record.line),
        anchor=unique(anchor_from("sessions", name), taken),
        named=bool(record.name),
        when=record.when,
        duration=record.duration,
        people=record.people,
        resources=tuple(replace(link, line=_at(about, link.line or record.line).line) for link in record.resources),
        location=record.location,
        online=record.online,
        online_label=record.online_label,
        online_note=record.online_note,
        open=record.open,
        part=record.part,
        tags=record.tags,
        status=record.status,
        moved_from=record.moved_from,
        number=record.number,
        meetings=record.meetings,
        abstract=record.abstract,
        extra=record.extra,
        counts_as=read.counts_as,
        slot=record.slot,
        table=about.number,
    )
