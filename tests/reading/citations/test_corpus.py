"""Citations as people paste them: what a reader of each would say it says, and how much of that is certain.

An entry of the corpus has the facts of a citation, and under ``absent`` those that are not certain enough to be read.
Whatever is read must be right, but for the list of known misses, which is exact.
"""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_seminar.model import Author, Paper
from sphinx_seminar.reading.citations.reader import read_citation

_HERE = Path(__file__).parent
_FIELDS = (
    *("title", "authors", "truncated", "year", "venue", "volume", "issue", "pages", "chapter"),
    *("doi", "arxiv", "url", "pdf"),
)


def _corpus(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((_HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


COURSE = _corpus("corpus_course")
#: Their authors are whole names; those of pages are families.
WRITTEN = COURSE + _corpus("corpus_styles") + _corpus("corpus_fields")
PAGES = _corpus("corpus_pages") + _corpus("corpus_unseen") + _corpus("corpus_gathered")
KNOWN_MISSES = {entry.pop("pasted"): entry for entry in _corpus("known_misses")}


def _whole(author: Author) -> str:
    """Write a name as the corpus does: ``van | Gennip, Y.``, ``King, M. L., Jr.``, ``{OECD}``."""
    if author.organisation:
        return f"{{{author.family}}}"
    particle = f"{author.particle} | " if author.particle else ""
    return particle + ", ".join(filter(None, (author.family, author.given, author.suffix)))


def _family(author: Author) -> str:
    return f"{author.particle} {author.family}".strip()


def _read(paper: Paper, *, whole_names: bool) -> dict[str, Any]:
    """Return the fields that are certain."""
    read: dict[str, Any] = {name: getattr(paper, name) for name in _FIELDS}
    names = [_whole(author) if whole_names else _family(author) for author in paper.authors]
    read |= {"title": str(paper.title), "authors": names}
    return {name: value for name, value in read.items() if value}


def _misses(entries: list[dict[str, Any]], *, whole_names: bool) -> dict[str, dict[str, Any]]:
    """Return what was read and is wrong, by citation."""
    misses: dict[str, dict[str, Any]] = {}
    for entry in entries:
        read = _read(read_citation(entry["pasted"]), whole_names=whole_names)
        read.pop("chapter", None)
        wrong = {name: value for name, value in read.items() if value != entry.get(name)}
        if wrong:
            misses[entry["pasted"]] = wrong
    return misses


def test_whatever_is_read_is_right_but_for_the_known_misses() -> None:
    assert _misses(WRITTEN, whole_names=True) | _misses(PAGES, whole_names=False) == KNOWN_MISSES


@pytest.mark.parametrize("entries", [WRITTEN, PAGES], ids=["written", "pages"])
def test_what_is_certain_is_read_and_nothing_else(entries: list[dict[str, Any]]) -> None:
    for entry in entries:
        read = _read(read_citation(entry["pasted"]), whole_names=False)
        absent = [name for name in _FIELDS if name in entry and name not in read]
        assert (entry["pasted"], absent) == (entry["pasted"], entry.get("absent", []))


@pytest.mark.parametrize("expected", _corpus("doubtful"), ids=lambda expected: expected["pasted"][:40])
def test_what_may_be_misread_is_read_as_far_as_it_is_certain(expected: dict[str, Any]) -> None:
    read = _read(read_citation(expected["pasted"]), whole_names=False)
    assert {"pasted": expected["pasted"]} | read == expected


@pytest.mark.parametrize("expected", COURSE, ids=lambda expected: expected["pasted"][:40])
def test_authors_year_and_title_of_every_key_paper_of_the_course_are_certain(expected: dict[str, Any]) -> None:
    read = _read(read_citation(expected["pasted"]), whole_names=True)
    assert {name: read.get(name) for name in ("authors", "title", "year")} == {
        name: expected.get(name) for name in ("authors", "title", "year")
    }


def test_the_corpus_is_large_and_varied() -> None:
    everything = WRITTEN + PAGES
    assert len(everything) >= 990
    assert len({entry.get("style") for entry in everything}) > 20
    assert len({entry.get("field") for entry in everything}) > 15
    assert len({entry["pasted"] for entry in everything}) >= 990


#: What is markup of a citation and no word of it: where links lead, tags, the number of a list.
_MARKUP = re.compile(
    r"(?<=\])\(\s*<?[^()\s]*(?:\([^()\s]*\)[^()\s]*)*>?\)|</?\w+>|\s<https?://[^<>]+>(?=`__?)|\A[\s*.]*(?:\[[A-Za-z]{0,6}\d{1,4}\]|\(?\d{1,3}[.)][\s*])"
)


def test_every_word_that_was_pasted_is_shown_in_its_order() -> None:
    for entry in WRITTEN + PAGES:
        written = _MARKUP.sub("", html.unescape(entry["pasted"]))
        shown = read_citation(entry["pasted"]).words
        assert re.findall(r"\w", shown.replace("_", "")) == re.findall(r"\w", written.replace("_", ""))
