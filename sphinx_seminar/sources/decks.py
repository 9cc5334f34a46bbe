"""The decks of the book, PDF files and web pages: each is read once, in a process that a damaged file may end.

What was read stands in a folder beside the doctrees: ``index.json`` knows the content of each file by its time
and size, and for each content there are a ``.json`` and a ``.picture`` (see :mod:`~sphinx_seminar.reading.pdf`). A
build without new decks opens no PDF.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile

from sphinx_seminar.model import Deck
from sphinx_seminar.model.resource import MOST_MEMORY
from sphinx_seminar.sources.stamps import digest_of_file, read_json, write_whole

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


#: The process that reads decks; what it says of each that it has read, and of one that takes too long.
COMMAND = (sys.executable, "-m", "sphinx_seminar.reading.pdf")
READ, LARGE, LATE = b"read", b"large", b"Timeout ("

#: How long one deck may take, in seconds. A usual one takes a tenth of one.
PATIENCE = 60.0

_TOO_LARGE = f"is too large to read: its pages take more than {MOST_MEMORY // 1024**2} MiB of memory"
_LOST = "is not read: what was read of it could not be written beside the doctrees"


@dataclass(frozen=True, slots=True)
class KnownDeck:
    """A deck, the digest of its content, and the file with the picture of its first page, if it has one.

    ``pages`` are the files with the pictures of its pages, by their numbers.
    """

    deck: Deck
    digest: str
    picture: Path | None
    pages: Mapping[int, Path] = field(default_factory=dict)


def reader() -> str:
    """Return the versions of this package and of its PDF library."""
    return f"sphinx-seminar {version('sphinx-seminar')}, pypdfium2 {version('pypdfium2')}"


def read_decks(srcdir: Path, paths: Iterable[str], memory: Path) -> dict[str, KnownDeck]:
    """Return the decks of a book's PDF files, by their paths from the source folder.

    ``memory`` is the folder of what was read before; what no file of the book has any more is removed from it.
    """
    paths = sorted(paths)
    if not paths:
        return {}
    memory.mkdir(parents=True, exist_ok=True)
    digests = _digests(srcdir, paths, memory / "index.json")
    sources = {digest: srcdir / path for path, digest in reversed(digests.items())}
    known = {digest: _recall(memory, digest) for digest in sources}
    failed = _read({memory / digest: sources[digest] for digest, found in known.items() if found is None})
    _forget(memory, set(sources))
    decks = {
        digest: found
        or _recall(memory, digest)
        or KnownDeck(Deck(problem=failed.get(memory / digest, _LOST)), digest, None)
        for digest, found in known.items()
    }
    return {path: decks[digest] for path, digest in digests.items()}


def _digests(srcdir: Path, paths: Sequence[str], index: Path) -> dict[str, str]:
    """Return a digest of each file's content and the PDF library; files of the same time and size are not opened."""
    how = reader()
    before = read_json(index)
    now = {}
    for path in paths:
        status = (srcdir / path).stat()
        look = [how, status.st_size, status.st_mtime_ns, status.st_ctime_ns]
        entry = before.get(path)
        if not isinstance(entry, list) or entry[:-1] != look:
            # What cannot be opened has a reason for that instead, which its reader says as well.
            content = digest_of_file(srcdir / path)
            entry = [*look, hashlib.sha256(f"{how} {content}".encode()).hexdigest()[:32]]
        now[path] = entry
    if now != before:
        write_whole(index, json.dumps(now, indent=0))
    return {path: str(entry[-1]) for path, entry in now.items()}


def _recall(memory: Path, digest: str) -> KnownDeck | None:
    """Return the remembered deck of a content; ``None`` where its record is missing or incomplete."""
    picture = memory / f"{digest}.picture"
    record = read_json(memory / f"{digest}.json")
    try:
        record["texts"], record["preview"] = tuple(record["texts"]), tuple(record["preview"])
        record["pictures"] = tuple(map(tuple, record["pictures"]))
        deck = Deck(**record)
    except (KeyError, TypeError):
        return None
    drawn = (number for number, (width, _height) in enumerate(deck.pictures, 1) if width)
    pages = {number: memory / f"{digest}.{number}.page" for number in drawn}
    first = picture if deck.preview[0] else None
    whole = all(file.is_file() for file in (first, *pages.values()) if file is not None)
    return KnownDeck(deck, digest, first, pages) if whole else None


def _forget(memory: Path, wanted: set[str]) -> None:
    for file in memory.iterdir():
        if file.name != "index.json" and file.name.partition(".")[0] not in wanted:
            file.unlink(missing_ok=True)


def _read(jobs: Mapping[Path, Path]) -> dict[Path, str]:
    """Read decks, by the path of their records, and return what is wrong with those that end or stop the reading.

    The decks after them are read by a new process.
    """
    failed: dict[Path, str] = {}
    waiting = list(jobs.items())
    while waiting:
        done, problem = _run(waiting)
        if problem:
            failed[waiting[done][0]] = problem
            done += 1
        waiting = waiting[done:]
    return failed


def _run(jobs: Sequence[tuple[Path, Path]]) -> tuple[int, str]:
    """Give decks to one process; return how many it has read, and what was wrong with the next, or ``""``."""
    orders = "".join(json.dumps([str(source), str(record)]) + "\n" for record, source in jobs)
    # A book's conf.py may have found this package where no other process looks for it.
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with TemporaryFile() as told, TemporaryFile() as said:
        told.write(orders.encode())
        told.seek(0)
        command = (*COMMAND, str(PATIENCE))
        try:
            subprocess.run(command, stdin=told, stdout=said, stderr=subprocess.STDOUT, env=surroundings, check=False)
        except OSError as error:
            return 0, f"is not read: the process that reads decks could not be started ({error})"
        said.seek(0)
        lines = said.read().splitlines()
    done = lines.count(READ)
    if done == len(jobs):
        return done, ""
    if any(line.startswith(LATE) for line in lines):
        return done, f"is not read: after {PATIENCE:.0f} seconds the reading had not come to an end"
    broken = "cannot be read as a PDF: the reading broke off, as it does with damaged files"
    return done, _TOO_LARGE if LARGE in lines else broken
