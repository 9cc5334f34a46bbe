"""Three styles of engineering and computing: the IEEE's (Reference Guide, 2023), the ACM's, and BibTeX's alpha."""

from __future__ import annotations

from sphinx_seminar.citing.citation import (
    Citation,
    clauses,
    emphasised,
    ended,
    joined,
    plain,
    quoted,
    sentences,
    titled,
    with_date,
)
from sphinx_seminar.citing.names import (
    NameList,
    authors_of,
    editors_of,
    family,
    initials_first,
    translators_of,
    whole,
)
from sphinx_seminar.citing.parts import (
    BOOKS,
    IN_A_BOOK,
    IN_A_JOURNAL,
    PROCEEDINGS,
    REPORTS,
    Parts,
    filled,
    in_brackets,
    listed,
)
from sphinx_seminar.model import Paper, Text

_IEEE_NAMES = NameList(initials_first, initials_first, most=6, kept=1)


def ieee(parts: Parts) -> Citation:
    """Cite as "A. Jacot and C. Hongler, “Title,” *Journal*, vol. 12, no. 3, pp. 1–10, 2018."."""
    paper, words = parts.paper, parts.words
    parts = parts.lower
    authors = authors_of(parts, _IEEE_NAMES, ", {}")
    before = plain(f"{authors}," if authors else "")
    after = (parts.original, parts.note, parts.retrieved)
    if paper.title and paper.kind in (BOOKS - {"thesis", "report"}) | {"software"}:
        numbers = clauses(_ieee_numbers(parts))
        told = joined((", ", numbers)) if numbers else plain(".")
        rest = joined((told, sentences((*_ieee_book(parts), *after))), " ")
        return Citation(joined((before, " " if authors else "")), emphasised(paper.title), rest)
    details = [clauses(_ieee_details(each)) for each in parts.appearances]
    return quoted(before, paper.title, sentences((*details, *after)), (words.open_quote, words.close_quote), ",")


def _ieee_numbers(parts: Parts) -> tuple[str, ...]:
    return parts.edition, parts.volume, parts.number, parts.version.lower()


def _ieee_series(parts: Parts) -> tuple[Text, str]:
    """Return "in *Series*", and its number."""
    if not parts.paper.series:
        return Text(), ""
    inside = joined((parts.words.in_lower, emphasised(parts.paper.series)), " ")
    return inside, filled(parts.words.number_lower, parts.paper.issue)


def _ieee_translators(parts: Parts) -> str:
    translators = _IEEE_NAMES.write(parts.paper.translators, parts.words)
    return f"{parts.words.translator} {translators}" if translators else ""


def _ieee_book(parts: Parts) -> tuple[Text | str, ...]:
    """Return the series, and place, publisher and year, as sentences."""
    return (
        joined(_ieee_series(parts), ", "),
        _ieee_translators(parts),
        clauses((parts.paper.venue, parts.place_and_publisher, parts.date)),
        clauses((parts.chapter, parts.pages)),
    )


def _ieee_details(parts: Parts) -> tuple[Text | str, ...]:
    paper, words = parts.paper, parts.words
    where = (parts.chapter, parts.pages)
    translators = _ieee_translators(parts)
    if paper.kind in REPORTS:
        kind, number = parts.report
        published = (parts.imprint, kind, number, paper.series, paper.address, paper.venue)
        return (*published, translators, parts.date, *where)
    if parts.is_whole:
        numbers = _ieee_numbers(parts)[: 2 if paper.series else 4]
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
            return (parts.series, *_ieee_numbers(parts), *published)
        series, number = _ieee_series(parts)
        book = joined((words.in_lower, emphasised(paper.venue)), " ")
        editors = editors_of(parts, _IEEE_NAMES, ", {}")
        return (book, series, *_ieee_numbers(parts), number, editors, *published)
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


_NAMES = NameList(whole, whole, most=1000)


def acm(parts: Parts) -> Citation:
    """Cite as "Arthur Jacot and Clément Hongler. 2018. Title. *Journal* 12, 3 (2018), 1–10."."""
    title = emphasised(parts.paper.title) if parts.is_whole else parts.paper.title
    published = map(_acm_published, parts.appearances)
    rest = sentences((translators_of(parts, _NAMES), *published, parts.original, parts.note, parts.retrieved))
    before, after = with_date(ended(plain(authors_of(parts, _NAMES))), parts.date.rstrip(".") + ".", rest)
    extra = listed((parts.edition if parts.is_whole else "", parts.version))
    return titled(before, title, after, extra=in_brackets(extra))


