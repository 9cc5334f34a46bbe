"""``{timeline}``, ``{grading}`` and ``{topic-pool}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icalendar import Calendar

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

TIMELINE = """\
# Seminar

```{timeline}
- 2021-02-25..2021-03-10: Provide preferences for papers (select *3* or more)
- 2021-04-19 14:00-16:00: First meeting
- 2021-07: Final presentations (block seminar, date to be finalised)
```
"""


def test_a_timeline_shows_dates_and_what_happens_then(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, {"index.md": TIMELINE}).build()
    assert built.warnings == []
    listing = built.page("index").select_one("dl.sem-timeline")
    assert [date.get_text() for date in listing.select("dt")] == [
        "25 February – 10 March 2021",
        "Mon 19 April 2021, 14:00–16:00",
        "July 2021",
    ]
    assert listing.select_one("dd em").get_text() == "3"


def test_its_days_are_in_the_calendar(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, {"index.md": TIMELINE}).build()
    events = Calendar.from_ical(built.read_file("schedule.ics")).walk("VEVENT")
    assert [(str(event["SUMMARY"]), str(event["DTSTART"].dt)) for event in events] == [
        ("Provide preferences for papers (select *3* or more)", "2021-02-25"),
        ("First meeting", "2021-04-19 14:00:00+00:00"),
    ]


def test_a_line_at_the_time_of_a_session_is_that_session_in_the_calendar(tmp_path: Path) -> None:
    session = "\n```{session} First meeting\n:date: 2021-04-19 14:00-16:00\n```\n"
    built = Manuscript(tmp_path, {"index.md": TIMELINE + session}).build()
    events = Calendar.from_ical(built.read_file("schedule.ics")).walk("VEVENT")
    assert [str(event["UID"]).split("-")[0] for event in events] == ["milestone", "session"]


def test_a_line_without_a_date_is_pointed_out_and_stays(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, {"index.md": TIMELINE.replace("2021-07", "someday")}).build()
    (warning,) = built.warnings
    assert (warning.line, warning.subtype) == (6, "timeline")
    assert "Final presentations" in built.page("index").get_text()


def test_a_grading_shows_its_parts(tmp_path: Path) -> None:
    page = "# S\n\n```{grading}\n- Report: 40%\n- Presentation: 60%\n- Bonus: asking *interesting* questions\n```\n"
    built = Manuscript(tmp_path, {"index.md": page}).build()
    assert built.warnings == []
    rows = [[cell.get_text() for cell in row.select("td")] for row in built.page("index").select("tbody tr")]
    assert rows == [["Report", "40%"], ["Presentation", "60%"], ["Bonus: asking interesting questions", ""]]


def test_weights_that_do_not_add_up_are_pointed_out(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, {"index.md": "# S\n\n```{grading}\n- Report: 40%\n- Talk: 55%\n```\n"}).build()
    (warning,) = built.warnings
    assert (warning.path, warning.subtype) == ("index.md", "grading")
    assert "95" in warning.message


def test_a_pool_has_the_most_wanted_topic_first(tmp_path: Path) -> None:
    table = "| Topic | Suggested by | Know | Want to learn |\n|---|---|---|---|\n| Nets | Ann | | Bo |\n| *Kernels* | Bo | Rémi | Salem; Ahmed |\n"
    built = Manuscript(tmp_path, {"index.md": f"# P\n\n```{{topic-pool}}\n{table}```\n"}).build()
    assert built.warnings == []
    rows = [[cell.get_text() for cell in row.select("td")] for row in built.page("index").select("tbody tr")]
    assert rows == [["Kernels", "Bo", "Rémi", "Salem; Ahmed"], ["Nets", "Ann", "", "Bo"]]
    assert [cell.get_text() for cell in built.page("index").select("th")] == [
        "Topic",
        "Suggested by",
        "Know",
        "Want to learn",
    ]


def test_every_builder_shows_them(tmp_path: Path) -> None:
    page = (
        TIMELINE
        + "\n```{grading}\n- All: 100%\n```\n\n```{topic-pool}\n| Topic | Want to learn |\n|---|---|\n| A | B |\n```\n"
    )
    for builder in ("html", "text", "latex", "epub", "man", "texinfo", "xml"):
        assert Manuscript(tmp_path / builder, {"index.md": page}).build(builder).complaints() == []
