"""Records in YAML as a table: a row for each mapping, a column for each key.

A safe loader still reads ``10:30`` as 630 and ``no`` as a truth value, keeps the last of two equal keys in silence,
and follows nested lists and aliases until the memory or the stack ends. Here PyYAML's nodes (YAML 1.1, section 3.2)
become text with lines, of a limited depth; tags have no effect, so that no object is ever made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import yaml

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.plain import showable, split_list
from sphinx_seminar.reading.tables.lines import chunks_of, loose_cells
from sphinx_seminar.reading.tables.table import Record, Table, none_of, of_records
from sphinx_seminar.reading.vocabulary import meaning_of, plain_header

#: How deep lists and mappings may be nested, and how much text aliases may repeat (characters).
_DEEPEST = 50
_MOST_REPEATED = 100_000
#: What a plain scalar says for nothing (YAML 1.1, https://yaml.org/type/null.html).
_NOTHING = frozenset({"~", "null"})
#: Tags of nodes that have none of their author's.
_NO_TAGS = frozenset({"!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))})
#: What PyYAML raises for bad input; those after its own for escapes and directives that it does not check.
_RAISED = (yaml.YAMLError, ValueError, OverflowError, IndexError, TypeError)
#: The longest text that is read (characters).
_LONGEST = 5_000_000
#: Ends of lines to YAML 1.1, and to no editor: with them the lines of problems would be others.
_OTHER_ENDS = re.compile("[\x85\u2028\u2029]")
_LABELS = ("label", "title", "name", "text")
_TARGETS = ("url", "link", "target", "href", "file", "path", "email", "mail", "website")
_ADDRESS = re.compile(r"[a-zA-Z][\w+.\-]*:\S+\Z|[^\s:]*/\S+\Z|\S+\.\w{1,5}\Z")
#: Keys under which a day has its sessions, and a session its talks; and what these share with what is above them.
_INSIDE = frozenset(
    {"days", "events", "items", "lectures", "meetings", "presentations", "programme", "schedule", "sessions", "slots"}
    | {"talks"}
)
_HANDED_DOWN = ("date", "day", "location", "timezone")
#: Keys that say when the links of a record are shown, as :func:`plain_header` writes them.
_RELEASES = ("release", "seminar release")


class YamlError(Exception):
    """A text is no YAML, or exceeds the limits; raised and caught within this module."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of YAML: ``items`` are those of a list, ``entries`` the keys and values of a mapping."""

    kind: Literal["text", "list", "mapping"]
    line: int
    text: str = ""
    items: tuple[Node, ...] = ()
    entries: tuple[tuple[Node, Node], ...] = ()


@dataclass(slots=True)
class _Reading:
    """The state of reading a text: what is added to its lines, its faults, and how many pieces it may still have."""

    offset: int
    problems: list[Problem]
    left: int


def _documents_of(text: str, problems: list[Problem], offset: int = 0) -> list[Node]:
    """Read the documents of a text; ``offset`` is added to every line. Tags and doubled keys go to ``problems``.

    Raises:
        YamlError: the text is no YAML, or is nested or repeats itself beyond the limits.
    """
    reading = _Reading(offset, problems, 2 * len(text) + _MOST_REPEATED)
    try:
        roots = list(yaml.compose_all(text, Loader=yaml.BaseLoader))
    except RecursionError as error:
        raise _too_deep(offset + 1) from error
    except _RAISED as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is not understood"
        column = f" (column {mark.column + 1})" if mark is not None else ""
        message = (
            f"this is no YAML{column}: {reason}. A text that contains a colon and a space, or begins with a special "
            "character, needs quotation marks; spaces, never tabs, indent"
        )
        raise YamlError(message, offset + (mark.line + 1 if mark is not None else 1)) from error
    return [_piece(root, reading, level=1) for root in roots]


def _too_deep(line: int) -> YamlError:
    return YamlError(f"this is nested more than {_DEEPEST} levels deep; expected a list of records", line)


