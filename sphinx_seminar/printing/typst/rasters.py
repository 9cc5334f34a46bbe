"""PDF pictures as PNG: PDF/UA allows no PDF in it. ``python -m sphinx_seminar.printing.typst.rasters`` draws them.

A PDF is a program from somebody else, which can end the process that draws it: so a process of its own does.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import zlib
from contextlib import closing
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
        done = {source for source, target in waiting.items() if target.exists()}
        rest = [source for source in waiting if source not in done]
        if rest:
            # The first that is missing broke the process off; those behind it were not reached.
            failed.append(rest[0])
        waiting = {source: waiting[source] for source in rest[1:]}
    return failed


def _run(pictures: Mapping[Path, Path]) -> None:
    order = json.dumps([[str(source), str(target)] for source, target in pictures.items()])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "sphinx_seminar.printing.typst.rasters"]
    try:
        subprocess.run(
            command,
            input=order,
            text=True,
            env=environment,
            capture_output=True,
            timeout=_PATIENCE * len(pictures),
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return


def _draw(source: str, target: str) -> None:
    from pypdfium2 import PdfDocument

    with closing(PdfDocument(source)) as document:
        page = document[0]
        scale = _PIXELS / max(page.get_size())
        bitmap = page.render(scale=scale, rev_byteorder=True)
        width, height, stride, channels = bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels
        pixels = bytes(bitmap.buffer)
    lines = (pixels[row * stride : row * stride + width * channels] for row in range(height))
    Path(target).write_bytes(png(width, height, [_three(line, channels) for line in lines], scale))


def _three(line: bytes, channels: int) -> bytes:
    """Return a line of pixels in red, green and blue; PDFium has drawn them on white."""
    if channels == 3:
        return line
    colours = bytearray(len(line) // channels * 3)
    for plane in range(3):
        colours[plane::3] = line[plane if channels > 2 else 0 :: channels]
    return bytes(colours)


def png(width: int, height: int, lines: list[bytes], scale: float = 1.0) -> bytes:
    """Return a PNG file of lines of pixels in red, green and blue (PNG, third edition, sections 5 and 11).

    ``scale`` is how many pixels stand in a point of a printed page.
    """
    per_metre = round(scale * 72 / 0.0254)
    content = zlib.compress(b"".join(b"\0" + line for line in lines), 6)
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)),
        (b"IDAT", content),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


def main() -> None:
    """Draw the pictures that the standard input names."""
    for source, target in json.load(sys.stdin):
        _draw(source, target)


if __name__ == "__main__":
    main()
