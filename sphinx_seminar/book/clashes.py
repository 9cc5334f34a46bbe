"""Sessions that cannot both happen: at one time in one room, or with one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from sphinx_seminar.model import Fault, Session
from sphinx_seminar.model.moments import instants
from sphinx_seminar.model.problem import quoted

#: Places that hold any number of sessions at a time, and names of nobody in particular.
_NO_ROOMS = frozenset((
    "online", "zoom", "teams", "webex", "bbb", "discord", "slack", "remote", "hybrid", "virtual", "various",
    "everywhere", "gathertown",
))  # fmt: skip
_EVERYBODY = frozenset((
    "all", "everybody", "everyone", "all participants", "all speakers", "all students", "participants", "students",
    "various", "alle", "alle teilnehmenden", "tous", "tout le monde", "todos", "全員", "全体", "所有人",
))  # fmt: skip


def clashes(sessions: Sequence[Session], zone: str) -> tuple[Fault, ...]:
    """Point out each session that meets an earlier one, once for the room and once for each person.

    Only hours count, of sessions that are not cancelled; ``zone`` is that of times which name none.
    """
    met = [(session, label) for whole in sessions for label, session in _apart(whole)]
    timed = sorted(
        ((start, end, number) for number, (session, _label) in enumerate(met) for start, end in _hours(session, zone)),
        key=lambda hours: hours,
    )
    faults = []
    alike: set[tuple[str, str, str, str]] = set()
    held: dict[str, tuple[dt.datetime, tuple[Session, str]]] = {}
    for start, end, number in timed:
        session, _label = met[number]
        for what, words, kind in _resources(session):
            until, other = held.get(what, (start, met[number]))
            # Two groups of a series meet again and again.
            first, second = sorted((met[number][1], other[1]))
            again = (session.series, first, second, what)
            if until > start and other is not met[number] and again not in alike:
                if other[0].name == session.name:
                    alike.add(again)
                named = f"{_named(*met[number])} and {_named(*other)} ({other[0].place})"
                message = f"{named} are at one time {words}; expected another time or {kind}. Both are shown as written"
                faults.append(Fault(session.date_place, "date", message))
            if what not in held or end > until:
                held[what] = (end, met[number])
    return tuple(faults)


def _apart(session: Session) -> Iterator[tuple[str, Session]]:
    """Yield a session as each of its groups has it, with the group's label, ``""`` where it is the same for all."""
    return ((time.label if time is not None else "", one) for time, one in session.apart)


def _named(session: Session, label: str) -> str:
    return quoted(str(session.title)) + (f" of {label}" if label else "")


def _hours(session: Session, zone: str) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """Yield the beginning and the end of each meeting whose hours are known."""
    if session.status == "cancelled" or session.when is None:
        return
    for when in (session.when, *session.further):
        found = instants(when, zone) if when.ends is not None else None
        if found is not None and found[1] is not None:
            yield _universal(found[0]), _universal(found[1])


def _universal(moment: dt.datetime) -> dt.datetime:
    """Return a moment in UTC; at the ends of the calendar, where that is out of range, its clock has to do."""
    try:
        return moment.astimezone(dt.UTC)
    except OverflowError:
        return moment.replace(tzinfo=dt.UTC)


def _resources(session: Session) -> Iterator[tuple[str, str, str]]:
    """Yield the room and the people of a session, which can be in one place at a time, with words for messages."""
    if session.location and session.location.casefold() not in _NO_ROOMS:
        yield f"room {session.location.casefold()}", f"in the same room, {session.location}", "room"
    people = dict.fromkeys(part.person.identity for part in session.people)
    for person in (person for person in people if person not in _EVERYBODY):
        name = next(part.person.name for part in session.people if part.person.identity == person)
        yield f"person {person}", f"with the same person, {name}", "person"
