"""The people of the book, with the sessions they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sphinx_seminar.model import Course, Fault, Involvement, Person, Place, Profile, Session
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


def with_profiles(course: Course | None, profiles: Sequence[Profile]) -> tuple[Course | None, tuple[Fault, ...]]:
    """Complete the people of a course by what ``{people}`` says of them, which counts where the two differ.

    A course that names no instructors, or no assistants, has those of the cards.
    """
    if course is None:
        return None, ()
    cards = _cards(profiles)
    faults = tuple(fault for part in course.people for fault in _differences(part, cards, course.place))
    listed = {part.person.identity for part in course.people}

    def linked(person: Person) -> Person:
        card = cards.get(person.identity)
        return person if card is None else replace(person, link=card.person.link or person.link)

    def called(role: str) -> tuple[Person, ...]:
        others = (card.person for identity, card in cards.items() if card.counts_as == role and identity not in listed)
        return tuple(replace(person, note="") for person in others)

    return replace(
        course,
        instructors=tuple(map(linked, course.instructors)) or called("instructor"),
        assistants=tuple(map(linked, course.assistants)) or called("assistant"),
    ), faults


def _cards(profiles: Iterable[Profile]) -> dict[str, Profile]:
    """Return the first card of everybody, by identity; one that is left open is nobody's."""
    cards: dict[str, Profile] = {}
    for profile in profiles:
        if not profile.open:
            cards.setdefault(profile.person.identity, profile)
    return cards


def _differences(part: Involvement, cards: Mapping[str, Profile], course: Place) -> Iterator[Fault]:
    """Point out the address and the role in which the course and the card of somebody differ."""
    card = cards.get(part.person.identity)
    if card is None:
        return
    address = part.person.link.removeprefix("mailto:")
    if address and card.person.link and address not in (card.mail, card.website):
        message = (
            f"{quoted(part.person.name)} has another address in :{part.role}s: of the course ({course}), "
            f"{quoted(address)}; expected one. The one that stands here is shown"
        )
        yield Fault(card.place, "person", message)
    if card.counts_as in ("instructor", "assistant") and card.counts_as != part.role:
        message = (
            f"{quoted(part.person.name)} is {quoted(card.role)} here and stands in :{part.role}s: of the course "
            f"({course}); expected one of the two. Both are shown as written"
        )
        yield Fault(card.place, "person", message)


def gather_people(
    course: Course | None, sessions: Sequence[Session], profiles: Sequence[Profile] = ()
) -> tuple[PersonEntry, ...]:
    """Return everybody whom the course, a card or a session names, in order of first mention.

    Two mentions of one name are one person; the note and the link come from the card, else from the first mention that
    has them.
    """
    cards = _cards(profiles)
    people: dict[str, Person] = {}
    roles: dict[str, list[tuple[str, Session | None]]] = {}
    mentions: list[tuple[str, Person, Session | None]] = [
        *((part.role, part.person, None) for part in (course.people if course is not None else ())),
        *((profile.counts_as, profile.person, None) for profile in profiles if not profile.open),
        *((part.role, part.person, session) for session in sessions for part in session.people),
    ]
    for role, person, session in mentions:
        identity = person.identity
        card = cards[identity].person if identity in cards else person
        known = people.setdefault(identity, replace(person, note=card.note, link=card.link))
        people[identity] = replace(known, note=known.note or person.note, link=known.link or person.link)
        own = roles.setdefault(identity, [])
        # Without a course there is nothing that a card gives a role in.
        if session is not None or (role and course is not None and (role, None) not in own):
            own.append((role, session))
    anchors: dict[str, str] = {}
    for identity, person in people.items():
        anchors[identity] = unique(anchor_from("people", person.name), anchors.values())
    return tuple(
        PersonEntry(person, anchors[identity], tuple(roles[identity]), cards.get(identity))
        for identity, person in people.items()
    )


def in_one_order(course: Course | None, sessions: Sequence[Session]) -> tuple[Course | None, tuple[Session, ...]]:
    """Write names such as "Noether, Emmy" as the book does elsewhere, "Emmy Noether", where it does.

    A comma alone would not tell a name from two: "Alice, Bob".
    """
    parts = [*(course.people if course is not None else ()), *(part for each in sessions for part in each.people)]
    known = {part.person.identity: part.person for part in parts if "," not in part.person.name}

    def turned(person: Person) -> Person:
        family, comma, given = person.name.partition(", ")
        same = known.get(Person(f"{given} {family}").identity) if comma else None
        return replace(person, name=same.name, inverted=same.inverted) if same is not None else person

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
