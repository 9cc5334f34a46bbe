"""Folders of generators of sites: which of their pages are the course, in what order, and what the site is called."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from sphinx_seminar.cli.importing.schedules import is_schedule
from sphinx_seminar.reading.tables import read_table

_PAGES = frozenset({".md", ".markdown", ".html", ".htm", ".qmd", ".rmd"})
_DATA = {".yml": "yaml", ".yaml": "yaml", ".csv": "csv", ".tsv": "tsv", ".json": "json"}
#: The settings of Jekyll, Quarto and Hugo.
_SETTINGS = ("_config.yml", "_quarto.yml", "hugo.toml", "hugo.yaml", "config.toml", "config.yaml", "config.yml")
#: Pages that say nothing of the course, by their names without an ending.
_ASIDE = frozenset(
    {"readme", "license", "licence", "contributing", "code_of_conduct", "changelog", "404", "search", "history", "tags"}
)
#: The folders of pages that belong to one, as Just the Class and others have them, in the order in which they are read.
_COLLECTIONS = (
    *("_data", "_modules", "_weeks", "_units", "_lectures", "_schedules", "_labs", "_talks", "_events"),
    *("_announcements", "_staffers"),
)


def pages_of(folder: Path) -> list[Path]:
    """Return the pages of a folder by name; of a site those of the course, the first page first."""
    pages = sorted(page for page in folder.iterdir() if page.suffix.lower() in _PAGES and _is_inside(page, folder))
    site = next((folder / name for name in _SETTINGS if (folder / name).is_file()), None)
    if site is None:
        return pages
    pages = [page for page in pages if page.stem.casefold() not in _ASIDE] or pages
    pages.sort(key=lambda page: page.stem.casefold() not in ("index", "home"))
    if named := list(dict.fromkeys(_chapters(_read(site), folder))):
        pages = [*named, *(page for page in pages if page not in named)]
    content = folder / "content"
    if content.is_dir() and site.name.startswith(("hugo", "config")):
        pages += sorted(
            (page for page in content.rglob("*") if page.suffix.lower() in _PAGES),
            key=lambda page: (page.parent.as_posix(), page.stem not in ("_index", "index"), page.name),
        )
    for name in _COLLECTIONS:
        if (folder / name).is_dir():
            files = (file for file in sorted((folder / name).iterdir()) if _is_inside(file, folder))
            pages += (file for file in files if _is_of_course(file))
    return [page for page in pages if _is_inside(page, folder) and page.read_bytes().strip()]


def _is_inside(page: Path, folder: Path) -> bool:
    """Tell whether a page is a file of its folder, and no link to one elsewhere on the machine."""
    return page.is_file() and page.resolve().is_relative_to(folder.resolve())


def title_of(folder: Path) -> str:
    """Return what a site is called, or ``""``."""
    settings = (_read(folder / name) for name in _SETTINGS if (folder / name).is_file())
    for read in settings:
        inner = (read, read.get("website"), read.get("book"), read.get("params"))
        for one in inner:
            if isinstance(one, dict) and isinstance(one.get("title"), str):
                return str(one["title"])
    return ""


def _is_of_course(file: Path) -> bool:
    """Tell whether a page of a collection is one, and a file of data a schedule."""
    kind = _DATA.get(file.suffix.lower(), "") if file.parent.name == "_data" else ""
    if kind == "yaml":
        return is_schedule(read_table(file.read_bytes(), "yaml").value)
    if kind in ("csv", "tsv", "json"):
        return is_schedule(read_table(file.read_bytes(), kind).value)  # type: ignore[arg-type]  # one of the formats
    return file.suffix.lower() in _PAGES and file.parent.name != "_data"


def _read(file: Path) -> dict[str, Any]:
    text = file.read_bytes().decode("utf-8", "replace")
    try:
        read = tomllib.loads(text) if file.suffix == ".toml" else yaml.safe_load(text)
    except (ValueError, yaml.YAMLError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _chapters(settings: dict[str, Any], folder: Path) -> Iterator[Path]:
    """Yield the pages that Quarto's settings name, in their order."""
    book = settings.get("book")
    waiting: list[Any] = [book.get("chapters")] if isinstance(book, dict) else []
    website = settings.get("website")
    if isinstance(website, dict):
        waiting += [website.get("navbar"), website.get("sidebar")]
    for _step in range(1_000):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting = [*one, *waiting]
        elif isinstance(one, dict):
            waiting = [*one.values(), *waiting]
        elif isinstance(one, str) and re.fullmatch(r"[\w./ -]+\.\w+", one):
            page = folder / one
            if page.suffix.lower() in _PAGES and page.is_file() and page.resolve().is_relative_to(folder.resolve()):
                yield page
