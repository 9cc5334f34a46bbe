"""A local file of the book."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileFact:
    """A local file as it stands on the disk: its path from the source folder, size in bytes, pages of a PDF (or 0).

    ``document`` is the name of the document that the file is the source of, if it is one, ``title`` its title. Of a PDF
    ``text`` is the path of its text version, ``preview`` that of the picture of its first page, ``preview_size`` the
    picture's width and height in pixels; ``scanned`` says that its pages are pictures without text. ``beside`` are the
    files that a deck which is a web page needs.
    """

    path: str
    size: int = 0
    pages: int = 0
    document: str = ""
    title: str = ""
    scanned: bool = False
    text: str = ""
    preview: str = ""
    preview_size: tuple[int, int] = (0, 0)
    beside: tuple[str, ...] = ()

    def fragment(self, target: str) -> str:
        """Return what a target as written names within the file, behind its ``#``: ``page=3``."""
        _name, _mark, fragment = target.partition("#")
        return "" if fragment and self.path.endswith(f"#{fragment}") else fragment
