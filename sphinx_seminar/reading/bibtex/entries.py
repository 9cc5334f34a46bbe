"""Entries with evaluated fields, before they are read as papers: values, abbreviations, inheritance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sphinx_seminar.model import Problem
from sphinx_seminar.model.when import MONTHS

#: The abbreviations that every BibTeX style defines, as the English words that they stand for.
_MONTHS: Mapping[str, str] = {name[:3].lower(): name for name in MONTHS}

_BARE = re.compile(r"[^\s#{}\"]+(?:[ \t\n]+[^\s#{}\"]+)*")
_NEXT_FIELD = re.compile(r"\s*([A-Za-z][\w.:+-]*)\s*=\s*")


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a field: its TeX, its faults, and text that follows it where a comma is missing.

    ``unknown`` are the words that should have been abbreviations, and were no ``@string`` of the files read so far.
    """

    source: str
    faults: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    rest: str = ""


def expand(raw: str, abbreviations: Mapping[str, str]) -> Value:
    """Return the TeX that a value stands for; ``abbreviations`` are in lower case, months are known anyway."""
    parts: list[str] = []
    faults: list[str] = []
    unknown: list[str] = []
    position, joined = 0, True
    while position < len(raw):
        mark = raw[position]
        if mark.isspace() or mark == "#":
            joined = joined or mark == "#"
            position += 1
            continue
        if not joined:
            if _NEXT_FIELD.match(raw, position):
                break
            parts.append(" ")
        joined = False
        if mark in '{"':
            end = _end_of_quoted(raw, position)
            parts.append(raw[position + 1 : end])
            position = end + 1
        elif bare := _BARE.match(raw, position):
            word, position = bare[0], bare.end()
            known = word if word.isdigit() else abbreviations.get(word.lower(), _MONTHS.get(word.lower()))
            parts.append(word if known is None else known)
            unknown += [word] if known is None else []
        else:
            faults.append(f"'{mark}' stands alone; expected {{text}}; it is kept")
            parts.append(mark)
            position += 1
    return Value("".join(parts), tuple(faults), tuple(unknown), raw[position:])


def fields_after(rest: str, abbreviations: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
    """Yield the fields of what follows a value without a comma, each with its value."""
    while (heading := _NEXT_FIELD.match(rest)) is not None:
        value = expand(rest[heading.end() :], abbreviations)
        yield heading[1], value
        rest = value.rest


def _end_of_quoted(raw: str, start: int) -> int:
    """Return where the brace or quotation mark at ``start`` finds its partner, or the end of the text."""
    closing = "}" if raw[start] == "{" else '"'
    depth, position = 0, start + 1
    while position < len(raw):
        mark = raw[position]
        if mark == closing and depth == 0:
            return position
        if mark == "\\":
            position += 1
        elif mark in "{}":
            depth += 1 if mark == "{" else -1
        position += 1
    return len(raw)


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

    def line_of(self, name: str) -> int:
        """Return the line of a field, the entry's own where it has none."""
        return self.fields[name].line if name in self.fields else self.line

    def problem(self, message: str, name: str, subtype: str = "bibliography") -> Problem:
        """Return a problem of a field; the message goes on behind ``@kind{key}``."""
        return Problem(subtype, f"@{self.kind}{{{self.key}}}{message}", self.line_of(name))

    def has(self, name: str) -> bool:
        """Tell whether the field is there and not empty."""
        return name in self.fields and bool(self.fields[name].source.strip())


#: Fields that are never inherited: a chapter does not have the DOI of its book.
_OWN = frozenset(
    {
        "abstract", "archiveprefix", "arxivid", "author", "crossref", "doi", "eid", "eprint", "eprintclass",
        "eprinttype", "file", "howpublished", "key", "note", "pages", "pdf", "primaryclass", "shorttitle", "subtitle",
        "title", "url", "urldate", "xref",
    }
)  # fmt: skip


#: Kinds that stand in a book of other authors; an ``@inbook`` is a part of its author's own.
_IN_BOOKS_OF_OTHERS = frozenset({"incollection", "inproceedings", "conference", "inreference", "article"})


def parents(entries: Iterable[Entry]) -> Mapping[str, Entry]:
    """Return the entries that ``crossref`` can name, by key: capitals do not count, but an exact match goes first."""
    last_first = list(entries)[::-1]
    return {entry.key.lower(): entry for entry in last_first} | {entry.key: entry for entry in last_first}


def inherit(entries: Iterable[Entry], known: Mapping[str, Entry], problems: list[Problem]) -> list[Entry]:
    """Return the entries with the fields that they lack; a missing or circular ``crossref`` is a problem.

    Those of the kind ``xdata`` are no publications, and have given what they hold.
    """
    return [replace(entry, fields=_inherited(entry, known, problems)) for entry in entries if entry.kind != "xdata"]


def _inherited(entry: Entry, known: Mapping[str, Entry], problems: list[Problem]) -> Mapping[str, Field]:
    fields = dict(entry.fields)
    for name in filter(None, map(str.strip, entry.first("xdata").split(","))):
        if shared := known.get(name):
            fields = {**shared.fields, **fields}
    seen, child = {entry.key}, entry
    while child.has("crossref"):
        name = child.first("crossref").strip()
        parent = known.get(name) or known.get(name.lower())
        if parent is None or parent.key in seen:
            if child is entry or (parent is not None and parent.key == entry.key):
                reason = "no entry has that key" if parent is None else "it leads back to this entry"
                message = (
                    f": crossref = {{{entry.first('crossref').strip()}}}, but {reason}; expected the key of another "
                    "entry; the fields of this entry alone are shown"
                )
                problems.append(entry.problem(message, "crossref"))
            break
        for field, value in parent.fields.items():
            if field not in _OWN or (field == "author" and entry.kind not in _IN_BOOKS_OF_OTHERS):
                fields.setdefault(field, value)
        if parent.has("title") and child is entry:
            fields.setdefault("booktitle", parent.fields["title"])
        seen.add(parent.key)
        child = parent
    return fields
