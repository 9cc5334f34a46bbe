"""Tables that sort and filter, as cards on a phone, and as they are without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript
from tests.browser import PHONE, resize

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
#: Rows that are all alike, after the three that are looked at: a table that is seen at a glance has no use for sorting.
MORE = "".join(f"\n```{{session}} Exercise\n:name: exercise-{number}\n```\n" for number in range(5))


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory.mktemp("talks"), "")


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory.mktemp("years"), ":group-by: year")


def _built(folder: Path, options: str) -> Path:
    built = Manuscript(folder, {"index.md": TALKS.format(options=options) + MORE}).build()
    assert built.warnings == []
    return built.folder


def titles(page: Page) -> list[str]:
    shown = page.locator("td.sem-col-title:visible").all_inner_texts()
    return [title for title in shown if title != "Exercise"]


@pytest.mark.parametrize(
    ("column", "ascending"),
    [
        ("No.", ["Gradients", "alpha", "Bounds"]),
        ("Date", ["Gradients", "alpha", "Bounds"]),
        ("Day", ["Gradients", "alpha", "Bounds"]),
        ("Title", ["alpha", "Bounds", "Gradients"]),
        ("Speaker", ["alpha", "Gradients", "Bounds"]),
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
    assert [row[0] for row in rows[:5]] == ["2021", "10", "9", "2022", "20"]


def test_a_filter_counts_what_it_leaves_and_says_so(years: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(years)
    box = page.get_by_role("searchbox", name="Filter: All talks")
    status = page.locator(".sem-filter").get_by_role("status")
    assert status.inner_text() == ""
    box.press_sequentially("unal room")
    assert titles(page) == ["alpha"]
    assert status.inner_text() == "1 of 8"
    assert page.locator(".sem-group-head:visible").all_inner_texts() == ["2021"]
    box.fill("nothing like it")
    assert (titles(page), status.inner_text()) == ([], "nothing matches")
    box.fill("")
    assert (len(titles(page)), status.inner_text()) == (3, "")
    assert box.get_attribute("placeholder") == "Title, person, tag"


def test_on_a_phone_the_date_stands_beside_the_title_and_the_rest_below(
    years: Path, open_book: Callable[..., Page]
) -> None:
    page = open_book(years, size=PHONE)
    row = page.locator("tbody tr", has_text="alpha")
    tops = {
        name: row.locator(f".sem-col-{name} > p").bounding_box()["y"]
        for name in ("number", "title", "speaker", "location")
    }
    assert abs(tops["number"] - tops["title"]) < 4
    assert tops["title"] < tops["speaker"] == tops["location"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # The table is still one for those who hear it, sorts and filters.
    assert page.get_by_role("row", name="alpha").get_by_role("cell").count() == 6
    page.get_by_role("combobox", name="Sort by").select_option("Title")
    page.get_by_role("searchbox").fill("20")
    assert titles(page) == ["alpha", "Gradients", "Bounds"]
    page.get_by_role("searchbox").fill("Bounds")
    assert titles(page) == ["Bounds"]
    page.get_by_role("searchbox").fill("")
    page.get_by_role("combobox", name="Sort by").select_option("")
    assert titles(page) == ["Gradients", "alpha", "Bounds"]


TERM = """\
# Term

```{course} Term
:timezone: Europe/Berlin
```

```{session-table}
:columns: number, date, time, title, speaker, location
```

"""


def _term(folder: Path, talks: int) -> Path:
    sessions = "".join(
        f"""
