"""Detecting changed files, by times and size or by a digest of the content; writing what a build keeps of them."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

#: The time and size of a file that is not there.
GONE = (0, 0)
#: What tells that a file may have another content: its time, its size, and the time at which its owner last touched it,
#: which no program sets as it likes: an archive brings back files of the same time and size.
State = tuple[int, int, int]
#: Files up to this size (in bytes) are read to tell whether they are whole.
_READ_TO_TELL = 1_000_000


def stamp(file: Path) -> tuple[int, int]:
    """Return the time (in ns) and size of a file, :data:`GONE` for one that is not there."""
    try:
        status = file.stat()
    except OSError:
        return GONE
    return status.st_mtime_ns, status.st_size


def state(file: Path) -> State:
    """Return times and size, which differ when a file may have changed; zeros for a missing file."""
    try:
        status = file.stat()
    except OSError:
        return (0, 0, 0)
    return status.st_mtime_ns, status.st_size, status.st_ctime_ns


def mark(file: Path) -> str:
    """Return size and, of all but large files, a digest of the content: an emptied or garbled file has another mark.

    Marks are the same on every machine and day; that of a missing file is ``""``.
    """
    try:
        size = file.stat().st_size
    except OSError:
        return ""
    return f"{size} {digest_of_file(file)[:16]}" if size <= _READ_TO_TELL else str(size)


def digest_of_file(path: Path) -> str:
    """Return a digest of the content of a file, or why it cannot be opened."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return str(error.strerror)


def write_whole(target: Path, content: str) -> None:
    """Write a file in one step, so that a build that is stopped leaves no half of it."""
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    unfinished.write_text(content, encoding="utf-8")
    unfinished.replace(target)


def read_json(file: Path) -> dict[str, Any]:
    """Return the object in a file of JSON, an empty one where there is none that can be read."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
