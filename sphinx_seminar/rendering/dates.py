"""Dates as a reader of the book's language expects them; nothing here asks the machine for its locale, zone or clock.

The patterns are those of the Unicode locale data (CLDR), with full names of months; plain English has its own, day
before month and twenty-four hours, since half of its readers would take 4/3 for April.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from babel import Locale
from babel.dates import parse_pattern

from sphinx_seminar.model import MeetingTime, When
from sphinx_seminar.model.text import locale_of
from sphinx_seminar.model.when import Precision
from sphinx_seminar.rendering.words import TO_BE_ANNOUNCED

#: English without a country that has its own habits.
_PLAIN_ENGLISH = frozenset({"en", "en_GB"})
#: By name of a CLDR skeleton; intervals by the largest part in which their ends differ.
_ENGLISH = {
    "yMMMMEd": "EEE d MMMM y",
    "yMMMMEEEEd": "EEEE d MMMM y",
    "yMMMMd": "d MMMM y",
    "yMMMd": "d MMM y",
    "MMMMd": "d MMMM",
    "MMMEd": "EEE d MMM",
}
_ENGLISH_INTERVALS = {
    "yMMMMd": {"y": ("d MMMM y – ", "d MMMM y"), "M": ("d MMMM – ", "d MMMM y"), "d": ("d–", "d MMMM y")},
    "MMMMd": {"M": ("d MMMM – ", "d MMMM"), "d": ("d–", "d MMMM")},
    "yMMMM": {"y": ("MMMM y – ", "MMMM y"), "M": ("MMMM – ", "MMMM y")},
    "yMMMd": {"y": ("d MMM y – ", "d MMM y"), "M": ("d MMM – ", "d MMM y"), "d": ("d–", "d MMM y")},
}
#: The parts of a day, largest first, by their letters in CLDR.
_PARTS = {"y": "year", "M": "month", "d": "day"}
#: Skeletons that not every locale has, by the name of the whole date that stands for them, or by a pattern.
_WHOLE = {"yMMMMd": "long", "yMMMMEEEEd": "full"}
_PLAIN = {"yMMMd": "d MMM y", "yMMMM": "LLLL y", "MMMEd": "EEE, d MMM"}
_MIDNIGHT = dt.time(0, 0)
#: The locale data have thin spaces (U+2009, U+202F), which LaTeX's fonts do not know.
_SPACES = {0x2009: " ", 0x202F: "\u00a0"}
_WEEK = dt.timedelta(days=6)


def format_when(when: When, language: str) -> str:
    """Write a date in full: "Mon 7 June 2021, 14:00–16:00", "25 February – 10 March 2021", "July 2021".

    An open date is "to be announced", one that was not understood is what its author wrote. ``language`` is a Sphinx
    language code; one that is not known reads as English.
    """
    if when.first is None or when.last is None or not when.dated:
        return _vague(when, language)
    if when.precision == "minute" and when.starts is not None and not _one_day(when):
        until = ", ".join([_day(when.last, "yMMMMEd", language), *([_clock(when.ends, language)] if when.ends else [])])
        return f"{_day(when.first, 'yMMMMEd', language)}, {_clock(when.starts, language)} – {until}"
    if _one_day(when):
        return ", ".join(filter(None, (_day(when.first, "yMMMMEd", language), format_time(when, language))))
    return _days(when.first, when.last, "yMMMMd", language)


def format_date(when: When, language: str) -> str:
    """Write a date without its hours, short enough for a column: "7 Jun 2021", "25 Feb – 10 Mar 2021"."""
    if when.first is None or when.last is None or not when.dated:
        return _vague(when, language)
    return _days(when.first, when.first if _one_day(when) else when.last, "yMMMd", language)


def format_day_of_term(when: When, language: str) -> str:
    """Write a date in a column of one term, whose year is said elsewhere: "Mon 7 Jun"; several days have their year."""
    if when.first is None or not when.dated or not _one_day(when):
        return format_date(when, language)
    return _day(when.first, "MMMEd", language)


def format_months(first: dt.date, last: dt.date, language: str) -> str:
    """Write the months of a term: "April – July 2021", "October 2026 – February 2027"."""
    return _days(first.replace(day=1), last.replace(day=1), "yMMMM", language)


def format_time(when: When, language: str) -> str:
    """Write the hours of a date: "14:00–16:00", "2:00 PM – 4:00 PM", "14:00"; empty where none are known.

    What lasts from a day to a minute of a later one has the hour of its end alone.
    """
    if when.precision != "minute" or when.starts is None:
        return ""
    if when.ends is not None and when.starts == _MIDNIGHT and not _one_day(when):
        return _clock(when.ends, language)
    start = _clock(when.starts, language)
    if when.ends is None:
        return start
    dash = " – " if any(map(str.isspace, start)) else "–"
    return f"{start}{dash}{_clock(when.ends, language)}"


def format_weekday(when: When, language: str) -> str:
    """Write the days of the week, abbreviated: "Mon", "Fri–Sun"; empty where the day is not known."""
    if not when.dated or when.first is None or when.last is None:
        return ""
    days = [when.first] if _one_day(when) else [when.first, when.last]
    return "–".join(_day(day, "ccc", language) for day in days)


def format_regular(time: MeetingTime, language: str) -> str:
    """Write a regular time of the week: "Wed 10:00–12:00"."""
    # The first day of this year was a Monday.
    day = dt.date(2001, 1, 1) + time.weekday * dt.timedelta(days=1)
    precision: Precision = "day" if time.starts is None else "minute"
    when = When("", day, day, time.starts, time.ends, precision)
    return " ".join(filter(None, (format_weekday(when, language), format_time(when, language))))


def format_whole_weekday(day: dt.date, language: str) -> str:
    """Write the day of the week as the header of a column: "Monday"."""
    return _day(day, "cccc", language)


def format_day(day: dt.date, language: str) -> str:
    """Write a day as the heading above its sessions: "Monday 7 June 2021"."""
    return _day(day, "yMMMMEEEEd", language)


def format_release(moment: dt.datetime, language: str, *, timed: bool) -> str:
    """Write the moment from which something is shown, whose year the term tells: "Thu 5 Nov", "Thu 5 Nov, 12:00"."""
    day = _day(moment.date(), "MMMEd", language)
    return f"{day}, {_clock(moment.time(), language)}" if timed else day


def format_week(day: dt.date, language: str) -> str:
    """Write the week of a day, Monday to Sunday (ISO 8601), as a heading: "7–13 June 2021"."""
    monday = day - dt.timedelta(days=min(day.weekday(), day.toordinal() - 1))
    sunday = monday + _WEEK if monday <= dt.date.max - _WEEK else dt.date.max
    return _days(monday, sunday, "yMMMMd", language)


def format_days_of_term(first: dt.date, last: dt.date, language: str) -> str:
    """Write days whose year the term tells, as a heading: "26–30 October"; at its turn with their years."""
    return _days(first, last, "MMMMd" if first.year == last.year else "yMMMMd", language)


def format_month(day: dt.date, language: str) -> str:
    """Write the month of a day as a heading: "June 2021"."""
    return _day(day, "yMMMM", language)


def format_year(day: dt.date, language: str) -> str:
    """Write the year of a day as a heading: "2021"."""
    return _day(day, "y", language)


def _vague(when: When, language: str) -> str:
    """Write a date of which no day is known."""
    if when.first is None or when.last is None:
        return str(TO_BE_ANNOUNCED) if when.tba else when.text
    if when.precision == "month":
        return format_months(when.first, when.last, language)
    return " – ".join(dict.fromkeys((format_year(when.first, language), format_year(when.last, language))))


def _one_day(when: When) -> bool:
    """Tell whether a date takes one day; midnight ends the evening before it."""
    if when.first == when.last or when.first is None or when.last is None:
        return True
    until_midnight = when.precision == "minute" and when.ends == _MIDNIGHT
    return until_midnight and when.first != dt.date.max and when.last == when.first + dt.timedelta(days=1)


def _clock(time: dt.time, language: str) -> str:
    locale = _locale(language)
    pattern = "HH:mm" if str(locale) in _PLAIN_ENGLISH else locale.time_formats["short"].pattern
    return _apply(pattern, dt.datetime.combine(dt.date(2000, 1, 1), time), locale)


def _day(day: dt.date, skeleton: str, language: str) -> str:
    """Write the parts of a day that a CLDR skeleton names."""
    return _apply(_pattern(skeleton, language), day, _locale(language))


def _days(first: dt.date, last: dt.date, skeleton: str, language: str) -> str:
    """Write first and last day, naming once what they share."""
    differing = next((part for part, name in _PARTS.items() if getattr(first, name) != getattr(last, name)), "")
    if not differing:
        return _day(first, skeleton, language)
    start, end = _interval(skeleton, differing, language)
    return _apply(start, first, _locale(language)) + _apply(end, last, _locale(language))


def _apply(pattern: str, moment: dt.date, locale: Locale) -> str:
    return parse_pattern(pattern).apply(moment, locale).translate(_SPACES)


@lru_cache(maxsize=512)
def _pattern(skeleton: str, language: str) -> str:
    """Return the locale's way to write the parts that a CLDR skeleton names."""
    locale = _locale(language)
    if str(locale) in _PLAIN_ENGLISH and skeleton in _ENGLISH:
        return _ENGLISH[skeleton]
    if skeleton in locale.datetime_skeletons:
        return str(locale.datetime_skeletons[skeleton].pattern)
    if skeleton in _WHOLE:
        return str(locale.date_formats[_WHOLE[skeleton]].pattern)
    return _with_weekday(locale) if skeleton == "yMMMMEd" else _PLAIN.get(skeleton, skeleton)