def _piece(node: yaml.Node, reading: _Reading, level: int) -> Node:
    """Return a node as text with lines; each alias is a copy, of which a text has not more than is allowed."""
    line = reading.offset + node.start_mark.line + 1
    reading.left -= 1
    if reading.left < 0:
        raise YamlError("its aliases repeat more than is read; expected the text itself", line)
    if node.tag not in _NO_TAGS:
        message = (
            f"the tag {quoted(node.tag)} is not allowed; expected text alone, as nothing in a file of data is run; "
            "what it stands before is read as text"
        )
        reading.problems.append(Problem("data", message, line))
    if isinstance(node, yaml.ScalarNode):
        text = "" if node.style is None and node.value in _NOTHING else showable(node.value).strip()
        reading.left -= len(text)
        return Node("text", line, text)
    if level > _DEEPEST:
        raise _too_deep(line)
    if isinstance(node, yaml.SequenceNode):
        return Node("list", line, items=tuple(_piece(item, reading, level + 1) for item in node.value))
    entries = [(_piece(key, reading, level + 1), _piece(value, reading, level + 1)) for key, value in node.value]
    return Node("mapping", line, entries=_merged(entries, reading.problems))


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


def read_records(text: str) -> Reading[Table]:
    """Read a list of mappings, or a mapping that holds one.

    Where the text is no YAML, its records are read one by one, and those that are the reason line by line.
    """
    if len(text) > _LONGEST:
        return none_of(
            f"this has more than {_LONGEST:,} characters, and is not read; expected less, in several files", 0
        )
    problems: list[Problem] = []
    text = _OTHER_ENDS.sub(" ", text)
    try:
        records = _records(_documents_of(text, problems), problems)
    except YamlError as error:
        problems = [Problem("data", f"{error}. The record is shown as well as it can be read", error.line)]
        records = list(_salvaged(text, problems))
    if not records and not problems:
        problems.append(
            Problem("data", "there are no records here; expected a list, as in '- title: Kernels'. Nothing is shown")
        )
    return Reading(of_records(records), tuple(dict.fromkeys(sorted(problems, key=lambda problem: problem.line))))


def _salvaged(text: str, problems: list[Problem]) -> Iterator[Record]:
    """Read each item of a broken list for itself; ``problems`` knows the first fault already."""
    first = problems[0].line
    for line, chunk in chunks_of(text):
        own: list[Problem] = []
        try:
            yield from _records(_documents_of(chunk, own, line - 1), own)
        except YamlError as error:
            own = [] if error.line == first else [Problem("data", str(error), error.line)]
            yield Record(line, loose_cells(chunk))
        problems += own


def _records(documents: Sequence[Node], problems: list[Problem]) -> list[Record]:
    return [record for document in documents for record in _of_document(document, problems)]


def _of_document(node: Node, problems: list[Problem]) -> Iterator[Record]:
    """Find the records in a document, whatever its shape."""
    if node.kind == "list":
        yield from (record for item in node.items for record in _of_item(item, problems))
        return
    lists = [(key, value) for key, value in node.entries if _has_mappings(value)]
    named = [key for key, value in node.entries if value.kind == "mapping"]
    if lists:
        for key, value in node.entries:
            if not _has_mappings(value) and plain_header(_flat(key)) not in _RELEASES:
                message = (
                    f"{quoted(_flat(key))} stands beside the records, and is none; expected a list of records alone; "
                    "it is not shown"
                )
                problems.append(Problem("data", message, key.line))
        for key, value in lists:
            part = _flat(key) if len(lists) > 1 else ""
            for record in (record for item in value.items for record in _of_item(item, problems)):
                yield _waiting(_added(record, "part", part), node)
    elif named and len(named) == len(node.entries):
        for key, value in node.entries:
            yield from (_added(record, "name", _flat(key), key.line) for record in _of_item(value, problems))
    else:
        yield from _of_item(node, problems)


def _has_mappings(node: Node) -> bool:
    return node.kind == "list" and any(item.kind == "mapping" for item in node.items)


def _added(record: Record, header: str, text: str, line: int = 0) -> Record:
    """Add the key above a record as a cell, unless the record has such a cell itself."""
    known = any(meaning_of(key) == header for key, _ in record.cells)
    cells = record.cells if known or not text else (*record.cells, (header, text))
    return Record(line or record.line, cells)


def _waiting(record: Record, above: Node) -> Record:
    """Let the links of a record wait for the release of what the record stands in, unless it has one of its own."""
    releases = [text for key, text in _pairs(above) if plain_header(key) in _RELEASES and text]
    own = any(plain_header(key) in _RELEASES and text for key, text in record.cells)
    return record if own or not releases else Record(record.line, (*record.cells, ("seminar-release", releases[0])))


