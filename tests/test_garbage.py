from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path


def test_the_collector_passes_over_what_stays_until_the_build_ends(tmp_path: Path) -> None:
    spared: list[int] = []
    book = Manuscript(tmp_path, {"index.md": "# Kernels\n"})
    book.build(connect={"doctree-read": lambda *_event: spared.append(gc.get_freeze_count())})
    assert spared[0] > 10_000
    assert gc.get_freeze_count() == 0
