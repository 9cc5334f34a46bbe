"""What the report says of dates that do not fit the term plan."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

COURSE = """\
# Course

```{course} Kernels
:timezone: Europe/Berlin
:starts: 2026-10-12
:ends: 2026-11-30
:meets: Mon 10:00-12:00
:except: 2026-10-19 Strike;
  2026-10-27 Reformation Day;
  2026-11-01..2026-11-01
```

"""
CASES = {
    "```{session} Lab\n:date: 2026-10-12 11:00-13:00\n:location: Pool\n```": (
        "parallel",
        14,
        "session, 'Lab' is in Pool during a meeting of the course, and takes no slot",
    ),
    "```{session} Midterm\n:kind: exam\n:date: 2026-10-26\n```": (
        "parallel",
        15,
        "exam, 'Midterm' has a day of the course's and no hours, and takes no slot",
    ),
    "```{session} Exam\n:kind: exam\n:date: 2027-02-01 10:00-12:00\n```": (
        "other-term",
        15,
        "exam, 'Exam' is on 2027-02-01, outside the term (2026-10-12 to 2026-11-30)",
    ),
    """\
```{session} Talk
:date: 2026-11-02 18:00
:status: moved
:moved-from: 2025-11-02
```""": (
        "other-term",
        14,
        "session, 'Talk' was moved from 2025-11-02, outside the term (2026-10-12 to 2026-11-30)",
    ),
    "```{timeline}\n- 2026-09-30: Register\n- 2025-12-18: Reports are due\n```": (
        "other-term",
        15,
        "'Reports are due' is on 2025-12-18, outside the term (2026-10-12 to 2026-11-30)",
    ),
}
#: What the course itself has.
DAYS_OFF = [
    ("index.md", 9, "the exception 2026-10-27, Reformation Day, cancels no meeting (Tuesday)"),
    ("index.md", 10, "the exception 2026-11-01 cancels no meeting (Sunday)"),
]


def report(tmp_path: Path, body: str) -> dict[str, list[tuple[str, int, str]]]:
    conf = {"seminar_report_day": "2026-10-01", "seminar_report_checks": ["days-off", "other-term", "parallel"]}
    built = Manuscript(tmp_path, {"index.md": COURSE + body + "\n"}, conf).build("seminar-report")
    found = json.loads(built.read_file("report.json"))
    return {
        check["name"]: [(each["path"], each["line"], each["message"]) for each in check["findings"]]
        for check in found["checks"]
    }


@pytest.mark.parametrize("body", CASES)
def test_what_may_be_meant_is_a_line_of_the_report(tmp_path: Path, body: str) -> None:
    check, line, message = CASES[body]
    expected = {"days-off": DAYS_OFF, "other-term": [], "parallel": []} | {check: [("index.md", line, message)]}
    assert report(tmp_path, body) == expected


def test_a_course_that_fits_its_plan_has_nothing_to_look_at(tmp_path: Path) -> None:
    found = report(
        tmp_path,
        """\
```{lecture} One
```

```{session} Talk
:date: 2026-10-14 18:00
```""",
    )
    assert found == {"days-off": DAYS_OFF, "other-term": [], "parallel": []}
