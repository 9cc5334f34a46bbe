"""Grids: the term as weeks and weekdays, days as times and rooms, the regular week."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sphinx_seminar.book import Book
from sphinx_seminar.book.views.grid import show_grid
from sphinx_seminar.model import MeetingGroup, MeetingTime, Milestone, Person, Profile, Series, When
from sphinx_seminar.model.views import GridView
from sphinx_seminar.reading.dates import read_when
from tests.book.showing import PAGE, book_of, course, said, term
from tests.iso import format_iso

SESSIONS = """\
Title,Date,Kind,Room,Status
Opening,,lecture,Hall 1,
Norms,2021-04-19 14:00-16:00,lecture,Aula,
Kernels,2021-05-03 10:00-12:00,lecture,,
School,2021-04-21 .. 2021-04-23,excursion,Museum,
Months,2021-04-12 .. 2021-05-12,project,,
Exam,2021-07,exam,,
Talk,2021-05-05 18:00,talk,,cancelled
Lab,2021-04-14 10:00-11:00,lab,,
"""
WORK = "Title,Due\nSheet,2021-05-03 12:00\nEssay,2021-05-06\nOpen,TBA\n"


def at(weekday: int, starts: int, ends: int, room: str = "") -> MeetingTime:
    return MeetingTime(weekday, dt.time(starts), dt.time(ends), room)


@pytest.fixture(scope="module")
def book() -> Book:
    plan = term("2021-04-12", "2021-05-31", days_off="2021-04-26 Holiday; 2021-05-17")
    dates = [("2021-04-30", "Register\nat the office"), ("2021-05-10 09:00 .. 2021-05-14 17:00", "Vote")]
    return book_of(
        SESSIONS,
        WORK,
        courses=[course(plan=plan, location="Hall 1", timezone="Europe/Berlin", hours=(at(2, 9, 10),))],
        milestones=[(PAGE, Milestone(read_when(date).value, text)) for date, text in dates],
        series=[Series("Lab", "lab", PAGE, "series-lab", meetings=(at(2, 10, 11, "L1"),))],
        profiles=[Profile(Person("Ann Lee"), PAGE, hours=(at(2, 9, 10),), location="R 5", anchor="people-ann")],
    )


def rows(book: Book, **options: Any) -> list[list[str]]:
    """Return each row: its head, then what is in its cells, each after its column."""
    grid = show_grid(book, "index", GridView("g", **options))
    lines = []
    for row in grid.rows:
        head = format_iso(row.head) if isinstance(row.head, When) else said(row.head)
        lines.append([f"{row.day}: {head}" if row.day is not None else head])
        for cell, column in zip(row.cells, grid.columns, strict=False):
            for item in cell.items:
                facts = (format_iso(item.hours)[11:16] if item.hours else "", item.group, item.location, item.word)
                label = str(item.label) or (item.place is not None and said(item.place).replace(" → index", ""))
                lines[-1].append(
                    " ".join(map(str, filter(None, (f"{column}:", item.kind, label, *facts)))) + "|" * item.span
                )
    return lines


WEEKS = [
    ["week 1: 2021-04-12/2021-04-16", "0: session Months", "0: session 1. Opening", "2: session Lab L1"],
    [
        "week 2: 2021-04-19/2021-04-23",
        "0: session 2. Norms Aula",
        *(f"{day}: session School Museum" for day in (2, 3, 4)),
    ],
    ["week 3: 2021-04-26/2021-04-30", "0: off Holiday", "4: due Register"],
    [
        *("week 4: 2021-05-03/2021-05-07", "0: session 3. Kernels 10:00", "0: due Sheet 12:00"),
        *("2: session Talk (cancelled) 18:00", "3: due Essay 23:59"),
    ],
    ["week 5: 2021-05-10/2021-05-14", "4: due Vote 17:00"],
    ["week 6: 2021-05-17/2021-05-21"],
    ["week 7: 2021-05-24/2021-05-28"],
    ["week 8: 2021-05-31/2021-06-04"],
]


def test_the_term_has_each_thing_on_its_day_and_says_hours_and_rooms_that_are_not_the_regular_ones(book: Book) -> None:
    assert rows(book) == WEEKS
    grid = show_grid(book, "index", GridView("g", captioned=True))
    assert (grid.shape, grid.anchor, grid.columns, grid.zone) == ("term", "g", (0, 2, 3, 4), "Europe/Berlin")
    assert grid.captioned


def test_bounds_leave_out_days_and_words_leave_out_what_is_due_and_off(book: Book) -> None:
    bounded = rows(book, filters=(("from", ("2021-04-21",)), ("to", ("2021-05-03",))))
    assert [row[1:] for row in bounded[:5]] == [
        [],
        [f"{day}: session School Museum" for day in (2, 3, 4)],
        ["0: off Holiday", "4: due Register"],
        ["0: session 3. Kernels 10:00", "0: due Sheet 12:00"],
        [],
    ]
    lectures = rows(book, filters=(("kind", ("lecture",)),))
    expected = [["0: session 1. Opening"], ["0: session 2. Norms Aula"], [], ["0: session 3. Kernels 10:00"]]
    assert [row[1:] for row in lectures[:4]] == expected


def test_the_regular_week_has_meetings_series_and_office_hours(book: Book) -> None:
    assert rows(book, shape="week") == [
        [
            "2001-01-01T09:00/2001-01-01T10:00",
            "2: hours Kernels office-hours|",
            "2: hours Ann Lee R 5 office-hours|",
        ],
        ["2001-01-01T10:00/2001-01-01T11:00", "2: session Lab L1"],
        ["2001-01-01T14:00/2001-01-01T16:00", "0: session Kernels lecture"],
    ]
    assert [row[1:] for row in rows(book, shape="week", filters=(("kind", ("lab",)),))] == [["2: session Lab L1"]]
    lectures = rows(book, shape="week", filters=(("kind", ("Lecture",)),))
    assert [row[1:] for row in lectures] == [["0: session Kernels lecture"]]


def test_days_have_what_begins_together_in_one_row(book: Book) -> None:
    assert [row[0] for row in rows(book, shape="day")] == [
        "2021-04-12: 2021-04-12T14:00/2021-04-12T16:00",
        "2021-04-14: 2021-04-14T10:00/2021-04-14T11:00",
        "2021-04-19: 2021-04-19T14:00/2021-04-19T16:00",
        "2021-05-03: 2021-05-03T10:00/2021-05-03T12:00",
        "2021-05-05: 2021-05-05T18:00",
    ]


WORKSHOP = """\
Title,Date,Room
Welcome,2021-06-07 09:00-09:30,
Rings,2021-06-07 10:00-11:00,Hall 1
Fields,2021-06-07 10:00-12:00,Hall 2
Lunch,2021-06-07 12:00-13:00,
Ideals,2021-06-07 14:00-15:00,Hall 2
"""


def test_a_programme_of_a_day_is_shown_as_times_and_rooms() -> None:
    book = book_of(WORKSHOP)
    grid = show_grid(book, "index", GridView("g"))
    assert (grid.shape, grid.columns) == ("day", ("Hall 1", "Hall 2"))
    assert rows(book) == [
        ["2021-06-07T09:00/2021-06-07T09:30", "Hall 1: session Welcome"],
        ["2021-06-07T10:00", "Hall 1: session Rings 10:00|", "Hall 2: session Fields 10:00|"],
        ["2021-06-07T12:00/2021-06-07T13:00", "Hall 1: session Lunch"],
        ["2021-06-07T14:00/2021-06-07T15:00", "Hall 2: session Ideals"],
    ]
    assert [[cell.label for cell in row.cells] for row in grid.rows] == [
        [""],
        ["Hall 1", "Hall 2"],
        [""],
        ["Hall 1", "Hall 2"],
    ]


def test_what_is_at_the_time_of_others_and_names_no_room_has_a_column_of_its_own() -> None:
    book = book_of(WORKSHOP + "Poster,2021-06-07 14:00-15:00,\n")
    assert show_grid(book, "index", GridView("g")).columns == ("Hall 1", "Hall 2", "")
    assert rows(book)[-1][1:] == ["Hall 2: session Ideals|", ": session Poster|"]


@pytest.mark.parametrize(
    ("sessions", "plan", "shape"),
    [
        ("", "Mon 14:00-16:00", "week"),
        ("", "", "term"),
        ("Title,Date\nA,2021-04-12 10:00\nB,2021-04-12 11:00\nC,2021-04-12 12:00\n", "", "term"),
        ("Title,Date\nA,2021-04-12 10:00\nB,2021-04-12 11:00\nC,2021-04-12 12:00\nD,2021-04-12 13:00\n", "", "day"),
        ("Title,Date\nA,2021-04-12\nB,2021-04-12\nC,2021-04-12\nD,2021-04-12\n", "", "term"),
        (
            "Title,Date\n" + "".join(f"{d}{h},2021-04-1{d} {h}:00\n" for d in range(4) for h in range(10, 14)),
            "",
            "term",
        ),
        ("Title,Date\n" + "".join(f"{d}{h},2021-04-1{d} {h}:00\n" for d in range(3) for h in range(10, 14)), "", "day"),
    ],
)
def test_the_shape_fits_the_book(sessions: str, plan: str, shape: str) -> None:
    book = book_of(sessions, courses=[course(plan=term("2021-04-12", "2021-05-31", plan))])
    assert show_grid(book, "index", GridView("g")).shape == shape


def test_a_block_of_two_weeks_stands_on_each_day_and_a_longer_one_on_its_first() -> None:
    for last, count in (("2021-04-25", 14), ("2021-04-26", 1)):
        book = book_of(f"Title,Date\nSchool,2021-04-12 .. {last}\n")
        assert sum(len(row) - 1 for row in rows(book)) == count


def test_a_night_stands_on_the_day_on_which_it_begins() -> None:
    assert [row[1:] for row in rows(book_of("Title,Date\nNight,2021-04-12 22:00 .. 2021-04-14 02:00\n"))] == [
        ["0: session Night 22:00"]
    ]


def test_regular_hours_that_begin_together_stand_in_the_order_of_their_ends() -> None:
    plan = term("2021-04-12", "2021-04-18", "Mon 10:00-12:00; Tue 10:00-11:00; Wed")
    heads = [row[0] for row in rows(book_of(courses=[course(plan=plan)]), shape="week")]
    assert heads == ["2001-01-01", "2001-01-01T10:00/2001-01-01T11:00", "2001-01-01T10:00/2001-01-01T12:00"]


def test_a_mistyped_year_makes_no_thousand_weeks() -> None:
    assert (
        len(
            rows(
                book_of(
                    "Title,Date\nA,2021-04-12\nB,2051-04-12\n", courses=[course(plan=term("2021-04-12", "2060-04-12"))]
                )
            )
        )
        == 400
    )


def test_weeks_without_anything_are_rows_of_the_term_alone() -> None:
    book = book_of("Title,Date\nA,2021-04-14\nB,2021-05-08\n")
    assert [row[0] for row in rows(book)] == ["week 0: 2021-04-12/2021-04-17", "week 0: 2021-05-03/2021-05-08"]


def test_a_grid_of_groups_has_their_times_and_names_none() -> None:
    groups = (MeetingGroup("Red", (at(0, 14, 16),)), MeetingGroup("Blue", (at(1, 10, 12, "B 2"),)))
    plan = term("2021-04-12", "2021-04-18", "")
    plan = type(plan)(plan.starts, plan.ends, tuple(time for group in groups for time in group.meetings), groups=groups)
    book = book_of("Title,Kind\nOpening,lecture\n", courses=[course(plan=plan)])
    assert rows(book) == [["week 1: 2021-04-12/2021-04-16", "0: session 1. Opening Red", "1: session 1. Opening Blue"]]
    assert rows(book, groups=("blue",)) == [["week 1: 2021-04-12/2021-04-16", "1: session 1. Opening"]]
    week = [row[1:] for row in rows(book, shape="week")]
    assert week == [["1: session Kernels Blue B 2 lecture"], ["0: session Kernels Red lecture"]]
    assert [row[1:] for row in rows(book, shape="week", groups=("Red",))] == [["0: session Kernels Red lecture"]]
