"""Tables of sessions and of assignments: their rows, in order and in groups."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sphinx_seminar.book import Book
from sphinx_seminar.book.filters import BOUNDS, groups_named, lets_through, within
from sphinx_seminar.book.views.columns import COLUMNS, WORK_COLUMNS, Column, Owner, column_in
from sphinx_seminar.book.views.course import show_agenda
from sphinx_seminar.book.views.headings import meeting_of, regular_times, under_headings
from sphinx_seminar.book.views.sessions import calendar_file, course_series, is_due_for, session_papers, shown_date
from sphinx_seminar.book.views.shown import ShownRow, ShownTable
from sphinx_seminar.book.views.values import Cell, ShownDate, ShownEvent, ShownGroup, ShownRemark
from sphinx_seminar.model import Assignment, Session, When
from sphinx_seminar.model.views import AssignmentTableView, TableView
from sphinx_seminar.model.when import in_zone
from sphinx_seminar.planning.slots import exceptions_met

Columns = tuple[tuple[str, str], ...]
_Sorted = TypeVar("_Sorted")

#: The columns that say when.
_DATES = ("date", "time", "weekday")
#: Columns that a table of the whole book has no room for, unless it names them.
_WRITTEN = ("papers", "tags", "out", "covers")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the table: a session, a remark on a slot of the term plan, or what is due on a day without one."""

    when: When | None
    session: Session | None = None
    remark: ShownRemark | None = None
    due: tuple[ShownEvent, ...] = ()


def show_table(book: Book, docname: str, view: TableView) -> ShownTable:
    """Return a table of sessions, with the cells of the columns that it shows, and nothing else of the book."""
    declared = [each for each in book.sessions if (each.place.docname, each.table) == (docname, view.number)]
    keys = groups_named(view.groups, book.groups)
    in_groups = (session.in_groups(keys) for session in (declared if view.own else book.sessions))
    sessions = [session for session in in_groups if lets_through(session, view.filters)]
    named, own = _named_columns(view, declared, COLUMNS)
    columns = named or (*_default_columns(book, sessions, view.own), *own)
    rows = _in_order(book, docname, view, sessions, columns)
    meetings = [None if named or view.own else meeting_of(book, row.when, row.session) for row in rows]
    drawn = [
        replace(_row(book, row, columns, (docname, view.number)), regular=meeting is not None)
        for row, meeting in zip(rows, meetings, strict=True)
    ]
    headed = under_headings(((row.when, row.session) for row in rows), view.group_by, book.plan)
    return ShownTable(
        columns,
        tuple((head, tuple(drawn[number] for number in numbers)) for head, numbers in headed),
        view.anchor,
        view.captioned,
        view.searchable,
        book.schedule_files.get("ics", "") if any(row.when and row.when.dated for row in rows) else "",
        choice=_choice(book, sessions),
        regular=regular_times(book, [row.when for row in rows], meetings) if any(meetings) else None,
    )


def _named_columns(
    view: TableView | AssignmentTableView, declared: Iterable[Session | Assignment], known: Collection[str]
) -> tuple[Columns, Columns]:
    """Return the columns that a table names, as far as there are such, and those that its own data has besides."""
    own = dict.fromkeys(header for each in declared for header, _text in each.extra)
    named = tuple((name, header) for name, header in view.columns if name in known or name in own)
    return named, tuple((header, "") for header in own)


def _filled(book: Book, columns: Mapping[str, Column[Owner]], names: Iterable[str], owners: Sequence[Owner]) -> Columns:
    """Return those of some columns that have something to show, and the titles."""
    return tuple(
        (name, "") for name in names if name == "title" or any(columns[name].show(book, owner) for owner in owners)
    )


def _usual(columns: Mapping[str, Column[Owner]], own: bool) -> list[str]:
    """Return the columns of a table that names none; one with data of its own shows all that its author wrote."""
    return [name for name, column in columns.items() if column.default or (own and name in _WRITTEN)]


def _default_columns(book: Book, sessions: Sequence[Session], own: bool) -> Columns:
    """Return the usual columns that have something to show; the kind only where there is more than one."""
    names = _usual(COLUMNS, own)
    if len({session.kind.casefold() for session in sessions}) < 2:
        names.remove("kind")
    return _filled(book, COLUMNS, names, sessions)


def _choice(book: Book, sessions: Sequence[Session]) -> tuple[tuple[ShownGroup, str], ...]:
    """Return the groups at whose times sessions are; one alone is no choice, and several series name theirs."""
    keys = {time.key for session in sessions for time in session.times}
    groups = [group for group in book.groups if group.key in keys]
    several = len({group.series for group in groups}) > 1
    named = ((group, group.name if several else group.label) for group in groups)
    return tuple(
        (ShownGroup(group.key, name, course_series(book, group.series)), book.group_file(group.key))
        for group, name in named
    )


