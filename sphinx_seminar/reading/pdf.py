"""PDF files: how many pages they have, their text, and pictures of them; and the process that reads decks.

``python -m sphinx_seminar.reading.pdf`` reads from each line of its input a JSON list of two paths: a PDF, and the path
of its record, which is written as ``.json``, ``.picture`` (PNG of the first page), ``.1.page`` and so on (of each).
It answers each with a line ``read``, and ends at one that takes more seconds than its argument says, or more memory
than a deck may take: of that it says ``large``.
"""

from __future__ import annotations

import faulthandler
import io
import json
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image
from PIL.Image import Dither
from pypdfium2 import PdfDocument, PdfPage

from sphinx_seminar.model.resource import MOST_MEMORY, Deck


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its width and height in pixels, and its PNG file."""

    width: int
    height: int
    png: bytes


#: A PDF begins with this, within its first kilobyte (ISO 32000-1, 7.5.2, and what readers accept).
_MARK = b"%PDF-"

#: What is read of one deck at most: pages, and characters of one page and of all. A lecture has some hundred pages.
MOST_PAGES = 1_000
MOST_OF_PAGE = 20_000
MOST_OF_DECK = 1_000_000

#: Widths in pixels of the picture of the first page: the first whose file is no larger than ``PICTURE_SIZE`` bytes,
#: else the last. Sharp drawings take few bytes, photographs many. Posters are no higher than twice the width.
PICTURE_WIDTHS = (720, 480, 320, 200)
PICTURE_SIZE = 30_000

#: The same of the small pictures beside the text of a deck, which only so many of its pages have.
PAGE_WIDTHS = (400, 240)
PAGE_SIZE = 20_000
MOST_PICTURES = 150

#: What damaged pages raise: errors of PDFium, and Python's own.
_ERRORS = (pypdfium2.PdfiumError, OverflowError, UnicodeError, ValueError)

#: How PDFium gives the hyphen of a word that goes on in the next line.
_BROKEN_WORD = re.compile("[\x02\u00ad\ufffe]\\s*")
#: What a line of running text has and a piece of a formula has not, whose lines are many: a word.
_WORD = re.compile(r"[^\W\d_]{3}|[\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7af]")
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\ufffe\uffff]")
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)


def read_deck(path: Path) -> tuple[Deck, Picture | None]:
    """Return the pages of a PDF with their text, and a picture of the first; ``problem`` says why it cannot be read.

    A damaged file can take PDFium any time and memory, or end the program: call it where that does no harm.
    """
    try:
        with path.open("rb") as file:
            beginning = file.read(1024)
    except OSError as error:
        return Deck(problem=f"cannot be opened ({error.strerror}); expected a file that everybody may read"), None
    if _MARK not in beginning:
        return Deck(problem=f"is no PDF; expected a file that begins with {_MARK.decode()}, as a PDF does"), None
    try:
        document = PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        locked = " (it is locked by a password)" if "password" in str(error).lower() else ""
        reason = str(error).rstrip(".")
        return Deck(problem=f"cannot be read as a PDF{locked}: {reason}; expected one that a viewer opens"), None
    try:
        return _read(document)
    finally:
        document.close()


def _read(document: PdfDocument) -> tuple[Deck, Picture | None]:
    deck = Deck(len(document))
    if not deck.pages:
        return replace(deck, problem="has no pages"), None
    texts: list[str] = []
    pictures = length = damaged = 0
    for number in range(min(deck.pages, MOST_PAGES)):
        try:
            page = document[number]
            texts.append(_text_of(page))
            objects = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
            pictures += not texts[-1] and any(True for _found in objects)
            page.close()
        except _ERRORS:
            texts.append("")
            damaged += 1
        length += len(texts[-1])
        if length > MOST_OF_DECK:
            break
    problem = f"is damaged: {damaged} of its {deck.pages} pages cannot be read" if damaged else ""
    if len(texts) < deck.pages:
        problem = f"is too long to be searched as a whole: the text of {len(texts)} of its {deck.pages} pages is read"
    picture = _drawn(document, 0, PICTURE_WIDTHS, PICTURE_SIZE, 128)
    return replace(
        deck,
        texts=tuple(texts),
        scanned=bool(pictures) and not length,
        preview=(0, 0) if picture is None else (picture.width, picture.height),
        problem=problem,
    ), picture


def _text_of(page: PdfPage) -> str:
    """Return the text of a page, at most the length that is read, its words whole and each formula on a line."""
    inner = page.get_textpage()
    try:
        text = inner.get_text_bounded()
    finally:
        inner.close()
    text = _BROKEN_WORD.sub("", text[:MOST_OF_PAGE].translate(_LIGATURES))
    lines: list[str] = []
    for line in (" ".join(_UNWANTED.sub("", line).split()) for line in text.splitlines()):
        if line and lines and not _WORD.search(line):
            lines[-1] += f" {line}"
        elif line:
            lines.append(line)
    return "\n".join(lines)


def draw_pages(path: Path, count: int) -> list[Picture | None]:
    """Return small pictures of the first pages of a PDF that could be read; ``None`` for what cannot be drawn."""
    document = PdfDocument(path)
    try:
        pages = range(min(count, MOST_PICTURES, len(document)))
        return [_drawn(document, number, PAGE_WIDTHS, PAGE_SIZE, 32) for number in pages]
    finally:
        document.close()


def _drawn(document: PdfDocument, number: int, widths: Iterable[int], size: int, colours: int) -> Picture | None:
    """Return the picture of a page; ``None`` where it has no size or cannot be drawn."""
    try:
        page = document[number]
        width, height = page.get_size()
        if not (width > 0 and height > 0):
            return None
        for most in widths:
            bitmap = page.render(scale=min(most / width, 2 * most / height))
            picture = _picture_of(bitmap.to_pil(), colours)
            bitmap.close()
            if len(picture.png) <= size:
                break
        page.close()
    except _ERRORS:
        return None
    return picture


def _picture_of(image: Image.Image, colours: int) -> Picture:
    """Return an image as a PNG of at most ``colours`` colours, as slides have few."""
    file = io.BytesIO()
    image.convert("RGB").quantize(colours, dither=Dither.NONE).save(file, format="PNG")
    return Picture(image.width, image.height, file.getvalue())


def _limit_memory() -> None:
    """Let the process end at a deck that takes more memory, where the system knows such limits."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    except (ImportError, OSError, ValueError):
        pass


