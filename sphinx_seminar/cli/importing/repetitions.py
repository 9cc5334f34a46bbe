"""Schedules that a course has twice, as a short one and a long one: their sessions are those of the longer one."""

from __future__ import annotations

from collections.abc import Mapping

from sphinx_seminar.cli.importing.chapters import KINDS, entries_of
from sphinx_seminar.cli.importing.dated_tables import with_dates
from sphinx_seminar.cli.importing.facts import plain
from sphinx_seminar.cli.importing.line_dates import Year, dated
from sphinx_seminar.cli.importing.markdown.blocks import Block
from sphinx_seminar.cli.importing.markdown.outline import Section
from sphinx_seminar.cli.importing.schedule_kinds import is_schedule
from sphinx_seminar.cli.importing.schedules import without_links
from sphinx_seminar.model.text import folded
from sphinx_seminar.reading.sessions.cells import columns_of
from sphinx_seminar.reading.tables import read_table

#: Fewer days may be the same by chance.
_FEW = 4


def repeated_schedules(root: Section, year: Year) -> set[int]:
    """Return the identities of the tables and lists whose sessions another one has, which is longer or stands before.

    They have the same days, with mostly the same titles; or all days alike below headings that name no kind of meeting,
    as in a second language.
    """
    read = [(block, section.title, _titles_by_day(block, year)) for section in root.walk() for block in section.blocks]
    read = sorted((one for one in read if len(one[2]) >= _FEW), key=lambda one: -len(one[2]))
    repeated: set[int] = set()
    for number, (block, heading, days) in enumerate(read):
        for other, other_heading, more in read[:number]:
            named = KINDS.search(heading) or KINDS.search(other_heading)
            if id(other) not in repeated and (_says_the_same(days, more) or (days.keys() == more.keys() and not named)):
                repeated.add(id(block))
    return repeated


def _says_the_same(days: Mapping[str, str], more: Mapping[str, str]) -> bool:
    common = days.keys() & more.keys()
    alike = sum(days[day] == more[day] for day in common)
    return len(common) * 4 >= len(days) * 3 and alike * 2 >= len(common)


def _titles_by_day(block: Block, year: Year) -> dict[str, str]:
    """Return the titles of a schedule by day and hours; nothing for what is none."""
    if block.kind in ("list", "terms"):
        return {entry.date: folded(entry.title) for entry, _more in entries_of(block, year) if entry.date}
    if block.kind != "table":
        return {}
    table = with_dates(read_table(block.text, "markdown").value, year)
    known = columns_of(table).known
    if not is_schedule(table) or "date" not in known:
        return {}
    free = set(range(len(table.headers))) - {number for numbers in known.values() for number in numbers}
    titles = known.get("title") or sorted(free)[:1]
    moments = [known["date"][0], *known.get("start", ())]
    titled = {}
    for row in table.rows:
        cells = [plain(without_links(cell)) for cell in row.cells]
        if day := dated(cells[moments[0]], year):
            hours = " ".join(cells[number] for number in moments[1:])
            titled[f"{day} {hours}"] = folded(" ".join(cells[number] for number in titles))
    return titled
