"""The links of an entry: only what a browser may follow gets out of the file."""

from __future__ import annotations

import re
from urllib.parse import quote

from sphinx_seminar.model import Problem
from sphinx_seminar.reading.bibtex.entry import Entry
from sphinx_seminar.reading.latex.addresses import verbatim_latex
from sphinx_seminar.reading.latex.words import plain_latex

#: Schemes that the link of a publication may have.
SCHEMES = ("http", "https", "ftp", "mailto")

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_HOST = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?:[:/?#]|\Z)")
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_LOCAL = re.compile(r"[A-Za-z]:[\\/]|file:|:", re.IGNORECASE)
_ADDRESS = re.compile(r"\s*(?:\\url\s*\{|https?://)")
#: What stands behind a whole address: words behind ``\url{…}``, or another address; Mendeley joins them by ``%5Cn``.
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
    if name == "howpublished" and not _ADDRESS.match(written):
        return "" if entry.has("doi") else _archived(entry)
    return _safe(entry, name, written, problems)


def _archived(entry: Entry) -> str:
    archive = _ARCHIVES.get(entry.first("eprinttype", "archiveprefix").strip().lower())
    number = verbatim_latex(entry.first("eprint"))
    return archive + quote(number, safe="/") if archive and number else ""


def published_at(entry: Entry) -> str:
    """Return where an entry without journal or book was published, if ``howpublished`` says it in words."""
    written = entry.first("howpublished")
    return "" if _ADDRESS.match(written) else plain_latex(written)


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
    whole = _NEXT.sub("", verbatim_latex(_AFTER_MACRO.sub(r"\1", written)))
    address = re.sub(r"[ \t]*\n[ \t]*", "", whole)
    scheme = _SCHEME.match(address)
    if _CONTROL.search(address):
        reason, expected = "holds control characters", "an address without them"
    elif scheme is not None and scheme[1].lower() in SCHEMES:
        return address.replace(" ", "%20")
    elif _DOI.match(address):
        return f"https://doi.org/{quote(address, safe='/:;().')}"
    elif _HOST.match(address):
        return f"https://{address}".replace(" ", "%20")
    elif not address:
        return ""
    else:
        reason = f"has the scheme '{scheme[1]}'" if scheme else "is no whole address"
        expected = f"an address that begins with {', '.join(SCHEMES)}"
    message = (
        f"@{entry.kind}{{{entry.key}}}, {name}: '{_CONTROL.sub('?', address)}' {reason}; expected {expected}; the "
        "paper is shown without this link"
    )
    problems.append(Problem("link", message, entry.line_of(name)))
    return ""
