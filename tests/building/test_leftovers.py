"""What was made of sources that are gone does not stay in the output folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript, interrupted

if TYPE_CHECKING:
    from pathlib import Path

PAGES = {
    "index.md": """\
# Course

```{toctree}
a
b
```
""",
    "a.md": "# Alpha\n\n![](plot.png) {download}`sheet.pdf`\n",
    "b.md": "# Beta\n",
    "plot.png": b"1",
    "sheet.pdf": b"%PDF",
}


def without_chapter_b(book: Manuscript) -> None:
    book.delete("b.md")
    book.edit("index.md", "a\nb", "a")


def paths(book: Manuscript, builder: str = "html") -> set[str]:
    return set(book.build(builder).files())


@pytest.mark.parametrize(("builder", "page"), [("html", "b.html"), ("dirhtml", "b/index.html"), ("epub", "b.xhtml")])
def test_the_page_of_a_chapter_that_is_gone_goes(tmp_path: Path, builder: str, page: str) -> None:
    book = Manuscript(tmp_path, PAGES)
    before = paths(book, builder)
    without_chapter_b(book)
    assert page in before
    assert before - paths(book, builder) == {page, "_sources/b.md.txt"} & before


def test_the_source_of_a_chapter_that_is_gone_goes_whatever_its_name_ends_with(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, PAGES, {"html_sourcelink_suffix": ".md"})
    before = paths(book)
    without_chapter_b(book)
    assert before - paths(book) == {"b.html", "_sources/b.md"}


@pytest.mark.parametrize(
    ("builder", "people"),
    [("html", "sem-people.html"), ("dirhtml", "sem-people/index.html"), ("epub", "sem-people.xhtml")],
)
def test_the_index_of_people_goes_with_the_last_of_them(tmp_path: Path, builder: str, people: str) -> None:
    book = Manuscript(tmp_path, PAGES | {"b.md": "# Beta\n\n```{lecture}\n:speaker: Ann Lee\n```\n"})
    assert people in paths(book, builder)
    book.write("b.md", "# Beta\n")
    assert people not in paths(book, builder)


def test_pictures_and_downloads_that_are_taken_back_go(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, PAGES)
    before = paths(book)
    book.write("a.md", "# Alpha\n")
    gone = before - paths(book)
    assert {path.rpartition("/")[2] for path in gone} == {"plot.png", "sheet.pdf"}


def test_what_stands_at_the_address_of_a_chapter_that_is_gone_stays(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, PAGES, {"html_extra_path": ["extra"], "exclude_patterns": ["extra"]})
    book.write("extra/robots.txt", "")
    book.build()
    without_chapter_b(book)
    book.write("extra/b.html", "Moved.")
    assert [book.build().read_file("b.html") for _build in range(2)] == [b"Moved.", b"Moved."]


def test_what_another_builder_has_put_into_the_folder_stays(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, PAGES)
    book.build("html", into="both")
    without_chapter_b(book)
    assert "b.html" in book.build("text", into="both").files()


def test_the_page_of_a_build_that_was_killed_goes_too(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, PAGES)
    interrupted(book, "build-finished", 1)
    without_chapter_b(book)
    assert "b.html" not in paths(book)
