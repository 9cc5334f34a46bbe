"""The style of the IEEE (IEEE Reference Guide, 2023)."""

from __future__ import annotations

from sphinx_seminar.citing.citation import Citation, clauses, emphasised, joined, plain, quoted, sentences
from sphinx_seminar.citing.names import NameList, authors_of, editors_label, initials_first
from sphinx_seminar.citing.parts import BOOKS, IN_A_BOOK, IN_A_JOURNAL, REPORTS, Parts, filled
from sphinx_seminar.model import Text

_NAMES = NameList(initials_first, initials_first, most=6, kept=1)


def ieee(parts: Parts) -> Citation:
    """Cite as "A. Jacot and C. Hongler, “Title,” *Journal*, vol. 12, no. 3, pp. 1–10, 2018."."""
    paper, words = parts.paper, parts.words
    parts = parts.lower
    authors = authors_of(parts, _NAMES, ", {}")
    before = plain(f"{authors}," if authors else "")
    after = (parts.original, parts.note, parts.retrieved)
    if paper.title and paper.kind in (BOOKS - {"thesis", "report"}) | {"software"}:
        numbers = clauses(_numbers(parts))
        told = joined((", ", numbers)) if numbers else plain(".")
        rest = joined((told, sentences((*_of_book(parts), *after))), " ")
        return Citation(joined((before, " " if authors else "")), emphasised(paper.title), rest)
    details = [clauses(_details(each)) for each in parts.appearances]
    return quoted(before, paper.title, sentences((*details, *after)), (words.open_quote, words.close_quote), ",")


def _numbers(parts: Parts) -> tuple[str, ...]:
    return parts.edition, parts.volume, parts.number, parts.version.lower()


def _series(parts: Parts) -> tuple[Text, str]:
    """Return "in *Series*", and its number."""
    if not parts.paper.series:
        return Text(), ""
    inside = joined((parts.words.in_lower, emphasised(parts.paper.series)), " ")
    return inside, filled(parts.words.number_lower, parts.paper.issue)


def _translators(parts: Parts) -> str:
    translators = _NAMES.write(parts.paper.translators, parts.words)
    return f"{parts.words.translator} {translators}" if translators else ""


def _of_book(parts: Parts) -> tuple[Text | str, ...]:
    """Return the series, and place, publisher and year, as sentences."""
    return (
        joined(_series(parts), ", "),
        _translators(parts),
        clauses((parts.paper.venue, parts.place_and_publisher, parts.date)),
        clauses((parts.chapter, parts.pages)),
    )


def _details(parts: Parts) -> tuple[Text | str, ...]:
    paper, words = parts.paper, parts.words
    where = (parts.chapter, parts.pages)
    translators = _translators(parts)
    if paper.kind in REPORTS:
        kind, number = parts.report
        published = (parts.imprint, kind, number, paper.series, paper.address, paper.venue)
        return (*published, translators, parts.date, *where)
    if parts.is_whole:
        numbers = _numbers(parts)[: 2 if paper.series else 4]
        appeared = paper.venue or parts.archive
        return (
            parts.kind,
            parts.series,
            *numbers,
            parts.place_and_publisher,
            appeared,
            translators,
            parts.date,
            *where,
        )
    if paper.kind in IN_A_BOOK:
        published = (translators, parts.place_and_publisher, parts.date, *where, parts.article)
        if not paper.venue:
            return (parts.series, *_numbers(parts), *published)
        series, number = _series(parts)
        book = joined((words.in_lower, emphasised(paper.venue)), " ")
        edited = paper.editors and paper.authors
        editors = f"{_NAMES.write(paper.editors, words)}, {editors_label(parts)}" if edited else ""
        return (book, series, *_numbers(parts), number, editors, *published)
    journal = paper.kind in IN_A_JOURNAL and bool(paper.venue)
    return (
        emphasised(paper.venue) if paper.venue else filled(words.preprint, parts.archive),
        paper.series,
        parts.volume,
        filled(words.number_lower, paper.issue),
        parts.version.lower(),
        translators,
        "" if journal else parts.place_and_publisher,
        *where,
        parts.article,
        (parts.month_and_year(words.months_short) if journal else "") or parts.date,
    )
