"""The card of a series: when and where each group meets, with whom, and its calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docutils import nodes

from sphinx_seminar.book.views.shown import ShownMeetings, ShownSeries
from sphinx_seminar.book.views.values import ShownPerson
from sphinx_seminar.model import PERSON_ROLES
from sphinx_seminar.rendering.dates import format_regular
from sphinx_seminar.rendering.page import Page, fact_list, joined, labelled
from sphinx_seminar.rendering.references import export_reference
from sphinx_seminar.rendering.resources import person_nodes
from sphinx_seminar.rendering.sphinx_versions import set_heading_level
from sphinx_seminar.rendering.words import EXPORT_WORDS, FACT_WORDS, TO_BE_ANNOUNCED, WHERE, several


def render_series(shown: ShownSeries, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return the title, a fact for each group, those of all groups, and the author's words."""
    title, *body = words
    set_heading_level(title, page.level)
    title["classes"].append("sem-title")
    fields = [_meetings(meetings, page) for meetings in shown.meetings if meetings.times or meetings.group]
    if shown.location:
        fields.append(labelled(str(WHERE), nodes.Text(shown.location)))
    fields += _people(shown.people, page)
    card = nodes.container(classes=["sem-series"])
    if fields:
        facts = fact_list(page, fields)
        facts["classes"] += ["sem-fields"] if page.interactive else []
        card += facts
    card += body
    return [nodes.target("", "", ids=[shown.anchor]), title, card]


def _meetings(meetings: ShownMeetings, page: Page) -> nodes.field:
    """Return when a group meets, where, with whom, and its calendar."""
    times = [format_regular(time, page.language) + (f", {time.room}" if time.room else "") for time in meetings.times]
    parts: list[list[nodes.Node]] = [[nodes.Text("; ".join(times) or str(TO_BE_ANNOUNCED))]]
    parts += [person_nodes(page, person) for person in meetings.people]
    if page.interactive and meetings.calendar:
        parts.append([export_reference(page, meetings.calendar, str(EXPORT_WORDS["ics"]))])
    label = meetings.group.label if meetings.group is not None else str(FACT_WORDS["meets"])
    return labelled(label, *joined(parts, " · "))


def _people(people: Sequence[ShownPerson], page: Page) -> Iterable[nodes.field]:
    """Yield the people of all groups, role by role."""
    for role in PERSON_ROLES:
        found = [person_nodes(page, person) for person in people if person.role == role]
        if found:
            yield labelled(several(role, len(found)), *joined(found))
