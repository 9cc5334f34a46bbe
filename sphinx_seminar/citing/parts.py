"""Parts of a citation that several styles share, and the words that styles add to a paper's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sphinx_seminar.model import Paper
from sphinx_seminar.model.when import MONTHS


def pgettext(_context: str, word: str) -> str:
    """Mark a word for the message catalogues, by the name that translators' tools know; nothing is looked up here."""
    return word


@dataclass(frozen=True, slots=True)
class Words:
    """The words and patterns that styles add to a paper's own text, in English.

    ``{}`` stands for the value; a translation may put it anywhere, and where it is missing the value follows.
    ``day`` puts together a date, with the name of the month.
    """

    and_: str = pgettext("in a citation", "and")
    ampersand: str = pgettext("in a citation", "&")
    et_al: str = pgettext("in a citation", "et al.")
    no_date: str = pgettext("in a citation", "n.d.")
    in_: str = pgettext("in a citation", "In")
    in_lower: str = pgettext("in a citation", "in")
    editor: str = pgettext("in a citation", "Ed.")
    editors: str = pgettext("in a citation", "Eds.")
    edited_by: str = pgettext("in a citation", "edited by {}")
    retrieved: str = pgettext("in a citation", "Retrieved {}")
    volume: str = pgettext("in a citation", "Vol. {}")
    volume_lower: str = pgettext("in a citation", "vol. {}")
    number: str = pgettext("in a citation", "No. {}")
    number_lower: str = pgettext("in a citation", "no. {}")
    page: str = pgettext("in a citation", "p. {}")
    pages: str = pgettext("in a citation", "pp. {}")
    pages_whole: str = pgettext("in a citation", "pages {}")
    article: str = pgettext("in a citation", "Article {}")
    article_lower: str = pgettext("in a citation", "article {}")
    edition: str = pgettext("in a citation", "{} ed.")
    edition_number: str = pgettext("in a citation", "ed. {}")
    preprint: str = pgettext("in a citation", "arXiv preprint {}")
    chapter: str = pgettext("in a citation", "Chapter {}")
    chapter_lower: str = pgettext("in a citation", "ch. {}")
    version: str = pgettext("in a citation", "Version {}")
    translator: str = pgettext("in a citation", "Trans.")
    translated_by: str = pgettext("in a citation", "Translated by {}")
    original: str = pgettext("in a citation", "Original work published {}")
    circa: str = pgettext("in a citation", "ca. {}")
    before_our_era: str = pgettext("in a citation", "{} BCE")
    decade: str = pgettext("in a citation", "{}s")
    software: str = pgettext("in a citation", "Computer software")
    dataset: str = pgettext("in a citation", "Dataset")
    doctoral_thesis: str = pgettext("in a citation", "Doctoral dissertation")
    phd_thesis: str = pgettext("in a citation", "PhD thesis")
    thesis: str = pgettext("in a citation", "Thesis")
    masters_thesis: str = pgettext("in a citation", "Master's thesis")
    bachelors_thesis: str = pgettext("in a citation", "Bachelor's thesis")
    report: str = pgettext("in a citation", "Technical report")
    open_quote: str = pgettext("in a citation", "“")
    close_quote: str = pgettext("in a citation", "”")
    day: str = pgettext("in a citation", "{month} {day}, {year}")
    months: tuple[str, ...] = MONTHS
    months_short: tuple[str, ...] = (
        *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June"),
        *("July", "Aug.", "Sep.", "Oct.", "Nov.", "Dec."),
    )


def filled(template: str, value: str) -> str:
    """Return one of the patterns with a value in its place; empty where there is no value."""
    if not value:
        return ""
    return template.replace("{}", value) if "{}" in template else f"{template} {value}"


