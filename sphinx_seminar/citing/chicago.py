"""The author-date style of the Chicago Manual of Style (17th edition, chapter 15)."""

from __future__ import annotations

from sphinx_seminar.citing.citation import Citation, clauses, emphasised, ended, joined, quoted, sentences, titled
from sphinx_seminar.citing.citation import words as plain
from sphinx_seminar.citing.names import NameList, authors_of, inverted, whole
from sphinx_seminar.citing.parts import (
    BOOKS,
    IN_A_BOOK,
    WHOLE_WORKS,
    archive,
    date_of,
    edition,
    kind_word,
    note,
    retrieved,
)
from sphinx_seminar.citing.words import Words, filled
from sphinx_seminar.model import Paper, Text

NAMES = NameList(inverted, whole, pair=True, most=10, kept=7)
_EDITORS = NameList(whole, whole)


def chicago_author_date(paper: Paper, words: Words) -> Citation:
    """Cite as "Jacot, Arthur, and Clément Hongler. 2018. “Title.” *Journal* 12 (3): 1–10."."""
    authors = ended(plain(authors_of(paper, NAMES, words)))
    date = plain(date_of(paper, words).rstrip(".") + ".")
    before = joined((authors, date), " ") if authors else Text()
    rest = sentences((_published(paper, words), note(paper), retrieved(paper, words)))
    after = rest if authors else joined((date, rest), " ")
    if paper.kind in BOOKS:
        return titled(before, emphasised(paper.title), after)
    return quoted(before, paper.title, after, (words.open_quote, words.close_quote), ".")


def _published(paper: Paper, words: Words) -> Text:
    imprint = ": ".join(filter(None, (paper.address, ", ".join(filter(None, (paper.publisher, paper.institution))))))
    if paper.kind in WHOLE_WORKS:
        kind = ", ".join(filter(None, (kind_word(paper, words), filled(words.number_lower, paper.issue))))
        return sentences((edition(paper, words), filled(words.volume, paper.volume), kind, paper.series, imprint))
    if paper.kind in IN_A_BOOK and paper.venue:
        editors = _EDITORS.write(paper.editors, words) if paper.authors else ""
        details = (filled(words.edited_by, editors), filled(words.volume_lower, paper.volume), paper.pages)
        book = clauses((joined((words.in_, emphasised(paper.venue)), " "), *details))
        return sentences((book, paper.series, imprint))
    if not paper.venue:
        return sentences((archive(paper), imprint, paper.pages))
    numbers = " ".join(filter(None, (paper.volume, f"({paper.issue})" if paper.issue else "")))
    journal = joined((emphasised(paper.venue), numbers), " ")
    where = paper.pages or filled(words.article_lower, paper.article_number)
    return sentences((joined((journal, where), ": " if numbers else ", "), imprint))
