"""The fields of an entry to a paper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_seminar.model import Paper, Place, Problem, Reading, Span, Text
from sphinx_seminar.reading.bibtex.addresses import published_at, read_url, shown_file
from sphinx_seminar.reading.bibtex.dates import read_date, read_visit
from sphinx_seminar.reading.bibtex.entry import Entry
from sphinx_seminar.reading.bibtex.identity import read_identity
from sphinx_seminar.reading.bibtex.names import Names, read_names
from sphinx_seminar.reading.bibtex.unknown import unknown_commands
from sphinx_seminar.reading.latex.words import latex_text, plain_latex

_JOURNAL = ("journal", "journaltitle")
_BOOK = ("booktitle", "maintitle", "eventtitle")
#: One book number (ISO 2108) of 13 or 10 digits; fields hold several, remarks such as "(print)", and ISSNs.
_ISBN = re.compile(r"(?<![\dX-])(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\dXx-])")
_EDITION_WORD = re.compile(r"[\s,]*\b(?:edition|edt?n?|edit|auflage|aufl)\b\.?\s*\Z", re.IGNORECASE)
_EDITIONS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_RANGE = re.compile(r"(?<=\w)\s*[-–—]\s*(?=\w)")
#: What biblatex's ``type`` makes of a thesis: its keys ("mathesis"), or the words of a title page.
_THESES = (
    ("mastersthesis", re.compile(r"\bm(?:aster|athesis)|\bdiplom|\bm\.?\s?(?:sc|a)\b", re.IGNORECASE)),
    ("bachelorsthesis", re.compile(r"\bba(?:chelor|thesis)|\bhonou?rs|\bb\.?\s?(?:sc|a)\b", re.IGNORECASE)),
    ("phdthesis", re.compile(r"\bph\.?\s?d|\bdoctoral|\bdissertation", re.IGNORECASE)),
)


def read_paper(entry: Entry, path: str) -> Reading[Paper]:
    """Understand the fields of an entry; ``path`` is its file."""
    problems: list[Problem] = []
    year, month = read_date(entry)
    authors, editors = (_names(entry, name, problems) for name in ("author", "editor"))

    def said(*names: str) -> str:
        return plain_latex(entry.first(*names))

    paper = Paper(
        key=entry.key,
        kind=_kind(entry),
        title=_title(entry),
        authors=authors.authors,
        truncated=authors.truncated,
        last_after_gap=authors.last_after_gap,
        editors=editors.authors,
        year=year,
        month=month,
        venue=_venue(entry),
        series=said("series"),
        volume=said("volume"),
        issue=said("number", "issue"),
        pages=_pages(entry),
        article_number=said("eid", "articleno", "article-number", "article_number"),
        edition=_edition(said("edition")),
        publisher=said("publisher"),
        institution=said("institution", "school", "organization"),
        address=said("address", "location"),
        isbn=_isbn(said("isbn")),
        url=read_url(entry, problems),
        pdf=shown_file(entry, problems),
        accessed=read_visit(entry),
        abstract=said("abstract"),
        note=said("note", "addendum"),
        place=Place(path, entry.line),
    )
    problems += unknown_commands(entry, paper)
    return Reading(read_identity(entry, paper, problems), tuple(problems))


def _kind(entry: Entry) -> str:
    """Return the kind of the entry; a thesis says in ``type`` what kind it is."""
    if not entry.kind.endswith("thesis"):
        return entry.kind
    written = plain_latex(entry.first("type"))
    return next((kind for kind, words in _THESES if words.search(written)), entry.kind)


def _names(entry: Entry, name: str, problems: list[Problem]) -> Names:
    names = read_names(entry.first(name))
    if names.fault:
        message = f"@{entry.kind}{{{entry.key}}}, {name}: {names.fault}"
        problems.append(Problem("bibliography", message, entry.line_of(name)))
    return names


def _title(entry: Entry) -> Text:
    title, subtitle = latex_text(entry.first("title")), latex_text(entry.first("subtitle"))
    if not title or not subtitle:
        return title or subtitle
    mark = " " if str(title).endswith((".", "?", "!", ":")) else ": "
    return Text((*title.spans, Span("text", mark), *subtitle.spans))


def _venue(entry: Entry) -> str:
    names: Sequence[str] = (*_JOURNAL, *_BOOK) if entry.kind in ("article", "periodical") else (*_BOOK, *_JOURNAL)
    return plain_latex(entry.first(*names)) or published_at(entry)


def _pages(entry: Entry) -> str:
    """Return the pages with an en dash between the first and the last."""
    return _RANGE.sub("–", plain_latex(entry.first("pages")))


def _isbn(written: str) -> str:
    found = _ISBN.search(written)
    return found[0] if found else ""


def _edition(written: str) -> str:
    """Return the number of an edition, "2" for "Second Edition" as in biblatex, else the words before "edition"."""
    words = _EDITION_WORD.sub("", written).strip(" ,")
    number = re.fullmatch(r"(\d+)(?:st|nd|rd|th|\.)?", words)
    if number:
        return number[1]
    return str(_EDITIONS.index(words.lower()) + 1) if words.lower() in _EDITIONS else words
