"""Escaping for Typst: an author's words as text, as strings, and as arguments of calls."""

from __future__ import annotations

import re
import unicodedata

from sphinx_seminar.printing.scripts import isolated

#: Characters that Typst reads as markup somewhere; it reads none of them behind a backslash.
_MARKUP = re.compile(r"[\\#$*_`<>@\[\]~'\"/=+.:\-]")
#: Invisible characters that no font has.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"[ \t\n\r\f\v]+")


def text(words: str) -> str:
    """Return words as markup that shows exactly these words."""
    shown = _SPACES.sub(" ", isolated(_without_breaks(_CONTROLS.sub("", words))))
    return _MARKUP.sub(lambda found: "\\" + found[0], shown)


def _without_breaks(words: str) -> str:
    """Leave out the ends of lines between letters that stand without spaces, as in Chinese and Japanese."""
    if words.isascii() or "\n" not in words:
        return words
    return re.sub(r"(?<=\S)[ \t]*\n[ \t]*(?=\S)", lambda found: "" if _is_between_wide(found) else found[0], words)


def _is_between_wide(found: re.Match[str]) -> bool:
    around = found.string[found.start() - 1], found.string[found.end()]
    # Korean has spaces between its words.
    return all(unicodedata.east_asian_width(char) in "WF" and not "\uac00" <= char <= "\ud7af" for char in around)


def string(words: str) -> str:
    """Return words as one of Typst's strings, on one line of the source."""
    for char, written in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        words = words.replace(char, written)
    return f'"{_CONTROLS.sub("", words)}"'


def call(function: str, content: str, *arguments: str) -> str:
    """Return a call of a function with content, ended so that following text is no part of it."""
    given = f"({', '.join(arguments)})" if arguments else ""
    return f"#{function}{given}[{content}];"
