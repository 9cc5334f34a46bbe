"""Warnings of sessions that contradict the term plan: on a day off, moved without an old date, in another term."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sphinx_seminar.model import Fault, Place, Plan, Session, When
from sphinx_seminar.model.moments import in_zone
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.views import TableView
from sphinx_seminar.planning.slots import exception_on

#: The dates of one course lie no further apart.
_YEAR = dt.timedelta(days=366)


def term_faults(sessions: Sequence[Session], plan: Plan, place: Place, zone: str) -> Iterator[Fault]:
    """Point out exceptions of another term, lectures on days off, and sessions that are moved from nowhere.

    ``place`` is that of the course.
    """
    for given in plan.exceptions:
        if given.label and (given.last < plan.starts or given.first > plan.ends):
            message = (
                f"the exception {quoted(given.label)} is on {given.first}, and the term is from {plan.starts} to "
                f"{plan.ends}; expected a day of the term. It changes nothing"
            )
            yield Fault(replace(place, line=given.line or place.line), "plan", message)
    for session in sessions:
        when = session.when
        if when is not None and when.dated and session.is_lecture and session.status != "cancelled":
            off = exception_on(plan, in_zone(when, plan.timezone or zone))
            if off is not None:
                label = f", {off.label}" if off.label else ""
                message = (
                    f"{quoted(str(session.title))} is on {when.first}, where :except: has a day off{label}; expected "
                    "another date, or no such exception. Both are shown as written"
                )
                yield Fault(session.date_place, "plan", message)
        if session.status == "moved" and session.moved_from is None and plan.meetings:
            message = (
                f"{quoted(str(session.title))} is moved and does not say from when; expected the old date in "
                ":moved-from:, which is then shown struck through and keeps its slot of the term plan: without it the "
                "lectures after it move up"
            )
            yield Fault(session.date_place, "plan", message)


def outside(when: When | None, plan: Plan, margin: dt.timedelta = dt.timedelta(0)) -> bool:
    """Tell whether a date, of whose year nothing is open, is wholly before or after the term."""
    if when is None or when.first is None or when.last is None:
        return False
    return when.last + margin < plan.starts or when.first - margin > plan.ends


def strange_tables(views: Iterable[tuple[str, TableView]], sessions: Sequence[Session], plan: Plan) -> Iterator[Fault]:
    """Point out tables that declare sessions none of which is in the term: mostly the file of another year.

    An archive of several years is none, nor a programme of one day, nor a table that says of what time it is by its
    filters ``:from:`` and ``:to:``.
    """
    for docname, view in views:
        own = [each for each in sessions if (each.place.docname, each.table) == (docname, view.number)]
        dated = [each for each in own if each.when is not None and each.when.first is not None]
        archive = any(name in ("from", "to") for name, _wanted in view.filters)
        days = sorted(each.when.first for each in dated if each.when is not None and each.when.first is not None)
        archive = archive or len(set(days)) < 2 or days[-1] - days[0] > _YEAR
        if not view.own or archive or not all(outside(each.when, plan) for each in dated):
            continue
        message = (
            f"no date of this table is in the term from {plan.starts} to {plan.ends}: they are from {days[0]} to "
            f"{days[-1]}; expected those of this term, or :from: and :to: on a table of other terms. They are shown "
            "as written"
        )
        yield Fault(own[0].place, "plan", message)
