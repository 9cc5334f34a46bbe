"""The papers of the book for other programs: BibTeX, and CSL-JSON (``csl-data.json`` of citationstyles.org)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_seminar.book import Book, PaperEntry
from sphinx_seminar.book.files import papers_file, session_file
from sphinx_seminar.book.views.papers import shown_paper
from sphinx_seminar.citing.csl_json import csl_item
from sphinx_seminar.exports.values import json_items


def bibliographies(book: Book) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of ``papers.bib``, and of one file for each session that lists papers."""
    if book.papers:
        yield papers_file(book), _entries(book, book.papers)
    for session in book.sessions:
        papers = book.papers_of(session)
        if papers:
            yield session_file(book, session, "bib"), _entries(book, papers)


def _entries(book: Book, papers: Iterable[PaperEntry]) -> str:
    """Return the entries that the lists show, with an empty line between them."""
    return "\n".join(shown_paper(book, entry).bibtex for entry in papers)


def csl_json(book: Book) -> str:
    """Return every paper of the book as CSL-JSON."""
    items = [csl_item(paper) for entry in book.papers for paper in (entry.paper, *entry.versions)]
    return json_items(items) + "\n"
