"""Lists that a course shows beside its sessions: a timeline, the weights of a grade, topics that wait for a meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from sphinx_seminar.model.text import Text
from sphinx_seminar.model.when import When


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated line of a timeline: ``text`` says what happens; ``line`` counts from 1 in the list.

    Where the date cannot be read, ``when`` knows nothing but its text, which may be empty; all the text is then in
    ``text``.
    """

    when: When
    text: str
    line: int = field(default=0, metadata={"digest": False})


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
    """A part of a grade: ``weight`` in per cent, ``None`` where it has none; ``text`` is what else is said of it.

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
