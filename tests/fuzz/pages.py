"""What the readers of imported pages promise for any text: words stay, and no markup of a stranger goes through."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl

from sphinx_seminar.cli.import_page import import_pages
from sphinx_seminar.cli.importing.entries import read_entry
from sphinx_seminar.cli.importing.lines import Year, date_at_head
from sphinx_seminar.cli.importing.markdown.blocks import blocks_of, faults_in
from sphinx_seminar.cli.importing.markdown.front import front_of, without_front
from sphinx_seminar.cli.importing.markdown.html_reading import markdown_as_html, with_pipe_tables
from sphinx_seminar.cli.importing.markdown.html_tree import Element, parse_html
from sphinx_seminar.cli.importing.markdown.line_writer import SILENT, is_menu
from sphinx_seminar.cli.importing.markdown.pages import UnreadableError
from sphinx_seminar.cli.importing.markdown.plain_text import plain_as_markdown
from sphinx_seminar.cli.importing.markdown.writer import MarkdownWriter
from sphinx_seminar.cli.importing.sites import Site
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.tables import read_table
from sphinx_seminar.reading.tables.workbooks import read_workbook
from tests.fuzz.promises import all_present, first_of, placed, showable

#: Elements whose text is none for readers, or is written in another form.
_NOT_WORDS = SILENT | {"math", "tex-line", "tex-block", "note-mark", "textarea"}


def html(text: str) -> str:
    """Ask that a page of HTML keeps its words, and lets no markup through."""
    return _written(parse_html(text))


def markdown(text: str) -> str:
    """Ask the same of a page of Markdown, whatever generator it is for."""
    return _written(parse_html(markdown_as_html(with_pipe_tables(text)), rendered=True))


def plain(text: str) -> str:
    """Ask the same of plain text, of which every word stays."""
    root = parse_html(markdown_as_html(plain_as_markdown(text)), rendered=True)
    # The number of an item is none of its words.
    words = re.sub(r"(?m)^\s*\d{1,3}[.)]\s", "", text)
    return first_of(all_present(words, [root.text()]), _written(root))


def _written(root: Element) -> str:
    words = "".join(_words(root))
    writer = MarkdownWriter()
    blocks = writer.page(root)
    page = "\n\n".join(block for _line, block in blocks)
    notes = "".join(f"\n\n[^{name}]: {note}" for name, note in writer.notes.items())
    shown = parse_html(markdown_as_html(page + notes), rendered=True)
    blocks_of(page)
    return first_of(
        *(f"markup goes through: {fault}" for fault in faults_in(page + notes, (), (), lambda _path: True)),
        all_present(words, [shown.raw_text(), *writer.notes]),
    )


def _words(element: Element) -> Iterator[str]:
    """Yield the texts that a reader of a page sees."""
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.name not in _NOT_WORDS and not is_menu(child) and "katex" not in child.attributes.get("class", ""):
            yield from _words(child)


def pandoc(text: str) -> str:
    """Ask that drawn tables keep their words, and all lines their places."""
    read = with_pipe_tables(text)
    return first_of(
        "" if read.count("\n") == text.count("\n") else "lines are moved",
        "" if ":::" in text else all_present(text, [read]),
    )


def front(text: str) -> str:
    """Ask that front matter is read or told, and all else keeps its line."""
    read, body = front_of(text), without_front(text)
    return first_of(
        placed(read.problems, text, {"data"}),
        "" if body.count("\n") == text.count("\n") else "lines are moved",
        "" if read.text or body == text else "front matter is lost",
        showable(read.said.values()) if text.isprintable() else "",
    )


def session_line(text: str) -> str:
    """Ask that a line for a session has no word twice or changed, and a date that is one."""
    year = Year(2021, 0, ("en", "de", "fr", "es", "ja", "zh_CN")[len(text) % 6])
    entry = read_entry(text, year)
    date, _rest = date_at_head(text, year)
    dates = [said for said in (entry.date, date) if said]
    return first_of(
        "" if all(read_when(said).value.dated for said in dates) else f"no date is {dates}",
        *(all_present(said, [text]) for said in (entry.title, entry.time)),
    )


def calendar(text: str) -> str:
    """Ask that a calendar is a table, or that a problem says why not."""
    return _table(text, "ics")


def programme(text: str) -> str:
    """Ask the same of a programme in JSON."""
    return _table(text, "json")


def _table(text: str, form: str) -> str:
    read = read_table(text, form)  # type: ignore[arg-type]  # one of the formats
    table = read.value
    return first_of(
        placed(read.problems, text, {"data"}),
        "" if table.rows or read.problems else "nothing was read, and nothing is said about it",
        "" if all(len(row.cells) == len(table.headers) for row in table.rows) else "a row of another length",
        showable((*table.headers, *(cell for row in table.rows for cell in row.cells))),
    )


def workbook(text: str) -> str:
    """Ask that a workbook with the cells of a text keeps their words."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    rows = [[cell for cell in line.split(",") if cell.isprintable()] for line in text.split("\n")]
    for row in rows:
        sheet.append([cell.lstrip("=") for cell in row])
    file = io.BytesIO()
    book.save(file)
    read = read_workbook(file.getvalue())
    table = read.value
    cells = (cell for row in table.rows for cell in row.cells)
    told = "".join(problem.message for problem in read.problems)
    return first_of(
        placed(read.problems, text + "\n" * 10, {"data"}),
        ""
        if not table.rows or told
        else all_present("".join(map("".join, rows)), (*table.headers, table.title, *cells)),
    )


def page(text: str) -> str:
    """Ask that the import of any page of Markdown ends, with a book or with the reason why there is none."""
    with TemporaryDirectory() as folder, contextlib.suppress(UnreadableError):
        file = Path(folder, "page.md")
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        book = import_pages(Site(file.parent, pages=(file,)), "", "", "UTC", None)
        written = "".join(said for said in book.files.values() if isinstance(said, str))
        return "" if "index.md" in book.files and "missing:" not in written else "a mark of the import is in the book"
    return ""
