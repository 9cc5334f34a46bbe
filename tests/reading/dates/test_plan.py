"""The term plan as instructors write it: what is read, what is refused, and why."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_seminar.model.plan import MeetingTime, Plan, PlanException
from sphinx_seminar.reading.dates.plan import read_plan
from sphinx_seminar.reading.dates.regular_times import read_office_hours


def read(
    starts: str = "2021-04-12",
    ends: str = "2021-07-16",
    meets: str = "Mon 14:00-16:00",
    every: str = "",
    except_: str = "",
    language: str = "en",
) -> tuple[Plan | None, list[str]]:
    options = {"starts": starts, "ends": ends, "meets": meets, "every": every, "except": except_}
    reading = read_plan(options, language)
    assert {problem.subtype for problem in reading.problems} <= {"plan"}
    return reading.value, [problem.message for problem in reading.problems]


def times(meets: str, language: str = "en") -> str:
    """Return what ``:meets:`` means, as "0 14:00-16:00, 3 10:00", when it is read without a problem."""
    plan, problems = read(meets=meets, language=language)
    assert plan is not None
    assert problems == []
    return ", ".join(written(time) for time in plan.meetings)


def written(time: MeetingTime) -> str:
    start = "" if time.starts is None else f" {time.starts:%H:%M}"
    return f"{time.weekday}{start}" + ("" if time.ends is None else f"-{time.ends:%H:%M}")


def exceptions(except_: str, language: str = "en") -> list[tuple[str, str, str]]:
    plan, problems = read(except_=except_, language=language)
    assert plan is not None
    assert problems == []
    return [(str(found.first), str(found.last), found.label) for found in plan.exceptions]


def test_the_plan_of_the_manual_is_read_whole() -> None:
    plan, problems = read(
        meets="Mon 14:00-16:00; Thu 10:00-11:30",
        every="2 weeks",
        except_="2021-05-24 Whit Monday; 2021-06-03..2021-06-06 Corpus Christi",
    )
    assert problems == []
    assert plan == Plan(
        starts=dt.date(2021, 4, 12),
        ends=dt.date(2021, 7, 16),
        meetings=(
            MeetingTime(0, dt.time(14), dt.time(16)),
            MeetingTime(3, dt.time(10), dt.time(11, 30)),
        ),
        every=2,
        exceptions=(
            PlanException(dt.date(2021, 5, 24), dt.date(2021, 5, 24), "Whit Monday"),
            PlanException(dt.date(2021, 6, 3), dt.date(2021, 6, 6), "Corpus Christi"),
        ),
    )


@pytest.mark.parametrize(
    ("meets", "meaning"),
    [
        ("Mon 14:00-16:00", "0 14:00-16:00"),
        ("Mon 14:00-16:00\nThu 10:00-11:30", "0 14:00-16:00, 3 10:00-11:30"),
        ("Mon 14:00-16:00, Thu 10:00-11:30", "0 14:00-16:00, 3 10:00-11:30"),
        ("Monday 14:00-15:00 and Friday 14:00-15:00", "0 14:00-15:00, 4 14:00-15:00"),
        ("Mon, Wed 10:00-11:00", "0 10:00-11:00, 2 10:00-11:00"),
        ("Mon/Wed/Fri 10:30", "0 10:30, 2 10:30, 4 10:30"),
        ("Every Tuesday and Thursday, 10:00 - 11:30", "1 10:00-11:30, 3 10:00-11:30"),
        ("Mon-Fri 9:00-12:00", ", ".join(f"{day} 09:00-12:00" for day in range(5))),
        ("Fri to Mon", "4, 5, 6, 0"),
        ("Mondays", "0"),
        ("Mondays at 2 pm", "0 14:00"),
        ("Mon 2:00-4:00 pm", "0 14:00-16:00"),
        ("Mon: 14.15-15.45", "0 14:15-15:45"),
        ("14:00-16:00 on Mondays", "0 14:00-16:00"),
        ("Mon 10:00-12:00, 14:00-16:00", "0 10:00-12:00, 0 14:00-16:00"),
        ("Mon 22:00-0:00", "0 22:00-00:00"),
        ("Mon 14:00; Mon 14:00", "0 14:00"),
    ],
)
def test_times_are_read_as_people_write_them(meets: str, meaning: str) -> None:
    assert times(meets) == meaning


@pytest.mark.parametrize(
    ("language", "meets", "meaning"),
    [
        ("de", "montags 14:00-16:00 Uhr", "0 14:00-16:00"),
        ("de", "Mo. und Do. 14-16 Uhr", "0 14:00-16:00, 3 14:00-16:00"),
        ("de", "jeden Mittwoch 10:15-11:45", "2 10:15-11:45"),
        ("de", "Wed 10:15-11:45", "2 10:15-11:45"),
        ("fr", "lundi et jeudi 14h00-16h00", "0 14:00-16:00, 3 14:00-16:00"),
        ("es", "mar 10:00", "1 10:00"),
        ("pt_BR", "segunda-feira 10h-12h", "0 10:00-12:00"),
        ("vi", "thứ hai 9:00", "0 09:00"),
        ("ja", "毎週月曜日 13:00-14:30", "0 13:00-14:30"),
        ("zh_CN", "周一 10:00-12:00", "0 10:00-12:00"),
        ("ru", "Понедельник 10:00", "0 10:00"),
    ],
)
def test_days_have_the_names_of_the_books_language(language: str, meets: str, meaning: str) -> None:
    assert times(meets, language) == meaning


@pytest.mark.parametrize(
    ("meets", "reason"),
    [
        ("by arrangement", "names no day of the week"),
        ("Mon 14-16", "write hours with minutes"),
        ("Mon 25:00", "there is no time 25:00"),
        ("Mon 10:00, Tue 25:00", "there is no time 25:00"),
        ("FR\u0130 10:00", "no name of a day of the week"),
        ("Mon 16:00-14:00", "not after its start"),
        ("Mon 7 June 2021 14:00", "'7 June 2021 14:00' are not understood"),
        ("every other Monday 14:00", "'other' before its day"),
        ("Mon, " * 100, "too long"),
    ],
)
def test_a_time_that_is_not_understood_is_left_out_with_its_reason(meets: str, reason: str) -> None:
    plan, problems = read(meets=f"Thu 10:00; {meets}")
    assert plan is not None
    assert plan.meetings == (MeetingTime(3, dt.time(10)),)
    assert len(problems) == 1
    assert reason in problems[0]


def test_a_room_beside_the_hours_is_pointed_out_and_the_hours_hold() -> None:
    plan, problems = read(meets="Mon 14:00-16:00 (MI 02.07.014)")
    assert plan is not None
    assert plan.meetings == (MeetingTime(0, dt.time(14), dt.time(16)),)
    assert len(problems) == 1
    assert problems[0].startswith("'MI 02.07.014' in the meeting time")
    assert ":location:" in problems[0]


def test_hours_may_name_their_zone_and_all_have_the_same() -> None:
    plan, problems = read(meets="Mon 14:00-16:00 America/Montreal; Thu 10:00 Europe/Berlin; Fri 9:00")
    assert plan is not None
    assert plan.timezone == "America/Montreal"
    assert [time.weekday for time in plan.meetings] == [0, 4]
    assert len(problems) == 1
    assert "all times have one time zone" in problems[0]


@pytest.mark.parametrize(
    ("every", "weeks"),
    [
        *(("", 1), ("1 week", 1), ("week", 1), ("every week", 1), ("weekly", 1), ("wöchentlich", 1), ("7 days", 1)),
        *(("2 weeks", 2), ("2", 2), ("Every 2 weeks", 2), ("two weeks", 2), ("every other week", 2), ("14 days", 2)),
        *(
            ("fortnight", 2),
            ("fortnightly", 2),
            ("alle 2 Wochen", 2),
            ("14-täglich", 2),
            ("toutes les deux semaines", 2),
        ),
        *(("3 weeks", 3), ("every third week", 3), ("52 weeks", 52)),
    ],
)
def test_a_rhythm_is_a_number_of_weeks(every: str, weeks: int) -> None:
    plan, problems = read(every=every)
    assert plan is not None
    assert (plan.every, problems) == (weeks, [])


@pytest.mark.parametrize("every", ["0 weeks", "-1", "53 weeks", "3 months", "2.5 weeks", "often", "week " * 100])
def test_any_other_rhythm_is_refused_and_gives_no_dates(every: str) -> None:
    plan, problems = read(every=every)
    assert plan is None
    assert len(problems) == 1
    assert "expected is a number of weeks" in problems[0]


@pytest.mark.parametrize("every", ["biweekly", "Bi-weekly"])
def test_biweekly_is_refused_since_it_means_two_things(every: str) -> None:
    plan, problems = read(every=every)
    assert plan is None
    assert "twice a week to some readers and every two weeks to others" in problems[0]


@pytest.mark.parametrize(
    ("except_", "meaning"),
    [
        ("2021-05-24", ("2021-05-24", "2021-05-24", "")),
        ("2021-05-24: Whit Monday", ("2021-05-24", "2021-05-24", "Whit Monday")),
        ("2021-05-24 - Whit Monday", ("2021-05-24", "2021-05-24", "Whit Monday")),
        ("2021-10-31 (Reformation Day)", ("2021-10-31", "2021-10-31", "Reformation Day")),
        ("24 May 2021 Whit Monday", ("2021-05-24", "2021-05-24", "Whit Monday")),
        ("Mon 24 May 2021 Whit Monday", ("2021-05-24", "2021-05-24", "Whit Monday")),
        ("3 - 6 June 2021 Corpus Christi", ("2021-06-03", "2021-06-06", "Corpus Christi")),
        ("2021-06-03 to 2021-06-06", ("2021-06-03", "2021-06-06", "")),
        ("2021-08 Summer", ("2021-08-01", "2021-08-31", "Summer")),
        # labels that look like a part of the date
        ("2021-05-03 May Day", ("2021-05-03", "2021-05-03", "May Day")),
        ("2021-04-05 Monday after Easter", ("2021-04-05", "2021-04-05", "Monday after Easter")),
        ("2021-05-24 2. Feiertag", ("2021-05-24", "2021-05-24", "2. Feiertag")),
        ("2021-12-24..2022-01-06 Christmas 2021", ("2021-12-24", "2022-01-06", "Christmas 2021")),
    ],
)
def test_an_exception_is_a_date_and_its_label(except_: str, meaning: tuple[str, str, str]) -> None:
    assert exceptions(except_) == [meaning]


def test_exceptions_are_separated_by_semicolons_or_lines() -> None:
    assert exceptions("24. Mai 2021 Pfingstmontag; 3. Juni 2021\n 1.5.2021 Tag der Arbeit", "de") == [
        ("2021-05-24", "2021-05-24", "Pfingstmontag"),
        ("2021-06-03", "2021-06-03", ""),
        ("2021-05-01", "2021-05-01", "Tag der Arbeit"),
    ]


def test_an_exception_may_have_hours() -> None:
    plan, problems = read(except_="2021-06-10 16:00-20:00 Dies academicus")
    assert plan is not None
    assert problems == []
    day = dt.date(2021, 6, 10)
    assert plan.exceptions == (PlanException(day, day, "Dies academicus", dt.time(16), dt.time(20)),)


@pytest.mark.parametrize(
    ("except_", "reason"),
    [
        ("Whit Monday", "does not begin with a date"),
        ("TBA", "does not begin with a date"),
        ("2021-02-30 Break", "February 2021 has 28 days"),
        ("03/04/2021 Easter", "is ambiguous"),
        ("Tue 24 May 2021 Whit Monday", "is a Monday, not a Tuesday"),
        ("2021-06-10 .. 2021-06-03 Break", "before it starts"),
        ("2021-05-24, 2021-06-03 Break", "write a line for each date"),
        ("May 24 2021, June 3 2021", "write a line for each date"),
    ],
)
def test_an_exception_that_is_not_understood_is_left_out_with_its_reason(except_: str, reason: str) -> None:
    plan, problems = read(except_=f"{except_}; 2021-07-12 Fair")
    assert plan is not None
    assert [found.label for found in plan.exceptions] == ["Fair"]
    assert len(problems) == 1
    assert reason in problems[0]


def test_times_in_words_are_no_plan_and_no_fault() -> None:
    assert read("", "", "by arrangement, ask Pascal") == (None, [])
    assert read("", "", "") == (None, [])


def test_a_term_without_times_says_how_long_it_is() -> None:
    plan, problems = read(meets="")
    assert plan == Plan(dt.date(2021, 4, 12), dt.date(2021, 7, 16))
    assert problems == []


@pytest.mark.parametrize(
    ("options", "missing"),
    [
        ({"starts": ""}, "no :starts:;"),
        ({"ends": ""}, "no :ends:;"),
        ({"ends": "", "meets": ""}, "no :ends: and no :meets:;"),
        ({"starts": "", "ends": "", "every": "2 weeks"}, "no :starts: and no :ends:;"),
        ({"meets": "", "except_": "2021-05-24"}, "no :meets:;"),
    ],
)
def test_what_a_plan_lacks_is_named_once(options: dict[str, str], missing: str) -> None:
    _plan, problems = read(**options)
    assert len(problems) == 1
    assert missing in problems[0]


def test_months_bound_a_term() -> None:
    plan, problems = read("April 2021", "2021-07")
    assert problems == []
    assert plan is not None
    assert (plan.starts, plan.ends) == (dt.date(2021, 4, 1), dt.date(2021, 7, 31))


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"starts": "2021-07-17"}, "ends (2021-07-16) before it starts (2021-07-17)"),
        ({"starts": "YYYY-MM-DD"}, ":starts: 'YYYY-MM-DD' is not understood"),
        ({"ends": "2021-02-30"}, "February 2021 has 28 days"),
        ({"ends": "TBA"}, ":ends: 'TBA' is not understood"),
        ({"starts": "2021-04-12..2021-07-16"}, "it is several days"),
    ],
)
def test_a_term_that_is_not_understood_gives_no_dates(options: dict[str, str], reason: str) -> None:
    plan, problems = read(**options)
    assert plan is None
    assert len(problems) == 1
    assert reason in problems[0]
    assert problems[0].endswith("Lectures take no dates from the term plan.")


def test_problems_know_their_lines() -> None:
    options = {
        "starts": "2021-04-12",
        "ends": "2021-07-16",
        "meets": "Mon 14:00\nsometimes",
        "except": "2021-05-24 Whit Monday\n\nsome day",
    }
    assert [problem.line for problem in read_plan(options).problems] == [2, 3]
    lines = {"starts": 10, "ends": 11, "meets": 12, "every": 14, "except": 15}
    assert [problem.line for problem in read_plan(options, lines=lines).problems] == [13, 17]
    assert [problem.line for problem in read_plan({"starts": "2021-04-12", "meets": "Mon"}, lines=lines).problems] == [
        10
    ]


def test_office_hours_are_regular_times() -> None:
    both = (MeetingTime(0, dt.time(14), dt.time(15)), MeetingTime(4, dt.time(14), dt.time(15)))
    assert read_office_hours("Mon 14:00-15:00; Fri 14:00-15:00").value == both
    assert read_office_hours("Monday 14:00-15:00 and Friday 14:00-15:00").value == both
    assert read_office_hours("Mo, Fr 14-15 Uhr", "de").value == both


@pytest.mark.parametrize(
    "text", ["", "by arrangement", "Mon", "Mon 14:00-15:00 in room 5", "Mon 14:00, or write to us"]
)
def test_office_hours_in_words_stay_words(text: str) -> None:
    reading = read_office_hours(text)
    assert (reading.value, reading.problems) == ((), ())


@given(
    st.lists(
        st.text() | st.sampled_from(["Mon", "14:00", "-", ";", "FR\u0130", "\n", "2021-05-24", "..", "May", "2 weeks"])
    )
)
@example(["Mon" * 400, "," * 400])
@example(["2021-05-24 " * 60])
def test_nothing_that_is_written_raises_an_error(words: list[str]) -> None:
    text = " ".join(words)
    for language in ("en", "de", "ja"):
        every_option = dict.fromkeys(("starts", "ends", "meets", "every", "except"), text)
        assert read_plan(every_option, language).value is None or text.strip()
        read_plan({"starts": "2021-04-12", "ends": "2021-07-16", "meets": text, "except": text}, language)
        assert read_office_hours(text, language).problems == ()


@given(
    st.sampled_from(["Whit Monday", "Corpus Christi", "May Day", "Tag der Arbeit", "no room"]),
    st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)),
    st.integers(0, 30),
)
def test_days_and_label_come_back(label: str, first: dt.date, length: int) -> None:
    last = first + dt.timedelta(days=length)
    assert exceptions(f"{first}..{last} {label}") == [(str(first), str(last), label)]


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.times(), st.booleans()), min_size=1, max_size=6, unique_by=lambda time: time[0]
    )
)
def test_written_times_come_back(given_times: list[tuple[int, dt.time, bool]]) -> None:
    names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    meetings = [
        MeetingTime(day, time.replace(second=0, microsecond=0), dt.time(0, 0) if ended and time.hour else None)
        for day, time, ended in given_times
    ]
    text = "; ".join(
        f"{names[time.weekday]} {time.starts:%H:%M}" + ("" if time.ends is None else f"-{time.ends:%H:%M}")
        for time in meetings
    )
    plan, problems = read(meets=text)
    assert problems == []
    assert plan is not None
    assert list(plan.meetings) == meetings
