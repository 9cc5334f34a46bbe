"""``{slides}``: a deck where it belongs in the text, and among the resources of its session everywhere."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.authoring import Manuscript


def pdf(path: Path, pages: int = 3) -> bytes:
    """Return a PDF of empty pages."""
    document = pypdfium2.PdfDocument.new()
    for _page in range(pages):
        document.new_page(400, 300)
    document.save(path)
    return path.read_bytes()


@pytest.fixture
def deck(tmp_path: Path) -> bytes:
    return pdf(tmp_path / "deck.pdf")


PAGE = """\
# Talk

```{lecture}
```

```{slides} decks/ntk.pdf
:title: The kernel
```

Text {slides}`Part II <https://x.org/2.pdf>`.
"""


def test_a_local_deck_is_copied_to_its_own_path_with_its_pages_and_size(tmp_path: Path, deck: bytes) -> None:
    built = Manuscript(tmp_path / "book", {"index.md": PAGE, "decks/ntk.pdf": deck}).build()
    assert built.warnings == []
    assert built.read_file("decks/ntk.pdf") == deck
    link = built.page("index").select_one(".sem-deck-link")
    assert link.select_one("a")["href"] == "decks/ntk.pdf"
    size = f"{len(deck)} B" if len(deck) < 1000 else f"{round(len(deck) / 1000)} kB"
    assert link.get_text() == f"The kernel (PDF, 3 pages, {size})"


def test_both_forms_count_among_the_resources_of_the_session(tmp_path: Path, deck: bytes) -> None:
    built = Manuscript(tmp_path / "book", {"index.md": PAGE, "decks/ntk.pdf": deck}).build()
    header = built.page("index").select_one(".sem-session dd")
    assert [link.get_text() for link in header.select("a")] == ["The kernel", "Part II"]


def test_an_embedded_deck_has_its_link_as_fallback(tmp_path: Path, deck: bytes) -> None:
    page = PAGE.replace(":title:", ":embed:\n:title:")
    book = Manuscript(
        tmp_path / "book",
        {
            "index.md": PAGE.replace("Talk", "C"),
            "a/b.md": page,
            "a/decks/ntk.pdf": deck,
            "decks/ntk.pdf": deck,
            "toc.md": """\
# T

```{toctree}
a/b
index
```
""",
        },
        {"root_doc": "toc"},
    )
    box = book.build().page("a/b").select_one(".sem-deck")
    frame = box.select_one("a.sem-deck-preview")
    assert frame["href"] == "decks/ntk.pdf"
    # Nothing of the viewer is loaded before a click asks for it.
    assert box.select_one("iframe") is None
    address, _hash, shown = frame["data-view"].partition("#")
    assert address == "decks/ntk.pdf"
    # The whole of a page, and no bar that takes the room of its foot.
    assert {"view=Fit", "toolbar=0"} <= set(shown.split("&"))
    assert frame.img["alt"] == "First page of: The kernel"
    assert box.select_one(".sem-deck-link a")["href"] == "decks/ntk.pdf"
    assert "includegraphics" in (book.build("latex").folder / "acourse.tex").read_text(encoding="utf-8")
    assert "The kernel" in book.build("text").text("a/b")
    assert "<iframe" not in book.build("epub").text("a/b")


def test_a_deck_is_found_from_the_source_folder_too(tmp_path: Path, deck: bytes) -> None:
    files = {
        "index.md": """\
# C

```{toctree}
a/b
a/c
```
""",
        "slides/x y.pdf": deck,
    }
    files |= {
        "a/b.md": "# B\n\n```{slides} slides/x y.pdf\n```\n",
        "a/c.md": "# C\n\n```{slides} /slides/x%20y.pdf\n```\n",
    }
    built = Manuscript(tmp_path / "book", files).build()
    assert built.warnings == []
    addresses = {built.page(name).select_one(".sem-deck-link a")["href"] for name in ("a/b", "a/c")}
    assert addresses == {"../slides/x%20y.pdf"}


def test_a_deck_that_no_page_links_any_more_leaves_the_output(tmp_path: Path, deck: bytes) -> None:
    book = Manuscript(tmp_path / "book", {"index.md": PAGE, "decks/ntk.pdf": deck})
    assert (book.build().folder / "decks/ntk.pdf").exists()
    book.write("index.md", "# Talk\n")
    assert not (book.build().folder / "decks/ntk.pdf").exists()


def test_one_deck_in_two_sessions_is_pointed_out(tmp_path: Path, deck: bytes) -> None:
    lecture = """\
# {0}

```{{lecture}}
:slides: decks/ntk.pdf
```
"""
    files = {
        "index.md": """\
# C

```{toctree}
a
b
```
""",
        "a.md": lecture.format("A"),
        "b.md": lecture.format("B"),
    }
    built = Manuscript(tmp_path / "book", {**files, "decks/ntk.pdf": deck}).build()
    (warning,) = built.warnings
    assert (warning.path, warning.line, warning.subtype) == ("b.md", 4, "slides")
    assert "a.md:4" in warning.message


def test_a_link_to_a_page_of_the_book_is_a_link_to_the_page(tmp_path: Path) -> None:
    files = {
        "index.md": """\
# C

```{lecture}
:notes: notes.md
```

```{toctree}
notes
```
""",
        "notes.md": "# Notes\n",
    }
    built = Manuscript(tmp_path / "book", files).build()
    assert built.warnings == []
    assert built.page("index").select_one(".sem-session a")["href"] == "notes.html"
