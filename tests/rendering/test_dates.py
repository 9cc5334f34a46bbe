"""Dates as a reader of the book sees them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model import MeetingTime, When
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.rendering.dates import (
    format_date,
    format_day,
    format_day_of_term,
    format_days_of_term,
    format_month,
    format_months,
    format_regular,
    format_release,
    format_time,
    format_week,
    format_weekday,
    format_when,
    format_whole_weekday,
    format_year,
)
from tests.iso import format_iso

LECTURE = "2021-06-07 14:00-16:00"
MONDAY = dt.date(2021, 6, 7)
LANGUAGES = (
    "en en_US en_GB de de_AT fr es it nl pt_BR pl ru tr ja zh_CN zh_TW ko ar fa hi vi fi sr@latin eo cak xx no-such"
)


def plain(text: str) -> str:
    """Write the no-break spaces of a locale as ordinary ones."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("written", "full", "short"),
    [
        (LECTURE, "Mon 7 June 2021, 14:00–16:00", "7 Jun 2021"),
        ("2021-06-07 14:00", "Mon 7 June 2021, 14:00", "7 Jun 2021"),
        ("2021-06-07", "Mon 7 June 2021", "7 Jun 2021"),
        ("2021-06-07 9:05", "Mon 7 June 2021, 09:05", "7 Jun 2021"),
        ("2021-02-25..2021-03-10", "25 February – 10 March 2021", "25 Feb – 10 Mar 2021"),
        ("2019-06-14..2019-06-16", "14–16 June 2019", "14–16 Jun 2019"),
        ("2021-12-28..2022-01-03", "28 December 2021 – 3 January 2022", "28 Dec 2021 – 3 Jan 2022"),
        ("2021-06-07 14:00 .. 2021-06-08 12:00", "Mon 7 June 2021, 14:00 – Tue 8 June 2021, 12:00", "7–8 Jun 2021"),
        ("2021-06-07 22:00-24:00", "Mon 7 June 2021, 22:00–00:00", "7 Jun 2021"),
        ("2021-07", "July 2021", "July 2021"),
        ("2021-06..2021-07", "June – July 2021", "June – July 2021"),
        ("2021-12..2022-01", "December 2021 – January 2022", "December 2021 – January 2022"),
        ("2021", "2021", "2021"),
        ("2021-2022", "2021 – 2022", "2021 – 2022"),
        ("tbd", "to be announced", "to be announced"),
        ("03/04/2021", "03/04/2021", "03/04/2021"),
        ("some Monday", "some Monday", "some Monday"),
    ],
)
def test_an_english_book_puts_the_day_first(written: str, full: str, short: str) -> None:
    when = read_when(written).value
    assert format_when(when, "en") == full
    assert format_date(when, "en") == short


@pytest.mark.parametrize(
    ("language", "full", "short"),
    [
        ("en_US", "Mon, June 7, 2021, 2:00 PM – 4:00 PM", "Jun 7, 2021"),
        ("en_GB", "Mon 7 June 2021, 14:00–16:00", "7 Jun 2021"),
        ("de", "Mo., 7. Juni 2021, 14:00–16:00", "7. Juni 2021"),
        ("fr", "lun. 7 juin 2021, 14:00–16:00", "7 juin 2021"),
        ("es", "lun, 7 de junio de 2021, 14:00–16:00", "7 jun 2021"),
        ("pt_BR", "seg., 7 de junho de 2021, 14:00–16:00", "7 de jun. de 2021"),
        ("pl", "pon., 7 czerwca 2021, 14:00–16:00", "7 cze 2021"),
        ("ja", "2021年6月7日(月), 14:00–16:00", "2021年6月7日"),
        ("zh_CN", "2021年6月7日周一, 14:00–16:00", "2021年6月7日"),
        ("twq", "Ati 7 Žuweŋ 2021, 14:00–16:00", "7 Žuw 2021"),
        ("ebu_KE", "Tat, Mweri wa gatantatũ 7, 2021, 14:00–16:00", "7 Gan 2021"),
        ("xx", "Mon 7 June 2021, 14:00–16:00", "7 Jun 2021"),
        ("cak", "Mon 7 June 2021, 14:00–16:00", "7 Jun 2021"),
        ("", "Mon 7 June 2021, 14:00–16:00", "7 Jun 2021"),
    ],
)
def test_a_book_in_another_language_has_its_order_and_names(language: str, full: str, short: str) -> None:
    when = read_when(LECTURE).value
    assert plain(format_when(when, language)) == full
    assert plain(format_date(when, language)) == short


