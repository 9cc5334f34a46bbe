"""The courses of this repository as PDFs without TeX."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript
from tests.typesetting import claims, outline, pdf_text

if TYPE_CHECKING:
    from tests.built import Built

ROOT = Path(__file__).parents[3]
COURSES = [*sorted((ROOT / "docs/courses").iterdir()), ROOT / "tests/books/second-course"]


@pytest.mark.parametrize("folder", COURSES, ids=lambda folder: folder.name)
def test_a_course_is_a_tagged_pdf_with_every_chapter_paper_and_person(tmp_path: Path, folder: Path) -> None:
    book = Manuscript.copy_of(folder, tmp_path)
    built = book.build("seminar-pdf")
    assert built.warnings == []
    (pdf,) = built.folder.glob("*.pdf")
    assert claims(pdf)["pdfua"] == "1"
    words = _letters(pdf_text(pdf))
    assert [title for title in _titles(built) if _letters(title) not in words] == []
    chapters = {title for _level, title in outline(pdf)}
    assert {built.app.env.titles[docname].astext() for docname in built.app.env.found_docs} <= chapters


def _titles(built: Built) -> list[str]:
    """Return the titles of all sessions and papers, and the names of all people."""
    objects = built.app.env.get_domain("sem").get_objects()
    # A paper is called by its authors, year and title; a style may have the first two otherwise, and some have no title.
    titles = (title.partition("). ")[2] if kind == "paper" else title for _name, title, kind, *_place in objects)
    found = list(filter(_letters, titles))
    assert len(found) > 5
    return found


def _letters(words: str) -> str:
    """Return the letters of a text: lines, spaces and hyphens are where a page has room for them."""
    return "".join(char for char in unicodedata.normalize("NFKC", words) if char.isalpha())
