"""Decks in a book: in the page, as text, read once for each content, and harmless where they are broken."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from sphinx_seminar.model.resource import MOST_MEMORY
from sphinx_seminar.sources import decks
from tests.authoring import Manuscript
from tests.browser import PHONE, requests_of
from tests.decks import deck, scan, unfolding
from tests.editing import contents, differences

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page


LECTURE = """\
# {0}

```{{lecture}}
```

```{{slides}} decks/{1}
:title: All of {0}
:embed:
```
"""
FILES = {
    "index.md": """\
# C

```{session-table}
```

```{toctree}
a
b
```
""",
    "a.md": LECTURE.format("Kernels", "kernels.pdf"),
    "b.md": LECTURE.format("Networks", "networks.pdf"),
    "decks/kernels.pdf": deck("Kernels & friends\nby Ann Lee", "", "Limits <of> width\nand depth"),
    "decks/networks.pdf": deck("Networks\nby Bo Roe"),
}


@pytest.fixture
def book(tmp_path: Path) -> Manuscript:
    return Manuscript(tmp_path, FILES)


def test_an_embedded_deck_is_the_picture_of_its_first_page(book: Manuscript) -> None:
    built = book.build()
    assert built.warnings == []
    box = built.page("a").select_one(".sem-deck")
    picture = box.select_one("img")
    assert (picture["src"], picture["width"], picture["height"]) == ("decks/kernels-pages.png", "720", "405")
    assert (picture["loading"], picture["alt"]) == ("lazy", "First page of: All of Kernels")
    assert picture.parent["href"] == "decks/kernels.pdf"
    assert box.select_one("iframe") is None
    assert built.read_file("decks/kernels-pages.png").startswith(b"\x89PNG")
    assert len(built.read_file("decks/kernels-pages.png")) < 30_000


def test_the_text_of_a_deck_can_be_read_as_a_page(book: Manuscript) -> None:
    built = book.build()
    links = {link.get_text(): link["href"] for link in built.page("a").select(".sem-deck-link a")}
    assert links == {"All of Kernels": "decks/kernels.pdf", "text version": "decks/kernels-pages.html"}
    page = BeautifulSoup(built.read_file("decks/kernels-pages.html"), "html.parser")
    assert page.html["lang"] == "en"
    headings = [heading.get_text() for heading in page.select("h2")]
    assert headings == ["Page 1: Kernels & friends", "Page 2", "Page 3: Limits <of> width"]
    assert page.select_one("#page-3 h2 a")["href"] == "kernels.pdf#page=3"
    assert page.select_one("#page-3 p").get_text() == "and depth"
    assert "../a.html#sessions-kernels" in [link["href"] for link in page.select("a")]


def test_the_text_of_a_slide_stands_beside_its_picture_without_what_every_slide_has(tmp_path: Path) -> None:
    slides = (
        "Kernels\nThey are\n\u2022 symmetric\nand positive\n\u2022 real.\nSo much of them\nTheory 1 / 3",
        "Limits\nof width\nTheory 2 / 3",
        "Theory 3 / 3",
    )
    files = {"index.md": LECTURE.format("Kernels", "kernels.pdf"), "decks/kernels.pdf": deck(*slides)}
    built = Manuscript(tmp_path, files, {"project": "Deep Learning"}).build()
    page = BeautifulSoup(built.read_file("decks/kernels-pages.html"), "html.parser")
    assert [item.get_text() for item in page.select("#page-1 li")] == ["symmetric and positive", "real."]
    assert [line.get_text() for line in page.select("#page-1 p")] == ["They are", "So much of them"]
    assert [line.get_text() for line in page.select("#page-2 p")] == ["of width"]
    assert page.select_one("#page-3 h2").get_text() == "Page 3: Theory 3 / 3"
    home = page.select_one("header a")
    assert (home.get_text(), home["href"]) == ("Deep Learning", "../index.html")
    pictures = [picture["src"] for picture in page.select("section img")]
    assert pictures == [f"kernels-pages-{number}.png" for number in (1, 2, 3)]
    assert all(built.read_file(f"decks/{picture}").startswith(b"\x89PNG") for picture in pictures)
    assert "Theory 1" not in built.read_file("seminarindex.js").decode()


def test_the_page_of_text_leads_back_to_every_kind_of_address(tmp_path: Path) -> None:
    files = {"index.md": LECTURE.format("Kernels", "kernels.pdf"), "decks/kernels.pdf": FILES["decks/kernels.pdf"]}
    for builder, address in (("html", "../index.html"), ("dirhtml", "../"), ("singlehtml", "../index.html")):
        built = Manuscript(tmp_path / builder, files).build(builder)
        page = BeautifulSoup(built.read_file("decks/kernels-pages.html"), "html.parser")
        back = page.select("main > p a")[-1]["href"]
        assert (back.partition("#")[0], back.partition("#")[2]) == (address, "sessions-kernels")
        assert page.select_one("header a")["href"] == address


def test_a_deck_of_pictures_says_that_it_has_no_text(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES | {"decks/kernels.pdf": scan()}).build()
    assert built.warnings == []
    line = built.page("a").select_one(".sem-deck-link")
    assert "2 pages" in line.get_text()
    assert "pictures without text" in line.get_text()
    assert [link.get_text() for link in line.select("a")] == ["All of Kernels"]


def test_a_build_without_new_decks_opens_none(book: Manuscript, monkeypatch: pytest.MonkeyPatch) -> None:
    first = contents(book.build())
    monkeypatch.setattr(decks, "_run", pytest.fail)
    monkeypatch.setattr(decks, "digest_of_file", pytest.fail)
    assert contents(book.build()) == first


def test_every_edit_of_decks_gives_what_a_fresh_build_gives(book: Manuscript) -> None:
    book.build()
    edits: list[Callable[[], None]] = [
        lambda: book.write("decks/kernels.pdf", deck("Kernels, revised")),
        lambda: book.write("decks/networks.pdf", deck("Networks", size=(300, 300))),
        lambda: book.touch("decks/kernels.pdf"),
        lambda: book.rename("decks/networks.pdf", "decks/nets.pdf"),
        lambda: book.edit("b.md", "networks.pdf", "nets.pdf"),
        lambda: book.delete("decks/kernels.pdf"),
        lambda: book.write("decks/kernels.pdf", b"%PDF-1.7 broken"),
        lambda: book.write("decks/kernels.pdf", FILES["decks/kernels.pdf"]),
        lambda: book.edit("a.md", ":embed:\n", ""),
        lambda: book.edit("a.md", "# Kernels", "# Kernels, again"),
        lambda: book.write("decks/kernels-pages.txt", "Taken."),
        lambda: book.configure(seminar_exports=["ics"]),
    ]
    for edit in edits:
        edit()
        built = book.build()
        fresh = Manuscript.copy_of(book.source, book.root / f"fresh{len(list(book.root.iterdir()))}").build()
        assert differences(built, fresh) == []
        assert built.complaints("slides") == fresh.complaints("slides")


def test_only_the_page_that_shows_a_deck_is_written_when_its_pages_change(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES, {"seminar_fresh_navigation": False})
    book.build()
    book.write("decks/kernels.pdf", deck("Kernels", "More", "And more", "Still more"))
    assert set(book.build().written) - {"index"} == {"a"}


def test_what_is_made_of_decks_leaves_with_them(book: Manuscript) -> None:
    built = book.build()
    assert (built.folder / "decks/kernels-pages.html").exists()
    book.write("a.md", "# Kernels\n")
    built = book.build()
    assert [name for name in built.files() if "kernels" in name] == []
    assert "friends" not in built.read_file("seminarindex.js").decode()
    memory = built.app.doctreedir / "seminar-decks"
    assert len(list(memory.glob("*.picture"))) == 1


@pytest.mark.parametrize("ending", [".json", ".picture"])
def test_what_is_remembered_in_part_is_read_again(book: Manuscript, ending: str) -> None:
    built = book.build()
    for file in (built.app.doctreedir / "seminar-decks").glob(f"*{ending}"):
        file.unlink()
    book.edit("a.md", "# Kernels", "# New")
    built = book.build()
    assert built.warnings == []
    assert differences(built, book.build(into="fresh", fresh=True)) == []


def test_a_parallel_build_equals_a_serial_one(book: Manuscript) -> None:
    runs = [book.sphinx_build("html", option, into=option) for option in ("-j1", "-j2")]
    one, other = (
        {path.relative_to(run.folder): path.read_bytes() for path in run.folder.rglob("*") if path.is_file()}
        for run in runs
    )
    assert one == other


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html>", "is no PDF"),
        (b"%PDF-1.7\ntorn", "cannot be read as a PDF"),
        (deck("x")[:500], "cannot be read as a PDF"),
    ],
    ids=["no PDF", "nothing in it", "cut off"],
)
def test_a_broken_deck_is_one_warning_and_stays_linked(tmp_path: Path, content: bytes, words: str) -> None:
    built = Manuscript(tmp_path, FILES | {"decks/kernels.pdf": content}).build()
    (warning,) = built.warnings
    assert (warning.path, warning.line, warning.subtype) == ("a.md", 6, "slides")
    assert words in warning.message
    assert built.page("a").select_one(".sem-deck-link a")["href"] == "decks/kernels.pdf"
    assert built.page("a").select_one("iframe") is None
    assert "Bo Roe" in built.read_file("seminarindex.js").decode()


def test_a_deck_that_ends_the_reading_harms_no_other(book: Manuscript, monkeypatch: pytest.MonkeyPatch) -> None:
    process = """\
