"""Papers that nobody can look up, and entries that nobody reads."""

from __future__ import annotations

import datetime as dt

import pytest

from sphinx_seminar.book import Sources
from sphinx_seminar.model import Paper, Place, Text
from sphinx_seminar.report.checks import Matter, examine
from tests.exports.making import book, session


def paper(key: str, **facts: str) -> Paper:
    return Paper(key, title=Text.plain(f"On {key}"), place=Place("refs.bib", 7), **facts)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({}, "has no DOI or arXiv number"),
        ({"url": "https://example.org"}, "has no DOI or arXiv number, only a web address"),
        ({"kind": "book"}, "has no DOI, arXiv number or ISBN"),
    ],
)
def test_a_paper_without_a_number(facts: dict[str, str], says: str) -> None:
    lecture = session("Kernels")
    (result,) = examine(
        Matter(book([lecture], papers=[(lecture, paper("a", **facts))]), dt.date.min), ["paper-numbers"]
    )
    (finding,) = result.findings
    assert (finding.subject, finding.message) == ("a", f"@a, 'On a', {says}")


@pytest.mark.parametrize("facts", [{"doi": "10.1/1"}, {"arxiv": "1806.07572"}, {"kind": "book", "isbn": "1"}])
def test_a_paper_with_a_number(facts: dict[str, str]) -> None:
    lecture = session("Kernels")
    (result,) = examine(
        Matter(book([lecture], papers=[(lecture, paper("a", **facts))]), dt.date.min), ["paper-numbers"]
    )
    assert result.findings == ()


def test_entries_that_are_neither_listed_nor_cited() -> None:
    lecture = session("Kernels")
    shelf = {key: paper(key) for key in ("listed", "cited", "idle")}
    matter = Matter(
        book([lecture], papers=[(lecture, shelf["listed"])], sources=Sources(bibliography=shelf)),
        dt.date.min,
        cited=frozenset({"cited"}),
    )
    (result,) = examine(matter, ["unlisted-papers"])
    assert [(finding.subject, str(finding.place)) for finding in result.findings] == [("idle", "refs.bib:7")]
