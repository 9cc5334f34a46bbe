"""Files that wait, and sources of what waits: no page, download or folder of extra files shows them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from weakref import WeakKeyDictionary

from sphinx_seminar.building.for_whom import output_files
from sphinx_seminar.building.progress import progress_of
from sphinx_seminar.config import showing_of
from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.domain.placeholder import source_place
from sphinx_seminar.model import Fault
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.sources.stamps import digest_of_file
from sphinx_seminar.sources.waiting import Waiting

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


#: What the build of each environment leaves out.
WAITING: WeakKeyDictionary[BuildEnvironment, Waiting] = WeakKeyDictionary()


def waiting_of(env: BuildEnvironment) -> Waiting:
    """Return what the build of an environment leaves out."""
    return WAITING.get(env, Waiting())


def shown_elsewhere(env: BuildEnvironment, held: Collection[str]) -> list[Fault]:
    """Return what to say of the pages that show files which wait for their release somewhere."""
    faults: list[Fault] = []
    sources = waiting_sources(env)
    for path, docnames in _by_path(env.dlfiles):
        if os.path.realpath(os.path.join(env.srcdir, path)) in sources:
            message = f"the file {quoted(path)} holds something that waits for its release; it is linked here as words"
            places = (source_place(env, name, str(env.doc2path(name)), 1) for name in sorted(docnames))
            faults += [Fault(place, "release", message) for place in places]
    for path in held:
        docname = env.path2doc(os.path.join(env.srcdir, path))
        if docname in env.found_docs:
            message = (
                "a link to this page waits for its release, and the page is shown; expected 'seminar-release' on it"
            )
            faults.append(Fault(source_place(env, docname, str(env.doc2path(docname)), 1), "release", message))
        whole = os.path.realpath(os.path.join(env.srcdir, path))
        copied = (*_by_path(env.dlfiles), *_by_path(env.images))
        showing = {name for file, names in copied if file == path for name in names}
        showing |= {
            name
            for name, files in env.dependencies.items()
            if any(os.path.realpath(os.path.join(env.srcdir, file)) == whole for file in files)
        }
        message = f"the file {quoted(path)} waits for its release, and is shown on this page; it is left out of it"
        places = (source_place(env, name, str(env.doc2path(name)), 1) for name in sorted(showing))
        faults += [Fault(place, "release", message) for place in places]
    return faults


def _by_path(files: Any) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the files that Sphinx copies, by their paths, with the documents that show each."""
    yield from ((Path(path).as_posix(), docnames) for path, (docnames, _name) in files.items())


def leave_downloads_out(app: Sphinx, env: BuildEnvironment) -> None:
    """Copy no files that wait into the folder of downloads; the environment was saved with them."""
    held, files = progress_of(env).held, cast("dict[Any, Any]", env.dlfiles)
    sources = waiting_sources(env)
    for path in list(files):
        if Path(path).as_posix() in held or os.path.realpath(os.path.join(env.srcdir, path)) in sources:
            del files[path]


def waiting_sources(env: BuildEnvironment) -> set[str]:
    """Return the real paths of the sources which hold something that waits: those are published nowhere."""
    if showing_of(env.config).complete:
        return set()
    waiting = waiting_of(env)
    docnames = waiting.hidden | domain_of(env).hiding
    paths = {str(env.doc2path(docname)) for docname in docnames}
    paths |= {os.path.join(env.srcdir, path) for path in progress_of(env).held_sources}
    return waiting.withheld | {os.path.realpath(path) for path in paths}


def remove_held_files(app: Sphinx) -> list[str]:
    """Remove copies of files that wait, whoever put them into the output folder; return their paths."""
    outdir, sources = Path(app.outdir), [Path(app.srcdir) / path for path in progress_of(app.env).held]
    sources += map(Path, sorted(waiting_sources(app.env)))
    sizes = {source.stat().st_size for source in sources if source.is_file()}
    if not sizes:
        return []
    digests = {digest_of_file(source) for source in sources}
    found = []
    for path in list(output_files(app)):
        file = outdir / path
        if file.is_file() and file.stat().st_size in sizes and digest_of_file(file) in digests:
            file.unlink()
            found.append(path)
    return found
