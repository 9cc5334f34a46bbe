"""Times of deadlines and releases as authors write them: a date, or a distance from a lecture."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sphinx_seminar.model.when import When


@dataclass(frozen=True, slots=True)
class Timing:
    """One moment in the author's words: a date, or one that moves with a lecture.

    * ``text`` is what the author wrote.
    * ``date`` is the date, where one was written; one that was left open or refused is a date that knows no day.
    * ``lecture`` is the name of the session that it hangs on, or its number where ``numbered`` says so, else ``""``.
    * ``at_end`` says that it counts from the end of that session and not from its beginning.
    * ``distance`` is how many days later it is, fewer than 0 before it; ``None`` where no distance is written.
    * ``weekday`` is the day of the week (0 for Monday) strictly after the day of the session.
    * ``clock`` is the time of day, ``None`` where none is written; ``timezone`` is its IANA name, where it has one.
    """

    text: str = ""
    date: When | None = None
    lecture: str = ""
    numbered: bool = False
    at_end: bool = False
    distance: int | None = None
    weekday: int | None = None
    clock: dt.time | None = None
    timezone: str = ""

    @property
    def relative(self) -> bool:
        """Tell whether it hangs on a session of the book."""
        return bool(self.lecture)
