"""How many pages a deck has."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from sphinx_seminar.reading.decks import count_pages


def test_the_pages_of_a_deck_are_counted(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    for _page in range(7):
        document.new_page(400, 300)
    document.save(tmp_path / "deck.pdf")
    assert count_pages(tmp_path / "deck.pdf").value == 7


@pytest.mark.parametrize("content", [b"", b"<html>", b"%PDF-1.5\ncut off"])
def test_what_is_no_deck_is_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "deck.pdf").write_bytes(content)
    reading = count_pages(tmp_path / "deck.pdf")
    assert reading.value == 0
    (problem,) = reading.problems
    assert problem.subtype == "slides"
    assert "deck.pdf" in problem.message
