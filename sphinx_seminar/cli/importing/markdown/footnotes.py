"""Footnotes of a page that becomes several: each page gets those that it refers to."""

from __future__ import annotations

import re

_DEFINITION = re.compile(
    r"^\[\^(?P<name>[^\]\s]+)\]:[ \t]*(?P<text>.*(?:\n(?:[ \t]+\S.*|[ \t]*(?=\n[ \t]+\S)))*)", re.MULTILINE
)
_REFERENCE = re.compile(r"\[\^(?P<name>[^\]\s]+)\](?!:)")


def footnotes_apart(markdown: str) -> tuple[str, dict[str, str]]:
    """Return a page without its footnotes, and these by their names; one that nothing refers to stays as text."""
    used = {found["name"] for found in _REFERENCE.finditer(markdown)}
    notes: dict[str, str] = {}

    def take(found: re.Match[str]) -> str:
        if found["name"] not in used or found["name"] in notes:
            return f"{found['name']}: {found['text']}"
        notes[found["name"]] = found["text"]
        return ""

    text = _DEFINITION.sub(take, markdown)
    return _REFERENCE.sub(lambda found: found[0] if found["name"] in notes else rf"\{found[0]}", text), notes


def with_footnotes(text: str, notes: dict[str, str]) -> str:
    """Return a page of the book with the footnotes that it refers to, at its end."""
    names = dict.fromkeys(found["name"] for found in _REFERENCE.finditer(text))
    own = [f"[^{name}]: {notes[name]}" for name in names if name in notes]
    return "\n\n".join([text, *own])
