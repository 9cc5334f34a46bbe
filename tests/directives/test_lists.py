"""``{timeline}``, ``{grading}`` and ``{topic-pool}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

TIMELINE = """\
# Seminar

```{timeline}
- 2021-02-25..2021-03-10: Provide preferences for papers (select *3* or more)
- 2021-04-19 14:00-16:00: First meeting
- 2021-07: Final presentations (block seminar, date to be finalised)
```
"""


def test_a_timeline_shows_dates_and_what_happens_then(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, {"index.md": TIMELINE}).build()
    assert built.warnings == []
    listing = built.page("index").select_one("dl.sem-timeline")
    assert [date.get_text() for date in listing.select("dt")] == [
        "25 February – 10 March 2021",
        "Mon 19 April 2021, 14:00–16:00",
        "July 2021",
    ]
    assert listing.select_one("dd em").get_text() == "3"


def test_its_days_are_in_the_calendar(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, {"index.md": TIMELINE}).build()
    events = Calendar.from_ical(built.read_file("schedule.ics")).walk("VEVENT")
    assert [(str(event["SUMMARY"]), str(event["DTSTART"].dt)) for event in events] == [
        ("Provide preferences for papers (select *3* or more)", "2021-02-25"),
        ("First meeting", "2021-04-19 14:00:00+00:00"),
    ]


def test_a_line_at_the_time_of_a_session_is_that_session_in_the_calendar(tmp_path: Path) -> None:
    session = """\

```{session} First meeting
:date: 2021-04-19 14:00-16:00
```
"""
    built = Manuscript(tmp_path, {"index.md": TIMELINE + session}).build()
    events = Calendar.from_ical(built.read_file("schedule.ics")).walk("VEVENT")
    assert [str(event["UID"]).split("-")[0] for event in events] == ["milestone", "session"]


def test_a_line_without_a_date_is_pointed_out_and_stays(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, {"index.md": TIMELINE.replace("2021-07", "someday")}).build()
    (warning,) = built.warnings
    assert (warning.line, warning.subtype) == (6, "timeline")
    assert "Final presentations" in built.page("index").get_text()


def test_a_grading_shows_its_parts(tmp_path: Path) -> None:
    page = """\
# S

```{grading}
- Report: 40%
- Presentation: 60%
- Bonus: asking *interesting* questions
```
"""
    built = Manuscript(tmp_path, {"index.md": page}).build()
    assert built.warnings == []
    rows = [[cell.get_text() for cell in row.select("td")] for row in built.page("index").select("tbody tr")]
    assert rows == [["Report", "40%"], ["Presentation", "60%"], ["Bonus: asking interesting questions", ""]]


def test_weights_that_do_not_add_up_are_pointed_out(tmp_path: Path) -> None:
    built = Manuscript(
        tmp_path,
        {
            "index.md": """\
# S

```{grading}
- Report: 40%
- Talk: 55%
```
"""
        },
    ).build()
    (warning,) = built.warnings
    assert (warning.path, warning.subtype) == ("index.md", "grading")
    assert "95" in warning.message


def parts_of_grade(tmp_path: Path, items: str) -> tuple[list[list[str]], list[str]]:
    built = Manuscript(tmp_path, {"index.md": f"# S\n\n```{{grading}}\n{items}```\n"}).build()
    rows = [[cell.get_text() for cell in row.select("td")] for row in built.page("index").select("tbody tr")]
    return rows, [f"{warning.line}: {warning.message}" for warning in built.warnings]


NESTED = """\
- Assignments: 50%
  - Homework 0: 10%
  - Homework 1: 40%
- Exams
  - Midterm: 20%
  - Final: 30%
    - Written: 60%
    - Oral: 40%
- Bonus: 5%
  - Talk: 5%
