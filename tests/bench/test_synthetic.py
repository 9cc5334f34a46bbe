from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript
from tests.bench.structures import STRUCTURES
from tests.bench.synthetic import course
from tests.bench.writing import VARIANTS

if TYPE_CHECKING:
    from pathlib import Path

COURSE = course(3, 4)


@pytest.mark.parametrize("name", ["by hand", "sphinx-seminar", "sphinxcontrib-bibtex"])
def test_each_variant_builds_without_a_warning_and_shows_all_lectures_and_papers(tmp_path: Path, name: str) -> None:
    variant = VARIANTS[name]
    built = Manuscript(tmp_path, variant.write(COURSE), variant.conf).build()
    assert built.warnings == []
    assert len(built.page("index").select("tbody tr")) == 3
    for chapter in COURSE.chapters:
        words = built.page(chapter.docname).get_text()
        assert all(f"in the limit of case {work.number}" in words for work in chapter.works)


@pytest.mark.parametrize("name", STRUCTURES)
def test_however_the_pages_are_put_together_each_is_in_the_book(tmp_path: Path, name: str) -> None:
    structure = STRUCTURES[name]
    built = Manuscript(tmp_path, structure.write(COURSE), structure.conf).build()
    assert built.warnings == []
    assert {chapter.docname for chapter in COURSE.chapters} <= set(built.written)


@pytest.mark.parametrize("name", VARIANTS)
def test_each_change_of_the_course_changes_the_files(name: str) -> None:
    write = VARIANTS[name].write
    before = write(COURSE)
    for changed in (COURSE.with_another_sentence(), COURSE.with_another_title(), COURSE.with_another_date()):
        after = write(changed)
        assert after.keys() == before.keys()
        assert after != before
