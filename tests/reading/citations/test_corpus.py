"""Citations as people paste them, and what a reader of each would say it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_seminar.model import Author, Paper
from sphinx_seminar.reading.citations import read_citation

_HERE = Path(__file__).parent
_FIELDS = (
    *("kind", "year", "month", "venue", "series", "volume", "issue", "pages", "article_number", "edition"),
    *("publisher", "institution", "address", "doi", "arxiv", "arxiv_class", "isbn", "url", "pdf", "accessed", "note"),
)


def _corpus(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((_HERE / name).read_text(encoding="utf-8"))
    return loaded


COURSE = _corpus("corpus_course.yaml")
EVERYTHING = COURSE + _corpus("corpus_styles.yaml") + _corpus("corpus_fields.yaml")


def _name(author: Author) -> str:
    """Write a name as the corpus does: ``van | Gennip, Y.``, ``King, M. L., Jr.``, ``{OECD}``."""
    if author.organisation:
        return f"{{{author.family}}}"
    particle = f"{author.particle} | " if author.particle else ""
    return particle + ", ".join(filter(None, (author.family, author.given, author.suffix)))


def _wrong(paper: Paper, expected: dict[str, Any]) -> dict[str, tuple[object, object]]:
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
    wanted = {name: expected.get(name, empty.get(name, "")) for name in read}
    return {name: (value, wanted[name]) for name, value in read.items() if value != wanted[name]}


@pytest.mark.parametrize("expected", COURSE, ids=lambda expected: expected["pasted"][:40])
def test_every_key_paper_of_the_course_is_read_whole(expected: dict[str, Any]) -> None:
    assert _wrong(read_citation(expected["pasted"]), expected) == {}


def test_the_corpus_is_large_and_varied() -> None:
    assert len(EVERYTHING) >= 400
    assert len({entry.get("style") for entry in EVERYTHING}) > 10
    assert len({entry.get("field") for entry in EVERYTHING}) > 15
    assert len({entry["pasted"] for entry in EVERYTHING}) >= 400


def test_titles_years_and_first_authors_of_98_in_100_citations_are_right() -> None:
    missed = []
    for expected in EVERYTHING:
        wrong = _wrong(read_citation(expected["pasted"]), expected)
        first_read, first_wanted = (names[:1] for names in wrong.get("authors", ([], [])))  # type: ignore[index]
        if "title" in wrong or "year" in wrong or first_read != first_wanted:
            missed.append((expected["pasted"], wrong))
    _report(missed)
    assert len(missed) <= 0.02 * len(EVERYTHING)


def test_all_fields_of_95_in_100_citations_are_right() -> None:
    read = [(expected["pasted"], _wrong(read_citation(expected["pasted"]), expected)) for expected in EVERYTHING]
    missed = [(pasted, wrong) for pasted, wrong in read if wrong]
    _report(missed)
    assert len(missed) <= 0.05 * len(EVERYTHING)


def _report(missed: list[tuple[str, dict[str, tuple[object, object]]]]) -> None:
    """Print what was missed, for whoever widens the reader."""
    for pasted, wrong in missed:
        print(pasted)
        for name, (was, wanted) in wrong.items():
            print(f"    {name}: read {was!r}, expected {wanted!r}")
