r"""TeX in BibTeX fields to spans and back: accents, ``\emph``, ``$math$``, braces that protect capitals."""

from __future__ import annotations

from sphinx_seminar.reading.latex.addresses import verbatim_latex
from sphinx_seminar.reading.latex.formulas import is_harmless
from sphinx_seminar.reading.latex.words import latex_text, plain_latex
from sphinx_seminar.reading.latex.writing import escaped, is_mathematics, styled, text_latex

__all__ = [
    "escaped",
    "is_harmless",
    "is_mathematics",
    "latex_text",
    "plain_latex",
    "styled",
    "text_latex",
    "verbatim_latex",
]
