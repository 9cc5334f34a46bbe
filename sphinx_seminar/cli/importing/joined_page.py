"""The pages of a site as one page, with what belongs to none of its lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sphinx_seminar.cli.importing.markdown.html_tree import Element
from sphinx_seminar.cli.importing.markdown.pages import SourcePage
from sphinx_seminar.cli.importing.sites import is_of_work


@dataclass(frozen=True, slots=True)
class News:
    """An announcement with its day, as its front matter says it, its title, and what it says."""

    date: str
    title: str
    said: Element


@dataclass(frozen=True, slots=True)
class JoinedPage:
    """All pages as one; ``files`` are they with their first lines in it, in order.

    ``documents`` are the names of pages that stay pages of the book, by their first lines. ``people`` are the settings
    of those who teach, ``announced`` what is told, ``due`` the work that
    pages say to be due, by title, ``left`` files that are not read, each with the reason.
    """

    page: SourcePage
    files: tuple[tuple[int, str], ...] = ()
    documents: Mapping[int, str] = field(default_factory=dict)
    people: tuple[Mapping[str, str], ...] = ()
    announced: tuple[News, ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    filled: int = 0
    photos: str = ""
    due: tuple[tuple[str, str], ...] = ()

    def place(self, line: int) -> str:
        """Return a line as a report names it, with its file where there are several."""
        if len(self.files) < 2:
            return f"line {line}"
        first, file = self._file(line)
        return f"{file}:{line - first + 1}"

    def _file(self, line: int) -> tuple[int, str]:
        """Return the file in which a line stands, with its first line."""
        number = bisect_right([first for first, _file in self.files], line) - 1
        return self.files[max(number, 0)] if self.files else (1, "")

    def is_work(self, line: int) -> bool:
        """Tell whether a line is on a page of a site that is about work to hand in: what it counts is no session."""
        return self.documents.get(self._file(line)[0], "") != "" and is_of_work(Path(self._file(line)[1]))

    def is_collected(self, line: int) -> bool:
        """Tell whether a line is in a collection of a site, such as its weeks."""
        return self._file(line)[1].startswith("_")
