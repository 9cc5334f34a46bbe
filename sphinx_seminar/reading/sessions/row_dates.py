"""The dates of the sessions of a table, read from the cells of a row and from the rows above it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sphinx_seminar.model import Problem, Reading, Session, When
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.when import lasting
from sphinx_seminar.reading.dates import read_when, settled_column
from sphinx_seminar.reading.dates.names import key_of, names_of
from sphinx_seminar.reading.plain import is_blank
from sphinx_seminar.reading.tables.table import Table

_ANY_DAY = dt.date(2000, 1, 1)
#: An offset behind a time; one with a minus only behind seconds, where it is no end ("10:00-12:00").
_OFFSET = re.compile(
    r"(?P<clock>[0-9]{2}:[0-9]{2}(?P<seconds>:[0-9]{2}(?:\.[0-9]{1,9})?)?)"
    r"\s?(?P<offset>\+(?:0[0-9]|1[0-4]):?[0-5][0-9]|(?(seconds)-(?:0[0-9]|1[0-2]):?[0-5][0-9]|(?!)))(?![0-9:])"
)
#: Ditto marks, for the date of the row above.
_DITTO = frozenset({'"', "''", "\u2033", "\u201d", "\u3003", "ditto", "dto.", "idem", "same day", "same"})


@dataclass(frozen=True, slots=True)
class Written:
    """The cells of a row about its time; ``weekday`` and ``year`` may stand in columns of their own."""

    date: str = ""
    weekday: str = ""
    year: str = ""
    time: str = ""
    start: str = ""
    end: str = ""

    @property
    def clock(self) -> str:
        """The hours: those of a time column, or from start to end."""
        ends = f"{self.start} .. {self.end}" if self.start and self.end else self.start or self.end
        return " ".join(part for part in (self.time, ends) if part)


@dataclass(frozen=True, slots=True)
class Day:
    """The day for rows with a time alone, from the rows so far; ``lost`` after a date that was refused."""

    day: dt.date | None = None
    lost: bool = False


def is_weekday(cell: str, language: str) -> bool:
    """Tell whether a cell is the name of a day of the week."""
    return key_of(cell) in names_of(language).weekdays


def read_moment(written: Written, language: str, before: Day) -> tuple[Reading[When | None], Day]:
    """Read the date of a row; return it with the day and year that the rows below inherit."""
    date, clock = ("" if is_blank(text) else text for text in (written.date, written.clock))
    if before.day is not None and date.casefold() in _DITTO:
        date = "" if clock else before.day.isoformat()
    dated = (written.weekday, date, written.year) if date else ()
    text = " ".join(part for part in (*dated, clock) if part)
    if not text:
        return Reading(None), before
    if before.lost and _is_clock(text, language):
        return Reading(When(text)), before
    bare, offset = _without_offset(text)
    read = read_when(bare, language, before.day)
    when = read.value
    if offset is not None and when.starts is not None:
        read = Reading(replace(when, text=text, offset=offset), read.problems)
    if read.problems and date and clock:
        when = read_when(date, language).value
    # Hours that are not understood say nothing of the day, which goes on.
    after = Day(when.first) if when.dated else before if not date and not before.lost else Day(lost=True)
    return Reading(read.value, read.problems), after


def _without_offset(text: str) -> tuple[str, dt.timedelta | None]:
    """Take the offset from UTC off times that have one and the same, as programs write them: "T09:00:00+01:00"."""
    offsets = {found["offset"].replace(":", "") for found in _OFFSET.finditer(text)}
    if len(offsets) != 1:
        return text, None
    (offset,) = offsets
    length = dt.timedelta(hours=int(offset[1:3]), minutes=int(offset[3:]))
    return _OFFSET.sub(lambda found: found["clock"], text), -length if offset.startswith("-") else length


def _is_clock(text: str, language: str) -> bool:
    """Tell whether a text is a time alone, which any day completes."""
    return bool(read_when(text, language).problems) and not read_when(text, language, _ANY_DAY).problems


def ended(when: When | None, duration: dt.timedelta | None) -> Reading[When | None]:
    """Give a moment the end that its duration makes; where it has another end, that one counts."""
    if when is None or duration is None:
        return Reading(when)
    if when.ends is None or when.starts is None:
        return Reading(lasting(when, duration))
    made = lasting(replace(when, ends=None, last=when.first), duration)
    if made.ends is None or (made.last, made.ends) == (when.last, when.ends):
        return Reading(when)
    message = (
        f"it ends at {when.ends:%H:%M}, but with its duration it would end at {made.ends:%H:%M}; expected them to "
        f"agree; {when.ends:%H:%M} is used"
    )
    return Reading(when, (Problem("data", message),))


def with_days(table: Table, columns: Collection[int]) -> Table:
    """Return a table whose dates in numbers are as 2023-02-01, where their column proves the order of day and month."""
    rows = list(table.rows)
    for number in sorted(columns):
        settled = settled_column([row.cells[number] for row in rows])
        rows = [
            replace(row, cells=(*row.cells[:number], cell, *row.cells[number + 1 :]))
            for row, cell in zip(rows, settled, strict=True)
        ]
    return replace(table, rows=tuple(rows))


def day_of_band(cells: Sequence[str], language: str) -> dt.date | None:
    """Return the day of a row that says nothing else: the heading of the rows below it."""
    filled = [cell for cell in cells if not is_blank(cell)]
    when = read_when(filled[0].strip("*_ "), language).value if len(filled) == 1 else When()
    return when.first if when.precision == "day" and when.first == when.last else None


def without_hours(day: dt.date, line: int) -> Problem:
    """Say of a row that it has the day of the row above it, and no hours as the others have."""
    message = (
        f"this row has no time, and other rows have their day from the row above them; expected a time; it is read as "
        f"all of {day}"
    )
    return Problem("data", message, line)


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a session; ``chained`` says that its start was worked out."""

    moment: dt.datetime
    session: Session
    chained: bool


