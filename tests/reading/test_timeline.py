"""Timelines: dates, and what happens then."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_seminar.reading.lists import read_timeline
from tests.iso import format_iso


def test_the_timeline_of_a_seminar() -> None:
    read = read_timeline(
        """\
- 2021-02-25..2021-03-10: Provide preferences for papers (select: 3 or more)
- 2021-03-10: Assignment
  of papers
- 2021-04-19 14:00-16:00: First meeting
  - assignments
  - reports and
    organisation

- 2021-07: Final presentations""".splitlines()
    )
    assert read.problems == ()
    assert [(format_iso(item.when), item.text, item.line) for item in read.value] == [
        ("2021-02-25/2021-03-10", "Provide preferences for papers (select: 3 or more)", 1),
        ("2021-03-10", "Assignment of papers", 2),
        ("2021-04-19T14:00/2021-04-19T16:00", "First meeting\n- assignments\n- reports and organisation", 4),
        ("2021-07", "Final presentations", 9),
    ]


@pytest.mark.parametrize(
    "line",
    ["- 2021-07-01: Report", "* **2021-07-01**: Report", "1. **2021-07-01:** Report", "2021-07-01: Report",
     "- 1 July 2021: Report", "- 2021-07-01 – Report", "- 01.07.2021 - Report", "- Thu 1 July 2021 : Report"],
)  # fmt: skip
def test_ways_to_write_an_item(line: str) -> None:
    (item,) = read_timeline([line]).value
    assert (format_iso(item.when), item.text) == ("2021-07-01", "Report")


def test_the_language_of_the_book_and_open_dates() -> None:
    german, still_open = read_timeline(["- 1. Juli 2021: Bericht", "- TBA: Results"], "de").value
    assert (format_iso(german.when), german.text) == ("2021-07-01", "Bericht")
    assert (still_open.when.tba, still_open.text) == (True, "Results")


@pytest.mark.parametrize(
    ("line", "when", "text", "reason"),
    [
        ("- 31.02.2021: Report", "31.02.2021", "Report", "no such day"),
        ("- 03/04/2021: Report", "03/04/2021", "Report", "ambiguous"),
        ("- End of July: Final presentation", "End of July", "Final presentation", "no part of a date"),
        ("- April 19, 14:00-16:00: First meeting", "April 19, 14:00-16:00", "First meeting", "no year"),
        ("- 2021-03-10..2021-02-25: Report", "2021-03-10..2021-02-25", "Report", "before it starts"),
        ("- Office hours: Monday", "", "Office hours: Monday", "has no date"),
        ("- Something", "", "Something", "has no date"),
    ],
)
def test_an_item_without_a_readable_date_is_kept(line: str, when: str, text: str, reason: str) -> None:
    read = read_timeline(["- 2021-01-01: A", line])
    assert (read.value[1].when.text, read.value[1].when.first, read.value[1].text) == (when, None, text)
    (problem,) = read.problems
    assert (problem.subtype, problem.line) == ("timeline", 2)
    assert reason in problem.message


def test_an_empty_timeline_is_pointed_out() -> None:
    assert (read_timeline(["", " "]).value, len(read_timeline([]).problems)) == ((), 1)


@given(st.lists(st.one_of(st.text(max_size=40), st.text(st.sampled_from("-:* 2021ab.\t–(/"), max_size=30)), max_size=6))
@example(["- ", "- a", "    b", "- *"])
def test_no_letter_is_lost(lines: list[str]) -> None:
    shown = "".join(item.when.text + item.text for item in read_timeline(lines).value)
    for letter in "".join(lines):
        assert not letter.isalnum() or letter in shown or letter.isdigit()
