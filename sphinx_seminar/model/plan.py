"""The term plan: when a course meets as a rule, and when it does not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from sphinx_seminar.model.when import When


@dataclass(frozen=True, slots=True)
class MeetingTime:
    """A regular time in the week: ``weekday`` counts from 0 (Monday).

    Without ``starts`` it is the day alone, without ``ends`` its end is open; an end at 00:00 is the midnight that
    ends the day. ``room`` is where it is, ``""`` for the course's room.
    """

    weekday: int
    starts: dt.time | None = None
    ends: dt.time | None = None
    room: str = ""


@dataclass(frozen=True, slots=True)
class MeetingGroup:
    """A group of participants, such as a section or a lab group, by its author's label, and its times of the week.

    All groups of one plan hold the same content, each at its own times; ``meetings`` is empty while they are open.
    """

    label: str
    meetings: tuple[MeetingTime, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanException:
    """Days on which there is no meeting, both ends included, and why; with hours, as in :class:`When`, only those.

    ``line`` is where the document says so.
    """

    first: dt.date
    last: dt.date
    label: str = ""
    starts: dt.time | None = None
    ends: dt.time | None = None
    line: int = field(default=0, compare=False, metadata={"digest": False})


@dataclass(frozen=True, slots=True)
class Plan:
    """The meetings of a term from ``starts`` to ``ends``, both included, in local wall-clock time.

    ``every`` counts weeks from the one (Monday to Sunday) that ``starts`` is in. Without ``meetings`` the plan only
    says how long the term is. ``timezone`` is an IANA name, or empty where the course's zone holds. ``count_breaks``
    says that weeks in which all meetings fall out have a number too. ``groups`` divide the meetings, if there are any:
    ``meetings`` are then those of all of them.
    """

    starts: dt.date
    ends: dt.date
    meetings: tuple[MeetingTime, ...] = ()
    every: int = 1
    exceptions: tuple[PlanException, ...] = ()
    timezone: str = ""
    count_breaks: bool = True
    groups: tuple[MeetingGroup, ...] = ()

    @property
    def single(self) -> tuple[tuple[str, Plan], ...]:
        """The plan of each group by its label; a plan without groups itself, without a label."""
        if not self.groups:
            return (("", self),)
        return tuple((group.label, replace(self, meetings=group.meetings, groups=())) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Slot:
    """One regular meeting that the plan produces; ``room`` is where, ``""`` for the course's room.

    ``group`` is the label of the one that it belongs to, ``""`` in a plan without groups.
    """

    when: When
    room: str = ""
    group: str = ""
