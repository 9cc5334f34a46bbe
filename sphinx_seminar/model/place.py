"""Where in the sources something is written."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a source file.

    ``path`` is relative to the source folder, with forward slashes; ``line`` counts from 1, and 0 says that
    the whole file is meant. ``docname`` is empty for a file that is no document (``.bib``, ``.csv``).
    """

    path: str
    #: not part of what a text says, so that a digest of that does not change with every line above it
    line: int = field(default=0, metadata={"digest": False})
    docname: str = ""

    def __str__(self) -> str:
        """Return ``path:line``, as editors and compilers write it."""
        return f"{self.path}:{self.line}" if self.line else self.path
