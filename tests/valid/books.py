"""The books that are judged: the courses of the manual, and one that was written from the manual alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Where the books are built, and what npm installs stands.
FOLDER = ROOT / "build/valid"
BOOKS = {
    folder.name: folder
    for folder in (*sorted((ROOT / "docs/courses").iterdir()), ROOT / "tests/books/second-course")
    if (folder / "conf.py").is_file()
}
#: The address under which the books would stand: exports that have none without it are judged too.
ADDRESS = "https://courses.example.org/"


def build(book: str, builder: str) -> Path:
    """Build a book anew, and return its output folder.

    Raises:
        SystemExit: the build had a warning, or failed.
    """
    out = FOLDER / book / builder
    shutil.rmtree(out, ignore_errors=True)
    doctrees = FOLDER / book / "doctrees"
    options = ["-W", "--keep-going", "-q", "-b", builder, "-d", str(doctrees), "-D", f"html_baseurl={ADDRESS}{book}/"]
    done = subprocess.run([sys.executable, "-m", "sphinx", *options, str(BOOKS[book]), str(out)], check=False)
    if done.returncode:
        raise SystemExit(f"{book} could not be built by {builder}")
    return out
