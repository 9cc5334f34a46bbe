"""Drawing grids of a term, of days or of the regular week, as tables whose rows and columns have headers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from docutils import nodes

from sphinx_seminar.book.views.shown import ShownGrid, ShownGridCell, ShownGridItem
from sphinx_seminar.book.views.values import ShownWeek
from sphinx_seminar.model import When
from sphinx_seminar.rendering.cells import empty_cells, put_caption, row_across, table_node
from sphinx_seminar.rendering.dates import format_date, format_day, format_time, format_weekday, format_whole_weekday
from sphinx_seminar.rendering.page import Page, joined, place_with_status
from sphinx_seminar.rendering.phrases import remark_words
from sphinx_seminar.rendering.print.columns import fit
from sphinx_seminar.rendering.text import text_nodes
from sphinx_seminar.rendering.times import moment
from sphinx_seminar.rendering.web.elements import web
from sphinx_seminar.rendering.words import COLUMN_WORDS, DUE, FACT_WORDS, KIND_WORDS, NO_SESSIONS, WEEK

_MONDAY = dt.date(2001, 1, 1)


def render_grid(shown: ShownGrid, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return a grid as a table, or a sentence where it has no rows; ``words`` has the author's caption, if any.

    In a browser a script marks the current week, and on a phone each cell says its day or its room.
    """
    if not shown.rows:
        return [nodes.paragraph("", str(NO_SESSIONS), classes=["sem-empty"])]
    columns = [nodes.colspec(colwidth=14, stub=1), *(nodes.colspec(colwidth=24) for _column in shown.columns)]
    corner = str(COLUMN_WORDS["week" if shown.shape == "term" else "time"])
    heads = [corner, *(_column(column, page) for column in shown.columns)]
    entries = [nodes.entry("", nodes.paragraph("", head)) for head in heads]
    layout = "colwidths-auto" if page.interactive else "colwidths-given"
    table = table_node(columns, entries, _rows(shown, page), "sem-grid", "longtable", layout)
    table["ids"].append(shown.anchor)
    above = put_caption(table, words[0].children if shown.captioned else [], page)
    return [*above, fit(table) if page.prints else table]


def _column(column: int | str, page: Page) -> str:
    """Return the head of a column: the room of that name, or the weekday of that number, 0 for Monday."""
    if isinstance(column, str):
        return column
    return format_whole_weekday(_MONDAY + dt.timedelta(days=column), page.language)


def _rows(shown: ShownGrid, page: Page) -> Iterator[nodes.row]:
    """Yield the rows of a grid, above those of each day one with the day; a row's last cell spans missing columns."""
    for row in shown.rows:
        if row.day is not None:
            day = nodes.strong("", format_day(row.day, page.language))
            yield row_across(nodes.entry("", nodes.paragraph("", "", day)), len(shown.columns) + 1, page)
        head = nodes.entry("", *_head(shown, row.head, page), classes=["sem-col-week"])
        cells = [nodes.entry("", *_lines(cell, page)) for cell in row.cells]
        missing = len(shown.columns) - len(cells)
        if missing and page.spans:
            cells[-1]["morecols"] = missing
        yield nodes.row("", head, *cells, *([] if page.spans else empty_cells(missing)))


def _head(shown: ShownGrid, head: ShownWeek | When, page: Page) -> list[nodes.Node]:
    """Return the head of a row: hours, or a week's number and days; on the web with dates that a script can read."""
    if isinstance(head, When):
        hours = nodes.Text(format_time(head, page.language))
        dated = moment(head, shown.zone, hours) if page.interactive and shown.shape == "day" else None
        return [nodes.paragraph("", "", dated or hours)]
    number = str(WEEK) % head.number if head.number else ""
    days = nodes.Text(format_date(When(first=head.first, last=head.last, precision="day"), page.language))
    if not page.interactive:
        return [_stacked([*([[nodes.Text(number)]] if number else []), [days]], page)]
    week = When(first=head.first, last=head.first + dt.timedelta(days=6), precision="day")
    lines = [nodes.paragraph("", number)] if number else []
    return [*lines, nodes.paragraph("", "", moment(week, shown.zone, days) or days, classes=["sem-line"])]


def _lines(cell: ShownGridCell, page: Page) -> list[nodes.Node]:
    """Return the lines of a cell; on the web the first has the day or the room as its ``data-label``, for phones."""
    if not page.interactive:
        return [_stacked([_item(item, page) for item in cell.items], page)]
    lines: list[nodes.Node] = []
    for number, item in enumerate(cell.items):
        label = _label(cell.label, page) if number == 0 else ""
        classes = (f"sem-grid-{item.kind}", *(["sem-beside"] if item.span else []))
        lines.append(web("p", {"data-label": label} if label else {}, *_item(item, page), classes=classes))
    return lines or [nodes.paragraph()]


def _stacked(lines: Sequence[Sequence[nodes.Node]], page: Page) -> nodes.Element:
    """Return the lines of a cell outside of the web; in plain text, whose cells lose line breaks, with "; " between."""
    if page.spells and not page.prints:
        return nodes.paragraph("", "", *joined(lines, "; "))
    return nodes.line_block("", *(nodes.line("", "", *line) for line in lines)) if lines else nodes.paragraph()


def _label(label: dt.date | int | str, page: Page) -> str:
    """Return the name of a cell's column: a room, a weekday, or in a term the weekday with its date."""
    if isinstance(label, dt.date):
        when = When(first=label, last=label, precision="day")
        return f"{format_weekday(when, page.language)} {format_date(when, page.language)}"
    return _column(label, page)


def _item(item: ShownGridItem, page: Page) -> list[nodes.Node]:
    """Return one line of a cell: a session, a deadline, office hours, or the reason why nobody meets."""
    hours = format_time(item.hours, page.language) if item.hours is not None else ""
    if item.kind == "off":
        return [nodes.emphasis("", remark_words("no-meeting", str(item.label)))]
    line: list[nodes.Node] = []
    if item.kind == "due":
        line = [nodes.inline("", f"{DUE} {hours}".rstrip(), classes=["sem-due"]), nodes.Text(" ")]
    elif hours:
        line = [nodes.inline("", hours, classes=["sem-facts"]), nodes.Text(" ")]
    if item.word:
        word = str(FACT_WORDS[item.word]) if item.kind == "hours" else str(KIND_WORDS[item.word][1])
        line += [nodes.Text(word), nodes.Text(": " if item.label else "")]
        line += text_nodes(item.label) if item.label and item.place is None else []
    if item.place is not None and (not item.word or item.label):
        link, *status = place_with_status(page, item.place)
        struck = item.kind == "session" and item.place.status == "cancelled"
        line += [nodes.inline("", "", link, classes=["sem-struck"]) if struck else link, *status]
    beside = ", ".join(filter(None, (item.group, item.location)))
    if beside:
        line.append(nodes.inline("", f" ({beside})", classes=["sem-facts"]))
    return line
