"""What cannot be written is said once, with its path, and costs nothing else."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from sphinx_seminar.building import writing_exports
from tests.editing import Course, differences


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


def test_a_folder_in_the_place_of_an_export_is_said_and_the_other_files_are_written(course: Course) -> None:
    folder = course.book.root / "build/html/schedule.ics/notes"
    folder.mkdir(parents=True)
    built = course.book.build()
    (warning,) = built.complaints("export")
    assert "schedule.ics' could not be written (Is a directory)" in warning.message
    assert "build again" in warning.message
    assert {"papers.bib", "course.json", "feed.xml", "deck.pdf"} <= built.files().keys() | {"deck.pdf"}
    assert not list(built.folder.glob("*.new"))
    folder.rmdir()
    folder.parent.rmdir()
    mended = course.book.build()
    assert mended.complaints("export") == []
    assert differences(mended, course.book.build(into="fresh", fresh=True)) == []


def test_on_a_full_disk_the_old_files_stay_and_one_warning_counts_them(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = course.book.build().read_file("course.json")
    course.change("b", title="Nets")

    def full(_target: Path, _content: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(writing_exports, "_write", full)
        built = course.book.build()
    (warning,) = built.complaints("export")
    assert "No space left on device" in warning.message
    assert "more" in warning.message
    assert built.read_file("course.json") == before
    mended = course.book.build()
    assert mended.complaints("export") == []
    assert differences(mended, course.book.build(into="fresh", fresh=True)) == []


def test_an_export_that_is_not_wanted_and_cannot_go_is_said(course: Course) -> None:
    built = course.book.build()
    course.configure("seminar_exports", ["bib"])
    feed = built.folder / "feed.xml"
    feed.unlink()
    (feed / "kept").mkdir(parents=True)
    (warning,) = course.book.build().complaints("export")
    assert "feed.xml" in warning.message


def test_where_the_state_cannot_be_saved_every_page_is_written_each_time(course: Course) -> None:
    (course.book.root / "build/text/.seminar.json").mkdir(parents=True)
    for _build in range(2):
        built = course.book.build("text")
        (warning,) = built.complaints("export")
        assert ".seminar.json" in warning.message
        assert set(built.written) == course.documents


def test_a_linked_file_that_is_called_like_an_export_is_what_its_author_made_of_it(course: Course) -> None:
    course.write("papers.bib", "% mine\n")
    course.set_option("a", "slides", "papers.bib")
    for _build in range(2):
        assert course.book.build().read_file("papers.bib") == b"% mine\n"


def test_an_export_takes_the_place_of_a_linked_file_of_its_name(course: Course) -> None:
    course.write("papers.bib", "% mine\n")
    course.set_option("a", "slides", "papers.bib")
    course.book.build()
    course.set_option("a", "slides", "")
    built = course.book.build()
    assert differences(built, course.book.build(into="fresh", fresh=True)) == []
