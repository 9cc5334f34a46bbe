"""Words and spans to TeX."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sphinx_seminar.model import Span, Text
from sphinx_seminar.model.text import SpanKind
from sphinx_seminar.reading.latex.words import latex_text

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "$%&#_"},
    }
)

_STYLES: Mapping[SpanKind, str] = {"emphasis": r"\emph{%s}", "strong": r"\textbf{%s}", "literal": r"\texttt{%s}"}

#: Signs that would be one sign together, and what would be HTML to a reader of publishers' exports.
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=`)(?=`)|(?<=')(?=')|(?<=[?!])(?=`)|(?<=\\&)(?=(?:\\#)?\w+;)|(?<=<)(?=/)")


def text_latex(text: Text) -> str:
    """Write text for a BibTeX field: specials escaped, letters of all scripts as they are, braces always balanced."""
    return "".join(map(_span_latex, text.spans))


def _span_latex(span: Span) -> str:
    if span.kind == "math" and is_mathematics(span.value):
        return f"${span.value}$"
    if span.kind == "math":
        return escaped(f"${span.value}$")
    return styled(span.kind, escaped(span.value))


def styled(kind: SpanKind, source: str) -> str:
    """Put TeX into the macro of a style."""
    return _STYLES.get(kind, "%s").replace("%s", source)


def escaped(words: str) -> str:
    """Write plain words for a BibTeX field."""
    return _LIGATURE.sub("{}", words.translate(_ESCAPES))


def is_mathematics(formula: str) -> bool:
    """Tell whether a formula is whole between two dollar signs."""
    return latex_text(f"${formula}$").spans == (Span("math", formula),)