def _in_order(book: Book, docname: str, view: TableView, sessions: Sequence[Session], columns: Columns) -> list[_Row]:
    """Return the rows by date and then book order, or as the author sorts them.

    What the term plan says besides, and what is due, stands among them where dates lead the reader through the whole
    plan; in a table that declares its sessions, such as an archive of other terms, only where free slots are asked for.
    """
    sessions = _in_time(book, sessions, lambda session: session.when)
    rows = [_Row(session.when, session) for session in sessions]
    by_date = view.sort in ("", "date", "-date")
    names = {name for name, _header in columns}
    alone = False
    if by_date and names & {"date", "weekday"} and view.group_by not in ("part", "kind"):
        if (view.show_free or not view.own) and _asks_for(view, "lecture"):
            rows += [row for row in _remarks(book, view) if row.when is not None and within(row.when, view.filters)]
        alone = not view.own and "title" in names and _asks_for(view, "lecture", "milestone")
    if alone or "due" in names:
        rows = _with_due(rows, _due(book, docname, view), alone=alone)
    if by_date:
        return _in_time(book, rows, lambda row: row.when, backwards=view.sort == "-date")
    by_name = {row.session.name: row for row in rows if row.session is not None}
    return [by_name[session.name] for session in _by_column(book, sessions, COLUMNS, view.sort)]


def _in_time(
    book: Book, rows: Iterable[_Sorted], when_of: Callable[[_Sorted], When | None], *, backwards: bool = False
) -> list[_Sorted]:
    """Sort by date; what has none comes last, and the order stays where dates are equal.

    What happens in another zone stands where it happens by the clocks of the course.
    """
    ordered = sorted(rows, key=lambda row: in_zone(when_of(row) or When(), book.timezone).sort_key)
    dates = [row for row in ordered if (when := when_of(row)) is not None and when.first is not None]
    return [*(dates[::-1] if backwards else dates), *ordered[len(dates) :]]


def _by_column(book: Book, owners: Sequence[Owner], columns: Mapping[str, Column[Owner]], sort: str) -> list[Owner]:
    """Sort by a column, backwards with ``-`` in front; those of which it says nothing come last."""
    column = columns[sort.removeprefix("-")]
    told: list[Owner] = [owner for owner in owners if column.show(book, owner)]
    told.sort(key=column.order, reverse=sort.startswith("-"))
    return told + [owner for owner in owners if not column.show(book, owner)]


def _asks_for(view: TableView, *kinds: str) -> bool:
    """Tell whether the filters let all of a kind through, such as lectures: where those do not meet belongs to them."""
    return all(
        name in BOUNDS or (name == "kind" and not {word.casefold() for word in wanted}.isdisjoint(kinds))
        for name, wanted in view.filters
    )


def _due(book: Book, docname: str, view: TableView) -> list[ShownEvent]:
    """Return what is due between the bounds of a table, but for the lines of a timeline on the same page.

    A table of some groups has what is due for them, and for those of other series.
    """
    keys = groups_named(view.groups, book.groups)
    events = [
        event
        for event in show_agenda(book)
        if event.kind == "due"
        and (event.place.anchor or event.place.docname != docname)
        and within(event.date.when, view.filters)
        and is_due_for(book, event.date.group, keys)
    ]
    # A table of one group need not name it.
    return [
        replace(event, date=replace(event.date, group=None))
        if event.date.group is not None and event.date.group.key in keys
        else event
        for event in events
    ]


def _with_due(rows: Sequence[_Row], events: Sequence[ShownEvent], *, alone: bool) -> list[_Row]:
    """Put what is due to the last session of its day; ``alone`` says that it has a row where there is none."""
    complete = list(rows)
    last = {
        row.when.first: number
        for number, row in enumerate(complete)
        if row.session is not None and row.when is not None and row.when.dated
    }
    for event in events:
        when = event.date.when
        number = last.get(when.first) if when.first == when.last else None
        if number is not None:
            complete[number] = replace(complete[number], due=(*complete[number].due, event))
        elif alone:
            complete.append(_Row(when, due=(event,)))
    return complete


def _remarks(book: Book, view: TableView) -> list[_Row]:
    """Return the meetings that an exception with a label cancels, and the free slots where they are wanted.

    Of those, a table of some groups shows theirs.
    """
    if book.plan is None:
        return []
    keys = groups_named(view.groups, book.groups)
    shown = {group.label for group in book.groups if group.key in keys and not group.series}

    def of(labels: Sequence[str]) -> tuple[str, ...]:
        """Return the groups that a line names: none where the table is that of one."""
        return () if len(shown) == 1 else tuple(labels)

    rows = [
        _Row(missed.when, remark=ShownRemark("no-meeting", missed.exception.label, of(missed.groups)))
        for missed in exceptions_met(book.plan)
        if missed.exception.label and (not shown or not missed.groups or shown & set(missed.groups))
    ]
    if view.show_free:
        free = (slot for slot in book.free if not shown or slot.group in shown)
        rows += [
            _Row(slot.when, remark=ShownRemark("free", groups=of([slot.group] * bool(slot.group)))) for slot in free
        ]
    return rows


