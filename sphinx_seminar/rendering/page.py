"""The page that a view is rendered for, and small nodes that many views use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docutils import nodes

from sphinx_seminar.rendering.print.commands import around


@dataclass(frozen=True, slots=True)
class Page:
    """The page that a view stands on.

    ``interactive`` says that the output is a web page, where a deck can be embedded and an entry unfolded; ``prints``
    that it is LaTeX, ``packs`` that it is a page of an EPUB, ``pages`` that its references name pages, ``spells`` that
    nobody can follow its links, so that addresses are spelt out. ``level`` is the level of a heading below the place,
    ``heading`` the words of the heading above.
    ``indices`` are the index pages that the book has, ``spans`` tells whether a cell can span columns.
    ``base`` is the address of the published book, if it knows its own, and ``handout`` that of the page's PDF.
    """

    docname: str
    language: str
    interactive: bool = False
    prints: bool = False
    packs: bool = False
    spells: bool = False
    pages: bool = False
    level: int = 2
    heading: str = ""
    indices: tuple[str, ...] = ()
    spans: bool = True
    base: str = ""
    handout: str = ""


def labelled(name: str, *content: nodes.Node, classes: tuple[str, ...] = ()) -> nodes.field:
    """Return a line of a field list: a name and inline content."""
    body = nodes.field_body("", nodes.paragraph("", "", *content))
    return nodes.field("", nodes.field_name("", name), body, classes=list(classes))


def fact_list(page: Page, fields: Sequence[nodes.field]) -> nodes.Element:
    """Return lines as a field list; on paper with their names in a column."""
    listing = nodes.field_list("", *fields)
    return around("facts", listing) if page.prints else listing


def joined(parts: Sequence[Sequence[nodes.Node]], separator: str = ", ") -> list[nodes.Node]:
    """Return inline parts with a separator between them."""
    found: list[nodes.Node] = []
    for part in parts:
        if found:
            found.append(nodes.Text(separator))
        found += part
    return found
