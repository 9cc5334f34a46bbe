"""Decks that are web pages: reveal.js and its like, whose scripts, styles and pictures stand beside them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_PAGE = (".html", ".htm")
#: The page of a deck that is a folder.
FIRST_PAGE = "index.html"


def files_beside(srcdir: Path, path: str) -> tuple[str, ...]:
    """Return the files that a page of a deck needs, by their paths from the source folder, sorted.

    Those are its whole folder for an ``index.html`` that has one of its own, and for ``talk.html`` the folder
    ``talk_files``, as Quarto and R Markdown write it. Hidden files are left out, and what links of the file system have
    outside of the source folder.
    """
    page = Path(path)
    if page.suffix.lower() not in _PAGE:
        return ()
    if page.name.lower() == FIRST_PAGE and page.parent != Path():
        folder = page.parent
    else:
        folder = page.with_name(f"{page.stem}_files")
    return tuple(sorted(found for found in _files(srcdir, folder) if found != path))


def _files(srcdir: Path, folder: Path) -> Iterator[str]:
    root = srcdir.resolve()
    for place, folders, names in os.walk(srcdir / folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            file = Path(place) / name
            if not name.startswith(".") and file.is_file() and file.resolve().is_relative_to(root):
                yield file.relative_to(srcdir).as_posix()
