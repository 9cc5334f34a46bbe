"""What is due relative to a lecture that groups have at different times is due for each at its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import feedparser
import icalendar
import pytest

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "index.md": """\
# Course

```{course} Theory
:timezone: Europe/Berlin
:starts: 2021-04-12
:ends: 2021-05-14
:groups: Section 1: Tue 10:00-11:30; Section 2: Wed 13:00-14:30
```

```{assignment-table}
```

```{toctree}
alpha
```
""",
    "alpha.md": """\
# Alpha

```{lecture}
:name: alpha
```

```{assignment} Homework
:out: alpha
:due: alpha + 1 week 12:00
:late: 1 day
```

```{assignment} Essay
:due: 2021-05-01
```
""",
}


def test_each_group_has_its_own_due_date(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES).build()
    assert built.warnings == []
    [due, *_rest] = [cell.get_text(" ", strip=True) for cell in built.page("index").select("td.sem-col-due")]
    assert "Section 1: Tue 20 April 2021, 12:00 Section 2: Wed 21 April 2021, 12:00" in due
    assert "Section 1: Wed 21 April 2021, 12:00 Section 2: Thu 22 April 2021, 12:00" in due
    data = json.loads((built.folder / "course.json").read_text())
    homework, essay = data["assignments"]
    assert [(group["group"], group["due"]["start_utc"]) for group in homework["groups"]] == [
        ("section-1", "2021-04-20T10:00:00Z"),
        ("section-2", "2021-04-21T10:00:00Z"),
    ]
    assert homework["due"]["start_utc"] == "2021-04-21T10:00:00Z"
    assert "groups" not in essay


def test_the_calendar_of_a_group_has_its_due_dates(tmp_path: Path) -> None:
    folder = Manuscript(tmp_path, FILES).build().folder

    def titles(path: str) -> list[str]:
        events = icalendar.Calendar.from_ical((folder / path).read_bytes()).events
        return [str(event["SUMMARY"]) for event in events if str(event["SUMMARY"]).startswith("Due")]

    assert titles("schedule-section-1.ics") == ["Due: Homework (Section 1)", "Due: Essay"]
    both = ["Due: Homework (Section 1)", "Due: Homework (Section 2)", "Due: Essay"]
    assert titles("schedule.ics") == titles("due.ics") == both


def test_groups_that_hand_in_together_have_one_line_in_every_calendar(tmp_path: Path) -> None:
    together = FILES["alpha.md"].replace("alpha + 1 week 12:00", "Friday after alpha 12:00")
    folder = Manuscript(tmp_path, FILES | {"alpha.md": together}).build().folder
    for path in ("schedule.ics", "due.ics", "schedule-section-2.ics"):
        events = icalendar.Calendar.from_ical((folder / path).read_bytes()).events
        assert [event["SUMMARY"] for event in events if "Homework" in event["SUMMARY"]] == ["Due: Homework"]


def test_the_feed_says_when_and_where_for_each_group(tmp_path: Path) -> None:
    rooms = FILES["index.md"].replace("11:30; Section 2", "11:30 @ Aula; Section 2")
    rooms = rooms.replace(":starts:", ":location: MI 1\n:starts:")
    folder = Manuscript(tmp_path, FILES | {"index.md": rooms}).build().folder
    entries = {entry.title: entry.content[0].value for entry in feedparser.parse(folder / "feed.xml").entries}
    assert "<p>Where: Section 1: Aula; Section 2: MI 1</p>" in entries["Alpha"]
    assert "Section 1: Tue 20 April 2021, 12:00 (Europe/Berlin); Section 2: Wed 21 April" in entries["Due: Homework"]
    assert "Late: until Section 1: Wed 21 April 2021, 12:00; Section 2: Thu 22 April" in entries["Due: Homework"]


def test_the_data_for_search_engines_names_the_rooms_of_all_groups(tmp_path: Path) -> None:
    rooms = FILES["index.md"].replace("11:30; Section 2", "11:30 @ Aula; Section 2")
    rooms = rooms.replace(":starts:", ":location: MI 1\n:starts:")
    page = Manuscript(tmp_path, FILES | {"index.md": rooms}).build().page("alpha", whole=True)
    graph = [json.loads(script.string or "")["@graph"] for script in page.select('script[type="application/ld+json"]')]
    [event] = [thing for things in graph for thing in things if thing["@type"] == "Event"]
    assert [place["name"] for place in event["location"]] == ["Aula", "MI 1"]


def _cells(folder: Path, options: str) -> str:
    grid = f"""\
# Grid

```{{session-grid}}
{options}
```
"""
    index = FILES["index.md"].replace("alpha\n```", "alpha\ngrid\n```")
    built = Manuscript(folder, FILES | {"index.md": index, "grid.md": grid}).build()
    assert built.warnings == []
    return " ".join(built.page("grid").select_one("table.sem-grid").get_text(" ", strip=True).split())


def test_the_grid_shows_each_group_its_own_due_date(tmp_path: Path) -> None:
    assert "Due 12:00 Homework (Section 1)" in (words := _cells(tmp_path / "all", ":shape: term"))
    assert "Due 12:00 Homework (Section 2)" in words
    own = _cells(tmp_path / "own", ":shape: term\n:group: Section 1")
    assert own.count("Homework") == 1
    assert "Tuesday" in own


@pytest.mark.parametrize(
    ("day", "group", "other"), [("13", "Section 1", "Section 2"), ("14", "Section 2", "Section 1")]
)
def test_a_grid_of_a_day_has_the_groups_of_that_day(tmp_path: Path, day: str, group: str, other: str) -> None:
    words = _cells(tmp_path, f":shape: day\n:from: 2021-04-{day}\n:to: 2021-04-{day}")
    assert group in words
    assert other not in words


def test_the_regular_week_of_a_group_is_its_own(tmp_path: Path) -> None:
    words = _cells(tmp_path, ":shape: week\n:group: Section 2")
    assert "13:00" in words
    assert "10:00" not in words


def test_a_table_from_some_day_on_has_what_any_group_has_then(tmp_path: Path) -> None:
    table = FILES["index.md"].replace("{assignment-table}\n", "{session-table}\n:from: 2021-04-14\n:columns: title\n")
    page = Manuscript(tmp_path, FILES | {"index.md": table}).build().page("index")
    assert "Alpha" in page.select_one("table.sem-table").get_text()


def test_the_regular_week_of_a_kind_has_no_other(tmp_path: Path) -> None:
    lab = """\
```

```{series} Lab
:meets: Fri 9:00-10:00
```

```{session-grid}
:shape: week
:kind: lab"""
    page = Manuscript(
        tmp_path,
        FILES | {"index.md": FILES["index.md"].replace("```\n\n```{toctree}", f"{lab}\n```\n\n```{{toctree}}")},
    ).build()
    words = page.page("index").select_one("table.sem-grid").get_text(" ", strip=True)
    assert "Lab" in words
    assert "Lecture" not in words


def test_an_assignment_is_not_due_together_with_itself(tmp_path: Path) -> None:
    together = FILES["alpha.md"].replace("alpha + 1 week 12:00", "Friday after alpha 12:00")
    built = Manuscript(tmp_path, FILES | {"alpha.md": together}).build("seminar-report")
    assert "Homework' is due" not in (built.folder / "report.txt").read_text()
