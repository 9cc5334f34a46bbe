"""The slots of a term plan, the meetings that its exceptions cancel, and the weeks of its term."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, islice

from sphinx_seminar.model import Problem, When
from sphinx_seminar.model.plan import MeetingTime, Plan, PlanException, Slot
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.when import Precision, check_local_time

#: How many meetings a plan may have, cancelled ones included: more is a mistyped year.
LIMIT = 2000

_DAY = dt.timedelta(days=1)
_WEEK = 7 * _DAY
#: The days, from Monday on, that all have to be off where a plan names no times.
_WORKING_DAYS = 5
#: How long something with an open end is taken to last, where the question is whether it fills a slot.
OPEN_END = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class PlanWords:
    """What messages call a plan, what takes its slots, and the option that has its times."""

    name: str
    held: str = "session"
    option: str = ":meets:"

    def of(self, group: str) -> PlanWords:
        """Return the words for the plan of one group; ``""`` is none."""
        return replace(self, name=f"{self.name} for {quoted(group)}", option=":groups:") if group else self


TERM_PLAN = PlanWords("The term plan", "lecture")

#: Start and end in local time, the end excluded.
LocalSpan = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class NoMeeting:
    """Meetings in a row that one exception cancels: a line of the table.

    ``groups`` are the labels of those whose meetings they are, where they are not those of all groups.
    """

    exception: PlanException
    meetings: tuple[When, ...]
    groups: tuple[str, ...] = ()

    @property
    def when(self) -> When:
        """Return the one meeting, or the days from the first to the last of several."""
        if len(self.meetings) == 1:
            return self.meetings[0]
        return When(first=self.meetings[0].first, last=self.meetings[-1].first, precision="day")


def slots(plan: Plan, zone: str = "") -> tuple[Slot, ...]:
    """Return the meetings that take place, by date: at most :data:`LIMIT`.

    ``zone`` holds where the plan names none; a meeting at an hour that its clocks skip is none.
    """
    return tuple(
        slot
        for slot, exception in _regular(plan)[:LIMIT]
        if exception is None and not check_local_time(slot.when, zone).problems
    )


def exceptions_met(plan: Plan) -> tuple[NoMeeting, ...]:
    """Return the meetings that are cancelled, by date; those that one exception cancels in a row are one.

    Where exceptions overlap, the one that the author wrote first counts.
    """
    lines = []
    for exception, together in groupby(_regular(plan)[:LIMIT], key=lambda meeting: meeting[1]):
        if exception is not None:
            missed = [slot for slot, _exception in together]
            whens = tuple(slot.when for slot in missed)
            lines.append(NoMeeting(plan.exceptions[exception], whens, _groups_at(plan, missed)))
    return tuple(lines)


def _groups_at(plan: Plan, meetings: Sequence[Slot]) -> tuple[str, ...]:
    """Return the labels of the groups that meet at some times, ``()`` where all do."""
    met = {(slot.when.first and slot.when.first.weekday(), slot.when.starts, slot.room) for slot in meetings}
    labels = tuple(
        group.label
        for group in plan.groups
        if any((time.weekday, time.starts, time.room) in met for time in group.meetings)
    )
    return () if len(labels) == len(plan.groups) else labels


def office_hours(plan: Plan | None, hours: Sequence[MeetingTime], zone: str = "") -> tuple[Slot, ...]:
    """Return the office hours of the term: every week, except on the plan's exceptions; without a plan, none."""
    return () if plan is None else slots(replace(plan, meetings=tuple(hours), every=1), zone)


def idle_exceptions(plan: Plan) -> tuple[PlanException, ...]:
    """Return the exceptions that cancel nothing: on none of their days is there a meeting."""
    if not plan.meetings:
        return ()
    spans = Spans(slot.when for slot, _exception in _regular(plan))
    return tuple(given for given in plan.exceptions if not list(spans.overlapping(span_of(_when_of(given)))))


def exception_on(plan: Plan, when: When) -> PlanException | None:
    """Return the exception that a date falls on, if it is on one; of several days, only one that has all of them."""
    span = span_of(when)
    for given in plan.exceptions:
        start, end = span_of(_when_of(given))
        inside = when.first == when.last or (start <= span[0] and span[1] <= end)
        if inside and start < span[1] and span[0] < end:
            return given
    return None


def plan_problems(plan: Plan, zone: str = "", words: PlanWords = TERM_PLAN) -> tuple[Problem, ...]:
    """Report faults of the plan as a whole: no meeting at all, too many, and hours that a clock change skips.

    Each group of a plan has its own.
    """
    if plan.groups:
        of_groups = (plan_problems(single, zone, words.of(label)) for label, single in plan.single)
        return tuple(problem for problems in of_groups for problem in problems)
    if not plan.meetings:
        return ()
    meetings = _regular(plan)
    messages = []
    if not meetings:
        messages.append(
            f"{words.name} has no meeting: none of its days of the week is between {plan.starts} and {plan.ends}. "
            f"Expected is a longer term or another day in {words.option}; {words.held}s without a date are shown as to "
            "be announced."
        )
    elif all(exception is not None for _slot, exception in meetings):
        messages.append(
            f"{words.name} has no meeting: its exceptions cancel each of the {len(meetings)}. "
            f"Expected are shorter ranges in :except:; {words.held}s without a date are shown as to be announced."
        )
    if len(meetings) > LIMIT:
        messages.append(
            f"{words.name} from {plan.starts} to {plan.ends} has more than {LIMIT} meetings; expected is one term. "
            f"The first {LIMIT} are used."
        )
    messages += [
        f"{words.name} has no meeting on {slot.when.first}: its hours do not exist on this day in "
        f"{slot.when.timezone or zone}, where the clocks change. {words.held.capitalize()}s take the other meetings."
        for slot, exception in meetings[:LIMIT]
        if exception is None and check_local_time(slot.when, zone).problems
    ]
    return tuple(Problem("plan", message) for message in messages)


