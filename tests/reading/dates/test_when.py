"""Dates as instructors write them: what is read, what is refused, and why."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_seminar.model import When
from sphinx_seminar.reading.dates import read_when
from tests.iso import format_iso

#: What is written, and the same in ISO 8601.
READ = [
    # as the manual recommends it
    ("2021-06-07", "2021-06-07"),
    ("2021-6-7", "2021-06-07"),
    ("2021/06/07", "2021-06-07"),
    ("2021-06-07 14:00", "2021-06-07T14:00"),
    ("2021-06-07 14:00-16:00", "2021-06-07T14:00/2021-06-07T16:00"),
    ("2021-06-07, 14:00 - 16:00", "2021-06-07T14:00/2021-06-07T16:00"),
    ("2021-06-07 14:00–16:00", "2021-06-07T14:00/2021-06-07T16:00"),
    ("2021-06-07 14:00 \u2014 16:00", "2021-06-07T14:00/2021-06-07T16:00"),
    ("2021-06-07 14:00 to 16:00", "2021-06-07T14:00/2021-06-07T16:00"),
    ("2021-06-07T14:00", "2021-06-07T14:00"),
    ("2021-06-07T14:00:00", "2021-06-07T14:00"),
    ("2021-06-07T14:00-16:00", "2021-06-07T14:00/2021-06-07T16:00"),
    ("2021-06-07T14:00/2021-06-07T16:00", "2021-06-07T14:00/2021-06-07T16:00"),
    ("2021-06-07 14:00 .. 2021-06-08 12:00", "2021-06-07T14:00/2021-06-08T12:00"),
    ("2021-02-25..2021-03-10", "2021-02-25/2021-03-10"),
    ("2021-02-25 .. 2021-03-10", "2021-02-25/2021-03-10"),
    ("2021-02-25 … 2021-03-10", "2021-02-25/2021-03-10"),
    ("2021-02-25–2021-03-10", "2021-02-25/2021-03-10"),
    ("2021-02-25-2021-03-10", "2021-02-25/2021-03-10"),
    ("2021-02-25..2021-02-25", "2021-02-25"),
    ("2021-07", "2021-07"),
    ("2021-06..2021-07", "2021-06/2021-07"),
    ("2021", "2021"),
    ("2021-2022", "2021/2022"),
    # days by their name
    ("Jan 25 2017", "2017-01-25"),
    ("25 January 2017", "2017-01-25"),
    ("Sept 24 2018", "2018-09-24"),
    ("Sep. 24, 2018", "2018-09-24"),
    ("SEPTEMBER 24 2018", "2018-09-24"),
    ("June 7th, 2021", "2021-06-07"),
    ("1st of June 2021", "2021-06-01"),
    ("Mon 7 June 2021", "2021-06-07"),
    ("Thurs 10 June 2021", "2021-06-10"),
    ("Monday, June 7, 2021", "2021-06-07"),
    ("2021-06-07 (Mon)", "2021-06-07"),
    # the day of the week says which of two days it is
    ("Wed 2/1/2023", "2023-02-01"),
    ("1/2/2023 Wednesday, 14:00", "2023-02-01T14:00"),
    ("Mon 2/1/2023", "2023-01-02"),
    ("7th June 2021", "2021-06-07"),
    ("July 2021", "2021-07"),
    ("July 2021 (TBA)", "2021-07"),
    ("07/2021", "2021-07"),
    ("May/June 2021", "2021-05/2021-06"),
    ("June - July 2021", "2021-06/2021-07"),
    # days by their numbers
    ("08.02.2021", "2021-02-08"),
    ("8. 2. 2021", "2021-02-08"),
    ("08.02.2021, 18:00 - 19:00", "2021-02-08T18:00/2021-02-08T19:00"),
    ("08.02.2021 18.00 - 19.00", "2021-02-08T18:00/2021-02-08T19:00"),
    ("08.02.2021, 18.30 Uhr", "2021-02-08T18:30"),
    ("08.02.2021, 18 Uhr", "2021-02-08T18:00"),
    ("14.-16.06.2021", "2021-06-14/2021-06-16"),
    ("14.06.-16.06.2021", "2021-06-14/2021-06-16"),
    ("14.06 - 16.06.2021", "2021-06-14/2021-06-16"),
    ("25/12/2021", "2021-12-25"),
    ("12/25/2021", "2021-12-25"),
    ("25-12-2021", "2021-12-25"),
    ("05/05/2021", "2021-05-05"),
    # stretches of days
    ("14-16 June 2019", "2019-06-14/2019-06-16"),
    ("June 14–16, 2019", "2019-06-14/2019-06-16"),
    ("Jun 14 - Jul 2, 2019", "2019-06-14/2019-07-02"),
    ("14 June - 2 July 2019", "2019-06-14/2019-07-02"),
    ("28 Dec 2019 - 3 Jan 2020", "2019-12-28/2020-01-03"),
    ("from 14 to 16 June 2019", "2019-06-14/2019-06-16"),
    ("Mon-Wed 7-9 June 2021", "2021-06-07/2021-06-09"),
    ("Mon 7 June - Wed 9 June 2021", "2021-06-07/2021-06-09"),
    # hours
    ("Fri 14 Jun 2019 8:30 a.m. - 8:40 a.m.", "2019-06-14T08:30/2019-06-14T08:40"),
    ("Fri 14 Jun 2019 11:30 a.m. - 12:00 p.m.", "2019-06-14T11:30/2019-06-14T12:00"),
    ("14 Jun 2019 12:00 a.m.", "2019-06-14T00:00"),
    ("June 7, 2021 at 2:00 PM", "2021-06-07T14:00"),
    ("June 7, 2021 2pm", "2021-06-07T14:00"),
    ("2021-06-07 2-4 pm", "2021-06-07T14:00/2021-06-07T16:00"),
    ("2021-06-07 2:00-4:00 p.m.", "2021-06-07T14:00/2021-06-07T16:00"),
    ("2021-06-07 11:00-1:00 pm", "2021-06-07T11:00/2021-06-07T13:00"),
    ("2021-06-07 2:00-2:00 pm", "2021-06-07T02:00/2021-06-07T14:00"),
    ("2021-06-07 2:00 pm - 4:00", "2021-06-07T14:00/2021-06-07T16:00"),
    ("2021-06-07 10 am - 2:00", "2021-06-07T10:00/2021-06-07T14:00"),
    ("2021-06-07 10 am - 12:00", "2021-06-07T10:00/2021-06-07T12:00"),
    ("2021-06-07 2 pm - 16:00", "2021-06-07T14:00/2021-06-07T16:00"),
    ("June 7, 2021, 2:30 p.m. to 4", "2021-06-07T14:30/2021-06-07T16:00"),
    ("2021-06-07 11-11:30 am", "2021-06-07T11:00/2021-06-07T11:30"),
    ("2021-06-07 14h", "2021-06-07T14:00"),
    ("2021-06-07 14h30-16h", "2021-06-07T14:30/2021-06-07T16:00"),
    ("2021-06-07 at noon", "2021-06-07T12:00"),
    ("2021-06-07 by noon", "2021-06-07T12:00"),
    ("7 June 2021, noon - 1pm", "2021-06-07T12:00/2021-06-07T13:00"),
    ("7 June 2021 - 14:00-16:00", "2021-06-07T14:00/2021-06-07T16:00"),
    ("7 June 2021 – 2 pm", "2021-06-07T14:00"),
    ("14:00-16:00, 7 June 2021", "2021-06-07T14:00/2021-06-07T16:00"),
    ("14-16 Uhr, 7 June 2021", "2021-06-07T14:00/2021-06-07T16:00"),
    ("from 14:00 to 16:00 on 7 June 2021", "2021-06-07T14:00/2021-06-07T16:00"),
    ("7 June 2021 14:00 - 8 June 2021 12:00", "2021-06-07T14:00/2021-06-08T12:00"),
    ("2021-06-07 14:00-", "2021-06-07T14:00"),
    ("2021-06-07 22:00-24:00", "2021-06-07T22:00/2021-06-08T00:00"),
    ("2021-06-07 22:00-00:00", "2021-06-07T22:00/2021-06-08T00:00"),
    ("2021-06-07 10 pm - midnight", "2021-06-07T22:00/2021-06-08T00:00"),
    ("2021-06-07 14:00\u202f\u2013\u202f16:00\u00a0", "2021-06-07T14:00/2021-06-07T16:00"),
    ("  2021-06-07\t14:00  ", "2021-06-07T14:00"),
    ("\uff12\uff10\uff12\uff11-06-07", "2021-06-07"),
]


@pytest.mark.parametrize(("text", "iso"), READ)
def test_a_date_is_read(text: str, iso: str) -> None:
    reading = read_when(text)
    assert reading.problems == ()
    assert format_iso(reading.value) == iso
    assert reading.value.text == text


#: What is written, and words of the reason for which it is refused.
REFUSED = [
    ("03/04/2021", "3 April 2021"),
    ("03/04/2021", "4 March 2021"),
    ("3-4-2021", "write 2021-03-04 or 2021-04-03"),
    ("03/04/2021 14:00-16:00", "ambiguous"),
    ("Fri 03/04/2021", "ambiguous"),
    ("Mon 3/6/2023 - Wed 3/8/2023", "ambiguous"),
    ("2021-02-30", "February 2021 has 28 days"),
    ("30 February 2020", "February 2020 has 29 days"),
    ("31.04.2021", "April 2021 has 30 days"),
    ("2021-06-00", "June 2021 has 30 days"),
    ("2021-13-01", "no month 13"),
    ("2021-00-01", "no month 0"),
    ("13/13/2021", "no month 13"),
    ("2021-22", "no month 22"),
    ("0000-01-01", "0000 is no year"),
    ("0021-06-07", "0021 is no year"),
    ("9998-12-31 22:00-24:00", "9999 is no year"),
    ("2021-06-07 25:00", "no time 25:00"),
    ("2021-06-07 14:60", "no time 14:60"),
    ("2021-06-07 14:00-25:00", "no time 25:00"),
    ("2021-06-07 13:00 a.m.", "no time 13:00 a.m."),
    ("2021-06-07 0:30 pm", "no time 0:30 p.m."),
    ("2021-06-07 24:00", "midnight"),
    ("2021-06-07 midnight", "midnight"),
    ("2021-06-10..2021-06-07", "before it starts"),
    ("16-14 June 2019", "before it starts"),
    ("28 Dec - 3 Jan 2020", "each with its year"),
    ("2021-07..2021-06", "before it starts"),
    ("2021-06-07 16:00-14:00", "not after its start at 16:00"),
    ("2021-06-07 22:00-01:00", "2021-06-07 22:00 .. 2021-06-08 01:00"),
    ("2021-06-07 14:00-14:00", "not after its start"),
    ("2021-06-08 14:00 .. 2021-06-07 16:00", "before it starts"),
    ("Tue 7 June 2021", "7 June 2021 is a Monday, not a Tuesday"),
    ("Mon 7 June - Tue 9 June 2021", "9 June 2021 is a Wednesday"),
    ("14:00-16:00", "no day"),
    ("Fri 8:30 a.m. - 8:40 a.m.", "no day"),
    ("noon", "no day"),
    ("12. und 14. Oktober 2026", "it gives more than one date"),
    ("12 & 14 October 2026", "it gives more than one date"),
    ("7 June", "no year"),
    ("Feb 3", "no year"),
    ("June", "no year"),
    ("07.06.21", "year of two digits"),
    ("7/6/21", "year of two digits"),
    ("20266", "neither a day nor a year"),
    ("20210607", "neither a day nor a year"),
    ("Monday", "no day"),
    ("Mon June 2021", "no day of the month"),
    ("2021 7", "no month"),
    ("2021-06-07 14", "hours with minutes"),
    ("2021-06-07 14-16", "hours with minutes"),
    ("2021-06-07..2021-07", "equally exact"),
    ("2021-06-07 14:00 .. 2021-06-08", "none for its end"),
    ("2021-06-07 .. 2021-06-08 12:00", "none for its start"),
    ("2021-06 14:00", "no day"),
    ("7-8 June 2021 9:00-17:00", "several days"),
    ("2021-06-07, 2021-06-14", "more than one day"),
    ("2021-06-07 14:00, 16:00", "more than one time"),
    ("2021-06-07 July", "more than one month"),
    ("Sep 1, Sep 2026", "more than one month"),
    ("2021-06-07..", "no end"),
    ("..2021-06-07", "an end without a start"),
    ("1 - 2 - 3 June 2021", "more than two ends"),
    ("2021-06-07 - - 2021-06-08", "more than two ends"),
    ("2021-06-07 14:00+02:00", "offset"),
    ("2021-06-07T14:00:00-05:00", "offset"),
    ("2021-06-07T10:00-12:00", "offset"),
    ("2021-06-07 14:00 EST", "America/New_York"),
    ("Fri 14 Jun 2019, 8:30 a.m. PDT", "America/Los_Angeles"),
    ("2021-06-07 14:00 (MEZ)", "Europe/Berlin"),
    ("2021-06-07 14:00 Europe/Berln", "did you mean Europe/Berlin"),
    ("2021-06-07 14:00 UTC .. 2021-06-08 14:00 Europe/Berlin", "different time zones"),
    ("next Monday", "'next'"),
    ("7 Junk 2021", "'Junk'"),
    ("2021-06-07 14:00 c.t.", "'c.t'"),
    ("10:00:61:99", "no part of a date"),
    ("\x00", "no part of a date"),
    ("()", "gives no date"),
    ("x" * 1000, "too long"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_what_is_no_date_is_refused_with_its_reason(text: str, reason: str) -> None:
    reading = read_when(text)
    assert reading.value == When(text)
    assert [problem.subtype for problem in reading.problems] == ["date"]
    message = reading.problems[0].message
    assert reason in message
    assert "shown as written" in message
    assert len(message) < 500
    assert message.isprintable()


@pytest.mark.parametrize(
    "text",
    ["TBA", "tba", "T.B.A.", "(TBA)", "tbd", "TBC", "?", "???", "to be announced", "To be announced.", "N.N.", "n. n.",
     "to be  determined", "wird noch bekannt gegeben", "à définir", "未定"],
)  # fmt: skip
def test_a_date_may_be_open_on_purpose(text: str) -> None:
    reading = read_when(text)
    assert reading.problems == ()
    assert reading.value == When(text, tba=True)


@pytest.mark.parametrize("text", ["", "   ", "-", "–", "\u2014"])
def test_blank_is_no_fault(text: str) -> None:
    assert read_when(text).problems == ()
    assert read_when(text).value == When(text)


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [
        ("de", "Mo., 7. Juni 2021, 14:00–16:00 Uhr", "2021-06-07T14:00/2021-06-07T16:00"),
        ("de", "7. März 2021", "2021-03-07"),
        ("de", "Montag, 7. Juni bis Mittwoch, 9. Juni 2021", "2021-06-07/2021-06-09"),
        ("de_AT", "7. Jänner 2021", "2021-01-07"),
        ("fr", "lundi 7 juin 2021, de 14h à 16h30", "2021-06-07T14:00/2021-06-07T16:30"),
        ("fr", "1er juin 2021 à 14h", "2021-06-01T14:00"),
        ("fr", "7 fevrier 2021", "2021-02-07"),
        ("es", "lunes 7 de junio de 2021", "2021-06-07"),
        ("es", "mar 8 jun 2021", "2021-06-08"),
        ("es", "mar 8 2022", "2022-03-08"),
        ("es", "mar, 8 mar 2022", "2022-03-08"),
        ("pt_BR", "7 de junho de 2021", "2021-06-07"),
        ("it", "7 giugno 2021 dalle 14 alle 16:00", "2021-06-07T14:00/2021-06-07T16:00"),
        ("ru", "пн, 7 июня 2021 г., 14:00", "2021-06-07T14:00"),
        ("ja", "2021年6月7日(月) 14:00", "2021-06-07T14:00"),
        ("ja", "2021年6月7日 14時30分", "2021-06-07T14:30"),
        ("ja", "2021年6月7日 午後2時〜4時", "2021-06-07T14:00/2021-06-07T16:00"),
        ("zh_CN", "2021年6月7日 星期一 上午10:00-12:00", "2021-06-07T10:00/2021-06-07T12:00"),
        ("zh_CN", "2021年6月7日 下午2:30至4:00", "2021-06-07T14:30/2021-06-07T16:00"),
        ("zh_CN", "2021年6月7日星期一 14:00–16:00", "2021-06-07T14:00/2021-06-07T16:00"),
        ("ko", "2021년 6월 7일 (월)", "2021-06-07"),
        ("sr@latin", "7. jun 2021.", "2021-06-07"),
        ("de", "25 December 2021", "2021-12-25"),
        ("xx", "25 December 2021", "2021-12-25"),
        ("", "25 December 2021", "2021-12-25"),
    ],
)
def test_the_language_of_the_book_is_understood_besides_english(language: str, text: str, iso: str) -> None:
    reading = read_when(text, language)
    assert reading.problems == ()
    assert format_iso(reading.value) == iso


def test_a_name_of_another_language_is_refused() -> None:
    assert "'Juni'" in read_when("7 Juni 2021", "en").problems[0].message


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("2021-06-07 14:00-16:00 Europe/Berlin", "Europe/Berlin"),
        ("2021-06-07 14:00 (europe/berlin)", "Europe/Berlin"),
        ("2021-06-07 14:00 UTC", "UTC"),
        ("2021-06-07T14:00Z", "UTC"),
        ("14:00-16:00 America/New_York, 7 June 2021", "America/New_York"),
    ],
)
def test_a_zone_may_stand_in_the_text(text: str, zone: str) -> None:
    reading = read_when(text)
    assert reading.problems == ()
    assert reading.value.timezone == zone
    assert reading.value.starts == dt.time(14)


def test_a_programme_gives_times_the_day_of_its_heading() -> None:
    friday = dt.date(2019, 6, 14)
    assert format_iso(read_when("8:30 a.m. - 8:40 a.m.", default=friday).value) == "2019-06-14T08:30/2019-06-14T08:40"
    assert format_iso(read_when("Fri 8:30 a.m.", default=friday).value) == "2019-06-14T08:30"
    assert format_iso(read_when("9 Uhr", default=friday).value) == "2019-06-14T09:00"


@pytest.mark.parametrize(
    ("text", "reason"),
    [("Thu 8:30 a.m.", "is a Friday"), ("7 June", "no year"), ("UTC", "no day"), ("Fri", "no day"), ("8:99", "8:99")],
)
def test_a_heading_makes_no_date_of_anything_else(text: str, reason: str) -> None:
    assert reason in read_when(text, default=dt.date(2019, 6, 14)).problems[0].message


def test_a_date_of_its_own_overrides_the_heading() -> None:
    assert format_iso(read_when("2021-06-07 8:30", default=dt.date(2019, 6, 14)).value) == "2021-06-07T08:30"


def test_precision_is_what_the_author_knows() -> None:
    month = read_when("2020-02").value
    assert (month.first, month.last, month.precision) == (dt.date(2020, 2, 1), dt.date(2020, 2, 29), "month")
    year = read_when("2020").value
    assert (year.first, year.last, year.precision) == (dt.date(2020, 1, 1), dt.date(2020, 12, 31), "year")
    assert read_when("2020-02-03").value.precision == "day"
    assert read_when("2020-02-03 14:00").value.precision == "minute"


def test_a_message_cuts_long_texts_and_escapes_control_characters() -> None:
    message = read_when("7 June 2021 \x1b[31m" + "red " * 40).problems[0].message
    assert "\x1b" not in message
    assert "…" in message
    assert "red " * 30 not in message


PIECES = st.sampled_from(
    [*"0123456789", " ", "-", ".", ":", "/", ",", "..", "–", "2021", "06", "7", "14:00", "2 pm", "June", "Mon", "to",
     "TBA", "UTC", "Z", "T", "a.m.", "Europe/Berlin", "2021-06-07", "h", "Uhr", "年", "mar", "(", ")", "\n", "24:00"]
)  # fmt: skip


@given(
    st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=9).map("".join), st.lists(PIECES).map(" ".join)),
    st.sampled_from(["en", "de", "es", "ja", "tr", "xx", "", "../x"]),
    st.one_of(st.none(), st.dates()),
)
@example("9998-12-31 22:00-24:00", "en", None)
@example("9999-12-31 22:00-24:00", "en", None)
@example("22:00-24:00", "en", dt.date.max)
def test_nothing_is_lost_and_nothing_raises(text: str, language: str, default: dt.date | None) -> None:
    reading = read_when(text, language, default)
    when = reading.value
    assert when.text == text
    if when.first is None:
        assert when.precision == "unknown"
        assert when.tba or reading.problems or not text.strip(" \t\n\r-–—") or not text.strip()
    else:
        assert not reading.problems
        assert when.last is not None
        assert (when.first, when.starts or dt.time.min) <= (when.last, when.ends or dt.time.max)
        assert when.precision != "minute" or when.starts is not None


@given(st.text())
def test_any_language_code_is_taken(language: str) -> None:
    assert format_iso(read_when("7 June 2021", language).value) == "2021-06-07"


@pytest.mark.parametrize("piece", ["1", "1 ", "2021-06-07 ", ". ", "- ", "a", "June ", "TBA ", "(", "\n", "?", "14:0"])
def test_a_huge_text_is_one_short_problem(piece: str) -> None:
    text = piece * 100_000
    reading = read_when(text)
    assert reading.value.text == text
    assert all(len(problem.message) < 500 for problem in reading.problems)


YEARS = st.dates(min_value=dt.date(1000, 1, 1), max_value=dt.date(9998, 12, 31))
MINUTES = st.builds(dt.time, st.integers(0, 23), st.integers(0, 59))


@given(YEARS, YEARS, MINUTES, MINUTES)
def test_what_is_written_as_iso_reads_back(one: dt.date, two: dt.date, start: dt.time, end: dt.time) -> None:
    first, last = sorted((one, two))
    stretch = (
        When("", first, last, start, end, "minute") if first < last else When("", first, last, start, None, "minute")
    )
    for when in (stretch, When("", first, last, precision="day"), When("", first, first, precision="day")):
        iso = format_iso(when)
        again = read_when(iso)
        assert not again.problems
        assert format_iso(again.value) == iso
        assert (again.value.first, again.value.last) == (when.first, when.last)
        assert (again.value.starts, again.value.ends) == (when.starts, when.ends)
        assert again.value.precision == when.precision


@given(YEARS)
def test_months_and_years_read_back(day: dt.date) -> None:
    for text in (f"{day:%Y-%m}".rjust(7, "0"), f"{day.year:04}"):
        assert format_iso(read_when(text).value) == text
