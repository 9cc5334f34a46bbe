"""The columns that tables of sessions and of assignments can have, one row each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, Generic, TypeVar

from sphinx_seminar.book import Book
from sphinx_seminar.book.views.sessions import (
    shown_coverage,
    shown_date,
    shown_due,
    shown_group,
    shown_links,
    shown_out,
    shown_people,
)
from sphinx_seminar.book.views.values import Cell, ShownLink, ShownPlace, ShownRooms, ShownWord
from sphinx_seminar.model import PERSON_ROLES, RESOURCE_KINDS, Assignment, Fault, Session, Text, When
from sphinx_seminar.model.declarations import Declarations
from sphinx_seminar.model.problem import quoted, suggestion
from sphinx_seminar.model.resource import is_absolute
from sphinx_seminar.model.text import collated
from sphinx_seminar.model.views import AssignmentTableView, TableView
from sphinx_seminar.planning.slots import week_number

Owner = TypeVar("Owner", Session, Assignment)


@dataclass(frozen=True, slots=True)
class Column(Generic[Owner]):
    """A column of a table: the cell of a session or an assignment, and the key by which rows are sorted.

    ``width`` is its width in characters of plain text, and its share of a printed page; ``default`` says that a table
    without ``:columns:`` shows it where any row has something for it.
    """

    show: Callable[[Book, Owner], Cell]
    order: Callable[[Owner], Any]
    width: int = 10
    default: bool = False


def column_in(columns: Mapping[str, Column[Owner]], name: str) -> Column[Owner]:
    """Return a column by its name, or the one that a table of data has of its own."""
    return columns.get(name) or Column(
        lambda _book, owner: dict(owner.extra).get(name, ""), lambda owner: dict(owner.extra).get(name, ""), 16
    )


def unknown_column(name: str, known: Collection[str]) -> str:
    """Say that a table has no such column, and which was meant."""
    hint = suggestion(name, known) or f"; expected some of {', '.join(known)}."
    return f"unknown column {quoted(name)}{hint} It is left out."


def _links(kinds: Sequence[str], book: Book, owner: Session | Assignment) -> Cell:
    return shown_links(book, owner, kinds)


def _by_links(kinds: Sequence[str], owner: Session | Assignment) -> int:
    return sum(resource.kind in kinds for resource in owner.resources)


def _people(roles: Sequence[str], _book: Book, session: Session) -> Cell:
    return shown_people(session, roles)


def _by_people(roles: Sequence[str], session: Session) -> list[str]:
    """Return the names as an index has them."""
    return [collated(part.person.index_name) for part in session.people if part.role in roles]


def _word(field: str, _book: Book, session: Session) -> Cell:
    return ShownWord(field, word) if (word := getattr(session, field)) else ""


def _by_text(field: str, owner: Session | Assignment) -> str:
    return str(getattr(owner, field)).casefold()


def _date(aspect: str, book: Book, session: Session) -> Cell:
    """Return an aspect of a date, in each group whose date has it."""
    date = shown_date(book, session, aspect)
    said = [one for one in date.of_groups if _says(aspect, one.when)] if date is not None else []
    if aspect != "date":
        said = [replace(one, before=None) for one in said]
    return replace(said[0], others=tuple(said[1:])) if said else ""


def _says(aspect: str, when: When) -> bool:
    return (aspect == "date" or when.dated) and (aspect != "time" or when.starts is not None)


def _by_moment(when: When | None) -> Any:
    return (when or When()).sort_key


def _by_weekday(session: Session) -> int:
    return 7 if session.when is None or session.when.first is None else session.when.first.weekday()


def _by_time(session: Session) -> str:
    return str(session.when.starts or "") if session.when is not None else ""


def _week(book: Book, session: Session) -> Cell:
    """Return the week of the term that a session begins in, where its day is known."""
    when = session.when
    if book.plan is None or when is None or when.first is None or not when.dated:
        return ""
    return str(week_number(book.plan, when.first) or "")


def _location(book: Book, session: Session) -> Cell:
    """Return the room, and the way in from elsewhere where the course's card does not say it."""
    rooms = [time for time in session.times if time.location and not session.location]
    if rooms:
        return ShownRooms(tuple((shown_group(book, one, session.series), one.location) for one in rooms))
    room = session.location or session.left_open("location")
    if not is_absolute(session.online) or (book.course is not None and session.online == book.course.online):
        return room
    online = ShownLink("online", session.online_label, session.online)
    return (room, online) if room else (online,)