@lru_cache(maxsize=64)
def _regular(plan: Plan) -> tuple[tuple[Slot, int | None], ...]:
    """Return the meetings of a plan in order of time, each with the number of the first exception that cancels it.

    Where there are more than :data:`LIMIT`, one more is returned.
    """
    meetings = list(islice(_unlimited(plan), LIMIT + 1))
    spans = Spans(slot.when for slot in meetings)
    cancelled: dict[int, int] = {}
    for number, given in enumerate(plan.exceptions):
        for meeting in spans.overlapping(span_of(_when_of(given))):
            cancelled.setdefault(meeting, number)
    return tuple((slot, cancelled.get(number)) for number, slot in enumerate(meetings))


def _unlimited(plan: Plan) -> Iterator[Slot]:
    """Yield the meetings of a plan in order of time, however many; a mistyped year gives thousands."""
    times = sorted(
        set(plan.meetings), key=lambda time: (time.weekday, time.starts or dt.time.min, str(time.ends), time.room)
    )
    monday = plan.starts - plan.starts.weekday() * _DAY
    while times and monday <= plan.ends:
        for time in times:
            day = monday + time.weekday * _DAY
            if plan.starts <= day <= plan.ends:
                yield Slot(_when(day, time, plan.timezone), time.room)
        monday += 7 * max(plan.every, 1) * _DAY


def _when(day: dt.date, time: MeetingTime, zone: str) -> When:
    if time.starts is None:
        return When(first=day, last=day, precision="day", timezone=zone)
    last = day + _DAY if time.ends is not None and time.ends <= time.starts else day
    return When("", day, last, time.starts, time.ends, "minute", zone)


def _when_of(given: PlanException) -> When:
    precision: Precision = "day" if given.starts is None else "minute"
    return When("", given.first, given.last, given.starts, given.ends, precision)


def span_of(when: When) -> LocalSpan:
    """Return when something fills local time; a day without hours is filled whole."""
    assert when.first is not None
    assert when.last is not None
    if when.precision != "minute" or when.starts is None:
        return dt.datetime.combine(when.first, dt.time.min), dt.datetime.combine(when.last + _DAY, dt.time.min)
    start = dt.datetime.combine(when.first, when.starts)
    return start, start + OPEN_END if when.ends is None else dt.datetime.combine(when.last, when.ends)


class Spans:
    """Stretches of local time in the order of their starts, none of them longer than a day."""

    def __init__(self, whens: Iterable[When]) -> None:
        self._spans = [span_of(when) for when in whens]
        self._starts = [start for start, _end in self._spans]

    def overlapping(self, wanted: LocalSpan) -> Iterator[int]:
        """Yield the numbers of those that share time with another stretch."""
        for number in range(bisect_left(self._starts, wanted[0] - _DAY), self.first_from(wanted[1])):
            if self._spans[number][1] > wanted[0]:
                yield number

    def first_from(self, moment: dt.datetime) -> int:
        """Return the number of the first that starts at a moment or later."""
        return bisect_left(self._starts, moment)


def monday_of(day: dt.date) -> dt.date:
    """Return the Monday of a day's week; the first day of the calendar is one."""
    return day - day.weekday() * _DAY


def week_number(plan: Plan, day: dt.date) -> int | None:
    """Return the number of a day's week, counted from the one in which the term starts.

    ``None`` before and after the term, and for a break where the plan does not count those.
    """
    if not monday_of(plan.starts) <= day < monday_of(plan.ends) + _WEEK:
        return None
    monday = monday_of(day)
    number = (monday - monday_of(plan.starts)) // _WEEK + 1
    breaks = frozenset() if plan.count_breaks else _breaks(plan)
    return None if monday in breaks else number - sum(other < monday for other in breaks)


@lru_cache(maxsize=16)
def _breaks(plan: Plan) -> frozenset[dt.date]:
    """Return the Mondays of the weeks in which exceptions cancel every meeting, or all working days."""
    if plan.meetings:
        held = {monday_of(slot.when.first) for slot in slots(plan) if slot.when.first is not None}
        missed = {
            monday_of(when.first) for line in exceptions_met(plan) for when in line.meetings if when.first is not None
        }
        return frozenset(missed - held)
    off = {
        given.first + number * _DAY
        for given in plan.exceptions
        for number in range(min((given.last - given.first).days, 366) + 1)
    }
    return frozenset(
        monday
        for monday in map(monday_of, off)
        if all(monday + number * _DAY in off for number in range(_WORKING_DAYS))
    )
