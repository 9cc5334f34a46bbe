"""Views of assignments: headers, tables, and deadlines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from sphinx_seminar.book import Book
from sphinx_seminar.book.views.sessions import course_series, shown_coverage, shown_links
from sphinx_seminar.book.views.shown import ShownAssignment
from sphinx_seminar.book.views.values import ShownDate, ShownDue, ShownGroup
from sphinx_seminar.model import ASSIGNMENT_KINDS, Assignment, GroupDue, When
from sphinx_seminar.model.views import AssignmentView
from sphinx_seminar.model.when import in_zone


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


def due_of(book: Book) -> Iterator[tuple[When, Assignment]]:
    """Yield the assignments with a known day, with the moment in the course's zone, in order of time.

    Where groups hand in at different moments it comes with each of them.
    """
    apart = (one for work in book.assignments for one in {one.due_at: one for _time, one in work.apart}.values())
    dated = [(in_zone(one.due_at, book.timezone), one) for one in apart if one.due_at is not None]
    yield from sorted((pair for pair in dated if pair[0].dated), key=lambda pair: pair[0].sort_key)
