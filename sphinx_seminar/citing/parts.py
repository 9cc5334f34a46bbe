"""Parts of a citation that several styles share, and the words that styles add to a paper's own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sphinx_seminar.model import Paper

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words and patterns that styles add to a paper's own text.

    ``{}`` stands for the value; a translation may put it anywhere, and where it is missing the value follows.
    ``day`` puts together a date, with the name of the month.
    """

    and_: str = "and"
    ampersand: str = "&"
    et_al: str = "et al."
    no_date: str = "n.d."
    in_: str = "In"
    in_lower: str = "in"
    editor: str = "Ed."
    editors: str = "Eds."
    edited_by: str = "edited by {}"
    retrieved: str = "Retrieved {}"
    volume: str = "Vol. {}"
    volume_lower: str = "vol. {}"
    number: str = "No. {}"
    number_lower: str = "no. {}"
    page: str = "p. {}"
    pages: str = "pp. {}"
    pages_whole: str = "pages {}"
    article: str = "Article {}"
    article_lower: str = "article {}"
    edition: str = "{} ed."
    edition_number: str = "ed. {}"
    preprint: str = "arXiv preprint {}"
    chapter: str = "Chapter {}"
    chapter_lower: str = "ch. {}"
    version: str = "Version {}"
    translator: str = "Trans."
    translated_by: str = "Translated by {}"
    original: str = "Original work published {}"
    circa: str = "ca. {}"
    before_our_era: str = "{} BCE"
    decade: str = "{}s"
    software: str = "Computer software"
    dataset: str = "Dataset"
    doctoral_thesis: str = "Doctoral dissertation"
    phd_thesis: str = "PhD thesis"
    thesis: str = "Thesis"
    masters_thesis: str = "Master's thesis"
    bachelors_thesis: str = "Bachelor's thesis"
    report: str = "Technical report"
    open_quote: str = "“"
    close_quote: str = "”"
    day: str = "{month} {day}, {year}"
    months: tuple[str, ...] = _MONTHS
    months_short: tuple[str, ...] = (
        "Jan.",
        "Feb.",
        "Mar.",
        "Apr.",
        *_MONTHS[4:7],
        "Aug.",
        "Sep.",
        "Oct.",
        "Nov.",
        "Dec.",
    )


def filled(template: str, value: str) -> str:
    """Return one of the patterns with a value in its place; empty where there is no value."""
    if not value:
        return ""
    return template.replace("{}", value) if "{}" in template else f"{template} {value}"


#: Kinds of works that are parts of a book or of proceedings.
IN_A_BOOK = frozenset({"inproceedings", "conference", "incollection", "inbook", "inreference"})
#: Kinds whose title is a book's.
BOOKS = frozenset({"book", "mvbook", "booklet", "collection", "proceedings", "manual", "thesis", "report"})
#: The word for each kind of thesis and report, by the field of :class:`~sphinx_seminar.citing.parts.Words`.
_KIND_WORDS = {
    "phdthesis": "phd_thesis",
    "thesis": "thesis",
    "mastersthesis": "masters_thesis",
    "bachelorsthesis": "bachelors_thesis",
    "techreport": "report",
    "report": "report",
}
#: Kinds of works in journals, whose publisher and place no style prints.
IN_A_JOURNAL = frozenset({"article", "periodical"})
REPORTS = frozenset({"techreport", "report"})
WHOLE_WORKS = BOOKS | frozenset(_KIND_WORDS)


def kind_word(paper: Paper, words: Words) -> str:
    """Return "PhD thesis", "Technical report" and the like, or the author's own word for the kind."""
    name = _KIND_WORDS.get(paper.kind, "")
    return paper.genre or (str(getattr(words, name)) if name else "")


def report_words(paper: Paper, words: Words) -> tuple[str, ...]:
    """Return the kind and the number of a report, or the number alone where the author wrote no kind."""
    return paper.genre if paper.issue else kind_word(paper, words), paper.issue


def date_of(paper: Paper, words: Words) -> str:
    """Return the year, with the letter that tells papers of one short name apart, or the word for its absence."""
    year = year_in_words(paper.year, words) or words.no_date
    return f"{year}{'' if year[-1:].isdigit() or not paper.letter else '-'}{paper.letter}"


def year_in_words(year: str, words: Words) -> str:
    """Return a year of ISO 8601-2 as readers know it: "ca. 1723", "1990s", "380 BCE"; all else as it is."""
    return "–".join(_one_year(part, words) for part in year.split("–"))


