"""Which sessions a table or a reading list shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from sphinx_seminar.model import Session, When

#: The filters by date: whether the first day of a session is on the right side of a day.
_BOUNDS: dict[str, Callable[[dt.date, dt.date], bool]] = {
    "from": lambda first, bound: first >= bound,
    "to": lambda first, bound: first <= bound,
}


def _by_date(name: str) -> Callable[[Session, tuple[str, ...]], bool]:
    return lambda session, wanted: session.when is not None and within(session.when, [(name, wanted)])


def _one_of(found: Iterable[str], wanted: tuple[str, ...]) -> bool:
    folded = {word.casefold() for word in wanted}
    return any(word.casefold() in folded for word in found)


#: The filters, each a function of a session and the wanted values, of which one must fit.
FILTERS: dict[str, Callable[[Session, tuple[str, ...]], Any]] = {
    "kind": lambda session, wanted: _one_of([session.kind], wanted),
    "part": lambda session, wanted: _one_of([session.part], wanted),
    "tags": lambda session, wanted: _one_of(session.tags, wanted),
    "person": lambda session, wanted: _one_of([part.person.name for part in session.people], wanted),
    "status": lambda session, wanted: _one_of([session.status], wanted),
    **{name: _by_date(name) for name in _BOUNDS},
}


def within(when: When, filters: Iterable[tuple[str, tuple[str, ...]]]) -> bool:
    """Tell whether a date passes the filters ``from`` and ``to``."""
    return when.first is not None and all(
        _BOUNDS[name](when.first, dt.date.fromisoformat(wanted[0])) for name, wanted in filters if name in _BOUNDS
    )


def lets_through(session: Session, filters: Iterable[tuple[str, tuple[str, ...]]]) -> bool:
    """Tell whether a session passes every filter, each (name, wanted values)."""
    return all(FILTERS[name](session, wanted) for name, wanted in filters)
