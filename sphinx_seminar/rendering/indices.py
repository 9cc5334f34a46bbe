"""The index pages of a web book: every line linked to all its sessions, with an anchor of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.book import CSL_FILE
from sphinx_seminar.book.papers import order_papers
from sphinx_seminar.book.people import people_by_name
from sphinx_seminar.book.views.links import shown_paper
from sphinx_seminar.model import Text
from sphinx_seminar.rendering.page import Page, joined
from sphinx_seminar.rendering.papers import citation_line, citation_nodes
from sphinx_seminar.rendering.references import export_reference, place_reference
from sphinx_seminar.rendering.text import address_reference
from sphinx_seminar.rendering.words import FACT_WORDS, ROLE_WORDS

if TYPE_CHECKING:
    from sphinx_seminar.book import Book


def paper_index(book: Book, page: Page) -> nodes.bullet_list:
    """Return every paper with its links and the sessions that list it."""
    listing = nodes.bullet_list(bullet="*", classes=["sem-papers", "sem-index"])
    for entry in order_papers(book.papers, "author"):
        shown = shown_paper(book, entry)
        assert shown.citation is not None
        line = citation_line(shown.key, page)
        line += citation_nodes(shown.citation, shown.address)
        sessions = [[place_reference(page, book.place_of(session))] for session in book.sessions_of(entry)]
        item = nodes.list_item("", line, ids=[entry.anchor], classes=["sem-paper"])
        if sessions:
            item += nodes.paragraph("", "", *joined(sessions, "; "), classes=["sem-also"])
        listing += item
    return listing


def person_index(book: Book, page: Page) -> nodes.bullet_list:
    """Return every person with what they do in which session."""
    listing = nodes.bullet_list(bullet="*", classes=["sem-people", "sem-index"])
    for entry in people_by_name(book.people):
        name: nodes.Node = nodes.strong("", entry.person.name)
        if entry.person.link:
            name = address_reference(entry.person.link, name)
        note = [nodes.Text(f" ({entry.person.note})")] if entry.person.note else []
        roles = []
        for role, session in entry.roles:
            place = book.place_of(session) if session is not None else book.place_of_course()
            called = entry.profile.role if entry.profile is not None and entry.profile.counts_as == role else ""
            word = called if session is None and called else str(ROLE_WORDS[role][0])
            roles.append([nodes.Text(f"{word}: "), place_reference(page, place)])
        if entry.profile is not None:
            card = entry.profile
            words = Text.plain(
                f"{FACT_WORDS['office-hours']}: {card.written_hours}" if card.written_hours else card.role
            )
            if card.written_hours or not roles:
                words = words or Text.plain(card.person.name)
                roles.append([place_reference(page, replace(book.place_of_person(entry), label=words))])
        listing += nodes.list_item(
            "",
            nodes.paragraph("", "", name, *note),
            nodes.paragraph("", "", *joined(roles, "; "), classes=["sem-also"]),
            ids=[entry.anchor],
            classes=["sem-person"],
        )
    return listing


def downloads(book: Book, page: Page) -> list[nodes.Node]:
    """Return the links to the papers of the book as other programs read them."""
    files = {"BibTeX": book.papers_file, "CSL-JSON": CSL_FILE if "csl" in book.sources.exports else ""}
    links = [[export_reference(page, path, name)] for name, path in files.items() if path]
    return [nodes.paragraph("", "", *joined(links, " · "), classes=["sem-export"])] if links else []
