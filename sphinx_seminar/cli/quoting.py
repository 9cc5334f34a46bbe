"""Anybody's words in Python, in Markdown and in the options of a directive, so that they say there what they said."""

from __future__ import annotations

import json
import re
import unicodedata

#: What Markdown or MyST would take for markup in the middle of a line (CommonMark, section 2.4).
_MARKUP = re.compile(
    r"[\\`*${]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|(?:(?<=\s)|\A)#"
    r"|\["
)
#: What begins a block where it begins a line: a list, a heading, a quotation, a comment, a target.
_BLOCK = re.compile(r"(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)|[-+=:~](?=[-+=:~\s]|$)|[>%|]|\((?=[^()\n]*\)=)")
#: A value of an option that needs no quotation marks, in YAML and in the reader of MyST.
_BARE = re.compile(r"(?=[^\W_]|[/<(])(?!.*(?::\s|\s#|:\Z))[^\n]*\Z")


def one_line(text: str) -> str:
    """Return a text without line breaks, control characters and what only reorders letters on a screen."""
    kept = (" " if char.isspace() else char for char in text if char.isspace() or unicodedata.category(char) != "Cc")
    return " ".join("".join(kept).split())


def python_text(text: str) -> str:
    """Return what stands between double quotation marks in a Python file (a JSON string is one of Python's)."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def markdown_text(text: str) -> str:
    """Return a text in which Markdown finds no markup, for a heading or the middle of a line."""
    return _MARKUP.sub(r"\\\g<0>", one_line(text))


def markdown_line(text: str) -> str:
    """Return Markdown that begins no block where it begins a line: no list, no heading of dashes, no target."""
    found = _BLOCK.match(text)
    if found is None:
        return text
    return f"{found['number']}\\{text[found.start('dot') :]}" if found["number"] else f"\\{text}"


def cell_text(text: str) -> str:
    """Return a text for a cell of a Markdown table."""
    return one_line(text).replace("|", "\\|")


def option_value(text: str) -> str:
    """Return a value for an option of a directive; MyST reads options as YAML, where ``#`` or ``:`` may end a value."""
    text = one_line(text)
    if not text or _BARE.match(text):
        return text
    return json.dumps(text, ensure_ascii=False)
