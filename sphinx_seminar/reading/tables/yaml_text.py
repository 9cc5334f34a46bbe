"""Reading YAML as nothing but text, lists and mappings, and records from text that is broken YAML.

A safe loader still reads ``10:30`` as 630 and ``no`` as a truth value, keeps the last of two equal keys in silence,
and follows nested lists and aliases until the memory or the stack ends. Here the parser's events (YAML 1.1, section
3.1) become nodes with lines, of a limited depth; tags have no effect, so that no object is ever made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_TEXT_TAG = "tag:yaml.org,2002:str"
#: What the parser raises for bad input; the last four for escapes and directives that it does not check.
_RAISED = (yaml.YAMLError, ValueError, OverflowError, IndexError, TypeError)


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
class _Open:
    """A list or mapping whose end has not come."""

    event: yaml.CollectionStartEvent
    children: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class _Builder:
    """The state while the parser's events of a text are processed."""

    offset: int
    problems: list[Problem]
    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, Node] = field(default_factory=dict)
    repeated: int = 0


def documents_of(text: str, problems: list[Problem], offset: int = 0) -> list[Node]:
    """Read the documents of a text; ``offset`` is added to every line.

    Tags and doubled keys go to ``problems``.

    Raises:
        YamlError: the text is no YAML, or is nested or repeats itself beyond the limits.
    """
    builder = _Builder(offset, problems)
    documents = []
    for event in _events(text, offset):
        node = _node(event, builder)
        if node is None:
            continue
        if builder.stack:
            builder.stack[-1].children.append(node)
        else:
            documents.append(node)
    return documents


def _events(text: str, offset: int) -> Iterator[yaml.Event]:
    events = yaml.parse(text, Loader=yaml.SafeLoader)
    while True:
        try:
            event = next(events, None)
        except _RAISED as error:
            raise _described(error, offset) from error
        if event is None:
            return
        yield event


def _described(error: Exception, offset: int) -> YamlError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is not understood"
    line = offset + (mark.line + 1 if mark is not None else 1)
    column = f" (column {mark.column + 1})" if mark is not None else ""
    return YamlError(
        f"this is no YAML{column}: {reason}. A text that contains a colon and a space, or begins with a special "
        "character, needs quotation marks; spaces, never tabs, indent",
        line,
    )


def _node(event: yaml.Event, builder: _Builder) -> Node | None:
    """Process one event; return the node that it completes."""
    line = builder.offset + (event.start_mark.line + 1 if event.start_mark else 1)
    if isinstance(event, yaml.ScalarEvent):
        _check_tag(event, line, builder)
        text = "" if event.style is None and event.value in _NOTHING else showable(event.value).strip()
        return _anchored(event, Node("text", line, text, weight=1 + len(text)), builder)
    if isinstance(event, yaml.AliasEvent):
        return _repeated(event, line, builder)
    if isinstance(event, yaml.CollectionStartEvent):
        _check_tag(event, line, builder)
        builder.stack.append(_Open(event))
        if len(builder.stack) > _DEEPEST:
            raise YamlError(f"this is nested more than {_DEEPEST} levels deep; expected a list of records", line)
    if isinstance(event, yaml.CollectionEndEvent):
        opened = builder.stack.pop()
        return _anchored(opened.event, _collection(opened, builder), builder)
    return None


def _check_tag(event: yaml.NodeEvent, line: int, builder: _Builder) -> None:
    tag = getattr(event, "tag", None)
    if tag and tag not in (_TEXT_TAG, "!"):
        message = (
            f"the tag {quoted(tag)} is not allowed; expected text alone, as nothing in a file of data is run; what "
            "it stands before is read as text"
        )
        builder.problems.append(Problem("data", message, line))


def _anchored(event: yaml.NodeEvent, node: Node, builder: _Builder) -> Node:
    if event.anchor:
        builder.anchors[event.anchor] = node
    return node


def _repeated(event: yaml.AliasEvent, line: int, builder: _Builder) -> Node:
    node = builder.anchors.get(event.anchor or "")
    if node is None:
        raise YamlError(f"*{event.anchor} repeats what nothing above is named; expected &{event.anchor} there", line)
    builder.repeated += node.weight
    if len(builder.stack) + node.depth > _DEEPEST or builder.repeated > _MOST_REPEATED:
        raise YamlError(
            f"the aliases, such as *{event.anchor}, repeat more than is read; expected the text itself", line
        )
    return Node(node.kind, line, node.text, node.items, node.entries, node.depth, node.weight)


def _collection(opened: _Open, builder: _Builder) -> Node:
    line = builder.offset + (opened.event.start_mark.line + 1 if opened.event.start_mark else 1)
    children = opened.children
    depth = 1 + max((child.depth for child in children), default=0)
    weight = 1 + sum(child.weight for child in children)
    if isinstance(opened.event, yaml.SequenceStartEvent):
        return Node("list", line, items=tuple(children), depth=depth, weight=weight)
    entries = tuple(zip(children[::2], children[1::2], strict=True))
    return Node("mapping", line, entries=_merged(entries, builder), depth=depth, weight=weight)


def _merged(entries: tuple[tuple[Node, Node], ...], builder: _Builder) -> tuple[tuple[Node, Node], ...]:
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
            builder.problems.append(Problem("data", message, key.line))
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
