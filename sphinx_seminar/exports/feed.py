"""Announcements and sessions as a feed, each newest first (Atom, RFC 4287)."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from sphinx_seminar.book import Book
from sphinx_seminar.book.views.announcements import plain_words
from sphinx_seminar.exports.edition import Address, Edition, title_of
from sphinx_seminar.exports.facts import (
    Fact,
    categories,
    date_words,
    due_headline,
    due_words,
    facts,
    facts_of_work,
    headline,
    rooms_words,
    when_words,
)
from sphinx_seminar.exports.values import absolute, clean, iso_utc, one_line, stretch
from sphinx_seminar.model import Announcement, Assignment, Person, Place, Session, When
from sphinx_seminar.rendering.words import DUE, WHEN, WHERE

_ATOM = "http://www.w3.org/2005/Atom"
_XHTML = "http://www.w3.org/1999/xhtml"
#: A mail address and nothing else.
_ADDRESS = re.compile(r"mailto:[^@?\s]+@[^@?\s]+")
#: The first sentence of an announcement, and how much of it a title has (characters).
_SENTENCE = re.compile(r".{8,}?[.!?。！？](?=\s|\Z)")
_TITLE = 100
#: A feed must say when it was last changed, even one without sessions, and must not ask the clock.
_NEVER = "2000-01-01T00:00:00Z"


def feed(
    book: Book,
    address: Address,
    self_url: str,
    title: str,
    author: str,
    *,
    project: str = "",
    course_url: str = "",
    language: str = "en",
) -> bytes:
    """Return the feed: announcements, and every session with a date, be it only a month; the others are no news.

    An entry bears the date of its session's beginning, as far as that is known. The authors are the course's
    instructors, else ``author``. ``self_url`` is the feed's own address. Relative addresses are left out: a feed is
    read far from the book. Ids are made of names, of ``project`` (else the title) and of the term, so that a book keeps
    them when it moves to another address. ``course_url`` is the address of the first page, which local files need.
    """
    title = one_line(title) or title_of(book)
    edition = Edition(book, address, course_url, one_line(project) or title, language)
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": language.replace("_", "-")})
    _text(root, "id", _identity(edition, "feed"))
    _text(root, "title", title)
    people = book.course.instructors if book.course is not None else ()
    for person in people or (Person(author or title),):
        _person(_child(root, "author"), person)
    entries, announced = _dated(edition), list(_announced(edition))
    moments = [*(moment for moment, _session in entries), *(moment for moment, _place, _told in announced)]
    _text(root, "updated", max(moments, default=_NEVER))
    for relation, target in (("self", self_url), ("alternate", course_url)):
        if absolute(target):
            _child(root, "link", rel=relation, href=absolute(target))
    for updated, place, told in announced:
        _announcement(root, edition, updated, place, told)
    for updated, declared in entries:
        if isinstance(declared, Assignment):
            _work_entry(root, edition, declared, updated)
        else:
            _entry(root, edition, declared, updated)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _identity(edition: Edition, name: str) -> str:
    """Return the lasting id of a part of the book (RFC 4287, section 4.2.6; RFC 4122, section 4.3)."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"sphinx-seminar\n{edition.scope}\n{clean(name)}").urn


def _person(element: ET.Element, person: Person) -> None:
    """Write who somebody is (RFC 4287, section 3.2)."""
    _text(element, "name", one_line(person.name) or "?")
    link = absolute(person.link)
    if link.startswith(("http://", "https://")):
        _text(element, "uri", link)
    elif _ADDRESS.fullmatch(link):
        _text(element, "email", link.removeprefix("mailto:"))


def _dated(edition: Edition) -> list[tuple[str, Session | Assignment]]:
    """Return sessions and assignments with their moments, newest first; of two at once, the later one of the book.

    An assignment is news when it is handed out, or else when it is due.
    """
    whens: list[tuple[When | None, Session | Assignment]] = [
        *((session.when, session) for session in edition.book.sessions),
        *((_news_of(work), work) for work in edition.book.assignments),
    ]
    found = [
        (_moment(when, edition.zone), number, declared)
        for number, (when, declared) in enumerate(whens)
        if when is not None and when.first is not None
    ]
    found.sort(key=lambda item: item[:2], reverse=True)
    return [(moment, declared) for moment, _number, declared in found]


def _news_of(work: Assignment) -> When | None:
    return next((when for when in (work.out_at, work.due_at) if when is not None and when.first is not None), None)


