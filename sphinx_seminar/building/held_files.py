"""Files that wait for their release, and sources with hidden parts: no page, download or extra file shows them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.building.for_whom import output_files
from sphinx_seminar.building.progress import progress_of
from sphinx_seminar.config import showing_of
from sphinx_seminar.domain.domain import domain_of, source_place
from sphinx_seminar.model import Fault
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.sources.stamps import digest_of_file
from sphinx_seminar.warnings_ import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def _real(env: BuildEnvironment, path: object) -> str:
    """Return the real path of a file of the source folder."""
    return os.path.realpath(os.path.join(env.srcdir, str(path)))


def _waiting_sources(env: BuildEnvironment) -> set[str]:
    """Return the real paths of the sources with hidden parts, which are published nowhere."""
    if showing_of(env.config).complete:
        return set()
    progress = progress_of(env)
    docnames = progress.waiting.hidden | domain_of(env).hiding
    paths = (*(env.doc2path(docname) for docname in docnames), *progress.kept.held_sources)
    return progress.waiting.withheld | {_real(env, path) for path in paths}


def shown_elsewhere(env: BuildEnvironment) -> list[Fault]:
    """Return a fault for each page that shows a file which waits for its release on another."""

    def told(docnames: Iterable[str], message: str) -> list[Fault]:
        places = (source_place(env, docname, str(env.doc2path(docname)), 1) for docname in sorted(docnames))
        return [Fault(place, "release", message) for place in places]

    faults: list[Fault] = []
    sources = _waiting_sources(env)
    for path, docnames in _by_path(env.dlfiles):
        if _real(env, path) in sources:
            message = f"the file {quoted(path)} holds something that waits for its release; it is linked here as words"
            faults += told(docnames, message)
    for path in progress_of(env).kept.held_files:
        whole, document = _real(env, path), env.path2doc(os.path.join(env.srcdir, path)) or ""
        if document in env.found_docs:
            message = (
                "a link to this page waits for its release, and the page is shown; expected 'seminar-release' on it"
            )
            faults += told([document], message)
        copied = (*_by_path(env.dlfiles), *_by_path(env.images))
        showing = {docname for file, docnames in copied if file == path for docname in docnames}
        for docname, files in env.dependencies.items():
            if any(_real(env, file) == whole for file in files):
                showing.add(docname)
        message = f"the file {quoted(path)} waits for its release, and is shown on this page; it is left out of it"
        faults += told(showing, message)
    return faults


def _by_path(files: Any) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the files that Sphinx copies, by their paths, with the documents that show each."""
    yield from ((Path(path).as_posix(), docnames) for path, (docnames, _name) in files.items())


def leave_downloads_out(_app: Sphinx, env: BuildEnvironment) -> None:
    """Copy no files that wait into the folder of downloads; the environment was saved with them."""
    held, files = progress_of(env).kept.held_files, cast("dict[Any, Any]", env.dlfiles)
    sources = _waiting_sources(env)
    for path in list(files):
        if Path(path).as_posix() in held or _real(env, path) in sources:
            del files[path]


class LeaveFilesOut(SphinxPostTransform):
    """Leave out downloads, pictures and listings of files that wait, and all text of a page that includes one."""

    default_priority = 6

    def run(self, **_kwargs: Any) -> None:
        """Take out every element that shows such a file, or the source of a hidden part."""
        env, docname = self.env, self.env.docname
        held = {_real(env, path) for path in progress_of(env).kept.held_files}
        waiting = held | _waiting_sources(env)
        if not waiting:
            return
        shown = set()
        for node in list(self.document.findall(addnodes.download_reference)):
            path, whole = env.relfn2path(node["reftarget"], docname)
            if _real(env, path) in waiting:
                node.replace_self(nodes.inline("", "", *node.children))
                shown.add(os.path.realpath(whole))
        for image in list(self.document.findall(nodes.image)):
            uris = (image["uri"], *image.get("candidates", {}).values())
            if any(_real(env, uri) in waiting for uri in uris):
                image.parent.remove(image)
                shown.add(_real(env, image["uri"]))
        for block in list(self.document.findall(nodes.literal_block)):
            if "source" in block and _real(env, block["source"]) in waiting:
                block.parent.remove(block)
                shown.add(os.path.realpath(block["source"]))
        # Builders of one file put all documents into one.
        parts = {part["docname"]: part for part in self.document.findall(addnodes.start_of_file)}
        for name, part in {docname: self.document, **parts}.items():
            files = [os.path.join(env.srcdir, file) for file in env.dependencies.get(name, ())]
            read = held.intersection(map(os.path.realpath, files))
            # A file that is left out everywhere may have been read as text besides.
            texts = [_text_of(path) for path in (str(env.doc2path(name)), *files)] if read else []
            if any(path not in shown or _is_named(path, texts) for path in read):
                for section in list(part.findall(nodes.section)):
                    section.children[1:] = []
                part.children[:] = [child for child in part.children if isinstance(child, nodes.section)]


def _is_named(path: str, texts: Iterable[str]) -> bool:
    """Tell whether a directive that reads files as text names one."""
    named = re.compile(rf"(?:\{{include\}}|include::|:file:)[^\n]*{re.escape(os.path.basename(path))}")
    return any(map(named.search, texts))


def _text_of(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def remove_held_files(app: Sphinx) -> None:
    """Remove copies of files that wait, whoever put them into the output folder, and say so."""
    env, outdir = app.env, Path(app.outdir)
    waiting = {_real(env, path) for path in progress_of(env).kept.held_files} | _waiting_sources(env)
    sources = [source for source in map(Path, waiting) if source.is_file()]
    sizes = {source.stat().st_size for source in sources}
    if not sizes:
        return
    digests = {digest_of_file(source) for source in sources}
    for path in list(output_files(app)):
        file = outdir / path
        if file.is_file() and file.stat().st_size in sizes and digest_of_file(file) in digests:
            file.unlink()
            warn(
                "release",
                f"'{path}' was in the output folder, a copy of a file that waits for its release, made for "
                "html_extra_path, html_static_path or another extension; expected it nowhere before its day. It is "
                "removed",
            )


def setup_held_files(app: Sphinx) -> None:
    """Connect the clearing of downloads to the end of reading, and register the transform."""
    app.connect("env-check-consistency", leave_downloads_out)
    app.add_post_transform(LeaveFilesOut)
