"""A syllabus with what is due: seven homeworks, an exam, a project, late days, a grade in parts; and its next term."""

from __future__ import annotations

import datetime as dt
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from icalendar import Calendar

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

    from tests.built import Built

CONF = {"html_baseurl": "https://example.org/learning/", "seminar_timezone": "Europe/Berlin"}

INDEX = """\
# Statistical learning

```{course} Statistical learning
:term: Autumn
:starts: 2021-10-04
:ends: 2021-12-17
:meets: Mon 14:00-16:00; Thu 10:00-12:00
:except: 2021-12-13 Staff day
:instructors: Ann Lee <ann@example.org>
```

```{session-table}
```

```{assignment-table} All that is due
```

```{grading}
- Homework: 40%
  - Written part: 30%
  - Programming part: 10%
- Project: 20%
- Exam: 40%
```

```{toctree}
lectures
homework
```
"""

LECTURES = """\
# Lectures

```{lecture} Risk
:name: risk
```

```{lecture} Linear models
:name: linear
:meetings: 2
```

```{lecture} Kernels
:name: kernels
```

```{lecture} Trees
:name: trees
```

```{lecture} Boosting
:name: boosting
```

```{lecture} Networks
:name: networks
```

```{lecture} Generalisation
:name: generalisation
```

```{session} Midterm
:kind: exam
:covers: risk..trees
:slot: yes
```
"""

HOMEWORK = """\
# Homework

Two are due at the beginning of class.

```{assignment} Homework 1: Risk
:name: hw1
:out: risk
:due: risk + 1 week 23:59
:late: 2 days
:points: 10
:part-of: Written part
:exercises: sheets/hw1.txt

Compute the risk of **everything**.
```

```{assignment} Homework 2: Linear models
:name: hw2
:out: linear
:due: kernels
:points: 12.5
:part-of: Written part
:submit: Gradescope <https://example.org/hw2>
```

```{assignment} Homework 3: Kernels
:name: hw3
:out: kernels
:due: lecture 4
:part-of: Written part
```

```{assignment} Homework 4: Trees
:name: hw4
:due: Friday after trees 17:00
:late: 48 hours (10 % a day)
:part-of: Programming part
```

```{assignment} Homework 5: Boosting
:name: hw5
:due: end of boosting + 3 days
:part-of: Programming part
```

```{assignment} Homework 6: Networks
:name: hw6
:due: networks - 1 day 12:00
:part-of: Programming part
```

```{assignment} Homework 7: Generalisation
:name: hw7
:out: generalisation 12:00
:due: end of lecture 7
:late: none
:part-of: Written part
```

```{assignment} Project
:name: project
:due: lecture 7 + 2 weeks 23:59
:covers: risk..generalisation
:points: 100
:part-of: Project

See {assignment}`hw7`, {assignment}`the first <hw1>`, [](#hw2) and {any}`hw3`.
```
"""

#: When each is due, in local time; lectures are on Mondays and Thursdays, and the clocks change on 31 October.
DUE = {
    "hw1": "2021-10-11T23:59",
    "hw2": "2021-10-14T10:00",
    "hw3": "2021-10-18T14:00",
    "hw4": "2021-10-22T17:00",
    "hw5": "2021-10-24T23:59",
    "hw6": "2021-10-24T12:00",
    "hw7": "2021-10-28T12:00",
    "project": "2021-11-11T23:59",
}


def syllabus(folder: Path, **changes: str) -> Manuscript:
    index = INDEX
    for old, new in changes.items():
        index = index.replace(f":{old}: 2021-{'10-04' if old == 'starts' else '12-17'}", f":{old}: {new}")
    texts = {"index.md": index, "lectures.md": LECTURES, "homework.md": HOMEWORK, "sheets/hw1.txt": "Compute.\n"}
    return Manuscript(folder, texts, CONF)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return syllabus(tmp_path_factory.mktemp("syllabus")).build()


def data(built: Built) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(built.read_file("course.json"))
    return found


def local(when: dict[str, Any]) -> str:
    return f"{when['first']}T{when['starts']}"


def events(built: Built, path: str) -> dict[str, Any]:
    return {str(event["UID"]).split("@")[0]: event for event in Calendar.from_ical(built.read_file(path)).events}


def test_the_plan_says_when_all_is_due(built: Built) -> None:
    assert built.complaints() == []
    assert {work["name"]: local(work["due"]) for work in data(built)["assignments"]} == DUE


