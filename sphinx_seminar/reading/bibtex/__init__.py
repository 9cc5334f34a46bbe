"""Reading ``.bib`` files to papers: each fault is one problem at its line, and costs no other entry."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.reading.bibtex.blocks import Abbreviation, RawEntry, RawField, split_blocks
from sphinx_seminar.reading.bibtex.decoding import decoded
from sphinx_seminar.reading.bibtex.entries import Entry, Field, inherit, parents
from sphinx_seminar.reading.bibtex.keyless import keyed
from sphinx_seminar.reading.bibtex.papers import read_paper
from sphinx_seminar.reading.bibtex.values import UnknownWords, Value, expand, fields_after

__all__ = ["Entry", "read_entries", "read_files", "read_paper"]


def read_entries(data: bytes) -> Reading[tuple[Entry, ...]]:
    """Take the bytes of a file apart into its entries, for :func:`read_paper` to understand those that are needed.

    That is a tenth of the work: most of it goes into the TeX of names and titles. The entries come in the order of the
    file, one a key: of two with one key the first counts. Lines of problems are lines of the file.
    """
    return read_files([data])[0]


def read_files(files: Sequence[bytes]) -> tuple[Reading[tuple[Entry, ...]], ...]:
    r"""Take apart the files of one bibliography, as :func:`read_entries` does, each into its own entries and problems.

    As in ``\bibliography{strings,papers}`` an ``@string`` holds in the files after its own too, and ``crossref`` may
    name an entry of any of them.
    """
    abbreviations: dict[str, str] = {}
    problems: list[list[Problem]] = [[] for _ in files]
    written = [_written(data, abbreviations, found) for data, found in zip(files, problems, strict=True)]
    known = parents(chain.from_iterable(written))
    return tuple(
        Reading(tuple(keyed(inherit(entries, known, found), found)), tuple(found))
        for entries, found in zip(written, problems, strict=True)
    )


def _written(data: bytes, abbreviations: dict[str, str], problems: list[Problem]) -> list[Entry]:
    """Evaluate the fields of a file; an abbreviation holds from its ``@string`` on."""
    text = decoded(data)
    blocks = split_blocks(text.value)
    problems += [*text.problems, *blocks.problems]
    unknown = UnknownWords()
    entries = []
    for block in blocks.value:
        if isinstance(block, Abbreviation):
            value = expand(block.source, abbreviations)
            named = f"@string {block.name}"
            unknown.note(value, named, block.line)
            problems += [Problem("bibliography", f"{named}: {fault}", block.line) for fault in value.faults]
            abbreviations[block.name] = value.source
        else:
            entries.append(_entry(block, abbreviations, problems, unknown))
    problems += unknown.problems
    return _distinct(entries, problems)


def _entry(raw: RawEntry, abbreviations: dict[str, str], problems: list[Problem], unknown: UnknownWords) -> Entry:
    fields: dict[str, Field] = {}
    for field in raw.fields:
        value = expand(field.source, abbreviations)
        unknown.note(value, f"{_named(raw)}, {field.name}", field.line)
        _add_field(raw, fields, field, value, problems)
        for name, later in fields_after(value.rest, abbreviations):
            unknown.note(later, f"{_named(raw)}, {name.lower()}", field.line)
            message = f"{_named(raw)}: a comma is missing before {name}; it is read as if it were there"
            problems.append(Problem("bibliography", message, field.line))
            _add_field(raw, fields, RawField(name.lower(), "", field.line), later, problems)
    return Entry(raw.kind, raw.key, raw.line, fields)


def _add_field(
    raw: RawEntry, fields: dict[str, Field], written: RawField, value: Value, problems: list[Problem]
) -> None:
    named = f"{_named(raw)}, {written.name}"
    problems += [Problem("bibliography", f"{named}: {fault}", written.line) for fault in value.faults]
    if written.name not in fields:
        fields[written.name] = Field(value.source, written.line)
        return
    message = (
        f"{_named(raw)} has the field {written.name} twice, on lines {fields[written.name].line} and {written.line}; "
        "expected it once; the first is shown"
    )
    problems.append(Problem("bibliography", message, written.line))


def _named(raw: RawEntry) -> str:
    return f"@{raw.kind}{{{raw.key}}}"


def _distinct(entries: list[Entry], problems: list[Problem]) -> list[Entry]:
    """Keep the first entry of each key; entries without one are all kept."""
    first: dict[str, Entry] = {}
    kept = []
    for entry in entries:
        if entry.key in first:
            message = (
                f"the key '{entry.key}' is used twice, on lines {first[entry.key].line} and {entry.line}; expected "
                "each key once; the first entry is shown"
            )
            problems.append(Problem("bibliography", message, entry.line))
            continue
        if entry.key:
            first[entry.key] = entry
        kept.append(entry)
    return kept
