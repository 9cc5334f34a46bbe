"""Where an author wrote something."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.model import Place

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def source_place(env: BuildEnvironment, docname: str, source: str, line: int) -> Place:
    """Return the place of what a document says, in its own file or in one that it includes.

    ``source`` is the whole path of that file, of which one outside of the source folder keeps its name alone.
    """
    path, folder = Path(source), Path(env.srcdir)
    return Place(path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name, line, docname)
