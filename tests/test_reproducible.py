"""The same book gives the same bytes: with several workers, elsewhere, on another day."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript
from tests.editing import CHAPTERS, Course, differences

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]


def many_chapters(root: Path) -> Manuscript:
    course = Course(root)
    for name in CHAPTERS:
        course.set_option(name, "slides", "deck.pdf")
    return course.book


BOOKS: dict[str, Callable[[Path], Manuscript]] = {
    "every directive": many_chapters,
    **{
        folder.name: lambda root, folder=folder: Manuscript.copy_of(folder, root)
        for folder in sorted((ROOT / "docs/courses").iterdir())
        if (folder / "conf.py").is_file()
    },
}


@pytest.mark.parametrize("make", BOOKS.values(), ids=BOOKS)
def test_workers_write_what_one_process_writes(tmp_path: Path, make: Callable[[Path], Manuscript]) -> None:
    book = make(tmp_path)
    workers = {event: tmp_path / event for event in ("source-read", "html-page-context")}

    def note(file: Path) -> Callable[..., None]:
        def at_work(*_values: object) -> None:
            with file.open("a", encoding="utf-8") as record:
                record.write(f"{os.getpid()}\n")

        return at_work

    parallel = book.build(jobs=3, connect={event: note(file) for event, file in workers.items()})
    for event, file in workers.items():
        assert len(set(file.read_text(encoding="utf-8").split()) - {str(os.getpid())}) > 1, event
    serial = book.build(into="serial")
    assert differences(parallel, serial) == []
    assert sorted(parallel.warnings) == sorted(serial.warnings)


def copied(source: Path, target: Path, *, backwards: bool) -> Manuscript:
    """Copy a book file by file, in one order or the other, as a folder then lists them."""
    for file in sorted((file for file in source.rglob("*") if file.is_file()), reverse=backwards):
        copy = target / "source" / file.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    return Manuscript(target)


@pytest.mark.parametrize("make", [BOOKS["every directive"], BOOKS["workshop"]], ids=["every directive", "workshop"])
def test_two_builds_in_different_places_and_times_are_the_same_bytes(
    tmp_path: Path, make: Callable[[Path], Manuscript]
) -> None:
    book = make(tmp_path / "book")
    variants = {
        "here": {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1600000000"},
        "over there, früher": {
            "PYTHONHASHSEED": "2",
            "TZ": "Asia/Tokyo",
            "LC_ALL": "C.UTF-8",
            "SOURCE_DATE_EPOCH": "1800000000",
        },
    }
    made: list[dict[str, bytes]] = []
    for name, environment in variants.items():
        copy = copied(book.source, tmp_path / name, backwards=bool(made))
        run = copy.sphinx_build(environment=environment)
        assert run.returncode == 0, run.errors
        made.append(
            {
                file.relative_to(run.folder).as_posix(): file.read_bytes()
                for file in sorted(run.folder.rglob("*"))
                if file.is_file()
            }
        )
    assert made[0].keys() == made[1].keys()
    assert [path for path in made[0] if made[0][path] != made[1][path]] == []


TRANSLATION = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Kernels"
msgstr "{title}"

msgid "An abstract."
msgstr "Eine Zusammenfassung."
"""


@pytest.mark.parametrize("navigation", [True, False])
def test_a_translation_is_followed_by_the_pages_that_show_it(tmp_path: Path, navigation: bool) -> None:
    course = Course(tmp_path)
    course.book.configure(
        language="de", locale_dirs=["locale"], gettext_compact=False, seminar_fresh_navigation=navigation
    )
    course.write("locale/de/LC_MESSAGES/b.po", TRANSLATION.format(title="Schalen"))
    assert "Schalen" in course.book.build().page("index").get_text()
    course.write("locale/de/LC_MESSAGES/b.po", TRANSLATION.format(title="Zwiebeln"))
    built = course.book.build()
    assert built.read == ["b"]
    text = built.page("index").get_text()
    assert "Zwiebeln" in text
    assert "Schalen" not in text
    if navigation:
        assert differences(built, course.book.build(into="fresh", fresh=True)) == []
    else:
        # Chapters a and c refer to it, and the reading list groups papers by session.
        assert set(built.written) == {"a", "b", "c", "index", "reading"}
