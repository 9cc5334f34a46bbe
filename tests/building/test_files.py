"""Whose each file beside the pages is: cleaning up never takes what somebody else writes, and nothing stays garbled."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.authoring import Manuscript
from tests.built import Built
from tests.decks import deck
from tests.editing import differences

INDEX = """\
# Course

```{lecture} Kernels
:name: ntk
:date: 2021-06-07 14:00-16:00
OPTIONS
```

BODY

```{toctree}
:glob:

chapters/*
```
"""


def course(tmp_path: Path, options: str = "", body: str = "", **conf: object) -> Manuscript:
    return Manuscript(tmp_path, {"index.md": first_page(options, body), "chapters/a.md": "# Alpha\n"}, conf)


def first_page(options: str = "", body: str = "") -> str:
    return INDEX.replace("OPTIONS", options).replace("BODY", body)


def same_as_fresh(book: Manuscript, builder: str = "html") -> Built:
    """Build, and hold the folder against that of a fresh build."""
    built = book.build(builder)
    fresh = book.build(builder, into="fresh", fresh=True)
    assert differences(built, fresh) == []
    assert sorted(built.complaints()) == sorted(fresh.complaints())
    return built


# What an author links no longer, and what has its path now.


def notes_become_a_chapter(book: Manuscript) -> str:
    book.delete("chapters/notes.html")
    book.write("chapters/notes.md", "# Notes\n")
    return "chapters/notes.html"


def the_picture_stays(book: Manuscript) -> str:
    return "_images/p.png"


def it_is_a_page_of_sphinx(book: Manuscript) -> str:
    return "genindex.html"


def it_stands_among_static_files(book: Manuscript) -> str:
    return "_static/x.css"


def it_stands_among_extra_files(book: Manuscript) -> str:
    return "robots.txt"


@pytest.mark.parametrize(
    ("linked", "edit"),
    [
        ("chapters/notes.html", notes_become_a_chapter),
        ("_images/p.png", the_picture_stays),
        ("genindex.html", it_is_a_page_of_sphinx),
        ("_static/x.css", it_stands_among_static_files),
        ("robots.txt", it_stands_among_extra_files),
    ],
)
def test_what_the_same_build_writes_stays_when_a_link_to_its_path_goes(
    tmp_path: Path, linked: str, edit: Callable[[Manuscript], str]
) -> None:
    conf = {"html_static_path": ["_static"], "html_extra_path": ["extra"], "exclude_patterns": ["extra"]}
    body = "![A picture](_images/p.png)"
    book = course(tmp_path, f":material: {linked}", body, **conf)
    for path in ("chapters/notes.html", "_images/p.png", "genindex.html", "_static/x.css", "robots.txt"):
        book.write(path, f"{path}, linked")
    book.write("extra/robots.txt", "robots.txt, linked")
    book.build()
    path = edit(book)
    book.write("index.md", first_page(body=body))
    assert path in same_as_fresh(book).files()


def test_a_document_that_is_called_like_the_text_of_a_deck_keeps_its_page(tmp_path: Path) -> None:
    book = course(tmp_path, ":slides: deck.pdf")
    book.write("deck.pdf", deck("Kernels"))
    assert "deck-pages.html" in book.build().files()
    book.write("deck-pages.md", "---\norphan: true\n---\n\n# Pages\n")
    built = same_as_fresh(book)
    assert built.page("deck-pages").h1 is not None
    assert "deck-pages-2.html" in built.files()


def test_decks_whose_names_differ_in_their_endings_alone_have_a_text_each(tmp_path: Path) -> None:
    book = course(tmp_path, ":slides: deck.pdf; deck.PDF")
    book.write("deck.pdf", deck("Kernels"))
    book.write("deck.PDF", deck("Graphs"))
    texts = [same_as_fresh(book).page(name).get_text() for name in ("deck-pages", "deck-pages-2")]
    assert sorted(word for text in texts for word in ("Kernels", "Graphs") if f"Page 1: {word}" in text) == [
        "Graphs",
        "Kernels",
    ]


def test_a_page_stands_against_a_linked_file_of_its_path_and_that_is_said(tmp_path: Path) -> None:
    book = course(tmp_path, ":notes: chapters/a.html")
    book.write("chapters/a.html", "Not the chapter.")
    built = same_as_fresh(book)
    assert built.page("chapters/a").h1 is not None
    (warning,) = built.complaints("export")
    assert "'chapters/a.html' is in the output folder already" in warning.message
    assert same_as_fresh(book).complaints("export") == [warning]


# Files of the author's own against exports.


@pytest.mark.parametrize("name", ["schedule.ics", "feed.xml", "course.json", "seminarindex.js", "sessions/ntk.ics"])
def test_a_file_of_html_extra_path_stands_against_an_export_and_that_is_said(tmp_path: Path, name: str) -> None:
    book = course(tmp_path, exclude_patterns=["extra"])
    book.write(f"extra/{name}", "The author's own.")
    book.build()
    book.configure(html_extra_path=["extra"])
    for _build in range(2):
        built = same_as_fresh(book)
        assert built.read_file(name) == b"The author's own."
        (warning,) = built.complaints("export")
        assert f"'{name}'" in warning.message
    book.configure(html_extra_path=[])
    assert same_as_fresh(book).read_file(name) != b"The author's own."


def test_what_html_extra_path_leaves_out_takes_no_place(tmp_path: Path) -> None:
    book = course(tmp_path, html_extra_path=["extra"], exclude_patterns=["extra", "**/drafts"])
    book.write("extra/drafts/feed.xml", "A draft.")
    assert same_as_fresh(book).complaints() == []


# Contents.


def test_a_linked_file_of_the_same_size_and_time_is_another_file(tmp_path: Path) -> None:
    book = course(tmp_path, ":notes: notes.txt")
    book.write("notes.txt", "Old words.")
    book.build()
    file = book.source / "notes.txt"
    before = file.stat().st_mtime_ns
    file.write_text("New words.")
    os.utime(file, ns=(before, before))
    assert same_as_fresh(book).read_file("notes.txt") == b"New words."


def test_a_document_of_the_same_size_and_time_is_another_document(tmp_path: Path) -> None:
    book = course(tmp_path)
    book.write("chapters/a.md", "# Alpha\n\nOld words.\n")
    book.build()
    file = book.source / "chapters/a.md"
    before = file.stat().st_mtime_ns
    file.write_text("# Alpha\n\nNew words.\n")
    os.utime(file, ns=(before, before))
    assert "New words." in same_as_fresh(book).page("chapters/a").get_text()


@pytest.mark.parametrize(
    "path",
    [
        "schedule.ics",
        "seminarindex.js",
        "sem-people.html",
        "chapters/a.html",
        "searchindex.js",
        "_images/p.png",
        "notes.txt",
    ],
)
@pytest.mark.parametrize(
    "garble", [lambda content: b"", lambda content: b"x" * len(content)], ids=["emptied", "garbled"]
)
def test_an_output_that_is_no_longer_whole_is_written_again(
    tmp_path: Path, path: str, garble: Callable[[bytes], bytes]
) -> None:
    book = course(tmp_path, ":notes: notes.txt\n:speaker: Ann Lee", "![A picture](p.png)")
    book.write("p.png", b"picture")
    book.write("notes.txt", "Words.")
    built = book.build()
    (built.folder / path).write_bytes(garble(built.read_file(path)))
    again = same_as_fresh(book)
    assert again.warnings == []
    assert again.read_file(path) == built.read_file(path)


def test_pages_of_ours_leave_with_the_suffix_that_they_had(tmp_path: Path) -> None:
    book = course(tmp_path, ":speaker: Ann Lee")
    assert "sem-people.html" in book.build().files()
    book.configure(html_file_suffix=".htm")
    built = same_as_fresh(book)
    assert [name for name in built.files() if name.startswith("sem-")] == ["sem-people.htm"]


# Decks that are folders, and names with marks in them.


def reveal(book: Manuscript, folder: str = "slides/intro") -> set[str]:
    parts = {"index.html": "<script src=dist/reveal.js>", "dist/reveal.js": "js", "pictures/net one.svg": "<svg/>"}
    for path, content in parts.items():
        book.write(f"{folder}/{path}", content)
    book.write(f"{folder}/.git/config", "secret")
    return {f"{folder}/{path}" for path in parts}


@pytest.mark.parametrize("target", ["slides/intro/index.html", "slides/intro", "slides/intro/"])
def test_a_reveal_deck_is_copied_whole_and_follows_its_folder(tmp_path: Path, target: str) -> None:
    book = course(tmp_path, f":slides: {target}")
    parts = reveal(book)
    built = same_as_fresh(book)
    assert built.warnings == []
    assert {name for name in built.files() if name.startswith("slides")} == parts
    assert "slides/intro/index.html" in {link["href"] for link in built.page("index").select("a.sem-file")}
    book.write("slides/intro/pictures/two.svg", "<svg/>")
    book.delete("slides/intro/dist/reveal.js")
    copied = {name for name in same_as_fresh(book).files() if name.startswith("slides")}
    assert copied == parts - {"slides/intro/dist/reveal.js"} | {"slides/intro/pictures/two.svg"}
    book.write("index.md", first_page())
    shutil.rmtree(book.source / "slides")
    assert not any(name.startswith("slides") for name in same_as_fresh(book).files())


def test_the_files_of_a_quarto_deck_stand_with_it(tmp_path: Path) -> None:
    book = course(tmp_path, ":slides: talk.html")
    for path in ("talk.html", "talk_files/libs/reveal.js", "other.js"):
        book.write(path, path)
    names = set(same_as_fresh(book).files())
    assert {"talk.html", "talk_files/libs/reveal.js"} <= names
    assert "other.js" not in names


@pytest.mark.parametrize(
    ("name", "written", "address"),
    [
        ("Vörlesung#2.pdf", "slides/Vörlesung#2.pdf", "slides/V%C3%B6rlesung%232.pdf"),
        ("Vörlesung#2.pdf", "slides/Vörlesung%232.pdf", "slides/V%C3%B6rlesung%232.pdf"),
        ("a;b.pdf", "slides/a;b.pdf", "slides/a%3Bb.pdf"),
        ("100%.pdf", "slides/100%.pdf", "slides/100%25.pdf"),
    ],
)
def test_marks_in_the_name_of_a_file_are_parts_of_it(tmp_path: Path, name: str, written: str, address: str) -> None:
    book = course(tmp_path, f':slides: "{written}"', html_baseurl="https://example.org/")
    book.write(f"slides/{name}", deck("Kernels"))
    built = same_as_fresh(book)
    assert built.warnings == []
    assert f"slides/{name}" in built.files()
    links = {link["href"] for link in built.page("index").select(".sem-session a")}
    assert address in links
    assert f"https://example.org/{address}" in (built.folder / "sessions/ntk.ics").read_text().replace("\n ", "")


# A page among the resources.


def test_a_page_as_an_exercise_sheet_is_a_link_to_the_page(tmp_path: Path) -> None:
    book = course(tmp_path, ":exercises: hw0.md", html_baseurl="https://example.org/", seminar_fresh_navigation=False)
    book.write("hw0.md", "---\norphan: true\n---\n\n# Homework zero\n")
    built = same_as_fresh(book)
    assert built.warnings == []
    (link,) = [link for link in built.page("index").select(".sem-session a") if link["href"] == "hw0.html"]
    assert link.get_text() == "Homework zero"
    assert "0 B" not in built.page("index").get_text()
    assert "https://example.org/hw0.html" in (built.folder / "schedule.ics").read_text().replace("\n ", "")
    book.edit("hw0.md", "zero", "one")
    assert "Homework one" in same_as_fresh(book).page("index").get_text()
