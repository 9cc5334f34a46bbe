"""The people of the book, with the sessions they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sphinx_seminar.model import Course, Fault, Person, Profile, Session
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.text import anchor_from, collated, unique


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person, their anchor in the people index, and what they do.

    ``roles`` are (role, session), or (role, ``None``) for a role in the course.
    """

    person: Person
    anchor: str
    roles: tuple[tuple[str, Session | None], ...] = ()
    profile: Profile | None = None


def with_profiles(course: Course, profiles: Sequence[Profile]) -> tuple[Course, tuple[Fault, ...]]:
    """Complete the people of a course by what ``{people}`` says of them, which counts where the two differ.

    A course that names no instructors, or no assistants, has those of the cards.
    """
    known = {profile.person.identity: profile for profile in reversed(profiles) if not profile.open}
    faults = []
    for part in course.people:
        profile = known.get(part.person.identity)
        if profile is None:
            continue
        link = part.person.link
        if link and link.removeprefix("mailto:") not in (profile.mail, profile.website) and profile.person.link:
            message = (
                f"{quoted(part.person.name)} has another address in :{part.role}s: of the course ({course.place}), "
                f"{quoted(link.removeprefix('mailto:'))}; expected one. The one that stands here is shown"
            )
            faults.append(Fault(profile.place, "person", message))
        if profile.counts_as in ("instructor", "assistant") and profile.counts_as != part.role:
            message = (
                f"{quoted(part.person.name)} is {quoted(profile.role)} here and stands in :{part.role}s: of the course "
                f"({course.place}); expected one of the two. Both are shown as written"
            )
            faults.append(Fault(profile.place, "person", message))

    def linked(person: Person) -> Person:
        profile = known.get(person.identity)
        return person if profile is None else replace(person, link=profile.person.link or person.link)

    def called(role: str) -> tuple[Person, ...]:
        return tuple(replace(each.person, note="") for each in known_in_order if each.counts_as == role)

    known_in_order = [profile for profile in profiles if known.get(profile.person.identity) is profile]
    listed = {part.person.identity for part in course.people}
    known_in_order = [profile for profile in known_in_order if profile.person.identity not in listed]
    return replace(
        course,
        instructors=tuple(map(linked, course.instructors)) or called("instructor"),
        assistants=tuple(map(linked, course.assistants)) or called("assistant"),
    ), tuple(faults)


def gather_people(
    course: Course | None, sessions: Sequence[Session], profiles: Sequence[Profile] = ()
) -> tuple[PersonEntry, ...]:
    """Return everybody whom the course, a card or a session names, in order of first mention.

    Two mentions of one name are one person; the note and the link come from the card, else from the first mention that
    has them.
    """
    cards = {profile.person.identity: profile for profile in reversed(profiles) if not profile.open}
    people: dict[str, Person] = {}
    roles: dict[str, list[tuple[str, Session | None]]] = {}
    everybody: list[tuple[str, Person, Session | None]] = [
        *((part.role, part.person, None) for part in (course.people if course is not None else ())),
        *((profile.counts_as, profile.person, None) for profile in profiles if not profile.open),
        *((part.role, part.person, session) for session in sessions for part in session.people),
    ]
    for role, person, session in everybody:
        first = people.setdefault(person.identity, person)
        card = cards[person.identity].person if person.identity in cards else person
        note, link = card.note or first.note or person.note, card.link or first.link or person.link
        people[person.identity] = replace(first, note=note, link=link)
        own = roles.setdefault(person.identity, [])
        # Without a course there is nothing that a card gives a role in.
        if session is not None or (role and course is not None and (role, None) not in own):
            own.append((role, session))
    anchors: set[str] = set()
    entries = []
    for identity, person in people.items():
        anchor = unique(anchor_from("people", person.name), anchors)
        anchors.add(anchor)
        entries.append(PersonEntry(person, anchor, tuple(roles[identity]), cards.get(identity)))
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
