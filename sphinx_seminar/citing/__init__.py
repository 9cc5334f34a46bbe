"""Papers as readers see them: citations in five styles, names in running text, and their order.

Nothing here knows a language: every word comes in :class:`Words`, whose defaults are English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from sphinx_seminar.citing.author_date import apa, chicago_author_date
from sphinx_seminar.citing.citation import Citation
from sphinx_seminar.citing.computing import acm, alpha, ieee
from sphinx_seminar.citing.names import short, sort_key, tell_apart
from sphinx_seminar.citing.parts import Parts, Words, year_in_words
from sphinx_seminar.model import Paper, Span, Text

__all__ = ["STYLES", "Citation", "Words", "cite", "short", "sort_key", "tell_apart", "year_in_words"]

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s|\Z)|(?<![\w'])'(?=\d\d\b)")

#: What ``seminar_citation_style`` may name, and the function that writes it.
STYLES: Mapping[str, Callable[[Parts], Citation]] = MappingProxyType(
    {
        "apa": apa,
        "ieee": ieee,
        "acm": acm,
        "chicago-author-date": chicago_author_date,
        "alpha": alpha,
    }
)


def cite(paper: Paper, style: str, words: Words, *, as_pasted: bool = True) -> Citation:
    """Return the citation of a paper in a style, its title apart, so that it can be linked.

    ``style`` is one of :data:`STYLES`, else APA is used. A pasted citation is returned as it was pasted; unless
    ``as_pasted``, one whose fields cover all of it is set in the style. DOI and address are not part of the text of
    a style: they are links of their own.
    """
    if paper.pasted and (as_pasted or not paper.sure):
        before, title, after = paper.wording or (Text.plain(paper.pasted), Text(), Text())
        if paper.letter:
            # The letter by which running text tells it from another stands behind.
            after = Text((*after.spans, Span("text", f" [{', '.join(short(paper, words))}]")))
        return Citation(before, title, after)
    if not paper.title and not paper.authors:
        paper = replace(paper, title=Text.plain(paper.key))
    citation = STYLES.get(style, apa)(Parts(paper, words))
    return Citation(*map(_typeset, (citation.before, citation.title, citation.after)))


def _typeset(text: Text) -> Text:
    """Return words with apostrophes as printers have them: "Master’s", "OSDI ’16"."""
    spans = (
        span if span.kind in ("math", "literal") else replace(span, value=_APOSTROPHE.sub("’", span.value))
        for span in text.spans
    )
    return Text(tuple(spans))
