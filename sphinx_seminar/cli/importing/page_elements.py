"""The elements of pages that become one: their headings, the places of collections, and the links between pages."""

from __future__ import annotations

import os.path
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from sphinx_seminar.cli.importing.markdown.front import Front
from sphinx_seminar.cli.importing.markdown.html_tree import Element
from sphinx_seminar.cli.importing.sites import Site
from sphinx_seminar.cli.importing.templates import PLACE, mark_of

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Where the heading of a page stands in the whole, and the highest of those inside it.
OF_PAGE, INSIDE = 2, 3
_CONTAINERS = frozenset({"", "html", "body", "main", "article", "section", "div"})
BLOCKS = (*HEADINGS, "p", "table", "ul", "ol", "dl", "pre", "blockquote")


def all_elements(root: Element) -> Iterator[Element]:
    """Yield the elements inside one, each before those inside it."""
    for child in root.elements():
        yield child
        yield from all_elements(child)


def _marks_out_of(child: Element | str) -> Iterator[str]:
    """Take the marks of collections out of a block, and yield their names."""
    for element in (child, *all_elements(child)) if isinstance(child, Element) else ():
        for number, text in enumerate(element.children):
            if isinstance(text, str) and PLACE.search(text):
                yield from PLACE.findall(text)
                element.children[number] = PLACE.sub("", text)


def shown_blocks(root: Element) -> Iterator[Element]:
    """Yield the blocks of a page that say something to a reader."""
    return (one for one in root.find_all("p", "table", "ul", "ol", "dl", "pre", "blockquote", "img", "a") if one.text())


def remove(root: Element, element: Element) -> None:
    """Take an element out of a page, wherever it is there."""
    for holder in (root, *all_elements(root)):
        if any(child is element for child in holder.children):
            holder.children = [child for child in holder.children if child is not element]
            return


def shift(parts: Sequence[Element], highest: int) -> None:
    """Move the headings in some parts such that the highest has a level."""
    headings = [one for part in parts for one in (part, *all_elements(part)) if one.name in HEADINGS]
    by = highest - min((int(one.name[1]) for one in headings), default=highest)
    for one in headings:
        one.name = f"h{min(max(int(one.name[1]) + by, 1), 6)}"


def fill_places(root: Element, collected: dict[str, list[Element]], kept: Collection[str]) -> None:
    """Put the pages of a collection where a page of the site shows them, and take them out of those ``collected``.

    Collections that are ``kept`` have a mark there, for people and news.
    """
    level = OF_PAGE
    for holder in [root, *all_elements(root)]:
        children: list[Element | str] = []
        for child in holder.children:
            if isinstance(child, Element) and child.name in HEADINGS:
                level = int(child.name[1])
            children.append(child)
            inside = isinstance(child, Element) and next(child.find_all(*BLOCKS, "div", "section"), None) is not None
            for name in _marks_out_of(child) if holder.name in _CONTAINERS and not inside else ():
                parts = collected.pop(name, [])
                shift(parts, level + 1)
                children += [*([Element("p", {}, [mark_of(name)])] if name in kept else []), *parts]
        holder.children = children


class SiteAddresses:
    """Where the pages of a site are published; ``fronts`` is their front matter."""

    def __init__(self, site: Site, fronts: Mapping[Path, Front]) -> None:
        self._site = site
        self._names: dict[str, str] = {}
        for file in (*site.pages, *site.sessions):
            name = self.name(file)
            bare = name.removeprefix("content/").removeprefix("_").rpartition(".")[0]
            permalink = str(fronts.get(file, Front()).settings.get("permalink") or "").strip("/")
            folder = bare.removesuffix("/index").removesuffix("/_index")
            for address in filter(None, (name, bare, f"{bare}.html", permalink, folder)):
                self._names.setdefault(address.casefold(), name)

    def name(self, file: Path) -> str:
        """Return the path of a file in its site."""
        folder = self._site.folder
        return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.name

    def resolve_links(self, root: Element, file: Path) -> None:
        """Write the links of a page such that they lead from the folder of the site, and to sections for its pages."""
        folder = PurePosixPath(self.name(file)).parent
        for element in root.find_all("a", "img", "iframe", "video", "source", "embed"):
            for name in ("href", "src"):
                if address := element.attributes.get(name, ""):
                    element.attributes[name] = self._address(address.strip(), folder)

    def _address(self, address: str, folder: PurePosixPath) -> str:
        if re.match(r"[A-Za-z][\w+.-]*:|//|#", address):
            return address
        path = unquote(re.split("[#?]", address, maxsplit=1)[0])
        base = self._site.base
        if base and (path == base or path.startswith(f"{base}/")):
            path = path.removeprefix(base) or "/"
        whole = os.path.normpath(path if path.startswith("/") else f"/{folder}/{path}").lstrip("/")
        for known in (whole, whole.rpartition(".")[0], f"{folder.name}/{whole}".strip("/")):
            if known and known.casefold() in self._names:
                return f"#page:{self._names[known.casefold()]}"
        for below in ("", "static/"):
            if (self._site.folder / below / whole).is_file():
                return f"/{below}{whole}"
        return address if not path.startswith("/") and str(folder) == "." else f"/{whole}"
