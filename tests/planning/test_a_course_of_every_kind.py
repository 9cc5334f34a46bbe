"""A course as it is on paper: lectures, labs, homework, an exam, a guest, a holiday, a move; and its next year."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from icalendar import Calendar

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

    from tests.built import Built

#: The card of 2026: what next year changes.
CARD = """\
:term: Winter 2026/27
:starts: 2026-10-13
:ends: 2027-01-29
:meets: Tue 10:15-11:45 @ Hall 3
:except: 2026-10-27 Staff day; 2026-12-22..2027-01-06 Christmas break
"""
NEXT_CARD = """\
:term: Winter 2027/28
:starts: 2027-10-12
:ends: 2028-01-28
:meets: Tue 10:15-11:45 @ Hall 3
:except: 2027-10-26 Staff day; 2027-12-22..2028-01-06 Christmas break
"""
INDEX = """\
# Kernels

```{course} Kernels
:timezone: Europe/Berlin
:location: Hall 3
CARD```

```{session-table}
:columns: number, date, time, title, location
```

```{session-table} Labs
:kind: lab

| Date | Title | Room |
|---|---|---|
| 2026-10-20 11:00-12:30 | Lab 1 | Pool 1 |
| 2026-11-10 11:00-12:30 | Lab 2 | Pool 1 |
| 2026-12-01 11:00-12:30 | Lab 3 | Pool 1 |
```

```{session-table} Homework
:kind: homework

| Date | Title |
|---|---|
| 2026-10-20 | Homework 1 |
| 2026-11-03 10:15 | Homework 2 |
| 2026-11-17 23:59 | Homework 3 |
| 2026-12-08 | Homework 4 |
```

```{session} Midterm
:kind: exam
:date: 2026-11-24 10:00-12:00
:location: Aula
```

```{timeline}
- 2026-10-20..2026-11-03 23:59: Project
2026-12-16: Project talks
```

```{toctree}
TOCTREE```
"""
LECTURES = {
    5: """\
