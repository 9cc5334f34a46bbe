"""Taking the text of a ``.bib`` file apart into entries, their abbreviations resolved; a broken one costs no other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sphinx_seminar.model import Problem
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.when import MONTHS

_KIND = r"[^\S\n]*(?:\ufeff[^\S\n]*)?@[ \t]*(?P<kind>[A-Za-z]\w*)\s*(?P<opening>[{(])"
#: A block begins on a line of its own, or right behind another one.
_START, _START_BEHIND = re.compile(f"^{_KIND}", re.MULTILINE), re.compile(_KIND)
#: Lines that begin like an entry and are none, ``@comment`` needs no braces; and entries behind other words.
_STRAY = re.compile(
    r"^[^\S\n]*@(?![ \t]*comment\b)[^\n]*|^[^%\n]*?(?P<behind>@[ \t]*[A-Za-z]\w*[ \t]*[{(][^\s,{}()]*,[^\n]*)",
    re.MULTILINE | re.IGNORECASE,
)
_NAME = r"[^\W\d][\w.:+-]*"
_FIELD = re.compile(rf"({_NAME})\s*=")
#: A field behind what should have closed the block.
_LEFTOVER = re.compile(rf"\s*(?:,\s*)?{_NAME}\s*=")
#: A comment goes from ``%`` to the end of its line, between fields and behind the entry, as biber reads it. BibTeX
#: itself knows none there, but nobody who writes ``% note = {…}`` wants the field shown. Inside a value ``%`` is text.
_BLANKS = re.compile(r"(?:\s|%[^\n]*)*")
_MARK = re.compile(r"\\.|[{}\"]", re.DOTALL)
#: The abbreviations that every BibTeX style defines, as the English words that they stand for.
_MONTHS: Mapping[str, str] = {name[:3].lower(): name for name in MONTHS}
_CLOSING = {"{": "}", "(": ")"}
_WORD = {closing: rf'[^\s#{{}}",{re.escape(closing)}]+' for closing in _CLOSING.values()}
#: By what closes a block: its key, with the first field's name where no comma is between them; words without braces.
_KEY = {closing: re.compile(rf'[^,={{}}"{re.escape(closing)}]*') for closing in _WORD}
_WORDS = {closing: re.compile(rf"{word}(?:\s+(?!%|{_NAME}\s*=){word})*") for closing, word in _WORD.items()}


@dataclass(frozen=True, slots=True)
class Field:
    """A field's TeX, abbreviations resolved, and its line in the file."""

    source: str
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A publication as its file gives it; the names of the fields are in lower case."""

    kind: str
    key: str
    line: int
    fields: Mapping[str, Field]

    def first(self, *names: str) -> str:
        """Return the TeX of the first of these fields that is not empty, or ``""``."""
        return next((self.fields[name].source for name in names if self.has(name)), "")

    def problem(self, message: str, name: str, subtype: str = "bibliography") -> Problem:
        """Return a problem of a field; the message goes on behind ``@kind{key}``."""
        line = self.fields[name].line if name in self.fields else self.line
        return Problem(subtype, f"@{self.kind}{{{self.key}}}{message}", line)

    def has(self, name: str) -> bool:
        """Tell whether the field is there and not empty."""
        return name in self.fields and bool(self.fields[name].source.strip())


class _Written(NamedTuple):
    """A field as it was written: what ``#`` joins, each with whether it is a word without braces, and its position.

    ``comma`` tells whether one stands before it.
    """

    name: str
    pieces: tuple[tuple[str, bool], ...]
    position: int
    comma: bool = True


class Blocks:
    """The blocks of one file, in order; ``abbreviations`` holds those of earlier files, and takes up this one's.

    An abbreviation holds from its ``@string`` on. ``problems`` are complete once all entries were asked for.
    """

    def __init__(self, text: str, abbreviations: dict[str, str]) -> None:
        r"""Begin at the start of a file's text, whose lines end in ``\n``."""
        self.problems: list[Problem] = []
        self._text = text
        self._abbreviations = abbreviations
        self._newlines = [found.start() for found in re.finditer("\n", text)]
        #: words that are no abbreviations, with the fields in which they stand and the lines of these
        self._unknown: dict[str, list[tuple[str, int]]] = {}

    def entries(self) -> Iterator[Entry]:
        """Yield the entries of the file; those without a key have ``""`` for one."""
        end, start = 0, _START.search(self._text)
        while start is not None:
            self._report_strays(end, start.start())
            following = _START.search(self._text, start.end())
            limit = following.start() if following is not None else len(self._text)
            kind = start["kind"].lower()
            if kind in ("comment", "preamble"):
                end = limit
            else:
                entry, end = self._block(kind, start, limit)
                if entry is not None:
                    yield entry
            start = _START_BEHIND.match(self._text, end, limit) or following
        self._report_strays(end, len(self._text))
        self._report_unknown_words()

    def _line(self, position: int) -> int:
        return 1 + bisect_left(self._newlines, position)

    def _problem(self, message: str, position: int) -> None:
        self.problems.append(Problem("bibliography", message, self._line(position)))

    def _report_strays(self, start: int, end: int) -> None:
        """Report lines between the entries that begin with ``@`` and are none."""
        for stray in _STRAY.finditer(self._text, start, end):
            fault = f"{quoted(stray[0].strip())} begins no entry; expected @type{{key, …}}"
            if stray["behind"]:
                fault = f"{quoted(stray['behind'].strip())} stands behind other words; expected it on a line of its own"
            self._problem(f"{fault}; it is left out, as all text between entries is", stray.start())

    def _block(self, kind: str, start: re.Match[str], limit: int) -> tuple[Entry | None, int]:
        """Return the entry that begins here, if it is one, and where it ends: before ``limit``, the next block."""
        closing, at = _CLOSING[start["opening"]], start.start("kind")
        key, position = ("", start.end()) if kind == "string" else self._key(start.end(), limit, closing)
        scanned = _fields(self._text, position, limit, closing)
        if scanned is None or _LEFTOVER.match(self._text, scanned[1], limit):
            body = self._text[start.end() : limit]
            scanned = list(_salvaged(body, start.end())), limit
            readable = kind != "string" and bool(key or scanned[0])
            shown = f"{start['opening']}{key}" if key else ""
            self._problem(_diagnosis(f"@{kind}{shown}", body, closing, readable=readable), at)
            if not readable:
                return None, limit
        written, end = scanned
        if kind == "string":
            for field in written:
                self._abbreviations[field.name] = self._value(field, f"@string {field.name}")
            return None, end
        named = f"@{kind}{{{key}}}"
        if key and written and "," not in self._text[position : written[0].position]:
            self._problem(f"{named}: a comma is missing after the key; it is read as if it were there", at)
        return Entry(kind, key, self._line(at), self._evaluated(written, named)), end

    def _key(self, position: int, limit: int, closing: str) -> tuple[str, int]:
        """Return the key of an entry, and where it ends: before its comma, or before the first field."""
        position = _after_blanks(self._text, position, limit)
        found = _KEY[closing].match(self._text, position, limit)
        written = found[0] if found else ""
        end = position + len(written)
        if self._text[end : end + 1] == "=":
            written = written.rstrip()
            written = written[: len(written) - len(re.split(r"\s", written)[-1])]
            end = position + len(written)
        elif self._text[end : end + 1] in ("{", '"'):
            return "", position
        return " ".join(written.split()), end

    def _evaluated(self, written: list[_Written], named: str) -> dict[str, Field]:
        fields: dict[str, Field] = {}
        for field in written:
            name, line = field.name, self._line(field.position)
            if not field.comma:
                before = next(reversed(fields.values())).line
                message = f"{named}: a comma is missing before {name}; it is read as if it were there"
                self.problems.append(Problem("bibliography", message, before))
            value = self._value(field, f"{named}, {name}")
            if name in fields:
                twice = f"{named} has the field {name} twice, on lines {fields[name].line} and {line}"
                self._problem(f"{twice}; expected it once; the first is shown", field.position)
            else:
                fields[name] = Field(value, line)
        return fields

    def _value(self, field: _Written, named: str) -> str:
        """Return the TeX that a field stands for; a word that is no abbreviation stands for itself."""
        parts = []
        for text, is_word in field.pieces:
            known = self._abbreviations.get(text.lower(), _MONTHS.get(text.lower())) if is_word else text
            if known is None and not text.isdigit():
                self._unknown.setdefault(text, []).append((named, self._line(field.position)))
            parts.append(text if known is None else known)
        return "".join(parts)

    def _report_unknown_words(self) -> None:
        """Make one problem of each word that is no abbreviation, in however many fields it stands."""
        for word, ((named, line), *others) in self._unknown.items():
            also = f", here and in {len(others)} more {'field' if len(others) == 1 else 'fields'}" if others else ""
            reason = f"'{word}' is no abbreviation of an @string; expected {{text}}; the word itself is shown{also}"
            self.problems.append(Problem("bibliography", f"{named}: {reason}", line))


