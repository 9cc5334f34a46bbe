r"""Letters that TeX writes as commands, made letters.

A name is taken apart at its blanks, commas and capitals. ``\L ukasz`` has a blank that TeX swallows, ``\'Eva`` begins
with no letter, and ``\~n`` holds a tie: only once they are letters does a name fall into its own parts.
"""

from __future__ import annotations

import re

from sphinx_seminar.reading.latex.words import plain_latex

#: The letters that are commands by themselves; the blank behind one is TeX's.
_LETTER = r"\\(?:aa|AA|ae|AE|oe|OE|o|O|l|L|ss|SS|i|j|dh|DH|th|TH|dj|DJ|ng|NG)(?![A-Za-z])(?:\s*\{\}|\s+)?"
_ACCENTED = rf"(?:\{{\s*(?:{_LETTER}|[^\W\d_][\u0300-\u036f]*\s*){{1,2}}\}}|{_LETTER}|[^\W\d_][\u0300-\u036f]*)"
_ACCENT = rf"\\(?:['`\"^=.~]|[uvHtcdbrk](?![A-Za-z]))\s*{_ACCENTED}"
#: Either of them, alone or in braces of its own; braces behind a command are its argument's.
_WRITTEN = re.compile(rf"(?<![A-Za-z'`\"^=.~])\{{\s*(?:{_ACCENT}|{_LETTER})\s*\}}|{_ACCENT}|{_LETTER}")
_DEEPEST = 3


def with_letters(source: str) -> str:
    r"""Return TeX with its accents and letters as characters: ``\'{\i}`` is í, and so is what two accents make."""
    for _ in range(_DEEPEST):
        source, found = _WRITTEN.subn(_letter, source)
        if not found:
            break
    return source


def _letter(written: re.Match[str]) -> str:
    """Return the character, or what was written where there is none, in braces so that nothing divides it."""
    letter = plain_latex(written[0])
    if letter and not set(letter) & set("\\{}$"):
        return letter
    return written[0] if written[0].startswith("{") else f"{{{written[0]}}}"
