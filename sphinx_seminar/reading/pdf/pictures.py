"""Small pictures as PNG files, the same bytes for the same picture."""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from dataclasses import dataclass

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its width and height in pixels, and its PNG file."""

    width: int
    height: int
    png: bytes


def picture_of(pixels: bytes, width: int, height: int, stride: int, channels: int) -> Picture:
    """Return a picture of at most 256 colours, as slides have them.

    ``pixels`` are rows of ``stride`` bytes, each pixel ``channels`` bytes of which the first three are red, green and
    blue.
    """
    planes = [
        b"".join(pixels[row * stride + plane : row * stride + width * channels : channels] for row in range(height))
        for plane in range(3)
    ]
    for levels in (32, 16, 8, 6):
        coarse = [plane.translate(_steps(levels)) for plane in planes]
        colours = list(zip(*coarse, strict=True))
        palette = [colour for colour, _count in sorted(Counter(colours).items(), key=lambda item: (-item[1], item[0]))]
        if len(palette) <= 256:
            break
    number = {colour: index for index, colour in enumerate(palette)}
    indices = bytes(map(number.__getitem__, colours))
    return Picture(width, height, _png(indices, width, height, b"".join(map(bytes, palette))))


def _steps(levels: int) -> bytes:
    """Return a table that moves each brightness to the nearest of so many levels; black and white stay."""
    return bytes(round(round(value * (levels - 1) / 255) * 255 / (levels - 1)) for value in range(256))


def _png(indices: bytes, width: int, height: int, palette: bytes) -> bytes:
    """Return a PNG file of indexed colour (PNG, third edition, sections 5 and 11), its rows unfiltered."""
    rows = b"".join(b"\0" + indices[row * width : (row + 1) * width] for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, content) for name, content in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
