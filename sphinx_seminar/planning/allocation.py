"""Assigning the slots of a term plan to sessions: who claims which, and who gets them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from sphinx_seminar.model import Fault, Plan, Session, Slot, When
from sphinx_seminar.model.when import in_zone
from sphinx_seminar.planning.slots import TERM_PLAN, LocalSpan, PlanWords, Spans, slots, span_of


class Claim(Enum):
    """The slots of the term plan that a session asks for."""

    NOTHING = "no slot"
    NEXT = "the next free slot, in the order of the book"
    ITS_DAY = "the first free slot of its day"
    ITS_TIME = "every slot that it overlaps"
    ITS_ROOM = "every slot that it overlaps, unless it has a room of its own"


def claim_of(session: Session) -> Claim:
    """Return the claim of a session by the table "Who takes a slot" of the manual (``reference/course.md``)."""
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
    """Return the claim of a lecture's date: a day without hours asks for one slot, and gets the hours of that slot.

    Hours ask for every slot that they overlap. Several days without hours are a block: for every slot of its days.
    """
    return Claim.ITS_DAY if when.starts is None and when.first == when.last else Claim.ITS_TIME


def keeps_old_date(session: Session) -> bool:
    """Tell whether a moved session keeps its old slot, so that none moves up: lectures, exams and ``:slot: yes`` do."""
    fixed = session.is_lecture or session.counts_as == "exam" or session.slot is True
    return fixed and session.slot is not False and session.moved_from is not None and session.moved_from.dated


def undated(session: Session) -> bool:
    """Tell whether the author gave a session no date; a date that could not be read, and "TBA", count as dates."""
    when = session.when
    return when is None or (when.first is None and not when.tba and not when.text.strip())


def in_room_of(session: Session, slot: Slot, course_room: str) -> bool:
    """Tell whether a session names no room, or the slot's or the course's; capitals and blanks do not count."""
    return not session.location or _plain(session.location) in {_plain(slot.room), _plain(course_room)} - {""}


def _plain(room: str) -> str:
    return " ".join(room.casefold().split())


#: What lasts longer, such as the weeks of a project, goes on beside the meetings and takes no slot.
_LONGEST = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Given:
    """The date of a session (``None``: it has none), and its further meetings by date.

    A date of the author's is kept, and a day without hours gets the hours of its slot. ``room`` is that of the slots,
    ``""`` where the plan names none. ``parallel`` says that a session overlaps slots and takes none, since it has a
    room of its own.
    """

    when: When | None
    further: tuple[When, ...] = ()
    room: str = ""
    parallel: bool = False


@dataclass(frozen=True, slots=True)
class Allocation:
    """The dates that a term plan gives to sessions, in the order of the sessions, and the free slots, by date."""

    given: tuple[Given, ...]
    free: tuple[Slot, ...] = ()
    faults: tuple[Fault, ...] = ()


def assign(
    sessions: Sequence[Session], plan: Plan | None, zone: str = "", room: str = "", words: PlanWords = TERM_PLAN
) -> Allocation:
    """Give sessions their slots: first to dates with hours, then to days, then to the undated in the book's order.

    :class:`Claim` says who takes which slots; dates to be announced take none. Lectures for which no slot is left
    become "to be announced", with one fault at the first of them. Without a plan each session keeps its own date.
    ``sessions`` come in the book's order, ``zone`` is that of a plan without one, ``room`` is the course's. A course
    with groups has one ``plan`` a group (:attr:`Plan.single`).
    """
    if plan is None or not plan.meetings:
        return Allocation(tuple(Given(session.when) for session in sessions))
    register = Register(slots(plan, zone), plan.timezone or zone)
    requests = [_Request(session, claim_of(session)) for session in sessions]
    _keep(requests, register, room)
    free = len(register.free())
    # Meetings that go on after a fixed date are fixed as well: they go before those that only have an order.
    for request in sorted(requests, key=lambda request: request.claim is Claim.NEXT):
        after = None if request.claim is Claim.NEXT else request.session.when
        request.taken = register.take(request.wanted, after)
    return Allocation(
        tuple(request.given(register) for request in requests),
        register.free(),
        _shortage(requests, free, words),
    )


@dataclass(slots=True)
class _Request:
    """A session and its slots by number: those of its own date (``kept``), and free ones (``taken``), by date."""

    session: Session
    claim: Claim
    kept: list[int] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)
    parallel: bool = False

    @property
    def wanted(self) -> int:
        """The number of free slots that the session asks for besides those of its own date."""
        meetings = self.session.meetings
        if self.claim is Claim.NEXT:
            return max(meetings, 1)
        fixed = self.claim in (Claim.ITS_DAY, Claim.ITS_TIME) and self.session.counts_as != "exam"
        return max(meetings - max(len(self.kept), 1), 0) if fixed else 0

    @property
    def waits(self) -> bool:
        """Tell whether an undated session got no slot, since none was left."""
        return self.claim is Claim.NEXT and not self.taken

    def given(self, register: Register) -> Given:
        """Return the date of the session, its further meetings and its room."""
        room = register.room_of([*self.kept, *self.taken])
        own = self.kept if self.claim is Claim.ITS_DAY else []
        dates = [register.slot(slot).when for slot in (*own, *self.taken)]
        if self.waits:
            return Given(When(tba=True), (), room)
        if own or self.claim is Claim.NEXT:
            return Given(dates[0], tuple(dates[1:]), room)
        return Given(self.session.when, tuple(dates), room, self.parallel)


def _keep(requests: Sequence[_Request], register: Register, room: str) -> None:
    """Take the slots that dates fall into, those with hours first, and mark sessions in other rooms as parallel."""
    for request in requests:
        if request.claim in (Claim.ITS_TIME, Claim.ITS_ROOM):
            met = register.met(request.session.when)
            whole = request.claim is Claim.ITS_TIME
            request.kept = [slot for slot in met if whole or in_room_of(request.session, register.slot(slot), room)]
            request.parallel = bool(met) and not request.kept
            register.keep(request.kept)
    left = [request.session.moved_from for request in requests if keeps_old_date(request.session)]
    for when in sorted(filter(None, left), key=lambda when: claim_of_date(when) is Claim.ITS_DAY):
        met = register.met(when)
        register.keep(register.free_among(met)[:1] if claim_of_date(when) is Claim.ITS_DAY else met)
    for request in requests:
        if request.claim is Claim.ITS_DAY:
            met = register.met(request.session.when)
            request.kept = register.free_among(met)[: max(request.session.meetings, 1)]
            register.keep(request.kept)


def _shortage(requests: Sequence[_Request], free: int, words: PlanWords) -> tuple[Fault, ...]:
    """Return one fault for all sessions with fewer slots than they want, if any; ``free`` slots were there to take."""
    short = [request for request in requests if len(request.taken) < request.wanted]
    if not short:
        return ()
    waiting = [request for request in short if request.waits]
    first = (waiting or short)[0].session
    shown = {
        0: f"All {words.held}s are shown with the meetings that there are",
        1: "It is shown as to be announced",
    }.get(len(waiting), f"It and {_count(len(waiting) - 1, f'later {words.held}')} are shown as to be announced")
    left = f"'{first.title}' is the first left without" if waiting else f"'{first.title}' has too few"
    wanted = sum(request.wanted for request in requests)
    message = (
        f"{words.name} has {_count(free, 'free meeting')}, and {words.held}s without a date need {wanted}: {left}. "
        f"{shown}; expected is a later :ends:, more times in {words.option}, or a :date: of their own."
    )
    return (Fault(first.place, "plan", message),)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


class Register:
    """The slots of a plan by date, numbered from 0, and which of them are taken; ``zone`` is the plan's."""

    def __init__(self, slots: Sequence[Slot], zone: str) -> None:
        self._slots = slots
        self._zone = zone
        self._spans = Spans(slot.when for slot in slots)
        #: for each slot itself while it is free, then a later one: following them leads to the next free slot
        self._next = list(range(len(slots) + 1))

    def __len__(self) -> int:
        return len(self._slots)

    def slot(self, number: int) -> Slot:
        """Return a slot by its number."""
        return self._slots[number]

    def met(self, when: When | None) -> list[int]:
        """Return the numbers of the slots that a date overlaps; none for no date, and for one of more than a week."""
        if when is None or not when.dated:
            return []
        span = self._local(when)
        return [] if span[1] - span[0] > _LONGEST else list(self._spans.overlapping(span))

    def keep(self, numbers: Iterable[int]) -> None:
        """Take slots, whoever has them already: two sessions may share one."""
        for number in numbers:
            self._next[number] = number + 1

    def free_among(self, numbers: Iterable[int]) -> list[int]:
        """Return those of ``numbers`` whose slots nobody has taken."""
        return [number for number in numbers if self._next[number] == number]

    def take(self, count: int, after: When | None = None) -> list[int]:
        """Take ``count`` free slots, or as many as are left, from the start of the term or the end of a date on."""
        number = 0 if after is None or not after.dated else self._spans.first_from(self._local(after)[1])
        taken: list[int] = []
        while len(taken) < count and (number := self._free_from(number)) < len(self._slots):
            taken.append(number)
            self._next[number] = number + 1
        return taken

    def room_of(self, numbers: Iterable[int]) -> str:
        """Return the rooms of slots, each once, in the order of ``numbers``: "A1; B2"."""
        return "; ".join(dict.fromkeys(filter(None, (self._slots[number].room for number in numbers))))

    def free(self) -> tuple[Slot, ...]:
        """Return the slots that nobody has taken, by date."""
        return tuple(slot for number, slot in enumerate(self._slots) if self._next[number] == number)

    def _free_from(self, number: int) -> int:
        """Return the number of the first free slot from ``number`` on; ``len(self)`` where none is."""
        passed = []
        while self._next[number] != number:
            passed.append(number)
            number = self._next[number]
        # Whoever asks again goes there directly, so that all questions together take linear time.
        for taken in passed:
            self._next[taken] = number
        return number

    def _local(self, when: When) -> LocalSpan:
        """Return the beginning and end of a date on the clocks of the plan's zone."""
        return span_of(in_zone(when, self._zone))
