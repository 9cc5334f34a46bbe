"""Joining the pages of a site, or the parts of a page, to one whose lines are counted through all files."""

from __future__ import annotations

import os.path
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from sphinx_seminar.cli.importing.joined_page import JoinedPage, News
from sphinx_seminar.cli.importing.markdown.front import without_front
from sphinx_seminar.cli.importing.markdown.html_tree import Element
from sphinx_seminar.cli.importing.markdown.pages import SourcePage, UnreadableError, page_of_markdown, read_page
from sphinx_seminar.cli.importing.page_elements import (
    BLOCKS,
    HEADINGS,
    all_elements,
    holds_blocks,
    marks_out_of,
    remove,
    shift,
    shift_headings,
    shown_blocks,
)
from sphinx_seminar.cli.importing.site_settings import due_in, lists_in, people_in, read_settings, regular_week
from sphinx_seminar.cli.importing.sites import MEETINGS, Site, front, is_of_work
from sphinx_seminar.cli.importing.templates import Templates, mark_of
from sphinx_seminar.model.text import folded, unique
from sphinx_seminar.reading.tables import decoded

_CONTAINERS = frozenset({"", "html", "body", "main", "article", "section", "div"})
#: Folders whose pages hold sessions; a date there is that of a week.
_HOLDERS = ("modules", "weeks", "units", "schedules", "calendars", "sections")
#: Where the heading of a page stands in the whole, and the highest of those inside it.
_OF_PAGE, _INSIDE = 2, 3


def join(site: Site) -> JoinedPage:
    """Read the pages of a site, or the files that are the parts of one page.

    Raises:
        UnreadableError: a file is none of the kinds that are known.
        OSError: a file cannot be read.
    """
    read = _Joined(site)
    if not site.system and len(site.pages) == 1:
        return JoinedPage(read_page(site.pages[0]))
    for file in site.pages:
        read.add_page(file)
    for file in site.sessions:
        read.add_page(file, session=True)
    return read.joined()


