"""The page that a view is rendered for, and the small nodes of all views: facts, titles, links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar.book.views.values import ShownPlace
from sphinx_seminar.model.resource import FileFact
from sphinx_seminar.rendering.builders import escaped
from sphinx_seminar.rendering.phrases import status_class, status_word
from sphinx_seminar.rendering.print import around, page_of
from sphinx_seminar.rendering.text import address_reference, text_nodes
from sphinx_seminar.rendering.web.elements import fold
from sphinx_seminar.rendering.words import INDEX_WORDS, SUBSCRIBE, SUBSCRIBE_NOW, _


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


def labelled(name: object, *content: nodes.Node, classes: tuple[str, ...] = ()) -> nodes.field:
    """Return a line of a field list: a name and inline content."""
    body = nodes.field_body("", nodes.paragraph("", "", *content))
    return nodes.field("", nodes.field_name("", str(name)), body, classes=list(classes))


def fact_list(page: Page, fields: Sequence[nodes.field]) -> list[nodes.Element]:
    """Return lines as a field list, on paper with their names in a column, or nothing where there are none."""
    listing = nodes.field_list("", *fields, classes=["sem-fields"] if page.interactive else [])
    return [around("facts", listing) if page.prints else listing] if fields else []


def as_heading(rubric: nodes.Element, page: Page, *classes: str) -> nodes.Element:
    """Have a rubric (a heading that opens no section) drawn at the level of the headings below its place.

    MyST-Parser 3 draws every rubric itself, and reads the level from an attribute of its own.
    """
    rubric["heading-level"] = rubric["level"] = page.level
    rubric["classes"] += classes
    return rubric


def titled(page: Page, anchor: str, words: Sequence[nodes.Element]) -> tuple[list[nodes.Node], Sequence[nodes.Element]]:
    """Divide an author's words into the title, as a heading with the anchor, and the rest."""
    title, *rest = words
    # A target of its own: the LaTeX writer gives labels to targets, not to rubrics.
    return [nodes.target("", "", ids=[anchor]), as_heading(title, page, "sem-title")], rest


def joined(parts: Sequence[Sequence[nodes.Node]], separator: str = ", ") -> list[nodes.Node]:
    """Return inline parts with a separator between them."""
    joint: list[nodes.Node] = []
    for part in parts:
        if joint:
            joint.append(nodes.Text(separator))
        joint += part
    return joint


def picture(path: str, words: str, **attributes: str) -> nodes.image:
    """Return an image with its file resolved: views are drawn after Sphinx has collected the images of documents."""
    return nodes.image(uri=path, alt=words, candidates={"*": path}, **attributes)


def _reference(page: Page, kind: str, target: str, words: nodes.Element, domain: str = "sem") -> nodes.Element:
    """Return a link that a domain resolves when the builder is known."""
    goal = {"refdomain": domain, "reftype": kind, "reftarget": target}
    return addnodes.pending_xref("", words, **goal, refexplicit=True, refdoc=page.docname, refwarn=False)


def place_reference(page: Page, place: ShownPlace) -> nodes.Element:
    """Return a link to a session or a paper, or its words where nothing can be linked."""
    words = nodes.inline("", "", *text_nodes(place.label))
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
    link: list[nodes.Node] = [place_reference(page, place)]
    if place.status:
        classes = ["sem-status", status_class(place.status)]
        # A web page draws a badge, which needs no brackets.
        words = status_word(place.status) if page.interactive else f"({status_word(place.status)})"
        link += [nodes.Text(" "), nodes.strong("", words, classes=classes)]
    return link


def person_reference(page: Page, name: str) -> nodes.Element:
    """Return a link to a person's line in the people index."""
    return _reference(page, "person", name, nodes.inline("", name))


def index_reference(page: Page, name: str) -> nodes.Element:
    """Return a link to an index page of the book."""
    return _reference(page, "place", f"{name}#", nodes.inline("", str(INDEX_WORDS[name])))


def export_reference(page: Page, path: str, label: str, words: nodes.Element | None = None) -> nodes.Element:
    """Return a link to a file that the build writes beside the pages; its words are ``label``, or other ``words``."""
    return _reference(page, "file", escaped(path), nodes.inline("", label) if words is None else words)


def file_link(page: Page, file: FileFact, label: str, fragment: str = "") -> nodes.Element:
    """Return a link to a local file of the book, or to the page that is made of it."""
    words = nodes.inline("", label)
    if file.document:
        return _reference(page, "doc", f"/{file.document}", words, domain="std")
    return _reference(page, "file", escaped(file.path) + fragment, words)


def webcal_address(page: Page, path: str) -> str:
    """Return the address by which a calendar follows a file; ``""`` where the book does not know its own."""
    _scheme, _colon, rest = page.base.partition("://")
    return f"webcal://{rest.rstrip('/')}/{path}" if rest else ""


def subscription(page: Page, path: str, groups: Sequence[tuple[str, str]] = ()) -> nodes.Element:
    """Return a fold on following a calendar: its address with an instruction, and a ``webcal:`` link.

    Where the book does not know its own address, the browser does, and completes it. ``groups`` are those that have
    calendars of their own, as (label, path).
    """
    #: Before the address of a calendar, for those who have to give it to their program themselves.
    how = _(
        "In a calendar program choose to add a calendar from the internet, and give it this address; "
        "it then follows every change:"
    )
    unfolding = fold(
        SUBSCRIBE,
        nodes.paragraph("", "", nodes.Text(f"{how} "), export_reference(page, path, path)),
        classes=("sem-subscribe", "no-search"),
    )
    if address := webcal_address(page, path):
        link = address_reference(address, nodes.Text(str(SUBSCRIBE_NOW)), classes=("sem-webcal",))
        unfolding += nodes.paragraph("", "", link)
    for label, own in groups:
        address = webcal_address(page, own)
        followed = address_reference(address, nodes.Text(own)) if address else None
        unfolding += nodes.paragraph("", "", nodes.Text(f"{label}: "), followed or export_reference(page, own, own))
    return unfolding
