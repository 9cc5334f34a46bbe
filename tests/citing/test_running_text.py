"""Papers in running text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_seminar.citing import STYLES, Words, cite, short, tell_apart
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


class TestPapersOfOneShortName:
    ALPHA = Paper("alpha", title=Text.plain("Alpha"), authors=(Author("Lee", "Ann"),), year="1986")
    BETA = replace(ALPHA, key="beta", title=Text.plain("Beta"), authors=(Author("Lee", "Bo"),))

    @staticmethod
    def names(*papers: Paper) -> list[str]:
        return ["{} ({})".format(*short(paper, Words())) for paper in tell_apart(papers)]

    def test_they_get_letters_by_their_titles(self) -> None:
        assert self.names(self.BETA, self.ALPHA) == ["Lee (1986b)", "Lee (1986a)"]

    def test_others_get_none(self) -> None:
        assert self.names(self.ALPHA, replace(self.BETA, year="1987")) == ["Lee (1986)", "Lee (1987)"]

    def test_a_letter_that_an_author_wrote_is_taken(self) -> None:
        written = replace(self.BETA, key="gamma", year="1986a")
        assert self.names(self.ALPHA, self.BETA, written) == ["Lee (1986b)", "Lee (1986c)", "Lee (1986a)"]

    def test_words_in_place_of_a_year(self) -> None:
        undated = (replace(self.ALPHA, year=""), replace(self.BETA, year=""))
        assert self.names(*undated) == ["Lee (n.d.-a)", "Lee (n.d.-b)"]

    def test_there_are_enough_letters(self) -> None:
        many = [replace(self.ALPHA, key=f"k{number:02}", title=Text.plain(f"{number:02}")) for number in range(28)]
        assert self.names(*many)[25:] == ["Lee (1986z)", "Lee (1986aa)", "Lee (1986ab)"]

    @pytest.mark.parametrize("style", STYLES)
    def test_every_style_says_the_letter(self, style: str) -> None:
        assert "86b" in str(cite(tell_apart([self.ALPHA, self.BETA])[1], style, Words()))