:kind: guest lecture
:speaker: Ada Lehmann
:date: 2026-11-13 14:00-15:30
:location: Aula
""",
    7: ":status: moved\n:moved-from: 2026-12-01\n:date: 2026-12-03 16:00-17:30\n",
    9: ":date: 2026-12-15\n",
}
#: Every row of the book's table, as its instructor has it on paper.
PAPER = [
    "1 | 13 Oct 2026 | 10:15–11:45 | Lecture 1 | Hall 3",
    "| 20 Oct 2026 | | Homework 1 |",
    "2 | 20 Oct 2026 | 10:15–11:45 | Lecture 2 | Hall 3",
    "| 20 Oct 2026 | 11:00–12:30 | Lab 1 | Pool 1",
    "| 27 Oct 2026 | 10:15–11:45 | no meeting: Staff day |",
    "| 3 Nov 2026 | 10:15 | Homework 2 |",
    "3 | 3 Nov 2026 | 10:15–11:45 | Lecture 3 | Hall 3",
    "4 | 10 Nov 2026 | 10:15–11:45 | Lecture 4 | Hall 3",
    "| 10 Nov 2026 | 11:00–12:30 | Lab 2 | Pool 1",
    "5 | 13 Nov 2026 | 14:00–15:30 | Lecture 5 | Aula",
    "6 | 17 Nov 2026 | 10:15–11:45 | Lecture 6 | Hall 3",
    "| 17 Nov 2026 | 23:59 | Homework 3 |",
    "| 24 Nov 2026 | 10:00–12:00 | Midterm | Aula",
    "| 1 Dec 2026 | 11:00–12:30 | Lab 3 | Pool 1",
    "7 | 3 Dec 2026 (moved from 1 Dec 2026) | 16:00–17:30 | Lecture 7 moved |",
    "| 8 Dec 2026 | | Homework 4 |",
    "8 | 8 Dec 2026 | 10:15–11:45 | Lecture 8 | Hall 3",
    "9 | 15 Dec 2026 | 10:15–11:45 | Lecture 9 | Hall 3",
    "| 22 Dec 2026 – 5 Jan 2027 | | no meeting: Christmas break |",
    "10 | 12 Jan 2027 | 10:15–11:45 | Lecture 10 | Hall 3",
    "11 | 19 Jan 2027 | 10:15–11:45 | Lecture 11 | Hall 3",
    "12 | 26 Jan 2027 | 10:15–11:45 | Lecture 12 | Hall 3",
]
#: The same in the calendar: when each begins, and where.
IN_CALENDAR = {
    "Lecture 1": ("2026-10-13T10:15", "Hall 3"),
    "Lecture 2": ("2026-10-20T10:15", "Hall 3"),
    "Lecture 5": ("2026-11-13T14:00", "Aula"),
    "Lecture 7": ("2026-12-03T16:00", "Hall 3"),
    "Lecture 9": ("2026-12-15T10:15", "Hall 3"),
    "Lecture 12": ("2027-01-26T10:15", "Hall 3"),
    "Lab 2": ("2026-11-10T11:00", "Pool 1"),
    "Midterm": ("2026-11-24T10:00", "Aula"),
    "Project": ("2026-10-20T00:00", ""),
    "Project talks": ("2026-12-16", ""),
}


def course() -> dict[str, str]:
    numbers = range(1, 13)
    index = INDEX.replace("CARD", CARD).replace("TOCTREE", "".join(f"lecture-{number}\n" for number in numbers))
    pages = {
        f"lecture-{number}.md": f"# Lecture {number}\n\n```{{lecture}}\n{LECTURES.get(number, '')}```\n"
        for number in numbers
    }
    return {"index.md": index} | pages


def schedule(built: Built) -> list[str]:
    table = built.page("index").select_one("table.sem-table")
    cells = [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in table.select("tbody tr")]
    return [" | ".join(row).replace("|  |", "| |").strip() for row in cells]


def events(built: Built) -> dict[str, tuple[str, str]]:
    calendar = Calendar.from_ical(built.read_file("schedule.ics"))
    return {
        str(event["SUMMARY"]): (event["DTSTART"].dt.isoformat()[:16], str(event.get("LOCATION", "")))
        for event in calendar.walk("VEVENT")
    }


def test_every_date_is_as_on_paper_in_table_calendar_and_text(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, course())
    built = book.build()
    assert built.warnings == []
    assert schedule(built) == PAPER
    found = events(built)
    assert {name: found.get(name) for name in IN_CALENDAR} == IN_CALENDAR
    assert len(found) == 12 + 3 + 4 + 1 + 2
    text = " ".join(book.build("text").text("index").split())
    # Longer cells are wrapped in a table of plain text.
    lines = [line for line in PAPER if "no meeting" not in line and "moved" not in line]
    assert [cell for line in lines for cell in line.split("|") if cell.strip() not in text] == []


def test_next_year_is_the_card_and_the_report_names_the_rest(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, course(), {"seminar_report_day": "2027-09-01"})
    book.edit("index.md", CARD, NEXT_CARD)
    built = book.build()
    said = {warning.message.split(":")[0] for warning in built.warnings}
    assert said == {"no date of this table is in the term from 2027-10-12 to 2028-01-28"}
    lectures = [row for row in schedule(built) if row.endswith("Hall 3")]
    assert lectures[:3] == [
        "1 | 12 Oct 2027 | 10:15–11:45 | Lecture 1 | Hall 3",
        "2 | 19 Oct 2027 | 10:15–11:45 | Lecture 2 | Hall 3",
        "3 | 2 Nov 2027 | 10:15–11:45 | Lecture 3 | Hall 3",
    ]
    checks = json.loads(book.build("seminar-report").read_file("report.json"))["checks"]
    (other,) = (check["findings"] for check in checks if check["name"] == "other-term")
    assert [finding["subject"] for finding in other] == [
        *("lab-1", "lab-2", "lab-3", "homework-1", "homework-2", "homework-3", "homework-4", "midterm"),
        *("lecture-5", "lecture-7", "lecture-7", "lecture-9", "project", "project-talks"),
    ]