def _fields(text: str, position: int, limit: int, closing: str) -> tuple[list[_Written], int] | None:
    """Return the fields from here to the end of their block, and that end; ``None`` where the block is broken."""
    fields, comma = list[_Written](), True
    while True:
        while (position := _after_blanks(text, position, limit)) < limit and text[position] == ",":
            position, comma = position + 1, True
        if position < limit and text[position] == closing:
            return fields, position + 1
        name = _FIELD.match(text, position, limit)
        value = _pieces(text, name.end(), limit, closing) if name else None
        if name is None or value is None:
            return None
        fields.append(_Written(name[1].lower(), value[0], position, comma))
        position, comma = value[1], False


def _pieces(text: str, position: int, limit: int, closing: str) -> tuple[tuple[tuple[str, bool], ...], int] | None:
    """Return what a value is joined of, and where it ends; ``None`` where braces or quotation marks stay open.

    Where ``#`` is missing, a space stands between two pieces.
    """
    pieces: list[tuple[str, bool]] = []
    joined = True
    while (position := _after_blanks(text, position, limit)) < limit:
        mark = text[position]
        if mark == "#":
            position, joined = position + 1, True
            continue
        words = _WORDS[closing].match(text, position, limit)
        if mark not in '{"' and (words is None or (not joined and _FIELD.match(text, position, limit))):
            break
        pieces += [] if joined else [(" ", False)]
        if words is not None:
            pieces.append((words[0], True))
            position = words.end()
        else:
            end = _partner(text, position, limit)
            if end < 0:
                return None
            pieces.append((text[position + 1 : end], False))
            position = end + 1
        joined = False
    return tuple(pieces), position


