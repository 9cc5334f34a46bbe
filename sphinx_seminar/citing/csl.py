"""Papers as CSL-JSON, and in any style of citationstyles.org."""

from __future__ import annotations

import html
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sphinx_seminar.citing.citation import Citation, joined
from sphinx_seminar.citing.names import is_eastern
from sphinx_seminar.citing.parts import Words, date_of
from sphinx_seminar.model import Author, Paper, Span, Text
from sphinx_seminar.model.text import SpanKind

#: BibTeX's types as CSL names them; everything else is a document.
_TYPES = {
    "article": "article-journal",
    **dict.fromkeys(("inproceedings", "conference"), "paper-conference"),
    **dict.fromkeys(("book", "proceedings"), "book"),
    "booklet": "pamphlet",
    **dict.fromkeys(("incollection", "inbook"), "chapter"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "bachelorsthesis", "thesis"), "thesis"),
    **dict.fromkeys(("techreport", "report"), "report"),
    "online": "webpage",
    "unpublished": "manuscript",
    "software": "software",
    "dataset": "dataset",
}

#: Our fields by the names that CSL gives them.
_FIELDS = {
    "venue": "container-title",
    "series": "collection-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "article_number": "number",
    "edition": "edition",
    "version": "version",
    "genre": "genre",
    "chapter": "chapter-number",
    "publisher": "publisher",
    "address": "publisher-place",
    "doi": "DOI",
    "isbn": "ISBN",
    "url": "URL",
    "abstract": "abstract",
    "note": "note",
}


def csl_item(paper: Paper) -> dict[str, Any]:
    """Return one paper as an item of CSL-JSON; the note holds a pasted citation that its fields do not cover."""
    item: dict[str, Any] = {"id": paper.key, "type": _type(paper)}
    if paper.title:
        item["title"] = str(paper.title)
    item |= {name: value for field, name in _FIELDS.items() if (value := getattr(paper, field))}
    roles = (("author", paper.authors), ("editor", paper.editors), ("translator", paper.translators))
    item |= {role: [_name(person) for person in people] for role, people in roles if people}
    if paper.year:
        item["issued"] = _date(paper.year, paper.month_number)
    if paper.original:
        item["original-date"] = _date(paper.original, 0)
    if accessed := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", paper.accessed):
        item["accessed"] = {"date-parts": [[int(part) for part in accessed.groups()]]}
    if paper.letter:
        item["year-suffix"] = paper.letter
    _place(paper, item)
    if paper.eprint:
        item |= {"archive": paper.archive, "archive_location": paper.eprint}
    if paper.arxiv:
        item |= {"archive": "arXiv", "archive_location": paper.arxiv}
        item.setdefault("URL", f"https://arxiv.org/abs/{paper.arxiv}")
    if paper.institution:
        item.setdefault("publisher", paper.institution)
    if not paper.sure:
        item["note"] = paper.words
    return item


def _place(paper: Paper, item: dict[str, Any]) -> None:
    """Set the number of a series or report, and the journal and event of proceedings, where CSL has them."""
    if paper.issue and paper.series and item["type"] != "article-journal":
        item["collection-number"] = item.pop("issue")
    elif paper.issue and item["type"] == "report":
        item["number"] = item.pop("issue")
    if paper.journal:
        item |= {"container-title": paper.journal, "event-title": paper.venue}


def _date(year: str, month: int) -> dict[str, Any]:
    """Return a year, a range of years, or a year in doubt as CSL writes a date; all else in words."""
    parts = [re.fullmatch(r"(-?)(\d{4})([~?%]?)", part) for part in year.split("–")]
    found = [part for part in parts if part is not None]
    if len(found) < len(parts):
        return {"literal": year}
    # The year 1 BCE is 0 in ISO 8601, and -1 in CSL.
    numbers = [-int(part[2]) - 1 if part[1] else int(part[2]) for part in found]
    date: dict[str, Any] = {"date-parts": [[number] for number in numbers]}
    if month and len(numbers) == 1:
        date["date-parts"][0].append(month)
    return date | ({"circa": True} if any(part[3] for part in found) else {})


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


#: Private-use characters around the title, and one for each formula, to find them in the text that a style returns.
_OPENING, _CLOSING, _FORMULAS = "\ue000", "\ue001", 0xE100
_FORMULA = re.compile("[\ue100-\uf8ff]")
#: A year in place of one that a style cannot read, as a range or with a letter.
_STAND_IN = 7777
#: Our lists number their papers themselves.
_NUMBER = re.compile(r"\A\s*[\[(]?1[\])]?[.:]?\s*(?=\S)")
_PIECE = re.compile(r"<(/?)(\w+)[^>]*>|[^<]+")
_KINDS: Mapping[str, SpanKind] = {"i": "emphasis", "em": "emphasis", "b": "strong", "strong": "strong"}
#: Addresses are links of their own.
_LEFT_OUT = ("DOI", "URL", "accessed", "abstract", "archive", "archive_location", "year-suffix")


