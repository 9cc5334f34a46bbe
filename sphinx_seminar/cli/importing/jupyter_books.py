"""A Jupyter Book 1 in its folder: its files, its pages in the order of the contents, and where their headings end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sphinx_seminar.cli.importing.findings import Findings
from sphinx_seminar.cli.importing.insertions import MarkdownFile, cells_of, heading_in, in_notebook
from sphinx_seminar.cli.importing.language import language_of
from sphinx_seminar.cli.importing.line_dates import Year
from sphinx_seminar.cli.importing.markdown.blocks import blocks_of
from sphinx_seminar.cli.importing.markdown.outline import outline_of, year_of
from sphinx_seminar.cli.importing.site_settings import leaves, settings_in

CONFIG, CONTENTS = "_config.yml", "_toc.yml"
#: What is no source of a book, and what of the hidden files is one.
_BUILT = frozenset({"_build", "__pycache__", "node_modules"})
_KEPT = frozenset({".gitignore", ".nojekyll"})
_ENDINGS = (".md", ".ipynb", ".markdown")
_DECLARED = re.compile(
    r"^[\s\">]*(?:`{3,}|~{3,}|:{3,})\{(?:sem:)?(?P<name>lecture|session|session-table)\}", re.MULTILINE
)
_OF_THE_COURSE = re.compile(r"\b(?:schedule|syllabus|calendar|intro|index|welcome|course|home)")


@dataclass(frozen=True, slots=True)
class Chapter:
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
    chapters: dict[str, Chapter] = field(default_factory=dict)
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
    config = settings_in(book.text(CONFIG))
    book.title = str(config.get("title") or "") or folder.resolve().name
    for path in dict.fromkeys(_pages(book, settings_in(book.text(CONTENTS)))):
        _read_chapter(book, path)
    about = (chapter.markdown for chapter in book.chapters.values() if _is_of_the_course(chapter))
    markdown = "\n\n".join(about)
    book.year = year or year_of(book.title, markdown)
    code = str(config.get("language") or "") if isinstance(config, dict) else ""
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
    for name, value in leaves(contents):
        if name in ("root", "file"):
            written = (f"{value}{ending}" for ending in ("", *_ENDINGS))
            yield from (path for path in written if path.endswith(_ENDINGS) and path in book.files)
        elif name == "glob":
            yield from (path for path in book.files if Path(path).match(f"{value}*") and path.endswith(_ENDINGS))


def _read_chapter(book: JupyterBook, path: str) -> None:
    text = book.text(path)
    notebook = path.endswith(".ipynb")
    for markdown in cells_of(text) if notebook else [MarkdownFile(text).markdown]:
        heading, line = heading_in(markdown)
        if not heading:
            continue
        declared = _DECLARED.search(text)
        if declared is not None:
            book.findings.understood.append(f"{path} has a {{{declared['name']}}} already, and is left as it is")
        closed = notebook and not in_notebook(text, markdown.split("\n")[line - 1], [""])
        if closed:
            book.findings.leave(f"{path}: nothing can be put below the heading of this notebook by itself")
        book.chapters[path] = Chapter(path, markdown, heading, line, declared is None and not closed)
        return


def _is_of_the_course(chapter: Chapter) -> bool:
    """Tell whether a page is about the whole course, so that a year on it is that of the term."""
    if _OF_THE_COURSE.search(chapter.path.casefold()) is not None:
        return True
    return any(block.kind == "table" for block in blocks_of(chapter.markdown))
