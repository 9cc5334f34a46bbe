"""Joining the pages of a site, or the parts of a page, to one whose lines are counted through all files."""

from __future__ import annotations

import datetime as dt
import os.path
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from sphinx_seminar.cli.book_folder import markdown_text
from sphinx_seminar.cli.importing.markdown.front import without_front
from sphinx_seminar.cli.importing.markdown.html_tree import Element
from sphinx_seminar.cli.importing.markdown.pages import SourcePage, UnreadableError, page_of_markdown, read_page
from sphinx_seminar.cli.importing.site_settings import read_settings
from sphinx_seminar.cli.importing.sites import MEETINGS, Site, front, is_of_work
from sphinx_seminar.cli.importing.staff import people_in
from sphinx_seminar.cli.importing.templates import PLACE, Templates, mark_of
from sphinx_seminar.model.text import folded, unique
from sphinx_seminar.reading.tables import decoded
from sphinx_seminar.reading.vocabulary import meaning_of

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CONTAINERS = frozenset({"", "html", "body", "main", "article", "section", "div"})
_BLOCKS = (*_HEADINGS, "p", "table", "ul", "ol", "dl", "pre", "blockquote")
#: Folders whose pages hold sessions; a date there is that of a week.
_HOLDERS = ("modules", "weeks", "units", "schedules", "calendars", "sections")
#: How deep links may stand in front matter.
_DEEPEST = 4
#: Where the heading of a page stands in the whole, and the highest of those inside it.
_OF_PAGE, _INSIDE = 2, 3


@dataclass(frozen=True, slots=True)
class News:
    """An announcement with its day, as its front matter says it, its title, and what it says."""

    date: str
    title: str
    said: Element


