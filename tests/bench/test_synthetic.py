from __future__ import annotations

from typing import TYPE_CHECKING

from tests.authoring import Manuscript
from tests.bench.synthetic import Chapter, book_by_hand, declared_book

if TYPE_CHECKING:
    from pathlib import Path

CHAPTERS = [Chapter(number, papers=4) for number in range(1, 4)]


def test_the_book_by_hand_builds_without_a_warning(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, book_by_hand(CHAPTERS), {"extensions": ["myst_parser"]}).build()
    assert built.warnings == []
    assert len(built.page("index").select("tbody tr")) == 3


def test_the_declared_book_builds_without_a_warning_and_shows_as_many_sessions(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, declared_book(CHAPTERS), {"seminar_bibliography": ["papers.bib"]}).build()
    assert built.warnings == []
    assert len(built.page("index").select("tbody tr")) == 3
