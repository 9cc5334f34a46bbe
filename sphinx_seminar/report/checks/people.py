"""Checks of people: names that are probably two spellings of one, and names with commas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sphinx_seminar.book import PersonEntry
from sphinx_seminar.model import Place
from sphinx_seminar.model.people import without_titles
from sphinx_seminar.report.checks.finding import Finding, Matter
from sphinx_seminar.report.checks.spelling import SAME_LETTERS, SHORTENED, likeness, marks_of

#: Parts of names that are written behind a comma, such as "Jr.".
_BEHIND = ("jr", "sr", "ii", "iii", "iv")


def spelt_twice(matter: Matter) -> Iterator[Finding]:
    """Yield pairs of names that are probably one person's, at the rarer of the two.

    Two names of one session are two people, unless only accents tell them apart; a short form that fits several
    people is nobody's.
    """
    pairs = [(one, other, reason) for one, other in _candidates(matter) if (reason := _reason(one, other))]
    fits = Counter(entry.anchor for one, other, reason in pairs if reason == SHORTENED for entry in (one, other))
    for one, other, reason in pairs:
        shorter = min(one, other, key=lambda entry: len(entry.person.name))
        if reason == SHORTENED and fits[shorter.anchor] > 1:
            continue
        rarer, usual = sorted((one, other), key=lambda entry: (len(entry.roles), len(entry.person.name)))
        message = f"'{rarer.person.name}' and '{usual.person.name}' are probably one person: {reason}"
        yield Finding(_place(matter, rarer), rarer.person.name, message, (_place(matter, usual),))


def comma_names(matter: Matter) -> Iterator[Finding]:
    """Yield people with a comma in the name: it may be one in another order, two people, or somebody and a place."""
    for entry in matter.book.people:
        name, comma, rest = entry.person.name.partition(", ")
        if (
            comma
            and without_titles(entry.person.name) == entry.person.name
            and rest.casefold().rstrip(".") not in _BEHIND
        ):
            message = (
                f"'{entry.person.name}' is one person; write '{rest} {name}', '{name} ({rest})', or '{name}; {rest}'"
            )
            yield Finding(_place(matter, entry), entry.person.name, message)


def _candidates(matter: Matter) -> Iterator[tuple[PersonEntry, PersonEntry]]:
    """Yield the pairs of people whose names share one of :func:`.spelling.marks_of`, each once, in book order."""
    people = matter.book.people
    sharing: dict[tuple[str, ...], list[int]] = {}
    for number, entry in enumerate(people):
        for mark in dict.fromkeys(marks_of(entry.person.name)):
            sharing.setdefault(mark, []).append(number)
    pairs = {
        (first, second)
        for numbers in sharing.values()
        for position, second in enumerate(numbers)
        for first in numbers[:position]
    }
    for first, second in sorted(pairs):
        yield people[first], people[second]


def _reason(one: PersonEntry, other: PersonEntry) -> str:
    reason = likeness(one.person.name, other.person.name)
    together = {_where(role) for role in one.roles} & {_where(role) for role in other.roles}
    return "" if together and reason != SAME_LETTERS else reason


def _where(role: tuple[str, object]) -> object:
    """Return the session of a role; all roles in the course are at one place."""
    return role[1]


def _place(matter: Matter, entry: PersonEntry) -> Place:
    """Return where a name is first used."""
    session = entry.roles[0][1] if entry.roles else None
    if session is not None:
        return session.place
    if entry.profile is not None:
        return entry.profile.place
    assert matter.book.course is not None
    return matter.book.course.place
