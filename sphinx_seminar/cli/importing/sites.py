"""Folders of generators of sites: which of their files are the course, in what order, and what their settings say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx_seminar.cli.importing import SITE_WORDS
from sphinx_seminar.cli.importing.markdown.front import Front, front_of
from sphinx_seminar.cli.importing.schedule_kinds import is_schedule_of_data
from sphinx_seminar.cli.importing.site_settings import (
    folder_of_photos,
    holds_people,
    leaves,
    names_in,
    read_data,
    said_by,
    settings_in,
    shown_data,
    variables_in,
)
from sphinx_seminar.model.text import folded
from sphinx_seminar.reading.tables import decoded, read_table

#: Endings of pages; of several files of one name the first is read, since the others are made of it.
_PAGES = (".md", ".markdown", ".qmd", ".rmd", ".rmarkdown", ".html", ".htm")
_DATA = {".yml": "yaml", ".yaml": "yaml", ".csv": "csv", ".tsv": "tsv", ".json": "json"}
#: The settings of Jekyll, Quarto and Hugo, and the folders in which a repository may keep its site.
_SETTINGS = {
    "_config.yml": "jekyll", "_config.yaml": "jekyll", "_quarto.yml": "quarto", "_quarto.yaml": "quarto",
    "hugo.toml": "hugo", "hugo.yaml": "hugo", "hugo.yml": "hugo", "config.toml": "hugo", "config.yaml": "hugo",
    "config.yml": "hugo", "config/_default/hugo.toml": "hugo", "config/_default/hugo.yaml": "hugo",
    "config/_default/config.toml": "hugo", "config/_default/config.yaml": "hugo",
}  # fmt: skip
_INSIDE = ("docs", "site", "website", "web", "book", "src")
#: The folders of pages that belong to one, as Just the Class and others have them, in the order in which they are read.
_COLLECTIONS = (
    *("_modules", "_weeks", "_units", "_lectures", "_schedules", "_calendars", "_sections", "_labs", "_discussions"),
    *("_talks", "_events", "_assignments", "_hw", "_homeworks", "_projects", "_announcements", "_posts", "_staffers"),
)


@dataclass(frozen=True, slots=True)
class Site:
    """The files of a course in a folder; ``index`` is the first page of the site, one of ``pages``, if it has one.

    ``system`` is the generator, ``""`` for a folder of pages or single files. ``said`` is what its settings say: title,
    term, language. ``variables`` are all settings by dotted names, ``base``
    the path under which the site is published. ``sessions`` are pages that may be sessions, ``news`` announcements,
    ``staff`` files of people. ``left`` are files that are not read, each with the reason.
    """

    folder: Path
    system: str = ""
    index: Path | None = None
    pages: tuple[Path, ...] = ()
    sessions: tuple[Path, ...] = ()
    news: tuple[Path, ...] = ()
    staff: tuple[Path, ...] = ()
    left: tuple[tuple[Path, str], ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    base: str = ""
    photos: str = ""


def site_in(folder: Path) -> Site:
    """Return the pages of a folder by name; of a site those of the course, by what they are."""
    home, name = _home(folder)
    if not name:
        pages = [page for page in sorted(folder.iterdir()) if page.suffix.lower() in _PAGES]
        pages = [page for page in pages if _is_inside(page, folder)]
        # What stands beside pages of a course without a generator; a README may be the page of the course.
        told = [
            page
            for page in pages
            if page.stem.casefold() not in SITE_WORDS["aside"] - {"readme"} and page.stem[:1] not in "._"
        ]
        return Site(folder, pages=tuple(sorted(told or pages, key=lambda page: page.stem.casefold() != "readme")))
    settings = settings_in(read_data(home / name))
    system = _SETTINGS[name]
    files = _Files(home)
    known = list(dict.fromkeys({"jekyll": _of_jekyll, "quarto": _of_quarto, "hugo": _of_hugo}[system](files, settings)))
    data = [file for file in known if file.suffix.lower() in _DATA]
    shown = shown_data(data, [file for file in known if file not in data], home, system)
    kinds: dict[str, list[Path]] = {"pages": [], "sessions": [], "news": [], "staff": []}
    left = []
    for file in known:
        kind, reason = _kind(file, home)
        if kind and file in data and file not in shown:
            left.append((file, "no page of the site shows it"))
        elif kind:
            kinds[kind].append(file)
        elif reason:
            left.append((file, reason))
    more = settings_in(read_data(home / "_variables.yml")) | settings_in(
        read_data(home / "config/_default/params.yaml")
    )
    base = str(settings.get("baseurl") or "").rstrip("/")
    pages = sorted(kinds.pop("pages"), key=lambda page: not _is_first(page, home))
    return Site(
        home,
        system,
        pages[0] if pages and _is_first(pages[0], home) else None,
        tuple(pages),
        left=tuple(left),
        said=said_by(settings, more, base),
        variables=variables_in({**more, "site": settings, **settings}),
        base=base if base.startswith("/") else "",
        photos=folder_of_photos(settings),
        **{kind: tuple(paths) for kind, paths in kinds.items()},
    )


def parts_of_page(sites: Sequence[Site]) -> Site:
    """Return the pages of several files and folders as the parts of one page."""
    return Site(sites[0].folder, pages=tuple(page for site in sites for page in (*site.pages, *site.sessions)))


def _home(folder: Path) -> tuple[Path, str]:
    """Return the folder of a site, which may lie in a usual place below, and the name of its settings."""
    for home in (folder, *(folder / name for name in _INSIDE)):
        for name in _SETTINGS:
            if (home / name).is_file() and _is_inside(home / name, folder):
                return home, name
    return folder, ""


def _is_inside(page: Path, folder: Path) -> bool:
    """Tell whether a page is a file of its folder, and no link to one elsewhere on the machine."""
    return page.is_file() and page.resolve().is_relative_to(folder.resolve())


def _is_first(page: Path, home: Path) -> bool:
    inside = page.relative_to(home)
    if inside.parts[0] == "content":
        return inside.parts[1:] in (("_index.md",), ("index.md",), ("_index.markdown",), ("_index.html",))
    return (inside.stem.casefold() in ("index", "home") and len(inside.parts) == 1) or (
        inside.parts[0] in ("_pages", "pages") and inside.stem.casefold() in ("index", "home", "about")
        and front(page).settings.get("permalink") == "/"
    )  # fmt: skip


def front(page: Path) -> Front:
    """Return the front matter of a page; none for what is no Markdown."""
    return front_of(decoded(page.read_bytes()).value.replace("\r\n", "\n"))


def is_of_work(page: Path) -> bool:
    """Tell whether a page is one of work to hand in, or of its solution, by its folder or its name: "04-exercise"."""
    if any(folder.lstrip("_").casefold() in SITE_WORDS["work"] for folder in page.parent.parts[-2:]):
        return True
    words = re.split(r"[\W\d_]+", folded(page.parent.name if page.stem in ("index", "_index") else page.stem))
    return any(word in SITE_WORDS["named_work"] for word in words)


def _kind(file: Path, home: Path) -> tuple[str, str]:
    """Return what a file is for the course, or nothing and why it is left, if that is worth a word."""
    folders = [part.lstrip("_").casefold() for part in file.relative_to(home).parent.parts]
    kind = _DATA.get(file.suffix.lower())
    if kind is not None:
        return _kind_of_data(file, kind)
    said = front(file)
    if not file.read_bytes().strip():
        return "", ""
    if said.settings.get("draft") is True or said.settings.get("published") is False:
        return "", "it is not published"
    if "revealjs" in str(said.settings.get("format", "")) or {"slides", "decks"} & set(folders):
        return "", "it is a deck of slides, not a page"
    shelf = folders[:-1] if file.stem == "index" else folders
    if shelf and shelf[-1] in SITE_WORDS["news"] and file.stem != "_index":
        return "news", ""
    if any(name in SITE_WORDS["staff"] for name in folders) and ("name" in said.settings or "authors" in folders):
        return "staff", ""
    collected = file.relative_to(home).parts[0][:1] == "_" and folders[:1] != ["pages"]
    return ("sessions" if collected and file.stem not in ("index", "_index") else "pages"), ""


def _kind_of_data(file: Path, kind: str) -> tuple[str, str]:
    if kind in ("yaml", "json") and holds_people(read_data(file), file.stem):
        return "staff", ""
    content = file.read_bytes().replace(b"\t", b" ") if kind == "yaml" else file.read_bytes()
    read = read_table(content, kind)  # type: ignore[arg-type]  # one of the formats
    if is_schedule_of_data(read.value):
        return "sessions", ""
    return "", "it has no sessions with dates, and no people" if read.value.rows else ""


class _Files:
    """The files of a site that may be its pages or its data, found once; links to files elsewhere are none."""

    def __init__(self, home: Path) -> None:
        self.home = home
        known = (file for file in sorted(home.rglob("*")) if file.suffix.lower() in (*_PAGES, *_DATA, ".ipynb"))
        self.all = [file for file in known if _is_inside(file, home)]

    def in_folder(self, name: str) -> list[Path]:
        """Return the pages and the data of a folder at any depth, without those that are made of another."""
        return _once(file for file in self.all if file.is_relative_to(self.home / name) and file.suffix != ".ipynb")

    def data(self, name: str) -> list[Path]:
        """Return the data in a folder."""
        return [file for file in self.in_folder(name) if file.suffix.lower() in _DATA]

    def pages(self) -> list[Path]:
        """Return all pages, the highest first, but for hidden ones, what was built, and pages that say nothing."""
        pages = [file for file in self.all if file.suffix.lower() in _PAGES and self._is_open(file)]
        pages.sort(key=lambda page: (len(page.relative_to(self.home).parts), page.as_posix()))
        return [page for page in _once(pages) if page.stem.casefold() not in SITE_WORDS["aside"]]

    def _is_open(self, page: Path) -> bool:
        *folders, name = page.relative_to(self.home).parts
        return name[:1] not in "._" and not any(
            (folder[:1] in "._" and folder != "_pages") or folder in SITE_WORDS["built"] for folder in folders
        )


def _of_jekyll(files: _Files, settings: Mapping[str, Any]) -> Iterator[Path]:
    """Yield the pages of a site of Jekyll by their place in its menu, then its data and its collections."""
    excluded = [files.home / name.strip("/") for name in names_in(settings.get("exclude"))]
    pages = [page for page in files.pages() if page.parent == files.home or page.read_bytes()[:3] == b"---"]
    pages.sort(key=_place_in_menu)
    yield from (page for page in pages if not any(page.is_relative_to(path) for path in excluded))
    yield from files.data("_data")
    own = [f"_{name}" for name in names_in(settings.get("collections"))]
    for name in dict.fromkeys([*_COLLECTIONS, *own]):
        yield from files.in_folder(name)


def _place_in_menu(page: Path) -> tuple[bool, float]:
    place = front(page).settings.get("nav_order")
    return not isinstance(place, (int, float)), float(place) if isinstance(place, (int, float)) else 0.0


def _of_quarto(files: _Files, settings: Mapping[str, Any]) -> Iterator[Path]:
    """Yield the pages of a site or a book of Quarto: those that its settings name, in their order, then the others."""
    project, book, website = (
        part if isinstance(part := settings.get(name), dict) else {} for name in ("project", "book", "website")
    )
    menus = [book.get("chapters"), book.get("appendices"), website.get("navbar"), website.get("sidebar")]
    paths = (files.home / value for _name, value in leaves(menus) if isinstance(value, str))
    named = [page for page in paths if page in files.all]
    yield from (page for name in ("index.qmd", "index.md") if (page := files.home / name) in files.all)
    yield from (page for page in named if page.suffix.lower() in _PAGES)
    yield from (page for page in named if page.suffix.lower() == ".ipynb")
    if book and named:
        return
    unwanted = [name[1:].strip("/*") for name in names_in(project.get("render")) if name.startswith("!")]
    unwanted.append(str(project.get("output-dir") or "_site"))
    made = [files.home / name for name in unwanted if name]
    for page in files.pages():
        if page.suffix.lower() in (".qmd", ".md", ".rmd") and not any(page.is_relative_to(path) for path in made):
            yield page
    yield from files.data("data")


def _of_hugo(files: _Files, _settings: Mapping[str, Any]) -> Iterator[Path]:
    """Yield the pages of a site of Hugo by their folders, and its data."""
    if (files.home / "content").is_dir():
        pages = [page for page in files.in_folder("content") if page.suffix.lower() in _PAGES]
        pages.sort(key=lambda page: (page.parent.as_posix(), page.stem not in ("_index", "index"), page.name))
        yield from (page for page in pages if page.stem.casefold() not in SITE_WORDS["aside"])
    else:
        yield from files.pages()
    yield from files.data("data")


def _once(files: Iterable[Path]) -> list[Path]:
    """Return the files without those that repeat another of the same name, such as HTML made of a Markdown page."""
    best: dict[Path, Path] = {}
    files = list(files)
    for file in files:
        bare = file.with_suffix("") if file.suffix.lower() in _PAGES else file
        if bare not in best or _PAGES.index(file.suffix.lower()) < _PAGES.index(best[bare].suffix.lower()):
            best[bare] = file
    chosen = set(best.values())
    return [file for file in files if file in chosen]
