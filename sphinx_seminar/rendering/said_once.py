"""Values that most rows of a web table share: shown once in its caption, and in the rows that differ."""

from __future__ import annotations

from dataclasses import replace

from sphinx_seminar.book.views.shown import ShownRow, ShownTable
from sphinx_seminar.book.views.values import Cell, ShownDate, ShownPlace, ShownRegular, ShownWord
from sphinx_seminar.rendering.dates import format_months, format_regular
from sphinx_seminar.rendering.phrases import kind_in_text
from sphinx_seminar.rendering.words import KIND_WORDS, UNLESS

#: The columns that the caption, or a line of a row, takes the place of.
_TOLD = ("time", "location", "kind")


def regular_words(regular: ShownRegular, language: str) -> str:
    """Return when a course meets: "April – July 2021: Mon 14:00–16:00, MI 02.07.014, unless a row says otherwise"."""
    rooms = {meeting.room for meeting in regular.meetings}
    times = []
    for meeting in regular.meetings:
        apart = f" ({meeting.room})" if len(rooms) > 1 and meeting.room else ""
        times.append(format_regular(meeting, language) + apart)
    place = [room for room in rooms if room] if len(rooms) == 1 else []
    months = format_months(regular.first, regular.last, language)
    return f"{months}: {str(UNLESS) % ', '.join([*times, *place])}"


def without_regular(shown: ShownTable) -> ShownTable:
    """Return a table without the columns that its caption takes the place of; dates have the day of the week."""
    kept = [number for number, (name, _header) in enumerate(shown.columns) if name not in _TOLD]
    groups = tuple((head, tuple(_kept(row, kept) for row in rows)) for head, rows in shown.groups)
    return replace(shown, columns=tuple(shown.columns[number] for number in kept), groups=groups)


def _kept(row: ShownRow, kept: list[int]) -> ShownRow:
    # The hours of a regular row stand in its date, for readers whose clock shows others.
    aspect = "held" if row.regular else "day-of-term"
    cells = [row.cells[number] for number in kept]

    def told(cell: Cell) -> Cell:
        if not isinstance(cell, ShownDate) or cell.aspect != "date":
            return cell
        return replace(cell, aspect=aspect, others=tuple(replace(other, aspect=aspect) for other in cell.others))

    return replace(row, cells=tuple(told(cell) for cell in cells))


def differing(shown: ShownTable, row: ShownRow) -> tuple[list[Cell], ShownWord | None]:
    """Return hours and place of a row at no regular time, and the kind of a row whose title does not say it."""
    cells: dict[str, Cell] = {name: cell for (name, _header), cell in zip(shown.columns, row.cells, strict=True)}
    same = row.regular or row.state == "milestone"
    told: list[Cell] = [] if same else [cells.get("time", ""), cells.get("location", "")]
    kind, title = cells.get("kind"), cells.get("title")
    said = str(title.label).casefold() if isinstance(title, ShownPlace) else ""
    if not isinstance(kind, ShownWord) or kind.word in KIND_WORDS or kind_in_text(kind.word).casefold() in said:
        kind = None
    return [cell for cell in told if cell], kind
