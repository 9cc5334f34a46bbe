"""The local files of the book: decks, notes, exercise sheets, found beside their documents or in the source folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_seminar.book.shown import FileFact
from sphinx_seminar.model import Fault, Place, Resource
from sphinx_seminar.reading.decks import count_pages

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.declarations import Declarations


def find_files(
    env: BuildEnvironment, documents: Mapping[str, Declarations]
) -> tuple[dict[tuple[str, str], FileFact], list[Fault]]:
    """Return the file behind every local resource, by (docname, target as written), and what is wrong with them."""
    found: dict[tuple[str, str], FileFact] = {}
    faults: list[Fault] = []
    known: dict[str, tuple[FileFact, str]] = {}
    for docname, resource, place in _local_resources(documents):
        if (docname, resource.target) in found:
            continue
        path, message = locate(env, docname, resource.target)
        if not message:
            if path not in known:
                known[path] = _inspect(env, path, resource.kind)
            fact, message = known[path]
            found[docname, resource.target] = fact
        if message:
            faults.append(Fault(place, "slides" if resource.kind == "slides" else "link", message))
    return found, faults


def _local_resources(documents: Mapping[str, Declarations]) -> Iterable[tuple[str, Resource, Place]]:
    for docname, declared in sorted(documents.items()):
        owned = [(course.place, course.links) for course in declared.courses]
        owned += [(session.place, session.resources) for session in declared.sessions]
        for place, resources in owned:
            for resource in resources:
                if resource.local:
                    yield docname, resource, Place(place.path, resource.line or place.line, docname)
        for _anchor, resource, place in declared.resources:
            if resource.local:
                yield docname, resource, place


def locate(env: BuildEnvironment, docname: str, target: str) -> tuple[str, str]:
    """Return a target's path from the source folder, or what is wrong with it.

    It is looked for beside the document first, then from the source folder; ``/`` in front means the latter.
    """
    root = Path(env.srcdir).resolve()
    name = target.split("#", 1)[0]
    folder = os.path.dirname(docname)
    candidates = [name.lstrip("/")] if name.startswith("/") else [os.path.join(folder, name), name]
    for candidate in dict.fromkeys(spelling for name in candidates for spelling in (name, unquote(name))):
        path = (root / candidate).resolve()
        if not path.is_relative_to(root):
            return "", f"the file '{target}' is outside the source folder; it is shown without a link"
        if path.is_file():
            return path.relative_to(root).as_posix(), ""
    looked = " and ".join(f"'{os.path.normpath(candidate)}'" for candidate in dict.fromkeys(candidates))
    return (
        "",
        f"the file '{target}' does not exist: looked for {looked} in the source folder; it is shown without a link",
    )


def _inspect(env: BuildEnvironment, path: str, kind: str) -> tuple[FileFact, str]:
    """Return the facts of a file that exists, and what is wrong with its content."""
    absolute = Path(env.srcdir) / path
    document = env.path2doc(absolute) or ""
    if document in env.found_docs:
        return FileFact(path, document=document), ""
    size = absolute.stat().st_size
    if absolute.suffix.lower() != ".pdf":
        return FileFact(path, size), ""
    pages = count_pages(absolute)
    message = "".join(problem.message for problem in pages.problems)
    return FileFact(path, size, pages.value), message and f"{message}; it is linked as it is"
