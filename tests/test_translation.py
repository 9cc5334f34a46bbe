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
    "ridge.md": """\
# Ridge regression

```{lecture}
:date: 2021-06-07 14:00-16:00
```
""",
    "kernels.md": """\
# Kernels

```{lecture}
:name: kernels
:date: 2021-06-14 14:00-16:00

What they are.
```
""",
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


WORDS = """\
# Course

```{course} Theory
:level: For beginners
:instructors: Ann Lee (leads it)
:links: The forum <https://example.org/>
```

```{session-table}
:caption: What is planned
:columns: title=Topic header, Own column, slides
| Date | Title | Own column | Slides |
|---|---|---|---|
| 2021-05-03 | A row | A cell | [The deck](https://example.org/1.pdf) |
```

```{session-table}
:file: more.csv
```

```{grading}
- A report: 100%
```

```{timeline}
- 2021-05-01: The deadline
```

```{topic-pool}
| Topic | Want to learn |
|---|---|
| A topic | Bo |
```

```{key-papers} To read
- A group
  - Jacot, A. (2018). Neural tangent kernel. NeurIPS.
```

```{slides} https://example.org/2.pdf
:title: Second deck
```
"""
READ = (
    *("For beginners", "leads it", "The forum", "What is planned", "Topic header", "Own column", "A row", "A cell"),
    *("The deck", "From a file", "A report", "The deadline", "A topic", "Want to learn", "To read", "A group"),
    "Second deck",
)


@pytest.fixture
def words(tmp_path: Path) -> Manuscript:
    return Manuscript(
        tmp_path,
        {"index.md": WORDS, "more.csv": "Title,Date\nFrom a file,2021-05-10\n"},
        {"locale_dirs": ["locale"], "gettext_compact": False},
    )


def test_all_words_that_a_reader_sees_are_in_the_catalogues(words: Manuscript) -> None:
    built = words.build("gettext")
    assert built.warnings == []
    messages = (built.folder / "index.pot").read_text(encoding="utf-8")
    assert [word for word in READ if f'msgid "{word}"' not in messages] == []
    # Names, dates, and what is made of others' words are the same in each language.
    assert [word for word in ("Ann Lee", "Bo", "2021", "Jacot", "example.org") if f'msgid "{word}' in messages] == [
        "Bo"
    ]


def test_they_are_translated_on_pages_and_in_exports(words: Manuscript) -> None:
    words.build("html")
    words.configure(language="de")
    words.write("locale/de/LC_MESSAGES/index.po", catalogue(**{word.replace(" ", "_"): f"Ü {word}" for word in READ}))
    built = words.build("html")
    assert built.warnings == []
    text = " ".join(built.page("index").get_text(" ").split())
    assert [word for word in READ if f"Ü {word}" not in text] == []
    data = json.loads(built.read_file("course.json"))
    assert [session["title"] for session in data["sessions"]] == ["Ü A row", "Ü From a file"]
    summaries = [str(event["SUMMARY"]) for event in Calendar.from_ical(built.read_file("schedule.ics")).walk("VEVENT")]
    assert sorted(summaries) == ["Ü A row", "Ü From a file", "Ü The deadline"]


def test_a_new_translation_comes_to_every_page(words: Manuscript) -> None:
    words.write("other.md", "# Other\n\n```{session-table}\n```\n")
    words.write("index.md", WORDS + "\n```{toctree}\nother\n```\n")
    words.configure(language="de")
    words.write("locale/de/LC_MESSAGES/index.po", catalogue(A_row="Eine Zeile"))
    assert "Eine Zeile" in words.build().page("other").get_text()
    words.write("locale/de/LC_MESSAGES/index.po", catalogue(A_row="Eine andere", From_a_file="Aus Datei"))
    again = words.build()
    assert "Eine andere" in again.page("other").get_text()
    assert "Aus Datei" in again.page("other").get_text()
