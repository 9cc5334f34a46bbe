"""An edition: the book with its public addresses and language; and texts made safe for other formats."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from sphinx_seminar.book import Book
from sphinx_seminar.model import Assignment, Course, Resource, Session
from sphinx_seminar.model.resource import safe_address

#: Unicode's other ways to end a line.
_LINE_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
#: Controls, halves of surrogate pairs and what is no character (none may stand in XML 1.0, section 2.2, or in a text of
#: RFC 5545, section 3.3.11), and the marks that turn the direction of all that follows.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202d\u202e\ufffe\uffff]")
_BLANK = re.compile(r"[ \t\n]+")


def clean(text: str) -> str:
    """Return a text without characters that file formats forbid, such as controls; lines end with line feeds."""
    # Most texts hold nothing else than printable characters, and all that is forbidden is none.
    return text if text.isprintable() else _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """Return a clean text on one line."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _BLANK.sub(" ", clean(text)).strip()


def given(**fields: Any) -> dict[str, Any]:
    """Return the fields without the empty ones."""
    found = {name: clean(value) if isinstance(value, str) else value for name, value in fields.items()}
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}


def cleaned(value: Any) -> Any:
    """Return data with every text free of characters that files may not hold."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: cleaned(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [cleaned(part) for part in value]
    return value


def json_items(value: Any) -> str:
    """Return data as JSON, each item of a list on a line of its own, so that a change is a changed line."""
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(json_items, value)) + "\n]"
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


#: A function from document and anchor (or ``""``) to the page's address, absolute if the book knows its own.
Address = Callable[[str, str], str]

#: The characters with a meaning of their own (RFC 3986, section 2.2), and the escapes that are made already.
_MEANINGFUL = "%:/?#[]@!$&'()*+,;=~"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def uri(address: str) -> str:
    """Return an address in the characters of RFC 3986, or ``""`` where its scheme is not a safe one."""
    safe = safe_address(clean(address)).value
    return quote(_STRAY_PERCENT.sub("%25", safe), safe=_MEANINGFUL)


def absolute(address: str) -> str:
    """Return the address if it means the same wherever it is read, else ``""``."""
    found = uri(address)
    try:
        parts = urlsplit(found)
    except ValueError:
        return ""
    return found if parts.scheme and (parts.netloc or parts.scheme == "mailto") else ""


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
    lines = [when for _name, when, _words in book.milestones]
    lines += [work.due_at for work in book.assignments if work.due_at is not None]
    days = [when.first for when in dates if when.first is not None] or [when.first for when in lines if when.first]
    return str(min(days).year) if days else ""
