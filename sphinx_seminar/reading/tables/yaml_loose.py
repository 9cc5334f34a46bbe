"""What can be read of YAML that is none: items of a list, and lines with a key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_ITEM = re.compile(r"(?P<indent> *)-(?:\s|\Z)")
_PAIR = re.compile(r"\s*(?P<key>['\"]?[^\W\d_][^:#'\"]{0,60}?['\"]?)\s*:(?:\s+(?P<text>.*))?\Z")
#: Lines before the first item that say nothing of it: comments, marks of documents, the name of the list.
_SILENT = re.compile(r"\s*(?:#.*|---.*|\.\.\.|%.*|[^\s:#]+:)?\s*\Z")


def chunks_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield the items of the outermost list, each with its first line, from 1; and what stands before them."""
    lines = text.split("\n")
    first = next((found for line in lines if (found := _ITEM.match(line))), None)
    indent = first["indent"] if first is not None else None
    starts = [number for number, line in enumerate(lines) if (found := _ITEM.match(line)) and found["indent"] == indent]
    before = lines[: starts[0]] if starts else lines
    skipped = next((number for number, line in enumerate(before) if line.strip()), None)
    if skipped is not None and not (starts and all(map(_SILENT.match, before))):
        yield skipped + 1, "\n".join(before[skipped:])
    for start, end in pairwise([*starts, len(lines)]):
        yield start + 1, "\n".join(lines[start:end])


def loose_record(chunk: str) -> tuple[tuple[str, str], ...]:
    """Read ``key: text`` from each line that has it; other lines continue the text above them.

    Text before the first key has an empty one.
    """
    cells: list[tuple[str, list[str]]] = []
    for number, line in enumerate(chunk.split("\n")):
        if number == 0 and (item := _ITEM.match(line)):
            line = line[item.end() :]
        pair = _PAIR.match(line)
        if pair is not None:
            cells.append((pair["key"].strip("'\""), [pair["text"] or ""]))
        elif line.strip():
            if not cells:
                cells.append(("", []))
            cells[-1][1].append(line.strip())
    return tuple((key, _unquoted("\n".join(part for part in parts if part).strip())) for key, parts in cells)


def _unquoted(text: str) -> str:
    mark = text[:1]
    closed = len(text) > 1 and mark in ("'", '"') and text.endswith(mark) and mark not in text[1:-1]
    return text[1:-1] if closed else text
