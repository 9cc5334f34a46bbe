"""The style of the American Psychological Association (7th edition, chapters 9 and 10)."""

from __future__ import annotations

from sphinx_seminar.citing.citation import Citation, emphasised, ended, joined, sentences, titled
from sphinx_seminar.citing.citation import words as plain
from sphinx_seminar.citing.names import NameList, authors_of, initials_first, inverted_initials
from sphinx_seminar.citing.parts import (
    IN_A_BOOK,
    WHOLE_WORKS,
    archive,
    date_of,
    edition,
    imprint,
    kind_word,
    note,
    pages,
    retrieved,
)
from sphinx_seminar.citing.words import Words, filled
from sphinx_seminar.model import Paper, Text

NAMES = NameList(inverted_initials, inverted_initials, ampersand=True, pair=True, most=20, kept=19, gap=True)
_EDITORS = NameList(initials_first, initials_first, ampersand=True)


def apa(paper: Paper, words: Words) -> Citation:
    """Cite as "Jacot, A., & Hongler, C. (2018). Title. *Journal*, *12*(3), 1–10."."""
    whole = paper.kind in WHOLE_WORKS
    title = emphasised(paper.title) if whole else paper.title
    date = f"({date_of(paper, words)})."
    authors = authors_of(paper, NAMES, words)
    rest = sentences((_published(paper, words), note(paper), retrieved(paper, words)))
    extra = _about(paper, words) if whole else ""
    if not authors:
        return titled(Text(), title, joined((date, rest), " "), extra=extra)
    return titled(joined((ended(plain(authors)), date), " "), title, rest, extra=extra)


def _published(paper: Paper, words: Words) -> Text:
    if paper.kind in IN_A_BOOK and paper.venue:
        return joined((ended(_book(paper, words)), imprint(paper)), " ")
    if paper.kind in WHOLE_WORKS:
        return plain("" if kind_word(paper, words) and not paper.issue else imprint(paper))
    volume = joined((emphasised(paper.volume), f"({paper.issue})" if paper.issue else ""))
    article = filled(words.article, paper.article_number)
    venue = emphasised(paper.venue) if paper.venue else plain(archive(paper))
    return sentences((joined((venue, volume, paper.pages, article), ", "), imprint(paper)))


def _book(paper: Paper, words: Words) -> Text:
    """Return "In E. Editor (Ed.), *Book* (2nd ed., Vol. 3, pp. 1–10)"."""
    label = words.editor if len(paper.editors) == 1 else words.editors
    editors = f"{_EDITORS.write(paper.editors, words)} ({label})," if paper.editors and paper.authors else ""
    details = (edition(paper, words), filled(words.volume, paper.volume), pages(paper, words.page, words.pages))
    inside = ", ".join(filter(None, details))
    book = joined((words.in_, editors, emphasised(paper.venue), f"({inside})" if inside else ""), " ")
    return sentences((book, paper.series)) if paper.series else book


def _about(paper: Paper, words: Words) -> str:
    """Return what stands between the title of a whole work and its full stop."""
    kind = kind_word(paper, words)
    if kind and paper.issue:
        return f"({kind} {filled(words.number, paper.issue)})"
    if kind:
        return f"[{', '.join(filter(None, (kind, imprint(paper))))}]"
    details = ", ".join(filter(None, (edition(paper, words), filled(words.volume, paper.volume))))
    return f"({details})" if details else ""
