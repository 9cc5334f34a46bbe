"""Tables of sessions and of assignments: which columns, which rows, in which order, and what each cell shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, Literal

import pytest

from sphinx_seminar.book import Book
from sphinx_seminar.book.views.columns import COLUMNS, WORK_COLUMNS, column_faults
from sphinx_seminar.book.views.tables import show_table, show_work
from sphinx_seminar.model import MeetingGroup, MeetingTime, Place
from sphinx_seminar.model.declarations import TableData
from sphinx_seminar.model.views import AssignmentTableView, TableView
from tests.book.showing import book_of, course, declared, rows_of, said, term

PROGRAMME = """\
No.,Date,Title,Kind,Speaker,Chair,Room,Part,Tags,Slides,Recording,Papers,Status,Area
2,2021-06-14 14:00-16:00,Beta,lecture,Bo Roe,Di Ode,Hall 2,Two,hard; old,https://x.org/b.pdf,,"Roe, B. (2001). Rings.",,B
1,2021-06-09 16:00,alpha,lecture,Ann Lee; Cid Moe,,Hall 1,One,,https://x.org/1.pdf; https://x.org/2.pdf,https://x.org/v,,moved,
,2021-06,Gamma,exam,,,,,,,,,tentative,A
,,Delta,lecture,,,,One,easy,,,,,
"""
WORK = """\
No.,Title,Out,Due,Points,Part of,About,Sheet,Solution,Notes,Rules
,Sheet,2021-06-07,2021-06-14 12:00,20 points,Homework,alpha,https://x.org/s.pdf,,,
,Essay,,2021-06-21,,Exam,,,https://x.org/e.pdf,https://x.org/n.pdf,alone
7,Lab,2021-06-01,,5,homework,,,,,
"""
TITLES = (("title", ""),)


@pytest.fixture(scope="module")
def book() -> Book:
    return book_of(PROGRAMME, WORK)


def titles(rows: list[list[str]]) -> str:
    return " ".join(row[0].split(" ")[0] for row in rows)


@pytest.mark.parametrize(
    ("column", "forwards", "backwards"),
    [
        ("number", "alpha Beta Delta Gamma", "Beta Delta alpha Gamma"),
        ("date", "Gamma alpha Beta Delta", "Beta alpha Gamma Delta"),
        ("weekday", "Beta alpha Gamma Delta", "alpha Beta Gamma Delta"),
        ("time", "Beta alpha Gamma Delta", "alpha Beta Gamma Delta"),
        ("title", "alpha Beta Delta Gamma", "Gamma Delta Beta alpha"),
        ("kind", "Gamma alpha Beta Delta", "alpha Beta Delta Gamma"),
        ("people", "alpha Beta Gamma Delta", "Beta alpha Gamma Delta"),
        ("chair", "Beta Gamma alpha Delta", "Beta Gamma alpha Delta"),
        ("location", "alpha Beta Gamma Delta", "Beta alpha Gamma Delta"),
        ("resources", "Beta alpha Gamma Delta", "alpha Beta Gamma Delta"),
        ("recording", "alpha Gamma Beta Delta", "alpha Gamma Beta Delta"),
        ("part", "alpha Delta Beta Gamma", "Beta alpha Delta Gamma"),
        ("tags", "Delta Beta Gamma alpha", "Beta Delta Gamma alpha"),
        ("status", "alpha Gamma Beta Delta", "Gamma alpha Beta Delta"),
    ],
)
def test_sessions_sorted_by_a_column_end_with_those_of_which_it_says_nothing(
    book: Book, column: str, forwards: str, backwards: str
) -> None:
    for sort, expected in ((column, forwards), (f"-{column}", backwards)):
        table = show_table(book, "index", TableView("t", columns=TITLES, sort=sort))
        assert (sort, titles(rows_of(table))) == (sort, expected)


@pytest.mark.parametrize(
    ("column", "forwards", "backwards"),
    [
        ("number", "Sheet Essay Lab", "Lab Essay Sheet"),
        ("title", "Essay Lab Sheet", "Sheet Lab Essay"),
        ("out", "Lab Sheet Essay", "Sheet Lab Essay"),
        ("due", "Sheet Essay Lab", "Essay Sheet Lab"),
        ("points", "Lab Sheet Essay", "Sheet Lab Essay"),
        ("part-of", "Essay Sheet Lab", "Sheet Lab Essay"),
        ("covers", "Sheet Essay Lab", "Sheet Essay Lab"),
        ("resources", "Essay Sheet Lab", "Essay Sheet Lab"),
        ("exercises", "Sheet Essay Lab", "Sheet Essay Lab"),
    ],
)
def test_assignments_sorted_by_a_column_end_with_those_of_which_it_says_nothing(
    book: Book, column: str, forwards: str, backwards: str
) -> None:
    for sort, expected in ((column, forwards), (f"-{column}", backwards)):
        table = show_work(book, "index", AssignmentTableView("t", columns=TITLES, sort=sort))
        assert (sort, titles(rows_of(table))) == (sort, expected)


def test_points_in_words_stand_behind_numbers() -> None:
    work = "Title,Points\nA,10\nB,9\nC,many\nD,2.5 each\nE,a few\n"
    table = show_work(book_of(work=work), "index", AssignmentTableView("t", columns=TITLES, sort="points"))
    assert titles(rows_of(table)) == "D B A E C"


def test_every_column_of_sessions_shows_what_it_is_named_for(book: Book) -> None:
    table = show_table(book, "index", TableView("t", columns=tuple((name, "") for name in (*COLUMNS, "Area", "no"))))
    names = [name for name, _header in table.columns]
    filled = [{name: cell for name, cell in zip(names, row, strict=True) if cell} for row in rows_of(table)]
    rows = {row["title"]: row for row in filled if "title" in row}
    assert names == [*COLUMNS, "Area"]
    assert rows["Beta"] == {
        "number": "2",
        "date": "2021-06-14T14:00/2021-06-14T16:00",
        "weekday": "2021-06-14T14:00/2021-06-14T16:00 weekday",
        "time": "2021-06-14T14:00/2021-06-14T16:00 time",
        "title": "Beta",
        "kind": "kind lecture",
        "people": "Bo Roe, Di Ode",
        "speaker": "Bo Roe",
        "chair": "Di Ode",
        "location": "Hall 2",
        "resources": "slides: https://x.org/b.pdf",
        "slides": "slides: https://x.org/b.pdf",
        "papers": "Roe (2001)",
        "part": "Two",
        "tags": "hard, old",
        "due": "due Sheet: 2021-06-14T12:00 deadline",
        "Area": "B",
    }
    assert rows["alpha (moved)"] == {
        "number": "1",
        "date": "2021-06-09T16:00",
        "weekday": "2021-06-09T16:00 weekday",
        "time": "2021-06-09T16:00 time",
        "title": "alpha (moved)",
        "kind": "kind lecture",
        "people": "Ann Lee, Cid Moe",
        "speaker": "Ann Lee, Cid Moe",
        "location": "Hall 1",
        "resources": "slides: https://x.org/1.pdf, slides: https://x.org/2.pdf, recording: https://x.org/v",
        "slides": "slides: https://x.org/1.pdf, slides: https://x.org/2.pdf",
        "recording": "recording: https://x.org/v",
        "part": "One",
        "status": "status moved",
    }
    assert rows["Gamma (tentative)"] == {
        "date": "2021-06",
        "title": "Gamma (tentative)",
        "kind": "kind exam",
        "status": "status tentative",
        "Area": "A",
    }
    assert rows["Delta"] == {"number": "2", "title": "Delta", "kind": "kind lecture", "part": "One", "tags": "easy"}


def test_a_table_of_assignments_shows_its_own_columns_where_it_declares_them(book: Book) -> None:
    columns = tuple((name, "") for name in (*WORK_COLUMNS, "Rules", "no"))
    table = show_work(book, "index", AssignmentTableView("t", columns=columns, own=True))
    assert [name for name, _header in table.columns] == [*WORK_COLUMNS, "Rules"]
    sheet, essay, lab = rows_of(table)
    alpha = "1. alpha → index–1. alpha → index"
    due = "2021-06-14T12:00 deadline"
    link = "exercises: https://x.org/s.pdf"
    assert sheet == ["1", "Sheet", "2021-06-07T00:00", due, "20 points", "Homework", alpha, "", link, "", "", ""]
    due, notes, link = "2021-06-21T23:59 deadline", "notes: https://x.org/n.pdf", "solution: https://x.org/e.pdf"
    assert essay == ["2", "Essay", "", due, "", "Exam", "", notes, "", link, "", "alone"]
    assert lab == ["7", "Lab", "2021-06-01T00:00", "", "5", "homework", "", "", "", "", "", ""]
    anchors = ["assignments-sheet", "assignments-essay", "assignments-lab"]
    [(head, rows)] = table.groups
    assert (head, [row.anchor for row in rows], [row.work for row in rows]) == ("", anchors, ["sheet", "essay", "lab"])


def test_a_table_of_all_assignments_links_them_and_has_the_columns_with_something_to_show(book: Book) -> None:
    table = show_work(book, "index", AssignmentTableView("t", number=1, captioned=True, searchable=True))
    names = ["title", "due", "points", "part-of", "resources", "exercises", "solution"]
    assert [name for name, _header in table.columns] == names
    assert [row[0] for row in rows_of(table)] == ["Sheet → index", "Essay → index", "Lab → index"]
    [(_head, rows)] = table.groups
    assert {row.anchor for row in rows} == {""}
    assert (table.anchor, table.captioned, table.searchable, table.works) == ("t", True, True, True)
    assert table.calendar == "due.ics"


@pytest.mark.parametrize(
    ("parts", "expected", "calendar"), [(("homework",), "Sheet Lab", "due.ics"), (("EXAM", "none"), "Essay", "due.ics")]
)
def test_a_table_of_some_parts_of_the_grade(book: Book, parts: tuple[str, ...], expected: str, calendar: str) -> None:
    table = show_work(book, "index", AssignmentTableView("t", columns=TITLES, parts=parts))
    assert (titles(rows_of(table)), table.calendar) == (expected, calendar)


def test_work_without_a_known_day_has_no_calendar() -> None:
    table = show_work(book_of(work="Title,Due\nSheet,TBA\n"), "index", AssignmentTableView("t"))
    assert (rows_of(table), table.calendar) == ([["Sheet → index", "TBA deadline"]], "")


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
HOLIDAY, WHIT = ("2021-04-26T14:00/2021-04-26T16:00 off", "2021-05-24T14:00/2021-05-24T16:00 off")


@pytest.fixture(scope="module")
def planned() -> Book:
    plan = term("2021-04-12", "2021-05-31", days_off="2021-04-26 Holiday; 2021-05-24 Whit; 2021-05-17")
    return book_of(TERM, DUE, courses=[course(plan=plan, location="Hall 1", timezone="Europe/Berlin")])


def days(book: Book, **options: Any) -> list[str]:
    """Return each row as a line: its day, and its title or what is said in its place; headings stand between them."""
    options = {"number": 1, "columns": DAYS} | options
    table = show_table(book, "index", TableView("t", **options))
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
        ("Title,Date\nA,2021-04-12 14:00-16:00\nB,2022-04-11\n", {}),
        ("Title,Date\nA,2021-04-12 14:00-16:00\n", {"also_zones": ("Asia/Tokyo",)}),
        ("Title,Date,Timezone\nA,2021-04-12 14:00-16:00,Asia/Tokyo\n", {}),
        ("Title,Date,Room\nA,2021-04-12 14:00-16:00,Aula\n", {}),
        ("Title,Date\nA,2021-04-12 14:00-15:00\n", {}),
        ("Title,Date\nA,2021-04-13 14:00-16:00\n", {}),
        ("Title,Date\nA,2021-04-12\n", {}),
    ],
    ids=["few", "two years", "other clocks", "another zone", "another room", "other hours", "another day", "no hours"],
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


def test_a_table_of_its_own_data_shows_papers_and_tags_and_all_others_where_they_are_named(book: Book) -> None:
    own = show_table(book, "index", TableView("t", own=True))
    names = ["number", "date", "time", "title", "kind", "people", "location", "resources", "papers", "part", "tags"]
    assert [name for name, _header in own.columns] == [*names, "Area"]
    [(_head, rows)] = own.groups
    assert {row.papers for row in rows} == {0}
    whole = show_table(book, "index", TableView("t", number=1))
    assert [name for name, _header in whole.columns] == [name for name in names if name not in ("papers", "tags")]
    [(_head, rows)] = whole.groups
    # A cell of a table names a paper, and no reference leads to it.
    assert [(row.papers, row.reading) for row in rows] == [(0, None), (0, None), (1, None), (0, None), (0, None)]


def test_one_kind_whatever_its_capitals_needs_no_column() -> None:
    book = book_of("Title,Kind\nA,Talk\nB,talk\n")
    assert show_table(book, "index", TableView("t", own=True)).columns == (("title", ""),)
    assert show_table(book_of(), "index", TableView("t")).columns == (("title", ""),)


def test_the_week_is_that_of_the_term() -> None:
    plan = term("2021-04-12", "2021-05-03")
    book = book_of("Title,Date\nA,\nB,2021-04-21\nC,2021-06-01\nD,2021-04\n", courses=[course(plan=plan)])
    columns = (("title", ""), ("week", ""))
    rows = rows_of(show_table(book, "index", TableView("t", columns=columns, own=True)))
    assert rows == [["D", ""], ["B", "2"], ["C", ""], ["A", ""]]
    rows = rows_of(show_table(book, "index", TableView("t", columns=columns, own=True, sort="-week")))
    assert rows[0] == ["B", "2"]
    lectures = book_of("Title,Kind\nA,lecture\nB,lecture\nC,lecture\n", courses=[course(plan=plan)])
    for sort, expected in (("week", "A B C"), ("-week", "C B A")):
        table = show_table(lectures, "index", TableView("t", columns=columns, own=True, sort=sort))
        assert titles(rows_of(table)) == expected
    without = book_of("Title,Date\nB,2021-04-21\n")
    assert rows_of(show_table(without, "index", TableView("t", columns=columns, own=True))) == [["B", ""]]


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


def test_a_room_and_a_way_in_of_ones_own_are_both_said() -> None:
    sessions = """\
