"""Papers written to BibTeX, and the same papers when a reader's tools read them."""

from __future__ import annotations

from dataclasses import replace

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.citing.bibtex import bibtex_entry
from sphinx_seminar.model import Author, Paper, Place, Span, Text
from tests.bibliographies import read_bibliography

JACOT = Paper(
    "jacot2018neural",
    "inproceedings",
    Text.plain("Neural tangent kernel: Convergence in NeurIPS"),
    (Author("Jacot", "Arthur"), Author("Gabriel", "Franck")),
    year="2018",
    month="12",
    venue="Advances in Neural Information Processing Systems",
    pages="8571–8580",
    arxiv="1806.07572",
    arxiv_class="cs.LG",
    url="https://papers.nips.cc/paper_files/8076%20x",
)


def again(paper: Paper) -> Paper:
    reading = read_bibliography(bibtex_entry(paper).encode(), "papers.bib")
    assert reading.problems == ()
    (found,) = reading.value
    return replace(found, place=paper.place)


def test_an_entry_as_it_is_written() -> None:
    assert (
        bibtex_entry(JACOT)
        == """\
@inproceedings{jacot2018neural,
  title = {Neural tangent kernel: {Convergence} in {NeurIPS}},
  author = {Jacot, Arthur and Gabriel, Franck},
  year = {2018},
  month = dec,
  booktitle = {Advances in Neural Information Processing Systems},
  pages = {8571--8580},
  eprint = {1806.07572},
  archiveprefix = {arXiv},
  primaryclass = {cs.LG},
  url = {https://papers.nips.cc/paper_files/8076%20x},
}
"""
    )
    assert again(JACOT) == JACOT


def test_another_reader_reads_it_too() -> None:
    library = bibtexparser.parse_string(f"{bibtex_entry(JACOT)}\n{bibtex_entry(replace(JACOT, key='other'))}")
    assert [entry.key for entry in library.entries] == ["jacot2018neural", "other"]
    assert library.failed_blocks == []
    assert library.entries[0]["author"] == "Jacot, Arthur and Gabriel, Franck"


@pytest.mark.parametrize(
    ("author", "written"),
    [
        (Author("Gennip", "Yves", "van"), "van Gennip, Yves"),
        (Author("King", "Martin Luther", suffix="Jr."), "King, Jr., Martin Luther"),
        (Author("King", suffix="Jr."), "King, Jr., {}"),
        (Author("NASA", organisation=True), "{NASA}"),
        (Author("Barnes and Noble, Inc.", organisation=True), "{Barnes and Noble, Inc.}"),
        (Author("R&D & more", organisation=True), r"{R\&D \& more}"),
        (Author("&c", organisation=True), r"{{}\&c}"),
        (Author("Plato"), "Plato"),
        (Author("García Márquez", "Gabriel"), "García Márquez, Gabriel"),
        (Author("Foo Bar"), "Foo Bar, {}"),
        (Author("van Dyke", "Philip"), "van{ }Dyke, Philip"),
        (Author("A&B Cee", "Di", "von"), r"von A\&B{ }Cee, Di"),
        (Author("others"), "others, {}"),
        (Author("A,"), "{A,}, {}"),
        (Author("Bon", "Jon and"), "Bon, Jon {and}"),
    ],
)
def test_names(author: Author, written: str) -> None:
    paper = Paper("k", authors=(author, Author("Last", "A.")))
    assert f"  author = {{{written} and Last, A.}},\n" in bibtex_entry(paper)
    assert again(paper) == paper


@pytest.mark.parametrize("gap", [False, True])
def test_a_list_of_names_that_goes_on(gap: bool) -> None:
    paper = replace(JACOT, truncated=True, last_after_gap=gap)
    assert again(paper) == paper


@pytest.mark.parametrize("month", ["1", "12", "Spring", "May and June", ""])
def test_months(month: str) -> None:
    assert again(replace(JACOT, month=month)).month == month


