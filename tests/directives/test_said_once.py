"""A table whose columns nobody names says the regular times of a course once, and in its rows what is otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bs4 import Tag
    from playwright.sync_api import Page

    from tests.built import Built

COURSE = """\
# Kernels

```{{course}} Kernels
:timezone: Europe/Berlin
:starts: 2021-04-12
:ends: 2021-04-29
:meets: Mon 14:00-16:00; Thu 10:00-12:00{room}
:except: 2021-04-26 Holiday
:location: Hall 1
{more}
```

```{{session-table}}
{options}
```

```{{lecture}} Ridge
:speaker: Ann Lee
```

```{{lecture}} Wide
```

```{{lecture}} Deep
```

```{{session}} A talk from outside
:kind: Invited talk
:date: 2021-04-23 18:00-19:00
:location: Aula
```

```{{session}} Exam
:kind: exam
:date: 2021-04-28
```
"""


def build(root: Path, options: str = "", room: str = "", more: str = ":level: Master", **conf: str) -> Built:
    text = COURSE.format(options=options, room=room, more=more)
    built = Manuscript(root, {"index.md": text}, conf).build()
    assert built.warnings == []
    return built


def table(built: Built) -> Tag:
    return built.page("index").select_one("table.sem-table")


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ", strip=True).split())


def rows(built: Built) -> list[list[str]]:
    return [[words(cell) for cell in row.select("td")] for row in table(built).select("tbody tr")]


def test_a_caption_says_when_and_where_and_rows_what_differs(tmp_path: Path) -> None:
    built = build(tmp_path)
    assert words(table(built).caption).rstrip("#¶ ") == (
        "April 2021: Mon 14:00–16:00, Thu 10:00–12:00, Hall 1, unless a row says otherwise"
    )
    assert [words(head) for head in table(built).select("thead th")] == ["No.", "Date", "Title", "People"]
    assert rows(built) == [
        ["1", "Mon 12 Apr", "Ridge", "Ann Lee"],
        ["2", "Thu 15 Apr", "Wide", ""],
        ["3", "Mon 19 Apr", "Deep", ""],
        ["", "Fri 23 Apr 18:00–19:00 Aula", "A talk from outside Invited talk", ""],
        ["", "Mon 26 Apr", "no meeting: Holiday", ""],
        ["", "Wed 28 Apr", "Exam", ""],
    ]


def test_rooms_that_differ_stand_with_their_times_and_a_caption_goes_first(tmp_path: Path) -> None:
    built = build(tmp_path, ":caption: All lectures", " @ Hall 4")
    assert words(table(built).caption).rstrip("#¶ ") == (
        "All lectures. April 2021: Mon 14:00–16:00 (Hall 1), Thu 10:00–12:00 (Hall 4), unless a row says otherwise"
    )
    assert rows(built)[1] == ["2", "Thu 15 Apr", "Wide", ""]


def test_a_room_of_its_own_is_said_with_its_hours(tmp_path: Path) -> None:
    text = COURSE.format(options="", room="", more=":level: Master")
    moved = text.replace("```{lecture} Wide\n", "```{lecture} Wide\n:location: Hall 9\n")
    assert moved != text
    built = Manuscript(tmp_path, {"index.md": moved}).build()
    assert rows(built)[1] == ["2", "Thu 15 Apr 10:00–12:00 Hall 9", "Wide", ""]


@pytest.mark.parametrize(
    ("options", "more"),
    [
        (":columns: date, time, title, location", ":level: Master"),
        ("", ":also-zones: Asia/Tokyo"),
        (":kind: exam", ":level: Master"),
    ],
    ids=["an author names columns", "other clocks stand in the page", "few rows are regular"],
)
def test_rows_say_all_where_that_is_wanted_or_needed(tmp_path: Path, options: str, more: str) -> None:
    assert "unless" not in table(build(tmp_path, options, more=more)).get_text()


def test_plain_text_and_print_have_every_column(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, {"index.md": COURSE.format(options="", room="", more=":level: Master")})
    for builder in ("text", "latex"):
        source = next(path for path in book.build(builder).folder.rglob("*") if path.suffix in (".txt", ".tex"))
        text = source.read_text(encoding="utf-8")
        assert "unless a row" not in text
        assert text.count("14:00–16:00") >= 2


def test_a_reader_elsewhere_sees_their_own_hours_in_every_row(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(build(tmp_path).folder, timezone="Asia/Tokyo", now="2021-04-18T10:00Z")
    dates = page.locator("tbody td.sem-col-date").all()
    assert [line.strip() for line in dates[0].inner_text().split("\n") if line.strip()] == [
        "Mon 12 Apr",
        "21:00–23:00 your time",
    ]
    assert page.locator("tr.sem-next .sem-col-title a").inner_text() == "Deep"
    talk = dates[3].locator("p").all_inner_texts()
    assert [" ".join(line.split()) for line in talk] == [
        "Fri 23 Apr",
        "18:00–19:00 Sat 24 April, 01:00–02:00 your time",
        "Aula",
    ]


def test_in_another_language_dates_are_as_its_readers_write_them(tmp_path: Path) -> None:
    assert rows(build(tmp_path, language="de"))[0][1] == "Mo., 12. Apr."


def test_the_times_of_groups_stand_below_the_dates_of_each(tmp_path: Path) -> None:
    lab = """\
```{series} Lab
:groups: Group A: Wed 10:00-11:00; Group B: Thu 12:00-13:00
```

"""
    text = COURSE.format(options="", room="", more=":level: Master") + lab + "```{session} Lab 1\n:series: Lab\n```\n"
    built = Manuscript(tmp_path, {"index.md": text}).build()
    (row,) = (row for row in rows(built) if row[2].startswith("Lab 1"))
    assert "2021" not in row[1]
    for word in ("Wed 14 Apr", "Thu 15 Apr", "10:00–11:00", "12:00–13:00"):
        assert word in row[1]