def test_the_hours_of_a_column() -> None:
    assert format_time(read_when(LECTURE).value, "en") == "14:00–16:00"
    assert format_time(read_when("2021-06-07 14:00").value, "en") == "14:00"
    assert format_time(read_when("2021-06-07 00:00 .. 2021-06-09 23:59").value, "en") == "23:59"
    assert plain(format_time(read_when(LECTURE).value, "en_US")) == "2:00 PM – 4:00 PM"
    for without in ("2021-06-07", "2021-06", "TBA", "some day"):
        assert format_time(read_when(without).value, "en") == ""


def test_the_weekday_of_a_column() -> None:
    assert format_weekday(read_when(LECTURE).value, "en") == "Mon"
    assert format_weekday(read_when("2021-06-07..2021-06-09").value, "en") == "Mon–Wed"
    assert format_weekday(read_when("2021-06-07 22:00-24:00").value, "en") == "Mon"
    assert format_weekday(read_when(LECTURE).value, "fr") == "lun."
    for without in ("2021-06", "2021", "TBA", "some day"):
        assert format_weekday(read_when(without).value, "en") == ""


@pytest.mark.parametrize(
    ("language", "day", "week", "month"),
    [
        ("en", "Monday 7 June 2021", "7–13 June 2021", "June 2021"),
        ("en_US", "Monday, June 7, 2021", "June 7 – 13, 2021", "June 2021"),
        ("de", "Montag, 7. Juni 2021", "7.–13. Juni 2021", "Juni 2021"),
        ("pl", "poniedziałek, 7 czerwca 2021", "7–13 czerwca 2021", "czerwiec 2021"),
        ("ja", "2021年6月7日月曜日", "2021年6月7日～13日", "2021年6月"),
    ],
)
def test_the_headings_of_groups(language: str, day: str, week: str, month: str) -> None:
    assert plain(format_day(MONDAY, language)) == day
    assert plain(format_week(MONDAY, language)) == week
    assert format_month(MONDAY, language) == month
    assert format_year(MONDAY, language).startswith("2021")


def test_a_week_is_the_same_from_monday_to_sunday() -> None:
    assert {format_week(MONDAY + dt.timedelta(days=n), "en") for n in range(7)} == {"7–13 June 2021"}
    assert format_week(dt.date(2020, 12, 31), "en") == "28 December 2020 – 3 January 2021"


@pytest.mark.parametrize("language", ["", *LANGUAGES.split()])
def test_every_language_writes_every_date(language: str) -> None:
    for day in (dt.date.min, dt.date(2020, 2, 29), dt.date.max):
        assert all(form(day, language) for form in (format_day, format_week, format_month, format_year))
        for when in (
            When("x", day, day, precision="day"),
            When("x", day, day, dt.time(9, 30), None, "minute"),
            When("x", dt.date.min, day, dt.time(9, 30), dt.time(0), "minute"),
            When("x", dt.date.min, day, precision="month"),
        ):
            for form in (format_when, format_date):
                assert form(when, language)
                assert not {"\u2009", "\u202f"} & set(form(when, language))


def test_the_names_of_one_language_do_not_reach_another() -> None:
    for language in ("ja", "zh_CN", "fa", "en"):
        format_weekday(read_when(LECTURE).value, language)
        format_month(MONDAY, language)
    assert "ژوئن" in format_date(read_when("2021-06-25..2021-07-10").value, "fa")
    assert "月" not in format_date(read_when("2021-06-25..2021-07-10").value, "fa")