def _acm_published(parts: Parts) -> Text:
    paper = parts.paper
    ending = (paper.publisher, paper.institution, paper.address)
    if parts.is_whole:
        report = paper.kind in REPORTS
        kind = listed((parts.kind, parts.number if report else ""), " ")
        volume = clauses((parts.volume, "" if report else parts.number))
        inside = clauses((parts.chapter, parts.pages))
        return sentences((kind, volume, parts.series, clauses((paper.venue, *ending)), inside))
    if paper.kind in IN_A_BOOK and paper.venue:
        return sentences((_acm_book(parts), clauses((*ending, parts.chapter, parts.article, paper.pages))))
    if not paper.venue:
        preprint = listed((parts.archive, in_brackets(paper.arxiv_class, "[]")), " ") if paper.arxiv else ""
        numbers = listed((parts.series, parts.volume, parts.number))
        return clauses((preprint, numbers, parts.chapter, *ending, paper.pages))
    numbers = listed((paper.volume, paper.issue, parts.article))
    journal = joined((emphasised(paper.venue), paper.series, numbers, in_brackets(parts.month_and_year())), " ")
    return clauses((journal, paper.pages, *(() if paper.kind in IN_A_JOURNAL else ending)))


def _acm_book(parts: Parts) -> Text:
    """Return "In *Book* (2nd ed.), Jane Editor (ed.)", and for proceedings the year in place of the editors."""
    paper, words = parts.paper, parts.words
    inside = listed((parts.edition, parts.series, parts.volume, parts.number))
    book = joined((words.in_, emphasised(paper.venue), in_brackets(inside)), " ")
    if paper.kind in PROCEEDINGS:
        return joined((book, parts.date if paper.year else ""), ", ")
    return joined((book, editors_of(parts, _NAMES, lower=True)), ", ")


_SHOWN_INITIALS = 3


def alpha(parts: Parts) -> Citation:
    """Cite as "[JH18] Arthur Jacot and Clément Hongler. Title. *Journal*, 12(3):1–10, 2018."."""
    before = joined((f"[{label(parts.paper)}]", ended(plain(authors_of(parts, _NAMES)))), " ")
    title = emphasised(parts.paper.title) if parts.is_whole else parts.paper.title
    published = clauses(
        (*(clause for each in parts.appearances for clause in _alpha_published(each.lower)), parts.date)
    )
    rest = sentences((translators_of(parts, _NAMES), published, parts.original, parts.note, parts.retrieved))
    return titled(before, title, rest)


def label(paper: Paper) -> str:
    """Return "JGH18": the initials of up to four authors, three letters of one, and the year's last two digits."""
    names = [family(author) for author in paper.authors or paper.editors]
    letters = ["".join(letter for letter in name if letter.isalnum()) for name in names]
    year = (paper.year[-2:] if paper.year.isdigit() else "") + paper.letter
    if not letters:
        return paper.key[:_SHOWN_INITIALS] + year
    if len(letters) == 1 and not paper.truncated:
        return letters[0][:_SHOWN_INITIALS] + year
    many = len(letters) > _SHOWN_INITIALS + 1
    initials = "".join(name[:1] for name in (letters[:_SHOWN_INITIALS] if many else letters))
    return f"{initials}{'+' if many or paper.truncated else ''}{year}"


def _alpha_published(parts: Parts) -> tuple[Text | str, ...]:
    paper, words = parts.paper, parts.words
    ending = (parts.imprint, "" if paper.kind in IN_A_JOURNAL else paper.address)
    numbers = (parts.volume, parts.number, parts.series)
    pages = filled(words.pages_whole, paper.pages)
    version = parts.version.lower()
    if parts.is_whole:
        return (parts.kind, version, *numbers, paper.venue, *ending, parts.edition, parts.chapter, pages)
    if paper.kind in IN_A_BOOK and paper.venue:
        edited = editors_of(parts, _NAMES, ", {}", lower=True)
        book = joined((words.in_, joined((edited, emphasised(paper.venue)), ", ")), " ")
        return (book, *numbers, parts.edition, parts.chapter, pages, parts.article, *ending)
    if not paper.venue:
        preprint = filled(words.preprint, parts.archive)
        return (preprint, version, *numbers, parts.edition, parts.chapter, paper.pages, *ending)
    volume_and_pages = joined((paper.volume + in_brackets(paper.issue), paper.pages), ":")
    return (emphasised(paper.venue), paper.series, volume_and_pages, parts.article, *ending)
