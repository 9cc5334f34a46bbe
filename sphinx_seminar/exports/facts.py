"""What a calendar entry and a feed say of a session besides its title and its date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_seminar.book import Book
from sphinx_seminar.book.links import address_name, best_address
from sphinx_seminar.citing import short
from sphinx_seminar.exports.addresses import absolute, resource_address
from sphinx_seminar.exports.characters import one_line
from sphinx_seminar.model import PERSON_ROLES, RESOURCE_KINDS, Session
from sphinx_seminar.rendering.dates import format_when
from sphinx_seminar.rendering.words import (
    MOVED_FROM,
    ONLINE,
    PAPERS,
    RESOURCE_WORDS,
    several,
    status_word,
)

#: The statuses that a title says, since many programs show the title and nothing else.
_SAID_IN_TITLE = ("cancelled", "tentative")


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled fact: its items as (text, absolute address or ``""``)."""

    label: str
    items: tuple[tuple[str, str], ...]


def headline(book: Book, session: Session) -> str:
    """Return the title of a session, with its status in words: "Cancelled: Kernels"."""
    title = one_line(str(session.title)) or one_line(session.kind)
    if not title and book.course is not None:
        title = one_line(str(book.course.title))
    if session.status in _SAID_IN_TITLE:
        word = status_word(session.status)
        return f"{word[:1].upper()}{word[1:]}: {title}"
    return title


def where(book: Book, session: Session) -> str:
    """Return the place of a session: its own, else its address online, else the course's."""
    course = book.course
    return one_line(session.location or session.online or (course.location if course is not None else ""))


def categories(session: Session) -> tuple[str, ...]:
    """Return what a session can be sorted by: its kind, its part, its tags, each once."""
    return tuple(dict.fromkeys(filter(None, map(one_line, (session.kind, session.part, *session.tags)))))


def facts(book: Book, session: Session, course_url: str, language: str) -> Iterator[Fact]:
    """Yield the facts of a session in the order of its header: a former date, people, resources, papers."""
    if session.moved_from is not None:
        words = str(MOVED_FROM) % format_when(session.moved_from, language)
        yield Fact("", ((words[:1].upper() + words[1:], ""),))
    if session.online:
        yield Fact(str(ONLINE), ((one_line(session.online), absolute(session.online)),))
    for role in PERSON_ROLES:
        people = [part.person for part in session.people if part.role == role]
        if people:
            named = (f"{person.name} ({person.note})" if person.note else person.name for person in people)
            links = (absolute(person.link) for person in people)
            yield Fact(several(role, len(people)), tuple(zip(map(one_line, named), links, strict=True)))
    for kind in RESOURCE_KINDS:
        items = tuple(_resources(book, session, kind, course_url))
        if items:
            yield Fact(str(RESOURCE_WORDS[kind]), items)
    papers = tuple(_papers(book, session))
    if papers:
        yield Fact(str(PAPERS), papers)


def _resources(book: Book, session: Session, kind: str, course_url: str) -> Iterator[tuple[str, str]]:
    for resource in session.resources:
        if resource.kind != kind:
            continue
        address = resource_address(book, session, resource, course_url)
        label = one_line(resource.label) or address_name(resource.target)
        if label or address:
            yield label, address


def _papers(book: Book, session: Session) -> Iterator[tuple[str, str]]:
    for entry in book.papers_of(session):
        paper = entry.paper
        if not paper.sure and paper.pasted:
            yield one_line(paper.pasted), absolute(best_address(paper))
            continue
        names, year = short(paper, book.sources.words)
        title = f". {paper.title}" if paper.title and (paper.authors or paper.editors) else ""
        yield one_line(f"{names} ({year}){title}"), absolute(best_address(paper))