def test_a_title_with_all_that_a_title_can_have() -> None:
    title = Text(
        (
            Span("text", "First 100% of R&D -- a {study} of "),
            Span("math", r"\ell_1"),
            Span("text", " in "),
            Span("emphasis", "E. coli"),
            Span("text", " and \\LaTeX ~ ``#1''"),
        )
    )
    assert again(replace(JACOT, title=title)).title == title


def test_fields_with_mathematics_and_money() -> None:
    paper = replace(JACOT, venue=r"On $\sqrt{2}$ for $5 and $6", note="50% off_")
    assert r"On $\sqrt{2}$ for \$5 and \$6" in bibtex_entry(paper)
    assert again(paper) == paper


def test_a_citation_that_was_not_understood_is_kept_word_for_word() -> None:
    pasted = Paper(
        "hu2019",
        "article",
        year="2019",
        arxiv="1905.11368",
        pasted="Hu, W., & others: Simple, effective {regularization} 100%",
        sure=False,
    )
    assert bibtex_entry(pasted).startswith("@misc{hu2019,\n")
    found = again(pasted)
    assert (found.note, found.year, found.arxiv) == (pasted.pasted, "2019", "1905.11368")


@pytest.mark.parametrize("key", ["a b", "a,b", "a{b", "é2018", '"', "", "10.1000/x"])
def test_a_key_is_one_that_bibtex_can_have(key: str) -> None:
    assert again(replace(JACOT, key=key)).key in (key, "ab", "paper")


@pytest.mark.parametrize("kind", ["comment", "string", "preamble", "", "two words", "@article{"])
def test_a_kind_that_is_none(kind: str) -> None:
    assert again(replace(JACOT, kind=kind)).kind == "misc"


def test_an_address_cannot_end_its_field() -> None:
    paper = replace(JACOT, url="https://example.org/}, author = {Mallory", pdf="https://example.org/\\{.pdf")
    found = again(paper)
    assert found.authors == JACOT.authors
    assert found.url == "https://example.org/%7D,%20author%20=%20%7BMallory"


WORD = st.text(st.sampled_from("aBcé王'\"{}\\%&#_^~$-–@=(),.:;/0189"), min_size=1, max_size=8)
WORDS = st.lists(WORD, max_size=4).map(" ".join)
NAME = st.from_regex(r"[A-ZÉ][a-zé{}%&,]{0,6}( [A-Z][a-z]{0,4})?", fullmatch=True)
AUTHOR = st.one_of(
    st.builds(
        Author,
        NAME,
        st.one_of(st.just(""), NAME),
        st.sampled_from(["", "van", "de la"]),
        st.sampled_from(["", "Jr.", "III"]),
    ),
    # "..." alone stands for others.
    st.builds(Author, WORDS.filter(lambda words: words not in ("", "...")), organisation=st.just(True)),
)
PAPER = st.builds(
    Paper,
    key=st.from_regex(r"[a-z]{1,8}[0-9]{0,4}", fullmatch=True),
    kind=st.sampled_from(["article", "inproceedings", "book", "misc", "phdthesis", "techreport", "online"]),
    title=st.builds(Text.plain, WORDS),
    authors=st.lists(AUTHOR, max_size=3).map(tuple),
    editors=st.lists(AUTHOR, max_size=2).map(tuple),
    year=st.sampled_from(["", "2018", "in press"]),
    month=st.sampled_from(["", "1", "9", "Winter"]),
    venue=WORDS,
    series=WORDS,
    volume=WORDS,
    issue=WORDS,
    article_number=WORDS,
    edition=st.sampled_from(["", "2", "Revised and enlarged"]),
    publisher=WORDS,
    institution=WORDS,
    address=WORDS,
    doi=st.sampled_from(["", "10.1000/xyz_(1)"]),
    arxiv=st.sampled_from(["", "1806.07572"]),
    url=st.sampled_from(["", "https://example.org/a_b%20c?x=1&y=~z#d"]),
    note=WORDS,
    abstract=WORDS,
    place=st.just(Place("papers.bib", 1)),
)


@given(PAPER)
def test_every_paper_reads_back(paper: Paper) -> None:
    assert again(paper) == paper
