"""When the rows of a session table happen: zones, weeks, days from the rows above, dates as programs write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

    from tests.built import Built

COURSE = """\
# Course

```{course} Kernels
:timezone: Europe/Berlin
:starts: 2026-10-12
:ends: 2027-01-29
:meets: Mon 10:00-12:00
:except: 2026-10-19..2026-10-23 Break
```

"""
TALKS = """\
```{session} Local talk
:date: 2026-10-26 15:00-16:00
```

```{session} Remote talk
:date: 2026-10-26 10:00-11:00
:timezone: America/New_York
```

```{session} Late talk
:date: 2026-10-26 16:00-18:00
```

"""


def table(tmp_path: Path, data: str, options: str = "", *, course: str = COURSE) -> Built:
    return Manuscript(tmp_path, {"index.md": f"{course}```{{session-table}}\n{options}\n\n{data}\n```\n"}).build()


def test_a_time_of_another_zone_names_it_and_stands_where_it_happens(tmp_path: Path) -> None:
    page = COURSE + TALKS + "```{session-table}\n:columns: time, title\n:kind: session\n```\n"
    book = Manuscript(tmp_path, {"index.md": page})
    # New York has turned its clocks back a week later: ten there is three in Berlin.
    expected = ["15:00–16:00 Local talk", "10:00–11:00 (America/New_York) Remote talk", "16:00–18:00 Late talk"]
    assert [" ".join(row) for row in book.build().rows()] == expected
    text = " ".join(book.build("text").text("index").split())
    assert "10:00–11:00 (America/New_York)" in text
    assert text.index("Local talk |") < text.index("Remote talk |") < text.index("Late talk |")


def test_the_zone_of_the_course_is_not_named(tmp_path: Path) -> None:
    talk = """\
```{session} Talk
:date: 2026-10-26 15:00
:timezone: Europe/Berlin
```
"""
    page = Manuscript(tmp_path, {"index.md": COURSE + talk}).build().page("index")
    assert "Berlin" not in page.select_one(".sem-session").get_text()


def test_a_timeline_names_another_zone_too(tmp_path: Path) -> None:
    line = """\
```{timeline}
- 2026-10-26 15:00 America/New_York: Deadline
```
"""
    page = Manuscript(tmp_path, {"index.md": COURSE + line}).build().page("index")
    assert page.select_one("dl.sem-timeline dt").get_text() == "Mon 26 October 2026, 15:00 (America/New_York)"


WEEKS = """\
| Date | Title |
|---|---|
| 2026-10-16 | A |
| 2026-10-28 | B |
| 2026-10-31 | C |
| | D |
| 2027-02-10 | E |"""


def test_weeks_are_counted_from_the_first_of_the_term_and_what_has_no_date_says_so(tmp_path: Path) -> None:
    built = table(tmp_path, WEEKS, ":columns: title\n:group-by: week")
    assert [row[0] for row in built.rows()] == [
        *("Week 1 · 12–16 October", "A"),
        *("Week 3 · 26 October – 1 November", "B", "C"),
        *("8–14 February 2027", "E"),
        *("No date yet", "D"),
    ]


def test_weeks_of_a_break_are_not_counted_where_the_course_says_so(tmp_path: Path) -> None:
    course = COURSE.replace(":meets:", ":count-breaks: no\n:meets:")
    built = table(tmp_path, WEEKS, ":columns: week, title", course=course)
    assert built.rows() == [["1", "A"], ["2", "B"], ["2", "C"], ["", "E"], ["", "D"]]


def test_a_week_at_the_turn_of_the_year_says_its_years(tmp_path: Path) -> None:
    data = "| Date | Title |\n|---|---|\n| 2026-12-29 | A |"
    assert table(tmp_path, data, ":group-by: week").rows()[0] == ["Week 12 · 28 December 2026 – 1 January 2027"]


@pytest.mark.parametrize("group_by", ["day", "week", "month", "year"])
def test_a_course_without_a_plan_has_a_place_for_what_has_no_date(tmp_path: Path, group_by: str) -> None:
    data = """\
