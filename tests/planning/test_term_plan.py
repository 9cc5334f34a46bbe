"""The term plan of ``{course}``: next year's course is four changed lines."""

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
:ends: 2021-05-31
:meets: Mon 14:00-16:00
:except: 2021-05-03 Mayday; 2021-05-24 Whit Monday
```

```{session-table}
:columns: number, date, time, title
```

```{toctree}
a
b
c
d
```
"""
FILES = {
    "index.md": COURSE,
    "a.md": "# Alpha\n\n```{lecture}\n```\n",
    "b.md": "# Beta\n\n```{lecture}\n:date: 2021-04-26\n```\n",
    "c.md": "# Gamma\n\n```{lecture}\n:meetings: 2\n```\n",
    "d.md": "# Delta\n\n```{lecture}\n:date: TBA\n```\n",
}


def test_lectures_take_the_slots_in_the_order_of_the_book(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES).build()
    assert built.warnings == []
    assert built.rows() == [
        ["1", "12 Apr 2021", "14:00–16:00", "Alpha"],
        ["3", "19 Apr 2021; 10 May 2021", "14:00–16:00; 14:00–16:00", "Gamma"],
        ["2", "26 Apr 2021", "14:00–16:00", "Beta"],
        ["", "3 May 2021", "14:00–16:00", "no meeting: Mayday"],
        ["", "24 May 2021", "14:00–16:00", "no meeting: Whit Monday"],
        ["4", "to be announced", "", "Delta"],
    ]
    assert "Mon 12 April 2021, 14:00–16:00" in built.page("a").get_text()


def test_the_next_term_is_four_changed_lines_and_one_incremental_build(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES, {"seminar_fresh_navigation": False})
    book.build()
    text = COURSE.replace("2021-04-12", "2022-04-11").replace("2021-05-31", "2022-05-30")
    book.write("index.md", text.replace("2021-05-03 Mayday; 2021-05-24 Whit Monday", "2022-04-18 Easter Monday"))
    built = book.build()
    assert built.read == ["index"]
    # The day of Beta is in another term: it has lost its hours.
    assert built.written == ["a", "b", "c", "index"]
    assert "Mon 11 April 2022, 14:00–16:00" in built.page("a").get_text()
    assert "25 April 2022" in built.page("c").get_text()


def test_more_lectures_than_slots_name_the_first_without_one(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.edit("index.md", "2021-05-31", "2021-04-18")
    book.edit("index.md", ":except: 2021-05-03 Mayday; 2021-05-24 Whit Monday\n", "")
    built = book.build()
    (warning,) = built.warnings
    assert (warning.path, warning.line, warning.subtype) == ("c.md", 3, "plan")
    assert "'Gamma' is the first left without" in warning.message
    assert "Mon 12 April 2021" in built.page("a").get_text()
    assert "to be announced" in built.page("c").get_text()


def test_free_slots_are_shown_where_they_are_wanted(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.edit("index.md", ":columns: number, date, time, title", ":columns: date, title\n:show-free:")
    assert [row for row in book.build().rows() if row[1] == "free"] == [
        ["17 May 2021", "free"],
        ["31 May 2021", "free"],
    ]


def test_a_table_of_data_shows_free_slots_where_they_are_wanted(tmp_path: Path) -> None:
    group = """\
# Group

```{course} Group
:starts: 2021-05-03
:ends: 2021-05-24
:meets: Mon 14:00
"""
    group += ":except: 2021-05-24 Whit Monday\n```\n\n"
    table = """\
```{session-table}
:file: meetings.csv
:columns: date, title
:show-free:
```
"""
    meetings = "Date,Topic\n2021-05-10 14:00,Kernels\n"
    book = Manuscript(tmp_path, {"index.md": group + table, "meetings.csv": meetings})
    assert book.build().rows() == [
        ["3 May 2021", "free"],
        ["10 May 2021", "Kernels"],
        ["17 May 2021", "free"],
        ["24 May 2021", "no meeting: Whit Monday"],
    ]
    book.edit("index.md", ":show-free:\n", "")
    assert book.build().rows() == [["10 May 2021", "Kernels"]]


def test_the_rest_of_the_plan_is_shown_from_a_day_on(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    options = ":columns: date, title\n:from: 2021-05-11\n:show-free:"
    book.edit("index.md", ":columns: number, date, time, title", options)
    assert book.build().rows() == [
        ["17 May 2021", "free"],
        ["24 May 2021", "no meeting: Whit Monday"],
        ["31 May 2021", "free"],
    ]


def test_a_fault_of_the_plan_is_at_its_own_line(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.edit("index.md", ":meets: Mon 14:00-16:00", ":meets: Mondey 14:00-16:00")
    warnings = [warning for warning in book.build().warnings if warning.path == "index.md"]
    assert [(warning.line, warning.subtype) for warning in warnings] == [(7, "plan")]


def test_a_time_that_a_clock_change_skips_is_refused_at_its_line(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.write(
        "b.md",
        """\
# Beta

```{lecture}
:location: Hall
:date: 2021-03-28 02:30
```
""",
    )
    (warning,) = book.build().warnings
    assert (warning.path, warning.line, warning.subtype) == ("b.md", 5, "date")
    assert "Europe/Berlin" in warning.message


def test_a_duration_ends_a_slot_that_has_no_end(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.edit("index.md", "Mon 14:00-16:00", "Mon 14:00")
    book.write("a.md", "# Alpha\n\n```{lecture}\n:duration: 45 min\n```\n")
    assert "14:00–14:45" in book.build().page("a").get_text()
