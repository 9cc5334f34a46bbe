"""Checks of papers: without a number to look them up by, and entries of ``.bib`` files that no page uses."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_seminar.model import Paper
from sphinx_seminar.report.checks.finding import Finding, Matter

#: How much of a citation a message repeats (characters).
_SHOWN = 80


def without_number(matter: Matter) -> Iterator[Finding]:
    """Yield the papers of the book that have neither a DOI nor an arXiv number; a book's ISBN will do."""
    for entry in matter.book.papers:
        paper = entry.paper
        if paper.doi or paper.arxiv or paper.isbn:
            continue
        numbers = "no DOI, arXiv number or ISBN" if paper.kind == "book" else "no DOI or arXiv number"
        web = ", only a web address" if paper.url or paper.pdf else ""
        yield Finding(paper.place, paper.key, f"{_words(paper)} has {numbers}{web}")


def unlisted(matter: Matter) -> Iterator[Finding]:
    """Yield the entries of the ``.bib`` files that no list has and no text cites."""
    bibliography = matter.book.sources.bibliography
    for key in bibliography:
        if matter.book.paper_of(key) is None and key not in matter.cited:
            paper = bibliography[key]
            yield Finding(paper.place, key, f"{_words(paper)} is in no list of papers, and no text cites it")


def _words(paper: Paper) -> str:
    words = str(paper.title) or paper.words
    short = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
    return f"@{paper.key}, '{short}',"
