"""Files that people have for their course, each as one page, a tree of HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import yaml

from sphinx_seminar.cli.book_folder import cell_text
from sphinx_seminar.cli.importing.markdown.html_reading import markdown_as_html
from sphinx_seminar.cli.importing.markdown.html_tree import Element, parse_html
from sphinx_seminar.cli.importing.markdown.line_writer import is_menu
from sphinx_seminar.cli.importing.markdown.plain_text import plain_as_markdown
from sphinx_seminar.cli.importing.markdown.writer import MarkdownWriter, table_text
from sphinx_seminar.cli.importing.schedules import is_schedule
from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.declarations import Format
from sphinx_seminar.reading.tables import Table, read_table
from sphinx_seminar.reading.tables.decoding import decoded

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_IS_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
#: What the looks of a text say for Markdown: a heading, a link, a rule below headers.
_IS_MARKDOWN = re.compile(r"^#{1,6} \S|\]\([^)\s]+\)|^\|?\s*:?-{3,}:?\s*\|", re.MULTILINE)
_LABELLED = re.compile(r"(?:(?<=; )|\A)([^;<>\[\]]+?) <([^<>\s]+)>(?=;|\Z)")
_SUFFIXES = {
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".csv": "csv", ".tsv": "tsv",
    ".tab": "tsv", ".qmd": "markdown", ".rmd": "markdown", ".yml": "yaml", ".yaml": "yaml",
}  # fmt: skip
#: Longer files, and longer front matter, are no page that somebody wrote (characters).
_LONGEST, _LONGEST_FRONT = 10_000_000, 100_000
#: A sign or a space so often in a row says no more than a few of them.
_RUN = re.compile(r"([\W_])\1{999,}")
_RUN_KEPT = 80
_FORMATS: dict[str, Format] = {"csv": "csv", "tsv": "tsv", "yaml": "yaml"}


class UnreadableError(Exception):
    """A file is not what can be imported; the text says why."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page to import: what stands in it, its title where a heading does not say it, and the folder of its files.

    ``settings`` are the names in the front matter of a Markdown page that are for a generator of sites; ``menus`` says
    that a page of HTML had menus of its site, ``dollars`` that text between dollars is a formula there. ``problems``
    are those of a table of data, and what of the file is more than is read.
    """

    root: Element
    title: str
    folder: Path
    settings: tuple[str, ...] = ()
    menus: bool = False
    dollars: bool = False
    problems: tuple[Problem, ...] = ()


def read_pages(files: Sequence[Path]) -> SourcePage:
    """Read one page, or several as the parts of one, each under a heading.

    Raises:
        UnreadableError: a file is none of the kinds that are known.
        OSError: a file cannot be read.
    """
    pages = [_read(file) for file in files]
    if len(pages) == 1:
        return pages[0]
    root = Element("")
    for page in pages:
        first = next(page.root.find_all("h1", "h2", "h3", "p", "table", "ul", "ol", "dl", "pre", "blockquote"), None)
        titled = first is not None and first.name == "h1"
        for heading in list(page.root.find_all("h1", "h2", "h3", "h4", "h5")):
            heading.name = f"h{int(heading.name[1]) + 1}"
        root.children += [page.root] if titled or not page.title else [Element("h2", {}, [page.title]), page.root]
    return SourcePage(
        root,
        _title_from(pages[0].folder.resolve().name),
        pages[0].folder,
        tuple(dict.fromkeys(name for page in pages for name in page.settings)),
        any(page.menus for page in pages),
        any(page.dollars for page in pages),
        tuple(problem for page in pages for problem in page.problems),
    )


def _read(file: Path) -> SourcePage:
    content_bytes = file.read_bytes()
    if content_bytes.startswith((b"%PDF", b"PK\x03\x04")):
        raise UnreadableError(
            f"{file} is no text: expected Markdown, HTML, CSV, TSV, YAML or plain text; copy its text into a file"
        )
    text = decoded(content_bytes).value.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise UnreadableError(f"{file} is no text: expected Markdown, HTML, CSV, TSV, YAML or plain text")
    if len(text) > _LONGEST:
        raise UnreadableError(f"{file} has {len(text)} characters: expected at most {_LONGEST}; import parts of it")
    text, problems = _without_runs(text)
    kind = _SUFFIXES.get(file.suffix.lower()) or _looks(text)
    front = _FRONT.match(text) if kind == "markdown" else None
    settings, unread = _settings(front["yaml"]) if front is not None else ({}, ())
    body = without_front(text) if kind == "markdown" else text
    if not body.strip() and not settings and not unread:
        raise UnreadableError(f"{file} is empty")
    root = Element("")
    if front is not None and unread:
        root.children.append(Element("pre", {"data-info": "yaml"}, [front["yaml"]], 1))
    about = settings.pop("description", "")
    if isinstance(about, str) and about:
        root.children.append(_of_markdown(about))
    title = settings.pop("title", "")
    if front is not None and (table := _kept_in_front(front["yaml"], settings)):
        root.children.append(_of_markdown(table))
    data = read_table(text, _FORMATS[kind]) if kind in _FORMATS else None
    if data is not None:
        body = _tabulated(_with_links(data) if kind == "yaml" else data)
    elif kind == "plain":
        body = plain_as_markdown(body)
    content = parse_html(body) if kind == "html" else _of_markdown(body)
    root.children.append(content)
    said = str(title) if isinstance(title, (str, int, float)) else ""
    windows = (element.text() for element in content.find_all("title")) if kind == "html" else iter(())
    return SourcePage(
        root,
        " ".join((said or next(windows, "") or _title_from(file.stem)).split()),
        file.parent,
        tuple(map(str, settings)),
        kind == "html" and any(is_menu(element) for element in content.find_all("nav", "div", "ul")),
        kind == "html" and re.search("mathjax|katex", text, re.IGNORECASE) is not None,
        (*problems, *unread, *(data.problems if data is not None else ())),
    )


def without_front(text: str) -> str:
    """Return a page of Markdown in which blank lines stand for its front matter."""
    front = _FRONT.match(text)
    return text if front is None else "\n" * text.count("\n", 0, front.end()) + text[front.end() :]


def _of_markdown(text: str) -> Element:
    return parse_html(markdown_as_html(text), rendered=True)


def _without_runs(text: str) -> tuple[str, tuple[Problem, ...]]:
    """Shorten what one sign fills, which would cost more to read than it says; tell it but for white space."""
    problems = []
    for found in _RUN.finditer(text):
        if not found[1].isspace():
            line = text.count("\n", 0, found.start()) + 1
            said = f"{found[1]!r} stands {len(found[0])} times in a row: expected less; {_RUN_KEPT} of them are kept"
            problems.append(Problem("data", said, line))
    return _RUN.sub(lambda found: found[1] * _RUN_KEPT, text), tuple(problems[:5])


def _looks(text: str) -> str:
    if _IS_HTML.match(text):
        return "html"
    return "markdown" if _IS_MARKDOWN.search(text) else "plain"


def _settings(text: str) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Return the settings of a page, and what is wrong with them; then they are to be kept as text."""
    if len(text) > _LONGEST_FRONT:
        said = f"the front matter has {len(text)} characters: expected at most {_LONGEST_FRONT}; it is kept as text"
        return {}, (Problem("data", said, 1),)
    try:
        read = yaml.safe_load(text)
    except ValueError:
        # A day that no calendar has; nothing else of a page hangs on its settings.
        return {}, ()
    except (yaml.YAMLError, RecursionError):
        return {}, (Problem("data", "the front matter is no YAML that can be read; it is kept as text", 1),)
    return (read, ()) if isinstance(read, dict) else ({}, ())


