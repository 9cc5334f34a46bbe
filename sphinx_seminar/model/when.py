"""Dates of sessions and milestones, as precise as their authors know them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Precision = Literal["minute", "day", "month", "year", "unknown"]


@dataclass(frozen=True, slots=True)
class When:
    """A moment, a stretch of time, or the promise of one, in local wall-clock time.

    * ``first`` and ``last`` are calendar days, both included and equal for a single day; for a month or a year they
      are its first and last day. Both are ``None`` where ``precision`` is ``unknown``.
    * ``starts`` and ``ends`` are times of day on ``first`` and ``last``; ``starts`` is given where ``precision`` is
      ``minute``, ``ends`` may be ``None`` (an open end).
    * ``text`` is what the author wrote; it is what a reader sees where nothing else is known.
    * ``timezone`` is an IANA name, or empty where the course's zone holds.
    * ``offset`` is from UTC, where the hours were written with one; the book settles them in the course's zone.
    * ``tba`` says that the author left the date open on purpose ("TBA").
    """

    text: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    starts: dt.time | None = None
    ends: dt.time | None = None
    precision: Precision = "unknown"
    timezone: str = ""
    tba: bool = False
    offset: dt.timedelta | None = None

    @property
    def dated(self) -> bool:
        """Tell whether the day is known, so that the calendar can hold it."""
        return self.precision in ("minute", "day")

    @property
    def sort_key(self) -> tuple[bool, dt.date, dt.time, dt.date]:
        """Order by start; what has no date comes last, a whole day before its hours."""
        if self.first is None or self.last is None:
            return (True, dt.date.max, dt.time.max, dt.date.max)
        return (False, self.first, self.starts or dt.time.min, self.last)
