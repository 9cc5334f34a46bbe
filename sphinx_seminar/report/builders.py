"""The builders ``seminar-report``, what is left to do in a course, and ``seminar-releases``, what waits in it.

The report is the only output that depends on today's date. Its findings are no warnings. The checks are imported when a
report is made, since no other builder needs them.
"""

from __future__ import annotations

import datetime as dt
import os
import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sphinx.builders import Builder
from sphinx.errors import SphinxError
from sphinx.util import logging
from sphinx.util.matching import get_matching_files

from sphinx_seminar.config import showing_of
from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.model import Place
from sphinx_seminar.model.views import ReleaseView
from sphinx_seminar.rendering.builders import writes_all_at_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.book import Book
    from sphinx_seminar.model.timing import Release
    from sphinx_seminar.report.checks import Matter


logger = logging.getLogger(__name__)

#: Folders whose PDF files are decks, beside those from which sessions link some.
_DECK_FOLDERS = frozenset({"slides", "decks", "folien"})


@writes_all_at_once
class _ListBuilder(Builder):
    """Writes a list to the terminal and to files, in every build, whatever changed; it has no pages."""

    subject = ""
    allow_parallel = True
    #: asks for a book whose places are those of the sources as they are now
    names_lines = True

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Keep the application, whose attribute has another name in each major version of Sphinx."""
        super().__init__(app, env)
        self.application = app

    def get_outdated_docs(self) -> str:
        """Ask for the list, by a name that Sphinx prints."""
        return self.subject

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return nothing: a list has no pages."""
        return ""

    def write_documents(self, docnames: Set[str]) -> None:
        """Write no pages."""

    def write_files(self, text: str, files: Mapping[str, str]) -> None:
        """Write the text to the terminal, and files with their contents."""
        for name, content in files.items():
            (Path(self.outdir) / name).write_text(content, encoding="utf-8", newline="\n")
        logger.info("\n%s", text)


class ReportBuilder(_ListBuilder):
    """Write the report to the terminal, to ``report.txt`` and to ``report.json``.

    The exit code is 1 where anything was found, as that of Sphinx's link checker is.
    """

    name = "seminar-report"
    subject = "what is left to do"

    def finish(self) -> None:
        """Examine the book and write the report."""
        from sphinx_seminar.report.checks import examine
        from sphinx_seminar.report.findings import SCHEMA, count_of, report_json, report_schema, report_text

        book = domain_of(self.env).book
        day = report_day(self.config.seminar_report_day, book.timezone)
        results = examine(matter_of(self.env, book, day, self.outdir), self.config.seminar_report_checks)
        text = report_text(self.config.project, day, results)
        data = report_json(self.config.project, day, results)
        self.write_files(text, {"report.txt": text, "report.json": data, SCHEMA: report_schema()})
        if count_of(results):
            self.application.statuscode = 1


def report_day(setting: str, timezone: str) -> dt.date:
    """Return the day of the report: the setting's, else that of ``SOURCE_DATE_EPOCH``, else today in the course's zone.

    The variable counts seconds from 1970 in UTC (https://reproducible-builds.org/specs/source-date-epoch/).
    """
    if setting:
        return dt.date.fromisoformat(setting)
    zone = ZoneInfo(timezone)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return (dt.datetime.fromtimestamp(int(epoch), zone) if epoch.isdecimal() else dt.datetime.now(zone)).date()


def matter_of(env: BuildEnvironment, book: Book, day: dt.date, outdir: Path) -> Matter:
    """Gather the book, the day, the decks and the links that the checks examine."""
    from sphinx_seminar.report.checks import Matter

    # Of sphinxcontrib-bibtex, where the book has it.
    citations: Iterable[Any] = getattr(env.domains.get("cite"), "citation_refs", ())
    cited = {target.key for citation in citations for target in getattr(citation, "targets", ())}
    return Matter(
        book,
        day,
        decks=tuple(_decks(env, book, outdir)),
        linked=domain_of(env).held_files | {Path(name).as_posix() for name in env.dlfiles},
        cited=book.sources.parents | cited,
    )


def _decks(env: BuildEnvironment, book: Book, outdir: Path) -> Iterable[str]:
    """Yield the decks in those folders of the source that hold decks; copies in output folders do not count."""
    from sphinx_seminar.report.checks.materials import DECK_SUFFIXES

    folders = {
        posixpath.dirname(file.path)
        for session in book.sessions
        for resource in session.resources
        if resource.kind == "slides" and (file := book.file_of(session.place.docname, resource)) is not None
    }
    source = Path(env.srcdir).resolve()
    out = Path(outdir).resolve()
    built = [f"{out.relative_to(source).parts[0]}/**"] if out.is_relative_to(source) and out != source else []
    excluded = [*env.config.exclude_patterns, "_*/**", "**/.*/**", ".*/**", *built]
    for path in sorted(get_matching_files(env.srcdir, exclude_patterns=excluded)):
        folder = posixpath.dirname(path)
        # Beside the documents, in the source folder itself, stand papers and syllabuses as well.
        known = (folder and folder in folders) or not _DECK_FOLDERS.isdisjoint(folder.casefold().split("/"))
        if known and path.casefold().endswith(DECK_SUFFIXES):
            yield path


#: The file with the list, in the output folder.
FILE = "releases.txt"


class ReleasesBuilder(_ListBuilder):
    """List what waits, the next first, on the terminal and in ``releases.txt``; it is a list for instructors."""

    name = "seminar-releases"
    subject = "what waits"

    def finish(self) -> None:
        """Write the list.

        Raises:
            SphinxError: the build is for students, of whom it would be known in part.
        """
        if not showing_of(self.config).complete:
            raise SphinxError("the list is for instructors; expected -D seminar_audience=instructors")
        text = "".join(f"{line}\n" for line in lines_of(self.env)) or "Nothing waits.\n"
        self.write_files(text, {FILE: text})


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


def setup_report(app: Sphinx) -> None:
    """Register the builders."""
    app.add_builder(ReportBuilder)
    app.add_builder(ReleasesBuilder)