def test_the_data_are_as_their_schema_says(built: Built) -> None:
    schema = json.loads(files("sphinx_seminar.exports").joinpath("course.schema.json").read_text())
    jsonschema.validate(data(built), schema)
    first, *others, project = data(built)["assignments"]
    day = {"precision": "minute", "timezone": "Europe/Berlin"}
    assert first == {
        "name": "hw1",
        "number": "1",
        "title": "Homework 1: Risk",
        "abstract": "Compute the risk of everything.",
        "page": "homework",
        "anchor": "assignments-hw1",
        "address": "https://example.org/learning/homework.html#assignments-hw1",
        "points": 10,
        "part_of": "Written part",
        "resources": [{"kind": "exercises", "file": "sheets/hw1.txt", "bytes": 9}],
        "out": {
            **day,
            "written": "risk",
            **dict.fromkeys(("first", "last"), "2021-10-04"),
            "starts": "14:00",
            "start_utc": "2021-10-04T12:00:00Z",
        },
        "due": {
            **day,
            "written": "risk + 1 week 23:59",
            **dict.fromkeys(("first", "last"), "2021-10-11"),
            "starts": "23:59",
            "start_utc": "2021-10-11T21:59:00Z",
        },
        "late_until": {
            **day,
            **dict.fromkeys(("first", "last"), "2021-10-13"),
            "starts": "23:59",
            "start_utc": "2021-10-13T21:59:00Z",
        },
    }
    assert others[2]["late_note"] == "10 % a day"
    # A link without words has its target in place of a title.
    assert project["abstract"] == "See hw7, the first, hw2 and hw3."
    assert project["covers"] == [{"first": "risk", "last": "generalisation"}]
    midterm = data(built)["sessions"][-1]
    assert midterm["covers"] == [{"first": "risk", "last": "trees"}]


def test_nothing_of_it_takes_a_slot_or_is_a_session(built: Built) -> None:
    found = data(built)["sessions"]
    assert [each["title"] for each in found if "Homework" in each["title"] or each["title"] == "Project"] == []
    assert [each["when"]["first"] for each in found][:4] == ["2021-10-04", "2021-10-07", "2021-10-14", "2021-10-18"]


def test_calendars_have_what_is_due_to_the_minute(built: Built) -> None:
    whole, due = events(built, "schedule.ics"), events(built, "due.ics")
    assert [uid for uid in due if not uid.startswith("assignment-")] == []
    assert {
        uid.removeprefix("assignment-"): f"{event['DTSTART'].dt:%Y-%m-%dT%H:%M}" for uid, event in due.items()
    } == DUE
    assert {uid for uid in whole if uid.startswith("assignment-")} == set(due)
    assert str(due["assignment-hw2"]["SUMMARY"]) == "Due: Homework 2: Linear models"
    assert str(due["assignment-hw2"]["URL"]) == "https://example.org/learning/homework.html#assignments-hw2"
    assert "Gradescope https://example.org/hw2" in str(due["assignment-hw2"]["DESCRIPTION"])
    assert str(due["assignment-hw1"]["TRANSP"]) == "TRANSPARENT"
    assert due["assignment-hw1"]["CATEGORIES"].cats == ["Written part"]
    assert {uid: str(due[f"assignment-{uid}"]["DESCRIPTION"]) for uid in ("hw1", "hw4", "hw7")} == {
        "hw1": """\
Compute the risk of everything.

10 points
Part of: Written part
Late: until Wed 13 October 2021, 23:59
Exercises: hw1.txt https://example.org/learning/sheets/hw1.txt""",
        "hw4": "Part of: Programming part\nLate: until Sun 24 October 2021, 17:00 (10 % a day)",
        "hw7": "Part of: Written part\nLate: none",
    }


def test_a_week_later_everything_is_due_seven_local_days_later(tmp_path: Path, built: Built) -> None:
    later = syllabus(tmp_path, starts="2021-10-11", ends="2021-12-24").build()
    assert later.complaints() == []
    before, after = (
        {uid: event["DTSTART"].dt for uid, event in events(each, "due.ics").items()} for each in (built, later)
    )
    assert before.keys() == after.keys()
    assert {uid: after[uid] - before[uid] for uid in before} == dict.fromkeys(before, dt.timedelta(days=7))
    # The clocks change on 31 October: what is due after it is an hour later in UTC.
    assert {moment.utcoffset() for moment in after.values()} == {dt.timedelta(hours=1), dt.timedelta(hours=2)}


def test_the_table_of_sessions_has_it_on_its_day(built: Built) -> None:
    table = built.page("index").select("table.sem-table")[0]
    [row] = [row for row in table.select("tbody tr") if "Homework 2" in row.get_text()]
    assert row.select_one(".sem-col-title a").get_text() == "Kernels"
    assert " ".join(row.select_one(".sem-due-line").get_text().split()) == "Due 10:00 Homework 2: Linear models"
    # On a day without a meeting it has a row of its own, which is no session.
    [alone] = [row for row in table.select("tr.sem-milestone") if "Homework 4" in row.get_text()]
    assert {time.get("data-off") for time in alone.select("time")} == {""}


