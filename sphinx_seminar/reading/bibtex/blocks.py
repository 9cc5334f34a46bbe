"""Splitting a ``.bib`` file into entries and abbreviations, so that a broken entry costs no other.

bibtexparser reads each block by itself, from one ``@type{`` at the start of a line to the next, so that what is wrong
in one of them ends there.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry, ImplicitComment, ParsingFailedBlock, String

from sphinx_seminar.model import Problem

# Its faults are ours to report.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

_START = re.compile(r"^[ \t]*@[ \t]*(?P<kind>[A-Za-z]\w*)\s*(?P<opening>[{(])", re.MULTILINE)
#: Lines that begin like an entry and are none; ``@comment`` needs no braces.
_STRAY = re.compile(r"^[ \t]*@(?![ \t]*comment\b)[^\n]*", re.MULTILINE | re.IGNORECASE)
_KEYLESS = re.compile(r"\s*[A-Za-z][\w.:+-]*\s*=")
_KEY = re.compile(r"\s*([^\s,={}\"]+)\s*(?:,|\Z)")
_KEY_WITHOUT_COMMA = re.compile(r"\s*([^\s,={}\"]+)(?=\s+[A-Za-z][\w.:+-]*\s*=)")
_LEFTOVER = re.compile(r"\s*,?\s*[A-Za-z][\w.:+-]*\s*=")
_MARK = re.compile(r"\\.|[{})\"]", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class RawField:
    """A field as it was written: its name in lower case, its value with braces or quotation marks, its line."""

    name: str
    source: str
    line: int


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as it was written."""

    kind: str
    key: str
    line: int
    fields: tuple[RawField, ...] = ()


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An ``@string``: its name in lower case and its value as it was written."""

    name: str
    source: str
    line: int


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The text from one ``@type{`` to the next; ``line`` is where the text after the brace begins."""

    kind: str
    body: str
    line: int
    heading: int


def split_blocks(text: str) -> Iterator[RawEntry | Abbreviation | Problem]:
    """Yield the entries and the abbreviations of the file in its order, and the problems among them."""
    first = _START.search(text)
    yield from _strays(text[: first.start()] if first else text, 1)
    for chunk in _chunks(text):
        if chunk.kind not in ("comment", "preamble"):
            yield from _read_chunk(chunk)


def _chunks(text: str) -> Iterator[_Chunk]:
    starts = list(_START.finditer(text))
    ends = [*(start.start() for start in starts[1:]), len(text)]
    line = counted = 0
    for start, end in zip(starts, ends, strict=False):
        line += text.count("\n", counted, start.start())
        counted = start.start()
        body = text[start.end() : end]
        if start["opening"] == "(":
            closing = _closing_parenthesis(body)
            body = body if closing < 0 else f"{body[:closing]}}}{body[closing + 1 :]}"
        yield _Chunk(start["kind"].lower(), _without_comments(body), line + 1 + start[0].count("\n"), line + 1)


def _closing_parenthesis(body: str) -> int:
    """Return where the parenthesis of a block is closed: the first one outside braces and quotation marks."""
    depth, quoted = 0, False
    for mark in _MARK.finditer(body):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        quoted ^= mark[0] == '"' and depth == 0
        if mark[0] == ")" and depth == 0 and not quoted:
            return mark.start()
    return body.rfind(")")


def _read_chunk(chunk: _Chunk) -> Iterator[RawEntry | Abbreviation | Problem]:
    is_entry = chunk.kind != "string"
    if is_entry and (key := _KEY_WITHOUT_COMMA.match(chunk.body)):
        message = f"@{chunk.kind}{{{key[1]}}}: a comma is missing after the key; it is read as if it were there"
        yield Problem("bibliography", message, chunk.heading)
        chunk = replace(chunk, body=f"{key[0]},{chunk.body[key.end() :]}")
    keyless = is_entry and _KEYLESS.match(chunk.body)
    # bibtexparser takes @commentary for a comment.
    blocks = _parsed(f"@{'entry' if is_entry else 'string'}{{{',' if keyless else ''}{chunk.body}")
    if blocks is None or any(map(_is_broken, blocks)):
        yield from _salvaged(chunk)
        return
    for number, block in enumerate(blocks):
        if isinstance(block, ParsingFailedBlock):
            block = block.ignore_error_block
        line = chunk.line + (getattr(block, "start_line", 0) or 0)
        if isinstance(block, Entry):
            yield _entry(block, chunk, first=number == 0)
        elif isinstance(block, String):
            yield Abbreviation(block.key.lower(), block.value, line)
        elif isinstance(block, ImplicitComment):
            yield from _strays(block.comment, line)


def _parsed(source: str) -> list[object] | None:
    """Return bibtexparser's blocks, values untouched, or ``None`` where it gives up altogether."""
    for attempt in (source, " ".join(source.split("\n"))):
        try:
            return list(parse_string(attempt, parse_stack=[]).blocks)
        except Exception:  # a block with a thousand plain lines ends in a RecursionError; on one line it does not
            continue
    return None


def _is_broken(block: object) -> bool:
    if isinstance(block, ParsingFailedBlock):
        return not isinstance(block.ignore_error_block, Entry | String)
    return isinstance(block, ImplicitComment) and _LEFTOVER.match(block.comment) is not None


