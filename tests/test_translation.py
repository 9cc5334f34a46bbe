"""A book in another language: what a catalogue translates is translated wherever the book shows it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

    from tests.built import Built

INDEX = """\
# Course

```{course} Theory
:timezone: Europe/Berlin
```

```{session-table}
:columns: number, date, title
```

The second is {lecture}`kernels`.

```{toctree}
ridge
kernels
```
"""
FILES = {
    "index.md": INDEX,
    "ridge.md": "# Ridge regression\n\n```{lecture}\n:date: 2021-06-07 14:00-16:00\n```\n",
    "kernels.md": "# Kernels\n\n```{lecture}\n:name: kernels\n:date: 2021-06-14 14:00-16:00\n\nWhat they are.\n```\n",
}
CATALOGUE = "locale/de/LC_MESSAGES/kernels.po"


def catalogue(**messages: str) -> str:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    return head + "".join(f'\nmsgid "{old.replace("_", " ")}"\nmsgstr "{new}"\n' for old, new in messages.items())


@pytest.fixture
def book(tmp_path: Path) -> Manuscript:
    conf = {"language": "de", "locale_dirs": ["locale"], "gettext_compact": False}
    book = Manuscript(tmp_path, FILES, conf)
    book.write(CATALOGUE, catalogue(Kernels="Kerne"))
    return book


def titles(built: Built) -> list[str]:
    return [row.select("td")[-1].get_text(strip=True) for row in built.page("index").select("tbody tr")]


def test_a_translated_title_shows_in_every_view_of_the_book(book: Manuscript) -> None:
    built = book.build()
    assert built.warnings == []
    assert titles(built) == ["Ridge regression", "Kerne"]
    assert "2. Kerne" in [link.get_text() for link in built.page("index").select("p a.reference")]
    assert {found.title for found in built.search_objects()} == {"1. Ridge regression", "2. Kerne"}
    calendar = Calendar.from_ical(built.read_file("schedule.ics"))
    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == ["Ridge regression", "Kerne"]
    assert [session["title"] for session in json.loads(built.read_file("course.json"))["sessions"]][1] == "Kerne"
    assert built.inventory()["sem:lecture"]["kernels"][1] == "2. Kerne"


def test_a_reference_still_finds_a_session_whose_name_came_from_its_title(book: Manuscript) -> None:
    book.edit("kernels.md", ":name: kernels\n", "")
    assert book.build().warnings == []


@pytest.mark.parametrize("builder", ["latex", "text", "epub"])
def test_a_translated_title_shows_in_other_builders(book: Manuscript, builder: str) -> None:
    built = book.build(builder, conf={"copyright": "An instructor", "version": "1"})
    assert built.warnings == []
    assert "Kerne" in built.doctree("index").astext()
    assert "Kernels" not in built.doctree("index").astext()


def test_a_translation_that_changes_is_seen_on_the_pages_that_show_it(book: Manuscript) -> None:
    # Python remembers a catalogue for as long as a process lives, so each build has one of its own.
    first = book.sphinx_build("html", "-W")
    book.write(CATALOGUE, catalogue(Kernels="Kernfunktionen", What_they_are_="Was sie sind."))
    again = book.sphinx_build("html", "-W")
    fresh = book.sphinx_build("html", "-W", into="fresh")
    assert [run.returncode for run in (first, again, fresh)] == [0, 0, 0]
    assert "Kernfunktionen" in (again.folder / "index.html").read_text(encoding="utf-8")
    assert "[100%] kernels" in again.output
    assert pages(again.folder) == pages(fresh.folder)


def pages(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.html")}


def test_what_there_is_to_translate_is_extracted(book: Manuscript) -> None:
    built = book.build("gettext")
    template = built.read_file("kernels.pot").decode()
    assert built.warnings == []
    assert 'msgid "Kernels"' in template
    assert 'msgid "What they are."' in template
