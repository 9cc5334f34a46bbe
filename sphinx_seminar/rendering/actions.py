"""The actions of a session's head: see the slides, join, read, subscribe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from docutils import nodes

from sphinx_seminar.book.views.values import ShownLink, ShownPlace
from sphinx_seminar.model import Text
from sphinx_seminar.rendering.page import Page
from sphinx_seminar.rendering.references import place_reference
from sphinx_seminar.rendering.resources import link_nodes
from sphinx_seminar.rendering.text import address_reference
from sphinx_seminar.rendering.words import JOIN_ONLINE, RESOURCE_WORDS, papers_word


def action_list(actions: Iterable[list[nodes.Node]]) -> list[nodes.Element]:
    """Return actions as a list that is drawn as buttons, or nothing where there are none."""
    items = [nodes.list_item("", nodes.paragraph("", "", *action)) for action in actions]
    return [nodes.bullet_list("", *items, bullet="*", classes=["sem-actions"])] if items else []


def link_actions(page: Page, links: Iterable[ShownLink]) -> Iterator[list[nodes.Node]]:
    """Yield the links by the word for their kind, which several of one kind number: "Slides 2"."""
    known = [link for link in links if link.file is not None or link.target]
    kinds = Counter(link.kind for link in known)
    numbers: Counter[str] = Counter()
    for link in known:
        numbers[link.kind] += 1
        number = f" {numbers[link.kind]}" if kinds[link.kind] > 1 else ""
        yield link_nodes(page, replace(link, label=f"{RESOURCE_WORDS[link.kind]}{number}"), facts=False)


def online_action(online: str, label: str = "") -> list[list[nodes.Node]]:
    """Return the way into a session that one can join from elsewhere."""
    return (
        [[address_reference(online, nodes.Text(label or str(JOIN_ONLINE)), classes=("sem-address",))]] if online else []
    )


def papers_action(page: Page, papers: int, reading: ShownPlace | None) -> list[list[nodes.Node]]:
    """Return the way to the papers of a session, which says how many there are."""
    if not papers or reading is None:
        return []
    named = replace(reading, label=Text.plain(papers_word(papers)))
    return [[nodes.inline("", "", place_reference(page, named), classes=["sem-reading"])]]
