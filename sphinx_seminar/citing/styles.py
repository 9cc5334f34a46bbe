"""The styles by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from sphinx_seminar.citing.acm import acm
from sphinx_seminar.citing.alpha import alpha
from sphinx_seminar.citing.apa import apa
from sphinx_seminar.citing.chicago import chicago_author_date
from sphinx_seminar.citing.citation import Citation
from sphinx_seminar.citing.ieee import ieee
from sphinx_seminar.citing.running_text import short
from sphinx_seminar.citing.words import Words
from sphinx_seminar.model import Paper, Text

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s|\Z)|(?<![\w'])'(?=\d\d\b)")

#: What ``seminar_citation_style`` may name, and the function that writes it.
STYLES: Mapping[str, Callable[[Paper, Words], Citation]] = MappingProxyType(
    {
        "apa": apa,
        "ieee": ieee,
        "acm": acm,
        "chicago-author-date": chicago_author_date,
        "alpha": alpha,
    }
)


def cite(paper: Paper, style: str, words: Words) -> Citation:
    """Return the citation of a paper, for linking its title.

    ``style`` is one of :data:`STYLES`, or APA's where it is none of them. A paper that was not understood whole is
    cited by what was pasted, word for word. DOI and address are not part of the text: they are links of their own.
    """
    if not paper.sure and paper.pasted:
        # What was pasted stands as it is; the letter by which running text tells it from another stands behind.
        return Citation(
            Text.plain(paper.pasted), after=Text.plain(f" [{', '.join(short(paper, words))}]" if paper.letter else "")
        )
    if not paper.title and not paper.authors:
        paper = replace(paper, title=Text.plain(paper.key))
    return _typeset(STYLES.get(style, apa)(paper, words))


def _typeset(citation: Citation) -> Citation:
    """Return a citation with apostrophes as printers have them: "Master’s", "OSDI ’16"."""
    return Citation(*(_with_apostrophes(text) for text in (citation.before, citation.title, citation.after)))


def _with_apostrophes(text: Text) -> Text:
    spans = (
        span if span.kind in ("math", "literal") else replace(span, value=_APOSTROPHE.sub("’", span.value))
        for span in text.spans
    )
    return Text(tuple(spans))
