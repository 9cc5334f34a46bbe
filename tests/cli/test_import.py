"""Course pages of many shapes, made books: they build without a warning, and nothing of the page is lost."""

from __future__ import annotations

import json
import re
from html import escape
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
#: The pages, each in another shape, with the options that they are imported with.
SHAPES: dict[str, tuple[str, ...]] = {
    "weeks.md": (),
    "bullets.md": (),
    "nested.html": (),
    "terms.html": (),
    "_modules": ("--year", "2023"),
    "programme.md": (),
    "sheet.csv": (),
    "american.csv": (),
    "schedule.yml": (),
    "days.md": (),
    "group.html": (),
    "seminar.txt": (),
    "odd.md": (),
}
#: Another theme than that of the book, so that a test is over sooner.
SMALL = {"html_theme": "basic", "html_theme_options": {}}
NOT_FOR_READERS = ("script", "style", "title", "template")


def imported(folder: Path, *arguments: str | Path) -> Manuscript:
    """Import pages into a book, and return its manuscript."""
    assert main(["import", *map(str, arguments), str(folder / "source"), "--timezone", "Europe/Berlin"]) == 0
    return Manuscript(folder)


def page_of(file: Path) -> BeautifulSoup:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".html":
        return BeautifulSoup(text, "html.parser")
    if file.suffix == ".yml":
        return BeautifulSoup(re.sub(r"\A#.*|\b\w+:(?=\s)", "", text), "html.parser")
    if file.suffix in (".csv", ".txt"):
        return BeautifulSoup(escape(text), "html.parser")
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


@pytest.mark.parametrize("page", SHAPES)
def test_a_page_becomes_a_book_that_builds_and_has_its_every_word_and_link(tmp_path: Path, page: str) -> None:
    pages = sorted((PAGES / page).glob("*.md")) if (PAGES / page).is_dir() else [PAGES / page]
    manuscript = imported(tmp_path, PAGES / page, *SHAPES[page])
    built = manuscript.build(conf=SMALL)
    assert built.warnings == []
    is_kept(pages, manuscript, built)


@pytest.mark.parametrize("builder", ["text", "latex"])
@pytest.mark.parametrize("page", ["weeks.md", "nested.html", "group.html", "odd.md"])
def test_a_book_builds_on_paper_too(tmp_path: Path, page: str, builder: str) -> None:
    assert imported(tmp_path, PAGES / page).build(builder).warnings == []


def sessions_of(manuscript: Manuscript) -> list[tuple[str, str, list[str]]]:
    """Return title, day and kinds of links of each session of a book."""
    course = json.loads(manuscript.build(conf=SMALL).read_file("course.json"))
    return [
        (one["title"], one.get("when", {}).get("first", ""), [link["kind"] for link in one.get("resources", ())])
        for one in course["sessions"]
    ]


def test_a_section_a_week_is_a_session_with_its_date_and_its_links(tmp_path: Path) -> None:
    assert sessions_of(imported(tmp_path, PAGES / "weeks.md")) == [
        ("Risk and its minimisation", "2023-09-26", ["slides", "recording"]),
        ("Uniform convergence", "2023-10-03", ["slides", "slides"]),
        ("Kernels", "2023-10-10", []),
    ]


def test_a_line_a_week_is_a_session_with_its_date_and_its_links(tmp_path: Path) -> None:
    assert sessions_of(imported(tmp_path, PAGES / "bullets.md")) == [
        ("Organisation", "2023-10-12", []),
        ("Backpropagation", "2023-10-19", ["slides", "code"]),
        ("Convolutions, speaker to be found", "2023-10-26", ["link", "link"]),
        ("Attention", "2024-01-11", ["slides", "recording"]),
        ("(sometime in January): Exam", "", []),
    ]


def test_the_modules_of_a_site_are_tables_of_their_sessions(tmp_path: Path) -> None:
    assert sessions_of(imported(tmp_path, PAGES / "_modules", "--year", "2023")) == [
        ("Welcome & Overview", "2023-09-25", ["link", "slides"]),
        ("Linear maps", "2023-09-27", ["link"]),
        ("Eigenvalues", "2023-10-02", ["link"]),
        ("Quiz in class", "2023-10-04", []),
    ]


