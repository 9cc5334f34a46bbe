"""Tables of sessions and of assignments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from docutils import nodes

from sphinx_seminar.book.views.columns import COLUMNS, WORK_COLUMNS, column_in
from sphinx_seminar.book.views.shown import ShownRow, ShownTable
from sphinx_seminar.book.views.values import (
    Cell,
    ShownDate,
    ShownGroup,
    ShownLink,
    ShownPerson,
    ShownPlace,
    ShownRegular,
    ShownWord,
)
from sphinx_seminar.model.text import anchor_from
from sphinx_seminar.rendering.cells import (
    cell_line,
    cell_nodes,
    event_nodes,
    layout_classes,
    put_caption,
    put_due,
    row_across,
    table_node,
)
from sphinx_seminar.rendering.dates import format_months, format_regular
from sphinx_seminar.rendering.page import Page, export_reference, joined, subscription
from sphinx_seminar.rendering.phrases import kind_in_text, papers_word
from sphinx_seminar.rendering.print import around
from sphinx_seminar.rendering.print.columns import fit
from sphinx_seminar.rendering.resources import papers_action
from sphinx_seminar.rendering.text import address_reference
from sphinx_seminar.rendering.times import group_part, names_zone, unsaid_moments
from sphinx_seminar.rendering.web.elements import fold, group_entry, web, web_box
from sphinx_seminar.rendering.words import (
    ADD_TO_CALENDAR,
    COLUMN_WORDS,
    KIND_WORDS,
    NO_SESSIONS,
    WORK_WORDS,
    _,
    pgettext,
)

_HEADERS = COLUMN_WORDS | WORK_WORDS
#: Columns whose cells say what they are; of the others a phone names the column.
_CLEAR = COLUMN_WORDS.keys() | {"exercises", "solution", "submit"}
#: Columns that say when; on a phone they stand at the left of their rows.
_WHEN = frozenset({"date", "time", "weekday", "week"})
#: Columns that a web page leaves out where the caption says what most rows share; other rows say it in their lines.
_SHARED = ("time", "location", "kind")
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
        return [
            nodes.paragraph("", str(_("No assignments yet.") if shown.works else NO_SESSIONS), classes=["sem-empty"])
        ]
    drawing = _Table(shown, page)
    heads = [_entry(name, nodes.paragraph("", header)) for name, header in drawing.headers.items()]
    columns = [nodes.colspec(colwidth=drawing.width(name)) for name in drawing.headers]
    classes = ["sem-searchable" if shown.searchable else "", "sem-dated" if drawing.dated else ""]
    table = table_node(columns, heads, drawing.rows(), *layout_classes(page), *classes)
    table["ids"].append(shown.anchor)
    above = put_caption(table, drawing.caption(words), page)
    declares = any(row.anchor for _head, rows in shown.groups for row in rows)
    below: list[nodes.Element] = _address_list(_numbered(table), page) if page.spells and declares else []
    if page.interactive and shown.choice:
        above.append(_choice([group for group, _path in shown.choice]))
    if page.interactive and shown.calendar:
        calendars = [(group.label, path) for group, path in shown.choice if path]
        below.insert(0, subscription(page, shown.calendar, calendars))
    if page.prints:
        return [*above, fit(table), *below]
    wide = page.interactive and len(columns) >= _WIDE
    return [*above, web_box(table, classes=("sem-wide", "full-width")) if wide else table, *below]


def _choice(groups: Sequence[ShownGroup]) -> nodes.Element:
    """Return the links by which a reader chooses groups: the browser keeps the choice, and leaves out the others."""
    links = [group_part(group, nodes.Text(group.label), tag="a") for group in groups]
    for link, group in zip(links, groups, strict=True):
        link["attributes"]["href"] = f"?group={group.key}"
    #: What undoes the choice.
    links.append(web("a", {"href": "?group="}, nodes.Text(str(pgettext("of participants", "all")))))
    parts = joined([[link] for link in links], " · ")
    #: Before the groups of the course, among which a reader chooses.
    yours = str(_("Your groups"))
    return nodes.paragraph("", "", nodes.Text(f"{yours}: "), *parts, classes=["sem-choice", "no-search"])


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


class _Table:
    """A table while it is drawn; ``headers`` are the words above its columns, by their names."""

    def __init__(self, shown: ShownTable, page: Page) -> None:
        self.shown, self.page = shown, page
        self.regular = shown.regular if page.interactive else None
        self.headers = {
            name: header or str(_HEADERS.get(name, name))
            for name, header in shown.columns
            if self.regular is None or name not in _SHARED
        }

    @property
    def dated(self) -> bool:
        """Whether nothing but the date and the number stands before the title of a row."""
        names = list(self.headers)
        before = set(names[: names.index("title")]) if "title" in names else set()
        return bool(before & _WHEN) and before <= {*_WHEN, "number"}

    def caption(self, words: Sequence[nodes.Element]) -> list[nodes.Node]:
        """Return the author's caption, and behind it what most rows of a web page share."""
        caption = list(words[0].children) if self.shown.captioned else []
        if self.regular is not None:
            said = regular_words(self.regular, self.page.language)
            caption.append(nodes.Text(f". {said}" if caption else said))
        return caption

    def width(self, name: str) -> int:
        """Return the width of a column; names of time zones need room for a word that nothing breaks."""
        cells = [self._cells(row)[name] for _head, rows in self.shown.groups for row in rows]
        dates = [cell for cell in cells if isinstance(cell, ShownDate)]
        zones = [len(date.when.timezone) + 2 for date in dates if names_zone(date)]
        if any(date.also and date.aspect == "time" and date.when.starts is not None for date in dates):
            zones.append(_CLOCKS_WIDTH)
        own = column_in(WORK_COLUMNS, name).width if self.shown.works else column_in(COLUMNS, name).width
        return max([own, *zones])

    def rows(self) -> Iterator[nodes.row]:
        """Yield the rows below the heads of their groups."""
        for head, rows in self.shown.groups:
            if head:
                entry = (group_entry if self.page.interactive else nodes.entry)("", classes=["sem-group-head"])
                entry += nodes.paragraph("", "", nodes.strong("", "", *cell_nodes(head, self.page)))
                yield row_across(entry, len(self.headers), self.page)
            yield from map(self._row, rows)

    def _row(self, row: ShownRow) -> nodes.row:
        """Return a row; the target of its session is in its first cell, where every writer can put one."""
        page, cells = self.page, self._cells(row)
        lines = {
            name: cell_line(
                page, header, *cell_nodes(_shortened(cells[name], row, page), page), order=_order(cells[name])
            )
            for name, header in self.headers.items()
        }
        if row.anchor:
            next(iter(lines.values())).insert(0, nodes.target("", "", ids=[row.anchor]))
        if page.interactive:
            self._complete(lines, row, cells)
        entries = {name: _entry(name, line) for name, line in lines.items()}
        for cell in _at_no_regular_time(row, cells) if self.regular is not None else ():
            entries["date"] += nodes.paragraph("", "", *cell_nodes(cell, page), classes=["sem-hours"])
        if row.due:
            alone = row.state == "milestone"
            due = [event_nodes(event, page, timed=not (alone and "time" in lines)) for event in row.due]
            put_due(entries["title"], due, page, alone=alone)
        return nodes.row("", *entries.values(), classes=[_STATES[row.state]] if page.interactive and row.state else [])

    def _complete(self, lines: dict[str, nodes.Element], row: ShownRow, cells: dict[str, Cell]) -> None:
        """Add to the lines of a web page what the browser is told, and what no column has."""

        def line_of(*wanted: str) -> nodes.Element:
            return next((lines[name] for name in wanted if name in lines), next(iter(lines.values())))

        if row.work:
            line_of("title")["attributes"] |= {"data-work": row.work, "data-title": _title_of(row)}
        if row.date is not None:
            line_of("title").extend(unsaid_moments(row.date))
        if row.calendar:
            line_of("time", "date", "title").append(_calendar_sign(row, self.page))
        if self.regular is not None and (kind := _kind_unsaid(cells)) is not None:
            line_of("title").extend([nodes.Text(" "), *cell_nodes(kind, self.page)])
        if row.reading is not None:
            (papers,) = papers_action(self.page, row.papers, row.reading)
            line_of("resources").extend([nodes.Text(" "), *papers])
        papers_cell = cells.get("papers")
        if isinstance(papers_cell, tuple) and len(papers_cell) > 1:
            # Their names fill many lines, and are for those who look for one.
            lines["papers"] = fold(papers_word(len(papers_cell)), lines["papers"])

    def _cells(self, row: ShownRow) -> dict[str, Cell]:
        """Return the cells of a row by the names of their columns, with those that are not shown."""
        cells: dict[str, Cell] = {
            name: cell for (name, _header), cell in zip(self.shown.columns, row.cells, strict=True)
        }
        date = cells.get("date")
        if self.regular is not None and isinstance(date, ShownDate) and date.aspect == "date":
            # The hours of a regular row stand in its date, for readers whose clock shows others.
            aspect = "held" if row.regular else "day-of-term"
            others = tuple(replace(other, aspect=aspect) for other in date.others)
            cells["date"] = replace(date, aspect=aspect, others=others)
        return cells