def chain(sessions: Sequence[Session]) -> Reading[tuple[Session, ...]]:
    """Work out the starts that durations imply, in the order of the rows.

    A fixed time that a duration above it contradicts is pointed out, with the subtype ``data``: an overlap, or a gap
    behind a start that was worked out. Fixed times are never changed.
    """
    chained: list[Session] = []
    problems: list[Problem] = []
    before: _End | None = None
    for session in sessions:
        follows = _follows(session, before)
        if follows and before is not None and session.duration is not None:
            own, above = session.when or When(), before.session.when or When()
            day, starts, zone = before.moment.date(), before.moment.time(), own.timezone or above.timezone
            when = When(own.text, day, day, starts, precision="minute", timezone=zone, offset=above.offset)
            session = replace(session, when=lasting(when, session.duration))
        elif before is not None:
            problems += _contradictions(before, session)
        elif follows and not (chained and _follows(chained[-1], None)):
            message = (
                f"{quoted(str(session.title))} has a duration and no start, and the row before it has no end; expected "
                "a time, or a duration there; it is shown without a time"
            )
            problems.append(Problem("data", message, session.place.line))
        chained.append(session)
        when, before = session.when or When(), None
        if when.last is not None and when.ends is not None:
            before = _End(dt.datetime.combine(when.last, when.ends), session, chained=follows)
    return Reading(tuple(chained), tuple(problems))


def _follows(session: Session, before: _End | None) -> bool:
    """Tell whether a session has a duration and no start, so that it begins where the one before it ends."""
    when = session.when
    if session.duration is None:
        return False
    if when is None:
        return True
    if before is None or when.precision != "day":
        return False
    return when.first == when.last == before.moment.date()


def _contradictions(before: _End, session: Session) -> list[Problem]:
    """Point out a fixed start that overlaps with the row above, or leaves a gap behind one that was worked out."""
    when = session.when
    if when is None or when.first is None or when.starts is None or before.session.duration is None:
        return []
    start = dt.datetime.combine(when.first, when.starts)
    elsewhere = before.session.location and session.location and before.session.location != session.location
    minutes = (start - before.moment) // dt.timedelta(minutes=1)
    if start.date() != before.moment.date():
        return []
    if start < before.moment and not elsewhere:
        place = "before"
    elif before.chained and start > before.moment:
        place = f"{minutes} minute{'' if minutes == 1 else 's'} after"
    else:
        return []
    message = (
        f"{quoted(str(session.title))} starts at {start:%H:%M}, {place} {quoted(str(before.session.title))} above it "
        f"ends, at {before.moment:%H:%M}; expected a time or a duration that agrees. Both are shown as written"
    )
    return [Problem("data", message, session.place.line)]