def _of_item(node: Node, problems: list[Problem]) -> Iterator[Record]:
    inner = next((value for key, value in node.entries if _holds_sessions(key, value)), None)
    if inner is not None:
        yield from _nested(node, inner, problems)
    elif node.kind == "mapping":
        yield Record(node.line, _pairs(node))
    elif text := _flat(node):
        message = f"the record {quoted(text)} has no keys; expected 'title: …' or 'name: …' and others; it is read so"
        problems.append(Problem("data", message, node.line))
        yield Record(node.line, (("", text),))


def _holds_sessions(key: Node, value: Node) -> bool:
    """Tell whether a value is a list of what happens on a day or in a session, and not of links or people."""
    if not _has_mappings(value) or _flat(key).casefold() not in _INSIDE:
        return False
    keys = {_flat(name).casefold() for item in value.items for name, _said in item.entries}
    return any(meaning_of(name) in ("title", "start", "time") or name in _INSIDE for name in keys)


def _nested(node: Node, inner: Node, problems: list[Problem]) -> Iterator[Record]:
    """Read the sessions inside a day, or the talks inside a session: they share its day, and it is their part."""
    day = Node("mapping", node.line, entries=tuple(entry for entry in node.entries if entry[1] is not inner))
    above = {meaning_of(key): (key, text) for key, text in _pairs(day)}
    if "title" in above and {"time", "start"} & set(above):
        yield Record(node.line, _pairs(day))
    else:
        for key, value in day.entries:
            shared = meaning_of(_flat(key)) in (*_HANDED_DOWN, "title") or plain_header(_flat(key)) in _RELEASES
            if not shared and _flat(value):
                message = (
                    f"{quoted(_flat(key))} stands beside the sessions of a day; expected it in each that it is about; "
                    "it is not shown"
                )
                problems.append(Problem("data", message, key.line))
    for item in inner.items:
        for record in _of_item(item, problems):
            told = {meaning_of(name) for name, _said in record.cells}
            handed = [above[name] for name in _HANDED_DOWN if name in above and name not in told]
            part = above["title"][1] if "title" in above else ""
            yield _waiting(_added(Record(record.line, (*handed, *record.cells)), "part", part), day)


def _flat(node: Node) -> str:
    """Write a value as the text of a cell: the items of a list behind each other, an address behind its label."""
    if node.kind == "text":
        return node.text
    if node.kind == "list":
        return _joined([_flat(item) for item in node.items])
    return _of_pairs(_pairs(node))


def _pairs(node: Node) -> tuple[tuple[str, str], ...]:
    return tuple((_flat(key), _flat(value)) for key, value in node.entries)


def _of_pairs(pairs: Sequence[tuple[str, str]]) -> str:
    """Write the keys and values of a mapping as the text of a cell."""
    held = next((pair for pair in pairs if pair[0].casefold() in ("from", "release")), None)
    if held is not None and any(key.casefold() in _TARGETS or _ADDRESS.match(text) for key, text in pairs if text):
        # When students see the files; a moment that is missing is told where links are read, and hides them.
        links = split_list(_of_pairs([pair for pair in pairs if pair is not held]))
        return _joined([f"{link} (from {held[1]})" for _line, link in links])
    # A template that nobody filled in, as {name: "", link: ""}, says nothing.
    pairs = [pair for pair in pairs if pair[1]]
    keys = [key.casefold() for key, _ in pairs]
    if len(pairs) == 2 and {keys[0] in _LABELS, keys[1] in _LABELS} == {True, False}:
        label, target = pairs if keys[0] in _LABELS else pairs[::-1]
        if target[0].casefold() in _TARGETS and target[1]:
            return f"{label[1]} <{target[1]}>"
    if len(pairs) == 1 and (keys[0] in _TARGETS or keys[0] in _LABELS):
        return pairs[0][1]
    return _joined([f"{key} <{value}>" if _ADDRESS.match(value) else f"{key}: {value}" for key, value in pairs])


def _joined(parts: Sequence[str]) -> str:
    several = [part for part in parts if part]
    return ("\n" if any(";" in part or "\n" in part for part in several) else "; ").join(several)
