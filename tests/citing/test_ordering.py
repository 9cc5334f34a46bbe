"""The order of papers in a list."""

from __future__ import annotations

from sphinx_seminar.citing import sort_key
from sphinx_seminar.model import Author, Paper, Text


def paper(key: str, family: str = "", year: str = "", title: str = "") -> Paper:
    return Paper(key, title=Text.plain(title), authors=(Author(family),) if family else (), year=year)


def test_by_author_then_year_then_title() -> None:
    papers = [
        paper("e", "Zhang", "2001"),
        paper("c", "Adams", "2018", "B"),
        paper("b", "Adams", "2018", "A"),
        paper("d", "Adams", ""),
        paper("a", "Adams", "1999"),
    ]
    assert [found.key for found in sorted(papers, key=sort_key)] == ["a", "b", "c", "d", "e"]


def test_accents_and_capitals_do_not_count() -> None:
    papers = [paper("c", "Ozawa"), paper("b", "Östlund"), paper("a", "Øre"), paper("d", "łukasz"), paper("e", "Lutz")]
    assert [found.key for found in sorted(papers, key=sort_key)] == ["d", "e", "a", "b", "c"]


def test_no_author_stands_at_its_title() -> None:
    papers = [paper("c", "Moore"), paper("b", title="“Learning” machines"), paper("a", "Kim")]
    assert [found.key for found in sorted(papers, key=sort_key)] == ["a", "b", "c"]


def test_one_name_before_the_same_name_and_another() -> None:
    alone = Paper("a", authors=(Author("Kim", "J."),), year="2020")
    together = Paper("b", authors=(Author("Kim", "J."), Author("Abel", "K.")), year="1990")
    assert sort_key(alone) < sort_key(together)


def test_papers_that_agree_in_all_are_told_apart() -> None:
    assert sort_key(paper("a", "Kim")) != sort_key(paper("b", "Kim"))
