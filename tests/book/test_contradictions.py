"""What cannot both happen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_seminar.book.contradictions import clashes
from sphinx_seminar.model import Involvement, Person, Place, Session, Text
from sphinx_seminar.reading.dates import read_when


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
