"""Reading a date as authors write it, from a year to hours with a time zone."""

from __future__ import annotations

import datetime as dt

from sphinx_seminar.model import Reading, When
from sphinx_seminar.reading.dates.moments import moment_of
from sphinx_seminar.reading.dates.names import DateError, refusal
from sphinx_seminar.reading.dates.sides import ends_of
from sphinx_seminar.reading.dates.tokens import EXPECTED, tokens_of
from sphinx_seminar.reading.plain import says_open

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
    return moment_of(ends_of(tokens, default), text)
