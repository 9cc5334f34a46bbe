"""Tables that declare sessions: a programme in the page, an archive in a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path


DAY = """\
# Workshop

```{session-table}
:caption: Programme
:date: 2019-06-14

| Time | Duration | Title | Type | Speaker | Resources | Snacks |
|---|---|---|---|---|---|---|
| 8:30 a.m. | 10 min | Opening *remarks* | opening | Ann Lee | | |
| | 20 min | Kernels and $k$ | invited talk | Bo Roe; Cy Poe | [Slides](https://x.org/1.pdf) | tea |
| | 15 min | Break | break | | | cake |
```

See {session}`kernels-and-k` of {person}`Bo Roe`.
"""
ARCHIVE = '\ufeffDate;Topic;Led by;Resources\r\n2017-01-25;Attention;Ann Lee;Slides <https://x.org/a.pdf>\r\n08.02.2017;"Nets,\nagain";Bo Roe;\r\n'
GROUP = """\
# Archive

```{session-table}
:file: archive.csv
:kind: meeting
:group-by: year
```
"""


def test_a_programme_in_the_page_declares_its_sessions(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, {"index.md": DAY}).build()
    assert built.warnings == []
    page = built.page("index")
    assert [cell.get_text() for cell in page.select("thead th")] == [
        "Date",
        "Time",
        "Title",
        "Kind",
        "People",
        "Resources",
        "Snacks",
    ]
    assert built.rows() == [
        ["14 Jun 2019", "08:30–08:40", "Opening remarks", "opening", "Ann Lee", "", ""],
        ["14 Jun 2019", "08:40–09:00", "Kernels and \\(k\\)", "invited talk", "Bo Roe, Cy Poe", "Slides", "tea"],
        ["14 Jun 2019", "09:00–09:15", "Break", "break", "", "", "cake"],
    ]
    assert page.select_one("td.sem-col-title em").get_text() == "remarks"
    assert page.select("p")[-1].a["href"] == "#sessions-kernels-and-k"
    assert page.find(id="sessions-kernels-and-k").find_parent("tr") is not None
    assert "14 June 2019" not in built.page("sem-people").get_text()
    assert ("session", "Break") in {(found.kind, found.title) for found in built.search_objects()}


def test_a_table_of_the_whole_book_has_rows_of_its_own(tmp_path: Path) -> None:
    table = """\
```{session-table}
:whole-book:
:columns: date, title, Bring

"""
    rows_of_it = """\
| Date | Topic | Kind | Bring |
|---|---|---|---|
| 2026-10-19 | Midterm | exam | a pen |
```
"""
    book = Manuscript(tmp_path, {
        "index.md": f"""\
# Course

{table}{rows_of_it}
See {{session}}`midterm`.

```{{toctree}}
a
b
```
""",
        "a.md": "# Kernels\n\n```{lecture}\n:date: 2026-10-12\n```\n",
        "b.md": "# Networks\n\n```{lecture}\n:date: 2026-10-26\n```\n",
    })  # fmt: skip
    built = book.build()
    assert built.warnings == []
    assert built.rows() == [
        ["12 Oct 2026", "Kernels", ""],
        ["19 Oct 2026", "Midterm", "a pen"],
        ["26 Oct 2026", "Networks", ""],
    ]
    assert built.page("index").find("a", href="#sessions-midterm", string="Midterm") is not None
    assert built.page("index").find(id="sessions-midterm") is not None


def test_an_archive_in_a_file_declares_its_sessions(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, {"index.md": GROUP, "archive.csv": ARCHIVE}).build()
    assert built.warnings == []
    assert built.rows() == [
        ["2017"],
        ["25 Jan 2017", "Attention", "Ann Lee", "Slides"],
        ["8 Feb 2017", "Nets, again", "Bo Roe", ""],
    ]
    assert (
        built.page("sem-people").find(id="people-bo-roe").select_one(".sem-also a")["href"]
        == "index.html#sessions-nets-again"
    )


def test_yaml_in_the_page(tmp_path: Path) -> None:
    body = """\
- title: Opening
  when: 2019-06-14 8:30
  speaker: Ann Lee
- title: Closing
  when: TBA
