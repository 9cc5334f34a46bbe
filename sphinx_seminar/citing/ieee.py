"""The style of the IEEE (IEEE Reference Guide, 2018)."""

from __future__ import annotations

from sphinx_seminar.citing.citation import Citation, clauses, emphasised, joined, quoted, sentences
from sphinx_seminar.citing.citation import words as plain
from sphinx_seminar.citing.names import NameList, authors_of, initials_first
from sphinx_seminar.citing.parts import (
    IN_A_BOOK,
    WHOLE_WORKS,
    archive,
    date_of,
    edition,
    kind_word,
    note,
    pages,
    retrieved,
)
from sphinx_seminar.citing.words import Words, filled
from sphinx_seminar.model import Paper, Text

NAMES = NameList(initials_first, initials_first, most=6, kept=1)


def ieee(paper: Paper, words: Words) -> Citation:
    """Cite as "A. Jacot and C. Hongler, “Title,” *Journal*, vol. 12, no. 3, pp. 1–10, 2018."."""
    authors = authors_of(paper, NAMES, words)
    before = plain(f"{authors}," if authors else "")
    details = _whole(paper, words) if paper.kind in WHOLE_WORKS else _part(paper, words)
    rest = sentences((clauses(details), note(paper), retrieved(paper, words)))
    if paper.kind in WHOLE_WORKS and not kind_word(paper, words) and paper.title:
        return Citation(joined((before, " " if authors else "")), emphasised(paper.title), joined((", ", rest)))
    return quoted(before, paper.title, rest, (words.open_quote, words.close_quote), ",")


def _part(paper: Paper, words: Words) -> tuple[Text | str, ...]:
    venue = emphasised(paper.venue)
    if paper.kind in IN_A_BOOK and paper.venue:
        venue = joined((words.in_lower, venue), " ")
    return (
        venue if paper.venue else filled(words.preprint, archive(paper)),
        paper.series,
        filled(words.volume_lower, paper.volume),
        filled(words.number_lower, paper.issue),
        paper.address,
        paper.publisher,
        paper.institution,
        pages(paper, words.page, words.pages),
        filled(words.article_lower, paper.article_number),
        date_of(paper, words),
    )


def _whole(paper: Paper, words: Words) -> tuple[Text | str, ...]:
    return (
        kind_word(paper, words),
        paper.series,
        edition(paper, words),
        filled(words.volume_lower, paper.volume),
        filled(words.number_lower, paper.issue),
        paper.address,
        paper.publisher,
        paper.institution,
        paper.venue or archive(paper),
        date_of(paper, words),
    )
