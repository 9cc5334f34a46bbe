"""Papers as the five styles write them."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar import config
from sphinx_seminar.citing import STYLES, Citation, Words, cite
from sphinx_seminar.model import Author, Paper, Span, Text

ENGLISH = Words()
#: Words that no English sentence has, each recognisable.
FOREIGN = Words(**{word.name: f"«{word.name}»{'{}' if '{}' in word.default else ''}" for word in fields(Words)})

JACOT = Paper(
    "jacot2018neural",
    title=Text.plain("Neural tangent kernel: Convergence and generalization in neural networks"),
    authors=(Author("Jacot", "Arthur"), Author("Gabriel", "Franck"), Author("Hongler", "Clément")),
    year="2018",
    arxiv="1806.07572",
    arxiv_class="cs.LG",
)
ARTICLE = replace(JACOT, kind="article", venue="JMLR", volume="12", issue="3", pages="1–10")
TALK = replace(
    JACOT,
    kind="inproceedings",
    venue="NeurIPS",
    volume="31",
    pages="8571–8580",
    publisher="Curran",
    editors=(Author("Bengio", "Samy"),),
)
BOOK = Paper(
    "wainwright2019high",
    "book",
    title=Text.plain("High-dimensional statistics"),
    authors=(Author("Wainwright", "Martin J."),),
    year="2019",
    publisher="Cambridge University Press",
    edition="2nd",
    address="Cambridge",
)
THESIS = Paper(
    "k", "phdthesis", Text.plain("On trees"), (Author("Gennip", "Yves", "van", "Jr."),), year="2001", institution="TUM"
)
WRITTEN = {
    ("apa", "preprint"): "Jacot, A., Gabriel, F., & Hongler, C. (2018). {} (arXiv:1806.07572). arXiv.",
    ("apa", "article"): "Jacot, A., Gabriel, F., & Hongler, C. (2018). {}. JMLR, 12(3), 1–10.",
    ("apa", "talk"): "Jacot, A., Gabriel, F., & Hongler, C. (2018). {}. "
    "In S. Bengio (Ed.), NeurIPS (Vol. 31, pp. 8571–8580). Curran.",
    ("apa", "book"): "Wainwright, M. J. (2019). {} (2nd ed.). Cambridge University Press.",
    ("apa", "thesis"): "van Gennip, Y., Jr. (2001). {} [Doctoral dissertation, TUM].",
    ("ieee", "preprint"): "A. Jacot, F. Gabriel, and C. Hongler, “{},” arXiv preprint arXiv:1806.07572, 2018.",
    ("ieee", "article"): "A. Jacot, F. Gabriel, and C. Hongler, “{},” JMLR, vol. 12, no. 3, pp. 1–10, 2018.",
    ("ieee", "talk"): "A. Jacot, F. Gabriel, and C. Hongler, “{},” in NeurIPS, vol. 31, "
    "S. Bengio, Ed., Curran, 2018, pp. 8571–8580.",
    ("ieee", "book"): "M. J. Wainwright, {}, 2nd ed. Cambridge: Cambridge University Press, 2019.",
    ("ieee", "thesis"): "Y. van Gennip Jr., “{},” PhD thesis, TUM, 2001.",
    ("acm", "preprint"): "Arthur Jacot, Franck Gabriel, and Clément Hongler. 2018. {}. arXiv:1806.07572 [cs.LG].",
    ("acm", "article"): "Arthur Jacot, Franck Gabriel, and Clément Hongler. 2018. {}. JMLR 12, 3 (2018), 1–10.",
    ("acm", "talk"): "Arthur Jacot, Franck Gabriel, and Clément Hongler. 2018. {}. "
    "In NeurIPS (Vol. 31), 2018. Curran, 8571–8580.",
    ("acm", "book"): "Martin J. Wainwright. 2019. {} (2nd ed.). Cambridge University Press, Cambridge.",
    ("acm", "thesis"): "Yves van Gennip Jr. 2001. {}. PhD thesis. TUM.",
    ("chicago-author-date", "preprint"): "Jacot, Arthur, Franck Gabriel, and Clément Hongler. 2018. “{}.” "
    "arXiv:1806.07572.",
    ("chicago-author-date", "article"): "Jacot, Arthur, Franck Gabriel, and Clément Hongler. 2018. “{}.” "
    "JMLR 12 (3): 1–10.",
    ("chicago-author-date", "talk"): "Jacot, Arthur, Franck Gabriel, and Clément Hongler. 2018. “{}.” "
    "In NeurIPS, edited by Samy Bengio, 31:8571–80. Curran.",
    ("chicago-author-date", "book"): "Wainwright, Martin J. 2019. {}. 2nd ed. Cambridge: Cambridge University Press.",
    ("chicago-author-date", "thesis"): "van Gennip, Yves, Jr. 2001. “{}.” PhD thesis. TUM.",
    ("alpha", "preprint"): "[JGH18] Arthur Jacot, Franck Gabriel, and Clément Hongler. {}. "
    "arXiv preprint arXiv:1806.07572, 2018.",
    ("alpha", "article"): "[JGH18] Arthur Jacot, Franck Gabriel, and Clément Hongler. {}. JMLR, 12(3):1–10, 2018.",
    ("alpha", "talk"): "[JGH18] Arthur Jacot, Franck Gabriel, and Clément Hongler. {}. "
    "In Samy Bengio, ed., NeurIPS, vol. 31, pages 8571–8580, Curran, 2018.",
    ("alpha", "book"): "[Wai19] Martin J. Wainwright. {}. Cambridge University Press, Cambridge, 2nd ed., 2019.",
    ("alpha", "thesis"): "[van01] Yves van Gennip Jr. {}. PhD thesis, TUM, 2001.",
}
PAPERS = {"preprint": JACOT, "article": ARTICLE, "talk": TALK, "book": BOOK, "thesis": THESIS}


@pytest.mark.parametrize(("style", "name"), WRITTEN)
def test_what_a_reader_reads(style: str, name: str) -> None:
    paper = PAPERS[name]
    assert str(cite(paper, style, ENGLISH)) == WRITTEN[style, name].format(paper.title)


def test_the_setting_accepts_every_style_and_no_other() -> None:
    assert tuple(STYLES) == config.STYLES


def test_the_table_covers_every_style() -> None:
    assert {style for style, _ in WRITTEN} == set(STYLES)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_the_title_stands_by_itself_for_linking(style: str, paper: Paper) -> None:
    citation = cite(paper, style, ENGLISH)
    assert str(citation.title) == str(paper.title)
    assert str(citation.before).endswith((" ", "“"))


@pytest.mark.parametrize("style", STYLES)
def test_the_journal_is_emphasised_and_the_title_is_not(style: str) -> None:
    citation = cite(ARTICLE, style, ENGLISH)
    assert "JMLR" in [span.value for span in citation.after.spans if span.kind == "emphasis"]
    assert [span.kind for span in citation.title.spans] == ["text"]


@pytest.mark.parametrize("style", STYLES)
def test_the_title_of_a_book_is(style: str) -> None:
    assert [span.kind for span in cite(BOOK, style, ENGLISH).title.spans] == ["emphasis"]


def test_apa_names_translators_and_edition_in_one_pair_of_brackets() -> None:
    paper = replace(BOOK, translators=(Author("Moore", "Samuel"),), edition="3", publisher="Penguin")
    assert "High-dimensional statistics (S. Moore, Trans.; 3rd ed.). Penguin." in str(cite(paper, "apa", ENGLISH))


@pytest.mark.parametrize("style", STYLES)
def test_mathematics_in_a_title_stays_mathematics(style: str) -> None:
    title = Text((Span("text", "The "), Span("math", r"\ell_1"), Span("text", " norm")))
    for kind in ("article", "book"):
        assert Span("math", r"\ell_1") in cite(replace(JACOT, kind=kind, title=title), style, ENGLISH).title.spans


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("title", ["Is it inevitable?", "Attention!", "And so on …"])
def test_a_title_keeps_its_own_end_mark(style: str, title: str) -> None:
    text = str(cite(replace(ARTICLE, title=Text.plain(title)), style, ENGLISH))
    assert title in text
    assert not any(title + mark in text for mark in (".", ",", "”.", "”,", ".”", ",”"))


@pytest.mark.parametrize(
    ("style", "shown"), [("ieee", "“What is ‘deep learning?’” J"), ("apa", "What is “deep learning?” J")]
)
def test_quotation_marks_inside_quotation_marks(style: str, shown: str) -> None:
    assert shown in str(cite(replace(ARTICLE, title=Text.plain("What is “deep learning?”")), style, ENGLISH))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_addresses_are_links_of_their_own(style: str, paper: Paper) -> None:
    linked = replace(paper, doi="10.1000/xyz", url="https://example.org/paper", pdf="https://example.org/paper.pdf")
    text = str(cite(linked, style, ENGLISH))
    assert "10.1000" not in text
    assert "example.org" not in text


@pytest.mark.parametrize("style", STYLES)
def test_a_citation_that_was_not_understood_is_shown_word_for_word(style: str) -> None:
    pasted = Paper("k", title=Text.plain("Wrong"), pasted="Hu et al; simple , and effective [sic]", sure=False)
    assert cite(pasted, style, ENGLISH) == Citation(before=Text.plain("Hu et al; simple , and effective [sic]"))


class TestWhatIsMissing:
    @pytest.mark.parametrize("style", STYLES)
    def test_the_year(self, style: str) -> None:
        text = str(cite(replace(JACOT, year=""), style, ENGLISH))
        assert "n.d." in text
        assert ".." not in text

    def test_the_authors(self) -> None:
        paper = replace(JACOT, authors=(), title=Text.plain("A report"))
        assert str(cite(paper, "apa", ENGLISH)) == "A report (arXiv:1806.07572). (2018). arXiv."
        assert str(cite(paper, "ieee", ENGLISH)) == "“A report,” arXiv preprint arXiv:1806.07572, 2018."
        assert str(cite(paper, "acm", ENGLISH)) == "A report. 2018. arXiv:1806.07572 [cs.LG]."
        assert str(cite(paper, "chicago-author-date", ENGLISH)) == "“A report.” 2018. arXiv:1806.07572."
        assert str(cite(paper, "alpha", ENGLISH)) == "[jac18] A report. arXiv preprint arXiv:1806.07572, 2018."

    def test_the_title(self) -> None:
        paper = replace(JACOT, title=Text())
        assert str(cite(paper, "apa", ENGLISH)) == "Jacot, A., Gabriel, F., & Hongler, C. (2018). arXiv:1806.07572."

    @pytest.mark.parametrize("style", STYLES)
    def test_everything(self, style: str) -> None:
        citation = cite(Paper("lecun"), style, ENGLISH)
        assert str(citation.title) == "lecun"

    def test_editors_stand_for_authors(self) -> None:
        paper = replace(BOOK, authors=(), editors=(Author("Bengio", "Samy"), Author("Wallach", "Hanna")))
        assert str(cite(paper, "apa", ENGLISH)).startswith("Bengio, S., & Wallach, H. (Eds.). (2019). High-dimensional")
        assert str(cite(paper, "alpha", ENGLISH)).startswith("[BW19] Samy Bengio and Hanna Wallach (Eds.). High")

    def test_a_page_of_the_web(self) -> None:
        page = Paper("k", "online", Text.plain("A blog"), url="https://example.org", accessed="2020-01-02")
        assert str(cite(page, "apa", ENGLISH)) == "A blog. (n.d.). Retrieved January 2, 2020."


class TestManyNames:
    @staticmethod
    def many(number: int) -> Paper:
        return replace(JACOT, authors=tuple(Author(f"Name{index}", "Xi") for index in range(1, number + 1)))

    def test_apa_shows_twenty(self) -> None:
        text = str(cite(self.many(20), "apa", ENGLISH))
        assert "Name19, X., & Name20, X. (2018)" in text

    def test_apa_shows_the_last_of_more(self) -> None:
        text = str(cite(self.many(25), "apa", ENGLISH))
        assert "Name19, X., … Name25, X. (2018)" in text
        assert "Name20" not in text

    def test_ieee_shows_six(self) -> None:
        assert str(cite(self.many(6), "ieee", ENGLISH)).startswith("X. Name1, X. Name2")
        assert str(cite(self.many(7), "ieee", ENGLISH)).startswith("X. Name1 et al., “")

    def test_two(self) -> None:
        paper = replace(JACOT, authors=(Author("Byrd", "Jonathon"), Author("Lipton", "Zachary")))
        assert str(cite(paper, "apa", ENGLISH)).startswith("Byrd, J., & Lipton, Z. (2018)")
        assert str(cite(paper, "ieee", ENGLISH)).startswith("J. Byrd and Z. Lipton, “")
        assert str(cite(paper, "chicago-author-date", ENGLISH)).startswith("Byrd, Jonathon, and Zachary Lipton. 2018")

    def test_a_list_that_goes_on(self) -> None:
        paper = replace(JACOT, truncated=True)
        assert str(cite(paper, "apa", ENGLISH)).startswith("Jacot, A., Gabriel, F., Hongler, C., et al. (2018)")
        assert str(cite(paper, "alpha", ENGLISH)).startswith("[JGH+18]")

    def test_a_list_with_a_gap(self) -> None:
        paper = replace(JACOT, truncated=True, last_after_gap=True)
        assert str(cite(paper, "apa", ENGLISH)).startswith("Jacot, A., Gabriel, F., … Hongler, C. (2018)")

    @pytest.mark.parametrize(
        ("author", "shown"),
        [
            (Author("Zhang", "Jean-Baptiste"), "Zhang, J.-B."),
            (Author("Tolkien", "J.R.R."), "Tolkien, J. R. R."),
            (Author("E", "Weinan"), "E, W."),
            (Author("王", "明"), "王明."),
            (Author("Ivakhnenko", "Alexey Ya."), "Ivakhnenko, A. Ya."),
            (Author("Gennip", "Yves", "van"), "van Gennip, Y."),
            (Author("King", "Martin Luther", suffix="Jr."), "King, M. L., Jr."),
            (Author("NASA", organisation=True), "NASA."),
            (Author("Plato"), "Plato."),
        ],
    )
    def test_initials(self, author: Author, shown: str) -> None:
        assert str(cite(replace(JACOT, authors=(author,)), "apa", ENGLISH)).startswith(f"{shown} (2018). ")


class TestEditions:
    @pytest.mark.parametrize(
        ("written", "shown"),
        [
            *(("1", "1st"), ("2nd", "2nd"), ("3", "3rd"), ("11", "11th"), ("12", "12th"), ("13", "13th")),
            *(("21", "21st"), ("113", "113th"), ("Revised", "Revised")),
        ],
    )
    def test_a_number_gets_its_ending(self, written: str, shown: str) -> None:
        book = Paper("k", "book", Text.plain("Trees"), edition=written)
        assert f"({shown} ed.)" in str(cite(book, "apa", ENGLISH))

    def test_another_language_has_its_own(self) -> None:
        book = Paper("k", "book", Text.plain("Trees"), edition="2nd")
        assert "(2. Aufl.)" in str(cite(book, "apa", Words(edition_number="{}. Aufl.")))


class TestOtherLanguages:
    @pytest.mark.parametrize("style", STYLES)
    def test_no_english_word_is_left(self, style: str) -> None:
        kinds = ("article", "inproceedings", "book", "phdthesis", "techreport", "misc")
        for kind in kinds:
            paper = Paper(
                "7", kind, Text.plain("7"), (Author("1"), Author("2")), editors=(Author("3"), Author("4")), year="",
                venue="5" if kind != "misc" else "", volume="6", issue="7", pages="8–9", article_number="10",
                edition="11", publisher="12", institution="13", address="14", url="https://x", accessed="15",
            )  # fmt: skip
            text = str(cite(paper, style, FOREIGN))
            left = "".join(letter for letter in _without_words(text) if letter.isalpha())
            assert left == "", text

    def test_a_value_stands_where_the_translation_puts_it(self) -> None:
        words = Words(volume="{}. kötet", pages="{}. o.", in_="In:")
        assert "NeurIPS (31. kötet, 8571–8580. o.)" in str(cite(TALK, "apa", words))

    def test_a_translation_that_forgets_the_value_loses_nothing(self) -> None:
        assert "(Band 31, pp. 8571–8580)" in str(cite(TALK, "apa", Words(volume="Band")))


def _without_words(text: str) -> str:
    for word in fields(Words):
        text = text.replace(f"«{word.name}»", "")
    return text


NAMES = st.builds(
    Author,
    st.text(min_size=1, max_size=8),
    st.text(max_size=8),
    st.sampled_from(["", "van"]),
    st.sampled_from(["", "Jr."]),
)
VALUES = st.text(max_size=10)


@given(
    st.builds(
        Paper, st.just("key"), st.sampled_from(["article", "book", "inproceedings", "phdthesis", "techreport", "misc"]),
        st.builds(Text.plain, VALUES), st.lists(NAMES, max_size=3).map(tuple), st.booleans(), st.booleans(),
        st.lists(NAMES, max_size=2).map(tuple), VALUES, VALUES, VALUES, VALUES, VALUES, VALUES, VALUES,
    ),
    st.sampled_from(sorted(STYLES)),
)  # fmt: skip
def test_whatever_the_fields_hold_the_title_is_whole(paper: Paper, style: str) -> None:
    citation = cite(paper, style, ENGLISH)
    if paper.title:
        assert str(citation.title) == str(paper.title)
    assert str(citation).strip()
