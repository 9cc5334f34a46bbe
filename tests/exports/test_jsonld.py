"""What search engines find on the pages."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup

from sphinx_seminar.book import Book
from sphinx_seminar.exports.jsonld import page_data, script_text
from sphinx_seminar.model import Author, Paper, Person, Plan, Resource, Text
from tests.exports.making import HOME, NOTES, PASCAL, SHIHUA, book, course, date, edition, relative_address, session

JACOT = Paper(
    "jacot2018neural", "inproceedings", Text.plain("Neural tangent kernel"), (Author("Jacot", "Arthur"), Author("Luxburg", "U.", "von")),
    year="2018", month="12", venue="NeurIPS", pages="8571–8580", doi="10.1/x", arxiv="1806.07572",
)  # fmt: skip


def things(made: Book, docname: str = "kernels", kind: str = "") -> list[dict[str, Any]]:
    """Return what a page's script holds, read as a search engine reads it."""
    data = page_data(edition(made), docname)
    assert data is not None
    page = BeautifulSoup(f'<script type="application/ld+json">{script_text(data)}</script><p>end</p>', "html.parser")
    [script] = page.find_all("script")
    found = json.loads(script.string or "")
    assert found == data
    assert found["@context"] == "https://schema.org"
    return [thing for thing in found["@graph"] if kind in ("", thing["@type"])]


def test_the_course_and_its_term_are_on_its_page() -> None:
    about = course(
        timezone="Europe/Berlin", instructors=(PASCAL,), location="MI 02.07.014",
        facts=(
            ("kind", "Master seminar"), ("code", "IN2107"), ("institution", "TU Munich"), ("level", "Master"),
            ("term", "Summer 2021"), ("language", "English"),
        ),
    )  # fmt: skip
    made = book([session("First", "2021-04-12 14:00-16:00"), session("Last", "2021-07-12..2021-07-16")], about)
    instance = {
        "@type": "CourseInstance",
        "@id": f"{HOME}index.html#course-instance",
        "name": "Kernel methods",
        "inLanguage": "English",
        "instructor": [
            {"@type": "Person", "name": "Pascal Esser", "email": "esser@in.tum.de", "description": "main coordinator"}
        ],
        "location": {"@type": "Place", "name": "MI 02.07.014"},
        "startDate": "2021-04-12",
        "endDate": "2021-07-16",
    }
    assert things(made, "index", "Course") == [
        {
            "@type": "Course",
            "@id": f"{HOME}index.html#course",
            "url": f"{HOME}index.html#course",
            "name": "Kernel methods",
            "description": "Master seminar, Master, Summer 2021, TU Munich",
            "courseCode": "IN2107",
            "educationalLevel": "Master",
            "inLanguage": "English",
            "provider": {"@type": "Organization", "name": "TU Munich"},
            "hasCourseInstance": instance,
        }
    ]
    [first, _last] = things(made, "kernels", "Event")
    assert first["superEvent"] == {"@id": instance["@id"]}


def test_the_term_is_that_of_the_plan() -> None:
    made = book([session("First", "2021-04-19")], course(plan=Plan(dt.date(2021, 4, 12), dt.date(2021, 7, 16))))
    instance = things(made, "index")[0]["hasCourseInstance"]
    assert (instance["startDate"], instance["endDate"]) == ("2021-04-12", "2021-07-16")
    assert "location" not in instance


@pytest.mark.parametrize(
    ("zone", "when", "start", "end"),
    [
        ("Europe/Berlin", "2021-06-07 14:00-16:00", "2021-06-07T14:00:00+02:00", "2021-06-07T16:00:00+02:00"),
        ("Europe/Berlin", "2021-12-07 14:00-16:00", "2021-12-07T14:00:00+01:00", "2021-12-07T16:00:00+01:00"),
        ("Australia/Lord_Howe", "2021-06-07 14:00-16:00", "2021-06-07T14:00:00+10:30", "2021-06-07T16:00:00+10:30"),
        ("Asia/Kathmandu", "2021-06-07 14:00-16:00", "2021-06-07T14:00:00+05:45", "2021-06-07T16:00:00+05:45"),
        ("Europe/Berlin", "2021-02-25..2021-03-10", "2021-02-25", "2021-03-10"),
        ("Europe/Berlin", "2021-06-07 14:00", "2021-06-07T14:00:00+02:00", None),
    ],
)
def test_an_event_has_its_times(zone: str, when: str, start: str, end: str | None) -> None:
    [found] = things(book([session("Kernels", when)], course(timezone=zone)))
    assert (found["startDate"], found.get("endDate")) == (start, end)


