"""Texts and data for other programs: characters that every format can hold, no empty fields, one line an item."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

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


def given(**fields: Any) -> dict[str, Any]:
    """Return the fields that say something."""
    found = {name: clean(value) if isinstance(value, str) else value for name, value in fields.items()}
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}


def cleaned(value: Any) -> Any:
    """Return data with every text free of characters that files may not hold."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: cleaned(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [cleaned(part) for part in value]
    return value


def json_items(value: Any) -> str:
    """Return data as JSON, each item of a list on a line of its own, so that a change is a changed line."""
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(json_items, value)) + "\n]"
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
