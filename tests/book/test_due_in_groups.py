"""What is due relative to a lecture that groups have at different times is due for each at its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import icalendar

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
