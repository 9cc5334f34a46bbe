"""The filters of tables, grids and reading lists, by words, days and groups; and warnings of those that fit nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence

from sphinx_seminar.model import STATUSES, Assignment, Course, Fault, Person, Session, When
from sphinx_seminar.model.declarations import AskedFor
from sphinx_seminar.model.problem import followed, quoted, suggestion
from sphinx_seminar.model.text import uncased
from sphinx_seminar.planning.timetable import Group

#: The filters by words: functions from a session to its words, of which one must be wanted.
_WORDS: dict[str, Callable[[Session], Iterable[str]]] = {
    "kind": lambda session: session.kinds,
    "part": lambda session: [session.part],
    "tags": lambda session: session.tags,
    "person": lambda session: [part.person.name for part in session.people],
    "status": lambda session: [session.status],
}
#: What a message calls one of these words.
_NOUNS = {"kind": "kind", "part": "part", "tags": "tag", "person": "person", "status": "status"}
#: How many words a message names at most.
_MOST = 10

#: The filters by date: whether the first day of a session is on the right side of a day.
BOUNDS: dict[str, Callable[[dt.date, dt.date], bool]] = {
    "from": lambda first, bound: first >= bound,
    "to": lambda first, bound: first <= bound,
}
#: The names of all filters.
FILTERS = (*_WORDS, *BOUNDS)


def _compared(name: str, words: Iterable[str]) -> set[str]:
    """Return words as a filter compares them: people without their titles, whatever the capitals."""
    return {Person(word).identity if name == "person" else word.casefold() for word in words}


def within(when: When, filters: Iterable[tuple[str, tuple[str, ...]]]) -> bool:
    """Tell whether a date passes the filters ``from`` and ``to``."""
    return when.first is not None and all(
        BOUNDS[name](when.first, dt.date.fromisoformat(wanted[0])) for name, wanted in filters if name in BOUNDS
    )


def lets_through(session: Session, filters: Iterable[tuple[str, tuple[str, ...]]]) -> bool:
    """Tell whether a session passes every filter, each (name, wanted values), at the times of one group."""
    wanted = dict(filters)
    for name, words_of in _WORDS.items():
        if name in wanted and _compared(name, words_of(session)).isdisjoint(_compared(name, wanted[name])):
            return False
    if wanted.keys().isdisjoint(BOUNDS):
        return True
    return any(one.when is not None and within(one.when, wanted.items()) for _time, one in session.apart)


def unmatched(filters: Iterable[AskedFor], sessions: Sequence[Session], course: Course | None) -> Iterator[Fault]:
    """Point out the words of filters that no session has, in a book or a table that has sessions.

    The session that has them may be still to come. So they are slips only where a book has words much like them, where
    only some are possible, as of a status, and where all sessions stand below the filter, in a table's own data. Words
    that every book may use are none: a status that no session has for now, the kinds that have directives, the
    people of the course.
    """
    always = {
        "kind": ("lecture", "session", "milestone"),
        "status": STATUSES,
        "person": [part.person.name for part in course.people] if course is not None else (),
    }
    for filter_ in (each for each in filters if each.name in _WORDS):
        chosen = [session for session in sessions if filter_.chooses_from(session)]
        words = (word for session in chosen for word in _WORDS[filter_.name](session) if word)
        known = list(dict.fromkeys((*words, *always.get(filter_.name, ()))))
        had = _compared(filter_.name, known)
        certain = filter_.name == "status" or filter_.table is not None
        for word in filter_.words if chosen else ():
            if had.isdisjoint(_compared(filter_.name, [word])) and (certain or suggestion(word, known)):
                yield Fault(filter_.place, "data", _message(filter_, word, known))


def _message(filter_: AskedFor, word: str, known: Sequence[str]) -> str:
    noun, where = _NOUNS[filter_.name], "" if filter_.table is None else " of this table"
    others = ", ".join(known[:_MOST]) + (", …" if len(known) > _MOST else "")
    expected = suggestion(word, known) or (f"; expected some of {others}." if known else f"; none has a {noun}.")
    asked = f"no session{where} has the {noun} {quoted(word)} that :{filter_.name}: asks for"
    return f"{asked}{expected} Nothing is shown for it."


def groups_named(words: Iterable[str], groups: Sequence[Group]) -> frozenset[str]:
    """Return the keys of the groups that words name: by label, by series and label, or by key."""
    wanted = {uncased(word) for word in words}
    return frozenset(group.key for group in groups if wanted & _names(group))


def _names(group: Group) -> set[str]:
    return {uncased(name) for name in (group.key, group.label, f"{group.series} {group.label}")}


def unknown_groups(filters: Iterable[AskedFor], groups: Sequence[Group]) -> Iterator[Fault]:
    """Point out the words of ``:group:`` that name no group."""
    names = [group.label for group in groups]
    for filter_ in (each for each in filters if each.name == "group"):
        for word in filter_.words:
            if groups_named([word], groups):
                continue
            near = suggestion(word, names) or ("; no :groups: has one" if not names else "")
            expected = near or f"; expected one of {', '.join(dict.fromkeys(names))}."
            message = f":group: is {quoted(word)}, which is no group of the book{expected}"
            yield Fault(filter_.place, "group", followed(message, "The times of all groups are shown"))


def unknown_parts(filters: Iterable[AskedFor], works: Iterable[Assignment]) -> Iterator[Fault]:
    """Point out the words of ``:part-of:`` of tables that are much like the parts that assignments name, and none."""
    known = list(dict.fromkeys(work.part_of for work in works if work.part_of))
    had = {part.casefold() for part in known}
    for filter_ in (each for each in filters if each.name == "part-of"):
        for word in filter_.words:
            if word.casefold() not in had and (near := suggestion(word, known)):
                message = f"no assignment is part of {quoted(word)}, which :part-of: asks for{near}"
                yield Fault(filter_.place, "assignment", f"{message} Nothing is shown for it.")
