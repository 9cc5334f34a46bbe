"""The author-date style of the Chicago Manual of Style (17th edition, chapter 15)."""

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
from sphinx_seminar.citing.names import NameList, authors_of, inverted, translators_of, whole
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

_NAMES = NameList(inverted, whole, pair=True, most=10, kept=7)
_EDITORS = NameList(whole, whole)
_RANGE = re.compile(r"(?<![\d–])(\d+)–(\d+)(?![\d–])")


def chicago_author_date(parts: Parts) -> Citation:
    """Cite as "Jacot, Arthur, and Clément Hongler. 2018. “Title.” *Journal* 12 (3): 1–10."."""
    paper, words = parts.paper, parts.words
    authors = ended(plain(authors_of(parts, _NAMES, ", {}", lower=True)))
    original = in_brackets(year_in_words(paper.original, words))
    published = map(_published, parts.appearances)
    rest = sentences((translators_of(parts, _EDITORS), parts.version, *published, parts.note, parts.retrieved))
    before, after = with_date(authors, listed((original, parts.date.rstrip(".") + "."), " "), rest)
    if paper.kind in BOOKS | REPORTS | {"software"} and paper.kind != "thesis":
        return titled(before, emphasised(paper.title), after)
    return quoted(before, paper.title, after, (words.open_quote, words.close_quote), ".")


def _published(parts: Parts) -> Text:
    paper, small = parts.paper, parts.lower
    where = clauses((small.chapter, shortened(paper.pages)))
    if parts.is_whole:
        kind = parts.report if paper.kind in REPORTS else (parts.kind, small.number)
        numbers = (parts.edition, parts.volume, listed(kind), parts.series)
        return sentences((*numbers, paper.venue, parts.place_and_publisher, where))
    if paper.kind in IN_A_BOOK and paper.venue and not parts.is_serial:
        return sentences((_book(small), parts.series, parts.place_and_publisher))
    if not paper.venue:
        numbers = (parts.series, parts.edition, parts.volume, parts.number)
        return sentences((parts.archive, *numbers, parts.place_and_publisher, where))
    return sentences((_journal(small), "" if parts.is_serial else parts.imprint))


def _journal(parts: Parts) -> Text:
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


def _book(parts: Parts) -> Text:
    """Return "In *Book*, 2nd ed., edited by Jane Editor, 3:1–10"."""
    paper, words = parts.paper, parts.words
    editors = filled(words.edited_by, _EDITORS.write(paper.editors, words) if paper.authors else "")
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
