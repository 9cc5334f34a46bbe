"""The pages that a build must not read, found by looking at the source files of all."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import docname_join
from sphinx.util.matching import patfilter

from sphinx_seminar.model import Fault, Place
from sphinx_seminar.model.problem import followed, quoted
from sphinx_seminar.model.timing import Release, Showing
from sphinx_seminar.reading.releases import is_near, read_release
from sphinx_seminar.reading.waiting import Named, Outline, outline_of, outline_of_notebook

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

#: Names that may be that of the directive, and what the release of a page has; most files have neither.
_NAMES = re.compile(
    rb"\{(?:sem:)?([A-Za-z]{5,9})\}|\.\.\s*(?:sem:)?([A-Za-z]{5,9})\s*:|(?:`{3}|~{3}|:{3})\s*\{?\s*([A-Za-z]{5,9})\b",
    re.IGNORECASE,
)
_OWN = re.compile(rb"\A---\s.{0,2000}(?:rel|eas)|s\w{3,7}[-_ ]{0,2}r\w{0,3}l?e", re.IGNORECASE | re.DOTALL)
#: What to say of a directive of another extension.
_TAKEN = "another extension has the directive {release}, which hides nothing; expected {sem:release}"
_OPTION = re.compile(rb"^[ \t>]*:?([A-Za-z]{5,9}):", re.MULTILINE)
_INCLUDES = re.compile(rb"\{include\}|\.\.\s+include::")


@dataclass(slots=True)
class Waiting:
    """The documents and blocks that a build leaves out, or may not publish the source of.

    * ``hidden`` are the documents that are not read, ``releases`` has those of whole pages by their documents.
    * ``labels`` are the names that stand in what is left out.
    * ``blocks`` has, by document and real path of its file or of one that it includes, how many blocks must be found
      hidden when it is read, and how many lines these have; ``withheld`` are the real paths of all files with such
      blocks.
    * ``unknown`` are names of directives that may be "release", each with its place.
    * ``faults`` are what authors should know.
    """

    hidden: set[str] = field(default_factory=set)
    releases: dict[str, Release] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    blocks: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)
    withheld: set[str] = field(default_factory=set)
    unknown: list[tuple[str, Place]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def find_waiting(env: BuildEnvironment, docnames: Iterable[str], showing: Showing, *, taken: bool = False) -> Waiting:
    """Return what a build for somebody and some moment leaves out; instructors see all of it.

    ``taken`` says that another extension has the bare name of ``{release}``.
    """
    search = _Search(env, sorted(docnames), showing, taken)
    search.run()
    return search.waiting


@dataclass(slots=True)
class LeftOut:
    """What was left out of the document that is being read, and what else says whether something else may be shown.

    ``blocks`` are those that ``{release}`` hides, each by the real path of its file with the number of its lines;
    ``empty`` says that one of them, in reStructuredText, holds nothing. ``released_lines`` has the lines of those that
    are shown there, as (path, first, last). ``pages`` are documents that it includes and that wait, and ``ungated``
    says that it has solutions in no directive.
    """

    blocks: list[tuple[str, int]] = field(default_factory=list)
    empty: bool = False
    released_lines: list[tuple[str, int, int]] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    ungated: bool = False


def left_out(env: BuildEnvironment) -> LeftOut:
    """Return what was left out of the document that is being read, to be completed."""
    known: Any = env.temp_data
    found: LeftOut = known.setdefault("sem_left_out", LeftOut())
    return found


def _asks(text: bytes) -> bool:
    """Tell whether a file may say anything of releases, or includes one that may."""
    names = {name for found in _NAMES.findall(text) for name in found if name} | set(_OPTION.findall(text))
    return any(map(_is_meant, names)) or bool(_INCLUDES.search(text) or _OWN.search(text))


@lru_cache(maxsize=1024)
def _is_meant(name: bytes) -> bool:
    return is_near(name.decode(), "release")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


class _Search:
    """The search through the sources of all documents; ``waiting`` is what it has found.

    ``shown_by`` has who names a document in a table of contents that is shown, ``held_by`` are those that a hidden one
    names.
    """

    def __init__(self, env: BuildEnvironment, docnames: list[str], showing: Showing, taken: bool) -> None:
        self.env, self.docnames, self.showing, self.taken = env, docnames, showing, taken
        self.paths = {docname: Path(env.doc2path(docname)) for docname in docnames}
        self.waiting = Waiting()
        self.shown_by: dict[str, set[str]] = {}
        self.held_by: set[str] = set()

    def run(self) -> None:
        """Look at every document, and follow the tables of contents."""
        texts = {docname: _content(path) for docname, path in self.paths.items()}
        asking = {name for name, text in texts.items() if _asks(text)}
        for docname in sorted(asking):
            for path, outline in self._outlines(docname, texts[docname]):
                self._note(docname, path, outline)
        waiting = self.waiting
        if waiting.hidden or self.held_by or waiting.releases:
            for docname in self.docnames:
                if docname not in asking and b"toctree" in texts[docname]:
                    for _path, outline in self._outlines(docname, texts[docname]):
                        self._note_toctrees(docname, outline)
            self._note_site_map()
            self._follow()
        for docname in waiting.hidden:
            for _path, outline in self._outlines(docname, texts[docname], around=("instructors",)):
                waiting.labels.update(label for named in outline.labels for label in named.targets)

    def _outlines(self, docname: str, content: bytes, around: tuple[str, ...] = ()) -> Iterator[tuple[Path, Outline]]:
        """Yield the outlines of a document and of the files that it includes, by their paths.

        ``around`` are the releases of blocks in which all of it stands.
        """
        waiting = [(self.paths[docname], content, around)]
        seen = {self.paths[docname]}
        while waiting:
            path, content, around = waiting.pop()
            outline = self._outline(path, content.decode("utf-8-sig", errors="replace"), around)
            yield path, outline
            for included in outline.includes:
                file = Path(self.env.relfn2path(included.targets[0], docname)[1])
                if file not in seen and file.is_file():
                    seen.add(file)
                    waiting.append((file, _content(file), included.within))

    def _outline(self, path: Path, text: str, around: tuple[str, ...]) -> Outline:
        config = self.env.config
        kind = config.source_suffix.get(
            path.suffix, "restructuredtext" if path.suffix in (".rst", ".txt") else "markdown"
        )
        colons = "colon_fence" in getattr(config, "myst_enable_extensions", ()) or "colon_fence" in text
        if path.suffix == ".ipynb":
            return outline_of_notebook(text, colon_fences=colons, around=around)
        markdown = kind != "restructuredtext" or "myst" in kind
        return outline_of(text, markdown=markdown, colon_fences=colons, around=around)

    def _shows(self, written: str) -> bool:
        return self.showing.shows(read_release(written, self.env.config.language).value)

    def _note(self, docname: str, file: Path, outline: Outline) -> None:
        """Note what a document, or a file that it includes, says."""
        waiting, page = self.waiting, outline.page
        folder = Path(self.env.srcdir)
        path = file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.name
        if page.words is not None and file == self.paths[docname]:
            read = read_release(page.words, self.env.config.language)
            place = Place(path, page.line, docname)
            waiting.faults += [Fault(place, problem.subtype, problem.message) for problem in read.problems]
            waiting.releases[docname] = read.value
            if not self.showing.shows(read.value):
                waiting.hidden.add(docname)
        bare = [(_TAKEN, block.line) for block in outline.blocks if self.taken and not block.prefixed]
        for message, line in (*page.doubts, *bare):
            told = followed(message, f"Students do not see the page {quoted(docname)} until it is mended")
            waiting.faults.append(Fault(Place(path, line, docname), "release", told))
            waiting.releases.setdefault(docname, Release(instructors=True))
            if not self.showing.complete:
                waiting.hidden.add(docname)
        waiting.unknown += [(name, Place(path, line, docname)) for name, line in outline.unknown]
        hidden_labels = (named for named in outline.labels if not all(map(self._shows, named.within)))
        waiting.labels.update(label for named in hidden_labels for label in named.targets)
        lengths = [
            block.length
            for block in outline.blocks
            if not self._shows(block.releases[-1]) and all(map(self._shows, block.releases[:-1]))
        ]
        if lengths:
            waiting.blocks.setdefault(docname, {})[os.path.realpath(file)] = (len(lengths), sum(lengths))
            waiting.withheld.add(os.path.realpath(file))
        self._note_toctrees(docname, outline)

    def _note_toctrees(self, docname: str, outline: Outline) -> None:
        for toctree in outline.toctrees:
            named = set(self._named(docname, toctree))
            if all(map(self._shows, toctree.within)):
                for name in named:
                    self.shown_by.setdefault(name, set()).add(docname)
            else:
                self.held_by |= named

    def _note_site_map(self) -> None:
        """Note the pages of ``_toc.yml`` of a Jupyter Book, as sphinx-external-toc has read it."""
        site_map: Any = getattr(self.env.config, "external_site_map", None) or {}
        for holder in site_map:
            for file in site_map[holder].child_files():
                name = self._without_suffix(str(file))
                if name in self.docnames:
                    self.shown_by.setdefault(name, set()).add(self._without_suffix(str(holder)))

    def _without_suffix(self, entry: str) -> str:
        suffixes = tuple(self.env.config.source_suffix)
        return next((entry.removesuffix(end) for end in suffixes if entry.endswith(end)), entry)

    def _named(self, docname: str, toctree: Named) -> Iterator[str]:
        for entry in toctree.targets:
            name = docname_join(docname, self._without_suffix(entry))
            if toctree.glob and any(mark in entry for mark in "*?["):
                yield from patfilter(self.docnames, name)
            elif name in self.docnames:
                yield name

    def _follow(self) -> None:
        """Hide the pages that only something hidden names, and the pages that only these name."""
        hidden = self.waiting.hidden
        names: dict[str, set[str]] = {}
        for name, holders in self.shown_by.items():
            for holder in holders:
                names.setdefault(holder, set()).add(name)
        doubtful = _reached(self.held_by | {name for page in hidden for name in names.get(page, ())}, names, set())
        roots = {self.env.config.root_doc, *(set(self.docnames) - self.shown_by.keys() - self.held_by)} - hidden
        hidden |= doubtful - _reached(roots, names, hidden)


def _reached(begin: Iterable[str], names: Mapping[str, Iterable[str]], but: set[str]) -> set[str]:
    """Return the documents that tables of contents lead to, through all ``but`` some."""
    reached: set[str] = set()
    waiting = [name for name in begin if name not in but]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += [other for other in names.get(name, ()) if other not in but]
    return reached
