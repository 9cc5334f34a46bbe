"""Python's garbage collector while a book is built, and after that."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.errors import ExtensionError

from sphinx_seminar.building.garbage import NEW_OBJECTS
from tests.authoring import Manuscript

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def threshold() -> Iterator[tuple[int, int, int]]:
    """The threshold of the process, which no test changes for the next."""
    before = gc.get_threshold()
    yield before
    gc.set_threshold(*before)


@pytest.mark.parametrize(
    ("before", "during"), [((700, 10, 10), NEW_OBJECTS), ((50_000, 5, 5), 50_000), ((0, 10, 10), 0)]
)
@pytest.mark.usefixtures("threshold")
def test_the_collector_looks_less_often_until_the_build_ends(
    tmp_path: Path, before: tuple[int, int, int], during: int
) -> None:
    noted: list[tuple[int, int, int]] = []
    book = Manuscript(tmp_path, {"index.md": "# Kernels\n"})
    gc.set_threshold(*before)
    book.build("text", connect={"doctree-read": lambda *_event: noted.append(gc.get_threshold())})
    assert noted == [(during, *before[1:])]
    assert gc.get_threshold() == before


def test_a_build_that_fails_leaves_the_collector_as_it_was(tmp_path: Path, threshold: tuple[int, int, int]) -> None:
    def fail(*_event: Any) -> None:
        raise RuntimeError

    book = Manuscript(tmp_path, {"index.md": "# Kernels\n"})
    with pytest.raises(Exception, match="doctree-read"):
        book.build("text", connect={"doctree-read": fail})
    assert gc.get_threshold() == threshold


def test_after_a_build_that_never_began_the_next_one_restores(tmp_path: Path, threshold: tuple[int, int, int]) -> None:
    conf = """\
extensions = ["myst_parser", "sphinx_seminar"]


def fail(_app):
    raise RuntimeError


def setup(app):
    app.connect("builder-inited", fail)
"""
    with pytest.raises(ExtensionError):
        Manuscript(tmp_path / "broken", {"index.md": "# Kernels\n", "conf.py": conf}).build("text")
    assert gc.get_threshold() != threshold
    Manuscript(tmp_path / "whole", {"index.md": "# Kernels\n"}).build("text")
    assert gc.get_threshold() == threshold


def test_each_build_of_one_application_restores_what_it_found(tmp_path: Path, threshold: tuple[int, int, int]) -> None:
    book = Manuscript(tmp_path, {"index.md": "# Kernels\n"})
    book.build("text", edits=[lambda: book.edit("index.md", "Kernels", "More kernels")])
    assert gc.get_threshold() == threshold


def test_the_books_of_earlier_builds_in_one_process_go(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, {"index.md": "# Kernels\n"})
    earlier = [weakref.ref(book.build("text").app.env) for _build in range(3)]
    # Sphinx holds the latest.
    book.build("text")
    gc.collect()
    assert [env() for env in earlier] == [None, None, None]
