"""Assigning the slots of a term plan to sessions: who claims which, and who gets them."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from sphinx_seminar.model import Fault, Plan, Session, Slot, When
from sphinx_seminar.model.when import in_zone
from sphinx_seminar.planning.slots import TERM_PLAN, LocalSpan, PlanWords, overlapping, slots, span_of


class Claim(Enum):
    """The slots of the term plan that a session asks for."""

    NOTHING = "no slot"
    NEXT = "the next free slot, in the order of the book"
    ITS_DAY = "the first free slot of its day"
    ITS_TIME = "every slot that it overlaps"
    ITS_ROOM = "every slot that it overlaps, unless it has a room of its own"


def claim_of(session: Session) -> Claim:
    """Return the claim of a session, by the manual's rule "who takes a slot"."""
    if session.slot is False:
        return Claim.NOTHING
    chosen = session.is_lecture or session.slot is True
    if undated(session):
        return Claim.NEXT if chosen else Claim.NOTHING
    when = session.when
    assert when is not None
    if not when.dated:
        return Claim.NOTHING
    if chosen:
        return claim_of_date(when)
    if when.starts is None or session.counts_as == "aside":
        return Claim.NOTHING
    if session.counts_as == "exam":
        return Claim.ITS_TIME
    return Claim.NOTHING if session.status == "cancelled" else Claim.ITS_ROOM


def claim_of_date(when: When) -> Claim:
    """Return the claim of a date: one without hours asks for one slot of its day, and gets the hours of that slot.

    Several days without hours are a block, which fills the slots of its days.
    """
    return Claim.ITS_DAY if when.starts is None and when.first == when.last else Claim.ITS_TIME


def keeps_old_date(session: Session) -> bool:
    """Tell whether the slot from which a session was moved stays its own, so that nobody else moves up."""
    fixed = session.is_lecture or session.counts_as == "exam" or session.slot is True
    return fixed and session.slot is not False and session.moved_from is not None and session.moved_from.dated


def undated(session: Session) -> bool:
    """Tell whether the author gave no date at all; one that was refused is a date."""
    when = session.when
    return when is None or (when.first is None and not when.tba and not when.text.strip())


def in_room_of(session: Session, slot: Slot, course_room: str) -> bool:
    """Tell whether a session is where the course meets: in no room of its own, that of the slot, or the course's."""
    return not session.location or _plain(session.location) in {_plain(slot.room), _plain(course_room)} - {""}


def _plain(room: str) -> str:
    return " ".join(room.casefold().split())


#: What lasts longer, such as the weeks of a project, goes on beside the meetings and takes no slot.
_LONGEST = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Allocation:
    """Dates, rooms and free slots from the term plan: one value for each session, in the given order.

    * ``whens`` has their dates; dates of their own are kept, and one without hours gets those of its slot.
    * ``more`` has the further meetings of each that takes several.
    * ``free`` are the slots that nobody takes, by date.
    * ``rooms`` has the room of the slots of each, ``""`` where the plan names none; it is empty without a plan.
    * ``parallel`` are those which overlap slots and take none, since they have a room of their own (by number).
    """

    whens: tuple[When | None, ...]
    more: tuple[tuple[When, ...], ...]
    free: tuple[Slot, ...] = ()
    faults: tuple[Fault, ...] = ()
    rooms: tuple[str, ...] = ()
    parallel: tuple[int, ...] = ()


def assign(
    sessions: Sequence[Session], plan: Plan | None, zone: str = "", room: str = "", words: PlanWords = TERM_PLAN
) -> Allocation:
    """Give sessions their slots: first to those whose hours are known, then to days, then in order of ``sessions``.

    That order is the book's. :mod:`.claims` says who takes which slots. What is to be announced takes none. Lectures
    for which no slot is left become "to be announced", with one fault at the first of them. ``zone`` holds where the
    plan names none, ``room`` is the course's. The plan has no groups.
    """
    if plan is None or not plan.meetings:
        return Allocation(tuple(session.when for session in sessions), ((),) * len(sessions))
    register = Register(slots(plan, zone), plan.timezone or zone)
    claims = [claim_of(session) for session in sessions]
    kept, parallel = _keep(sessions, claims, register, room)
    free = len(register.free())
    # Meetings that go on after a fixed date are fixed as well: they go before those that only have an order.
    order = sorted(range(len(sessions)), key=lambda number: claims[number] is Claim.NEXT)
    wanted = [_wanted(session, claims[number], kept[number]) for number, session in enumerate(sessions)]
    taken: dict[int, list[int]] = {}
    for number in order:
        taken[number] = register.take(wanted[number], None if claims[number] is Claim.NEXT else sessions[number].when)
    given = [
        _given(session, claims[number], kept[number], taken[number], register)
        for number, session in enumerate(sessions)
    ]
    short = {number: claims[number] is Claim.NEXT and not taken[number] for number in sorted(taken)}
    short = {number: waits for number, waits in short.items() if len(taken[number]) < wanted[number]}
    return Allocation(
        tuple(when for when, _more in given),
        tuple(more for _when, more in given),
        register.free(),
        _shortage(sessions, short, sum(wanted), free, words),
        tuple(register.room_of([*kept[number], *taken[number]]) for number in range(len(sessions))),
        parallel,
    )


