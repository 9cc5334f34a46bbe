"""Entries with evaluated fields, before they are read as papers; inheritance by ``crossref`` and ``xdata``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sphinx_seminar.model import Problem


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
    entries = list(entries)
    return {entry.key.lower(): entry for entry in reversed(entries)} | {entry.key: entry for entry in reversed(entries)}


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
        name = child.fields["crossref"].source.strip()
        parent = known.get(name) or known.get(name.lower())
        if parent is None or parent.key in seen:
            if child is entry or (parent is not None and parent.key == entry.key):
                problems.append(_fault(entry, missing=parent is None))
            break
        for field, value in parent.fields.items():
            if field not in _OWN or (field == "author" and entry.kind not in _IN_BOOKS_OF_OTHERS):
                fields.setdefault(field, value)
        if parent.has("title") and child is entry:
            fields.setdefault("booktitle", parent.fields["title"])
        seen.add(parent.key)
        child = parent
    return fields


def _fault(entry: Entry, *, missing: bool) -> Problem:
    name = entry.fields["crossref"].source.strip()
    reason = "no entry has that key" if missing else "it leads back to this entry"
    message = (
        f"@{entry.kind}{{{entry.key}}}: crossref = {{{name}}}, but {reason}; expected the key of another entry; the "
        "fields of this entry alone are shown"
    )
    return Problem("bibliography", message, entry.line_of("crossref"))
