"""Marks on what was read, abstracts to unfold, entries to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

BIB = """\
@article{jacot2018neural, title={Neural tangent kernel}, author={Jacot, Arthur}, year={2018}, journal={NeurIPS},
  abstract={At initialization, networks are Gaussian processes.}}
@article{lee2019wide, title={Wide networks}, author={Lee, Jaehoon}, year={2019}, journal={NeurIPS}}
@article{belkin2018understand, title={To understand}, author={Belkin, Mikhail}, year={2018}, journal={ICML}}
"""
INDEX = """\
# Book

```{reading-list}
:group-by: session
```

```{toctree}
one
two
```
"""
LECTURE = """\
# {title}

```{{lecture}}
```

```{{key-papers}}
{papers}```
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {
        "index.md": INDEX,
        "one.md": LECTURE.format(title="One", papers="- @jacot2018neural\n- @lee2019wide\n"),
        "two.md": LECTURE.format(title="Two", papers="- @jacot2018neural\n- @belkin2018understand\n"),
        "papers.bib": BIB,
    }
    built = Manuscript(tmp_path_factory.mktemp("book"), files, {"seminar_bibliography": ["papers.bib"]}).build()
    assert built.warnings == []
    return built.folder


def progress(page: Page) -> list[str]:
    return page.locator(".sem-progress:not(.sem-hint)").all_inner_texts()


def test_a_paper_that_was_read_is_read_in_every_lecture(book: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(book, "one.html")
    assert progress(page) == ["0 of 2 read"]
    assert page.get_by_text("Tick what you have read").is_visible()
    page.get_by_role("checkbox", name="Read: Neural tangent kernel").check()
    assert progress(page) == ["1 of 2 read"]
    assert not page.get_by_text("Tick what you have read").is_visible()
    assert page.locator(".sem-session .sem-reading a").inner_text() == "2 papers, 1 read"
    page.goto(page.url.replace("one", "two"))
    box = page.get_by_role("checkbox", name="Read: Neural tangent kernel")
    assert box.is_checked()
    assert progress(page) == ["1 of 2 read"]
    page.get_by_role("checkbox", name="Read: To understand").check()
    box.uncheck()
    page.goto(page.url.replace("two", "index"))
    assert progress(page) == ["1 of 3 read", "0 of 2 read", "1 of 2 read"]
    page.goto(page.url.replace("index", "sem-papers"))
    checked = page.get_by_role("checkbox", checked=True)
    assert [box.get_attribute("aria-label") for box in checked.all()] == ["Read: To understand"]


def test_a_paper_that_was_read_steps_back(book: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(book, "one.html")
    title = page.locator(".sem-paper-title").first
    before = title.evaluate("title => getComputedStyle(title).fontWeight")
    page.get_by_role("checkbox", name="Read: Neural tangent kernel").check()
    assert title.evaluate("title => getComputedStyle(title).fontWeight") < before
    page.emulate_media(media="print")
    assert not page.get_by_text("BibTeX", exact=True).first.is_visible()


def test_two_windows_agree(book: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(book, "one.html")
    other = page.context.new_page()
    other.goto(page.url.replace("one", "two"))
    page.get_by_role("checkbox", name="Read: Neural tangent kernel").check()
    other.get_by_role("checkbox", name="Read: Neural tangent kernel", checked=True).wait_for()
    assert progress(other) == ["1 of 2 read"]


def test_two_books_of_one_site_keep_their_own_marks(tmp_path: Path, book: Path, open_book: Callable[..., Page]) -> None:
    for name in ("first", "second"):
        (tmp_path / name).symlink_to(book)
    page = open_book(tmp_path, "first/one.html")
    page.get_by_role("checkbox", name="Read: Wide networks").check()
    page.goto(page.url.replace("first", "second"))
    assert progress(page) == ["0 of 2 read"]


def test_without_scripts_there_is_nothing_to_check_off(book: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(book, "one.html", scripts=False)
    assert page.get_by_text("Wide networks").first.is_visible()
    assert page.locator(".sem-papers :is(input, button)").count() == 0


def test_an_abstract_unfolds_and_an_entry_is_copied(book: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(book, "one.html")
    abstract = page.get_by_text("networks are Gaussian processes").first
    assert not abstract.is_visible()
    page.get_by_text("Abstract", exact=True).click()
    assert abstract.is_visible()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy: BibTeX, Wide networks").click()
    page.get_by_role("button", name="✓").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("@article{lee2019wide,")
