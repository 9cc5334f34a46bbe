"""From the slots of a term plan to the dates of lectures."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sphinx_seminar.model import Fault, Session, When
from sphinx_seminar.model.moments import instants
from sphinx_seminar.model.plan import Plan, Slot
from sphinx_seminar.planning.slots import OPEN_END, LocalSpan, overlapping, slots, span_of

#: What lasts longer, such as the weeks of a project, goes on beside the meetings and takes no slot.
_LONGEST = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Assignment:
    """What the term plan gives to sessions.

    * ``whens`` has the date of each session, in the order in which they were given; dates of their own are kept.
    * ``more`` has the further meetings of each, for a lecture that takes several.
    * ``free`` are the slots that nobody takes, by date.
    """

    whens: tuple[When | None, ...]
    more: tuple[tuple[When, ...], ...]
    free: tuple[Slot, ...] = ()
    faults: tuple[Fault, ...] = ()


def assign(sessions: Sequence[Session], plan: Plan | None, zone: str = "") -> Assignment:
    """Give every lecture without a date the next free slot, in the order of ``sessions``, which is the book's.

    A date of any session's own that falls into a slot takes it, cancelled or not, and so does the date from which a
    session was moved. What is to be announced takes none. Lectures for which no slot is left become "to be
    announced", with one fault at the first of them. ``zone`` holds where the plan names none.
    """
    if plan is None or not plan.meetings:
        return Assignment(tuple(session.when for session in sessions), ((),) * len(sessions))
    register = _Register(slots(plan, zone), plan.timezone or zone)
    kept = [register.keep(session.when) for session in sessions]
    for session in sessions:
        register.keep(session.moved_from)
    free = len(register.free())
    wanted = [_wanted(session, slots_kept) for session, slots_kept in zip(sessions, kept, strict=True)]
    taken: dict[int, tuple[When, ...]] = {}
    # Meetings that go on after a fixed date are fixed as well: they go before those that only have an order.
    for number in sorted(range(len(sessions)), key=lambda number: _undated(sessions[number])):
        session = sessions[number]
        taken[number] = register.take(wanted[number], None if _undated(session) else session.when)
    whens: list[When | None] = []
    more = []
    for number, session in enumerate(sessions):
        own = not (wanted[number] and _undated(session))
        first = session.when if own else next(iter(taken[number]), When(tba=True))
        whens.append(first)
        more.append(taken[number] if own else taken[number][1:])
    got = [len(taken[number]) for number in range(len(sessions))]
    return Assignment(tuple(whens), tuple(more), register.free(), _shortage(sessions, wanted, got, free))


def _undated(session: Session) -> bool:
    """Tell whether the author gave no date at all; one that was refused is a date."""
    when = session.when
    return when is None or (when.first is None and not when.tba and not when.text.strip())


def _wanted(session: Session, kept: int) -> int:
    """Return how many slots of the plan a session takes besides the ``kept`` ones that its own date is in."""
    if session.kind != "lecture":
        return 0
    if _undated(session):
        return max(session.meetings, 1)
    dated = session.when is not None and session.when.dated
    return max(session.meetings - max(kept, 1), 0) if dated else 0


def _shortage(sessions: Sequence[Session], wanted: Sequence[int], got: Sequence[int], free: int) -> tuple[Fault, ...]:
    """Make one fault of all lectures that have fewer meetings than they want."""
    short = [number for number in range(len(sessions)) if got[number] < wanted[number]]
    if not short:
        return ()
    waiting = [number for number in short if _undated(sessions[number]) and not got[number]]
    first = sessions[(waiting or short)[0]]
    shown = {
        0: "All lectures are shown with the meetings that there are",
        1: "It is shown as to be announced",
    }.get(len(waiting), f"It and {_count(len(waiting) - 1, 'later lecture')} are shown as to be announced")
    left = f"'{first.title}' is the first left without" if waiting else f"'{first.title}' has too few"
    message = (
        f"The term plan has {_count(free, 'free meeting')}, and lectures without a date need {sum(wanted)}: {left}. "
        f"{shown}; expected is a later :ends:, more times in :meets:, or a :date: of their own."
    )
    return (Fault(first.place, "plan", message),)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


class _Register:
    """Which slots are taken. ``zone`` is the plan's."""

    def __init__(self, slots: Sequence[Slot], zone: str) -> None:
        self._slots = slots
        self._zone = zone
        self._spans = [span_of(slot.when) for slot in slots]
        self._starts = [start for start, _end in self._spans]
        #: for each slot itself while it is free, then a later one: following them leads to the next free slot
        self._next = list(range(len(slots) + 1))

    def keep(self, when: When | None) -> int:
        """Take the slots that a date falls into, and return how many those are."""
        if when is None or not when.dated:
            return 0
        span = self._local(when)
        if span[1] - span[0] > _LONGEST:
            return 0
        found = list(overlapping(self._spans, self._starts, span))
        for number in found:
            self._next[number] = number + 1
        return len(found)

    def take(self, count: int, after: When | None = None) -> tuple[When, ...]:
        """Take the next free slots, from the first of the term or from the end of a date on; it may find fewer."""
        number = 0 if after is None or not after.dated else bisect_left(self._starts, self._local(after)[1])
        found: list[When] = []
        while len(found) < count and (number := self._free_from(number)) < len(self._slots):
            found.append(self._slots[number].when)
            self._next[number] = number + 1
        return tuple(found)

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
        """Return when a date fills the plan's local time, where it is given in another zone."""
        moments = instants(when, self._zone) if when.timezone and self._zone else None
        if moments is None or when.timezone == self._zone:
            return span_of(when)
        start, end = (
            None if moment is None else moment.astimezone(ZoneInfo(self._zone)).replace(tzinfo=None)
            for moment in moments
        )
        assert start is not None
        return start, start + OPEN_END if end is None else end
