"""The columns that tables of sessions and of assignments can have, one row each."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from sphinx_seminar.book import Book
from sphinx_seminar.book.views.assignments import shown_due, shown_out
from sphinx_seminar.book.views.sessions import (
    shown_coverage,
    shown_date,
    shown_group,
    shown_links,
    shown_people,
)
from sphinx_seminar.book.views.values import (
    Cell,
    ShownLink,
    ShownPlace,
    ShownRooms,
    ShownWord,
)
from sphinx_seminar.model import PERSON_ROLES, RESOURCE_KINDS, Assignment, Session, Text, When
from sphinx_seminar.model.problem import quoted, suggestion
from sphinx_seminar.model.resource import is_absolute
from sphinx_seminar.model.text import collated
from sphinx_seminar.planning.slots import week_number


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what a session shows in it, and the key that sorts by it.

    ``width`` is its width in characters of plain text, and its share of a printed page; ``default`` says that a table
    without ``:columns:`` shows it where any session has something for it.
    """

    show: Callable[[Book, Session], Cell]
    order: Callable[[Session], Any]
    width: int = 10
    default: bool = False


def _date(aspect: str) -> Callable[[Book, Session], Cell]:
    def show(book: Book, session: Session) -> Cell:
        date = shown_date(book, session, aspect)
        said = [one for one in date.of_groups if _says(one.when, aspect)] if date is not None else []
        if not said:
            return ""
        if aspect != "date":
            said = [replace(one, before=None) for one in said]
        return replace(said[0], others=tuple(said[1:]))

    return show


def _says(when: When, aspect: str) -> bool:
    """Tell whether a date has something to say in a column."""
    if aspect in ("time", "weekday") and not when.dated:
        return False
    return aspect != "time" or when.starts is not None


def _people(*roles: str) -> Callable[[Book, Session], Cell]:
    return lambda _book, session: shown_people(session, roles)


def _links(*kinds: str) -> Callable[[Book, Session], Cell]:
    return lambda book, session: shown_links(book, session, kinds)


def _word(field: str) -> Callable[[Book, Session], Cell]:
    return lambda _book, session: ShownWord(field, word) if (word := getattr(session, field)) else ""


def _location(book: Book, session: Session) -> Cell:
    """Return the room, and the way in from elsewhere where a session has both and the course's card does not say it."""
    rooms = [time for time in session.times if time.location and not session.location]
    if rooms:
        return ShownRooms(tuple((shown_group(book, one, session.series), one.location) for one in rooms))
    own = is_absolute(session.online) and (book.course is None or session.online != book.course.online)
    if session.location and own:
        return (session.location, ShownLink("online", session.online_label, session.online))
    return session.location or session.left_open("location")


def _papers(book: Book, session: Session) -> Cell:
    """Return the papers of a session, and the keys that lead to none as they were written."""
    known = (book.place_of_paper(entry, session.place.docname) for entry in book.papers_of(session))
    unknown = [f"@{key}" for key in book.gathered.unknown.get((session.place.docname, session.anchor), ())]
    if word := session.left_open("papers"):
        unknown.append(word)
    return (*known, *(ShownPlace("", "", Text.plain(key)) for key in unknown))


def _by_people(*roles: str) -> Callable[[Session], Any]:
    return lambda session: [collated(part.person.index_name) for part in session.people if part.role in roles]


def _by_links(*kinds: str) -> Callable[[Session], Any]:
    return lambda session: sum(resource.kind in kinds for resource in session.resources)


def _by_text(field: str) -> Callable[[Session], Any]:
    return lambda session: str(getattr(session, field)).casefold()


def _by_date(session: Session) -> Any:
    return (session.when is None, session.when.sort_key if session.when is not None else ())


def column_named(name: str) -> Column:
    """Return a column of :data:`COLUMNS`, or the one that a table of data has of its own."""
    if name in COLUMNS:
        return COLUMNS[name]
    return Column(
        lambda _book, session: dict(session.extra).get(name, ""), lambda session: dict(session.extra).get(name, ""), 16
    )


def _by_weekday(session: Session) -> int:
    return 7 if session.when is None or session.when.first is None else session.when.first.weekday()


def _by_day(session: Session) -> Any:
    return (session.when is None or session.when.first is None, session.when and session.when.first)


def _week(book: Book, session: Session) -> int | None:
    """Return the week of the term that a session begins in, where its day is known."""
    plan = book.course.plan if book.course is not None else None
    when = session.when
    if plan is None or when is None or when.first is None or not when.dated:
        return None
    return week_number(plan, when.first)


