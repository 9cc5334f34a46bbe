"""What is due, in the browser: how long there is still time, and marks on what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

INDEX = """\
# Learning

```{course} Learning
:timezone: Europe/Berlin
```

```{session-table}
```

```{assignment-table} All that is due
```

```{lecture} Kernels
:name: kernels
:date: 2021-06-07 14:00-16:00
```

```{toctree}
homework
```
"""
HOMEWORK = """\
# Homework

```{assignment} Norms
:due: kernels
```

```{assignment} Networks
:due: kernels + 1 week
:late: 2 days
:submit: https://example.org/networks
```

```{assignment} Project
:due: 2021-07-01 12:00
```

```{key-papers}
- Hu, W., & Li, Z. (2019). Simple methods. arXiv preprint arXiv:1905.11368.
```
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = Manuscript(tmp_path_factory.mktemp("book"), {"index.md": INDEX, "homework.md": HOMEWORK}).build()
    assert built.warnings == []
    return built.folder


def test_the_box_says_how_long_there_is_still_time(book: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(book, now="2021-06-13T10:00Z")
    [entry] = page.locator(".sem-now > li").all()
    assert entry.locator(".sem-due").inner_text() == "Due tomorrow, 23:59"
    assert entry.get_by_role("link", name="Submit").is_visible()


def test_what_is_due_is_over_the_minute_it_is_due(book: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(book, now="2021-06-14T21:59:30Z")
    assert page.locator(".sem-now .sem-now-title").all_inner_texts() == ["Project"]


def test_the_next_session_is_never_something_that_is_due(book: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(book, now="2021-06-01T10:00Z")
    sessions, work = page.locator("table.sem-table").all()
    assert ["Kernels" in row for row in sessions.locator("tr.sem-next").all_inner_texts()] == [True]
    assert ["Norms" in row for row in work.locator("tr.sem-next").all_inner_texts()] == [True]
    page = open_book(book, now="2021-06-10T10:00Z")
    assert page.locator("table.sem-table").first.locator("tr.sem-next").count() == 0


def test_what_is_done_is_ticked_everywhere(book: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(book, now="2021-06-10T10:00Z")
    assert page.locator(".sem-progress").all_inner_texts() == ["0 of 3 done"]
    page.get_by_role("checkbox", name="Done: Norms").check()
    assert page.locator(".sem-progress").all_inner_texts() == ["1 of 3 done"]
    page.goto(page.url.replace("index", "homework"))
    boxes = {
        box.get_attribute("aria-label"): box.is_checked()
        for box in page.locator(".sem-assignment").get_by_role("checkbox").all()
    }
    assert boxes == {"Done: Norms": True, "Done: Networks": False, "Done: Project": False}
    # Work is no paper that was read.
    assert page.locator(".sem-progress").first.inner_text() == "0 of 1 read"
