"""Reading the files of a bibliography to entries: each fault is one problem at its line, and costs no other entry."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.text import unique
from sphinx_seminar.reading.bibtex.blocks import Abbreviation, RawEntry, split_blocks
from sphinx_seminar.reading.bibtex.entries import (
    Entry,
    Field,
    Value,
    expand,
    fields_after,
    inherit,
    parents,
)
from sphinx_seminar.reading.bibtex.papers import read_paper
from sphinx_seminar.reading.identifiers import key_for

#: JabRef's first line, as in ``% Encoding: Cp1252``.
_DECLARED = re.compile(rb"\A(?:\s*%[^\n]*\n)*?\s*%[^\n]*\bencoding:\s*([\w-]+)", re.IGNORECASE)
#: Byte order marks of UTF-16; UTF-8's own is no fault.
_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def _decoded(data: bytes) -> Reading[str]:
    r"""Return the text of the file with ``\n`` at the ends of lines; anything but UTF-8 is a problem, and is read."""
    text, problems = _characters(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        message = "the file holds null characters; expected text; it is read without them"
        problems = (*problems, Problem("bibliography", message, 1 + text.count("\n", 0, text.index("\0"))))
        text = text.replace("\0", "")
    return Reading(text, problems)


def _characters(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    encoding = _WIDE.get(data[:2]) or _wide_without_mark(data)
    if encoding:
        text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
        return text, (_foreign(encoding.upper(), 1),)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        text, encoding = _of_one_byte(data)
        return text, (_foreign(encoding, line, f"byte 0x{data[error.start]:02X} is no "),)


def _of_one_byte(data: bytes) -> tuple[str, str]:
    """Decode bytes that are no UTF: by the encoding that the first line names, else as Windows-1252."""
    declared = _DECLARED.match(data[:2000])
    said = declared[1].decode() if declared else "cp1252"
    for encoding in (said, "cp1252"):
        try:
            return data.decode(encoding), "Windows-1252 (Latin-1)" if encoding.lower() == "cp1252" else encoding
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1"), "Latin-1"


def _wide_without_mark(data: bytes) -> str:
    """Recognise UTF-16 without its mark: every other byte of mostly Latin text is zero."""
    sample = data[:2000]
    if sample.count(0) * 5 < len(sample) * 2 or not sample:
        return ""
    return "utf-16-be" if sample[0::2].count(0) > sample[1::2].count(0) else "utf-16-le"


def _foreign(encoding: str, line: int, detail: str = "the file is not ") -> Problem:
    message = f"{detail}UTF-8; expected a file saved as UTF-8; it is read as {encoding}, please check the accents"
    return Problem("bibliography", message, line)


def read_entries(data: bytes) -> Reading[tuple[Entry, ...]]:
    """Take the bytes of a file apart into its entries; :func:`read_paper` understands those that are needed.

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
    read = [_File(abbreviations) for _ in files]
    written = [file.entries(data) for file, data in zip(read, files, strict=True)]
    known = parents(chain.from_iterable(written))
    return tuple(
        Reading(tuple(_keyed(inherit(entries, known, file.problems), file.problems)), tuple(file.problems))
        for file, entries in zip(read, written, strict=True)
    )


@dataclass(slots=True)
class _File:
    """A file whose fields are being evaluated; an abbreviation holds from its ``@string`` on, in later files too.

    ``unknown`` are the words that are no abbreviations, with the fields in which they stand and the lines of these.
    """

    abbreviations: dict[str, str]
    problems: list[Problem] = field(default_factory=list)
    unknown: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    def entries(self, data: bytes) -> list[Entry]:
        """Return the entries of the file, the first of each key; those without a key are all kept."""
        text = _decoded(data)
        blocks = list(split_blocks(text.value))
        self.problems += [*text.problems, *(block for block in blocks if isinstance(block, Problem))]
        entries = []
        for block in blocks:
            if isinstance(block, Abbreviation):
                value = self._evaluated(block.source, f"@string {block.name}", block.line)
                self.abbreviations[block.name] = value.source
            elif isinstance(block, RawEntry):
                entries.append(self._entry(block))
        self._report_unknown_words()
        return self._distinct(entries)

    def _evaluated(self, source: str, named: str, line: int) -> Value:
        value = expand(source, self.abbreviations)
        self._note(value, named, line)
        return value

    def _note(self, value: Value, named: str, line: int) -> None:
        """Take down what is wrong with a value; ``named`` is its field as a message calls it."""
        for word in value.unknown:
            self.unknown.setdefault(word, []).append((named, line))
        self.problems += [Problem("bibliography", f"{named}: {fault}", line) for fault in value.faults]

    def _entry(self, raw: RawEntry) -> Entry:
        named = f"@{raw.kind}{{{raw.key}}}"
        fields: dict[str, Field] = {}

        def add(name: str, value: Value, line: int) -> None:
            if name not in fields:
                fields[name] = Field(value.source, line)
                return
            message = (
                f"{named} has the field {name} twice, on lines {fields[name].line} and {line}; expected it once; the "
                "first is shown"
            )
            self.problems.append(Problem("bibliography", message, line))

        for written in raw.fields:
            value = self._evaluated(written.source, f"{named}, {written.name}", written.line)
            add(written.name, value, written.line)
            for name, later in fields_after(value.rest, self.abbreviations):
                message = f"{named}: a comma is missing before {name}; it is read as if it were there"
                self.problems.append(Problem("bibliography", message, written.line))
                self._note(later, f"{named}, {name.lower()}", written.line)
                add(name.lower(), later, written.line)
        return Entry(raw.kind, raw.key, raw.line, fields)

    def _report_unknown_words(self) -> None:
        """Make one problem of each word that is no abbreviation, in however many fields it stands."""
        for word, ((named, line), *others) in self.unknown.items():
            also = f", here and in {len(others)} more {'field' if len(others) == 1 else 'fields'}" if others else ""
            reason = f"'{word}' is no abbreviation of an @string; expected {{text}}; the word itself is shown{also}"
            self.problems.append(Problem("bibliography", f"{named}: {reason}", line))

    def _distinct(self, entries: list[Entry]) -> list[Entry]:
        first: dict[str, Entry] = {}
        kept = []
        for entry in entries:
            if entry.key in first:
                message = (
                    f"the key '{entry.key}' is used twice, on lines {first[entry.key].line} and {entry.line}; expected "
                    "each key once; the first entry is shown"
                )
                self.problems.append(Problem("bibliography", message, entry.line))
                continue
            if entry.key:
                first[entry.key] = entry
            kept.append(entry)
        return kept


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
