"""The book as it was last computed, kept beside Sphinx's doctrees for builds that read the same.

What is kept is named by a digest of everything that it was computed of, so that it can be missing or old, but never
wrong. It is written in two parts: most builds need only the first one, and unpickling a large book takes its time.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_seminar.model.digest import digest_of

if TYPE_CHECKING:
    from sphinx_seminar.book import Book
    from sphinx_seminar.book.references import ObjectFacts
    from sphinx_seminar.model import Fault

#: The file, in the folder of the doctrees.
FILE = "seminar.pickle"


@dataclass(slots=True)
class Kept:
    """The small part of a kept book, enough for builds in which nothing changed.

    ``digest`` names what it was computed of, but for two things: ``files`` has the state of each local file that the
    book links, by (docname, target as written), with ``contents``, digests of all of them and of what stands with them,
    by their paths, and ``facts``, a digest of that and of what pages show of them; and ``readings`` names the
    readings of the documents, which may have moved what they say to other lines. ``faults`` are those of the book and
    of everything that was read for it, ``objects`` what can be found in it, ``numbers`` those of its sessions by
    (docname, anchor), and ``feed`` is the path of its feed, if it has one.

    ``held`` are the documents with something that waits, ``held_files`` the paths of the local files that wait,
    ``held_sources`` those of the files that name what waits, and ``waiting`` is how many links wait for a day.
    ``path`` and ``offset`` say where the book itself is, ``size`` in how many bytes.
    """

    version: str = ""
    digest: str = ""
    readings: str = ""
    files: dict[tuple[str, str], str] = field(default_factory=dict)
    contents: dict[str, str] = field(default_factory=dict)
    facts: str = ""
    faults: tuple[Fault, ...] = ()
    objects: tuple[ObjectFacts, ...] = ()
    numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    feed: str = ""
    held: tuple[str, ...] = ()
    held_files: tuple[str, ...] = ()
    held_sources: tuple[str, ...] = ()
    waiting: int = 0
    size: int = 0
    path: Path = field(default=Path(), compare=False)
    offset: int = field(default=0, compare=False)

    @property
    def edition(self) -> str:
        """The digest that names this book among all that it was and will be."""
        return digest_of((self.version, self.digest, self.facts))

    def open(self) -> Book:
        """Return the book itself."""
        with self.path.open("rb") as file:
            file.seek(self.offset)
            book: Book = pickle.load(file)
            return book


def load(folder: Path, version: str) -> Kept | None:
    """Load the book that a version of the package kept in a folder, ``None`` where none can be read."""
    path = folder / FILE
    try:
        with path.open("rb") as file:
            if pickle.load(file) != version:
                return None
            kept: Any = pickle.load(file)
            kept.path, kept.offset = path, file.tell()
            whole = path.stat().st_size == kept.offset + kept.size
            return kept if isinstance(kept, Kept) and whole else None
    # A pickle that was cut short, or is of another program, can raise anything.
    except Exception:
        return None


def save(folder: Path, kept: Kept, book: Book) -> None:
    """Write a book to the cache in one step, so that a killed build leaves the old one."""
    temporary = folder / f"{FILE}.new"
    pickled = pickle.dumps(book, pickle.HIGHEST_PROTOCOL)
    kept.size = len(pickled)
    with temporary.open("wb") as file:
        for part in (kept.version, kept):
            pickle.dump(part, file, pickle.HIGHEST_PROTOCOL)
        file.write(pickled)
    temporary.replace(folder / FILE)