def regular_words(regular: ShownRegular, language: str) -> str:
    """Return when a course meets: "April – July 2021: Mon 14:00–16:00, MI 02.07.014, unless a row says otherwise"."""
    rooms = {meeting.room for meeting in regular.meetings}
    times = []
    for meeting in regular.meetings:
        apart = f" ({meeting.room})" if len(rooms) > 1 and meeting.room else ""
        times.append(format_regular(meeting, language) + apart)
    place = [room for room in rooms if room] if len(rooms) == 1 else []
    months = format_months(regular.first, regular.last, language)
    #: ``%s`` is when and where a course meets: "Mon 14:00–16:00, MI 02.07.014".
    unless = _("%s, unless a row says otherwise")
    return f"{months}: {str(unless) % ', '.join([*times, *place])}"


def _at_no_regular_time(row: ShownRow, cells: dict[str, Cell]) -> list[Cell]:
    """Return hours and place of a row that the caption says nothing of."""
    if row.regular or row.state == "milestone":
        return []
    return [cell for name in ("time", "location") if (cell := cells.get(name))]


def _kind_unsaid(cells: dict[str, Cell]) -> ShownWord | None:
    """Return the kind of a row where it is an author's own and the title does not say it."""
    kind, title = cells.get("kind"), cells.get("title")
    said = str(title.label).casefold() if isinstance(title, ShownPlace) else ""
    if not isinstance(kind, ShownWord) or kind.word in KIND_WORDS or kind_in_text(kind.word).casefold() in said:
        return None
    return kind