def test_the_schedule_that_a_site_keeps_as_data(tmp_path: Path) -> None:
    manuscript = imported(tmp_path, PAGES / "schedule.yml")
    assert sessions_of(manuscript) == [
        ("Kernels", "2023-10-02", ["slides", "link"]),
        ("Optimisation: momentum", "2023-10-09", []),
    ]
    table = manuscript.build(conf=SMALL).page("index").find("table")
    assert table is not None
    assert "Due 16 October ~~9 October~~" in " ".join(table.get_text(" ").split())
    assert [cell["href"] for cell in table("a") if "arxiv" in cell["href"]] == ["https://arxiv.org/abs/1806.07572"]


def test_the_schedule_that_a_page_keeps_in_its_front_matter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sessions_of(imported(tmp_path, PAGES / "days.md")) == [
        ("Gradient descent, momentum", "2019-08-29", ["link", "link", "slides"]),
        ("Adaptive methods", "2019-09-03", ["slides"]),
    ]
    assert "settings of a generator of sites are left out: layout" in capsys.readouterr().out


def test_what_is_said_of_one_event_under_a_day_stays_with_it(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(
        """\
# Models

Mon Jan 3
: [Introduction](https://example.org/1)
  : **Lecture**{: .label }
: *Emmy Noether*
: 1. Why?
  1. How?
: **HW 1**{: .label }[due](https://example.org/2){target="_blank" .b}

Wed Jan 5
: [Kernels](#)
  : [1.1](#)
"""
    )
    manuscript = imported(tmp_path, tmp_path / "page.md", "--year", "2022")
    table = manuscript.build(conf=SMALL).page("index").find("table")
    assert table is not None
    rows = [[" ".join(cell.get_text().split()) for cell in row("td")] for row in table("tr")[1:]]
    assert [row[1] for row in rows] == ["Introduction", "Kernels"]
    assert "Lecture; Emmy Noether; Why?; How?" in rows[0]
    assert "1.1" in rows[1]
    assert "| HW 1 | 2022-01-03 | [due](https://example.org/2) |" in (tmp_path / "source/index.md").read_text(
        encoding="utf-8"
    )
    assert "{" not in table.get_text()


def test_menus_are_left_out_and_links_in_brackets_are_links(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.html").write_text('<title>A</title><nav><a href="b.html">Menu</a></nav><h1>A</h1><p>Text')
    imported(tmp_path, tmp_path / "page.html")
    assert "menus that lead to other pages of the site are left out" in capsys.readouterr().out
    (tmp_path / "page.md").write_text("# B\n\nSee <[slides](https://example.org/a)>.\n")
    page = imported(tmp_path / "b", tmp_path / "page.md").build(conf=SMALL).page("index")
    assert "See slides." in page.get_text()


def test_what_is_wrong_with_a_file_of_data_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "page.csv").write_text("Date,Topic\n2023-10-02,Kernels,too,many\n")
    imported(tmp_path, tmp_path / "page.csv")
    assert "line 2: this row has 4 cells" in capsys.readouterr().out


def test_days_in_numbers_are_read_in_the_order_that_their_column_tells(tmp_path: Path) -> None:
    assert sessions_of(imported(tmp_path, PAGES / "american.csv")) == [
        ("Design", "2023-01-23", []),
        ("Coordinates", "2023-02-01", []),
        ("Structures", "2023-02-06", []),
    ]


def test_what_is_no_day_of_its_year_is_told_with_the_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"| Wed, Jan {day} | Part {day} |\n" for day in range(5, 14))
    (tmp_path / "page.md").write_text(f"# Course\n\n| Date | Topic |\n| --- | --- |\n{rows}")
    imported(tmp_path, tmp_path / "page.md", "--year", "2024")
    said = capsys.readouterr().out
    assert "'Wed, Jan 5' is kept in the column 'As written': 5 January 2024 is a Friday, not a Wednesday" in said
    assert said.count("is kept in the column 'As written'") == 5
    assert "3 more are kept in the column 'As written'" in said


def test_merged_headers_and_lines_across_a_table_are_understood(tmp_path: Path) -> None:
    manuscript = imported(tmp_path, PAGES / "nested.html")
    table = manuscript.build(conf=SMALL).page("index").find("table")
    assert table is not None
    header, *rows = ([cell.get_text(" ", strip=True) for cell in row(["th", "td"])] for row in table("tr"))
    assert header == ["Date", "Topic", "Lecturer", "Resources", "Readings (Material)", "Part", "As written"]
    assert rows[1][1:4] == ["Symmetry and conservation", "Emmy Noether", "ppt (old slides/sym (1).ppt)"]
    assert rows[0][3:5] == ["pdf Jacot et al.", "Jacot et al.; Chapter 1 of the book"]
    assert [row[5] for row in rows] == ["Part I: Foundations"] * 2 + ["Part II: More"] * 3
    assert [row[6] for row in rows if row[6]] == ["Feb 30"]


