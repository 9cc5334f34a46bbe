"""The assignments of the book: their names, numbers and moments, and what is wrong with them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from sphinx_seminar.model import (
    Assignment,
    Coverage,
    GradeWeight,
    MeetingGroup,
    MeetingTime,
    Text,
    Timing,
    When,
)
from sphinx_seminar.reading.dates import read_when
from tests.book.showing import at, course, faults, gathered, session, term
from tests.iso import format_iso


def work(name: str, line: int = 5, **facts: Any) -> Assignment:
    return Assignment(name, Text.plain(name.title()), at(line), name, **facts)


def relative(text: str, lecture: str, **facts: Any) -> Timing:
    return Timing(text, lecture=lecture, **facts)


def covers(text: str, first: str, last: str = "", **facts: Any) -> Coverage:
    return Coverage(text, Timing(lecture=first, **facts), Timing(lecture=last or first, **facts))


def test_assignments_are_counted_on_from_the_last_number_of_their_author() -> None:
    numbers = ["", "4", "", "B", "none", "", "0000000012", ""]
    work = [Assignment(f"w{n}", Text.plain("W"), at(n), f"w{n}", number=number) for n, number in enumerate(numbers)]
    assert [each.number for each in gathered(assignments=work).assignments] == [
        *("1", "4", "5", "B", "", "6", "0000000012", "7")
    ]


def test_an_assignment_may_not_have_the_name_of_another_or_of_a_session() -> None:
    chosen = [work(name, line, named=True) for name, line in (("a", 5), ("b", 6), ("b", 7))]
    found = gathered(session("A", 1, name="a"), assignments=chosen)
    assert [each.name for each in found.assignments] == ["a-2", "b", "b-2"]
    said = "expected another :name: here or at index.md:{}. References lead to that one"
    assert faults(found) == [
        ("index.md:5", "assignment", f"a session is named 'a' already; {said.format(1)}"),
        ("index.md:7", "assignment", f"another assignment is named 'b' already; {said.format(6)}"),
    ]


def test_work_is_due_after_it_is_handed_out_by_the_clocks_of_the_course() -> None:
    def due(out: str, due: str) -> list[str]:
        timings: dict[str, Any] = {
            name: Timing(text, date=read_when(text).value) for name, text in (("out", out), ("due", due))
        }
        work = replace(Assignment("w", Text.plain("W"), at(5), "w", lines=(("due", 8),)), **timings)
        return [f"{place} {message}" for place, _subtype, message in faults(gathered(assignments=[work]))]

    assert due("2021-06-07", "2021-06-07") == due("2021-06-07 12:00", "2021-06-07 12:00") == []
    assert due("TBA", "2021-06-07") == due("2021-06-07", "TBA") == []
    # By the clocks of Berlin it is an hour later than in London.
    assert due("2021-06-07 12:30 Europe/Berlin", "2021-06-07 12:00 Europe/London") == []
    assert due("2021-06-07 12:30", "2021-06-07") == []
    assert due("2021-06-08", "2021-06-07 10:00") == [
        "index.md:8 'W' is due 2021-06-07 10:00, before it is handed out, 2021-06-08 00:00; expected :out: before "
        ":due:. Both are shown as they are"
    ]


def test_work_counts_for_a_part_that_the_grade_has() -> None:
    def parts(part: str, *labels: str) -> list[str]:
        work = Assignment("w", Text.plain("W"), at(5), "w", part_of=part, lines=(("part-of", 7),))
        gradings = [tuple(GradeWeight(label, None) for label in labels)] if labels else []
        return [
            f"{place} {message}" for place, _subtype, message in faults(gathered(assignments=[work], gradings=gradings))
        ]

    assert parts("Labs") == parts("", "Exam") == parts("exam", "Exam") == parts("Labs", "") == []
    said = "index.md:7 no part of the grade is called"
    assert parts("Exams", "Exam") == [f"{said} 'Exams'; did you mean 'Exam'? It is shown as written"]
    many = [*"ABCDEFGHI"]
    assert parts("Labs", *many) == [f"{said} 'Labs'; expected one of A, B, C, D, E, F, G, H. It is shown as written"]


def test_work_is_due_and_handed_out_by_the_clocks_of_the_course() -> None:
    talk = session("Talk", when=read_when("2021-06-07 10:00-12:00 America/New_York").value)
    sheet = work(
        *("sheet",),
        out=relative("talk", "talk"),
        due=relative("talk + 2 days", "TALK", distance=2),
        lines=(("due", 8),),
    )
    [settled] = gathered(talk, assignments=[sheet], courses=[course(timezone="Europe/Berlin")]).assignments
    assert [format_iso(when) for when in (settled.out_at, settled.due_at) if when is not None] == [
        *("2021-06-07T16:00", "2021-06-09T23:59")
    ]
    skipped = work("sheet", due=Timing("x", date=read_when("2021-03-28 02:30").value), lines=(("due", 8),))
    found = gathered(assignments=[skipped], courses=[course(timezone="Europe/Berlin")])
    [(place, subtype, message)] = faults(found)
    assert (place, subtype) == ("index.md:8", "date")
    assert "does not exist in Europe/Berlin" in message
    assert found.assignments[0].out_at is None


def test_work_that_hangs_on_nothing_is_open_and_shown_as_written() -> None:
    found = gathered(assignments=[work("sheet", due=relative("norms + 1", "norms", distance=1), lines=(("due", 8),))])
    assert found.assignments[0].due_at == When("norms + 1")
    [(place, subtype, message)] = faults(found)
    assert (place, subtype) == ("index.md:8", "assignment")
    assert message.startswith("'norms + 1' is not used: no lecture is named 'norms'; expected the :name: of one")


def test_what_work_and_exams_are_about_is_in_the_book_and_in_its_order() -> None:
    sessions = [session("Norms", 3), session("Rings", 4)]
    fine = (covers("norms", "NORMS"), covers("both", "norms", "rings"), covers("all", "1", "2", numbered=True))
    odd = (covers("back", "rings", "norms"), covers("lost", "norms", "fields"), covers("many", "1", "9", numbered=True))
    sheet = work("sheet", covers=(*fine, *odd), lines=(("covers", 8),))
    exam = session("Exam", 6, "exam", covers=odd[:1], covers_line=7)
    assert faults(gathered(*sessions, exam, assignments=[sheet])) == [
        (place, "assignment", message)
        for place, message in (
            (
                "index.md:8",
                "'back' ends before it begins, in the order of the book; expected the earlier one first. It is shown "
                "as written",
            ),
            (
                "index.md:8",
                "no lecture is named 'fields'; expected the :name: of one, or a date. 'lost' is shown as written",
            ),
            ("index.md:8", "no lecture has the number 9; expected a number up to 2. 'many' is shown as written"),
            (
                "index.md:7",
                "'back' ends before it begins, in the order of the book; expected the earlier one first. It is shown "
                "as written",
            ),
        )
    ]
    assert faults(gathered(assignments=[work("sheet", covers=odd[2:], lines=(("covers", 8),))])) == [
        (
            "index.md:8",
            "assignment",
            "no lecture has the number 1; no lecture of the book has a number. 'many' is shown as written",
        )
    ]


def test_groups_that_meet_at_different_times_hand_in_at_different_times() -> None:
    red, blue = (MeetingGroup(name, (MeetingTime(day, dt.time(10)),)) for name, day in (("Red", 0), ("Blue", 1)))
    plan = term("2021-04-12", "2021-05-04", "Mon 10:00; Tue 10:00")
    plan = replace(plan, meetings=(*red.meetings, *blue.meetings), groups=(red, blue))
    opening = session("Opening")
    fixed = session("Fixed", when=read_when("2021-04-16 9:00").value)
    due, out = relative("opening", "opening"), Timing("2021-04-10", date=read_when("2021-04-10").value)

    def times(**facts: Any) -> list[tuple[str, ...]]:
        found = gathered(opening, fixed, assignments=[work("sheet", **facts)], courses=[course(plan=plan)])
        return [
            (
                time.key,
                time.label,
                time.series,
                *(format_iso(when) if when is not None else "" for when in (time.out_at, time.due_at)),
            )
            for time in found.assignments[0].times
        ]

    assert times(due=due, out=out) == [
        ("red", "Red", "", "2021-04-10T00:00", "2021-04-12T10:00"),
        ("blue", "Blue", "", "2021-04-10T00:00", "2021-04-13T10:00"),
    ]
    assert times(out=due, due=relative("fixed", "fixed")) == [
        ("red", "Red", "", "2021-04-12T10:00", "2021-04-16T09:00"),
        ("blue", "Blue", "", "2021-04-13T10:00", "2021-04-16T09:00"),
    ]
    assert times(out=due) == [("red", "Red", "", "2021-04-12T10:00", ""), ("blue", "Blue", "", "2021-04-13T10:00", "")]
    assert times(due=relative("fixed", "fixed")) == times(due=out) == times() == []
