"""What a reader, a search box or another book gets from a build."""

from __future__ import annotations

import html
import json
import re
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup, Tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx

#: Where themes keep the text of a page, the narrowest first.
MAIN_CONTENT = ("article.bd-article", "article[role=main]", "div.body[role=main]", "[role=main]", "main", "body")


@dataclass(frozen=True, slots=True, order=True)
class BuildWarning:
    """One warning, as Sphinx prints it.

    ``path`` is relative to the source folder where it lies in it, and ``""`` where the warning names no file;
    ``type`` and ``subtype`` are what stands in brackets behind it, as ``[seminar.paper]``.
    """

    path: str
    line: int | None
    type: str
    subtype: str
    message: str


_WARNING = re.compile(r"^(?:(?P<path>.+?):(?:(?P<line>\d*):)? )?(?:WARNING|ERROR|CRITICAL): ", re.MULTILINE)
_TYPE = re.compile(r" \[(?P<type>\w+)(?:\.(?P<subtype>[\w-]+))?\]$")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def read_warnings(printed: str, source: Path) -> list[BuildWarning]:
    """Return the warnings of what a build printed to its error stream; one may run over several lines."""
    printed = _COLOUR.sub("", printed)
    starts = list(_WARNING.finditer(printed))
    ends = [*(start.start() for start in starts[1:]), len(printed)]
    return [
        _read_warning(start, printed[start.end() : end].strip(), source)
        for start, end in zip(starts, ends, strict=False)
    ]


def _read_warning(start: re.Match[str], message: str, source: Path) -> BuildWarning:
    kind = _TYPE.search(message)
    path = (start["path"] or "").removeprefix(f"{source.resolve()}/").removeprefix(f"{source}/")
    return BuildWarning(
        path=path,
        line=int(start["line"]) if start["line"] else None,
        type=kind["type"] if kind else "",
        subtype=(kind["subtype"] or "") if kind else "",
        message=message[: kind.start()] if kind else message,
    )


def words(tag: Tag) -> str:
    """Return the text of an element on one line."""
    return " ".join(tag.get_text().split())


@dataclass(frozen=True, slots=True)
class Run:
    """What a ``sphinx-build`` in a process of its own left.

    Its exit code, its standard output and error stream, the warnings in the latter, and the output folder.
    """

    returncode: int
    output: str
    errors: str
    warnings: list[BuildWarning]
    folder: Path


@dataclass(frozen=True, slots=True, order=True)
class SearchObject:
    """One typed result of the search page: ``kind`` is the label that the reader sees behind the title.

    ``anchor`` is where a click on it leads, computed as the search page's script does.
    """

    title: str
    kind: str
    docname: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Built:
    """A book after one build.

    ``read`` are the documents that this build read, ``written`` those that it wrote; after an incremental build these
    are the ones that something changed for.
    """

    app: Sphinx
    warnings: list[BuildWarning]
    read: list[str]
    resolved: dict[str, nodes.document] = field(repr=False)
    status: str = field(repr=False)

    @property
    def folder(self) -> Path:
        """The output folder."""
        return self.app.outdir

    @property
    def written(self) -> list[str]:
        """The documents that this build wrote, sorted."""
        return sorted(self.resolved)

    def complaints(self, subtype: str | None = None) -> list[BuildWarning]:
        """Return the warnings of our own type, or those of one subtype of it."""
        ours = [warning for warning in self.warnings if warning.type == "seminar"]
        return ours if subtype is None else [warning for warning in ours if warning.subtype == subtype]

    def doctree(self, docname: str) -> nodes.document:
        """Return a document as the writer got it, views and references resolved; it must be among ``written``."""
        assert docname in self.resolved, f"{docname!r} was not written by this build, which wrote {self.written}"
        return self.resolved[docname]

    def declared_doctree(self, docname: str) -> nodes.document:
        """Return a document as it was read, its views still placeholders."""
        return self.app.env.get_doctree(docname)

    def path(self, docname: str) -> Path:
        """Return the file that a document was written to."""
        outfile = getattr(self.app.builder, "get_outfilename", None)
        if outfile is not None:
            return Path(outfile(docname))
        suffix: str = getattr(self.app.builder, "out_suffix", "")
        return self.folder / f"{docname}{suffix}"

    def read_file(self, path: str) -> bytes:
        """Return the content of one file of the output folder."""
        return (self.folder / path).read_bytes()

    def text(self, docname: str) -> str:
        """Return the written file of a document as it stands: the page of the text builder, or any page's source."""
        return self.path(docname).read_text(encoding="utf-8")

    def page(self, docname: str, *, whole: bool = False) -> Tag:
        """Return the main content of an HTML page, without the theme's frame; ``whole`` gives the frame too.

        Takes pages of no document as well: ``search``, ``genindex``, ``sem-papers``.
        """
        soup = BeautifulSoup(self.text(docname), "html.parser")
        if whole:
            return soup
        return next(found for selector in MAIN_CONTENT if (found := soup.select_one(selector)) is not None)

    def rows(self, docname: str = "index") -> list[list[str]]:
        """Return the words of each cell in the session tables of a page, row by row, without their heads."""
        body = self.page(docname).select("table.sem-table tbody tr")
        return [[words(cell) for cell in row.select("td, th")] for row in body]

    def files(self) -> dict[str, bytes]:
        """Return every file of the output folder by its path, for comparing two builds byte by byte."""
        return {
            file.relative_to(self.folder).as_posix(): file.read_bytes()
            for file in sorted(self.folder.rglob("*"))
            if file.is_file()
        }

    def search_index(self) -> dict[str, Any]:
        """Return the search index as Sphinx wrote it."""
        script = (self.folder / "searchindex.js").read_text(encoding="utf-8")
        index: dict[str, Any] = json.loads(script.removeprefix("Search.setIndex(").removesuffix(")"))
        return index

    def search_objects(self) -> list[SearchObject]:
        """Return the typed results of the search page, sorted."""
        index = self.search_index()
        return sorted(_search_objects(index))

    def inventory(self) -> dict[str, dict[str, tuple[str, str]]]:
        """Return ``objects.inv``: by type (``sem:paper``) and name the address and the title."""
        header, body = _split_lines(self.read_file("objects.inv"), 4)
        assert header[0] == b"# Sphinx inventory version 2"
        objects: dict[str, dict[str, tuple[str, str]]] = {}
        for line in zlib.decompress(body).decode().splitlines():
            found = re.fullmatch(r"(.+?)\s+(\S+:\S+)\s+(-?\d+)\s+?(\S*)\s+(.*)", line)
            assert found is not None, line
            name, kind, _priority, address, title = found.groups()
            address = address.removesuffix("$") + name if address.endswith("$") else address
            objects.setdefault(kind, {})[name] = (address, name if title == "-" else title)
        return objects


def _search_objects(index: dict[str, Any]) -> Iterable[SearchObject]:
    for prefix, entries in index["objects"].items():
        for document, kind, _priority, anchor, last in entries:
            _domain, type_name, label = index["objnames"][str(kind)]
            title = f"{prefix}.{last}" if prefix else last
            place = {"": title, "-": f"{type_name}-{title}"}.get(anchor, anchor)
            yield SearchObject(html.unescape(title), label, index["docnames"][document], html.unescape(place))


def _split_lines(content: bytes, count: int) -> tuple[list[bytes], bytes]:
    *lines, rest = content.split(b"\n", count)
    return lines, rest
