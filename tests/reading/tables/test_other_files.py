"""Calendars, programmes in JSON and workbooks, as tables."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile

import openpyxl
import pytest
from openpyxl.styles import Font

from sphinx_seminar.model.declarations import Format
from sphinx_seminar.reading.sessions import read_sessions
from sphinx_seminar.reading.tables import Table, read_table


def calendar(*events: str, name: str = "") -> str:
    titled = f"X-WR-CALNAME:{name}\n" if name else ""
    body = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{titled}{body}END:VCALENDAR\n"


def cells(table: Table, *headers: str) -> list[tuple[str, ...]]:
    places = [table.headers.index(header) for header in headers]
    return [tuple(row.cells[place] for place in places) for row in table.rows]


WEEKLY = """
UID:1
DTSTART;TZID=Europe/Berlin:20250303T140000
DTEND;TZID=Europe/Berlin:20250303T153000
RRULE:FREQ=WEEKLY;COUNT=4
EXDATE;TZID=Europe/Berlin:20250310T140000
SUMMARY:Group
LOCATION:Room 5
"""
MOVED = """
UID:1
RECURRENCE-ID;TZID=Europe/Berlin:20250317T140000
DTSTART;TZID=Europe/Berlin:20250318T160000
DTEND;TZID=Europe/Berlin:20250318T170000
SUMMARY:Group\\, moved
"""


def test_an_event_that_comes_again_is_a_row_each_time() -> None:
    read = read_table(calendar(WEEKLY, MOVED, name="Kernels"), "ics")
    assert read.problems == ()
    assert read.value.title == "Kernels"
    assert cells(read.value, "Date", "Title", "Location") == [
        ("2025-03-03 14:00-15:30 Europe/Berlin", "Group", "Room 5"),
        ("2025-03-18 16:00-17:00 Europe/Berlin", "Group, moved", ""),
        ("2025-03-24 14:00-15:30 Europe/Berlin", "Group", "Room 5"),
    ]
    assert read.value.rows[1].line == 14


@pytest.mark.parametrize(
    ("event", "date"),
    [
        ("DTSTART;VALUE=DATE:20250501\nDTEND;VALUE=DATE:20250502", "2025-05-01"),
        ("DTSTART;VALUE=DATE:20250501\nDTEND;VALUE=DATE:20250504", "2025-05-01..2025-05-03"),
        ("DTSTART:20250601T120000Z", "2025-06-01 12:00 UTC"),
        ("DTSTART:20250601T120000\nDURATION:PT90M", "2025-06-01 12:00-13:30"),
        ("DTSTART:20250601T220000\nDTEND:20250602T010000", "2025-06-01 22:00 .. 2025-06-02 01:00"),
    ],
)
def test_the_days_and_hours_of_an_event(event: str, date: str) -> None:
    read = read_table(calendar(f"UID:1\nSUMMARY:A\n{event}"), "ics")
    assert cells(read.value, "Date") == [(date,)]
    assert read_sessions(read.value).problems == ()


def test_a_rule_keeps_the_hour_when_clocks_change() -> None:
    rule = WEEKLY.replace("COUNT=4", "UNTIL=20250331T215959Z").replace(
        "EXDATE;TZID=Europe/Berlin:20250310T140000\n", ""
    )
    dates = [date for (date,) in cells(read_table(calendar(rule), "ics").value, "Date")]
    assert dates == [f"2025-03-{day:02} 14:00-15:30 Europe/Berlin" for day in (3, 10, 17, 24, 31)]


@pytest.mark.parametrize(
    ("more", "days"),
    [
        (("RDATE;TZID=Europe/Berlin:20250312T140000,20250319T140000",), [3, 12, 19]),
        (("RRULE:FREQ=WEEKLY;COUNT=2", "RDATE;TZID=Europe/Berlin:20250312T140000"), [3, 10, 12]),
        (("RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE:20250310T130000Z"), [3]),
        (("RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE;VALUE=DATE:20250310"), [3]),
        (("RRULE:FREQ=WEEKLY;UNTIL=20250310",), [3, 10]),
    ],
)
def test_an_event_comes_on_its_further_dates_and_not_on_those_left_out(more: tuple[str, ...], days: list[int]) -> None:
    event = "\n".join(("UID:1", "SUMMARY:A", "DTSTART;TZID=Europe/Berlin:20250303T140000", *more))
    dates = [date for (date,) in cells(read_table(calendar(event), "ics").value, "Date")]
    assert dates == [f"2025-03-{day:02} 14:00 Europe/Berlin" for day in days]


def test_an_event_that_is_moved_in_utc_is_there_once() -> None:
    moved = MOVED.replace("RECURRENCE-ID;TZID=Europe/Berlin:20250317T140000", "RECURRENCE-ID:20250317T130000Z")
    titles = [title for (title,) in cells(read_table(calendar(WEEKLY, moved), "ics").value, "Title")]
    assert titles == ["Group", "Group, moved", "Group"]


def test_hours_in_utc_are_those_of_the_zone_that_the_calendar_names() -> None:
    event = """\
