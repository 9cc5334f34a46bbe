"""Pictures of the built courses, for the first page of the manual: ``make pictures`` takes them again.

Each is taken on a day of its course on which there is most to see, so that it is the same whenever it is taken.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from pypdfium2 import PdfDocument

from tests.browser import launched, reader, served

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs/manual/pictures"
#: A window with the side bar beside the page.
WINDOW = (1000, 700)
#: The upper part of a phone.
SCREEN = (390, 560)
#: The colours of a picture: text on a page has no more, and the file is a third as large.
COLOURS = 64


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of a course in a window of some size, on a day in a zone; ``part`` is scrolled to the top."""

    name: str
    page: str
    now: str
    zone: str = "Europe/Berlin"
    size: tuple[int, int] = WINDOW
    part: str = ""


_IN_MAY, _IN_JUNE, _AT_NOON = "2021-05-02T10:00+02:00", "2021-06-06T10:00+02:00", "2019-06-14T11:10-07:00"
PICTURES = (
    Picture("deep-learning-theory", "deep-learning-theory/index.html", _IN_JUNE),
    Picture("seminar", "seminar/index.html", _IN_MAY),
    Picture("reading-group", "reading-group/index.html", "2021-10-10T10:00-04:00", "America/Toronto"),
    Picture("workshop", "workshop/index.html", _AT_NOON, "America/Los_Angeles"),
    Picture("lecture", "deep-learning-theory/chapters/08-ntk.html", _IN_JUNE),
    Picture("papers", "seminar/topics/kernels.html", _IN_MAY, size=SCREEN, part=".sem-papers-title"),
    Picture("phone", "workshop/index.html", _AT_NOON, "America/Los_Angeles", SCREEN),
)
#: The printed book, the number of a page with a lecture from 0 on, and how many pixels a point is.
PRINTED, PRINTED_PAGE, SCALE = "printed", 4, 0.9


def take_pictures(websites: Path, pdf: Path) -> None:
    """Take all pictures: of a folder with the website of each course, and of a course's PDF."""
    FOLDER.mkdir(exist_ok=True)
    with launched() as browser, served(websites) as address:
        for picture in PICTURES:
            with reader(browser, picture.size, picture.zone, now=picture.now) as context:
                page = context.new_page()
                page.goto(f"{address}/{picture.page}", wait_until="networkidle")
                if picture.part:
                    page.locator(picture.part).first.evaluate("part => { part.scrollIntoView(); scrollBy(0, -80) }")
                _save(Image.open(BytesIO(page.screenshot(animations="disabled"))), picture.name)
    _save(PdfDocument(pdf)[PRINTED_PAGE].render(scale=SCALE).to_pil(), PRINTED)


def _save(picture: Image.Image, name: str) -> None:
    few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    take_pictures(*map(Path, sys.argv[1:]))
