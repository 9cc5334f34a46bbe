"""Time zones, and local times that clock changes skip or repeat."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_seminar.model import When
from sphinx_seminar.model.when import check_local_time, instants
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.dates.names import read_zone


def when(text: str) -> When:
    reading = read_when(text)
    assert not reading.problems
    return reading.value


@pytest.mark.parametrize(
    ("text", "zone"),
    [("Europe/Berlin", "Europe/Berlin"), (" Europe/Berlin ", "Europe/Berlin"), ("europe/berlin", "Europe/Berlin"),
     ("America/New York", "America/New_York"), ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
     ("UTC", "UTC"), ("utc", "UTC"), ("Z", "UTC"), ("GMT", "GMT"), ("", "")],
)  # fmt: skip
def test_a_zone_is_read(text: str, zone: str) -> None:
    assert read_zone(text).value == zone
    assert read_zone(text).problems == ()


@pytest.mark.parametrize(
    ("text", "near"),
    [("Europe/Berln", "Europe/Berlin"), ("Berlin", "Europe/Berlin"), ("Europe/New_York", "America/New_York"),
     ("Munich/Europe", "such as Europe/Berlin"), ("CET", "Europe/Berlin"), ("EST", "America/New_York"),
     ("pdt", "America/Los_Angeles"), ("+02:00", "such as"), ("../etc/passwd", "such as"), ("/etc/passwd", "such as"),
     ("Europe", "IANA"), ("localtime", "IANA"), ("\x00", "such as"), ("x" * 100_000, "such as"), ("Ber\nlin", "IANA")],
)  # fmt: skip
def test_what_is_no_zone_is_refused_naming_near_matches(text: str, near: str) -> None:
    reading = read_zone(text)
    assert reading.value == ""
    assert [problem.subtype for problem in reading.problems] == ["date"]
    assert near in reading.problems[0].message
    assert reading.problems[0].message.isprintable()
    assert len(reading.problems[0].message) < 300


@settings(max_examples=50)
@given(st.text())
def test_any_text_is_a_zone_or_a_problem(text: str) -> None:
    reading = read_zone(text)
    assert bool(reading.value) != bool(reading.problems) or not text.strip()


@pytest.mark.parametrize(
    ("text", "zone", "shown"),
    [
        ("2021-03-28 02:30", "Europe/Berlin", "03:30"),
        ("2021-03-28 02:00", "Europe/Berlin", "03:00"),
        ("2021-03-28 01:30-02:30", "Europe/Berlin", "03:30"),
        ("2021-03-14 02:30", "America/New_York", "03:30"),
        ("2021-03-28 02:30 Europe/Berlin", "UTC", "03:30"),
        ("2021-10-03 02:15", "Australia/Lord_Howe", "02:45"),
    ],
)
def test_a_skipped_hour_is_refused(text: str, zone: str, shown: str) -> None:
    reading = check_local_time(when(text), zone)
    assert reading.value == When(text)
    assert [problem.subtype for problem in reading.problems] == ["date"]
    assert "does not exist" in reading.problems[0].message
    assert f"then show {shown}" in reading.problems[0].message


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("2021-03-28 01:59", "Europe/Berlin"),
        ("2021-03-28 03:00", "Europe/Berlin"),
        ("2021-03-28 01:30-03:30", "Europe/Berlin"),
        ("2021-10-31 02:30", "Europe/Berlin"),
        ("2021-03-28 02:30", "UTC"),
        ("2021-03-28 02:30 UTC", "Europe/Berlin"),
        ("2021-03-28 02:30", "Nowhere/Land"),
        ("2021-03-28", "Europe/Berlin"),
        ("2021-03", "Europe/Berlin"),
        ("TBA", "Europe/Berlin"),
    ],
)
def test_every_other_time_passes(text: str, zone: str) -> None:
    reading = check_local_time(when(text), zone)
    assert reading.value == when(text)
    assert reading.problems == ()


def test_instants_are_aware_and_follow_the_season() -> None:
    summer = instants(when("2021-06-07 14:00-16:00"), "Europe/Berlin")
    winter = instants(when("2021-12-07 14:00"), "Europe/Berlin")
    assert summer is not None
    assert winter is not None
    assert summer[0].astimezone(dt.UTC) == dt.datetime(2021, 6, 7, 12, tzinfo=dt.UTC)
    assert summer[1] == dt.datetime(2021, 6, 7, 14, tzinfo=dt.UTC)
    assert winter == (dt.datetime(2021, 12, 7, 13, tzinfo=dt.UTC), None)


def test_a_repeated_hour_is_its_first() -> None:
    found = instants(when("2021-10-31 02:30"), "Europe/Berlin")
    assert found is not None
    assert found[0].utcoffset() == dt.timedelta(hours=2)


def test_the_zone_of_the_date_wins() -> None:
    found = instants(when("2021-06-07 14:00 Asia/Tokyo"), "Europe/Berlin")
    assert found is not None
    assert found[0] == dt.datetime(2021, 6, 7, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(("text", "zone"), [("2021-06-07", "UTC"), ("TBA", "UTC"), ("2021-06-07 14:00", "Nowhere")])
def test_there_is_no_instant_without_hour_or_zone(text: str, zone: str) -> None:
    assert instants(when(text), zone) is None


@given(st.datetimes(), st.sampled_from(["Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Kathmandu"]))
def test_any_time_passes_or_is_refused(moment: dt.datetime, zone: str) -> None:
    given_when = When("x", moment.date(), moment.date(), moment.time().replace(second=0, microsecond=0), None, "minute")
    reading = check_local_time(given_when, zone)
    assert reading.value == (When("x") if reading.problems else given_when)
