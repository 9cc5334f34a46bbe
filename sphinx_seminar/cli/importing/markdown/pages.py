"""Reading files of any known kind as pages, each a tree of HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from sphinx_seminar.cli.book_folder import RefusedError, cell_text
from sphinx_seminar.cli.importing.markdown.front import Front, front_of, without_front
from sphinx_seminar.cli.importing.markdown.html_reading import markdown_as_html, with_pipe_tables
from sphinx_seminar.cli.importing.markdown.html_tree import Element, parse_html
from sphinx_seminar.cli.importing.markdown.line_writer import is_menu
from sphinx_seminar.cli.importing.markdown.plain_text import plain_as_markdown
from sphinx_seminar.cli.importing.markdown.writer import MarkdownWriter, table_text
from sphinx_seminar.cli.importing.schedule_kinds import is_schedule_of_data, without_looks
from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.declarations import Format
from sphinx_seminar.reading.tables import Table, decoded, read_table

_IS_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
#: What the looks of a text say for Markdown: a heading, a link, a rule below headers.
_IS_MARKDOWN = re.compile(r"^#{1,6} \S|\]\([^)\s]+\)|^\|?\s*:?-{3,}:?\s*\|", re.MULTILINE)
_LABELLED = re.compile(r"(?:(?<=; )|\A)([^;<>\[\]]+?) <([^<>\s]+)>(?=;|\Z)")
_SUFFIXES = {
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".csv": "csv", ".tsv": "tsv",
    ".tab": "tsv", ".qmd": "markdown", ".rmd": "markdown", ".yml": "yaml", ".yaml": "yaml",
    ".ics": "ics", ".json": "json", ".xlsx": "xlsx",
}  # fmt: skip
#: Longer files are no page that somebody wrote (characters).
_LONGEST = 10_000_000
#: The title of a file of records, beside these.
_TITLED = re.compile(r"^title:[ \t]*(?P<title>\S.*?)[ \t]*$", re.MULTILINE)
#: What stands before an item of a list in a cell.
_MARK = re.compile(r"\A\s*(?:[-*•–·]|o(?= [A-Z]))\s+")
#: A sign or a space so often in a row says no more than a few of them.
_RUN = re.compile(r"([\W_])\1{999,}")
_RUN_KEPT = 80
_FORMATS: dict[str, Format] = {
    "csv": "csv", "tsv": "tsv", "yaml": "yaml", "ics": "ics", "json": "json", "xlsx": "xlsx",
}  # fmt: skip
#: Formats whose cells have links as our tables write them.
_LABELLING = frozenset({"yaml", "ics", "json", "xlsx"})
_KINDS = "Markdown, HTML, CSV, TSV, YAML, JSON, a calendar, a workbook (.xlsx) or plain text"


class UnreadableError(RefusedError):
    """A file cannot be imported; the text says why."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page to import: what stands in it, its title where a heading does not say it, and the folder of its files.

    ``said`` is what its front matter says by meaning, and ``settings`` are the names there that are for a generator of
    sites. ``menus`` says that a page of HTML had menus of its site, ``dollars`` that text between dollars is a formula
    there. ``problems`` are those of a table of data, and what of the file is more than is read; each has its line.
    """

    root: Element
    title: str
    folder: Path
    said: Mapping[str, str] = field(default_factory=dict)
    settings: tuple[str, ...] = ()
    menus: bool = False
    dollars: bool = False
    problems: tuple[Problem, ...] = ()


def read_page(file: Path, filled: Callable[[str], str] | None = None) -> SourcePage:
    """Read one page; ``filled`` returns its text as its generator of sites fills it in.

    Raises:
        UnreadableError: the file is none of the kinds that are known.
        OSError: it cannot be read.
    """
    content_bytes = file.read_bytes()
    if file.suffix.lower() == ".xlsx":
        return _of_data(file, content_bytes)
    if content_bytes.startswith((b"%PDF", b"PK\x03\x04")):
        raise UnreadableError(f"{file} is no text: expected {_KINDS}; copy its text into a file")
    text = decoded(content_bytes).value.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise UnreadableError(f"{file} is no text: expected {_KINDS}")
    if len(text) > _LONGEST:
        raise UnreadableError(f"{file} has {len(text)} characters: expected at most {_LONGEST}; import parts of it")
    text, problems = _without_runs(text)
    kind = _SUFFIXES.get(file.suffix.lower()) or _looks(text)
    # A page of HTML may have front matter where a generator of sites makes the page of it.
    front = front_of(text) if kind == "markdown" or (kind == "html" and filled is not None) else Front()
    settings = dict(front.settings)
    body = without_front(text) if front.text else text
    body = filled(body) if filled is not None and kind in ("markdown", "html") else body
    if not body.strip() and not front.text:
        raise UnreadableError(f"{file} is empty")
    root = Element("")
    if front.kept:
        root.children.append(Element("pre", {"data-info": "yaml"}, [front.text], 1))
    root.children += [page_of_markdown(front.said[name]) for name in ("subtitle", "description") if name in front.said]
    if table := _kept_in_front(front.text, settings):
        root.children.append(page_of_markdown(table))
    if kind in _FORMATS:
        # A tab between words is none that YAML forbids, and programs other than ours read it.
        return _of_data(file, text.replace("\t", " ") if kind == "yaml" else text, problems)
    if kind == "plain":
        body = plain_as_markdown(body)
    content = parse_html(body) if kind == "html" else page_of_markdown(with_pipe_tables(body))
    if front.lines:
        heads = (number for number, one in enumerate(content.children) if isinstance(one, Element))
        first = next(heads, 0)
        behind = first + 1 if content.children and getattr(content.children[first], "name", "") == "h1" else 0
        content.children.insert(behind, page_of_markdown(front.lines))
    root.children.append(content)
    said = dict(front.said)
    windows = (element.text() for element in content.find_all("title")) if kind == "html" else iter(())
    if kind == "html" and (top := next(content.find_all("html"), None)) is not None and top.attributes.get("lang"):
        said["language"] = top.attributes["lang"]
    return SourcePage(
        root,
        " ".join((said.get("title") or next(windows, "") or title_from(file.stem)).split()),
        file.parent,
        said,
        tuple(map(str, settings)),
        kind == "html" and any(is_menu(element) for element in content.find_all("nav", "div", "ul")),
        kind == "html" and re.search("mathjax|katex", text, re.IGNORECASE) is not None,
        (*problems, *front.problems),
    )


def _of_data(file: Path, content: bytes | str, problems: tuple[Problem, ...] = ()) -> SourcePage:
    """Return a file of data as a page with a table."""
    kind = _SUFFIXES[file.suffix.lower()]
    data = read_table(content, _FORMATS[kind])
    data = replace(data, value=without_looks(data.value)) if kind in ("yaml", "json") else data
    if not data.value.rows:
        reasons = "; ".join(problem.message for problem in data.problems) or "it has no rows"
        raise UnreadableError(f"{file}: {reasons}")
    root = page_of_markdown(_tabulated(_with_links(data) if kind in _LABELLING else data))
    named = _TITLED.search(content) if kind == "yaml" and isinstance(content, str) else None
    data = replace(
        data,
        problems=tuple(one for one in data.problems if named is None or "'title' stands beside" not in one.message),
    )
    title = data.value.title or (named["title"].strip("'\"") if named is not None else "") or title_from(file.stem)
    return SourcePage(root, " ".join(title.split()), file.parent, problems=(*problems, *data.problems))


def page_of_markdown(text: str) -> Element:
    """Return the tree of a page of Markdown."""
    return parse_html(markdown_as_html(text), rendered=True)


def _without_runs(text: str) -> tuple[str, tuple[Problem, ...]]:
    """Shorten long runs of one sign, which cost time to read and mean nothing; report those that are no white space."""
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


def title_from(name: str) -> str:
    """Return the title that the name of a file is, ``""`` for one that names no topic."""
    words = re.sub(r"[-_]+", " ", name).strip()
    return "" if words.casefold() in ("readme", "index", "") else words[:1].upper() + words[1:]


def _tabulated(reading: Reading[Table]) -> str:
    """Return a table of data as one in Markdown."""
    table = reading.value
    cells = [[_in_cell(cell) for cell in row] for row in (table.headers, *(row.cells for row in table.rows))]
    return table_text(cells) + "\n"


def _in_cell(cell: str) -> str:
    """Return a cell of data on one line: the lines of its HTML are separated as those of a page's table are."""
    if re.search(r"</[A-Za-z]+>", cell):
        return cell_text(MarkdownWriter().line(parse_html(cell)))
    return cell_text("; ".join(filter(None, (_MARK.sub("", line).strip() for line in cell.split("\n")))))


def _with_links(reading: Reading[Table]) -> Reading[Table]:
    """Write what our tables take for a link, ``slides <talk.pdf>``, as Markdown does; each line of a cell is a part."""
    rows = tuple(replace(row, cells=tuple(map(_linked, row.cells))) for row in reading.value.rows)
    return replace(reading, value=replace(reading.value, rows=rows))


def _linked(cell: str) -> str:
    lines = (_MARK.sub("", line).strip() for line in cell.split("\n"))
    return _LABELLED.sub(r"[\1](\2)", "; ".join(filter(None, lines)))


def _kept_in_front(text: str, settings: dict[str, object]) -> str:
    """Return the schedule that the front matter of a page holds, as ``days:`` of a module, and take it out there."""
    lists = [name for name, value in settings.items() if isinstance(value, list)]
    if not any(isinstance(one, dict) for name in lists for one in cast("list[object]", settings[name])):
        return ""
    reading = _with_links(read_table(text, "yaml"))
    if not is_schedule_of_data(reading.value):
        return ""
    for name in lists:
        settings.pop(name)
    return f"{_tabulated(reading)}\n"
