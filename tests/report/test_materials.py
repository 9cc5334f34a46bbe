"""Decks in the wrong place, papers that nobody can look up, and entries that nobody reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from sphinx_seminar.book import Sources
from sphinx_seminar.model import Paper, Place, Resource, Session, Text
from sphinx_seminar.model.resource import FileFact
from sphinx_seminar.report.checks import Finding, Matter, examine
from sphinx_seminar.report.checks.materials import numbers_in
from tests.exports.making import book, session


def lecture(number: int, *targets: str, kind: str = "slides") -> Session:
    links = tuple(Resource(kind, target, line=10 * number) for target in targets)
    return session(f"Lecture on {number}", resources=links, number=str(number))


def found(check: str, *sessions: Session, decks: Sequence[str] = (), linked: Sequence[str] = ()) -> tuple[Finding, ...]:
    targets = {resource.target for one in sessions for resource in one.resources if ":" not in resource.target}
    files = {("kernels", target): FileFact(target.partition("#")[0]) for target in targets}
    matter = Matter(book(sessions, sources=Sources(files=files)), dt.date(2021, 6, 7), tuple(decks), frozenset(linked))
    return examine(matter, (check,))[0].findings


def test_a_deck_that_nothing_links() -> None:
    decks = ["slides/a.pdf", "slides/a.pptx", "slides/b.pdf", "slides/c.pdf"]
    findings = found("unlinked-decks", lecture(1, "slides/a.pdf"), decks=decks, linked=["slides/c.pdf"])
    assert [str(finding.place) for finding in findings] == ["slides/b.pdf"]


def test_a_deck_of_two_lectures_is_named_once_with_both_lines() -> None:
    (finding,) = found("shared-decks", lecture(7, "ntk.pdf"), lecture(8, "ntk.pdf"))
    assert (str(finding.place), [str(place) for place in finding.others]) == ("kernels.md:80", ["kernels.md:70"])


@pytest.mark.parametrize(
    "targets",
    [
        ("a.pdf", "b.pdf"),
        ("long.pdf#page=1", "long.pdf#page=30"),
        ("https://example.org/all", "https://example.org/all", "https://example.org/all"),
    ],
)
def test_parts_of_a_deck_and_folders_are_shared_on_purpose(targets: Sequence[str]) -> None:
    assert found("shared-decks", *(lecture(number, target) for number, target in enumerate(targets, 1))) == ()


def test_the_recording_of_another_lecture() -> None:
    same = "https://example.org/watch?v=7"
    (finding,) = found("shared-recordings", lecture(7, same, kind="recording"), lecture(8, same, kind="recording"))
    assert finding.subject == same


def test_a_deck_with_the_number_of_another_lecture() -> None:
    (finding,) = found("deck-numbers", lecture(7), lecture(8, "slides/lecture07.pdf"))
    assert str(finding.place) == "kernels.md:80"
    assert "lecture 8, 'Lecture on 8' links 'slides/lecture07.pdf'" in finding.message
    assert "the number of lecture 7, 'Lecture on 7'" in finding.message


@pytest.mark.parametrize(
    "lectures",
    [
        (lecture(7, "lecture07.pdf"), lecture(8, "https://example.org/a/Lecture8.Kernels.pdf?dl=1")),
        (lecture(7, "lecture07-08.pdf"), lecture(8, "lecture07-08.pdf")),
        (lecture(1, "lecture00.pdf"), lecture(2, "lecture01.pdf")),
        (lecture(1, "lecture01.pdf", "lecture02.pdf"),),
        (lecture(1, "2021-02-03-kernels.pdf"), lecture(2, "kernels-1.pdf"), lecture(3, "week1.pdf")),
    ],
)
def test_numbers_that_are_as_they_should_be(lectures: Sequence[Session]) -> None:
    assert found("deck-numbers", *lectures) == ()


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("lecture07.pdf", (7,)),
        ("Lecture2.AlgorithmicRegularization.pdf", (2,)),
        ("L07-08_kernels.pdf", (7, 8)),
        ("cs229-lecture-3.pdf", (3,)),
        ("Vorlesung_12.pdf", (12,)),
        ("03-dropout.pdf", (3,)),
        ("3d-vision.pdf", ()),
        ("resnet50.pdf", ()),
        ("model2.pdf", ()),
        ("2021-06-07.pdf", ()),
        ("07-06-kernels.pdf", ()),
        ("lecture2021.pdf", ()),
        ("kernels.pdf", ()),
    ],
)
def test_the_number_in_a_name(name: str, numbers: tuple[int, ...]) -> None:
    assert numbers_in(name) == numbers


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
