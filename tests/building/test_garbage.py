from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

from sphinx_seminar.building import garbage
from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path


def test_the_collector_passes_over_what_stays_until_the_build_ends(tmp_path: Path) -> None:
    spared: list[int] = []
    book = Manuscript(tmp_path, {"index.md": "# Kernels\n"})
    book.build(connect={"doctree-read": lambda *_event: spared.append(gc.get_freeze_count())})
    assert spared[0] > 10_000
    assert gc.get_freeze_count() == 0


def test_the_books_of_earlier_builds_in_one_process_go(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, {"index.md": "# Kernels\n"})
    earlier = [weakref.ref(book.build("text").app.env) for _build in range(3)]
    # As if they had been large.
    garbage._heap.left = 0
    book.build("text")
    assert [env() for env in earlier] == [None, None, None]


def test_what_another_program_has_frozen_stays_frozen(tmp_path: Path) -> None:
    gc.freeze()
    frozen = gc.get_freeze_count()
    try:
        Manuscript(tmp_path, {"index.md": "# Kernels\n"}).build("text")
        assert 0 < gc.get_freeze_count() <= frozen
    finally:
        gc.unfreeze()
