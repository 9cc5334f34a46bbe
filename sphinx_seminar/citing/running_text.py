"""A paper in running text: "Jacot et al." and "2018"."""

from __future__ import annotations

import itertools
import re
import string
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sphinx_seminar.citing.names import family, sort_key
from sphinx_seminar.citing.parts import date_of
from sphinx_seminar.citing.words import Words
from sphinx_seminar.model import Paper

_LONGEST = 40
_ENGLISH = Words()
_SUBTITLE = re.compile(r"(?<=[^\s]{2}):\s|\s[–—]\s|(?<=[?!])\s")
_TITLE_END = ".,;:"


def short(paper: Paper, words: Words) -> tuple[str, str]:
    """Return the authors and the year as running text names them.

    One author, two with "&", more with "et al."; the editors where there are no authors; the title in quotation marks
    where there are neither, and the number of a paper of which nothing else is known.
    """
    people = paper.authors or paper.editors
    names = [family(person) for person in people]
    if not names:
        return _short_title(paper, words), date_of(paper, words)
    if len(names) > 2 or (paper.truncated and people is paper.authors):
        return f"{names[0]} {words.et_al}", date_of(paper, words)
    return f" {words.ampersand} ".join(names), date_of(paper, words)


def tell_apart(papers: Sequence[Paper]) -> list[Paper]:
    """Give the papers of one short name letters, by their titles: "Arora et al. (2019a)", "(2019b)".

    A letter that an author wrote into a year is taken.
    """
    named = [tuple(part.casefold() for part in short(replace(paper, letter=""), _ENGLISH)) for paper in papers]
    taken = set(named)
    met: dict[tuple[str, ...], list[int]] = {}
    for number, name in enumerate(named):
        met.setdefault(name, []).append(number)
    found = list(papers)
    for (names, year), numbers in met.items():
        free = (letter for letter in _letters() if (names, f"{year}{letter}") not in taken)
        if len(numbers) > 1:
            for number in sorted(numbers, key=lambda number: sort_key(papers[number])):
                found[number] = replace(papers[number], letter=next(free))
    return found


def _letters() -> Iterator[str]:
    """Yield a, b, …, z, aa, ab and so on."""
    for count in itertools.count(1):
        yield from map("".join, itertools.product(string.ascii_lowercase, repeat=count))


def _short_title(paper: Paper, words: Words) -> str:
    if not paper.title and paper.pasted and " " not in paper.pasted and (paper.arxiv or paper.doi):
        return f"arXiv:{paper.arxiv}" if paper.arxiv else f"doi:{paper.doi}"
    title = str(paper.title) or paper.pasted or paper.key
    main = _SUBTITLE.split(title, maxsplit=1)[0].strip()
    if len(main) > _LONGEST:
        cut = main.rfind(" ", 0, _LONGEST)
        main = f"{main[: cut if cut > 0 else _LONGEST].rstrip(_TITLE_END)}…"
    return f"{words.open_quote}{main.rstrip(_TITLE_END)}{words.close_quote}"
