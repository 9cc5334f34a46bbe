"""A paper as an item of CSL-JSON (``csl-data.json`` of citationstyles.org)."""

from __future__ import annotations

import re
from typing import Any

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
    if paper.authors:
        item["author"] = [_name(author) for author in paper.authors]
    if paper.editors:
        item["editor"] = [_name(editor) for editor in paper.editors]
    if paper.translators:
        item["translator"] = [_name(translator) for translator in paper.translators]
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
