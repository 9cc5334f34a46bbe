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
    folder = os.path.dirname(docname)
    # What follows "#" is a place in the file, unless a file has that very name: "Lecture #2.pdf".
    whole = "#" in target and any(
        path.is_file() for path in _resolved(root, (target.lstrip("/"), os.path.join(folder, target)))
    )
    name = target if whole else target.split("#", 1)[0]
    if "://" in name:
        return "", f"{quoted(target)} is an address; expected a file in the source folder, as a build fetches nothing"
    places = [name.lstrip("/")] if name.startswith("/") else [os.path.join(folder, name), name]
    # As it stands, with its escapes read, and as Windows writes it.
    spellings = (spelling for place in places for spelling in (place, unquote(place), place.replace("\\", "/")))
    for path in _resolved(root, spellings):
        if path.is_dir() and (path / FIRST_PAGE).is_file():
            path = path / FIRST_PAGE
        if not path.is_relative_to(root):
            return "", _outside(root, name, target)
        if path.is_file():
            return path.relative_to(root).as_posix(), ""
    parts = [part.strip() for part in target.split(",")]
    if len(parts) > 1 and any(locate(env, docname, part)[0] for part in parts if part):
        return "", f"the file {quoted(target)} does not exist; expected ; between several: {quoted('; '.join(parts))}"
    return "", _missing(root, list(dict.fromkeys(map(os.path.normpath, places))), target)


def _resolved(root: Path, places: Iterable[str]) -> Iterator[Path]:
    """Yield the files that paths mean, without those that no file can have for its name."""
    for place in dict.fromkeys(places):
        try:
            path = (root / place).resolve()
            path.is_file()
        except (OSError, ValueError, RuntimeError):
            continue
        yield path


def _outside(root: Path, name: str, target: str) -> str:
    inner = name.replace("../", "").lstrip("/")
    inside = any(path.is_relative_to(root) and path.is_file() for path in _resolved(root, [inner]))
    hint = f", such as {quoted('/' + inner)}" if inside else ", or a copy of it there"
    return f"the file {quoted(target)} is outside the source folder; expected one inside{hint}"


def _missing(root: Path, places: Sequence[str], target: str) -> str:
    """Return the message about a missing file: the places looked at, and a near match."""
    paths = list(_resolved(root, places))
    if any(path.is_dir() for path in paths):
        return f"{quoted(target)} is a folder; expected a file in it"
    names: set[str] = set()
    for path in paths:
        folder, deep = (path.parent, False) if path.parent.is_dir() else (path.parent.parent, True)
        files = _files_in(folder, deep=deep) if folder.is_dir() else ()
        names.update(file.relative_to(root).as_posix() for file in files if file.is_relative_to(root))
    same = next((name for place in places for name in sorted(names) if name.casefold() == place.casefold()), "")
    if same:
        return f"the file {quoted(target)} does not exist; expected {quoted(same)}: capitals make another file"
    looked = " and ".join(map(quoted, places))
    expected = f"; expected {_address(target) or 'it'} at {looked} in the source folder"
    return f"the file {quoted(target)} does not exist{suggestion(places[-1], sorted(names)) or expected}"


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
