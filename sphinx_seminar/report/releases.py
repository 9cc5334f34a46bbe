"""``sphinx-build -b seminar-releases``: what waits in a course, and until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders import Builder
from sphinx.errors import SphinxError
from sphinx.util import logging

from sphinx_seminar.config import showing_of
from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.model import Place
from sphinx_seminar.model.views import ReleaseView
from sphinx_seminar.rendering.sphinx_versions import writes_all_at_once

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.model.release import Release

logger = logging.getLogger(__name__)

#: The file with the list, in the output folder.
FILE = "releases.txt"


@writes_all_at_once
class ReleasesBuilder(Builder):
    """List what waits, the next first, on the terminal and in ``releases.txt``; it is a list for instructors."""

    name = "seminar-releases"
    allow_parallel = True
    #: asks for a book whose places are those of the sources as they are now
    names_lines = True

    def get_outdated_docs(self) -> str:
        """Ask for the list in every build, whatever changed."""
        return "what waits"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return nothing: a list has no pages."""
        return ""

    def write_documents(self, docnames: Set[str]) -> None:
        """Write no pages."""

    def finish(self) -> None:
        """Write the list.

        Raises:
            SphinxError: the build is for students, of whom it would be known in part.
        """
        if not showing_of(self.config).complete:
            raise SphinxError("the list is for instructors; expected -D seminar_audience=instructors")
        text = "".join(f"{line}\n" for line in lines_of(self.env)) or "Nothing waits.\n"
        (Path(self.outdir) / FILE).write_text(text, encoding="utf-8", newline="\n")
        logger.info("\n%s", text)


def lines_of(env: BuildEnvironment) -> list[str]:
    """Return a line for each thing that waits: until when, where it stands, what it is."""
    rows = sorted(
        _rows(env), key=lambda row: (row[0].instructors, row[0].moment or dt.datetime.max, row[1].path, row[1])
    )
    places = [str(place) for _release, place, _what in rows]
    width = max(map(len, places), default=0)
    return [
        f"{_day(release):16}  {place:{width}}  {what}"
        for (release, _place, what), place in zip(rows, places, strict=True)
    ]


def _rows(env: BuildEnvironment) -> Iterator[tuple[Release, Place, str]]:
    domain = domain_of(env)
    for docname, release in domain.waiting_pages.items():
        yield release, Place(_path(env, docname), 1, docname), "the page"
    for docname, declared in domain.documents.items():
        for view in declared.views:
            if isinstance(view, ReleaseView) and view.line:
                known = domain.book.releases.get((docname, view.anchor), view.release)
                what = f"what {view.anchor} holds" if view.anchor else "a block"
                yield known, Place(_path(env, docname), view.line, docname), what
    for place, words, release in domain.book.waiting:
        yield release, place, words


def _path(env: BuildEnvironment, docname: str) -> str:
    return Path(env.doc2path(docname)).relative_to(env.srcdir).as_posix()


def _day(release: Release) -> str:
    if release.instructors:
        return "instructors"
    if release.moment is None:
        return "not known yet"
    return f"{release.moment:%Y-%m-%d %H:%M}" if release.timed else f"{release.moment:%Y-%m-%d}"
