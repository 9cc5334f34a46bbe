"""Deadlines in session tables: below the title of a session, in a row of their own, or in a column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from docutils import nodes

from sphinx_seminar.book.views.values import ShownEvent
from sphinx_seminar.rendering.dates import format_time
from sphinx_seminar.rendering.page import Page
from sphinx_seminar.rendering.references import place_reference
from sphinx_seminar.rendering.times import group_part
from sphinx_seminar.rendering.words import DUE, says_due


def event_nodes(event: ShownEvent, page: Page, *, timed: bool = True, labelled: bool = True) -> list[nodes.Node]:
    """Return what is due: the word for it, the hour, what it is, and for which group.

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
