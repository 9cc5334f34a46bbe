"""The papers for other programs: BibTeX, CSL-JSON (``csl-data.json`` of citationstyles.org), ``course.json``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sphinx_seminar.book import Book, PaperEntry
from sphinx_seminar.book.views.papers import paper_links, shown_paper
from sphinx_seminar.citing.csl import csl_item
from sphinx_seminar.exports.edition import Edition
from sphinx_seminar.exports.values import fields_of, given, json_items
from sphinx_seminar.model import Author, Paper

#: The fields of a paper that stand in the data word for word.
_TEXTS = (
    *("key", "kind", "year", "month", "venue", "series", "volume", "issue", "pages", "article_number", "edition"),
    *("publisher", "institution", "address", "doi", "arxiv", "arxiv_class", "isbn", "url", "pdf", "accessed"),
    *("abstract", "note", "pasted"),
)


def bibliographies(book: Book) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of ``papers.bib``, and of one file for each session that lists papers."""
    if book.papers.entries:
        yield book.papers_file, _entries(book, book.papers.entries)
    for session in book.sessions:
        papers = book.papers.of(session)
        if papers:
            yield book.session_file(session, "bib"), _entries(book, papers)


def _entries(book: Book, papers: Iterable[PaperEntry]) -> str:
    """Return the entries that the lists show, with an empty line between them."""
    return "\n".join(shown_paper(book, entry).bibtex for entry in papers)


def csl_json(book: Book) -> str:
    """Return every paper of the book as CSL-JSON."""
    items = [csl_item(paper) for entry in book.papers.entries for paper in (entry.paper, *entry.versions)]
    return json_items(items) + "\n"


def paper_data(edition: Edition, entry: PaperEntry) -> dict[str, Any]:
    """Return a paper for ``course.json``; ``understood`` is false where its fields say less than was pasted."""
    book, paper = edition.book, entry.paper
    place = book.place_of_paper(entry, "")
    return {"understood": paper.sure, "citation": str(shown_paper(book, entry).citation)} | given(
        **fields_of(paper, *_TEXTS),
        title=str(paper.title),
        authors=_authors(paper.authors),
        editors=_authors(paper.editors),
        more_authors=_more(paper),
        links=[{"kind": kind, "address": target} for kind, _label, target in paper_links(paper)],
        sessions=[session.name for session in book.sessions_of(entry)],
        place=edition.address(place.docname, place.anchor) if place.docname else "",
    )


def _authors(authors: Iterable[Author]) -> list[dict[str, Any]]:
    return [
        {"family": author.family}
        | given(**fields_of(author, "given", "particle", "suffix"), organisation=author.organisation or None)
        for author in authors
    ]


def _more(paper: Paper) -> str:
    """Return the place of unnamed authors ("et al."): after the last named one, or before it ("…, Zhang")."""
    if not paper.truncated:
        return ""
    return "before-last" if paper.last_after_gap else "after"
