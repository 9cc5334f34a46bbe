"""The facts of a session in calendars and feeds: its place, people, resources and papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sphinx_seminar.book.views.papers import best_address
from sphinx_seminar.book.views.sessions import meets_elsewhere, noted, shown_coverage
from sphinx_seminar.citing import short
from sphinx_seminar.exports.edition import Edition
from sphinx_seminar.exports.values import absolute, one_line
from sphinx_seminar.model import (
    ASSIGNMENT_KINDS,
    PERSON_ROLES,
    RESOURCE_KINDS,
    Assignment,
    Coverage,
    GroupDue,
    GroupTime,
    Session,
    When,
)
from sphinx_seminar.model.resource import address_name
from sphinx_seminar.rendering.dates import format_when
from sphinx_seminar.rendering.phrases import kind_in_text, points_word, several, status_word
from sphinx_seminar.rendering.words import (
    COVERS,
    DUE_WORK,
    LATE,
    LATE_UNTIL,
    MOVED_FROM,
    ONLINE,
    PAPERS,
    PART_OF,
    RESOURCE_WORDS,
)

#: The statuses that a title says, since many programs show the title and nothing else.
_SAID_IN_TITLE = ("cancelled", "tentative")


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled fact: its items as (text, absolute address or ``""``)."""

    label: str
    items: tuple[tuple[str, str], ...]


def headline(edition: Edition, session: Session, group: str = "") -> str:
    """Return the title of a session, with its status in words and its group: "Cancelled: Kernels (Section 1)"."""
    title = one_line(str(session.title)) or one_line(session.kind) or edition.title
    title += f" ({one_line(group)})" if group else ""
    if session.status in _SAID_IN_TITLE:
        word = status_word(session.status)
        return f"{word[:1].upper()}{word[1:]}: {title}"
    return title


def when_words(session: Session, language: str, zone: str = "") -> str:
    """Return when a session is, in each of its groups; hours name their zone where ``zone``, the course's, is given."""
    return _of_each((time, date_words(one.when, language, zone)) for time, one in session.apart)


def due_words(work: Assignment, language: str, zone: str = "") -> str:
    """Return when an assignment is due, for each of its groups; for ``zone`` see :func:`when_words`."""
    return _of_each((time, date_words(one.due_at, language, zone)) for time, one in work.apart)


def date_words(when: When | None, language: str, zone: str = "") -> str:
    """Return a date on one line, ``""`` for none; for ``zone`` see :func:`when_words`."""
    if when is None:
        return ""
    return one_line(format_when(when, language)) + (
        f" ({when.timezone or zone})" if zone and when.starts is not None else ""
    )


def _of_each(parts: Iterable[tuple[GroupTime | GroupDue | None, str]]) -> str:
    """Return the words of each group behind its label, once where they are the same for all."""
    known = list(parts)
    if len({words for _group, words in known}) == 1:
        return known[0][1]
    return "; ".join(words if group is None else f"{one_line(group.label)}: {words}" for group, words in known if words)


def rooms_words(edition: Edition, session: Session) -> str:
    """Return the places of a session in each of its groups, but for an address online, which is a fact of its own."""
    places = [(time, one, where(edition, one)) for time, one in session.apart]
    return _of_each((time, place if place != one_line(one.online) else "") for time, one, place in places)


def where(edition: Edition, session: Session) -> str:
    """Return the place of a session: its room, else its address online."""
    return room_of(edition, session) or one_line(session.online)


def room_of(edition: Edition, session: Session) -> str:
    """Return the room of a session, that of the course where it meets there."""
    course = edition.course if not meets_elsewhere(edition.book, session) else None
    return one_line(session.location or (course.location if course is not None else ""))


def categories(session: Session) -> tuple[str, ...]:
    """Return the categories of a session for calendars and feeds: kind, part and tags, each once."""
    return tuple(dict.fromkeys(filter(None, map(one_line, (kind_in_text(session.kind), session.part, *session.tags)))))