def test_an_event_has_its_people_places_and_papers() -> None:
    chair = Person("Debarghya Ghoshdastidar")
    ntk = session(
        "Neural Tangent Kernel", "2021-06-07 14:00-16:00", name="ntk", people=[("speaker", SHIHUA), ("chair", chair)], location="MI 02.07.014",
        online="https://meet.example.org/k", abstract="What a wide\nnetwork learns.", tags=("theory",),
        resources=(NOTES, Resource("recording", "https://example.org/v.mp4"), Resource("slides", "slides/ntk.pdf")),
    )  # fmt: skip
    made = book([ntk], course(instructors=(PASCAL,)), [(ntk, JACOT)])
    [event, paper] = things(made)
    assert event["url"] == event["@id"] == f"{HOME}kernels.html#sessions-ntk"
    assert event["performer"] == [{"@type": "Person", "name": "Shihua Zhang", "url": "https://example.org/~zhang"}]
    assert event["contributor"] == [{"@type": "Person", "name": "Debarghya Ghoshdastidar"}]
    assert event["location"] == [
        {"@type": "Place", "name": "MI 02.07.014"},
        {"@type": "VirtualLocation", "url": "https://meet.example.org/k"},
    ]
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert event["recordedIn"] == [{"@type": "CreativeWork", "url": "https://example.org/v.mp4"}]
    assert event["subjectOf"] == [
        {"@type": "CreativeWork", "url": "https://example.org/notes.pdf", "name": "Lecture notes"}
    ]
    assert event["workFeatured"] == [{"@id": paper["@id"]}]
    assert event["description"] == "What a wide network learns."


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("", "EventScheduled"),
        ("tentative", "EventScheduled"),
        ("cancelled", "EventCancelled"),
        ("moved", "EventRescheduled"),
        ("odd", "EventScheduled"),
    ],
)
def test_an_event_has_its_status(status: str, expected: str) -> None:
    [found] = things(book([session("Kernels", "2021-06-07", status=status)]))
    assert found["eventStatus"] == f"https://schema.org/{expected}"
    assert "previousStartDate" not in found


def test_a_moved_event_has_the_date_it_had() -> None:
    moved = session("Kernels", "2021-06-09 14:00", status="moved", moved_from=date("2021-06-07 14:00"))
    [found] = things(book([moved], course(timezone="Europe/Berlin")))
    assert found["previousStartDate"] == "2021-06-07T14:00:00+02:00"


def test_a_paper_is_an_article_on_each_page_that_lists_it_and_on_no_other() -> None:
    one, other = session("Kernels", "2021-06-07"), session("Flows", docname="flows")
    made = book([one, other, session("Margins", docname="margins")], course(), [(one, JACOT), (other, JACOT)])
    [found] = things(made, "flows")
    assert found == things(made, "kernels", "ScholarlyArticle")[0] | {"@id": f"{HOME}flows.html#papers-jacot2018neural"}
    assert found["author"] == [
        {"@type": "Person", "name": "Arthur Jacot", "givenName": "Arthur", "familyName": "Jacot"},
        {"@type": "Person", "name": "U. von Luxburg", "givenName": "U.", "familyName": "von Luxburg"},
    ]
    assert (found["name"], found["datePublished"]) == ("Neural tangent kernel", "2018-12")
    assert found["isPartOf"] == {"@type": "CreativeWork", "name": "NeurIPS"}
    assert (found["url"], found["sameAs"]) == ("https://doi.org/10.1/x", ["https://arxiv.org/abs/1806.07572"])
    assert page_data(edition(made), "margins") is None


def test_a_citation_without_a_certain_title_is_called_by_its_words() -> None:
    one = session("Kernels")
    [found] = things(book([one], None, [(one, Paper("odd", year="2019", pasted="Some body of work", sure=False))]))
    assert found == {
        "@type": "ScholarlyArticle",
        "@id": f"{HOME}kernels.html#papers-odd",
        "name": "Some body of work",
        "datePublished": "2019",
    }


def test_works_that_are_no_articles_are_called_what_they_are() -> None:
    one = session("Kernels")
    papers = [
        replace(JACOT, key=kind, kind=kind, title=Text.plain(kind), doi="", arxiv="")
        for kind in ("article", "book", "phdthesis", "misc")
    ]
    assert [found["@type"] for found in things(book([one], None, [(one, paper) for paper in papers]))] == [
        "ScholarlyArticle", "Book", "Thesis", "ScholarlyArticle",
    ]  # fmt: skip


def test_a_session_without_a_day_is_no_event() -> None:
    made = book([session("Open", "TBA"), session("Month", "2021-07"), session("None")], course())
    assert page_data(edition(made), "kernels") is None
    assert page_data(edition(made), "nowhere") is None


def test_a_book_that_does_not_know_its_address_names_things_within_the_page() -> None:
    one = session("Kernels", "2021-06-07", name="ntk")
    data = page_data(edition(book([one], course(), [(one, JACOT)]), relative_address), "kernels")
    assert data is not None
    event, paper = data["@graph"]
    assert (event["@id"], paper["@id"]) == ("#sessions-ntk", "#papers-jacot2018neural")
    assert "url" not in event


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        'Tom & Jerry &amp; "co" \\',
        "two\u2028\u2029lines",
        "nul\x00 half \ud83d",
        "😀" * 500,
    ],
)
def test_nothing_ends_the_script(text: str) -> None:
    one = session(
        text,
        "2021-06-07",
        kind=text,
        name=text,
        abstract=text,
        tags=(text,),
        location=text,
        people=[("speaker", Person(text, text))],
    )
    made = book([one], course(text, location=text), [(one, replace(JACOT, title=Text.plain(text), venue=text))])
    data = page_data(edition(made), "kernels")
    assert data is not None
    written = script_text(data)
    assert written.encode()
    assert not {*written} & {*"<>&\u2028\u2029\x00\n"}
    [found] = things(made, kind="Event")
    assert found["location"] == [{"@type": "Place", "name": found["name"]}]


def test_the_script_is_the_same_each_time() -> None:
    one = session("Kernels", "2021-06-07", people=[("speaker", SHIHUA), ("chair", PASCAL)])
    assert script_text(page_data(edition(book([one])), "kernels") or {}) == script_text(
        page_data(edition(book([one])), "kernels") or {}
    )
