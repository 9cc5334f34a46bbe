"""Reading the files of a bibliography to entries: each fault is one problem at its line, and costs no other entry."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.text import unique
from sphinx_seminar.reading.bibtex.entries import Blocks, Entry, Field
from sphinx_seminar.reading.bibtex.papers import read_paper
from sphinx_seminar.reading.identifiers import key_for
from sphinx_seminar.reading.tables import decoded

#: JabRef's first line, as in ``% Encoding: Cp1252``.
_DECLARED = re.compile(rb"\A(?:\s*%[^\n]*\n)*?\s*%[^\n]*\bencoding:\s*([\w-]+)", re.IGNORECASE)


def _decoded(data: bytes) -> Reading[str]:
    """Return the text of a file; what is no UTF-8 is in the encoding that the first line names, else Windows-1252."""
    named = _DECLARED.match(data[:2000])
    try:
        encoding = codecs.lookup(named[1].decode()).name if named else ""
    except LookupError:
        encoding = ""
    text = decoded(data, "cp1252" if encoding in ("", "utf-8") else encoding)
    return replace(text, problems=tuple(replace(problem, subtype="bibliography") for problem in text.problems))


def read_entries(data: bytes) -> Reading[tuple[Entry, ...]]:
    """Take the bytes of a file apart into its entries; :func:`read_paper` understands those that are needed.

    That is a tenth of the work: most of it goes into the TeX of names and titles. The entries come in the order of the
    file, one a key: of two with one key the first counts. Lines of problems are lines of the file.
    """
    return read_files([data])[0]


def read_files(files: Sequence[bytes]) -> tuple[Reading[tuple[Entry, ...]], ...]:
    r"""Take apart the files of one bibliography, as :func:`read_entries` does, each into its own entries and problems.

    As in ``\bibliography{strings,papers}`` an ``@string`` holds in the files after its own too, and ``crossref`` may
    name an entry of any of them. Entries of the kind ``xdata`` are no publications, and give what they hold to others.
    """
    abbreviations: dict[str, str] = {}
    read = [_distinct(data, abbreviations) for data in files]
    last_first = [entry for file in read for entry in file.value][::-1]
    # Capitals in a key do not count, but an exact match goes first.
    known = {entry.key.lower(): entry for entry in last_first} | {entry.key: entry for entry in last_first}
    return tuple(_completed(file, known) for file in read)


def _distinct(data: bytes, abbreviations: dict[str, str]) -> Reading[list[Entry]]:
    """Return the entries of a file, the first of each key; those without a key are all kept."""
    text = _decoded(data)
    blocks = Blocks(text.value, abbreviations)
    first: dict[str, Entry] = {}
    entries = []
    twice = []
    for entry in blocks.entries():
        if first.setdefault(entry.key, entry) is entry or not entry.key:
            entries.append(entry)
            continue
        message = (
            f"the key '{entry.key}' is used twice, on lines {first[entry.key].line} and {entry.line}; expected each "
            "key once; the first entry is shown"
        )
        twice.append(Problem("bibliography", message, entry.line))
    return Reading(entries, (*text.problems, *blocks.problems, *twice))


def _completed(file: Reading[list[Entry]], known: Mapping[str, Entry]) -> Reading[tuple[Entry, ...]]:
    """Give entries the fields that they inherit, and keys to those without one."""
    problems = list(file.problems)
    entries = [
        replace(entry, fields=_inherited(entry, known, problems)) for entry in file.value if entry.kind != "xdata"
    ]
    return Reading(tuple(_keyed(entries, problems)), tuple(problems))


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


def _keyed(entries: Sequence[Entry], problems: list[Problem]) -> Iterator[Entry]:
    """Yield the entries, each with a key: one that has none gets one as a pasted citation does, like no other."""
    taken = {entry.key for entry in entries}
    for entry in entries:
        if not entry.key:
            key = unique(key_for(read_paper(entry, "").value), taken)
            taken.add(key)
            message = f"an entry @{entry.kind} has no key; expected @{entry.kind}{{key, …}}; it can be named as '{key}'"
            problems.append(Problem("bibliography", message, entry.line))
            entry = replace(entry, key=key)
        yield entry
