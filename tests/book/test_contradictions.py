"""What cannot both happen."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sphinx_seminar.book.contradictions import clashes, outside, term_faults
from sphinx_seminar.model import GroupTime, Involvement, Person, Place, Session, Text
from sphinx_seminar.reading.dates import read_when
from tests.book.showing import term


def session(name: str, when: str, room: str = "", *people: str, **facts: object) -> Session:
    place = Place("day.md", len(name), "day")
    involved = tuple(Involvement("speaker", Person(person)) for person in people)
    made = Session(
        name, Text.plain(name), "talk", place, name, when=read_when(when).value, location=room, people=involved
    )
    return replace(made, **facts)


A = session("A", "2021-06-07 14:00-16:00", "Hall 1", "Ann Lee")


@pytest.mark.parametrize(
    ("other", "says"),
    [
        (session("Bb", "2021-06-07 15:00-17:00", "hall 1"), "in the same room, hall 1"),
        (session("Bb", "2021-06-07 14:30-15:00", "", "ann lee"), "with the same person, ann lee"),
        (session("Bb", "2021-06-07 13:30 .. 2021-06-08 12:00", "Hall 1"), "in the same room"),
    ],
)
def test_two_sessions_at_one_time_are_pointed_out_with_both_places(other: Session, says: str) -> None:
    (fault,) = clashes([A, other], "UTC")
    assert says in fault.message
    assert {"day.md:1", "day.md:2"} == {str(fault.place), fault.message.split("(")[1].split(")")[0]}
    assert fault.subtype == "date"


@pytest.mark.parametrize(
    "other",
    [
        session("B", "2021-06-07 16:00-17:00", "Hall 1", "Ann Lee"),
        session("B", "2021-06-07 14:00-16:00", "Hall 2", "Bo Roe"),
        session("B", "2021-06-08 14:00-16:00", "Hall 1"),
        session("B", "2021-06-07", "Hall 1"),
        session("B", "2021-06-07 15:00", "Hall 1"),
        session("B", "2021-06-07 14:00-16:00", "Hall 1", status="cancelled"),
        session("B", "2021-06-07 14:00-16:00 America/New_York", "Hall 1"),
    ],
)
def test_what_can_both_happen_is_left_alone(other: Session) -> None:
    assert clashes([A, other], "Europe/Berlin") == ()


def test_a_long_session_meets_all_that_are_within_it() -> None:
    day = session("Day", "2021-06-07 9:00-17:00", "Hall 1")
    talks = [session("x" * n, f"2021-06-07 {9 + n}:00-{10 + n}:00", "Hall 1") for n in (1, 2)]
    assert len(clashes([day, *talks], "UTC")) == 2


@pytest.mark.parametrize("where", ["Zoom", "online"])
def test_places_that_hold_anybody_and_names_of_everybody_clash_with_nothing(where: str) -> None:
    first = session("A", "2021-06-07 14:00-16:00", where, "All participants")
    other = session("B", "2021-06-07 14:00-16:00", where, "all participants")
    assert clashes([first, other], "UTC") == ()


def test_the_later_of_two_is_told_with_the_earlier_once_for_the_room_and_once_for_each_person() -> None:
    other = session("Bb", "2021-06-07 15:00-17:00", "Hall 1", "Bo Roe", "Ann Lee")
    faults = clashes([other, A], "UTC")
    assert [(str(fault.place), fault.subtype) for fault in faults] == [("day.md:2", "date")] * 2
    assert [fault.message for fault in faults] == [
        "'Bb' and 'A' (day.md:1) are at one time in the same room, Hall 1; expected another time or room. Both are "
        "shown as written",
        "'Bb' and 'A' (day.md:1) are at one time with the same person, Ann Lee; expected another time or person. Both "
        "are shown as written",
    ]


def test_further_meetings_meet_others_too_and_a_session_does_not_meet_itself() -> None:
    later = read_when("2021-06-08 14:00-16:00").value
    block = replace(A, further=(later, later))
    assert clashes([block], "UTC") == ()
    other = session("Bb", "2021-06-08 15:00-17:00", "Hall 1")
    assert len(clashes([block, other], "UTC")) == 1
    beside = session("Bb", "2021-06-07 16:00-17:00", "Hall 1", "Ann Lee")
    assert clashes([block, beside], "UTC") == ()


def test_two_groups_that_meet_each_other_in_every_session_are_told_once() -> None:
    def divided(name: str, day: str) -> Session:
        whens = [read_when(f"{day} {hours}").value for hours in ("14:00-16:00", "15:00-17:00")]
        times = [GroupTime(key, key.title(), when, (), "Lab") for key, when in zip(("red", "blue"), whens, strict=True)]
        return replace(session(name, f"{day} 14:00-16:00"), times=tuple(times), series="Lab")

    sessions = [divided("A", "2021-06-07"), divided("Bb", "2021-06-14")]
    assert [fault.message.partition(" are at")[0] for fault in clashes(sessions, "UTC")] == [
        "'A' of Blue and 'A' of Red (day.md:1)"
    ]
    plain = session("Ccc", "2021-06-14 15:30-16:30", "lab")
    assert [fault.message.partition(" are at")[0] for fault in clashes([*sessions, plain], "UTC")] == [
        "'A' of Blue and 'A' of Red (day.md:1)",
        "'Ccc' and 'Bb' of Blue (day.md:2)",
    ]


def test_the_end_of_the_calendar_is_no_error() -> None:
    assert A.when is not None
    when = replace(A.when, first=dt.date.max, last=dt.date.max, starts=dt.time(22), ends=dt.time(23))
    last = replace(A, when=when)
    assert len(clashes([last, replace(last, name="B")], "America/New_York")) == 2


PLAN = term("2021-04-12", "2021-06-14", days_off="2021-05-24 Whit; 2021-05-31; 2020-12-25 Christmas; 2021-06-15")


def term_messages(*sessions: Session) -> list[tuple[str, str, str]]:
    faults = term_faults(sessions, PLAN, Place("index.md", 3, "index"), "UTC")
    return [(str(fault.place), fault.subtype, fault.message) for fault in faults][1:]


def test_a_day_off_of_another_term_changes_nothing() -> None:
    [fault] = term_faults([], PLAN, Place("index.md", 3, "index"), "UTC")
    assert (str(fault.place), fault.subtype) == ("index.md:1", "plan")
    assert fault.message == (
        "the exception 'Christmas' is on 2020-12-25, and the term is from 2021-04-12 to 2021-06-14; expected a day of "
        "the term. It changes nothing"
    )


def test_a_lecture_on_a_day_off_is_pointed_out() -> None:
    def lecture(when: str, **facts: object) -> Session:
        return session("A", when, kind="lecture", date_line=7, **facts)

    both = "expected another date, or no such exception. Both are shown as written"
    assert term_messages(lecture("2021-05-24"), lecture("2021-05-31 10:00")) == [
        ("day.md:7", "plan", f"'A' is on 2021-05-24, where :except: has a day off, Whit; {both}"),
        ("day.md:7", "plan", f"'A' is on 2021-05-31, where :except: has a day off; {both}"),
    ]
    assert term_messages(lecture("2021-05-25"), lecture("2021-05"), lecture("2021-05-24", status="cancelled")) == []
    assert term_messages(lecture("2021-05-24 23:00 America/New_York")) == []
    assert term_messages(session("A", "2021-05-24")) == []


def test_what_is_moved_says_from_when() -> None:
    moved = session("A", "2021-05-25", status="moved", date_line=7)
    [(place, subtype, message)] = term_messages(moved)
    assert (place, subtype) == ("day.md:7", "plan")
    assert message.startswith("'A' is moved and does not say from when; expected the old date in :moved-from:")
    assert term_messages(replace(moved, moved_from=read_when("2021-05-24").value)) == []


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        *(("2021-04-11", True), ("2021-04-12", False), ("2021-06-14", False), ("2021-06-15", True)),
        *(("2021-04-10 .. 2021-04-12", False), ("2021-06", False), ("2021-07", True), ("TBA", False)),
    ],
)
def test_a_date_is_outside_the_term_where_all_of_it_is(when: str, expected: bool) -> None:
    assert outside(read_when(when).value, PLAN) is expected
    assert outside(None, PLAN) is False


def test_a_margin_widens_the_term() -> None:
    margin = dt.timedelta(days=7)
    days = ("2021-04-04", "2021-04-05", "2021-06-21", "2021-06-22")
    assert [outside(read_when(day).value, PLAN, margin) for day in days] == [True, False, False, True]
