"""Timelines, gradings and pools of topics."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_seminar.book.shown import ShownGrading, ShownPool, ShownTimeline
from sphinx_seminar.rendering.columns_on_paper import fit
from sphinx_seminar.rendering.dates import format_when
from sphinx_seminar.rendering.page import Page
from sphinx_seminar.rendering.printed import around
from sphinx_seminar.rendering.words import PART_OF_GRADE, WEIGHT


def render_timeline(shown: ShownTimeline, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return dates with what happens then."""
    listing = nodes.definition_list(classes=["sem-timeline"])
    for when, text in zip(shown.dates, words, strict=True):
        date = nodes.term("", format_when(when, page.language), classes=["sem-date"])
        listing += nodes.definition_list_item("", date, nodes.definition("", text))
    return [around("dates", listing) if page.prints else listing]


def render_grading(shown: ShownGrading, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return the parts of a grade with their weights."""
    rows = [
        nodes.row("", nodes.entry("", text), _cell(weight)) for text, weight in zip(words, shown.weights, strict=True)
    ]
    head = nodes.row("", _cell(str(PART_OF_GRADE)), _cell(str(WEIGHT)))
    return [_table(head, rows, (60, 20), "sem-grading", page)]


def render_pool(shown: ShownPool, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return the topics as a table; the words of its cells come row by row."""
    width = len(shown.headers)
    cells = [nodes.entry("", text) for text in words]
    rows = [nodes.row("", *cells[start : start + width]) for start in range(0, len(cells), width)]
    head = nodes.row("", *(_cell(header) for header in shown.headers))
    return [_table(head, rows, [30] * width, "sem-pool", page)]


def _cell(text: str) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", text))


def _table(head: nodes.row, rows: Sequence[nodes.row], widths: Sequence[int], name: str, page: Page) -> nodes.Element:
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in widths), cols=len(widths))
    group += nodes.thead("", head)
    group += nodes.tbody("", *rows)
    table = nodes.table("", group, classes=["sem-table", "longtable", "colwidths-given", name])
    return fit(table) if page.prints else table