def _papers(book: Book, session: Session) -> Cell:
    """Return the papers of a session, and the keys that lead to none as they were written."""
    known = (book.place_of_paper(entry, session.place.docname) for entry in book.papers.of(session))
    unknown = [f"@{key}" for key in book.papers.unknown.get((session.place.docname, session.anchor), ())]
    if word := session.left_open("papers"):
        unknown.append(word)
    return (*known, *(ShownPlace("", "", Text.plain(key)) for key in unknown))


#: The columns of a table of sessions.
COLUMNS: dict[str, Column[Session]] = {
    "number": Column(
        lambda _book, session: session.number,
        lambda session: (not session.number, session.count or 0, session.number),
        5,
        default=True,
    ),
    "week": Column(_week, lambda session: _by_moment(session.when), 6),
    "date": Column(partial(_date, "date"), lambda session: _by_moment(session.when), 13, default=True),
    "weekday": Column(partial(_date, "weekday"), _by_weekday, 8),
    "time": Column(partial(_date, "time"), _by_time, 13, default=True),
    "title": Column(lambda book, session: book.place_of_title(session), partial(_by_text, "title"), 40, default=True),
    "kind": Column(partial(_word, "kind"), partial(_by_text, "kind"), 12, default=True),
    "people": Column(partial(_people, PERSON_ROLES), partial(_by_people, PERSON_ROLES), 26, default=True),
    **{role: Column(partial(_people, (role,)), partial(_by_people, (role,)), 24) for role in PERSON_ROLES},
    "location": Column(_location, partial(_by_text, "location"), 16, default=True),
    "resources": Column(partial(_links, RESOURCE_KINDS), partial(_by_links, RESOURCE_KINDS), 28, default=True),
    "slides": Column(partial(_links, ("slides",)), partial(_by_links, ("slides",)), 24),
    "recording": Column(partial(_links, ("recording",)), partial(_by_links, ("recording",)), 16),
    "papers": Column(_papers, lambda session: session.place, 50),
    "part": Column(lambda _book, session: session.part, partial(_by_text, "part"), 16, default=True),
    "tags": Column(lambda _book, session: ", ".join(session.tags), partial(_by_text, "tags"), 16),
    "status": Column(partial(_word, "status"), partial(_by_text, "status"), 12),
    "due": Column(lambda _book, _session: "", lambda session: _by_moment(session.when), 26),
}


def _by_points(work: Assignment) -> Any:
    try:
        return (0, Decimal(work.points.split()[0]), work.points)
    except (IndexError, InvalidOperation):
        return (1, Decimal(0), work.points)


#: The columns of a table of assignments.
WORK_COLUMNS: dict[str, Column[Assignment]] = {
    "number": Column(
        lambda _book, work: work.number, lambda work: (not work.number.isdecimal(), work.number.zfill(9)), 5
    ),
    "title": Column(lambda book, work: book.place_of(work), partial(_by_text, "title"), 30, default=True),
    "out": Column(lambda book, work: shown_out(book, work) or "", lambda work: _by_moment(work.out_at), 22),
    "due": Column(
        lambda book, work: shown_due(book, work) or "", lambda work: _by_moment(work.due_at), 34, default=True
    ),
    "points": Column(lambda _book, work: work.points or work.left_open("points"), _by_points, 8, default=True),
    "part-of": Column(
        lambda _book, work: work.part_of or work.left_open("part-of"), partial(_by_text, "part_of"), 14, default=True
    ),
    "covers": Column(lambda book, work: shown_coverage(book, work.covers), lambda work: len(work.covers), 30),
    "resources": Column(
        partial(_links, ("notes", "material", "code", "link")),
        partial(_by_links, ("notes", "material", "code", "link")),
        20,
        default=True,
    ),
    **{
        kind: Column(partial(_links, (kind,)), partial(_by_links, (kind,)), 13, default=True)
        for kind in ("exercises", "solution", "submit")
    },
}


def column_faults(declared: Declarations) -> list[Fault]:
    """Point out the columns that a document asks of the files of its tables, and that neither we nor the file have."""
    tables = {
        ("sessions" if isinstance(view, TableView) else "assignments", view.number): view
        for view in declared.views
        if isinstance(view, (TableView, AssignmentTableView))
    }
    faults = []
    for _position, _file, about in declared.tables:
        rows: Sequence[Session | Assignment] = getattr(declared, about.declares)
        own = dict.fromkeys(header for row in rows if row.table == about.number for header, _text in row.extra)
        known = [*(COLUMNS if about.declares == "sessions" else WORK_COLUMNS), *own]
        place = replace(about.place, line=about.columns_line)
        faults += [
            Fault(place, "column", unknown_column(name, known))
            for name, _header in tables[about.declares, about.number].columns
            if name not in known
        ]
    return faults
