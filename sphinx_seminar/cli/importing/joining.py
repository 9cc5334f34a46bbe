"""Joining the pages of a site, or the parts of a page, to one whose lines are counted through all files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sphinx_seminar.cli.importing import SITE_WORDS
from sphinx_seminar.cli.importing.joined_page import JoinedPage, News
from sphinx_seminar.cli.importing.markdown.front import Front, without_front
from sphinx_seminar.cli.importing.markdown.html_tree import Element
from sphinx_seminar.cli.importing.markdown.pages import SourcePage, UnreadableError, page_of_markdown, read_page
from sphinx_seminar.cli.importing.page_elements import (
    BLOCKS,
    INSIDE,
    OF_PAGE,
    SiteAddresses,
    all_elements,
    fill_places,
    remove,
    shift,
    shown_blocks,
)
from sphinx_seminar.cli.importing.site_settings import due_in, lists_in, people_in, read_data, regular_week
from sphinx_seminar.cli.importing.sites import Site, front, is_of_work
from sphinx_seminar.cli.importing.templates import Templates
from sphinx_seminar.model.text import folded, unique
from sphinx_seminar.reading.tables import decoded

#: Folders whose pages hold sessions; a date there is that of a week.
_HOLDERS = ("modules", "weeks", "units", "schedules", "calendars", "sections")
#: Collections of Just the Class that hold the regular week.
_WEEKS = ("_schedules", "_calendars")
#: What a page says of itself where it is a session.
_OF_SESSIONS = frozenset({"Speaker", "Presenter", "Location", "Slides", "Recording"})


def join(site: Site) -> JoinedPage:
    """Read the pages of a site, or the files that are the parts of one page.

    Raises:
        UnreadableError: a file is none of the kinds that are known.
        OSError: a file cannot be read.
    """
    if site.system:
        return _joined_site(site)
    if len(site.pages) == 1:
        return JoinedPage(read_page(site.pages[0]))
    joined = _Joined(site)
    for file in site.pages:
        joined.add_part(file)
    return joined.whole()


def _joined_site(site: Site) -> JoinedPage:
    joined = _Joined(site)
    for file in site.pages:
        joined.add_page(file)
    for file in site.sessions:
        joined.add_page(file, session=True)
    for file in site.staff:
        if file.suffix.lower() in (".md", ".markdown") and without_front(decoded(file.read_bytes()).value).strip():
            joined.add_page(file, session=True)
    fill_places(joined.root, joined.collected, _places(site))
    for parts in joined.collected.values():
        # No page shows these.
        joined.root.children += parts
    if subtitle := joined.subtitle:
        joined.root.children.insert(0, Element("p", {}, [subtitle], 1))
    return replace(
        joined.whole(),
        people=tuple(one for file in site.staff for one in joined.people(file)),
        announced=tuple(map(joined.news, site.news)),
        filled=joined.templates.left_out,
        photos=site.photos,
    )


@dataclass(slots=True)
class _Joined:
    """The pages of a site while they are read; ``line`` is the first of the next one.

    ``collected`` are the pages of collections, by the names of these; ``title`` is that of the site's first page.
    """

    site: Site
    fronts: Mapping[Path, Front] = field(init=False)
    addresses: SiteAddresses = field(init=False)
    templates: Templates = field(init=False)
    root: Element = field(default_factory=lambda: Element(""))
    line: int = 1
    pages: list[SourcePage] = field(default_factory=list)
    files: list[tuple[int, str]] = field(default_factory=list)
    documents: dict[int, str] = field(default_factory=dict)
    left: list[tuple[str, str]] = field(default_factory=list)
    collected: dict[str, list[Element]] = field(default_factory=dict)
    due: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""

    def __post_init__(self) -> None:
        site = self.site
        self.fronts = {file: front(file) for file in (*site.pages, *site.sessions, *site.staff, *site.news)}
        self.addresses = SiteAddresses(site, self.fronts)
        self.templates = Templates(site.variables)
        self.left = [(self.addresses.name(file), reason) for file, reason in site.left]

    def add_part(self, file: Path) -> None:
        """Read a part of a page, and put its blocks behind those before it, below its heading or its name."""
        page = read_page(file)
        first = self._add(page, file)
        if not any(True for _block in shown_blocks(page.root)):
            return
        first_block = next(page.root.find_all(*BLOCKS), None)
        if first_block is not None and first_block.name == "h1":
            shift([page.root], OF_PAGE)
            self.root.children.append(page.root)
            return
        shift([page.root], INSIDE)
        self._note_due(page.title, file)
        heading = _heading([page.title], page.said.get("date", ""), first)
        self.root.children += [*([heading] if page.title else []), page.root]

    def add_page(self, file: Path, *, session: bool = False) -> None:
        """Read a page of a site and put it where it belongs: among those of its collection, or at the end."""
        if file.suffix.lower() == ".ipynb":
            self.left.append((self.addresses.name(file), "it is a notebook, not a page"))
            return
        try:
            page = read_page(file, self.templates.filled)
        except UnreadableError as refused:
            if file.read_bytes().strip():
                reason = str(refused).partition(": ")[2] or "it cannot be read"
                self.left.append((self.addresses.name(file), reason))
            return
        settings = self.fronts[file].settings
        if file.parent.name in _WEEKS:
            page.root.children = [page_of_markdown(regular_week(settings)), *page.root.children[1:]]
        if session and (lists := lists_in(settings)):
            page.root.children.append(page_of_markdown("\n".join(lists.values())))
            page = replace(page, settings=tuple(name for name in page.settings if name not in lists))
        self.addresses.resolve_links(page.root, file)
        first = self._add(page, file)
        dated = session and bool(page.said.get("title") and page.said.get("date"))
        if not dated and not any(True for _block in shown_blocks(page.root)):
            return
        heading = self._heading_of(page, file, first, session=session)
        parts = [*([heading] if heading is not None else []), page.root]
        if session:
            self.collected.setdefault(file.parent.name.lstrip("_"), []).extend(parts)
            return
        if heading is not None:
            stem = file.parent.name if file.stem in ("index", "_index") else file.stem
            words = re.sub(r"[^\w]+", "-", folded(stem)).strip("-") or "page"
            self.documents[first] = unique(words, {"index", *self.documents.values()})
        self.root.children += parts

    def _add(self, page: SourcePage, file: Path) -> int:
        """Count the lines of a page behind those before it, and return the first of them."""
        first, self.line = self.line, self.line + decoded(file.read_bytes()).value.count("\n") + 2
        for element in all_elements(page.root):
            element.line += first - 1 if element.line else 0
        problems = tuple(replace(one, line=one.line + first - 1) for one in page.problems)
        self.pages.append(replace(page, problems=problems))
        self.files.append((first, self.addresses.name(file)))
        return first

    def _note_due(self, title: str, file: Path) -> None:
        if title and (due := due_in(self.fronts[file].settings)):
            self.due.append((title, due))

    def _heading_of(self, page: SourcePage, file: Path, first: int, *, session: bool) -> Element | None:
        """Return the heading of a page, which is its only one of the first level, or what its front matter says.

        The first page of a site has none: it is the first of the book.
        """
        own = list(page.root.find_all("h1"))
        highest = own[0] if len(own) == 1 or (own and folded(own[0].text()) == folded(page.title)) else None
        name = self.fronts[file].settings.get("name") if file in self.site.staff else ""
        words = highest.text() if highest is not None else str(name or page.title)
        if highest is not None:
            remove(page.root, highest)
        if file == self.site.index:
            shift([page.root], OF_PAGE)
            self.title = words
            return None
        shift([page.root], INSIDE)
        self._note_due(words, file)
        date = page.said.get("date", "")
        if date and not self._is_dated(page, file, session=session):
            page.root.children.insert(0, Element("p", {}, [date], first))
            date = ""
        children = list(highest.children) if highest is not None else [words]
        return _heading(children, date, first, f"page:{self.addresses.name(file)}") if words else None

    def _is_dated(self, page: SourcePage, file: Path, *, session: bool) -> bool:
        """Tell whether the date of a page is that of a session, and not the day on which the page was written."""
        shelf = _shelf(file)
        folder = shelf.name.lstrip("_").casefold()
        if folder.startswith(_HOLDERS) or is_of_work(Path(self.addresses.name(file))):
            return False
        if session or page.said.keys() & _OF_SESSIONS:
            return True
        root = self.site.folder / "content" if self.site.system == "hugo" else self.site.folder
        beside = [one for one in self.site.pages if _shelf(one) == shelf and one.stem != "_index"]
        return (
            shelf != root
            and folder in SITE_WORDS["meetings"]
            and sum("date" in self.fronts[one].said for one in beside) > 1
        )

    def whole(self) -> JoinedPage:
        """Return what was read as one page."""
        said = {name: text for page in reversed(self.pages) for name, text in page.said.items()}
        said = {**{name: said[name] for name in ("language", "term") if name in said}, **self.site.said}
        page = SourcePage(
            self.root,
            self.title or _title_of(self.site),
            self.site.folder,
            {**said, **({"title": title} if (title := self._book_title) else {})},
            tuple(dict.fromkeys(name for one in self.pages for name in one.settings)),
            any(one.menus for one in self.pages),
            any(one.dollars for one in self.pages),
            tuple(problem for one in self.pages for problem in one.problems),
        )
        return JoinedPage(page, tuple(self.files), self.documents, left=tuple(self.left), due=tuple(self.due))

    @property
    def _book_title(self) -> str:
        """Return the title of the site, or that of its first page where this says the same and more."""
        said, own = self.site.said.get("title", ""), self.title
        return own if own and (not said or folded(said) in folded(own)) else said

    @property
    def subtitle(self) -> str:
        """Return the heading of the first page where the book is not called so."""
        told = folded(self.title) not in ("", "home", "about", "index", "welcome", folded(self._book_title))
        return self.title if told else ""

    def news(self, file: Path) -> News:
        """Return an announcement of the site."""
        page = read_page(file, self.templates.filled)
        self.addresses.resolve_links(page.root, file)
        named = re.match(r"(?P<date>\d{4}-\d\d?-\d\d?)-(?P<words>.*)", file.stem)
        title = page.title if self.fronts[file].said.get("title") else ""
        return News(page.said.get("date", "") or (named["date"] if named is not None else ""), title, page.root)

    def people(self, file: Path) -> Iterator[Mapping[str, str]]:
        """Yield the people of a file by their settings."""
        if file.suffix.lower() in (".yml", ".yaml", ".json"):
            yield from people_in(read_data(file), file.stem)
            return
        said = self.fronts[file]
        yield from people_in({"name": said.said.get("title", ""), **said.settings}, "staff")


def _heading(words: Sequence[Element | str], date: str, line: int, name: str = "") -> Element:
    """Return the heading of a page that becomes a section."""
    children = [*words, f" ({date})"] if date else list(words)
    return Element(f"h{OF_PAGE}", {"id": name} if name else {}, children, line)


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
