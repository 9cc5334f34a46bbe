"""A whole ``.bib`` file as papers: what a build reads entry by entry."""

from __future__ import annotations

from sphinx_seminar.model import Paper, Reading
from sphinx_seminar.reading.bibtex.files import read_entries
from sphinx_seminar.reading.bibtex.papers import read_paper


def read_bibliography(data: bytes, path: str) -> Reading[tuple[Paper, ...]]:
    """Return every paper of a file, and all that is wrong with it, by line; ``path`` is what places name."""
    entries = read_entries(data)
    readings = [read_paper(entry, path) for entry in entries.value]
    problems = [*entries.problems, *(problem for reading in readings for problem in reading.problems)]
    return Reading(
        tuple(reading.value for reading in readings), tuple(sorted(problems, key=lambda problem: problem.line))
    )
