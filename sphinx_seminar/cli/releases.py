"""``sphinx-seminar releases``: what waits in a book, read by a build for instructors in a folder of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

#: The file that the builder writes.
_FILE = "releases.txt"


def releases_of(folder: Path) -> tuple[str, str]:
    """Return the list of a book, and what is wrong where there is none."""
    with TemporaryDirectory() as scratch:
        out, trees = Path(scratch, "out"), Path(scratch, "doctrees")
        build = ["-b", "seminar-releases", "-D", "seminar_audience=instructors", "-q", "-d", str(trees)]
        done = subprocess.run(
            [sys.executable, "-m", "sphinx", *build, str(folder), str(out)],
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
        listed = out / _FILE
        if not listed.is_file():
            return "", done.stderr.strip() or done.stdout.strip()
        return listed.read_text(encoding="utf-8"), done.stderr.strip()
