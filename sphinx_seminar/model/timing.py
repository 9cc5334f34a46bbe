"""Times of deadlines and releases: in the words of authors, and settled for the audience and the moment of a build.

Moments are those of the course's clocks, so that they can be compared without knowing its time zone.
"""

from __future__ import annotations

import datetime as dt
import re
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


#: For whom a book can be built.
AUDIENCES = ("students", "instructors")
#: A value of ``seminar_day``: a day, or a minute of it.
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?")


@dataclass(frozen=True, slots=True)
class Release:
    """The release of a block, page or link: the moment from which students see it.

    ``moment`` is that first moment, on the course's clocks, and ``timed`` says that its author gave an
    hour. It is ``None`` where nobody knows it yet. ``instructors`` says that students never see it.
    """

    moment: dt.datetime | None = None
    timed: bool = False
    instructors: bool = False


@dataclass(frozen=True, slots=True)
class Showing:
    """For whom a book is built, and for which moment: ``None`` shows students nothing that waits for its day."""

    audience: str = AUDIENCES[0]
    moment: dt.datetime | None = None

    @property
    def complete(self) -> bool:
        """Tell whether everything is shown."""
        return self.audience == "instructors"

    def shows(self, release: Release) -> bool:
        """Tell whether a book that is built so shows what has this release."""
        if self.complete:
            return True
        if release.instructors or release.moment is None or self.moment is None:
            return False
        return release.moment <= self.moment


def moment_of_day(text: str) -> dt.datetime | None:
    """Return the moment that ``seminar_day`` names, the first one of a day; ``None`` for every other text."""
    if _DAY.fullmatch(text) is None:
        return None
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None
