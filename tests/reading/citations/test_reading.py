"""What holds for every citation, read or not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model import Author, Paper, Span, Text
from sphinx_seminar.reading.citations.reader import read_citation
from sphinx_seminar.reading.identifiers import key_for
from tests.fuzz.promises import lost_words

_NAMES = st.sampled_from(["Hu, W.", "van Gennip, Y.", "E, W.", "Pouget-Abadie, J.", "Huszár, F.", "Chen, R. T."])
_TITLES = st.sampled_from(
    ["Deep limits", "Are adversarial examples inevitable?", "A theory: of $n$-gons", "On what there is"]
)
_VENUES = st.sampled_from(["Nature, 12(3), 1-10", "arXiv preprint arXiv:1905.11368", "In Proc. of COLT (pp. 1-2)"])
_PIECES = st.sampled_from(
    [
        *("Hu, W., ", "& ", "(2019). ", "(2019, May). ", "Deep learning. ", "In ", "arXiv preprint arXiv:1905.11368. "),
        *(
            "https://doi.org/10.1000/xyz ",
            "pp. 1-10 ",
            "12(3), 4-5. ",
            "“A title,” ",
            "et al. ",
            "*Nature* ",
            "[1] ",
            "... ",
        ),
        *(
            "vol. 3, ",
            "Springer, Cham. ",
            "(",
            ")",
            "[a](https://example.org) ",
            "王小明 ",
            "Иванов И. И. ",
            "$x$ ",
            "\\*",
        ),
    ]
)


@given(st.text(max_size=300) | st.lists(_PIECES, max_size=14).map("".join))
def test_any_text_is_kept_word_for_word_and_nothing_is_raised(pasted: str) -> None:
    paper = read_citation(pasted)
    assert paper.pasted == " ".join(pasted.split())
    assert re.fullmatch(r"[a-z0-9]+", paper.key)
    assert paper == read_citation(pasted)


@given(st.lists(_NAMES, min_size=1, max_size=4), st.integers(1950, 2030), _TITLES, _VENUES)
def test_a_citation_that_is_sure_has_lost_no_word(names: list[str], year: int, title: str, venue: str) -> None:
    authors = names[0] if len(names) == 1 else ", ".join(names[:-1]) + f", & {names[-1]}"
    paper = read_citation(f"{authors} ({year}). {title}. {venue}.")
    assert paper.sure
    assert [author.given for author in paper.authors] == [name.split(", ")[1] for name in names]
    assert str(paper.title) == title
    assert paper.year == str(year)
    assert lost_words(paper) == []


@given(st.lists(_PIECES, max_size=14).map("".join))
def test_whatever_is_sure_has_lost_no_word(pasted: str) -> None:
    paper = read_citation(pasted)
    assert not paper.sure or lost_words(paper) == []


@pytest.mark.parametrize(
    "pasted",
    [
        "“A title,” (2019). 王小明 (2019, May). Hu, W.,",
        ". t: R Thttp://x",
        "Tg “es,”PhDdisse",
        "Tg “es,”dissertatione",
        "AkA. Ta[en ligne](http://)",
    ],
)
def test_what_a_search_found_to_be_lost_is_not_lost(pasted: str) -> None:
    paper = read_citation(pasted)
    assert not paper.sure or lost_words(paper) == []


def test_a_row_of_initials_takes_no_time_to_be_no_name() -> None:
    # A pattern that may read nothing between two initials tries every way of doing so before it gives up.
    assert (
        read_citation(f"Hardt, M., Ma, {'T.' * 200}, & Recht, B. (2018). Gradients. Law Review 19 (890).").year
        == "2018"
    )


def test_a_row_of_numbers_takes_no_time_to_be_no_label() -> None:
    assert read_citation("1-" * 1_000).authors == ()


def test_a_long_text_is_kept_and_not_read() -> None:
    paper = read_citation("Smith, J. (2020). (((( " * 2_000)
    assert not paper.sure
    assert len(paper.pasted) > 20_000


@pytest.mark.parametrize(
    ("pasted", "number"),
    [
        ("https://arxiv.org/abs/1710.10345", "1710.10345"),
        ("arXiv:1710.10345v2 [cs.LG]", "1710.10345"),
        ("<https://arxiv.org/pdf/1710.10345v3.pdf>", "1710.10345"),
    ],
)
def test_an_arxiv_number_alone_is_a_paper(pasted: str, number: str) -> None:
    paper = read_citation(pasted)
    assert (paper.arxiv, paper.sure, str(paper.title)) == (number, False, "")


def test_line_wraps_numbers_and_markup_are_no_part_of_a_citation() -> None:
    paper = read_citation(
        "[3] Hu, W., Li, Z., & Yu, D. (2019).\n  Simple and effective regulari-\n  zation.\n  *Nature*, **12**(3), 1–10."
    )
    assert (str(paper.title), paper.venue, paper.volume) == ("Simple and effective regularization", "Nature", "12")
    assert paper.pasted.startswith("[3] Hu, W., Li, Z.,")


def test_a_formula_in_a_title_stays_a_formula() -> None:
    paper = read_citation("Xu, D. (2020). Bounds for $\\ell_1$ and *all* the rest. Annals of Statistics, 2(3), 4-9.")
    assert [span.kind for span in paper.title.spans] == ["text", "math", "text"]


@pytest.mark.parametrize(
    "pasted",
    [
        "Cormen, Leiserson, Rivest, Stein: Introduction to Algorithms, MIT Press 2009",
        "Émile Durkheim – Der Selbstmord (1897)",
        "[Local Average Treatment Effects](https://www.jstor.org/stable/2951620) - Angrist, Imbens (1994)",
        "Teresa Lynn, Jennifer Foster, Mark Dras and Lamia Tounsi. 2014.",
        "Pearl, J., Models, Reasoning, Inference, 2009.",
        "OTTO, Rudolf. O sagrado. São Leopoldo: Sinodal/EST; Petrópolis: Vozes, 2007.",
        "[Submitted on 12 Jun 2017 (v1)] Attention Is All You Need Ashish Vaswani, Noam Shazeer, Niki Parmar",
        "Bryson and Kime (2011) [Just an Artifact](https://example.org/a) — Argues over-identification with machines "
        "stems from defining humanity through traits",
        "Petar Kormushev and Sylvain Calinon, Robot Motor Skill Coordination (IROS 2010) [[Paper]](https://a.org/a.pdf) "
        "[[Video](https://b.org/watch)]",
        "📄 Vaswani et al. (2017). Attention is all you need. NeurIPS. [PDF](https://arxiv.org/pdf/1706.03762)",
        "[Programming Languages - Application and Interpretation](https://cs.brown.edu/courses)",
        "Chronicle of 754, in Kenneth Baxter Wolf, Conquerors and Chroniclers of Early Medieval Spain, 2nd ed. "
        "(Liverpool UP, 1999), pp. 111-160",
    ],
    ids=[
        *("four families or two persons", "a name or a title", "two families or one person", "authors without a title"),
        *("the last of a row", "two towns", "an archive's page", "a remark", "a film beside the paper", "decoration"),
        *("a link alone", "a book after in"),
    ],
)
def test_what_allows_another_reading_is_shown_as_pasted(pasted: str) -> None:
    assert not read_citation(pasted).sure


def test_a_translator_is_no_part_of_the_title() -> None:
    paper = read_citation("Ibn Hazm, The Ring of the Dove, trans. A. J. Arberry (London: Luzac, 1953)")
    assert (str(paper.title), paper.year, paper.sure) == ("The Ring of the Dove", "1953", False)


@pytest.mark.parametrize(
    ("pasted", "authors"),
    [
        ("Ng, Wu, Briscoe, and Bryant (2014). The shared task on correction.", "Ng|Wu|Briscoe|Bryant"),
        ("Hu, Wei, Li, Zhiyuan, and Yu, Dingli (2019). Simple nets.", "Hu, Wei|Li, Zhiyuan|Yu, Dingli"),
        ("Gordon and Van Durme (2013). Reporting bias.", "Gordon|Van Durme"),
        ("PROST Antoine et GARCIA Patrick (1996). Douze leçons.", "Prost, Antoine|Garcia, Patrick"),
        ("Hermann Korte/Bernhard Schäfers (2008). Einführung.", "Korte, Hermann|Schäfers, Bernhard"),
        ("CARLSON, N. AND V. BURBANO (2025). The use of models.", "Carlson, N.|Burbano, V."),
        ("Ahn, SeHyoun, and Christian Wolf (2017). When inequality matters.", "Ahn, SeHyoun|Wolf, Christian"),
        ("Álvarez, M., y Bisquerra, R. (2012). Orientación y tutoría.", "Álvarez, M.|Bisquerra, R."),
        ("Spiro E., Ahn YY. (2016). Social informatics.", "Spiro, E.|Ahn, Y. Y."),
        ("Nussbaum & Sen (1993). *The quality of life of men*.", "Nussbaum|Sen"),
        ("Amartya Kumar Sen. *Development as freedom for all*. 1999.", "Sen, Amartya Kumar"),
    ],
)
def test_lists_of_names_are_divided_as_they_are_meant(pasted: str, authors: str) -> None:
    paper = read_citation(pasted)
    assert [f"{name.family}, {name.given}".rstrip(", ") for name in paper.authors] == authors.split("|")


def test_a_word_for_the_younger_is_a_suffix() -> None:
    (strauss,) = read_citation("Johann Baptist Strauss sen. (1847). *Walzer und andere Tänze*.").authors
    assert (strauss.family, strauss.suffix) == ("Strauss", "sen.")


def test_a_journal_after_in_is_a_journal() -> None:
    paper = read_citation("J. Baez and A. Lauda. “2-groups”. In: Theory of Categories 12 (2004), pp. 423–491.")
    assert (paper.kind, paper.venue) == ("article", "Theory of Categories")


def test_names_without_commas_are_not_guessed_at() -> None:
    paper = read_citation("VC Classes are Robustly Learnable, Omar Montasser Steve Hanneke Nathan Srebro")
    assert not paper.sure
    assert paper.authors == ()


@pytest.mark.parametrize(
    "pasted",
    [
        "Brown v. Board of Education, 347 U.S. 483 (1954)",
        "Chevron U.S.A., Inc. v. Natural Resources Defense Council, Inc., 467 U.S. 837 (1984)",
        "Donoghue v Stevenson [1932] AC 562",
    ],
)
def test_cases_at_court_stay_as_pasted(pasted: str) -> None:
    assert not read_citation(pasted).sure


@pytest.mark.parametrize(
    ("said", "citation"),
    [
        ("**Must read**: ", "Lee, A. (2019). Wide networks are flat. *Journal of Nets*, 3(2), 1-10."),
        ("Reading 1: ", "Gay Rowe, _Women in Old Egypt_ (Cambridge MA: Harvard, 1993)"),
        ("(optional) ", "Lee, A. (2019). Wide networks are flat. *Journal of Nets*, 3(2), 1-10."),
        ("📄 ", "Lee, A. (2019). Wide networks are flat. *Journal of Nets*, 3(2), 1-10."),
    ],
)
def test_what_an_instructor_says_first_is_shown_and_read_as_nothing(said: str, citation: str) -> None:
    whole, alone = read_citation(said + citation), read_citation(citation)
    fields = ("authors", "title", "year", "venue", "volume", "issue", "pages", "key")
    assert [getattr(whole, name) for name in fields] == [getattr(alone, name) for name in fields]
    assert whole.words.startswith(said.strip(" *:"))


def test_the_words_are_shown_as_pasted_with_their_markdown_and_the_title_apart() -> None:
    paper = read_citation(
        "[3] Hu, W. (2019). [*Deep* nets](https://x.org/a). **Nature**, `3`(2), 4-9. <https://x.org/b>"
    )
    assert paper.wording is not None
    before, title, after = paper.wording
    assert before == Text.plain("Hu, W. (2019). ")
    assert title.spans == (Span("emphasis", "Deep", "https://x.org/a"), Span("text", " nets", "https://x.org/a"))
    assert [(span.kind, span.value) for span in after.spans if span.kind != "text"] == [
        ("strong", "Nature"),
        ("literal", "3"),
    ]
    assert after.spans[-1] == Span("text", "https://x.org/b", "https://x.org/b")


@pytest.mark.parametrize(
    ("pasted", "shown"),
    [
        ("a [click](javascript:alert(1)) b", "a [click](javascript:alert(1)) b"),
        ("a <script>alert(1)</script> b", "a <script>alert(1)</script> b"),
        ("M&uuml;ller &amp; Co", "Müller & Co"),
        ("one<br>two", "one two"),
        ("a <b>bold</b> and an *open star", "a bold and an *open star"),
        ("``Quoted'' and `code <https://x.org>`__", "“Quoted” and code"),
    ],
)
def test_no_word_is_lost_to_markup_and_no_script_is_linked(pasted: str, shown: str) -> None:
    paper = read_citation(pasted)
    assert paper.words == shown
    assert paper.wording is not None
    assert {span.target for text in paper.wording for span in text.spans} <= {"", "https://x.org"}


@pytest.mark.parametrize(
    ("pasted", "doi", "arxiv"),
    [
        ("See https://doi.org/10.1000/a and https://doi.org/10.1000/b", "", ""),
        ("https://arxiv.org/abs/1806.07572 or arXiv:1806.07573", "", ""),
        ("doi:10.1000/A, https://doi.org/10.1000/a", "10.1000/a", ""),
        ("arXiv:1806.07572, https://doi.org/10.48550/arXiv.1806.07572", "", "1806.07572"),
    ],
)
def test_a_number_that_is_given_twice_and_differently_is_none(pasted: str, doi: str, arxiv: str) -> None:
    paper = read_citation(pasted)
    assert (paper.doi, paper.arxiv) == (doi, arxiv)


@pytest.mark.parametrize(
    "behind",
    [
        "https://a.example.org/x https://b.example.org/y",
        "doi:10.1000/a doi:10.1000/b",
        "arXiv:1806.07572 arXiv:1806.07573",
        "https://arxiv.org/list/cs.LG/recent",
    ],
)
def test_what_goes_into_no_field_is_not_set_in_a_style(behind: str) -> None:
    citation = "Lee, A., & Roe, B. (2019). Dreams of machines. *Nature*, 3(2), 1–10."
    assert read_citation(citation).sure
    assert not read_citation(f"{citation} {behind}").sure


@pytest.mark.parametrize(
    ("pasted", "chapter"),
    [
        ("Miller, A. (1999). *Birds of the Coast*. Dover Press. Chapter 7, pp. 160-190.", "7"),
        ("Carol Smith, _The Sea_ [Ch. 7: Storms] (1980), 164-190.", "7"),
        ("Lee, A. (2001). Life after chapter 11. Law Review, 3(2), 4-9.", ""),
    ],
)
def test_the_chapter_to_read(pasted: str, chapter: str) -> None:
    assert read_citation(pasted).chapter == chapter


@pytest.mark.parametrize(
    ("paper", "key"),
    [
        (
            Paper("", title=Text.plain("Simple and effective"), authors=(Author("Hu", "W."),), year="2019"),
            "hu2019simple",
        ),
        (Paper("", title=Text.plain("The deep limits"), authors=(Author("Gennip", "Y.", "van"),)), "gennipnddeep"),
        (Paper("", title=Text.plain("Über die Größe"), year="1905"), "anon1905grosse"),
        (Paper("", title=Text.plain("О числах"), authors=(Author("Колмогоров"),), year="1957"), "kolmogorov1957o"),
    ],
)
def test_a_key_is_made_of_family_year_and_word(paper: Paper, key: str) -> None:
    assert key_for(paper) == key


def test_a_key_is_never_empty() -> None:
    assert key_for(Paper(""))
    chinese = Paper("", title=Text.plain("机器学习"), authors=(Author("周志华"),), year="2016")
    assert re.fullmatch(r"[a-z0-9]+", key_for(chinese))
    assert key_for(chinese) != key_for(replace(chinese, title=Text.plain("统计学习")))
