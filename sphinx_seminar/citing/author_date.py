"""The author-date styles of the APA (7th edition, chapters 9, 10) and the Chicago Manual (17th edition, chapter 15)."""

from __future__ import annotations

import re

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
    initials_first,
    inverted,
    inverted_initials,
    translators_of,
    whole,
)
from sphinx_seminar.citing.parts import (
    BOOKS,
    IN_A_BOOK,
    IN_A_JOURNAL,
    REPORTS,
    Parts,
    filled,
    in_brackets,
    listed,
    year_in_words,
)
from sphinx_seminar.model import Text

_APA_NAMES = NameList(inverted_initials, inverted_initials, ampersand=True, pair=True, most=20, kept=19, gap=True)
_APA_EDITORS = NameList(initials_first, initials_first, ampersand=True)
#: Kinds besides books whose works are published by themselves.
_STANDALONE = ("software", "dataset")


def apa(parts: Parts) -> Citation:
    """Cite as "Jacot, A., & Hongler, C. (2018). Title. *Journal*, *12*(3), 1–10."."""
    paper = parts.paper
    # What was published by itself, and not within another work, has its own title in italics.
    web = paper.kind in ("online", "electronic", "www", *_STANDALONE)
    alone = parts.is_whole or (not paper.venue and (web or bool(paper.arxiv)))
    rest = sentences((*map(_apa_published, parts.appearances), parts.note, parts.retrieved))
    rest = joined((rest, in_brackets(parts.original)), " ")
    before, after = with_date(ended(plain(authors_of(parts, _APA_NAMES))), f"({parts.date}).", rest)
    extra = _apa_about(parts) if alone else _said_in_brackets(parts, parts.version)
    return titled(before, emphasised(paper.title) if alone else paper.title, after, extra=extra)


def _apa_published(parts: Parts) -> Text:
    paper = parts.paper
    if paper.kind in IN_A_BOOK and paper.venue and not parts.is_serial:
        return joined((ended(_apa_book(parts)), parts.imprint), " ")
    if parts.is_whole:
        # Elsewhere the imprint stands in brackets, behind the kind of the work.
        own = paper.issue or (paper.genre if paper.kind in REPORTS else not parts.kind)
        return sentences((parts.imprint if own else "", paper.venue, parts.chapter, parts.pages))
    if paper.kind in IN_A_BOOK and not paper.venue:
        inside = listed((parts.chapter, parts.pages))
        return sentences((in_brackets(inside), listed((parts.edition, parts.volume, parts.series)), parts.imprint))
    if not paper.venue and paper.arxiv:
        return sentences(("arXiv" if paper.title else parts.archive, parts.imprint))
    volume = joined((emphasised(paper.volume), in_brackets(paper.issue)))
    venue = joined((emphasised(paper.venue), paper.series, volume, paper.pages, parts.article), ", ")
    return sentences((venue, "" if parts.is_serial else parts.imprint))


def _apa_book(parts: Parts) -> Text:
    """Return "In E. Editor (Ed.), *Book* (2nd ed., Vol. 3, pp. 1–10)"."""
    paper, words = parts.paper, parts.words
    editors = editors_of(parts, _APA_EDITORS, " ({}),")
    numbers = (parts.edition, parts.series, parts.volume, parts.number)
    inside = listed((*numbers, parts.chapter, parts.pages, parts.article))
    return joined((words.in_, editors, emphasised(paper.venue), in_brackets(inside)), " ")


def _said_in_brackets(parts: Parts, details: str) -> str:
    """Return "(S. Moore, Trans.; 3rd ed.)", the translators of a work before its details."""
    translators = _APA_EDITORS.write(parts.paper.translators, parts.words)
    translated = f"{translators}, {parts.words.translator}" if translators else ""
    return in_brackets(listed((translated, details), "; "))


def _apa_about(parts: Parts) -> str:
    """Return the details behind the title of a whole work: edition, volume, number, its kind in brackets."""
    paper, words = parts.paper, parts.words
    numbered = paper.kind in REPORTS and paper.issue
    details = listed(parts.report, " ") if numbered else listed((parts.edition, parts.volume, parts.version))
    told = [_said_in_brackets(parts, details)]
    if paper.arxiv and paper.title and not parts.is_whole:
        told += [in_brackets(parts.archive)]
    kind = words.doctoral_thesis if paper.kind == "phdthesis" and not paper.genre else parts.kind
    if paper.kind in _STANDALONE:
        told += [f"[{words.software if paper.kind == 'software' else words.dataset}]"]
    elif paper.genre and paper.kind in REPORTS and not paper.issue:
        told += [f"[{paper.genre}]"]
    elif kind and not paper.issue:
        told += [f"[{listed((kind, parts.imprint))}]"]
    return listed(told, " ")


