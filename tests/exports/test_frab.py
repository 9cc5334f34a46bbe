"""The programme that conference apps read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from sphinx_seminar.book import Book
from sphinx_seminar.exports.course_json import SCHEMA, course_json, course_schema
from sphinx_seminar.exports.frab import programme
from sphinx_seminar.model import Person, Text
from tests.exports.making import (
    HOME,
    NOTES,
    PASCAL,
    SHIHUA,
    book,
    course,
    date,
    edition,
    relative_address,
    session,
    web_address,
)
from tests.valid import data


def written(made: Book, folder: Path, home: str = HOME) -> Any:
    """Write the programme as a build does, hold it against its judge, and return it as data."""
    published = edition(made, web_address if home else relative_address, project="Kernel methods")
    files = programme(published)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "course.json").write_text(course_json(published), encoding="utf-8")
    (folder / SCHEMA).write_text(course_schema(), encoding="utf-8")
    assert data.problems(folder) == []
    return json.loads(files["schedule.json"])["schedule"]


def events(schedule: Any) -> list[Any]:
    return [event for day in schedule["conference"]["days"] for room in day["rooms"].values() for event in room]


def test_a_workshop_has_its_days_its_rooms_and_its_talks(tmp_path: Path) -> None:
    talks = [
        session("Opening", "2021-06-07 09:00-09:30", location="Aula", people=[("chair", PASCAL)], kind="opening"),
        session("Kernels", "2021-06-07 09:30-10:30", location="Aula", part="Theory", people=[("speaker", SHIHUA)],
                abstract="Why.", resources=(NOTES,)),
        session("Flows", "2021-06-07 09:30-10:30", location="Lab"),
        session("Party", "2021-06-08 22:00 .. 2021-06-09 02:00", location="Bar"),
        session("Field trip", "2021-06-10"),
        session("Open", "TBA"),
    ]  # fmt: skip
    schedule = written(book(talks, course(timezone="Europe/Berlin", facts=(("code", "IN2107, IN4409"),))), tmp_path)
    conference = schedule["conference"]
    assert (conference["acronym"], conference["title"]) == ("in2107", "Kernel methods")
    assert (conference["start"], conference["end"], conference["daysCount"]) == ("2021-06-07", "2021-06-08", 2)
    first, second = conference["days"]
    assert {room: [event["title"] for event in found] for room, found in first["rooms"].items()} == {
        "Aula": ["Opening", "Kernels"],
        "Lab": ["Flows"],
    }
    assert second["day_end"] == "2021-06-09T02:00:00+02:00"
    kernels = first["rooms"]["Aula"][1]
    assert kernels["date"] == "2021-06-07T09:30:00+02:00"
    assert (kernels["start"], kernels["duration"], kernels["track"], kernels["type"]) == (
        "09:30",
        "01:00",
        "Theory",
        "lecture",
    )
    assert [person["name"] for person in kernels["persons"]] == ["Shihua Zhang"]
    assert {"title": "Notes: Lecture notes", "url": "https://example.org/notes.pdf"} in kernels["links"]
    assert kernels["url"] == f"{HOME}kernels.html#sessions-kernels"


def test_both_forms_say_the_same(tmp_path: Path) -> None:
    talk = session(
        "Kernels & <flows>", "2021-06-07 09:30-10:30", people=[("speaker", SHIHUA)], abstract="Why?", resources=(NOTES,)
    )
    schedule = written(book([talk], course(timezone="UTC")), tmp_path)
    (day,), conference = schedule["conference"]["days"], schedule["conference"]
    ((room, (event,)),) = day["rooms"].items()
    root = ET.parse(tmp_path / "schedule.xml").getroot()
    assert [child.tag for child in root] == ["generator", "version", "conference", "day"]
    assert root.findtext("version") == schedule["version"]
    assert {child.tag: child.text for child in root.find("conference")} == {
        **{name: conference[name] for name in ("title", "acronym", "start", "end", "timeslot_duration")},
        **{name: conference[name] for name in ("url", "time_zone_name")},
        "days": "1",
    }
    assert [each.attrib for each in root.findall("day")] == [
        {"index": "1", "date": day["date"], "start": day["day_start"], "end": day["day_end"]}
    ]
    assert [each.attrib for each in root.findall("day/room")] == [{"name": room}]
    (element,) = root.findall("day/room/event")
    assert element.attrib == {"id": str(event["id"]), "guid": event["guid"]}
    # Apps show the abstract, and the description below it.
    assert (event["abstract"], event["description"]) == ("Why?", "")
    texts = ("date", "start", "duration", "room", "slug", "title", "subtitle", "track", "type", "language", "abstract")
    assert [child.tag for child in element] == [*texts, "url", "persons", "links"]
    assert {name: element.findtext(name) or "" for name in (*texts, "url")} == {
        name: event[name] for name in (*texts, "url")
    }
    assert [(each.text, each.attrib) for each in element.findall("persons/person")] == [
        (person["name"], {"id": str(person["id"]), "guid": person["guid"]}) for person in event["persons"]
    ]
    assert [(each.text, each.attrib) for each in element.findall("links/link")] == [
        (link["title"], {"href": link["url"]}) for link in event["links"]
    ]


def test_a_book_within_a_house_has_its_address_too() -> None:
    made = book([session("Kernels", "2021-06-07 09:30-10:30")], course())
    files = programme(edition(made, lambda docname, _anchor: f"http://intranet/{docname}.html"))
    assert ET.fromstring(files["schedule.xml"]).findtext("day/room/event/url") == "http://intranet/kernels.html"


def test_every_meeting_is_an_event_and_what_is_cancelled_says_so(tmp_path: Path) -> None:
    off = session("Flows", "2021-06-21 09:30-10:30", status="cancelled")
    made = book([session("Kernels", "2021-06-07 09:30-10:30"), off], course(timezone="Europe/Berlin"))
    first, last = made.sessions
    twice = replace(made, sessions=(replace(first, further=(date("2021-06-14 09:30-10:30"),)), last))
    found = [(event["title"], event["date"][:10]) for event in events(written(twice, tmp_path))]
    assert found == [("Kernels", "2021-06-07"), ("Kernels", "2021-06-14"), ("Cancelled: Flows", "2021-06-21")]


def test_an_event_keeps_its_identity_when_it_moves_and_another_term_has_others(tmp_path: Path) -> None:
    talk = session("Kernels", "2021-06-07 09:30-10:30", name="ntk")
    moved = replace(talk, when=date("2021-06-09 14:00-15:00"), title=Text.plain("Wide kernels"))
    (one,), (other,) = (events(written(book([each], course()), tmp_path)) for each in (talk, moved))
    assert (one["guid"], one["id"], one["slug"]) == (other["guid"], other["id"], other["slug"])
    (later,) = events(written(book([talk], course(facts=(("term", "Winter"),))), tmp_path))
    assert later["guid"] != one["guid"]


def test_the_version_follows_the_content(tmp_path: Path) -> None:
    talk = session("Kernels", "2021-06-07 09:30-10:30")
    versions = [
        written(book([each], course()), tmp_path)["version"] for each in (talk, talk, replace(talk, location="Aula"))
    ]
    assert versions[0] == versions[1] != versions[2]


@pytest.mark.parametrize("made", [book(), book([session("Trip", "2021-06-10"), session("Open", "TBA")], course())])
def test_a_book_without_hours_has_no_programme(made: Book) -> None:
    assert programme(edition(made)) == {}


HOSTILE = ["nul\x00\x1b", "<b>&amp;]]>\"'", "ядро", "😀" * 200, "\ud800", "two\nlines", "a" * 300]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, tmp_path: Path) -> None:
    talk = session("Kernels", "2021-06-07 09:30-10:30", kind=text, location=text, part=text, abstract=text,
                   people=[("speaker", Person(text))], status=text)  # fmt: skip
    talks = [replace(talk, name=f"{text}{number}", title=Text.plain(text)) for number in range(2)]
    assert len(events(written(book(talks, course(text)), tmp_path, home=""))) == 2


def test_long_nights_and_open_ends_do_no_harm(tmp_path: Path) -> None:
    nights = [
        session("Clocks go back", "2021-10-31 01:30-03:30"),
        session("A week", "2021-06-07 09:00 .. 2021-06-14 09:00"),
        session("Open end", "2021-06-07 20:00"),
    ]
    found = {
        event["title"]: event["duration"]
        for event in events(written(book(nights, course(timezone="Europe/Berlin")), tmp_path))
    }
    assert found == {"Clocks go back": "03:00", "Open end": "00:00"}
