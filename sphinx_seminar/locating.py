"""Where the local files of the book are: beside their documents, or from the source folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_seminar.model import Place, Resource

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.declarations import Declarations


def local_resources(documents: Mapping[str, Declarations]) -> Iterable[tuple[str, Resource, Place]]:
    """Yield every resource that is a local file, with the document and the place that names it."""
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
