"""``{people}``: a group with photos, as cards, in the index, in the calendar and for search engines."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from icalendar import Calendar
from PIL import Image

from tests.accessibility import violations
from tests.authoring import Manuscript
from tests.browser import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bs4 import Tag
    from playwright.sync_api import Page

    from tests.built import Built

#: Tags of EXIF: what a picture shows, and how it was held.
DESCRIPTION, ORIENTATION = 0x010E, 0x0112
INDEX = """\
# Kernels

```{course} Kernels
:timezone: Europe/Berlin
:starts: 2021-10-18
:ends: 2021-12-17
:meets: Mon 16:00-18:00
:except: 2021-11-02 Holiday
```

```{lecture} Trees
:assistant: Mei Lin
```

```{toctree}
staff
```
"""
STAFF = """\
# Staff

```{people}
| Name | Role | Photo | E-mail | Office hours | Place | Website | Fun fact |
|---|---|---|---|---|---|---|---|
| Prof. Emmy Noether | Instructor | photos/tall.jpg | noether@example.org | Mon 14:00-15:00 | MI 02.01 | https://noether.example.org | |
| Mei Lin (she/her) | Teaching assistant | photos/small.png | mei@example.org | Tue 14:00-15:00 | MI 03.11 | | Sails |
| Bo Roe (he/him) | Teaching assistant | photos/held.jpg | bo@example.org | Wed 10:00-11:00; Fri 9:00-10:00 @ Aula | <https://example.org/bo> | | |
| Nia Oz | Coordinator | | | | | | |
```

Ask {person}`Mei Lin`.
"""


def picture(width: int, height: int, kind: str = "JPEG", **exif: Any) -> bytes:
    """Return a picture, red above and blue below, with what a camera notes in it."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    image.paste((30, 30, 200), (0, height // 2, width, height))
    noted = image.getexif()
    for tag, value in exif.items():
        noted[{"held": ORIENTATION, "says": DESCRIPTION}[tag]] = value
    target = io.BytesIO()
    image.save(target, kind, exif=noted)
    return target.getvalue()