def test_the_table_of_sessions_stands_where_their_sections_stood(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(
        """\
# A

## Plan

### 1. Lecture 1a: B

Text.

### 2. Lecture 1b: C

Text.

## Rules

Be there.
"""
    )
    page = imported(tmp_path, tmp_path / "page.md").build(conf=SMALL).page("index")
    shown = [part.get_text(" ", strip=True) for part in page.select("h2, td:nth-of-type(1)")]
    assert [words.removesuffix(" ¶") for words in shown] == ["Plan", "1a", "1b", "Rules"]


def test_hours_under_a_day_are_those_of_the_day(tmp_path: Path) -> None:
    course = json.loads(imported(tmp_path, PAGES / "programme.md").build(conf=SMALL).read_file("course.json"))
    assert [session["when"]["start_utc"] for session in course["sessions"]] == [
        "2019-06-14T07:00:00Z",
        "2019-06-14T07:10:00Z",
        "2019-06-14T07:50:00Z",
        "2019-06-14T08:20:00Z",
    ]


def test_decks_beside_the_page_are_copied_and_the_rest_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manuscript = imported(tmp_path, PAGES / "weeks.md")
    assert sorted(file.name for file in (manuscript.source / "slides").iterdir()) == ["convergence.pdf", "risk.pdf"]
    said = capsys.readouterr().out
    assert "not beside the page are kept as text (1: 'syllabus.pdf')" in said
    assert "% import: these files were not beside the page" in (manuscript.source / "index.md").read_text()


def test_dates_without_a_year_are_pointed_out_if_the_page_names_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(tmp_path, PAGES / "_modules")
    assert "dates such as 'Sep 25' name no year: give it with --year" in capsys.readouterr().out


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(PAGES / "weeks.md"), str(tmp_path / "book"), "--dry-run"]) == 0
    assert not (tmp_path / "book").exists()
    said = capsys.readouterr().out
    assert "chapters/02-uniform-convergence.md" in said
    assert "3 sessions with pages of their own" in said


def test_an_import_never_overwrites_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "index.md").write_text("mine")
    assert main(["import", str(PAGES / "weeks.md"), str(tmp_path)]) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["index.md"]
    assert str(tmp_path / "index.md") in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("page.pdf", b"%PDF-1.4", "is no text"), ("page.md", b" \n", "is empty"), ("", b"", "No such file")],
)
def test_what_cannot_be_imported_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, said: str
) -> None:
    if name:
        (tmp_path / name).write_bytes(content)
    assert main(["import", str(tmp_path / (name or "none.md")), str(tmp_path / "book")]) == 1
    assert said in capsys.readouterr().err


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
    about = """\
# Deep Learning Theory

## About the course

What is known, and what is not.

"""
    needed = """\


## Prerequisites

Linear algebra, statistics

"""
    text = about + "The topics are:\n\n" + "\n".join(listed) + needed + "\n".join(sections)
    (folder / "README.md").write_text(text, encoding="utf-8")
    return text, papers


def test_a_page_of_topics_becomes_a_book_of_chapters(tmp_path: Path) -> None:
    _text, papers = topics_page(tmp_path)
    address = "https://github.com/example/course/blob/main/"
    manuscript = imported(tmp_path, tmp_path / "README.md", "--url", address)
    built = manuscript.build(conf=SMALL)
    assert built.warnings == []
    lectures = sorted(found.docname for found in built.search_objects() if found.kind == "lecture")
    assert len(lectures) == len(set(lectures)) == 11
    is_kept([tmp_path / "README.md"], manuscript, built)
    links = addresses_of(book_of(built))
    assert {f"{address}course_files/Lecture{number}.pdf" for number in (*range(1, 12), "11b")} <= links
    written = "\n".join(file.read_text(encoding="utf-8") for file in sorted((manuscript.source / "chapters").iterdir()))
    assert re.findall(r"^- (.+)$", written, re.MULTILINE) == papers


def test_front_matter_with_a_day_that_no_calendar_has_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("""\
---
title: Kernels
date: 2023-02-30
---
# Trees

Words.
""")
    book = imported(tmp_path / "book", tmp_path / "page.md")
    assert "Words." in (book.source / "index.md").read_text(encoding="utf-8")
