"""What the report says of the days on which work is due."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.report.checks import Matter, examine
from tests.authoring import Manuscript
from tests.book.showing import book_of

if TYPE_CHECKING:
    from pathlib import Path

LECTURES = """\
# Course

```{course} Kernels
:timezone: Europe/Berlin
```

```{session-table}
- date: 2026-10-12 10:00-12:00
  title: One
  name: one
- date: 2026-10-19 10:00-12:00
  title: Two
  name: two
- date: 2026-10-26 10:00-12:00
  title: Three
  name: three
  status: cancelled
```

"""


def findings(tmp_path: Path, check: str, work: dict[str, str]) -> list[str]:
    body = "\n\n".join(f"```{{assignment}} {title}\n:due: {due}\n```" for title, due in work.items())
    conf = {"seminar_report_day": "2026-10-01", "seminar_report_checks": [check]}
    built = Manuscript(tmp_path, {"index.md": f"{LECTURES}{body}\n"}, conf).build("seminar-report")
    (found,) = json.loads(built.read_file("report.json"))["checks"]
    return [each["message"] for each in found["findings"]]


def test_work_that_hangs_on_a_cancelled_lecture_is_looked_at(tmp_path: Path) -> None:
    assert findings(tmp_path, "due-days-off", {"Essay": "three + 2 days 12:00"}) == [
        "'Essay' is due on 2026-10-28, relative to 'Three', which is cancelled"
    ]


def test_a_course_that_hands_in_when_it_meets_hears_of_the_other_day(tmp_path: Path) -> None:
    meeting = {"One": "2026-10-12 10:00", "Two": "2026-10-19 10:00", "Three": "2026-10-19 12:00"}
    assert findings(tmp_path, "due-days-off", meeting) == []
    assert findings(tmp_path, "due-days-off", {**meeting, "Four": "2026-10-23 10:00"}) == [
        "'Four' is due on 2026-10-23, a day without a meeting, and most others are due on days with one"
    ]
    assert findings(tmp_path, "due-days-off", {**meeting, "Four": "2026-10-23 10:00", "Five": "2026-10-24"}) == []


@pytest.mark.parametrize(
    ("due", "missing"),
    [
        ("TBA", "the due date is open"),
        ("October 2026", "of the due date only the month is known, October 2026"),
    ],
)
def test_work_without_a_day_is_looked_at(tmp_path: Path, due: str, missing: str) -> None:
    assert findings(tmp_path, "due-dates", {"Essay": due}) == [f"'Essay': {missing}"]


def test_what_an_assignment_leaves_open_is_listed() -> None:
    book = book_of(work="Title,Due,Points,Part of,About\nSheet,2021-06-07,TBA,tbd,offen\nEssay,2021-06-08,5,Report,\n")
    (result,) = examine(Matter(book, dt.date(2021, 6, 1)), ("placeholders",))
    assert [(str(finding.place), finding.subject, finding.message) for finding in result.findings] == [
        ("index.md:3", "sheet", "'Sheet' leaves open 'points': 'TBA'"),
        ("index.md:3", "sheet", "'Sheet' leaves open 'part-of': 'tbd'"),
        ("index.md:3", "sheet", "'Sheet' leaves open 'covers': 'offen'"),
    ]
