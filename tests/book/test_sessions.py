"""The book of what documents declare: names and numbers of sessions, series, dates, and what is wrong with them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from sphinx_seminar.book import Sources, compute
from sphinx_seminar.model import (
    Course,
    Fault,
    GradeWeight,
    MeetingTime,
    Milestone,
    Resource,
    Series,
    When,
)
from sphinx_seminar.model.declarations import Declarations
from sphinx_seminar.model.resource import FileFact
from sphinx_seminar.model.views import PoolView, TableView
from sphinx_seminar.planning.allocation import Claim, claim_of
from sphinx_seminar.reading.dates import read_when
from tests.book.showing import at, course, faults, gathered, session, term


def test_names_that_authors_chose_go_before_those_made_of_titles() -> None:
    found = gathered(session("Norms"), session("Rings", 2, name="norms", named=True), session("Norms", 3))
    assert [each.name for each in found.sessions] == ["norms-2", "norms", "norms-3"]
    assert found.faults == ()


def test_of_two_chosen_names_the_first_counts_and_the_second_is_pointed_out() -> None:
    found = gathered(session("A", name="x", named=True), session("B", 2, name="x", named=True))
    assert [each.name for each in found.sessions] == ["x", "x-2"]
    assert faults(found) == [
        (
            "index.md:2",
            "name",
            "two sessions are named 'x'; expected another :name: here or at index.md:1. References lead to that one",
        )
    ]


def test_lectures_are_counted_on_from_the_last_number_of_their_author() -> None:
    numbers = ["", "", "7", "", "A", "none", "", "0000000012", ""]
    found = gathered(
        *(session(f"S{n}", number=number) for n, number in enumerate(numbers)), session("Talk", kind="talk")
    )
    assert [each.number for each in found.sessions] == ["1", "2", "7", "8", "A", "", "9", "0000000012", "10", ""]


def test_the_decks_of_a_page_join_those_of_the_head_each_once() -> None:
    deck, other, words = Resource("slides", "a.pdf"), Resource("slides", "b.pdf"), Resource("slides", "", "on paper")
    resources = [("A", deck, at(4)), ("A", other, at(5)), ("A", words, at(6)), ("B", deck, at(7))]
    found = gathered(session("A", resources=(deck, replace(deck, kind="notes"))), session("B"), resources=resources)
    assert found.sessions[0].resources == (deck, replace(deck, kind="notes"), other, words)
    assert found.sessions[1].resources == (deck,)


def test_a_deck_of_two_sessions_is_pointed_out() -> None:
    files = {("index", target): FileFact("a.pdf") for target in ("a.pdf", "./a.pdf")}
    first = session("A", resources=(Resource("slides", "a.pdf", line=3), Resource("notes", "./a.pdf", line=4)))
    second = session("B", 5, resources=(Resource("notes", "a.pdf", line=6), Resource("slides", "./a.pdf", line=7)))
    assert faults(gathered(first, second, sources=Sources(files=files))) == [
        (
            "index.md:7",
            "slides",
            "the deck 'a.pdf' belongs to another session already, at index.md:3; expected a deck to have one session; "
            "both show it",
        )
    ]


LAB = Series("Lab", "exercise", at(20), "series-lab", meetings=(MeetingTime(1),))


@pytest.mark.parametrize(
    ("facts", "series"),
    [
        ({"series": "LAB"}, "Lab"),
        ({"kind": "exercise"}, "Lab"),
        ({"kind": "Lab"}, "Lab"),
        ({"kind": "talk"}, ""),
        ({"kind": ""}, ""),
        ({"kind": "lab", "counts_as": "lecture"}, ""),
        ({"series": "Other", "kind": "exercise"}, ""),
    ],
)
def test_a_session_belongs_to_the_series_that_it_names_or_is_of_the_kind_of(facts: dict[str, Any], series: str) -> None:
    plan = term("2021-04-12", "2021-05-03")
    found = gathered(session("A", **facts), courses=[course(plan=plan)], series=[LAB])
    assert [each.series for each in found.sessions] == [series]
    if facts.get("series") == "Other":
        assert claim_of(found.sessions[0]) is Claim.NOTHING


def test_of_two_series_of_one_name_the_first_counts() -> None:
    again = replace(LAB, name="lab", place=at(30))
    found = gathered(courses=[course(plan=term("2021-04-12", "2021-05-03"))], series=[LAB, again])
    assert found.series == (LAB,)
    assert faults(found) == [
        (
            "index.md:30",
            "group",
            "two series are named 'lab'; expected another name here or at index.md:20. Sessions take their times from "
            "that one",
        )
    ]


def test_a_series_without_a_term_and_a_session_of_no_series_are_pointed_out() -> None:
    started = replace(LAB, starts=read_when("2021-05-03").value.first, ends=read_when("2021-04-12").value.first)
    assert [message for _place, _subtype, message in faults(gathered(session("A", series="Lap"), series=[LAB]))] == [
        "the series 'Lab' has no term; expected :starts: and :ends: here or in {course}. Its sessions without a date "
        "have none",
        ":series: is 'Lap', which the book does not have; did you mean 'Lab'? The session takes no slot of one",
    ]
    assert faults(gathered(series=[started]))[0][2] == (
        "the series 'Lab' ends (2021-04-12) before it starts (2021-05-03); correct one of them. Its sessions without a "
        "date have none"
    )
    assert faults(gathered(session("A", series="Q")))[0][2] == (
        ":series: is 'Q', which the book does not have; no {series} declares one. The session takes no slot of one"
    )
    both = [replace(LAB, starts=started.ends, ends=started.starts), replace(started, name="Z", starts=started.ends)]
    assert faults(gathered(session("A", series="Q"), series=both))[-1][2] == (
        ":series: is 'Q', which the book does not have; expected one of Lab, Z. The session takes no slot of one"
    )


def joined(course_: Course, **facts: Any) -> tuple[str, str, str]:
    [one] = gathered(session("A", **facts), courses=[course_]).sessions
    return one.online, one.online_label, one.online_note


def test_lectures_are_where_the_course_is_online_unless_they_say_otherwise() -> None:
    zoom = course(online="https://x.org/z", online_label="Zoom", online_note="1", location="Hall")
    everything = ("https://x.org/z", "Zoom", "1")
    assert joined(zoom) == joined(zoom, location="Aula") == joined(zoom, kind="talk", location="Hall") == everything
    assert joined(zoom, online="by phone") == ("by phone", "", "")
    for facts in (
        {"kind": "talk", "location": "Aula"},
        {"kind": "exam", "counts_as": "exam"},
        {"kind": "holiday", "counts_as": "aside"},
        {"status": "cancelled"},
        {"open": (("online", "TBA"),)},
    ):
        assert joined(zoom, **facts) == ("", "", "")
    assert joined(course(online="by phone")) == ("", "", "")


def test_an_hour_that_the_clocks_skip_is_a_fault_and_no_date() -> None:
    when = read_when("2021-03-28 02:30").value
    found = gathered(session("A", 3, when=when, date_line=5), courses=[course(timezone="Europe/Berlin")])
    [one] = found.sessions
    assert one.when == When(when.text)
    [(place, subtype, message)] = faults(found)
    assert (place, subtype) == ("index.md:5", "date")
    assert "2021-03-28 02:30 does not exist in Europe/Berlin" in message


def test_hours_with_an_offset_are_told_by_the_clocks_of_the_course() -> None:
    when = replace(read_when("2021-06-07 10:00").value, offset=dt.timedelta(0))
    moved = replace(read_when("2021-06-01 10:00").value, offset=dt.timedelta(hours=5))
    found = gathered(
        session("A", when=when, moved_from=moved, status="moved"), courses=[course(timezone="Europe/Berlin")]
    )
    [one] = found.sessions
    assert one.when is not None
    assert one.moved_from is not None
    assert (str(one.when.starts), str(one.moved_from.starts)) == ("12:00:00", "07:00:00")


def test_only_the_first_course_counts() -> None:
    second = replace(course("Other"), place=at(9))
    found = gathered(courses=[course(), second])
    assert (found.course, found.more_courses) == (course(), (second,))
    assert faults(found) == [
        (
            "index.md:9",
            "course",
            "the book has a second {course} here; expected one, and the first, at index.md:1, counts. The card of this "
            "one is shown",
        )
    ]


def test_the_zone_is_that_of_the_course_else_that_of_the_settings() -> None:
    assert gathered(courses=[course(timezone="Asia/Tokyo")]).timezone == "Asia/Tokyo"
    assert gathered(courses=[course()], sources=Sources(timezone="Asia/Tokyo")).timezone == "Asia/Tokyo"
    assert gathered(sources=Sources(timezone="Asia/Tokyo")).timezone == "Asia/Tokyo"
    assert (gathered().also_zones, gathered().plan) == ((), None)


def test_dated_lines_of_timelines_have_names_unless_a_session_is_at_their_very_time() -> None:
    lines = [
        *(("2021-06-07", "Register"), ("2021-06-08", "Register"), ("2021-06-09 10:00", "Talk"), ("2021-06", "Vote")),
        *(("2021-06-09", "Open day"),),
    ]
    timeline = [(at(n), Milestone(read_when(when).value, text)) for n, (when, text) in enumerate(lines)]
    found = gathered(session("A", when=read_when("2021-06-09 10:00").value), milestones=timeline)
    assert [line.name for _place, line in found.milestones] == ["register", "register-2", "open-day"]
    assert [line.text for _place, line in found.timeline] == ["Register", "Register", "Talk", "Vote", "Open day"]


def test_the_book_has_lists_in_book_order() -> None:
    pool = PoolView(("Topic",), (("Rings",),))
    grading = (GradeWeight("Exam", None), GradeWeight("Sheets", None))
    found = compute(
        {"b": Declarations(gradings=[grading], views=[pool]), "a": Declarations(gradings=[grading[:1]])},
        ["b", "a"],
        Sources(),
    )
    assert found.gradings == (("b", grading[0]), ("b", grading[1]), ("a", grading[0]))
    assert found.pools == (("b", pool),)
    assert found.free_dates_at is None


def test_a_table_of_another_year_is_pointed_out() -> None:
    plan = term("2021-04-12", "2021-07-12")

    def told(*dates: str, **options: Any) -> list[Fault]:
        rows = [session(f"S{n}", n, "talk", when=read_when(date).value, table=0) for n, date in enumerate(dates, 3)]
        view = TableView("t", **{"own": True} | options)
        return list(gathered(*rows, courses=[course(plan=plan)], views=[view]).faults)

    [fault] = told("2020-04-13", "2020-06-01")
    assert (str(fault.place), fault.subtype) == ("index.md:3", "plan")
    assert fault.message == (
        "no date of this table is in the term from 2021-04-12 to 2021-07-12: they are from 2020-04-13 to 2020-06-01; "
        "expected those of this term, or :from: and :to: on a table of other terms. They are shown as written"
    )
    assert told("2020-04-13") == told("2020-04-13", "2020-04-13") == told("2018-04-13", "2020-06-01") == []
    assert told("2020-04-13", "2021-04-13") == told("2020-04-13", "2020-06-01", own=False) == []
    assert told("2020-04-13", "2020-06-01", filters=(("from", ("2020-01-01",)),)) == []
    assert len(told("2020-04-13", "2020-06-01", filters=(("kind", ("talk",)),))) == 1
    assert len(told("2019-06-01", "2020-06-01", "TBA")) == 1
