"""The weeks of a term, Monday to Sunday, and their numbers."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from sphinx_seminar.model.plan import Plan
from sphinx_seminar.planning.slots import exceptions_met, slots

_DAY = dt.timedelta(days=1)
_WEEK = 7 * _DAY
#: The days, from Monday on, that all have to be off where a plan names no times.
_WORKING_DAYS = 5


def monday_of(day: dt.date) -> dt.date:
    """Return the Monday of a day's week; the first days of the calendar have none, and stand for it."""
    return day - min(day.weekday(), day.toordinal() - 1) * _DAY


def week_number(plan: Plan, day: dt.date) -> int | None:
    """Return the number of a day's week, counted from the one in which the term starts.

    ``None`` before and after the term, and for a break where the plan does not count those.
    """
    if not monday_of(plan.starts) <= day < monday_of(plan.ends) + _WEEK:
        return None
    monday = monday_of(day)
    number = (monday - monday_of(plan.starts)) // _WEEK + 1
    breaks = frozenset() if plan.count_breaks else _breaks(plan)
    return None if monday in breaks else number - sum(other < monday for other in breaks)


@lru_cache(maxsize=16)
def _breaks(plan: Plan) -> frozenset[dt.date]:
    """Return the Mondays of the weeks in which exceptions cancel every meeting, or all working days."""
    if plan.meetings:
        held = {monday_of(slot.when.first) for slot in slots(plan) if slot.when.first is not None}
        missed = {
            monday_of(when.first) for line in exceptions_met(plan) for when in line.meetings if when.first is not None
        }
        return frozenset(missed - held)
    off = {
        given.first + number * _DAY
        for given in plan.exceptions
        for number in range(min((given.last - given.first).days, 366) + 1)
    }
    return frozenset(
        monday
        for monday in map(monday_of, off)
        if all(monday + number * _DAY in off for number in range(_WORKING_DAYS))
    )
