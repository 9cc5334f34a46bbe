"""The style of the ACM (ACM Reference Format)."""

from __future__ import annotations

from sphinx_seminar.citing.citation import (
    Citation,
    clauses,
    emphasised,
    ended,
    joined,
    plain,
    sentences,
    titled,
    with_date,
)
from sphinx_seminar.citing.names import NameList, authors_of, editors_label, translators_of, whole
from sphinx_seminar.citing.parts import IN_A_BOOK, IN_A_JOURNAL, PROCEEDINGS, REPORTS, Parts, in_brackets, listed
from sphinx_seminar.model import Text

NAMES = NameList(whole, whole, most=1000)


def acm(parts: Parts) -> Citation:
    """Cite as "Arthur Jacot and Clément Hongler. 2018. Title. *Journal* 12, 3 (2018), 1–10."."""
    title = emphasised(parts.paper.title) if parts.is_whole else parts.paper.title
    published = map(_published, parts.appearances)
    rest = sentences((translators_of(parts, NAMES), *published, parts.original, parts.note, parts.retrieved))
    before, after = with_date(ended(plain(authors_of(parts, NAMES))), parts.date.rstrip(".") + ".", rest)
    extra = listed((parts.edition if parts.is_whole else "", parts.version))
    return titled(before, title, after, extra=in_brackets(extra))


def _published(parts: Parts) -> Text:
    paper = parts.paper
    ending = (paper.publisher, paper.institution, paper.address)
    if parts.is_whole:
        report = paper.kind in REPORTS
        kind = listed((parts.kind, parts.number if report else ""), " ")
        volume = clauses((parts.volume, "" if report else parts.number))
        inside = clauses((parts.chapter, parts.pages))
        return sentences((kind, volume, parts.series, clauses((paper.venue, *ending)), inside))
    if paper.kind in IN_A_BOOK and paper.venue:
        return sentences((_book(parts), clauses((*ending, parts.chapter, parts.article, paper.pages))))
    if not paper.venue:
        preprint = listed((parts.archive, in_brackets(paper.arxiv_class, "[]")), " ") if paper.arxiv else ""
        numbers = listed((parts.series, parts.volume, parts.number))
        return clauses((preprint, numbers, parts.chapter, *ending, paper.pages))
    numbers = listed((paper.volume, paper.issue, parts.article))
    journal = joined((emphasised(paper.venue), paper.series, numbers, in_brackets(parts.month_and_year())), " ")
    return clauses((journal, paper.pages, *(() if paper.kind in IN_A_JOURNAL else ending)))


def _book(parts: Parts) -> Text:
    """Return "In *Book* (2nd ed.), Jane Editor (ed.)", and for proceedings the year in place of the editors."""
    paper, words = parts.paper, parts.words
    inside = listed((parts.edition, parts.series, parts.volume, parts.number))
    book = joined((words.in_, emphasised(paper.venue), in_brackets(inside)), " ")
    if paper.kind in PROCEEDINGS:
        return joined((book, parts.date if paper.year else ""), ", ")
    if not paper.editors or not paper.authors:
        return book
    return joined((book, f"{NAMES.write(paper.editors, words)} ({editors_label(parts, lower=True)})"), ", ")
