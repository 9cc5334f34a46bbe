"""Session tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from docutils import nodes

from sphinx_seminar.book.columns import column_named
from sphinx_seminar.book.shown import (
    Cell,
    ShownDate,
    ShownLink,
    ShownPerson,
    ShownPlace,
    ShownRemark,
    ShownRow,
    ShownTable,
    ShownWord,
)
from sphinx_seminar.model import Text
from sphinx_seminar.naming import anchor_from
from sphinx_seminar.rendering.columns_on_paper import fit
from sphinx_seminar.rendering.page import Page, joined
from sphinx_seminar.rendering.printed import around
from sphinx_seminar.rendering.references import place_reference
from sphinx_seminar.rendering.resources import person_nodes, table_links
from sphinx_seminar.rendering.text import address_reference, text_nodes
from sphinx_seminar.rendering.times import date_nodes
from sphinx_seminar.rendering.words import (
    COLUMN_WORDS,
    NO_SESSIONS,
    kind_in_text,
    remark_words,
    status_class,
    status_word,
)


def render_table(shown: ShownTable, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return the table; it breaks across printed pages, with its header repeated."""
    if not any(rows for _head, rows in shown.groups):
        return [nodes.paragraph("", str(NO_SESSIONS), classes=["sem-empty"])]
    classes = ["sem-table", "longtable", "colwidths-given"]
    table = nodes.table("", ids=[shown.anchor], classes=[*classes, "sem-searchable"] if shown.searchable else classes)
    above: list[nodes.Node] = []
    if shown.captioned and page.spells and not page.prints:
        # In plain text and manual pages the title of a table is the heading of a section.
        above = [nodes.paragraph("", "", nodes.strong("", "", *words[0].children))]
    elif shown.captioned:
        table += nodes.title("", "", *words[0].children)
    group = nodes.tgroup("", cols=len(shown.columns))
    group += [nodes.colspec(colwidth=column_named(name).width) for name, _header in shown.columns]
    headers = [
        _entry(name, [nodes.Text(header or str(COLUMN_WORDS.get(name, name)))]) for name, header in shown.columns
    ]
    group += nodes.thead("", nodes.row("", *headers))
    body = nodes.tbody()
    for head, rows in shown.groups:
        if head:
            body += nodes.row("", *_group_head(head, page, len(shown.columns)), classes=["sem-group-row"])
        for row in rows:
            body += _row(shown, row, page)
    group += body
    table += group
    addresses = (
        _numbered(table) if page.spells and any(row.anchor for _head, rows in shown.groups for row in rows) else ()
    )
    return [*above, fit(table) if page.prints else table, *_address_list(addresses, page)]


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


def _row(shown: ShownTable, row: ShownRow, page: Page) -> nodes.row:
    """Return a row; the target of its session is in its first cell, where every writer can put one."""
    cells = zip(shown.columns, row.cells, strict=True)
    entries = [_entry(name, cell_nodes(cell, page)) for (name, _header), cell in cells]
    if row.anchor:
        cast("nodes.paragraph", entries[0][0]).insert(0, nodes.target("", "", ids=[row.anchor]))
    return nodes.row("", *entries)


def _entry(name: str, content: list[nodes.Node]) -> nodes.entry:
    entry = nodes.entry("", classes=[anchor_from("sem-col", name)])
    entry += nodes.paragraph("", "", *content)
    return entry


def _group_head(head: Cell, page: Page, columns: int) -> list[nodes.entry]:
    """Return the cells of a group's line: one across the table, where the writer can."""
    entry = nodes.entry("", classes=["sem-group-head"])
    entry += nodes.paragraph("", "", nodes.strong("", "", *cell_nodes(head, page)))
    if not page.spans:
        return [entry, *(nodes.entry("", nodes.paragraph()) for _column in range(columns - 1))]
    entry["morecols"] = columns - 1
    return [entry]


def cell_nodes(cell: Cell, page: Page) -> list[nodes.Node]:
    """Return a cell's content as inline nodes."""
    if isinstance(cell, tuple):
        return joined([part for item in cell for part in _CELLS[type(item)](item, page)])
    return joined(_CELLS[type(cell)](cell, page))


def _place(place: ShownPlace, page: Page) -> list[list[nodes.Node]]:
    """Return a link to a session, with its status in words."""
    found: list[nodes.Node] = [place_reference(page, place)]
    if place.status:
        status = nodes.strong("", f"({status_word(place.status)})", classes=["sem-status", status_class(place.status)])
        found += [nodes.Text(" "), status]
    return [found]


_WORDS: dict[str, Callable[[str], str]] = {"kind": kind_in_text, "status": status_word}

#: How each kind of content is written in a cell: the parts, which commas separate.
_CELLS: dict[type, Callable[..., list[list[nodes.Node]]]] = {
    str: lambda text, _page: [[nodes.Text(text)]],
    Text: lambda text, _page: [text_nodes(text)],
    ShownPlace: _place,
    ShownRemark: lambda remark, _page: [[nodes.emphasis("", remark_words(remark.kind, remark.reason))]],
    ShownWord: lambda shown, _page: [[nodes.Text(_WORDS[shown.of](shown.word))]],
    ShownDate: lambda date, page: [date_nodes(date, page.language)],
    ShownLink: lambda link, page: table_links(page, [link]),
    ShownPerson: lambda person, page: [person_nodes(page, person)],
}
