"""The search page, as a student uses it: by kind first, whatever the accents, and into the decks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.authoring import Manuscript
from tests.decks import deck

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

THEMES = ("basic", "furo", "sphinx_book_theme")
FILES = {
    "index.md": """\
# Course

```{course} Theory
:instructors: Jürgen Müller
```

```{toctree}
a
b
```
""",
    "a.md": """\
# Neural networks

```{lecture}
:speaker: Rémi Tachet
:date: 2021-06-07 14:00-16:00
:slides: Wide networks <decks/wide.pdf>
```

```{key-papers}
- Øksendal, B., & Arora, S. (2019). Kernels & limits. Journal of Kernels, 3(2), 1-20.
```

The inequality of Poincaré.
""",
    "b.md": """\
# 神经网络理论

```{lecture}
:speaker: 王小明
:status: cancelled
```

Neural networks again.
""",
    "decks/wide.pdf": deck(
        "Wide networks\nof neurons", "Their limits are kernels.\nWidths go to infinity.", "核方法导论"
    ),
}


def search(page: Page, query: str) -> Locator:
    """Look for words as the form of every page does, and return the results when the first is there."""
    page.goto(f"{page.url.partition('index')[0].partition('search')[0]}search.html?q={quote(query)}")
    results = page.locator("ul.search > li")
    results.first.wait_for()
    return results


def words(results: Locator) -> list[str]:
    return [" ".join(text.split()) for text in results.locator("> a:first-child").all_inner_texts()]


@pytest.mark.parametrize("theme", THEMES)
def test_what_has_a_kind_comes_before_running_text(tmp_path: Path, open_book: Callable[..., Page], theme: str) -> None:
    page = open_book(Manuscript(tmp_path, FILES, {"html_theme": theme}).build().folder)
    results = search(page, "neural networks")
    page.locator("ul.search > li:not(.sem-result)").first.wait_for()
    assert words(results)[0] == "Lecture: 1. Neural networks"
    kinds = [result.get_attribute("class") or "" for result in results.all()]
    ours = ["sem-result" in kind for kind in kinds]
    assert ours == sorted(ours, reverse=True)
    assert not any("kind-object" in kind for kind, mine in zip(kinds, ours, strict=True) if not mine)
    assert "Rémi Tachet" in results.first.inner_text()
    # Neither the speaker nor the paper has these words: they only belong to the lecture.
    assert not [found for found in words(results) if found.startswith(("Person", "Paper"))]
    results.first.locator("a").click()
    page.wait_for_url("**/a.html#sessions-neural-networks")


def test_a_paper_is_found_once(once: Callable[..., Path], open_book: Callable[..., Page]) -> None:
    folder = once("searched", lambda folder: Manuscript(folder, FILES).build()) / "build/html"
    page = open_book(folder)
    results = search(page, "kernels")
    page.locator("ul.search > li:not(.sem-result)", has_text="Neural networks").wait_for()
    assert [found for found in words(results) if "Kernels & limits" in found] == [
        "Paper: Øksendal & Arora (2019). Kernels & limits"
    ]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Rémi", "Person: Rémi Tachet"),
        ("remi", "Person: Rémi Tachet"),
        ("REMI tachet", "Person: Rémi Tachet"),
        ("Muller", "Person: Jürgen Müller"),
        ("mueller", "Person: Jürgen Müller"),
        ("oksendal", "Paper: Øksendal & Arora (2019). Kernels & limits"),
        ("Arora kernels", "Paper: Øksendal & Arora (2019). Kernels & limits"),
        ("the neural network", "Lecture: 1. Neural networks"),
        ("神经网络", "Lecture: 2. 神经网络理论"),
        ("小明", "Person: 王小明"),
        ("infinity", "Slides: Wide networks, page 2"),
        ("width", "Slides: Wide networks, page 2"),
        ("核方法", "Slides: Wide networks, page 3"),
        ("poincare", "Neural networks"),
    ],
)
def test_a_student_finds(once: Callable[..., Path], open_book: Callable[..., Page], query: str, first: str) -> None:
    folder = once("searched", lambda folder: Manuscript(folder, FILES).build()) / "build/html"
    assert words(search(open_book(folder), query))[0] == first


def test_a_page_of_a_deck_is_shown_with_its_words_and_its_other_pages(
    tmp_path: Path, open_book: Callable[..., Page]
) -> None:
    files = FILES | {"decks/wide.pdf": deck("Neurons", "A neuron and a neuron", "Other", "Neurons again")}
    built = Manuscript(tmp_path, files).build("dirhtml")
    page = open_book(built.folder)
    page.goto(page.url.replace("index.html", "search/?q=neuron"))
    slides = page.locator("li.sem-result", has_text="Slides")
    slides.wait_for()
    assert slides.locator("mark").inner_text() == "neuron"
    home = page.url.partition("search/")[0]
    links = {link.inner_text(): link.get_attribute("href") for link in slides.locator("a").all()}
    assert links == {
        "Slides: Wide networks, page 2": f"{home}decks/wide.pdf#page=2",
        "text version": f"{home}decks/wide-pages.html#page-2",
        "1": f"{home}decks/wide.pdf#page=1",
        "4": f"{home}decks/wide.pdf#page=4",
    }
    page.goto(links["text version"])
    assert page.locator("#page-2").inner_text().startswith("Page 2: A neuron")


def test_many_results_of_one_kind_are_folded(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    talks = "".join(f"```{{session}} Talk {number}\n:kind: talk\n```\n\n" for number in range(1, 12))
    page = open_book(Manuscript(tmp_path, {"index.md": f"# Day\n\n{talks}"}).build().folder)
    results = search(page, "talk")
    assert words(results)[:8] == [f"Talk: Talk {number}" for number in range(1, 9)]
    fold = page.locator("li.sem-result details")
    assert fold.locator("summary").inner_text() == "Talk: 3 more"
    assert not fold.locator("a").first.is_visible()
    fold.locator("summary").click()
    assert fold.locator("a").all_inner_texts() == ["Talk: Talk 9", "Talk: Talk 10", "Talk: Talk 11"]


def test_a_long_sentence_is_found_without_any_of_its_accents(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    sentence = " ".join(f"é{letter}ul{letter}" for letter in "bcdfghjklmnpqrstvwxz")
    folder = Manuscript(tmp_path, {"index.md": f"# Kernels\n\n{sentence}\n"}).build().folder
    assert words(search(open_book(folder), sentence.replace("é", "e"))) == ["Kernels"]


def test_a_book_in_german_is_searched_in_german(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    files = FILES | {"decks/wide.pdf": deck("Die Häuser der Kernmethoden", "Größen")}
    page = open_book(Manuscript(tmp_path, files, {"language": "de"}).build().folder)
    for query, found in (("Haus", ", "), ("groesse", ""), ("kernmethode", ""), ("grossen", "")):
        assert "Wide networks" in words(search(page, query))[0], f"{query}{found}"


def test_the_search_works_on_pages_opened_from_a_disk(tmp_path: Path, chromium: Browser) -> None:
    folder = Manuscript(tmp_path, FILES).build().folder
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{(folder / 'search.html').as_uri()}?q=infinity")
        link = page.locator("li.sem-result a").first
        assert link.get_attribute("href") == f"{(folder / 'decks/wide.pdf').as_uri()}#page=2"


def test_titles_are_text_and_nothing_else(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    files = {
        "index.md": """\
