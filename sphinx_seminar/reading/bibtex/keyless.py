"""Entries without a key, which get one as a pasted citation does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sphinx_seminar.model import Problem
from sphinx_seminar.model.text import unique
from sphinx_seminar.reading.bibtex.entries import Entry
from sphinx_seminar.reading.bibtex.papers import read_paper
from sphinx_seminar.reading.identifiers import key_for


def keyed(entries: Iterable[Entry], problems: list[Problem]) -> list[Entry]:
    """Return the entries, each with a key; one that is made up is like no other of the file."""
    entries = list(entries)
    taken = {entry.key for entry in entries}
    return [entry if entry.key else _keyed(entry, taken, problems) for entry in entries]


def _keyed(entry: Entry, taken: set[str], problems: list[Problem]) -> Entry:
    key = unique(key_for(read_paper(entry, "").value), taken)
    taken.add(key)
    message = f"an entry @{entry.kind} has no key; expected @{entry.kind}{{key, …}}; it can be named as '{key}'"
    problems.append(Problem("bibliography", message, entry.line))
    return replace(entry, key=key)
