"""The fields of an entry to a paper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sphinx_seminar.model import Paper, Place, Problem, Reading, Span, Text
from sphinx_seminar.reading.bibtex.addresses import published_at, read_url, shown_file
from sphinx_seminar.reading.bibtex.entry import Entry
from sphinx_seminar.reading.bibtex.identity import read_identity
from sphinx_seminar.reading.bibtex.names import Names, read_names
from sphinx_seminar.reading.bibtex.values import MONTHS
from sphinx_seminar.reading.latex.addresses import verbatim_latex
from sphinx_seminar.reading.latex.words import latex_text, plain_latex

_JOURNAL = ("journal", "journaltitle")
_BOOK = ("booktitle", "maintitle", "eventtitle")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-\d{1,2})?(?:T[\d:Z+.-]*)?[~?%]?(?:/.*)?\Z")
_RANGE = re.compile(r"(?<=\w)\s*[-–—]\s*(?=\w)")
_PUBSTATE = {"inpress": "in press", "forthcoming": "forthcoming", "submitted": "submitted"}


def read_paper(entry: Entry, path: str) -> Reading[Paper]:
    """Understand the fields of an entry; ``path`` is its file."""
    problems: list[Problem] = []
    year, month = _date(entry)
    authors, editors = (_names(entry, name, problems) for name in ("author", "editor"))

    def said(*names: str) -> str:
        return plain_latex(entry.first(*names))

    paper = Paper(
        key=entry.key,
        kind=entry.kind,
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
        edition=said("edition"),
        publisher=said("publisher"),
        institution=said("institution", "school", "organization"),
        address=said("address", "location"),
        isbn=said("isbn"),
        url=read_url(entry, problems),
        pdf=shown_file(entry, problems),
        accessed=said("urldate"),
        abstract=said("abstract"),
        note=said("note", "addendum"),
        place=Place(path, entry.line),
    )
    return Reading(read_identity(entry, paper, problems), tuple(problems))


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


def _date(entry: Entry) -> tuple[str, str]:
    """Return year and month; biblatex's ``date`` gives what the older fields don't."""
    date = _DATE.match(verbatim_latex(entry.first("date")))
    year = plain_latex(entry.first("year")) or (date[1] if date else plain_latex(entry.first("date")))
    month = _month(plain_latex(entry.first("month"))) or (date[2].lstrip("0") if date and date[2] else "")
    state = plain_latex(entry.first("pubstate"))
    return year or _PUBSTATE.get(state, state), month


def _month(written: str) -> str:
    """Return the number of a month that is a number, an abbreviation or an English name; else what was written."""
    if re.fullmatch(r"0?[1-9]|1[0-2]", written):
        return written.lstrip("0")
    word = written.rstrip(".").lower()
    names = [name.lower() for name in MONTHS.values()]
    found = [number for number, name in enumerate(names, 1) if len(word) > 2 and name.startswith(word)]
    return str(found[0]) if len(found) == 1 else written
