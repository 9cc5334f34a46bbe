"""The sessions of the book: in order, numbered, named, each with its resources, its series and its dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sphinx_seminar.book.contradictions import clashes, durations_alone, term_faults
from sphinx_seminar.model import Assignment, Course, Fault, Place, Plan, Resource, Series, Session, When
from sphinx_seminar.model.declarations import Declarations
from sphinx_seminar.model.problem import followed, quoted, suggestion
from sphinx_seminar.model.resource import FileFact, is_absolute
from sphinx_seminar.model.text import uncased, unique
from sphinx_seminar.model.when import check_local_time, in_zone
from sphinx_seminar.planning.slots import PlanWords, plan_problems
from sphinx_seminar.planning.timetable import Timetable, timetable

Named = TypeVar("Named", Session, Assignment)


def gather_series(whole: Declarations) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """Return the series in book order; of two that have one name the first counts, and the other is a fault."""
    known: dict[str, Series] = {}
    faults = []
    for series in whole.series:
        first = known.setdefault(uncased(series.name), series)
        if first is not series:
            message = (
                f"two series are named {quoted(series.name)}; expected another name here or at {first.place}. Sessions "
                "take their times from that one"
            )
            faults.append(Fault(series.place, "group", message))
    return tuple(known.values()), tuple(faults)


def in_series(session: Session, series: Sequence[Series]) -> Session:
    """Return a session with the name of its series as the book has it; in one that nobody declares it has no slot.

    Without ``:series:``, a session of the kind of a series belongs to it; what ``{lecture}`` declares is the course's.
    """
    if session.series:
        named = _named(session.series, series)
        return replace(session, series=named.name) if named else replace(session, series="", slot=False)
    if not series or (session.is_lecture and session.kind != "lecture"):
        return session
    kind = uncased(session.kind)
    of_kind = next((each for each in series if kind and kind in (uncased(each.kind), uncased(each.name))), None)
    return replace(session, series=of_kind.name) if of_kind is not None else session


def _named(words: str, series: Sequence[Series]) -> Series | None:
    return next((each for each in series if uncased(each.name) == uncased(words)), None)


def series_faults(
    sessions: Sequence[Session], plan: Plan | None, series: Sequence[Series], zone: str
) -> Iterator[Fault]:
    """Point out series without a term or a meeting, and sessions of a series that the book does not have.

    ``plan`` is that of the course.
    """
    for each in series:
        own = each.plan(plan)
        if own is None:
            starts, ends = each.term(plan)
            reason = f"ends ({ends}) before it starts ({starts}); correct one of them"
            if starts is None or ends is None:
                reason = "has no term; expected :starts: and :ends: here or in {course}"
            message = f"the series {quoted(each.name)} {reason}. Its sessions without a date have none"
            yield Fault(each.place, "group", message)
            continue
        problems = plan_problems(own, zone, PlanWords(f"The series {each.name}"))
        yield from (Fault(each.place, problem.subtype, problem.message) for problem in problems)
    names = [each.name for each in series]
    for session in sessions:
        if session.series and _named(session.series, series) is None:
            near = suggestion(session.series, names) or ("" if names else "; no {series} declares one")
            expected = near or f"; expected one of {', '.join(names)}."
            message = f":series: is {quoted(session.series)}, which the book does not have{expected}"
            yield Fault(session.place, "group", followed(message, "The session takes no slot of one"))


def gather_sessions(whole: Declarations) -> tuple[tuple[Session, ...], tuple[Fault, ...]]:
    """Return the sessions in book order, with names, numbers and resources, and what was wrong with their names."""
    slides: dict[tuple[str, str], list[Resource]] = {}
    for anchor, resource, place in whole.resources:
        slides.setdefault((place.docname, anchor), []).append(resource)
    named, again = name_each(whole.sessions, {})
    faults = []
    for session, first in again:
        message = (
            f"two sessions are named {quoted(session.name)}; expected another :name: here or at {first}. "
            "References lead to that one"
        )
        faults.append(Fault(session.place, "name", message))
    complete = (
        replace(each, resources=_each_once((*each.resources, *slides.get((each.place.docname, each.anchor), ()))))
        for each in named
    )
    return tuple(numbered(complete, lambda session: session.is_lecture)), tuple(faults)


def _each_once(resources: Iterable[Resource]) -> tuple[Resource, ...]:
    """Return the resources of a header and those that ``{slides}`` gives later on the page, each once."""
    by_target: dict[tuple[str, str, object], Resource] = {}
    for resource in resources:
        by_target.setdefault((resource.kind, resource.target or resource.label, resource.shown_from), resource)
    return tuple(by_target.values())


def name_each(items: Sequence[Named], taken: Mapping[str, Place]) -> tuple[list[Named], list[tuple[Named, Place]]]:
    """Give sessions, or assignments, names of their own; those that authors chose go first.

    ``taken`` are names that others have, with their places. Returns the items, and those whose chosen name somebody has
    already, with the place of that.
    """
    places = dict(taken)
    owners: dict[str, Named] = {}
    again = []
    for item in items:
        if item.named and item.name in places:
            again.append((item, places[item.name]))
        elif item.named:
            owners[item.name] = item
            places[item.name] = item.place
    named = []
    for item in items:
        name = item.name if owners.get(item.name) is item else unique(item.name, places)
        places.setdefault(name, item.place)
        named.append(replace(item, name=name))
    return named, again


def numbered(items: Iterable[Named], counts: Callable[[Named], bool]) -> Iterator[Named]:
    """Count sessions or assignments in book order; an author's own number is kept, and counting goes on from it."""
    count = 0
    for item in items:
        number = item.number
        if number.isdecimal() and len(number) < 10:
            count = int(number)
        elif not number and counts(item):
            count += 1
            number = str(count)
        yield replace(item, number="" if number == "none" else number)


