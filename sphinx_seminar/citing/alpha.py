"""The style of BibTeX's own ``alpha.bst``, with its labels ("[JGH18]")."""

from __future__ import annotations

from sphinx_seminar.citing.citation import Citation, clauses, emphasised, ended, joined, plain, sentences, titled
from sphinx_seminar.citing.names import NameList, authors_of, editors_label, family, whole
from sphinx_seminar.citing.parts import (
    IN_A_BOOK,
    IN_A_JOURNAL,
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
    retrieved,
    series,
    year_in_words,
)
from sphinx_seminar.model import Paper, Text

NAMES = NameList(whole, whole, most=1000)
_SHOWN_INITIALS = 3


def alpha(paper: Paper, words: Words) -> Citation:
    """Cite as "[JH18] Arthur Jacot and Clément Hongler. Title. *Journal*, 12(3):1–10, 2018."."""
    authors = ended(plain(authors_of(paper, NAMES, words)))
    before = joined((f"[{label(paper)}]", authors), " ")
    title = emphasised(paper.title) if paper.kind in WHOLE_WORKS else paper.title
    appeared = appearances(paper)
    published = clauses((*(part for each in appeared for part in _published(each, words)), date_of(paper, words)))
    translators = filled(words.translated_by, NAMES.write(paper.translators, words))
    original = filled(words.original, year_in_words(paper.original, words))
    return titled(before, title, sentences((translators, published, original, note(paper), retrieved(paper, words))))


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


def _published(paper: Paper, words: Words) -> tuple[Text | str, ...]:
    article = filled(words.article_lower, paper.article_number)
    ending = (imprint(paper), "" if paper.kind in IN_A_JOURNAL else paper.address)
    inside = chapter(paper, words.chapter_lower)
    numbers = (
        filled(words.volume_lower, paper.volume),
        filled(words.number_lower, "" if paper.series else paper.issue),
        series(paper),
    )
    pages = filled(words.pages_whole, paper.pages)
    if paper.kind in WHOLE_WORKS:
        kind = (kind_word(paper, words), filled(words.version, paper.version).lower())
        return (*kind, *numbers, paper.venue, *ending, edition(paper, words), inside, pages)
    if paper.kind in IN_A_BOOK and paper.venue:
        editors = NAMES.write(paper.editors, words) if paper.authors else ""
        edited = f"{editors}, {editors_label(paper, words, lower=True)}" if editors else ""
        book = joined((words.in_, joined((edited, emphasised(paper.venue)), ", ")), " ")
        return (book, *numbers, edition(paper, words), inside, pages, article, *ending)
    if not paper.venue:
        preprint = filled(words.preprint, archive(paper))
        version = filled(words.version, paper.version).lower()
        return (preprint, version, *numbers, edition(paper, words), inside, paper.pages, *ending)
    volume = paper.volume + (f"({paper.issue})" if paper.issue else "")
    numbers_and_pages = ":".join(filter(None, (volume, paper.pages)))
    return (emphasised(paper.venue), paper.series, numbers_and_pages, article, *ending)