import os
from sphinx_seminar.reading import pdf

read = pdf.read_deck
pdf.read_deck = lambda path: os._exit(9) if path.name == "kernels.pdf" else read(path)
pdf.main()
"""
    monkeypatch.setattr(decks, "COMMAND", (sys.executable, "-c", process))
    built = book.build()
    assert [(warning.path, "broke off" in warning.message) for warning in built.warnings] == [("a.md", True)]
    assert "1 page" in built.page("b").select_one(".sem-deck-link").get_text()


def test_a_deck_that_takes_too_much_memory_is_too_large_and_not_damaged(tmp_path: Path) -> None:
    files = FILES | {"decks/kernels.pdf": unfolding()}
    # However much the build itself has held before.
    held = bytearray(MOST_MEMORY)
    del held
    built = Manuscript(tmp_path, files).build()
    (warning,) = built.warnings
    assert "'kernels.pdf' is too large to read: its pages take more than 1024 MiB of memory" in warning.message
    assert built.page("a").select_one(".sem-deck-link a")["href"] == "decks/kernels.pdf"


def test_a_deck_that_cannot_be_opened_harms_no_other(tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "deck.pdf").write_bytes(deck("Kernels"))
    found = decks.read_decks(tmp_path, ["folder.pdf", "deck.pdf"], tmp_path / "memory")
    assert "Is a directory" in found["folder.pdf"].deck.problem
    assert found["deck.pdf"].deck.pages == 1


def test_a_deck_that_takes_too_long_is_left(book: Manuscript, monkeypatch: pytest.MonkeyPatch) -> None:
    # A process that reads without an end; the patience of a reader who has none.
    endless = """\
