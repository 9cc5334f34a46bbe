"""The local files of the book (decks, notes, sheets, photos), beside their documents or in the source folder."""

from __future__ import annotations

import hashlib
import os
import posixpath
import warnings
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.model import Fault, Place, Resource
from sphinx_seminar.model.problem import followed, quoted
from sphinx_seminar.model.resource import FileFact
from sphinx_seminar.model.text import unique
from sphinx_seminar.sources.decks import KnownDeck, files_beside, read_decks
from sphinx_seminar.sources.locating import local_resources, locate

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.model.declarations import Declarations


#: Where, beside the doctrees, the smaller pictures stand.
PHOTOS_FOLDER = "seminar-photos"
#: The shorter side of a picture, in pixels: twice what a card shows.
SIDE = 256
#: The kinds of pictures that are read, with the endings of their files.
_KINDS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}


def published_photo(source: Path, memory: Path) -> tuple[str, tuple[int, int]] | str:
    """Make the picture that is published of a photo, unless ``memory`` has it; a smaller one is not enlarged.

    Returns its name in ``memory``, with its width and height in pixels, or what is wrong with the photo.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        content = source.read_bytes()
        name = hashlib.sha256(f"{SIDE}".encode() + content).hexdigest()[:32]
        with warnings.catch_warnings():
            # A small file can unfold into any number of pixels.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source, formats=list(_KINDS)) as photo:
                kind = str(photo.format)
                target = memory / f"{name}{_KINDS[kind]}"
                if target.is_file():
                    with Image.open(target) as known:
                        return target.name, known.size
                upright = ImageOps.exif_transpose(photo) or photo
                factor = min(1.0, SIDE / max(1, min(upright.size)))
                size = (max(1, round(upright.width * factor)), max(1, round(upright.height * factor)))
                small = upright.convert("RGB" if kind == "JPEG" else "RGBA").resize(size, Image.Resampling.LANCZOS)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        reason = "it is no JPEG, PNG or WebP" if isinstance(error, UnidentifiedImageError) else str(error)
        return f"cannot be read as a photo ({reason.splitlines()[0] if reason else type(error).__name__})"
    memory.mkdir(parents=True, exist_ok=True)
    # A picture of its own, of which nothing is known but its pixels.
    bare = Image.frombytes(small.mode, small.size, small.tobytes())
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    bare.save(unfinished, format=kind, quality=85)
    unfinished.replace(target)
    return target.name, size


#: Where, beside the doctrees, stands what was read of decks.
DECKS_FOLDER = "seminar-decks"


@dataclass(frozen=True, slots=True)
class _Located:
    """A resource that is a file: the key that a book finds it by, the file's path, and who names it where."""

    key: tuple[str, str]
    path: str
    resource: Resource
    place: Place


def find_files(
    env: BuildEnvironment, documents: Mapping[str, Declarations]
) -> tuple[dict[tuple[str, str], FileFact], list[Fault]]:
    """Return the file behind every local resource, by (docname, target as written), and the faults of these files."""
    located, faults = _locate_all(env, documents)
    sources = {found.path: _source_of(env, found.path) for found in located}
    decks = _read_pdfs(env, (path for path, document in sources.items() if not document))
    names = _names_beside(env, sources, decks)
    facts = {
        path: FileFact(path, document=document, title=" ".join(env.titles[document].astext().split()))
        if document
        else _fact(env, path, decks.get(path), names.get(path, ""))
        for path, document in sources.items()
    }
    # Each deck once, where it is named first.
    for path, first in {found.path: found for found in reversed(located)}.items():
        problem = decks[path].deck.problem if path in decks else ""
        if problem:
            message = f"{quoted(posixpath.basename(path))} {problem}; it is linked as it is"
            faults.append(Fault(first.place, _subtype(first.resource), message))
    unread = _make_photos(env, located, facts, faults)
    return {found.key: facts[found.path] for found in located if found.key not in unread}, faults


def _make_photos(
    env: BuildEnvironment, located: Iterable[_Located], facts: dict[str, FileFact], faults: list[Fault]
) -> set[tuple[str, str]]:
    """Complete the facts of photos with the pictures that are published; return the keys of those that are none."""
    unread = set()
    for found in located:
        if found.resource.kind != "photo":
            continue
        made = published_photo(Path(env.srcdir) / found.path, Path(env.doctreedir) / PHOTOS_FOLDER)
        if isinstance(made, str):
            message = f"{quoted(found.path)} {made}; expected a JPEG, PNG or WebP. The card has no photo"
            faults.append(Fault(found.place, "link", message))
            unread.add(found.key)
        else:
            facts[found.path] = replace(facts[found.path], photo=made[0], preview_size=made[1])
    return unread


def _locate_all(env: BuildEnvironment, documents: Mapping[str, Declarations]) -> tuple[list[_Located], list[Fault]]:
    """Return the files that are there, each target of a document once, and the faults of those that are not."""
    located: dict[tuple[str, str], _Located | Fault] = {}
    for docname, resource, place in local_resources(documents):
        key = (docname, resource.target)
        if key not in located:
            path, message = locate(env, *key)
            shown = "The card has no photo." if resource.kind == "photo" else "It is shown without a link."
            missing = Fault(place, _subtype(resource), followed(message, shown))
            located[key] = missing if message else _Located(key, path, resource, place)
    found = [each for each in located.values() if isinstance(each, _Located)]
    return found, [each for each in located.values() if isinstance(each, Fault)]


def decks_of_book(env: BuildEnvironment, files: Collection[FileFact]) -> dict[str, KnownDeck]:
    """Return the decks among the files of a book that was computed by this or an earlier build, by their paths."""
    paths = {fact.path for fact in files if not fact.document}
    return _read_pdfs(env, paths) if any(fact.pages for fact in files) else {}


def _read_pdfs(env: BuildEnvironment, paths: Iterable[str]) -> dict[str, KnownDeck]:
    pdfs = {path for path in paths if path.lower().endswith(".pdf")}
    return read_decks(Path(env.srcdir), pdfs, Path(env.doctreedir) / DECKS_FOLDER)


def _subtype(resource: Resource) -> str:
    return "slides" if resource.kind == "slides" else "link"


def _source_of(env: BuildEnvironment, path: str) -> str:
    """Return the document that a file is the source of, ``""`` where it is none."""
    document = env.path2doc(Path(env.srcdir) / path) or ""
    return document if document in env.found_docs else ""


def _names_beside(env: BuildEnvironment, paths: Iterable[str], decks: Iterable[str]) -> dict[str, str]:
    """Return for each deck the path, without its ending, of the files that are made of it: beside it, and unique."""
    taken = {str(Path(path).with_suffix("")) for path in paths} | set(env.found_docs)
    names: dict[str, str] = {}
    for path in sorted(decks):
        names[path] = unique(f"{path[:-4]}-pages", taken)
        taken.add(names[path])
    return names


def _fact(env: BuildEnvironment, path: str, known: KnownDeck | None, beside: str) -> FileFact:
    size = (Path(env.srcdir) / path).stat().st_size
    if known is None:
        return FileFact(path, size, beside=files_beside(Path(env.srcdir), path))
    deck = known.deck
    return FileFact(
        path,
        size,
        deck.pages,
        scanned=deck.scanned,
        text=f"{beside}.html" if deck.has_text else "",
        preview=f"{beside}.png" if known.picture is not None else "",
        preview_size=deck.preview,
    )
