"""Dates that the browser can read too, so that it can say which session is next, and a reader's own time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from docutils import nodes

from sphinx_seminar.model import When
from sphinx_seminar.model.when import instants
from sphinx_seminar.rendering.web.elements import web

_DAY = dt.timedelta(days=1)


def moment(
    when: When, zone: str, *words: nodes.Node, held: bool = True, clock: bool = False, deadline: bool = False
) -> nodes.Element | None:
    """Return a date as a ``time`` element, ``None`` where it is not known well enough.

    Its ``datetime`` is as exact as the date: a month, a day, or a local time with its offset. ``data-from`` is the
    moment at which a day or a month begins in its zone, ``data-until`` the one at which it is over, if that is known.
    ``data-off`` marks what is not held, the class ``sem-clock`` words that name the hour. A
    ``deadline`` is over when it begins.
    """
    bounds = _bounds(when, when.timezone or zone)
    if bounds is None:
        return None
    start, end = bounds
    attributes = {"datetime": _datetime(when, start)}
    if when.precision != "minute":
        attributes["data-from"] = _written(start)
    if deadline and when.precision == "minute":
        end = start
    if end is not None:
        attributes["data-until"] = _written(end)
    if not held:
        attributes["data-off"] = ""
    return web("time", attributes, *words, classes=("sem-date", "sem-clock") if clock else ("sem-date",))


def _bounds(when: When, zone: str) -> tuple[dt.datetime, dt.datetime | None] | None:
    """Return the moment at which a date begins, and the one at which it is over, in its zone."""
    if when.first is None or when.last is None or when.precision not in ("minute", "day", "month"):
        return None
    if when.precision == "minute":
        start, end = instants(when, zone) or (None, None)
    elif when.last == dt.date.max:
        return None
    else:
        start, end = (_midnight(when, day, zone) for day in (when.first, when.last + _DAY))
    if start is None or not _has_utc(start) or (end is not None and not _has_utc(end)):
        return None
    # Clocks that are turned back can make an end that does not come after its start.
    return start, end if end is not None and end.astimezone(dt.UTC) > start.astimezone(dt.UTC) else None


def _midnight(when: When, day: dt.date, zone: str) -> dt.datetime | None:
    found = instants(replace(when, first=day, last=day, starts=dt.time.min, ends=None, precision="minute"), zone)
    return None if found is None else found[0]


def _has_utc(moment: dt.datetime) -> bool:
    """Tell whether a moment is not beyond the ends of the calendar in UTC."""
    try:
        moment.astimezone(dt.UTC)
    except OverflowError:
        return False
    return True


def _datetime(when: When, start: dt.datetime) -> str:
    assert when.first is not None
    return {"minute": _written(start), "day": when.first.isoformat(), "month": when.first.isoformat()[:7]}[
        when.precision
    ]


def _written(moment: dt.datetime) -> str:
    """Write a moment as HTML has it; before there were zones, offsets had seconds, which it has not."""
    offset = moment.utcoffset()
    exact = offset is None or offset.total_seconds() % 60 == 0
    return (moment if exact else moment.astimezone(dt.UTC)).isoformat(timespec="minutes")
