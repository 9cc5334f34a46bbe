"""``{course}``: its card, and what of it holds for every meeting."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bs4 import Tag
    from playwright.sync_api import Page

    from tests.built import Built

COURSE = """\
# Learning

```{course} Deep Learning
:instructors: Emmy Noether <noether@example.org>
:assistants: Mei Lin <mei@example.org>; Bo Roe
:timezone: Europe/Berlin
:also-zones: America/Toronto; Asia/Tokyo
:location: MI 02.07.014
:online: Zoom <https://meet.example.org/all> (passcode 123)
:facts: Textbook: Deep Learning <https://book.example.org>; Exam: oral, 30 minutes
  Syllabus: as a file <syllabus.txt>
:starts: 2021-10-18
:ends: 2021-12-20
:meets: Mon 16:00-18:00
```

```{lecture} Kernels
```

```{lecture} Graphs
:date: 2021-11-15 16:00
:location: Hall 4
:online: https://meet.example.org/graphs
```

```{lecture} Trees
:date: 2021-11-22 16:00-18:00
:location: Hall 5
```

```{session} Written exam
:kind: exam
:date: 2021-12-20 16:00-17:00
```

```{session} Lab
:kind: lab
:date: 2021-12-01 10:00-12:00
:location: R1
:assistant: Bo Roe
```

```{session} On a screen
:date: 2021-12-02 10:00-12:00
:online: https://meet.example.org/screen
```
"""
FILES = {"index.md": COURSE, "syllabus.txt": "Week 1"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    found = Manuscript(tmp_path_factory.mktemp("course"), FILES).build()
    assert found.warnings == []
    return found


def lines(built: Built) -> dict[str, Tag]:
    """Return the lines of the card by their names."""
    card = built.page("index").select_one("div.sem-course dl.field-list")
    names = [name.get_text(strip=True).rstrip(":") for name in card.select("dt")]
    return dict(zip(names, card.select("dd"), strict=True))


def events(built: Built) -> dict[str, Any]:
    calendar = Calendar.from_ical(built.read_file("schedule.ics"))
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


def test_the_card_shows_facts_of_the_authors_own_under_their_labels(built: Built) -> None:
    card = lines(built)
    textbook = card["Textbook"].a
    assert (textbook.get_text(), textbook["href"]) == ("Deep Learning", "https://book.example.org")
    assert card["Exam"].get_text(strip=True) == "oral, 30 minutes"
    assert card["Syllabus"].get_text(" ", strip=True) == "as a file (TXT, 6 B)"
    assert built.read_file(card["Syllabus"].a["href"]) == b"Week 1"


def test_the_card_names_the_assistants_and_the_index_of_people_has_them(built: Built) -> None:
    assert lines(built)["Assistants"].get_text(" ", strip=True) == "Mei Lin , Bo Roe"
    index = built.page("sem-people").select_one("#people-bo-roe").get_text(" ", strip=True)
    assert index.startswith("Bo Roe Assistant: Deep Learning · Lab (")


def test_the_link_of_all_meetings_stands_on_the_card_with_its_passcode(built: Built) -> None:
    line = lines(built)["Online"]
    assert line.get_text(" ", strip=True) == "Zoom (passcode 123)"
    assert line.a["href"] == "https://meet.example.org/all"


def test_a_lecture_and_what_is_in_the_room_of_the_course_are_joined_by_its_link(built: Built) -> None:
    joined = {
        header.find_previous(class_="sem-title").get_text(): [link["href"] for link in header.select(".sem-actions a")]
        for header in built.page("index").select("div.sem-session")
    }
    meets = {
        title: [address for address in addresses if "meet.example.org" in address]
        for title, addresses in joined.items()
    }
    assert meets == {
        "Kernels": ["https://meet.example.org/all"],
        "Graphs": ["https://meet.example.org/graphs"],
        "Trees": ["https://meet.example.org/all"],
        "Written exam": [],
        "Lab": [],
        "On a screen": ["https://meet.example.org/screen"],
    }


def test_calendars_have_the_room_and_the_link_of_a_hybrid_meeting(built: Built) -> None:
    assert {
        title: (str(event["LOCATION"]), str(event.get("CONFERENCE", ""))) for title, event in events(built).items()
    } == {
        "Kernels": ("MI 02.07.014", "https://meet.example.org/all"),
        "Graphs": ("Hall 4", "https://meet.example.org/graphs"),
        "Trees": ("Hall 5", "https://meet.example.org/all"),
        "Written exam": ("MI 02.07.014", ""),
        "Lab": ("R1", ""),
        "On a screen": ("https://meet.example.org/screen", "https://meet.example.org/screen"),
    }
    assert events(built)["Kernels"]["CONFERENCE"].params["LABEL"] == "Zoom"
    assert "Online: Zoom (passcode 123) https://meet.example.org/all" in events(built)["Kernels"]["DESCRIPTION"]


def test_search_engines_read_that_one_can_come_or_join(built: Built) -> None:
    script = built.page("index", whole=True).select_one('script[type="application/ld+json"]').string
    found = {each["name"]: each for each in json.loads(script)["@graph"]}
    modes = {
        name: each["eventAttendanceMode"].rpartition("/")[2] for name, each in found.items() if each["@type"] == "Event"
    }
    assert modes == {
        "Kernels": "MixedEventAttendanceMode",
        "Graphs": "MixedEventAttendanceMode",
        "Trees": "MixedEventAttendanceMode",
        "Written exam": "OfflineEventAttendanceMode",
        "Lab": "OfflineEventAttendanceMode",
        "On a screen": "OnlineEventAttendanceMode",
    }
    instance = found["Deep Learning"]["hasCourseInstance"]
    assert [person["name"] for person in instance["instructor"]] == ["Emmy Noether", "Mei Lin", "Bo Roe"]
    assert [place["@type"] for place in instance["location"]] == ["Place", "VirtualLocation"]


def test_the_data_have_what_the_card_has(built: Built) -> None:
    course = json.loads(built.read_file("course.json"))["course"]
    assert course["assistants"] == ["Mei Lin", "Bo Roe"]
    assert (course["online"], course["online_note"]) == ("https://meet.example.org/all", "(passcode 123)")
    assert course["also_zones"] == ["America/Toronto", "Asia/Tokyo"]
    assert course["own_facts"][:2] == [
        {
            "label": "Textbook",
            "parts": [{"kind": "link", "label": "Deep Learning", "address": "https://book.example.org"}],
        },
        {"label": "Exam", "parts": [{"kind": "link", "label": "oral, 30 minutes"}]},
    ]


def test_on_paper_the_link_of_all_meetings_stands_once(tmp_path: Path) -> None:
    text = Manuscript(tmp_path, FILES).build("text").text("index")
    assert text.count("https://meet.example.org/all") == 1
    assert "Zoom <https://meet.example.org/all> (passcode 123)" in text


def test_a_meeting_begins_on_other_clocks_too(tmp_path: Path) -> None:
    text = " ".join(Manuscript(tmp_path, FILES).build("text").text("index").split())
    assert "Mon 18 October 2021, 16:00–18:00 (16:00 Berlin · 10:00 Toronto · 23:00 Tokyo)" in text
    assert "Mon 15 November 2021, 16:00 (16:00 Berlin · 10:00 Toronto · 00:00 Tokyo, the next day)" in text


def test_a_meeting_elsewhere_is_told_in_the_zone_of_the_course_as_well(tmp_path: Path) -> None:
    page = """\
