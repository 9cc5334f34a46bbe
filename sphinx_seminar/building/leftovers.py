"""What Sphinx leaves of documents that are gone, and who owns each file in the output folder.

Sphinx leaves what it made of documents, images and downloads that are gone. There a sheet that was taken back is still
published, and an EPUB packs a chapter that nothing leads to. And what we copy or export may have the path of a file
that somebody else writes: that one stands.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Set
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.matching import Matcher

from sphinx_seminar.building.for_whom import remove_files
from sphinx_seminar.building.progress import progress_of
from sphinx_seminar.rendering.words import INDEX_WORDS

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.building.incremental.output_state import Written


#: Builders besides those of web pages that write one file for each document.
_FILE_A_DOCUMENT = ("text", "xml", "pseudoxml")


def _made_of_sources(app: Sphinx) -> dict[str, frozenset[str]]:
    """Return the paths in the output folder of what Sphinx makes of the sources, each with the documents it shows.

    Those of pages that no single document makes, such as indices, have none.
    """
    builder, env = app.builder, app.env
    if isinstance(builder, StandaloneHTMLBuilder):
        found = [*_made_for_web(app, builder)]
        found += _copied_by_sphinx(app, env.images, f"{builder.imagedir}/")
        found += _copied_by_sphinx(app, env.dlfiles, "_downloads/")
    elif builder.name in _FILE_A_DOCUMENT:
        found = [(f"{docname}{getattr(builder, 'out_suffix', '')}", [docname]) for docname in env.found_docs]
    else:
        found = [*_copied_by_sphinx(app, env.images, "")] if builder.format in ("latex", "texinfo") else []
    made: dict[str, frozenset[str]] = {}
    for path, docnames in found:
        made[path] = made.get(path, frozenset()) | frozenset(docnames)
    return dict(sorted(made.items()))


def _copied_by_sphinx(app: Sphinx, files: Any, folder: str) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the files that documents show, but those which wait for their release."""
    held = progress_of(app.env).kept.held_files
    for path, (docnames, name) in files.items():
        if Path(path).as_posix() not in held:
            yield f"{folder}{name}", docnames


def _made_for_web(app: Sphinx, builder: StandaloneHTMLBuilder) -> Iterator[tuple[str, Iterable[str]]]:
    env, config = app.env, app.config

    def page(name: str) -> str:
        return Path(os.path.relpath(builder.get_outfilename(name), app.outdir)).as_posix()

    whole = builder.name == "singlehtml"
    for docname in env.found_docs:
        if not whole or docname == config.root_doc:
            yield page(docname), [docname]
        if config.html_copy_source and not whole:
            suffix, shown = Path(env.doc2path(docname)).suffix, config.html_sourcelink_suffix
            yield f"_sources/{docname}{suffix}{shown if shown != suffix else ''}", [docname]
    pages = dict.fromkeys(INDEX_WORDS, not whole)
    pages |= {"genindex": bool(config.html_use_index) and not whole, "search": builder.search}
    yield from ((page(name), ()) for name, written in pages.items() if written and name not in env.found_docs)
    if builder.search:
        yield builder.searchindex_filename, ()


def _added_by_author(app: Sphinx) -> frozenset[str]:
    """Return the paths of the files that ``html_extra_path`` and ``html_static_path`` put into the output folder."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return frozenset()
    config, confdir = app.config, Path(app.confdir)
    extra = (_copied(confdir / entry, config.exclude_patterns) for entry in config.html_extra_path)
    static = (_copied(confdir / entry, [*config.exclude_patterns, "**/.*"]) for entry in config.html_static_path)
    # Templates among them lose what their names say of that.
    rendered = (path.removesuffix("_t").removesuffix(".jinja") for paths in static for path in paths)
    return frozenset((*(path for paths in extra for path in paths), *(f"_static/{path}" for path in rendered)))


def _copied(entry: Path, excluded: Iterable[str]) -> Iterator[str]:
    """Yield the files of a folder, or the one file, as Sphinx copies them: by their paths in it."""
    if entry.is_file():
        yield entry.name
        return
    leaves_out = Matcher(list(excluded))
    for folder, folders, names in os.walk(entry, followlinks=True):
        inside = Path(folder).relative_to(entry).as_posix()
        folders[:] = [name for name in folders if not leaves_out(posixpath.join(inside, name))]
        for name in names:
            if not leaves_out(posixpath.join(inside, name)):
                yield posixpath.normpath(posixpath.join(inside, name))


def clear_leftovers(app: Sphinx, written: Written) -> dict[str, Set[str]]:
    """Remove what was made of sources that are gone, and what we wrote where Sphinx or the author writes now.

    Returns the paths of what Sphinx made and is no longer there as it was written, with the documents that make it.
    """
    outdir, made = Path(app.outdir), _made_of_sources(app)
    progress_of(app.env).claims = claims = made.keys() | _added_by_author(app)
    contested = (written.files.keys() | written.exports.keys()) & claims
    garbled: set[str] = set()
    if written.builder == app.builder.name:
        remove_files(outdir, written.made.keys() - made.keys())
        garbled.update(written.garbled(outdir, {path: known for path, known in written.made.items() if path in made}))
    remove_files(outdir, contested)
    written.files = {path: known for path, known in written.files.items() if path not in contested}
    exports = {path: known for path, known in written.exports.items() if path not in contested}
    if exports != written.exports:
        written.exports, written.digest = exports, ""
    written.builder, written.made = app.builder.name, {path: written.made.get(path, "") for path in made}
    lost: dict[str, Set[str]] = {path: made.get(path, frozenset()) for path in contested | garbled}
    search_index = getattr(app.builder, "searchindex_filename", "")
    if search_index in lost:
        # Sphinx completes the index that it finds, and cannot read another.
        remove_files(outdir, [search_index])
        lost[search_index] = app.env.found_docs
    return lost


def remove_doctrees(doctreedir: Path, env: BuildEnvironment) -> None:
    """Remove the saved trees of documents that are gone: they hold every word, of solutions too."""
    for doctree in doctreedir.rglob("*.doctree"):
        if doctree.relative_to(doctreedir).with_suffix("").as_posix() not in env.found_docs:
            with suppress(OSError):
                doctree.unlink()
