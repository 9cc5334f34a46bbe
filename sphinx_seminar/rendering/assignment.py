"""The header of an assignment, and its deadline wherever one is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from docutils import nodes

from sphinx_seminar.book.views.shown import ShownAssignment
from sphinx_seminar.book.views.values import ShownCoverage, ShownDue
from sphinx_seminar.rendering.actions import action_list, link_actions
from sphinx_seminar.rendering.page import Page, fact_list, joined, labelled
from sphinx_seminar.rendering.references import place_reference
from sphinx_seminar.rendering.resources import link_nodes
from sphinx_seminar.rendering.sphinx_versions import set_heading_level
from sphinx_seminar.rendering.times import date_nodes
from sphinx_seminar.rendering.web.elements import web
from sphinx_seminar.rendering.words import (
    ASSIGNMENT,
    COVERS,
    DUE,
    HANDED_OUT,
    LATE,
    LATE_UNTIL,
    PART_OF,
    RESOURCE_WORDS,
    points_word,
)

#: Resources that a reader opens before anything else.
_FIRST = ("exercises", "submit")


def render_assignment(shown: ShownAssignment, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return the title (where the assignment brings one), the line that says when it is due, its facts, its body."""
    found: list[nodes.Node] = []
    body = list(words)
    if shown.titled:
        title = body.pop(0)
        set_heading_level(title, page.level)
        title["classes"].append("sem-title")
        found += [nodes.target("", "", ids=[shown.anchor]), title]
    # The class of sessions: a browser says in the line how far it is.
    header = nodes.container("", _summary(shown, page), classes=["sem-session", "sem-assignment"])
    if page.interactive:
        header += action_list(link_actions(page, [link for link in shown.links if link.kind in _FIRST]))
    fields = list(_fields(shown, page))
    if fields:
        facts = fact_list(page, fields)
        facts["classes"] += ["sem-fields"] if page.interactive else []
        header += facts
    header += body
    return [*found, header]


def _summary(shown: ShownAssignment, page: Page) -> nodes.Element:
    """Return the line above the facts: "Assignment · Due Mon 14 June 2021, 23:59 · 20 points"."""
    parts: list[list[nodes.Node]] = [[nodes.inline("", str(ASSIGNMENT), classes=["sem-kind"])]]
    if shown.due is not None:
        due = nodes.inline("", f"{DUE}: ", classes=["sem-due"])
        parts.append([due, *date_nodes(shown.due.date, page)])
    if shown.points:
        parts.append([nodes.Text(points_word(shown.points))])
    line = joined(parts, " · ")
    if page.interactive:
        return web("p", {"data-work": shown.name, "data-title": shown.title}, *line, classes=("sem-summary",))
    return nodes.paragraph("", "", *line, classes=["sem-summary"])


def _fields(shown: ShownAssignment, page: Page) -> Iterator[nodes.field]:
    """Yield the facts that the line above does not say."""
    if shown.out is not None:
        yield labelled(str(HANDED_OUT), *date_nodes(shown.out, page))
    if shown.due is not None and (shown.due.until is not None or shown.due.note):
        yield labelled(str(LATE), *late_nodes(shown.due, page))
    if shown.part_of:
        yield labelled(str(PART_OF), nodes.Text(shown.part_of))
    if shown.covers:
        yield labelled(str(COVERS), *joined([coverage_nodes(covered, page) for covered in shown.covers]))
    for kind, links in groupby(shown.links, key=lambda link: link.kind):
        listed = list(links)
        if (
            page.interactive
            and kind in _FIRST
            and not any(link.label or link.file or not link.target for link in listed)
        ):
            continue
        yield labelled(
            str(RESOURCE_WORDS[kind]), *joined([link_nodes(page, link) for link in listed]), classes=(f"sem-{kind}",)
        )


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
        label = str(LATE)
        parts.append(
            [nodes.inline("", f"{label[:1].lower()}{label[1:]} ", classes=["sem-late"]), *late_nodes(due, page)]
        )
    return parts


def coverage_nodes(covered: ShownCoverage, page: Page) -> list[nodes.Node]:
    """Return the sessions that something is about: "3. Dropout – 8. Neural tangent kernel"."""
    first = place_reference(page, covered.first)
    return [first] if covered.first == covered.last else [first, nodes.Text(" – "), place_reference(page, covered.last)]
