"""Which sessions a table shows, in which order, under which groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from sphinx_seminar.book import Book
from sphinx_seminar.book.columns import COLUMNS
from sphinx_seminar.book.filters import lets_through
from sphinx_seminar.book.shown import Cell, ShownDate, ShownTable
from sphinx_seminar.declarations import TableView
from sphinx_seminar.model import Session, When


def show_table(book: Book, view: TableView) -> ShownTable:
    """Return a table with the cells of the columns that it shows, and nothing else of the book."""
    sessions = _chosen(book, view)
    columns = view.columns or _default_columns(book, sessions)
    label = GROUPS.get(view.group_by)
    grouped = [("", sessions)] if label is None else _grouped(sessions, label)
    groups = tuple(
        (head, tuple(tuple(COLUMNS[name].show(book, session) for name, _header in columns) for session in rows))
        for head, rows in grouped
    )
    return ShownTable(tuple(columns), groups, view.anchor, view.captioned, view.searchable)


def _chosen(book: Book, view: TableView) -> list[Session]:
    sessions = [session for session in book.sessions if lets_through(session, view.filters)]
    # Sorting is stable: book order stays where dates are equal.
    sessions.sort(key=COLUMNS["date"].order)
    if view.sort:
        sessions.sort(key=COLUMNS[view.sort.removeprefix("-")].order, reverse=view.sort.startswith("-"))
    return sessions


def _default_columns(book: Book, sessions: Iterable[Session]) -> tuple[tuple[str, str], ...]:
    """Return the columns that have something to show; the kind only where there is more than one."""
    sessions = list(sessions)
    shown = []
    for name, column in COLUMNS.items():
        cells = [column.show(book, session) for session in sessions] if column.default else []
        if name == "kind" and len({session.kind for session in sessions}) < 2:
            continue
        if any(cells) or (name == "title" and column.default):
            shown.append((name, ""))
    return tuple(shown)


def _grouped(sessions: list[Session], label: Callable[[Session], Cell]) -> list[tuple[Cell, list[Session]]]:
    """Gather the sessions under their labels, in the order in which the labels first appear."""
    groups: dict[Cell, list[Session]] = {}
    for session in sessions:
        groups.setdefault(label(session), []).append(session)
    return list(groups.items())


def _period(aspect: str) -> Callable[[Session], Cell]:
    def label(session: Session) -> Cell:
        first = session.when.first if session.when is not None else None
        if first is None:
            return ""
        start = {
            "day": first,
            "week": first - dt.timedelta(days=first.weekday()),
            "month": first.replace(day=1),
            "year": first.replace(month=1, day=1),
        }[aspect]
        return ShownDate(When(first=start, last=start, precision="day"), aspect)

    return label


#: What ``:group-by:`` may name.
GROUPS: dict[str, Callable[[Session], Cell]] = {
    **{aspect: _period(aspect) for aspect in ("day", "week", "month", "year")},
    "part": lambda session: session.part,
    "kind": lambda session: session.kind,
}
