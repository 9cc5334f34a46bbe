"""Words that must not be found: in no file of a folder, however one opens it, and in no file's name."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2

#: How each hidden word begins.
CANARY = "zyq"


def opened(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a file, and all that is packed in it."""
    yield name, name.encode() + b"\n" + content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from opened(f"{name}/{member}", archive.read(member))
    elif content.startswith(b"# Sphinx inventory version 2"):
        yield name, zlib.decompress(content.split(b"\n", 4)[4])
    elif content.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(content) as document:
            for page in document:
                yield name, page.get_textpage().get_text_range().encode()
            yield name, " ".join(document.get_metadata_dict().values()).encode()
            yield name, " ".join(bookmark.get_title() for bookmark in document.get_toc()).encode()


def leaks(files: Mapping[str, bytes]) -> list[str]:
    """Return the files that have a hidden word in their content or in their name."""
    found = (part for name, content in files.items() for part in opened(name, content))
    return sorted({name for name, content in found if CANARY.encode() in content.lower()})


def leaks_in(folder: Path) -> list[str]:
    """Return the files of a folder, and its folders, that have a hidden word in their content or in their name."""
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
    folders = [name for name, path in paths.items() if path.is_dir() and CANARY in name.lower()]
    return [*folders, *leaks({name: path.read_bytes() for name, path in paths.items() if path.is_file()})]
