"""The chapters "Papers" and "People" at the end of a printed book, with the pages that have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.book.papers import order_papers
from sphinx_seminar.book.people import people_by_name
from sphinx_seminar.book.views.links import shown_paper
from sphinx_seminar.rendering.page import joined
from sphinx_seminar.rendering.print.commands import around, page_of
from sphinx_seminar.rendering.text import text_nodes
from sphinx_seminar.rendering.words import INDEX_WORDS, ROLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Set

    from sphinx_seminar.book import Book
    from sphinx_seminar.book.views.values import ShownPlace


def index_chapters(book: Book, docname: str, docnames: Set[str], wanted: bool | Collection[str]) -> list[nodes.section]:
    """Return the chapters that are wanted (``latex_domain_indices``), of what stands in the documents of one book.

    They belong to its first document, ``docname``.
    """
    names = [name for name in _CHAPTERS if wanted is True or (wanted is not False and name in wanted)]
    chapters = []
    for name in names:
        lines = _CHAPTERS[name](book, docnames)
        if lines:
            how = "columns" if name == "sem-people" else "small"
            title = nodes.title("", str(INDEX_WORDS[name]))
            chapters.append(nodes.section("", title, around(how, *lines), ids=[name], docname=docname))
    return chapters


def _papers(book: Book, docnames: Set[str]) -> list[nodes.Element]:
    lines = []
    for entry in order_papers(book.papers, "author"):
        citation = shown_paper(book, entry).citation
        places = [book.place_of(session) for session in book.sessions_of(entry)]
        listed = [
            _with_page(place, book.own_anchor(entry, place.docname) or place.anchor)
            for place in places
            if place.docname in docnames
        ]
        if not listed:
            place = book.place_of_paper(entry, "")
            listed = [[page_of(place.docname, place.anchor, worded=True)]] if place.docname in docnames else []
        if citation is not None and listed:
            words = [part for text in (citation.before, citation.title, citation.after) for part in text_nodes(text)]
            lines.append(_line(entry.anchor, [*words, nodes.Text(" \u2014 "), *joined(listed, "; ")]))
    return lines


def _people(book: Book, docnames: Set[str]) -> list[nodes.Element]:
    lines = []
    for entry in people_by_name(book.people):
        roles: list[list[nodes.Node]] = []
        for role, session in entry.roles:
            place = book.place_of(session) if session is not None else book.place_of_course()
            words = text_nodes(place.label) if session is not None else [nodes.Text(str(ROLE_WORDS[role][0]))]
            if place.docname in docnames:
                roles.append([*words, nodes.Text(", "), page_of(place.docname, place.anchor)])
        if roles:
            name = nodes.strong("", entry.person.index_name)
            lines.append(_line(entry.anchor, [name, nodes.Text(": "), *joined(_once(roles), "; ")]))
    return lines


def _once(roles: list[list[nodes.Node]]) -> list[list[nodes.Node]]:
    """Leave out what is said already: somebody who chairs and speaks in one session."""
    return list({"".join(node.astext() for node in role): role for role in reversed(roles)}.values())[::-1]


def _with_page(place: ShownPlace, anchor: str) -> list[nodes.Node]:
    return [*text_nodes(place.label), nodes.Text(", "), page_of(place.docname, anchor, worded=True)]


def _line(anchor: str, content: list[nodes.Node]) -> nodes.Element:
    return around("hanging", nodes.target("", "", ids=[anchor]), *content)


_CHAPTERS: dict[str, Callable[[Book, Set[str]], list[nodes.Element]]] = {"sem-papers": _papers, "sem-people": _people}
