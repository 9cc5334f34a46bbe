"""Dates of sessions as inline nodes, which browsers can read too: which session is next, and a reader's own time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from babel.dates import get_timezone_location
from docutils import nodes

from sphinx_seminar.book.views.values import ShownDate, ShownGroup
from sphinx_seminar.model import When
from sphinx_seminar.model.text import locale_of
from sphinx_seminar.model.when import in_zone, instants, zone_of
from sphinx_seminar.rendering.dates import (
    format_date,
    format_day,
    format_day_of_term,
    format_month,
    format_time,
    format_week,
    format_weekday,
    format_when,
    format_year,
)
from sphinx_seminar.rendering.page import Page, joined
from sphinx_seminar.rendering.web.elements import web, web_text
from sphinx_seminar.rendering.words import MOVED_FROM, _


def _period(write: Callable[[dt.date, str], str]) -> Callable[[When, str], str]:
    return lambda when, language: write(when.first, language) if when.first is not None else when.text


#: How each aspect of a date is written.
_ASPECTS: dict[str, Callable[[When, str], str]] = {
    "when": format_when,
    "date": format_date,
    "held": format_day_of_term,
    "day-of-term": format_day_of_term,
    "time": format_time,
    "weekday": format_weekday,
    "day": _period(format_day),
    "week": _period(format_week),
    "month": _period(format_month),
    "year": _period(format_year),
}
_DAY = dt.timedelta(days=1)
#: The spaces within a day: on paper a line ends before or behind one.
_WITHIN_DAY = re.compile(r"(?<![,–]) (?!–)")
#: Those that name the hour, where it is known, or stand for a regular one; a reader elsewhere gets their own beside it.
_CLOCKS = ("when", "time", "held")
#: Those of one session: the others head a group of them.
_OWN = ("when", "date", "time", "weekday", "held", "day-of-term")


def date_nodes(date: ShownDate, page: Page) -> list[nodes.Node]:
    """Return a date, with the one that it replaces struck through; for a session of several groups that of each."""
    if date.group is not None:
        return of_groups([(one.group, _one_date(one, page)) for one in date.of_groups if one.group is not None], page)
    return _one_date(date, page)


def of_groups(parts: Sequence[tuple[ShownGroup, Sequence[nodes.Node]]], page: Page) -> list[nodes.Node]:
    """Return what is said of several groups, each behind its label; on a web page each has a line of its own."""
    labelled = [(group, [nodes.Text(f"{group.label}: "), *content]) for group, content in parts]
    if not page.interactive:
        return joined([words for _group, words in labelled], "; ")
    return joined([[group_part(group, *words, classes=("sem-of-group",))] for group, words in labelled], " ")


def group_part(group: ShownGroup, *content: nodes.Node, classes: tuple[str, ...] = (), tag: str = "span") -> web_text:
    """Return what a web page says of a group, which the browser leaves out for readers of others in its series."""
    return web(tag, {"data-group": group.key, "data-series": f"sem-group: {group.series}"}, *content, classes=classes)


def _one_date(date: ShownDate, page: Page) -> list[nodes.Node]:
    met = date.when
    said: list[nodes.Node] = [_meeting(met, date, page)]
    for further in date.further:
        said += [*_elsewhere(met, date, page), nodes.Text("; "), _meeting(further, date, page)]
        met = further
    said += _elsewhere(met, date, page)
    if date.location and date.aspect == "when":
        said.append(nodes.Text(f", {date.location}"))
    if date.before is not None:
        struck = nodes.inline("", _said(date.before, date, page), classes=["sem-struck"])
        words, _date, rest = str(MOVED_FROM).partition("%s")
        said.append(nodes.inline("", f" ({words}", struck, nodes.Text(f"{rest})"), classes=["sem-moved"]))
    return said


def _elsewhere(when: When, date: ShownDate, page: Page) -> list[nodes.Node]:
    """Return the beginning of a meeting on other clocks: " (16:00 Berlin · 10:00 Toronto · 00:00 Tokyo, the next day)".

    Each of a web page knows how far it is ahead of UTC (minutes), by which the browser finds what it has said itself.
    """
    told = replace(when, timezone=when.timezone or date.zone)
    start = instants(told, date.zone) if date.aspect in _CLOCKS else None
    if start is None or not date.also:
        return []
    others: list[nodes.Node] = []
    for zone in (date.zone, *date.also):
        there = in_zone(told, zone)
        if zone == told.timezone or there is told:
            continue
        words = nodes.Text(f" · {_on_clock(replace(there, timezone=zone), told, page)}")
        ahead = (start[0].astimezone(zone_of(zone)).utcoffset() or dt.timedelta()) // dt.timedelta(minutes=1)
        others.append(web("span", {"data-ahead": str(ahead)}, words) if page.interactive else words)
    here = nodes.Text(f" ({_on_clock(told, told, page)}")
    return [nodes.inline("", "", here, *others, nodes.Text(")"), classes=["sem-zones"])] if others else []


def _on_clock(there: When, here: When, page: Page) -> str:
    """Return the beginning of a meeting on the clock of a zone, with its city and, where it is another, its day."""
    city = get_timezone_location(there.timezone, locale=locale_of(page.language) or "en", return_city=True)
    words = f"{format_time(replace(there, ends=None), page.language)} {city}"
    assert there.first is not None
    assert here.first is not None
    days = (there.first - here.first).days
    if days == 0:
        return words
    #: Of a time on the clocks of another zone.
    day = {1: str(_("the next day")), -1: str(_("the day before"))}.get(days) or format_day(there.first, page.language)
    return f"{words}, {day}"


def _said(when: When, date: ShownDate, page: Page) -> str:
    """Return one date in words; hours in another zone than the course's name theirs."""
    words = _ASPECTS[date.aspect](when, page.language)
    if page.prints and date.aspect == "when" and when.first is not None:
        words = _WITHIN_DAY.sub("\u00a0", words)
    return f"{words} ({when.timezone})" if names_zone(replace(date, when=when)) else words


