"""The course, what one book describes, and the lists that it shows beside its sessions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from sphinx_seminar.model.people import Involvement, Person
from sphinx_seminar.model.plan import MeetingGroup, MeetingTime, Plan, PlanException
from sphinx_seminar.model.problem import Place
from sphinx_seminar.model.resource import Resource
from sphinx_seminar.model.text import Text
from sphinx_seminar.model.when import When


@dataclass(frozen=True, slots=True)
class Series:
    """Regular meetings beside the course's own, such as labs or tutorials: a ``{series}`` of that name.

    Sessions of its ``kind`` are of it too. ``starts``, ``ends`` and ``exceptions`` are what it says itself, beside what
    holds for the course; ``meetings`` and ``groups`` are those of a :class:`Plan`. ``people`` are those of all its
    meetings, ``leaders`` those of one group, by its label.
    """

    name: str
    kind: str
    place: Place
    anchor: str
    meetings: tuple[MeetingTime, ...] = ()
    groups: tuple[MeetingGroup, ...] = ()
    starts: dt.date | None = None
    ends: dt.date | None = None
    every: int = 1
    exceptions: tuple[PlanException, ...] = ()
    timezone: str = ""
    location: str = ""
    people: tuple[Involvement, ...] = ()
    leaders: tuple[tuple[str, Involvement], ...] = ()

    def term(self, course: Plan | None) -> tuple[dt.date | None, dt.date | None]:
        """Return its first and its last day, as far as it, or the course, says them."""
        starts = self.starts or (course.starts if course is not None else None)
        return starts, self.ends or (course.ends if course is not None else None)

    def plan(self, course: Plan | None) -> Plan | None:
        """Return the plan of its meetings, in the term of the course; ``None`` where neither says when that is."""
        starts, ends = self.term(course)
        if starts is None or ends is None or ends < starts:
            return None
        inherited, zone = (course.exceptions, course.timezone) if course is not None else ((), "")
        zone = self.timezone or zone
        exceptions = (*self.exceptions, *inherited)
        return Plan(starts, ends, self.meetings, self.every, exceptions, zone, groups=self.groups)


@dataclass(frozen=True, slots=True)
class Course:
    """The facts of the course's card; ``open`` are those left open on purpose, as (option, words).

    ``facts`` are the free-text fields in the card's order, as (option, value), ``own_facts`` those under labels of the
    author's own, each of words and links. ``plan`` is the term plan, if there is one; ``hours`` are the office hours in
    a week, where they are times rather than words. ``online`` is the address of all meetings, or the words in its
    place, as in :class:`Session`; ``also_zones`` are the IANA names of the zones in which times are told besides.
    """

    title: Text
    place: Place
    anchor: str = "course"
    facts: tuple[tuple[str, str], ...] = ()
    instructors: tuple[Person, ...] = ()
    links: tuple[Resource, ...] = ()
    timezone: str = ""
    location: str = ""
    open: tuple[tuple[str, str], ...] = ()
    plan: Plan | None = None
    hours: tuple[MeetingTime, ...] = ()
    assistants: tuple[Person, ...] = ()
    own_facts: tuple[tuple[str, tuple[Resource, ...]], ...] = ()
    online: str = ""
    online_label: str = ""
    online_note: str = ""
    also_zones: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[Involvement, ...]:
        """Everybody whom the course names, in their roles."""
        return (
            *(Involvement("instructor", person) for person in self.instructors),
            *(Involvement("assistant", person) for person in self.assistants),
        )


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated line of a timeline: ``text`` says what happens; ``line`` counts from 1 in the list.

    Where the date cannot be read, ``when`` knows nothing but its text, which may be empty; all the text is then in
    ``text``. ``name`` is what calendars know it by, which the book makes of its text.
    """

    when: When
    text: str
    line: int = field(default=0, metadata={"digest": False})
    name: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference in an author's words: its role (``any`` for one that names no kind), its target, its own words."""

    kind: str
    target: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Announcement:
    """Something that is told to all, from the first day of ``when`` on; ``anchor`` is its id within its document.

    ``words`` are texts and references in their order, known when the document is read whole.
    """

    when: When
    anchor: str
    words: tuple[Text | Mention, ...] = ()

    @property
    def ends(self) -> dt.date | None:
        """The day after which it is over; ``None`` for what has no end, as a single day."""
        when = self.when
        if when.first is None or when.last is None or when.first == when.last or when.precision == "unknown":
            return None
        whole = when.precision == "month" and (when.first.year, when.first.month) == (when.last.year, when.last.month)
        return None if whole or (when.precision == "year" and when.first.year == when.last.year) else when.last


@dataclass(frozen=True, slots=True)
class GradeWeight:
    """A part of a grade: ``weight`` in per cent, ``None`` where it has none; ``text`` is the remark behind the weight.

    ``written`` is the weight as its author wrote it ("1/3"); ``level`` is 0, 1 for a part of the part above it, and so
    on.
    """

    label: str
    weight: Decimal | None
    text: str = ""
    line: int = field(default=0, metadata={"digest": False})
    written: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the pool: a cell for each header of its :class:`Topics`, and who wants to learn it, each once."""

    title: str
    cells: tuple[str, ...]
    learners: tuple[str, ...] = ()
    line: int = field(default=0, metadata={"digest": False})


@dataclass(frozen=True, slots=True)
class Topics:
    """The pool: its headers, and its topics with the most wanted first."""

    headers: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
