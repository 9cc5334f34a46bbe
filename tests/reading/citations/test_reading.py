"""What holds for every citation, read or not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model import Author, Paper, Text
from sphinx_seminar.reading.citations.keys import key_for
from sphinx_seminar.reading.citations.reader import read_citation
from tests.fuzz.promises import lost_words

_NAMES = st.sampled_from(["Hu, W.", "van Gennip, Y.", "E, W.", "Pouget-Abadie, J.", "Huszár, F.", "Chen, R. T."])
_TITLES = st.sampled_from(
    ["Deep limits", "Are adversarial examples inevitable?", "A theory: of $n$-gons", "On what there is"]
)
_VENUES = st.sampled_from(
    ["Nature, 12(3), 1-10", "arXiv preprint arXiv:1905.11368", "In Proc. of COLT (pp. 1-2). PMLR"]
)
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


@pytest.mark.parametrize(
    ("pasted", "title", "venue", "pages"),
    [
        (
            "P. J. Landin, The Mechanical Evaluation of Expressions, The Computer Journal, Volume 6, Issue 4, January "
            "1964, Pages 308–320, https://doi.org/10.1093/comjnl/6.4.308",
            "The Mechanical Evaluation of Expressions",
            "The Computer Journal",
            "308–320",
        ),
        (
            "John C. Reynolds: Definitional Interpreters for Higher-Order Programming Languages. High. Order Symb. "
            "Comput. 11(4): 363-397 (1998)",
            "Definitional Interpreters for Higher-Order Programming Languages",
            "High. Order Symb. Comput.",
            "363–397",
        ),
        (
            "Leslie Lamport. 2019. Time, clocks, and the ordering of events in a distributed system. Concurrency: the "
            "Works of Leslie Lamport. Association for Computing Machinery, New York, NY, USA, 179–196.",
            "Time, clocks, and the ordering of events in a distributed system",
            "Concurrency: the Works of Leslie Lamport",
            "179–196",
        ),
        (
            "Nagel, Thomas. “What Is It Like to Be a Bat?” The Philosophical Review, vol. 83, no. 4, 1974, pp. 435–50. "
            "JSTOR, https://doi.org/10.2307/2183914.",
            "What Is It Like to Be a Bat?",
            "The Philosophical Review",
            "435–50",
        ),
    ],
    ids=["Oxford Academic", "DBLP", "ACM", "MLA"],
)
def test_the_journal_is_no_part_of_the_title(pasted: str, title: str, venue: str, pages: str) -> None:
    paper = read_citation(pasted)
    assert paper.sure
    assert (str(paper.title), paper.venue, paper.pages) == (title, venue, pages)


def test_a_venue_keeps_a_word_that_begins_like_one_of_styles() -> None:
    paper = read_citation("Latour, Bruno (1992). « Where are they? » Danser les mots, 3(2), 4-5.")
    assert (paper.venue, paper.volume) == ("Danser les mots", "3")
    paper = read_citation("Hu, W. (2019). Deep nets. PhDs and their work, 3(2), 4-5.")
    assert (paper.venue, paper.kind) == ("PhDs and their work", "article")


def test_a_row_of_initials_takes_no_time_to_be_no_name() -> None:
    # A pattern that may read nothing between two initials tries every way of doing so before it gives up.
    assert (
        read_citation(f"Hardt, M., Ma, {'T.' * 200}, & Recht, B. (2018). Gradients. Law Review 19 (890).").year
        == "2018"
    )


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


@pytest.mark.parametrize(
    ("pasted", "title", "note"),
    [
        (
            "Ibn Hazm, The Ring of the Dove, trans. A. J. Arberry (London: Luzac, 1953)",
            "The Ring of the Dove",
            "trans. A. J. Arberry",
        ),
        (
            "Platon, La République, trad. Georges Leroux, Paris, GF-Flammarion, 2002",
            "La République",
            "trad. Georges Leroux, Paris",
        ),
    ],
)
def test_a_translator_is_no_part_of_the_title(pasted: str, title: str, note: str) -> None:
    paper = read_citation(pasted)
    assert (str(paper.title), str(paper.note)) == (title, note)


@pytest.mark.parametrize(
    ("pasted", "authors"),
    [
        (
            "Cormen, Leiserson, Rivest, and Stein: Introduction to Algorithms, MIT Press 2009",
            "Cormen|Leiserson|Rivest|Stein",
        ),
        ("Ng, Wu, Briscoe, and Bryant (2014). The shared task on correction.", "Ng|Wu|Briscoe|Bryant"),
        ("Hu, Wei, Li, Zhiyuan, and Yu, Dingli (2019). Simple nets.", "Hu, Wei|Li, Zhiyuan|Yu, Dingli"),
        ("Gordon and Van Durme (2013). Reporting bias.", "Gordon|Van Durme"),
        ("PROST Antoine et GARCIA Patrick (1996). Douze leçons.", "Prost, Antoine|Garcia, Patrick"),
        ("Hermann Korte/Bernhard Schäfers (2008). Einführung.", "Korte, Hermann|Schäfers, Bernhard"),
        ("CARLSON, N. AND V. BURBANO (2025). The use of models.", "Carlson, N.|Burbano, V."),
        ("Ahn, SeHyoun, and Christian Wolf (2017). When inequality matters.", "Ahn, SeHyoun|Wolf, Christian"),
        ("Álvarez, M., y Bisquerra, R. (2012). Orientación y tutoría.", "Álvarez, M.|Bisquerra, R."),
        ("Spiro E., Ahn YY. (2016). Social informatics.", "Spiro, E.|Ahn, Y. Y."),
    ],
)
def test_lists_of_names_are_divided_as_they_are_meant(pasted: str, authors: str) -> None:
    paper = read_citation(pasted)
    assert [f"{name.family}, {name.given}".rstrip(", ") for name in paper.authors] == authors.split("|")
    assert paper.sure


@pytest.mark.parametrize(
    ("pasted", "note"),
    [
        ("Hu, W. (2019). Deep nets. In: Book of nets. ICANN 2019. Springer, Cham.", "ICANN 2019"),
        ("Aristotle. *Physics*. Trans. by P. H. Wicksteed. New York: G. P. Putnam, 1929.", "Trans. by P. H. Wicksteed"),
        ("Georges Forestier, Jean Racine, Paris, Gallimard, coll. La Pléiade, 2006.", "coll. La Pléiade"),
        ("Mesch, J. (2015). Annotated files for the corpus. Version 3.", "Version 3"),
        ("Kleene, S. C. Introduction to Metamathematics. North-Holland, 1952, §64.", "§64"),
    ],
)
def test_what_no_field_is_for_stays_as_a_note(pasted: str, note: str) -> None:
    paper = read_citation(pasted)
    assert (paper.note, paper.sure) == (note, True)


def test_a_journal_after_in_is_a_journal() -> None:
    paper = read_citation("J. Baez and A. Lauda. “2-groups”. In: Theory of Categories 12 (2004), pp. 423–491.")
    assert (paper.kind, paper.venue) == ("article", "Theory of Categories")


def test_an_archives_page_gives_the_year_of_its_first_version() -> None:
    paper = read_citation(
        "[Submitted on 12 Jun 2017 (v1), last revised 2 Aug 2023 (this version, v7)] Title:Attention Is All You Need "
        "Authors:Ashish Vaswani, Noam Shazeer View PDF Abstract:The dominant models are complex. Cite as: "
        "arXiv:1706.03762 [cs.CL] (or arXiv:1706.03762v7 [cs.CL] for this version)"
    )
    assert (str(paper.title), paper.year, paper.month, paper.arxiv) == (
        "Attention Is All You Need",
        "2017",
        "6",
        "1706.03762",
    )
    assert [author.family for author in paper.authors] == ["Vaswani", "Shazeer"]
    assert not paper.sure


def test_fields_are_read_by_their_labels() -> None:
    paper = read_citation("Title: Deep limits. Authors: Wei Hu and Zhiyuan Li. Journal: Nature, 12(3), 4-5. Year: 2019")
    assert (str(paper.title), paper.venue, paper.pages, paper.year) == ("Deep limits", "Nature", "4–5", "2019")
    assert [author.family for author in paper.authors] == ["Hu", "Li"]
    assert paper.sure


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


def test_a_town_after_a_subtitle_makes_a_book_of_it() -> None:
    title = "Soziale Systeme. Grundriß einer allgemeinen Theorie"
    paper = read_citation(f"Luhmann, Niklas: {title}, Frankfurt a.M. 1984, S. 30–91.")
    assert (str(paper.title), paper.venue, paper.address, paper.pages) == (title, "", "Frankfurt a.M.", "30–91")


def test_town_and_house_in_brackets_after_the_title() -> None:
    paper = read_citation("Lewis, D. (1986) On the Plurality of Worlds (Oxford: Blackwell)")
    assert (str(paper.title), paper.publisher, paper.address) == ("On the Plurality of Worlds", "Blackwell", "Oxford")


def test_labels_of_bibliographies_go_where_they_are_said_again() -> None:
    paper = read_citation(
        "[Shannon, 1948] C. Shannon. A mathematical theory of communication. Bell Syst. Tech. J., 1948."
    )
    assert paper.sure
    assert [author.family for author in paper.authors] == ["Shannon"]
    kept = read_citation("[Nature, 2015] Deep learning. Yann LeCun, Yoshua Bengio, Geoffrey Hinton.")
    assert "Nature" in (kept.pasted if not kept.sure else kept.venue)


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