from sphinx_seminar.reading import pdf

def read(path):
    while True:
        pass

pdf.read_deck = read
pdf.main()
"""
    monkeypatch.setattr(decks, "COMMAND", (sys.executable, "-c", endless))
    monkeypatch.setattr(decks, "PATIENCE", 0.01)
    built = book.build()
    assert ["had not come to an end" in warning.message for warning in built.warnings] == [True, True]
    monkeypatch.undo()
    for path in ("decks/kernels.pdf", "decks/networks.pdf"):
        book.touch(path)
    assert book.build().warnings == []


def test_a_click_on_the_picture_opens_the_whole_slide_in_its_place(
    book: Manuscript, open_book: Callable[..., Page]
) -> None:
    page = open_book(book.build().folder)
    asked = requests_of(page)
    page.add_init_script("Object.defineProperty(navigator, 'pdfViewerEnabled', { get: () => true })")
    page.goto(page.url.replace("index", "a"))
    picture = page.get_by_role("img", name="First page of: All of Kernels")
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 720
    assert not [url for url in asked if ".pdf" in url]
    frame = picture.bounding_box()
    page.locator(".sem-deck-preview").focus()
    page.keyboard.press("Enter")
    viewer = page.locator("iframe")
    assert viewer.get_attribute("src") == "decks/kernels.pdf#page=1&view=Fit&toolbar=0&navpanes=0"
    assert viewer.get_attribute("title") == "First page of: All of Kernels"
    assert viewer.bounding_box() == frame


def test_on_a_phone_and_without_scripts_the_picture_leads_to_the_deck(
    book: Manuscript, open_book: Callable[..., Page]
) -> None:
    folder = book.build().folder
    for options in ({"size": PHONE}, {"scripts": False}):
        page = open_book(folder, "a.html", **options)
        page.route("**/*.pdf", lambda route: route.fulfill(body="the deck", content_type="text/plain"))
        page.locator(".sem-deck-preview").click()
        page.get_by_text("the deck").wait_for()
