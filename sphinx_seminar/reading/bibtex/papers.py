"""The fields of an entry to a paper."""

from __future__ import annotations

import re
from dataclasses import replace

from sphinx_seminar.model import Paper, Place, Problem, Reading, Span, Text
from sphinx_seminar.reading.bibtex.addresses import published_at, read_url, shown_file
from sphinx_seminar.reading.bibtex.carried import Reader
from sphinx_seminar.reading.bibtex.dates import read_date, read_original, read_visit
from sphinx_seminar.reading.bibtex.entry import Entry
from sphinx_seminar.reading.bibtex.identity import read_identity
from sphinx_seminar.reading.bibtex.names import Names, read_names
from sphinx_seminar.reading.bibtex.unknown import unread_tex
from sphinx_seminar.reading.latex.words import latex_text, plain_latex

_JOURNAL = ("journal", "journaltitle")
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

#: biblatex's keys for kinds of works, which its styles have words for, as ours have.
_KEYS_OF_KINDS = frozenset(
    {"phdthesis", "mathesis", "mastersthesis", "bathesis", "bachelorsthesis", "candthesis", "techreport", "resreport"}
    | {"software", "datacd", "audiocd", "patent"}
)


def read_paper(entry: Entry, path: str) -> Reading[Paper]:
    """Understand the fields of an entry; ``path`` is its file."""
    problems: list[Problem] = []
    reader = Reader(entry)
    said = reader.said
    year, month = read_date(entry)
    authors, editors, translators = (_names(reader, name, problems) for name in ("author", "editor", "translator"))
    venue, journal = _venues(reader)
    paper = Paper(
        key=entry.key,
        kind=_kind(entry),
        title=_title(reader),
        authors=authors.authors,
        truncated=authors.truncated,
        last_after_gap=authors.last_after_gap,
        editors=editors.authors,
        translators=translators.authors,
        year=year,
        original=read_original(entry),
        month=month,
        genre=_genre(said("type")),
        venue=venue,
        journal=journal,
        series=said("series"),
        volume=_volume(reader),
        issue=said("number", "issue"),
        pages=_RANGE.sub("–", said("pages")),
        chapter=said("chapter"),
        article_number=said("eid", "articleno", "article-number", "article_number"),
        edition=_edition(said("edition")),
        version=said("version"),
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
    problems += unread_tex(entry)
    paper = read_identity(entry, paper, problems)
    return Reading(replace(paper, carried=reader.carried(paper)), tuple(problems))


def _kind(entry: Entry) -> str:
    """Return the kind of the entry; a thesis says in ``type`` what kind it is."""
    if not entry.kind.endswith("thesis"):
        return entry.kind
    written = plain_latex(entry.first("type"))
    return next((kind for kind, words in _THESES if words.search(written)), entry.kind)


def _genre(written: str) -> str:
    """Return the author's word for the kind of work; biblatex's keys ("phdthesis") are the kinds of entries."""
    return "" if written.lower() in _KEYS_OF_KINDS else written


def _names(reader: Reader, name: str, problems: list[Problem]) -> Names:
    entry = reader.entry
    names = read_names(reader.source(name))
    if names.fault:
        message = f"@{entry.kind}{{{entry.key}}}, {name}: {names.fault}"
        problems.append(Problem("bibliography", message, entry.line_of(name)))
    return names


def _title(reader: Reader) -> Text:
    title, subtitle = latex_text(reader.source("title")), latex_text(reader.source("subtitle"))
    if not title or not subtitle:
        return title or subtitle
    mark = " " if str(title).endswith((".", "?", "!", ":")) else ": "
    return Text((*title.spans, Span("text", mark), *subtitle.spans))


def _venues(reader: Reader) -> tuple[str, str]:
    """Return where it appeared, and the journal of proceedings that appeared in one, as INSPIRE gives both."""
    journal = _with_subtitle(reader, "journal", reader.said(*_JOURNAL))
    if reader.entry.kind in ("article", "periodical") and journal:
        return journal, ""
    main, book = reader.said("maintitle"), _with_subtitle(reader, "book", reader.said("booktitle"))
    # A work of several volumes has a title, and each of its volumes may have one.
    volume = main if not book or main == book else f"{main}: {book}" if main else book
    of_a_talk = reader.entry.kind in ("inproceedings", "conference")
    venue = volume or (reader.said("eventtitle") if of_a_talk else "")
    if venue and journal and journal != venue:
        return venue, journal
    if venue or journal:
        return venue or journal, ""
    written = published_at(reader.entry)
    return (reader.said("howpublished") if written else ""), ""


def _with_subtitle(reader: Reader, of: str, title: str) -> str:
    subtitle = reader.said(f"{of}subtitle") if title else ""
    mark = " " if title.endswith((".", "?", "!", ":")) else ": "
    return f"{title}{mark}{subtitle}" if subtitle else title


def _volume(reader: Reader) -> str:
    """Return the volume; the second part of the third is biblatex's "3.2"."""
    return ".".join(filter(None, (reader.said("volume"), reader.said("part"))))


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
