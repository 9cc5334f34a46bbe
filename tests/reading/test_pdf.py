"""What is read of a deck: its pages, their text, and a picture of the first."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from PIL import Image

from sphinx_seminar.model import Deck
from sphinx_seminar.reading import pdf as decks
from sphinx_seminar.reading.pdf import PICTURE_SIZE, Picture, read_deck
from tests.decks import deck, locked, scan


def read(tmp_path: Path, content: bytes) -> tuple[Deck, Picture | None]:
    (tmp_path / "deck.pdf").write_bytes(content)
    return read_deck(tmp_path / "deck.pdf")


def test_the_pages_of_a_deck_are_counted_and_read(tmp_path: Path) -> None:
    found, _picture = read(tmp_path, deck("Kernels\nby Émile Müller", "", "神经网络\n理论"))
    assert found == Deck(3, ("Kernels\nby Émile Müller", "", "神经网络\n理论"), preview=(720, 405))
    assert found.has_text


def test_a_formula_is_one_line_and_a_broken_word_is_whole(tmp_path: Path) -> None:
    found, _picture = read(
        tmp_path,
        deck("""\
Loss of the network
L(w) =
1
2
(y − x)
is what one mini\u00ad
mises: \ufb01rst"""),
    )
    assert found.texts == ("Loss of the network L(w) = 1 2 (y − x)\nis what one minimises: first",)


def test_a_deck_of_pictures_is_told_from_one_of_blank_pages(tmp_path: Path) -> None:
    scanned, blank = read(tmp_path, scan())[0], read(tmp_path, deck(""))[0]
    assert (scanned.scanned, scanned.has_text) == (True, False)
    assert (blank.scanned, blank.has_text) == (False, False)


def test_the_picture_of_the_first_page_is_a_small_png_and_always_the_same(tmp_path: Path) -> None:
    _deck, picture = read(tmp_path, deck("Kernels"))
    assert picture is not None
    assert struct.unpack(">4xII", picture.png[12:24]) == (720, 405)
    assert len(picture.png) < PICTURE_SIZE
    assert read(tmp_path, deck("Kernels"))[1] == picture


def test_a_picture_has_few_colours_and_paper_stays_white(tmp_path: Path) -> None:
    _deck, picture = read(tmp_path, deck("Kernels"))
    assert picture is not None
    colours = Image.open(io.BytesIO(picture.png)).convert("RGB").getcolors(128)
    assert colours is not None
    assert max(colours) == (max(count for count, _colour in colours), (255, 255, 255))


def test_the_picture_of_a_poster_is_not_endless(tmp_path: Path) -> None:
    _deck, picture = read(tmp_path, deck("Long", size=(10, 14_000)))
    assert picture is not None
    assert picture.height <= 1441


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is no PDF"),
        (b"<html>", "is no PDF"),
        (b"%PDF-1.5\ncut off", "cannot be read"),
        (deck("Kernels")[:600], "cannot be read"),
        (locked(), "locked by a password"),
    ],
)
def test_what_is_no_deck_is_said(tmp_path: Path, content: bytes, words: str) -> None:
    found, picture = read(tmp_path, content)
    assert (found.pages, picture) == (0, None)
    assert words in found.problem


def test_a_file_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    found, picture = read_deck(tmp_path / "gone.pdf")
    assert (found.pages, picture) == (0, None)
    assert "No such file" in found.problem


def test_a_deck_without_end_is_read_in_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decks, "MOST_PAGES", 2)
    monkeypatch.setattr(decks, "MOST_OF_PAGE", 5)
    found, _picture = read(tmp_path, deck("Kernels", "Networks", "Limits"))
    assert (found.pages, found.texts) == (3, ("Kerne", "Netwo"))
    assert "2 of its 3 pages" in found.problem
