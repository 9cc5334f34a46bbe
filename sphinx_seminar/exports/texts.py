"""What files of data have in common (RFC 8259): clean texts, no empty fields, one line for each item."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sphinx_seminar.exports.characters import clean


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
