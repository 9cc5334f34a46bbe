"""The little markup that a title in a table of data may have."""

from __future__ import annotations

import re

from sphinx_seminar.model import Span, Text
from sphinx_seminar.model.text import SpanKind
from sphinx_seminar.reading.latex.formulas import is_harmless

_MARKUP = re.compile(
    r"(?<![\\$\w])\$(?P<math>[^\s$](?:[^$\n]*[^\s$\\])?)\$(?![\w$])"
    r"|(?<!\w)\*\*(?P<strong>[^\s*](?:[^*\n]*[^\s*])?)\*\*(?!\w)"
    r"|(?<![\w*])\*(?P<emphasis>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
    r"|(?<!\w)`(?P<literal>[^`\n]+)`(?!\w)"
)


_KINDS: tuple[SpanKind, ...] = ("math", "strong", "emphasis", "literal")


def read_inline(text: str) -> Text:
    """Read formulas, emphasis and code as Markdown has them; every other character stays as it is.

    A formula that would do more than show something stays as it is too.
    """
    spans: list[Span] = []
    start = 0
    for mark in _MARKUP.finditer(text):
        if mark["math"] is not None and not is_harmless(mark["math"]):
            continue
        if mark.start() > start:
            spans.append(Span("text", text[start : mark.start()]))
        spans += [Span(kind, mark[kind]) for kind in _KINDS if mark[kind] is not None]
        start = mark.end()
    if text[start:]:
        spans.append(Span("text", text[start:]))
    return Text(tuple(spans))