def _one_year(year: str, words: Words) -> str:
    found = re.fullmatch(r"(-?)(\d{2,4}|0+\d+)(X{0,2})([~?%]?)", year)
    if found is None:
        return year
    number = int(found[2] + "0" * len(found[3]))
    shown = filled(words.before_our_era, str(number + 1)) if found[1] else str(number)
    shown = filled(words.decade, shown) if found[3] else shown
    shown = filled(words.circa, shown) if found[4] in ("~", "%") else shown
    return f"{shown}?" if found[4] in ("?", "%") else shown


def month_and_year(paper: Paper, words: Words, names: tuple[str, ...] | None = None) -> str:
    """Return "March 2011", or the year alone; empty where neither is known."""
    year = date_of(paper, words) if paper.year else ""
    month = (names or words.months)[paper.month_number - 1] if paper.month_number else ""
    return f"{month} {year}" if month and year else year


def day_in_words(day: str, words: Words) -> str:
    """Return "May 3, 2021" for a day in numbers; all else as it was written."""
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", day)
    if found is None or not 1 <= int(found[2]) <= 12:
        return day
    return words.day.format(year=found[1], month=words.months[int(found[2]) - 1], day=int(found[3]))


def chapter(paper: Paper, template: str) -> str:
    """Return "Chapter 3", or the title of a chapter by itself."""
    numbered = re.fullmatch(r"\d[\d.,–-]*(?: (?:and|&) \d+)?|[IVXLC]+|[A-Z]", paper.chapter)
    return filled(template, paper.chapter) if numbered else paper.chapter


def pages(paper: Paper, one: str, several: str) -> str:
    """Return "p. 3" or "pp. 3–9"."""
    return filled(several if any(mark in paper.pages for mark in "–-,+") else one, paper.pages)


def edition(paper: Paper, words: Words) -> str:
    """Return "2nd ed.", for a bare number too; another language has its own ordinals: "2. Aufl."."""
    number = re.sub(r"(?<=\d)(?:st|nd|rd|th)\Z", "", paper.edition)
    if not number.isdigit():
        return filled(words.edition, paper.edition)
    if words.edition_number != Words().edition_number:
        return filled(words.edition_number, number)
    return filled(words.edition, ordinal(int(number)))


def ordinal(number: int) -> str:
    """Return "1st", "2nd", "13th"."""
    last = number % 10 if number % 100 not in (11, 12, 13) else 0
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(last, 'th')}"


def archive(paper: Paper) -> str:
    """Return "arXiv:1806.07572" where the archive is all that the paper appeared in."""
    return f"arXiv:{paper.arxiv}" if paper.arxiv and not paper.venue else ""


def appearances(paper: Paper) -> tuple[Paper, ...]:
    """Return the paper, and a copy of it as an article where its proceedings appeared in a journal.

    Volume, issue and pages are the journal's then.
    """
    if not paper.journal:
        return (paper,)
    book = replace(paper, journal="", volume="", issue="", pages="", article_number="")
    journal = replace(paper, kind="article", venue=paper.journal, journal="", series="", chapter="", eprint="")
    return book, journal


def imprint(paper: Paper) -> str:
    """Return publisher and institution, each once; nothing for a journal."""
    if paper.kind in IN_A_JOURNAL and paper.venue:
        return ""
    return ", ".join(dict.fromkeys(filter(None, (paper.publisher, paper.institution))))


def series(paper: Paper) -> str:
    """Return "Lecture Notes in Toys 1234"."""
    number = paper.issue if paper.kind not in IN_A_JOURNAL and paper.kind not in REPORTS else ""
    return " ".join(filter(None, (paper.series, number))) if paper.series else ""


def elsewhere(paper: Paper) -> str:
    """Return "HAL: hal-01234567", the number in another archive than arXiv."""
    return f"{paper.archive}: {paper.eprint}" if paper.eprint else ""


def note(paper: Paper) -> str:
    """Return the note, unless it is an address, which is a link, and the number in another archive than arXiv."""
    own = "" if paper.note.startswith(("http://", "https://")) else paper.note
    return ". ".join(filter(None, (own.rstrip(".") if paper.eprint else own, elsewhere(paper))))


def retrieved(paper: Paper, words: Words) -> str:
    """Return the date on which a web page was read, for works that were published nowhere else."""
    return (
        filled(words.retrieved, day_in_words(paper.accessed, words))
        if paper.url and not paper.venue and not paper.arxiv
        else ""
    )
