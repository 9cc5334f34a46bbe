"""Dates as people write them, read without guessing: what is ambiguous or impossible is refused with its reason."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from sphinx_seminar.model import Reading, When
from sphinx_seminar.model.when import MONTHS
from sphinx_seminar.reading.dates.names import WEEKDAYS, DateError, refusal, spoken
from sphinx_seminar.reading.dates.sides import Ends, Side, ends_of
from sphinx_seminar.reading.dates.tokens import EXPECTED, Clock, tokens_of
from sphinx_seminar.reading.plain import says_open

#: A day in numbers whose order of day and month its column may tell: 9/8/2023.
SLASHED = re.compile(r"(?<![\d./-])(?P<one>\d{1,2})(?P<mark>[/-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})(?![\d./-])")
_DAY = dt.timedelta(days=1)
#: 24:00 and 12 at night: the end of a day is the start of the next.
_MIDNIGHT = dt.time(0, 0)
_INSTEAD = "It is shown as written, and stays out of the calendar."


def read_when(
    text: str, language: str = "en", default: dt.date | None = None, *, instead: str = _INSTEAD
) -> Reading[When]:
    """Read a date, a stretch of time, a month, a year, or the promise of a date.

    ``language`` is a Sphinx language code; its names of months and weekdays are understood besides the English ones.
    ``default`` is the day of a text that gives a time alone, as in a programme under a day's heading. Days are those
    of the Gregorian calendar, times are wall-clock times; a written IANA zone goes to ``timezone``.

    What is refused has a problem of subtype ``date``, whose message ends with ``instead``, and a value that knows
    nothing but its text. A blank text, or a dash alone, is no fault and has no date.
    """
    if not text.strip(" \t\r\n-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"):
        return Reading(When(text))
    if says_open(text[:200]) and len(text) <= 200:
        return Reading(When(text, tba=True))
    try:
        return Reading(date_of(text, language, default, hint=f"; {EXPECTED}"))
    except DateError as reason:
        return Reading(When(text), (refusal("The date", text, reason, instead),))


def date_of(text: str, language: str, default: dt.date | None = None, *, hint: str = "") -> When:
    """Read a date as :func:`read_when` does; ``hint`` ends what is said of a text without one.

    Raises:
        DateError: with the reason for which it is refused.
    """
    tokens = tokens_of(text, language)
    if not tokens:
        raise DateError(f"it gives no date{hint}")
    return _moment(ends_of(tokens, default), text)


def _moment(ends: Ends, text: str) -> When:
    """Return the date of a text with its first and last day and its hours.

    Raises:
        DateError: a day or an hour doesn't exist, or the parts of the text contradict each other.
    """
    first = _days(ends.first)
    last = first if ends.last is None else _days(ends.last)
    assert first.first is not None
    assert last.last is not None
    if first.precision != last.precision:
        raise DateError(f"its two ends are not equally exact ({first.precision} and {last.precision}); {EXPECTED}")
    if last.last < first.first:
        raise DateError(
            f"it ends ({spoken(last.last)}) before it starts ({spoken(first.first)}); "
            "write the earlier one first, each with its year"
        )
    zone = ends.first.zone or (ends.last.zone if ends.last else "")
    return _timed(replace(first, text=text, last=last.last, timezone=zone), ends)


def _days(side: Side) -> When:
    """Return the days that an end covers: one, those of a month, or those of a year."""
    if side.bare is not None:
        raise DateError(f"{side.bare} is not understood; write hours with minutes, such as 2021-06-07 14:00-16:00")
    if side.year is None:
        raise DateError("it has no year; write it, such as 2021-06-07")
    _check_year(side.year)
    if side.month is not None and not 1 <= side.month <= 12:
        raise DateError(f"there is no month {side.month}; numbers are read as 2021-06-07 or 07.06.2021")
    if side.day is None and side.weekday is not None:
        raise DateError(f"it has a day of the week and no day of the month; {EXPECTED}")
    if side.day is not None and side.month is None:
        raise DateError(f"it has no month; {EXPECTED}")
    first, last = side.month or 1, side.month or 12
    length = calendar.monthrange(side.year, last)[1]
    if side.day is None:
        days = dt.date(side.year, first, 1), dt.date(side.year, last, length)
        return When("", *days, precision="month" if side.month else "year")
    if not 1 <= side.day <= length:
        raise DateError(f"there is no such day: {MONTHS[last - 1]} {side.year} has {length} days")
    day = dt.date(side.year, last, side.day)
    if side.weekday is not None and side.weekday != day.weekday():
        found, said = WEEKDAYS[day.weekday()], WEEKDAYS[side.weekday]
        raise DateError(f"{spoken(day)} is a {found}, not a {said}; correct one of them")
    return When("", day, day, precision="day")


def _check_year(year: int) -> None:
    """Refuse years outside of 1000 to 9998, so that counting days never leaves Python's calendar."""
    if not 1000 <= year <= 9998:
        raise DateError(f"{year:04} is no year that can be meant")