FILES: dict[str, str | bytes] = {
    "index.md": INDEX,
    "staff.md": STAFF,
    "photos/tall.jpg": picture(900, 1200, says="a secret place"),
    "photos/small.png": picture(60, 80, "PNG"),
    "photos/held.jpg": picture(1200, 900, held=6),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    conf = {"html_baseurl": "https://example.org/", "html_theme": "furo"}
    found = Manuscript(tmp_path_factory.mktemp("people"), FILES, conf).build()
    assert found.warnings == []
    return found


def cards(built: Built) -> dict[str, Tag]:
    found = built.page("staff").select(".sem-staff > li.sem-person")
    return {card.select_one(".sem-person-name strong").get_text(): card for card in found}


def lines(card: Tag) -> list[str]:
    return [" ".join(line.get_text().split()) for line in card.select("p.sem-line")]


def test_cards_stand_under_their_roles_with_all_that_is_known(built: Built) -> None:
    headings = [heading.get_text(strip=True) for heading in built.page("staff").select(".rubric")]
    assert headings == ["Instructor", "Teaching assistants", "Coordinator"]
    found = cards(built)
    assert lines(found["Prof. Emmy Noether"]) == [
        "noether@example.org · noether.example.org", "Office hours: Mon 14:00-15:00", "MI 02.01",
    ]  # fmt: skip
    assert found["Mei Lin"].select_one(".sem-person-name").get_text() == "Mei Lin (she/her)"
    assert lines(found["Mei Lin"])[-1] == "Fun fact: Sails"
    assert found["Nia Oz"].parent["class"][:2] == ["sem-staff", "sem-names"]


def test_photos_are_small_upright_named_and_tell_nothing(built: Built) -> None:
    photos = {name: card.img for name, card in cards(built).items() if card.img}
    assert {name: photo["alt"] for name, photo in photos.items()} == {name: name for name in photos}
    published = {photo["src"]: Image.open(io.BytesIO(built.read_file(photo["src"]))) for photo in photos.values()}
    assert {path: image.size for path, image in published.items()} == {
        "photos/tall.jpg": (256, 341),
        "photos/small.png": (60, 80),
        "photos/held.jpg": (256, 341),
    }
    assert all(not image.getexif() for image in published.values())
    assert b"secret" not in built.read_file("photos/tall.jpg")
    # What was the upper edge of the picture is at the right when it was held on its side.
    red, _green, blue = published["photos/held.jpg"].convert("RGB").getpixel((250, 170))
    assert red > 150 > blue


def test_the_course_takes_its_people_from_the_cards(built: Built) -> None:
    card = built.page("index").select_one(".sem-course").get_text(" ", strip=True)
    assert "Emmy Noether" in card
    assert "Assistants" in card
    assert [link["href"] for link in built.page("staff").select("p > a") if link.get_text() == "Mei Lin"] == [
        "sem-people.html#people-mei-lin"
    ]
    entry = built.page("sem-people").select_one("#people-mei-lin").get_text(" ", strip=True)
    assert "Teaching assistant: Kernels · 1. Trees" in entry
    assert "Office hours: Tue 14:00-15:00" in entry


def events(built: Built) -> list[tuple[str, str, str]]:
    calendar = Calendar.from_ical(built.read_file("schedule.ics"))
    return [
        (str(event["SUMMARY"]), event["DTSTART"].dt.strftime("%m-%d %H:%M"), str(event.get("LOCATION", "")))
        for event in calendar.walk("VEVENT")
    ]


def test_office_hours_are_events_with_person_and_place_but_for_days_off(built: Built) -> None:
    found = events(built)
    mine = [(when, where) for summary, when, where in found if summary == "Office hours: Mei Lin"]
    assert ("10-19 14:00", "MI 03.11") in mine
    assert "11-02" not in "".join(when for when, _where in mine)
    assert len(mine) == 8
    bos = {where for summary, _when, where in found if summary == "Office hours: Bo Roe"}
    assert bos == {"https://example.org/bo", "Aula"}


def test_the_data_and_search_engines_have_the_cards(built: Built) -> None:
    data = json.loads(built.read_file("course.json"))
    jsonschema.validate(data, json.loads(built.read_file("course.schema.json")))
    card = next(person["card"] for person in data["people"] if person["name"] == "Mei Lin")
    assert (card["role"], card["mail"], len(card["hours"])) == ("Teaching assistant", "mei@example.org", 8)
    assert card["hours"][0]["when"]["start_utc"] == "2021-10-19T12:00:00Z"
    script = built.page("staff", whole=True).select_one('script[type="application/ld+json"]').string
    people = {each["name"]: each for each in json.loads(script)["@graph"]}
    assert people["Mei Lin"]["jobTitle"] == "Teaching assistant"
    assert people["Mei Lin"]["image"] == "https://example.org/photos/small.png"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("staff.csv", "Name,Role,Office hours\nAnn Lee,Tutor,Tue 9:00-10:00\n"),
        ("staff.yml", "- name: Ann Lee\n  role: Tutor\n  office hours: Tue 9:00-10:00\n"),
        ("staff.md", "| Name | Role | Office hours |\n|---|---|---|\n| Ann Lee | Tutor | Tue 9:00-10:00 |\n"),
    ],
)
def test_people_may_stand_in_a_file(tmp_path: Path, path: str, text: str) -> None:
    page = f"{INDEX}\n```{{people}}\n:file: data/{path}\n```\n".replace("```{toctree}\nstaff\n```\n", "")
    book = Manuscript(tmp_path, {"index.md": page, f"data/{path}": text}, {"exclude_patterns": ["data"]})
    built = book.build("text")
    assert built.warnings == []
    assert "Office hours: Tue 9:00-10:00" in built.text("index")
    book.edit(f"data/{path}", "Tue 9:00", "Tue 8:00")
    assert "Office hours: Tue 8:00-10:00" in book.build("text").text("index")


