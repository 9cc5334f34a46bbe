"""Lines that stand for sessions, as people write them."""

from __future__ import annotations

import pytest

from sphinx_seminar.cli.importing.entries import read_entry, resource_kind
from sphinx_seminar.cli.importing.lines import Year, date_in, dated

IN_2023 = Year(2023)


@pytest.mark.parametrize(
    ("line", "title", "date"),
    [
        ("Week 3 (12 Oct): Kernels", "Kernels", "12 Oct 2023"),
        ("Lecture 1 - Oct 2, 2023 - Introduction", "Introduction", "Oct 2, 2023"),
        ("Oct 2: **Intro** to (part) X", "Intro to (part) X", "Oct 2 2023"),
        ("Mon Oct 2 14:00-16:00: Kernels (part II)", "Kernels (part II)", "2023-10-02 14:00-16:00"),
        ("9/26 Introduction", "Introduction", "9/26/2023"),
        ("26.09.2023 Introduction", "Introduction", "26.09.2023"),
        ("2023-10-02 | Kernels | and more", "Kernels | and more", "2023-10-02"),
        ("Week 1 (Oct 2, Oct 4): Kernels", "Kernels (Oct 2, Oct 4)", "Oct 2 2023"),
        ("Week 1 (Tue Oct 3 and Thu Oct 5) Kernels", "Kernels (Tue Oct 3 and Thu Oct 5)", "Tue Oct 3 2023"),
        ("Oct 2 & 4: Kernels", "Kernels (Oct 2 & 4)", "Oct 2 2023"),
        # Near misses: a day that is none, a weekday that contradicts, a number that counts something.
        ("Feb 30: Kernels", "Feb 30: Kernels", ""),
        ("Sun Oct 2: Kernels", "Sun Oct 2: Kernels", ""),
        ("Homework 2 in 3 weeks", "Homework 2 in 3 weeks", ""),
        ("Attention, 10 years later", "Attention, 10 years later", ""),
    ],
)
def test_a_line_gives_its_date_and_the_rest_is_its_title(line: str, title: str, date: str) -> None:
    entry = read_entry(line, IN_2023)
    assert (entry.title, entry.date) == (title, date)


@pytest.mark.parametrize(
    ("line", "unit", "number", "title"),
    [
        ("Week 3: Kernels", "Week", "3", "Kernels"),
        ("Lecture #12 – Kernels", "Lecture", "12", "Kernels"),
        ("Vorlesung 4. Kerne", "Vorlesung", "4", "Kerne"),
        ("Week 3", "Week", "3", ""),
        ("3. Lecture 2a - Words", "Lecture", "2a", "Words"),
        ("Week One: Kernels (Oct 2)", "Week", "1", "Kernels"),
        ("Week Two: Words (opens Monday, Oct 2)", "Week", "2", "Words"),
        ("Session IV – Kernels", "Session", "4", "Kernels"),
        ("3. Kernels", "", "", "3. Kernels"),
        ("Module I/O", "", "", "Module I/O"),
        ("Unit V-shaped", "", "", "Unit V-shaped"),
        ("Lecture I will give", "", "", "Lecture I will give"),
        ("Lecture notes on kernels", "", "", "Lecture notes on kernels"),
        ("Session 2 hours long", "", "", "Session 2 hours long"),
        ("Week 12-13", "", "", "Week 12-13"),
    ],
)
def test_a_line_gives_its_number(line: str, unit: str, number: str, title: str) -> None:
    entry = read_entry(line, IN_2023)
    assert (entry.unit, entry.number, entry.title) == (unit, number, title)


@pytest.mark.parametrize(
    ("line", "title", "links"),
    [
        ("Kernels [slides](a) [video](b)", "Kernels", [("slides", "a"), ("recording", "b")]),
        (
            "Class Invariants in C++ [slides](a) + [video](b)",
            "Class Invariants in C++",
            [("slides", "a"), ("recording", "b")],
        ),
        ("Kernels ([slides](a), [Lecture notes](b))", "Kernels", [("slides", "a"), ("notes", "b")]),
        ("[Kernels](a)", "Kernels", [("link", "a")]),
        ("Lecture 3: [Kernels](a) [slides 2](b)", "Kernels", [("link", "a"), ("slides", "b")]),
        ("Slides: [part 1](a), [part 2](b)", "", [("slides", "a"), ("slides", "b")]),
        ("Read [this](a) and think", "Read this and think", [("link", "a")]),
        ("Kernels [further](a)", "Kernels", [("link", "a")]),
        ("Kernels ![picture](a)", "Kernels ![picture](a)", []),
    ],
)
def test_a_line_gives_its_links_by_kind(line: str, title: str, links: list[tuple[str, str]]) -> None:
    entry = read_entry(line, None)
    assert (entry.title, [(link.kind, link.target) for link in entry.resources]) == (title, links)


def test_a_link_into_the_page_is_the_anchor_of_its_section() -> None:
    entry = read_entry("[Kernels](#kernels) [material](#kernels) [slides](a)", None)
    assert (entry.title, entry.anchor, entry.anchor_label) == ("Kernels", "#kernels", "material")
    assert [link.kind for link in entry.resources] == ["slides"]


def test_hours_without_a_day_are_hours() -> None:
    entry = read_entry("9:10 - 9:50 Invited talk: Kernels", None)
    assert (entry.time, entry.title) == ("9:10 - 9:50", "Invited talk: Kernels")


@pytest.mark.parametrize(
    ("said", "date"),
    [("1 Aug", "1 Aug 2023"), ("19 Oct", "19 Oct 2023"), ("11 Jan", "11 Jan 2024"), ("31 Jul", "31 Jul 2024")],
)
def test_a_winter_term_has_two_years(said: str, date: str) -> None:
    assert date_in(said, Year(2023, 2024))[0] == date


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Slides", "slides"),
        ("slides1", "slides"),
        ("Video (YouTube)", "recording"),
        ("pdf", ""),
        ("On code in minds", ""),
    ],
)
def test_a_label_says_the_kind_of_a_link(label: str, kind: str) -> None:
    assert resource_kind(label) == kind


def test_a_year_of_two_digits_is_of_this_century() -> None:
    assert dated("1/18/23 Wednesday", None) == "2023-01-18"
    assert dated("2/1/23", None) == ""