def _by_number(session: Session) -> Any:
    return (not session.number, session.count or 0, session.number)


COLUMNS: dict[str, Column] = {
    "number": Column(lambda _book, session: session.number, _by_number, 5, default=True),
    "week": Column(lambda book, session: str(_week(book, session) or ""), _by_day, 6),
    "date": Column(_date("date"), _by_date, 13, default=True),
    "weekday": Column(_date("weekday"), _by_weekday, 8),
    "time": Column(
        _date("time"),
        lambda session: str(session.when.starts or "") if session.when is not None else "",
        13,
        default=True,
    ),
    "title": Column(lambda book, session: book.place_of_title(session), _by_text("title"), 40, default=True),
    "kind": Column(_word("kind"), _by_text("kind"), 12, default=True),
    "people": Column(_people(*PERSON_ROLES), _by_people(*PERSON_ROLES), 26, default=True),
    **{role: Column(_people(role), _by_people(role), 24) for role in PERSON_ROLES},
    "location": Column(_location, _by_text("location"), 16, default=True),
    "resources": Column(_links(*RESOURCE_KINDS), _by_links(*RESOURCE_KINDS), 28, default=True),
    "slides": Column(_links("slides"), _by_links("slides"), 24),
    "recording": Column(_links("recording"), _by_links("recording"), 16),
    "papers": Column(_papers, lambda session: session.place, 50),
    "part": Column(lambda _book, session: session.part, _by_text("part"), 16, default=True),
    "tags": Column(lambda _book, session: ", ".join(session.tags), _by_text("tags"), 16),
    "status": Column(_word("status"), _by_text("status"), 12),
    "due": Column(lambda _book, _session: "", _by_day, 26),
}


def unknown_column(name: str, known: Collection[str]) -> str:
    """Say that a table has no such column, and which was meant."""
    hint = suggestion(name, known) or f"; expected some of {', '.join(known)}."
    return f"unknown column {quoted(name)}{hint} It is left out."


@dataclass(frozen=True, slots=True)
class WorkColumn:
    """A column of a table of assignments: what it shows of one, and the key that sorts by it.

    ``width`` is its width in characters of plain text, and its share of a printed page; ``default`` says that a table
    without ``:columns:`` shows it where any assignment has something for it.
    """

    show: Callable[[Book, Assignment], Cell]
    order: Callable[[Assignment], Any]
    width: int
    default: bool = True


def _work_links(*kinds: str) -> Callable[[Book, Assignment], Cell]:
    return lambda book, assignment: shown_links(book, assignment, kinds)


def _by_work_links(*kinds: str) -> Callable[[Assignment], Any]:
    return lambda assignment: sum(resource.kind in kinds for resource in assignment.resources)


def _points(assignment: Assignment) -> Any:
    try:
        return (0, Decimal(assignment.points.split()[0]), assignment.points)
    except (IndexError, InvalidOperation):
        return (1, Decimal(0), assignment.points)


def _by_when(when: When | None) -> Any:
    return (when or When()).sort_key


def _by_work_number(work: Assignment) -> Any:
    return (not work.number.isdecimal(), work.number.zfill(9))


def _part_of(_book: Book, work: Assignment) -> Cell:
    return work.part_of or work.left_open("part-of")


def _out(book: Book, assignment: Assignment) -> Cell:
    return shown_out(book, assignment) or ""


#: Resources without a column of their own.
_FURTHER = ("notes", "material", "code", "link")


#: The columns of a table of assignments, one row each.
WORK_COLUMNS: dict[str, WorkColumn] = {
    "number": WorkColumn(lambda _book, work: work.number, _by_work_number, 5, default=False),
    "title": WorkColumn(lambda book, work: book.place_of_assignment(work), lambda work: str(work.title).casefold(), 30),
    "out": WorkColumn(_out, lambda work: _by_when(work.out_at), 22, default=False),
    "due": WorkColumn(lambda book, work: shown_due(book, work) or "", lambda work: _by_when(work.due_at), 34),
    "points": WorkColumn(lambda _book, work: work.points or work.left_open("points"), _points, 8),
    "part-of": WorkColumn(_part_of, lambda work: work.part_of.casefold(), 14),
    "covers": WorkColumn(
        lambda book, work: shown_coverage(book, work.covers), lambda work: len(work.covers), 30, False
    ),
    "resources": WorkColumn(_work_links(*_FURTHER), _by_work_links(*_FURTHER), 20),
    **{kind: WorkColumn(_work_links(kind), _by_work_links(kind), 13) for kind in ("exercises", "solution", "submit")},
}