@pytest.mark.parametrize("language", ["en", "en_US", "de", "fr", "es", "it", "nl", "pt_BR", "pl", "ru", "ja", "zh_CN"])
@pytest.mark.parametrize(
    "iso",
    ["2021-06-07T14:00/2021-06-07T16:00", "2021-06-07", "2021-02-25/2021-03-10", "2021-09-14/2021-09-16",
     "2021-12-28/2022-01-03", "2021-07", "2021", "2021-06-07T14:00/2021-06-08T12:00"],
)  # fmt: skip
def test_what_a_reader_sees_can_be_written_back(language: str, iso: str) -> None:
    shown = format_when(read_when(iso).value, language)
    assert format_iso(read_when(shown, language).value) == iso


DAYS = st.dates(min_value=dt.date(1000, 1, 1), max_value=dt.date(9998, 12, 31))
MINUTES = st.builds(dt.time, st.integers(0, 23), st.integers(0, 59))


@given(DAYS, DAYS, MINUTES, MINUTES, st.sampled_from(["en", "en_US"]))
def test_an_english_date_reads_back(one: dt.date, two: dt.date, start: dt.time, end: dt.time, language: str) -> None:
    first, last = sorted((one, two))
    for when in (
        When("", first, first, precision="day"),
        When("", first, last, precision="day"),
        When("", first, first, start, None, "minute"),
        When("", first, last + dt.timedelta(days=1), start, end, "minute"),
    ):
        again = read_when(format_when(when, language))
        assert not again.problems
        assert format_iso(again.value) == format_iso(when)


@pytest.mark.parametrize(
    ("language", "one_day", "days", "over_new_year"),
    [
        ("en", "Mon 7 Jun", "7–9 Jun 2021", "28 December 2026 – 1 January 2027"),
        ("en_US", "Mon, Jun 7", "Jun 7 – 9, 2021", "December 28, 2026 – January 1, 2027"),
        ("de", "Mo., 7. Juni", "7.–9. Juni 2021", "28. Dezember 2026 – 1. Januar 2027"),
        ("fr", "lun. 7 juin", "7–9 juin 2021", "28 décembre 2026 – 1 janvier 2027"),
        ("ja", "6月7日(月)", "2021年6月7日～9日", "2026年12月28日～2027年1月1日"),
    ],
)
def test_a_day_of_the_term_needs_no_year(language: str, one_day: str, days: str, over_new_year: str) -> None:
    assert plain(format_day_of_term(read_when("2021-06-07 14:00").value, language)) == one_day
    assert plain(format_day_of_term(read_when("2021-06-07..2021-06-09").value, language)) == days
    assert plain(format_days_of_term(dt.date(2026, 12, 28), dt.date(2027, 1, 1), language)) == over_new_year


@pytest.mark.parametrize(
    ("language", "months", "week", "weekday"),
    [
        ("en", "April – July 2021", "26–30 October", "Monday"),
        ("en_US", "April – July 2021", "October 26 – 30", "Monday"),
        ("de", "April–Juli 2021", "26.–30. Oktober", "Montag"),
        ("ja", "2021年4月～7月", "10月26日～30日", "月曜日"),
    ],
)
def test_the_headings_of_a_term(language: str, months: str, week: str, weekday: str) -> None:
    assert plain(format_months(dt.date(2021, 4, 12), dt.date(2021, 7, 16), language)) == months
    assert plain(format_days_of_term(dt.date(2026, 10, 26), dt.date(2026, 10, 30), language)) == week
    assert format_whole_weekday(MONDAY, language) == weekday


def test_a_regular_time_has_its_hours_where_they_are_known() -> None:
    assert format_regular(MeetingTime(2, dt.time(10), dt.time(12)), "en") == "Wed 10:00–12:00"
    assert format_regular(MeetingTime(2), "en") == "Wed"
    assert plain(format_regular(MeetingTime(2, dt.time(10), dt.time(12)), "en_US")) == "Wed 10:00 AM – 12:00 PM"
    assert format_regular(MeetingTime(2, dt.time(10), dt.time(12)), "de") == "Mi 10:00–12:00"


def test_a_release_has_its_hour_where_the_author_gives_one() -> None:
    moment = dt.datetime(2026, 11, 5, 12)
    assert format_release(moment, "en", timed=True) == "Thu 5 Nov, 12:00"
    assert format_release(moment, "en", timed=False) == "Thu 5 Nov"
    assert format_release(moment, "de", timed=True) == "Do., 5. Nov., 12:00"
