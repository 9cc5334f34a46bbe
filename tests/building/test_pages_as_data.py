"""The builders ``json`` and ``pickle``, which write pages as data for a website that is made of them."""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING, Any

import pytest

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = """\
# Kernels

```{lecture}
:date: 2021-06-07
:speaker: Bo Roe
```

```{key-papers}
- Hu, W., & Li, Z. (2019). Simple methods. arXiv preprint arXiv:1905.11368.
```
"""


@pytest.mark.parametrize(("builder", "end", "read"), [("json", "json", json.loads), ("pickle", "pickle", pickle.loads)])
def test_a_book_can_be_written_as_data(tmp_path: Path, builder: str, end: str, read: Callable[[bytes], Any]) -> None:
    built = Manuscript(tmp_path, {"index.md": PAGE}).build(builder)
    assert built.warnings == []
    assert "Lecture 1" in read(built.read_file(f"index.f{end}"))["body"]
    assert "Simple methods" in read(built.read_file(f"sem-papers.f{end}"))["body"]
    names = [link[1] for link in read(built.read_file(f"globalcontext.{end}"))["rellinks"]]
    assert {"Papers", "People"} <= set(names)
