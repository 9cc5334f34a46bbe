"""Locating the files of the book: local files beside their documents or from the source folder, and sources."""

from __future__ import annotations

import mimetypes
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_seminar.model import Place, Resource
from sphinx_seminar.model.problem import quoted, suggestion
from sphinx_seminar.sources.decks import FIRST_PAGE

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.model.declarations import Declarations

#: Names with dots between them, the last one of letters: "canvas.example.edu".
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")


def local_resources(documents: Mapping[str, Declarations]) -> Iterable[tuple[str, Resource, Place]]:
    """Yield every resource that is a local file, with the document and the place that names it."""
    for docname, declared in sorted(documents.items()):
        photos = ((Resource("photo", each.photo), each.place) for each in declared.profiles if each.photo)
        yield from ((docname, link, place) for link, place in (*declared.links, *photos) if link.local)


def locate(env: BuildEnvironment, docname: str, target: str) -> tuple[str, str]:
    """Return a target's path from the source folder, or a message about the target that leads nowhere.

    It is looked for beside the document first, then from the source folder; ``/`` in front means the latter. Nothing
    outside of the source folder is ever looked at, whatever links of the file system lead there.
    """
    root = Path(env.srcdir).resolve()
    # What follows "#" is a place in the file, unless a file has that very name.
    name = target if _is_there(Path(env.srcdir), docname, target) else target.split("#", 1)[0]
    if "://" in name:
        return "", f"{quoted(target)} is an address; expected a file in the source folder, as a build fetches nothing"
    folder = os.path.dirname(docname)
    places = [name.lstrip("/")] if name.startswith("/") else [os.path.join(folder, name), name]
    for place in dict.fromkeys(spelling for name in places for spelling in _spellings(name)):
        path = _resolved(root, place)
        if path is not None and path.is_dir() and (path / FIRST_PAGE).is_file():
            path = path / FIRST_PAGE
        if path is not None and not path.is_relative_to(root):
            return "", _outside(root, name, target)
        if path is not None and path.is_file():
            return path.relative_to(root).as_posix(), ""
    parts = [part.strip() for part in target.split(",")]
    if len(parts) > 1 and any(locate(env, docname, part)[0] for part in parts if part):
        return "", f"the file {quoted(target)} does not exist; expected ; between several: {quoted('; '.join(parts))}"
    return "", _missing(root, list(dict.fromkeys(map(os.path.normpath, places))), target)


def _is_there(srcdir: Path, docname: str, target: str) -> bool:
    """Tell whether a file's own name has a ``#``: "Lecture #2.pdf"."""
    places = (target.lstrip("/"), os.path.join(os.path.dirname(docname), target)) if "#" in target else ()
    return any((path := _resolved(srcdir, place)) is not None and path.is_file() for place in places)


def _spellings(name: str) -> tuple[str, ...]:
    """Return the ways to read a path: as it stands, with its escapes read, and as Windows writes it."""
    return name, unquote(name), name.replace("\\", "/")


def _resolved(root: Path, place: str) -> Path | None:
    """Return the file that a path means, or ``None`` where no file can have such a name."""
    try:
        path = (root / place).resolve()
        path.is_file()
    except (OSError, ValueError, RuntimeError):
        return None
    return path


def _outside(root: Path, name: str, target: str) -> str:
    inner = name.replace("../", "").lstrip("/")
    path = _resolved(root, inner)
    inside = path is not None and path.is_relative_to(root) and path.is_file()
    hint = f", such as {quoted('/' + inner)}" if inside else ", or a copy of it there"
    return f"the file {quoted(target)} is outside the source folder; expected one inside{hint}"


def _missing(root: Path, places: Sequence[str], target: str) -> str:
    """Return the message about a missing file: the places looked at, and a near match."""
    looked = " and ".join(map(quoted, places))
    paths = [path for path in (_resolved(root, place) for place in places) if path is not None]
    if any(path.is_dir() for path in paths):
        return f"{quoted(target)} is a folder; expected a file in it"
    beside = [file for path in paths if path.parent.is_dir() for file in _files_in(path.parent)]
    above = [
        file
        for path in paths
        if not path.parent.is_dir() and path.parent.parent.is_dir()
        for file in _files_in(path.parent.parent, deep=True)
    ]
    names = {file.relative_to(root).as_posix() for file in (*beside, *above) if file.is_relative_to(root)}
    same = next((name for place in places for name in sorted(names) if name.casefold() == place.casefold()), "")
    if same:
        return f"the file {quoted(target)} does not exist; expected {quoted(same)}: capitals make another file"
    near = (
        suggestion(places[-1], sorted(names))
        or f"; expected {_address(target) or 'it'} at {looked} in the source folder"
    )
    return f"the file {quoted(target)} does not exist{near}"


def _address(target: str) -> str:
    """Return the address that a target is without its scheme, for a message; ``""`` if it is like none."""
    host, slash, _path = target.partition("/")
    named = _HOST.fullmatch(host) is not None
    likely = slash or (host.count(".") > 1 and mimetypes.guess_type(host)[0] is None)
    return f"{quoted('https://' + target)} if it is an address, or a file" if named and likely else ""


def _files_in(folder: Path, *, deep: bool = False) -> Iterator[Path]:
    """Yield the files of a folder, and with ``deep`` those of the folders in it."""
    for path in sorted(folder.iterdir()):
        if path.is_file():
            yield path
        elif deep and path.is_dir() and os.access(path, os.R_OK):
            yield from _files_in(path)
