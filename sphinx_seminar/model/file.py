"""A local file of the book."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileFact:
    """A local file as it stands on the disk: its path from the source folder, size in bytes, pages of a PDF (or 0).

    ``document`` is the name of the document that the file is the source of, if it is one. Of a PDF ``text`` is the path
    of its text version, ``preview`` that of the picture of its first page, ``preview_size`` the picture's width and
    height in pixels; ``scanned`` says that its pages are pictures without text.
    """

    path: str
    size: int = 0
    pages: int = 0
    document: str = ""
    scanned: bool = False
    text: str = ""
    preview: str = ""
    preview_size: tuple[int, int] = (0, 0)
