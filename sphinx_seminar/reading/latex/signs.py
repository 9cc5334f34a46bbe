"""Signs of TeX as characters: in addresses, unmatched braces and dollars, superscripts and subscripts."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

#: The signs that programs write as commands: ``{\textless}``, ``\textunderscore{}``, ``$\sim$``.
_SIGNS = {
    **{"textless": "<", "textgreater": ">", "lt": "<", "gt": ">", "langle": "<", "rangle": ">"},
    **{"textbar": "|", "textunderscore": "_", "textdollar": "$", "textasciicircum": "^", "textasciitilde": "~"},
    **{"sim": "~", "textbackslash": "\\", "textquotesingle": "'", "slash": "/", "textendash": "–"},
    **{"textbraceleft": "{", "textbraceright": "}"},
}
_COMMAND = re.compile(rf"\\({'|'.join(_SIGNS)})(?![A-Za-z])(?:\s*\{{\}}|\s+)?")
#: One sign in braces or as mathematics: ``{\_}``, ``{$<$}``, ``\(<\)``.
_ALONE = re.compile(r"\{?(?:\$|\\\()\s*([^\w\s$\\{}]|_)\s*(?:\$|\\\))\}?|\{\s*\\?([^\w\s{}\\]|_)\s*\}")
_ENTITY = re.compile(r"\\?&#?\w+;")


def verbatim_latex(source: str) -> str:
    r"""Return an address or a number from a field: ``\url{…}`` and escapes such as ``\_`` undone, all else as it is."""
    wrapped = re.fullmatch(r"\s*\\(?:url|path|href|nolinkurl)\s*\{(.*?)\}(?:\s*\{.*\})?\s*", source, re.DOTALL)
    inner = _ENTITY.sub(_unescaped, wrapped[1] if wrapped else source)
    signs = _COMMAND.sub(lambda found: _SIGNS[found[1]], inner.replace("\\ensuremath{", "{"))
    tilde = re.sub(r"\\~\s*(?:\{\})?", "~", _ALONE.sub(lambda found: found[1] or found[2], signs))
    address = re.sub(r"\\([_%#&$^{}<>])", r"\1", tilde).strip()
    while address.startswith("{") and address.endswith("}"):
        address = address[1:-1].strip()
    return address


def _unescaped(entity: re.Match[str]) -> str:
    character = html.unescape(entity[0].removeprefix("\\"))
    return entity[0] if character.startswith("&") and len(character) > 1 else character


#: How deep groups may nest; what is deeper was written by no person.
DEEPEST = 60

_TOKEN = re.compile(r"\\.|\$\$|[{}$%]", re.DOTALL)


def settled(source: str) -> tuple[str, int]:
    """Escape ``%`` and every brace and dollar sign without a partner; also return how deep the groups nest."""
    parts: list[str] = []
    opened: list[int] = []
    depth = end = 0
    for token in _TOKEN.finditer(source):
        parts += [source[end : token.start()], token[0]]
        end = token.end()
        if token[0] == "%":
            parts[-1] = r"\%"
        elif token[0] == "{":
            opened.append(len(parts) - 1)
        elif token[0] in ("$", "$$"):
            _settle_dollar(parts, opened)
        elif token[0] == "}":
            _settle_brace(parts, opened)
        depth = max(depth, len(opened))
    for place in opened:
        parts[place] = _escaped_mark(parts[place])
    rest = source[end:]
    # A backslash at the very end begins no macro.
    return "".join(parts) + rest + ("textbackslash" if rest.endswith("\\") else ""), depth


def _settle_dollar(parts: list[str], opened: list[int]) -> None:
    """Close the mathematics that the dollar sign ends, or open one; mathematics within mathematics is no TeX."""
    mark = parts[-1]
    if opened and parts[opened[-1]] == mark:
        opened.pop()
    elif any(parts[place] != "{" for place in opened[-DEEPEST:]):
        parts[-1] = _escaped_mark(mark)
    else:
        opened.append(len(parts) - 1)


def _settle_brace(parts: list[str], opened: list[int]) -> None:
    """Close the innermost group; a dollar sign that was opened in it and never closed is one of money."""
    if opened and parts[opened[-1]] != "{" and any(parts[place] == "{" for place in opened[-DEEPEST:]):
        place = opened.pop()
        parts[place] = _escaped_mark(parts[place])
    if opened and parts[opened[-1]] == "{":
        opened.pop()
    else:
        parts[-1] = r"\}"


def _escaped_mark(mark: str) -> str:
    return "".join(f"\\{sign}" for sign in mark)


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
