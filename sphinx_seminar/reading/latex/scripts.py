"""Raised and lowered letters, and formulas that are no more than words, for text without mathematics."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_RAISED = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
_SCRIPTS: Mapping[str, Mapping[str, str]] = {"^": _RAISED, "_": _LOWERED}

#: An ending of a number, as in "19th" and "2e": nobody misses that it is raised.
_ORDINAL = re.compile(r"(?<=\d)\^\{?\s*(st|nd|rd|th|er|re|e|ème)\s*\}?(?![A-Za-z])")
_SCRIPT = re.compile(r"([\^_])(?:\{([^{}\\^_]*)\}|([^\s{}\\^_]))")
_UPRIGHT = re.compile(r"\\(?:mathrm|text|textrm|rm|mathsf|mathit|mbox)\b\s*(?:\{([^{}\\^_]*)\})?")
_SYMBOL = re.compile(r"\\([A-Za-z]+)(?:\s+(?=\w))?|\\([,;:! {}&%$#_])")
_TEX = re.compile(r"[\\{}^_$]")


def raised(letters: str) -> str:
    """Return letters as superscript characters, or as they are where Unicode lacks one of them."""
    return _in_script("^", letters) or letters


def lowered(letters: str) -> str:
    """Return letters as subscript characters, or as they are where Unicode lacks one of them."""
    return _in_script("_", letters) or letters


def formula_in_words(formula: str, symbol_of: Callable[[str], str]) -> str:
    r"""Return a simple formula in characters ("19th" for ``19^{th}``, "β" for ``\beta``), or ``""`` for any other.

    ``symbol_of`` returns the character that a command stands for, or nothing.
    """
    if formula == r"\backslash":
        return "\\"
    words = _ORDINAL.sub(r"\1", _UPRIGHT.sub(lambda found: found[1] or "", formula))
    words = _SYMBOL.sub(lambda found: symbol_of(found[1]) or found[0] if found[1] else found[2].strip(",;:!"), words)
    words = _SCRIPT.sub(lambda found: _in_script(found[1], found[2] or found[3] or "") or found[0], words)
    return "" if _TEX.search(words) else words


def _in_script(mark: str, letters: str) -> str:
    characters = _SCRIPTS[mark]
    return "".join(map(characters.__getitem__, letters)) if set(letters) <= set(characters) else ""
