"""Assignments: homework, projects, reports, whatever is due."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from sphinx_seminar.model.problem import Place
from sphinx_seminar.model.resource import Resource
from sphinx_seminar.model.text import Text
from sphinx_seminar.model.timing import Timing
from sphinx_seminar.model.when import When


@dataclass(frozen=True, slots=True)
class Coverage:
    """Sessions that work or an exam is about, by name: from ``first`` to ``last``, which are one for a single session.

    ``text`` is what the author wrote.
    """

    text: str
    first: Timing
    last: Timing


@dataclass(frozen=True, slots=True)
class GroupDue:
    """The moments of an assignment for one group, as those of :class:`Assignment`; ``key`` and ``label`` name it.

    ``series`` is the name of the group's series, ``""`` for a group of the course.
    """

    key: str
    label: str
    series: str
    out_at: When | None
    due_at: When | None


@dataclass(frozen=True, slots=True)
class Assignment:
    """Work that is handed out and due, as its document declares it.

    * ``name`` is what references use; ``named`` says that the author chose it (it was not made from the title).
    * ``anchor`` is its id within its document.
    * ``out`` and ``due`` are the author's words, ``out_at`` and ``due_at`` the moments that the book makes of them.
    * ``times`` are those of groups that have different ones; ``due_at`` is then the last of them, ``out_at`` the first.
    * ``late`` is how long after ``due`` work is still taken, ``late_note`` what else the author says of that.
    * ``points`` and ``number`` are as they were written; ``part_of`` is the part of the grade that it counts for.
    * ``open`` are the fields that the author left open on purpose, as (option, words).
    * ``abstract`` is the plain text of its body.
    * ``extra`` are the columns that only its table has, as (header, text); ``table`` counts the tables of assignments
      of its document from 0 where one of them declares it, and is -1 elsewhere.
    """

    name: str
    title: Text
    place: Place
    anchor: str
    named: bool = False
    out: Timing | None = None
    due: Timing | None = None
    out_at: When | None = None
    due_at: When | None = None
    times: tuple[GroupDue, ...] = ()
    late: dt.timedelta | None = None
    late_note: str = ""
    points: str = ""
    part_of: str = ""
    covers: tuple[Coverage, ...] = ()
    number: str = ""
    resources: tuple[Resource, ...] = ()
    open: tuple[tuple[str, str], ...] = ()
    abstract: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    table: int = -1
    #: where its document says when it is handed out, when it is due, what it counts for, and what it is about
    lines: tuple[tuple[str, int], ...] = field(default=(), metadata={"digest": False})

    @property
    def apart(self) -> tuple[tuple[GroupDue | None, Assignment], ...]:
        """The assignment as each of its groups has it; the assignment itself where it is the same for all."""
        of_groups = ((time, replace(self, out_at=time.out_at, due_at=time.due_at, times=())) for time in self.times)
        return tuple(of_groups) or ((None, self),)

    @property
    def late_until(self) -> When | None:
        """The moment up to which late work is taken, by the clocks of the wall; ``None`` where none is."""
        when = self.due_at
        if self.late is None or when is None or when.first is None or not when.dated:
            return None
        try:
            end = dt.datetime.combine(when.first, when.starts or dt.time.min) + self.late
        except OverflowError:
            return None
        starts = end.time() if when.starts is not None else None
        return replace(when, text="", first=end.date(), last=end.date(), starts=starts)

    def left_open(self, field: str) -> str:
        """Return the words with which a field is left open, ``""`` where it is not."""
        return dict(self.open).get(field, "")

    def place_of(self, resource: Resource) -> Place:
        """Return where one of its resources stands in the sources."""
        return replace(self.place, line=resource.line or self.place.line)

    def line_of(self, option: str) -> Place:
        """Return where an option or a cell of it stands in the sources."""
        return replace(self.place, line=dict(self.lines).get(option, self.place.line))
