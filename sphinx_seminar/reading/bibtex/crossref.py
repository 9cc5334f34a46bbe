"""What an entry takes over from those that its ``crossref`` and biblatex's ``xdata`` name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sphinx_seminar.model import Problem
from sphinx_seminar.reading.bibtex.entry import Entry, Field

#: What belongs to one publication alone: a chapter does not have the DOI of its book.
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
