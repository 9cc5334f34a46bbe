"""Links within a folder of web pages: each leads to a file that is there, and to a place in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

#: What themes name whatever the builder: a book on one page has no search and no index.
_OF_THEMES = {"singlehtml": ("search.html", "genindex.html", "searchindex.js")}


def problems(folder: Path) -> list[str]:
    """Return the links that lead to nothing, each with its page."""
    root = folder.resolve()
    themes = _OF_THEMES.get(folder.name, ())
    return [
        f"{page.relative_to(root)}: {link}"
        for page in sorted(root.rglob("*.html"))
        if "_static" not in page.parts
        for link in _links(page)
        if link not in themes and not _leads_somewhere(root, page, link)
    ]


def _links(page: Path) -> list[str]:
    tags = [tag for tag in _read(page).select("[href], [src]") if not _of_side_bar(tag)]
    links = dict.fromkeys(str(tag.get("href") or tag.get("src") or "") for tag in tags)
    return [link for link in links if not urlsplit(link).scheme and not link.startswith("//")]


def _of_side_bar(tag: Tag) -> bool:
    """Tell whether a link has two anchors and stands in a side bar: those of a book on one page are Sphinx's."""
    bars = [parent for parent in tag.parents if parent.name == "nav" or "sphinxsidebar" in str(parent.get("class"))]
    return str(tag.get("href", "")).count("#") > 1 and bool(bars)


def _leads_somewhere(root: Path, page: Path, link: str) -> bool:
    path, _question, _query = link.partition("#")[0].partition("?")
    target = (page.parent / unquote(path)).resolve() if path else page
    if target.is_dir():
        target /= "index.html"
    if not target.is_file() or not target.is_relative_to(root):
        return False
    anchor = unquote(link.partition("#")[2])
    # A viewer of PDF has places of its own: "#page=3".
    return not anchor or target.suffix != ".html" or anchor in _anchors(target)


@cache
def _anchors(page: Path) -> frozenset[str]:
    return frozenset(str(tag["id"]) for tag in _read(page).select("[id]"))


@cache
def _read(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
