"""Heads and cards: what the place of a session, an assignment, a course, a series and of people shows of the book."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from sphinx_seminar.book import Book, Sources
from sphinx_seminar.book.views.announcements import show_announcements
from sphinx_seminar.book.views.course import show_course, show_people, show_series
from sphinx_seminar.book.views.sessions import calendar_file, meets_elsewhere, show_assignment, show_session, shown_link
from sphinx_seminar.book.views.shown import ShownSession
from sphinx_seminar.book.views.tables import show_table, show_work
from sphinx_seminar.book.views.values import ShownDate
from sphinx_seminar.model import (
    Announcement,
    Involvement,
    MeetingGroup,
    MeetingTime,
    Mention,
    Milestone,
    Person,
    Profile,
    Resource,
    Series,
    Text,
    When,
)
from sphinx_seminar.model.resource import FileFact
from sphinx_seminar.model.timing import Release
from sphinx_seminar.model.views import (
    AnnouncementsView,
    AssignmentTableView,
    AssignmentView,
    CourseView,
    PeopleView,
    SeriesView,
    SessionView,
    TableView,
)
from sphinx_seminar.reading.dates import read_when
from tests.book.showing import PAGE, book_of, course, said, term

SESSIONS = """\
Title,Date,Kind,Speaker,Chair,Room,Online,Part,Tags,Slides,Recording,Notes,Papers,Status
Opening,,lecture,Ann Lee (guest); TBA,Bo Roe,,,One,a; b,https://x.org/o.pdf,,TBA,"Roe, B. (2001). Rings.",
Norms,,lecture,,,Aula,https://x.org/norms,Two,,,https://x.org/v,,,
Talk,2021-04-15 18:00,talk,,,TBA,,,,,,,,
Tour,2021-04-16,excursion,,,Museum,,,,,,,,cancelled
Later,2021-06,talk,,,,,,,,,,,
"""
WORK = """\
Title,Out,Due,Late,Points,Part of,About,Sheet,Solution,Submit
Sheet,2021-04-12,2021-04-19 12:00,2 days,20,Homework,opening,https://x.org/s.pdf,,https://x.org/in
Essay,,2021-04-20,,TBA,TBA,nothing,,,
Open,,TBA,,,,,,,
"""


@pytest.fixture(scope="module")
def book() -> Book:
    facts: dict[str, Any] = {
        "plan": term("2021-04-12", "2021-05-03"),
        "location": "Hall 1",
        "timezone": "Europe/Berlin",
        "online": "https://x.org/all",
        "online_label": "Zoom",
        "online_note": "passcode 1",
        "facts": (("term", "Spring"),),
        "instructors": (Person("Bo Roe", "office", "https://x.org/roe"),),
        "assistants": (Person("Cid Moe"),),
        "links": (Resource("link", "https://x.org", "Forum"),),
        "own_facts": (("Rules", (Resource("link", "", "Be kind"),)),),
    }
    return book_of(
        SESSIONS,
        WORK,
        sources=Sources(exports=("ics", "bib", "feed", "frab")),
        courses=[course(**facts)],
        milestones=[(PAGE, Milestone(read_when("2021-05-01").value, "Register"))],
        views=[TableView("free", show_free=True)],
    )


def head(book: Book, name: str) -> ShownSession:
    shown = show_session(book, "index", SessionView(f"sessions-{name}", titled=True))
    assert shown is not None
    return shown


def test_the_head_of_a_lecture_has_all_that_is_known_of_it(book: Book) -> None:
    shown = head(book, "opening")
    assert (shown.session.title, shown.session.number, shown.titled) == (Text.plain("Opening"), "1", True)
    assert said(shown.date) == "2021-04-12T14:00/2021-04-12T16:00"
    assert said(shown.people) == "Ann Lee (guest), TBA?, Bo Roe"
    assert [person.role for person in shown.people] == ["speaker", "speaker", "chair"]
    assert said(shown.links) == "slides: https://x.org/o.pdf, notes: TBA"
    assert (shown.calendar, shown.calendars) == ("sessions/opening.ics", ())
    assert (shown.location, shown.online, shown.session.online_label) == ("", "https://x.org/all", "Zoom")
    assert (shown.shares_online, shown.listed, shown.reading) == (True, 1, None)


def test_a_session_with_a_way_in_of_its_own_does_not_share_that_of_the_course(book: Book) -> None:
    shown = head(book, "norms")
    assert (shown.location, shown.online, shown.shares_online) == ("Aula", "https://x.org/norms", False)
    assert (shown.people, said(shown.links), shown.listed) == ((), "recording: https://x.org/v", 0)


@pytest.mark.parametrize(
    ("name", "date", "calendar", "location", "online"),
    [
        ("talk", "2021-04-15T18:00", "sessions/talk.ics", "TBA", "https://x.org/all"),
        ("tour", "2021-04-16 off", "", "Museum", ""),
        ("later", "2021-06", "", "", "https://x.org/all"),
    ],
)
def test_what_cannot_be_taken_into_a_calendar_has_no_file(
    book: Book, name: str, date: str, calendar: str, location: str, online: str
) -> None:
    shown = head(book, name)
    assert (said(shown.date), shown.calendar, shown.location, shown.online) == (date, calendar, location, online)


def test_a_place_that_the_book_does_not_have_shows_nothing(book: Book) -> None:
    assert show_session(book, "index", SessionView("no", titled=False)) is None
    assert show_session(book, "other", SessionView("sessions-opening", titled=False)) is None
    assert show_assignment(book, "index", AssignmentView("no", titled=False)) is None
    assert show_course(book, "index", CourseView("no")) is None
    assert show_course(Book(), "index", CourseView("course")) is None
    assert show_series(book, "index", SeriesView("no")) is None


def test_the_place_of_the_course_is_not_that_of_a_session_with_its_own_way_in(book: Book) -> None:
    elsewhere = {session.name: meets_elsewhere(book, session) for session in book.sessions}
    assert elsewhere == {"opening": False, "norms": True, "talk": True, "tour": False, "later": False}


def test_the_head_of_an_assignment_has_its_moments_and_what_it_counts_for(book: Book) -> None:
    shown = show_assignment(book, "index", AssignmentView("assignments-sheet", titled=False))
    assert shown is not None
    assert (shown.assignment.name, shown.titled, said(shown.out)) == ("sheet", False, "2021-04-12T00:00")
    assert said(shown.due) == "2021-04-19T12:00 deadline late 2021-04-21T12:00 deadline"
    assert (shown.points, shown.part_of) == ("20", "Homework")
    assert said(shown.covers) == "1. Opening → index–1. Opening → index"
    assert said(shown.links) == "exercises: https://x.org/s.pdf, submit: https://x.org/in"
    shown = show_assignment(book, "index", AssignmentView("assignments-essay", titled=True))
    assert shown is not None
    assert (shown.titled, shown.out, shown.points, shown.part_of) == (True, None, "TBA", "TBA")
    assert (said(shown.due), said(shown.covers)) == ("2021-04-20T23:59 deadline", "nothing–nothing")


def test_the_card_of_the_course_has_its_facts_files_and_agenda(book: Book) -> None:
    shown = show_course(book, "index", CourseView("course"))
    assert shown is not None
    assert (shown.course.facts, shown.scheduled, shown.groups) == ((("term", "Spring"),), True, ())
    assert [(one.role, said(one), one.link) for one in shown.instructors] == [
        ("instructor", "Bo Roe (office)", "https://x.org/roe")
    ]
    assert [(one.role, said(one)) for one in shown.assistants] == [("assistant", "Cid Moe")]
    assert (said(shown.links), said(shown.own_facts)) == ("link: Forum", "Rules, link: Be kind")
    assert said(shown.online) == "link: Zoom"
    assert shown.online is not None
    assert shown.online.target == "https://x.org/all"
    assert dict(shown.files) == {"ics": "schedule.ics", "feed": "feed.xml", "due": "due.ics"}
    assert [said(event) for event in shown.agenda] == [
        "session 1. Opening: 2021-04-12T14:00/2021-04-12T16:00",
        "session Talk: 2021-04-15T18:00",
        "due Sheet: 2021-04-19T12:00 deadline",
        "session 2. Norms: 2021-04-19T14:00/2021-04-19T16:00",
        "due Essay: 2021-04-20T23:59 deadline",
        "free : 2021-04-26T14:00/2021-04-26T16:00",
        "due Register: 2021-05-01",
        "free : 2021-05-03T14:00/2021-05-03T16:00",
        "session Later: 2021-06",
    ]


def test_an_entry_of_the_agenda_has_what_a_reader_needs_there(book: Book) -> None:
    shown = show_course(book, "index", CourseView("course"))
    assert shown is not None
    events = {str(event.place.label): event for event in shown.agenda if event.kind != "free"}
    opening = events["1. Opening"]
    assert (said(opening.people), said(opening.links)) == ("Ann Lee (guest), Bo Roe", "slides: https://x.org/o.pdf")
    assert (opening.location, opening.online, opening.papers) == ("", "https://x.org/all", 1)
    assert (events["2. Norms"].location, events["2. Norms"].online) == ("Aula", "https://x.org/norms")
    assert said(events["2. Norms"].links) == "recording: https://x.org/v"
    assert said(events["Sheet"].links) == "exercises: https://x.org/s.pdf, submit: https://x.org/in"
    assert (events["Register"].place.docname, events["Register"].place.anchor) == ("index", "")
    free = [event for event in shown.agenda if event.kind == "free"]
    assert {(event.place.docname, event.place.anchor, str(event.place.label)) for event in free} == {
        ("index", "free", "")
    }


def test_a_second_course_shows_its_card_and_no_more(book: Book) -> None:
    other = replace(course("Other"), anchor="other", online="by phone")
    two = replace(book, more_courses=(other,))
    shown = show_course(two, "index", CourseView("other"))
    assert shown is not None
    assert (shown.course, shown.files, shown.agenda, shown.groups) == (other, (), (), ())
    assert (shown.scheduled, said(shown.online)) == (False, "link: by phone")
    empty = show_course(book_of(courses=[course()]), "index", CourseView("course"))
    assert empty is not None
    assert not empty.scheduled


def test_a_course_whose_tables_show_no_free_dates_invites_nobody() -> None:
    book = book_of("Title,Kind\nA,lecture\n", courses=[course(plan=term("2021-04-12", "2021-05-03"))])
    shown = show_course(book, "index", CourseView("course"))
    assert shown is not None
    assert [event.kind for event in shown.agenda] == ["session"]


def test_a_series_has_each_of_its_groups_with_who_leads_it() -> None:
    time = MeetingTime(1, dt.time(10), dt.time(12))
    red, blue = MeetingGroup("Red", (time,)), MeetingGroup("Blue")
    ann, bo = Involvement("leader", Person("Ann Lee", "A")), Involvement("assistant", Person("Bo Roe"))
    lab = Series(
        *("Lab", "lab", PAGE, "series-lab"),
        groups=(red, blue),
        meetings=(time,),
        location="L 1",
        people=(bo,),
        leaders=(("Red", ann),),
    )
    plain = Series("Tutorial", "tutorial", PAGE, "series-tutorial", meetings=(time,))
    book = book_of(
        "Title,Date\nA,2021-04-12\n", courses=[course(plan=term("2021-04-12", "2021-05-03"))], series=[lab, plain]
    )
    shown = show_series(book, "index", SeriesView("series-lab"))
    assert shown is not None
    assert (shown.series, said(shown.people)) == (lab, "Bo Roe")
    meetings = [
        (each.group and (each.group.key, each.group.label), each.times, said(each.people), each.calendar)
        for each in shown.meetings
    ]
    assert meetings == [
        (("lab-red", "Red"), (time,), "Ann Lee (A)", "schedule-lab-red.ics"),
        (("lab-blue", "Blue"), (), "", "schedule-lab-blue.ics"),
    ]
    shown = show_series(book, "index", SeriesView("series-tutorial"))
    assert shown is not None
    assert [(each.group, each.times) for each in shown.meetings] == [(None, (time,))]


def test_cards_stand_under_their_roles_and_one_role_alone_has_no_heading() -> None:
    profiles = [
        Profile(Person("Ann Lee"), PAGE, "Tutor", "assistant", photo="ann.jpg", table=0),
        Profile(Person("Bo Roe"), PAGE, "Lecturer", "instructor", table=0),
        Profile(Person("Cid Moe"), PAGE, "tutor", "assistant", photo="cid.jpg", table=0),
        Profile(Person("Di Ode"), PAGE, "Guest", table=1),
    ]
    files = {
        ("index", "ann.jpg"): FileFact("ann.jpg", photo="ann-small.jpg"),
        ("index", "cid.jpg"): FileFact("cid.jpg"),
    }
    book = book_of(sources=Sources(files=files), profiles=profiles)
    groups = show_people(book, "index", PeopleView(0)).groups
    cards = [
        (role, means, [(card.profile.person.name, card.role, card.photo) for card in them])
        for role, means, them in groups
    ]
    assert cards == [
        ("Tutor", "assistant", [("Ann Lee", "", files["index", "ann.jpg"]), ("Cid Moe", "", None)]),
        ("Lecturer", "instructor", [("Bo Roe", "", None)]),
    ]
    [(role, means, [card])] = show_people(book, "index", PeopleView(1)).groups
    assert (role, means, card.role) == ("", "", "Guest")
    assert show_people(book, "other", PeopleView(0)).groups == ()


def test_a_link_is_an_address_a_file_or_words() -> None:
    release = Release(instructors=True)
    files = {("index", "a.pdf#page=3"): FileFact("a.pdf"), ("index", "b#c.pdf"): FileFact("b#c.pdf")}
    held = Resource("slides", "late.pdf", "Late")
    book = replace(
        book_of(sources=Sources(files=files)),
        held={("index", held): replace(held, target="", label="", shown_from=release)},
    )

    def link(target: str, label: str = "", **facts: Any) -> tuple[str, str, FileFact | None, str, Release | None]:
        shown = shown_link(book, "index", Resource("slides", target, label, **facts))
        return shown.label, shown.target, shown.file, shown.fragment, shown.release

    assert link("https://x.org/a", "A") == ("A", "https://x.org/a", None, "", None)
    assert link("a.pdf#page=3") == ("", "", FileFact("a.pdf"), "#page=3", None)
    assert link("b#c.pdf", "B", shown_from=release) == ("B", "", FileFact("b#c.pdf"), "", release)
    assert link("no.pdf") == ("no.pdf", "", None, "", None)
    assert link("no.pdf", "Deck", shown_from=release) == ("Deck", "", None, "", release)
    assert link("late.pdf", "Late") == ("", "", None, "", release)
    settled = replace(held, release=read_release())
    assert shown_link(book_of(), "index", settled).release == release
    assert (shown_link(book_of(), "index", settled).label, shown_link(book_of(), "index", settled).target) == ("", "")


def read_release() -> Any:
    from sphinx_seminar.model import Timing

    return Timing("2021-05-01", date=read_when("2021-05-01").value)


def told(text: str, anchor: str, *words: Text | Mention) -> tuple[Any, Announcement]:
    return PAGE, Announcement(read_when(text).value if text else When(), anchor, words)


def test_announcements_stand_newest_first_and_name_what_they_lead_to(book: Book) -> None:
    news = [
        told("2021-04-12", "a", Text.plain("See "), Mention("session", "norms"), Text.plain(".")),
        told("2021-04-19 .. 2021-04-23", "b", Mention("any", "#opening", "the start"), Mention("any", "no", "nowhere")),
        told("", "c", Mention("person", "ann lee"), Mention("session", "none")),
        told("2021-04-14 10:00", "d", Mention("any", "norms", "norms"), Mention("paper", "roe", "Roe")),
    ]
    book = book_of(SESSIONS, courses=[course(plan=term("2021-04-12", "2021-05-03"))], announcements=news)
    items = show_announcements(book, "index", AnnouncementsView()).items
    assert [(item.place.anchor, said(item.date), said(item.said)) for item in items] == [
        ("c", "None", "Ann Lee → index, none"),
        ("b", "2021-04-19/2021-04-23", "the start → index, nowhere"),
        ("d", "2021-04-14T10:00", "2. Norms → index, Roe"),
        ("a", "2021-04-12", "See , 2. Norms → index, ."),
    ]
    assert [(item.ends, item.over) for item in items] == [(False, False), (True, True), (False, False), (False, False)]
    assert [item.date.aspect for item in items if item.date is not None] == ["date", "when", "date"]
    own = show_announcements(book, "index", AnnouncementsView(("a", "b"), limit=1)).items
    assert [(item.place.anchor, item.words, item.said) for item in own] == [("b", 1, ())]
    assert show_announcements(book, "other", AnnouncementsView(("a",))).items == ()
    assert [item.place.anchor for item in head(book, "norms").announcements] == ["d", "a"]
    assert [item.place.anchor for item in head(book, "opening").announcements] == ["b"]
    assert head(book, "talk").announcements == ()
    assert calendar_file(book, book.sessions[0], "red") == "sessions/opening.red.ics"


def dates_in(value: object) -> list[ShownDate]:
    """Return all dates that a value has anywhere in it."""
    if isinstance(value, tuple):
        return [date for part in value for date in dates_in(part)]
    own = [value] if isinstance(value, ShownDate) else []
    parts = [getattr(value, each.name) for each in fields(value)] if is_dataclass(value) else []
    return [*own, *(date for part in parts for date in dates_in(part))]


def test_every_date_knows_the_zone_of_the_course_and_the_zones_in_which_it_is_told_besides() -> None:
    red, blue = (MeetingGroup(name, (MeetingTime(day, dt.time(10)),)) for name, day in (("Red", 0), ("Blue", 1)))
    plan = term("2021-04-12", "2021-05-04", "Mon 10:00; Tue 10:00", days_off="2021-04-19 Strike")
    plan = replace(plan, meetings=(*red.meetings, *blue.meetings), groups=(red, blue))
    zones = ("Asia/Tokyo", "America/New_York")
    book = book_of(
        "Title,Kind,Date\nOpening,lecture,\nTalk,talk,2021-04-16 9:00\n",
        "Title,Out,Due,Late\nSheet,2021-04-12,Opening,1 day\nEssay,2021-04-13,2021-04-21 12:00,\n",
        courses=[course(plan=plan, timezone="Europe/Berlin", also_zones=zones)],
        milestones=[(PAGE, Milestone(read_when("2021-05-01").value, "Register"))],
        announcements=[told("2021-04-12", "a", Text.plain("Hello"))],
    )
    sessions = [head(book, name).date for name in ("opening", "talk")]
    works = [
        show_assignment(book, "index", AssignmentView(f"assignments-{name}", titled=False))
        for name in ("sheet", "essay")
    ]
    others = [
        *(show_course(book, "index", CourseView("course")), show_announcements(book, "index", AnnouncementsView())),
        show_table(book, "index", TableView("t", show_free=True)),
        show_work(book, "index", AssignmentTableView("t")),
    ]
    for shown in (*sessions, *works, *others):
        dates = dates_in(shown)
        assert dates
        assert {date.zone for date in dates} == {"Europe/Berlin"}
    assert {date.also for date in dates_in(tuple(sessions))} == {zones}
    for work in works:
        assert work is not None
        assert work.due is not None
        assert {date.also for date in dates_in(work.due.date)} == {zones}
        assert {date.also for date in dates_in((work.out, work.due.until))} == {()}
        assert [date.deadline for date in dates_in(work.due)] == [True] * len(dates_in(work.due))
        assert {date.deadline for date in dates_in(work.out)} == {False}
    [sheet, essay] = [work.due for work in works if work is not None]
    assert sheet is not None
    assert essay is not None
    assert said(sheet.date) == "2021-04-12T10:00 deadline of Red 2021-04-13T10:00 deadline of Blue"
    assert (said(essay.date), essay.date.group) == ("2021-04-21T12:00 deadline", None)
    [first, second] = [date.group for date in dates_in(sessions[0])]
    assert first is not None
    assert second is not None
    assert [(one.key, one.label, one.series) for one in (first, second)] == [
        *(("red", "Red", "Kernels, 2021-04-12"), ("blue", "Blue", "Kernels, 2021-04-12"))
    ]