#: Kinds of works that are parts of a book or of proceedings.
IN_A_BOOK = frozenset({"inproceedings", "conference", "incollection", "inbook", "inreference"})
PROCEEDINGS = frozenset({"inproceedings", "conference"})
#: Kinds whose title is a book's.
BOOKS = frozenset({"book", "mvbook", "booklet", "collection", "proceedings", "manual", "thesis", "report"})
#: The word for each kind of thesis and report, by the field of :class:`Words`.
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


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a paper's citation in words, as styles put them together; each is empty where nothing is known."""

    paper: Paper
    words: Words

    @property
    def lower(self) -> Parts:
        """Return the parts with their labels in small letters: "vol. 3", "no. 4", "ch. 5", "article 6"."""
        words = self.words
        small = replace(
            words,
            volume=words.volume_lower,
            number=words.number_lower,
            chapter=words.chapter_lower,
            article=words.article_lower,
        )
        return Parts(self.paper, small)

    @property
    def kind(self) -> str:
        """Return "PhD thesis", "Technical report" and the like, or the author's own word for the kind."""
        name = _KIND_WORDS.get(self.paper.kind, "")
        return self.paper.genre or (str(getattr(self.words, name)) if name else "")

    @property
    def report(self) -> tuple[str, str]:
        """Return the kind and the number of a report, or the number alone where the author wrote no kind."""
        return self.paper.genre if self.paper.issue else self.kind, self.paper.issue

    @property
    def date(self) -> str:
        """Return the year with its letter, or the word for its absence."""
        return date_of(self.paper, self.words)

    def month_and_year(self, months: Sequence[str] | None = None) -> str:
        """Return "March 2011", or the year alone; ``months`` are other names of the months."""
        year, number = self.date if self.paper.year else "", self.paper.month_number
        return f"{(months or self.words.months)[number - 1]} {year}" if number and year else year

    @property
    def original(self) -> str:
        """Return "Original work published 1899"."""
        return filled(self.words.original, year_in_words(self.paper.original, self.words))

    @property
    def volume(self) -> str:
        """Return "Vol. 3"."""
        return filled(self.words.volume, self.paper.volume)

    @property
    def number(self) -> str:
        """Return "No. 3"; the number of a series stands beside its name."""
        return filled(self.words.number, "" if self.paper.series else self.paper.issue)

    @property
    def series(self) -> str:
        """Return "Lecture Notes in Toys 1234"."""
        number = self.paper.issue if self.paper.kind not in IN_A_JOURNAL | REPORTS else ""
        return listed((self.paper.series, number), " ") if self.paper.series else ""

    @property
    def chapter(self) -> str:
        """Return "Chapter 3", or the title of a chapter by itself."""
        chapter = self.paper.chapter
        numbered = re.fullmatch(r"\d[\d.,–-]*(?: (?:and|&) \d+)?|[IVXLC]+|[A-Z]", chapter)
        return filled(self.words.chapter, chapter) if numbered else chapter

    @property
    def pages(self) -> str:
        """Return "p. 3" or "pp. 3–9"."""
        several = any(mark in self.paper.pages for mark in "–-,+")
        return filled(self.words.pages if several else self.words.page, self.paper.pages)

    @property
    def article(self) -> str:
        """Return "Article 12"."""
        return filled(self.words.article, self.paper.article_number)

    @property
    def edition(self) -> str:
        """Return "2nd ed.", for a bare number too; another language has its own ordinals: "2. Aufl."."""
        number = re.sub(r"(?<=\d)(?:st|nd|rd|th)\Z", "", self.paper.edition)
        if not number.isdigit():
            return filled(self.words.edition, self.paper.edition)
        if self.words.edition_number != Words().edition_number:
            return filled(self.words.edition_number, number)
        last = int(number) % 10 if int(number) % 100 not in (11, 12, 13) else 0
        ordinal = f"{int(number)}{({1: 'st', 2: 'nd', 3: 'rd'}).get(last, 'th')}"
        return filled(self.words.edition, ordinal)

    @property
    def version(self) -> str:
        """Return "Version 2.1"."""
        return filled(self.words.version, self.paper.version)

    @property
    def archive(self) -> str:
        """Return "arXiv:1806.07572" where the archive is all that the paper appeared in."""
        return f"arXiv:{self.paper.arxiv}" if self.paper.arxiv and not self.paper.venue else ""

    @property
    def imprint(self) -> str:
        """Return publisher and institution, each once; nothing for a journal."""
        if self.paper.kind in IN_A_JOURNAL and self.paper.venue:
            return ""
        return listed(dict.fromkeys((self.paper.publisher, self.paper.institution)))

    @property
    def place_and_publisher(self) -> str:
        """Return "Oxford: Oxford University Press"."""
        return listed((self.paper.address, self.imprint), ": ")

    @property
    def note(self) -> str:
        """Return the note, unless it is an address, which is a link; and "HAL: hal-01234567", an archive's number."""
        note = "" if self.paper.note.startswith(("http://", "https://")) else self.paper.note
        if not self.paper.eprint:
            return note
        return listed((note.rstrip("."), f"{self.paper.archive}: {self.paper.eprint}"), ". ")

    @property
    def retrieved(self) -> str:
        """Return the date on which a web page was read, for works that were published nowhere else."""
        if not self.paper.url or self.paper.venue or self.paper.arxiv:
            return ""
        return filled(self.words.retrieved, _day_in_words(self.paper.accessed, self.words))

    @property
    def is_whole(self) -> bool:
        """Tell whether the work is a book, a thesis or a report, whose title is set in italics."""
        return self.paper.kind in WHOLE_WORKS

    @property
    def is_serial(self) -> bool:
        """Tell whether proceedings are cited as a journal is, whose publisher is not named: they have no editors."""
        return self.paper.kind in PROCEEDINGS and bool(self.paper.venue) and not self.paper.editors

    @property
    def appearances(self) -> tuple[Parts, ...]:
        """Return these parts, and those of an article where the paper's proceedings appeared in a journal.

        Volume, issue and pages are the journal's then.
        """
        if not self.paper.journal:
            return (self,)
        book = replace(self.paper, journal="", volume="", issue="", pages="", article_number="")
        article = replace(
            self.paper, kind="article", venue=self.paper.journal, journal="", series="", chapter="", eprint=""
        )
        return Parts(book, self.words), Parts(article, self.words)


def listed(words: Iterable[str], separator: str = ", ") -> str:
    """Join the words that are not empty."""
    return separator.join(filter(None, words))


def in_brackets(words: str, brackets: str = "()") -> str:
    """Return words in brackets; empty where there are none."""
    return f"{brackets[0]}{words}{brackets[1]}" if words else ""


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


def _day_in_words(day: str, words: Words) -> str:
    """Return "May 3, 2021" for a day in numbers; all else as it was written."""
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", day)
    if found is None or not 1 <= int(found[2]) <= 12:
        return day
    return words.day.format(year=found[1], month=words.months[int(found[2]) - 1], day=int(found[3]))
