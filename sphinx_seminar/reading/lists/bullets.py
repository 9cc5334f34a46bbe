"""The items of a list in Markdown or reStructuredText, each on one line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_MARKER = re.compile(r"(?P<indent>\s*)(?:[-*+•]|#\.|\d{1,3}[.)](?!\d))\s+(?=\S)")


@dataclass(slots=True)
class Bullet:
    """An item: its first line, from 1, and its words line by line.

    ``nested`` are the items of a list inside it, ``inside`` the lines of that list as (number, text).
    """

    line: int
    words: list[str]
    nested: list[str] = field(default_factory=list)
    inside: list[tuple[int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The item on one line, without what is nested in it."""
        return " ".join(self.words)

    def with_nested(self, text: str) -> str:
        """Put the nested items behind a text, each on a line of its own that starts with ``- ``."""
        return "\n".join([text, *(f"- {item}" for item in self.nested)]) if self.nested else text


def bullets_of(lines: Sequence[str]) -> list[Bullet]:
    """Read the items; a paragraph without a mark is an item too, and a list inside an item belongs to it."""
    items: list[Bullet] = []
    indent, after_blank = 0, True
    for number, line in enumerate(lines, 1):
        marked = _MARKER.match(line)
        depth = len(line) - len(line.lstrip())
        if not line.strip():
            after_blank = True
            continue
        if marked is not None and not (items and depth > indent):
            items.append(Bullet(number, [line[marked.end() :].strip()]))
            indent = depth
        elif marked is not None:
            items[-1].nested.append(line[marked.end() :].strip())
            items[-1].inside.append((number, line))
        elif items and (depth > indent or not after_blank):
            target = items[-1].nested if items[-1].nested else items[-1].words
            if target is items[-1].nested:
                target[-1] = f"{target[-1]} {line.strip()}"
                items[-1].inside.append((number, line))
            else:
                target.append(line.strip())
        else:
            items.append(Bullet(number, [line.strip()]))
            indent = depth
        after_blank = False
    return items
