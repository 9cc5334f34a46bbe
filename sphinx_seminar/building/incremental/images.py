"""The names that images have in the output folder.

Sphinx puts them all in one place, and numbers those of the same name in the order in which it happens to read their
pages: in an incremental build, or with several workers, not that of a fresh one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def name_images(env: BuildEnvironment) -> None:
    """Number the images of one name in the order of their paths, whichever was read first."""
    named = type(env.images)()
    for path, (docnames, _name) in sorted(env.images.items()):
        for docname in docnames:
            named.add_file(docname, path)
    env.images = named


def images_shown(env: BuildEnvironment) -> dict[str, list[tuple[str, str]]]:
    """Return the images that each page shows, by docname, as (path in the source folder, name in the output)."""
    shown: dict[str, list[tuple[str, str]]] = {}
    for path, (docnames, name) in sorted(env.images.items()):
        for docname in docnames:
            shown.setdefault(docname, []).append((path, name))
    return shown