def _remember(record: Path, deck: Deck) -> None:
    """Write a record in one step, so that a build that is stopped leaves no half of it."""
    unfinished = record.with_suffix(".new")
    unfinished.write_text(json.dumps(asdict(deck)), encoding="utf-8")
    unfinished.replace(record.with_suffix(".json"))


def _read_all() -> None:
    """Read the decks that the input names, write their records, and answer each with a line."""
    _limit_memory()
    patience = float(sys.argv[1])
    for line in sys.stdin:
        # PDFium may not return to Python: this ends the process from a thread of its own.
        faulthandler.dump_traceback_later(patience, exit=True)
        source, record = map(Path, json.loads(line))
        deck, picture = read_deck(source)
        if picture is not None:
            # Not as ".png": the EPUB builder packs every picture that stands in its folder, the doctrees' among them.
            record.with_suffix(".picture").write_bytes(picture.png)
        _remember(record, deck)
        if deck.has_text:
            # A deck whose pages take too long to draw is known all the same.
            pictures = draw_pages(source, deck.pages)
            for number, drawn in enumerate(pictures, 1):
                if drawn is not None:
                    record.with_suffix(f".{number}.page").write_bytes(drawn.png)
            sizes = tuple((0, 0) if drawn is None else (drawn.width, drawn.height) for drawn in pictures)
            _remember(record, replace(deck, pictures=sizes))
        faulthandler.cancel_dump_traceback_later()
        print("read", flush=True)


def main() -> None:
    """Read the decks that the input names, and say whether the reading ended for want of memory.

    PDFium ends a process for that as at damage. So a second one reads, and this one asks how much memory that held: of
    a process which another program starts, Linux counts what that program held.
    """
    if sys.platform != "win32" and (reader := os.fork()):
        _pid, status, usage = os.wait4(reader, 0)
        # Kilobytes, but on macOS.
        if status and usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) > MOST_MEMORY // 2:
            print("large", flush=True)
    else:
        _read_all()


if __name__ == "__main__":
    main()
