"""Addresses as files need them that are read far from the book's pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote, urljoin, urlsplit

from sphinx_seminar.book import Book
from sphinx_seminar.exports.texts import clean
from sphinx_seminar.model import Resource, Session
from sphinx_seminar.model.addresses import safe_address

#: Where a page stands, by document and anchor (which may be empty): an absolute address if the book knows its own.
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


def resource_address(book: Book, session: Session, resource: Resource, course_url: str, address: Address) -> str:
    """Return the absolute address of a resource; that of a local file needs the address of the course."""
    file = book.file_of(session.place.docname, resource)
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
