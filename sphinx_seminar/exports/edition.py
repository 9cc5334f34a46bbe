"""An edition: the book as it is published, with the addresses of its pages and lasting names of its parts."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_seminar.book import Book
from sphinx_seminar.config import unnamed
from sphinx_seminar.exports.values import absolute, clean, one_line
from sphinx_seminar.model import Assignment, Course, Resource, Session
from sphinx_seminar.rendering.builders import base_address, page_address, written_indices

if TYPE_CHECKING:
    from sphinx.builders import Builder

#: A function from document and anchor (or ``""``) to the page's address, absolute if the book knows its own.
Address = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Edition:
    """A book with the addresses, title and language under which a builder publishes it.

    ``address`` gives the addresses of pages, ``base`` is that of their folder, ``""`` where the book does not know its
    own (``html_baseurl``). ``project`` tells the book from others, and is best never changed; without one the course's
    title serves. ``language`` is a Sphinx language code, ``root`` the document of the first page, and ``indices`` are
    the index pages that the book has, ``None`` where it has no search page.
    """

    book: Book
    address: Address
    base: str = ""
    project: str = ""
    author: str = ""
    language: str = "en"
    root: str = "index"
    indices: tuple[str, ...] | None = None

    @property
    def course(self) -> Course | None:
        """The course of the book."""
        return self.book.course

    @property
    def zone(self) -> str:
        """The zone of every date that names none."""
        return self.book.timezone

    @property
    def title(self) -> str:
        """The title of the course on one line; empty for a book without one."""
        return one_line(str(self.course.title)) if self.course is not None else ""

    @property
    def name(self) -> str:
        """The name of the book among others: its project, else the title of its course."""
        return one_line(self.project) or self.title

    @property
    def scope(self) -> str:
        """The part of identifiers that tells this term's sessions from those of other terms and courses."""
        return "-".join(filter(None, (self.name, _term_of(self.book))))

    @property
    def home(self) -> str:
        """The absolute address of the first page, ``""`` where the book does not know its own."""
        return absolute(self.address(self.root, "")) if self.base else ""

    def within(self, docname: str, anchor: str) -> str:
        """Return the address of a page from the book's folder."""
        return self.address(docname, anchor).removeprefix(self.base)

    def page(self, declared: Session | Assignment) -> str:
        """Return the absolute address of a session or an assignment, or ``""`` where the book doesn't know its own."""
        return absolute(self.address(declared.place.docname, declared.anchor))

    def file(self, path: str) -> str:
        """Return the absolute address of a file beside the pages, ``""`` where the book does not know its own."""
        return absolute(f"{self.base}{quote(path)}") if self.base else ""

    def resource(self, owner: Session | Assignment, resource: Resource) -> str:
        """Return the absolute address of a resource; a file of the book has one only where the book knows its own."""
        file = self.book.file_of(owner.place.docname, resource)
        if file is None:
            return absolute(resource.target)
        if file.document:
            return absolute(self.address(file.document, ""))
        address, fragment = self.file(file.path), file.fragment(resource.target)
        return absolute(f"{address}#{fragment}") if address and fragment else address

    def identity(self, name: str) -> uuid.UUID:
        """Return the lasting id of a part of the book, whatever its address (RFC 4122, section 4.3)."""
        return uuid.uuid5(uuid.NAMESPACE_OID, f"sphinx-seminar\n{self.scope}\n{clean(name)}")


def edition_of(builder: Builder, book: Book) -> Edition:
    """Return the book with the addresses and names under which a builder publishes it."""
    config = builder.config
    return Edition(
        book,
        partial(page_address, builder),
        base_address(config),
        config.project,
        # What Sphinx calls an author who is not named is nobody.
        config.author if config.author != unnamed(config, "author") else "",
        config.language,
        config.root_doc,
        written_indices(builder) if getattr(builder, "search", False) else None,
    )


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a session, of all or of one group, under a ``name`` that no other has.

    ``group`` is the key of the group and ``label`` its name for readers, both ``""`` where the meeting is for all.
    """

    session: Session
    name: str
    group: str = ""
    label: str = ""


def meetings_of(session: Session) -> Iterator[Meeting]:
    """Yield the meetings of a session, of one group after the other."""
    for time, one in session.apart:
        key, label = (time.key, time.label) if time is not None else ("", "")
        name = f"{session.name}.{key}" if key else session.name
        further = (replace(one, when=when, moved_from=None) for when in one.further)
        for number, meeting in enumerate((one, *further), 1):
            yield Meeting(meeting, name if number == 1 else f"{name}-{number}", key, label)


def _term_of(book: Book) -> str:
    """Return the term of a course as its author calls it, else the year in which its plan or its first date begins."""
    course = book.course
    named = one_line(dict(course.facts).get("term", "")) if course is not None else ""
    if named:
        return named
    if course is not None and course.plan is not None:
        return str(course.plan.starts.year)
    dates = [when for session in book.sessions for when in (session.moved_from, session.when)]
    lines = [*(line.when for _place, line in book.milestones), *(work.due_at for work in book.assignments)]
    for whens in (dates, lines):
        days = [when.first for when in whens if when is not None and when.first is not None]
        if days:
            return str(min(days).year)
    return ""
