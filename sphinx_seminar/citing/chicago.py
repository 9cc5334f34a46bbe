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
)
from sphinx_seminar.citing.names import NameList, authors_of, inverted, whole
from sphinx_seminar.citing.parts import (
    BOOKS,
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
    imprint,
    kind_word,
    month_and_year,
    note,
    report_words,
    retrieved,
    series,
    year_in_words,
)
from sphinx_seminar.model import Paper, Text

NAMES = NameList(inverted, whole, pair=True, most=10, kept=7)
_EDITORS = NameList(whole, whole)
_RANGE = re.compile(r"(?<![\d–])(\d+)–(\d+)(?![\d–])")


def chicago_author_date(paper: Paper, words: Words) -> Citation:
    """Cite as "Jacot, Arthur, and Clément Hongler. 2018. “Title.” *Journal* 12 (3): 1–10."."""
    authors = ended(plain(authors_of(paper, NAMES, words, ", {}", lower=True)))
    date = plain(date_of(paper, words).rstrip(".") + ".")
    original = year_in_words(paper.original, words)
    date = joined((f"({original}) " if original else "", date))
    before = joined((authors, date), " ") if authors else Text()
    translators = filled(words.translated_by, _EDITORS.write(paper.translators, words))
    version = filled(words.version, paper.version)
    published = (_published(each, words) for each in appearances(paper))
    rest = sentences((translators, version, *published, note(paper), retrieved(paper, words)))
    after = rest if authors else joined((date, rest), " ")
    if paper.kind in BOOKS | REPORTS | {"software"} and paper.kind != "thesis":
        return titled(before, emphasised(paper.title), after)
    return quoted(before, paper.title, after, (words.open_quote, words.close_quote), ".")


def _published(paper: Paper, words: Words) -> Text:
    place_and_publisher = ": ".join(filter(None, (paper.address, imprint(paper))))
    where = clauses((chapter(paper, words.chapter_lower), shortened(paper.pages)))
    if paper.kind in WHOLE_WORKS:
        number = "" if paper.series or paper.kind in REPORTS else filled(words.number_lower, paper.issue)
        kind = report_words(paper, words) if paper.kind in REPORTS else (kind_word(paper, words), number)
        numbers = (edition(paper, words), filled(words.volume, paper.volume), ", ".join(filter(None, kind)))
        return sentences((*numbers, series(paper), paper.venue, place_and_publisher, where))
    if paper.kind in IN_A_BOOK and paper.venue and not _is_serial(paper):
        return sentences((_book(paper, words), series(paper), place_and_publisher))
    if not paper.venue:
        number = "" if paper.series else filled(words.number, paper.issue)
        counted = (series(paper), edition(paper, words), filled(words.volume, paper.volume), number)
        return sentences((archive(paper), *counted, place_and_publisher, where))
    return sentences((_journal(paper, words), "" if _is_serial(paper) else imprint(paper)))


def _is_serial(paper: Paper) -> bool:
    """Tell whether proceedings are cited as a journal is, whose publisher is not named: they have no editors."""
    return paper.kind in ("inproceedings", "conference") and not paper.editors


def _journal(paper: Paper, words: Words) -> Text:
    """Return "*Journal* 12 (3): 1–10", with the year where no issue stands in its brackets."""
    serial = paper.kind not in IN_A_JOURNAL and bool(paper.series)
    volume = filled(words.volume_lower, paper.volume) if serial else paper.volume
    year = date_of(paper, words) if paper.year else ""
    where = paper.article_number and filled(words.article_lower, paper.article_number)
    where = shortened(paper.pages) or where
    number = paper.issue or (year if volume else "")
    place = f"({paper.address})" if paper.address and paper.kind not in IN_A_JOURNAL else ""
    name = joined((emphasised(paper.venue), place), " ")
    name = joined((name, paper.series), ", ") if serial else name
    told = " ".join(filter(None, (volume, f"({number})" if number else "")))
    if not told:
        return joined((name, month_and_year(paper, words), where), ", ")
    return joined((joined((name, told), ", " if serial else " "), where), ": ")


def _book(paper: Paper, words: Words) -> Text:
    """Return "In *Book*, 2nd ed., edited by Jane Editor, 3:1–10"."""
    editors = filled(words.edited_by, _EDITORS.write(paper.editors, words) if paper.authors else "")
    pages = shortened(paper.pages)
    volume = f"{paper.volume}:{pages}" if paper.volume.isdigit() and pages else ""
    where = (volume,) if volume else (filled(words.volume_lower, paper.volume), pages)
    number = "" if paper.series else filled(words.number_lower, paper.issue)
    article = filled(words.article_lower, paper.article_number)
    book = joined((words.in_, emphasised(paper.venue)), " ")
    return clauses((book, edition(paper, words), editors, number, chapter(paper, words.chapter_lower), *where, article))


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
