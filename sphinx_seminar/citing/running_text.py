"""A paper in running text: "Jacot et al." and "2018"."""

from __future__ import annotations

import re

from sphinx_seminar.citing.names import family
from sphinx_seminar.citing.parts import date_of
from sphinx_seminar.citing.words import Words
from sphinx_seminar.model import Paper

_LONGEST = 40
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


def _short_title(paper: Paper, words: Words) -> str:
    if not paper.title and paper.pasted and " " not in paper.pasted and (paper.arxiv or paper.doi):
        return f"arXiv:{paper.arxiv}" if paper.arxiv else f"doi:{paper.doi}"
    title = str(paper.title) or paper.words or paper.key
    main = _SUBTITLE.split(title, maxsplit=1)[0].strip()
    if len(main) > _LONGEST:
        cut = main.rfind(" ", 0, _LONGEST)
        main = f"{main[: cut if cut > 0 else _LONGEST].rstrip(_TITLE_END)}…"
    return f"{words.open_quote}{main.rstrip(_TITLE_END)}{words.close_quote}"