def _keep(
    sessions: Sequence[Session], claims: Sequence[Claim], register: Register, room: str
) -> tuple[list[list[int]], tuple[int, ...]]:
    """Take the slots that dates fall into, those with hours first; return them, and who meets elsewhere meanwhile."""
    kept: list[list[int]] = [[] for _session in sessions]
    parallel = []
    for number, (session, claim) in enumerate(zip(sessions, claims, strict=True)):
        if claim not in (Claim.ITS_TIME, Claim.ITS_ROOM):
            continue
        met = register.met(session.when)
        kept[number] = [
            slot for slot in met if claim is Claim.ITS_TIME or in_room_of(session, register.slot(slot), room)
        ]
        register.keep(kept[number])
        if met and not kept[number]:
            parallel.append(number)
    left = [session.moved_from for session in sessions if keeps_old_date(session)]
    for when in sorted(filter(None, left), key=lambda when: claim_of_date(when) is Claim.ITS_DAY):
        met = register.met(when)
        register.keep(register.free_among(met)[:1] if claim_of_date(when) is Claim.ITS_DAY else met)
    for number, (session, claim) in enumerate(zip(sessions, claims, strict=True)):
        if claim is Claim.ITS_DAY:
            kept[number] = register.free_among(register.met(session.when))[: max(session.meetings, 1)]
            register.keep(kept[number])
    return kept, tuple(parallel)


def _wanted(session: Session, claim: Claim, kept: Sequence[int]) -> int:
    """Return how many slots of the plan a session takes besides the ``kept`` ones that its own date is in."""
    if claim is Claim.NEXT:
        return max(session.meetings, 1)
    fixed = claim in (Claim.ITS_DAY, Claim.ITS_TIME) and session.counts_as != "exam"
    return max(session.meetings - max(len(kept), 1), 0) if fixed else 0


def _given(
    session: Session, claim: Claim, kept: Sequence[int], taken: Sequence[int], register: Register
) -> tuple[When | None, tuple[When, ...]]:
    """Return the date of a session and its further meetings."""
    own = [] if claim is Claim.ITS_TIME or claim is Claim.ITS_ROOM else kept
    dates = [register.slot(slot).when for slot in (*own, *taken)]
    if own or claim is Claim.NEXT:
        return (dates[0], tuple(dates[1:])) if dates else (When(tba=True), ())
    return session.when, tuple(dates)


def _shortage(
    sessions: Sequence[Session], short: Mapping[int, bool], wanted: int, free: int, words: PlanWords
) -> tuple[Fault, ...]:
    """Make one fault of all that have fewer meetings than they want: by number, and whether they have none at all."""
    if not short:
        return ()
    waiting = [number for number, none in short.items() if none]
    first = sessions[next(iter(waiting or short))]
    shown = {
        0: f"All {words.held}s are shown with the meetings that there are",
        1: "It is shown as to be announced",
    }.get(len(waiting), f"It and {_count(len(waiting) - 1, f'later {words.held}')} are shown as to be announced")
    left = f"'{first.title}' is the first left without" if waiting else f"'{first.title}' has too few"
    message = (
        f"{words.name} has {_count(free, 'free meeting')}, and {words.held}s without a date need {wanted}: {left}. "
        f"{shown}; expected is a later :ends:, more times in {words.option}, or a :date: of their own."
    )
    return (Fault(first.place, "plan", message),)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


class Register:
    """Which slots are taken. ``zone`` is the plan's."""

    def __init__(self, slots: Sequence[Slot], zone: str) -> None:
        self._slots = slots
        self._zone = zone
        self._spans = [span_of(slot.when) for slot in slots]
        self._starts = [start for start, _end in self._spans]
        #: for each slot itself while it is free, then a later one: following them leads to the next free slot
        self._next = list(range(len(slots) + 1))

    def __len__(self) -> int:
        return len(self._slots)

    def slot(self, number: int) -> Slot:
        """Return a slot by its number."""
        return self._slots[number]

    def met(self, when: When | None) -> list[int]:
        """Return the slots that a date shares time with."""
        if when is None or not when.dated:
            return []
        span = self._local(when)
        return [] if span[1] - span[0] > _LONGEST else list(overlapping(self._spans, self._starts, span))

    def keep(self, numbers: Iterable[int]) -> None:
        """Take slots, whoever has them already: two sessions may share one."""
        for number in numbers:
            self._next[number] = number + 1

    def free_among(self, numbers: Iterable[int]) -> list[int]:
        """Return those of some slots that nobody has taken."""
        return [number for number in numbers if self._next[number] == number]

    def take(self, count: int, after: When | None = None) -> list[int]:
        """Take the next free slots, from the first of the term or from the end of a date on; it may find fewer."""
        number = 0 if after is None or not after.dated else bisect_left(self._starts, self._local(after)[1])
        found: list[int] = []
        while len(found) < count and (number := self._free_from(number)) < len(self._slots):
            found.append(number)
            self._next[number] = number + 1
        return found

    def room_of(self, numbers: Iterable[int]) -> str:
        """Return the room of slots, or their rooms in the order of the meetings."""
        return "; ".join(dict.fromkeys(filter(None, (self._slots[number].room for number in numbers))))

    def free(self) -> tuple[Slot, ...]:
        """Return the slots that nobody has taken."""
        return tuple(slot for number, slot in enumerate(self._slots) if self._next[number] == number)

    def _free_from(self, number: int) -> int:
        passed = []
        while self._next[number] != number:
            passed.append(number)
            number = self._next[number]
        # Whoever asks again goes there directly, so that all questions together take linear time.
        for taken in passed:
            self._next[taken] = number
        return number

    def _local(self, when: When) -> LocalSpan:
        """Return the local time of the plan's zone that a date of another zone fills."""
        return span_of(in_zone(when, self._zone))