def _entry(block: Entry, chunk: _Chunk, *, first: bool) -> RawEntry:
    fields = tuple(RawField(item.key.lower(), item.value, chunk.line + (item.start_line or 0)) for item in block.fields)
    line = chunk.heading if first else chunk.line + (block.start_line or 0)
    kind = chunk.kind if first else block.entry_type.lower()
    return RawEntry(kind, " ".join(_CONTROL.sub("", block.key).split()), line, fields)


def _strays(text: str, line: int) -> Iterator[Problem]:
    """Report lines between the entries that begin with ``@`` and are none."""
    for stray in _STRAY.finditer(text):
        message = (
            f"'{stray[0].strip()[:_SHOWN]}' begins no entry; expected @type{{key, …}}; it is left out, as all text "
            "between entries is"
        )
        yield Problem("bibliography", message, line + text.count("\n", 0, stray.start()))


def _salvaged(chunk: _Chunk) -> Iterator[RawEntry | Problem]:
    """Read a broken block line by line, and keep the fields that are whole."""
    named = _KEY.match(chunk.body) if chunk.kind != "string" else None
    key = named[1] if named else ""
    shown = f"@{chunk.kind}{{{key}" if key else f"@{chunk.kind}"
    fields = tuple(RawField(name, value, chunk.line + offset) for name, value, offset in _salvaged_fields(chunk.body))
    if chunk.kind == "string" or not (key or fields):
        message = f"the block {shown} can't be read: {_fault_of(chunk.body)}; it is left out, the others are kept"
        yield Problem("bibliography", message, chunk.heading)
        return
    message = f"the entry {shown} is broken: {_fault_of(chunk.body)}; what can be read of it line by line is shown"
    yield Problem("bibliography", message, chunk.heading)
    yield RawEntry(chunk.kind, key, chunk.heading, fields)


_COMMENT_MARK = re.compile(r'\\.|[{}"\n]|(?<![^\s,{}"])%', re.DOTALL)


def _without_comments(body: str) -> str:
    """Blank the comments of a block; ``body`` is its text behind the first brace, up to the next block.

    A comment goes from ``%`` to the end of its line, between fields and behind the entry, as biber reads it. BibTeX
    itself knows none there, but nobody who writes ``% note = {…}`` wants the field shown. Inside a value ``%`` is text.
    Lines keep their numbers.
    """
    if "%" not in body:
        return body
    parts: list[str] = []
    depth, quoted, end = 1, False, 0
    for mark in _COMMENT_MARK.finditer(body):
        if mark.start() < end:
            continue
        if mark[0] == "%" and depth <= 1 and not quoted:
            parts.append(body[end : mark.start()])
            newline = body.find("\n", mark.start())
            end = len(body) if newline < 0 else newline
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        quoted ^= mark[0] == '"' and depth == 1
    return "".join((*parts, body[end:]))


#: A field at the beginning of a line, or one of the common ones behind a comma.
_FIELD = re.compile(
    r"(?:^[ \t]*,?[ \t]*(?=[A-Za-z][\w.:+-]*[ \t]*=)"
    r"|,[ \t]*(?=(?i:author|title|year|journal|booktitle|editor|publisher|volume|number|pages|doi|url|eprint|date|note)"
    r"[ \t]*=[ \t]*[{\"\d]))"
    r"([A-Za-z][\w.:+-]*)[ \t]*=[ \t]*",
    re.MULTILINE,
)
_BRACE_MARK = re.compile(r"\\.|[{}]", re.DOTALL)


def _fault_of(body: str) -> str:
    """Return a diagnosis of a broken block in words: the probable fault, and what was expected."""
    marks = [mark[0] for mark in _BRACE_MARK.finditer(body)]
    # The block's own closing brace has its partner before the text.
    missing = marks.count("{") + 1 - marks.count("}")
    if missing > 0:
        return "a brace is opened and never closed; expected } for each {"
    if missing < 0:
        return "a brace is closed that was never opened; expected } for each {"
    if len(re.findall(r'(?<!\\)"', body)) % 2:
        return 'a quotation mark is never closed; expected "text" or {text}'
    return "expected a key and fields written as name = {text}, with commas between them"


def _salvaged_fields(body: str) -> Iterator[tuple[str, str, int]]:
    """Yield the fields that begin on lines of their own, or behind a comma.

    Each has its name in lower case, its value in braces, and its line from 0. A value
    ends where the next field begins; braces without a partner are dropped from it.
    """
    starts = list(_FIELD.finditer(body))
    ends = [*(start.start() for start in starts), len(body)][1:]
    for start, end in zip(starts, ends, strict=True):
        yield start[1].lower(), _value(body[start.end() : end]), body.count("\n", 0, start.start(1))


def _value(written: str) -> str:
    value = written.strip().rstrip(",").rstrip()
    if re.fullmatch(r"[\w.:+-]+\s*\}*", value):
        return value.rstrip("} \n")
    if value.startswith(("{", '"')):
        value = value.removeprefix(value[0])
        value = value.rstrip('}" \n\t,') if '"' in written[:1] else value
    return f"{{{_balanced(value)}}}"


def _balanced(value: str) -> str:
    """Drop the braces that have no partner."""
    parts: list[str] = []
    opened: list[int] = []
    end = 0
    for mark in _BRACE_MARK.finditer(value):
        parts += [value[end : mark.start()], mark[0]]
        end = mark.end()
        if mark[0] == "{":
            opened.append(len(parts) - 1)
        elif mark[0] == "}" and opened:
            opened.pop()
        elif mark[0] == "}":
            parts[-1] = ""
    for place in opened:
        parts[place] = ""
    return ("".join(parts) + value[end:]).strip(" \n\t,").rstrip("\\")
