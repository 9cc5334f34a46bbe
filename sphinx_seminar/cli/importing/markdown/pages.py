"""Files that people have for their course, each as one page of Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import yaml

from sphinx_seminar.cli.importing.markdown.html_markdown import has_menus, html_as_markdown, title_in_html
from sphinx_seminar.cli.importing.markdown.plain_text import plain_as_markdown
from sphinx_seminar.cli.importing.schedules import is_schedule
from sphinx_seminar.cli.quoting import cell_text, markdown_text
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
_FORMATS: dict[str, Format] = {"csv": "csv", "tsv": "tsv", "yaml": "yaml"}


class UnreadableError(Exception):
    """A file is not what can be imported; the text says why."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page to import: its Markdown, its title where a heading does not say it, and the folder of its files.

    ``settings`` are the names in the front matter of a Markdown page that are for a generator of sites; ``menus`` says
    that a page of HTML had menus of its site. ``problems`` are those of a table of data.
    """

    markdown: str
    title: str
    folder: Path
    settings: tuple[str, ...] = ()
    menus: bool = False
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
    parts = []
    for page in pages:
        lines = (
            page.markdown if re.match(r"\s*# ", page.markdown) else f"# {markdown_text(page.title)}\n\n{page.markdown}"
        )
        parts.append(re.sub(r"^(#{1,5}) ", r"#\1 ", lines, flags=re.MULTILINE))
    settings = dict.fromkeys(name for page in pages for name in page.settings)
    folder = pages[0].folder
    menus = any(page.menus for page in pages)
    problems = tuple(problem for page in pages for problem in page.problems)
    return SourcePage("\n\n".join(parts), _title_from(folder.resolve().name), folder, tuple(settings), menus, problems)


def _read(file: Path) -> SourcePage:
    data = file.read_bytes()
    if data.startswith((b"%PDF", b"PK\x03\x04")):
        raise UnreadableError(
            f"{file} is no text: expected Markdown, HTML, CSV, TSV, YAML or plain text; copy its text into a file"
        )
    text = decoded(data).value.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise UnreadableError(f"{file} is no text: expected Markdown, HTML, CSV, TSV, YAML or plain text")
    kind = _SUFFIXES.get(file.suffix.lower()) or _looks(text)
    front = _FRONT.match(text) if kind == "markdown" else None
    settings = _settings(front["yaml"]) if front is not None else {}
    body = text[front.end() :] if front is not None else text
    if not body.strip() and not settings:
        raise UnreadableError(f"{file} is empty")
    title = str(settings.pop("title", "") or (title_in_html(text) if kind == "html" else "")) or _title_from(file.stem)
    about = settings.pop("description", "")
    if front is not None:
        body = _kept_in_front(front["yaml"], settings) + body
    markdown = (f"{about}\n\n" if isinstance(about, str) and about else "") + _WRITERS[kind](body)
    menus = kind == "html" and has_menus(text)
    problems = read_table(text, _FORMATS[kind]).problems if kind in _FORMATS else ()
    return SourcePage(markdown, " ".join(title.split()), file.parent, tuple(map(str, settings)), menus, problems)


def _looks(text: str) -> str:
    if _IS_HTML.match(text):
        return "html"
    return "markdown" if _IS_MARKDOWN.search(text) else "plain"


def _settings(text: str) -> dict[str, object]:
    try:
        read = yaml.safe_load(text)
    # A day that no calendar has is a ValueError.
    except (yaml.YAMLError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _title_from(name: str) -> str:
    words = re.sub(r"[-_]+", " ", name).strip()
    return "" if words.casefold() in ("readme", "index", "") else words[:1].upper() + words[1:]


def _tabulated(reading: Reading[Table]) -> str:
    """Return a table of data as one in Markdown."""
    table = reading.value
    rows = [table.headers, ["---"] * len(table.headers), *(row.cells for row in table.rows)]
    return "\n".join(f"| {' | '.join(cell_text(_without_html(cell)) for cell in cells)} |" for cells in rows) + "\n"


def _without_html(cell: str) -> str:
    return html_as_markdown(cell).strip() if re.search(r"</[A-Za-z]+>", cell) else cell


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


def _plain_markdown(text: str) -> str:
    """Return Markdown in which HTML is Markdown too, and what only other generators understand is gone."""
    text = re.sub(r"\{\{\s*['\"]([^'\"]+)['\"]\s*\|[^{}]*\}\}|\{%-?\s*link\s+(\S+)\s*-?%\}", r"\1\2", text)
    text = re.sub(r"\{\{\s*(?:site|page)\.[\w.]+\s*(?:\|[^{}]*)?\}\}", "", text)
    text = re.sub(r"[ \t]*\{:[^{}\n]*\}([\w\[]?)", lambda found: f" {found[1]}" if found[1] else "", text)
    # A link between the brackets of an address.
    text = re.sub(r"<(\[[^\[\]\n]*\]\([^()\s]*\))>", r"\1", text)
    # What Pandoc and Quarto keep behind a link, a picture or a span: [slides](a.html){target="_blank"}.
    text = re.sub(r"(?<=[)\]])\{(?:[.#][\w-]+|[\w-]+=(?:\"[^\"\n]*\"|[\w./-]+)|\s)+\}", "", text)
    text = re.sub(r"^(\s*(?:`{3,}|~{3,}))\s*\{\.?([\w-]+)[^}\n]*\}", r"\1\2", text, flags=re.MULTILINE)
    # What MyST would take for a role is text in Markdown.
    return _html_apart(re.sub(r"(\{[\w:+.-]+\})(?=`)", r"\1 ", text))


def _html_apart(text: str) -> str:
    """Write the blocks of HTML in a page as Markdown; a table is one block, whatever blank lines are in it."""
    from markdown_it import MarkdownIt

    text = re.sub(r"(?is)<table\b.*?</table>", lambda table: re.sub(r"\n\s*\n", "\n", table[0]), text)
    lines = text.split("\n")
    for token in reversed(MarkdownIt("commonmark").parse(text)):
        if token.type == "html_block" and token.map is not None and token.level == 0:
            first, last = token.map
            source = "\n".join(lines[first:last])
            lines[first:last] = ["", *_html_block(source).split("\n"), ""]
    return re.sub(
        r"(?is)<a\s[^<>]*?href\s*=\s*[^<>]*>.*?</a>|<img\s[^<>]*>",
        lambda found: html_as_markdown(found[0]).strip() if "`" not in found[0] else found[0],
        "\n".join(lines),
    )


def _html_block(source: str) -> str:
    if re.match(r"\s*<!--", source):
        return source
    # A blank line ends a block of HTML, and Markdown goes on inside: what is left of it is Markdown already.
    return html_as_markdown(source) if re.match(r"\s*<", source) else source


_WRITERS: dict[str, Callable[[str], str]] = {
    "markdown": _plain_markdown, "html": html_as_markdown, "plain": plain_as_markdown,
    "csv": lambda text: _tabulated(read_table(text, "csv")), "tsv": lambda text: _tabulated(read_table(text, "tsv")),
    "yaml": lambda text: _tabulated(_with_links(read_table(text, "yaml"))),
}  # fmt: skip
