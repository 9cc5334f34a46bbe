"""Decks where they stand in the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_seminar.rendering.page import Page
from sphinx_seminar.rendering.print.commands import around
from sphinx_seminar.rendering.resources import link_nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_seminar.book.views.values import ShownSlides


class embedded_deck(nodes.General, nodes.Element):  # noqa: N801 -- docutils names its nodes in lower case
    """A PDF shown inside a web page, over the picture of its first page.

    Its ``path`` and ``preview`` are paths from the book's folder; ``address`` and ``preview_address`` are what the page
    has for them, set when the page is known.
    """


def render_slides(shown: ShownSlides, page: Page, _words: Sequence[nodes.Element]) -> list[nodes.Node]:
    """Return a link to the deck, with the deck itself above it where it is embedded and the output can hold it."""
    words = link_nodes(page, shown.link)
    if shown.inline:
        return words
    link = nodes.paragraph("", "", *words, classes=["sem-deck-link"])
    file = shown.link.file
    if not shown.embed or file is None or not file.pages:
        return [link]
    box = nodes.container("", link, classes=["sem-deck"])
    title = shown.link.label or file.path
    if page.interactive:
        box.insert(
            0,
            embedded_deck(
                path=file.path,
                fragment=shown.link.fragment,
                title=title,
                docname=page.docname,
                preview=file.preview,
                preview_size=file.preview_size,
            ),
        )
    elif page.prints:
        image = nodes.image(uri=file.path, alt=title, width="60%")
        image["candidates"] = {"*": file.path}
        return [nodes.container("", around("frame", image), around("below", *words), classes=["sem-deck"])]
    return [box]


def _open(writer: HTML5Translator, node: embedded_deck) -> None:
    """Write the viewer over the picture of the first page.

    The picture holds the viewer's place until the reader comes near and the PDF is loaded, and stays where style sheets
    hide the viewer: on paper and on phones, whose browsers show no PDF within a page. It leads to the deck as the link
    below does, and is left to those who see it.
    """
    writer.body.append(writer.starttag(nodes.inline(), "div", CLASS="sem-deck-frame"))
    address = node["address"] + node["fragment"]
    if node["preview"]:
        width, height = node["preview_size"]
        hidden: dict[str, Any] = {"aria-hidden": "true", "tabindex": "-1"}
        writer.body.append(
            writer.starttag(nodes.inline(), "a", "", CLASS="sem-deck-preview", href=address, **hidden)
            + writer.emptytag(
                nodes.inline(),
                "img",
                "",
                src=node["preview_address"],
                alt="",
                width=str(width),
                height=str(height),
                loading="lazy",
            )
            + "</a>\n"
        )
    # In a window as small as this the pages come before the viewer's list of them.
    whole_width = f"{node['fragment'] or '#view=FitH'}&navpanes=0"
    viewer: dict[str, Any] = {"src": node["address"] + whole_width, "title": node["title"], "loading": "lazy"}
    writer.body.append(
        f"{writer.starttag(nodes.inline(), 'iframe', '', CLASS='sem-deck-view', **viewer)}</iframe>\n</div>\n"
    )


def _close(_writer: HTML5Translator, _node: embedded_deck) -> None:
    """Everything is written when the node is opened."""


def setup_embedded_deck(app: Sphinx) -> None:
    """Register the node with the only writers that meet it."""
    app.add_node(embedded_deck, html=(_open, _close))
