"""The files beside the pages, as a build writes them: they say what the pages say."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import feedparser
import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator

from tests.authoring import Manuscript
from tests.valid import calendars, data, feeds

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "index.md": """\
# C

```{course} Theory
:timezone: Europe/Berlin
:instructors: Ann Lee <ann@example.org>
:starts: 2021-03-22
:ends: 2021-04-05
:meets: Mon 14:00-16:00
:office-hours: Fri 9:00-10:00
```

```{toctree}
a
b
c
```
""",
    "a.md": """\
# Alpha

```{lecture}
:name: alpha
:meetings: 2
:location: Hall 1
```
""",
    "b.md": """\
# Beta

```{lecture}
:date: 2021-04-12
:status: cancelled
```
""",
    "c.md": "# Gamma\n\n```{lecture}\n:date: TBA\n```\n",
}
CONF = {"html_baseurl": "https://theory.example.org/2021"}
JUDGES = {"calendars": calendars, "feeds": feeds, "data": data}


def test_the_calendar_has_every_dated_meeting_at_its_instant(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES, CONF).build()
    assert built.warnings == []
    events = {str(event["UID"]): event for event in Calendar.from_ical(built.read_file("schedule.ics")).walk("VEVENT")}
    starts = {
        uid.split("@")[0]: start.astimezone(dt.UTC).isoformat() if isinstance(start, dt.datetime) else str(start)
        for uid, event in events.items()
        for start in [event["DTSTART"].dt]
        if uid.startswith("session")
    }
    assert starts == {
        "session-alpha": "2021-03-22T13:00:00+00:00",
        "session-alpha-2": "2021-03-29T12:00:00+00:00",
        "session-beta": "2021-04-12",
    }
    alpha = next(event for uid, event in events.items() if uid.startswith("session-alpha@"))
    assert str(alpha["URL"]) == "https://theory.example.org/2021/a.html#sessions-alpha"
    assert str(alpha["LOCATION"]) == "Hall 1"
    office = [event["DTSTART"].dt.date() for uid, event in events.items() if uid.startswith("milestone")]
    assert sorted(office) == [dt.date(2021, 3, 26), dt.date(2021, 4, 2)]


def test_each_dated_session_has_its_own_calendar_which_its_page_links(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES, CONF).build()
    assert sorted(path.name for path in (built.folder / "sessions").glob("*.ics")) == ["alpha.ics", "beta.ics"]
    assert built.page("a").select_one(".sem-calendar a")["href"] == "sessions/alpha.ics"
    assert built.page("c").select_one(".sem-calendar") is None
    card = {link.get_text(): link["href"] for link in built.page("index").select(".sem-course a")}
    assert (card["Calendar"], card["News feed"]) == ("schedule.ics", "feed.xml")
    assert card["Subscribe"] == "webcal://theory.example.org/2021/schedule.ics"


def test_nobody_is_asked_to_add_a_cancelled_session_to_the_calendar(tmp_path: Path) -> None:
    page = """\
# C

