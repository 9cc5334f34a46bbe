"""Sections of a course: the same content, each group at its own times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path


COURSE = """\
# Course

```{course} Theory
:timezone: Europe/Berlin
:starts: 2021-04-12
:ends: 2021-05-14
:location: Main hall
:groups: Section 1: Tue 10:00-11:30 @ Aula; Section 2: Wed 13:00-14:30
:except: 2021-05-04 Closed
```

```{session-table}
:columns: date, time, location, title
```

```{toctree}
a
b
c
```
"""
FILES = {
    "index.md": COURSE,
    "a.md": "# Alpha\n\n```{lecture}\n```\n",
    "b.md": "# Beta\n\n```{lecture}\n```\n",
    "c.md": "# Gamma\n\n```{lecture}\n```\n",
}


def test_each_section_has_every_lecture_at_its_own_time(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES).build()
    assert built.warnings == []
    hours = "Section 1: 10:00–11:30 Section 2: 13:00–14:30"
    assert built.rows() == [
        ["Section 1: 13 Apr 2021 Section 2: 14 Apr 2021", hours, "Section 1: Aula", "Alpha"],
        ["Section 1: 20 Apr 2021 Section 2: 21 Apr 2021", hours, "Section 1: Aula", "Beta"],
        ["Section 1: 27 Apr 2021 Section 2: 28 Apr 2021", hours, "Section 1: Aula", "Gamma"],
        ["4 May 2021", "10:00–11:30", "", "no meeting: Closed (Section 1)"],
    ]
    head = " ".join(built.page("a").select_one(".sem-summary").get_text().split())
    assert head == (
        "Lecture 1 Section 1: Tue 13 April 2021, 10:00–11:30, Aula Section 2: Wed 14 April 2021, 13:00–14:30"
    )


def test_a_lecture_is_added_to_a_calendar_at_the_time_of_a_section(tmp_path: Path) -> None:
    actions = Manuscript(tmp_path, FILES).build().page("a").select(".sem-calendar a")
    assert [(link.get_text(), link["href"]) for link in actions] == [
        ("Add to calendar (Section 1)", "sessions/alpha.section-1.ics"),
        ("Add to calendar (Section 2)", "sessions/alpha.section-2.ics"),
    ]


def test_a_day_off_moves_the_section_that_meets_on_it(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.edit("index.md", "2021-05-04 Closed", "2021-04-20 Closed")
    assert [row[0] for row in book.build().rows()] == [
        "Section 1: 13 Apr 2021 Section 2: 14 Apr 2021",
        "20 Apr 2021",
        "Section 1: 27 Apr 2021 Section 2: 21 Apr 2021",
        "Section 1: 4 May 2021 Section 2: 28 Apr 2021",
    ]


def test_days_off_of_all_sections_name_none(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.edit("index.md", "2021-05-04 Closed", "2021-05-03..2021-05-07 Closed")
    assert book.build().rows()[-1] == ["4–5 May 2021", "", "", "no meeting: Closed"]


def test_a_section_whose_times_nobody_knows_yet_has_the_dates_that_lectures_name(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.edit("index.md", "Wed 13:00-14:30", "TBA")
    book.edit("b.md", "```{lecture}\n", "```{lecture}\n:date: 2021-04-22 18:00-19:30\n")
    built = book.build()
    assert built.warnings == []
    assert [(row[0], row[3]) for row in built.rows()[:3]] == [
        ("Section 1: 13 Apr 2021 Section 2: to be announced", "Alpha"),
        ("Section 1: 20 Apr 2021 Section 2: to be announced", "Gamma"),
        ("22 Apr 2021", "Beta"),
    ]


def test_a_date_with_hours_is_the_same_for_all_sections(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.edit("b.md", "```{lecture}\n", "```{lecture}\n:date: 2021-04-22 18:00-19:30\n")
    gamma, beta = book.build().rows()[1:3]
    assert gamma[0] == "Section 1: 20 Apr 2021 Section 2: 21 Apr 2021"
    assert beta == ["22 Apr 2021", "18:00–19:30", "", "Beta"]


def test_a_day_without_hours_is_that_of_the_section_that_meets_on_it(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.edit("b.md", "```{lecture}\n", "```{lecture}\n:date: 2021-04-27\n")
    built = book.build()
    assert built.warnings == []
    hours = "Section 1: 10:00–11:30 Section 2: 13:00–14:30"
    # Beta is the third meeting of both, and Gamma comes before it.
    assert [(row[0], row[1], row[3]) for row in built.rows()[1:3]] == [
        ("Section 1: 20 Apr 2021 Section 2: 21 Apr 2021", hours, "Gamma"),
        ("Section 1: 27 Apr 2021 Section 2: 28 Apr 2021", hours, "Beta"),
    ]


def test_the_old_date_of_a_moved_lecture_stays_free_in_both_sections(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    moved = """\
```{lecture}
:date: 2021-05-07 18:00-19:30
:status: moved
:moved-from: 2021-04-20 10:00-11:30
"""
    book.edit("b.md", "```{lecture}\n", moved)
    assert book.build().rows()[1][0] == "Section 1: 27 Apr 2021 Section 2: 28 Apr 2021"


