"""The style of BibTeX's own ``alpha.bst``, with its labels ("[JGH18]")."""

from __future__ import annotations

from sphinx_seminar.citing.citation import Citation, clauses, emphasised, ended, joined, plain, sentences, titled
from sphinx_seminar.citing.names import NameList, authors_of, editors_label, family, translators_of, whole
from sphinx_seminar.citing.parts import IN_A_BOOK, IN_A_JOURNAL, Parts, filled, in_brackets
from sphinx_seminar.model import Paper, Text

NAMES = NameList(whole, whole, most=1000)
_SHOWN_INITIALS = 3


def alpha(parts: Parts) -> Citation:
    """Cite as "[JH18] Arthur Jacot and Clément Hongler. Title. *Journal*, 12(3):1–10, 2018."."""
    before = joined((f"[{label(parts.paper)}]", ended(plain(authors_of(parts, NAMES)))), " ")
    title = emphasised(parts.paper.title) if parts.is_whole else parts.paper.title
    published = clauses((*(clause for each in parts.appearances for clause in _published(each.lower)), parts.date))
    rest = sentences((translators_of(parts, NAMES), published, parts.original, parts.note, parts.retrieved))
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


def _published(parts: Parts) -> tuple[Text | str, ...]:
    paper, words = parts.paper, parts.words
    ending = (parts.imprint, "" if paper.kind in IN_A_JOURNAL else paper.address)
    numbers = (parts.volume, parts.number, parts.series)
    pages = filled(words.pages_whole, paper.pages)
    version = parts.version.lower()
    if parts.is_whole:
        return (parts.kind, version, *numbers, paper.venue, *ending, parts.edition, parts.chapter, pages)
    if paper.kind in IN_A_BOOK and paper.venue:
        editors = NAMES.write(paper.editors, words) if paper.authors else ""
        edited = f"{editors}, {editors_label(parts, lower=True)}" if editors else ""
        book = joined((words.in_, joined((edited, emphasised(paper.venue)), ", ")), " ")
        return (book, *numbers, parts.edition, parts.chapter, pages, parts.article, *ending)
    if not paper.venue:
        preprint = filled(words.preprint, parts.archive)
        return (preprint, version, *numbers, parts.edition, parts.chapter, paper.pages, *ending)
    volume_and_pages = joined((paper.volume + in_brackets(paper.issue), paper.pages), ":")
    return (emphasised(paper.venue), paper.series, volume_and_pages, parts.article, *ending)
