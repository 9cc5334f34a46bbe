"""Session tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from docutils import nodes

from sphinx_seminar.book.views.columns import COLUMNS, WORK_COLUMNS, column_in
from sphinx_seminar.book.views.shown import ShownRow, ShownTable
from sphinx_seminar.book.views.values import Cell, ShownDate, ShownGroup, ShownLink, ShownPerson, ShownPlace
from sphinx_seminar.model.text import anchor_from
from sphinx_seminar.rendering.cells import (
    cell_line,
    cell_nodes,
    event_nodes,
    fill_table,
    put_caption,
    put_due,
    row_across,
    table_node,
)
from sphinx_seminar.rendering.page import Page, export_reference, joined, subscription
from sphinx_seminar.rendering.phrases import papers_word
from sphinx_seminar.rendering.print import around
from sphinx_seminar.rendering.print.columns import fit
from sphinx_seminar.rendering.resources import papers_action
from sphinx_seminar.rendering.said_once import differing, regular_words, without_regular
from sphinx_seminar.rendering.text import address_reference
from sphinx_seminar.rendering.times import group_part, names_zone, unsaid_moments
from sphinx_seminar.rendering.web.elements import fold, group_entry, web, web_box
from sphinx_seminar.rendering.words import (
    ADD_TO_CALENDAR,
    ALL_GROUPS,
    COLUMN_WORDS,
    NO_SESSIONS,
    NO_WORK,
    WORK_WORDS,
    YOUR_GROUPS,
)

_HEADERS = COLUMN_WORDS | WORK_WORDS
#: Columns whose cells say what they are; of the others a phone names the column.
_TOLD = COLUMN_WORDS.keys() | {"exercises", "solution", "submit"}
#: Columns that say when; on a phone they stand at the left of their rows.
_WHEN = frozenset({"date", "time", "weekday", "week"})
#: From how many columns on a table takes what a page has beside its text, in themes that leave it empty.
_WIDE = 5
#: The width of a column of times that stand on other clocks besides (characters).
_CLOCKS_WIDTH = 22
#: Resources of which the word for their kind says all that a reader of a row wants to know.
_PLAIN = ("slides", "recording", "notes")
#: The classes of rows by what has become of them.
_STATES = {
    "cancelled": "sem-cancelled",
    "free": "sem-free",
    "no-meeting": "sem-exception",
    "break": "sem-break",
    "milestone": "sem-milestone",
}


def render_table(shown: ShownTable, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return the table; it breaks across printed pages, with its header repeated."""
    if not any(rows for _head, rows in shown.groups):
        return [nodes.paragraph("", str(NO_WORK if shown.works else NO_SESSIONS), classes=["sem-empty"])]
    whole, said = shown, ""
    if page.interactive and shown.regular is not None:
        said = regular_words(shown.regular, page.language)
        shown = without_regular(whole)
    table = table_node(page, "sem-searchable" if shown.searchable else "", "sem-dated" if _dated(shown) else "")
    table["ids"].append(shown.anchor)
    caption = list(words[0].children) if shown.captioned else []
    if said:
        caption += [nodes.Text(f". {said}" if caption else said)]
    above = put_caption(table, caption, page)
    headers = [header or str(_HEADERS.get(name, name)) for name, header in shown.columns]
    names = [name for name, _header in shown.columns]
    heads = [_entry(name, nodes.paragraph("", header)) for name, header in zip(names, headers, strict=True)]
    columns = [nodes.colspec(colwidth=_width(shown, number)) for number in range(len(names))]
    fill_table(table, columns, heads, _rows(shown, whole, page, headers))
    declares = any(row.anchor for _head, rows in shown.groups for row in rows)
    addresses = _numbered(table) if page.spells and declares else []
    choice: list[nodes.Node] = []
    below: list[nodes.Node] = []
    if page.interactive and shown.choice:
        choice.append(_choice([group for group, _path in shown.choice]))
    if page.interactive and shown.calendar:
        calendars = [(group.label, path) for group, path in shown.choice if path]
        below.append(subscription(page, shown.calendar, calendars))
    return [*above, *choice, _placed(table, page, len(names)), *below, *_address_list(addresses, page)]


