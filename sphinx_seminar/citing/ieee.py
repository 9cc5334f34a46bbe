"""The style of the IEEE (IEEE Reference Guide, 2023)."""

from __future__ import annotations

from sphinx_seminar.citing.citation import Citation, clauses, emphasised, joined, plain, quoted, sentences
from sphinx_seminar.citing.names import NameList, authors_of, editors_label, initials_first
from sphinx_seminar.citing.parts import (
    BOOKS,
    IN_A_BOOK,
    REPORTS,
    WHOLE_WORKS,
    Words,
    appearances,
    archive,
    chapter,
    date_of,
    edition,
    filled,
    imprint,
    kind_word,
    month_and_year,
    note,
    pages,
    report_words,
    retrieved,
    series,
    year_in_words,
)
from sphinx_seminar.model import Paper, Text

NAMES = NameList(initials_first, initials_first, most=6, kept=1)


def ieee(paper: Paper, words: Words) -> Citation:
    """Cite as "A. Jacot and C. Hongler, “Title,” *Journal*, vol. 12, no. 3, pp. 1–10, 2018."."""
    authors = authors_of(paper, NAMES, words, ", {}")
    before = plain(f"{authors}," if authors else "")
    original = filled(words.original, year_in_words(paper.original, words))
    after = (original, note(paper), retrieved(paper, words))
    if _is_book(paper):
        opening = joined((before, " " if authors else ""))
        heading = joined((", ", clauses(filter(None, _numbers(paper, words)))))
        told = heading if str(heading) != ", " else plain(".")
        rest = sentences((*_of_book(paper, words), *after))
        return Citation(opening, emphasised(paper.title), joined((told, rest), " "))
    details = [clauses(_details(each, words)) for each in appearances(paper)]
    return quoted(before, paper.title, sentences((*details, *after)), (words.open_quote, words.close_quote), ",")


def _is_book(paper: Paper) -> bool:
    return bool(paper.title) and paper.kind in (BOOKS - {"thesis", "report"}) | {"software"}


def _numbers(paper: Paper, words: Words) -> tuple[str, ...]:
    return (
        edition(paper, words),
        filled(words.volume_lower, paper.volume),
        filled(words.number_lower, "" if paper.series else paper.issue),
        filled(words.version, paper.version).lower(),
    )


def _of_book(paper: Paper, words: Words) -> tuple[Text | str, ...]:
    """Return the series, and place, publisher and year, as sentences."""
    number = filled(words.number_lower, paper.issue)
    inside = joined((words.in_lower, emphasised(paper.series)), " ") if paper.series else ""
    translators = NAMES.write(paper.translators, words)
    return (
        joined((inside, number if paper.series else ""), ", "),
        f"{words.translator} {translators}" if translators else "",
        clauses((paper.venue, _place_and_publisher(paper), date_of(paper, words))),
        clauses((chapter(paper, words.chapter_lower), pages(paper, words.page, words.pages))),
    )


def _place_and_publisher(paper: Paper) -> str:
    """Return "Oxford: Oxford University Press"."""
    return ": ".join(filter(None, (paper.address, imprint(paper))))


def _details(paper: Paper, words: Words) -> tuple[Text | str, ...]:
    year = date_of(paper, words)
    where = (chapter(paper, words.chapter_lower), pages(paper, words.page, words.pages))
    article = filled(words.article_lower, paper.article_number)
    translators = NAMES.write(paper.translators, words)
    translated = f"{words.translator} {translators}" if translators else ""
    if paper.kind in REPORTS:
        kind, number = report_words(paper, words)
        return (imprint(paper), kind, number, paper.series, paper.address, paper.venue, translated, year, *where)
    if paper.kind in WHOLE_WORKS:
        return (
            kind_word(paper, words),
            series(paper),
            *_numbers(paper, words)[: 2 if paper.series else 4],
            _place_and_publisher(paper),
            paper.venue or archive(paper),
            translated,
            year,
            *where,
        )
    if paper.kind in IN_A_BOOK and paper.venue:
        editors = (
            f"{NAMES.write(paper.editors, words)}, {editors_label(paper, words)}"
            if paper.editors and paper.authors
            else ""
        )
        inside = joined((words.in_lower, emphasised(paper.series)), " ") if paper.series else ""
        book = joined((words.in_lower, emphasised(paper.venue)), " ")
        numbers = _numbers(paper, words)
        return (
            book,
            inside,
            *numbers,
            filled(words.number_lower, paper.issue if paper.series else ""),
            editors,
            translated,
            _place_and_publisher(paper),
            year,
            *where,
            article,
        )
    if paper.kind in IN_A_BOOK:
        return (series(paper), *_numbers(paper, words), translated, _place_and_publisher(paper), year, *where, article)
    journal = paper.kind in ("article", "periodical") and bool(paper.venue)
    return (
        emphasised(paper.venue) if paper.venue else filled(words.preprint, archive(paper)),
        paper.series,
        *(filled(words.volume_lower, paper.volume), filled(words.number_lower, paper.issue)),
        filled(words.version, paper.version).lower(),
        translated,
        "" if journal else _place_and_publisher(paper),
        *where,
        article,
        (month_and_year(paper, words, words.months_short) if journal else "") or year,
    )
