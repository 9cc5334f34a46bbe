"""``sphinx-seminar import``: a book made of a course page, with a report for the instructor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sphinx_seminar.cli.book_folder import markdown_text
from sphinx_seminar.cli.importing.chapters import find_chapters
from sphinx_seminar.cli.importing.course_book import CourseBook
from sphinx_seminar.cli.importing.dates import year_of_dates, yearless_date
from sphinx_seminar.cli.importing.findings import Findings, some_of
from sphinx_seminar.cli.importing.joined_page import JoinedPage
from sphinx_seminar.cli.importing.joining import join
from sphinx_seminar.cli.importing.language import heading_in, language_of
from sphinx_seminar.cli.importing.lines import Year, dated, plain, without_links
from sphinx_seminar.cli.importing.markdown.blocks import blocks_of_page
from sphinx_seminar.cli.importing.markdown.outline import outline_of, with_headings, year_of
from sphinx_seminar.cli.importing.markdown.targets import Targets, anchors_in
from sphinx_seminar.cli.importing.markdown.writer import MarkdownWriter
from sphinx_seminar.cli.importing.sites import Site
from sphinx_seminar.cli.new import surroundings


@dataclass(frozen=True, slots=True)
class ImportedBook:
    """An imported book: its files by their paths, its title, and the findings about its page."""

    title: str
    files: dict[str, str | Path]
    findings: Findings


def import_pages(site: Site, title: str, address: str, timezone: str, year: int | None) -> ImportedBook:
    """Make a book of a site, or of one page or several that are the parts of one.

    ``title``, ``address`` (where the page is published) and ``year`` may be empty; ``timezone`` is an IANA name.

    Raises:
        UnreadableError: a file is none of the kinds that are known.
        OSError: a file cannot be read.
    """
    joined = join(site)
    page = joined.page
    targets = Targets(page.folder, address, anchors_in(page.root))
    book = _course_book(joined, title or page.title, targets, timezone, Year(year or 0))
    name = title or plain(without_links(book.root.title))
    written: dict[str, str | Path] = {**surroundings(name, "", timezone, book.year.language), **book.pages.files}
    written["references.bib"] = (
        "% Entries that pages name by their keys; the papers of the imported page stand in its chapters.\n"
    )
    written |= {path: file for path, file in targets.copied.items() if path not in written}
    book.findings.found(len(targets.copied), "file beside the page is copied", "files beside the page are copied")
    if page.settings:
        book.findings.leave(f"settings of a generator of sites are left out: {', '.join(page.settings)}")
    for problem in page.problems:
        book.findings.leave(problem.message, problem.line)
    for file, reason in joined.left:
        book.findings.leave(f"{file} is not read: {reason}")
    if joined.filled:
        book.findings.leave(f"what the generator of the site fills in is left out: {joined.filled} places")
    if page.menus:
        book.findings.leave("menus that lead to other pages of the site are left out")
    return ImportedBook(name, written, book.findings)


def _course_book(joined: JoinedPage, title: str, targets: Targets, timezone: str, year: Year) -> CourseBook:
    """Make a book of the pages.

    ``title`` is used where the page has no heading of its own; ``year`` where it does not say the year of its dates.
    """
    page = joined.page
    writer = MarkdownWriter(targets.place, page.dollars)
    written = writer.page(page.root)
    markdown = "\n\n".join(text for _line, text in written)
    blocks = blocks_of_page(written)
    years = re.search(r"20\d\d(?:\s*[/–-]\s*\d{2,4})?", page.said.get("term", ""))
    term = f"term {years[0]}" if years is not None else ""
    year = year or year_of(page.said.get("title") or title, term, markdown)
    root = outline_of(with_headings(blocks, year), markdown_text(page.said.get("title", "")))
    untitled = not (root.title or title)
    root.title = root.title or markdown_text(title)
    year = year or year_of(root.title, term, markdown)
    year = replace(year, language=language_of(page.said.get("language", ""), root, markdown))
    if not year:
        year = replace(year, first=year_of_dates(root, year.language))
    root.title = root.title or heading_in(year.language, "Course")
    announced = tuple(_announced(joined, MarkdownWriter(targets.place, page.dollars), year))
    findings = Findings(joined.place)
    chapters = find_chapters(root, year, joined.is_work)
    book = CourseBook(root, year, targets, chapters, writer.notes, joined, announced, findings)
    book.write(timezone, markdown)
    if year.language != "en":
        book.findings.understood.append(f"the language of the book is {year.language}")
    example = yearless_date(root, year.language)
    if year and example:
        named = f"{year.first}/{year.second}" if year.second else f"{year.first}"
        book.findings.understood.append(f"dates without a year are in {named}")
    elif example:
        book.findings.leave(f"dates such as {example!r} name no year: give it with --year, and they are read")
    if untitled:
        book.findings.leave("the page has no title: give one with --title")
    _tell_left(book.findings, targets, writer)
    return book


def _announced(joined: JoinedPage, writer: MarkdownWriter, year: Year) -> Iterator[tuple[str, str]]:
    """Yield date and words of each announcement, the newest first; a date that cannot be read is among the words."""
    found = []
    for news in joined.announced:
        day = dated(news.date, year)
        lines = (line for _line, text in writer.page(news.said) for line in text.split("\n"))
        said = " ".join(bare for line in lines if (bare := re.sub(r"^\s*(?:[-*>#]+\s+)?|\\$", "", line).strip()))
        title = markdown_text(news.title) if news.title else ""
        words = ". ".join(filter(None, [f"**{title}**" if title else "", "" if day else news.date, said]))
        found.append((day, words or title))
    yield from sorted(found, key=lambda one: one[0][:10], reverse=True)


def _tell_left(findings: Findings, targets: Targets, writer: MarkdownWriter) -> None:
    """Report the parts of a page that became plain text in the book, and its links that lead nowhere."""
    files, pages = "links to files that are not beside the page", "links to other pages beside the page"
    refused = "links that a page of the book may not have"
    for what, names, then in (
        (files, targets.missing, "; put the files there, or say with --url where the page is published"),
        (pages, targets.pages, "; import these too, or say with --url where they are"),
        (refused, targets.refused, ""),
    ):
        if names:
            findings.leave(f"{what} are kept as text ({some_of(names)}){then}")
    if targets.pictures:
        findings.leave(f"{len(targets.pictures)} pictures that are not beside the page are links now")
    if writer.left_out:
        named = ", ".join(f"{number} × {name}" for name, number in sorted(writer.left_out.items()))
        findings.leave(f"what readers of the page do not see as text is left out: {named}")
