"""Records in YAML as a table: a row for each mapping, a column for each key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.sessions.headers import meaning_of
from sphinx_seminar.reading.tables.table import Row, Table
from sphinx_seminar.reading.tables.yaml_text import Node, YamlError, chunks_of, documents_of, loose_record

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


@dataclass(frozen=True, slots=True)
class _Record:
    """A row before its table is known; a cell without a key has an empty one, and is the record's title."""

    line: int
    cells: tuple[tuple[str, str], ...]


def read_records(text: str) -> Reading[Table]:
    """Read a list of mappings, or a mapping that holds one.

    Where the text is no YAML, its records are read one by one, and those that are the reason line by line.
    """
    if len(text) > _LONGEST:
        message = (
            f"this has more than {_LONGEST:,} characters, and is not read; expected less, in several files. Nothing "
            "of it is shown"
        )
        return Reading(Table(), (Problem("data", message),))
    problems: list[Problem] = []
    text = _OTHER_ENDS.sub(" ", text)
    try:
        records = _records(documents_of(text, problems), problems)
    except YamlError as error:
        problems = [Problem("data", f"{error}. The record is shown as well as it can be read", error.line)]
        records = list(_salvaged(text, problems))
    if not records and not problems:
        problems.append(
            Problem("data", "there are no records here; expected a list, as in '- title: Kernels'. Nothing is shown")
        )
    return Reading(_table(records), tuple(sorted(problems, key=lambda problem: problem.line)))


def _salvaged(text: str, problems: list[Problem]) -> Iterator[_Record]:
    """Read each item of a broken list for itself; ``problems`` knows the first fault already."""
    first = problems[0].line
    for line, chunk in chunks_of(text):
        own: list[Problem] = []
        try:
            yield from _records(documents_of(chunk, own, line - 1), own)
        except YamlError as error:
            own = [] if error.line == first else [Problem("data", str(error), error.line)]
            yield _Record(line, loose_record(chunk))
        problems += own


def _records(documents: Sequence[Node], problems: list[Problem]) -> list[_Record]:
    return [record for document in documents for record in _of_document(document, problems)]


def _of_document(node: Node, problems: list[Problem]) -> Iterator[_Record]:
    """Find the records in a document, whatever its shape."""
    if node.kind == "list":
        yield from (record for item in node.items for record in _of_item(item, problems))
        return
    lists = [(key, value) for key, value in node.entries if _has_mappings(value)]
    named = [key for key, value in node.entries if value.kind == "mapping"]
    if lists:
        for key, value in node.entries:
            if not _has_mappings(value):
                message = (
                    f"{quoted(_flat(key))} stands beside the records, and is none; expected a list of records alone; "
                    "it is not shown"
                )
                problems.append(Problem("data", message, key.line))
        for key, value in lists:
            part = _flat(key) if len(lists) > 1 else ""
            yield from (_added(record, "part", part) for item in value.items for record in _of_item(item, problems))
    elif named and len(named) == len(node.entries):
        for key, value in node.entries:
            yield from (_added(record, "name", _flat(key), key.line) for record in _of_item(value, problems))
    else:
        yield from _of_item(node, problems)


def _has_mappings(node: Node) -> bool:
    return node.kind == "list" and any(item.kind == "mapping" for item in node.items)


def _added(record: _Record, header: str, text: str, line: int = 0) -> _Record:
    """Add the key above a record as a cell, unless the record has such a cell itself."""
    known = any(meaning_of(key) == header for key, _ in record.cells)
    cells = record.cells if known or not text else (*record.cells, (header, text))
    return _Record(line or record.line, cells)


def _of_item(node: Node, problems: list[Problem]) -> Iterator[_Record]:
    inner = next((value for key, value in node.entries if _holds_sessions(key, value)), None)
    if inner is not None:
        yield from _nested(node, inner, problems)
    elif node.kind == "mapping":
        yield _Record(node.line, tuple((_flat(key), _flat(value)) for key, value in node.entries))
    elif text := _flat(node):
        message = f"the record {quoted(text)} has no keys; expected 'title: …' and others; it is shown as a title"
        problems.append(Problem("data", message, node.line))
        yield _Record(node.line, (("", text),))


def _holds_sessions(key: Node, value: Node) -> bool:
    """Tell whether a value is a list of what happens on a day or in a session, and not of links or people."""
    if not _has_mappings(value) or _flat(key).casefold() not in _INSIDE:
        return False
    keys = {_flat(name).casefold() for item in value.items for name, _said in item.entries}
    return any(meaning_of(name) in ("title", "start", "time") or name in _INSIDE for name in keys)


def _nested(node: Node, inner: Node, problems: list[Problem]) -> Iterator[_Record]:
    """Read the sessions inside a day, or the talks inside a session: they share its day, and it is their part."""
    own = [(key, value) for key, value in node.entries if value is not inner]
    above = {meaning_of(_flat(key)): (_flat(key), _flat(value)) for key, value in own}
    session = "title" in above and {"time", "start"} & set(above)
    if session:
        yield _Record(node.line, tuple((_flat(key), _flat(value)) for key, value in own))
    for item in inner.items:
        for record in _of_item(item, problems):
            told = {meaning_of(name) for name, _said in record.cells}
            handed = [above[name] for name in _HANDED_DOWN if name in above and name not in told]
            part = above["title"][1] if "title" in above else ""
            yield _added(_Record(record.line, (*handed, *record.cells)), "part", part)


def _flat(node: Node) -> str:
    """Write a value as the text of a cell: the items of a list behind each other, an address behind its label."""
    if node.kind == "text":
        return node.text
    if node.kind == "list":
        return _joined([_flat(item) for item in node.items])
    # A template that nobody filled in, as {name: "", link: ""}, says nothing.
    pairs = [(_flat(key), text) for key, value in node.entries if (text := _flat(value))]
    keys = [key.casefold() for key, _ in pairs]
    held = next((number for number, key in enumerate(keys) if key in ("from", "release")), None)
    if held is not None and any(key in _TARGETS for key in keys):
        # When students see the file.
        others = tuple(each for each in node.entries if _flat(each[0]) != pairs[held][0])
        rest = Node("mapping", node.line, entries=others)
        return f"{_flat(rest)} (from {pairs[held][1]})"
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


def _table(records: Sequence[_Record]) -> Table:
    """Return the table of the records, with all their keys as headers, in the order of first occurrence."""
    written = (key for record in records for key, _ in record.cells)
    title = next((key for key in written if meaning_of(key) == "title"), "title")
    headers: dict[str, str] = {}
    rows = []
    for record in records:
        cells: dict[str, str] = {}
        for key, text in record.cells:
            header, count = key or title, 1
            while header.casefold() in cells:
                count += 1
                header = f"{key or title} ({count})"
            headers.setdefault(header.casefold(), header)
            cells[header.casefold()] = text
        rows.append((record.line, cells))
    filled = tuple(Row(line, tuple(cells.get(header, "") for header in headers)) for line, cells in rows)
    return Table(tuple(headers.values()), filled, records[0].line if records else 1)