def _after_blanks(text: str, position: int, limit: int) -> int:
    blanks = _BLANKS.match(text, position, limit)
    return blanks.end() if blanks else position


def _partner(text: str, start: int, limit: int) -> int:
    """Return where the brace or quotation mark at ``start`` finds its partner; -1 where it finds none."""
    closing = "}" if text[start] == "{" else '"'
    depth = 0
    for mark in _MARK.finditer(text, start + 1, limit):
        if mark[0] == closing and depth == 0:
            return mark.start()
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
    return -1


def _diagnosis(shown: str, body: str, closing: str, *, readable: bool) -> str:
    """Return a message about a broken block: its probable fault, what was expected, and what is shown."""
    marks = [mark[0] for mark in _MARK.finditer(body)]
    # A closing brace of the block itself has its partner before the text.
    missing = marks.count("{") + (closing == "}") - marks.count("}")
    fault = "expected a key and fields written as name = {text}, with commas between them"
    if missing:
        done = "opened and never closed" if missing > 0 else "closed that was never opened"
        fault = f"a brace is {done}; expected }} for each {{"
    elif marks.count('"') % 2:
        fault = 'a quotation mark is never closed; expected "text" or {text}'
    if readable:
        return f"the entry {shown} is broken: {fault}; what can be read of it line by line is shown"
    return f"the block {shown} can't be read: {fault}; it is left out, the others are kept"


#: A field at the beginning of a line, or one of the common ones behind a comma; and a line that is a comment.
_FIELD_ON_A_LINE = re.compile(
    rf"(?:^[ \t]*,?[ \t]*(?={_NAME}[ \t]*=)"
    r"|,[ \t]*(?=(?i:author|title|year|journal|booktitle|editor|publisher|volume|number|pages|doi|url|eprint|date|note)"
    r"[ \t]*=[ \t]*[{\"\d]))"
    rf"(?P<name>{_NAME})[ \t]*=[ \t]*|^[ \t]*%.*",
    re.MULTILINE,
)


def _salvaged(body: str, offset: int) -> Iterator[_Written]:
    """Yield the fields of a broken block that begin on lines of their own, or behind a comma.

    A value ends where the next field begins; braces without a partner are dropped from it.
    """
    starts = list(_FIELD_ON_A_LINE.finditer(body))
    ends = [*(start.start() for start in starts), len(body)][1:]
    for start, end in zip(starts, ends, strict=True):
        if start["name"]:
            value = body[start.end() : end].strip().rstrip(",").rstrip()
            is_word = re.fullmatch(r"[\w.:+-]+\s*\}*", value) is not None
            text = value.rstrip("} \n") if is_word else _without_marks(value)
            yield _Written(start["name"].lower(), ((text, is_word),), offset + start.start("name"))


def _without_marks(value: str) -> str:
    """Return a value without the marks around it, and without braces that have no partner."""
    value = value[1:].rstrip('}" \n\t,') if value.startswith('"') else value.removeprefix("{")
    parts: list[str] = []
    opened: list[int] = []
    end = 0
    for mark in _MARK.finditer(value):
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
