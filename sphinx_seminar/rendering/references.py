"""Links from a view to places, people and files of the book; the domain resolves them for each builder."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar.book.views.values import ShownPlace
from sphinx_seminar.model.resource import FileFact
from sphinx_seminar.rendering.builders import escaped
from sphinx_seminar.rendering.page import Page
from sphinx_seminar.rendering.print.commands import page_of
from sphinx_seminar.rendering.text import text_nodes
from sphinx_seminar.rendering.words import INDEX_WORDS, status_class, status_word


def _reference(page: Page, kind: str, target: str, words: nodes.Element) -> addnodes.pending_xref:
    return addnodes.pending_xref(
        "", words, refdomain="sem", reftype=kind, reftarget=target, refexplicit=True, refdoc=page.docname, refwarn=False
    )


def place_reference(page: Page, place: ShownPlace, *, classes: tuple[str, ...] = ()) -> nodes.Element:
    """Return a link to a session or a paper, or its words where nothing can be linked."""
    words = nodes.inline("", "", *text_nodes(place.label), classes=list(classes))
    if not place.docname:
        return words
    reference = _reference(page, "place", f"{place.docname}#{place.anchor}", words)
    if place.title:
        reference["title"] = place.title
    return reference


def place_with_page(page: Page, place: ShownPlace) -> list[nodes.Node]:
    """Return a link to a place, on paper with its page."""
    link = place_reference(page, place)
    if not page.pages or not place.docname:
        return [link]
    return [link, nodes.Text(", "), page_of(place.docname, place.anchor, worded=True)]


def place_with_status(page: Page, place: ShownPlace) -> list[nodes.Node]:
    """Return a link to a session, with its status in words."""
    found: list[nodes.Node] = [place_reference(page, place)]
    if place.status:
        classes = ["sem-status", status_class(place.status)]
        # A web page draws a badge, which needs no brackets.
        words = status_word(place.status) if page.interactive else f"({status_word(place.status)})"
        found += [nodes.Text(" "), nodes.strong("", words, classes=classes)]
    return found


def person_reference(page: Page, name: str) -> nodes.Element:
    """Return a link to a person's line in the people index."""
    return _reference(page, "person", name, nodes.inline("", name))


def index_reference(page: Page, name: str) -> nodes.Element:
    """Return a link to an index page of the book."""
    return _reference(page, "place", f"{name}#", nodes.inline("", str(INDEX_WORDS[name])))


def export_reference(page: Page, path: str, label: str, words: nodes.Element | None = None) -> nodes.Element:
    """Return a link to a file that the build writes beside the pages: its label, or what stands for it."""
    return _reference(page, "file", escaped(path), nodes.inline("", label) if words is None else words)


def file_link(page: Page, file: FileFact, label: str, fragment: str = "") -> nodes.Element:
    """Return a link to a local file of the book, or to the page that is made of it."""
    if file.document:
        words = nodes.inline("", label)
        return addnodes.pending_xref(
            "",
            words,
            refdomain="std",
            reftype="doc",
            reftarget=f"/{file.document}",
            refexplicit=True,
            refdoc=page.docname,
            refwarn=False,
        )
    return _reference(page, "file", escaped(file.path) + fragment, nodes.inline("", label))
