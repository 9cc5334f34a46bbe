"""What a build writes beside its pages: the local files that they link, and the exports."""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.exports.papers import bibliographies, csl_json

if TYPE_CHECKING:
    from sphinx_seminar.book import Book

#: The path of CSL-JSON beside ``papers.bib``.
CSL_FILE = "papers.csl.json"


def outputs(book: Book, srcdir: Path) -> dict[str, bytes | Path]:
    """Return every file to write, by its path in the output folder: its content, or the file to copy."""
    files: dict[str, bytes | Path] = {
        fact.path: srcdir / fact.path for fact in book.sources.files.values() if not fact.document
    }
    if "bib" in book.sources.exports:
        files |= {path: text.encode() for path, text in bibliographies(book)}
    if "csl" in book.sources.exports and book.papers:
        files[CSL_FILE] = csl_json(book).encode()
    return files


def write_outputs(outdir: Path, files: Mapping[str, bytes | Path], before: Iterable[str]) -> tuple[str, ...]:
    """Write what changed, each file in one step, and remove the files of the last build that are no longer wanted.

    Returns the paths that the folder now has, for the next build to compare.
    """
    for path, content in files.items():
        target = outdir / path
        if target.is_file() and _same(target, content):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f"{target.name}.new")
        if isinstance(content, Path):
            # With its time, by which the next build knows that it is the same file.
            shutil.copy2(content, temporary)
        else:
            temporary.write_bytes(content)
        temporary.replace(target)
    for path in sorted(set(before) - set(files)):
        (outdir / path).unlink(missing_ok=True)
    return tuple(sorted(files))


def _same(target: Path, content: bytes | Path) -> bool:
    if isinstance(content, Path):
        return filecmp.cmp(target, content)
    return target.read_bytes() == content