def test_a_cancelled_lecture_keeps_its_meeting_in_both_sections(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.edit("b.md", "```{lecture}\n", "```{lecture}\n:date: 2021-04-20 10:00-11:30\n:status: cancelled\n")
    assert [row[0] for row in book.build().rows()[1:3]] == [
        "Section 1: 20 Apr 2021 Section 2: 21 Apr 2021",
        "Section 1: 27 Apr 2021 Section 2: 28 Apr 2021",
    ]


def test_a_lecture_of_two_meetings_takes_two_of_each_section(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.edit("a.md", "```{lecture}\n", "```{lecture}\n:meetings: 2\n")
    assert book.build().rows()[0][0] == "Section 1: 13 Apr 2021; 20 Apr 2021 Section 2: 14 Apr 2021; 21 Apr 2021"


def test_a_section_can_meet_twice_a_week(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.edit("index.md", "@ Aula;", "@ Aula; Thu 10:00-11:30 @ Hall 4;")
    built = book.build()
    assert [row[0] for row in built.rows()[:3]] == [
        "Section 1: 13 Apr 2021 Section 2: 14 Apr 2021",
        "Section 1: 15 Apr 2021 Section 2: 21 Apr 2021",
        "Section 1: 20 Apr 2021 Section 2: 28 Apr 2021",
    ]
    assert [row[2] for row in built.rows()[:3]] == ["Section 1: Aula", "Section 1: Hall 4", "Section 1: Aula"]


def test_a_section_with_too_few_meetings_is_told(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.edit("index.md", "2021-05-04 Closed", "2021-04-21..2021-05-12 Closed")
    built = book.build()
    # Section 1 has the meetings of 13 and 20 April, Section 2 that of 14 April.
    assert [(found.path, found.line, found.subtype, found.message.partition(":")[0]) for found in built.warnings] == [
        (path, 3, "plan", f"The term plan for '{group}' has {free}, and lectures without a date need 3")
        for path, group, free in (("b.md", "Section 2", "1 free meeting"), ("c.md", "Section 1", "2 free meetings"))
    ]
    assert built.rows()[1][0] == "Section 1: 20 Apr 2021 Section 2: to be announced"


def test_a_table_shows_the_times_of_one_section(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.edit(
        "index.md",
        ":columns: date, time, location, title",
        ":columns: date, time, location, title\n:group: section 2\n:show-free:",
    )
    assert book.build().rows() == [
        ["14 Apr 2021", "13:00–14:30", "", "Alpha"],
        ["21 Apr 2021", "13:00–14:30", "", "Beta"],
        ["28 Apr 2021", "13:00–14:30", "", "Gamma"],
        ["5 May 2021", "13:00–14:30", "", "free"],
        ["12 May 2021", "13:00–14:30", "", "free"],
    ]


def test_next_year_is_the_card_alone(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.build()
    book.edit("index.md", "2021-05-14", "2022-05-13")
    book.edit("index.md", "2021-04-12", "2022-04-11")
    book.edit("index.md", "\n:except: 2021-05-04 Closed", "")
    built = book.build()
    assert built.read == ["index"]
    assert built.rows()[2][0] == "Section 1: 26 Apr 2022 Section 2: 27 Apr 2022"


def test_groups_that_meet_together_are_one(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.edit(
        "index.md", "Tue 10:00-11:30 @ Aula; Section 2: Wed 13:00-14:30", "Tue 10:00-11:30; Section 2: Tue 10:00-11:30"
    )
    assert book.build().rows()[0] == ["13 Apr 2021", "10:00–11:30", "", "Alpha"]


def test_labels_that_differ_in_signs_alone_are_two_groups(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.edit("index.md", "Section 1: Tue 10:00-11:30 @ Aula; Section 2: Wed", "C: Tue 10:00-11:30; C++: Wed")
    built = book.build()
    assert built.rows()[0][0] == "C: 13 Apr 2021 C++: 14 Apr 2021"
    calendars = sorted(path.name for path in built.folder.glob("schedule-*.ics"))
    assert calendars == ["schedule-c-2.ics", "schedule-c.ics"]
