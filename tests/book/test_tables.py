"""Rows of tables of sessions: which, under which headings, and what stands among the sessions."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from sphinx_seminar.book import Book
from sphinx_seminar.book.views.tables import show_table
from sphinx_seminar.model import MeetingGroup, MeetingTime
from sphinx_seminar.model.views import TableView
from tests.book.showing import book_of, course, rows_of, said, term

TITLES = (("title", ""),)
TERM = """\
Title,Date,Kind,Part,Room,Status,Slides
Opening,,lecture,One,,,https://x.org/o.pdf
Norms,2021-04-19 14:00-16:00,lecture,One,Aula,,
Kernels,,lecture,Two,,,
Visit,2021-05-04 09:00,excursion,,Museum,,
Lunch,2021-05-03,break,,,,
Exam,2021-07,exam,,,,
Talk,,talk,,,cancelled,
"""
DUE = """\
Title,Due
Sheet,2021-05-03 12:00
Essay,2021-05-05
"""
DAYS = (("date", ""), ("title", ""))


@pytest.fixture(scope="module")
def planned() -> Book:
    plan = term("2021-04-12", "2021-05-31", days_off="2021-04-26 Holiday; 2021-05-24 Whit; 2021-05-17")
    return book_of(TERM, DUE, courses=[course(plan=plan, location="Hall 1", timezone="Europe/Berlin")])


def days(book: Book, **options: Any) -> list[str]:
    """Return each row as a line: its day, and its title or what is said in its place; headings stand between them."""
    view = replace(TableView("t", number=1, columns=DAYS), **options)
    table = show_table(book, "index", view)
    return [" ".join(filter(None, (row[0][:10], *row[1:]))).replace(" → index", "") for row in rows_of(table)]


OPENING, NORMS, KERNELS = "2021-04-12 Opening", "2021-04-19 Norms", "2021-05-03 Kernels"
LUNCH, VISIT, EXAM, TALK = "2021-05-03 Lunch", "2021-05-04 Visit", "2021-07 Exam", "Talk (cancelled)"
HOLIDAY, WHIT, ESSAY = "2021-04-26 no-meeting Holiday", "2021-05-24 no-meeting Whit", "2021-05-05"
FREE = ("2021-05-10 free", "2021-05-31 free")


def test_days_off_and_what_is_due_stand_among_the_sessions_by_date(planned: Book) -> None:
    whole = [OPENING, NORMS, HOLIDAY, LUNCH, KERNELS, VISIT, ESSAY, WHIT, EXAM, TALK]
    assert days(planned) == whole
    assert days(planned, sort="-date") == [*whole[-2::-1], TALK]
    assert days(planned, show_free=True) == [*whole[:7], FREE[0], WHIT, FREE[1], EXAM, TALK]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"filters": (("kind", ("lecture",)),)}, [OPENING, NORMS, HOLIDAY, KERNELS, ESSAY, WHIT]),
        ({"filters": (("kind", ("exam",)),)}, [EXAM]),
        ({"filters": (("kind", ("Milestone", "exam")),)}, ["2021-05-03", ESSAY, EXAM]),
        ({"filters": (("part", ("one",)),)}, [OPENING, NORMS]),
        ({"filters": (("from", ("2021-05-04",)), ("to", ("2021-05-24",)))}, [VISIT, ESSAY, WHIT]),
        ({"sort": "title"}, [EXAM, KERNELS, LUNCH, NORMS, OPENING, TALK, VISIT]),
        ({"own": True, "number": 0}, [OPENING, NORMS, LUNCH, KERNELS, VISIT, EXAM, TALK]),
        (
            {"own": True, "number": 0, "show_free": True},
            [OPENING, NORMS, HOLIDAY, LUNCH, KERNELS, VISIT, FREE[0], WHIT, FREE[1], EXAM, TALK],
        ),
        ({"group_by": "part"}, [LUNCH, VISIT, EXAM, TALK, "One", OPENING, NORMS, "Two", KERNELS]),
    ],
)
def test_only_a_table_that_leads_through_the_whole_plan_has_them(
    planned: Book, options: dict[str, Any], expected: list[str]
) -> None:
    assert days(planned, **options) == expected


@pytest.mark.parametrize(
    ("group_by", "headings"),
    [
        ("week", ["week 1: 2021-04-12/2021-04-16", "week 2: 2021-04-19/2021-04-23", "week 3: 2021-04-26/2021-04-30"]),
        ("month", ["2021-04-01 month", "2021-05-01 month", "2021-07-01 month", "no-date"]),
        ("year", ["2021-01-01 year", "no-date"]),
        ("day", ["2021-04-12 day", "2021-04-19 day", "2021-04-26 day", "2021-05-03 day", "2021-05-04 day"]),
        ("kind", ["kind lecture", "kind break", "kind excursion", "kind exam", "kind talk"]),
        ("part", ["", "One", "Two"]),
    ],
)
def test_headings_name_the_period_or_what_rows_have_in_common(
    planned: Book, group_by: str, headings: list[str]
) -> None:
    table = show_table(planned, "index", TableView("t", columns=DAYS, group_by=group_by))
    assert [said(head) for head, _rows in table.groups][: len(headings)] == headings
    undated = [said(row.cells[1]) for head, rows in table.groups if said(head) == "no-date" for row in rows]
    expected = {"week": ["Exam", TALK], "day": ["Exam", TALK], "month": [TALK], "year": [TALK]}
    assert undated == expected.get(group_by, [])


def test_a_week_with_something_on_its_saturday_goes_to_sunday(planned: Book) -> None:
    plan = term("2021-04-12", "2021-04-30")
    book = book_of("Title,Date\nTour,2021-04-24\nTalk,2021-04-30\nAfter,2021-05-08\n", courses=[course(plan=plan)])
    table = show_table(book, "index", TableView("t", columns=TITLES, group_by="week"))
    heads = [said(head) for head, _rows in table.groups]
    assert heads == ["week 2: 2021-04-19/2021-04-25", "week 3: 2021-04-26/2021-04-30", "2021-05-03 week"]


def test_a_table_without_columns_of_its_authors_says_the_regular_times_once(planned: Book) -> None:
    table = show_table(planned, "index", TableView("t", number=1))
    names = ["number", "date", "time", "title", "kind", "location", "resources", "part"]
    assert [name for name, _header in table.columns] == names
    regular = table.regular
    assert regular is not None
    [meeting] = regular.meetings
    assert (str(meeting.starts), str(meeting.ends), meeting.room) == ("14:00:00", "16:00:00", "Hall 1")
    assert (str(regular.first), str(regular.last), table.calendar) == ("2021-04-12", "2021-05-24", "schedule.ics")
    [(_head, rows)] = table.groups
    at_it = [said(row.cells[3]).replace(" → index", "") for row in rows if row.regular]
    assert at_it == ["Opening", "no-meeting Holiday", "Kernels", "no-meeting Whit"]
    for view in (TableView("t", number=1, columns=DAYS), TableView("t", own=True)):
        table = show_table(planned, "index", view)
        assert table.regular is None
        assert not any(row.regular for _head, rows in table.groups for row in rows)


@pytest.mark.parametrize(
    ("sessions", "facts"),
    [
        ("Title,Date\nA,\nB,2021-04-20 10:00\nC,2021-04-21 10:00\nD,2021-04-22 10:00\n", {}),
        ("Title,Date\nA,2021-04-12 14:00-16:00\nB,2021-04-20 10:00\n", {}),
        ("Title,Date\nA,2021-04-12 14:00-16:00\nB,2022-04-11\n", {}),
        ("Title,Date\nA,2021-04-12 14:00-16:00\n", {"also_zones": ("Asia/Tokyo",)}),
        ("Title,Date,Timezone\nA,2021-04-12 14:00-16:00,Asia/Tokyo\n", {}),
        ("Title,Date,Room\nA,2021-04-12 14:00-16:00,Aula\n", {}),
        ("Title,Date\nA,2021-04-12 14:00-15:00\n", {}),
        ("Title,Date\nA,2021-04-13 14:00-16:00\n", {}),
        ("Title,Date\nA,2021-04-12\n", {}),
    ],
    ids=[
        "few",
        "half",
        "two years",
        "other clocks",
        "another zone",
        "another room",
        "other hours",
        "another day",
        "no hours",
    ],
)
def test_regular_times_are_not_said_where_rows_differ(sessions: str, facts: dict[str, Any]) -> None:
    plan = term("2021-04-12", "2021-04-18")
    book = book_of(sessions, courses=[course(plan=plan, timezone="Europe/Berlin", **facts)])
    assert show_table(book, "index", TableView("t", number=1)).regular is None


def test_a_row_is_told_by_its_state_and_carries_what_no_column_says(planned: Book) -> None:
    table = show_table(planned, "index", TableView("t", columns=TITLES))
    [(_head, rows)] = table.groups
    states = {said(row.cells[0]): (row.state, row.anchor, row.calendar) for row in rows}
    assert states == {
        "Opening": ("", "sessions-opening", "sessions/opening.ics"),
        "Norms": ("", "sessions-norms", "sessions/norms.ics"),
        "Lunch": ("break", "sessions-lunch", "sessions/lunch.ics"),
        "Kernels": ("", "sessions-kernels", "sessions/kernels.ics"),
        "Visit": ("", "sessions-visit", "sessions/visit.ics"),
        "Exam": ("", "sessions-exam", ""),
        "Talk (cancelled)": ("cancelled", "sessions-talk", ""),
    }
    assert {said(row.cells[0]): said(row.date) for row in rows if row.date} == {
        "Opening": "2021-04-12T14:00/2021-04-12T16:00",
        "Norms": "2021-04-19T14:00/2021-04-19T16:00",
        "Lunch": "2021-05-03",
        "Kernels": "2021-05-03T14:00/2021-05-03T16:00",
        "Visit": "2021-05-04T09:00",
        "Exam": "2021-07",
    }
    [(_head, rows)] = show_table(planned, "index", TableView("t", number=1, columns=DAYS)).groups
    assert {row.date for row in rows} == {None}
    assert [row.state for row in rows] == [
        *("", "", "no-meeting", "break", "", "", "milestone", "no-meeting", "", "cancelled")
    ]
    assert {row.anchor + row.calendar for row in rows} == {""}
    # A break of which its page says nothing more is not linked.
    assert said(rows[3].cells[1]) == "Lunch"
    due = {said(row.cells[1]): said(row.due) for row in rows if row.due}
    assert due == {
        "Kernels → index": "due Sheet: 2021-05-03T12:00 deadline",
        "": "due Essay: 2021-05-05T23:59 deadline",
    }


def test_what_stands_beside_sessions_is_said_in_a_column_that_has_room(planned: Book) -> None:
    def row(*names: str) -> list[str]:
        view = TableView("t", number=1, columns=tuple((name, "") for name in names))
        return rows_of(show_table(planned, "index", view))[2]

    off = "2021-04-26T14:00/2021-04-26T16:00"
    assert row("date", "number", "location", "due") == [f"{off} off", "", "no-meeting Holiday", ""]
    assert row("weekday", "time", "kind") == [f"{off} weekday off", f"{off} time off", "no-meeting Holiday"]
    assert row("kind", "date", "title") == ["", f"{off} off", "no-meeting Holiday"]


def test_a_column_of_what_is_due_has_it_instead_of_the_row(planned: Book) -> None:
    columns = (*DAYS, ("due", ""))
    [(_head, rows)] = show_table(planned, "index", TableView("t", number=1, columns=columns)).groups
    due = {said(row.cells[0]): said(row.cells[2]) for row in rows if row.cells[2]}
    assert due == {
        "2021-05-03T14:00/2021-05-03T16:00": "due Sheet: 2021-05-03T12:00 deadline",
        "2021-05-05T23:59 off deadline": "due Essay: 2021-05-05T23:59 deadline",
    }
    assert {row.due for row in rows} == {()}


def test_a_free_slot_is_a_date_that_is_held(planned: Book) -> None:
    rows = rows_of(show_table(planned, "index", TableView("t", columns=DAYS, show_free=True)))
    assert ["2021-05-10T14:00/2021-05-10T16:00", "free"] in rows
    assert ["2021-04-26T14:00/2021-04-26T16:00 off", "no-meeting Holiday"] in rows


def test_several_regular_times_are_said_in_the_order_of_the_week() -> None:
    plan = term("2021-04-12", "2021-04-23", "Thu 10:00-12:00; Mon 16:00-18:00; Mon 14:00-16:00")
    book = book_of("Title,Kind\n" + "".join(f"{n},lecture\n" for n in range(6)), courses=[course(plan=plan)])
    regular = show_table(book, "index", TableView("t", number=1)).regular
    assert regular is not None
    assert [(time.weekday, time.starts and time.starts.hour) for time in regular.meetings] == [
        (0, 14),
        (0, 16),
        (3, 10),
    ]


RED, BLUE = (
    MeetingGroup("Red", (MeetingTime(0, dt.time(10), dt.time(12), "R 1"),)),
    MeetingGroup("Blue", (MeetingTime(1, dt.time(10), dt.time(12), "B 2"),)),
)


@pytest.fixture(scope="module")
def divided() -> Book:
    """Two groups that meet on Mondays and on Tuesdays, one of which misses a meeting."""
    plan = term(
        "2021-04-12",
        "2021-05-04",
        "Mon 10:00-12:00; Tue 10:00-12:00",
        days_off="2021-04-19 Strike; 2021-04-26 .. 2021-04-27 Holiday",
    )
    plan = replace(plan, meetings=(*RED.meetings, *BLUE.meetings), groups=(RED, BLUE))
    work = "Title,Due\nSheet,Opening\n"
    return book_of("Title,Kind,Date\nOpening,lecture,\nTalk,talk,2021-04-16\n", work, courses=[course(plan=plan)])


def test_a_table_of_all_groups_names_them_and_offers_the_choice(divided: Book) -> None:
    table = show_table(divided, "index", TableView("t", number=1, columns=(*DAYS, ("location", "")), show_free=True))
    assert [(group.key, group.label, group.series, path) for group, path in table.choice] == [
        ("red", "Red", "Kernels, 2021-04-12", "schedule-red.ics"),
        ("blue", "Blue", "Kernels, 2021-04-12", "schedule-blue.ics"),
    ]
    assert rows_of(table) == [
        [
            "2021-04-12T10:00/2021-04-12T12:00 of Red at R 1 2021-04-13T10:00/2021-04-13T12:00 of Blue at B 2",
            "Opening → index",
            "Red: R 1, Blue: B 2",
        ],
        ["2021-04-13T10:00 off deadline", "", ""],
        ["2021-04-16", "Talk → index", ""],
        ["2021-04-19T10:00/2021-04-19T12:00 off", "no-meeting Strike Red", ""],
        ["2021-04-20T10:00/2021-04-20T12:00", "free Blue", ""],
        ["2021-04-26/2021-04-27 off", "no-meeting Holiday", ""],
        ["2021-05-03T10:00/2021-05-03T12:00", "free Red", ""],
        ["2021-05-04T10:00/2021-05-04T12:00", "free Blue", ""],
    ]
    [(_head, rows)] = table.groups
    assert [said(row.due) for row in rows if row.due] == [
        "due Sheet: 2021-04-12T10:00 deadline of Red",
        "due Sheet: 2021-04-13T10:00 deadline of Blue",
    ]


def test_a_table_of_one_group_has_its_times_and_does_not_name_it(divided: Book) -> None:
    view = TableView("t", number=1, columns=(*DAYS, ("location", "")), show_free=True, groups=("blue",))
    table = show_table(divided, "index", view)
    assert rows_of(table) == [
        ["2021-04-13T10:00/2021-04-13T12:00", "Opening → index", "B 2"],
        ["2021-04-16", "Talk → index", ""],
        ["2021-04-20T10:00/2021-04-20T12:00", "free", ""],
        ["2021-04-26/2021-04-27 off", "no-meeting Holiday", ""],
        ["2021-05-04T10:00/2021-05-04T12:00", "free", ""],
    ]
    assert table.choice == ()
    [(_head, rows)] = table.groups
    assert [said(row.due) for row in rows if row.due] == ["due Sheet: 2021-04-13T10:00 deadline"]
