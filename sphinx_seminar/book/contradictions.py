"""Sessions that contradict each other (one room, one person), themselves, or the term plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from sphinx_seminar.book.filters import BOUNDS
from sphinx_seminar.model import Fault, Place, Plan, Session, When
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.views import TableView
from sphinx_seminar.model.when import in_zone, instants
from sphinx_seminar.planning.slots import exception_on

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
    apart = [(one, time.label if time is not None else "") for session in sessions for time, one in session.apart]
    hours = sorted(
        (start, end, number) for number, (session, _label) in enumerate(apart) for start, end in _hours(session, zone)
    )
    faults = []
    told: set[tuple[str, ...]] = set()
    held: dict[str, tuple[dt.datetime, int]] = {}
    for start, end, number in hours:
        session, label = apart[number]
        for resource, words, noun in _resources(session):
            until, holder = held.get(resource, (start, number))
            other, other_label = apart[holder]
            # Two groups of a series meet again and again.
            pair = (session.series, *sorted((label, other_label)), resource)
            if until > start and holder != number and pair not in told:
                if other.name == session.name:
                    told.add(pair)
                named = f"{_named(session, label)} and {_named(other, other_label)} ({other.place})"
                message = f"{named} are at one time {words}; expected another time or {noun}. Both are shown as written"
                faults.append(Fault(session.date_place, "date", message))
            if resource not in held or end > until:
                held[resource] = (end, number)
    return tuple(faults)


def _named(session: Session, label: str) -> str:
    return quoted(str(session.title)) + (f" of {label}" if label else "")


def _hours(session: Session, zone: str) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """Yield the beginning and the end of each meeting whose hours are known."""
    if session.status == "cancelled" or session.when is None:
        return
    for when in (session.when, *session.further):
        hours = instants(when, zone) if when.ends is not None else None
        if hours is not None and hours[1] is not None:
            yield _universal(hours[0]), _universal(hours[1])


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


def durations_alone(sessions: Iterable[Session]) -> Iterator[Fault]:
    """Point out the durations of sessions of a known day without hours; rows of tables show their own."""
    for session in sessions:
        when = session.when
        if session.duration is None or session.table >= 0 or when is None or not when.dated or when.starts is not None:
            continue
        message = (
            f"{quoted(str(session.title))} has a duration and no hour at which it begins; expected one in :date:, such "
            "as 2021-06-07 14:00, or a meeting of the term plan on its day. How long it takes is not shown"
        )
        yield Fault(session.date_place, "date", message)


#: The dates of one course lie no further apart.
_YEAR = dt.timedelta(days=366)


def term_faults(sessions: Sequence[Session], plan: Plan, place: Place, zone: str) -> Iterator[Fault]:
    """Point out exceptions of another term, lectures on days off, and sessions that are moved from nowhere.

    ``place`` is that of the course.
    """
    for given in plan.exceptions:
        if given.label and (given.last < plan.starts or given.first > plan.ends):
            message = (
                f"the exception {quoted(given.label)} is on {given.first}, and the term is from {plan.starts} to "
                f"{plan.ends}; expected a day of the term. It changes nothing"
            )
            yield Fault(place.at(given.line), "plan", message)
    for session in sessions:
        when = session.when
        if when is not None and when.dated and session.is_lecture and session.status != "cancelled":
            off = exception_on(plan, in_zone(when, plan.timezone or zone))
            if off is not None:
                label = f", {off.label}" if off.label else ""
                message = (
                    f"{quoted(str(session.title))} is on {when.first}, where :except: has a day off{label}; expected "
                    "another date, or no such exception. Both are shown as written"
                )
                yield Fault(session.date_place, "plan", message)
        if session.status == "moved" and session.moved_from is None and plan.meetings:
            message = (
                f"{quoted(str(session.title))} is moved and does not say from when; expected the old date in "
                ":moved-from:, which is then shown struck through and keeps its slot of the term plan: without it the "
                "lectures after it move up"
            )
            yield Fault(session.date_place, "plan", message)


def outside(when: When | None, plan: Plan, margin: dt.timedelta = dt.timedelta(0)) -> bool:
    """Tell whether a date, of whose year nothing is open, is wholly before or after the term."""
    if when is None or when.first is None or when.last is None:
        return False
    return when.last + margin < plan.starts or when.first - margin > plan.ends


def strange_tables(
    tables: Iterable[tuple[str, TableView]], sessions: Sequence[Session], plan: Plan | None
) -> Iterator[Fault]:
    """Point out tables that declare sessions none of which is in the term: mostly the file of another year.

    An archive of several years is none, nor a programme of one day, nor a table that says of what time it is by its
    filters ``:from:`` and ``:to:``.
    """
    if plan is None:
        return
    for docname, view in tables:
        own = [each for each in sessions if (each.place.docname, each.table) == (docname, view.number)]
        whens = [each.when for each in own if each.when is not None and each.when.first is not None]
        days = sorted({when.first for when in whens if when.first is not None})
        says_when = any(name in BOUNDS for name, _wanted in view.filters)
        one_term = len(days) > 1 and days[-1] - days[0] <= _YEAR and not says_when
        if view.own and one_term and all(outside(when, plan) for when in whens):
            message = (
                f"no date of this table is in the term from {plan.starts} to {plan.ends}: they are from {days[0]} to "
                f"{days[-1]}; expected those of this term, or :from: and :to: on a table of other terms. They are "
                "shown as written"
            )
            yield Fault(own[0].place, "plan", message)