"""
    built = Manuscript(tmp_path, {"index.md": f"# Day\n\n```{{session-table}}\n{body}```\n"}).build()
    assert built.warnings == []
    assert built.rows() == [["14 Jun 2019", "08:30", "Opening", "Ann Lee"], ["to be announced", "", "Closing", ""]]


def test_a_changed_row_is_read_again_and_a_touched_file_is_not(tmp_path: Path) -> None:
    files = {"index.md": GROUP + "\n```{toctree}\nother\nplain\n```\n", "archive.csv": ARCHIVE, "plain.md": "# Plain\n"}
    files["other.md"] = "# Other\n\nSee {session}`attention`.\n"
    book = Manuscript(tmp_path, files, {"seminar_fresh_navigation": False})
    book.build()
    book.touch("archive.csv")
    assert book.build().written == []
    book.edit("archive.csv", "Attention", "Attention!")
    built = book.build()
    assert (built.read, built.written) == ([], ["index", "other"])
    assert "Attention!" in built.page("other").get_text()


@pytest.mark.parametrize(
    ("body", "path", "line", "subtype"),
    [
        (":file: missing.csv", "index.md", 4, "data"),
        (":file: ../archive.csv", "index.md", 4, "data"),
        (":file: archive.csv\n:columns: date, topik", "index.md", 5, "column"),
        (":file: broken.csv", "broken.csv", 3, "date"),
        ("\n| Date | Title |\n|---|---|\n| 2021-13-01 | A |", "index.md", 7, "date"),
    ],
)
def test_mistakes_are_at_their_lines(tmp_path: Path, body: str, path: str, line: int, subtype: str) -> None:
    files = {
        "index.md": f"""\
# A

```{{session-table}}
{body}
```

Last.
""",
        "archive.csv": ARCHIVE,
    }
    files["broken.csv"] = "Date,Title\n2021-01-01,A\n2021-02-30,B\n"
    built = Manuscript(tmp_path, files).build()
    (warning,) = built.warnings
    assert (warning.path, warning.line, warning.subtype) == (path, line, subtype)
    assert "Last." in built.page("index").get_text()


def test_the_sessions_are_in_every_other_view(tmp_path: Path) -> None:
    files = {
        "index.md": """\
# C

```{session-table}
:columns: title
```

```{toctree}
day
```
""",
        "day.md": DAY,
    }
    built = Manuscript(tmp_path, files).build()
    assert built.rows() == [["Opening remarks"], ["Kernels and \\(k\\)"], ["Break"]]
    assert built.page("index").select_one("td a")["href"] == "day.html#sessions-opening-remarks"
    assert built.read_file("schedule.ics").count(b"BEGIN:VEVENT") == 3


def test_every_builder_shows_them(tmp_path: Path) -> None:
    for builder in ("text", "latex", "epub", "man", "texinfo", "xml"):
        assert Manuscript(tmp_path / builder, {"index.md": DAY}).build(builder).complaints() == []


def test_a_calendar_declares_its_sessions(tmp_path: Path) -> None:
    page = """\
# Group

```{session-table}
:file: group.ics
:columns: date, time, title, location
```
"""
    event = """\
BEGIN:VEVENT
UID:1
DTSTART:20250303T140000
DTEND:20250303T150000
SUMMARY:Kernels
LOCATION:Hall
END:VEVENT
"""
    data = f"""\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
{event}END:VCALENDAR
"""
    built = Manuscript(tmp_path, {"index.md": page, "group.ics": data}).build()
    assert built.warnings == []
    assert built.rows() == [["3 Mar 2025", "14:00–15:00", "Kernels", "Hall"]]


def test_a_way_in_stands_where_no_room_does(tmp_path: Path) -> None:
    page = """\
# Talks

```{course}
:online: Zoom <https://zoom.us/j/1>
```

```{session-table}
| Date | Title | Room | Online |
|---|---|---|---|
| 2026-10-13 | Kernels | | Webex <https://example.org/kernels> |
| 2026-10-20 | Networks | Hall 1 | Webex <https://example.org/networks> |
| 2026-10-27 | Attention | | Zoom <https://zoom.us/j/1> |
| 2026-11-03 | Transformers | TBA | Webex <https://example.org/transformers> |
```
"""
    built = Manuscript(tmp_path, {"index.md": page}).build()
    assert built.warnings == []
    assert [row[2:] for row in built.rows()] == [["Webex"], ["Hall 1, Webex"], [""], ["TBA, Webex"]]
    links = [link["href"] for link in built.page("index").select("table.sem-table td a")]
    assert [link for link in links if link.startswith("https:")] == [
        "https://example.org/kernels",
        "https://example.org/networks",
        "https://example.org/transformers",
    ]
