"""The local files of the book: decks, notes, exercise sheets, found beside their documents or in the source folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.book.shown import FileFact
from sphinx_seminar.locating import local_resources, locate
from sphinx_seminar.model import Fault
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
    for docname, resource, place in local_resources(documents):
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
