"""Citations as people paste them, and what a reader of each would say it says."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_seminar.model import Author, Paper
from sphinx_seminar.reading.citations.reader import read_citation

_HERE = Path(__file__).parent
_FIELDS = (
    *("kind", "year", "month", "venue", "series", "volume", "issue", "pages", "article_number", "edition"),
    *("publisher", "institution", "address", "doi", "arxiv", "arxiv_class", "isbn", "url", "pdf", "accessed", "note"),
)
#: What is written beside the citations that were taken from pages: the fields a reading list is searched and sorted by.
_FIELDS_OF_PAGES = ("year", "venue", "volume", "issue", "doi", "arxiv", "url", "pdf", "publisher")


def _corpus(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((_HERE / name).read_text(encoding="utf-8"))
    return loaded


COURSE = _corpus("corpus_course.yaml")
WRITTEN = COURSE + _corpus("corpus_styles.yaml") + _corpus("corpus_fields.yaml")
GATHERED = _corpus("corpus_gathered.yaml")
PAGES = _corpus("corpus_pages.yaml") + _corpus("corpus_unseen.yaml") + GATHERED


def _name(author: Author) -> str:
    """Write a name as the corpus does: ``van | Gennip, Y.``, ``King, M. L., Jr.``, ``{OECD}``."""
    if author.organisation:
        return f"{{{author.family}}}"
    particle = f"{author.particle} | " if author.particle else ""
    return particle + ", ".join(filter(None, (author.family, author.given, author.suffix)))


def _wrong(paper: Paper, expected: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return the fields that were read otherwise than a reader would, each with both readings."""
    read: dict[str, object] = {name: getattr(paper, name) for name in _FIELDS}
    read |= {
        "title": str(paper.title),
        "authors": [_name(author) for author in paper.authors],
        "editors": [_name(author) for author in paper.editors],
        "truncated": paper.truncated,
        "last_after_gap": paper.last_after_gap,
        "sure": paper.sure,
    }
    empty: dict[str, object] = {"authors": [], "editors": [], "truncated": False, "last_after_gap": False, "sure": True}
    return _differences(read, expected, empty)


def _wrong_of_a_page(paper: Paper, expected: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return the same for a citation from a page, whose names are families; an article's number counts as its pages."""
    read: dict[str, object] = {name: getattr(paper, name) for name in _FIELDS_OF_PAGES}
    read |= {
        "title": str(paper.title),
        "pages": paper.pages or paper.article_number,
        "authors": [f"{author.particle} {author.family}".strip() for author in paper.authors],
        "editors": [f"{author.particle} {author.family}".strip() for author in paper.editors],
        "truncated": paper.truncated,
    }
    return _differences(read, expected, {"authors": [], "editors": [], "truncated": False})


def _differences(
    read: dict[str, object], expected: dict[str, Any], empty: dict[str, object]
) -> dict[str, tuple[Any, Any]]:
    wanted = {name: expected.get(name, empty.get(name, "")) for name in read}
    return {name: (value, wanted[name]) for name, value in read.items() if value != wanted[name]}


def _first_author_year_or_title(wrong: dict[str, tuple[Any, Any]]) -> bool:
    first_read, first_wanted = (names[:1] for names in wrong.get("authors", ([], [])))
    return "title" in wrong or "year" in wrong or first_read != first_wanted


@pytest.fixture(scope="module")
def readings() -> list[tuple[dict[str, Any], Paper, dict[str, tuple[Any, Any]]]]:
    """Every citation of the corpus with its paper and what is wrong with it."""
    read = [(expected, read_citation(expected["pasted"]), _wrong) for expected in WRITTEN]
    read += [(expected, read_citation(expected["pasted"]), _wrong_of_a_page) for expected in PAGES]
    return [(expected, paper, compare(paper, expected)) for expected, paper, compare in read]


Readings = list[tuple[dict[str, Any], Paper, dict[str, tuple[Any, Any]]]]


@pytest.mark.parametrize("expected", COURSE, ids=lambda expected: expected["pasted"][:40])
def test_every_key_paper_of_the_course_is_read_whole(expected: dict[str, Any]) -> None:
    assert _wrong(read_citation(expected["pasted"]), expected) == {}


def test_the_corpus_is_large_and_varied() -> None:
    everything = WRITTEN + PAGES
    assert len(everything) >= 990
    assert len(PAGES) >= 360
    assert len({entry.get("style") for entry in everything}) > 20
    assert len({entry.get("field") for entry in everything}) > 15
    assert len({entry["pasted"] for entry in everything}) >= 990


def test_every_citation_gathered_from_lists_is_read_whole_and_shown() -> None:
    read = [(expected, read_citation(expected["pasted"])) for expected in GATHERED]
    missed = [(expected, _wrong_of_a_page(paper, expected)) for expected, paper in read]
    assert [(expected["pasted"], wrong) for expected, wrong in missed if wrong] == []
    assert [paper.pasted for _, paper in read if not paper.sure] == []


def test_titles_years_and_first_authors_of_98_in_100_citations_are_right(readings: Readings) -> None:
    missed = [(expected, wrong) for expected, _, wrong in readings if _first_author_year_or_title(wrong)]
    _report(readings)
    _report_missed(missed)
    assert len(missed) <= 0.02 * len(readings)


def test_all_fields_of_95_in_100_citations_are_right(readings: Readings) -> None:
    missed = [(expected, wrong) for expected, _, wrong in readings if wrong]
    _report_missed(missed)
    assert len(missed) <= 0.05 * len(readings)


def test_what_is_wrong_is_seldom_shown_in_place_of_what_was_pasted(readings: Readings) -> None:
    shown = [(expected, wrong) for expected, paper, wrong in readings if paper.sure and wrong]
    _report_missed(shown)
    assert len(shown) <= 0.02 * len(readings)


def _report(readings: Readings) -> None:
    """Print the figures of each style."""
    figures: defaultdict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    for expected, paper, wrong in readings:
        key = _first_author_year_or_title(wrong)
        figures[expected.get("style", "various")].append((not key, not wrong, paper.sure and bool(wrong)))
    print("style: citations, first author with year and title right, all fields right, wrong although sure")
    for style, rows in sorted(figures.items()):
        names, fields, shown = (sum(column) for column in zip(*rows, strict=True))
        print(f"{style}: {len(rows)}, {names / len(rows):.0%}, {fields / len(rows):.0%}, {shown}")


def _report_missed(missed: list[tuple[dict[str, Any], dict[str, tuple[Any, Any]]]]) -> None:
    """Print what was missed, for whoever widens the reader."""
    for expected, wrong in missed:
        print(expected["pasted"])
        for name, (was, wanted) in wrong.items():
            print(f"    {name}: read {was!r}, expected {wanted!r}")
