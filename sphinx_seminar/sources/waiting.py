"""The pages that a build must not read, found by looking at the source files of all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util import docname_join
from sphinx.util.matching import patfilter

from sphinx_seminar.model import Fault, Place
from sphinx_seminar.model.problem import followed, quoted
from sphinx_seminar.model.timing import Release, Showing
from sphinx_seminar.reading.outlines import Named, Outline
from sphinx_seminar.reading.releases import read_release
from sphinx_seminar.reading.waiting import outline_of, outline_of_notebook

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

#: What to say of a directive of another extension.
_TAKEN = "another extension has the directive {release}, which hides nothing; expected {sem:release}"


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


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""


def without_suffix(env: BuildEnvironment, entry: str) -> str:
    """Return the document that an entry of a table of contents names, which may have the suffix of a file."""
    return next((entry.removesuffix(end) for end in env.config.source_suffix if entry.endswith(end)), entry)


class _Search:
    """The search through the sources of all documents; ``waiting`` is what it has found.

    ``lists`` has the documents that each names in tables of contents that are shown, ``held`` are those in others.
    """

    def __init__(self, env: BuildEnvironment, docnames: list[str], showing: Showing, taken: bool) -> None:
        self.env, self.showing, self.taken = env, showing, taken
        self.paths = {docname: Path(env.doc2path(docname)) for docname in docnames}
        self.sources = frozenset(self.paths.values())
        self.waiting = Waiting()
        self.lists: dict[str, set[str]] = {}
        self.held: set[str] = set()

    def run(self) -> None:
        """Look at every document, and follow the tables of contents."""
        named: list[tuple[str, Named]] = []
        for docname in self.paths:
            for path, outline in self._outlines(docname):
                self._note(docname, path, outline)
                named += [(docname, label) for label in outline.labels]
        self._note_site_map()
        self._follow()
        waiting = self.waiting
        for docname, label in named:
            if docname in waiting.hidden or not self._shows_all(label.within):
                waiting.labels.add(label.target)

    def _outlines(self, docname: str) -> Iterator[tuple[Path, Outline]]:
        """Yield the outlines of a document and of the files that it includes, by their paths."""
        waiting: list[tuple[Path, tuple[str, ...], bool]] = [(self.paths[docname], (), True)]
        seen = {self.paths[docname]}
        while waiting:
            path, around, in_markdown = waiting.pop()
            outline = self._outline(path, _text_of(path), around, in_markdown=in_markdown)
            yield path, outline
            for included in outline.includes:
                file = Path(self.env.relfn2path(included.target, docname)[1])
                if file not in seen and file.is_file():
                    seen.add(file)
                    waiting.append((file, included.within, included.markdown))

    def _outline(self, path: Path, text: str, around: tuple[str, ...], *, in_markdown: bool) -> Outline:
        """Return the outline of a file; one that has no suffix of a language is in that of the page around it."""
        config = self.env.config
        colons = "colon_fence" in getattr(config, "myst_enable_extensions", ()) or "colon_fence" in text
        if path.suffix == ".ipynb":
            return outline_of_notebook(text, colon_fences=colons, around=around)
        kind = config.source_suffix.get(path.suffix, path.suffix)
        known = kind in (".rst", ".md") or kind != path.suffix
        markdown = kind not in (".rst", "restructuredtext") if known else in_markdown
        outline = outline_of(text, markdown=markdown, colon_fences=colons, around=around)
        if not known and not outline.blocks:
            # Blocks of the other language are text there.
            outline.blocks = outline_of(text, markdown=not markdown, around=around).blocks
        return outline

    def _shows(self, written: str) -> bool:
        return self.showing.shows(read_release(written, self.env.config.language).value)

    def _shows_all(self, releases: Iterable[str]) -> bool:
        return all(map(self._shows, releases))

    def _note(self, docname: str, file: Path, outline: Outline) -> None:
        """Note what a document, or a file that it includes, says."""
        waiting, words = self.waiting, outline.release
        folder = Path(self.env.srcdir)
        path = file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.name
        if words is not None and file == self.paths[docname]:
            read = read_release(words, self.env.config.language)
            place = Place(path, outline.release_line, docname)
            waiting.faults += [Fault(place, problem.subtype, problem.message) for problem in read.problems]
            waiting.releases[docname] = read.value
            if not self.showing.shows(read.value):
                waiting.hidden.add(docname)
        elif words is not None and file not in self.sources and not self._shows(words):
            message = f"{quoted(path)} waits for {quoted(words)}, and is no page"
            outline.doubt(f"{message}; expected a {{release}} around what includes it", outline.release_line)
        bare = [(_TAKEN, block.line) for block in outline.blocks if self.taken and not block.prefixed]
        for message, line in (*outline.doubts, *bare):
            told = followed(message, f"Students do not see the page {quoted(docname)} until it is mended")
            waiting.faults.append(Fault(Place(path, line, docname), "release", told))
            waiting.releases.setdefault(docname, Release(instructors=True))
            if not self.showing.complete:
                waiting.hidden.add(docname)
        waiting.unknown += [(name, Place(path, line, docname)) for name, line in outline.unknown]
        lengths = [
            block.length
            for block in outline.blocks
            if not self._shows(block.releases[-1]) and self._shows_all(block.releases[:-1])
        ]
        if lengths:
            waiting.blocks.setdefault(docname, {})[os.path.realpath(file)] = (len(lengths), sum(lengths))
            waiting.withheld.add(os.path.realpath(file))
        for entry in outline.toctrees:
            names = self.lists.setdefault(docname, set()) if self._shows_all(entry.within) else self.held
            names.update(self._named(docname, entry))

    def _note_site_map(self) -> None:
        """Note the pages of ``_toc.yml`` of a Jupyter Book, as sphinx-external-toc has read it."""
        site_map: Any = getattr(self.env.config, "external_site_map", None) or {}
        for holder in site_map:
            names = {without_suffix(self.env, str(file)) for file in site_map[holder].child_files()}
            self.lists.setdefault(without_suffix(self.env, str(holder)), set()).update(names & self.paths.keys())

    def _named(self, docname: str, entry: Named) -> list[str]:
        """Return the documents that an entry of a table of contents names."""
        name = docname_join(docname, without_suffix(self.env, entry.target))
        if entry.glob and any(mark in entry.target for mark in "*?["):
            return patfilter(self.paths, name)
        return [name] if name in self.paths else []

    def _follow(self) -> None:
        """Hide the pages that only something hidden names, and the pages that only these name."""
        hidden, lists = self.waiting.hidden, self.lists
        doubtful = _reached(self.held.union(*(lists.get(page, ()) for page in hidden)), lists, set())
        named = self.held.union(*lists.values())
        roots = {self.env.config.root_doc, *(self.paths.keys() - named)} - hidden
        hidden |= doubtful - _reached(roots, lists, hidden)


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
