"""Who takes a slot of the term plan: the cases of the manual's table, each beside two lectures without a date."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

    from tests.built import Built

BOOK = """\
# Course

```{{course}} Kernels
:timezone: Europe/Berlin
:location: Hall 1
:starts: 2026-10-12
:ends: 2026-11-30
:meets: {meets}
```

```{{session-table}}
:columns: number, date, time, title, location
```

```{{toctree}}
other
first
second
```
"""
LECTURES = {"first.md": "# First\n\n```{lecture}\n```\n", "second.md": "# Second\n\n```{lecture}\n```\n"}
#: The Mondays of the term.
MONDAYS = ["12 Oct 2026", "19 Oct 2026", "26 Oct 2026", "2 Nov 2026"]


def course(tmp_path: Path, other: str, meets: str = "Mon 10:00-12:00 @ Hall 4", **files: str) -> Built:
    pages = {"index.md": BOOK.format(meets=meets), "other.md": f"# Other\n\n{other}\n", **LECTURES}
    return Manuscript(tmp_path, pages | files).build()


def rows(built: Built) -> dict[str, list[str]]:
    """Return the cells of each session's row beside its title."""
    shown = {}
    for row in built.page("index").select("table.sem-table tbody tr"):
        cells = {cell["class"][0]: " ".join(cell.get_text().split()) for cell in row.select("td")}
        title = cells.pop("sem-col-title")
        shown[title] = [cells[f"sem-col-{name}"] for name in ("number", "date", "time", "location")]
    return shown


def days_of_lectures(built: Built) -> list[str]:
    shown = rows(built)
    return [shown[title][1] for title in ("First", "Second")]


#: A session of 12 October at ten, or of its day: what it is, and whether the first lecture stays out of its slot.
CASES = {
    "a lecture": ("```{lecture}\n:date: 2026-10-12 10:00-12:00\n```", True),
    "a lecture in another hall": ("```{lecture}\n:date: 2026-10-12 10:00-12:00\n:location: Aula\n```", True),
    "a lecture under another word": ("```{lecture}\n:kind: guest lecture\n:date: 2026-10-12 10:00-12:00\n```", True),
    "a session of kind Lecture": ("```{session} S\n:kind: Lecture\n:date: 2026-10-12 10:00-12:00\n```", True),
    "a cancelled lecture": ("```{lecture}\n:status: cancelled\n:date: 2026-10-12 10:00-12:00\n```", True),
    "a lecture that says no": ("```{lecture}\n:slot: no\n:date: 2026-10-12 10:00-12:00\n```", False),
    "a lecture that is to be announced": ("```{lecture}\n:date: TBA\n```", False),
    "the old date of a moved lecture": (
        """\
```{lecture}
:status: moved
:moved-from: 2026-10-12 10:00-12:00
:date: 2026-10-16 10:00-12:00
```""",
        True,
    ),
    "the old day of a moved lecture": (
        """\
```{lecture}
:status: moved
:moved-from: 2026-10-12
:date: 2026-10-16 10:00-12:00
```""",
        True,
    ),
    "an exam in another hall, longer than the slot": (
        """\
```{session} S
:kind: exam
:date: 2026-10-12 09:00-13:00
:location: Aula
```""",
        True,
    ),
    "a midterm": (
        """\
```{session} S
:kind: Midterm 1
:date: 2026-10-12 11:00-12:00
:location: Aula
```""",
        True,
    ),
    "an exam in another language": ("```{session} S\n:kind: Klausur\n:date: 2026-10-12 11:00\n:location: A\n```", True),
    "an exam without hours": ("```{session} S\n:kind: exam\n:date: 2026-10-12\n```", False),
    "an exam that says no": ("```{session} S\n:kind: quiz\n:slot: no\n:date: 2026-10-12 10:00-10:20\n```", False),
    "a lab in a room of its own": (
        "```{session} S\n:kind: lab\n:date: 2026-10-12 11:00-13:00\n:location: Lab\n```",
        False,
    ),
    "a lab that says yes": (
        """\
```{session} S
:kind: lab
:slot: yes
:date: 2026-10-12 11:00-13:00
:location: Lab
```""",
        True,
    ),
    "a talk that names no room": ("```{session} S\n:kind: talk\n:date: 2026-10-12 11:00-13:00\n```", True),
    "a talk in the room of the slot": ("```{session} S\n:date: 2026-10-12 11:00-12:00\n:location: hall  4\n```", True),
    "a talk in the room of the course": ("```{session} S\n:date: 2026-10-12 11:00-12:00\n:location: Hall 1\n```", True),
    "a cancelled talk": ("```{session} S\n:status: cancelled\n:date: 2026-10-12 11:00-12:00\n```", False),
    "a talk of the same day, without hours": ("```{session} S\n:date: 2026-10-12\n```", False),
    "homework due in the slot": ("```{session} S\n:kind: homework\n:date: 2026-10-12 11:00\n```", False),
    "a deadline in the slot": ("```{session} S\n:kind: Deadline\n:date: 2026-10-12 10:00-12:00\n```", False),
    "a holiday": ("```{session} S\n:kind: holiday\n:date: 2026-10-12 00:00-23:59\n```", False),
    "a project of weeks": ("```{session} S\n:kind: project\n:date: 2026-10-12..2026-10-30\n```", False),
    "a session without a date that says yes": ("```{session} S\n:slot: yes\n```", True),
    "a session without a date": ("```{session} S\n```", False),
    "a line of a timeline": ("```{timeline}\n- 2026-10-12 10:00-12:00: Form groups\n```", False),
}


