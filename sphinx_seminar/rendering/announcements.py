"""Announcements, in lists and on the pages of sessions."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_seminar.book.views.shown import ShownAnnouncement, ShownAnnouncements
from sphinx_seminar.book.views.values import ShownPlace
from sphinx_seminar.rendering.page import Page
from sphinx_seminar.rendering.references import place_reference
from sphinx_seminar.rendering.text import text_nodes
from sphinx_seminar.rendering.times import date_nodes


def render_announcements(shown: ShownAnnouncements, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return the list of announcements; on paper without those that are over at the end of the term."""
    return announcement_list(shown.items, page, words)


def announcement_list(
    items: Sequence[ShownAnnouncement], page: Page, words: Sequence[nodes.Element] = ()
) -> list[nodes.Node]:
    """Return announcements as a list; each has its own place where ``words`` are those of its author."""
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
