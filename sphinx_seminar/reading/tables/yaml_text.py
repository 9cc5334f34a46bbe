"""Reading YAML as nothing but text, lists and mappings, and records from text that is broken YAML.

A safe loader still reads ``10:30`` as 630 and ``no`` as a truth value, keeps the last of two equal keys in silence,
and follows nested lists and aliases until the memory or the stack ends. Here PyYAML's nodes (YAML 1.1, section 3.2)
become text with lines, of a limited depth; tags have no effect, so that no object is ever made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

import yaml

from sphinx_seminar.model import Problem
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.tables.decoding import showable

#: How deep lists and mappings may be nested, and how much text aliases may repeat (characters).
_DEEPEST = 50
_MOST_REPEATED = 1_000_000
#: What a plain scalar says for nothing (YAML 1.1, https://yaml.org/type/null.html).
_NOTHING = frozenset({"~", "null"})
#: Tags of nodes that have none of their author's.
_NO_TAGS = frozenset({"!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))})
#: What PyYAML raises for bad input; the four after its own for escapes and directives that it does not check.
_RAISED = (yaml.YAMLError, ValueError, OverflowError, IndexError, TypeError, RecursionError)


class YamlError(Exception):
    """A text is no YAML, or exceeds the limits; raised and caught within this package."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of YAML: ``items`` are those of a list, ``entries`` the keys and values of a mapping.

    ``depth`` and ``weight`` (characters) are those of the whole piece, with everything in it.
    """

    kind: Literal["text", "list", "mapping"]
    line: int
    text: str = ""
    items: tuple[Node, ...] = ()
    entries: tuple[tuple[Node, Node], ...] = ()
    depth: int = 1
    weight: int = 1


@dataclass(slots=True)
class _Reading:
    """The pieces of a text that are read already, by PyYAML's node, and the characters that aliases repeated."""

    offset: int
    problems: list[Problem]
    pieces: dict[yaml.Node, Node] = field(default_factory=dict)
    repeated: int = 0


def documents_of(text: str, problems: list[Problem], offset: int = 0) -> list[Node]:
    """Read the documents of a text; ``offset`` is added to every line.

    Tags and doubled keys go to ``problems``.

    Raises:
        YamlError: the text is no YAML, or is nested or repeats itself beyond the limits.
    """
    reading = _Reading(offset, problems)
    return [_piece(root, reading, level=1) for root in _roots(text, offset)]


def _roots(text: str, offset: int) -> Iterator[yaml.Node]:
    roots = yaml.compose_all(text, Loader=yaml.BaseLoader)
    while True:
        try:
            root = next(roots, None)
        except _RAISED as error:
            raise _described(error, offset) from error
        if root is None:
            return
        yield root


def _described(error: Exception, offset: int) -> YamlError:
    if isinstance(error, RecursionError):
        return _nested(offset + 1)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is not understood"
    line = offset + (mark.line + 1 if mark is not None else 1)
    column = f" (column {mark.column + 1})" if mark is not None else ""
    return YamlError(
        f"this is no YAML{column}: {reason}. A text that contains a colon and a space, or begins with a special "
        "character, needs quotation marks; spaces, never tabs, indent",
        line,
    )


def _nested(line: int) -> YamlError:
    return YamlError(f"this is nested more than {_DEEPEST} levels deep; expected a list of records", line)


def _piece(node: yaml.Node, reading: _Reading, level: int) -> Node:
    """Return a node as text with lines; what an alias repeats is the same node a second time."""
    line = reading.offset + node.start_mark.line + 1
    known = reading.pieces.get(node)
    if known is not None:
        reading.repeated += known.weight
        if level + known.depth - 1 > _DEEPEST or reading.repeated > _MOST_REPEATED:
            raise YamlError("its aliases repeat more than is read; expected the text itself", line)
        return known
    if node.tag not in _NO_TAGS:
        message = (
            f"the tag {quoted(node.tag)} is not allowed; expected text alone, as nothing in a file of data is run; "
            "what it stands before is read as text"
        )
        reading.problems.append(Problem("data", message, line))
    if isinstance(node, yaml.ScalarNode):
        text = "" if node.style is None and node.value in _NOTHING else showable(node.value).strip()
        piece = Node("text", line, text, weight=1 + len(text))
    elif level > _DEEPEST:
        raise _nested(line)
    elif isinstance(node, yaml.SequenceNode):
        items = tuple(_piece(item, reading, level + 1) for item in node.value)
        piece = Node("list", line, items=items, depth=_depth(items), weight=_weight(items))
    else:
        entries = [(_piece(key, reading, level + 1), _piece(value, reading, level + 1)) for key, value in node.value]
        parts = [part for entry in entries for part in entry]
        merged = _merged(entries, reading.problems)
        piece = Node("mapping", line, entries=merged, depth=_depth(parts), weight=_weight(parts))
    reading.pieces[node] = piece
    return piece


def _depth(parts: Sequence[Node]) -> int:
    return 1 + max((part.depth for part in parts), default=0)


def _weight(parts: Sequence[Node]) -> int:
    return 1 + sum(part.weight for part in parts)


def _merged(entries: Sequence[tuple[Node, Node]], problems: list[Problem]) -> tuple[tuple[Node, Node], ...]:
    """Point out doubled keys, and put what ``<<`` brings in behind a mapping's own keys (YAML 1.1, merge type)."""
    seen: dict[str, Node] = {}
    own, brought = [], []
    for key, value in entries:
        if key.text == "<<" and value.kind != "text":
            brought += [entry for part in (value, *value.items) for entry in part.entries]
            continue
        own.append((key, value))
        if key.kind == "text" and seen.setdefault(key.text, key) is not key:
            first = seen[key.text].line
            message = (
                f"the key {quoted(key.text)} comes twice, in line {first} and here; expected it once; the second is "
                "shown beside it"
            )
            problems.append(Problem("data", message, key.line))
    for key, value in brought:
        if seen.setdefault(key.text, key) is key:
            own.append((key, value))
    return tuple(own)


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
