"""How long something takes, and when it ends."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model import When
from sphinx_seminar.model.when import lasting
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.dates.durations import read_duration
from tests.iso import format_iso

HOUR_AND_A_HALF = dt.timedelta(hours=1, minutes=30)


@pytest.mark.parametrize(
    "text",
    ["90 min", "90min", "90 minutes", "90 mins.", "90'", "90 Minuten", "1h30", "1 h 30", "1H30", "1h30m", "1h 30min",
     "1 h 30 min", "1 hour 30 minutes", "1 hour, 30 minutes", "1 hour and 30 minutes", "1:30", "01:30", "1:30 h",
     "1.5 h", "1.5h", "1,5 Std.", "1.5 hours", "PT1H30M", "PT90M", "pt1.5h", " 1h30 ", "1 Stunde 30 Minuten"],
)  # fmt: skip
def test_an_hour_and_a_half_has_many_ways(text: str) -> None:
    assert read_duration(text).value == HOUR_AND_A_HALF
    assert read_duration(text).problems == ()


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("2h", 120), ("45 minutes", 45), ("1 min", 1), ("0:45", 45), ("0.25 h", 15), ("2 days", 2880), ("1 week", 10080), ("P1DT1H", 1500),
     ("PT2H", 120), ("100:00", 6000), ("1 heure", 60), ("366 days", 366 * 1440)],
)  # fmt: skip
def test_a_duration_is_read(text: str, minutes: int) -> None:
    assert read_duration(text).value == dt.timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0 min", "longer than nothing"),
        ("0:00", "longer than nothing"),
        ("PT0M", "longer than nothing"),
        ("-5 min", "longer than nothing"),
        ("-1:30", "longer than nothing"),
        ("90", "no unit"),
        ("1.5", "no unit"),
        ("1:75", "not understood"),
        ("1h 1h", "not understood"),
        ("60-90 min", "not understood"),
        ("an hour", "not understood"),
        ("…", "not understood"),
        ("2 SWS", "not understood"),
        ("2 h talk", "not understood"),
        ("PT", "not understood"),
        ("P", "not understood"),
        ("P1Y", "not understood"),
        ("367 days", "longer than a year"),
        ("999999 h", "longer than a year"),
        ("9" * 5000, "no unit"),
        ("9" * 100 + " h", "not understood"),
        ("1 h " * 100_000, "not understood"),
    ],
)
def test_what_is_no_duration_is_refused_with_its_reason(text: str, reason: str) -> None:
    reading = read_duration(text)
    assert reading.value is None
    assert [problem.subtype for problem in reading.problems] == ["date"]
    assert reason in reading.problems[0].message
    assert len(reading.problems[0].message) < 400


@pytest.mark.parametrize("text", ["", "  "])
def test_blank_is_no_fault(text: str) -> None:
    assert read_duration(text).value is None
    assert read_duration(text).problems == ()


@given(st.one_of(st.text(), st.text("0123456789hmpt:.,' ", max_size=12)))
def test_any_text_is_a_duration_or_a_problem(text: str) -> None:
    reading = read_duration(text)
    assert (reading.value is None) == bool(reading.problems or not text.strip())
    assert reading.value is None or reading.value >= dt.timedelta(0)


@given(st.integers(1, 60 * 99))
def test_a_clock_like_length_reads_back(minutes: int) -> None:
    for text in (f"{minutes // 60}:{minutes % 60:02}", f"PT{minutes}M", f"{minutes // 60}h{minutes % 60:02}"):
        assert read_duration(text).value == dt.timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("start", "stretch"),
    [
        ("2021-06-07 14:00", "2021-06-07T14:00/2021-06-07T15:30"),
        ("2021-12-31 23:00", "2021-12-31T23:00/2022-01-01T00:30"),
    ],
    ids=["afternoon", "after midnight"],
)
def test_a_duration_gives_a_start_its_end(start: str, stretch: str) -> None:
    assert format_iso(lasting(read_when(start).value, HOUR_AND_A_HALF)) == stretch


@pytest.mark.parametrize("text", ["2021-06-07", "2021-06", "TBA", "2021-06-07 14:00-16:00"])
def test_what_has_no_open_end_stays_as_it_is(text: str) -> None:
    when = read_when(text).value
    assert lasting(when, HOUR_AND_A_HALF) == when


def test_a_length_that_cannot_be_changes_nothing() -> None:
    late = When("", dt.date.max, dt.date.max, dt.time(23, 30), precision="minute")
    assert lasting(late, HOUR_AND_A_HALF) == late
    start = read_when("2021-06-07 14:00").value
    assert lasting(start, -HOUR_AND_A_HALF) == start
