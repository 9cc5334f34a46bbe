"""The index pages of a web book: every line linked to all its sessions, with an anchor of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar.book import CSL_FILE
from sphinx_seminar.book.paper_lines import shown_paper
from sphinx_seminar.domain import domain_of
from sphinx_seminar.indices import BookIndex, PaperIndex, PersonIndex, papers_in_order, people_in_order
from sphinx_seminar.linking import publishes_files
from sphinx_seminar.rendering.page import Page, joined
from sphinx_seminar.rendering.papers import citation_nodes
from sphinx_seminar.rendering.references import export_reference, place_reference
from sphinx_seminar.rendering.text import address_reference
from sphinx_seminar.rendering.words import ROLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_seminar.book import Book


def paper_index(book: Book, page: Page) -> nodes.bullet_list:
    """Return every paper with its links and the sessions that list it."""
    listing = nodes.bullet_list(bullet="*", classes=["sem-papers", "sem-index"])
    for entry in papers_in_order(book):
        shown = shown_paper(book, entry)
        assert shown.citation is not None
        line = nodes.paragraph("", "", *citation_nodes(shown.citation, not shown.pasted, shown.links))
        sessions = [[place_reference(page, book.place_of(session))] for session in book.sessions_of(entry)]
        item = nodes.list_item("", line, ids=[entry.anchor], classes=["sem-paper"])
        if sessions:
            item += nodes.paragraph("", "", *joined(sessions, "; "), classes=["sem-also"])
        listing += item
    return listing


def person_index(book: Book, page: Page) -> nodes.bullet_list:
    """Return every person with what they do in which session."""
    listing = nodes.bullet_list(bullet="*", classes=["sem-people", "sem-index"])
    for entry in people_in_order(book):
        name: nodes.Node = nodes.strong("", entry.person.name)
        if entry.person.link:
            name = address_reference(entry.person.link, name)
        note = [nodes.Text(f" ({entry.person.note})")] if entry.person.note else []
        roles = []
        for role, session in entry.roles:
            place = book.place_of(session) if session is not None else book.place_of_course()
            roles.append([nodes.Text(f"{ROLE_WORDS[role][0]}: "), place_reference(page, place)])
        listing += nodes.list_item(
            "",
            nodes.paragraph("", "", name, *note),
            nodes.paragraph("", "", *joined(roles, "; "), classes=["sem-also"]),
            ids=[entry.anchor],
            classes=["sem-person"],
        )
    return listing


_PAGES: dict[str, tuple[type[BookIndex], Callable[[Book, Page], nodes.Element]]] = {
    "sem-papers": (PaperIndex, paper_index),
    "sem-people": (PersonIndex, person_index),
}


def draw_index_page(
    app: Sphinx, pagename: str, _templatename: str, context: dict[str, Any], _doctree: nodes.document | None
) -> str | None:
    """Put an index page of ours into the theme's page for documents, in place of Sphinx's table of letters."""
    if pagename not in _PAGES or "indextitle" not in context:
        return None
    index, draw = _PAGES[pagename]
    page = Page(pagename, app.config.language, interactive=True)
    book = domain_of(app.env).book
    title = nodes.title("", str(index.localname))
    section = nodes.section("", title, draw(book, page), ids=[pagename])
    if pagename == "sem-papers" and publishes_files(app.builder):
        section += _downloads(book, page)
    _resolve(app, pagename, section)
    # As for every document, before it is written: an index page has no numbers of its own.
    vars(app.builder).update(secnumbers={}, fignumbers={})
    context["body"] = cast("StandaloneHTMLBuilder", app.builder).render_partial(section)["fragment"]
    context["title"] = str(index.localname)
    return "page.html"


def _downloads(book: Book, page: Page) -> list[nodes.Node]:
    """Return the links to the papers of the book as other programs read them."""
    files = {"BibTeX": book.papers_file, "CSL-JSON": CSL_FILE if "csl" in book.sources.exports else ""}
    links = [[export_reference(page, path, name)] for name, path in files.items() if path]
    return [nodes.paragraph("", "", *joined(links, " · "), classes=["sem-export"])] if links else []


def _resolve(app: Sphinx, pagename: str, section: nodes.section) -> None:
    """Resolve the references of a page that is no document."""
    domain = domain_of(app.env)
    for node in list(section.findall(addnodes.pending_xref)):
        words = cast("nodes.Element", node[0])
        link = domain.resolve_xref(
            app.env, pagename, app.builder, node["reftype"], node["reftarget"], node, words.deepcopy()
        )
        node.replace_self(link if link is not None else words)


def setup_index_pages(app: Sphinx) -> None:
    """Connect the drawing of the two pages."""
    app.connect("html-page-context", draw_index_page)