```{{session}} A talk with a title of some length {number}
:date: 2021-{number // 28 % 12 + 1:02}-{number % 28 + 1:02} 14:45-15:00
:number: {number}
:speaker: Ann-Kathrin Leeuwenhoek
:location: Lecture hall 2
```
"""
        for number in range(talks)
    )
    return Manuscript(folder, {"index.md": TERM + sessions}, {"html_theme": "sphinx_book_theme"}).build().folder


@pytest.mark.parametrize("timezone", ["Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles"])
def test_a_table_fits_its_box_while_the_term_is_running(
    tmp_path: Path, open_book: Callable[..., Page], timezone: str
) -> None:
    page = open_book(_term(tmp_path, 20), timezone=timezone, now="2021-01-10T10:00Z")
    assert page.locator("tr.sem-next .sem-soon").is_visible()
    for width in (320, 390, 768, 1280, 1920):
        resize(page, (width, 900))
        table = "table => [table.scrollWidth, table.parentElement.clientWidth, document.documentElement.scrollWidth]"
        needed, given, whole = page.locator("table.sem-table").evaluate(table)
        assert needed <= given, width
        assert whole <= width


def test_two_hundred_sessions_take_thirty_screens_of_a_phone(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(_term(tmp_path, 200), size=PHONE, now="2021-03-10T10:00Z")
    height = page.locator("table.sem-table").evaluate("table => table.getBoundingClientRect().height")
    assert height <= 30 * PHONE[1]


def test_short_tables_and_columns_without_an_order_do_not_sort(
    tmp_path: Path, talks: Path, open_book: Callable[..., Page]
) -> None:
    short = Manuscript(tmp_path, {"index.md": TALKS.format(options="")}).build().folder
    page = open_book(short)
    assert page.locator("th button, .sem-sort-by").count() == 0
    page = open_book(talks)
    assert page.locator("th").all_inner_texts() == ["No.", "Date", "Day", "Title", "Speaker", "Location"]
    assert page.locator("th button").count() == 6
    assert not page.get_by_role("combobox", name="Sort by").is_visible()


ROWS = """\
# Term

```{session-table}
:columns: date, title, slides, papers
```

```{session} Given
:date: 2021-06-01
:slides: Given <https://example.org/given.pdf>
```

```{session} Left out
:date: 2021-06-05
:status: cancelled
```

```{session} Ahead
:date: 2021-06-09
```

```{key-papers}
- Lee, J. (2019). Wide networks. https://example.org/wide
- Roe, B. (2020). Deep networks. https://example.org/deep
```
"""


def test_a_glance_tells_past_from_next_and_from_cancelled(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(Manuscript(tmp_path, {"index.md": ROWS}).build().folder, now="2021-06-04T10:00Z")
    given, cancelled, ahead = page.locator("tbody tr").all()
    assert "sem-past" in given.get_attribute("class")
    assert given.locator(".sem-col-slides").inner_text() == "Slides"
    assert cancelled.locator(".sem-status").inner_text() == "cancelled"
    for words in (".sem-col-date .sem-date", ".sem-col-title a"):
        line = cancelled.locator(words).evaluate("words => getComputedStyle(words).textDecorationLine")
        assert "line-through" in line
    assert ahead.get_attribute("aria-current") == "true"
    papers = ahead.locator(".sem-col-papers")
    assert not papers.get_by_role("link", name="Lee (2019)").is_visible()
    papers.get_by_text("2 papers").click()
    assert papers.get_by_role("link").all_inner_texts() == ["Lee (2019)", "Roe (2020)"]


def test_without_scripts_everything_is_there_and_nothing_that_needs_them(
    years: Path, open_book: Callable[..., Page]
) -> None:
    for size in ((1280, 900), PHONE):
        page = open_book(years, scripts=False, size=size)
        assert titles(page) == ["Gradients", "alpha", "Bounds"]
        assert page.locator(":is(table.sem-table, .sem-filter) :is(button, input, select)").count() == 0
        assert page.locator("table.sem-table").get_by_text("Room 2").is_visible()


@pytest.mark.parametrize("theme", ["alabaster", "furo"], ids=["scripts above", "scripts below"])
def test_nothing_jumps_when_the_scripts_start(tmp_path: Path, open_book: Callable[..., Page], theme: str) -> None:
    # A page that is long enough to be shown before all of it is read.
    files = {"index.md": TALKS.format(options="") + MORE + "\nMore.\n" * 300}
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
