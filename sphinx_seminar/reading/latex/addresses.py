"""Addresses and numbers in TeX, whose signs are not TeX's."""

from __future__ import annotations

import html
import re

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