@dataclass(frozen=True, slots=True)
class JoinedPage:
    """All pages as one; ``files`` are they with their first lines in it, in order.

    ``documents`` are the names of pages that stay pages of the book, by their first lines. ``people`` are the settings
    of those who teach, ``announced`` what is told, ``due`` the work that
    pages say to be due, by title, ``left`` files that are not read, each with the reason.
    """

    page: SourcePage
    files: tuple[tuple[int, str], ...] = ()
    documents: Mapping[int, str] = field(default_factory=dict)
    people: tuple[Mapping[str, str], ...] = ()
    announced: tuple[News, ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    filled: int = 0
    photos: str = ""
    due: tuple[tuple[str, str], ...] = ()

    def place(self, line: int) -> str:
        """Return a line as a report names it, with its file where there are several."""
        if len(self.files) < 2:
            return f"line {line}"
        first, file = self._file(line)
        return f"{file}:{line - first + 1}"

    def _file(self, line: int) -> tuple[int, str]:
        """Return the file in which a line stands, with its first line."""
        number = bisect_right([first for first, _file in self.files], line) - 1
        return self.files[max(number, 0)] if self.files else (1, "")

    def is_work(self, line: int) -> bool:
        """Tell whether a line is on a page of a site that is about work to hand in: what it counts is no session."""
        return self.documents.get(self._file(line)[0], "") != "" and is_of_work(Path(self._file(line)[1]))

    def is_collected(self, line: int) -> bool:
        """Tell whether a line is in a collection of a site, such as its weeks."""
        return self._file(line)[1].startswith("_")


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
        for element in _all_elements(page.root):
            element.line += first - 1 if element.line else 0
        self._resolve_links(page.root, file)
        if self.site.system and file.parent.name in ("_schedules", "_calendars"):
            page.root.children = [page_of_markdown(_week(front(file).settings)), *page.root.children[1:]]
        if session and self.site.system and (lists := _lists_of(front(file).settings)):
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
        if not dated and not any(True for _block in _shown(page.root)):
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
        first_block = next(page.root.find_all(*_BLOCKS), None)
        if not self.site.system:
            _shift_headings(page.root, _OF_PAGE if first_block in own else _INSIDE)
            if first_block in own:
                return None
            highest = None
        name = front(file).settings.get("name") if file in self.site.staff else ""
        words = highest.text() if highest is not None else str(name or page.title)
        if highest is not None:
            _remove(page.root, highest)
        is_index = file == self.site.index
        _shift_headings(page.root, _OF_PAGE if is_index else _INSIDE)
        if is_index:
            self.title = words
            return None
        if words and (due := _due_in(front(file).settings)):
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
        for holder in [self.root, *_all_elements(self.root)]:
            written: list[Element | str] = []
            for child in holder.children:
                if isinstance(child, Element) and child.name in _HEADINGS:
                    level = int(child.name[1])
                marks = [] if holder.name in _CONTAINERS and _holds_blocks(child) else list(_marks_out_of(child))
                written.append(child)
                for name in marks if holder.name in _CONTAINERS else ():
                    parts = self.collected.pop(name, [])
                    _shift(parts, level + 1)
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


def _due_in(settings: Mapping[str, Any]) -> str:
    """Return when the work of a page is due, as its front matter says it, ``""`` for a page of something else."""
    said = {re.sub(r"[_\s-]", "", str(name)).casefold(): value for name, value in settings.items()}
    value = next((said[name] for name in ("due", "duedate", "dueat", "deadline") if said.get(name)), "")
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return " ".join(str(value).split()) if isinstance(value, (str, dt.date)) else ""


def _places(site: Site) -> set[str]:
    """Return the names by which a page of the site shows people and announcements."""
    return {file.parent.name.lstrip("_") for file in site.news} | {
        file.stem if file.parent.name.lstrip("_") == "data" else file.parent.name.lstrip("_") for file in site.staff
    }


def _title_of(site: Site) -> str:
    words = re.sub(r"[-_]+", " ", site.folder.resolve().name).strip()
    return words[:1].upper() + words[1:]


def _all_elements(root: Element) -> Iterator[Element]:
    for child in root.elements():
        yield child
        yield from _all_elements(child)


def _holds_blocks(child: Element | str) -> bool:
    return isinstance(child, Element) and next(child.find_all(*_BLOCKS, "div", "section"), None) is not None


def _marks_out_of(child: Element | str) -> Iterator[str]:
    """Take the marks of collections out of a block, and yield their names."""
    for element in (child, *_all_elements(child)) if isinstance(child, Element) else ():
        for number, text in enumerate(element.children):
            if isinstance(text, str) and PLACE.search(text):
                yield from PLACE.findall(text)
                element.children[number] = PLACE.sub("", text)


def _shown(root: Element) -> Iterator[Element]:
    """Yield the blocks of a page that say something to a reader."""
    return (one for one in root.find_all("p", "table", "ul", "ol", "dl", "pre", "blockquote", "img", "a") if one.text())


def _remove(root: Element, element: Element) -> None:
    for holder in (root, *_all_elements(root)):
        if any(child is element for child in holder.children):
            holder.children = [child for child in holder.children if child is not element]
            return


def _shift_headings(root: Element, highest: int) -> None:
    _shift([root], highest)


def _shift(parts: Sequence[Element], highest: int) -> None:
    """Move the headings in some parts such that the highest has a level."""
    headings = [one for part in parts for one in (part, *_all_elements(part)) if one.name in _HEADINGS]
    by = highest - min((int(one.name[1]) for one in headings), default=highest)
    for one in headings:
        one.name = f"h{min(max(int(one.name[1]) + by, 1), 6)}"


def _lists_of(settings: Mapping[str, Any]) -> dict[str, str]:
    """Return the links and readings in the front matter of a session: the Markdown of each list, by its name."""
    written = {}
    for name, value in settings.items():
        found = list(_named_links(value, name))
        if not found and meaning_of(str(name)) == "papers":
            said = value if isinstance(value, list) else [value]
            found = [markdown_text(one) for one in said if isinstance(one, str) and one.strip()]
        if found:
            label = re.sub(r"[_-]+", " ", str(name)).capitalize()
            written[str(name)] = "\n".join([f"**{markdown_text(label)}**", "", *(f"- {one}" for one in found), ""])
    return written


def _named_links(value: object, name: str, depth: int = 0) -> Iterator[str]:
    if isinstance(value, list) and depth < _DEEPEST:
        for one in value:
            yield from _named_links(one, name, depth + 1)
    elif isinstance(value, Mapping) and depth < _DEEPEST:
        address = next((str(value[key]) for key in ("url", "link", "href") if value.get(key)), "")
        if not address:
            for key, one in value.items():
                yield from _named_links(one, str(key), depth + 1)
            return
        said = next((str(value[key]) for key in ("name", "title", "label", "text") if value.get(key)), name)
        beside = [str(value[key]) for key in ("author", "authors", "publisher", "year") if value.get(key)]
        yield ", ".join([f"[{markdown_text(said)}](<{address}>)", *map(markdown_text, beside)])
    elif isinstance(value, str) and depth and re.match(r"https?://|/[^/]", value):
        yield f"[{markdown_text(name)}](<{value}>)"


def _week(settings: Mapping[str, Any]) -> str:
    """Return the regular week that Just the Class draws as a list of its events; without dates they are no sessions."""
    days = settings.get("schedule")
    lines = []
    for day in days if isinstance(days, list) else ():
        events = day.get("events") if isinstance(day, dict) else None
        for event in events if isinstance(events, list) else ():
            if isinstance(event, dict):
                hours = " – ".join(str(event[name]) for name in ("start", "end") if event.get(name))
                said = (str(event.get("name", "")), hours, str(event.get("location", "")))
                lines.append(
                    f"- {markdown_text(str(day.get('name', '')))}: {markdown_text(', '.join(filter(None, said)))}\n"
                )
    return "".join(lines)
