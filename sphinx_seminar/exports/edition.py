"""An edition: the book with its public addresses and language; and texts made safe for other formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from sphinx_seminar.book import Book
from sphinx_seminar.exports.values import absolute, one_line
from sphinx_seminar.model import Assignment, Course, Resource, Session

#: A function from document and anchor (or ``""``) to the page's address, absolute if the book knows its own.
Address = Callable[[str, str], str]


def resource_address(
    book: Book, owner: Session | Assignment, resource: Resource, course_url: str, address: Address
) -> str:
    """Return the absolute address of a resource; a local file has one only if that of the course is known."""
    file = book.file_of(owner.place.docname, resource)
    if file is None:
        return absolute(resource.target)
    if file.document:
        return absolute(address(file.document, ""))
    home = _folder(course_url)
    fragment = file.fragment(resource.target)
    return absolute(urljoin(home, quote(file.path)) + (f"#{fragment}" if fragment else "")) if home else ""


def _folder(course_url: str) -> str:
    """Return the folder of the course's first page, which may be named with or without its last slash."""
    home = absolute(course_url)
    path = urlsplit(home).path
    return home if not home or path.endswith("/") or "." in path.rpartition("/")[2] else f"{home}/"


@dataclass(frozen=True, slots=True)
class Edition:
    """The book as exports see it.

    ``course_url`` is the address of the first page, ``project`` tells the book from others (its terms are told apart by
    :func:`term_of`), ``language`` is a Sphinx language code.
    """

    book: Book
    address: Address
    course_url: str
    project: str
    language: str

    @property
    def course(self) -> Course | None:
        """The course of the book."""
        return self.book.course

    @property
    def zone(self) -> str:
        """The zone of every date that names none."""
        return self.book.timezone

    @property
    def scope(self) -> str:
        """The part of identifiers that tells this term's sessions from those of other terms and courses."""
        return "-".join(filter(None, (one_line(self.project), term_of(self.book))))

    def page(self, declared: Session | Assignment) -> str:
        """Return the absolute address of a session or an assignment, or ``""`` where the book doesn't know its own."""
        return absolute(self.address(declared.place.docname, declared.anchor))


def title_of(book: Book) -> str:
    """Return the title of the course on one line; empty for a book without one."""
    return one_line(str(book.course.title)) if book.course is not None else ""


def term_of(book: Book) -> str:
    """Return the term of a course as its author calls it, else the year in which its plan or its first date begins."""
    course = book.course
    named = one_line(dict(course.facts).get("term", "")) if course is not None else ""
    if named:
        return named
    if course is not None and course.plan is not None:
        return str(course.plan.starts.year)
    dates = [when for session in book.sessions for when in (session.moved_from, session.when) if when is not None]
    lines = [line.when for _place, line in book.milestones]
    lines += [work.due_at for work in book.assignments if work.due_at is not None]
    days = [when.first for when in dates if when.first is not None] or [when.first for when in lines if when.first]
    return str(min(days).year) if days else ""
