"""Reading the fields of an entry as a paper; fields that no style shows are carried along unchanged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from sphinx_seminar.model import Paper, Place, Problem, Reading, Span, Text
from sphinx_seminar.reading.bibtex.dates import read_date, read_original, read_visit
from sphinx_seminar.reading.bibtex.entries import Entry
from sphinx_seminar.reading.bibtex.identity import published_at, read_identity, read_url, shown_file
from sphinx_seminar.reading.bibtex.names import read_names
from sphinx_seminar.reading.citations.names import Names
from sphinx_seminar.reading.latex import latex_text, plain_latex, verbatim_latex
from sphinx_seminar.reading.latex.formulas import readable, unknown_commands

#: The fields whose words are on pages.
_SHOWN = (
    *("title", "subtitle", "author", "editor", "translator", "journal", "journaltitle", "booktitle", "maintitle"),
    *("booksubtitle", "howpublished", "series", "year", "pages", "chapter", "publisher", "institution", "school"),
    *("organization", "address", "location", "note", "addendum", "type", "version", "edition"),
)
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_FORMULA = re.compile(r"(?<!\\)\$([^$]+)(?<!\\)\$")
#: What makes a text between two dollar signs a formula, and not a sum of money.
_MATHEMATICAL = re.compile(r"[\\^_]")
_ADDRESS = re.compile(r"\\(?:url|path|href)\s*\{[^{}]*\}")


def unread_tex(entry: Entry) -> Iterator[Problem]:
    r"""Yield the problems of fields with commands that are not known, as ``\acro{TUG}``, or with broken formulas."""
    for name in filter(entry.has, _SHOWN):
        source = entry.fields[name].source
        if "\\" in source or "$" in source:
            for message in _unread_parts(_ADDRESS.sub("", source)):
                yield entry.problem(f", {name}: {message}", name)


def _unread_parts(source: str) -> Iterator[str]:
    formulas = [found[1].strip() for found in _FORMULA.finditer(source) if _MATHEMATICAL.search(found[1])]
    unknown = [command for formula in formulas for command in unknown_commands(formula)]
    if words := _COMMAND.findall(_FORMULA.sub("", source)):
        from sphinx_seminar.reading.latex.macros import is_known

        unknown += [f"\\{command}" for command in words if not is_known(command)]
    if unknown := list(dict.fromkeys(unknown)):
        shown = (
            "what it holds is shown, or its name" if len(unknown) == 1 else "what they hold is shown, or their names"
        )
        expected = "expected words, or commands of LaTeX for letters and styles"
        yield f"{', '.join(unknown)}: {expected}; {shown}"
    for formula in dict.fromkeys(formulas):
        if not readable(formula):
            yield f"'${formula}$': expected a formula that LaTeX can set; it is shown as it was written"


#: Files on the disk of whoever keeps the bibliography are nobody else's, and what these name is taken over already.
_KEPT_BACK = re.compile(r"file|pdf|local-?(?:file|url)|bdsk-file-\d+|crossref|xdata|url", re.IGNORECASE)
#: Fields that are read in part, each with the value to compare it with.
_COMPARED: Mapping[str, Callable[[Paper], str]] = {
    **dict.fromkeys(("year", "pubstate"), lambda paper: paper.year),
    "date": lambda paper: f"{paper.year}-{paper.month.zfill(2)}" if paper.month else paper.year,
    **dict.fromkeys(("origyear", "origdate"), lambda paper: paper.original),
    "urldate": lambda paper: paper.accessed,
    "type": lambda paper: paper.genre or paper.kind,
    "isbn": lambda paper: paper.isbn,
    **dict.fromkeys(("primaryclass", "eprintclass"), lambda paper: paper.arxiv_class),
}
#: Fields whose text may name an archive and nothing else; the archive's number is read in their place.
_OF_AN_ARCHIVE: Mapping[str, Callable[[Paper], str]] = {
    **dict.fromkeys(("journal", "journaltitle", "booktitle", "howpublished"), lambda paper: paper.venue),
    "volume": lambda paper: paper.volume,
    "publisher": lambda paper: paper.publisher,
}
_NOT_LETTERS = re.compile(r"[\W_]+")


class Reader:
    """An entry that is being read, with the names of the fields that were used so far."""

    def __init__(self, entry: Entry) -> None:
        """Begin with an entry of which no field is used."""
        self.entry = entry
        self._read: set[str] = set()

    def source(self, *names: str) -> str:
        """Return the TeX of the first of these fields that is not empty."""
        for name in names:
            if self.entry.has(name):
                self._read.add(name)
                return self.entry.fields[name].source
        return ""

    def said(self, *names: str) -> str:
        """Return the words of the first of these fields that is not empty."""
        return plain_latex(self.source(*names))

    def carried(self, paper: Paper) -> tuple[tuple[str, str], ...]:
        """Return the fields of which a part is on no page, in the order of the file, with TeX that braces can hold."""
        return tuple(
            (name, _without_stray_braces(" ".join(field.source.split())))
            for name, field in self.entry.fields.items()
            if field.source.strip() and not _KEPT_BACK.fullmatch(name) and not self._is_shown(name, paper)
        )

    def _is_shown(self, name: str, paper: Paper) -> bool:
        written = self.entry.fields[name].source
        if name in _COMPARED:
            said = _plain(_COMPARED[name](paper))
            return said in (_plain(verbatim_latex(written)), _plain(plain_latex(written)))
        if name in self._read:
            return bool(_OF_AN_ARCHIVE[name](paper)) if name in _OF_AN_ARCHIVE else True
        if name == "doi":
            return bool(paper.doi)
        if name == "month":
            # "May 3" holds a day, which nothing shows.
            return not paper.month.isdigit() or " " not in plain_latex(written)
        if name in ("eprint", "arxivid"):
            return any(number and _plain(number) in _plain(written) for number in (paper.arxiv, paper.eprint))
        if name in ("archiveprefix", "eprinttype", "archive"):
            return bool(paper.archive or (paper.arxiv and _plain(written) == "arxiv"))
        return name == "howpublished" and bool(paper.url) and not self.entry.has("url")


def _plain(written: str) -> str:
    return _NOT_LETTERS.sub("", written).casefold()


def _without_stray_braces(source: str) -> str:
    """Return TeX whose braces BibTeX can count, be there backslashes before them or not."""
    depth = 0
    for mark in re.findall("[{}]", source):
        depth += 1 if mark == "{" else -1
        if depth < 0:
            break
    return source if depth == 0 else re.sub(r"\\?[{}]", "", source).rstrip("\\")


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
    genre, isbn = said("type"), _ISBN.search(said("isbn"))
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
        genre="" if genre.lower() in _KEYS_OF_KINDS else genre,
        venue=venue,
        journal=journal,
        series=said("series"),
        # The second part of the third volume is biblatex's "3.2".
        volume=".".join(filter(None, (said("volume"), said("part")))),
        issue=said("number", "issue"),
        pages=_RANGE.sub("–", said("pages")),
        chapter=said("chapter"),
        article_number=said("eid", "articleno", "article-number", "article_number"),
        edition=_edition(said("edition")),
        version=said("version"),
        publisher=said("publisher"),
        institution=said("institution", "school", "organization"),
        address=said("address", "location"),
        isbn=isbn[0] if isbn else "",
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


def _names(reader: Reader, name: str, problems: list[Problem]) -> Names:
    names = read_names(reader.source(name))
    if names.fault:
        problems.append(reader.entry.problem(f", {name}: {names.fault}", name))
    return names


def _title(reader: Reader) -> Text:
    title, subtitle = latex_text(reader.source("title")), latex_text(reader.source("subtitle"))
    if not title or not subtitle:
        return title or subtitle
    return Text((*title.spans, Span("text", _before_subtitle(str(title))), *subtitle.spans))


def _venues(reader: Reader) -> tuple[str, str]:
    """Return where it appeared, and the journal of proceedings that appeared in one, as INSPIRE gives both."""
    journal = _with_subtitle(reader, "journal", reader.said(*_JOURNAL))
    if reader.entry.kind in ("article", "periodical") and journal:
        return journal, ""
    main, book = reader.said("maintitle"), _with_subtitle(reader, "book", reader.said("booktitle"))
    # A work of several volumes has a title, and each of its volumes may have one.
    venue = ": ".join(dict.fromkeys(filter(None, (main, book))))
    if not venue and reader.entry.kind in ("inproceedings", "conference"):
        venue = reader.said("eventtitle")
    if venue and journal and journal != venue:
        return venue, journal
    if venue or journal:
        return venue or journal, ""
    return (reader.said("howpublished") if published_at(reader.entry) else ""), ""


def _with_subtitle(reader: Reader, of: str, title: str) -> str:
    subtitle = reader.said(f"{of}subtitle") if title else ""
    return f"{title}{_before_subtitle(title)}{subtitle}" if subtitle else title


def _before_subtitle(title: str) -> str:
    return " " if title.endswith((".", "?", "!", ":")) else ": "


def _edition(written: str) -> str:
    """Return the number of an edition, "2" for "Second Edition" as in biblatex, else the words before "edition"."""
    words = _EDITION_WORD.sub("", written).strip(" ,")
    number = re.fullmatch(r"(\d+)(?:st|nd|rd|th|\.)?", words)
    if number:
        return number[1]
    return str(_EDITIONS.index(words.lower()) + 1) if words.lower() in _EDITIONS else words
