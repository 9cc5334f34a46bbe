"""Resolving the links of a page in its book: to headings, to files that are copied, or elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, urljoin

from sphinx_seminar.cli.importing.markdown.html_tree import Element
from sphinx_seminar.cli.importing.markdown.line_writer import Target
from sphinx_seminar.model.resource import safe_address

#: Schemes of addresses that MyST knows; a link with another one would be looked for in the book.
_SCHEMES = ("http", "https", "mailto", "ftp")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Anchors:
    """The anchors of the headings of a page, in order; one whose words were there before is counted."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def of(self, heading: str) -> str:
        """Return the anchor of the next heading."""
        name = first = slug(heading)
        while name in self._taken:
            self._taken[first] += 1
            name = f"{first}-{self._taken[first]}"
        self._taken[name] = 0
        return name


def slug(heading: str) -> str:
    """Return the anchor that GitHub and most generators of pages give to a heading."""
    words = re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", heading).casefold()
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", words).strip())


def anchors_in(root: Element) -> dict[str, str]:
    """Return the anchor of a heading for each name of an element: its own, or that of the heading it stands under.

    An element without words, and one that holds a heading, name the next one.
    """
    anchors, found, waiting = Anchors(), dict[str, str](), list[str]()

    def walk(parent: Element, current: str) -> str:
        for child in parent.elements():
            name = child.attributes.get("id") or (child.attributes.get("name", "") if child.name == "a" else "")
            if child.name in _HEADINGS:
                current = anchors.of(child.text())
                inner = [one.attributes for one in child.find_all("a", "span")]
                names = [*waiting, name, *(one.get("id") or one.get("name", "") for one in inner)]
                found.update(dict.fromkeys(filter(None, names), current))
                waiting.clear()
                continue
            if name and (not child.text() or next(child.find_all(*_HEADINGS), None) is not None):
                waiting.append(name)
            elif name:
                found.setdefault(name, current)
            current = walk(child, current)
        return current

    last = walk(root, "")
    return {**dict.fromkeys(waiting, last), **found}


#: What stands before the target of a link to a file that is not there; no page of the book keeps it.
MISSING = "missing:"

#: A link or an image, as the writer of pages writes it.
_LINK = (
    r"(?P<image>!?)\[(?P<label>(?:\\.|`[^`\n]*`|\[[^\[\]\n]*\]|[^\[\]\\`])*+)\]"
    r"\((?P<target><[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)\)"
)
_PIECES = re.compile(
    rf"(?P<escape>\\.)|(?P<code>(?P<tick>`+)(?!`).{{1,5000}}?(?<!`)(?P=tick)(?!`))|(?P<link>{_LINK})", re.DOTALL
)
#: Pictures that draw a word, as GitHub's pages show them: the word is all they say.
_BADGE = re.compile(
    r"https?://(?:img\.shields\.io|badgen\.net|badge\.fury\.io|mybinder\.org/badge|[\w.-]+/[^?#]*badge)"
)
#: Pages, which are no files to take along: they would be pages of the book, or run what is in them.
_PAGES = frozenset({".md", ".markdown", ".html", ".htm", ".xhtml", ".rst", ".ipynb", ".qmd", ".rmd", ".php", ".svg"})
_SOURCES = (".md", ".ipynb", ".rst", ".markdown")
_SHOWN = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"})
#: Kinds of files that are taken along; any other could be a setting of a program.
_FILES = frozenset(
    {".7z", ".bib", ".bz2", ".c", ".cc", ".cpp", ".csv", ".djvu", ".doc", ".docx", ".epub", ".gz", ".h", ".hs", ".ics"}
    | {".java", ".jl", ".js", ".json", ".key", ".m", ".m4a", ".mat", ".mov", ".mp3", ".mp4", ".nb", ".npy", ".npz"}
    | {".odp", ".ods", ".odt", ".ogg", ".pdf", ".pkl", ".ppt", ".pptx", ".ps", ".py", ".r", ".rb", ".rs", ".sql"}
    | {".tar", ".tex", ".tgz", ".tsv", ".txt", ".wav", ".webm", ".xls", ".xlsx", ".xz", ".zip", "", *_SHOWN}
)


