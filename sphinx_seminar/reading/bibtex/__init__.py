"""The bibliography of the book: entries of its ``.bib`` files, read as papers when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sphinx_seminar.model import Fault, Paper, Place
from sphinx_seminar.model.problem import quoted

if TYPE_CHECKING:
    from sphinx_seminar.reading.bibtex.entries import Entry


class Bibliography(Mapping[str, Paper]):
    """Papers by key; of two entries with one key the first counts.

    Files are taken apart when the first entry is asked for, and an entry is understood when its paper is: a shared file
    of ten thousand entries costs a course that lists fifty little.
    """

    def __init__(self) -> None:
        self._files: list[tuple[bytes, str]] = []
        self._faults: list[Fault] = []
        self._papers: dict[str, Paper] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Pickle the files alone; papers that were read are part of the pickled book."""
        return {"_files": self._files, "_faults": [], "_papers": {}}

    def add(self, data: bytes, path: str) -> None:
        """Put a file on the shelf before any entry is asked for; ``path`` is what its places are called."""
        self._files.append((data, path))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults of the files, and of the entries that were asked for so far."""
        len(self)  # takes the files apart
        return tuple(self._faults)

    @cached_property
    def _entries(self) -> dict[str, tuple[str, Entry]]:
        from sphinx_seminar.reading.bibtex.files import read_files

        entries: dict[str, tuple[str, Entry]] = {}
        readings = read_files([data for data, _path in self._files])
        for (_data, path), found in zip(self._files, readings, strict=True):
            self._faults += [
                Fault(Place(path, problem.line), problem.subtype, problem.message) for problem in found.problems
            ]
            for entry in found.value:
                first_path, first = entries.setdefault(entry.key, (path, entry))
                if first is not entry:
                    message = (
                        f"the key {quoted(entry.key)} is used already at {Place(first_path, first.line)}; "
                        "expected each key once; that entry counts"
                    )
                    self._faults.append(Fault(Place(path, entry.line), "bibliography", message))
        return entries

    @property
    def parents(self) -> frozenset[str]:
        """The keys of the entries that are named by ``crossref`` in another, compared as BibTeX does."""
        fields = (entry.fields.get("crossref") for _path, entry in self._entries.values())
        named = {field.source.strip().lower() for field in fields if field is not None}
        return frozenset(key for key in self._entries if key.lower() in named)

    def __getitem__(self, key: str) -> Paper:
        from sphinx_seminar.reading.bibtex.papers import read_paper

        if key not in self._papers:
            path, entry = self._entries[key]
            reading = read_paper(entry, path)
            self._papers[key] = reading.value
            self._faults += [
                Fault(Place(path, problem.line), problem.subtype, problem.message) for problem in reading.problems
            ]
        return self._papers[key]

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
