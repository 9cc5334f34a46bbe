"""The parts of all tables: captions, heads, rows across, and what one cell shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import cast

from docutils import nodes

from sphinx_seminar.book.views.values import (
    Cell,
    ShownCoverage,
    ShownDate,
    ShownDue,
    ShownEvent,
    ShownLink,
    ShownPerson,
    ShownPlace,
    ShownRemark,
    ShownRooms,
    ShownWeek,
    ShownWord,
)
from sphinx_seminar.model import Text
from sphinx_seminar.rendering.dates import format_time
from sphinx_seminar.rendering.page import Page, joined, place_reference, place_with_status
from sphinx_seminar.rendering.people import person_nodes
from sphinx_seminar.rendering.phrases import kind_in_text, remark_words, says_due, status_word, week_words
from sphinx_seminar.rendering.resources import link_nodes
from sphinx_seminar.rendering.text import text_nodes
from sphinx_seminar.rendering.times import date_nodes, group_part, of_groups
from sphinx_seminar.rendering.web.elements import web
from sphinx_seminar.rendering.words import DUE, LATE, LATE_UNTIL, ONLINE, RESOURCE_WORDS


def table_node(
    columns: Sequence[nodes.colspec], heads: Iterable[nodes.entry], rows: Iterable[nodes.row], *classes: str
) -> nodes.table:
    """Return a table of columns, with a head, which every printed page repeats, and rows."""
    parts = [*columns, nodes.thead("", nodes.row("", *heads)), nodes.tbody("", *rows)]
    return nodes.table("", nodes.tgroup("", *parts, cols=len(columns)), classes=["sem-table", *filter(None, classes)])


def layout_classes(page: Page) -> list[str]:
    """Return the classes of a table: widths of columns are for paper, where it breaks; browsers know better."""
    return ["longtable", *(["colwidths-auto", "sem-cards"] if page.interactive else ["colwidths-given"])]


def put_caption(table: nodes.table, words: Sequence[nodes.Node], page: Page) -> list[nodes.Node]:
    """Give a table its caption; return the paragraph that stands above the table where the writer has no captions.

    In plain text and manual pages a caption would be the heading of a section.
    """
    if words and page.spells and not page.prints:
        return [nodes.paragraph("", "", nodes.strong("", "", *words))]
    table.insert(0, [nodes.title("", "", *words)] if words else [])
    return []


def row_across(entry: nodes.entry, columns: int, page: Page) -> nodes.row:
    """Return a row with one cell across the table, or with empty cells beside it where a writer has no such cell."""
    if page.spans:
        entry["morecols"] = columns - 1
    return nodes.row("", entry, *([] if page.spans else empty_cells(columns - 1)), classes=["sem-group-row"])


def empty_cells(count: int) -> list[nodes.entry]:
    """Return cells that fill a row."""
    return [nodes.entry("", nodes.paragraph()) for _cell in range(count)]


def cell_line(page: Page, header: str, *content: nodes.Node, order: str = "") -> nodes.Element:
    """Return the line of a cell, which names its column where a web page has no room for columns.

    ``order`` is what the browser sorts by, where that is not what one reads.
    """
    if not page.interactive:
        return nodes.paragraph("", "", *content)
    attributes = {"data-label": header} | ({"data-order": order} if order else {})
    return web("p", attributes, *content)


def cell_nodes(cell: Cell, page: Page) -> list[nodes.Node]:
    """Return a cell's content as inline nodes."""
    if isinstance(cell, tuple):
        # Links of a web page stand apart; elsewhere nothing but a comma tells where one ends.
        apart = page.interactive and all(isinstance(item, ShownLink) for item in cell)
        return joined([part for item in cell for part in _CELLS[type(item)](item, page)], " " if apart else ", ")
    return joined(_CELLS[type(cell)](cell, page))


def _label(word: str, page: Page) -> nodes.Node:
    """Return a kind or a status, which web pages draw as a label."""
    return nodes.inline("", word, classes=["sem-label"]) if page.interactive else nodes.Text(word)


