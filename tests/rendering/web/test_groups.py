"""A reader chooses groups, as they see it: in the address, and by the links above a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

FILES = {
    "index.md": """\
# Course

```{course} Theory
:timezone: Europe/Berlin
:starts: 2021-04-12
:ends: 2021-05-14
:groups: Section 1: Tue 10:00-11:30; Section 2: Wed 13:00-14:30
```

```{series} Lab
:groups: A: Wed 16:00-18:00 @ R1; B: Thu 10:00-12:00 @ R2
```

```{session-table}
:columns: date, title
```

```{toctree}
alpha
```
""",
    "alpha.md": """\
# Alpha

```{lecture}
```

```{session} Sorting
:series: Lab
```
""",
}
#: A Monday.
BEFORE = "2021-04-12T09:00+02:00"


def dates(page: Page) -> list[str]:
    cells = page.locator("table.sem-table td.sem-col-date").all()
    return [" ".join(cell.locator("p").evaluate("p => p.textContent").split()) for cell in cells]


def choose(page: Page, label: str) -> None:
    with page.expect_navigation():
        page.locator(".sem-choice a", has_text=label).click()


def test_a_reader_without_groups_sees_all(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(Manuscript(tmp_path, FILES).build().folder, now=BEFORE)
    assert dates(page)[0].startswith("Section 1: 13 Apr 2021")
    assert "Section 2: 14 Apr 2021" in dates(page)[0]
    assert page.locator(".sem-choice a").all_text_contents() == ["Section 1", "Section 2", "Lab, A", "Lab, B", "all"]


def test_groups_in_the_address_are_shown_and_kept(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(Manuscript(tmp_path, FILES).build().folder, "index.html?group=section-2,lab-b", now=BEFORE)
    assert [date.split(" · ")[0] for date in dates(page)] == [
        "Section 2: 14 Apr 2021 In 2 days",
        "B: 15 Apr 2021",
    ]
    # What is next is so for these groups.
    now = page.locator(".sem-now")
    assert "14 April" in now.inner_text()
    assert "13 April" not in now.inner_text()
    page.goto(page.url.split("?")[0].replace("index", "alpha"))
    assert page.locator(".sem-summary").first.inner_text().count("Section") == 1
    assert "Section 2: Wed 14 April 2021" in page.locator(".sem-summary").first.inner_text()


def test_a_link_chooses_one_group_of_a_series_and_keeps_the_others(
    tmp_path: Path, open_book: Callable[..., Page]
) -> None:
    page = open_book(Manuscript(tmp_path, FILES).build().folder, "index.html?group=section-2,lab-b", now=BEFORE)
    choose(page, "Section 1")
    assert [date[:22] for date in dates(page)] == ["Section 1: 13 Apr 2021", "B: 15 Apr 2021"]
    chosen = page.locator('.sem-choice a[aria-current="true"]').all_text_contents()
    assert chosen == ["Section 1", "Lab, B"]
    choose(page, "all")
    assert "Section 2" in dates(page)[0]
    assert "A: 14 Apr 2021" in dates(page)[1]
