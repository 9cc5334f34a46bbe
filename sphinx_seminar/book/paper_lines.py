"""One paper as a line of a list."""

from __future__ import annotations

from sphinx_seminar.book import Book, PaperEntry
from sphinx_seminar.book.views.links import paper_links
from sphinx_seminar.book.views.values import ShownPaper
from sphinx_seminar.citing import cite
from sphinx_seminar.citing.bibtex import bibtex_entry
from sphinx_seminar.model import Paper


def shown_paper(book: Book, entry: PaperEntry) -> ShownPaper:
    """Return what every list shows of a paper: its citation in the book's style, its links, its BibTeX.

    It is the same wherever the paper is listed, and made once.
    """
    known = book.lines.get(entry.paper.key)
    if known is None:
        known = book.lines[entry.paper.key] = _shown(book, entry.paper)
    return known


def _shown(book: Book, paper: Paper) -> ShownPaper:
    # Where the author's own words are shown, the addresses in them are links already.
    links = tuple(link for link in paper_links(paper) if paper.sure or link[2] not in paper.pasted)
    return ShownPaper(
        key=paper.key,
        citation=cite(paper, book.sources.style, book.sources.words),
        pasted=not paper.sure,
        links=links,
        bibtex=bibtex_entry(paper),
        abstract=paper.abstract,
        written=paper.pasted if paper.sure else "",
    )
