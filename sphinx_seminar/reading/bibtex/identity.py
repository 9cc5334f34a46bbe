"""The numbers that a paper is known by: DOI and arXiv, wherever an entry gives them."""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_seminar.model import Paper, Problem
from sphinx_seminar.reading.bibtex.entry import Entry
from sphinx_seminar.reading.identifiers import normalise_arxiv, normalise_doi
from sphinx_seminar.reading.latex import plain_latex, verbatim_latex

#: An arXiv number, the newer and the older kind (https://info.arxiv.org/help/arxiv_identifier.html).
_NUMBER = r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Za-z-]+)?/\d{7})(?:v\d+)?"
_NAMED = re.compile(rf"(?:arxiv[:\s./]*|abs/)({_NUMBER})(?:\s*\[([\w.-]+)\])?", re.IGNORECASE)
_ADDRESS = re.compile(rf"https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/({_NUMBER})", re.IGNORECASE)
_RESOLVED = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\..+)", re.IGNORECASE)
_ARCHIVE = re.compile(r"(?:arxiv|corr|computing research repository)\b", re.IGNORECASE)


def read_identity(entry: Entry, paper: Paper, problems: list[Problem]) -> Paper:
    """Return the paper with its DOI and arXiv number; "arXiv preprint arXiv:…" is then no longer its venue."""
    doi = _doi(entry, paper, problems)
    number, archive_class = _arxiv(entry, paper, doi)
    if not number:
        return replace(paper, doi=doi)
    archived = bool(_ARCHIVE.match(paper.venue))
    return replace(
        paper,
        doi=doi,
        arxiv=number,
        arxiv_class=archive_class,
        venue="" if archived else paper.venue,
        volume="" if _NAMED.match(paper.volume) else paper.volume,
        publisher="" if paper.publisher.lower() == "arxiv" else paper.publisher,
    )


def _doi(entry: Entry, paper: Paper, problems: list[Problem]) -> str:
    written = verbatim_latex(entry.first("doi"))
    doi = normalise_doi(written)
    if written and not doi:
        message = (
            f"@{entry.kind}{{{entry.key}}}: '{written}' is no DOI; expected 10.…/…; the paper is shown without it"
        )
        problems.append(Problem("bibliography", message, entry.line_of("doi")))
    resolved = _RESOLVED.match(paper.url)
    return doi or (normalise_doi(paper.url) if resolved else "")


def _arxiv(entry: Entry, paper: Paper, doi: str) -> tuple[str, str]:
    """Return number and class from the first place that names one."""
    archive = entry.first("archiveprefix", "eprinttype", "archive").strip().lower()
    eprint = verbatim_latex(entry.first("eprint", "arxivid"))
    archive_class = plain_latex(entry.first("primaryclass", "eprintclass"))
    if eprint and archive in ("", "arxiv"):
        number, found_class = normalise_arxiv(eprint)
        if number:
            return number, archive_class or found_class
    written = (paper.venue, paper.volume if _ARCHIVE.match(paper.venue) else "", doi.partition("/")[2])
    for found in (*map(_NAMED.search, written), _ADDRESS.match(paper.url)):
        if found is not None:
            number, found_class = normalise_arxiv(found[1])
            listed = found[2] if found.re is _NAMED and found[2] else ""
            return number, archive_class or listed or found_class
    return "", archive_class
