"""``sphinx-seminar import``: a book made of a course page, and what the instructor should know about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sphinx_seminar.cli.importing.course_book import course_book
from sphinx_seminar.cli.importing.entries import Year
from sphinx_seminar.cli.importing.facts import plain
from sphinx_seminar.cli.importing.findings import Findings
from sphinx_seminar.cli.importing.markdown.anchors import anchors_in
from sphinx_seminar.cli.importing.markdown.pages import read_pages
from sphinx_seminar.cli.importing.markdown.targets import Targets
from sphinx_seminar.cli.new import surroundings


@dataclass(frozen=True, slots=True)
class ImportedBook:
    """The files of a book by their paths, its title, and what was understood of the page."""

    title: str
    files: dict[str, str | Path]
    findings: Findings


def import_pages(files: Sequence[Path], title: str, address: str, timezone: str, year: int | None) -> ImportedBook:
    """Make a book of one page, or of several that are the parts of one.

    ``title``, ``address`` (where the page is published) and ``year`` may be empty; ``timezone`` is an IANA name.

    Raises:
        UnreadableError: a file is none of the kinds that are known.
        OSError: a file cannot be read.
    """
    page = read_pages(files)
    targets = Targets(page.folder, address, anchors_in(page.root))
    book = course_book(page, title or page.title, targets, timezone, Year(year) if year else None)
    name = title or plain(book.root.title)
    written: dict[str, str | Path] = {**surroundings(name, "", timezone), **book.files}
    written["references.bib"] = (
        "% Entries that pages name as @key; the papers of the imported page stand in its chapters.\n"
    )
    written |= {path: file for path, file in targets.copied.items() if path not in written}
    book.findings.found(len(targets.copied), "file beside the page is copied", "files beside the page are copied")
    if page.settings:
        book.findings.leave(f"settings of a generator of sites are left out: {', '.join(page.settings)}")
    for problem in page.problems:
        book.findings.leave(problem.message, problem.line)
    if page.menus:
        book.findings.leave("menus that lead to other pages of the site are left out")
    return ImportedBook(name, written, book.findings)
