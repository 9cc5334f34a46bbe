"""Rows that are no sessions, and sessions that do not take place."""

from __future__ import annotations

import pytest

from sphinx_seminar.cli.importing.apart import apart
from sphinx_seminar.cli.importing.schedules import Schedule


def schedule(title: str, **more: str) -> Schedule:
    row = {"Date": "2025-09-02", "Title": title, **more}
    held = {"Date": "2025-09-09", "Title": "Kernels"}
    return Schedule(list(row), [row, held])


@pytest.mark.parametrize(
    "title",
    [
        *("No class", "Labor Day - no class", "No lecture (conference)", "Spring Break", "Presidents’ Day Holiday"),
        *("(no H195 discussion)", "🎁 – Lab 3 doc due", "P-Lab 3 code due"),
        *("Keine Vorlesung", "Tag der Einheit (Feiertag)", "Pas de cours", "No hay clase", "休講", "国庆节放假"),
        *("HW 1 due", "Homework 3: graphs due at noon", "Project proposal deadline", "Problem set 2 released"),
        *("Due: HW 2", "Abgabe Blatt 1", "レポート提出", "作业截止日期"),
    ],
)
def test_a_day_without_class_or_work_is_a_line_of_a_timeline(title: str) -> None:
    found = schedule(title, Number="3")
    assert [aside.line for aside in apart(found)] == [f"- 2025-09-02: {title}"]
    assert [row["Title"] for row in found.rows] == ["Kernels"]


@pytest.mark.parametrize(
    "title",
    [
        *("Learning with no class labels", "Breaking RSA", "Due process", "Project presentations", "HW 1 discussion"),
        *("Holiday lights and optics", "Homework help", "Reading group", "Residue theorem", "Release engineering"),
    ],
)
def test_a_session_about_such_words_stays_one(title: str) -> None:
    found = schedule(title)
    assert apart(found) == []
    assert [row["Title"] for row in found.rows] == [title, "Kernels"]


def test_work_takes_its_links_along() -> None:
    (aside,) = apart(schedule("HW 1 due", Links="[sheet](https://example.org)"))
    assert (aside.due, aside.links) == ("HW 1", "[sheet](https://example.org)")


def test_a_row_without_a_date_stays_one() -> None:
    found = schedule("HW 1 due")
    found.rows[0]["Date"] = ""
    assert apart(found) == []


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("~~Spanner~~ cancelled (reading week)", "Spanner (reading week)"),
        ("~~Spanner~~", "Spanner"),
        ("Spanner – cancelled", "Spanner"),
        ("CANCELED: Spanner", "Spanner"),
        ("Spanner (entfällt)", "Spanner"),
        ("Spanner (annulé)", "Spanner"),
    ],
)
def test_a_session_that_is_struck_or_called_off_is_cancelled(title: str, bare: str) -> None:
    found = schedule(title)
    apart(found)
    assert (found.rows[0]["Title"], found.rows[0]["Status"]) == (bare, "cancelled")


def test_words_that_are_struck_beside_others_stay_as_they_were() -> None:
    found = schedule("~~Spanner~~ Dynamo")
    apart(found)
    assert found.rows[0] == {"Date": "2025-09-02", "Title": "~~Spanner~~ Dynamo"}


@pytest.mark.parametrize(
    ("title", "due"),
    [
        ("HW 1 due", "HW 1"),
        ("Project proposal (due)", "Project proposal"),
        ("Due: HW 2", "HW 2"),
        ("Blatt 3 Abgabe", "Blatt 3"),
        # What is not due that day, or says when.
        *(("HW 1 released", ""), ("Homework 3 due at noon", ""), ("No class", "")),
    ],
)
def test_work_that_is_due_has_its_title(title: str, due: str) -> None:
    assert [aside.due for aside in apart(schedule(title))] == [due]
