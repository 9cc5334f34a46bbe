"""The style of the American Psychological Association (7th edition, chapters 9 and 10)."""

from __future__ import annotations

from sphinx_seminar.citing.citation import Citation, emphasised, ended, joined, plain, sentences, titled
from sphinx_seminar.citing.names import NameList, authors_of, editors_label, initials_first, inverted_initials
from sphinx_seminar.citing.parts import (
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
    note,
    pages,
    report_words,
    retrieved,
    series,
    year_in_words,
)
from sphinx_seminar.model import Paper, Text

NAMES = NameList(inverted_initials, inverted_initials, ampersand=True, pair=True, most=20, kept=19, gap=True)
_EDITORS = NameList(initials_first, initials_first, ampersand=True)
#: Kinds besides books whose works are published by themselves, with the word for each in brackets.
_STANDALONE = {"software": "software", "dataset": "dataset"}


def apa(paper: Paper, words: Words) -> Citation:
    """Cite as "Jacot, A., & Hongler, C. (2018). Title. *Journal*, *12*(3), 1–10."."""
    alone = _is_alone(paper)
    title = emphasised(paper.title) if alone else paper.title
    date = f"({date_of(paper, words)})."
    authors = authors_of(paper, NAMES, words)
    original = filled(words.original, year_in_words(paper.original, words))
    published = (_published(each, words) for each in appearances(paper))
    rest = sentences((*published, note(paper), retrieved(paper, words)))
    rest = joined((rest, f"({original})" if original else ""), " ")
    extra = _about(paper, words) if alone else _said_of_a_part(paper, words)
    if not authors:
        return titled(Text(), title, joined((date, rest), " "), extra=extra)
    return titled(joined((ended(plain(authors)), date), " "), title, rest, extra=extra)


def _is_alone(paper: Paper) -> bool:
    """Tell whether a work was published by itself and not within another, so that its own title is in italics."""
    web = paper.kind in ("online", "electronic", "www", *_STANDALONE)
    return paper.kind in WHOLE_WORKS or (not paper.venue and (web or bool(paper.arxiv)))


def _published(paper: Paper, words: Words) -> Text:
    if paper.kind in IN_A_BOOK and paper.venue and not _is_serial(paper):
        return joined((ended(_book(paper, words)), imprint(paper)), " ")
    if paper.kind in WHOLE_WORKS:
        told = imprint(paper) if paper.issue or not (kind_word(paper, words) and paper.kind not in REPORTS) else ""
        told = told if paper.kind not in REPORTS or paper.issue or paper.genre else ""
        return sentences((told, paper.venue, chapter(paper, words.chapter), pages(paper, words.page, words.pages)))
    if paper.kind in IN_A_BOOK and not paper.venue:
        inside = ", ".join(filter(None, (chapter(paper, words.chapter), pages(paper, words.page, words.pages))))
        numbers = ", ".join(filter(None, (edition(paper, words), filled(words.volume, paper.volume), series(paper))))
        return sentences((f"({inside})" if inside else "", numbers, imprint(paper)))
    volume = joined((emphasised(paper.volume), f"({paper.issue})" if paper.issue else ""))
    article = filled(words.article, paper.article_number)
    if not paper.venue and paper.arxiv:
        return sentences(("arXiv" if paper.title else archive(paper), imprint(paper)))
    venue = joined((emphasised(paper.venue), paper.series, volume, paper.pages, article), ", ")
    return sentences((venue, "" if _is_serial(paper) else imprint(paper)))


def _is_serial(paper: Paper) -> bool:
    """Tell whether proceedings are cited as a journal is, whose publisher is not named: they have no editors."""
    return paper.kind in ("inproceedings", "conference") and bool(paper.venue) and not paper.editors


def _book(paper: Paper, words: Words) -> Text:
    """Return "In E. Editor (Ed.), *Book* (2nd ed., Vol. 3, pp. 1–10)"."""
    editors = ""
    if paper.editors and paper.authors:
        editors = f"{_EDITORS.write(paper.editors, words)} ({editors_label(paper, words)}),"
    details = (
        edition(paper, words),
        series(paper),
        filled(words.volume, paper.volume),
        filled(words.number, "" if paper.series else paper.issue),
        chapter(paper, words.chapter),
        pages(paper, words.page, words.pages),
        filled(words.article, paper.article_number),
    )
    inside = ", ".join(filter(None, details))
    return joined((words.in_, editors, emphasised(paper.venue), f"({inside})" if inside else ""), " ")


def _translated(paper: Paper, words: Words) -> str:
    return f"({_EDITORS.write(paper.translators, words)}, {words.translator})" if paper.translators else ""


def _said_of_a_part(paper: Paper, words: Words) -> str:
    version = filled(words.version, paper.version)
    return " ".join(filter(None, (_translated(paper, words), f"({version})" if version else "")))


def _about(paper: Paper, words: Words) -> str:
    """Return the details behind the title of a whole work: edition, volume, number, its kind in brackets."""
    kind = words.doctoral_thesis if paper.kind == "phdthesis" and not paper.genre else kind_word(paper, words)
    details = (edition(paper, words), filled(words.volume, paper.volume), filled(words.version, paper.version))
    told = [_translated(paper, words)]
    if paper.kind in REPORTS and paper.issue:
        told += [f"({' '.join(filter(None, report_words(paper, words)))})"]
    elif any(details):
        told += [f"({', '.join(filter(None, details))})"]
    if paper.arxiv and paper.title and paper.kind not in WHOLE_WORKS:
        told += [f"({archive(paper)})"]
    if paper.kind in _STANDALONE:
        told += [f"[{getattr(words, _STANDALONE[paper.kind])}]"]
    elif paper.genre and paper.kind in REPORTS and not paper.issue:
        told += [f"[{paper.genre}]"]
    elif kind and not paper.issue:
        told += [f"[{', '.join(filter(None, (kind, imprint(paper))))}]"]
    return " ".join(filter(None, told))
