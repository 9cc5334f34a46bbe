"""Tables that sort and filter, as cards on a phone, and as they are without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript
from tests.browser import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

TALKS = """\
# Talks

```{{session-table}}
:columns: number, date, weekday, title, speaker, location
:searchable:
:caption: All talks
{options}
```

```{{session}} Gradients
:date: 2021-06-07
:speaker: Ann Lee
:number: 9
```

```{{session}} alpha
:date: 2021-12-01
:speaker: Ünal Ay
:number: 10
:location: Room 2
```

```{{session}} Bounds
:date: 2022-02-20
:speaker: Bo Roe
```
"""


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory.mktemp("talks"), "")


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory.mktemp("years"), ":group-by: year")


def _built(folder: Path, options: str) -> Path:
    built = Manuscript(folder, {"index.md": TALKS.format(options=options)}).build()
    assert built.warnings == []
    return built.folder


def titles(page: Page) -> list[str]:
    return page.locator("td.sem-col-title:visible").all_inner_texts()


@pytest.mark.parametrize(
    ("column", "ascending"),
    [
        ("No.", ["Gradients", "alpha", "Bounds"]),
        ("Date", ["Gradients", "alpha", "Bounds"]),
        ("Day", ["Gradients", "alpha", "Bounds"]),
        ("Title", ["alpha", "Bounds", "Gradients"]),
        ("Speaker", ["Gradients", "Bounds", "alpha"]),
        ("Location", ["alpha", "Gradients", "Bounds"]),
    ],
)
def test_a_header_sorts_both_ways_and_gives_the_order_back(
    talks: Path, open_book: Callable[..., Page], column: str, ascending: list[str]
) -> None:
    page = open_book(talks)
    header = page.get_by_role("columnheader", name=column)
    button = header.get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    assert (titles(page), header.get_attribute("aria-sort")) == (ascending, "ascending")
    page.keyboard.press("Space")
    # What says nothing in a column comes last, either way.
    empty = {"No.": 1, "Location": 2}.get(column, 0)
    said = ascending[: len(ascending) - empty]
    assert titles(page) == said[::-1] + ascending[len(said) :]
    assert header.get_attribute("aria-sort") == "descending"
    page.keyboard.press("Enter")
    assert (titles(page), header.get_attribute("aria-sort")) == (["Gradients", "alpha", "Bounds"], None)


def test_groups_keep_their_rows_when_they_are_sorted(years: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(years)
    page.get_by_role("button", name="Title").click()
    rows = [row.inner_text().split() for row in page.locator("tbody tr").all()]
    assert [row[0] for row in rows] == ["2021", "10", "9", "2022", "20"]


def test_a_filter_counts_what_it_leaves_and_says_so(years: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(years)
    box = page.get_by_role("searchbox", name="Filter: All talks")
    status = page.locator(".sem-filter").get_by_role("status")
    assert status.inner_text() == ""
    box.press_sequentially("unal room")
    assert titles(page) == ["alpha"]
    assert status.inner_text() == "1 of 3"
    assert page.locator(".sem-group-head:visible").all_inner_texts() == ["2021"]
    box.fill("nothing like it")
    assert (titles(page), status.inner_text()) == ([], "0 of 3")
    box.fill("")
    assert (len(titles(page)), status.inner_text()) == (3, "")


def test_on_a_phone_a_row_is_a_card_with_every_fact(years: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(years, size=PHONE)
    card = page.locator("tbody tr", has_text="alpha")
    labels = card.locator("td p").evaluate_all("lines => lines.map(line => getComputedStyle(line, '::before').content)")
    assert [label.strip('"') for label in labels] == ["No.: ", "Date: ", "Day: ", "none", "Speaker: ", "Location: "]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # The table is still one for those who hear it, sorts and filters.
    assert page.get_by_role("row", name="alpha").get_by_role("cell").count() == 6
    page.get_by_role("button", name="Title").click()
    page.get_by_role("searchbox").fill("20")
    assert titles(page) == ["alpha", "Gradients", "Bounds"]
    page.get_by_role("searchbox").fill("Bounds")
    assert titles(page) == ["Bounds"]


def test_without_scripts_everything_is_there_and_nothing_that_needs_them(
    years: Path, open_book: Callable[..., Page]
) -> None:
    for size in ((1280, 900), PHONE):
        page = open_book(years, scripts=False, size=size)
        assert titles(page) == ["Gradients", "alpha", "Bounds"]
        assert page.locator("table.sem-table :is(button, input)").count() == 0
        assert page.locator("table.sem-table").get_by_text("Room 2").is_visible()


@pytest.mark.parametrize("theme", ["alabaster", "furo"], ids=["scripts above", "scripts below"])
def test_nothing_jumps_when_the_scripts_start(tmp_path: Path, open_book: Callable[..., Page], theme: str) -> None:
    # A page that is long enough to be shown before all of it is read.
    files = {"index.md": TALKS.format(options="") + "\nMore.\n" * 300}
    talks = Manuscript(tmp_path, files, {"html_theme": theme}).build().folder
    page = open_book(talks, timezone="Asia/Tokyo", now="2021-06-06T10:00Z")
    shifts = page.evaluate(
        """() => new Promise(done => {
          let sum = 0;
          new PerformanceObserver(list => list.getEntries().forEach(entry => sum += entry.value))
            .observe({type: 'layout-shift', buffered: true});
          requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
        })"""
    )
    assert shifts == 0


def test_our_tables_have_no_styles_in_their_elements(talks: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(talks)
    assert page.locator("table.sem-table [style], table.sem-table[style], .sem-session [style]").count() == 0
