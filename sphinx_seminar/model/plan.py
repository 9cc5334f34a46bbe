"""The term plan: when a course meets as a rule, and when it does not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sphinx_seminar.model.when import When


@dataclass(frozen=True, slots=True)
class MeetingTime:
    """A regular time in the week: ``weekday`` counts from 0 (Monday).

    Without ``starts`` it is the day alone, without ``ends`` its end is open; an end at 00:00 is the midnight that
    ends the day.
    """

    weekday: int
    starts: dt.time | None = None
    ends: dt.time | None = None


@dataclass(frozen=True, slots=True)
class PlanException:
    """Days on which there is no meeting, both ends included, and why; with hours, as in :class:`When`, only those."""

    first: dt.date
    last: dt.date
    label: str = ""
    starts: dt.time | None = None
    ends: dt.time | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The meetings of a term from ``starts`` to ``ends``, both included, in local wall-clock time.

    ``every`` counts weeks from the one (Monday to Sunday) that ``starts`` is in. Without ``meetings`` the plan only
    says how long the term is. ``timezone`` is an IANA name, or empty where the course's zone holds.
    """

    starts: dt.date
    ends: dt.date
    meetings: tuple[MeetingTime, ...] = ()
    every: int = 1
    exceptions: tuple[PlanException, ...] = ()
    timezone: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One regular meeting that the plan produces."""

    when: When
