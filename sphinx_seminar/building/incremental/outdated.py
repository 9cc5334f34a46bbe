"""Documents to read again, found by comparing the files that they were read from.

Sphinx reads a file again when its time is later than that of the reading. A file that comes back with an older time,
from a copy or an archive, escapes it, and so do the documents that a build was reading when it was killed.
"""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar.building.incremental.other_documents import objects_abroad
from sphinx_seminar.building.progress import progress_of
from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.model.digest import digest_of
from sphinx_seminar.sources.stamps import State, digest_of_file, state

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document was read from: a digest of the content of its files, and the times and size of each.

    ``source`` is the name of its own file, whose ending says how it is read. ``references`` are its own, as (domain,
    kind, target): they show titles and numbers of what they lead to. ``sought`` are the files that were looked for,
    with whether they were there: MyST does so to see what a link is. ``abroad`` are the names that it took from the
    inventories of other books, each with a digest of what these had under it.
    """

    content: str = ""
    stamps: tuple[State, ...] = ()
    source: str = ""
    references: tuple[tuple[str, str, str], ...] = ()
    sought: tuple[tuple[str, bool], ...] = ()
    abroad: tuple[tuple[str, str], ...] = ()


def origins_of(env: BuildEnvironment) -> dict[str, Origin]:
    """Return the origin of each document, by docname; the domain saves origins with its declarations."""
    origins: dict[str, Origin] = domain_of(env).data["origins"]
    return origins


#: The file in the folder of doctrees that names the documents which are being read.
JOURNAL_FILE = ".seminar-reading.json"
#: How Python says that there is no such file; the quotation marks may have become those of the book's language.
_NO_FILE = re.compile(rf"\[Errno {errno.ENOENT}\] [^:\n]*: \W([^\n]+?)\W\.?$", re.MULTILINE)


def note_reading(app: Sphinx, doctree: nodes.document) -> None:
    """Record the origin of a document just read: its own file, included files, translations."""
    docname = app.env.docname
    begun = progress_of(app.env).begun.get(docname, {})
    # Sphinx notes catalogues in each build before it reads, and forgets them when it does.
    files = _files(app.env, docname, [file for file in begun if file.suffix == ".mo"])
    references = {
        (str(reference.get("refdomain") or ""), str(reference["reftype"]), _target(reference))
        for reference in doctree.findall(addnodes.pending_xref)
    }
    # Of a file that was saved meanwhile nobody knows which content was read; the document will be read again.
    known = all(begun.get(file) in (None, state(file)) for file in files)
    content, stamps = (_content(files), _stamps(files)) if known else ("", ())
    sought = sorted({*_linked(app.env, docname, doctree), *_missed(doctree)})
    there = tuple((path, os.path.isfile(path)) for path in sought)
    abroad = tuple((name, digest_of(objects_abroad(app.env, name))) for name in sorted(set(_abroad(doctree))))
    origins_of(app.env)[docname] = Origin(content, stamps, files[0].name, tuple(sorted(references)), there, abroad)


def _linked(env: BuildEnvironment, docname: str, doctree: nodes.document) -> Iterator[str]:
    """Yield the files that MyST looked for: a link is one to a document, or to a file, if there is one."""
    for reference in doctree.findall(addnodes.pending_xref):
        target = reference["reftarget"]
        if reference["reftype"] == "myst" and target:
            of_document = reference.get("refdomain") == "doc"
            yield str(env.doc2path(target)) if of_document else env.relfn2path(target.partition("#")[0], docname)[1]
    for download in doctree.findall(addnodes.download_reference):
        if download.get("reftype") == "myst":
            yield env.relfn2path(download["reftarget"], docname)[1]


def _missed(doctree: nodes.document) -> Iterator[str]:
    """Yield the files that directives wanted and did not find, such as one to include; only messages name them."""
    for message in doctree.findall(nodes.system_message):
        for path in _NO_FILE.findall(message.astext()):
            yield os.path.abspath(path)


def _abroad(doctree: nodes.document) -> Iterator[str]:
    """Yield the names in other books that MyST has looked up already: the last part of "theory:sem:lecture:ntk"."""
    for reference in doctree.findall(nodes.reference):
        if "inv_match" in reference:
            yield reference["inv_match"].split(":", 3)[-1].strip('"')


def _target(reference: addnodes.pending_xref) -> str:
    """Return the target of a reference; for MyST's links to headings of documents, ``docname#heading``."""
    heading = reference.get("reftargetid")
    return f"{reference['reftarget']}#{heading}" if heading else str(reference["reftarget"])


def find_unread(app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]) -> list[str]:
    """Return the documents that were read from other files than there are now, or by a build that was killed.

    Those whose tables of contents name a document that is gone, too: Sphinx neither says so nor closes the gap in the
    navigation before it reads them.
    """
    origins = origins_of(env)
    others = sorted(env.found_docs & origins.keys() - added - changed)
    holders = [docname for docname in others if not removed.isdisjoint(env.toctree_includes.get(docname, ()))]
    return [*_unfinished(app.doctreedir), *holders, *(name for name in others if _differs(env, name, origins[name]))]


def begin_reading(app: Sphinx, env: BuildEnvironment, docnames: Sequence[str]) -> None:
    """Write down which doctrees will not be those of the saved environment until it is saved again.

    Authors save files while they are read: how each was before tells that.
    """
    begun = {docname: {file: state(file) for file in _files(env, docname)} for docname in docnames}
    progress_of(env).begun = begun
    if docnames:
        # A disk that is full stops Sphinx itself, which writes its doctrees here.
        with suppress(OSError):
            (Path(app.doctreedir) / JOURNAL_FILE).write_text(json.dumps(sorted(docnames)), encoding="utf-8")


def end_reading(app: Sphinx, _env: BuildEnvironment) -> None:
    """Strike out the journal: Sphinx has saved the environment."""
    (Path(app.doctreedir) / JOURNAL_FILE).unlink(missing_ok=True)


def _unfinished(doctreedir: Path) -> list[str]:
    try:
        docnames = json.loads((doctreedir / JOURNAL_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [str(docname) for docname in docnames] if isinstance(docnames, list) else []


def _differs(env: BuildEnvironment, docname: str, origin: Origin) -> bool:
    """Tell whether a document has other files, or would find others; only where times or sizes differ is one read."""
    files = _files(env, docname)
    return (
        files[0].name != origin.source
        or (_stamps(files) != origin.stamps and _content(files) != origin.content)
        or any(os.path.isfile(path) != was_there for path, was_there in origin.sought)
        or any(digest_of(objects_abroad(env, name)) != found for name, found in origin.abroad)
    )


def _files(env: BuildEnvironment, docname: str, catalogues: Iterable[Path] = ()) -> list[Path]:
    """Return the files that a document is read from: its own, what it includes, its translations."""
    source = Path(env.doc2path(docname))
    return [source, *sorted({*catalogues, *(Path(env.srcdir) / path for path in env.dependencies.get(docname, ()))})]


def _stamps(files: Sequence[Path]) -> tuple[State, ...]:
    """Return the times and size of each file, zeros for one that is gone."""
    return tuple(map(state, files))


def _content(files: Sequence[Path]) -> str:
    return digest_of(map(digest_of_file, files))


def setup_outdated(app: Sphinx) -> None:
    """Connect the steps of reading, in their order; Sphinx notes dependencies before we are asked."""
    app.connect("env-get-outdated", find_unread)
    app.connect("env-before-read-docs", begin_reading)
    app.connect("doctree-read", note_reading, priority=900)
    app.connect("env-check-consistency", end_reading)