"""


def test_parts_of_parts_are_rows_and_add_up_on_each_level(tmp_path: Path) -> None:
    rows, said = parts_of_grade(tmp_path, NESTED)
    assert rows == [
        ["Assignments", "50%"],
        ["– Homework 0", "10%"],
        ["– Homework 1", "40%"],
        ["Exams", "50%"],
        ["– Midterm", "20%"],
        ["– Final", "30%"],
        ["– – Written", "60%"],
        ["– – Oral", "40%"],
        ["Bonus", "5%"],
        ["– Talk", "5%"],
    ]
    assert said == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            ("Homework 1: 40%", "Homework 1: 45%"),
            "4: the parts of 'Assignments' add up to 55 %; expected 50 %, or 100 %",
        ),
        (("Oral: 40%", "Oral: 30%"), "9: the parts of 'Final' add up to 90 %; expected 30 %, or 100 %"),
        (("Midterm: 20%", "Midterm: 25%"), "4: the weights add up to 105 %; expected 100 %"),
    ],
)
def test_a_level_that_does_not_add_up_is_pointed_out(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    (said,) = parts_of_grade(tmp_path, NESTED.replace(*change))[1]
    assert said.startswith(words)


def test_items_without_weights_inside_of_one_stay_its_words(tmp_path: Path) -> None:
    rows, said = parts_of_grade(tmp_path, "- Report: 100%\n  - ten pages\n  - two figures\n")
    assert [row[1] for row in rows] == ["100%"]
    assert "ten pages" in rows[0][0]
    assert said == []


TIMELINES = {
    "a second line without its mark": (
        "- 2026-12-01: Lab 4\n2026-12-09: Lab 5",
        [("Tue 1 December 2026", "Lab 4"), ("Wed 9 December 2026", "Lab 5")],
    ),
    "a line whose date is not known yet": (
        "- 2026-12-01: Lab 4\nTBA: Lab 5",
        [("Tue 1 December 2026", "Lab 4"), ("to be announced", "Lab 5")],
    ),
    "an indented one": (
        "- 2026-12-01: Lab 4\n  2026-12-09: Lab 5,\n  in pairs",
        [("Tue 1 December 2026", "Lab 4"), ("Wed 9 December 2026", "Lab 5, in pairs")],
    ),
    "items inside of an item": (
        "- 2026-12: Labs\n  - 2026-12-01: Lab 4\n  - 9 December 2026: Lab 5",
        [("December 2026", "Labs"), ("Tue 1 December 2026", "Lab 4"), ("Wed 9 December 2026", "Lab 5")],
    ),
    "a day and a minute": (
        "- 2026-10-20..2026-11-06 23:59: Lab 1",
        [("Tue 20 October 2026, 00:00 – Fri 6 November 2026, 23:59", "Lab 1")],
    ),
    "a day and a minute in words": (
        "- 20 October 2026 – 6 November 2026, 23:59: Lab 1",
        [("Tue 20 October 2026, 00:00 – Fri 6 November 2026, 23:59", "Lab 1")],
    ),
    "words that go on with a colon": (
        "- 2026-12-01: Lab 4\n  for all: bring a laptop",
        [("Tue 1 December 2026", "Lab 4 for all: bring a laptop")],
    ),
}


@pytest.mark.parametrize("case", TIMELINES)
def test_a_line_that_begins_like_one_is_one(tmp_path: Path, case: str) -> None:
    items, shown = TIMELINES[case]
    built = Manuscript(tmp_path, {"index.md": f"# T\n\n```{{timeline}}\n{items}\n```\n"}).build()
    assert built.warnings == []
    listing = built.page("index").select_one("dl.sem-timeline")
    terms, words = ([found.get_text() for found in listing.select(name)] for name in ("dt", "dd"))
    assert list(zip(terms, (" ".join(text.split()) for text in words), strict=True)) == shown


def test_dated_lines_take_part_in_what_is_next(tmp_path: Path) -> None:
    page = """\
# T

```{course} C
```

```{session} Talk
:date: 2026-12-05
```

"""
    page += """\
```{timeline}
- 2026-12-09 12:00: Lab 5
- 2026-12-01: Lab 4
- TBA: Lab 6
```
"""
    built = Manuscript(tmp_path, {"index.md": page}).build()
    agenda = [item.get_text(" ", strip=True) for item in built.page("index").select(".sem-agenda > ul > li")]
    assert agenda == [
        "Due: Lab 4 Tue 1 December 2026",
        "Talk Sat 5 December 2026",
        "Due: Lab 5 Wed 9 December 2026, 12:00",
    ]


def test_a_pool_has_the_most_wanted_topic_first(tmp_path: Path) -> None:
    table = """\
| Topic | Suggested by | Know | Want to learn |
|---|---|---|---|
| Nets | Ann | | Bo |
| *Kernels* | Bo | Rémi | Salem; Ahmed |
"""
    built = Manuscript(tmp_path, {"index.md": f"# P\n\n```{{topic-pool}}\n{table}```\n"}).build()
    assert built.warnings == []
    rows = [[cell.get_text() for cell in row.select("td")] for row in built.page("index").select("tbody tr")]
    assert rows == [["Kernels", "Bo", "Rémi", "Salem; Ahmed"], ["Nets", "Ann", "", "Bo"]]
    assert [cell.get_text() for cell in built.page("index").select("th")] == [
        "Topic",
        "Suggested by",
        "Know",
        "Want to learn",
    ]


def test_every_builder_shows_them(tmp_path: Path) -> None:
    page = (
        TIMELINE
        + """\

```{grading}
- All: 100%
```

```{topic-pool}
| Topic | Want to learn |
|---|---|
| A | B |
```
"""
    )
    for builder in ("html", "text", "latex", "epub", "man", "texinfo", "xml"):
        assert Manuscript(tmp_path / builder, {"index.md": page}).build(builder).complaints() == []
