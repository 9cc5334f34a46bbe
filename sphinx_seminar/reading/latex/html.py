"""HTML in the fields of publishers' exports, as TeX."""

from __future__ import annotations

import html
import re

_ENTITY = re.compile(r"(?:\{\\&\}|\\?&)(?:(?:\{\\#\}|\\?#)(x[0-9A-Fa-f]{1,5}|\d{1,6})|([A-Za-z][A-Za-z0-9]{1,30}));")
_MACROS = {
    "i": "emph",
    "em": "emph",
    "b": "textbf",
    "strong": "textbf",
    "tt": "texttt",
    "sub": "textsubscript",
    "sup": "textsuperscript",
    "scp": "textsc",
}
_ELEMENT = re.compile(rf"<({'|'.join(_MACROS)})>([^<>]*)</\1>", re.IGNORECASE)
_SPECIAL = re.compile(r"[{}%&#_$]")


def without_html(source: str) -> str:
    r"""Return the TeX of a field with ``&amp;``, also as ``\&amp;``, and ``<i>…</i>`` made TeX.

    Only elements that style words, and only where they are whole, since titles hold comparisons too.
    """
    if ";" in source and "&" in source:
        source = _ENTITY.sub(_character, source)
        if "&" in source:
            # "&amp;lt;": an export of an export.
            source = _ENTITY.sub(_character, source)
    return _ELEMENT.sub(_macro, source) if "</" in source else source


def _character(entity: re.Match[str]) -> str:
    character = html.unescape(f"&#{entity[1]};" if entity[1] else f"&{entity[2]};")
    if len(character) > 2:
        return entity[0]
    character = " " if character == "\N{NO-BREAK SPACE}" else character
    return entity[0] if character in "\\^~" else _SPECIAL.sub(lambda found: rf"\{found[0]}", character)


def _macro(element: re.Match[str]) -> str:
    words = element[2]
    return rf"\{_MACROS[element[1].lower()]}{{{words}}}" if words.count("{") == words.count("}") else element[0]
