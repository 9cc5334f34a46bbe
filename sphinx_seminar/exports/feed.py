"""Announcements and sessions as a feed, each newest first (Atom, RFC 4287)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from sphinx_seminar.book.book import FEED_FILE
from sphinx_seminar.book.views.announcements import plain_words
from sphinx_seminar.exports.edition import Edition
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
from sphinx_seminar.exports.values import absolute, add_element, clean, iso_utc, one_line, stretch, xml_file
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


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of the feed, of the moment ``updated`` (RFC 3339); its ``name`` tells it from others for ever.

    It leads to a ``page``, and tells ``facts`` and then the paragraphs of a ``text``.
    """

    name: str
    updated: str
    title: str
    page: str
    facts: tuple[Fact, ...]
    text: str
    people: tuple[Person, ...] = ()
    categories: tuple[str, ...] = ()


def feed(edition: Edition) -> bytes:
    """Return the feed: announcements, and every session with a date, be it only a month; the others are no news.

    An entry bears the date of its session's beginning, as far as that is known. The authors are the course's
    instructors, else that of the edition. Relative addresses are left out: a feed is read far from the book. Ids are
    made of names, so that a book keeps them when it moves to another address.
    """
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": edition.language.replace("_", "-")})
    add_element(root, "id", edition.identity("feed").urn)
    add_element(root, "title", edition.name)
    people = edition.course.instructors if edition.course is not None else ()
    for person in people or (Person(edition.author or edition.name),):
        _add_person(root, "author", person)
    entries = [*_announcements(edition), *_dated(edition)]
    add_element(root, "updated", max((entry.updated for entry in entries), default=_NEVER))
    for relation, target in (("self", edition.file(FEED_FILE)), ("alternate", edition.home)):
        if target:
            add_element(root, "link", rel=relation, href=target)
    for entry in entries:
        _add_entry(root, edition, entry)
    return xml_file(root)


def _add_entry(root: ET.Element, edition: Edition, entry: _Entry) -> None:
    element = add_element(root, "entry")
    add_element(element, "id", edition.identity(entry.name).urn)
    add_element(element, "title", entry.title)
    add_element(element, "updated", entry.updated)
    if entry.page:
        add_element(element, "link", rel="alternate", href=entry.page)
    for person in entry.people:
        _add_person(element, "contributor", person)
    for term in entry.categories:
        add_element(element, "category", term=term)
    content = add_element(add_element(element, "content", type="xhtml"), "div", xmlns=_XHTML)
    for fact in entry.facts:
        _add_fact(content, fact)
    for paragraph in clean(entry.text).split("\n\n"):
        if paragraph.strip():
            add_element(content, "p", one_line(paragraph))


def _add_person(parent: ET.Element, tag: str, person: Person) -> None:
    """Write who somebody is (RFC 4287, section 3.2)."""
    element = add_element(parent, tag)
    add_element(element, "name", one_line(person.name) or "?")
    link = absolute(person.link)
    if link.startswith(("http://", "https://")):
        add_element(element, "uri", link)
    elif _ADDRESS.fullmatch(link):
        add_element(element, "email", link.removeprefix("mailto:"))


def _add_fact(parent: ET.Element, fact: Fact) -> None:
    """Add a fact as a paragraph, its items separated by semicolons."""
    paragraph = add_element(parent, "p", f"{fact.label}: " if fact.label else "")
    link: ET.Element | None = None
    for number, (text, address) in enumerate(fact.items):
        mark = "; " if number else ""
        words = mark if address else mark + text
        if link is None:
            paragraph.text = (paragraph.text or "") + words
        else:
            link.tail = (link.tail or "") + words
        if address:
            link = add_element(paragraph, "a", text or address, href=address)


def _dated(edition: Edition) -> list[_Entry]:
    """Return sessions and assignments, newest first; of two at one moment, the later one of the book.

    An assignment is news when it is handed out, or else when it is due.
    """
    book = edition.book
    found = [
        *(_of_session(edition, session, _moment(session.when, edition.zone)) for session in book.sessions),
        *(
            _of_work(edition, work, _moment(work.out_at, edition.zone) or _moment(work.due_at, edition.zone))
            for work in book.assignments
        ),
    ]
    numbered = [(entry.updated, number, entry) for number, entry in enumerate(found) if entry.updated]
    return [entry for _updated, _number, entry in sorted(numbered, key=lambda item: item[:2], reverse=True)]


def _of_session(edition: Edition, session: Session, updated: str) -> _Entry:
    rooms = rooms_words(edition, session)
    times = when_words(session, edition.language, edition.zone)
    known = [Fact(str(WHEN), ((times, ""),)), *([Fact(str(WHERE), ((rooms, ""),))] if rooms else [])]
    return _Entry(
        *(f"session\n{session.name}", updated, headline(edition, session), edition.page(session)),
        *((*known, *facts(edition, session)), session.abstract),
        tuple(dict.fromkeys(part.person for part in session.people)),
        categories(session),
    )


def _of_work(edition: Edition, work: Assignment, updated: str) -> _Entry:
    due = due_words(work, edition.language, edition.zone)
    known = [Fact(str(DUE), ((due, ""),))] if due else []
    return _Entry(
        *(f"assignment\n{work.name}", updated, due_headline(work), edition.page(work)),
        *((*known, *facts_of_work(edition, work)), work.abstract),
        categories=(one_line(work.part_of),) if work.part_of else (),
    )


def _announcements(edition: Edition) -> Iterator[_Entry]:
    """Yield the announcements that have a day; the title of one is its first sentence."""
    for place, told in edition.book.announcements:
        updated = _moment(told.when, edition.zone)
        if updated:
            yield _of_announcement(edition, place, told, updated)


def _of_announcement(edition: Edition, place: Place, told: Announcement, updated: str) -> _Entry:
    words = one_line(plain_words(edition.book, place, told))
    first = _SENTENCE.match(words)
    title = first[0] if first is not None else words
    return _Entry(
        f"announcement\n{place.docname}\n{told.anchor}",
        updated,
        title if len(title) <= _TITLE else f"{title[:_TITLE].rpartition(' ')[0]}…",
        absolute(edition.address(place.docname, told.anchor)),
        (),
        f"{date_words(told.when, edition.language)}: {words}",
    )


def _moment(when: When | None, zone: str) -> str:
    """Return the start of a date as RFC 3339 has it, ``""`` where it is not known; a day begins at midnight, UTC."""
    if when is None or when.first is None:
        return ""
    times = stretch(when, zone)
    if times is not None and isinstance(times.start, dt.datetime):
        return iso_utc(times.start) or f"{times.start.replace(tzinfo=None).isoformat(timespec='seconds')}Z"
    return f"{when.first}T00:00:00Z"