def _title_from(name: str) -> str:
    words = re.sub(r"[-_]+", " ", name).strip()
    return "" if words.casefold() in ("readme", "index", "") else words[:1].upper() + words[1:]


def _tabulated(reading: Reading[Table]) -> str:
    """Return a table of data as one in Markdown."""
    table = reading.value
    cells = [[_in_cell(cell) for cell in row] for row in (table.headers, *(row.cells for row in table.rows))]
    return table_text(cells) + "\n"


def _in_cell(cell: str) -> str:
    """Return a cell of data on one line: the lines of its HTML are separated as those of a page's table are."""
    return cell_text(MarkdownWriter().line(parse_html(cell)) if re.search(r"</[A-Za-z]+>", cell) else cell)


def _with_links(reading: Reading[Table]) -> Reading[Table]:
    """Write what our tables take for a link, ``slides <talk.pdf>``, as Markdown does; each line of a cell is a part."""
    rows = tuple(replace(row, cells=tuple(map(_linked, row.cells))) for row in reading.value.rows)
    return replace(reading, value=replace(reading.value, rows=rows))


def _linked(cell: str) -> str:
    lines = (re.sub(r"\A\s*[-*+]\s+", "", line).strip() for line in cell.split("\n"))
    return _LABELLED.sub(r"[\1](\2)", "; ".join(filter(None, lines)))


def _kept_in_front(text: str, settings: dict[str, object]) -> str:
    """Return the schedule that the front matter of a page holds, as ``days:`` of a module, and take it out there."""
    lists = [name for name, value in settings.items() if isinstance(value, list)]
    if not any(isinstance(one, dict) for name in lists for one in cast("list[object]", settings[name])):
        return ""
    reading = _with_links(read_table(text, "yaml"))
    if not is_schedule(reading.value):
        return ""
    for name in lists:
        settings.pop(name)
    return f"{_tabulated(reading)}\n"