```{{lecture}}
:name: gamma
:date: 2021-06-07 14:00
:status: {status}
```
"""
    book = Manuscript(tmp_path, {"index.md": page.format(status="tentative")}, CONF)
    assert book.build().page("index").select_one(".sem-calendar a")["href"] == "sessions/gamma.ics"
    book.write("index.md", page.format(status="cancelled"))
    built = book.build()
    assert built.page("index").select_one(".sem-calendar") is None
    # Those who have it are told, by the schedule and by the session's own file.
    assert "STATUS:CANCELLED" in (built.folder / "sessions/gamma.ics").read_text()


def test_the_course_is_there_as_data_with_its_schema(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES, CONF).build()
    data, schema = (json.loads(built.read_file(name)) for name in ("course.json", "course.schema.json"))
    Draft202012Validator(schema).validate(data)
    assert [session["title"] for session in data["sessions"]] == ["Alpha", "Beta", "Gamma"]


def test_in_a_book_of_one_page_addresses_lead_to_the_place_on_it(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES, CONF).build("singlehtml")
    events = Calendar.from_ical(built.read_file("sessions/beta.ics")).walk("VEVENT")
    assert str(events[0]["URL"]) == "https://theory.example.org/2021/index.html#sessions-beta"
    assert built.page("index").select_one("#sessions-beta") is not None


def test_the_feed_is_one(tmp_path: Path) -> None:
    parsed = feedparser.parse(Manuscript(tmp_path, FILES, CONF).build().read_file("feed.xml"))
    assert not parsed.bozo
    assert [entry.link for entry in parsed.entries] == [
        "https://theory.example.org/2021/b.html#sessions-beta",
        "https://theory.example.org/2021/a.html#sessions-alpha",
    ]


def test_pages_tell_search_engines_what_they_show(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES, CONF).build()
    scripts = {
        name: built.page(name, whole=True).select('script[type="application/ld+json"]')
        for name in ("index", "b", "search")
    }
    assert [len(found) for found in scripts.values()] == [1, 1, 0]
    assert "EventCancelled" in scripts["b"][0].get_text()


def test_a_page_whose_data_changed_is_written_again(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES, CONF | {"seminar_fresh_navigation": False})
    book.build()
    book.edit("index.md", "Theory", "Practice")
    built = book.build()
    fresh = Manuscript(
        tmp_path / "fresh", {name: (book.source / name).read_text() for name in FILES}, book.conf
    ).build()
    assert built.text("a") == fresh.text("a")


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
@pytest.mark.parametrize("base", ["", CONF["html_baseurl"]])
def test_all_of_them_are_what_their_own_judges_ask_for(tmp_path: Path, builder: str, base: str) -> None:
    built = Manuscript(tmp_path, FILES, {"html_baseurl": base}).build(builder)
    assert built.warnings == []
    assert {name: judge.problems(built.folder) for name, judge in JUDGES.items()} == {name: [] for name in JUDGES}
    assert {"schedule.ics", "sessions/alpha.ics", "feed.xml", "course.json", "schedule.xml"} <= built.files().keys()


def test_the_judges_find_what_is_wrong(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES, CONF).build()
    calendar, news, course = (built.folder / name for name in ("schedule.ics", "feed.xml", "course.json"))
    calendar.write_bytes(calendar.read_bytes().replace(b"TZID:Europe/Berlin", b"TZID:Europe/Paris"))
    news.write_bytes(news.read_bytes().replace(b"2021-04-12T", b"2031-04-12T"))
    course.write_text(
        course.read_text(encoding="utf-8").replace('"kind": "lecture"', '"kinds": "lecture"'), encoding="utf-8"
    )
    (built.folder / "b.html").write_text("<html><head><link rel='search'></head></html>", encoding="utf-8")
    assert all(judge.problems(built.folder) for judge in JUDGES.values())


def test_the_course_is_whole_in_its_data(tmp_path: Path) -> None:
    lists = """\
```{timeline}
- 2021-03-01..2021-03-10: Say which *papers* you like
- 2021-03-22 14:00-16:00: First meeting
- 2021-07: Final presentations
```

```{grading}
- Report: 40%
- Talk: 60%, with slides
- Bonus: questions
```

```{topic-pool}
| Topic | Suggested by | Want to learn |
|---|---|---|
| Kernels | Ann | Bo; Cy |
```
"""
    files = FILES | {"index.md": FILES["index.md"] + lists}
    built = Manuscript(tmp_path, files, CONF).build()
    assert built.warnings == []
    assert data.problems(built.folder) == []
    found = json.loads(built.read_file("course.json"))
    assert [(line["text"], line["when"]["precision"]) for line in found["milestones"]] == [
        ("Say which *papers* you like", "day"),
        ("First meeting", "minute"),
        ("Final presentations", "month"),
    ]
    assert [(part["label"], part.get("weight"), part.get("text")) for part in found["grading"]] == [
        ("Report", 40, None),
        ("Talk", 60, "with slides"),
        ("Bonus", None, "questions"),
    ]
    (topic,) = found["topics"]
    assert {cell["name"]: cell["value"] for cell in topic["cells"]} == {
        "Topic": "Kernels",
        "Suggested by": "Ann",
        "Want to learn": "Bo; Cy",
    }


def test_the_card_leads_to_the_programme_of_a_workshop_alone(tmp_path: Path) -> None:
    rows = "".join(f"| 2021-06-07 {hour}:00-{hour}:30 | Talk {hour} |\n" for hour in range(10, 14))
    table = f"""\

```{{session-table}}
:kind: talk

| When | Title |
|---|---|
{rows}```
"""
    book = Manuscript(tmp_path, FILES, CONF)
    assert book.build().page("index").select_one('.sem-course a[href="schedule.xml"]') is None
    book.edit("b.md", "# Beta\n", f"# Beta\n{table}")
    assert book.build().page("index").select_one('.sem-course a[href="schedule.xml"]') is not None


def test_all_of_them_can_be_switched_off(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES, CONF | {"seminar_exports": []}).build()
    assert [name for name in built.files() if name.endswith((".ics", ".bib", ".xml")) or "course" in name] == []
    assert built.page("index", whole=True).select_one('script[type="application/ld+json"]') is None
    assert "Calendar" not in built.page("index").get_text()


def test_search_engines_read_what_a_page_says_now_though_one_application_builds_again(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, {"index.md": "# Kernels\n\n```{lecture}\n:date: 2021-06-07\n```\n"})
    built = book.build(edits=[lambda: book.edit("index.md", "Kernels", "Nets")])
    (script,) = built.page("index", whole=True).select('script[type="application/ld+json"]')
    assert [found["name"] for found in json.loads(script.get_text())["@graph"]] == ["Nets"]
