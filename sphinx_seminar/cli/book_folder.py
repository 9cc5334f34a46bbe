"""Writing the files of a book, and never over a file that is there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

#: The files of a book by their paths in its folder: text, bytes, or a file of which a copy is made.
BookFiles = Mapping[str, str | bytes | Path]
#: What a repository may have before its book, and keeps.
KEPT = (".gitignore",)


class InTheWayError(Exception):
    """Files that the book would need to write are there already; ``paths`` names them."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = tuple(paths)
        super().__init__(", ".join(self.paths))


def write_book(folder: Path, files: BookFiles) -> tuple[str, ...]:
    """Write all files, or none, but those of :data:`KEPT` that are there; return the paths of these.

    Raises:
        InTheWayError: at least one of them exists, or a file has the place of a folder; nothing was written.
        OSError: a file cannot be written; those before it were.
    """
    kept = tuple(path for path in KEPT if path in files and (folder / path).is_file())
    written = {path: content for path, content in files.items() if path not in kept}
    if obstacles := sorted(set(_in_the_way(folder, written))):
        raise InTheWayError(obstacles)
    for path, content in written.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        data = content.read_bytes() if isinstance(content, Path) else content
        with target.open("xb") as file:
            file.write(data.encode() if isinstance(data, str) else data)
    return kept


def _in_the_way(folder: Path, files: BookFiles) -> Iterable[str]:
    """Yield what stands where a file or one of its folders shall be; a link that leads nowhere stands there too."""
    for above in (folder, *folder.parents):
        if os.path.lexists(above) and not above.is_dir():
            yield str(above)
    for path in (*files, "index.rst"):
        target = folder / path
        if os.path.lexists(target):
            yield str(target)
        for above in target.relative_to(folder).parents:
            if os.path.lexists(folder / above) and not (folder / above).is_dir():
                yield str(folder / above)
