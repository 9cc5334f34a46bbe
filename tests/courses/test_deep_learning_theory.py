"""The eleven-topic course of ``docs/courses``: as a student reads it, on the web, on a phone and on paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript
from tests.browser import PHONE
from tests.typesetting import pdf_text, typeset

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.built import Built

FOLDER = Path(__file__).parents[2] / "docs/courses/deep-learning-theory"
DECKS = "https://github.com/zhanglabtools/DeepLearningTheory.course/blob/main/course_files/"
#: The topics, with the public decks and the number of key papers of each.
TOPICS = {
    "Introduction to Deep Learning": (["Lecture1.OverviewofDeepLearning.pdf"], 8),
    "Algorithmic Regularization": (["Lecture2.AlgortihmicRegularization.pdf"], 6),
    "Inductive Biases due to Dropout": (["Lecture3.InductiveBiasesduetoDropout.pdf"], 6),
    "Tractable Landscapes for Nonconvex Optimization": (["Lecture4.TractableLandscapes.pdf"], 6),
    "Multilayer Convolutional Sparse Coding": (["Lecture5.ML-CSC.pdf"], 7),
    "Vulnerability of Deep Neural Networks": (["Lecture6.VulnerabilityofDeepNeuralNetworks.pdf"], 6),
    "Information Bottleneck Theory": (["Lecture7.InformationBottleneckTheoryofDNNs.pdf"], 7),
    "Neural Tangent Kernel": (["Lecture8.NeuralTangentKernel.pdf"], 5),
    "Dynamic System and Deep Learning": (["Lecture9.DynamicSystemandDeepLearning.pdf"], 6),
    "Dynamic View of Deep Learning": (["Lecture10.DynamicViewofDeepLearning.pdf"], 5),
    "Generative Model": (["Lecture11.GenerativeModels-I.pdf", "Lecture12.GenerativeModels-II.pdf"], 7),
}
CHAPTERS = sorted(path.stem for path in (FOLDER / "chapters").glob("*.md"))


def pasted_citations(chapter: str) -> list[str]:
    """Return the citations of a chapter, word for word as its source has them."""
    source = (FOLDER / f"chapters/{chapter}.md").read_text(encoding="utf-8")
    (body,) = re.findall(r"^```\{key-papers\}\n(.*?)^```", source, re.DOTALL | re.MULTILINE)
    return [" ".join(item.split()) for item in re.split(r"^- ", body, flags=re.MULTILINE)[1:]]


def bare(text: str) -> str:
    """Return the letters and digits of a text: what a citation style, a hyphenation and a line break leave alone."""
    return "".join(char for char in text.casefold() if char.isalnum())


@pytest.fixture(scope="module")
def book(build_course: Callable[[Path, str], Built]) -> Built:
    return build_course(FOLDER, "html")


def test_each_chapter_has_its_number_title_decks_and_papers(book: Built) -> None:
    assert book.warnings == []
    assert len(CHAPTERS) == len(TOPICS) == 11
    for number, (chapter, (title, (decks, papers))) in enumerate(zip(CHAPTERS, TOPICS.items(), strict=True), 1):
        page = book.page(f"chapters/{chapter}")
        assert page.h1.find(string=True, recursive=False) == title
        assert page.select_one(".sem-kind").get_text() == f"Lecture {number}"
        links = [link["href"] for link in page.select("dd.sem-slides a") if link["href"].startswith("https")]
        assert links == [DECKS + deck for deck in decks]
        assert len(page.select("li.sem-paper")) == papers


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_no_word_of_a_pasted_citation_is_lost(book: Built, chapter: str) -> None:
    shown = book.page(f"chapters/{chapter}").select("li.sem-paper")
    pasted = pasted_citations(chapter)
    assert len(shown) == len(pasted)
    for item, citation in zip(shown, pasted, strict=True):
        everything = bare(item.get_text())
        words = re.findall(r"[^\W\d_]{2,}|\d{2,}", citation)
        boilerplate = {"preprint", "in", "january", "february", "march", "april", "may", "june", "july", "august"}
        boilerplate |= {"september", "october", "november", "december", "pp"}
        assert [word for word in words if word.casefold() not in boilerplate and bare(word) not in everything] == []


def test_69_listings_are_68_papers_and_one_of_them_is_read_twice(book: Built) -> None:
    assert sum(len(pasted_citations(chapter)) for chapter in CHAPTERS) == 69
    papers = {item["id"]: item for item in book.page("sem-papers").select("li.sem-paper")}
    assert len(papers) == 68
    shared = {name: item for name, item in papers.items() if len(item.select(".sem-also a")) > 1}
    assert list(shared) == ["papers-he2016deep"]
    assert [link["href"] for link in shared["papers-he2016deep"].select(".sem-also a")] == [
        "chapters/01-introduction.html#sessions-introduction",
        "chapters/05-sparse-coding.html#sessions-sparse-coding",
    ]


def test_the_table_of_the_first_page_leads_to_every_chapter_and_deck(book: Built) -> None:
    page = book.page("index")
    titles = [link.get_text() for link in page.select("td.sem-col-title a")]
    assert titles == list(TOPICS)
    decks = [link["href"] for link in page.select("td.sem-col-slides a") if link["href"].startswith("https")]
    assert decks == [DECKS + deck for names, _papers in TOPICS.values() for deck in names]


def test_a_title_is_edited_and_no_unrelated_page_is_written(tmp_path: Path) -> None:
    book = Manuscript.copy_of(FOLDER, tmp_path)
    quick = {"seminar_fresh_navigation": "0"}
    book.build(conf={**quick, "html_theme": "alabaster"})
    book.edit("chapters/08-ntk.md", "# Neural Tangent Kernel", "# The Neural Tangent Kernel")
    built = book.build(conf={**quick, "html_theme": "alabaster"})
    assert "The Neural Tangent Kernel" in [cell.get_text() for cell in built.page("index").select("td.sem-col-title")]
    showing = {
        f"chapters/{chapter}"
        for chapter in CHAPTERS
        if "{lecture}`ntk`" in (book.source / f"chapters/{chapter}.md").read_text(encoding="utf-8")
    }
    assert set(built.written) == {"index", "chapters/08-ntk"} | showing


def test_text_and_latex_show_the_same_facts(tmp_path: Path) -> None:
    book = Manuscript.copy_of(FOLDER, tmp_path)
    text = book.build("text")
    latex = bare(next(book.build("latex").folder.glob("*.tex")).read_text(encoding="utf-8"))
    for number, (chapter, (title, (decks, papers))) in enumerate(zip(CHAPTERS, TOPICS.items(), strict=True), 1):
        page = text.text(f"chapters/{chapter}")
        assert page.startswith(f"{number}. {title}")
        assert len(re.findall(r"^\* ", page[page.index("Key papers") :], re.MULTILINE)) == papers
        assert bare(title) in latex
        assert [deck for deck in decks if bare(deck) not in latex] == []


def test_a_student_finds_a_paper_follows_it_to_its_lecture_and_opens_the_deck(
    book: Built, open_book: Callable[..., Page]
) -> None:
    page = open_book(book.folder, path="search.html?q=tangent+kernel")
    result = page.locator("#search-results li", has_text="Jacot et al. (2018)").first
    result.wait_for()
    assert result.inner_text().startswith("Paper:")
    result.locator("a").first.click()
    page.wait_for_url("**/chapters/08-ntk.html*#papers-jacot2018neural")
    assert "Lecture 8" in page.locator(".sem-session").inner_text()
    deck = page.locator("dd.sem-slides a").first
    assert deck.get_attribute("href") == f"{DECKS}Lecture8.NeuralTangentKernel.pdf"
    with page.expect_request(re.compile("Lecture8.NeuralTangentKernel")) as opened:
        deck.click()
    assert opened.value.url == f"{DECKS}Lecture8.NeuralTangentKernel.pdf"


@pytest.mark.parametrize("query", ["Sparse coding", "dropout"])
def test_the_search_finds_lectures_as_typed_results(book: Built, open_book: Callable[..., Page], query: str) -> None:
    page = open_book(book.folder, path=f"search.html?q={query}")
    result = page.locator("#search-results li", has_text="lecture").first
    result.wait_for()
    assert query.casefold() in result.inner_text().casefold()


def test_on_a_phone_the_materials_of_a_lecture_share_the_line_below_its_title(
    book: Built, open_book: Callable[..., Page]
) -> None:
    page = open_book(book.folder, size=PHONE)
    row = page.locator("table.sem-table tbody tr").first
    tops = [
        row.locator(part).bounding_box()["y"]
        for part in (".sem-col-number p", ".sem-col-title p", ".sem-col-slides p", ".sem-col-papers summary")
    ]
    number, title, slides, papers = tops
    assert abs(number - title) < 4
    assert title < slides
    assert abs(slides - papers) < 8


@pytest.fixture(scope="module")
def printed(once: Callable[[str, Callable[[Path], object]], Path]) -> str:
    """The text of the printed book."""

    def make(folder: Path) -> None:
        typeset(Manuscript.copy_of(FOLDER, folder).build("latex").folder)

    return pdf_text(next(once("deep-learning-theory", make).rglob("latex/deep-learning-theory.pdf")))


def test_the_printed_book_has_every_chapter_and_every_paper_in_its_place(printed: str) -> None:
    _front, *chapters = re.split(r"^Lecture \d+ ", printed, flags=re.MULTILINE)
    assert len(chapters) == 11
    assert [title for title in TOPICS if bare(title) not in bare(printed)] == []
    for name, chapter in zip(CHAPTERS, chapters, strict=True):
        text = bare(chapter[chapter.index("Key papers") :])
        for citation in pasted_citations(name):
            title = re.search(r"\(\d{4}[^)]*\)\. (.+?)(?:\?\.|\.|\?) ", f"{citation} ")
            assert title is not None, citation
            assert bare(title[1]) in text


def test_the_printed_book_keeps_accented_names(printed: str) -> None:
    assert "Huszár" in printed
    assert "Poczos" in printed
