"""Reading files of any known kind as pages, each a tree of HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from sphinx_seminar.cli.book_folder import RefusedError, cell_text, one_line
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
_PAGES = {
    **dict.fromkeys((".md", ".markdown", ".qmd", ".rmd"), "markdown"),
    **dict.fromkeys((".html", ".htm"), "html"),
}
_DATA: dict[str, Format] = {
    ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".yml": "yaml", ".yaml": "yaml", ".ics": "ics", ".json": "json",
    ".xlsx": "xlsx",
}  # fmt: skip
#: Formats whose cells have links as our tables write them.
_LABELLING = frozenset({"yaml", "ics", "json", "xlsx"})
#: Longer files are no page that somebody wrote (characters).
_LONGEST = 10_000_000
#: The title of a file of records, beside these.
_TITLED = re.compile(r"^title:[ \t]*(?P<title>\S.*?)[ \t]*$", re.MULTILINE)
#: What stands before an item of a list in a cell.
_MARK = re.compile(r"\A\s*(?:[-*•–·]|o(?= [A-Z]))\s+")
#: A sign or a space so often in a row says no more than a few of them.
_RUN = re.compile(r"([\W_])\1{999,}")
_RUN_KEPT = 80
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
    content = file.read_bytes()
    form = _DATA.get(file.suffix.lower())
    if form == "xlsx":
        return _of_data(file, form, content)
    text, problems = _text_of(file, content)
    kind = form or _PAGES.get(file.suffix.lower()) or _looks(text)
    # A page of HTML may have front matter where a generator of sites makes the page of it.
    front = front_of(text) if kind == "markdown" or (kind == "html" and filled is not None) else Front()
    body = without_front(text) if front.text else text
    body = filled(body) if filled is not None and form is None and kind != "plain" else body
    if not body.strip() and not front.text:
        raise UnreadableError(f"{file} is empty")
    if form is not None:
        return _of_data(file, form, text, problems)
    if kind == "html":
        main = parse_html(body)
    else:
        main = page_of_markdown(with_pipe_tables(plain_as_markdown(body) if kind == "plain" else body))
    settings = dict(front.settings)
    root = Element("", children=[*_before(front, settings), main])
    if front.lines:
        _put_below_heading(main, page_of_markdown(front.lines))
    title = front.said.get("title", "")
    page = SourcePage(root, title, file.parent, front.said, tuple(map(str, settings)))
    page = _with_head(page, main, text) if kind == "html" else page
    return replace(page, title=one_line(page.title or title_from(file.stem)), problems=(*problems, *front.problems))


def _text_of(file: Path, content: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file, without long runs of one sign."""
    if content.startswith((b"%PDF", b"PK\x03\x04")):
        raise UnreadableError(f"{file} is no text: expected {_KINDS}; copy its text into a file")
    read = decoded(content)
    # Zeros are in texts as UTF-16 has them, and in pictures and programs.
    if b"\0" in content and any("is no text" in problem.message for problem in read.problems):
        raise UnreadableError(f"{file} is no text: expected {_KINDS}")
    text = read.value
    if len(text) > _LONGEST:
        raise UnreadableError(f"{file} has {len(text)} characters: expected at most {_LONGEST}; import parts of it")
    return _without_runs(text)


def _before(front: Front, settings: dict[str, object]) -> Iterator[Element]:
    """Yield the parts of front matter that stand before its page; a schedule is taken out of the ``settings``."""
    if front.kept:
        yield Element("pre", {"data-info": "yaml"}, [front.text], 1)
    yield from (page_of_markdown(front.said[name]) for name in ("subtitle", "description") if name in front.said)
    if table := _kept_in_front(front.text, settings):
        yield page_of_markdown(table)


def _put_below_heading(page: Element, facts: Element) -> None:
    first = next((number for number, one in enumerate(page.children) if isinstance(one, Element)), 0)
    headed = bool(page.children) and getattr(page.children[first], "name", "") == "h1"
    page.children.insert(first + 1 if headed else 0, facts)


def _with_head(page: SourcePage, main: Element, text: str) -> SourcePage:
    """Return a page of HTML with what its head and its menus say of it."""
    window = next((element.text() for element in main.find_all("title")), "")
    top = next(main.find_all("html"), Element(""))
    return replace(
        page,
        title=page.title or window,
        said={**page.said, "language": top.attributes["lang"]} if top.attributes.get("lang") else page.said,
        menus=any(is_menu(element) for element in main.find_all("nav", "div", "ul")),
        dollars=re.search("mathjax|katex", text, re.IGNORECASE) is not None,
    )


def _of_data(file: Path, form: Format, content: bytes | str, problems: tuple[Problem, ...] = ()) -> SourcePage:
    """Return a file of data as a page with a table."""
    if form == "yaml" and isinstance(content, str):
        # A tab between words is none that YAML forbids, and programs other than ours read it.
        content = content.replace("\t", " ")
    data = read_table(content, form)
    data = replace(data, value=without_looks(data.value)) if form in ("yaml", "json") else data
    if not data.value.rows:
        reasons = "; ".join(problem.message for problem in data.problems) or "it has no rows"
        raise UnreadableError(f"{file}: {reasons}")
    root = page_of_markdown(_tabulated(_with_links(data) if form in _LABELLING else data))
    named = _TITLED.search(content) if form == "yaml" and isinstance(content, str) else None
    told = tuple(one for one in data.problems if named is None or "'title' stands beside" not in one.message)
    title = data.value.title or (named["title"].strip("'\"") if named is not None else "") or title_from(file.stem)
    return SourcePage(root, one_line(title), file.parent, problems=(*problems, *told))


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