UID:1
SUMMARY:A
DTSTART:20250303T130000Z
DTEND:20250303T143000Z"""
    text = calendar(event).replace("PRODID:x\n", "PRODID:x\nX-WR-TIMEZONE:Europe/Berlin\n")
    assert cells(read_table(text, "ics").value, "Date") == [("2025-03-03 14:00-15:30 Europe/Berlin",)]


@pytest.mark.parametrize(
    ("text", "said", "rows"),
    [
        ("no calendar", "this is no calendar that can be read", 0),
        (calendar("UID:1\nSUMMARY:A"), "the event 'A' has no beginning", 0),
        (calendar(WEEKLY.replace(";COUNT=4", "")), "comes again without an end", 1),
        (calendar(WEEKLY.replace("WEEKLY;COUNT=4", "SECONDLY;COUNT=99999999")), "comes more than 500 times", 500),
    ],
)
def test_what_is_wrong_with_a_calendar_is_a_problem(text: str, said: str, rows: int) -> None:
    read = read_table(text, "ics")
    assert said in read.problems[0].message
    assert len(read.value.rows) == rows


def test_the_programme_of_frab() -> None:
    event = {
        "title": "Kernels", "subtitle": "and more", "start": "09:30", "duration": "01:00",
        "date": "2025-06-14T09:30:00+02:00", "persons": [{"public_name": "Ann Lee"}, {"name": "Bo Roe"}],
        "track": "A", "links": [{"title": "paper", "url": "https://arxiv.org/abs/1"}],
    }  # fmt: skip
    days = [
        {"date": "2025-06-14", "rooms": {"Hall": [event, {"title": "Coffee", "start": "10:30", "duration": "00:30"}]}}
    ]
    data = json.dumps({"schedule": {"conference": {"title": "Conf", "days": days}}}, indent=1)
    read = read_table(data, "json")
    assert read.value.title == "Conf"
    assert cells(read.value, "Date", "Duration", "Title", "Speaker", "Room", "Links") == [
        (
            "2025-06-14T09:30:00+02:00",
            "60 min",
            "Kernels – and more",
            "Ann Lee; Bo Roe",
            "Hall",
            "paper <https://arxiv.org/abs/1>",
        ),
        ("2025-06-14 10:30", "30 min", "Coffee", "", "Hall", ""),
    ]
    assert data.split("\n")[read.value.rows[0].line - 1].strip() == '"title": "Kernels",'


def test_the_talks_of_pretalx() -> None:
    talk = {
        "title": "Kernels", "speakers": [{"name": "Ann Lee"}], "duration": 30, "submission_type": {"en": "Talk"},
        "slot": {"start": "2025-06-14T09:30:00+02:00", "room": {"en": "Hall"}},
    }  # fmt: skip
    read = read_table(json.dumps({"count": 1, "results": [talk]}), "json")
    assert cells(read.value, "Date", "Duration", "Title", "Kind", "Speaker", "Room") == [
        ("2025-06-14T09:30:00+02:00", "30 min", "Kernels", "Talk", "Ann Lee", "Hall")
    ]


def test_a_list_of_records_in_json() -> None:
    read = read_table('[\n\t{"date": "2025-03-03", "title": "Kernels"}\n]', "json")
    assert cells(read.value, "date", "title") == [("2025-03-03", "Kernels")]


@pytest.mark.parametrize("data", ["{", "[" * 100_000, '{"schedule": {"conference": {"days": [1, {"rooms": [2]}]}}}'])
def test_what_is_no_programme_is_no_table(data: str) -> None:
    assert read_table(data, "json").value.rows == ()


def workbook(*rows: list[object], strike: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if strike:
        sheet[strike].font = Font(strike=True)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_is_read_as_it_is_seen() -> None:
    days = [dt.datetime(2025, 3, 3), dt.datetime(2025, 3, 10, 14, 0)]
    data = workbook(
        ["Kernels 2025"], [], ["Date", "Topic", "No."], [days[0], "Kernels", 1.0], [days[1], "Deep", 2], strike="B5"
    )
    read = read_table(data, "xlsx")
    assert read.problems == ()
    assert read.value.title == "Kernels 2025"
    assert cells(read.value, "Date", "Topic", "No.") == [
        ("2025-03-03", "Kernels", "1"),
        ("2025-03-10 14:00", "~~Deep~~", "2"),
    ]
    assert [row.line for row in read.value.rows] == [4, 5]


def test_what_a_workbook_has_besides_its_table_is_told() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(["Kernels"], ["Rooms may change"], ["Date", "Topic"], ["2025-03-03", "Deep"]))
    )
    sheet = book.worksheets[0]
    sheet.append([dt.time(14, 30), "Slides"])
    sheet["B5"].hyperlink = "https://example.org/slides"
    sheet.merge_cells("A4:A5")
    for title in ("Rooms", "Empty"):
        book.create_sheet(title)
    book["Rooms"].append(["Room", "Seats"])
    book["Rooms"].append(["A1", 90])
    file = io.BytesIO()
    book.save(file)
    read = read_table(file.getvalue(), "xlsx")
    assert [(problem.line, problem.message) for problem in read.problems] == [
        (1, "the sheet 'Rooms' is not read; expected one sheet. It is not shown"),
        (2, "'Rooms may change' stands above the headers; it is not shown"),
    ]
    assert cells(read.value, "Date", "Topic") == [
        ("2025-03-03", "Deep"),
        ("2025-03-03", "Slides <https://example.org/slides>"),
    ]


def test_a_workbook_that_unpacks_to_too_much_is_a_problem() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_000)
    (problem,) = read_table(file.getvalue(), "xlsx").problems
    assert problem.message.startswith("it unpacks to more than ")


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"no workbook", workbook(["alone"])])
def test_what_is_no_workbook_is_a_problem(data: bytes) -> None:
    read = read_table(data, "xlsx")
    assert read.value.rows == ()
    assert read.problems[0].message.endswith("Nothing of it is shown")


@pytest.mark.parametrize("format_", ["ics", "json"])
def test_any_text_comes_back_as_a_table(format_: Format) -> None:
    for text in (
        "",
        "\n",
        "{}",
        "BEGIN:VCALENDAR",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:x\nEND:VEVENT\nEND:VCALENDAR",
    ):
        assert isinstance(read_table(text, format_).value, Table)
