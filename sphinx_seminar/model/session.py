"""Sessions (lectures, meetings, talks, breaks, exams) and assignments (whatever is due)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Literal

from sphinx_seminar.model.people import Involvement
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
    * ``points`` and ``number`` are as they were written, or the book counts; ``numbered`` says that the author did.
      ``part_of`` is the part of the grade that it counts for.
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
    numbered: bool = False
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

    def line_of(self, option: str) -> Place:
        """Return where an option or a cell of it stands in the sources."""
        return self.place.at(dict(self.lines).get(option, 0))


#: What a session is for the term plan and for numbers, whatever its author calls it: ``""`` is nothing of the others,
#: ``aside`` what takes no time of the course's, such as a deadline or a holiday.
CountsAs = Literal["", "lecture", "exam", "aside", "break"]

#: What ``:status:`` may say; anything else is shown as it was written, with a warning.
STATUSES = ("tentative", "cancelled", "moved")


@dataclass(frozen=True, slots=True)
class GroupTime:
    """When and where one group has a session, and with whom: everything of the session that differs between groups.

    ``key`` names the group in the whole book, ``label`` is its author's word. ``location`` is ``""`` for the course's
    room; ``people`` are all who are there.
    """

    key: str
    label: str
    when: When | None = None
    further: tuple[When, ...] = ()
    location: str = ""
    people: tuple[Involvement, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """One thing that happens, or one unit of teaching, as its document declares it.

    * ``name`` is what references use; ``named`` says that the author chose it (it was not made from the title).
    * ``kind`` is the author's word, ``counts_as`` what the plan, numbers and filters take it for.
    * ``slot`` is the author's word on whether it takes a slot of the term plan, ``None`` where the plan decides.
    * ``anchor`` is its id within its document.
    * ``when`` is ``None`` where the author gave no date: the term plan may give one.
    * ``number`` is ``""`` (count it, if it is a lecture), ``"none"``, or the author's own.
    * ``date_line`` is the line of its date in the document.
    * ``meetings`` is how many slots of the term plan it takes; ``further`` are the dates of all but the first.
    * ``abstract`` is the plain text of its body.
    * ``online`` is the address of a meeting, or the words in its place; ``online_label`` and ``online_note`` are what
      to call it, and what stands behind it, such as a passcode.
    * ``open`` are the fields that the author left open on purpose, as (option, words): ``("speaker", "TBA")``.
    * ``covers`` are the sessions that an exam is about.
    * ``series`` is the author's word for the regular meetings that it belongs to, ``""`` for the course's own.
    * ``times`` are those of groups that have it at different times, in the order of the groups; ``when`` and
      ``further`` are then those of the group that has it first, ``location`` is empty unless all are in one room.
    * ``extra`` are the columns that only its table has, as (header, text); ``table`` counts the tables of its document
      from 0 where one of them declares it, and is -1 elsewhere.
    """

    name: str
    title: Text
    kind: str
    place: Place
    anchor: str
    named: bool = False
    when: When | None = None
    duration: dt.timedelta | None = None
    people: tuple[Involvement, ...] = ()
    resources: tuple[Resource, ...] = ()
    location: str = ""
    online: str = ""
    online_label: str = ""
    online_note: str = ""
    open: tuple[tuple[str, str], ...] = ()
    part: str = ""
    tags: tuple[str, ...] = ()
    status: str = ""
    moved_from: When | None = None
    number: str = ""
    meetings: int = 1
    date_line: int = field(default=0, metadata={"digest": False})
    further: tuple[When, ...] = ()
    abstract: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    table: int = -1
    counts_as: CountsAs = ""
    slot: bool | None = None
    covers: tuple[Coverage, ...] = ()
    covers_line: int = field(default=0, metadata={"digest": False})
    series: str = ""
    times: tuple[GroupTime, ...] = ()

    @property
    def is_lecture(self) -> bool:
        """Tell whether the session counts as a lecture, by its kind or by its directive."""
        return self.kind == "lecture" or self.counts_as == "lecture"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that filters find it by: its own, and "lecture" for a lecture under another word."""
        return (self.kind, "lecture") if self.is_lecture and self.kind != "lecture" else (self.kind,)

    @property
    def count(self) -> int | None:
        """The number where it is one to count with, of at most nine digits; an author may write anything."""
        return int(self.number) if self.number.isdecimal() and len(self.number) < 10 else None

    @property
    def date_place(self) -> Place:
        """Where its date stands in the sources, itself where it has none."""
        return self.place.at(self.date_line)

    @property
    def apart(self) -> tuple[tuple[GroupTime | None, Session], ...]:
        """The session as each of its groups has it; the session itself where it is one and the same for all."""
        return tuple((time, self._of(time)) for time in self.times) or ((None, self),)

    def in_groups(self, keys: Collection[str]) -> Session:
        """Return the session with the times of some groups alone, by their keys; as it is where it has none of them."""
        times = tuple(time for time in self.times if time.key in keys)
        if not times:
            return self
        return self._of(times[0]) if len(times) == 1 else replace(self, times=times)

    def _of(self, time: GroupTime) -> Session:
        return replace(self, when=time.when, further=time.further, location=time.location, people=time.people, times=())

    def left_open(self, field: str) -> str:
        """Return the words with which a field is left open, ``""`` where it is not."""
        return dict(self.open).get(field, "")

    @property
    def unplanned(self) -> Session:
        """The session without a slot of the term plan and without a number, whatever its author says of them."""
        return replace(self, slot=False, number="none")