| Date | Title |
|---|---|
| 2026-10-16 | A |
| TBA | B |
| | C |"""
    built = table(tmp_path, data, f":columns: title\n:group-by: {group_by}", course="# T\n\n")
    assert [row[0] for row in built.rows()][1:] == ["A", "No date yet", "B", "C"]


def test_what_has_no_part_stands_below_no_heading_of_another(tmp_path: Path) -> None:
    data = "| Title | Part |\n|---|---|\n| A | One |\n| B | |"
    built = table(tmp_path, data, ":columns: title\n:group-by: part")
    assert [row[0] for row in built.rows()] == ["B", "One", "A"]


def test_a_descending_table_ends_with_what_has_no_date(tmp_path: Path) -> None:
    built = table(tmp_path, WEEKS, ":columns: title\n:sort: -date")
    assert [row[0] for row in built.rows()] == ["E", "C", "B", "A", "D"]


def test_a_table_of_lectures_keeps_the_days_off(tmp_path: Path) -> None:
    page = (
        COURSE
        + TALKS
        + """\
```{lecture} One
```

```{session-table}
:columns: date, title
:kind: lecture
```
"""
    )
    assert Manuscript(tmp_path, {"index.md": page}).build().rows() == [
        ["12 Oct 2026", "One"],
        ["19 Oct 2026", "no meeting: Break"],
    ]


#: What rows of a programme become, and what is said of them.
PROGRAMMES: dict[str, tuple[str, list[list[str]], list[str]]] = {
    "hours behind hours that are not understood": (
        """\
| Date | Time | Title |
|---|---|---|
| 2026-10-26 | 9:00-10:00 | A |
| | Break | B |
| | 11:00-12:00 | C |""",
        [["26 Oct 2026", "09:00–10:00", "A"], ["26 Oct 2026", "11:00–12:00", "C"], ["Break", "", "B"]],
        ["'Break' is no part of a date"],
    ),
    "hours behind a day that is not understood": (
        "| Date | Time | Title |\n|---|---|---|\n| 26/10 | 9:00-10:00 | A |\n| | 11:00-12:00 | B |",
        [["26/10 9:00-10:00", "", "A"], ["11:00-12:00", "", "B"]],
        ["stays out of the calendar. So are the rows below it that have only hours."],
    ),
    "a row with neither": (
        """\
| Date | Time | Title |
|---|---|---|
| 2026-10-26 | 9:00-10:00 | A |
| | 10:00-11:00 | B |
| | | C |""",
        [["26 Oct 2026", "", "C"], ["26 Oct 2026", "09:00–10:00", "A"], ["26 Oct 2026", "10:00–11:00", "B"]],
        ["this row has no time, and other rows have their day from the row above them"],
    ),
    "a band above hours": (
        """\
| Time | Title |
|---|---|
| **2026-10-26** | |
| 9:00-10:00 | A |
| Tue 27 October 2026 | |
| 9:00-10:00 | B |""",
        [["26 Oct 2026", "09:00–10:00", "A"], ["27 Oct 2026", "09:00–10:00", "B"]],
        [],
    ),
    "days whose order the column proves": (
        "| Date | Time | Title |\n|---|---|---|\n| 9/8/2026 | 9:00-10:00 | A |\n| 9/15/2026 | 9:00-10:00 | B |",
        [["8 Sep 2026", "09:00–10:00", "A"], ["15 Sep 2026", "09:00–10:00", "B"]],
        [],
    ),
    "days whose order it proves the other way": (
        "| Date | Time | Title |\n|---|---|---|\n| 9/11/2026 | 9:00-10:00 | A |\n| 16/11/2026 | 9:00-10:00 | B |",
        [["9 Nov 2026", "09:00–10:00", "A"], ["16 Nov 2026", "09:00–10:00", "B"]],
        [],
    ),
    "days of two orders": (
        """\
| Date | Time | Title |
|---|---|---|
| 9/15/2026 | 9:00-10:00 | A |
| 16/9/2026 | 9:00-10:00 | B |
| 9/8/2026 | 9:00-10:00 | C |""",
        [
            ["15 Sep 2026", "09:00–10:00", "A"],
            ["16 Sep 2026", "09:00–10:00", "B"],
            ["9/8/2026 9:00-10:00", "", "C"],
        ],
        ["9/8/2026 is ambiguous"],
    ),
    "the offset of the course's zone": (
        "- title: A\n  start: 2026-11-02T09:00:00+01:00\n  end: 2026-11-02T09:30:00+01:00",
        [["2 Nov 2026", "09:00–09:30", "A"]],
        [],
    ),
    "another offset, with bare minutes": (
        "- title: A\n  start: 2026-11-02T23:00:00.000-05:00\n  duration: 30",
        [["3 Nov 2026", "05:00–05:30", "A"]],
        [],
    ),
    "an offset of half an hour without a colon": (
        "- title: A\n  start: 2026-11-02T09:00+0530\n  duration: 90",
        [["2 Nov 2026", "04:30–06:00", "A"]],
        [],
    ),
    "a few of nobody knows what": (
        "- title: A\n  date: 2026-11-02 9:00\n  duration: 2",
        [["2 Nov 2026", "09:00", "A"]],
        ["The duration '2' is not used: it has no unit"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PROGRAMMES)
def test_rows_of_a_programme(tmp_path: Path, case: str) -> None:
    data, shown, said = PROGRAMMES[case]
    built = table(
        tmp_path,
        data,
        ":columns: date, time, title",
        course="""\
