"""Dates of sessions as inline nodes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from docutils import nodes

from sphinx_seminar.book.views.values import ShownDate, ShownGroup
from sphinx_seminar.model import When
from sphinx_seminar.rendering.dates import (
    format_date,
    format_day,
    format_month,
    format_time,
    format_week,
    format_weekday,
    format_when,
    format_year,
)
from sphinx_seminar.rendering.moments import moment
from sphinx_seminar.rendering.page import Page
from sphinx_seminar.rendering.web.elements import web
from sphinx_seminar.rendering.words import MOVED_FROM


def _period(write: Callable[[dt.date, str], str]) -> Callable[[When, str], str]:
    return lambda when, language: write(when.first, language) if when.first is not None else when.text


#: How each aspect of a date is written.
_ASPECTS: dict[str, Callable[[When, str], str]] = {
    "when": format_when,
    "date": format_date,
    "time": format_time,
    "weekday": format_weekday,
    "day": _period(format_day),
    "week": _period(format_week),
    "month": _period(format_month),
    "year": _period(format_year),
}
#: Those that name the hour, where it is known; beside them a reader elsewhere gets their own.
_CLOCKS = ("when", "time")
#: Those of one session: the others head a group of them.
_OWN = ("when", "date", "time", "weekday")


def date_nodes(date: ShownDate, page: Page) -> list[nodes.Node]:
    """Return a date, followed by the one that it replaces, which is struck through; of groups, all of theirs."""
    if date.group is not None:
        return of_groups([(one.group, _one_date(one, page)) for one in date.of_groups if one.group is not None], page)
    return _one_date(date, page)


def of_groups(parts: Sequence[tuple[ShownGroup, Sequence[nodes.Node]]], page: Page) -> list[nodes.Node]:
    """Return what is said of several groups, each behind its label; on a web page each has a line of its own."""
    found: list[nodes.Node] = []
    for number, (group, content) in enumerate(parts):
        label = nodes.Text(f"{group.label}: ")
        if page.interactive:
            found += [nodes.Text(" ")] * bool(number)
            found.append(web("span", {"data-group": group.key}, label, *content, classes=("sem-group",)))
        else:
            found += [*[nodes.Text("; ")] * bool(number), label, *content]
    return found


def _one_date(date: ShownDate, page: Page) -> list[nodes.Node]:
    found: list[nodes.Node] = [_meeting(date.when, date, page)]
    for further in date.further:
        found += [nodes.Text("; "), _meeting(further, date, page)]
    if date.location and date.aspect == "when":
        found.append(nodes.Text(f", {date.location}"))
    if date.before is not None:
        struck = nodes.inline("", _said(date.before, date, page), classes=["sem-struck"])
        words, _date, rest = str(MOVED_FROM).partition("%s")
        found.append(nodes.inline("", f" ({words}", struck, nodes.Text(f"{rest})"), classes=["sem-moved"]))
    return found


def _said(when: When, date: ShownDate, page: Page) -> str:
    """Return one date in words; hours in another zone than the course's name theirs."""
    words = _ASPECTS[date.aspect](when, page.language)
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
        found = moment(when, date.zone, words, held=date.held, clock=clock)
        if found is not None:
            return found
    return nodes.inline("", "", words, classes=["sem-date"])


def unsaid_moments(date: ShownDate) -> list[nodes.Node]:
    """Return the dates of a session for the browser alone, where the page does not say them."""
    found: list[nodes.Node] = []
    for one in date.of_groups:
        moments = (moment(when, one.zone, held=one.held) for when in (one.when, *one.further))
        known = [node for node in moments if node is not None]
        found += [web("span", {"data-group": one.group.key}, *known)] if one.group is not None and known else known
    return found
