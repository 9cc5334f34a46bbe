"""Parts of a citation that several styles share."""

from __future__ import annotations

import re

from sphinx_seminar.citing.words import Words, filled
from sphinx_seminar.model import Paper

#: Kinds that stand in a book or in proceedings.
IN_A_BOOK = frozenset({"inproceedings", "conference", "incollection", "inbook", "inreference"})
#: Kinds whose title is a book's.
BOOKS = frozenset({"book", "mvbook", "booklet", "collection", "proceedings", "manual", "thesis", "report"})
#: The word for each kind of thesis and report, by the field of :class:`~sphinx_seminar.citing.words.Words`.
_KIND_WORDS = {
    "phdthesis": "doctoral_thesis",
    "thesis": "doctoral_thesis",
    "mastersthesis": "masters_thesis",
    "bachelorsthesis": "bachelors_thesis",
    "techreport": "report",
    "report": "report",
}
WHOLE_WORKS = BOOKS | frozenset(_KIND_WORDS)


def kind_word(paper: Paper, words: Words) -> str:
    """Return "Doctoral dissertation", "Technical report" and the like; empty for all other kinds."""
    name = _KIND_WORDS.get(paper.kind, "")
    return str(getattr(words, name)) if name else ""


def date_of(paper: Paper, words: Words) -> str:
    """Return the year, or the word for its absence."""
    return paper.year or words.no_date


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


def imprint(paper: Paper) -> str:
    """Return publisher and institution, each once."""
    return ", ".join(dict.fromkeys(filter(None, (paper.publisher, paper.institution))))


def note(paper: Paper) -> str:
    """Return the note, unless it is an address, which is a link."""
    return "" if paper.note.startswith(("http://", "https://")) else paper.note


def retrieved(paper: Paper, words: Words) -> str:
    """Return when a page of the web was read, for what appeared nowhere else."""
    return filled(words.retrieved, paper.accessed) if paper.url and not paper.venue and not paper.arxiv else ""