def names_zone(date: ShownDate) -> bool:
    """Tell whether a date has hours in another zone than the course's."""
    when = date.when
    return date.aspect in _CLOCKS and when.starts is not None and when.timezone not in ("", date.zone)


def _meeting(when: When, date: ShownDate, page: Page) -> nodes.Node:
    """Return one date in words, which the browser can read too on a web page."""
    words = nodes.Text(_said(when, date, page))
    if page.interactive and date.aspect in _OWN:
        clock = date.aspect in _CLOCKS and when.precision == "minute"
        element = moment(when, date.zone, words, held=date.held, clock=clock, deadline=date.deadline)
        if element is not None:
            return element
    return nodes.inline("", "", words, classes=["sem-date"])


def unsaid_moments(date: ShownDate) -> list[nodes.Node]:
    """Return the dates of a session for the browser alone, where the page does not say them."""
    unsaid: list[nodes.Node] = []
    for one in date.of_groups:
        moments = (moment(when, one.zone, held=one.held) for when in (one.when, *one.further))
        known = [node for node in moments if node is not None]
        unsaid += [group_part(one.group, *known)] if one.group is not None and known else known
    return unsaid


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
    if when.precision == "minute":
        attributes = {"datetime": _written(start)}
        end = start if deadline else end
    else:
        date = str(when.first)
        attributes = {"datetime": date if when.precision == "day" else date[:7], "data-from": _written(start)}
    if end is not None:
        attributes["data-until"] = _written(end)
    if not held:
        attributes["data-off"] = ""
    return web("time", attributes, *words, classes=("sem-date", "sem-clock") if clock else ("sem-date",))


def _bounds(when: When, zone: str) -> tuple[dt.datetime, dt.datetime | None] | None:
    """Return the moment at which a date begins, and the one at which it is over, if it is known, in its zone."""
    if when.first is None or when.last is None or when.precision not in ("minute", "day", "month"):
        return None
    try:
        known = instants(when, zone) if when.precision == "minute" else _midnights(when, when.last + _DAY, zone)
        if known is None:
            return None
        start, end = known
        begins, ends = start.astimezone(dt.UTC), end.astimezone(dt.UTC) if end is not None else None
    except OverflowError:
        # Beyond the ends of the calendar, in UTC.
        return None
    # Clocks that are turned back can make an end that does not come after its start.
    return start, end if ends is not None and ends > begins else None


def _midnights(when: When, day_after: dt.date, zone: str) -> tuple[dt.datetime, dt.datetime | None] | None:
    """Return the moments at which the first day of a date begins, and the day after its last."""
    midnight = replace(when, last=when.first, starts=dt.time.min, ends=None, precision="minute")
    start, end = instants(midnight, zone), instants(replace(midnight, first=day_after, last=day_after), zone)
    return (start[0], end[0]) if start is not None and end is not None else None


def _written(moment: dt.datetime) -> str:
    """Write a moment for HTML, which knows no seconds of offsets (those before there were zones): in UTC then."""
    offset = moment.utcoffset()
    exact = offset is None or offset.total_seconds() % 60 == 0
    return (moment if exact else moment.astimezone(dt.UTC)).isoformat(timespec="minutes")
