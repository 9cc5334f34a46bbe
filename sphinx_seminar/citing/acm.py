"""The style of the ACM (ACM Reference Format)."""

from __future__ import annotations

from sphinx_seminar.citing.citation import Citation, clauses, emphasised, ended, joined, plain, sentences, titled
from sphinx_seminar.citing.names import NameList, authors_of, editors_label, whole
from sphinx_seminar.citing.parts import (
    IN_A_BOOK,
    IN_A_JOURNAL,
    REPORTS,
    WHOLE_WORKS,
    Words,
    appearances,
    archive,
    chapter,
    date_of,
    edition,
    filled,
    kind_word,
    month_and_year,
    note,
    pages,
    retrieved,
    series,
    year_in_words,
)
from sphinx_seminar.model import Paper, Text

NAMES = NameList(whole, whole, most=1000)


def acm(paper: Paper, words: Words) -> Citation:
    """Cite as "Arthur Jacot and Clément Hongler. 2018. Title. *Journal* 12, 3 (2018), 1–10."."""
    authors = plain(authors_of(paper, NAMES, words))
    date = plain(date_of(paper, words).rstrip(".") + ".")
    title = emphasised(paper.title) if paper.kind in WHOLE_WORKS else paper.title
    translators = filled(words.translated_by, NAMES.write(paper.translators, words))
    original = filled(words.original, year_in_words(paper.original, words))
    published = (_published(each, words) for each in appearances(paper))
    rest = sentences((translators, *published, original, note(paper), retrieved(paper, words)))
    details = (edition(paper, words) if paper.kind in WHOLE_WORKS else "", filled(words.version, paper.version))
    extra = ", ".join(filter(None, details))
    if not authors:
        return titled(authors, title, joined((date, rest), " "), extra=f"({extra})" if extra else "")
    return titled(joined((ended(authors), date), " "), title, rest, extra=f"({extra})" if extra else "")


def _published(paper: Paper, words: Words) -> Text:
    article = filled(words.article, paper.article_number)
    ending = (paper.publisher, paper.institution, paper.address)
    if paper.kind in WHOLE_WORKS:
        number = "" if paper.series else filled(words.number, paper.issue)
        kind = " ".join(filter(None, (kind_word(paper, words), number if paper.kind in REPORTS else "")))
        volume = clauses((filled(words.volume, paper.volume), "" if paper.kind in REPORTS else number))
        inside = clauses((chapter(paper, words.chapter), pages(paper, words.page, words.pages)))
        return sentences((kind, volume, series(paper), clauses((paper.venue, *ending)), inside))
    if paper.kind in IN_A_BOOK and paper.venue:
        return sentences((_book(paper, words), clauses((*ending, chapter(paper, words.chapter), article, paper.pages))))
    if not paper.venue:
        listed = f" [{paper.arxiv_class}]" if paper.arxiv_class else ""
        preprint = f"{archive(paper)}{listed}" if paper.arxiv else ""
        number = "" if paper.series else filled(words.number, paper.issue)
        numbers = ", ".join(filter(None, (series(paper), filled(words.volume, paper.volume), number)))
        return clauses((preprint, numbers, chapter(paper, words.chapter), *ending, paper.pages))
    numbers = ", ".join(filter(None, (paper.volume, paper.issue, article)))
    year = month_and_year(paper, words)
    journal = joined((emphasised(paper.venue), paper.series, numbers, f"({year})" if year else ""), " ")
    return clauses((journal, paper.pages, *(() if paper.kind in IN_A_JOURNAL else ending)))


def _book(paper: Paper, words: Words) -> Text:
    """Return "In *Book* (2nd ed.), Jane Editor (ed.)", and for proceedings the year in place of the editors."""
    number = "" if paper.series else filled(words.number, paper.issue)
    details = (edition(paper, words), series(paper), filled(words.volume, paper.volume), number)
    inside = ", ".join(filter(None, details))
    book = joined((words.in_, emphasised(paper.venue), f"({inside})" if inside else ""), " ")
    if paper.kind in ("inproceedings", "conference"):
        return joined((book, date_of(paper, words) if paper.year else ""), ", ")
    if not paper.editors or not paper.authors:
        return book
    return joined((book, f"{NAMES.write(paper.editors, words)} ({editors_label(paper, words, lower=True)})"), ", ")
