"""``.bib`` files to papers: each fault is one problem at its line, and takes nothing else with it."""

from __future__ import annotations

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.reading.bibtex.blocks import Abbreviation, RawEntry, RawField, split_blocks
from sphinx_seminar.reading.bibtex.crossref import inherit
from sphinx_seminar.reading.bibtex.decoding import decoded
from sphinx_seminar.reading.bibtex.entry import Entry, Field
from sphinx_seminar.reading.bibtex.keyless import keyed
from sphinx_seminar.reading.bibtex.papers import read_paper
from sphinx_seminar.reading.bibtex.values import Value, expand, fields_after

__all__ = ["Entry", "read_entries", "read_paper"]


def read_entries(data: bytes) -> Reading[tuple[Entry, ...]]:
    """Take the bytes of a file apart into its entries, for :func:`read_paper` to understand those that are needed.

    That is a tenth of the work: most of it goes into the TeX of names and titles. The entries come in the order of the
    file, one a key: of two with one key the first counts. Lines of problems are lines of the file.
    """
    text = decoded(data)
    blocks = split_blocks(text.value)
    problems = [*text.problems, *blocks.problems]
    entries = keyed(inherit(_distinct(_entries(blocks.value, problems), problems), problems), problems)
    return Reading(tuple(entries), tuple(problems))


def _entries(blocks: tuple[RawEntry | Abbreviation, ...], problems: list[Problem]) -> list[Entry]:
    """Give the fields their values; an abbreviation holds from its ``@string`` on."""
    abbreviations: dict[str, str] = {}
    entries = []
    for block in blocks:
        if isinstance(block, Abbreviation):
            value = expand(block.source, abbreviations)
            problems += [
                Problem("bibliography", f"@string {block.name}: {fault}", block.line) for fault in value.faults
            ]
            abbreviations[block.name] = value.source
        else:
            entries.append(_entry(block, abbreviations, problems))
    return entries


def _entry(raw: RawEntry, abbreviations: dict[str, str], problems: list[Problem]) -> Entry:
    fields: dict[str, Field] = {}
    for field in raw.fields:
        value = expand(field.source, abbreviations)
        _add_field(raw, fields, field, value, problems)
        for name, later in fields_after(value.rest, abbreviations):
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
