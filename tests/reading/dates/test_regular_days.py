"""Days and rooms of regular times as timetables write them."""

from __future__ import annotations

import pytest

from sphinx_seminar.reading.dates.names import read_zone
from sphinx_seminar.reading.dates.regular_times import read_regular_times

#: What is written, and the days (0 is Monday) with their hours and rooms.
WRITTEN = {
    "MWF 10:00-10:50": [(0, "10:00", ""), (2, "10:00", ""), (4, "10:00", "")],
    "M/W/F 10:00": [(0, "10:00", ""), (2, "10:00", ""), (4, "10:00", "")],
    "TTh 9:30-10:45": [(1, "09:30", ""), (3, "09:30", "")],
    "TR 9:30 @ Hall 4": [(1, "09:30", "Hall 4"), (3, "09:30", "Hall 4")],
    "TuTh 9:30": [(1, "09:30", ""), (3, "09:30", "")],
    "M-Th 9:30": [(day, "09:30", "") for day in range(4)],
    "F 12:00-13:00": [(4, "12:00", "")],
    "daily 9:00-10:00": [(day, "09:00", "") for day in range(5)],
    "Weekdays 9:00": [(day, "09:00", "") for day in range(5)],
    "MW 10:00 @ Hall 1, F 12:00 @ Hall 2": [(0, "10:00", "Hall 1"), (2, "10:00", "Hall 1"), (4, "12:00", "Hall 2")],
    "Mon 14:00 @ Hall 1, Thu 10:00 @ Hall 2, west": [(0, "14:00", "Hall 1"), (3, "10:00", "Hall 2, west")],
    "Mon 14:00; Thu 10:00 @ MI 02.07.014": [(0, "14:00", ""), (3, "10:00", "MI 02.07.014")],
    "Mon and Wed 14:00 @ A and B": [(0, "14:00", "A and B"), (2, "14:00", "A and B")],
    "Tue @ Hall 3": [(1, "None", "Hall 3")],
    "Mondays: 10:00-12:00": [(0, "10:00", "")],
    "Sat 10:00, Sun 11:00": [(5, "10:00", ""), (6, "11:00", "")],
}
#: What is refused, and why.
REFUSED = {
    "Tue 18:00 ET": "ET is an abbreviation",
    "Tue 18:00-20:00 (ET)": "ET is an abbreviation",
    "Tue ET Thu 18:00": "ET is an abbreviation",
    "Tue 6 pm ET": "ET is an abbreviation",
    "Section 1: Tue 10:00": "'Section 1' is a label; expected times of groups in :groups:",
    "Lab: Wed 14:00": "such as labs, in a {series}",
    "Lecture: MWF 10:00": "'Lecture' is a label",
    "Mon 10:00 @": "no room stands behind its @",
    "Mon 10:00 @ A @ B": "names no day of the week",
    "1st and 3rd Thursday 10:00": "is not understood",
}


@pytest.mark.parametrize("text", WRITTEN)
def test_days_by_letters_and_rooms_are_read(text: str) -> None:
    read = read_regular_times(text)
    assert read.problems == ()
    assert [(time.weekday, str(time.starts)[:5], time.room) for time in read.value.times] == [
        (day, hours[:5], room) for day, hours, room in WRITTEN[text]
    ]


@pytest.mark.parametrize("text", REFUSED)
def test_what_may_mean_something_else_is_refused(text: str) -> None:
    read = read_regular_times(text)
    assert read.value.times == ()
    assert all(REFUSED[text] in problem.message for problem in read.problems)
    assert read.problems


@pytest.mark.parametrize("text", ["UTC+2", "GMT-05:00", "+01:00"])
def test_an_offset_is_no_slip_of_utc(text: str) -> None:
    (problem,) = read_zone(text).problems
    assert "expected is a name such as Europe/Berlin or UTC" in problem.message


def test_french_has_its_own_et() -> None:
    times = read_regular_times("LUNDI ET MERCREDI 10:00", "fr").value.times
    assert [time.weekday for time in times] == [0, 2]
    assert read_regular_times("lundi 18:00 ET", "fr").value.times == ()


def test_a_letter_is_a_day_in_english_alone() -> None:
    assert read_regular_times("M 10:00", "de").value.times == ()
