"""The card of the course's facts."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_seminar.book.shown import ShownCourse, ShownPerson
from sphinx_seminar.rendering.page import Page, fact_list, joined, labelled
from sphinx_seminar.rendering.references import export_reference, index_reference
from sphinx_seminar.rendering.resources import link_nodes, person_nodes
from sphinx_seminar.rendering.text import address_reference
from sphinx_seminar.rendering.words import EXPORT_WORDS, FACT_WORDS, IN_THIS_BOOK, RESOURCE_WORDS, SUBSCRIBE, several


def _spelt_out(page: Page, person: ShownPerson) -> list[nodes.Node]:
    """Return a person's e-mail address where a link cannot be followed: on paper, in plain text."""
    scheme, _colon, address = person.link.partition(":")
    return [nodes.Text(f" <{address}>")] if scheme == "mailto" and not page.interactive else []


def _subscription(page: Page, path: str) -> nodes.reference:
    """Return the link by which a calendar follows the schedule; only a published book can have one."""
    _scheme, _colon, rest = page.base.partition("://")
    return address_reference(f"webcal://{rest.rstrip('/')}/{path}", nodes.Text(str(SUBSCRIBE)))


def render_course(shown: ShownCourse, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return the card: the course's title unless the page's heading says it, the facts, and the author's words."""
    body = list(words)
    card = nodes.container(classes=["sem-course"])
    if body and isinstance(body[0], nodes.rubric):
        title = body.pop(0)
        if title.astext() != page.heading:
            title["heading-level"] = page.level
            title["classes"].append("sem-title")
            card += title
    fields = [labelled(str(FACT_WORDS[fact]), nodes.Text(value)) for fact, value in shown.facts]
    if shown.instructors:
        people = [[*person_nodes(page, person), *_spelt_out(page, person)] for person in shown.instructors]
        fields.append(labelled(several("instructor", len(people)), *joined(people)))
    if shown.links:
        fields.append(labelled(str(RESOURCE_WORDS["link"]), *joined([link_nodes(page, link) for link in shown.links])))
    links = [[index_reference(page, name)] for name in page.indices]
    if page.interactive:
        links += [[export_reference(page, path, str(EXPORT_WORDS[kind]))] for kind, path in shown.files]
        links += [[_subscription(page, path)] for kind, path in shown.files if kind == "ics" and page.base]
    if links:
        fields.append(labelled(str(IN_THIS_BOOK), *joined(links)))
    if fields:
        card += fact_list(page, fields)
    card += body
    return [nodes.target("", "", ids=[shown.anchor]), card]