def _row(book: Book, row: _Row, columns: Columns, table: tuple[str, int]) -> ShownRow:
    """Return the cells of a row; the table that declares a session is its place, and does not link it.

    ``table`` is the docname and the number of the one that is shown.
    """
    names = [name for name, _header in columns]
    due = () if "due" in names else row.due
    session = row.session
    if session is None:
        state = row.remark.kind if row.remark is not None else "milestone"
        return ShownRow(_cells_beside(book, row, names), state=state, due=due)
    state = "cancelled" if session.status == "cancelled" else "break" if session.counts_as == "break" else ""
    cells = [row.due if name == "due" else column_in(COLUMNS, name).show(book, session) for name in names]
    own = (session.place.docname, session.table) == table
    if own or (state == "break" and _has_nothing_more(book, session)):
        here = replace(book.place_of_title(session), docname="")
        cells = [here if name == "title" else cell for name, cell in zip(names, cells, strict=True)]
    papers, reading = session_papers(book, session) if "resources" in names and "papers" not in names else (0, None)
    return ShownRow(
        tuple(cells),
        session.anchor if own else "",
        calendar_file(book, session) if own else "",
        shown_date(book, session) if set(names).isdisjoint(_DATES) else None,
        state,
        papers=papers,
        reading=reading,
        due=due,
    )


def _has_nothing_more(book: Book, session: Session) -> bool:
    """Tell whether the place of a session says nothing that its row does not."""
    return not (session.people or session.resources or session.abstract or session.online or book.papers.of(session))


def _cells_beside(book: Book, row: _Row, names: Sequence[str]) -> tuple[Cell, ...]:
    """Return the cells of a row without a session: its date, and in one of the others what is to say."""
    rest = [name for name in names if name not in (*_DATES, "number")]
    speaking = "title" if "title" in names or not rest else rest[0]
    if row.due and "due" in names:
        speaking = "due"
    said: Cell = row.due if speaking == "due" else row.remark or ""
    deadline = any(event.date.deadline for event in row.due)
    held = not deadline and (row.remark is None or row.remark.kind == "free")
    cells: list[Cell] = []
    for name in names:
        if name in _DATES and row.when is not None and (name != "time" or row.when.starts is not None):
            cells.append(ShownDate(row.when, name, zone=book.timezone, held=held, deadline=deadline))
        else:
            cells.append(said if name == speaking else "")
    return tuple(cells)


def show_work(book: Book, docname: str, view: AssignmentTableView) -> ShownTable:
    """Return a table of assignments, by what is due first unless its author sorts it otherwise."""
    declared = [work for work in book.assignments if (work.place.docname, work.table) == (docname, view.number)]
    wanted = {part.casefold() for part in view.parts}
    shown = declared if view.own else book.assignments
    works = [work for work in shown if not wanted or work.part_of.casefold() in wanted]
    named, own = _named_columns(view, declared if view.own else (), WORK_COLUMNS)
    usual = _usual(WORK_COLUMNS, view.own)
    if view.own and any(work.numbered for work in works):
        usual = ["number", *usual]
    columns = named or (*_filled(book, WORK_COLUMNS, usual, works), *own)
    dated = any(work.due_at is not None and work.due_at.dated for work in works)
    rows = tuple(_work_row(book, work, columns, view) for work in _works_in_order(book, works, view))
    calendar = book.schedule_files.get("due", "") if dated else ""
    return ShownTable(columns, (("", rows),), view.anchor, view.captioned, view.searchable, calendar, works=True)


def _works_in_order(book: Book, works: Sequence[Assignment], view: AssignmentTableView) -> list[Assignment]:
    """Return assignments by when they are due, or as the author sorts them; where nothing is known they come last."""
    if view.sort not in ("", "due", "-due"):
        return _by_column(book, works, WORK_COLUMNS, view.sort)
    return _in_time(book, works, lambda work: work.due_at, backwards=view.sort == "-due")


def _work_row(book: Book, work: Assignment, columns: Columns, view: AssignmentTableView) -> ShownRow:
    """Return the cells of a row; the table that declares an assignment is its place, and does not link it."""
    title = replace(book.place_of(work), docname="")
    cells = (
        title if name == "title" and view.own else column_in(WORK_COLUMNS, name).show(book, work)
        for name, _header in columns
    )
    return ShownRow(tuple(cells), work.anchor if view.own else "", work=work.name)
