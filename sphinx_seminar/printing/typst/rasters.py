"""PDF pictures as PNG: PDF/UA allows no PDF in it. ``python -m sphinx_seminar.printing.typst.rasters`` draws them.

A PDF is a program from somebody else, which can end the process that draws it: so a process of its own does.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The longer side of a picture in pixels: 200 to the inch in most of a page.
_PIXELS = 1400
#: How many seconds the pictures of a book may take together, each of them.
_PATIENCE = 60


def draw(pictures: Mapping[Path, Path]) -> list[Path]:
    """Draw the first page of each PDF into its PNG file; return those that cannot be drawn."""
    waiting = dict(pictures)
    failed: list[Path] = []
    while waiting:
        _run(waiting)
        rest = [source for source, target in waiting.items() if not target.exists()]
        # The first that is missing broke the process off; those behind it were not reached.
        failed += rest[:1]
        waiting = {source: waiting[source] for source in rest[1:]}
    return failed


def _run(pictures: Mapping[Path, Path]) -> None:
    order = json.dumps([[str(source), str(target)] for source, target in pictures.items()])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "sphinx_seminar.printing.typst.rasters"]
    patience = _PATIENCE * len(pictures)
    with suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(
            command, input=order, text=True, env=environment, capture_output=True, timeout=patience, check=False
        )


def _draw(source: str, target: str) -> None:
    from pypdfium2 import PdfDocument

    with closing(PdfDocument(source)) as document:
        page = document[0]
        scale = _PIXELS / max(page.get_size())
        # On white; PDF's points are 72 to the inch.
        picture = page.render(scale=scale).to_pil().convert("RGB")
        picture.save(target, "PNG", dpi=(72 * scale, 72 * scale))


def main() -> None:
    """Draw the pictures that the standard input names."""
    for source, target in json.load(sys.stdin):
        _draw(source, target)


if __name__ == "__main__":
    main()