def test_a_table_can_have_a_column_for_it(tmp_path: Path) -> None:
    book = syllabus(tmp_path)
    book.edit(
        "index.md", "```{session-table}\n", "```{session-table}\n:columns: date, title, due=Deadline\n:kind: lecture\n"
    )
    table = book.build().page("index").select("table.sem-table")[0]
    assert [head.get_text() for head in table.select("thead th")] == ["Date", "Title", "Deadline"]
    cells = {row.select("td")[1].get_text(): row.select("td")[2].get_text() for row in table.select("tbody tr")}
    assert cells["Kernels"] == "Homework 2: Linear models, 10:00"
    assert table.select(".sem-due-line") == []


def test_weeks_hold_what_is_due_in_them(tmp_path: Path) -> None:
    book = syllabus(tmp_path)
    book.edit("index.md", "```{session-table}\n", "```{session-table}\n:group-by: week\n")
    weeks: dict[str, list[str]] = {}
    for row in book.build().page("index").select("table.sem-table")[0].select("tbody tr"):
        if row.select_one(".sem-group-head"):
            weeks[row.get_text().strip()] = []
        else:
            weeks[list(weeks)[-1]] += [line.get_text().strip() for line in row.select(".sem-due-line a")]
    assert weeks["Week 3 · 18–24 October"] == [
        *("Homework 3: Kernels", "Homework 4: Trees", "Homework 6: Networks", "Homework 5: Boosting"),
    ]


def test_the_table_of_assignments_says_all(built: Built) -> None:
    table = built.page("index").select("table.sem-table")[1]
    assert [head.get_text() for head in table.select("thead th")] == [
        *("Title", "Due", "Points", "Part of", "Exercises", "Submit"),
    ]
    rows = [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in table.select("tbody tr")]
    assert [row[0] for row in rows] == [
        *("Homework 1: Risk", "Homework 2: Linear models", "Homework 3: Kernels", "Homework 4: Trees"),
        *("Homework 6: Networks", "Homework 5: Boosting", "Homework 7: Generalisation", "Project"),
    ]
    assert rows[3][1] == "Fri 22 October 2021, 17:00, late until Sun 24 October 2021, 17:00 (10 % a day)"
    assert rows[6][1] == "Thu 28 October 2021, 12:00, late none"


def test_its_page_says_what_to_do_and_until_when(built: Built) -> None:
    text = " ".join(built.page("homework").get_text(" ").split())
    assert "Assignment · Due: Mon 11 October 2021, 23:59 · 10 points" in text
    assert "until Wed 13 October 2021, 23:59" in text
    assert "Compute the risk of everything" in text
    links = {link.get_text(): link["href"] for link in built.page("homework").select("p a.reference.internal")}
    assert {name: links[name] for name in ("Homework 7: Generalisation", "the first", "Homework 2: Linear models")} == {
        "Homework 7: Generalisation": "#assignments-hw7",
        "the first": "#assignments-hw1",
        "Homework 2: Linear models": "#assignments-hw2",
    }


def test_what_is_next_on_the_first_page_has_what_is_due(built: Built) -> None:
    entries = built.page("index").select(".sem-agenda li.sem-due-event")
    assert [entry.select_one(".sem-now-title").get_text() for entry in entries][:2] == [
        *("Due: Homework 1: Risk", "Due: Homework 2: Linear models"),
    ]
    # What is due is over when it is due.
    time = entries[0].select_one("time")
    assert time["data-until"] == time["datetime"] == "2021-10-11T23:59+02:00"


def test_search_inventory_and_structured_data_know_it(built: Built) -> None:
    assert built.inventory()["sem:assignment"]["hw1"][1] == "Homework 1: Risk"
    assert [found.title for found in built.search_objects() if "Risk" in found.title] == ["1. Risk", "Homework 1: Risk"]
    assert '"Assignment","Homework 1: Risk"' in built.read_file("seminarindex.js").decode()
    [script] = built.page("homework", whole=True).select('script[type="application/ld+json"]')
    kinds = [item["@type"] for item in json.loads(script.get_text())["@graph"]]
    assert kinds == ["LearningResource"] * 8
    assert b"Due: Homework 1: Risk" in built.read_file("feed.xml")


