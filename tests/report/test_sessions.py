"""What sessions lack, on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from sphinx_seminar.book import Sources
from sphinx_seminar.model import Course, Place, Resource, Session, Text
from sphinx_seminar.model.resource import FileFact
from sphinx_seminar.reading.dates.plan import read_plan
from sphinx_seminar.report.checks import Matter, examine
from tests.exports.making import book, session

DAY = dt.date(2021, 6, 7)
DECK = Resource("slides", "https://example.org/ntk.pdf")
VIDEO = Resource("recording", "https://example.org/ntk.mp4")


def found(check: str, *sessions: Session, day: dt.date = DAY, sources: Sources | None = None) -> Sequence[str]:
    (result,) = examine(Matter(book(sessions, sources=sources), day), (check,))
    return [finding.subject for finding in result.findings]


def row(title: str, kind: str, *resources: Resource) -> Session:
    return session(title, kind=kind, resources=resources, table=0)


def test_a_lecture_without_slides_is_named_with_its_place_number_and_day() -> None:
    (result,) = examine(Matter(book([session("Kernels", "2021-06-14 14:00")]), DAY), ("slides",))
    (finding,) = result.findings
    assert str(finding.place) == "kernels.md:3"
    assert finding.message == "lecture 1, 'Kernels' (2021-06-14) has no slides"


@pytest.mark.parametrize(
    "without",
    [
        session("Bare"),
        session("Bare", kind="session"),
        session("Bare", resources=(Resource("slides", "", "Slides"),)),
        session("Bare", resources=(Resource("slides", "lost.pdf"),)),
        row("Bare", "lecture"),
    ],
)
def test_slides_are_wanted_of_lectures_and_sessions(without: Session) -> None:
    assert found("slides", without) == ["bare"]


@pytest.mark.parametrize(
    "other",
    [
        session("With deck", resources=(DECK,)),
        session("With file", resources=(Resource("slides", "ntk.pdf"),)),
        session("Cancelled", status="cancelled"),
        session("Exam", kind="exam"),
        row("Lunch", "break"),
    ],
)
def test_slides_are_not_wanted_of_what_has_them_or_never_does(other: Session) -> None:
    files = {("kernels", "ntk.pdf"): FileFact("ntk.pdf")}
    assert found("slides", other, sources=Sources(files=files)) == []


def test_rows_of_a_kind_that_mostly_has_slides_should_have_them() -> None:
    assert found("slides", row("A", "talk", DECK), row("B", "talk")) == ["b"]
    assert found("slides", row("A", "talk", DECK), row("B", "talk"), row("C", "talk")) == []


def test_only_what_is_over_can_have_a_recording() -> None:
    talks = [
        session("Past", "2021-06-06"),
        session("Recorded", "2021-06-06", resources=(VIDEO,)),
        session("Today", "2021-06-07"),
        session("Future", "2021-06-08"),
        session("This month", "2021-06"),
        session("Undated"),
    ]
    assert found("recordings", *talks) == ["past"]
    assert found("recordings", *talks, day=dt.date(2021, 7, 1)) == ["past", "today", "future", "this-month"]


def test_a_lecture_of_several_meetings_is_over_after_the_last() -> None:
    plan = read_plan({"starts": "2021-04-12", "ends": "2021-07-16", "meets": "Mon 14:00-16:00"}).value
    course = Course(Text.plain("Kernels"), Place("index.md", 1, "index"), plan=plan)
    long = book([session("Long", meetings=2)], course)
    for day, names in ((dt.date(2021, 4, 13), []), (dt.date(2021, 4, 20), ["long"])):
        (result,) = examine(Matter(long, day), ("recordings",))
        assert [finding.subject for finding in result.findings] == names


@pytest.mark.parametrize(
    ("when", "says"),
    [("TBA", "to be announced"), ("2021-07", "only the month is known, 2021-07"), (None, "no date yet")],
)
def test_a_date_that_is_open(when: str | None, says: str) -> None:
    (result,) = examine(Matter(book([session("Fixed", "2021-06-01"), session("Open", when)]), DAY), ("dates",))
    (finding,) = result.findings
    assert finding.subject == "open"
    assert says in finding.message


def test_a_book_that_keeps_no_dates_lacks_none() -> None:
    assert found("dates", session("One"), session("Two"), session("Day", "2021-06-01", kind="exam")) == []


def test_a_month_that_is_over_is_history() -> None:
    assert found("dates", session("Old", "2017-07")) == []


def test_what_is_left_open_is_named_field_by_field() -> None:
    (result,) = examine(Matter(book([session("Kernels", open=(("speaker", "N.N."),))]), DAY), ("placeholders",))
    assert [finding.message for finding in result.findings] == ["lecture 1, 'Kernels' leaves open 'speaker': 'N.N.'"]
