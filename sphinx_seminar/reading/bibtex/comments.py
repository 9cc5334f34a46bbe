"""Comments in ``.bib`` files: what ``%`` keeps from being read."""

from __future__ import annotations

import re

_MARK = re.compile(r'\\.|[{}"\n]|(?<![^\s,{}"])%', re.DOTALL)


def without_comments(body: str) -> str:
    """Blank the comments of a block; ``body`` is its text behind the first brace, up to the next block.

    A comment goes from ``%`` to the end of its line, between fields and behind the entry, as biber reads it. BibTeX
    itself knows none there, but nobody who writes ``% note = {…}`` wants the field shown. Inside a value ``%`` is text.
    Lines keep their numbers.
    """
    if "%" not in body:
        return body
    parts: list[str] = []
    depth, quoted, end = 1, False, 0
    for mark in _MARK.finditer(body):
        if mark.start() < end:
            continue
        if mark[0] == "%" and depth <= 1 and not quoted:
            parts.append(body[end : mark.start()])
            newline = body.find("\n", mark.start())
            end = len(body) if newline < 0 else newline
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        quoted ^= mark[0] == '"' and depth == 1
    return "".join((*parts, body[end:]))
