r"""Formulas: from TeX, as authors write them, to Typst's mathematics.

What is written can always be compiled: every name in it is one of Typst's, and every character of the author's is
escaped or stands in a string. What has no such form is refused, so that the page can show the source instead.
"""

from __future__ import annotations

import re

from sphinx_seminar.printing.typst.formulas.commands import lines
from sphinx_seminar.printing.typst.formulas.source import Macro, Source, UnsettableError, split
from sphinx_seminar.printing.typst.formulas.writer import row

__all__ = ["Macro", "UnsettableError", "formula"]

_WHOLE = re.compile(
    r"\s*\\begin\{(?P<name>align|aligned|alignat|split|eqnarray|flalign|gather|gathered|multline|equation)\*?\}"
)
#: Typst reads parts in parts up to 256; a page may have some around the formula.
_DEEPEST = 100


def formula(text: str, macros: dict[str, Macro]) -> str:
    r"""Return a formula in Typst's mathematics, without its dollar signs.

    ``macros`` are the commands that the author has defined before; those that the formula defines are added.

    Raises:
        UnsettableError: something in the formula has no form in Typst; the error names it.
    """
    found = _formula(text, macros)
    if _depth(found) > _DEEPEST:
        raise UnsettableError("parts in parts, so many of them,")
    return found


def _depth(found: str) -> int:
    depth = deepest = 0
    for char in found:
        depth += (char == "(") - (char == ")")
        deepest = max(deepest, depth)
    return deepest


def _formula(text: str, macros: dict[str, Macro]) -> str:
    source = Source(text.strip(), macros)
    begin = _WHOLE.match(source.text)
    if begin is not None:
        inner = Source(source.text, macros, begin.end(), source.expansions)
        name = begin["name"]
        if name == "alignat":
            inner.argument()
        inner.side()
        body = inner.environment(name)
        if not inner.text[inner.at :].strip():
            return _formula(body, macros) if name == "equation" else lines(source, body, name)
    rows = split(source.text)
    return lines(source, source.text) if len(rows) > 1 or len(rows[0]) > 1 else row(source)
