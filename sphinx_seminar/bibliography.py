"""The ``.bib`` files of the book as one shelf, from which papers are taken as they are needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_seminar.model import Fault, Paper, Place
from sphinx_seminar.reading.bibtex import Entry, read_entries, read_paper


class Bibliography(Mapping[str, Paper]):
    """Papers by key; of two entries with one key the first counts.

    An entry is understood when its paper is asked for: a shared file of ten thousand entries costs a course that lists
    fifty little. ``faults`` has what is wrong with the files, and with the entries that were asked for so far.
    """

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._entries: dict[str, tuple[str, Entry]] = {}
        self._papers: dict[str, Paper] = {}

    def add(self, data: bytes, path: str) -> None:
        """Put the entries of a file on the shelf; ``path`` is what its places are called."""
        found = read_entries(data)
        self.faults += [
            Fault(Place(path, problem.line), problem.subtype, problem.message) for problem in found.problems
        ]
        for entry in found.value:
            first_path, first = self._entries.setdefault(entry.key, (path, entry))
            if first is not entry:
                message = f"the key '{entry.key}' is used already at {Place(first_path, first.line)}; that entry counts"
                self.faults.append(Fault(Place(path, entry.line), "bibliography", message))

    def __getitem__(self, key: str) -> Paper:
        if key not in self._papers:
            path, entry = self._entries[key]
            reading = read_paper(entry, path)
            self._papers[key] = reading.value
            self.faults += [
                Fault(Place(path, problem.line), problem.subtype, problem.message) for problem in reading.problems
            ]
        return self._papers[key]

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