# C

```{session} <img src=x onerror=document.title='run'> Talk
:slides: d.pdf
```
""",
        "d.pdf": deck("<b onclick=x>Talk</b> </script>"),
    }
    page = open_book(Manuscript(tmp_path, files).build().folder)
    results = search(page, "talk")
    assert "<img" in words(results)[0]
    assert results.locator("img, b").count() == 0


def test_where_our_part_is_off_or_missing_the_search_is_that_of_sphinx(
    tmp_path: Path, open_book: Callable[..., Page]
) -> None:
    book = Manuscript(tmp_path, FILES, {"seminar_exports": ["ics"]})
    built = book.build()
    assert not (built.folder / "seminarindex.js").exists()
    assert "seminar-search" not in built.text("search")
    assert words(search(open_book(built.folder), "tachet"))[0] == "Rémi Tachet"
    book.configure(seminar_exports=["search"])
    built = book.build()
    index = built.folder / "seminarindex.js"
    for damage in (lambda: index.write_text("SeminarSearch.setIndex({});"), index.unlink):
        damage()
        assert words(search(open_book(built.folder), "tachet"))[0] == "Rémi Tachet"


def test_only_the_search_page_loads_the_search(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES).build()
    scripts = {
        name: [script["src"].partition("?")[0] for script in built.page(name, whole=True).select("script[src]")]
        for name in ("index", "a", "genindex", "search")
    }
    assert [name for name, found in scripts.items() if "_static/seminar-search.js" in found] == ["search"]
    assert "seminarindex" not in built.text("index")
