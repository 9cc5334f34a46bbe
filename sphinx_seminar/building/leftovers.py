"""What was made of documents, images and downloads that are gone.

Sphinx leaves it in the output folder. There a sheet that was taken back is still published, and an EPUB packs a chapter
that nothing leads to.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def made_of_sources(app: Sphinx) -> tuple[str, ...]:
    """Return the paths in the output folder of what Sphinx makes of the sources, and of nothing else."""
    builder = app.builder
    return tuple(sorted(set(_made(app, builder)))) if isinstance(builder, StandaloneHTMLBuilder) else ()


def _made(app: Sphinx, builder: StandaloneHTMLBuilder) -> Iterator[str]:
    env = app.env
    for docname in env.found_docs:
        yield Path(os.path.relpath(builder.get_outfilename(docname), app.outdir)).as_posix()
        suffix, shown = Path(env.doc2path(docname)).suffix, app.config.html_sourcelink_suffix
        yield f"_sources/{docname}{suffix}{shown if shown != suffix else ''}"
    yield from (f"{builder.imagedir}/{name}" for _docnames, name in env.images.values())
    yield from (f"_downloads/{path}" for _docnames, path in env.dlfiles.values())


def remove_leftovers(outdir: Path, paths: Iterable[str]) -> None:
    """Remove files, as far as that can be done; what is written from now on may have the same paths."""
    for path in paths:
        with suppress(OSError):
            (outdir / path).unlink()
