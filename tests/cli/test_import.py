"""Course pages of many shapes, made books: they build without a warning, and nothing of the page is lost."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from sphinx_seminar.cli.commands import main
from tests.authoring import Manuscript

if TYPE_CHECKING:
    from tests.built import Built

ROOT = Path(__file__).parents[2]
PAGES = Path(__file__).parent / "pages"
COURSE = ROOT / "docs/courses/deep-learning-theory/chapters"
#: Words before a colon that have become names of options, and what a generator of sites reads.
UNDERSTOOD = {"time", "where", "room", "organisers", "and"}
NOT_FOR_READERS = ("script", "style", "title", "template")


def imported(folder: Path, *arguments: str | Path) -> Manuscript:
    """Import pages into a book, and return its manuscript."""
    assert main(["import", *map(str, arguments), str(folder / "source"), "--timezone", "Europe/Berlin"]) == 0
    return Manuscript(folder)


def page_of(file: Path) -> BeautifulSoup:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".html":
        return BeautifulSoup(text, "html.parser")
    text = re.sub(r"\{:[^}]*\}|\{\{[^}]*\}\}|\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    return BeautifulSoup(MarkdownIt("commonmark").enable("table").render(text), "html.parser")


def words_of(soup: BeautifulSoup) -> set[str]:
    for hidden in soup(NOT_FOR_READERS):
        hidden.decompose()
    return set(re.findall(r"\w+", soup.get_text(" ").casefold()))


def addresses_of(soup: BeautifulSoup) -> set[str]:
    found = [str(link.get("href") or link.get("src")) for link in soup(["a", "iframe", "img"])]
    return {unquote(address).rstrip("/") for address in found if re.match(r"https?:|mailto:", address)}


def book_of(built: Built) -> BeautifulSoup:
    pages = [file.read_text(encoding="utf-8") for file in sorted(built.folder.rglob("*.html"))]
    return BeautifulSoup("\n".join(pages), "html.parser")


def is_kept(pages: list[Path], manuscript: Manuscript, built: Built) -> None:
    """Compare a page with its book; a date or the name of an option is in its sources as it was written."""
    book = book_of(built)
    sources = [file.read_text(encoding="utf-8") for file in manuscript.source.rglob("*.[mc][ds]*")]
    words = words_of(book) | set(re.findall(r"\w+", " ".join(sources).casefold()))
    addresses = addresses_of(book)
    for page in pages:
        soup = page_of(page)
        assert addresses_of(soup) - addresses == set()
        assert words_of(soup) - words - UNDERSTOOD == set()


@pytest.mark.parametrize("builder", ["html", "text", "latex"])
@pytest.mark.parametrize(
    "page", ["weeks.md", "bullets.md", "nested.html", "terms.html", "_modules", "programme.md", "sheet.csv"]
)
def test_a_page_becomes_a_book_that_builds_without_a_warning(tmp_path: Path, page: str, builder: str) -> None:
    assert (
        imported(tmp_path, PAGES / page, "--year", "2023" if page == "_modules" else "0").build(builder).warnings == []
    )


@pytest.mark.parametrize("page", ["weeks.md", "bullets.md", "nested.html", "terms.html", "_modules", "programme.md"])
def test_every_word_and_every_link_of_a_page_is_in_its_book(tmp_path: Path, page: str) -> None:
    pages = sorted((PAGES / page).glob("*.md")) if (PAGES / page).is_dir() else [PAGES / page]
    manuscript = imported(tmp_path, PAGES / page)
    is_kept(pages, manuscript, manuscript.build())


def topics_page(folder: Path) -> tuple[str, list[str]]:
    """Return a README such as a course of eleven topics has, with its papers."""
    listed, sections, papers = [], [], []
    for number, chapter in enumerate(sorted(COURSE.glob("*.md")), 1):
        text = chapter.read_text(encoding="utf-8")
        (title,) = re.findall(r"\A# (.+)", text)
        anchor = title.lower().replace(" ", "-")
        deck = f"course_files/Lecture{number}.pdf"
        listed.append(f"{number}. {title} [material](#{anchor}) [slides]({deck})")
        (body,) = re.findall(r"^```\{key-papers\}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
        own = re.sub(r"\n  +", " ", body)
        papers += re.findall(r"^- (.+)$", own, re.MULTILINE)
        sections.append(f"## {title}\n\n### Key papers\n\n{own}")
    listed[-1] += " [slides2](course_files/Lecture11b.pdf)"
    about = "# Deep Learning Theory\n\n## About the course\n\nWhat is known, and what is not.\n\n"
    needed = "\n\n## Prerequisites\n\nLinear algebra, statistics\n\n"
    text = about + "The topics are:\n\n" + "\n".join(listed) + needed + "\n".join(sections)
    (folder / "README.md").write_text(text, encoding="utf-8")
    return text, papers


def test_a_page_of_topics_becomes_a_book_of_chapters(tmp_path: Path) -> None:
    _text, papers = topics_page(tmp_path)
    address = "https://github.com/example/course/blob/main/"
    manuscript = imported(tmp_path, tmp_path / "README.md", "--url", address)
    built = manuscript.build()
    assert built.warnings == []
    lectures = sorted(found.docname for found in built.search_objects() if found.kind == "lecture")
    assert len(lectures) == len(set(lectures)) == 11
    is_kept([tmp_path / "README.md"], manuscript, built)
    links = addresses_of(book_of(built))
    assert {f"{address}course_files/Lecture{number}.pdf" for number in (*range(1, 12), "11b")} <= links
    written = "\n".join(file.read_text(encoding="utf-8") for file in sorted((manuscript.source / "chapters").iterdir()))
    assert re.findall(r"^- (.+)$", written, re.MULTILINE) == papers
