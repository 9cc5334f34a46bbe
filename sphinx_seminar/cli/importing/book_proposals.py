"""Proposing places for ``{lecture}`` and ``{session-table}`` in a Jupyter Book, by its schedule and its headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from sphinx_seminar.cli.importing.apart import Aside, apart
from sphinx_seminar.cli.importing.book_pages import Directive
from sphinx_seminar.cli.importing.cells import plain
from sphinx_seminar.cli.importing.chapter_rows import RowLecture, lectures_of, unread_role, written_schedule
from sphinx_seminar.cli.importing.dates import yearless_date
from sphinx_seminar.cli.importing.entries import read_entry
from sphinx_seminar.cli.importing.findings import shortened
from sphinx_seminar.cli.importing.insertions import MarkdownFile, in_notebook, with_extension
from sphinx_seminar.cli.importing.jupyter_books import CONFIG, JupyterBook, read_jupyter_book
from sphinx_seminar.cli.importing.line_dates import Year
from sphinx_seminar.cli.importing.markdown.blocks import blocks_of
from sphinx_seminar.cli.importing.markdown.outline import outline_of
from sphinx_seminar.cli.importing.markdown.targets import Targets
from sphinx_seminar.cli.importing.overview import overview, shown_by
from sphinx_seminar.cli.importing.schedules import Schedule
from sphinx_seminar.model.text import folded

_REQUIREMENTS = "requirements.txt"
#: Words before a number that make a heading that of a lecture.
_LECTURES = frozenset({"lecture", "lec", "vorlesung", "cours", "clase", "lezione"})


def proposals_for(folder: Path, into: Path, year: int | None, timezone: str) -> JupyterBook:
    """Return a Jupyter Book with the directives put in; ``timezone`` may be empty.

    Raises:
        OSError: a file cannot be read.
    """
    book = read_jupyter_book(folder, into, Year(year or 0))
    _configure(book, timezone)
    given: set[str] = set()
    schedules = sum(_propose_tables(book, path, given) for path in list(book.chapters))
    _propose_headed(book, given)
    if not schedules:
        book.findings.leave("no page has a table or a list of sessions with dates or numbers")
    return book


def _configure(book: JupyterBook, timezone: str) -> None:
    """Name the extension in the configuration, and the package among what the book needs."""
    changed, line = with_extension(book.text(CONFIG), {"seminar_timezone": timezone} if timezone else {})
    if line > 0:
        book.propose(CONFIG, line, changed, "sphinx_seminar among the extensions" + f", {timezone}" * bool(timezone))
    elif line < 0:
        book.findings.leave(f"{CONFIG}: name sphinx_seminar below 'sphinx: extra_extensions' yourself")
    text = book.text(_REQUIREMENTS) if _REQUIREMENTS in book.files else ""
    if text and not re.search(r"^\s*sphinx[-_.]seminar\b", text, re.MULTILINE | re.IGNORECASE):
        lines = text.splitlines()
        end = "\r\n" if "\r\n" in text else "\n"
        whole = text if text.endswith("\n") else f"{text}{end}"
        book.propose(_REQUIREMENTS, len(lines) + 1, f"{whole}sphinx-seminar{end}", "sphinx-seminar")


def _propose_tables(book: JupyterBook, path: str, given: set[str]) -> int:
    """Put a ``{session-table}`` in the place of each schedule of a page; return how many there are."""
    if path.endswith(".ipynb") or not book.chapters[path].open:
        return 0
    page = MarkdownFile(book.text(path))
    targets = Targets((book.folder / path).parent, root=book.folder)
    said = []
    for block in blocks_of(page.markdown):
        known = {name: chapter for name, chapter in book.chapters.items() if name not in given and name != path}
        found = written_schedule(block, known, book.year, targets)
        if (
            block.kind in ("table", "list")
            and not book.year
            and (date := yearless_date(outline_of([block]), book.year.language))
        ):
            book.findings.leave(f"{path}:{block.line}: {date!r} names no year: give it with --year")
            continue
        if found is None:
            continue
        if role := unread_role(block):
            book.findings.leave(f"{path}:{block.line}: {shortened(role)} in a cell: this {block.kind} is left as it is")
            continue
        lectures, left = lectures_of(found)
        free = apart(left, beside=bool(lectures))
        for row, lecture in lectures:
            _propose_lecture(book, lecture, f"{path}:{block.line + row + 2}")
            given.add(lecture.chapter.path)
        page.replace(
            block.line,
            block.line + block.text.count("\n"),
            _table(lectures, left, free, found.week, book.year.language).split("\n"),
        )
        rows = f"{len(left.rows)} rows" + f"; {len(lectures)} more are chapters" * bool(lectures)
        rows += f"; {len(free)} are lines of a {{timeline}}" * bool(free)
        said.append((block.line, f"{{session-table}} in the place of the {block.kind}, {rows}"))
        for reason in left.left():
            book.findings.leave(f"{path}:{block.line}: {reason}")
    for line, what in said:
        book.propose(path, line, page.changed(), what)
    for name in targets.missing if said else ():
        book.findings.leave(f"{path}: {shortened(name)!r} is no file of the book: it is kept as text")
    return len(said)


def _table(
    lectures: Sequence[tuple[int, RowLecture]], left: Schedule, free: Sequence[Aside], week: str, language: str
) -> str:
    """Return the table of the sessions that are chapters and of other rows, and below it what is no session."""
    shown = overview(shown_by(name for _row, lecture in lectures for name, _value in lecture.options)).options[0][1]
    columns = [one.strip() for one in left.columns(None, language).split(",")] if left.rows else []
    named = {column.partition("=")[0] for column in (*columns, "number")}
    if lectures:
        columns += [column for column in shown.split(", ") if column not in named]
    columns = [f"part={week}" if week and column == "part" else column for column in columns]
    options = [("columns", ", ".join(columns))]
    whole = [("whole-book", "")] if lectures and left.rows else []
    body = tuple(left.as_markdown().split("\n")) if left.rows else ()
    below = f"\n\n{Directive('timeline', lines=tuple(one.line for one in free)).markdown}" if free else ""
    return Directive("session-table", (*whole, *options), body).markdown + below


def _propose_lecture(book: JupyterBook, lecture: RowLecture, source: str) -> None:
    chapter = lecture.chapter
    argument = lecture.title if lecture.title and folded(lecture.title) != folded(chapter.heading) else ""
    new = ["", *Directive("lecture", lecture.options, lecture.body, argument).markdown.split("\n")]
    path, line, text = chapter.path, chapter.line, book.text(chapter.path)
    if path.endswith(".ipynb"):
        changed = in_notebook(text, chapter.markdown.split("\n")[line - 1], new)
        line = next((number for number, said in enumerate(text.split("\n"), 1) if chapter.heading in said), 1)
    else:
        page = MarkdownFile(text)
        page.insert(line, new)
        changed = page.changed()
    named = ", ".join(name for name, _value in lecture.options)
    book.propose(path, line, changed, f"{{lecture}} below the heading, with {named}, from {source}")


def _propose_headed(book: JupyterBook, given: set[str]) -> None:
    """Put a ``{lecture}`` into chapters that no schedule names, where their headings have a date or a number."""
    headed = []
    for chapter in book.chapters.values():
        entry = read_entry(chapter.heading, book.year)
        number = entry.number.lstrip("0") if entry.unit.casefold() in _LECTURES else ""
        if chapter.path not in given and chapter.open and (entry.date or number):
            options = tuple((name, said) for name, said in (("date", entry.date), ("number", number)) if said)
            headed.append(RowLecture(chapter, plain(entry.title), options))
    for lecture in headed if len(headed) > 1 else ():
        _propose_lecture(book, lecture, f"{lecture.chapter.path}:{lecture.chapter.line}")