def _with_weekday(locale: Locale) -> str:
    """Add the abbreviated weekday to the long date, where the locale's medium date has one."""
    medium, with_weekday = (str(locale.datetime_skeletons[name].pattern) for name in ("yMMMd", "yMMMEd"))
    if medium in with_weekday:
        return with_weekday.replace(medium, str(locale.date_formats["long"].pattern))
    return _spelled_out(with_weekday)


def _interval(skeleton: str, differing: str, language: str) -> tuple[str, str]:
    locale = _locale(language)
    if str(locale) in _PLAIN_ENGLISH:
        return _ENGLISH_INTERVALS[skeleton][differing]
    for name in (skeleton, skeleton.replace("MMMM", "MMM") if skeleton.endswith("d") else skeleton):
        parts = locale.interval_formats.get(name, {}).get(differing)
        if parts and len(parts) == 2:
            start, end = parts if name == skeleton else map(_spelled_out, parts)
            return start, end
    whole = _pattern(skeleton, language)
    return f"{whole} – ", whole


def _spelled_out(pattern: str) -> str:
    """Ask for the full name of the month in place of its abbreviation."""
    return re.sub(r"(?<![ML])([ML])\1\1(?![ML])", r"\1\1\1\1", pattern)


def _locale(language: str) -> Locale:
    return locale_of(language) or Locale("en")
