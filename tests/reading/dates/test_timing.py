"""When something is due, as instructors write it: a date, or a lecture with a distance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model import Timing
from sphinx_seminar.reading.dates.timing import read_timing, reads_as_timing
from tests.iso import format_iso

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def said(timing: Timing) -> str:
    """Say what was read in one spelling: ``end ntk +7 23:59``, ``Fri> #4``."""
    if timing.date is not None:
        return format_iso(timing.date)
    parts = (
        f"{DAYS[timing.weekday]}>" if timing.weekday is not None else "",
        "end" if timing.at_end else "",
        ("#" if timing.numbered else "") + timing.lecture,
        f"{timing.distance:+}" if timing.distance is not None else "",
        f"{timing.clock:%H:%M}" if timing.clock is not None else "",
        timing.timezone,
    )
    return " ".join(filter(None, parts))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        # dates
        ("2021-06-07", "2021-06-07"),
        ("2021-06-07 23:59", "2021-06-07T23:59"),
        ("Mon 7 June 2021, 11:59 pm", "2021-06-07T23:59"),
        ("2021-07", "2021-07"),
        # a lecture, by name or number
        ("ntk", "ntk"),
        ("ntk-2", "ntk-2"),
        ("Neural tangent kernel", "Neural tangent kernel"),
        ("lecture 4", "#4"),
        ("Lecture 04", "#4"),
        ("Vorlesung 4", "#4"),
        ("beginning of ntk", "ntk"),
        ("end of ntk", "end ntk"),
        ("End of Lecture 4", "end #4"),
        ("ntk 18:00", "ntk 18:00"),
        ("lecture 4 18:00", "#4 18:00"),
        ("ntk at noon", "ntk 12:00"),
        ("2021-06-07 by 17:00", "2021-06-07T17:00"),
        ("ntk by noon", "ntk 12:00"),
        ("**ntk**", "ntk"),
        # with a distance
        ("ntk + 1 week", "ntk +7"),
        ("ntk + 1 week 23:59", "ntk +7 23:59"),
        ("ntk+1 week, 11:59 pm", "ntk +7 23:59"),
        ("ntk - 2 days", "ntk -2"),
        ("ntk-2 days", "ntk -2"),
        ("ntk-2 + 2 days", "ntk-2 +2"),
        ("ntk − 2 Tage", "ntk -2"),
        ("ntk – 3 weeks", "ntk -21"),
        ("ntk + 0 days", "ntk +0"),
        ("ntk + 1 week + 2 days 10:00", "ntk +9 10:00"),
        ("end of ntk + 1 day", "end ntk +1"),
        ("lecture 12 + 2 weeks 9:00", "#12 +14 09:00"),
        ("ntk + 1 week 23:59 America/New_York", "ntk +7 23:59 America/New_York"),
        # a day of the week behind it
        ("Friday after ntk", "Fri> ntk"),
        ("the Fri after lecture 4 23:59", "Fri> #4 23:59"),
        # names of lectures that are words of dates
        ("sat + 1 week", "sat +7"),
        ("may", "may"),
    ],
)
def test_what_is_read(written: str, read: str) -> None:
    reading = read_timing(written)
    assert (said(reading.value), reading.problems) == (read, ())
    assert reading.value.text == written


def test_a_book_in_german_names_its_days() -> None:
    assert said(read_timing("Freitag nach ntk 12:00", "de").value) == "Fri> ntk 12:00"
    assert said(read_timing("Ende von ntk", "de").value) == "end ntk"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("03/04/2021", "is ambiguous"),
        ("2021-02-30", "there is no such day"),
        ("7 June", "it has no year"),
        ("23:59", "it has no day"),
        ("2021-06-07 14:00-16:00", "it is a stretch of time"),
        ("2021-06-07..2021-06-09", "it is a stretch of time"),
        ("ntk + 2 hours", "'hours' is no distance"),
        ("ntk + 1 wek", "did you mean 'week"),
        ("ntk + a week", "its distance is not understood"),
        ("ntk + 99999 weeks", "more than ten years"),
        ("ntk 25:00", "there is no time 25:00"),
        ("ntk + 1 week 24:00", "midnight (24:00) can only be an end"),
        ("ntk + 1 week 10:00-12:00", "is no time of day"),
        ("ntk midnight", "midnight (24:00) can only be an end"),
        ("1 week after ntk", "write 'ntk + 1 week'"),
        ("2 days before lecture 4", "write 'lecture 4 - 2 days'"),
        ("Fryday after ntk", "did you mean 'friday'"),
        ("Friday after ntk + 1 week", "has no distance besides"),
        ("2021-06-07 + 1 week", "'2021-06-07' is a date"),
        ("x" * 300, "it is too long"),
    ],
)
def test_what_is_refused_says_why_and_keeps_its_text(written: str, reason: str) -> None:
    reading = read_timing(written)
    assert [reason in problem.message for problem in reading.problems] == [True]
    assert reading.value.date is not None
    assert (reading.value.date.text, reading.value.date.first) == (written, None)


def test_an_open_date_is_no_fault() -> None:
    reading = read_timing("TBA")
    assert reading.problems == ()
    assert reading.value.date is not None
    assert reading.value.date.tba


@pytest.mark.parametrize(
    "name", ["2021-06-07", "lecture 4", "ntk + 1 week", "Friday after ntk", "end of term", "7 June"]
)
def test_a_name_can_read_as_a_time(name: str) -> None:
    assert reads_as_timing(name)


@pytest.mark.parametrize("name", ["ntk", "week-3", "lecture-4", "sat", "may", "hw2", "Neural tangent kernel", "lab 4"])
def test_most_names_do_not(name: str) -> None:
    assert not reads_as_timing(name)


@given(st.text(max_size=60) | st.from_regex(r"(end of )?[a-z]{1,5} ?[+-] ?[0-9]{1,3} (day|week)s? ?[0-9:]{0,5}"))
def test_any_text_is_read_or_refused_with_one_reason(written: str) -> None:
    reading = read_timing(written)
    assert reading.value.text == written
    assert len(reading.problems) <= 1
    assert reading.value.relative or reading.value.date is not None
