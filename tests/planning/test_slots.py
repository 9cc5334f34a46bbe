"""The term plan at work: which meetings take place, and which lecture takes which."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model import Place, Session, Text, When
from sphinx_seminar.model.plan import MeetingTime, Plan, PlanException
from sphinx_seminar.model.when import instants
from sphinx_seminar.planning.allocation import Allocation, Given, assign
from sphinx_seminar.planning.slots import LIMIT, exceptions_met, office_hours, plan_problems, slots
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.dates.plan import read_plan
from sphinx_seminar.reading.dates.regular_times import read_office_hours
from sphinx_seminar.reading.vocabulary import read_kind
from tests.iso import format_iso

YEAR = dt.timedelta(weeks=52)


def term(
    starts: str = "2021-04-12",
    ends: str = "2021-05-31",
    meets: str = "Mon 14:00-16:00",
    every: str = "",
    except_: str = "",
) -> Plan:
    reading = read_plan({"starts": starts, "ends": ends, "meets": meets, "every": every, "except": except_})
    assert reading.problems == ()
    assert reading.value is not None
    return reading.value


def session(title: str, date: str = "", kind: str = "lecture", **options: Any) -> Session:
    when = read_when(date).value if date else None
    read = read_kind(kind)
    place = Place("index.md", len(title), "index")
    told = Session(title, Text.plain(title), read.words, place, title, when=when, counts_as=read.counts_as)
    return replace(told, **options)


def days(plan: Plan) -> list[str]:
    return [str(slot.when.first) for slot in slots(plan)]


def whens(allocation: Allocation) -> tuple[When | None, ...]:
    """Return the dates given to the sessions."""
    return tuple(given.when for given in allocation.given)


def further(allocation: Allocation) -> tuple[tuple[When, ...], ...]:
    """Return the further meetings given to the sessions."""
    return tuple(given.further for given in allocation.given)


def dates(allocation: Allocation) -> list[str]:
    """Return the dates given, as ``05-24`` for a day of 2021, "TBA", or "" for none."""
    return ["" if when is None else "TBA" if when.tba else format_iso(when)[5:10] for when in whens(allocation)]


def test_a_weekly_course_meets_on_its_day_from_the_first_to_the_last_day_of_the_term() -> None:
    plan = term("2021-04-12", "2021-05-03")
    assert [format_iso(slot.when) for slot in slots(plan)] == [
        f"2021-{day}T14:00/2021-{day}T16:00" for day in ("04-12", "04-19", "04-26", "05-03")
    ]


def test_several_times_a_week_come_in_order_of_time() -> None:
    plan = term("2021-04-14", "2021-04-21", "Thu 10:00; Mon 16:00; Mon 8:00; Wed")
    assert [format_iso(slot.when) for slot in slots(plan)] == [
        "2021-04-14",
        "2021-04-15T10:00",
        "2021-04-19T08:00",
        "2021-04-19T16:00",
        "2021-04-21",
    ]


def test_a_fortnightly_course_counts_from_the_week_in_which_the_term_starts() -> None:
    assert days(term("2021-04-12", every="fortnightly")) == ["2021-04-12", "2021-04-26", "2021-05-10", "2021-05-24"]
    # The Monday of the first week is over on Wednesday.
    assert days(term("2021-04-14", every="2 weeks")) == ["2021-04-26", "2021-05-10", "2021-05-24"]


def test_a_meeting_may_end_at_midnight() -> None:
    (slot,) = slots(term("2021-04-12", "2021-04-12", "Mon 22:00-0:00"))
    assert format_iso(slot.when) == "2021-04-12T22:00/2021-04-13T00:00"


def test_there_is_no_meeting_on_an_exception() -> None:
    plan = term(
        except_="2021-05-24 Whit Monday; 2021-04-17..2021-05-02 Strike; 2021-05-04 no meeting day; 2022-01-01 other"
    )
    assert days(plan) == ["2021-04-12", "2021-05-03", "2021-05-10", "2021-05-17", "2021-05-31"]


def test_an_exception_with_hours_cancels_only_those() -> None:
    plan = term("2021-04-12", "2021-04-12", "Mon 10:00-12:00; Mon 14:00-16:00", except_="2021-04-12 15:00-19:00 Dies")
    assert [format_iso(slot.when) for slot in slots(plan)] == ["2021-04-12T10:00/2021-04-12T12:00"]


def test_an_exception_with_hours_ends_with_them() -> None:
    plan = term("2021-04-12", "2021-04-12", "Mon 10:00-12:00; Mon 14:00-16:00", except_="2021-04-12 8:00-11:00 Dies")
    assert [format_iso(slot.when) for slot in slots(plan)] == ["2021-04-12T14:00/2021-04-12T16:00"]


def test_cancelled_meetings_are_lines_of_the_table() -> None:
    plan = term(
        meets="Mon 14:00-16:00; Thu 10:00-12:00",
        except_="2021-05-24 Whit Monday; 2021-04-29..2021-05-06 Strike; 2021-05-08 Saturday; 2021-05-03 Doubled",
    )
    assert [(line.exception.label, format_iso(line.when)) for line in exceptions_met(plan)] == [
        ("Strike", "2021-04-29/2021-05-06"),
        ("Whit Monday", "2021-05-24T14:00/2021-05-24T16:00"),
    ]
    assert [len(line.meetings) for line in exceptions_met(plan)] == [3, 1]


def test_hours_stay_the_same_when_the_clocks_change() -> None:
    plan = replace(term("2021-03-22", "2021-03-29"), timezone="Europe/Berlin")
    found = [instants(slot.when, "UTC") for slot in slots(plan)]
    assert [moments[0].astimezone(dt.UTC).hour for moments in found if moments is not None] == [13, 12]


def test_an_hour_that_the_clocks_skip_is_no_meeting_and_is_pointed_out() -> None:
    plan = term("2021-03-21", "2021-04-04", "Sun 2:30-3:30")
    assert [str(slot.when.first) for slot in slots(plan, "Europe/Berlin")] == ["2021-03-21", "2021-04-04"]
    assert len(slots(plan, "Asia/Kathmandu")) == 3
    (problem,) = plan_problems(plan, "Europe/Berlin")
    assert problem.subtype == "plan"
    assert "no meeting on 2021-03-28" in problem.message
    assert plan_problems(plan, "Asia/Kathmandu") == ()


def test_a_mistyped_year_has_an_end() -> None:
    plan = term("1021-04-12", "9021-07-16", "Mon-Fri")
    assert len(slots(plan)) == LIMIT
    (problem,) = plan_problems(plan)
    assert f"more than {LIMIT} meetings" in problem.message
    endless = replace(plan, exceptions=(PlanException(plan.starts, plan.ends),))
    assert slots(endless) == ()


def test_a_plan_without_a_meeting_is_pointed_out() -> None:
    (problem,) = plan_problems(term("2021-04-13", "2021-04-16"))
    assert "none of its days of the week is between 2021-04-13 and 2021-04-16" in problem.message
    (problem,) = plan_problems(term(except_="2021-04 Spring; 2021-05 May"))
    assert "its exceptions cancel each of the 8" in problem.message
    assert plan_problems(term(meets="")) == ()
    assert plan_problems(term()) == ()


def test_office_hours_go_through_the_term_each_week_except_on_days_off() -> None:
    plan = term("2021-05-17", "2021-05-31", every="2 weeks", except_="2021-05-24 Whit Monday")
    hours = read_office_hours("Mon 14:00-15:00; Fri 14:00-15:00").value
    assert [str(slot.when.first)[5:] for slot in office_hours(plan, hours)] == ["05-17", "05-21", "05-28", "05-31"]


def test_office_hours_leave_out_an_hour_that_the_clocks_of_the_book_skip() -> None:
    plan = term("2021-03-21", "2021-03-28", "Mon 10:00-12:00")
    hours = read_office_hours("Sun 2:15-2:45").value
    assert [str(slot.when.first)[5:] for slot in office_hours(plan, hours, "Europe/Berlin")] == ["03-21"]


def test_lectures_take_the_slots_in_the_order_of_the_book() -> None:
    sessions = [session("One"), session("Lunch", kind="break"), session("Two"), session("Three")]
    allocation = assign(sessions, term())
    assert dates(allocation) == ["04-12", "", "04-19", "04-26"]
    assert [str(slot.when.first) for slot in allocation.free] == [
        f"2021-05-{day}" for day in ("03", "10", "17", "24", "31")
    ]
    assert further(allocation) == ((), (), (), ())
    assert allocation.faults == ()
    assert whens(allocation)[0] == When(
        "", dt.date(2021, 4, 12), dt.date(2021, 4, 12), dt.time(14), dt.time(16), "minute", ""
    )


@pytest.mark.parametrize("plan", [None, term(meets="")])
def test_without_regular_times_everybody_keeps_what_they_have(plan: Plan | None) -> None:
    sessions = [session("One"), session("Two", "2021-06-07")]
    assert assign(sessions, plan) == Allocation((Given(None), Given(sessions[1].when)))


@pytest.mark.parametrize(
    "date",
    [
        *(
            "2021-04-19 14:00-16:00",
            "2021-04-19 15:00",
            "2021-04-19 13:00-15:00",
            "2021-04-19 8:00-20:00",
        ),
        *("2021-04-19 13:30", "2021-04-18 18:00 .. 2021-04-19 15:00"),
        *("2021-04-19 8:00-9:00 America/New_York", "2021-04-20 0:30-1:30 Pacific/Auckland"),
    ],
)
def test_a_date_of_ones_own_inside_a_slot_takes_it(date: str) -> None:
    for kind in ("lecture", "exam"):
        sessions = [session("One"), session("Two"), session("Fixed", date, kind)]
        allocation = assign(sessions, term(), "Europe/Berlin")
        assert dates(allocation)[:2] == ["04-12", "04-26"]
        assert whens(allocation)[2] == sessions[2].when
        assert len(allocation.free) == 5


@pytest.mark.parametrize(
    "date",
    [
        *("2021-04-19 16:00-18:00", "2021-04-19 12:00-14:00", "2021-04-20", "2021-06-14 14:00-16:00", "2022-04-19"),
        *("2021-04", "2021", "TBA", "when Pascal is back", "2021-04-19 14:00-16:00 America/New_York"),
        # a project goes on beside the lectures
        "2021-04-12..2021-05-31",
    ],
)
def test_a_date_outside_of_the_slots_takes_none(date: str) -> None:
    sessions = [session("One"), session("Fixed", date), session("Two")]
    allocation = assign(sessions, term(), "Europe/Berlin")
    assert (whens(allocation)[0], whens(allocation)[2]) == tuple(slot.when for slot in slots(term())[:2])
    assert whens(allocation)[1] == sessions[1].when
    assert allocation.faults == ()


def test_a_lecture_to_be_announced_takes_no_slot() -> None:
    sessions = [session("One", "TBA"), session("Two", when=When(""))]
    assert dates(assign(sessions, term())) == ["TBA", "04-12"]


def test_a_cancelled_lecture_keeps_its_slot() -> None:
    sessions = [session("One", status="cancelled"), session("Two"), session("Three", "2021-04-26", status="cancelled")]
    assert dates(assign([*sessions, session("Four")], term())) == ["04-12", "04-19", "04-26", "05-03"]


def test_the_date_from_which_a_lecture_moved_stays_empty() -> None:
    moved = session("Two", "2021-04-23", status="moved", moved_from=read_when("2021-04-19 14:00-16:00").value)
    assert dates(assign([session("One"), moved, session("Three")], term())) == ["04-12", "04-23", "04-26"]


def test_a_lecture_of_several_meetings_takes_as_many_slots() -> None:
    sessions = [
        session("One", meetings=2),
        session("Fixed", "2021-04-26"),
        session("Two", meetings=3),
        session("Three"),
    ]
    allocation = assign(sessions, term())
    assert dates(allocation) == ["04-12", "04-26", "05-03", "05-24"]
    assert [[str(when.first)[5:] for when in more] for more in further(allocation)] == [
        ["04-19"],
        [],
        ["05-10", "05-17"],
        [],
    ]


def test_further_meetings_follow_a_fixed_date() -> None:
    sessions = [
        session("One"),
        session("Two"),
        session("Fixed", "2021-04-19 14:00-16:00", meetings=2),
        session("Three"),
    ]
    allocation = assign(sessions, term())
    assert dates(allocation) == ["04-12", "05-03", "04-19", "05-10"]
    assert [str(when.first) for when in further(allocation)[2]] == ["2021-04-26"]


@pytest.mark.parametrize("date", ["2021-04-12 9:00-17:00", "2021-04-12..2021-04-13"])
def test_a_date_that_covers_several_slots_counts_as_so_many_meetings(date: str) -> None:
    plan = term(meets="Mon 10:00-12:00; Mon 14:00-16:00")
    allocation = assign([session("Block", date, meetings=2), session("Two")], plan)
    assert further(allocation)[0] == ()
    assert dates(allocation) == ["04-12", "04-19"]


def test_a_day_gives_as_many_meetings_as_a_lecture_wants() -> None:
    plan = term(meets="Mon 10:00-12:00; Mon 14:00-16:00")
    allocation = assign([session("Block", "2021-04-12", meetings=2), session("Two")], plan)
    assert [format_iso(when)[11:16] for when in (whens(allocation)[0], *further(allocation)[0]) if when] == [
        "10:00",
        "14:00",
    ]
    assert dates(allocation) == ["04-12", "04-19"]


def test_lectures_for_which_no_slot_is_left_are_to_be_announced_with_one_fault() -> None:
    sessions = [session(f"Lecture {'I' * number}") for number in range(1, 6)]
    allocation = assign(sessions, term(ends="2021-04-26"))
    assert dates(allocation) == ["04-12", "04-19", "04-26", "TBA", "TBA"]
    (fault,) = allocation.faults
    assert (fault.place, fault.subtype) == (sessions[3].place, "plan")
    assert fault.message == (
        "The term plan has 3 free meetings, and lectures without a date need 5: 'Lecture IIII' is the first left "
        "without. It and 1 later lecture are shown as to be announced; expected is a later :ends:, more times in "
        ":meets:, or a :date: of their own."
    )


def test_a_lecture_with_too_few_meetings_keeps_those_that_there_are() -> None:
    sessions = [session("One"), session("Two", meetings=3)]
    allocation = assign(sessions, term(ends="2021-04-26"))
    assert dates(allocation) == ["04-12", "04-19"]
    assert len(further(allocation)[1]) == 1
    (fault,) = allocation.faults
    assert fault.place == sessions[1].place
    assert "'Two' has too few" in fault.message


def test_next_year_is_a_changed_term() -> None:
    sessions = [session("One"), session("Two"), session("Three", meetings=2), session("Four")]
    assert dates(assign(sessions, term(except_="2021-05-03 Holiday"))) == ["04-12", "04-19", "04-26", "05-17"]
    after = term("2022-04-11", "2022-05-30", except_="2022-04-18 Easter Monday")
    assert dates(assign(sessions, after)) == ["04-11", "04-25", "05-02", "05-16"]


STARTS = st.dates(dt.date(2015, 1, 1), dt.date(2030, 1, 1))
TIMES = st.builds(
    lambda day, hour: MeetingTime(
        day, None if hour is None else dt.time(hour), None if hour is None else dt.time(hour + 2)
    ),
    st.integers(0, 6),
    st.none() | st.sampled_from([8, 10, 14, 16]),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    starts = draw(STARTS)
    ends = starts + dt.timedelta(days=draw(st.integers(0, 120)))
    near = st.integers(-20, 150).map(lambda number: starts + dt.timedelta(days=number))
    exceptions = draw(st.lists(st.tuples(near, st.integers(0, 14)), max_size=5))
    return Plan(
        starts,
        ends,
        tuple(draw(st.lists(TIMES, min_size=1, max_size=4))),
        draw(st.integers(1, 4)),
        tuple(PlanException(first, first + dt.timedelta(days=length), "Break") for first, length in exceptions),
    )


@st.composite
def books(draw: st.DrawFn) -> tuple[Plan, list[Session]]:
    plan = draw(plans())
    own = st.builds(
        lambda number, hour: When(
            "",
            plan.starts + dt.timedelta(days=number),
            plan.starts + dt.timedelta(days=number),
            None if hour is None else dt.time(hour),
            None if hour is None else dt.time(hour + 1),
            "day" if hour is None else "minute",
        ),
        st.integers(-10, 130),
        st.none() | st.integers(7, 20),
    )
    told = st.tuples(
        st.none() | own | st.just(When("TBA", tba=True)),
        st.sampled_from(["lecture", "lecture", "lecture", "exam"]),
        st.integers(1, 3),
        st.sampled_from(["", "cancelled"]),
    )
    return plan, [
        session(f"Session {number}", when=when, kind=kind, meetings=meetings, status=status)
        for number, (when, kind, meetings, status) in enumerate(draw(st.lists(told, max_size=20)))
    ]


def given_slots(sessions: list[Session], allocation: Allocation) -> list[list[When]]:
    """Return, session by session, the slots that it has from the plan."""
    return [
        ([when] if told.when is None and when is not None and not when.tba else []) + list(more)
        for told, when, more in zip(sessions, whens(allocation), further(allocation), strict=True)
    ]


def share_time(one: When, other: When) -> bool:
    return one.first == other.first and (
        one.starts is None
        or other.starts is None
        or (one.starts < (other.ends or dt.time.max) and other.starts < (one.ends or dt.time.max))
    )


@given(books())
def test_no_slot_is_given_twice_and_none_is_lost(book: tuple[Plan, list[Session]]) -> None:
    plan, sessions = book
    allocation = assign(sessions, plan)
    every = [slot.when for slot in slots(plan)]
    used = [when for whens in given_slots(sessions, allocation) for when in whens]
    assert len(set(used)) == len(used)
    free = [slot.when for slot in allocation.free]
    assert not set(used) & set(free)
    taken = [when for when in every if when not in used and when not in free]
    assert sorted([*used, *taken, *free], key=lambda when: when.sort_key) == every
    # A day without hours takes the first slot of a lecture, and none of anybody else.
    dated = [told for told in sessions if told.when is not None and told.when.dated]
    takers = [told.when for told in dated if told.is_lecture or told.when.starts]
    assert [when for when in taken if not any(share_time(when, fixed) for fixed in takers)] == []
    hours = [told.when for told in dated if told.when.starts]
    assert [when for when in free if any(share_time(when, fixed) for fixed in hours)] == []


@given(books())
def test_no_meeting_is_on_a_day_off_or_outside_of_the_term(book: tuple[Plan, list[Session]]) -> None:
    plan, sessions = book
    off = {
        given.first + dt.timedelta(days=number)
        for given in plan.exceptions
        for number in range((given.last - given.first).days + 1)
    }
    used = [when for whens in given_slots(sessions, assign(sessions, plan)) for when in whens]
    for when in used:
        assert when.first is not None
        assert when.first not in off
        assert plan.starts <= when.first <= plan.ends
    cancelled = [when.first for line in exceptions_met(plan) for when in line.meetings]
    assert set(cancelled) <= off
    assert len(cancelled) + len(slots(plan)) == len(slots(replace(plan, exceptions=())))


@given(books())
def test_lectures_keep_the_order_of_the_book(book: tuple[Plan, list[Session]]) -> None:
    plan, sessions = book
    allocation = assign(sessions, plan)
    undated = [
        when
        for told, whens in zip(sessions, given_slots(sessions, allocation), strict=True)
        if told.when is None
        for when in whens
    ]
    assert undated == sorted(undated, key=lambda when: when.sort_key)
    lectures = [
        when
        for told, when in zip(sessions, whens(allocation), strict=True)
        if told.kind == "lecture" and told.when is None
    ]
    left_without = [when is not None and when.tba for when in lectures]
    assert left_without == sorted(left_without)
    assert None not in lectures
    assert len(allocation.faults) <= 1
    if any(left_without):
        assert allocation.free == ()
        assert len(allocation.faults) == 1


@given(books())
def test_a_course_moved_by_fifty_two_weeks_moves_every_date_by_as_much(book: tuple[Plan, list[Session]]) -> None:
    plan, sessions = book
    later = replace(
        plan,
        starts=plan.starts + YEAR,
        ends=plan.ends + YEAR,
        exceptions=tuple(replace(off, first=off.first + YEAR, last=off.last + YEAR) for off in plan.exceptions),
    )
    moved = [replace(told, when=shifted(told.when)) for told in sessions]
    before, after = assign(sessions, plan), assign(moved, later)
    assert whens(after) == tuple(shifted(when) for when in whens(before))
    assert further(after) == tuple(tuple(shifted(when) for when in more) for more in further(before))
    assert [slot.when for slot in after.free] == [shifted(slot.when) for slot in before.free]
    assert [fault.place for fault in after.faults] == [fault.place for fault in before.faults]


def shifted(when: When | None) -> When | None:
    if when is None or when.first is None or when.last is None:
        return when
    return replace(when, first=when.first + YEAR, last=when.last + YEAR)
