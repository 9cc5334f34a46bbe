"""The sessions or assignments that a table of data declares, in a document or in a file beside it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from sphinx_seminar.model import Assignment, Fault, Listing, Problem, Session
from sphinx_seminar.model.declarations import TableData
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.text import anchor_from, name_from, unique
from sphinx_seminar.reading.assignments import read_assignments
from sphinx_seminar.reading.paper_lists import read_short
from sphinx_seminar.reading.sessions import read_sessions
from sphinx_seminar.reading.tables import read_table
from sphinx_seminar.reading.tables.table import Table

#: A substitution of MyST; TeX has braces in braces without blanks.
_SUBSTITUTION = re.compile(r"\{\{\s+[A-Za-z_][^{}\n]*?\s+\}\}")

RowT = TypeVar("RowT", Session, Assignment)


@dataclass(frozen=True, slots=True)
class Tabulated:
    """The declarations of a table: sessions with their papers, or assignments; columns of its own, and faults."""

    sessions: tuple[Session, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    listings: tuple[Listing, ...] = ()
    columns: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def declare_table(data: bytes | str, about: TableData, anchors: Collection[str], listings: int = 0) -> Tabulated:
    """Read the sessions or assignments of a table.

    ``anchors`` are those that the document's others have already, ``listings`` how many papers it lists before.
    """
    table = read_table(data, about.format)
    beside: list[Fault] = []
    if about.declares == "assignments":
        work = read_assignments(table.value, about.language)
        assignments = tuple(_placed(work.value, about, anchors))
        found, problems = Tabulated(assignments=assignments, columns=_own_columns(assignments)), work.problems
    else:
        rows = read_sessions(table.value, about.language, about.day, about.kind)
        sessions = tuple(_placed(rows.sessions, about, anchors))
        cells = [
            (session, read_short(text)) for session, texts in zip(sessions, rows.papers, strict=True) for text in texts
        ]
        papers = [(session, paper) for session, read in cells for paper in read.value]
        beside = [Fault(session.place, each.subtype, each.message) for session, read in cells for each in read.problems]
        listed = tuple(
            Listing(session.place, number, paper.key, paper.paper, session.anchor, False)
            for number, (session, paper) in enumerate(papers, listings)
        )
        if about.unplanned:
            sessions = tuple(session.unplanned for session in sessions)
        found, problems = Tabulated(sessions, (), listed, _own_columns(sessions)), rows.problems
    problems = (*_unreplaced(table.value, about), *table.problems, *problems)
    faults = tuple(Fault(about.at(each.line), each.subtype, each.message) for each in problems)
    return replace(found, faults=(*faults, *beside))


def _placed(rows: Iterable[RowT], about: TableData, anchors: Collection[str]) -> Iterator[RowT]:
    """Give what the rows declare its place in the document, a name, and an anchor that no other has."""
    taken = set(anchors)
    for row in rows:
        name = row.name or name_from(str(row.title))
        anchor = unique(anchor_from(about.declares, name), taken)
        taken.add(anchor)
        place = about.at(row.place.line)
        links = tuple(replace(link, line=place.line) for link in row.resources)
        yield replace(row, name=name, anchor=anchor, place=place, resources=links, table=about.number)


def _own_columns(rows: Iterable[Session | Assignment]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(header for row in rows for header, _text in row.extra))


def _unreplaced(table: Table, about: TableData) -> Iterator[Problem]:
    """Yield the substitutions in a file: those of MyST are made in documents, and not in files of data."""
    for row in table.rows if not about.place.line else ():
        for found in (found for cell in row.cells for found in _SUBSTITUTION.finditer(cell)):
            message = (
                f"{quoted(found[0])} is not replaced; expected the words themselves in a file of data. It is shown as "
                "it was written"
            )
            yield Problem("data", message, row.line)
