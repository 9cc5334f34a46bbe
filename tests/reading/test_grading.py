"""The parts of a grade."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.reading.lists import read_grading


def test_the_grade_of_a_seminar() -> None:
    read = read_grading(["- Report: 40%", "- Presentation: 60 %", "- Bonus: asking interesting", "  questions"])
    assert read.problems == ()
    assert [(part.label, part.weight, part.text, part.line) for part in read.value] == [
        ("Report", Decimal(40), "", 1),
        ("Presentation", Decimal(60), "", 2),
        ("Bonus", None, "asking interesting questions", 3),
    ]


@pytest.mark.parametrize(
    ("line", "label", "weight", "text", "written"),
    [
        ("- Report: 1/3", "Report", "33.33", "", "1/3"),
        ("- Report: 0.4", "Report", "40", "", "0.4"),
        ("- Report: 0,4", "Report", "40", "", "0,4"),
        ("- Report: 40", "Report", "40", "", "40"),
        ("- Report: 12.5 %", "Report", "12.5", "", "12.5 %"),
        ("- Report: 40 percent", "Report", "40", "", "40 percent"),
        ("- Report: 40%, five pages", "Report", "40", "five pages", "40%"),
        ("- Report: five pages, 40%", "Report", "40", "five pages", "40%"),
        ("- Report (40 %)", "Report", "40", "", "40 %"),
        ("- Report 40%", "Report", "40", "", "40%"),
        ("- Report – 40%", "Report", "40", "", "40%"),
        ("- Report - 40%", "Report", "40", "", "40%"),
        ("- 40% Report", "Report", "40", "", "40%"),
        ("- 40%: Report", "Report", "40", "", "40%"),
        ("- Report (40%): five pages", "Report", "40", "five pages", "40%"),
    ],
)
def test_ways_to_write_a_weight(line: str, label: str, weight: str, text: str, written: str) -> None:
    (part,) = read_grading([line]).value
    assert (part.label, part.weight, part.text, part.written) == (label, Decimal(weight), text, written)


@pytest.mark.parametrize(
    ("weights", "total"), [((40, 55), "95"), ((45, 60), "105"), ((33.3, 66), "99.3"), ((150,), "150")]
)
def test_weights_that_do_not_add_up_are_one_problem(weights: tuple[float, ...], total: str) -> None:
    read = read_grading(["", *(f"- Part: {weight}%" for weight in weights)])
    (problem,) = read.problems
    assert (problem.subtype, problem.line) == ("grading", 2)
    assert f"add up to {total} %" in problem.message


@pytest.mark.parametrize(
    "lines",
    [["- A: 1/3"] * 3, ["- A: 33.3%"] * 3, ["- A: 0.25"] * 4, ["- A: 100%", "- Bonus: 10%"],
     ["- A: 100 %", "- Total: 100 %"], ["- Talk", "- Report: five pages"]],
)  # fmt: skip
def test_weights_that_add_up(lines: list[str]) -> None:
    assert read_grading(lines).problems == ()


@pytest.mark.parametrize(
    ("line", "reason"),
    [("- Report: -40%", "negative"), ("- Report: 1/0", "zero"), ("- Report: 40-50%", "not understood"),
     ("- Report: ~40%", "not understood")],
)  # fmt: skip
def test_a_weight_that_is_refused_is_kept_as_text(line: str, reason: str) -> None:
    read = read_grading(["- Talk: 100%", line])
    (problem,) = read.problems
    assert (problem.subtype, problem.line) == ("grading", 2)
    assert reason in problem.message
    assert (read.value[1].label, read.value[1].weight, read.value[1].text) == ("Report", None, line[10:])


def test_an_empty_grading_is_pointed_out() -> None:
    assert (read_grading([" "]).value, len(read_grading([]).problems)) == ((), 1)


@given(
    st.lists(st.one_of(st.text(max_size=30), st.text(st.sampled_from("-:* 0419ab.%/()–\t"), max_size=25)), max_size=6)
)
def test_no_letter_is_lost(lines: list[str]) -> None:
    shown = "".join(part.label + part.text + part.written for part in read_grading(lines).value)
    for letter in "".join(lines):
        assert not letter.isalnum() or letter in shown or letter.isdigit()


def test_white_space_costs_no_more_than_its_length() -> None:
    (weight,) = read_grading(["- Report:" + " " * 300_000 + "in pairs" + " " * 300_000 + "(40%)"]).value
    assert (weight.label, weight.weight, weight.text) == ("Report", 40, "in pairs")
