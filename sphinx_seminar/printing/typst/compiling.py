"""The Typst compiler (extra ``pdf``): from markup to a PDF that conforms to the accessibility standard PDF/UA.

PDF/UA allows no picture that is a PDF: ``python -m sphinx_seminar.printing.typst.compiling`` draws those as PNG. A PDF
is a program from somebody else, which can end the process that draws it: so a process of its own does.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from typst import Fonts


#: What Typst brings has Latin, Greek, Cyrillic and Hebrew letters. Other letters are looked for in these fonts of the
#: system; Chinese, Japanese and Korean share signs and draw some differently.
_FAMILIES = {
    "zh": "Noto Serif CJK SC, Noto Serif SC, Source Han Serif SC, Songti SC, SimSun, Noto Sans CJK SC",
    "zh_tw": "Noto Serif CJK TC, Noto Serif TC, Source Han Serif TC, Songti TC, PMingLiU, Noto Sans CJK TC",
    "ja": "Noto Serif CJK JP, Noto Serif JP, Source Han Serif JP, Hiragino Mincho ProN, Yu Mincho, MS Mincho",
    "ko": "Noto Serif CJK KR, Noto Serif KR, Source Han Serif KR, AppleMyungjo, Batang, Noto Sans CJK KR",
    "ar": "Noto Naskh Arabic, Amiri, Scheherazade New, Geeza Pro, Arial",
    "hi": "Noto Serif Devanagari, Noto Sans Devanagari, Kohinoor Devanagari, Nirmala UI",
    "": "FreeSerif, Noto Serif, Noto Sans, DejaVu Sans, Noto Color Emoji, Apple Color Emoji, Segoe UI Emoji",
}


def families(language: str, installed: set[str]) -> tuple[str, ...]:
    """Return the installed font families that stand in for letters missing in the book's own, its language's first."""
    name = language.lower().replace("-", "_").replace("zh_hk", "zh_tw")
    own = name if name in _FAMILIES else name[:2]
    order = (own, "zh", "ja", "ko", "ar", "hi", "")
    named = (family for script in order for family in _FAMILIES.get(script, "").split(", "))
    return tuple(dict.fromkeys(family for family in named if family in installed))


_UNSHOWN = re.compile(r'the text `"(.*?)"` could not be displayed')
#: The sign in place of a letter that no font has; Typst's own font for code has this sign.
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass(slots=True)
class Compiled:
    """A compiled PDF, the letters that no font has, and the reason why it is not PDF/UA, ``""`` if it is."""

    pdf: bytes
    missing: list[str] = field(default_factory=list)
    refused: str = ""


class CompilingError(Exception):
    """The compiler stopped; the text is its message."""


def broken_pictures(folder: Path, names: Iterable[str]) -> list[str]:
    """Return the pictures of a folder that the compiler cannot read."""
    import typst

    broken = []
    for name in names:
        try:
            compiler = typst.Compiler(f'#image("{name}")'.encode(), root=str(folder), font_paths=_fonts())
            compiler.compile(format="pdf")
        except typst.TypstError:
            broken.append(name)
    return broken


def is_installed() -> bool:
    """Tell whether the compiler is installed."""
    try:
        import typst  # noqa: F401 -- only whether it can be imported is asked
    except ImportError:
        return False
    return True


@cache
def _fonts() -> Fonts:
    """Return the fonts of the system, found once: the search takes longer than setting a chapter."""
    import typst

    return typst.Fonts()


def installed_families() -> frozenset[str]:
    """Return the names of the fonts that the system has, and that the compiler brings."""
    return frozenset(_fonts().families())


def compile_book(folder: Path, source: str, timestamp: int | None) -> Compiled:
    """Compile a source, whose pictures stand in a folder, to PDF/UA-1.

    A letter that no font has is replaced, and told; what else the standard refuses is told too, and the PDF is made
    without its claim to be accessible.

    Raises:
        CompilingError: the source cannot be compiled at all.
    """
    import typst

    missing: list[str] = []
    main = folder / "book.typ"
    while True:
        main.write_text(source, encoding="utf-8")
        try:
            return Compiled(_compile(main, timestamp, "ua-1"), missing)
        except typst.TypstError as error:
            unshown = [char for char in _letters(str(error.diagnostic)) if char in source]
            if not unshown:
                return _without_standard(main, timestamp, missing, error)
            missing += unshown
            source = source.translate({ord(char): REPLACEMENT for char in unshown})


def _without_standard(main: Path, timestamp: int | None, missing: list[str], refused: Any) -> Compiled:
    import typst

    try:
        return Compiled(_compile(main, timestamp), missing, str(refused.message))
    except typst.TypstError as error:
        raise CompilingError(str(error.diagnostic or error.message)) from error


def _letters(diagnostic: str) -> list[str]:
    """Return the letters that no font has, each once, as the compiler reports them; ASCII and spaces do not count."""
    found = "".join(_UNSHOWN.findall(diagnostic))
    return [char for char in dict.fromkeys(found) if not char.isascii() and not char.isspace() and char != REPLACEMENT]


def _compile(main: Path, timestamp: int | None, standard: Literal["ua-1"] | None = None) -> bytes:
    import typst

    compiler = typst.Compiler(str(main), root=str(main.parent), font_paths=_fonts())
    pdf = compiler.compile(format="pdf", pdf_standards=standard, timestamp=timestamp)
    assert isinstance(pdf, bytes)
    return pdf


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
    command = [sys.executable, "-m", "sphinx_seminar.printing.typst.compiling"]
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