@dataclass(slots=True)
class _Joined:
    """The pages of a site while they are read; ``line`` is the first of the next one."""

    site: Site
    templates: Templates = field(init=False)
    root: Element = field(default_factory=lambda: Element(""))
    line: int = 1
    pages: list[SourcePage] = field(default_factory=list)
    files: list[tuple[int, str]] = field(default_factory=list)
    documents: dict[int, str] = field(default_factory=dict)
    left: list[tuple[str, str]] = field(default_factory=list)
    addresses: dict[str, str] = field(default_factory=dict)
    collected: dict[str, list[Element]] = field(default_factory=dict)
    due: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""

    def __post_init__(self) -> None:
        self.templates = Templates(self.site.variables)
        self.left = [(self._name(file), reason) for file, reason in self.site.left]
        for file in (*self.site.pages, *self.site.sessions):
            self._name_address(file)

    def _name(self, file: Path) -> str:
        return file.relative_to(self.site.folder).as_posix() if file.is_relative_to(self.site.folder) else file.name

    def _name_address(self, file: Path) -> None:
        """Take down the addresses at which a page is published, so that links to it lead to its section."""
        if not self.site.system:
            return
        name = self._name(file)
        bare = name.removeprefix("content/").removeprefix("_").rpartition(".")[0]
        said = front(file).settings.get("permalink") if file.suffix.lower() in (".md", ".markdown", ".html") else ""
        published = str(said or "").strip("/")
        for address in (name, bare, f"{bare}.html", published, bare.removesuffix("/index").removesuffix("/_index")):
            if address:
                self.addresses.setdefault(address.casefold(), name)

    def add_page(self, file: Path, *, session: bool = False) -> None:
        """Read a page and put its blocks behind those before it, below a heading of its own."""
        if file.suffix.lower() == ".ipynb":
            self.left.append((self._name(file), "it is a notebook, not a page"))
            return
        try:
            page = read_page(file, self.templates.filled if self.site.system else None)
        except UnreadableError as refused:
            if not self.site.system:
                raise
            if file.read_bytes().strip():
                self.left.append((self._name(file), str(refused).partition(": ")[2] or "it cannot be read"))
            return
        first, self.line = self.line, self.line + decoded(file.read_bytes()).value.count("\n") + 2
        for element in all_elements(page.root):
            element.line += first - 1 if element.line else 0
        self._resolve_links(page.root, file)
        if self.site.system and file.parent.name in ("_schedules", "_calendars"):
            page.root.children = [page_of_markdown(regular_week(front(file).settings)), *page.root.children[1:]]
        if session and self.site.system and (lists := lists_in(front(file).settings)):
            own = page_of_markdown("\n".join(lists.values()))
            page = replace(page, settings=tuple(name for name in page.settings if name not in lists))
            self._resolve_links(own, file)
            page.root.children.append(own)
        problems = tuple(replace(one, line=one.line + first - 1) for one in page.problems)
        self.pages.append(replace(page, problems=problems))
        self.files.append((first, self._name(file)))
        self._place(page, file, first, session=session)

    def _place(self, page: SourcePage, file: Path, first: int, *, session: bool) -> None:
        """Put a page where it belongs: in the place of its collection, or at the end."""
        dated = session and bool(page.said.get("title") and page.said.get("date"))
        if not dated and not any(True for _block in shown_blocks(page.root)):
            return
        heading = self._heading(page, file, first, session=session)
        parts = [*([heading] if heading is not None else []), page.root]
        if session and self.site.system:
            self.collected.setdefault(file.parent.name.lstrip("_"), []).extend(parts)
            return
        if heading is not None and self.site.system:
            stem = file.parent.name if file.stem in ("index", "_index") else file.stem
            words = re.sub(r"[^\w]+", "-", folded(stem)).strip("-") or "page"
            self.documents[first] = unique(words, {"index", *self.documents.values()})
        self.root.children += parts

    def _heading(self, page: SourcePage, file: Path, first: int, *, session: bool) -> Element | None:
        """Return the heading of a page, which is its only one of the first level, or what its front matter says.

        The first page of a site has none: it is the first of the book.
        """
        own = list(page.root.find_all("h1"))
        highest = own[0] if len(own) == 1 or (own and folded(own[0].text()) == folded(page.title)) else None
        first_block = next(page.root.find_all(*BLOCKS), None)
        if not self.site.system:
            shift_headings(page.root, _OF_PAGE if first_block in own else _INSIDE)
            if first_block in own:
                return None
            highest = None
        name = front(file).settings.get("name") if file in self.site.staff else ""
        words = highest.text() if highest is not None else str(name or page.title)
        if highest is not None:
            remove(page.root, highest)
        is_index = file == self.site.index
        shift_headings(page.root, _OF_PAGE if is_index else _INSIDE)
        if is_index:
            self.title = words
            return None
        if words and (due := due_in(front(file).settings)):
            self.due.append((words, due))
        date = page.said.get("date", "") if self._is_dated(page, file, session=session) else ""
        if page.said.get("date") and not date:
            page.root.children.insert(0, Element("p", {}, [page.said["date"]], first))
        name = {"id": f"page:{self._name(file)}"} if self.site.system else {}
        children: list[Element | str] = list(highest.children) if highest is not None else [words]
        return Element(f"h{_OF_PAGE}", name, [*children, f" ({date})"] if date else children, first) if words else None

    def _is_dated(self, page: SourcePage, file: Path, *, session: bool) -> bool:
        """Tell whether the date of a page is that of a session, and not the day on which the page was written."""
        if not self.site.system:
            return True
        shelf = _shelf(file)
        folder = shelf.name.lstrip("_").casefold()
        if folder.startswith(_HOLDERS) or is_of_work(Path(self._name(file))):
            return False
        if session or page.said.keys() & {"Speaker", "Presenter", "Location", "Slides", "Recording"}:
            return True
        beside = [one for one in self.site.pages if _shelf(one) == shelf and one.stem != "_index"]
        root = self.site.folder / "content" if self.site.system == "hugo" else self.site.folder
        inside = shelf != root
        return inside and folder in MEETINGS and sum("date" in front(one).said for one in beside) > 1

    def _resolve_links(self, root: Element, file: Path) -> None:
        """Write the links of a page such that they lead from the folder of the site, and to sections for its pages."""
        if not self.site.system:
            return
        folder = PurePosixPath(self._name(file)).parent
        for element in root.find_all("a", "img", "iframe", "video", "source", "embed"):
            for name in ("href", "src"):
                if address := element.attributes.get(name, ""):
                    element.attributes[name] = self._address(address.strip(), folder)

    def _address(self, address: str, folder: PurePosixPath) -> str:
        if re.match(r"[A-Za-z][\w+.-]*:|//|#", address):
            return address
        path, _mark, _inside = address.partition("#")
        path = unquote(path.partition("?")[0])
        if self.site.base and (path == self.site.base or path.startswith(f"{self.site.base}/")):
            path = path.removeprefix(self.site.base) or "/"
        whole = path if path.startswith("/") else f"/{folder}/{path}"
        whole = os.path.normpath(whole).lstrip("/")
        for known in (whole, whole.rpartition(".")[0], f"{folder.name}/{whole}".strip("/")):
            if known and known.casefold() in self.addresses:
                return f"#page:{self.addresses[known.casefold()]}"
        for below in ("", "static/"):
            if (self.site.folder / below / whole).is_file():
                return f"/{below}{whole}"
        return address if not path.startswith("/") and str(folder) == "." else f"/{whole}"

    def joined(self) -> JoinedPage:
        """Return what was read; collections that no page shows stand at the end."""
        news = tuple(self._news(file) for file in self.site.news)
        for file in self.site.staff:
            if file.suffix.lower() in (".md", ".markdown") and without_front(decoded(file.read_bytes()).value).strip():
                self.add_page(file, session=True)
        self._fill_places()
        for parts in self.collected.values():
            self.root.children += parts
        said = {name: text for page in reversed(self.pages) for name, text in page.said.items()}
        kept = {name: text for name, text in said.items() if name in ("language", "term")}
        subtitle = self._subtitle()
        page = SourcePage(
            self.root,
            self.title or _title_of(self.site),
            self.site.folder,
            {**kept, **self.site.said, **({"title": self._book_title()} if self._book_title() else {})},
            tuple(dict.fromkeys(name for one in self.pages for name in one.settings)),
            any(one.menus for one in self.pages),
            any(one.dollars for one in self.pages),
            tuple(problem for one in self.pages for problem in one.problems),
        )
        if subtitle:
            self.root.children.insert(0, Element("p", {}, [subtitle], 1))
        people = tuple(one for file in self.site.staff for one in self._people(file))
        return JoinedPage(
            page,
            tuple(self.files),
            self.documents,
            people,
            news,
            tuple(self.left),
            self.templates.left_out,
            self.site.photos,
            tuple(self.due),
        )

    def _book_title(self) -> str:
        """Return the title of the site, or that of its first page where this says the same and more."""
        said, own = self.site.said.get("title", ""), self.title
        return own if own and (not said or folded(said) in folded(own)) else said

    def _subtitle(self) -> str:
        """Return the heading of the first page where the book is not called so."""
        own = folded(self.title)
        told = own not in ("", "home", "about", "index", "welcome", folded(self._book_title()))
        return self.title if told else ""

    def _fill_places(self) -> None:
        """Put the pages of a collection where a page of the site shows them, and a mark for people and news."""
        kept = _places(self.site)
        level = _OF_PAGE
        for holder in [self.root, *all_elements(self.root)]:
            written: list[Element | str] = []
            for child in holder.children:
                if isinstance(child, Element) and child.name in HEADINGS:
                    level = int(child.name[1])
                marks = [] if holder.name in _CONTAINERS and holds_blocks(child) else list(marks_out_of(child))
                written.append(child)
                for name in marks if holder.name in _CONTAINERS else ():
                    parts = self.collected.pop(name, [])
                    shift(parts, level + 1)
                    written += [*([Element("p", {}, [mark_of(name)])] if name in kept else []), *parts]
            holder.children = written

    def _news(self, file: Path) -> News:
        page = read_page(file, self.templates.filled)
        self._resolve_links(page.root, file)
        named = re.match(r"(?P<date>\d{4}-\d\d?-\d\d?)-(?P<words>.*)", file.stem)
        title = page.title if front(file).said.get("title") else ""
        return News(page.said.get("date", "") or (named["date"] if named is not None else ""), title, page.root)

    def _people(self, file: Path) -> Iterator[Mapping[str, str]]:
        if file.suffix.lower() in (".yml", ".yaml", ".json"):
            yield from people_in(read_settings(file), file.stem)
            return
        said = front(file)
        yield from people_in({"name": said.said.get("title", ""), **said.settings}, "staff")


def _shelf(file: Path) -> Path:
    """Return the folder of a page, which may be a folder itself: "talks/kernels/index.md" is one of "talks"."""
    return file.parent.parent if file.stem == "index" else file.parent


def _places(site: Site) -> set[str]:
    """Return the names by which a page of the site shows people and announcements."""
    return {file.parent.name.lstrip("_") for file in site.news} | {
        file.stem if file.parent.name.lstrip("_") == "data" else file.parent.name.lstrip("_") for file in site.staff
    }


def _title_of(site: Site) -> str:
    words = re.sub(r"[-_]+", " ", site.folder.resolve().name).strip()
    return words[:1].upper() + words[1:]
