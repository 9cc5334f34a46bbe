"""The style of the American Psychological Association (7th edition, chapters 9 and 10)."""

from __future__ import annotations

from sphinx_seminar.citing.citation import Citation, emphasised, ended, joined, plain, sentences, titled, with_date
from sphinx_seminar.citing.names import NameList, authors_of, editors_label, initials_first, inverted_initials
from sphinx_seminar.citing.parts import IN_A_BOOK, REPORTS, Parts, in_brackets, listed
from sphinx_seminar.model import Text

_NAMES = NameList(inverted_initials, inverted_initials, ampersand=True, pair=True, most=20, kept=19, gap=True)
_EDITORS = NameList(initials_first, initials_first, ampersand=True)
#: Kinds besides books whose works are published by themselves.
_STANDALONE = ("software", "dataset")


def apa(parts: Parts) -> Citation:
    """Cite as "Jacot, A., & Hongler, C. (2018). Title. *Journal*, *12*(3), 1–10."."""
    paper = parts.paper
    # What was published by itself, and not within another work, has its own title in italics.
    web = paper.kind in ("online", "electronic", "www", *_STANDALONE)
    alone = parts.is_whole or (not paper.venue and (web or bool(paper.arxiv)))
    rest = sentences((*map(_published, parts.appearances), parts.note, parts.retrieved))
    rest = joined((rest, in_brackets(parts.original)), " ")
    before, after = with_date(ended(plain(authors_of(parts, _NAMES))), f"({parts.date}).", rest)
    extra = _about(parts) if alone else _said_in_brackets(parts, parts.version)
    return titled(before, emphasised(paper.title) if alone else paper.title, after, extra=extra)


def _published(parts: Parts) -> Text:
    paper = parts.paper
    if paper.kind in IN_A_BOOK and paper.venue and not parts.is_serial:
        return joined((ended(_book(parts)), parts.imprint), " ")
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


def _book(parts: Parts) -> Text:
    """Return "In E. Editor (Ed.), *Book* (2nd ed., Vol. 3, pp. 1–10)"."""
    paper, words = parts.paper, parts.words
    editors = ""
    if paper.editors and paper.authors:
        editors = f"{_EDITORS.write(paper.editors, words)} ({editors_label(parts)}),"
    numbers = (parts.edition, parts.series, parts.volume, parts.number)
    inside = listed((*numbers, parts.chapter, parts.pages, parts.article))
    return joined((words.in_, editors, emphasised(paper.venue), in_brackets(inside)), " ")


def _said_in_brackets(parts: Parts, details: str) -> str:
    """Return "(S. Moore, Trans.; 3rd ed.)", the translators of a work before its details."""
    translators = _EDITORS.write(parts.paper.translators, parts.words)
    translated = f"{translators}, {parts.words.translator}" if translators else ""
    return in_brackets(listed((translated, details), "; "))


def _about(parts: Parts) -> str:
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