def _order(cell: Cell) -> str:
    """Return what a cell of people sorts by: their names as an index has them."""
    people = cell if isinstance(cell, tuple) else ()
    return "; ".join(person.index_name for person in people if isinstance(person, ShownPerson))


def _shortened(cell: Cell, row: ShownRow, page: Page) -> Cell:
    """Return the resources of a row by the words for their kinds, where one of a kind needs no name of its own.

    The page of a session has their names; a session that stands in this table alone has no other place for them.
    """
    if not page.interactive or not isinstance(cell, tuple) or row.anchor:
        return cell
    kinds = Counter(item.kind for item in cell if isinstance(item, ShownLink))

    def shortened(item: ShownLink) -> ShownLink:
        plain = item.kind in _PLAIN and (item.file is not None or item.target) and kinds[item.kind] == 1
        return replace(item, label="") if plain else item

    return cast("Cell", tuple(shortened(item) if isinstance(item, ShownLink) else item for item in cell))


def _title_of(row: ShownRow) -> str:
    return next((str(cell.label) for cell in row.cells if isinstance(cell, ShownPlace)), "")


def _calendar_sign(row: ShownRow, page: Page) -> nodes.Node:
    """Return a link to the file of one session: a sign with a name, since a cell has no room for its words."""
    words = str(ADD_TO_CALENDAR)
    title = _title_of(row)
    sign = web("span", {"role": "img", "aria-label": f"{words}: {title}" if title else words, "title": words})
    return nodes.inline("", "", export_reference(page, row.calendar, words, sign), classes=["sem-calendar"])


def _entry(name: str, line: nodes.Element) -> nodes.entry:
    own = [] if name in _CLEAR else ["sem-other"]
    return nodes.entry("", line, classes=[anchor_from("sem-col", name), *own])
