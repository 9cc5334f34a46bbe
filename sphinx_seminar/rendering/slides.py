"""Decks where they stand in the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.rendering.page import Page
from sphinx_seminar.rendering.printed import around

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_seminar.book.shown import ShownSlides


class embedded_deck(nodes.General, nodes.Element):  # noqa: N801 -- docutils names its nodes in lower case
    """A PDF shown inside a web page; its children are what a browser without a viewer shows instead."""


def render_slides(shown: ShownSlides, page: Page, _words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return a link to the deck, with the deck itself above it where it is embedded and the output can hold it."""
    from sphinx_seminar.rendering.resources import link_nodes

    words = link_nodes(page, shown.link)
    if shown.inline:
        return words
    link = nodes.paragraph("", "", *words, classes=["sem-deck-link"])
    file = shown.link.file
    if not shown.embed or file is None or not file.pages:
        return [link]
    box = nodes.container("", link, classes=["sem-deck"])
    if page.interactive:
        deck = embedded_deck(path=file.path, title=shown.link.label or file.path, docname=page.docname)
        deck += nodes.paragraph("", "", *link_nodes(page, shown.link))
        box.insert(0, deck)
    elif page.prints:
        image = nodes.image(uri=file.path, alt=shown.link.label or file.path, width="60%")
        image["candidates"] = {"*": file.path}
        return [nodes.container("", around("frame", image), around("below", *words), classes=["sem-deck"])]
    return [box]


def _open(writer: HTML5Translator, node: embedded_deck) -> None:
    writer.body.append(
        writer.starttag(
            nodes.inline(),
            "object",
            data=node["address"],
            type="application/pdf",
            CLASS="sem-deck-view",
            **{"aria-label": node["title"]},
        )
    )


def _close(writer: HTML5Translator, _node: embedded_deck) -> None:
    writer.body.append("</object>\n")


def setup_embedded_deck(app: Sphinx) -> None:
    """Register the node with the only writers that meet it."""
    app.add_node(embedded_deck, html=(_open, _close))
