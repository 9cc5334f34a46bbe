"""Dates for all sessions: those of the course from its term plan, others from their series, each group at its times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sphinx_seminar.model import Fault, GroupTime, Involvement, Plan, Series, Session, Slot, When
from sphinx_seminar.model.text import anchor_from, unique
from sphinx_seminar.model.when import lasting
from sphinx_seminar.planning.allocation import Allocation, Claim, Given, Register, assign, claim_of, keeps_old_date
from sphinx_seminar.planning.slots import TERM_PLAN, PlanWords, slots


@dataclass(frozen=True, slots=True)
class Group:
    """A group of the book, by the key that addresses and files have for it: "section-1", "lab-group-a".

    ``series`` is the name of its series, ``""`` for a group of the course itself.
    """

    key: str
    label: str
    series: str = ""

    @property
    def name(self) -> str:
        """What readers call it, where several series are: "Lab, Group A"."""
        return f"{self.series}, {self.label}" if self.series else self.label


@dataclass(frozen=True, slots=True)
class Timetable:
    """The sessions with their dates, in the given order, and what is left over of the course's plan.

    ``parallel`` are the names of those that take no slot of the meetings which they overlap.
    """

    sessions: tuple[Session, ...]
    free: tuple[Slot, ...] = ()
    faults: tuple[Fault, ...] = ()
    parallel: tuple[str, ...] = ()


def groups_of(plan: Plan | None, series: Sequence[Series]) -> tuple[Group, ...]:
    """Return the groups of the course, then those of each series."""
    groups: dict[str, Group] = {}
    of_course = [("", group.label) for group in (plan.groups if plan is not None else ())]
    for name, label in (*of_course, *((each.name, group.label) for each in series for group in each.groups)):
        key = unique(anchor_from("", f"{name} {label}").lstrip("-"), groups)
        groups[key] = Group(key, label, name)
    return tuple(groups.values())


def timetable(
    sessions: Sequence[Session], plan: Plan | None, series: Sequence[Series], zone: str = "", room: str = ""
) -> Timetable:
    """Give sessions their dates; ``zone`` holds where no plan names one, ``room`` is the course's.

    Those whose ``series`` names one of ``series`` take the slots of that, in order; all others are the course's own.
    """
    groups: dict[str, list[Group]] = {}
    for group in groups_of(plan, series):
        groups.setdefault(group.series, []).append(group)
    meetings = {"": _Meetings(plan, zone, room, tuple(groups.get("", ())))}
    for each in series:
        own_room = each.location or room
        meetings[each.name] = _Meetings(each.plan(plan), zone, own_room, tuple(groups.get(each.name, ())), each)
    owners = [session.series if session.series in meetings else "" for session in sessions]
    tables = {
        name: own.timetable([session for session, owner in zip(sessions, owners, strict=True) if owner == name])
        for name, own in meetings.items()
    }
    dated = {name: iter(table.sessions) for name, table in tables.items()}
    return replace(
        tables[""],
        sessions=tuple(next(dated[owner]) for owner in owners),
        faults=tuple(fault for table in tables.values() for fault in table.faults),
    )


@dataclass(frozen=True, slots=True)
class _Meetings:
    """Regular meetings: those of the course, or of a series. ``groups`` are those of the plan, in its order."""

    plan: Plan | None
    zone: str
    room: str
    groups: tuple[Group, ...] = ()
    series: Series | None = None

    @property
    def words(self) -> PlanWords:
        """The name of the plan in messages."""
        return TERM_PLAN if self.series is None else PlanWords(f"The series {self.series.name}")

    def timetable(self, sessions: Sequence[Session]) -> Timetable:
        """Return sessions with the dates, rooms and numbers of the slots that they take."""
        if self.plan is None or not self.groups:
            allocation = assign(self._claiming(sessions), self.plan, self.zone, self.room, self.words)
            pairs = list(zip(sessions, allocation.given, strict=True))
            parallel = tuple(session.name for session, given in pairs if given.parallel)
            dated = tuple(self._at(session, given, "") for session, given in pairs)
            return Timetable(dated, allocation.free, allocation.faults, parallel)
        return self._of_groups(self.plan, sessions)

    def _of_groups(self, plan: Plan, sessions: Sequence[Session]) -> Timetable:
        """Give sessions the dates of each group; what they have in common they have once."""
        singles = plan.single
        zone = plan.timezone or self.zone
        registers = [Register(slots(single, self.zone), zone) for _label, single in singles]
        assigned = []
        for register, (label, single) in zip(registers, singles, strict=True):
            others = [other for other in registers if other is not register]
            adapted = [_in_group(session, register, others) for session in self._claiming(sessions)]
            allocation = assign(adapted, single, self.zone, self.room, self.words.of(label))
            assigned.append(allocation if single.meetings else _open(allocation, adapted))
        in_groups = zip(*(allocation.given for allocation in assigned), strict=True)
        pairs = list(zip(sessions, in_groups, strict=True))
        free = (
            replace(slot, group=label)
            for allocation, (label, _single) in zip(assigned, singles, strict=True)
            for slot in allocation.free
        )
        return Timetable(
            tuple(self._united(session, given) for session, given in pairs),
            tuple(sorted(free, key=lambda slot: slot.when.sort_key)),
            tuple(fault for allocation in assigned for fault in allocation.faults),
            tuple(session.name for session, given in pairs if any(each.parallel for each in given)),
        )

    def _claiming(self, sessions: Sequence[Session]) -> list[Session]:
        """Return sessions as they claim slots: in a series each does, whatever it is, but by the author's word."""
        if self.series is None:
            return list(sessions)
        return [session if session.slot is not None else replace(session, slot=True) for session in sessions]

    def _at(self, session: Session, given: Given, group: str) -> Session:
        """Return a session with what the plan, and the series, give it in a group."""
        room = given.room or (self.series.location if self.series is not None else "")
        return replace(
            session,
            when=_ending(session, given.when),
            further=given.further,
            location=_location(session, room),
            people=self._people(session, group),
        )

    def _people(self, session: Session, group: str) -> tuple[Involvement, ...]:
        """Return who is at a session of a group: those of the series, where the session names nobody in their role."""
        if self.series is None:
            return session.people
        own = {part.role for part in session.people} | {name for name, _words in session.open}
        leaders = [part for label, part in self.series.leaders if label == group]
        return (*session.people, *(part for part in (*self.series.people, *leaders) if part.role not in own))

    def _united(self, session: Session, given: Sequence[Given]) -> Session:
        """Return a session with the times of its groups; one that is the same for all of them has none of its own."""
        apart = [self._at(session, each, group.label) for each, group in zip(given, self.groups, strict=True)]
        dated = min(apart, key=lambda one: (one.when or When()).sort_key)
        everybody = _everybody(apart, self.groups)
        at_own_time = all(one.when == _ending(session, session.when) and not one.further for one in apart)
        if at_own_time or all(one == dated for one in apart):
            room = next((one.location for one in apart if one.location), "")
            return replace(dated, location=room, people=everybody)
        times = tuple(
            GroupTime(group.key, group.label, one.when, one.further, one.location, one.people)
            for group, one in zip(self.groups, apart, strict=True)
        )
        rooms = {one.location for one in apart}
        return replace(dated, location=rooms.pop() if len(rooms) == 1 else "", people=everybody, times=times)


