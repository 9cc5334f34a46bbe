"""Identifiers of a paper in its entry: addresses, DOI and arXiv number, in whatever field they stand."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote, unquote

from sphinx_seminar.model import Paper, Problem
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.resource import SCHEMES, safe_address
from sphinx_seminar.reading.bibtex.entries import Entry
from sphinx_seminar.reading.identifiers import RESOLVER, normalise_arxiv, normalise_doi
from sphinx_seminar.reading.latex import plain_latex, verbatim_latex

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?:[:/?#]|\Z)")
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_LOCAL = re.compile(r"[A-Za-z]:[\\/]|file:|:", re.IGNORECASE)
_WHOLE_ADDRESS = re.compile(r"\s*(?:\\url\s*\{|https?://)")
#: Text behind a whole address: words after ``\url{…}``, or another address; Mendeley joins them by ``%5Cn``.
_AFTER_MACRO = re.compile(r"(\s*\\url\s*\{[^{}]*\}).*", re.DOTALL)
_NEXT = re.compile(r"(?:[\s;,]|\\n|%(?:5Cn|0A))+https?://.*", re.DOTALL)
_DOI = re.compile(r"10\.\d{4,}/\S+\Z")

#: Where biblatex finds a publication by its number in an archive (its manual, section 3.14.7), by ``eprinttype``.
_ARCHIVES = {
    "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
    "hdl": "https://hdl.handle.net/",
    "hal": "https://hal.science/",
    "googlebooks": "https://books.google.com/books?id=",
}


def read_url(entry: Entry, problems: list[Problem]) -> str:
    """Return the address of the entry, or ``""`` with a problem where it can't be followed safely.

    Of several addresses the first counts.
    """
    name = "url" if entry.has("url") else "howpublished"
    written = entry.first(name)
    if name == "howpublished" and not _WHOLE_ADDRESS.match(written):
        archive = _ARCHIVES.get(entry.first("eprinttype", "archiveprefix").strip().lower())
        number = verbatim_latex(entry.first("eprint"))
        return archive + quote(number, safe="/") if archive and number and not entry.has("doi") else ""
    return _safe(entry, name, written, problems)


def published_at(entry: Entry) -> str:
    """Return where an entry without journal or book was published, if ``howpublished`` says it in words."""
    written = entry.first("howpublished")
    return "" if _WHOLE_ADDRESS.match(written) else plain_latex(written)


def shown_file(entry: Entry, problems: list[Problem]) -> str:
    """Return the address of the PDF: files on the disk of whoever keeps the bibliography are nobody else's."""
    for name in ("pdf", "file"):
        written = verbatim_latex(entry.first(name))
        if _WEB.match(written):
            return _safe(entry, name, written, problems)
        if name == "pdf" and _SCHEME.match(written) and not _LOCAL.match(written):
            _safe(entry, name, written, problems)
    return ""


def _safe(entry: Entry, name: str, written: str, problems: list[Problem]) -> str:
    first = _NEXT.sub("", verbatim_latex(_AFTER_MACRO.sub(r"\1", written)))
    whole = re.sub(r"[ \t]*\n[ \t]*", "", first)
    address = re.sub(r"\s", lambda space: quote(space[0]), whole)
    if _DOI.match(address):
        address = f"https://doi.org/{quote(address, safe='/:;().%')}"
    elif _HOST.match(address):
        address = f"https://{address}"
    read, scheme = safe_address(address), _SCHEME.match(address)
    if not address or (read.value and scheme):
        problems += [entry.problem(f", {name}: {problem.message}", name, "link") for problem in read.problems]
        return read.value
    reason = f"has the scheme '{scheme[1]}'" if scheme and scheme[1] not in SCHEMES else "is no whole address"
    expected = f"an address that begins with {', '.join(SCHEMES)}"
    message = f", {name}: {quoted(whole)} {reason}; expected {expected}; the paper is shown without this link"
    problems.append(entry.problem(message, name, "link"))
    return ""


_ARXIV_ADDRESS = re.compile(r"https?://(?:www\.|export\.)?arxiv\.org/", re.IGNORECASE)
#: Signs that are in no DOI, but in the escapes of programs.
_TEX = re.compile(r"[\\$]|&\w+;")
_ARCHIVE = re.compile(r"(?:arxiv|corr|computing research repository)\b", re.IGNORECASE)
#: A short DOI of https://shortdoi.org, which the resolver takes like a whole one: ``10/cqxj``.
_SHORT_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)?(10/[a-z0-9]+)", re.IGNORECASE)


def read_identity(entry: Entry, paper: Paper, problems: list[Problem]) -> Paper:
    """Return the paper with its DOI and arXiv number; "arXiv preprint arXiv:…" is then no longer its venue."""
    doi = _doi(entry, paper, problems)
    number, archive_class = _arxiv(entry, paper, doi)
    if not number:
        # Another archive than arXiv, as its entry calls it, and the number there.
        archive = plain_latex(entry.first("eprinttype", "archiveprefix", "archive"))
        eprint = verbatim_latex(entry.first("eprint"))
        if not archive or not eprint or archive.lower() == "arxiv" or eprint in paper.url:
            archive = eprint = ""
        return replace(paper, doi=doi, archive=archive, eprint=eprint)
    archived = bool(_ARCHIVE.match(paper.venue))
    return replace(
        paper,
        doi=doi,
        arxiv=number,
        arxiv_class=archive_class,
        venue="" if archived else paper.venue,
        volume="" if archived and normalise_arxiv(paper.volume)[0] else paper.volume,
        publisher="" if paper.publisher.lower() == "arxiv" else paper.publisher,
    )


def _doi(entry: Entry, paper: Paper, problems: list[Problem]) -> str:
    written = re.sub("[{}]", "", verbatim_latex(entry.first("doi")))
    short = _SHORT_DOI.fullmatch(written)
    doi = short[1].lower() if short else normalise_doi(written) or normalise_doi(unquote(written))
    if doi and _TEX.search(doi):
        reason = "holds signs of TeX or HTML; expected 10.…/… without them; it is linked as it stands"
        problems.append(entry.problem(f": the DOI '{doi}' {reason}", "doi"))
    if written and not doi:
        message = f": '{written}' is no DOI; expected 10.…/…; the paper is shown without it"
        problems.append(entry.problem(message, "doi"))
    return doi or (normalise_doi(paper.url) if RESOLVER.match(paper.url) else "")


def _arxiv(entry: Entry, paper: Paper, doi: str) -> tuple[str, str]:
    """Return number and class from the first place that names one."""
    archive = entry.first("archiveprefix", "eprinttype", "archive").strip().lower()
    eprint = verbatim_latex(entry.first("eprint", "arxivid"))
    archive_class = plain_latex(entry.first("primaryclass", "eprintclass"))
    if eprint and archive in ("", "arxiv"):
        number, found_class = normalise_arxiv(eprint)
        if number:
            return number, archive_class or found_class
    written = [paper.venue, doi]
    written += [paper.volume] if _ARCHIVE.match(paper.venue) else []
    written += [paper.url] if _ARXIV_ADDRESS.match(paper.url) else []
    found = next(filter(lambda pair: pair[0], map(normalise_arxiv, written)), ("", ""))
    return found[0], archive_class or found[1]
