"""Reading releases, the times from which students see something: ``instructors``, a day, or a day with an hour."""

from __future__ import annotations

import datetime as dt

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.problem import quoted, suggestion
from sphinx_seminar.model.timing import Release
from sphinx_seminar.reading.dates import date_of
from sphinx_seminar.reading.dates.names import DateError
from sphinx_seminar.reading.plain import says_open

#: What can be written, for messages.
EXPECTED = "expected a day such as 2026-11-05, a day with an hour such as 2026-11-05 12:00, or 'instructors'"


def read_release(text: str, language: str = "en") -> Reading[Release]:
    """Read a release; what cannot be read is for instructors, and has a problem that says so.

    An open date ("TBA") is none yet, and no problem.
    """
    words = " ".join(text.split())
    if words.casefold() == "instructors":
        return Reading(Release(instructors=True))
    if not words:
        return _refused(f"the release is empty; {EXPECTED}")
    if says_open(words):
        return Reading(Release())
    near = suggestion(words, ["instructors"])
    try:
        value = date_of(words, language)
    except DateError as reason:
        return _refused(f"the release {quoted(words)} cannot be read{near or f' ({reason});'} {EXPECTED}")
    if value.first is None:
        return _refused(f"the release {quoted(words)} cannot be read{near or ';'} {EXPECTED}")
    if value.timezone or value.offset is not None:
        return _refused(f"the release {quoted(words)} names a time zone; expected the time on the course's own clocks")
    if value.precision not in ("day", "minute") or value.first != value.last or value.ends is not None:
        return _refused(f"the release {quoted(words)} is no single moment; {EXPECTED}")
    moment = dt.datetime.combine(value.first, value.starts or dt.time.min)
    return Reading(Release(moment, timed=value.starts is not None))


def _refused(message: str) -> Reading[Release]:
    problem = Problem("release", f"{message}. Students do not see what it holds back")
    return Reading(Release(instructors=True), (problem,))