def facts(edition: Edition, session: Session) -> Iterator[Fact]:
    """Yield the facts of a session in the order of its header: a former date, people, resources, papers."""
    if session.moved_from is not None:
        words = str(MOVED_FROM) % format_when(session.moved_from, edition.language)
        yield Fact("", ((words[:1].upper() + words[1:], ""),))
    if session.online:
        words = f"{session.online_label or session.online} {session.online_note}".strip()
        yield Fact(str(ONLINE), ((one_line(words), absolute(session.online)),))
    for role in PERSON_ROLES:
        people = [part for part in session.people if part.role == role]
        if people:
            notes = ((part.person.name, noted(part)) for part in people)
            named = (f"{name} ({note})" if note else name for name, note in notes)
            links = (absolute(part.person.link) for part in people)
            yield Fact(several(role, len(people)), tuple(zip(map(one_line, named), links, strict=True)))
    yield from _links(edition, session, RESOURCE_KINDS)
    yield from _covered(edition, session.covers)
    papers = tuple(_papers(edition, session))
    if papers:
        yield Fact(str(PAPERS), papers)


def due_headline(work: Assignment) -> str:
    """Return the title of something that is due: "Due: Homework 2"."""
    return str(DUE_WORK) % one_line(str(work.title))


def facts_of_work(edition: Edition, work: Assignment) -> Iterator[Fact]:
    """Yield the facts of an assignment in the order of its header: points, its part of the grade, late work, links."""
    if work.points:
        yield Fact("", ((points_word(one_line(work.points)), ""),))
    if work.part_of:
        yield Fact(str(PART_OF), ((one_line(work.part_of), ""),))
    late = _of_each((time, date_words(one.late_until, edition.language)) for time, one in work.apart)
    if late or work.late_note:
        until = str(LATE_UNTIL) % late if late else ""
        note = f"({work.late_note})" if until and work.late_note else work.late_note
        yield Fact(str(LATE), ((one_line(f"{until} {note}"), ""),))
    yield from _covered(edition, work.covers)
    yield from _links(edition, work, ASSIGNMENT_KINDS)


def _covered(edition: Edition, covers: Iterable[Coverage]) -> Iterator[Fact]:
    """Yield what work or an exam is about: "3. Dropout – 8. Kernels"."""
    shown = shown_coverage(edition.book, covers)
    words = [" – ".join(dict.fromkeys((str(one.first.label), str(one.last.label)))) for one in shown]
    if words:
        yield Fact(str(COVERS), tuple((one_line(each), "") for each in words))


def _links(edition: Edition, owner: Session | Assignment, kinds: Iterable[str]) -> Iterator[Fact]:
    """Yield the links of a session or an assignment, kind by kind."""
    for kind in kinds:
        items = tuple(_resources(edition, owner, kind))
        if items:
            yield Fact(str(RESOURCE_WORDS[kind]), items)


def _resources(edition: Edition, session: Session | Assignment, kind: str) -> Iterator[tuple[str, str]]:
    for resource in session.resources:
        if resource.kind != kind:
            continue
        address = edition.resource(session, resource)
        file = edition.book.file_of(session.place.docname, resource)
        title = file.title if file is not None else ""
        # What is no address has no name either.
        label = one_line(resource.label or title) or (address_name(address) if address else one_line(resource.target))
        if label or address:
            yield label, address


def _papers(edition: Edition, session: Session) -> Iterator[tuple[str, str]]:
    for entry in edition.book.papers.of(session):
        paper = entry.paper
        if paper.pasted and not (paper.title and paper.authors and paper.year):
            yield one_line(paper.words), absolute(best_address(paper))
            continue
        names, year = short(paper, edition.book.sources.words)
        title = f". {paper.title}" if paper.title and (paper.authors or paper.editors) else ""
        yield one_line(f"{names} ({year}){title}"), absolute(best_address(paper))