def event_nodes(event: ShownEvent, page: Page, *, timed: bool = True, labelled: bool = True) -> list[nodes.Node]:
    """Return a deadline as "Due 23:59 Homework 2 (Section 1)".

    The word is left out where the title says it, in a column of what is due, where the hour stands last, and for lines
    of a timeline, which may be no deadlines. No group is named where it is due for all at one time.
    """
    content = _due(event, page, timed=timed, labelled=labelled)
    group = event.date.group
    if group is None:
        return content
    content = [*content, nodes.Text(f" ({group.label})")]
    return [group_part(group, *content)] if page.interactive else content


def _due(event: ShownEvent, page: Page, *, timed: bool, labelled: bool) -> list[nodes.Node]:
    title = str(event.place.label)
    hour = format_time(event.date.when, page.language) if timed else ""
    if not labelled:
        return [place_reference(page, event.place), *([nodes.Text(f", {hour}")] if hour else [])]
    words = " ".join(filter(None, ["" if says_due(title) or not event.place.anchor else str(DUE), hour]))
    if not words:
        return [place_reference(page, event.place)]
    colon = "" if page.interactive else ":"
    return [nodes.inline("", words + colon, classes=["sem-due"]), nodes.Text(" "), place_reference(page, event.place)]


def put_due(title: nodes.entry, due: Sequence[list[nodes.Node]], page: Page, *, alone: bool) -> None:
    """Put what is due into lines below the title of a row, or into its place; a cell of plain text has no lines."""
    if alone:
        title.clear()
    if page.spells and title.children:
        for content in due:
            cast("nodes.paragraph", title[0]).extend([nodes.Text("; "), *content])
    else:
        title += [nodes.paragraph("", "", *content, classes=["sem-due-line"]) for content in due]


def late_nodes(due: ShownDue, page: Page) -> list[nodes.Node]:
    """Return until when late work is taken, with the author's note: "until Wed 16 June 2021, 23:59 (10 % a day)"."""
    if due.until is None:
        return [nodes.Text(due.note)]
    before, _date, after = str(LATE_UNTIL).partition("%s")
    words = [nodes.Text(before), *date_nodes(due.until, page), nodes.Text(after)]
    return [*words, nodes.Text(f" ({due.note})")] if due.note else words


def due_nodes(due: ShownDue, page: Page) -> list[list[nodes.Node]]:
    """Return when something is due, as the parts of a cell: the moment, and until when late work is taken."""
    parts = [date_nodes(due.date, page)]
    if due.until is not None or due.note:
        word = f"{str(LATE)[:1].lower()}{str(LATE)[1:]} "
        parts.append([nodes.inline("", word, classes=["sem-late"]), *late_nodes(due, page)])
    return parts


def coverage_nodes(covered: ShownCoverage, page: Page) -> list[nodes.Node]:
    """Return the sessions that something is about: "3. Dropout – 8. Neural tangent kernel"."""
    first = place_reference(page, covered.first)
    return [first] if covered.first == covered.last else [first, nodes.Text(" – "), place_reference(page, covered.last)]


_WORDS: dict[str, Callable[[str], str]] = {"kind": kind_in_text, "status": status_word}

#: How each kind of content is written in a cell: the parts, which commas separate.
_CELLS: dict[type, Callable[..., list[list[nodes.Node]]]] = {
    str: lambda text, _page: [[nodes.Text(text)]],
    Text: lambda text, _page: [text_nodes(text)],
    ShownPlace: lambda place, page: [place_with_status(page, place)],
    ShownRemark: lambda remark, _page: [[nodes.emphasis("", remark_words(remark.kind, remark.reason, remark.groups))]],
    ShownWeek: lambda week, page: [[nodes.Text(week_words(week.number, week.first, week.last, page.language))]],
    ShownWord: lambda shown, page: [[_label(_WORDS[shown.of](shown.word), page)]],
    ShownRooms: lambda shown, page: [of_groups([(group, [nodes.Text(room)]) for group, room in shown.rooms], page)],
    ShownDate: lambda date, page: [date_nodes(date, page)],
    ShownDue: due_nodes,
    ShownEvent: lambda event, page: [event_nodes(event, page, labelled=False)],
    ShownCoverage: lambda covered, page: [coverage_nodes(covered, page)],
    ShownLink: lambda link, page: [
        link_nodes(page, link, name=str(RESOURCE_WORDS.get(link.kind, ONLINE)), facts=False)
    ],
    ShownPerson: lambda person, page: [person_nodes(page, person, address=False)],
}
