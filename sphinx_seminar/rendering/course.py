"""The card of the course's facts."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_seminar.book.views.values import ShownCourse, ShownPerson
from sphinx_seminar.rendering.page import Page, fact_list, joined, labelled
from sphinx_seminar.rendering.references import export_reference, index_reference, place_with_status
from sphinx_seminar.rendering.resources import link_nodes, person_nodes
from sphinx_seminar.rendering.sphinx_versions import set_heading_level
from sphinx_seminar.rendering.subscription import webcal_address
from sphinx_seminar.rendering.text import address_reference
from sphinx_seminar.rendering.times import date_nodes
from sphinx_seminar.rendering.web.elements import web, web_box
from sphinx_seminar.rendering.words import EXPORT_WORDS, FACT_WORDS, IN_THIS_BOOK, RESOURCE_WORDS, SUBSCRIBE, several


def _spelt_out(page: Page, person: ShownPerson) -> list[nodes.Node]:
    """Return a person's e-mail address where a link cannot be followed: on paper, in plain text."""
    scheme, _colon, address = person.link.partition(":")
    if scheme != "mailto":
        return []
    written = f" <{address}>"
    return [web("span", {"data-paper-only": written}) if page.interactive else nodes.Text(written)]


def _upcoming(shown: ShownCourse, page: Page) -> nodes.Element:
    """Return all sessions by date, hidden: the browser shows the next of them, or nothing."""
    listing = nodes.bullet_list(bullet="*")
    for date, place in shown.agenda:
        line = [*place_with_status(page, place), nodes.Text(" · "), *date_nodes(date, page)]
        listing += nodes.list_item("", nodes.paragraph("", "", *line))
    return web_box({"hidden": ""}, listing, classes=("sem-upcoming", "no-search"))


def render_course(shown: ShownCourse, page: Page, words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return the card: the course's title unless the page's heading says it, the facts, and the author's words."""
    body = list(words)
    card = nodes.container(classes=["sem-course"])
    if body and isinstance(body[0], nodes.rubric):
        title = body.pop(0)
        if title.astext() != page.heading:
            set_heading_level(title, page.level)
            title["classes"].append("sem-title")
            card += title
    if shown.agenda and page.interactive:
        card += _upcoming(shown, page)
    fields = [labelled(str(FACT_WORDS[fact]), nodes.Text(value)) for fact, value in shown.facts]
    if shown.instructors:
        people = [[*person_nodes(page, person), *_spelt_out(page, person)] for person in shown.instructors]
        fields.append(labelled(several("instructor", len(people)), *joined(people)))
    if shown.links:
        fields.append(labelled(str(RESOURCE_WORDS["link"]), *joined([link_nodes(page, link) for link in shown.links])))
    links = [[index_reference(page, name)] for name in page.indices]
    if page.interactive:
        links += [[export_reference(page, path, str(EXPORT_WORDS[kind]))] for kind, path in shown.files]
        addresses = [webcal_address(page, path) for kind, path in shown.files if kind == "ics"]
        links += [[address_reference(address, nodes.Text(str(SUBSCRIBE)))] for address in addresses if address]
    if links:
        fields.append(labelled(str(IN_THIS_BOOK), *joined(links)))
    if fields:
        card += fact_list(page, fields)
    card += body
    return [nodes.target("", "", ids=[shown.anchor]), card]
