"""Columns of tables: which are shown, what their cells say, and how rows are sorted by them."""

from __future__ import annotations

from typing import Literal

import pytest

from sphinx_seminar.book import Book
from sphinx_seminar.book.views.columns import COLUMNS, WORK_COLUMNS, column_faults
from sphinx_seminar.book.views.tables import show_table, show_work
from sphinx_seminar.model import Place
from sphinx_seminar.model.declarations import TableData
from sphinx_seminar.model.views import AssignmentTableView, TableView
from tests.book.showing import book_of, course, declared, rows_of, term

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
    assert rows == [["Aula, online: https://x.org/a"], ["Aula"], ["Aula"], ["TBA, online: https://x.org/a"]]
    rows = rows_of(show_table(book_of(sessions), "index", TableView("t", columns=columns, own=True)))
    assert rows[1] == ["Aula, online: https://x.org/all"]


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
