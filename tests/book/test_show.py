"""What single places show, which files the book writes beside its pages, and the theme's banner."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sphinx_seminar.book import Book, Sources
from sphinx_seminar.book.views.announcements import banner_of
from sphinx_seminar.book.views.show import show
from sphinx_seminar.book.views.shown import ShownSlides, ShownTimeline
from sphinx_seminar.book.views.values import ShownLink, ShownPlace
from sphinx_seminar.model import Announcement, Mention, Milestone, Profile, Resource, Text, When
from sphinx_seminar.model.declarations import Declarations
from sphinx_seminar.model.people import Person
from sphinx_seminar.model.text import Span
from sphinx_seminar.model.timing import Release
from sphinx_seminar.model.views import (
    AnnouncementsView,
    GradingView,
    PoolView,
    ReferenceView,
    ReleaseView,
    SlidesView,
    TimelineView,
    View,
)
from sphinx_seminar.reading.dates import read_when
from tests.book.showing import PAGE, book_of, course, term

DECK = Resource("slides", "https://x.org/a.pdf", "Deck")
LINK = ShownLink("slides", "Deck", "https://x.org/a.pdf")
DAY = read_when("2021-06-07").value


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (SlidesView(DECK), ShownSlides(LINK)),
        (SlidesView(DECK, embed=True), ShownSlides(LINK, embed=True)),
        (SlidesView(DECK, inline=True), ShownSlides(LINK, inline=True)),
        (TimelineView((DAY,)), ShownTimeline((DAY,), "Europe/Berlin")),
        (GradingView(("40%",), (0,)), GradingView(("40%",), (0,))),
        (PoolView(("Topic",), (("Rings",),)), PoolView(("Topic",), (("Rings",),))),
        (ReferenceView("session", "no"), None),
        (ReferenceView("any", "no"), None),
        (ReleaseView(Release(), hidden=True, anchor="b"), ReleaseView(Release(), hidden=True, anchor="b")),
        (
            ReleaseView(Release(), hidden=True, anchor="a"),
            ReleaseView(Release(instructors=True), hidden=True, anchor="a"),
        ),
    ],
)
def test_each_place_shows_what_its_document_or_the_book_says(view: View, expected: object) -> None:
    book = Book(course=course(timezone="Europe/Berlin"), releases={("index", "a"): Release(instructors=True)})
    assert show(book, "index", view) == expected


def test_a_reference_shows_a_lecture_by_number_and_title() -> None:
    book = book_of("Title,Kind\nRings,lecture\n")
    label = Text((Span("text", "1. "), Span("text", "Rings")))
    place = ShownPlace("index", "sessions-rings", label)
    assert show(book, "other", ReferenceView("session", "rings")) == place
    assert show(book, "other", ReferenceView("any", "Rings")) == place
    title = book.place_of_title(book.sessions[0])
    assert (title.label, title.status) == (Text.plain("Rings"), "")
    shown = show(book, "other", ReferenceView("session", "rings"))
    assert shown is show(book, "other", ReferenceView("session", "rings"))


ALL = Sources(exports=("ics", "feed", "frab", "bib"))
NEWS = (PAGE, Announcement(DAY, "a"))
FOUR = "Title,Date\n" + "".join(f"T{hour},2021-06-07 {hour}:00\n" for hour in range(10, 14))


@pytest.mark.parametrize(
    ("sessions", "work", "lists", "kinds"),
    [
        ("", "", {}, []),
        ("Title,Date\nA,2021-06\n", "Title,Due\nB,TBA\n", {}, []),
        ("Title,Date\nA,2021-06-07\n", "", {}, ["ics", "feed"]),
        ("", "Title,Due\nB,2021-06-07\n", {}, ["ics", "feed", "due"]),
        ("", "", {"milestones": [(PAGE, Milestone(DAY, "Vote"))]}, ["ics", "feed"]),
        ("", "", {"announcements": [NEWS]}, ["feed"]),
        ("", "", {"announcements": [(PAGE, Announcement(When(), "a"))]}, []),
        (FOUR, "", {}, ["ics", "feed", "frab"]),
        (FOUR.rpartition("T13")[0], "", {}, ["ics", "feed"]),
    ],
)
def test_no_file_is_written_that_would_be_empty(
    sessions: str, work: str, lists: dict[str, Any], kinds: list[str]
) -> None:
    book = book_of(sessions, work, sources=ALL, **lists)
    assert list(book.schedule_files) == kinds
    assert book_of(sessions, work, sources=Sources(), **lists).schedule_files == {}
    assert book.group_file("red") == ("schedule-red.ics" if "ics" in kinds else "")


def test_office_hours_of_people_fill_a_calendar() -> None:
    plan = term("2021-04-12", "2021-05-03")
    profile = Profile(Person("Ann"), PAGE, hours=plan.meetings)
    book = book_of(sources=ALL, courses=[course(plan=plan)], profiles=[profile])
    assert [str(slot.when.first) for _profile, slot in book.staff_hours] == [
        *("2021-04-12", "2021-04-19", "2021-04-26", "2021-05-03")
    ]
    assert book.schedule_files["ics"] == "schedule.ics"


def test_files_have_their_paths_where_they_are_asked_for() -> None:
    book = book_of(FOUR, sources=ALL)
    assert (book.papers_file, book.schedule_files["frab"], book.schedule_files["feed"]) == (
        *("papers.bib", "schedule.xml", "feed.xml"),
    )
    first = book.sessions[0]
    assert (book.session_file(first, "ics"), book.session_file(first, "bib", "red")) == (
        *("sessions/t10.ics", "sessions/t10.red.bib"),
    )
    without = book_of(FOUR, sources=Sources())
    assert (without.papers_file, without.session_file(first, "ics"), without.group_file("red")) == ("", "", "")


def news(when: str, anchor: str, *words: Text | Mention) -> tuple[Any, Announcement]:
    return PAGE, Announcement(read_when(when).value if when else When(), anchor, words)


@pytest.mark.parametrize(
    ("views", "expected"),
    [
        ([AnnouncementsView(("a",), banner=True)], ("See Rings.", "a", None)),
        ([AnnouncementsView(("a", "b"), banner=True)], ("Two days", "b", dt.date(2021, 6, 9))),
        ([AnnouncementsView(("a",), banner=True), AnnouncementsView(("b",))], ("See Rings.", "a", None)),
        ([AnnouncementsView(banner=True)], ("Two days", "b", dt.date(2021, 6, 9))),
        ([AnnouncementsView(("c",), banner=True)], None),
        ([AnnouncementsView(("a", "b"))], None),
        ([], None),
    ],
)
def test_the_banner_has_the_newest_of_the_lists_that_ask_for_it(
    views: list[View], expected: tuple[str, str, dt.date | None] | None
) -> None:
    announcements = [
        news("2021-06-07", "a", Text.plain("See "), Mention("session", "rings"), Text.plain(".")),
        news("2021-06-08 .. 2021-06-09", "b", Text.plain("Two days")),
        news("", "c", Text.plain("No day")),
    ]
    book = book_of("Title\nRings\n", announcements=announcements)
    banner = banner_of(book, {"index": Declarations(views=views)})
    if expected is None:
        assert banner is None
    else:
        words, anchor, ends = expected
        assert banner == (words, ShownPlace("index", anchor, Text()), ends)
