"""Dates of the course and of its series, group by group, and the weeks of a term."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from sphinx_seminar.model import (
    Involvement,
    MeetingGroup,
    MeetingTime,
    Person,
    Place,
    Plan,
    PlanException,
    Series,
    Session,
    Text,
    When,
)
from sphinx_seminar.planning.allocation import Claim, claim_of
from sphinx_seminar.planning.slots import (
    LIMIT,
    PlanWords,
    exception_on,
    exceptions_met,
    idle_exceptions,
    monday_of,
    office_hours,
    plan_problems,
    week_number,
)
from sphinx_seminar.planning.timetable import Group, Timetable, groups_of, timetable
from sphinx_seminar.reading.dates import read_when
from tests.book.showing import term
from tests.iso import format_iso

PLACE = Place("index.md", 1, "index")
MONDAY = MeetingTime(0, dt.time(10), dt.time(12), "R 1")
TUESDAY = MeetingTime(1, dt.time(10), dt.time(12))
RED, BLUE = MeetingGroup("Red", (MONDAY,)), MeetingGroup("Blue", (TUESDAY,))
PLAN = term("2021-04-12", "2021-05-04", "Mon 10:00-12:00", days_off="2021-04-19 Strike")
DIVIDED = replace(PLAN, meetings=(MONDAY, TUESDAY), groups=(RED, BLUE))
ANN, BO, CY = (
    Involvement(role, Person(name)) for role, name in (("leader", "Ann"), ("assistant", "Bo"), ("leader", "Cy"))
)
LAB = Series(
    "Lab", "lab", PLACE, "series-lab", groups=(RED, BLUE), location="Cellar", people=(BO,), leaders=(("Red", ANN),)
)


def session(title: str, date: str = "", kind: str = "lecture", **facts: Any) -> Session:
    when = read_when(date).value if date else None
    return Session(title, Text.plain(title), kind, PLACE, title, when=when, **facts)


def told(when: When | None) -> str:
    return "TBA" if when is not None and when.tba else format_iso(when)[5:16] if when is not None else ""


def dates(table: Timetable) -> list[str]:
    """Return each session with its date and room, then those of its groups."""
    lines = []
    for one in table.sessions:
        times = [f"{time.label} {told(time.when)} {time.location}".strip() for time in one.times]
        whens = " ".join(told(when) for when in (one.when, *one.further))
        lines.append(" | ".join((f"{one.title}: {whens} {one.location}".strip(), *times)))
    return lines


def test_groups_have_keys_of_their_own() -> None:
    assert groups_of(DIVIDED, [LAB, replace(LAB, name="lab")]) == (
        *(Group("red", "Red"), Group("blue", "Blue")),
        *(Group("lab-red", "Red", "Lab"), Group("lab-blue", "Blue", "Lab")),
        *(Group("lab-red-2", "Red", "lab"), Group("lab-blue-2", "Blue", "lab")),
    )
    assert [group.name for group in groups_of(DIVIDED, [LAB])] == ["Red", "Blue", "Lab, Red", "Lab, Blue"]
    assert groups_of(None, []) == ()


def test_each_group_has_its_own_meeting_and_room() -> None:
    table = timetable([session("A"), session("B"), session("C", "2021-04-30", "talk")], DIVIDED, [], "UTC", "Hall")
    assert dates(table) == [
        "A: 04-12T10:00 | Red 04-12T10:00 R 1 | Blue 04-13T10:00",
        "B: 04-20T10:00 | Red 04-26T10:00 R 1 | Blue 04-20T10:00",
        "C: 04-30",
    ]
    assert [(slot.group, told(slot.when)) for slot in table.free] == [
        *(("Blue", "04-27T10:00"), ("Red", "05-03T10:00"), ("Blue", "05-04T10:00"))
    ]
    assert (table.faults, table.parallel) == ((), ())


def test_what_all_groups_have_at_one_time_is_said_once() -> None:
    sessions = [
        session("A", "2021-04-15 18:00", location="Aula"),
        session("B", "2021-04-16"),
        session("C", status="cancelled"),
    ]
    table = timetable(sessions, replace(DIVIDED, groups=(RED, replace(BLUE, meetings=(MONDAY,)))), [], "UTC")
    assert dates(table) == ["A: 04-15T18:00 Aula", "B: 04-16", "C: 04-12T10:00 R 1"]


def test_a_group_whose_times_are_open_is_to_be_announced() -> None:
    plan = replace(DIVIDED, meetings=(MONDAY,), groups=(RED, MeetingGroup("Blue")))
    table = timetable([session("A"), session("B", "2021-04-16", "talk")], plan, [], "UTC")
    assert dates(table) == ["A: 04-12T10:00 | Red 04-12T10:00 R 1 | Blue TBA", "B: 04-16"]


def test_a_cancelled_or_moved_lecture_keeps_the_meeting_of_each_group() -> None:
    gone = session("A", "2021-04-26 10:00-12:00", status="cancelled")
    moved = session("A", "2021-04-30 10:00-12:00", status="moved", moved_from=read_when("2021-04-26 10:00-12:00").value)
    assert dates(timetable([gone, session("B"), session("C")], DIVIDED, [], "UTC")) == [
        "A: 04-20T10:00 | Red 04-26T10:00 R 1 | Blue 04-20T10:00",
        "B: 04-12T10:00 | Red 04-12T10:00 R 1 | Blue 04-13T10:00",
        "C: 04-27T10:00 | Red 05-03T10:00 R 1 | Blue 04-27T10:00",
    ]
    assert dates(timetable([moved, session("B"), session("C")], DIVIDED, [], "UTC"))[1:] == [
        "B: 04-12T10:00 | Red 04-12T10:00 R 1 | Blue 04-13T10:00",
        "C: 04-27T10:00 | Red 05-03T10:00 R 1 | Blue 04-27T10:00",
    ]


def test_a_day_of_one_group_is_the_day_of_the_same_meeting_for_the_others() -> None:
    table = timetable([session("A", "2021-04-26"), session("B", "2021-04-28")], DIVIDED, [], "UTC")
    assert dates(table) == ["A: 04-20T10:00 | Red 04-26T10:00 R 1 | Blue 04-20T10:00", "B: 04-28"]


def test_a_day_on_which_every_group_meets_is_that_day_for_each() -> None:
    often = MeetingGroup("Blue", (replace(MONDAY, starts=dt.time(14), ends=dt.time(16)), TUESDAY))
    plan = replace(DIVIDED, meetings=(MONDAY, *often.meetings), groups=(RED, often))
    assert dates(timetable([session("A", "2021-04-26")], plan, [], "UTC")) == [
        "A: 04-26T10:00 R 1 | Red 04-26T10:00 R 1 | Blue 04-26T14:00 R 1"
    ]


def test_a_lecture_on_a_day_of_two_meetings_takes_one_unless_it_wants_two() -> None:
    plan = term("2021-04-12", "2021-04-20", "Mon 10:00-12:00; Mon 14:00-16:00")
    assert dates(timetable([session("A", "2021-04-12"), session("B"), session("C")], plan, [], "UTC")) == [
        *("A: 04-12T10:00", "B: 04-12T14:00", "C: 04-19T10:00")
    ]
    assert dates(timetable([session("A", "2021-04-12", meetings=2), session("B")], plan, [], "UTC")) == [
        *("A: 04-12T10:00 04-12T14:00", "B: 04-19T10:00")
    ]
    moved = session("A", "2021-04-13", status="moved", moved_from=read_when("2021-04-12").value)
    assert dates(timetable([moved, session("B"), session("C")], plan, [], "UTC"))[1:] == [
        *("B: 04-12T14:00", "C: 04-19T10:00")
    ]


def test_labs_take_the_slots_of_their_series_with_its_room_and_people() -> None:
    labs = [
        *(session(title, kind="lab", series="Lab") for title in ("L1", "L2")),
        session("L3", kind="lab", series="Lab", people=(CY,), slot=False),
        session("L4", kind="lab", series="Lab", people=(CY,), open=(("assistant", "TBA"),)),
    ]
    table = timetable([session("A"), *labs], PLAN, [LAB], "UTC", "Hall")
    assert dates(table) == [
        "A: 04-12T10:00",
        "L1: 04-12T10:00 | Red 04-12T10:00 R 1 | Blue 04-13T10:00 Cellar",
        "L2: 04-20T10:00 | Red 04-26T10:00 R 1 | Blue 04-20T10:00 Cellar",
        "L3:  Cellar",
        "L4: 04-27T10:00 | Red 05-03T10:00 R 1 | Blue 04-27T10:00 Cellar",
    ]
    people = [[(part.role, part.person.name, part.groups) for part in one.people] for one in table.sessions]
    both = ("assistant", "Bo", ())
    assert people == [
        [],
        *[[both, ("leader", "Ann", ("Red",))]] * 2,
        [("leader", "Cy", ()), both],
        [("leader", "Cy", ())],
    ]
    assert [[part.person.name for part in time.people] for time in table.sessions[1].times] == [["Bo", "Ann"], ["Bo"]]
    assert [told(slot.when) for slot in table.free] == ["04-26T10:00", "05-03T10:00"]


def test_a_series_without_groups_has_its_own_plan_and_room() -> None:
    plain = replace(LAB, groups=(), meetings=(TUESDAY,), leaders=(), starts=dt.date(2021, 4, 19))
    table = timetable(
        [session("L", kind="lab", series="Lab"), session("X", series="Other")], PLAN, [plain], "UTC", "Hall"
    )
    assert dates(table) == ["L: 04-20T10:00 Cellar", "X: 04-12T10:00"]
    assert [part.person.name for part in table.sessions[0].people] == ["Bo"]
    without = timetable([session("L", kind="lab", series="Lab")], None, [replace(LAB, location="")], "UTC", "Hall")
    assert dates(without) == ["L:"]


def test_too_few_meetings_are_told_once_with_the_name_of_the_plan() -> None:
    many = [session(f"S{n}") for n in range(5)]
    assert [fault.message for fault in timetable(many, DIVIDED, [], "UTC").faults] == [
        "The term plan for 'Red' has 3 free meetings, and lectures without a date need 5: 'S3' is the first left "
        "without. It and 1 later lecture are shown as to be announced; expected is a later :ends:, more times in "
        ":groups:, or a :date: of their own.",
        "The term plan for 'Blue' has 4 free meetings, and lectures without a date need 5: 'S4' is the first left "
        "without. It is shown as to be announced; expected is a later :ends:, more times in :groups:, or a :date: of "
        "their own.",
    ]
    labs = [replace(each, series="Lab") for each in many]
    [fault] = timetable(labs, PLAN, [replace(LAB, groups=(), meetings=(MONDAY,))], "UTC").faults
    assert fault.message.startswith("The series Lab has 3 free meetings, and sessions without a date need 5: 'S3' is")
    assert "more times in :meets:" in fault.message
    long = timetable([session("Long", meetings=4)], PLAN, [], "UTC")
    [fault] = long.faults
    assert fault.message == (
        "The term plan has 3 free meetings, and lectures without a date need 4: 'Long' has too few. All lectures are "
        "shown with the meetings that there are; expected is a later :ends:, more times in :meets:, or a :date: of "
        "their own."
    )
    assert dates(long) == ["Long: 04-12T10:00 04-26T10:00 05-03T10:00"]


def test_a_talk_elsewhere_meets_beside_the_course() -> None:
    talk = session("T", "2021-04-12 11:00-13:00", "talk", location="Aula")
    table = timetable([talk, session("A")], PLAN, [], "UTC", "Hall")
    assert (table.parallel, dates(table)) == (("T",), ["T: 04-12T11:00 Aula", "A: 04-12T10:00"])
    for room in ("hall", ""):
        table = timetable([replace(talk, location=room), session("A")], PLAN, [], "UTC", "Hall")
        assert (table.parallel, dates(table)[1]) == ((), "A: 04-26T10:00")
    groups = timetable([talk, session("A")], DIVIDED, [], "UTC", "Hall")
    assert groups.parallel == ("T",)


def test_a_duration_gives_a_session_its_end() -> None:
    hour = dt.timedelta(hours=1)
    one, two = timetable(
        [session("A", "2021-04-14 10:00", "talk", duration=hour), session("B", duration=hour)], PLAN, []
    ).sessions
    assert one.when is not None
    assert two.when is not None
    assert (str(one.when.ends), str(two.when.ends)) == ("11:00:00", "12:00:00")


@pytest.mark.parametrize(
    ("facts", "claim"),
    [
        ({}, Claim.NEXT),
        ({"slot": False}, Claim.NOTHING),
        ({"kind": "talk"}, Claim.NOTHING),
        ({"kind": "talk", "slot": True}, Claim.NEXT),
        ({"date": "TBA"}, Claim.NOTHING),
        ({"date": "2021-04"}, Claim.NOTHING),
        ({"date": "2021-04-12"}, Claim.ITS_DAY),
        ({"date": "2021-04-12 .. 2021-04-14"}, Claim.ITS_TIME),
        ({"date": "2021-04-12 10:00"}, Claim.ITS_TIME),
        ({"date": "2021-04-12 10:00", "kind": "talk"}, Claim.ITS_ROOM),
        ({"date": "2021-04-12", "kind": "talk"}, Claim.NOTHING),
        ({"date": "2021-04-12 10:00", "kind": "talk", "status": "cancelled"}, Claim.NOTHING),
        ({"date": "2021-04-12 10:00", "status": "cancelled"}, Claim.ITS_TIME),
        ({"date": "2021-04-12 10:00", "kind": "exam", "counts_as": "exam"}, Claim.ITS_TIME),
        ({"date": "2021-04-12 10:00", "kind": "deadline", "counts_as": "aside"}, Claim.NOTHING),
    ],
)
def test_who_claims_which_slots(facts: dict[str, Any], claim: Claim) -> None:
    assert claim_of(session("A", **facts)) is claim


def off(first: str, last: str = "", label: str = "Off") -> PlanException:
    return PlanException(dt.date.fromisoformat(first), dt.date.fromisoformat(last or first), label)


@pytest.mark.parametrize(
    ("day", "number", "without_breaks"),
    [
        *(("2021-04-11", None, None), ("2021-04-12", 1, 1), ("2021-04-18", 1, 1), ("2021-04-19", 2, None)),
        *(("2021-04-26", 3, 2), ("2021-05-09", 4, 3), ("2021-05-10", None, None)),
    ],
)
def test_weeks_are_counted_from_the_first_of_the_term(day: str, number: int | None, without_breaks: int | None) -> None:
    date = dt.date.fromisoformat(day)
    assert week_number(PLAN, date) == number
    assert week_number(replace(PLAN, count_breaks=False), date) == without_breaks


def test_without_meetings_a_break_is_a_week_whose_working_days_are_all_off() -> None:
    plan = Plan(
        dt.date(2021, 4, 12), dt.date(2021, 5, 7), exceptions=(off("2021-04-19", "2021-04-23"),), count_breaks=False
    )
    monday = dt.date(2021, 4, 19)
    assert [week_number(plan, monday), week_number(plan, monday + dt.timedelta(days=7))] == [None, 2]
    four = replace(plan, exceptions=(off("2021-04-19", "2021-04-22"),))
    assert [week_number(four, monday), week_number(four, monday + dt.timedelta(days=7))] == [2, 3]
    halves = replace(plan, exceptions=(off("2021-04-19", "2021-04-20"), off("2021-04-21", "2021-04-23")))
    assert week_number(halves, monday) is None


def test_the_calendar_begins_with_a_monday() -> None:
    assert monday_of(dt.date(2021, 4, 18)) == dt.date(2021, 4, 12)
    assert monday_of(dt.date(1, 1, 5)) == dt.date(1, 1, 1)
    assert monday_of(dt.date(1, 1, 8)) == dt.date(1, 1, 8)


def test_a_plan_may_have_so_many_meetings_and_no_more() -> None:
    every_day = tuple(MeetingTime(day) for day in range(7))
    full = Plan(dt.date(2021, 1, 1), dt.date(2021, 1, 1) + dt.timedelta(days=LIMIT - 1), every_day)
    assert plan_problems(full) == ()
    assert len(plan_problems(replace(full, ends=full.ends + dt.timedelta(days=1)))) == 1


def test_nobody_meets_at_an_hour_that_the_clocks_skip() -> None:
    night = Plan(dt.date(2021, 3, 28), dt.date(2021, 4, 4), (MeetingTime(6, dt.time(2, 30), dt.time(4)),))
    assert dates(timetable([session("A")], night, [], "Europe/Berlin")) == ["A: 04-04T02:30"]
    assert dates(timetable([session("A")], night, [], "UTC")) == ["A: 03-28T02:30"]


def test_exceptions_name_the_groups_that_they_concern() -> None:
    plan = replace(
        DIVIDED, exceptions=(off("2021-04-19"), off("2021-04-26", "2021-04-27"), off("2021-05-03", "2021-05-04"))
    )
    met = [(format_iso(missed.when), missed.groups, missed.exception.first.day) for missed in exceptions_met(plan)]
    assert met == [
        ("2021-04-19T10:00/2021-04-19T12:00", ("Red",), 19),
        ("2021-04-26/2021-04-27", (), 26),
        ("2021-05-03/2021-05-04", (), 3),
    ]


def test_of_two_exceptions_the_first_that_is_written_counts() -> None:
    plan = replace(
        PLAN, exceptions=(off("2021-04-26", label="B"), off("2021-04-19", "2021-04-26", "A"), off("2021-04-21"))
    )
    assert [(missed.exception.label, len(missed.meetings)) for missed in exceptions_met(plan)] == [("A", 1), ("B", 1)]
    assert [given.first.day for given in idle_exceptions(plan)] == [21]
    assert idle_exceptions(replace(plan, meetings=())) == ()


def test_a_date_falls_on_an_exception_where_they_share_time() -> None:
    plan = replace(PLAN, exceptions=(off("2021-04-19", "2021-04-21"),))

    def falls(when: str) -> bool:
        return exception_on(plan, read_when(when).value) is not None

    assert [falls(day) for day in ("2021-04-18", "2021-04-19", "2021-04-21 23:00", "2021-04-22 0:00")] == [
        *(False, True, True, False)
    ]
    assert falls("2021-04-19 .. 2021-04-21")
    assert not falls("2021-04-18 .. 2021-04-20")


def test_office_hours_are_every_week_but_for_days_off() -> None:
    plan = replace(PLAN, every=2)
    hours = office_hours(plan, [MeetingTime(0, dt.time(9), dt.time(10))])
    assert [told(slot.when) for slot in hours] == ["04-12T09:00", "04-26T09:00", "05-03T09:00"]
    assert office_hours(None, [MONDAY]) == ()


def test_a_plan_says_why_it_has_no_meeting() -> None:
    short = replace(PLAN, starts=dt.date(2021, 4, 13), ends=dt.date(2021, 4, 16))
    [problem] = plan_problems(short, words=PlanWords("The series Lab"))
    assert (problem.subtype, problem.message) == (
        "plan",
        "The series Lab has no meeting: none of its days of the week is between 2021-04-13 and 2021-04-16. Expected is "
        "a longer term or another day in :meets:; sessions without a date are shown as to be announced.",
    )
    all_off = replace(DIVIDED, exceptions=(off("2021-04-12", "2021-05-03"),))
    [problem] = plan_problems(all_off)
    assert problem.message == (
        "The term plan for 'Red' has no meeting: its exceptions cancel each of the 4. Expected are shorter ranges in "
        ":except:; lectures without a date are shown as to be announced."
    )
