"""The index pages of a web book: every line linked to all its sessions, with an anchor of its own."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.book.book import CSL_FILE
from sphinx_seminar.book.papers import order_papers
from sphinx_seminar.book.people import people_by_name
from sphinx_seminar.book.views.papers import shown_paper
from sphinx_seminar.book.views.sessions import shown_date
from sphinx_seminar.model import Text
from sphinx_seminar.model.text import letter_of
from sphinx_seminar.rendering.page import Page, export_reference, joined, place_reference
from sphinx_seminar.rendering.papers import citation_line, citation_nodes
from sphinx_seminar.rendering.people import address_sign
from sphinx_seminar.rendering.times import date_nodes
from sphinx_seminar.rendering.words import FACT_WORDS, ROLE_WORDS

if TYPE_CHECKING:
    from sphinx_seminar.book import Book
    from sphinx_seminar.book.people import PersonEntry
    from sphinx_seminar.model.people import Person


def paper_index(book: Book, page: Page) -> nodes.bullet_list:
    """Return every paper with its links and the sessions that list it."""
    listing = nodes.bullet_list(bullet="*", classes=["sem-papers", "sem-index"])
    for entry in order_papers(book.papers.entries, "author"):
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


def person_index(book: Book, page: Page) -> list[nodes.Element]:
    """Return every person with what they do in which session and when, by the letters of their family names."""
    letters: list[nodes.Element] = []
    for letter, entries in groupby(people_by_name(book.people), key=lambda entry: letter_of(entry.person.index_name)):
        listing = nodes.bullet_list("", *(_person(book, page, entry) for entry in entries), bullet="*")
        listing["classes"] = ["sem-people", "sem-index"]
        # No id that a person's line may have, and one in ASCII for every letter.
        anchor = "letter-" + "-".join(f"{ord(sign):x}" for sign in letter)
        letters.append(nodes.section("", nodes.title("", letter), listing, ids=[anchor]))
    return letters


def _person(book: Book, page: Page, entry: PersonEntry) -> nodes.list_item:
    """Return the line of a person: the name, the address, and role by role the sessions."""
    person = entry.person
    name = [_by_family_name(person)]
    if person.link:
        name += [nodes.Text("\u00a0"), address_sign(page, person.link, person.name)]
    if person.note:
        name.append(nodes.Text(f" ({person.note})"))
    sessions: dict[str, list[list[nodes.Node]]] = {}
    for role, session in entry.roles:
        place = book.place_of(session) if session is not None else book.place_of_course()
        date = shown_date(book, session, "date") if session is not None else None
        words: list[nodes.Node] = [place_reference(page, place)]
        if date is not None:
            words += [nodes.Text(" ("), *date_nodes(replace(date, before=None), page), nodes.Text(")")]
        sessions.setdefault(role, []).append(words)
    roles = [[nodes.Text(f"{_role(entry, role)}: "), *joined(places, " · ")] for role, places in sessions.items()]
    card = entry.profile
    if card is not None and (card.written_hours or not roles):
        hours = f"{FACT_WORDS['office-hours']}: {card.written_hours}" if card.written_hours else ""
        label = Text.plain(hours or card.role or person.name)
        roles.append([place_reference(page, replace(book.place_of_person(entry), label=label))])
    return nodes.list_item(
        "",
        nodes.paragraph("", "", *name),
        nodes.paragraph("", "", *joined(roles, "; "), classes=["sem-also"]),
        ids=[entry.anchor],
        classes=["sem-person"],
    )


def _role(entry: PersonEntry, role: str) -> str:
    """Return the word for a role; the one of the person's card where that card has this role."""
    card = entry.profile
    return card.role if card is not None and card.counts_as == role else str(ROLE_WORDS[role][0])


def _by_family_name(person: Person) -> nodes.Node:
    """Return a name with the family name set off, by which the index is sorted."""
    family = person.index_name.partition(",")[0]
    before, found, behind = person.name.rpartition(family)
    if not found:
        return nodes.strong("", person.name)
    marked = nodes.inline("", family, classes=["sem-family"])
    return nodes.strong("", "", nodes.Text(before), marked, nodes.Text(behind))


def downloads(book: Book, page: Page) -> list[nodes.Node]:
    """Return the links to the papers of the book as other programs read them."""
    files = {"BibTeX": book.papers_file, "CSL-JSON": CSL_FILE if "csl" in book.sources.exports else ""}
    links = [[export_reference(page, path, name)] for name, path in files.items() if path]
    return [nodes.paragraph("", "", *joined(links, " · "), classes=["sem-export"])] if links else []