_CHICAGO_NAMES = NameList(inverted, whole, pair=True, most=10, kept=7)
_CHICAGO_EDITORS = NameList(whole, whole)
_RANGE = re.compile(r"(?<![\d–])(\d+)–(\d+)(?![\d–])")


def chicago_author_date(parts: Parts) -> Citation:
    """Cite as "Jacot, Arthur, and Clément Hongler. 2018. “Title.” *Journal* 12 (3): 1–10."."""
    paper, words = parts.paper, parts.words
    authors = ended(plain(authors_of(parts, _CHICAGO_NAMES, ", {}", lower=True)))
    original = in_brackets(year_in_words(paper.original, words))
    published = map(_chicago_published, parts.appearances)
    rest = sentences((translators_of(parts, _CHICAGO_EDITORS), parts.version, *published, parts.note, parts.retrieved))
    before, after = with_date(authors, listed((original, parts.date.rstrip(".") + "."), " "), rest)
    if paper.kind in BOOKS | REPORTS | {"software"} and paper.kind != "thesis":
        return titled(before, emphasised(paper.title), after)
    return quoted(before, paper.title, after, (words.open_quote, words.close_quote), ".")


def _chicago_published(parts: Parts) -> Text:
    paper, small = parts.paper, parts.lower
    where = clauses((small.chapter, shortened(paper.pages)))
    if parts.is_whole:
        kind = parts.report if paper.kind in REPORTS else (parts.kind, small.number)
        numbers = (parts.edition, parts.volume, listed(kind), parts.series)
        return sentences((*numbers, paper.venue, parts.place_and_publisher, where))
    if paper.kind in IN_A_BOOK and paper.venue and not parts.is_serial:
        return sentences((_chicago_book(small), parts.series, parts.place_and_publisher))
    if not paper.venue:
        numbers = (parts.series, parts.edition, parts.volume, parts.number)
        return sentences((parts.archive, *numbers, parts.place_and_publisher, where))
    return sentences((_chicago_journal(small), "" if parts.is_serial else parts.imprint))


def _chicago_journal(parts: Parts) -> Text:
    """Return "*Journal* 12 (3): 1–10", with the year where no issue stands in its brackets."""
    paper = parts.paper
    proceedings = paper.kind not in IN_A_JOURNAL
    in_series = proceedings and bool(paper.series)
    year = parts.date if paper.year and paper.volume else ""
    numbers = listed((parts.volume if in_series else paper.volume, in_brackets(paper.issue or year)), " ")
    name = joined((emphasised(paper.venue), in_brackets(paper.address if proceedings else "")), " ")
    name = joined((name, paper.series), ", ") if in_series else name
    where = shortened(paper.pages) or parts.article
    if not numbers:
        return joined((name, parts.month_and_year(), where), ", ")
    return joined((joined((name, numbers), ", " if in_series else " "), where), ": ")


def _chicago_book(parts: Parts) -> Text:
    """Return "In *Book*, 2nd ed., edited by Jane Editor, 3:1–10"."""
    paper, words = parts.paper, parts.words
    editors = filled(words.edited_by, editors_of(parts, _CHICAGO_EDITORS, ""))
    pages = shortened(paper.pages)
    where = (f"{paper.volume}:{pages}",) if paper.volume.isdigit() and pages else (parts.volume, pages)
    book = joined((words.in_, emphasised(paper.venue)), " ")
    return clauses((book, parts.edition, editors, parts.number, parts.chapter, *where, parts.article))


def shortened(pages: str) -> str:
    """Return "264–80" for "264–280", by the rules of the Chicago Manual (section 9.61)."""
    return _RANGE.sub(lambda found: f"{found[1]}–{_last(found[1], found[2])}", pages)


def _last(first: str, last: str) -> str:
    if len(first) != len(last) or len(first) < 3 or first.endswith("00") or int(first) >= int(last):
        return last
    same = next(place for place in range(len(first)) if first[place] != last[place])
    if len(first) == 4 and same == 1:
        return last
    return last[same:] if first[-2] == "0" else last[min(same, len(last) - 2) :]
