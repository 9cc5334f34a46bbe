"""The book that is kept beside the doctrees: believed where it is whole and of this version, and otherwise not there."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.book import Book
from sphinx_seminar.building.incremental import cache
from sphinx_seminar.building.incremental.cache import Kept
from tests.exports.making import book, course, session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def kept() -> Kept:
    return Kept("1", "digest", "readings", {("index", "a.pdf"): "state"}, {"a.pdf": "content"}, "facts", (), (), {})


def made() -> Book:
    return book([session("Kernels", "2021-06-07")], course())


def test_a_book_is_read_back_in_two_parts(tmp_path: Path) -> None:
    cache.save(tmp_path, kept(), made())
    found = cache.load(tmp_path, "1")
    assert found is not None
    assert (found.digest, found.files, found.contents, found.facts) == (
        *("digest", {("index", "a.pdf"): "state"}, {"a.pdf": "content"}, "facts"),
    )
    assert [str(one.title) for one in found.open().sessions] == ["Kernels"]
    assert [path.name for path in tmp_path.iterdir()] == [cache.FILE]


def test_the_book_of_another_version_and_none_at_all_are_not_there(tmp_path: Path) -> None:
    assert cache.load(tmp_path, "1") is None
    cache.save(tmp_path, kept(), made())
    assert cache.load(tmp_path, "2") is None


@pytest.mark.parametrize("change", [lambda content: content[:-1], lambda content: content + b"x", lambda _content: b""])
def test_a_file_that_is_not_whole_is_not_believed(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    cache.save(tmp_path, kept(), made())
    file = tmp_path / cache.FILE
    file.write_bytes(change(file.read_bytes()))
    assert cache.load(tmp_path, "1") is None


@pytest.mark.parametrize("part", ["no book", {"digest": "digest"}])
def test_what_another_program_keeps_there_is_not_believed(tmp_path: Path, part: object) -> None:
    content = pickle.dumps("1") + pickle.dumps(part)
    (tmp_path / cache.FILE).write_bytes(content)
    assert cache.load(tmp_path, "1") is None