def _timed(when: When, ends: Ends) -> When:
    """Return the date with the hours of its ends."""
    start, end = ends.first.clock, ends.last.clock if ends.last else None
    if start is None and end is None:
        if ends.open:
            raise DateError("it has no end; write both days, such as 2021-06-07 .. 2021-06-10, or the first alone")
        return when
    if when.precision != "day" or when.first is None or when.last is None:
        raise DateError(f"it has a time and no day; {EXPECTED}")
    if start is None:
        raise DateError("it has a time for its end and none for its start; write both or neither")
    if end is None:
        if ends.last is not None:
            raise DateError("it has a time for its start and none for its end; write both or neither")
        return replace(when, starts=_starting(start), precision="minute")
    return _stretch(when, start, end)


def _stretch(when: When, start: Clock, end: Clock) -> When:
    """Set both hours of a day or of a first and a last day."""
    assert when.first is not None
    assert when.last is not None
    ends, midnight = _time(_after(start, end) if when.first == when.last else end)
    # Midnight ends the evening that it is written beside: "22:00-0:00", "10 pm - 12 am".
    midnight = midnight or (ends == _MIDNIGHT and when.first == when.last)
    last = when.last + _DAY if midnight else when.last
    _check_year(last.year)
    starts = _before(start, end, ends) if when.first == last else _starting(start)
    if (last, ends) <= (when.first, starts):
        raise DateError(
            f"it ends at {ends:%H:%M}, which is not after its start at {starts:%H:%M}; for an end after midnight write "
            "its day, such as 2021-06-07 22:00 .. 2021-06-08 01:00"
        )
    return replace(when, last=last, starts=starts, ends=ends, precision="minute")


def _before(start: Clock, end: Clock, ends: dt.time) -> dt.time:
    """Read a start whose half of the day only its end names: "2:00-4:00 pm", "11:00-1:00 pm"."""
    if start.half or not end.half or not 1 <= start.hour <= 12:
        return _starting(start)
    same_half = _starting(replace(start, half=end.half))
    return same_half if same_half < ends else _starting(replace(start, half="a"))


def _after(start: Clock, end: Clock) -> Clock:
    """Read an end whose half of the day only its start names: "2:00 pm - 4:00", "10 am - 2:00"."""
    if end.half or not start.half or not 1 <= end.hour <= 12:
        return end
    same_half = replace(end, half=start.half)
    return same_half if _time(same_half) > _time(start) else replace(end, half="p")


def _starting(clock: Clock) -> dt.time:
    time, midnight = _time(clock)
    if midnight:
        raise DateError("midnight (24:00) can only be an end; write 00:00 of the day that starts")
    return time


def _time(clock: Clock) -> tuple[dt.time, bool]:
    """Return a time of day, and whether it is the midnight that ends the day."""
    if clock.hour == 24 and clock.minute == 0 and not clock.half:
        return _MIDNIGHT, True
    hour = clock.hour
    if clock.half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if clock.half == "p" else 0)
    elif clock.half and (hour == 0 or clock.half == "a"):
        hour = 99
    if hour > 23 or clock.minute > 59:
        half = f" {clock.half}.m." if clock.half else ""
        raise DateError(f"there is no time {clock.hour}:{clock.minute:02}{half}; times are 0:00 to 23:59")
    return dt.time(hour, clock.minute), False


def settled_column(cells: Sequence[str], pattern: re.Pattern[str] = SLASHED) -> list[str]:
    """Return a column with days such as 2/1/2023 as 2023-02-01, if one order of day and month alone fits all of them.

    A year of two digits is of this century. Nothing is guessed: a column of 2/1/2023 and 3/4/2023 stays as it is.
    """
    found = [match for cell in cells for match in pattern.finditer(cell)]
    month_first = all(_day(match, month_first=True) for match in found)
    day_first = all(_day(match, month_first=False) for match in found)
    if month_first == day_first:
        return list(cells)
    return [pattern.sub(lambda match: str(_day(match, month_first=month_first)), cell) for cell in cells]


def _day(match: re.Match[str], *, month_first: bool) -> dt.date | None:
    one, two, year = int(match["one"]), int(match["two"]), match["year"]
    month, day = (one, two) if month_first else (two, one)
    try:
        return dt.date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    except ValueError:
        return None
