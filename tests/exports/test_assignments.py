"""An assignment in everything that is no page: the data, calendars, the feed, the search, and search engines."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from icalendar import Calendar

from sphinx_seminar.book import Sources
from sphinx_seminar.exports.calendar import calendars
from sphinx_seminar.exports.course_json import course_json
from sphinx_seminar.exports.edition import Edition
from sphinx_seminar.exports.feed import feed
from sphinx_seminar.exports.jsonld import page_data
from sphinx_seminar.exports.search import search_index
from sphinx_seminar.model import Assignment, Coverage
from sphinx_seminar.model.session import GroupDue
from sphinx_seminar.model.timing import Timing
from tests.exports.making import (
    HOME,
    JACOT,
    NOTES,
    PASCAL,
    SHIHUA,
    assignment,
    book,
    course,
    date,
    edition,
    relative_address,
    session,
)
from tests.exports.test_feed import parsed

KERNELS = session(
    "Kernels",
    "2021-06-07 14:00-16:00",
    people=[("speaker", SHIHUA), ("leader", PASCAL)],
    part="Theory",
    tags=("ntk",),
    status="moved",
)
HOMEWORK = assignment(
    "Homework 2",
    "2021-06-21 12:00",
    "2021-06-08 09:00",
    points="10",
    part_of="Homework",
    late=dt.timedelta(days=2),
    late_note="half the points",
    covers=(Coverage("kernels", Timing(lecture="kernels"), Timing(lecture="kernels")),),
    resources=(NOTES,),
    abstract="Prove it.",
    extra=(("Room", "12"),),
)
PLACE = f"{HOME}homework.html#assignments-homework-2"


def published(*works: Assignment, **options: Any) -> Edition:
    """Return a book with one lecture, an exam without a date, and what is due."""
    about = course(instructors=(PASCAL,), timezone="Europe/Berlin")
    sources = Sources(exports=("ics", "json", "feed", "jsonld", "search"))
    sessions = [KERNELS, session("Flows", kind="exam")]
    return edition(book(sessions, about, [(KERNELS, JACOT)], sources, works), **options)


def in_data(*works: Assignment) -> list[Any]:
    found: list[Any] = json.loads(course_json(published(*works)))["assignments"]
    return found


def test_the_data_have_all_that_its_author_wrote_and_the_moments_that_follow() -> None:
    [found] = in_data(HOMEWORK)
    moments = {name: found.pop(name) for name in ("out", "due", "late_until")}
    assert {name: moment["start_utc"] for name, moment in moments.items()} == {
        "out": "2021-06-08T07:00:00Z",
        "due": "2021-06-21T10:00:00Z",
        "late_until": "2021-06-23T10:00:00Z",
    }
    assert found == {
        "name": "homework-2",
        "title": "Homework 2",
        "page": "homework",
        "anchor": "assignments-homework-2",
        "address": PLACE,
        "number": "1",
        "points": 10,
        "part_of": "Homework",
        "late_note": "half the points",
        "abstract": "Prove it.",
        "covers": [{"first": "kernels", "last": "kernels"}],
        "resources": [{"kind": "notes", "label": "Lecture notes", "address": NOTES.target}],
        "extra": [{"name": "Room", "value": "12"}],
    }


@pytest.mark.parametrize(
    ("written", "points"),
    [
        ("10", 10),
        ("12.5", 12.5),
        ("1e8", 100_000_000),
        ("1e9", 1e9),
        ("NaN", "NaN"),
        ("ten", "ten"),
        ("10 + 2", "10 + 2"),
    ],
)
def test_points_are_a_number_where_they_are_one(written: str, points: object) -> None:
    [found] = in_data(assignment("Essay", "2021-06-21", points=written))
    assert (found["points"], type(found["points"])) == (points, type(points))


def test_what_it_is_about_is_left_out_where_the_book_has_no_such_lecture() -> None:
    kernels, nowhere = Timing(lecture="kernels"), Timing(lecture="nowhere")
    about = (Coverage("", kernels, nowhere), Coverage("", nowhere, kernels))
    [found] = in_data(assignment("Essay", "2021-06-21", covers=about))
    assert "covers" not in found


def test_the_moment_it_is_due_is_an_event_of_the_course_and_of_a_calendar_of_its_own() -> None:
    made = published(HOMEWORK)
    files = calendars(made)
    of_book, due = (Calendar.from_ical(files[made.book.schedule_files[name]]) for name in ("ics", "due"))
    [event] = due.walk("VEVENT")
    assert event in of_book.walk("VEVENT")
    assert {name: str(event[name]) for name in ("SUMMARY", "URL", "TRANSP", "STATUS")} == {
        "SUMMARY": "Due: Homework 2",
        "URL": PLACE,
        "TRANSP": "TRANSPARENT",
        "STATUS": "CONFIRMED",
    }
    assert event.decoded("DTSTART").astimezone(dt.UTC) == dt.datetime(2021, 6, 21, 10, tzinfo=dt.UTC)
    assert event["CATEGORIES"].to_ical() == b"Homework"
    assert str(event["DESCRIPTION"]).split("\n") == [
        "Prove it.",
        "",
        "10 points",
        "Part of: Homework",
        "Late: until Wed 23 June 2021, 12:00 (half the points)",
        "Covers: 1. Kernels",
        f"Notes: Lecture notes {NOTES.target}",
    ]
    assert str(due["X-WR-CALNAME"]) == "Kernel methods: Due"


def of_groups(first: str, second: str) -> Edition:
    """Return a book with work of two groups, each with its own deadline."""
    made = published(assignment("Homework", first))
    times = tuple(
        GroupDue(key, f"Section {key}", "", date("2021-06-08"), date(due)) for key, due in (("1", first), ("2", second))
    )
    [work] = made.book.assignments
    return replace(made, book=replace(made.book, assignments=(replace(work, times=times),)))


@pytest.mark.parametrize(
    ("second", "summaries"),
    [
        ("2021-06-22 12:00", ["Due: Homework (Section 1)", "Due: Homework (Section 2)"]),
        ("2021-06-21 12:00", ["Due: Homework"]),
    ],
)
def test_groups_have_events_of_their_own_where_their_deadlines_differ(second: str, summaries: list[str]) -> None:
    made = of_groups("2021-06-21 12:00", second)
    due = Calendar.from_ical(calendars(made)[made.book.schedule_files["due"]])
    assert sorted(str(event["SUMMARY"]) for event in due.walk("VEVENT")) == summaries


def test_it_is_news_when_it_is_handed_out_or_else_when_it_is_due() -> None:
    handed_out, due = HOMEWORK, assignment("Essay", "2021-06-05 12:00")
    entries = {
        entry.title: entry for entry in parsed(feed(published(handed_out, due))).entries if entry.title != "Kernels"
    }
    assert {title: entry.updated for title, entry in entries.items()} == {
        "Due: Homework 2": "2021-06-08T07:00:00Z",
        "Due: Essay": "2021-06-05T10:00:00Z",
    }
    homework = entries["Due: Homework 2"]
    assert homework.link == PLACE
    assert [tag.term for tag in homework.tags] == ["Homework"]
    assert "tags" not in entries["Due: Essay"]


def test_search_engines_know_it_as_something_to_learn_from() -> None:
    data = page_data(published(HOMEWORK), "homework")
    assert data is not None
    assert data["@graph"] == [
        {
            "@type": "LearningResource",
            "@id": PLACE,
            "learningResourceType": "assignment",
            "name": "Homework 2",
            "url": PLACE,
            "description": "Prove it.",
            "isPartOf": {"@id": f"{HOME}index.html#course"},
        }
    ]


def indexed(made: Edition) -> list[list[str]]:
    """Return the entries of the index that the search page loads."""
    text = search_index(made, {}).decode()
    assert text.startswith("SeminarSearch.setIndex(")
    index = json.loads(text.removeprefix("SeminarSearch.setIndex(").removesuffix(");\n"))
    assert index["decks"] == []
    entries: list[list[str]] = index["entries"]
    return entries


def test_the_search_finds_what_the_book_has_each_with_its_place_and_what_it_belongs_to() -> None:
    assert indexed(published(HOMEWORK, indices=("sem-people", "sem-papers"))) == [
        [
            *("Lecture", "1. Kernels", "kernels.html#sessions-kernels"),
            "Shihua Zhang, Pascal Esser · Mon 7 June 2021, 14:00–16:00 · moved",
            "Shihua Zhang Pascal Esser kernels Theory ntk",
        ],
        ["Exam", "Flows", "kernels.html#sessions-flows", "", "flows"],
        [
            *("Assignment", "Homework 2", "homework.html#assignments-homework-2"),
            *("Due: Mon 21 June 2021, 12:00", "homework-2 Homework"),
        ],
        [
            *("Person", "Pascal Esser", "sem-people.html#people-pascal-esser"),
            *("Instructor; Leader: 1. Kernels", "main coordinator"),
        ],
        ["Person", "Shihua Zhang", "sem-people.html#people-shihua-zhang", "Speaker: 1. Kernels", ""],
        [
            *("Paper", "Jacot (2018). Neural tangent kernel", "kernels.html#papers-jacot2018neural", "1. Kernels"),
            "A. Jacot 2018 10.1/x jacot2018neural",
        ],
    ]


def test_without_index_pages_people_are_found_where_they_first_stand() -> None:
    people = [entry for entry in indexed(published(indices=())) if entry[0] == "Person"]
    assert [entry[1:3] for entry in people] == [
        ["Pascal Esser", "kernels.html#sessions-kernels"],
        ["Shihua Zhang", "kernels.html#sessions-kernels"],
    ]


def test_a_book_that_does_not_know_its_address_leads_to_its_own_pages() -> None:
    made = book([KERNELS], works=[HOMEWORK])
    places = [entry[2] for entry in indexed(edition(made, relative_address, indices=()))]
    assert places[:2] == ["kernels.html#sessions-kernels", "homework.html#assignments-homework-2"]
