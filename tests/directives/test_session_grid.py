"""``{session-grid}``: the term, a day and the regular week, for those who see a table and those who do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.accessibility import violations
from tests.authoring import Manuscript
from tests.browser import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bs4 import Tag
    from playwright.sync_api import Page

    from tests.built import Built

TERM = """\
# Learning

```{course} Learning
:timezone: Europe/Berlin
:location: MI 02.07.014
:starts: 2021-04-19
:ends: 2021-05-28
:meets: Mon 14:00-16:00; Thu 10:00-12:00
:office-hours: Mon 16:00-17:00
:except: 2021-05-13 Ascension Day; 2021-05-24 Whit Monday
```

```{series} Lab
:groups: Group A: Wed 10:00-12:00 @ R1; Group B: Wed 10:00-12:00 @ R2
```

```{session-grid}
:caption: Weeks at a glance
```

```{session-grid}
:name: regular
:shape: week
```

```{session-grid}
:name: labs
:kind: lab
:group: Group B
```

```{lecture} Introduction
```

```{lecture} Regularization
:name: reg
```

```{lecture} Dropout
:date: 2021-05-03 14:00-16:00
:status: cancelled
```

```{lecture} Kernels
:date: 2021-05-21 12:00-14:00
:moved-from: 2021-05-20 10:00-12:00
:status: moved
:location: Aula
```

```{session} Lab 1
:kind: lab
:series: Lab
```

```{assignment} Homework 1
:due: reg + 1 week
```

```{timeline}
- 2021-05-25: Reports
```

```{people}
| Name | Office hours | Place |
|---|---|---|
| Mei Lin | Mon 16:00-17:00 | MI 3.1 |
```
"""
DAY = """\
# Workshop

```{session-grid}
```

```{session-table}
| When | Title | Kind | Room |
|---|---|---|---|
| 2021-06-14 9:00-9:30 | Opening | talk | Hall A |
| 2021-06-14 9:30-10:30 | Kernels | talk | Hall A |
| 2021-06-14 9:30-10:00 | Trees | talk | Hall B |
| 2021-06-14 10:30-11:00 | Coffee | break | |
```
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    found = Manuscript(tmp_path_factory.mktemp("grid"), {"index.md": TERM}, {"html_theme": "furo"}).build()
    assert found.warnings == []
    return found


def table(page: Tag, number: int = 0) -> list[list[str]]:
    """Return the words of the cells of a grid, the lines of each separated by bars."""
    rows = page.select("table.sem-grid")[number].select("tr")
    return [
        [" | ".join(" ".join(line.get_text().split()) for line in cell.select("p")) for cell in row.select("th, td")]
        for row in rows
    ]


def test_the_term_shows_weeks_and_weekdays_with_what_is_due_and_off(built: Built) -> None:
    assert table(built.page("index")) == [
        ["Week", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
        [
            "Week 1 | 19–23 Apr 2021", "1. Introduction", "", "Lab 1 (Group A, R1) | Lab 1 (Group B, R2)",
            "2. Regularization", "",
        ],
        ["Week 2 | 26–30 Apr 2021", "", "", "", "Due 23:59 Homework 1", ""],
        ["Week 3 | 3–7 May 2021", "3. Dropout cancelled", "", "", "", ""],
        ["Week 4 | 10–14 May 2021", "", "", "", "no meeting: Ascension Day", ""],
        ["Week 5 | 17–21 May 2021", "", "", "", "", "12:00–14:00 4. Kernels moved (Aula)"],
        ["Week 6 | 24–28 May 2021", "no meeting: Whit Monday", "Due Reports", "", "", ""],
    ]  # fmt: skip


def test_the_week_shows_all_regular_hours_side_by_side(built: Built) -> None:
    page = built.page("index")
    assert table(page, 1) == [
        ["Time", "Monday", "Wednesday", "Thursday"],
        ["10:00–12:00", "", "Lab (Group A, R1) | Lab (Group B, R2)", "Lecture"],
        ["14:00–16:00", "Lecture", "", ""],
        ["16:00–17:00", "Office hours | Office hours: Mei Lin (MI 3.1)", "", ""],
    ]
    assert len(page.select("#grid-regular .sem-beside")) == 4


def test_filters_are_those_of_tables(built: Built) -> None:
    rows = table(built.page("index"), 2)
    assert [row for row in rows if any(row[1:])][1:] == [["Week 1 | 19–23 Apr 2021", "", "Lab 1 (R2)", ""]]


def test_every_row_and_column_has_a_header(built: Built) -> None:
    grid = built.page("index").select_one("table.sem-grid")
    assert grid.caption.get_text(strip=True).rstrip("#¶") == "Weeks at a glance"
    assert len(grid.select("thead th")) == 6
    assert all(row.select_one(":scope > th") for row in grid.select("tbody tr"))


def test_a_workshop_is_a_day_of_times_and_rooms(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, {"index.md": DAY}).build()
    assert built.warnings == []
    assert table(built.page("index")) == [
        ["Time", "Hall A", "Hall B"],
        ["09:00–09:30", "Opening", ""],
        ["09:30", "09:30–10:30 Kernels", "09:30–10:00 Trees"],
        ["10:30–11:00", "Coffee"],
    ]
    assert built.page("index").select("table.sem-grid td")[-1]["colspan"] == "2"


def test_a_block_of_days_stands_on_each_of_them(tmp_path: Path) -> None:
    page = """\
# Grid

```{session-grid}
```

```{session} Block
:date: 2021-06-07..2021-06-09
```
"""
    rows = table(Manuscript(tmp_path, {"index.md": page}).build().page("index"))
    assert rows == [["Week", "Monday", "Tuesday", "Wednesday"], ["7–11 Jun 2021", "Block", "Block", "Block"]]


def test_plain_text_has_the_grid_too(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, {"index.md": TERM, "day.md": f":orphan:\n\n{DAY}"})
    for builder in ("text", "man"):
        assert book.build(builder).complaints() == []
    assert "Lab 1 (Group A, R1); Lab" in book.build("text").text("index")


def test_the_current_week_is_marked(built: Built, open_book: Callable[..., Page]) -> None:
    page = open_book(built.folder, now="2021-05-05T10:00Z")
    marked = page.locator("#grid-sessions tr.sem-next")
    assert marked.count() == 1
    assert marked.locator(".sem-soon").inner_text() == "This week"
    assert "Week 3" in marked.inner_text()
    assert marked.get_attribute("aria-current") == "true"


@pytest.mark.parametrize("size", [PHONE, (320, 800)])
def test_on_a_phone_it_is_a_list_by_day(built: Built, open_book: Callable[..., Page], size: tuple[int, int]) -> None:
    page = open_book(built.folder, size=size, now="2021-04-01T10:00Z")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    first = page.locator("#grid-sessions tbody p[data-label]").first
    assert first.evaluate("line => getComputedStyle(line, '::before').content") == '"Mon 19 Apr 2021"'
    assert [found for found in violations(page) if "sem-" in found[1]] == []


def test_a_grid_without_anything_says_so(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, {"index.md": "# Grid\n\n```{session-grid}\n```\n"}).build("text")
    assert built.warnings == []
    assert "No sessions yet." in built.text("index")
