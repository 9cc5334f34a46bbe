"""Views of assignments: headers, tables, and deadlines."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from sphinx_seminar.book import Book
from sphinx_seminar.book.book import declared_at
from sphinx_seminar.book.views.sessions import course_series, shown_coverage, shown_group, shown_links
from sphinx_seminar.book.views.shown import ShownAssignment
from sphinx_seminar.book.views.values import ShownDate, ShownDue, ShownGroup
from sphinx_seminar.model import ASSIGNMENT_KINDS, Assignment, When
from sphinx_seminar.model.views import AssignmentView


def show_assignment(book: Book, docname: str, view: AssignmentView) -> ShownAssignment | None:
    """Return the header of an assignment."""
    assignment = declared_at(book.assignments, docname, view.anchor)
    if assignment is None:
        return None
    return ShownAssignment(
        name=assignment.name,
        title=str(assignment.title),
        anchor=assignment.anchor,
        titled=view.titled,
        out=shown_out(book, assignment),
        due=shown_due(book, assignment),
        points=assignment.points or assignment.left_open("points"),
        part_of=assignment.part_of or assignment.left_open("part-of"),
        covers=shown_coverage(book, assignment.covers),
        links=shown_links(book, assignment, ASSIGNMENT_KINDS),
    )


def shown_due(book: Book, assignment: Assignment) -> ShownDue | None:
    """Return when an assignment is due, and until when late work is taken; ``None`` where nothing says it."""
    due = _date(book, assignment, lambda one: one.due_at, book.also_zones)
    late = _date(book, assignment, lambda one: one.late_until)
    return None if due is None else ShownDue(due, late, assignment.late_note)


def shown_out(book: Book, assignment: Assignment) -> ShownDate | None:
    """Return when an assignment is handed out, where that is said."""
    return _date(book, assignment, lambda one: one.out_at, deadline=False)


def _date(
    book: Book,
    assignment: Assignment,
    moment: Callable[[Assignment], When | None],
    also: tuple[str, ...] = (),
    *,
    deadline: bool = True,
) -> ShownDate | None:
    """Return a moment of an assignment, in each of its groups where they differ."""
    dates = [
        ShownDate(
            when,
            zone=book.timezone,
            also=also,
            deadline=deadline,
            group=None if time is None else shown_group(book, time, time.series),
        )
        for time, one in assignment.apart
        if (when := moment(one)) is not None
    ]
    if len({date.when for date in dates}) == 1:
        return replace(dates[0], group=None)
    return replace(dates[0], others=tuple(dates[1:])) if dates else None


def is_due_for(book: Book, group: ShownGroup | None, keys: Collection[str]) -> bool:
    """Tell whether what is due for a group belongs where some groups are chosen: it is one of them, or none beside."""
    chosen = {course_series(book, one.series) for one in book.groups if one.key in keys}
    return group is None or group.key in keys or group.series not in chosen
