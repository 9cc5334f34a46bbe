"""Decks where they stand in the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.rendering.page import Page
from sphinx_seminar.rendering.print.commands import around
from sphinx_seminar.rendering.resources import link_nodes
from sphinx_seminar.rendering.web.elements import embedded_deck
from sphinx_seminar.rendering.words import FIRST_PAGE

if TYPE_CHECKING:
    from sphinx_seminar.book.views.shown import ShownSlides


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
    title = shown.link.label or file.title or file.path
    if page.interactive:
        box.insert(
            0,
            embedded_deck(
                path=file.path,
                fragment=shown.link.fragment,
                title=str(FIRST_PAGE) % title,
                docname=page.docname,
                preview=file.preview,
                preview_size=file.preview_size,
            ),
        )
    elif page.prints:
        image = nodes.image(uri=file.path, alt=title, width="60%")
        image["candidates"] = {"*": file.path}
        return [nodes.container("", around("frame", image), around("below", *words), classes=["sem-deck"])]
    elif page.packs and file.preview:
        # Found beside the doctrees and put into the archive by the transform that draws views.
        image = nodes.image(uri=file.preview, alt=title, deck=file.path)
        image["candidates"] = {"*": file.preview}
        box.insert(0, image)
    return [box]