@dataclass(slots=True)
class Targets:
    """Resolves the links of a page, and keeps the files to copy and the targets that are missing.

    ``folder`` is where the page lies, ``root`` that of its book if the pages of the book stay, ``address`` where it is
    published, if that is known; ``anchors`` are the headings that names in the page stand for. ``copied`` are the files
    to take along, by their paths in the book; ``missing`` are targets that lead nowhere, ``pages`` those that are other
    pages, ``refused`` addresses that no link may have.
    """

    folder: Path
    address: str = ""
    anchors: Mapping[str, str] = field(default_factory=dict)
    copied: dict[str, Path] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    root: Path | None = None

    def place(self, written: str, image: bool) -> Target:
        """Return where a link of the page leads; a picture elsewhere is one, since a book is built without network."""
        if image and _BADGE.match(written.strip()):
            return Target()
        address = self.target(written, image)
        if not image:
            return Target(address)
        if address.startswith("/") and Path(address).suffix.lower() in _SHOWN:
            return Target(address, picture=True)
        self.pictures.append(missing_name(address))
        return Target(address)

    def target(self, written: str, image: bool = False) -> str:
        """Return where a link leads in the book: an address, a path that begins with ``/``, ``#…``, or none."""
        target = re.sub(r"[\x00-\x1f\x7f-\x9f]+", "", written).strip()
        if target.startswith("#") or not target:
            name = unquote(target[1:])
            return f"#{quote(self.anchors.get(name, name))}"
        if target.startswith("//"):
            target = f"https:{target}"
        if scheme := re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", target):
            safe = safe_address(target).value if scheme[1].casefold() in _SCHEMES else ""
            return safe or self._left(target, self.refused)
        path = unquote(re.split("[?#]", target, maxsplit=1)[0])
        file, inside = self._beside(path)
        # A drawing that is no picture of a page could run what is in it.
        runs = _PAGES - (_SHOWN if image else frozenset())
        if file is not None and (self.root is not None or file.suffix.lower() not in runs):
            self.copied[inside] = file
            return "/" + quote(inside, safe="/~&+,=@")
        try:
            elsewhere = safe_address(urljoin(self.address, target)).value if self.address else ""
        except ValueError:
            elsewhere = ""
        return elsewhere or self._left(target, self.pages if file is not None else self.missing)

    def _beside(self, path: str) -> tuple[Path | None, str]:
        """Return a file beside the page with its path in the book; none that is hidden, or a program's setting."""
        try:
            # A page of Jekyll lies in a folder such as _modules, and names its files from the folder above.
            above = path.startswith("/") and self.folder.resolve().name.startswith("_")
            folder = self.folder.resolve().parent if above else self.folder.resolve()
            root = self.root.resolve() if self.root is not None else folder
            file = ((root if path.startswith("/") else folder) / path.lstrip("/")).resolve()
            if not file.is_file() and path.startswith("../"):
                # Data of a site name its files from the page that shows them.
                file = (root / re.sub(r"\A(?:\.\./)+", "", path)).resolve()
            if self.root is not None and not file.is_file():
                # A page of the book may be named without the end of its name, or as it is published.
                bare = file.with_suffix("") if file.suffix == ".html" else file
                file = next((page for end in _SOURCES if (page := bare.with_name(bare.name + end)).is_file()), file)
            if not (file.is_file() and file.is_relative_to(root)):
                return None, ""
        except (OSError, ValueError, RuntimeError):
            return None, ""
        inside = file.relative_to(root).as_posix()
        known = file.suffix.lower() in _FILES | _PAGES and not any(part.startswith(".") for part in inside.split("/"))
        return (file, inside) if known and inside.isprintable() else (None, "")

    def _left(self, target: str, among: list[str]) -> str:
        # What a data: address holds is no address of anything.
        said = f"{target[:40]}…" if target[:5].casefold() == "data:" else target
        if unquote(said) not in among:
            among.append(unquote(said))
        return MISSING + quote(said, safe="/:~#?=&%+,;@")


def missing_name(target: str) -> str:
    """Return the target of a link that leads nowhere, as its author wrote it."""
    return unquote(target.removeprefix(MISSING))


def links_in(markdown: str) -> Iterator[re.Match[str]]:
    """Yield the links and images of a text that the writer wrote, with ``image``, ``label`` and ``target``."""
    return (found for found in _PIECES.finditer(markdown) if found["link"] is not None)


def is_link(markdown: str) -> re.Match[str] | None:
    """Return the link of a text that consists of one link alone."""
    found = _PIECES.match(markdown)
    return found if found is not None and found["link"] is not None and found.end() == len(markdown) else None


def with_targets(markdown: str, change: Callable[[str, str], str]) -> str:
    """Return a text in which ``change(label, target)`` has the place of each link that is no image."""

    def replace(found: re.Match[str]) -> str:
        if found["link"] is None or found["image"]:
            return found[0]
        return change(found["label"], found["target"].strip("<>"))

    return _PIECES.sub(replace, markdown)