# T

```{course} C
:timezone: Europe/Berlin
```

""",
    )
    assert built.rows() == shown
    assert len(built.warnings) == len(said)
    assert all(words in warning.message for words, warning in zip(said, built.warnings, strict=True))


def test_the_calendar_has_times_with_an_offset_where_they_are(tmp_path: Path) -> None:
    data = "- title: A\n  start: 2026-11-02T09:00:00-05:00\n  duration: 30"
    calendar = table(tmp_path, data).read_file("schedule.ics").decode()
    assert "DTSTART;TZID=Europe/Berlin:20261102T150000" in calendar
    assert "DTEND;TZID=Europe/Berlin:20261102T153000" in calendar


def test_words_of_headers_name_columns_and_stay_their_headers(tmp_path: Path) -> None:
    page = (
        COURSE
        + TALKS
        + """\
```{session-table}
:columns: No., Date, Topic, Room, Links, Speakers=Who
:kind: session
:sort: Topic
```
"""
    )
    built = Manuscript(tmp_path, {"index.md": page}).build()
    assert built.warnings == []
    heads = [cell.get_text() for cell in built.page("index").select("table.sem-table thead th")]
    assert heads == ["No.", "Date", "Topic", "Room", "Links", "Who"]
    assert [row[2] for row in built.rows()] == ["Late talk", "Local talk", "Remote talk"]


def test_words_of_headers_name_columns_in_other_languages(tmp_path: Path) -> None:
    page = COURSE + TALKS + "```{session-table}\n:columns: Woche, Thema, Raum\n:kind: session\n```\n"
    built = Manuscript(tmp_path, {"index.md": page}, {"language": "de"}).build()
    assert built.warnings == []
    assert [row[0] for row in built.rows()] == ["3", "3", "3"]


def test_links_of_a_column_of_details_are_links(tmp_path: Path) -> None:
    data = """\
| Title | Details |
|---|---|
| A | [Notes](https://a.org/1.pdf), [Sheet](https://a.org/2.pdf) |
| B | See [this](https://b.org). |"""
    page = table(tmp_path, data).page("index")
    links = {link["href"]: link.get_text() for link in page.select("table.sem-table a.external")}
    assert links == {"https://a.org/1.pdf": "Notes", "https://a.org/2.pdf": "Sheet", "https://b.org": "See this"}
    assert page.select("td")[-1].get_text() == "See this"


def test_links_of_a_column_without_a_meaning_are_links_too(tmp_path: Path) -> None:
    data = """\
| Title | File URL | Remark |
|---|---|---|
| A | https://a.org/1.pdf | [one](https://a.org/2) |
| B | | none |"""
    built = table(tmp_path, data)
    links = {link["href"]: link.get_text() for link in built.page("index").select("table.sem-table a.external")}
    assert links == {"https://a.org/1.pdf": "File URL", "https://a.org/2": "one"}
    assert [row[-2:] for row in built.rows()] == [["https://a.org/1.pdf", "one"], ["", "none"]]


def test_kinds_that_differ_by_capitals_alone_make_no_column(tmp_path: Path) -> None:
    data = "| Title | Type |\n|---|---|\n| A | Talk |\n| B | talk |"
    page = table(tmp_path, data).page("index")
    assert [cell.get_text() for cell in page.select("table.sem-table thead th")] == ["Title"]


def test_a_file_that_is_no_table_is_refused_by_its_name(tmp_path: Path) -> None:
    page = """\
# T

```{session-table}
:file: schedule.xml
```
"""
    built = Manuscript(tmp_path, {"index.md": page, "schedule.xml": "<schedule/>"}).build()
    (warning,) = built.warnings
    assert (warning.path, warning.line, warning.subtype) == ("index.md", 4, "data")
    assert "'schedule.xml' is XML, which is not read here" in warning.message
