"""Decks for tests: small PDF files with words in any script, and broken ones."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Says that a code of two bytes is the character of that number (ISO 32000-1, 9.10.3).
_AS_THEY_ARE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Same def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange\n"
    b"endcmap CMapName currentdict /CMap defineresource pop end end"
)

#: The standard handler with a password that nobody knows (ISO 32000-1, 7.6.3).
_LOCK = b"/Filter /Standard /V 1 /R 2 /P -4 /O <%b> /U <%b>" % (b"AB" * 32, b"CD" * 32)


def deck(*pages: str, size: tuple[int, int] = (400, 225)) -> bytes:
    """Return a PDF with a page for each text, its lines from top to bottom; an empty text gives a blank page."""
    width, height = size
    contents = [
        _stream("BT /F 16 Tf 20 TL 20 190 Td " + " ".join(map(_line, page.split("\n"))) + " ET") for page in pages
    ]
    return _pdf(contents, "<< /Font << /F 3 0 R >> >>", f"[0 0 {width} {height}]")


def scan(pages: int = 2) -> bytes:
    """Return a PDF whose pages are pictures and nothing else."""
    picture = b"q 400 0 0 225 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 /F /AHx ID 00FF FF00> EI Q"
    return _pdf([_stream(picture.decode())] * pages, "<< >>", "[0 0 400 225]")


def unfolding() -> bytes:
    """Return a PDF of half a megabyte whose only page is drawn by 280 megabytes of commands."""
    packing = zlib.compressobj()
    commands = b"".join(packing.compress(b"0 0 m 9 9 l S\n" * 100_000) for _ in range(200)) + packing.flush()
    page = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(commands), commands)
    return _pdf([page], "<< >>", "[0 0 400 225]")


def locked() -> bytes:
    """Return a PDF that only a password opens."""
    return deck("Secret").replace(b"/Root 1 0 R", b"/Root 1 0 R /ID [<00> <00>] /Encrypt << " + _LOCK + b" >>")


def _line(line: str) -> str:
    return f"<{line.encode('utf-16-be').hex()}> Tj T*" if line else "T*"


def _stream(content: str) -> bytes:
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content.encode())


def _pdf(contents: Sequence[bytes], resources: str, box: str) -> bytes:
    numbers = [7 + 2 * index for index in range(len(contents))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {len(contents)} /Kids [{kids}] >>".encode(),
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H /DescendantFonts [4 0 R] "
        b"/ToUnicode 6 0 R >>",
        4: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /FontDescriptor 5 0 R /DW 600 /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        5: b"<< /Type /FontDescriptor /FontName /Test /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 "
        b"/Descent -200 /CapHeight 700 /StemV 80 >>",
        6: b"<< /Length %d >>\nstream\n%b\nendstream" % (len(_AS_THEY_ARE), _AS_THEY_ARE),
    }
    for number, content in zip(numbers, contents, strict=True):
        page = f"/MediaBox {box} /Resources {resources} /Contents {number + 1} 0 R"
        objects[number] = f"<< /Type /Page /Parent 2 0 R {page} >>".encode()
        objects[number + 1] = content
    file, places = b"%PDF-1.7\n", []
    for number, content in objects.items():
        places.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return file + b"xref\n0 %d\n0000000000 65535 f \n%btrailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        len(file),
    )