def _choice(groups: Sequence[ShownGroup]) -> nodes.Element:
    """Return the links by which a reader chooses groups: the browser keeps the choice, and leaves out the others."""
    links = [group_part(group, nodes.Text(group.label), tag="a") for group in groups]
    for link, group in zip(links, groups, strict=True):
        link["attributes"]["href"] = f"?group={group.key}"
    links.append(web("a", {"href": "?group="}, nodes.Text(str(ALL_GROUPS))))
    parts = joined([[link] for link in links], " · ")
    return nodes.paragraph("", "", nodes.Text(f"{YOUR_GROUPS}: "), *parts, classes=["sem-choice", "no-search"])


def _placed(table: nodes.table, page: Page, columns: int) -> nodes.Element:
    if page.prints:
        return fit(table)
    return web_box(table, classes=("sem-wide", "full-width")) if page.interactive and columns >= _WIDE else table


def _dated(shown: ShownTable) -> bool:
    """Tell whether nothing but the date and the number stands before the title of a row."""
    names = [name for name, _header in shown.columns]
    before = set(names[: names.index("title")]) if "title" in names else set()
    return bool(before & _WHEN) and before <= {*_WHEN, "number"}


def _width(shown: ShownTable, number: int) -> int:
    """Return the width of a column; names of time zones need room for a word that nothing breaks."""
    cells = [cell for _head, rows in shown.groups for row in rows if isinstance(cell := row.cells[number], ShownDate)]
    zones = [len(cell.when.timezone) + 2 for cell in cells if names_zone(cell)]
    zones += [_CLOCKS_WIDTH for cell in cells if cell.also and cell.aspect == "time" and cell.when.starts is not None]
    name = shown.columns[number][0]
    own = column_in(WORK_COLUMNS, name).width if shown.works else column_in(COLUMNS, name).width
    return max([own, *zones])


def _numbered(table: nodes.table) -> list[str]:
    """Put numbers behind the links of a table that declares its sessions; return the addresses of the numbers."""
    numbers: dict[str, int] = {}
    for link in list(table.findall(nodes.reference)):
        number = numbers.setdefault(link["refuri"], len(numbers) + 1)
        link.parent.insert(link.parent.index(link) + 1, nodes.Text(f" [{number}]"))
    return list(numbers)


def _address_list(addresses: Sequence[str], page: Page) -> list[nodes.Element]:
    """Return what the numbers in a table stand for, since no other page has the addresses of its sessions."""
    if not addresses:
        return []
    lines = [
        nodes.line("", f"[{number}] ", address_reference(address, nodes.Text(address)))
        for number, address in enumerate(addresses, 1)
    ]
    block = nodes.line_block("", *lines, classes=["sem-addresses"])
    return [around("small", block) if page.prints else block]


def _order(cell: Cell) -> str:
    """Return what a cell of people sorts by: their names as an index has them."""
    people = cell if isinstance(cell, tuple) else ()
    return "; ".join(person.index_name for person in people if isinstance(person, ShownPerson))


def _rows(shown: ShownTable, whole: ShownTable, page: Page, headers: Sequence[str]) -> Iterator[nodes.row]:
    """Yield the rows below the heads of their groups; ``whole`` is the table with all columns that its data have."""
    for (head, rows), (_head, known) in zip(shown.groups, whole.groups, strict=True):
        if head:
            entry = (group_entry if page.interactive else nodes.entry)("", classes=["sem-group-head"])
            entry += nodes.paragraph("", "", nodes.strong("", "", *cell_nodes(head, page)))
            yield row_across(entry, len(shown.columns), page)
        for row, all_of_it in zip(rows, known, strict=True):
            yield _row(shown, row, page, headers, *(() if whole is shown else differing(whole, all_of_it)))


