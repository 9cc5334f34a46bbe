"""What is due stands in the tables of the whole book: below the session of its day, or in a row of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript
from tests.releases.canaries import opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.built import Built

TABLE = """\
# Kernels

```{{course}} Kernels
:timezone: Europe/Berlin
```

```{{session-table}}
:columns: date, title
{options}
```

```{{toctree}}
:hidden:

dates
```

```{{session}} Ridge regression
:date: 2021-06-07 10:00-12:00
:kind: lecture
```

```{{session}} Exercise
:date: 2021-06-07 14:00-16:00
:kind: lab
```

```{{session}} Wide networks
:date: 2021-06-14 10:00-12:00
:kind: lecture
```
"""
DATES = """\
# Dates

```{timeline}
- 2021-05-25..2021-06-01: Registration
- 2021-06-07 23:59: First sheet
- 2021-06-10: Deadline for topics
- 2021-06-14 10:00-12:00: Wide networks
- 2021-06-20: Report
- TBA: Party
```
"""


def build(root: Path, options: str = "", builder: str = "html", dates: str = DATES) -> Built:
    files = {"index.md": TABLE.format(options=options), "dates.md": dates}
    built = Manuscript(root, files, {"version": "1", "copyright": "A"}).build(builder)
    assert built.warnings == []
    return built


def rows(built: Built) -> list[list[list[str]]]:
    """Return the lines of each cell."""
    body = built.page("index").select("table.sem-table tbody tr")
    return [
        [[" ".join(line.get_text().split()) for line in cell.select("p")] for cell in row.select("td")] for row in body
    ]


def test_what_is_due_stands_below_the_last_session_of_its_day_or_in_a_row_of_its_own(tmp_path: Path) -> None:
    built = build(tmp_path)
    assert rows(built) == [
        [["25 May – 1 Jun 2021"], ["Registration"]],
        [["7 Jun 2021"], ["Ridge regression"]],
        [["7 Jun 2021"], ["Exercise", "23:59 First sheet"]],
        [["10 Jun 2021"], ["Deadline for topics"]],
        [["14 Jun 2021"], ["Wide networks"]],
        [["20 Jun 2021"], ["Report"]],
    ]
    links = built.page("index").select("tr.sem-milestone a")
    assert {link["href"] for link in links} == {"dates.html"}


def test_the_hour_is_said_once(tmp_path: Path) -> None:
    table = TABLE.format(options="").replace("date, title", "date, time, title")
    late = DATES.replace("2021-06-20: Report", "2021-06-20 23:59: Report")
    built = Manuscript(tmp_path, {"index.md": table, "dates.md": late}).build()
    assert rows(built)[-1] == [["20 Jun 2021"], ["23:59"], ["Report"]]


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (":kind: lecture", True),
        (":kind: lab, milestone", True),
        (":kind: lab", False),
        (":to: 2021-06-15", False),
        (":from: 2021-06-15", True),
        (":sort: title", False),
        (":group-by: kind", False),
        (":group-by: week", True),
        (":sort: -date", True),
    ],
)
def test_tables_that_lead_through_all_dates_have_it(tmp_path: Path, options: str, shown: bool) -> None:
    assert ("Report" in build(tmp_path, options).page("index").select_one("table").get_text()) is shown


def test_a_timeline_on_the_same_page_has_its_lines_alone(tmp_path: Path) -> None:
    timeline = DATES.replace("# Dates\n", "")
    page = TABLE.format(options="").replace("\ndates\n", "\nmore\n") + timeline
    built = Manuscript(tmp_path, {"index.md": page, "more.md": "# More\n"}).build()
    assert "Report" not in built.page("index").select_one("table").get_text()


def test_a_table_that_declares_its_sessions_has_none(tmp_path: Path) -> None:
    archive = """\
# Archive

```{session-table}
| Date | Title |
|---|---|
| 2021-06-02 | Talk |
```
"""
    built = Manuscript(tmp_path, {"index.md": archive + "\n```{toctree}\ndates\n```\n", "dates.md": DATES}).build()
    assert len(rows(built)) == 1


def test_plain_text_has_it_behind_the_title(tmp_path: Path) -> None:
    text = " ".join(build(tmp_path, builder="text").text("index").split())
    assert "Exercise; 23:59: First sheet" in text
    assert "| 20 Jun 2021 | Report" in text


@pytest.mark.parametrize("builder", ["latex", "man", "texinfo", "epub", "singlehtml", "xml", "seminar-pdf"])
def test_every_builder_has_it(tmp_path: Path, builder: str) -> None:
    files = build(tmp_path, builder=builder).files()
    packed = [content for name, whole in files.items() for _part, content in opened(name, whole)]
    assert any(b"First sheet" in content for content in packed)


@pytest.mark.parametrize(
    "title", ["Abgabe", "Abgabetermin der Berichte", "Date limite", "Entrega", "提出", "Due today"]
)
def test_a_title_that_says_it_is_due_needs_no_word_for_it(tmp_path: Path, title: str) -> None:
    assert rows(build(tmp_path, dates=_with_work(title)))[-1] == [["21 Jun 2021"], [f"23:59 {title}"]]


def test_of_lines_of_a_timeline_nobody_says_that_they_are_due(tmp_path: Path) -> None:
    shown = rows(build(tmp_path, dates=_with_work("Sheet 2")))
    assert shown[-2:] == [[["20 Jun 2021"], ["Report"]], [["21 Jun 2021"], ["Due 23:59 Sheet 2"]]]


def _with_work(title: str) -> str:
    return f"{DATES}\n```{{assignment}} {title}\n:due: 2021-06-21\n```\n"


def test_the_box_leads_to_the_row_of_what_it_tells_first(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(build(tmp_path).folder, now="2021-06-08T10:00Z")
    assert page.locator(".sem-now .sem-now-title").first.inner_text() == "Deadline for topics"
    page.locator(".sem-now .sem-next .sem-jump").click()
    row = page.locator("tr.sem-next")
    assert row.get_attribute("id") == page.url.partition("#")[2]
    assert row.locator("p, .sem-soon").all_inner_texts()[1:] == ["In 2 days", "Deadline for topics"]
