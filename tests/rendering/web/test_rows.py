"""What a row of a session table says at a glance: what can be had, what is a break, which rows belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript
from tests.browser import DESKTOP, PHONE, resize

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bs4 import Tag
    from playwright.sync_api import Page

DAY = """\
# Day

```{session-table}
:columns: time, title, kind, speaker, location, resources
:group-by: day
```

```{session} Welcome
:date: 2021-06-07 09:00-09:30
:speaker: Ann Lee
:slides: https://example.org/welcome.pdf
:recording: https://example.org/welcome
```

```{key-papers}
- Lee, J. (2019). Wide networks. https://example.org/wide
- Roe, B. (2020). Deep networks. https://example.org/deep
```

```{session} Coffee
:date: 2021-06-07 09:30-10:00
:kind: coffee break
```

```{session} Lunch
:date: 2021-06-07 12:00-13:00
:kind: lunch
:location: Canteen
:links: Menu <https://example.org/menu>
```
"""


@pytest.fixture
def day(tmp_path: Path) -> Path:
    built = Manuscript(tmp_path, {"index.md": DAY}, {"html_theme": "sphinx_book_theme"}).build()
    assert built.warnings == []
    return built.folder


def rows_of(root: Path, page: str, **conf: str) -> list[Tag]:
    built = Manuscript(root, {"index.md": page}, conf).build()
    assert built.warnings == []
    return built.page("index").select("table.sem-table tbody tr")


def test_resources_are_words_apart_and_say_how_many_papers_there_are(tmp_path: Path) -> None:
    _head, welcome, *_breaks = rows_of(tmp_path, DAY)
    resources = welcome.select_one("td.sem-col-resources")
    assert " ".join(resources.get_text().split()) == "Slides Recording 2 papers"
    assert resources.select("a")[-1]["href"] == "#papers-lee2019wide"


def test_a_column_of_papers_makes_their_number_idle(tmp_path: Path) -> None:
    _head, welcome, *_breaks = rows_of(tmp_path, DAY.replace("location, resources", "papers, resources"))
    assert "papers" not in welcome.select_one("td.sem-col-resources").get_text()


def test_commas_part_resources_where_nothing_else_does(tmp_path: Path) -> None:
    text = Manuscript(tmp_path, {"index.md": DAY}).build("text").text("index")
    assert "Slides, Recording" in " ".join(text.split())
    assert "2 papers" not in text


def test_a_break_is_light_and_leads_nowhere_unless_there_is_something(tmp_path: Path) -> None:
    _head, welcome, coffee, lunch = rows_of(tmp_path, DAY)
    assert ["sem-break" in row["class"] for row in (welcome, coffee, lunch)] == [False, True, True]
    assert coffee.select("td.sem-col-title a") == []
    assert [link["href"] for link in lunch.select("td.sem-col-title a")] == ["#sessions-lunch"]


@pytest.mark.parametrize("kind", ["break", "Lunch break", "Mittagspause", "Déjeuner", "Almuerzo", "昼休み", "午餐"])
def test_breaks_are_known_in_every_language_of_readers(tmp_path: Path, kind: str) -> None:
    assert "sem-break" in rows_of(tmp_path, DAY.replace("coffee break", kind))[2]["class"]


@pytest.mark.parametrize("kind", ["talk", "breakout session", "outbreak", "spotlight"])
def test_what_only_sounds_like_a_break_is_none(tmp_path: Path, kind: str) -> None:
    assert "sem-break" not in rows_of(tmp_path, DAY.replace("coffee break", kind))[2]["class"]


@pytest.mark.parametrize(("size", "role"), [(DESKTOP, None), (PHONE, "rowheader")], ids=["desktop", "phone"])
def test_the_line_of_a_group_heads_the_rows_below_it(
    day: Path, open_book: Callable[..., Page], size: tuple[int, int], role: str | None
) -> None:
    head = open_book(day, size=size).locator("tr.sem-group-row > th")
    assert head.inner_text() == "Monday 7 June 2021"
    assert (head.get_attribute("scope"), head.get_attribute("colspan")) == ("rowgroup", "6")
    assert head.get_attribute("role") == role


def test_a_wide_table_takes_the_margin_that_the_theme_leaves_empty(
    tmp_path: Path, open_book: Callable[..., Page]
) -> None:
    chapter = """\
```{toctree}
:hidden:

more
```
"""
    files = {"index.md": DAY + chapter, "more.md": "# More\n"}
    page = open_book(Manuscript(tmp_path, files, {"html_theme": "sphinx_book_theme"}).build().folder)
    widths = "() => ['table.sem-table', 'article h1'].map(name => document.querySelector(name).clientWidth)"
    table, text = page.evaluate(widths)
    assert table > text + 100
    for width in (768, 1000, 1100, 1200, 1280, 1920):
        resize(page, (width, 900))
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_group_of_what_is_next_is_marked_as_the_current_one(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    weeks = DAY.replace(":group-by: day", ":group-by: week") + (
        "```{session} Next week\n:date: 2021-06-16 10:00-12:00\n:location: Aula\n```\n"
    )
    page = open_book(Manuscript(tmp_path, {"index.md": weeks}).build().folder, now="2021-06-07T06:00Z")
    current = page.locator("tr.sem-current")
    assert current.all_inner_texts() == ["7–13 June 2021"]
    page.clock.set_fixed_time("2021-06-12T10:00Z")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert current.all_inner_texts() == ["14–20 June 2021"]
