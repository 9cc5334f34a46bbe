"""Timelines, gradings, pools of topics, announcements, and the line above a block that waits."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_seminar.book.views.shown import ShownAnnouncement, ShownTimeline
from sphinx_seminar.book.views.values import ShownDate, ShownPlace
from sphinx_seminar.model.views import GradingView, PoolView, ReleaseView
from sphinx_seminar.rendering.cells import cell_line, layout_classes, table_node
from sphinx_seminar.rendering.page import Page, place_reference
from sphinx_seminar.rendering.phrases import release_words
from sphinx_seminar.rendering.print import around
from sphinx_seminar.rendering.print.columns import fit
from sphinx_seminar.rendering.text import text_nodes
from sphinx_seminar.rendering.times import date_nodes
from sphinx_seminar.rendering.words import _, pgettext


def render_timeline(shown: ShownTimeline, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return dates with what happens then."""
    listing = nodes.definition_list(classes=["sem-timeline"])
    for when, text in zip(shown.dates, words, strict=True):
        date = nodes.term("", "", *date_nodes(ShownDate(when, zone=shown.zone), page), classes=["sem-date"])
        listing += nodes.definition_list_item("", date, nodes.definition("", text))
    return [around("dates", listing) if page.prints else listing]


def render_grading(shown: GradingView, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return the parts of a grade with their weights."""
    rows = [
        [_nested(text, level), nodes.paragraph("", weight)]
        for text, weight, level in zip(words, shown.weights, shown.levels, strict=True)
    ]
    return [_table(page, (str(pgettext("of a grade", "Part")), str(_("Weight"))), rows, (60, 20), "sem-grading")]


def _nested(text: nodes.Element, level: int) -> nodes.Element:
    """Mark the level of a part of the grade with dashes, which every output can show."""
    if level:
        text.insert(0, nodes.Text("\u2013 " * level))
    return text


def render_pool(shown: PoolView, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return the topics as a table; the words of its cells come row by row."""
    width = len(shown.headers)
    rows = [words[start : start + width] for start in range(0, len(words), width)]
    return [_table(page, shown.headers, rows, [30] * width, "sem-pool")]


def _table(
    page: Page, headers: Sequence[str], rows: Sequence[Sequence[nodes.Element]], widths: Sequence[int], name: str
) -> nodes.Element:
    columns = [nodes.colspec(colwidth=width) for width in widths]
    heads = [nodes.entry("", nodes.paragraph("", header)) for header in headers]
    lines = [
        [cell_line(page, header, *text.children) for header, text in zip(headers, row, strict=True)] for row in rows
    ]
    drawn = [nodes.row("", *(nodes.entry("", line) for line in row)) for row in lines]
    table = table_node(columns, heads, drawn, *layout_classes(page), name)
    return fit(table) if page.prints else table


def announcement_list(
    items: Sequence[ShownAnnouncement], page: Page, words: Sequence[nodes.Element] = ()
) -> list[nodes.Node]:
    """Return announcements as a list; each has its own place where ``words`` are those of its author.

    On paper those are left out that are over at the end of the term.
    """
    shown = [_item(item, page, words) for item in items if page.interactive or not item.over]
    return [nodes.bullet_list("", *shown, bullet="*", classes=["sem-announcements"])] if shown else []


def _item(item: ShownAnnouncement, page: Page, words: Sequence[nodes.Element]) -> nodes.list_item:
    line = nodes.paragraph()
    if item.words is not None:
        line += nodes.target("", "", ids=[item.place.anchor])
    if item.date is not None:
        line += [*date_nodes(item.date, page), nodes.Text(": ")]
    if item.words is not None:
        line += words[item.words].children
    else:
        line += [
            node
            for piece in item.said
            for node in ([place_reference(page, piece)] if isinstance(piece, ShownPlace) else text_nodes(piece))
        ]
    return nodes.list_item("", line, classes=["sem-ends"] if item.ends else [])


def render_release(shown: ReleaseView, page: Page, _words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return the line as a paragraph; what students never see leaves none in their book."""
    words = release_words(shown.release, page.language, hidden=shown.hidden)
    return [nodes.paragraph("", words, classes=["sem-release"], translatable=False)] if words else []