def _everybody(apart: Sequence[Session], groups: Sequence[Group]) -> tuple[Involvement, ...]:
    """Return the people of a session in all of its groups; who is not in all of them has the labels of theirs."""
    labels: dict[Involvement, list[str]] = {}
    for one, group in zip(apart, groups, strict=True):
        for part in one.people:
            labels.setdefault(part, []).append(group.label)
    return tuple(part if len(own) == len(groups) else replace(part, groups=tuple(own)) for part, own in labels.items())


def _open(allocation: Allocation, sessions: Sequence[Session]) -> Allocation:
    """Return the dates of a group whose times nobody knows yet: what would take a slot is to be announced."""
    given = (
        replace(each, when=When(tba=True)) if claim_of(session) is Claim.NEXT else each
        for each, session in zip(allocation.given, sessions, strict=True)
    )
    return replace(allocation, given=tuple(given))


def _in_group(session: Session, own: Register, others: Sequence[Register]) -> Session:
    """Return a session as one group's plan has to take it, where its date is at a meeting of other groups alone.

    A day without hours is that of the groups that meet on it. For the others, and likewise where a session was moved
    from or is cancelled, it is the day of the meeting at the same place in the order of theirs.
    """
    claim = claim_of(session)
    if claim is Claim.ITS_DAY:
        slot = _counterpart(session.when, own, others)
        if slot is not None and slot is not session.when:
            session = replace(session, when=replace(slot, starts=None, ends=None, last=slot.first, precision="day"))
    if claim is Claim.ITS_TIME and session.status == "cancelled":
        session = replace(session, when=_counterpart(session.when, own, others))
    if keeps_old_date(session):
        session = replace(session, moved_from=_counterpart(session.moved_from, own, others))
    return session


def _counterpart(when: When | None, own: Register, others: Sequence[Register]) -> When | None:
    """Return the meeting of a group in place of one that only other groups have; the date itself where none is."""
    places = [] if own.met(when) else [place for other in others for place in other.met(when)[:1]]
    return own.slot(places[0]).when if places and places[0] < len(own) else when


def _location(session: Session, room: str) -> str:
    """Return where a session is: its own room, else that of its slots, but for an exam and what is online."""
    elsewhere = session.online or session.counts_as == "exam"
    return session.location or ("" if elsewhere else room)


def _ending(session: Session, when: When | None) -> When | None:
    """Return a date with the end that the session's duration gives it, where it has none."""
    if when is None or session.duration is None or when.starts is None or when.ends is not None:
        return when
    return lasting(when, session.duration)
