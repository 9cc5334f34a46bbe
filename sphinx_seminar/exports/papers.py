"""The papers of the book for other programs: BibTeX, and CSL-JSON (``csl-data.json`` of citationstyles.org)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sphinx_seminar.book import Book, PaperEntry
from sphinx_seminar.book.views.links import shown_paper
from sphinx_seminar.exports.texts import json_items
from sphinx_seminar.model import Author, Paper

#: BibTeX's types as CSL names them; everything else is a document.
_TYPES = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "book": "book",
    "proceedings": "book",
    "booklet": "pamphlet",
    "incollection": "chapter",
    "inbook": "chapter",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "bachelorsthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "online": "webpage",
    "manual": "document",
    "unpublished": "manuscript",
    "software": "software",
    "dataset": "dataset",
}

#: Fields that CSL has under a name of its own.
_FIELDS = {
    "venue": "container-title",
    "series": "collection-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "article_number": "number",
    "edition": "edition",
    "publisher": "publisher",
    "address": "publisher-place",
    "doi": "DOI",
    "isbn": "ISBN",
    "url": "URL",
    "abstract": "abstract",
    "note": "note",
}


def bibliographies(book: Book) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of ``papers.bib``, and of one file for each session that lists papers."""
    if book.papers:
        yield book.papers_file, _entries(book, book.papers)
    for session in book.sessions:
        papers = book.papers_of(session)
        if papers:
            yield book.session_file(session, "bib"), _entries(book, papers)


def _entries(book: Book, papers: Iterable[PaperEntry]) -> str:
    """Return the entries that the lists show, with an empty line between them."""
    return "\n".join(shown_paper(book, entry).bibtex for entry in papers)


def csl_json(book: Book) -> str:
    """Return every paper of the book as CSL-JSON."""
    items = [csl_item(paper) for entry in book.papers for paper in (entry.paper, *entry.versions)]
    return json_items(items) + "\n"


def csl_item(paper: Paper) -> dict[str, Any]:
    """Return one paper as an item of CSL-JSON; what its fields do not say whole has what was pasted as its note."""
    item: dict[str, Any] = {"id": paper.key, "type": _type(paper)}
    if paper.title:
        item["title"] = str(paper.title)
    item |= {name: value for field, name in _FIELDS.items() if (value := getattr(paper, field))}
    if paper.authors:
        item["author"] = [_name(author) for author in paper.authors]
    if paper.editors:
        item["editor"] = [_name(editor) for editor in paper.editors]
    if re.fullmatch(r"\d{4}", paper.year):
        month = [paper.month_number] if paper.month_number else []
        item["issued"] = {"date-parts": [[int(paper.year), *month]]}
    elif paper.year:
        item["issued"] = {"literal": paper.year}
    if paper.arxiv:
        item |= {"archive": "arXiv", "archive_location": paper.arxiv}
        item.setdefault("URL", f"https://arxiv.org/abs/{paper.arxiv}")
    if paper.institution:
        item.setdefault("publisher", paper.institution)
    if not paper.sure:
        item["note"] = paper.words
    return item


def _type(paper: Paper) -> str:
    if not paper.sure and not paper.venue:
        return "document"
    if paper.kind in ("misc", "") and paper.arxiv:
        return "article"
    return _TYPES.get(paper.kind, "document")


def _name(author: Author) -> dict[str, str]:
    if author.organisation:
        return {"literal": author.family}
    parts = {
        "family": author.family,
        "given": author.given,
        "non-dropping-particle": author.particle,
        "suffix": author.suffix,
    }
    return {part: value for part, value in parts.items() if value}
