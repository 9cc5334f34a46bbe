"""Which sessions a table or a reading list shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from sphinx_seminar.model import Session


def _within(session: Session, bound: str, inside: Callable[[dt.date, dt.date], bool]) -> bool:
    return (
        session.when is not None
        and session.when.first is not None
        and inside(session.when.first, dt.date.fromisoformat(bound))
    )


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
    "from": lambda session, wanted: _within(session, wanted[0], lambda first, bound: first >= bound),
    "to": lambda session, wanted: _within(session, wanted[0], lambda first, bound: first <= bound),
}


def lets_through(session: Session, filters: Iterable[tuple[str, tuple[str, ...]]]) -> bool:
    """Tell whether a session passes every filter, each (name, wanted values)."""
    return all(FILTERS[name](session, wanted) for name, wanted in filters)
