"""Decks of slides, and other documents in pages."""

from __future__ import annotations

from dataclasses import dataclass

#: How much memory the reading of one deck may take, in bytes: a small file can unfold into any amount.
MOST_MEMORY = 1024**3


@dataclass(frozen=True, slots=True)
class Deck:
    """The pages and words of a PDF.

    ``pages`` is 0 where the file could not be read. ``texts`` has the text of each page, lines separated by line feeds,
    and may end before the last page. ``scanned`` says that its pages are pictures without text. ``preview`` are the
    width and the height in pixels of the picture of its first page, zeros where there is none. ``problem`` is what is
    wrong with it.
    """

    pages: int = 0
    texts: tuple[str, ...] = ()
    scanned: bool = False
    preview: tuple[int, int] = (0, 0)
    problem: str = ""

    @property
    def has_text(self) -> bool:
        """Tell whether any page has text."""
        return any(self.texts)
