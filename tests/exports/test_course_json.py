"""The course as data, held against its published schema."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sphinx_seminar.book import Book, Sources
from sphinx_seminar.exports.course_json import course_json, course_schema
from sphinx_seminar.model import (
    Author,
    Involvement,
    MeetingGroup,
    MeetingTime,
    Paper,
    Person,
    Place,
    Plan,
    PlanException,
    Resource,
    Series,
    Session,
    Text,
    When,
)
from sphinx_seminar.model.resource import FileFact
from sphinx_seminar.model.session import GroupTime
from tests.exports.making import (
    DECK,
    HOME,
    NOTES,
    PASCAL,
    SHIHUA,
    book,
    course,
    date,
    edition,
    relative_address,
    session,
)

SCHEMA = json.loads(course_schema())


def data_of(made: Book) -> Any:
    """Return the data of a book, which the schema must accept."""
    data = json.loads(course_json(edition(made)))
    Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(data)
    return data


PLAN = Plan(
    dt.date(2021, 4, 12),
    dt.date(2021, 7, 16),
    exceptions=(PlanException(dt.date(2021, 5, 24), dt.date(2021, 5, 24), "Whit Monday"),),
)


def whole_course() -> Book:
    ntk = session(
        "Neural Tangent Kernel", "2021-06-07 14:00-16:00", name="ntk", people=[("speaker", Person("shihua  zhang", "remote"))],
        resources=(DECK, NOTES, Resource("code", "lab.ipynb"), Resource("link", "", "refused")), location="MI 02.07.014",
        part="Kernels", tags=("theory",), abstract="What a wide network learns.", extra=(("Snacks", "yes"),),
    )  # fmt: skip
    moved = session("Flows", "2021-06-16 14:00", status="moved", moved_from=date("2021-06-14 14:00"))
    known = Paper(
        "jacot2018neural", "inproceedings", Text.plain("Neural tangent kernel"), (Author("Jacot", "Arthur"), Author("CERN", organisation=True)),
        truncated=True, year="2018", month="12", venue="NeurIPS", pages="8571–8580", doi="10.1/x", arxiv="1806.07572",
    )  # fmt: skip
    pasted = Paper("somebody", pasted="Somebody, somewhere, sometime", sure=False)
    about = course(
        timezone="Europe/Berlin", instructors=(PASCAL, SHIHUA), facts=(("term", "Summer 2021"), ("credits", "5 ECTS")),
        links=(Resource("link", "https://example.org/moodle", "Moodle"),), plan=PLAN,
    )  # fmt: skip
    files = {("kernels", DECK.target): FileFact("slides/ntk.pdf", 2048, 12)}
    return book(
        [ntk, moved, session("Open", "TBA"), session("None")],
        about,
        [(ntk, known), (moved, known), (ntk, pasted)],
        Sources(files=files),
    )


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_a_session_has_its_local_times_and_its_instants() -> None:
    ntk = data_of(whole_course())["sessions"][0]
    assert ntk["when"] == {
        "precision": "minute",
        "written": "2021-06-07 14:00-16:00",
        "first": "2021-06-07",
        "last": "2021-06-07",
        "starts": "14:00",
        "ends": "16:00",
        "timezone": "Europe/Berlin",
        "start_utc": "2021-06-07T12:00:00Z",
        "end_utc": "2021-06-07T14:00:00Z",
    }
    assert (ntk["name"], ntk["number"], ntk["kind"], ntk["part"]) == ("ntk", "1", "lecture", "Kernels")
    assert ntk["address"] == "https://example.org/kernels/kernels.html#sessions-ntk"
    assert ntk["extra"] == [{"name": "Snacks", "value": "yes"}]


def test_resources_are_addresses_or_files_of_the_book() -> None:
    resources = data_of(whole_course())["sessions"][0]["resources"]
    assert resources == [
        {
            "kind": "slides",
            "file": "slides/ntk.pdf",
            "label": "Part I",
            "fragment": "page=3",
            "bytes": 2048,
            "pages": 12,
        },
        {"kind": "notes", "address": "https://example.org/notes.pdf", "label": "Lecture notes"},
        {"kind": "code", "address": "lab.ipynb"},
        {"kind": "link", "label": "refused"},
    ]


def test_sessions_people_and_papers_lead_to_each_other() -> None:
    data = data_of(whole_course())
    sessions = {one["name"]: one for one in data["sessions"]}
    people = {one["name"]: one for one in data["people"]}
    papers = {one["key"]: one for one in data["papers"]}
    assert sessions["ntk"]["people"] == [{"role": "speaker", "name": "Shihua Zhang", "note": "remote"}]
    assert people["Shihua Zhang"]["roles"] == [{"role": "instructor"}, {"role": "speaker", "session": "ntk"}]
    assert data["course"]["instructors"] == ["Pascal Esser", "Shihua Zhang"]
    assert sessions["ntk"]["papers"] == ["jacot2018neural", "somebody"]
    assert papers["jacot2018neural"]["sessions"] == ["ntk", "flows"]
    assert {person["name"] for one in data["sessions"] for person in one.get("people", ())} <= people.keys()
    assert {key for one in data["sessions"] for key in one.get("papers", ())} <= papers.keys()
    assert {name for one in data["papers"] for name in one.get("sessions", ())} <= sessions.keys()


def test_papers_are_records_and_what_was_not_understood_says_so() -> None:
    assert data_of(whole_course())["papers"] == [
        {
            "key": "jacot2018neural",
            "kind": "inproceedings",
            "understood": True,
            "citation": "Jacot, A., CERN, et al. (2018). Neural tangent kernel. NeurIPS, 8571–8580.",
            "title": "Neural tangent kernel",
            "authors": [{"family": "Jacot", "given": "Arthur"}, {"family": "CERN", "organisation": True}],
            "more_authors": "after",
            "venue": "NeurIPS",
            "year": "2018",
            "month": "12",
            "pages": "8571–8580",
            "doi": "10.1/x",
            "arxiv": "1806.07572",
            "links": [
                {"kind": "doi", "address": "https://doi.org/10.1/x"},
                {"kind": "arxiv", "address": "https://arxiv.org/abs/1806.07572"},
            ],
            "sessions": ["ntk", "flows"],
            "place": "https://example.org/kernels/kernels.html#papers-jacot2018neural",
        },
        {
            "key": "somebody",
            "kind": "misc",
            "understood": False,
            "pasted": "Somebody, somewhere, sometime",
            "citation": "Somebody, somewhere, sometime",
            "sessions": ["ntk"],
            "place": "https://example.org/kernels/kernels.html#papers-somebody",
        },
    ]


def test_the_course_has_its_facts_in_order_and_its_plan() -> None:
    found = data_of(whole_course())["course"]
    assert [fact["name"] for fact in found["facts"]] == ["term", "credits"]
    assert found["plan"] == {
        "starts": "2021-04-12",
        "ends": "2021-07-16",
        "weeks": 1,
        "exceptions": [{"first": "2021-05-24", "last": "2021-05-24", "label": "Whit Monday"}],
    }


def test_a_move_and_an_open_date_are_told() -> None:
    _ntk, moved, still_open, none = data_of(whole_course())["sessions"]
    assert moved["moved_from"]["start_utc"] == "2021-06-14T12:00:00Z"
    assert "end_utc" not in moved["when"]
    assert still_open["when"] == {"precision": "unknown", "written": "TBA", "to_be_announced": True}
    assert "when" not in none


def test_an_empty_book_is_data_too() -> None:
    assert data_of(book()) == {
        "version": 1,
        "timezone": "UTC",
        "course": None,
        "sessions": [],
        "assignments": [],
        "people": [],
        "papers": [],
        "milestones": [],
        "announcements": [],
        "grading": [],
        "topics": [],
    }


def test_the_schema_refuses_what_is_none_of_it() -> None:
    data = data_of(whole_course())
    data["sessions"][0]["when"]["start_utc"] = "2021-06-07T14:00:00+02:00"
    data["papers"][0]["colour"] = "red"
    assert len(list(Draft202012Validator(SCHEMA).iter_errors(data))) == 2


def test_keys_are_sorted_and_the_text_is_the_same_each_time() -> None:
    text = course_json(edition(whole_course(), relative_address))
    assert text == course_json(edition(whole_course(), relative_address))
    assert text.endswith("}\n")
    seen: list[list[str]] = []
    json.loads(text, object_pairs_hook=lambda pairs: seen.append([name for name, _value in pairs]))
    assert len(seen) > 5
    assert all(names == sorted(names) for names in seen)


@pytest.mark.parametrize("text", ["nul\x00 esc\x1b", "half \ud83d pair", "\u202eback", "</script>\u2028😀", "x" * 1000])
def test_hostile_text_is_data(text: str) -> None:
    one = session(
        "Kernels", "2021-06-07", abstract=text, people=[("speaker", Person(text))], location=text, name=text, part=text
    )
    made = course_json(edition(book([one])))
    assert made.encode()
    assert not {*made} & {"\x00", "\x1b", "\x85", "\u202e"}
    [found] = data_of(book([one]))["sessions"]
    assert found["people"][0]["name"] == data_of(book([one]))["people"][0]["name"] == found["location"]


@settings(max_examples=60)
@given(
    st.lists(
        st.builds(
            lambda title, status, tags, when, extra: session(
                title, when, status=status, tags=tuple(tags), extra=tuple(extra), part=status
            ),
            st.text(max_size=30),
            st.text(max_size=10),
            st.lists(st.text(max_size=5), max_size=2),
            st.none()
            | st.builds(When, st.text(max_size=10))
            | st.builds(lambda day, time: When("x", day, day, time, None, "minute"), st.dates(), st.times()),
            st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5)), max_size=2),
        ),
        max_size=4,
    )
)
def test_any_course_is_as_the_schema_says(sessions: list[Session]) -> None:
    assert len(data_of(book(sessions, course()))["sessions"]) == len(sessions)


def test_the_meetings_of_a_plan_are_told_and_give_lectures_their_dates() -> None:
    plan = replace(PLAN, meetings=(MeetingTime(0, dt.time(14), dt.time(16)),))
    found = data_of(book([session("Twice", meetings=2)], course(plan=plan)))
    assert found["course"]["plan"]["meetings"] == [{"weekday": 1, "starts": "14:00", "ends": "16:00"}]
    first, *further = [found["sessions"][0]["when"], *found["sessions"][0]["further"]]
    assert (first["first"], [when["first"] for when in further]) == ("2021-04-12", ["2021-04-19"])


def test_the_place_of_a_course_and_its_way_in_are_told() -> None:
    about = course(location="Hall 1", online="https://meet.example.org/k", online_note="passcode 123")
    found = data_of(book([], about))["course"]
    assert (found["location"], found["online"], found["online_note"]) == (
        "Hall 1",
        "https://meet.example.org/k",
        "passcode 123",
    )


LABS = Series(
    "labs",
    "lab",
    Place("labs.md", 3, "labs"),
    "series-labs",
    groups=(
        MeetingGroup("Section A", (MeetingTime(0, dt.time(10), dt.time(11), "Lab 1"),)),
        MeetingGroup("Section B", (MeetingTime(1, dt.time(10)),)),
    ),
    location="Lab",
    people=(Involvement("leader", PASCAL),),
)


def test_a_series_has_its_place_its_people_and_the_plan_of_its_groups() -> None:
    made = replace(book([], course(plan=PLAN)), series=(LABS,))
    [found] = data_of(made)["series"]
    plan = found.pop("plan")
    assert found == {
        "name": "labs",
        "page": "labs",
        "anchor": "series-labs",
        "address": f"{HOME}labs.html#series-labs",
        "location": "Lab",
        "people": [{"role": "leader", "name": "Pascal Esser", "note": "main coordinator"}],
    }
    assert (plan["starts"], plan["ends"], plan["weeks"]) == ("2021-04-12", "2021-07-16", 1)
    assert plan["groups"] == [
        {"label": "Section A", "meetings": [{"weekday": 1, "starts": "10:00", "ends": "11:00", "room": "Lab 1"}]},
        {"label": "Section B", "meetings": [{"weekday": 2, "starts": "10:00"}]},
    ]
    [without_term] = data_of(replace(made, course=None))["series"]
    assert "plan" not in without_term


@pytest.mark.parametrize(
    ("kind", "counts_as", "told"),
    [("guest lecture", "lecture", "lecture"), ("lecture", "lecture", None), ("exam", "exam", None)],
)
def test_what_a_session_counts_as_is_told_where_its_kind_does_not_say_it(
    kind: str, counts_as: str, told: str | None
) -> None:
    [found] = data_of(book([session("Kernels", "2021-06-07", kind=kind, counts_as=counts_as)]))["sessions"]
    assert (found["kind"], found.get("counts_as")) == (kind, told)


def test_each_group_of_a_session_has_its_time_its_place_and_its_people() -> None:
    monday, friday = date("2021-06-07 14:00-16:00"), date("2021-06-11 14:00-16:00")
    groups = (
        GroupTime("a", "Group A", monday, (friday,), "Hall 1", (Involvement("leader", SHIHUA),)),
        GroupTime("b", "Group B", friday),
    )
    made = book([session("Kernels", monday)])
    made = replace(made, sessions=(replace(made.sessions[0], times=groups),))
    first, second = data_of(made)["sessions"][0]["groups"]
    assert (first["group"], first["location"], second["group"]) == ("a", "Hall 1", "b")
    assert first["people"] == [{"role": "leader", "name": "Shihua Zhang"}]
    assert [when["first"] for when in (first["when"], *first["further"])] == ["2021-06-07", "2021-06-11"]
    assert second.keys() == {"group", "when"}
