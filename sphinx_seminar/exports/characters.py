"""Which characters a file for other programs may hold."""

from __future__ import annotations

import re

#: Unicode's other ways to end a line.
_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
#: Controls, halves of surrogate pairs and what is no character (none may stand in XML 1.0, section 2.2, or in a text of
#: RFC 5545, section 3.3.11), and the marks that turn the direction of all that follows.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202d\u202e\ufffe\uffff]")
_BLANK = re.compile(r"[ \t\n]+")


def clean(text: str) -> str:
    """Return a text that every format can hold: without control characters, its lines ended by line feeds."""
    # Most texts hold nothing else than printable characters, and all that is forbidden is none.
    return text if text.isprintable() else _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """Return a clean text on one line."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _BLANK.sub(" ", clean(text)).strip()
