"""A day by durations: starts that nobody wrote, and fixed times that contradict them."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model import When
from sphinx_seminar.reading.sessions import read_sessions
from sphinx_seminar.reading.tables import read_table
from tests.iso import format_iso


def programme(text: str) -> tuple[list[str], list[tuple[int, str]]]:
    read = read_sessions(read_table(text, "csv").value)
    assert {problem.subtype for problem in read.problems} <= {"data"}
    times = [format_iso(session.when)[11:16] if session.when else "" for session in read.sessions]
    return times, [(problem.line, problem.message) for problem in read.problems]


def test_a_workshop_needs_one_time() -> None:
    times, problems = programme(
        """\
Date,Time,Duration,Title
2019-06-14,8:30 a.m.,10 min,Opening Remarks
,,30 min,Linearized networks
,,30 min,Loss landscape
2019-06-14,,40 min,Poster spotlights
,10:20 a.m.,40 min,Break
"""
    )
    assert times == ["08:30", "08:40", "09:10", "09:40", "10:20"]
    assert problems == []


def test_the_chain_crosses_midnight_and_keeps_the_zone() -> None:
    text = """\
Date,Time (Europe/Berlin),Duration,Title
2019-06-14,23:30,1h,A
,,1h,B
"""
    (_, second) = read_sessions(read_table(text, "csv").value).sessions
    assert second.when == When(
        "", dt.date(2019, 6, 15), dt.date(2019, 6, 15), dt.time(0, 30), dt.time(1, 30), "minute", "Europe/Berlin"
    )


def test_overlaps_and_gaps_are_pointed_out_and_nothing_is_moved() -> None:
    times, problems = programme(
        """\
Date,Time,Duration,Title
2019-06-14,8:30,40 min,A
,9:00,30 min,B
,,30 min,C
,10:30,,D
"""
    )
    assert times == ["08:30", "09:00", "09:30", "10:30"]
    assert [line for line, _ in problems] == [3, 5]
    assert "'B' starts at 09:00, before 'A' above it ends, at 09:10" in problems[0][1]
    assert "30 minutes after 'C' above it ends, at 10:00" in problems[1][1]


def test_breaks_between_fixed_times_and_other_rooms_are_no_contradiction() -> None:
    fixed = """\
Date,Time,Duration,Title
2019-06-14,8:30,10 min,A
,9:00,30 min,B
"""
    assert programme(fixed) == (["08:30", "09:00"], [])
    rooms = """\
Date,Time,Duration,Title,Room
2019-06-14,8:30,60 min,A,1
,9:00,30 min,B,2
"""
    assert programme(rooms) == (["08:30", "09:00"], [])


def test_a_chain_without_a_beginning_is_pointed_out_once() -> None:
    times, problems = programme("Date,Time,Duration,Title\n2019-06-14,8:30,,A\n,,30 min,B\n,,30 min,C\n")
    assert times == ["08:30", "", ""]
    assert [line for line, _ in problems] == [3]


def test_an_archive_with_durations_is_no_chain() -> None:
    times, problems = programme("Date,Duration,Title\n2019-06-14,1h,A\n2019-06-15,1h,B\nTBA,1h,C\n")
    assert (times, problems) == (["", "", ""], [])


@given(st.lists(st.integers(1, 600), min_size=1, max_size=12))
def test_sessions_of_a_chain_follow_each_other(minutes: list[int]) -> None:
    rows = "".join(f",B,{length} min\n" for length in minutes)
    read = read_sessions(read_table(f"Date,Title,Duration\n2019-06-14 8:30,A,1 min\n{rows}", "csv").value)
    assert read.problems == ()
    for before, after in pairwise(session.when or When() for session in read.sessions):
        assert (before.last, before.ends) == (after.first, after.starts)