```{course} Kernels
:timezone: Europe/Berlin
:also-zones: Pacific/Auckland, America/Toronto
```

```{lecture} Kernels
:date: 2021-06-07 19:30
:timezone: America/Toronto
```
"""
    text = " ".join(Manuscript(tmp_path, {"index.md": page}).build("text").text("index").split())
    zones = "19:30 Toronto · 01:30 Berlin, the next day · 11:30 Auckland, the next day"
    assert f"Mon 7 June 2021, 19:30 (America/Toronto) ({zones})" in text


def test_a_table_tells_other_clocks_beside_the_hours_alone(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, {**FILES, "table.md": "# Table\n\n```{session-table}\n```\n"})
    book.edit("index.md", "# Learning", "# Learning\n\n```{toctree}\ntable\n```\n")
    cells = book.build().page("table").select("tbody tr:first-child td:has(.sem-zones)")
    assert [cell["class"] for cell in cells] == [["sem-col-time"]]


def test_cities_are_called_as_in_the_language_of_the_book(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES, {"language": "de"}).build()
    assert "23:00 Tokio" in built.page("index").get_text()


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Asia/Tokyo", "(16:00 Berlin · 10:00 Toronto)"),
        ("America/Toronto", "(16:00 Berlin · 23:00 Tokyo)"),
        ("America/New_York", "(16:00 Berlin · 23:00 Tokyo)"),
        ("Europe/Berlin", "(16:00 Berlin · 10:00 Toronto · 23:00 Tokyo)"),
    ],
)
def test_a_reader_hears_of_their_own_clock_once(
    built: Built, open_book: Callable[..., Page], zone: str, expected: str
) -> None:
    page: Page = open_book(built.folder, now="2021-10-01T10:00Z", timezone=zone)
    assert page.locator(".sem-session .sem-zones").first.inner_text().strip() == expected
