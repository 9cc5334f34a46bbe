"""What a reader's browser has to fetch for us."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

import sphinx_seminar.rendering.web

FILES = Path(sphinx_seminar.rendering.web.__file__).parent / "files"


@pytest.mark.parametrize(("kind", "limit"), [("js", 12_000), ("css", 8_000)])
def test_scripts_and_styles_stay_small(kind: str, limit: int) -> None:
    files = list(FILES.glob(f"*.{kind}"))
    assert files
    assert sum(len(gzip.compress(file.read_bytes(), mtime=0)) for file in files) < limit
