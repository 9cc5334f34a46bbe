"""Papers in running text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_seminar.citing import Words, short
from sphinx_seminar.model import Author, Paper, Text

JACOT, GABRIEL, HONGLER = Author("Jacot", "Arthur"), Author("Gabriel", "Franck"), Author("Hongler", "Clément")
PAPER = Paper("k", title=Text.plain("Neural tangent kernel: Convergence and generalization"), year="2018")


@pytest.mark.parametrize(
    ("authors", "shown"),
    [
        ((JACOT, GABRIEL, HONGLER), "Jacot et al."),
        ((Author("Byrd", "Jonathon"), Author("Lipton", "Zachary")), "Byrd & Lipton"),
        ((JACOT,), "Jacot"),
        ((Author("Gennip", "Yves", "van"),), "van Gennip"),
        ((Author("NASA", organisation=True),), "NASA"),
        ((), "“Neural tangent kernel”"),
    ],
)
def test_authors(authors: tuple[Author, ...], shown: str) -> None:
    assert short(replace(PAPER, authors=authors), Words()) == (shown, "2018")


def test_a_list_that_goes_on() -> None:
    assert short(replace(PAPER, authors=(JACOT,), truncated=True), Words())[0] == "Jacot et al."


def test_editors_stand_for_authors() -> None:
    assert short(replace(PAPER, editors=(JACOT, GABRIEL)), Words())[0] == "Jacot & Gabriel"


def test_of_an_address_alone_its_number_is_the_name() -> None:
    address = Paper("k", pasted="https://arxiv.org/abs/1312.1399", arxiv="1312.1399")
    assert short(address, Words())[0] == "arXiv:1312.1399"
    assert short(Paper("k", pasted="https://doi.org/10.1145/3110257", doi="10.1145/3110257"), Words())[0] == (
        "doi:10.1145/3110257"
    )


def test_no_year() -> None:
    assert short(replace(PAPER, year=""), Words())[1] == "n.d."
    assert short(replace(PAPER, year="in press"), Words())[1] == "in press"


def test_the_words_are_the_callers() -> None:
    words = Words(et_al="u. a.", ampersand="und", no_date="o. J.", open_quote="„", close_quote="“")
    assert short(replace(PAPER, authors=(JACOT, GABRIEL), year=""), words) == ("Jacot und Gabriel", "o. J.")
    assert short(replace(PAPER, authors=(JACOT, GABRIEL, HONGLER)), words)[0] == "Jacot u. a."
    assert short(PAPER, words)[0] == "„Neural tangent kernel“"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("A short one", "“A short one”"),
        ("Is it inevitable? A study of labels", "“Is it inevitable?”"),
        ("A very long title that goes on and on about everything", "“A very long title that goes on and on…”"),
        ("x" * 100, f"“{'x' * 40}…”"),
    ],
)
def test_a_title_in_place_of_names_is_short(title: str, shown: str) -> None:
    assert short(Paper("k", title=Text.plain(title)), Words())[0] == shown


def test_something_is_always_shown() -> None:
    assert short(Paper("lecun"), Words()) == ("“lecun”", "n.d.")
    assert short(Paper("k", pasted="A citation, 2018", sure=False), Words())[0] == "“A citation, 2018”"