def test_what_the_course_says_otherwise_is_told(tmp_path: Path) -> None:
    options = ":instructors: Emmy Noether <emmy@example.org>; Mei Lin\n:timezone:"
    book = Manuscript(tmp_path, {**FILES, "index.md": INDEX.replace(":timezone:", options)})
    built = book.build()
    assert [(warning.path, warning.line, warning.subtype) for warning in built.warnings] == [
        ("staff.md", 6, "person"),
        ("staff.md", 7, "person"),
    ]
    address, role = (warning.message for warning in built.warnings)
    assert "'emmy@example.org'" in address
    assert "'Mei Lin' is 'Teaching assistant' here and stands in :instructors:" in role


def test_a_group_of_fifteen_is_read_by_everybody_on_a_phone_too(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    names = [f"Person {letter}. Okonkwo-Lindqvist (they/them)" for letter in "ABCDEFGHIJKLMNO"]
    rows = [
        f"| {name} | Teaching assistant | photos/{number}.jpg | person-{number}@department.example.org "
        f"| Tue {number % 9 + 8}:00-{number % 9 + 9}:00 | MI 03.{number:02} |"
        for number, name in enumerate(names)
    ]
    header = "| Name | Role | Photo | E-mail | Office hours | Place |\n|---|---|---|---|---|---|\n"
    files: dict[str, str | bytes] = {
        f"photos/{number}.jpg": picture(600 + 40 * number, 1000) for number in range(len(names))
    }
    files["index.md"] = "# Staff\n\n```{people}\n" + header + "\n".join(rows) + "\n```\n"
    built = Manuscript(tmp_path, files, {"html_theme": "furo"}).build()
    assert built.warnings == []
    assert len(built.page("index").select(".sem-person img[alt]")) == 15
    for size in (PHONE, (320, 800)):
        page = open_book(built.folder, size=size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert [found for found in violations(page) if "sem-" in found[1]] == []


def test_a_photo_that_changes_is_published_anew(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    before = book.build().read_file("photos/tall.jpg")
    book.write("photos/tall.jpg", picture(1200, 900))
    after = book.build().read_file("photos/tall.jpg")
    assert before != after
    assert Image.open(io.BytesIO(after)).size == (341, 256)


def test_on_paper_each_photo_stands_beside_what_is_known_of_its_person(tmp_path: Path) -> None:
    latex = Manuscript(tmp_path, FILES, {"project": "People"}).build("latex")
    assert latex.warnings == []
    chapter = (latex.folder / "people.tex").read_text(encoding="utf-8")
    assert chapter.count(r"\sphinxincludegraphics[width=2cm]") == 3
    assert r"{noether@example.org} · \sphinxurl{https://noether.example.org}" in chapter


def test_in_plain_text_people_have_all_but_their_photos(tmp_path: Path) -> None:
    text = " ".join(Manuscript(tmp_path, FILES).build("text").text("staff").split())
    assert "Prof. Emmy Noether" in text
    assert "noether@example.org · https://noether.example.org" in text
    assert "Office hours: Tue 14:00-15:00" in text
    assert "tall" not in text


def test_an_epub_packs_the_photos_small(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES, {"project": "People", "version": "1", "copyright": "2021, A"}).build("epub")
    assert book.warnings == []
    photos = sorted((book.folder / "_images").glob("sem-photo-*"))
    assert sorted(Image.open(photo).size for photo in photos) == [(60, 80), (256, 341), (256, 341)]


def test_a_file_that_stands_where_a_caption_does_is_told_in_restructured_text_too(tmp_path: Path) -> None:
    page = """\
People
======

.. people:: staff.csv
"""
    (warning,) = Manuscript(tmp_path, {"index.rst": page}).build("text").warnings
    assert (warning.path, warning.line) == ("index.rst", 4)
    assert "expected ':file: staff.csv'. No people are read from it" in warning.message
