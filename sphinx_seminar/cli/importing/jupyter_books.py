"""A Jupyter Book 1 in its folder: its files, its pages, and lines put in with every other byte left as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from sphinx_seminar.cli.importing.findings import Findings
from sphinx_seminar.cli.importing.language import language_of
from sphinx_seminar.cli.importing.lines import Year
from sphinx_seminar.cli.importing.markdown.blocks import blocks_of
from sphinx_seminar.cli.importing.markdown.front import without_front
from sphinx_seminar.cli.importing.markdown.outline import outline_of, year_of
from sphinx_seminar.cli.importing.site_settings import data_in, leaves, settings_in

_EXTENSION = "sphinx_seminar"
CONFIG, CONTENTS = "_config.yml", "_toc.yml"
#: What is no source of a book, and what of the hidden files is one.
_BUILT = frozenset({"_build", "__pycache__", "node_modules"})
_KEPT = frozenset({".gitignore", ".nojekyll"})
_ENDINGS = (".md", ".ipynb", ".markdown")
_DECLARED = re.compile(
    r"^[\s\">]*(?:`{3,}|~{3,}|:{3,})\{(?:sem:)?(?P<name>lecture|session|session-table)\}", re.MULTILINE
)
_OF_THE_COURSE = re.compile(r"\b(?:schedule|syllabus|calendar|intro|index|welcome|course|home)")


@dataclass(slots=True)
class MarkdownFile:
    """A page of Markdown; ``changes`` are the new lines for ranges of its own, which count from 1."""

    text: str
    changes: list[tuple[int, int, list[str]]] = field(default_factory=list)

    @property
    def markdown(self) -> str:
        """Return what the page says to a reader of Markdown, each line in its place."""
        return without_front(self.text.replace("\r\n", "\n"))

    def insert(self, line: int, new: Sequence[str]) -> None:
        """Put lines behind a line."""
        self.changes.append((line + 1, line, list(new)))

    def replace(self, first: int, last: int, new: Sequence[str]) -> None:
        """Put lines in the place of others."""
        self.changes.append((first, last, list(new)))

    def changed(self) -> str:
        """Return the page with its changes."""
        lines = self.text.split("\n")
        end = "\r" if lines[0].endswith("\r") else ""
        for first, last, new in sorted(self.changes, key=lambda change: change[:2], reverse=True):
            if first > len(lines) and lines[-1]:
                new = ["", *new]
            lines[first - 1 : last] = [f"{line}{end}" for line in new]
        return "\n".join(lines)


def first_heading(markdown: str) -> tuple[str, int]:
    """Return the words of the first heading of a page and its last line, or nothing and 0."""
    lines = markdown.split("\n")
    for block in blocks_of(markdown):
        if block.kind == "heading":
            return block.text, block.line + (not lines[block.line - 1].lstrip().startswith("#"))
    return "", 0


def cells_of(notebook: str) -> list[str]:
    """Return the Markdown of the cells of a notebook that hold some; none for what is no notebook."""
    try:
        cells = json.loads(notebook)["cells"]
        return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []


def in_notebook(notebook: str, line: str, new: Sequence[str]) -> str:
    """Return a notebook with lines behind one line of a Markdown cell, or ``""`` where this cannot be done."""
    expected = "\n".join([line, *new])
    for escaped in (False, True):
        quoted, *said = (json.dumps(one, ensure_ascii=escaped)[1:-1] for one in (line, *new))
        # A line of its own in the file, the last such line, and a cell that is one text.
        own = re.search(rf'^(?P<indent>[ \t]*)"{re.escape(quoted)}(?P<end>(?:\\n)?"),?$', notebook, re.MULTILINE)
        whole = re.search(rf'"{re.escape(quoted)}(?P<end>\\n|")', notebook)
        for found, between in ((own, f'\\n",\n{own["indent"] if own else ""}"'), (whole, "\\n")):
            if found is not None:
                place = found.start("end")
                changed = notebook[:place] + "".join(f"{between}{one}" for one in said) + notebook[place:]
                if _differs_by(cells_of(notebook), cells_of(changed), line, expected):
                    return changed
    return ""


def _differs_by(before: Sequence[str], after: Sequence[str], line: str, new: str) -> bool:
    differences = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    return len(differences) == 1 and differences[0][0].replace(line, new, 1) == differences[0][1]


def with_extension(config: str, settings: dict[str, str]) -> tuple[str, int]:
    """Return a ``_config.yml`` that names the extension, with settings of Sphinx, and the line that names it.

    The line is 0 where the file names it already, and -1 where it is written such that a line cannot be put in.
    """
    before = settings_in(data_in(config))
    sphinx = settings_in(before.get("sphinx"))
    if _EXTENSION in (sphinx.get("extra_extensions") or ()):
        return config, 0
    changed = _with_extension(config)
    after = settings_in(data_in(changed))
    expected = {
        **before,
        "sphinx": {**sphinx, "extra_extensions": [*(sphinx.get("extra_extensions") or ()), _EXTENSION]},
    }
    if after != expected:
        return config, -1
    for name, value in settings.items():
        if name not in (sphinx.get("config") or {}):
            changed = _with_setting(changed, name, value)
    named = (number for number, one in enumerate(changed.split("\n"), 1) if re.search(rf"\b{_EXTENSION}\b", one))
    return changed, next(named)


def _with_extension(config: str) -> str:
    key, value = _setting(yaml.compose(config), "sphinx")
    if key is None or value is None:
        whole = config if not config or config.endswith("\n") else f"{config}\n"
        return with_lines(whole, whole.count("\n"), ["", "sphinx:", "  extra_extensions:", f"    - {_EXTENSION}"])
    name, extensions = _setting(value, "extra_extensions")
    if name is None or extensions is None:
        indent = value.start_mark.column if isinstance(value, yaml.MappingNode) else key.start_mark.column + 2
        new = [f"{' ' * indent}extra_extensions:", f"{' ' * (indent + 2)}- {_EXTENSION}"]
        return with_lines(config, key.end_mark.line + 1, new)
    if isinstance(extensions, yaml.SequenceNode) and extensions.flow_style:
        place = extensions.end_mark.index - 1
        said = f"{', ' if extensions.value else ''}{_EXTENSION}"
        return config[:place].rstrip(" ") + said + config[place:]
    if isinstance(extensions, yaml.SequenceNode):
        indent = extensions.start_mark.column
        return with_lines(config, extensions.value[-1].end_mark.line + 1, [f"{' ' * indent}- {_EXTENSION}"])
    return with_lines(config, name.end_mark.line + 1, [f"{' ' * (name.start_mark.column + 2)}- {_EXTENSION}"])


def _with_setting(config: str, name: str, value: str) -> str:
    """Put a setting below ``sphinx: config:``; a file where that cannot be done stays as it is."""
    _key, sphinx = _setting(yaml.compose(config), "sphinx")
    if not isinstance(sphinx, yaml.MappingNode):
        return config
    key, own = _setting(sphinx, "config")
    if key is None:
        indent = " " * sphinx.start_mark.column
        changed = with_lines(config, sphinx.start_mark.line, [f"{indent}config:", f"{indent}  {name}: {value}"])
    elif isinstance(own, yaml.MappingNode) and not own.flow_style:
        changed = with_lines(config, own.start_mark.line, [" " * own.start_mark.column + f"{name}: {value}"])
    else:
        return config
    return changed if settings_in(data_in(changed)).get("sphinx", {}).get("config", {}).get(name) == value else config


def _setting(node: yaml.Node | None, name: str) -> tuple[yaml.Node | None, yaml.Node | None]:
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == name:
            return key, value
    return None, None


def with_lines(text: str, behind: int, new: Sequence[str]) -> str:
    """Return a text with new lines inserted behind as many of its own."""
    file = MarkdownFile(text)
    file.insert(behind, new)
    return file.changed()


@dataclass(frozen=True, slots=True)
class BookPage:
    """A page of the book: its Markdown, the words of its heading, and the heading's last line in its Markdown.

    ``open`` tells whether a directive can be put below the heading.
    """

    path: str
    markdown: str
    heading: str
    line: int
    open: bool = True


@dataclass(slots=True)
class JupyterBook:
    """A Jupyter Book with what is proposed for it.

    ``files`` are those of the copy by their paths: the file itself, or its text where something is put in.
    ``proposed`` says what is put where, ``findings`` what is seen besides.
    """

    folder: Path
    year: Year
    title: str = ""
    files: dict[str, str | bytes | Path] = field(default_factory=dict)
    pages: dict[str, BookPage] = field(default_factory=dict)
    proposed: list[str] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)

    def text(self, path: str) -> str:
        """Return the text of a file as it is proposed so far; what is no text is left, and has none."""
        proposed = self.files[path]
        if isinstance(proposed, str):
            return proposed
        try:
            return (self.folder / path).read_bytes().decode()
        except UnicodeDecodeError:
            self.findings.leave(f"{path} is no text in UTF-8: it is left as it is")
            return ""

    def leave(self, path: str, line: int, what: str) -> None:
        """Take down what is left as it is at a line of a file."""
        self.findings.leave(f"{path}:{line}: {what}")

    def propose(self, path: str, line: int, text: str, what: str) -> None:
        """Take down a file with what is put in at a line."""
        self.files[path] = text
        self.proposed.append(f"{path}:{line}: {what}")


def is_jupyter_book(folder: Path) -> bool:
    """Tell whether a folder is a Jupyter Book 1."""
    return all((folder / name).is_file() for name in (CONFIG, CONTENTS))


def read_jupyter_book(folder: Path, into: Path, year: Year) -> JupyterBook:
    """Read a book, but for the folder that its copy goes ``into``.

    Raises:
        OSError: a file cannot be read.
    """
    book = JupyterBook(folder, year, files={path: folder / path for path in _sources(folder, into)})
    config = settings_in(data_in(book.text(CONFIG)))
    book.title = str(config.get("title") or "") or folder.resolve().name
    for path in dict.fromkeys(_pages(book, data_in(book.text(CONTENTS)))):
        _read_page(book, path)
    markdown = "\n\n".join(page.markdown for page in book.pages.values() if _is_of_the_course(page))
    book.year = year or year_of(book.title, markdown)
    code = str(config.get("language") or "")
    book.year = replace(book.year, language=language_of(code, outline_of(blocks_of(markdown)), markdown))
    return book


def _sources(folder: Path, into: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*")):
        inside = file.relative_to(folder)
        hidden = any(part in _BUILT or (part.startswith(".") and part not in _KEPT) for part in inside.parts)
        if not hidden and file.is_file() and not file.is_symlink() and not file.is_relative_to(into):
            yield inside.as_posix()


def _pages(book: JupyterBook, contents: object) -> Iterator[str]:
    """Yield the paths of the pages that the contents name, in their order."""
    for path, value in leaves(contents):
        name = path.rpartition(".")[2]
        if name in ("root", "file"):
            written = (f"{value}{ending}" for ending in ("", *_ENDINGS))
            yield from (page for page in written if page.endswith(_ENDINGS) and page in book.files)
        elif name == "glob":
            yield from (page for page in book.files if Path(page).match(f"{value}*") and page.endswith(_ENDINGS))


def _read_page(book: JupyterBook, path: str) -> None:
    text = book.text(path)
    notebook = path.endswith(".ipynb")
    for markdown in cells_of(text) if notebook else [MarkdownFile(text).markdown]:
        heading, line = first_heading(markdown)
        if not heading:
            continue
        declared = _DECLARED.search(text)
        if declared is not None:
            book.findings.understood.append(f"{path} has a {{{declared['name']}}} already, and is left as it is")
        closed = notebook and not in_notebook(text, markdown.split("\n")[line - 1], [""])
        if closed:
            book.findings.leave(f"{path}: nothing can be put below the heading of this notebook by itself")
        book.pages[path] = BookPage(path, markdown, heading, line, declared is None and not closed)
        return


def _is_of_the_course(page: BookPage) -> bool:
    """Tell whether a page is about the whole course, so that a year on it is that of the term."""
    if _OF_THE_COURSE.search(page.path.casefold()) is not None:
        return True
    return any(block.kind == "table" for block in blocks_of(page.markdown))
