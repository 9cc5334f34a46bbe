"""The findings of the report, as a text to read and as data (RFC 8259) that the published schema describes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from sphinx_seminar.book import Book
from sphinx_seminar.model import Place, Resource, Session


@dataclass(frozen=True, slots=True)
class Finding:
    """A task that is left to do in a course, with its place.

    ``subject`` is the name of a session or a person, the key of a paper, or the path of a deck. ``others`` are further
    places that an author has to look at.
    """

    place: Place
    subject: str
    message: str
    others: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """The matter of the checks: the book, the day of the report, and files and links beside it.

    ``decks`` are the slide decks in the folders of the source, ``linked`` the files that pages link in their text, and
    ``cited`` the keys that other extensions cite and that other entries refer to.
    """

    book: Book
    day: dt.date
    decks: tuple[str, ...] = ()
    linked: frozenset[str] = frozenset()
    cited: frozenset[str] = frozenset()

    def opens(self, place: Place, link: Resource) -> bool:
        """Tell whether a reader can open a link: neither words without a target nor a missing file."""
        return bool(link.target) and (not link.local or self.book.file_of(place.docname, link) is not None)


@dataclass(frozen=True, slots=True)
class Result:
    """The findings of one check: ``name`` is its name in settings and data, ``task`` its heading in the report."""

    name: str
    task: str
    findings: tuple[Finding, ...]


def named(session: Session) -> str:
    """Return a session for a message: "lecture 8, 'Kernels'"."""
    return f"{session.kind} {session.number}".rstrip() + f", '{session.title}'"


#: The version of the schema; it grows when a program that reads the old form would fail.
VERSION = 1
SCHEMA = "report.schema.json"


def report_text(project: str, day: dt.date, results: Sequence[Result]) -> str:
    """Return the report as text: a heading a check, below it a line a finding, each with ``file:line`` first."""
    return "\n".join(_lines(project, day, results)) + "\n"


def _lines(project: str, day: dt.date, results: Sequence[Result]) -> Iterator[str]:
    count = count_of(results)
    words = {0: "nothing", 1: "1 thing"}.get(count, f"{count} things")
    yield f"{project}, {day.isoformat()}: {words} left to do."
    for result in results:
        if result.findings:
            yield ""
            yield f"{result.task} ({result.name}, {len(result.findings)})"
            for finding in result.findings:
                others = f" (see {', '.join(map(str, finding.others))})" if finding.others else ""
                yield f"  {finding.place}: {finding.message}{others}"


def report_json(project: str, day: dt.date, results: Sequence[Result]) -> str:
    """Return the report as JSON, with a line break at its end; every check that was made is in it."""
    data = {
        "$schema": SCHEMA,
        "version": VERSION,
        "project": project,
        "day": day.isoformat(),
        "count": count_of(results),
        "checks": [
            {"name": result.name, "task": result.task, "findings": [_finding(finding) for finding in result.findings]}
            for result in results
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def report_schema() -> str:
    """Return the schema as it is published beside the data."""
    return files("sphinx_seminar.report").joinpath(SCHEMA).read_text(encoding="utf-8")


def count_of(results: Sequence[Result]) -> int:
    """Return the number of findings."""
    return sum(len(result.findings) for result in results)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "subject": finding.subject,
        "message": finding.message,
        **_place(finding.place),
        "others": [_place(place) for place in finding.others],
    }


def _place(place: Place) -> dict[str, Any]:
    return {"path": place.path} | ({"line": place.line} if place.line else {})
