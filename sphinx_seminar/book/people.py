"""The people of the book, with the sessions they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sphinx_seminar.model import Course, Person, Session
from sphinx_seminar.model.text import anchor_from, collated, unique


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person, their anchor in the people index, and what they do.

    ``roles`` are (role, session), or (role, ``None``) for a role in the course.
    """

    person: Person
    anchor: str
    roles: tuple[tuple[str, Session | None], ...] = ()


def gather_people(course: Course | None, sessions: Sequence[Session]) -> tuple[PersonEntry, ...]:
    """Return everybody whom the course or a session names, in order of first mention.

    Two mentions of one name are one person; the note and the link come from the first mention that has them.
    """
    people: dict[str, Person] = {}
    roles: dict[str, list[tuple[str, Session | None]]] = {}
    everybody: list[tuple[str, Person, Session | None]] = [
        *((part.role, part.person, None) for part in (course.people if course is not None else ())),
        *((part.role, part.person, session) for session in sessions for part in session.people),
    ]
    for role, person, session in everybody:
        first = people.setdefault(person.identity, person)
        people[person.identity] = replace(first, note=first.note or person.note, link=first.link or person.link)
        roles.setdefault(person.identity, []).append((role, session))
    anchors: set[str] = set()
    entries = []
    for identity, person in people.items():
        anchor = unique(anchor_from("people", person.name), anchors)
        anchors.add(anchor)
        entries.append(PersonEntry(person, anchor, tuple(roles[identity])))
    return tuple(entries)


def in_one_order(course: Course | None, sessions: Sequence[Session]) -> tuple[Course | None, tuple[Session, ...]]:
    """Write names such as "Noether, Emmy" as the book does elsewhere, "Emmy Noether", where it does.

    A comma alone would not tell a name from two: "Alice, Bob".
    """
    parts = [*(course.people if course is not None else ()), *(part for each in sessions for part in each.people)]
    named = [part.person for part in parts]
    known = {person.identity: person for person in named if "," not in person.name}

    def turned(person: Person) -> Person:
        family, comma, given = person.name.partition(", ")
        same = known.get(Person(f"{given} {family}").identity) if comma else None
        return replace(person, name=same.name, inverted=same.inverted) if same is not None else person

    if all("," not in person.name for person in named):
        return course, tuple(sessions)
    if course is not None:
        instructors, assistants = (tuple(map(turned, people)) for people in (course.instructors, course.assistants))
        course = replace(course, instructors=instructors, assistants=assistants)
    return course, tuple(
        replace(session, people=tuple(replace(part, person=turned(part.person)) for part in session.people))
        for session in sessions
    )


def people_by_name(people: Iterable[PersonEntry]) -> list[PersonEntry]:
    """Return people in the order of their last names."""
    return sorted(people, key=lambda entry: (collated(entry.person.index_name), entry.anchor))