def _row(
    shown: ShownTable,
    row: ShownRow,
    page: Page,
    headers: Sequence[str],
    where: Sequence[Cell] = (),
    kind: Cell | None = None,
) -> nodes.row:
    """Return a row; the target of its session is in its first cell, where every writer can put one.

    ``where`` and ``kind`` are what stands below its date and behind its title, where no columns have it.
    """
    names = [name for name, _header in shown.columns]
    cells = [_shortened(cell, row) if page.interactive else cell for cell in row.cells]
    lines = [
        cell_line(page, header, *cell_nodes(cell, page), order=_order(cell))
        for header, cell in zip(headers, cells, strict=True)
    ]

    def line_of(*wanted: str) -> nodes.Element:
        return lines[next((names.index(name) for name in wanted if name in names), 0)]

    if row.anchor:
        lines[0].insert(0, nodes.target("", "", ids=[row.anchor]))
    if page.interactive and row.work:
        line_of("title")["attributes"] |= {"data-work": row.work, "data-title": _title_of(row)}
    if page.interactive and row.date is not None:
        line_of("title").extend(unsaid_moments(row.date))
    if page.interactive and row.calendar:
        line_of("time", "date", "title").append(_calendar_sign(row, page))
    if kind is not None:
        line_of("title").extend([nodes.Text(" "), *cell_nodes(kind, page)])
    if page.interactive and row.reading is not None:
        (papers,) = papers_action(page, row.papers, row.reading)
        line_of("resources").extend([nodes.Text(" "), *papers])
    if page.interactive and "papers" in names:
        place = names.index("papers")
        lines[place] = _folded(lines[place], row.cells[place])
    entries = [_entry(name, line) for name, line in zip(names, lines, strict=True)]
    if where:
        below = [nodes.paragraph("", "", *cell_nodes(cell, page), classes=["sem-hours"]) for cell in where]
        entries[names.index("date")] += below
    if row.due:
        alone = row.state == "milestone"
        due = [event_nodes(event, page, timed=not (alone and "time" in names)) for event in row.due]
        put_due(entries[names.index("title")], due, page, alone=alone)
    return nodes.row("", *entries, classes=[_STATES[row.state]] if page.interactive and row.state else [])


def _shortened(cell: Cell, row: ShownRow) -> Cell:
    """Return the resources of a row by the words for their kinds, where one of a kind needs no name of its own.

    The page of a session has their names; a session that stands in this table alone has no other place for them.
    """
    if not isinstance(cell, tuple) or row.anchor:
        return cell
    kinds = Counter(item.kind for item in cell if isinstance(item, ShownLink))

    def shortened(item: ShownLink) -> ShownLink:
        plain = item.kind in _PLAIN and (item.file is not None or item.target) and kinds[item.kind] == 1
        return replace(item, label="") if plain else item

    return cast("Cell", tuple(shortened(item) if isinstance(item, ShownLink) else item for item in cell))


def _folded(line: nodes.Element, papers: Cell) -> nodes.Element:
    """Put several papers behind their number: their names fill many lines, and are for those who look for one."""
    return fold(papers_word(len(papers)), line) if isinstance(papers, tuple) and len(papers) > 1 else line


def _title_of(row: ShownRow) -> str:
    return next((str(cell.label) for cell in row.cells if isinstance(cell, ShownPlace)), "")


def _calendar_sign(row: ShownRow, page: Page) -> nodes.Node:
    """Return a link to the file of one session: a sign with a name, since a cell has no room for its words."""
    words = str(ADD_TO_CALENDAR)
    title = _title_of(row)
    sign = web("span", {"role": "img", "aria-label": f"{words}: {title}" if title else words, "title": words})
    return nodes.inline("", "", export_reference(page, row.calendar, words, sign), classes=["sem-calendar"])


def _entry(name: str, line: nodes.Element) -> nodes.entry:
    own = [] if name in _TOLD else ["sem-other"]
    return nodes.entry("", line, classes=[anchor_from("sem-col", name), *own])