def _announced(edition: Edition) -> Iterator[tuple[str, Place, Announcement]]:
    """Yield the announcements that have a day, each with the moment from which it holds."""
    for place, told in edition.book.announcements:
        if told.when.first is not None:
            yield _moment(told.when, edition.zone), place, told


def _announcement(root: ET.Element, edition: Edition, updated: str, place: Place, told: Announcement) -> None:
    """Add an announcement; its title is its first sentence."""
    words = one_line(plain_words(edition.book, place, told))
    entry = _child(root, "entry")
    _text(entry, "id", _identity(edition, f"announcement\n{place.docname}\n{told.anchor}"))
    first = _SENTENCE.match(words)
    title = first[0] if first is not None else words
    _text(entry, "title", title if len(title) <= _TITLE else f"{title[:_TITLE].rpartition(' ')[0]}…")
    _text(entry, "updated", updated)
    page = absolute(edition.address(place.docname, told.anchor))
    if page:
        _child(entry, "link", rel="alternate", href=page)
    content = _child(_child(entry, "content", type="xhtml"), "div", xmlns=_XHTML)
    _text(content, "p", f"{date_words(told.when, edition.language)}: {words}")


def _moment(when: When, zone: str) -> str:
    """Return the start of a date as RFC 3339 has it; a day begins at midnight, UTC."""
    times = stretch(when, zone)
    if times is not None and isinstance(times.start, dt.datetime):
        return iso_utc(times.start) or f"{times.start.replace(tzinfo=None).isoformat(timespec='seconds')}Z"
    return f"{when.first}T00:00:00Z"


def _entry(root: ET.Element, edition: Edition, session: Session, updated: str) -> None:
    entry = _child(root, "entry")
    _text(entry, "id", _identity(edition, f"session\n{session.name}"))
    _text(entry, "title", headline(edition, session))
    _text(entry, "updated", updated)
    page = edition.page(session)
    if page:
        _child(entry, "link", rel="alternate", href=page)
    for person in dict.fromkeys(part.person for part in session.people):
        _person(_child(entry, "contributor"), person)
    for term in categories(session):
        _child(entry, "category", term=term)
    content = _child(_child(entry, "content", type="xhtml"), "div", xmlns=_XHTML)
    for fact in (*_when_and_where(edition, session), *facts(edition, session)):
        _fact(content, fact)
    for paragraph in clean(session.abstract).split("\n\n"):
        if paragraph.strip():
            _text(content, "p", one_line(paragraph))


def _work_entry(root: ET.Element, edition: Edition, work: Assignment, updated: str) -> None:
    entry = _child(root, "entry")
    _text(entry, "id", _identity(edition, f"assignment\n{work.name}"))
    _text(entry, "title", due_headline(work))
    _text(entry, "updated", updated)
    if edition.page(work):
        _child(entry, "link", rel="alternate", href=edition.page(work))
    if work.part_of:
        _child(entry, "category", term=one_line(work.part_of))
    content = _child(_child(entry, "content", type="xhtml"), "div", xmlns=_XHTML)
    due = due_words(work, edition.language, edition.zone)
    if due:
        _fact(content, Fact(str(DUE), ((due, ""),)))
    for fact in facts_of_work(edition, work):
        _fact(content, fact)
    for paragraph in clean(work.abstract).split("\n\n"):
        if paragraph.strip():
            _text(content, "p", one_line(paragraph))


def _when_and_where(edition: Edition, session: Session) -> Iterator[Fact]:
    yield Fact(str(WHEN), ((when_words(session, edition.language, edition.zone), ""),))
    rooms = rooms_words(edition, session)
    if rooms:
        yield Fact(str(WHERE), ((rooms, ""),))


def _fact(parent: ET.Element, fact: Fact) -> None:
    """Add a fact as a paragraph, its items separated by semicolons."""
    paragraph = _child(parent, "p")
    paragraph.text = f"{fact.label}: " if fact.label else ""
    last: ET.Element | None = None
    for number, (text, address) in enumerate(fact.items):
        mark = "; " if number else ""
        words = mark if address else mark + text
        if last is None:
            paragraph.text += words
        else:
            last.tail = (last.tail or "") + words
        if address:
            last = _child(paragraph, "a", href=address)
            last.text = text or address


def _child(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, tag, attributes)


def _text(parent: ET.Element, tag: str, words: str) -> None:
    ET.SubElement(parent, tag).text = clean(words)