class Unusable(Exception):  # noqa: N818 - what it says goes into a message, whatever citeproc-py raised
    """A style of citationstyles.org cannot be read, or cannot cite a paper; the text says why."""


class CslStyle:
    """A style, as a function from a paper to its citation."""

    def __init__(self, file: Path, language: str, words: Words) -> None:
        """Read a style; :class:`Unusable` says what is wrong with it."""
        self._words = words
        self._numbered = 'variable="citation-number"' in file.read_text(encoding="utf-8", errors="replace")
        try:
            self._write = _writer(file, language)
        except Exception as error:
            raise Unusable(str(error) or type(error).__name__) from error

    def cite(self, paper: Paper) -> Citation:
        """Return the citation of a paper; :class:`Unusable` where the style cannot write it."""
        # citeproc-py would turn round a name that its script writes whole: 周志华.
        authors = tuple(
            Author(f"{author.family}{author.given}", organisation=True) if is_eastern(author) else author
            for author in paper.authors
        )
        item = csl_item(replace(paper, authors=authors))
        item = {name: value for name, value in item.items() if name not in _LEFT_OUT}
        formulas = [span.value for span in paper.title.spans if span.kind == "math"]
        numbers = iter(range(_FORMULAS, _FORMULAS + len(formulas)))
        title = "".join(chr(next(numbers)) if span.kind == "math" else span.value for span in paper.title.spans)
        item["title"] = f"{_OPENING}{title}{_CLOSING}" if title else ""
        plain = re.fullmatch(r"\d{4}", paper.year) and not paper.letter
        if paper.year and not plain:
            item["issued"] = {"date-parts": [[_STAND_IN]]}
        if paper.arxiv and not paper.venue:
            item["publisher"] = f"arXiv:{paper.arxiv}"
        try:
            written = self._write(item)
        except Exception as error:
            raise Unusable(str(error) or type(error).__name__) from error
        if self._numbered:
            written = _NUMBER.sub("", written, count=1)
        if not plain:
            written = written.replace(str(_STAND_IN), html.escape(date_of(paper, self._words)))
        return _parted(list(_spans(written, formulas)))


def _writer(file: Path, language: str) -> Callable[[dict[str, Any]], str]:
    """Return a function from an item of CSL-JSON to its citation as HTML, in the style of a file."""
    from citeproc import Citation as Cluster
    from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    try:
        style = CitationStylesStyle(str(file), locale=language.replace("_", "-"), validate=False)
    except (ValueError, KeyError, OSError):
        # A style may say its language itself, and citeproc-py may not have ours.
        style = CitationStylesStyle(str(file), locale=None, validate=False)

    def write(item: dict[str, Any]) -> str:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.html)
            bibliography.register(Cluster([CitationItem(item["id"])]))
            return " ".join(str(entry) for entry in bibliography.bibliography())

    return write


def _spans(written: str, formulas: list[str]) -> Iterator[Span]:
    """Yield the spans of HTML that only styles words."""
    opened: list[SpanKind] = []
    for piece in _PIECE.finditer(written):
        closes, element = piece[1], piece[2]
        if element and closes:
            opened[-1:] = []
        elif element:
            opened.append(_KINDS.get(element, opened[-1] if opened else "text"))
        else:
            kind = opened[-1] if opened else "text"
            for text in re.split("([\ue000-\uf8ff])", html.unescape(piece[0])):
                formula = ord(text) - _FORMULAS if _FORMULA.fullmatch(text) else -1
                if 0 <= formula < len(formulas):
                    yield Span("math", formulas[formula])
                elif text:
                    yield Span(kind, text)


def _parted(spans: list[Span]) -> Citation:
    """Divide the spans of a citation into those before its title, the title, and those behind."""
    places = {span.value: place for place, span in enumerate(spans) if span.value in (_OPENING, _CLOSING)}
    begin, end = places.get(_OPENING, 0), places.get(_CLOSING, 0)
    if begin >= end:
        return Citation(joined(Text((span,)) for span in spans if span.value not in (_OPENING, _CLOSING)))
    parts = (spans[:begin], spans[begin + 1 : end], spans[end + 1 :])
    return Citation(*(joined(Text((span,)) for span in part) for part in parts))