@pytest.mark.parametrize("case", CASES)
def test_whether_the_first_lecture_keeps_the_first_slot(tmp_path: Path, case: str) -> None:
    other, takes = CASES[case]
    built = course(tmp_path, other)
    assert days_of_lectures(built) == (MONDAYS[1:3] if takes else MONDAYS[:2])
    assert built.warnings == []


def test_rows_of_kind_lecture_take_slots_in_any_capitals_and_language(tmp_path: Path) -> None:
    table = """\
```{session-table}
| Title | Type | Date |
|---|---|---|
| A | LECTURE | |
| B | Vorlesung | |
| C | talk | |
```"""
    built = course(tmp_path, table)
    shown = rows(built)
    assert [shown[title][:2] for title in "ABC"] == [["1", MONDAYS[0]], ["2", MONDAYS[1]], ["", ""]]
    assert days_of_lectures(built) == MONDAYS[2:4]


def test_a_lecture_of_a_day_without_hours_takes_the_hours_and_the_room_of_its_first_free_slot(tmp_path: Path) -> None:
    other = """\
```{lecture} A
:date: 2026-10-12 10:00-12:00
```

```{lecture} B
:date: 2026-10-12
```"""
    built = course(tmp_path, other, "Mon 10:00-12:00 @ Hall 4; Mon 14:00-16:00 @ Hall 5")
    shown = rows(built)
    assert shown["B"] == ["2", "12 Oct 2026", "14:00–16:00", "Hall 5"]
    assert shown["First"] == ["3", "19 Oct 2026", "10:00–12:00", "Hall 4"]
    assert shown["Second"] == ["4", "19 Oct 2026", "14:00–16:00", "Hall 5"]


def test_an_exam_takes_both_slots_of_its_day(tmp_path: Path) -> None:
    exam = """\
```{session} Exam
:kind: exam
:date: 2026-10-12 11:00-15:00
:location: Aula
```"""
    built = course(tmp_path, exam, "Mon 10:00-12:00; Mon 14:00-16:00")
    assert days_of_lectures(built) == [MONDAYS[1], MONDAYS[1]]


def test_a_lecture_under_another_word_is_numbered_found_and_told_by_both(tmp_path: Path) -> None:
    guest = """\
```{lecture}
:kind: guest lecture
```

```{session-table}
:kind: lecture
:columns: kind, title
```"""
    built = course(tmp_path, guest)
    assert rows(built)["Other"][:2] == ["1", MONDAYS[0]]
    page = built.page("other")
    assert page.select_one(".sem-kind").get_text() == "Guest lecture 1"
    assert next(row.get_text(" ", strip=True) for row in page.select("tbody tr")) == "guest lecture Other"
    (session, *_others) = json.loads(built.read_file("course.json"))["sessions"]
    assert (session["kind"], session["counts_as"]) == ("guest lecture", "lecture")


MESSAGES = {
    "```{lecture}\n:date: 2026-10-19 10:00-12:00\n```": (
        4,
        "'Other' is on 2026-10-19, where :except: has a day off, Strike",
    ),
    "```{lecture}\n:status: moved\n:date: 2026-10-16 10:00\n```": (5, "moved and does not say from when"),
}


@pytest.mark.parametrize("other", MESSAGES)
def test_what_contradicts_the_plan_is_a_warning(tmp_path: Path, other: str) -> None:
    index = BOOK.format(meets="Mon 10:00-12:00\n:except: 2026-10-19 Strike")
    built = course(tmp_path, other, **{"index.md": index})
    (warning,) = built.warnings
    line, words = MESSAGES[other]
    assert (warning.path, warning.line, warning.subtype) == ("other.md", line, "plan")
    assert words in warning.message


def test_a_block_that_has_a_day_off_in_it_is_no_contradiction(tmp_path: Path) -> None:
    index = BOOK.format(meets="Mon 10:00-12:00\n:except: 2026-10-19 Strike")
    other = "```{lecture}\n:date: 2026-10-15..2026-10-20\n```"
    assert course(tmp_path, other, **{"index.md": index}).warnings == []


def test_an_exception_of_another_term_is_a_warning_at_its_line(tmp_path: Path) -> None:
    index = BOOK.format(meets="Mon 10:00-12:00\n:except: 2026-10-19 Strike;\n  2025-12-24..2026-01-06 Christmas")
    built = course(tmp_path, "Words.", **{"index.md": index})
    (warning,) = built.warnings
    assert (warning.path, warning.line, warning.subtype) == ("index.md", 10, "plan")
    assert "'Christmas' is on 2025-12-24, and the term is from 2026-10-12 to 2026-11-30" in warning.message


def test_a_table_of_another_year_is_one_warning_and_an_archive_says_that_it_is_one(tmp_path: Path) -> None:
    table = """\
```{session-table}
| Date | Title |
|---|---|
| 2025-10-13 | A |
| 2025-10-20 | B |
```"""
    built = course(tmp_path, table)
    (warning,) = built.warnings
    assert (warning.path, warning.line, warning.subtype) == ("other.md", 6, "plan")
    assert "they are from 2025-10-13 to 2025-10-20" in warning.message
    archive = table.replace("{session-table}\n", "{session-table}\n:to: 2026-01-01\n\n")
    assert course(tmp_path / "archive", archive).warnings == []
