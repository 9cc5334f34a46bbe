"""Due dates, and what is handed out or shown, against the dates that the term plan gave to lectures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from sphinx_seminar.model import Place, Problem, Session, Text
from sphinx_seminar.model.when import instants
from sphinx_seminar.planning.allocation import assign
from sphinx_seminar.planning.timing import Anchors, Purpose, settle, settle_at
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.dates.plan import read_plan
from sphinx_seminar.reading.dates.timing import read_timing
from tests.iso import format_iso

BERLIN = "Europe/Berlin"


def session(name: str, date: str = "", **options: Any) -> Session:
    when = read_when(date).value if date else None
    return replace(
        Session(name, Text.plain(name), "lecture", Place("index.md", 1, "index"), name, when=when), **options
    )


#: A Monday; two meetings, on a Monday and a Thursday; a day without hours; hours without an end; none yet.
SESSIONS = (
    session("ntk", "2021-06-07 14:00-16:00", number="1"),
    session("Dropout", "2021-06-14 14:00-16:00", number="2", further=(read_when("2021-06-17 10:00-12:00").value,)),
    session("day", "2021-06-21", number="3"),
    session("open", "2021-06-28 14:00", number="4"),
    session("later", "TBA", number="5"),
    session("night", "2021-06-30 22:00-24:00", number="6"),
)


def moment(written: str, purpose: Purpose = "due", sessions: Sequence[Session] = SESSIONS) -> tuple[str, list[Problem]]:
    timing = read_timing(written)
    read = settle(timing.value, purpose, Anchors.of(sessions), BERLIN)
    return format_iso(read.value), [*timing.problems, *read.problems]


@pytest.mark.parametrize(
    ("written", "due", "out"),
    [
        ("2021-06-07", "2021-06-07T23:59", "2021-06-07T00:00"),
        ("2021-06-07 12:00", "2021-06-07T12:00", "2021-06-07T12:00"),
        ("2021-07", "2021-07", "2021-07"),
        ("ntk", "2021-06-07T14:00", "2021-06-07T14:00"),
        ("NTK", "2021-06-07T14:00", "2021-06-07T14:00"),
        ("end of ntk", "2021-06-07T16:00", "2021-06-07T16:00"),
        ("ntk 18:00", "2021-06-07T18:00", "2021-06-07T18:00"),
        ("ntk + 1 week", "2021-06-14T23:59", "2021-06-14T00:00"),
        ("ntk + 0 days", "2021-06-07T23:59", "2021-06-07T00:00"),
        ("ntk - 3 days 09:00", "2021-06-04T09:00", "2021-06-04T09:00"),
        ("end of ntk + 1 day", "2021-06-08T23:59", "2021-06-08T00:00"),
        ("lecture 1 + 1 week 12:00", "2021-06-14T12:00", "2021-06-14T12:00"),
        # strictly after its day
        ("Friday after ntk", "2021-06-11T23:59", "2021-06-11T00:00"),
        ("Monday after ntk", "2021-06-14T23:59", "2021-06-14T00:00"),
        ("Tuesday after ntk 12:00", "2021-06-08T12:00", "2021-06-08T12:00"),
        # of several meetings the last is due, the first hands out
        ("dropout", "2021-06-17T10:00", "2021-06-14T14:00"),
        ("end of dropout", "2021-06-17T12:00", "2021-06-14T16:00"),
        ("dropout + 1 day", "2021-06-18T23:59", "2021-06-15T00:00"),
        ("Friday after lecture 2", "2021-06-18T23:59", "2021-06-18T00:00"),
        # a day without hours has no beginning to the minute
        ("day", "2021-06-21", "2021-06-21T00:00"),
        ("day + 1 day", "2021-06-22T23:59", "2021-06-22T00:00"),
        ("day 10:00", "2021-06-21T10:00", "2021-06-21T10:00"),
        # an end that is not known counts with a distance, in days
        ("end of open + 1 day", "2021-06-29T23:59", "2021-06-29T00:00"),
        # midnight is the end of its evening
        ("end of night", "2021-07-01T00:00", "2021-07-01T00:00"),
        ("end of night + 1 day", "2021-07-01T23:59", "2021-07-01T00:00"),
    ],
)
def test_when_it_is(written: str, due: str, out: str) -> None:
    assert moment(written) == (due, [])
    assert moment(written, "out") == (out, [])


def test_a_solution_waits_for_the_end_of_the_last_meeting() -> None:
    assert moment("end of dropout", "release") == ("2021-06-17T12:00", [])
    assert moment("ntk + 1 week", "release") == ("2021-06-14T00:00", [])


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("later + 1 week", "the lecture 'later' has no date"),
        ("end of open", "the lecture 'open' has no end"),
        ("end of day", "the lecture 'day' has no end"),
        ("dropuot + 1 week", "no lecture is named 'dropuot'; did you mean 'Dropout'"),
        ("something + 1 week", "expected the :name: of one"),
        ("lecture 40", "no lecture has the number 40; expected a number up to 6"),
        ("2021-03-28 02:30", "does not exist in Europe/Berlin"),
    ],
)
def test_what_cannot_be_said_is_open_with_its_reason(written: str, reason: str) -> None:
    when, problems = moment(written)
    assert when == ""
    assert [reason in problem.message for problem in problems] == [True]


def test_what_waits_for_the_date_of_a_lecture_is_to_be_announced() -> None:
    read = settle(read_timing("later + 1 week").value, "due", Anchors.of(SESSIONS), BERLIN)
    assert (read.value.text, read.value.tba) == ("later + 1 week", True)
    assert [problem.message for problem in read.problems] == [
        "'later + 1 week' is not used: the lecture 'later' has no date; expected one, or a date here. It is left open, "
        "and stays out of the calendar."
    ]


def test_a_lecture_in_another_zone_has_its_hour_in_the_zone_of_the_course() -> None:
    guest = session("guest", "2021-06-07 20:00-22:00 America/New_York")
    assert moment("guest", sessions=[guest]) == ("2021-06-08T02:00", [])
    assert moment("guest + 1 day", sessions=[guest]) == ("2021-06-09T23:59", [])


def test_each_group_has_its_own_moment() -> None:
    timing = read_timing("ntk + 1 week").value
    tuesday, wednesday = read_when("2021-06-08 10:00-11:00").value, read_when("2021-06-09 10:00-11:00").value
    found = [format_iso(settle_at(timing, "due", (when,), BERLIN).value) for when in (tuesday, wednesday)]
    assert found == ["2021-06-15T23:59", "2021-06-16T23:59"]


def test_a_term_that_starts_a_week_later_moves_every_moment_by_seven_local_days() -> None:
    written = (
        "lecture 1 + 2 days 18:00",
        "end of lecture 2",
        "Friday after lecture 2",
        "lecture 3",
        "lecture 4 - 1 day",
    )

    def due(starts: str) -> list[dt.datetime]:
        plan = read_plan({"starts": starts, "ends": "2021-12-20", "meets": "Mon 14:00-16:00"}).value
        lectures = [session(f"l{number}", number=str(number)) for number in range(1, 5)]
        given = assign(lectures, plan, BERLIN)
        dated = [replace(each, when=one.when) for each, one in zip(lectures, given.given, strict=True)]
        found = [settle(read_timing(text).value, "due", Anchors.of(dated), BERLIN).value for text in written]
        aware = [instants(when, BERLIN) for when in found]
        return [each[0] for each in aware if each is not None]

    # The clocks of Berlin change on 31 October 2021.
    first, second = due("2021-10-11"), due("2021-10-18")
    assert len(first) == len(written)
    assert [(late - early).days for early, late in zip(first, second, strict=True)] == [7] * len(written)
    assert {moment.utcoffset() for moment in first} == {dt.timedelta(hours=2), dt.timedelta(hours=1)}