@pytest.mark.parametrize("builder", ["latex", "epub", "man", "texinfo", "singlehtml"])
def test_every_builder_has_it(tmp_path: Path, builder: str) -> None:
    built = syllabus(tmp_path).build(builder)
    assert built.complaints() == []
    written = b"".join(
        content for path, content in built.files().items() if path.endswith((".tex", ".xhtml", ".html", ".1", ".texi"))
    )
    # On paper a date does not break at its spaces.
    words = " ".join(written.decode().split())
    assert "Homework 4: Trees" in words
    assert "22 October 2021" in words


def test_a_file_declares_assignments_too(tmp_path: Path) -> None:
    book = syllabus(tmp_path)
    book.write(
        "more.csv",
        "Homework,Released,Deadline,Points,Sheet,Weight,Covers\n"
        "Essay,risk,kernels + 1 day,5,[Essay](https://example.org/essay.pdf),light,risk..linear\n"
        "Poster,,2021-12-01 09:00,TBA,,heavy,\n",
    )
    book.edit("homework.md", "# Homework\n", "# Homework\n\n```{assignment-table}\n:file: more.csv\n```\n")
    built = book.build()
    assert built.complaints() == []
    essay, poster, *_rest = data(built)["assignments"]
    assert (essay["name"], local(essay["due"]), essay["extra"]) == (
        *("essay", "2021-10-15T23:59"),
        [{"name": "Weight", "value": "light"}],
    )
    assert local(poster["due"]) == "2021-12-01T09:00"
    table = built.page("homework").select_one("table.sem-table")
    assert table.select("td")[0].find(id="assignments-essay") is not None
    book.edit("more.csv", "kernels + 1 day", "kernels + 2 days")
    assert local(data(book.build())["assignments"][0]["due"]) == "2021-10-16T23:59"


def test_a_table_shows_all_that_its_own_rows_say(tmp_path: Path) -> None:
    book = syllabus(tmp_path)
    book.write(
        "more.md",
        """\
# More

```{assignment-table}
| No. | Homework | Released | Deadline | Covers |
|---|---|---|---|---|
| A | Essay | 2021-10-11 | 2021-10-15 | risk |
| | Poster | | 2021-12-01 | |
```
""",
    )
    book.edit("index.md", "homework\n", "homework\nmore\n")
    built = book.build()
    assert built.complaints() == []
    (table,) = built.page("more").select("table.sem-table")
    assert [head.get_text() for head in table.select("th")] == ["No.", "Title", "Out", "Due", "Covers"]
    essay, poster = [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in table.select("tbody tr")]
    assert essay[:2] == ["A", "Essay"]
    assert "11 October 2021" in essay[2]
    assert essay[4].endswith("Risk")
    assert (poster[2], poster[4]) == ("", "")
    # Elsewhere what is out already is no column.
    heads = built.page("index").select("table.sem-table")[1].select("th")
    assert "Out" not in [head.get_text() for head in heads]


def test_columns_that_lack_their_commas_are_told_apart(tmp_path: Path) -> None:
    book = syllabus(tmp_path)
    book.edit("index.md", "All that is due\n", "All that is due\n:columns: title due, Points=Worth\n:sort: -Deadline\n")
    built = book.build()
    (warning,) = built.warnings
    assert warning.message.startswith("'title due' is no column; expected commas between columns")
    heads = built.page("index").select("table.sem-table")[1].select("th")
    assert [head.get_text() for head in heads] == ["Title", "Due", "Worth"]


def test_an_incremental_build_is_a_fresh_one(tmp_path: Path) -> None:
    book = syllabus(tmp_path)
    book.build()
    book.edit("lectures.md", ":name: kernels\n", ":name: kernels\n:date: 2021-10-15 10:00-12:00\n")
    again = book.build().files()
    assert again == book.build(fresh=True, into="fresh").files()


def test_the_report_names_what_may_be_wrong(tmp_path: Path) -> None:
    book = syllabus(tmp_path)
    book.edit("homework.md", ":due: lecture 7 + 2 weeks 23:59", ":due: 2021-12-13 23:59")
    book.edit("homework.md", ":due: networks - 1 day 12:00", ":due: end of boosting + 3 days 12:00")
    book.edit("homework.md", ":submit: Gradescope", ":solution: https://example.org/2 (from due)\n:submit: Gradescope")
    book.configure(seminar_report_day="2021-10-20")
    built = book.build("seminar-report")
    found = {
        each["name"]: [one["subject"] for one in each["findings"]]
        for each in json.loads(built.read_file("report.json"))["checks"]
    }
    assert found["due-together"] == ["hw5"]
    assert found["due-days-off"] == ["project"]
    assert found["solutions"] == ["hw1", "hw3"]
