"""The words of a text that may be Markdown, or come from a spreadsheet: entities are letters, ``<br>`` ends a line."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_EMPHASIS = re.compile(r"(?<![\w*\\])(?P<mark>\*{1,3}|_{1,3})(?=[^\s*_])(?P<inside>[^*_\n]*[^\s*_])(?P=mark)(?![\w*])")
#: What separates the parts of a list, the mark of an item in it, and a list in the brackets of YAML.
_SEPARATOR = re.compile(r"[;；\n]")
_ITEM = re.compile(r"(?:[-*+•]\s+)?")
_FLOW_LIST = re.compile(r"\s*\[(?P<inside>[^\[\]\n]*,[^\[\]\n]*)\]\s*")
_PARAMETER = re.compile(r"[\w.\-]+=")
#: A path without an ending, whose last part goes on behind a semicolon: "slides/a;b.pdf".
_HALF_NAME = re.compile(r"(?:[^\s:,<>]*/)?[^\s:,<>./]+\Z")
_OTHER_HALF = re.compile(
    r"[^\s:,<>;]+\.(?:pdf|pptx?|key|odp|html?|ipynb|zip|mp4|webm|docx?)(?=\s*(?:[;\n]|\Z))", re.IGNORECASE
)


def decoded(text: str) -> str:
    """Return a text with its entities as the letters that they are."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def without_emphasis(text: str) -> str:
    """Return a text without marks of emphasis around its words."""
    return _EMPHASIS.sub(r"\g<inside>", text)


def listed(text: str, mark: str = ";") -> str:
    """Return the text of a list, in which ``<br>`` separates as a mark does; ``;`` leaves lines where they are."""
    return decoded(_BREAK.sub(mark, text))


def one_line(text: str) -> str:
    """Return the words of a text on one line."""
    return " ".join(without_emphasis(decoded(_BREAK.sub(" ", text))).split())


def split_list(text: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of a list, which ``;`` or line breaks separate, each with its line in the text, from 1.

    A semicolon between angle brackets or in the middle of an address (``;jsessionid=1``) or of a file's name separates
    nothing. Parts may be the items of a list, and the whole a list of YAML in brackets.
    """
    if (flow := _FLOW_LIST.fullmatch(text)) is not None:
        text = flow["inside"].replace(",", ";")
    start, line = 0, 1
    for mark in _SEPARATOR.finditer(text):
        part = text[start : mark.start()]
        if mark[0] == ";" and _is_inside(part, text, mark.end()):
            continue
        if part.strip():
            yield line, without_mark(part)
        line += text.count("\n", start, mark.end())
        start = mark.end()
    if text[start:].strip():
        yield line, without_mark(text[start:])


def _is_inside(part: str, text: str, end: int) -> bool:
    """Tell whether a semicolon behind a part of a list is one of its characters."""
    if part.rfind("<") > part.rfind(">"):
        return True
    if "://" in part:
        return _PARAMETER.match(text, end) is not None
    return _HALF_NAME.match(part.lstrip()) is not None and _OTHER_HALF.match(text, end) is not None


def without_mark(part: str) -> str:
    """Return a part of a list without the mark of an item before it."""
    words = part.strip().removesuffix(",").rstrip()
    return words[end:] if (found := _ITEM.match(words)) is not None and (end := found.end()) < len(words) else words
