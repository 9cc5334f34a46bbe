"""Commands of TeX that readers would see, since nobody knows what they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from sphinx_seminar.model import Author, Paper, Problem
from sphinx_seminar.reading.bibtex.entry import Entry

_COMMAND = re.compile(r"\\[A-Za-z]+")
#: Mathematics is told by its dollar signs, and is nobody's mistake.
_FORMULA = re.compile(r"\$[^$]*\$")


def _names(people: Iterable[Author]) -> str:
    return " ".join(f"{name.given} {name.particle} {name.family} {name.suffix}" for name in people)


#: What a page shows of a paper, and the fields that it comes from.
_SHOWN: tuple[tuple[tuple[str, ...], Callable[[Paper], str]], ...] = (
    (("title", "subtitle"), lambda paper: "".join(span.value for span in paper.title.spans if span.kind != "math")),
    (("author",), lambda paper: _names(paper.authors)),
    (("editor",), lambda paper: _names(paper.editors)),
    (("journal", "journaltitle", "booktitle", "maintitle", "howpublished"), lambda paper: paper.venue),
    (("series",), lambda paper: paper.series),
    (("year",), lambda paper: paper.year),
    (("pages",), lambda paper: paper.pages),
    (("publisher",), lambda paper: paper.publisher),
    (("institution", "school", "organization"), lambda paper: paper.institution),
    (("address", "location"), lambda paper: paper.address),
    (("note", "addendum"), lambda paper: paper.note),
)


def unknown_commands(entry: Entry, paper: Paper) -> Iterator[Problem]:
    r"""Yield a problem for each field that is shown with commands in it, as ``\acro{TUG}`` is."""
    for fields, shown in _SHOWN:
        for name in filter(entry.has, fields):
            written = dict.fromkeys(_COMMAND.findall(entry.fields[name].source))
            left = set(_COMMAND.findall(_FORMULA.sub("", shown(paper)))) if written else set()
            unknown = [command for command in written if command in left]
            if unknown:
                yield _problem(entry, name, unknown)


def _problem(entry: Entry, name: str, unknown: list[str]) -> Problem:
    kept = "it is shown as it was written" if len(unknown) == 1 else "these are shown as they were written"
    message = (
        f"@{entry.kind}{{{entry.key}}}, {name}: {', '.join(unknown)}: expected words, or commands of LaTeX for letters "
        f"and styles; {kept}"
    )
    return Problem("bibliography", message, entry.line_of(name))