def date_sessions(
    sessions: Sequence[Session], course: Course | None, series: Sequence[Series], zone: str
) -> tuple[Timetable, tuple[Fault, ...]]:
    """Give the sessions the dates of the term plan and of series; ``zone`` holds where nothing else is said.

    Times of their own that a clock change skips are faults, and are dates no longer.
    """
    faults: list[Fault] = []
    checked = [
        replace(session, moved_from=_settled(session.moved_from, zone), when=_checked(session, zone, faults))
        for session in sessions
    ]
    plan = course.plan if course is not None else None
    if course is not None and plan is not None:
        faults += [Fault(course.place, problem.subtype, problem.message) for problem in plan_problems(plan, zone)]
        faults += term_faults(checked, plan, course.place, zone)
    faults += series_faults(checked, plan, series, zone)
    placed = [in_series(session, series) for session in checked]
    dates = timetable(placed, plan, series, zone, course.location if course is not None else "")
    dates = replace(dates, sessions=tuple(_joined(session, course) for session in dates.sessions))
    faults += [*dates.faults, *clashes(dates.sessions, zone), *durations_alone(dates.sessions)]
    return dates, tuple(faults)


def _joined(session: Session, course: Course | None) -> Session:
    """Give a session the course's address online, if it is a lecture or has no other place than the course.

    Exams, deadlines and cancelled sessions do not have it, nor do those that say themselves how to join.
    """
    if course is None or not is_absolute(course.online) or session.online or session.left_open("online"):
        return session
    rooms = {session.location, *(time.location for time in session.times)} - {"", course.location}
    elsewhere = rooms and not session.is_lecture
    if elsewhere or session.counts_as in ("exam", "aside") or session.status == "cancelled":
        return session
    label, note = course.online_label, course.online_note
    return replace(session, online=course.online, online_label=label, online_note=note)


def _settled(when: When | None, zone: str) -> When | None:
    """Return a date that was written with an offset from UTC as the clocks of its zone, else ``zone``, show it."""
    if when is None or when.offset is None:
        return when
    return replace(in_zone(when, when.timezone or zone), timezone=when.timezone)


def _checked(session: Session, zone: str, faults: list[Fault]) -> When | None:
    """Return the date of a session; one at an hour that the clocks skip is a fault, and a date no longer."""
    when = _settled(session.when, zone)
    if when is None:
        return None
    reading = check_local_time(when, zone)
    faults += [Fault(session.date_place, problem.subtype, problem.message) for problem in reading.problems]
    return reading.value


def shared_decks(sessions: Sequence[Session], files: Mapping[tuple[str, str], FileFact]) -> tuple[Fault, ...]:
    """Point out the local decks that two sessions have: mostly a line that was copied and not changed."""
    owners: dict[str, tuple[Session, Resource]] = {}
    faults = []
    for session in sessions:
        for resource in session.resources:
            file = files.get((session.place.docname, resource.target))
            if resource.kind != "slides" or file is None:
                continue
            owner, first = owners.setdefault(file.path, (session, resource))
            if owner is not session:
                message = (
                    f"the deck {quoted(file.path)} belongs to another session already, at "
                    f"{owner.place.at(first.line)}; expected a deck to have one session; both show it"
                )
                faults.append(Fault(session.place.at(resource.line), "slides", message))
    return tuple(faults)