Title,Room,Online
A,Aula,https://x.org/a
B,Aula,https://x.org/all
C,Aula,by phone
D,TBA,https://x.org/a
"""
    columns = (("location", ""),)
    zoom = book_of(sessions, courses=[course(online="https://x.org/all")])
    rows = rows_of(show_table(zoom, "index", TableView("t", columns=columns, own=True)))
    assert rows == [["Aula, online: https://x.org/a"], ["Aula"], ["Aula"], ["online: https://x.org/a"]]
    rows = rows_of(show_table(book_of(sessions), "index", TableView("t", columns=columns, own=True)))
    assert rows[1] == ["Aula, online: https://x.org/all"]


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


def test_columns_that_neither_we_nor_the_file_have_are_pointed_out_where_they_are_named() -> None:
    def faults(*names: str, declares: Literal["sessions", "assignments"] = "sessions") -> list[tuple[str, str, str]]:
        page = declared(PROGRAMME, WORK)
        columns = tuple((name, "") for name in names)
        page.views += [TableView("t", columns=columns), AssignmentTableView("t", columns=columns)]
        page.tables.append(
            (0, "data.csv", TableData(Place("data.csv", 0, "index"), "csv", 0, columns_line=7, declares=declares))
        )
        return [(str(fault.place), fault.subtype, fault.message) for fault in column_faults(page)]

    assert faults("title", "Area") == faults("part-of", "Rules", declares="assignments") == []
    assert faults("Titel", "Rules") == [
        ("data.csv:7", "column", "unknown column 'Titel'; did you mean 'title' or 'time'? It is left out."),
        (
            "data.csv:7",
            "column",
            f"unknown column 'Rules'; expected some of {', '.join((*COLUMNS, 'Area'))}. It is left out.",
        ),
    ]
    assert faults("week", declares="assignments") == [
        (
            "data.csv:7",
            "column",
            f"unknown column 'week'; expected some of {', '.join((*WORK_COLUMNS, 'Rules'))}. It is left out.",
        )
    ]
