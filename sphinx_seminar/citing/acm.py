"""The style of the ACM (ACM Reference Format)."""

from __future__ import annotations

from sphinx_seminar.citing.citation import Citation, clauses, emphasised, ended, joined, sentences, titled
from sphinx_seminar.citing.citation import words as plain
from sphinx_seminar.citing.names import NameList, authors_of, whole
from sphinx_seminar.citing.parts import IN_A_BOOK, WHOLE_WORKS, archive, date_of, edition, kind_word, note, retrieved
from sphinx_seminar.citing.words import Words, filled
from sphinx_seminar.model import Paper, Text

NAMES = NameList(whole, whole, most=1000)


def acm(paper: Paper, words: Words) -> Citation:
    """Cite as "Arthur Jacot and Clément Hongler. 2018. Title. *Journal* 12, 3 (2018), 1–10."."""
    authors = plain(authors_of(paper, NAMES, words))
    date = plain(f"{date_of(paper, words)}".rstrip(".") + ".")
    title = emphasised(paper.title) if paper.kind in WHOLE_WORKS else paper.title
    rest = sentences((_published(paper, words), note(paper), retrieved(paper, words)))
    extra = edition(paper, words) if paper.kind in WHOLE_WORKS else ""
    extra = f"({extra})" if extra else ""
    if not authors:
        return titled(Text(), title, joined((date, rest), " "), extra=extra)
    return titled(joined((ended(authors), date), " "), title, rest, extra=extra)


def _published(paper: Paper, words: Words) -> Text:
    article = filled(words.article, paper.article_number)
    if paper.kind in WHOLE_WORKS:
        numbers = ", ".join(filter(None, (filled(words.volume, paper.volume), filled(words.number, paper.issue))))
        kind = " ".join(filter(None, (kind_word(paper, words), numbers)))
        return sentences((kind, paper.series, clauses((paper.publisher, paper.institution, paper.address))))
    if paper.kind in IN_A_BOOK and paper.venue:
        series = ", ".join(filter(None, (paper.series, filled(words.volume, paper.volume))))
        book = joined((words.in_, emphasised(paper.venue), f"({series})" if series else ""), " ")
        imprint = clauses((paper.publisher, paper.institution, paper.address, article, paper.pages))
        return sentences((book, imprint))
    if not paper.venue:
        listed = f" [{paper.arxiv_class}]" if paper.arxiv_class else ""
        preprint = f"{archive(paper)}{listed}" if paper.arxiv else ""
        return clauses((preprint, paper.publisher, paper.institution, paper.address, paper.pages))
    numbers = ", ".join(filter(None, (paper.volume, paper.issue, article)))
    year = f"({paper.year})" if paper.volume and paper.year else ""
    journal = joined((emphasised(paper.venue), numbers, year), " ")
    return clauses((journal, paper.pages, paper.publisher, paper.institution, paper.address))
