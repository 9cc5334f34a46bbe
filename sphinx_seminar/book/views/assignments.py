"""Views of assignments: headers, tables, and deadlines."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from sphinx_seminar.book import Book
from sphinx_seminar.book.views.links import course_series, shown_links
from sphinx_seminar.book.views.shown import ShownAssignment, ShownRow, ShownTable
from sphinx_seminar.book.views.values import Cell, ShownCoverage, ShownDate, ShownDue, ShownGroup, ShownPlace
from sphinx_seminar.model import ASSIGNMENT_KINDS, Assignment, Coverage, GroupDue, Text, When
from sphinx_seminar.model.views import AssignmentTableView, AssignmentView
from sphinx_seminar.model.when import in_zone
from sphinx_seminar.planning.timing import Anchors


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


def shown_due(book: Book, assignment: Assignment) -> ShownDue | None:
    """Return when an assignment is due, and until when late work is taken; ``None`` where nothing says it."""

    def date(time: GroupDue | None, when: When | None) -> ShownDate | None:
        if when is None:
            return None
        return ShownDate(when, zone=book.timezone, deadline=True, group=_shown_group(book, time))

    dues = _of_groups(date(time, one.due_at) for time, one in assignment.apart)
    if dues is None:
        return None
    late = _of_groups(date(time, one.late_until) for time, one in assignment.apart)
    told = [replace(one, also=book.also_zones) for one in dues.of_groups]
    return ShownDue(replace(told[0], others=tuple(told[1:])), late, assignment.late_note)


def _shown_group(book: Book, time: GroupDue | None) -> ShownGroup | None:
    return None if time is None else ShownGroup(time.key, time.label, course_series(book, time.series))


def is_due_for(book: Book, group: ShownGroup | None, keys: Collection[str]) -> bool:
    """Tell whether what is due for a group belongs where some groups are chosen: it is one of them, or none beside."""
    chosen = {course_series(book, one.series) for one in book.groups if one.key in keys}
    return group is None or group.key in keys or group.series not in chosen


def _of_groups(dates: Iterable[ShownDate | None]) -> ShownDate | None:
    """Return the dates of groups as one; that of all where they have the same."""
    known = [date for date in dates if date is not None]
    if len({date.when for date in known}) == 1:
        return replace(known[0], group=None)
    return replace(known[0], others=tuple(known[1:])) if known else None


def _shown_out(book: Book, assignment: Assignment) -> ShownDate | None:
    """Return when an assignment is handed out, where that is said."""
    return _of_groups(
        ShownDate(one.out_at, zone=book.timezone, group=_shown_group(book, time))
        for time, one in assignment.apart
        if one.out_at is not None
    )


def shown_coverage(book: Book, covers: Iterable[Coverage]) -> tuple[ShownCoverage, ...]:
    """Return what work or an exam is about, as links to its first and its last session."""
    found = []
    for coverage in covers:
        ends = [_place(book, book.anchors, timing) for timing in (coverage.first, coverage.last)]
        if None in ends:
            words = ShownPlace("", "", Text.plain(coverage.text))
            found.append(ShownCoverage(words, words))
        else:
            found.append(ShownCoverage(*(place for place in ends if place is not None)))
    return tuple(found)


def _place(book: Book, anchors: Anchors, timing: Any) -> ShownPlace | None:
    session = anchors.find(timing)
    return None if session is None else book.place_of(session)


def show_assignment(book: Book, docname: str, view: AssignmentView) -> ShownAssignment | None:
    """Return the header of an assignment."""
    assignment = book.assignment_at(docname, view.anchor)
    if assignment is None:
        return None
    return ShownAssignment(
        name=assignment.name,
        title=str(assignment.title),
        anchor=assignment.anchor,
        titled=view.titled,
        out=_shown_out(book, assignment),
        due=shown_due(book, assignment),
        points=assignment.points or assignment.left_open("points"),
        part_of=assignment.part_of or assignment.left_open("part-of"),
        covers=shown_coverage(book, assignment.covers),
        links=shown_links(book, assignment, ASSIGNMENT_KINDS),
    )


def _links(*kinds: str) -> Callable[[Book, Assignment], Cell]:
    return lambda book, assignment: shown_links(book, assignment, kinds)


def _by_links(*kinds: str) -> Callable[[Assignment], Any]:
    return lambda assignment: sum(resource.kind in kinds for resource in assignment.resources)


def _points(assignment: Assignment) -> Any:
    try:
        return (0, Decimal(assignment.points.split()[0]), assignment.points)
    except (IndexError, InvalidOperation):
        return (1, Decimal(0), assignment.points)


def _by_when(when: When | None) -> Any:
    return (when or When()).sort_key


def _by_number(work: Assignment) -> Any:
    return (not work.number.isdecimal(), work.number.zfill(9))


def _part_of(_book: Book, work: Assignment) -> Cell:
    return work.part_of or work.left_open("part-of")


def _out(book: Book, assignment: Assignment) -> Cell:
    return _shown_out(book, assignment) or ""


#: Resources without a column of their own.
_FURTHER = ("notes", "material", "code", "link")
#: The columns of a table of assignments, one row each.
WORK_COLUMNS: dict[str, WorkColumn] = {
    "number": WorkColumn(lambda _book, work: work.number, _by_number, 5, default=False),
    "title": WorkColumn(lambda book, work: book.place_of_assignment(work), lambda work: str(work.title).casefold(), 30),
    "out": WorkColumn(_out, lambda work: _by_when(work.out_at), 22, default=False),
    "due": WorkColumn(lambda book, work: shown_due(book, work) or "", lambda work: _by_when(work.due_at), 34),
    "points": WorkColumn(lambda _book, work: work.points or work.left_open("points"), _points, 8),
    "part-of": WorkColumn(_part_of, lambda work: work.part_of.casefold(), 14),
    "covers": WorkColumn(
        lambda book, work: shown_coverage(book, work.covers), lambda work: len(work.covers), 30, False
    ),
    "resources": WorkColumn(_links(*_FURTHER), _by_links(*_FURTHER), 20),
    **{kind: WorkColumn(_links(kind), _by_links(kind), 13) for kind in ("exercises", "solution", "submit")},
}


def show_work(book: Book, docname: str, view: AssignmentTableView) -> ShownTable:
    """Return a table of assignments, by what is due first unless its author sorts it otherwise."""
    shown = [
        work
        for work in book.assignments
        if not view.own or (work.place.docname == docname and work.table == view.number)
    ]
    wanted = {part.casefold() for part in view.parts}
    works = [work for work in shown if not wanted or work.part_of.casefold() in wanted]
    own = {header: "" for work in shown for header, _text in work.extra} if view.own else {}
    named = tuple((name, header) for name, header in view.columns if name in WORK_COLUMNS or name in own)
    columns = named or (*_default_columns(book, works), *own.items())
    rows = tuple(_row(book, work, columns, view) for work in _in_order(book, works, view))
    return ShownTable(
        columns,
        (("", rows),),
        view.anchor,
        view.captioned,
        view.searchable,
        book.due_file if any(work.due_at is not None and work.due_at.dated for work in works) else "",
        works=True,
    )


def _in_order(book: Book, works: Sequence[Assignment], view: AssignmentTableView) -> list[Assignment]:
    """Return assignments by when they are due, or as the author sorts them; where nothing is known they come last."""
    name = view.sort.removeprefix("-") or "due"
    if name == "due":
        dates = [work for work in works if work.due_at is not None and work.due_at.first is not None]
        dates.sort(key=lambda work: in_zone(work.due_at or When(), book.timezone).sort_key)
        rest = [work for work in works if work not in dates]
        return [*(dates[::-1] if view.sort.startswith("-") else dates), *rest]
    return sorted(works, key=WORK_COLUMNS[name].order, reverse=view.sort.startswith("-"))


def _default_columns(book: Book, works: Sequence[Assignment]) -> tuple[tuple[str, str], ...]:
    """Return the columns that have something to show."""
    return tuple(
        (name, "")
        for name, column in WORK_COLUMNS.items()
        if name == "title" or (column.default and any(column.show(book, work) for work in works))
    )


def _row(book: Book, work: Assignment, columns: Sequence[tuple[str, str]], view: AssignmentTableView) -> ShownRow:
    """Return the cells of a row; the table that declares an assignment is its place, and does not link it."""
    cells: list[Cell] = []
    for name, _header in columns:
        if name == "title" and view.own:
            cells.append(replace(book.place_of_assignment(work), docname=""))
        elif name in WORK_COLUMNS:
            cells.append(WORK_COLUMNS[name].show(book, work))
        else:
            cells.append(dict(work.extra).get(name, ""))
    return ShownRow(tuple(cells), work.anchor if view.own else "", work=work.name)


def due_of(book: Book) -> Iterator[tuple[When, Assignment]]:
    """Yield the assignments with a known day, with the moment in the course's zone, in order of time.

    Where groups hand in at different moments it comes with each of them.
    """
    apart = (one for work in book.assignments for one in {one.due_at: one for _time, one in work.apart}.values())
    dated = [(in_zone(one.due_at, book.timezone), one) for one in apart if one.due_at is not None]
    yield from sorted((pair for pair in dated if pair[0].dated), key=lambda pair: pair[0].sort_key)
