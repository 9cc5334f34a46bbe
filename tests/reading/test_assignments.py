"""From the rows of a table to assignments."""

from __future__ import annotations

from sphinx_seminar.model import Assignment
from sphinx_seminar.reading.assignments import read_assignments
from sphinx_seminar.reading.tables import read_table


def assignment(text: str) -> Assignment:
    read = read_assignments(read_table(text, "csv").value)
    assert read.problems == ()
    (only,) = read.value
    return only


def test_links_in_a_column_of_its_author_are_links_of_the_assignment() -> None:
    work = assignment(
        """\
Assignment,Due,Starter files
Homework 1,2026-11-05,[Data](data.zip); [Tests](tests.zip)
"""
    )
    assert [(link.kind, link.label, link.target) for link in work.resources] == [
        ("link", "Data", "data.zip"),
        ("link", "Tests", "tests.zip"),
    ]
    assert work.extra == (("Starter files", "Data; Tests"),)


def test_the_address_of_a_title_is_the_sheet() -> None:
    work = assignment(
        """\
Assignment,Due
[Homework 1](hw1.pdf),2026-11-05
"""
    )
    assert str(work.title) == "Homework 1"
    assert [(link.kind, link.label, link.target) for link in work.resources] == [("exercises", "", "hw1.pdf")]


def test_a_cell_that_is_too_long_for_a_list_is_told_once() -> None:
    read = read_assignments(read_table(f"Assignment,Exercises\nHomework 1,{'x' * 20_000}\n", "csv").value)
    assert [problem.message[:40] for problem in read.problems] == ["the cell under 'Exercises' is too long f"]
    assert [header for header, _text in read.value[0].extra] == ["Exercises"]


def test_the_links_of_a_row_wait_by_a_column_of_their_own() -> None:
    table = """\
title,solution,release,seminar-release
A,a.pdf,2026-10-05,2026-11-05
"""
    (assignment,) = read_assignments(read_table(table, "csv").value).value
    assert [link.release and link.release.text for link in assignment.resources] == ["2026-11-05"]
    assert assignment.out is not None
    assert assignment.out.text == "2026-10-05"


def test_a_release_that_cannot_be_read_is_told_in_any_column() -> None:
    read = read_assignments(
        read_table("Assignment,Starter files\nHomework 1,data.zip <data.zip> (from 2026-13-45)\n", "csv").value
    )
    assert [(problem.subtype, problem.line) for problem in read.problems] == [("release", 2)]
    assert [link.release is not None for link in read.value[0].resources] == [True]
