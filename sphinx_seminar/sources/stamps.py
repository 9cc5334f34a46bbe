"""How files are told apart from what they were: time and size, or a digest of the content."""

from __future__ import annotations

import hashlib
from pathlib import Path

#: The time and size of a file that is not there.
GONE = (0, 0)


def stamp(file: Path) -> tuple[int, int]:
    """Return the time (in ns) and size of a file, :data:`GONE` for one that is not there."""
    try:
        status = file.stat()
    except OSError:
        return GONE
    return status.st_mtime_ns, status.st_size


def digest_of_file(path: Path) -> str:
    """Return a digest of the content of a file, or why it cannot be opened."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return str(error.strerror)
