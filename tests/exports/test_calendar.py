"""The calendar, as two libraries and a phone read it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import dateutil.tz
import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_seminar.book import Sources
from sphinx_seminar.exports.calendar import calendars, event_uid
from sphinx_seminar.model import Course, Person, Plan, Session, Text, When
from tests.exports.making import (
    DECK,
    DECK_FILE,
    HOME,
    JACOT,
    NOTES,
    PASCAL,
    SHIHUA,
    book,
    course,
    date,
    edition,
    milestone,
    relative_address,
    session,
)

UTC = dt.UTC


def written(sessions: list[Session], about: Course | None = None, milestones: Any = (), **options: Any) -> bytes:
    made = replace(book(sessions, about), milestones=tuple(milestones))
    return calendars(edition(made, project="kernels", **options))["schedule.ics"]


def events(data: bytes) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(data).events


def event(one: Session, about: Course | None = None) -> icalendar.Event:
    [found] = events(written([one], about))
    return found


def own_zone_instants(data: bytes) -> tuple[dt.datetime, dt.datetime]:
    """Return the instants of the only event by the rules that the file itself carries."""
    text = data.decode()
    rules = dateutil.tz.tzical(_File(text[text.index("BEGIN:VTIMEZONE") : text.index("BEGIN:VEVENT")]))
    [found] = events(data)
    [name] = rules.keys()
    assert found["DTSTART"].params["TZID"] == name
    start, end = (found[key].dt.replace(tzinfo=rules.get(name)).astimezone(UTC) for key in ("DTSTART", "DTEND"))
    return start, end


class _File:
    """A text as dateutil wants a file."""

    name = "schedule.ics"

    def __init__(self, text: str) -> None:
        self.text = text

    def read(self) -> str:
        return self.text.replace("\r\n ", "").replace("\r\n", "\n")


def test_a_lecture_is_an_event_with_everything_that_a_student_needs() -> None:
    ntk = session(
        "Neural Tangent Kernel", "2021-06-07 14:00-16:00", name="ntk", people=[("speaker", SHIHUA)],
        resources=(DECK, NOTES), location="MI 02.07.014", part="Kernels", tags=("theory", "width"),
        abstract="What a wide network learns.\n\nAnd why.",
    )  # fmt: skip
    made = book(
        [ntk], course(timezone="Europe/Berlin", instructors=(SHIHUA, PASCAL)), [(ntk, JACOT)], Sources(files=DECK_FILE)
    )
    data = calendars(edition(made, project="kernels"))["schedule.ics"]
    [found] = events(data)
    assert found["UID"] == "session-ntk@kernels-2021"
    assert found["SUMMARY"] == "Neural Tangent Kernel"
    assert found["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert found.start.astimezone(UTC) == dt.datetime(2021, 6, 7, 12, tzinfo=UTC)
    assert found.end.astimezone(UTC) == dt.datetime(2021, 6, 7, 14, tzinfo=UTC)
    assert found["LOCATION"] == "MI 02.07.014"
    assert found["URL"] == f"{HOME}kernels.html#sessions-ntk"
    assert found["STATUS"] == "CONFIRMED"
    assert found["SEQUENCE"] == 0
    assert [str(category) for category in found["CATEGORIES"].cats] == ["lecture", "Kernels", "theory", "width"]
    assert found["ORGANIZER"] == "mailto:esser@in.tum.de"
    assert found["ORGANIZER"].params["CN"] == "Pascal Esser"
    assert str(found["DESCRIPTION"]).split("\n") == [
        "What a wide network learns.", "", "And why.", "",
        "Speaker: Shihua Zhang https://example.org/~zhang",
        f"Slides: Part I {HOME}slides/ntk.pdf#page=3",
        "Notes: Lecture notes https://example.org/notes.pdf",
        "Papers: Jacot (2018). Neural tangent kernel https://doi.org/10.1/x",
    ]  # fmt: skip
    [seen] = vobject.readOne(data.decode()).contents["vevent"]
    assert seen.summary.value == "Neural Tangent Kernel"
    assert seen.dtstart.value.astimezone(UTC) == dt.datetime(2021, 6, 7, 12, tzinfo=UTC)
    assert seen.location.value == "MI 02.07.014"
    assert seen.description.value == str(found["DESCRIPTION"])


#: Zone, local start and end, and both in UTC: summer and winter, the nights on which clocks change, changed rules.
INSTANTS = [
    ("Europe/Berlin", "2021-03-27 14:00-16:00", "2021-03-27 13:00", "2021-03-27 15:00"),
    ("Europe/Berlin", "2021-03-28 14:00-16:00", "2021-03-28 12:00", "2021-03-28 14:00"),
    ("Europe/Berlin", "2021-03-28 01:30-03:30", "2021-03-28 00:30", "2021-03-28 01:30"),
    ("Europe/Berlin", "2021-10-31 02:30-03:30", "2021-10-31 00:30", "2021-10-31 02:30"),
    ("Europe/Berlin", "2021-01-01 00:00-01:00", "2020-12-31 23:00", "2021-01-01 00:00"),
    ("America/Montreal", "2019-03-09 13:00-14:00", "2019-03-09 18:00", "2019-03-09 19:00"),
    ("America/Montreal", "2019-03-11 13:00-14:00", "2019-03-11 17:00", "2019-03-11 18:00"),
    ("America/Los_Angeles", "2019-06-14 08:30-08:40", "2019-06-14 15:30", "2019-06-14 15:40"),
    ("America/Los_Angeles", "2019-12-14 08:30-08:40", "2019-12-14 16:30", "2019-12-14 16:40"),
    ("America/Los_Angeles", "2019-11-03 01:30-02:30", "2019-11-03 08:30", "2019-11-03 10:30"),
    ("Australia/Lord_Howe", "2021-04-03 10:00-11:00", "2021-04-02 23:00", "2021-04-03 00:00"),
    ("Australia/Lord_Howe", "2021-04-05 10:00-11:00", "2021-04-04 23:30", "2021-04-05 00:30"),
    ("Australia/Lord_Howe", "2021-10-04 10:00-11:00", "2021-10-03 23:00", "2021-10-04 00:00"),
    ("Asia/Kathmandu", "2021-06-07 10:00-11:00", "2021-06-07 04:15", "2021-06-07 05:15"),
    # Morocco goes back an hour for Ramadan alone.
    ("Africa/Casablanca", "2021-04-10 10:00-11:00", "2021-04-10 09:00", "2021-04-10 10:00"),
    ("Africa/Casablanca", "2021-04-12 10:00-11:00", "2021-04-12 10:00", "2021-04-12 11:00"),
    ("Africa/Casablanca", "2021-05-17 10:00-11:00", "2021-05-17 09:00", "2021-05-17 10:00"),
    # Turkey stayed in summer time in 2016, Samoa left out 30 December 2011, the United States moved the change in 2007.
    ("Europe/Istanbul", "2015-12-01 10:00-11:00", "2015-12-01 08:00", "2015-12-01 09:00"),
    ("Europe/Istanbul", "2016-12-01 10:00-11:00", "2016-12-01 07:00", "2016-12-01 08:00"),
    ("Pacific/Apia", "2011-12-29 10:00-11:00", "2011-12-29 20:00", "2011-12-29 21:00"),
    ("Pacific/Apia", "2011-12-31 10:00-11:00", "2011-12-30 20:00", "2011-12-30 21:00"),
    ("America/New_York", "2006-03-20 10:00-11:00", "2006-03-20 15:00", "2006-03-20 16:00"),
    ("America/New_York", "2007-03-20 10:00-11:00", "2007-03-20 14:00", "2007-03-20 15:00"),
    ("Europe/Dublin", "2021-06-07 10:00-11:00", "2021-06-07 09:00", "2021-06-07 10:00"),
    ("Europe/Dublin", "2021-12-07 10:00-11:00", "2021-12-07 10:00", "2021-12-07 11:00"),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "local", "start", "end"), INSTANTS)
def test_the_instants_are_right_by_the_file_s_own_rules_and_by_the_zone_s_name(
    zone: str, local: str, start: str, end: str
) -> None:
    expected = tuple(dt.datetime.fromisoformat(moment).replace(tzinfo=UTC) for moment in (start, end))
    data = written([session("Kernels", local)], course(timezone=zone))
    assert f"TZID={zone}:".encode() in data
    assert own_zone_instants(data) == expected
    [found] = events(data)
    assert (found.start.astimezone(UTC), found.end.astimezone(UTC)) == expected


@pytest.mark.parametrize(
    ("zone", "years"),
    [
        ("Africa/Casablanca", (2019, 2021)),
        ("Australia/Lord_Howe", (2020, 2021)),
        ("America/Montreal", (1986, 2008, 2020)),
        ("Asia/Kathmandu", (1985, 1986)),
    ],
)
def test_the_rules_hold_on_every_day_of_the_years_of_the_events(zone: str, years: tuple[int, ...]) -> None:
    data = written([session(f"Day in {year}", f"{year}-07-01 12:00-13:00") for year in years], course(timezone=zone))
    text = data.decode()
    rules = dateutil.tz.tzical(_File(text[text.index("BEGIN:VTIMEZONE") : text.index("BEGIN:VEVENT")])).get(zone)
    known = dateutil.tz.gettz(zone)
    for year in years:
        noon = dt.datetime(year, 1, 1, 12)
        for day in range(365):
            local = noon + dt.timedelta(days=day)
            assert local.replace(tzinfo=rules).utcoffset() == local.replace(tzinfo=known).utcoffset(), local


def test_a_long_archive_has_short_rules() -> None:
    data = written(
        [session(f"Meeting {year}", f"{year}-03-20 13:00-14:00") for year in range(2000, 2030)],
        course(timezone="America/Montreal"),
    )
    assert len(data.split(b"END:VTIMEZONE")[0].splitlines()) < 80
    assert all(found.start.hour == 13 for found in events(data))


def test_each_zone_that_has_events_has_its_rules_once() -> None:
    at_home = session("At home", "2021-06-07 14:00-15:00")
    abroad = session("Abroad", replace(date("2021-06-08 14:00-15:00"), timezone="Asia/Kathmandu"))
    whole_day = session("Field trip", replace(date("2021-06-09"), timezone="Asia/Tokyo"))
    calendar = icalendar.Calendar.from_ical(
        written([at_home, abroad, whole_day, session("Again", "2021-06-14 14:00")], course(timezone="Europe/Berlin"))
    )
    assert [zone["TZID"] for zone in calendar.timezones] == ["Asia/Kathmandu", "Europe/Berlin"]
    assert calendar.get_missing_tzids() == set()


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "GMT"])
def test_times_in_utc_need_no_rules(zone: str) -> None:
    data = written([session("Kernels", "2021-06-07 14:00-15:00")], course(timezone=zone))
    assert b"DTSTART:20210607T140000Z\r\n" in data
    assert b"VTIMEZONE" not in data


def test_days_end_on_the_day_after_the_last() -> None:
    one = event(session("Exam", "2021-07-20"))
    assert (one.start, one.end) == (dt.date(2021, 7, 20), dt.date(2021, 7, 21))
    assert one["DTSTART"].params["VALUE"] == "DATE"
    assert one["DTEND"].params["VALUE"] == "DATE"
    several = event(session("Block", "2021-02-25..2021-03-10"))
    assert (several.start, several.end) == (dt.date(2021, 2, 25), dt.date(2021, 3, 11))


def test_an_open_end_stays_open() -> None:
    assert "DTEND" not in event(session("Party", "2021-07-20 20:00"))


def test_a_night_has_two_days() -> None:
    found = event(session("Hackathon", "2021-06-07 14:00 .. 2021-06-08 12:00"), course(timezone="Europe/Berlin"))
    assert found.end - found.start == dt.timedelta(hours=22)


def test_what_has_no_day_stays_out() -> None:
    unknown = [
        session("Month", "2021-07"),
        session("Year", "2021"),
        session("Open", "TBA"),
        session("None"),
        session("Odd", When("around Easter")),
    ]
    assert [str(found["SUMMARY"]) for found in events(written([*unknown, session("Here", "2021-07-20")]))] == ["Here"]
    assert all(calendars(edition(book([one]))).keys() == {"schedule.ics"} for one in unknown)


@pytest.mark.parametrize(("zone", "rules"), [("UTC", "UTC"), ("Europe/Berlin", "Europe/Berlin")])
def test_a_course_without_dates_is_still_a_calendar_that_one_can_subscribe_to(zone: str, rules: str) -> None:
    calendar = icalendar.Calendar.from_ical(written([session("Open", "TBA")], course(timezone=zone)))
    assert calendar["X-WR-CALNAME"] == calendar["NAME"] == "Kernel methods"
    assert calendar.events == []
    assert [one["TZID"] for one in calendar.timezones] == [rules]


@pytest.mark.parametrize(
    ("status", "expected", "summary", "sequence"),
    [
        ("", "CONFIRMED", "Kernels", 0),
        ("tentative", "TENTATIVE", "Tentative: Kernels", 0),
        ("cancelled", "CANCELLED", "Cancelled: Kernels", 2),
        ("moved", "CONFIRMED", "Kernels", 1),
        ("in the park", "CONFIRMED", "Kernels", 0),
    ],
)
def test_a_status_is_said_in_words_too(status: str, expected: str, summary: str, sequence: int) -> None:
    found = event(session("Kernels", "2021-06-07 14:00-16:00", status=status))
    assert (found["STATUS"], found["SUMMARY"], found["SEQUENCE"]) == (expected, summary, sequence)


def test_a_moved_lecture_is_the_same_event_with_a_higher_number() -> None:
    about = course(timezone="Europe/Berlin")
    before = event(session("Kernels", "2021-06-07 14:00-16:00", name="ntk"), about)
    moved = session(
        "Kernels", "2021-06-09 10:00-12:00", name="ntk", status="moved", moved_from=date("2021-06-07 14:00")
    )
    after = event(moved, about)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt
    assert after["DTSTAMP"].dt > before["DTSTAMP"].dt
    assert str(after["DESCRIPTION"]) == "Moved from Mon 7 June 2021, 14:00"


def test_an_event_is_the_same_wherever_its_chapter_stands_and_whatever_its_date_in_the_term() -> None:
    first, second = session("Kernels", "2021-06-07 14:00-15:00"), session("Flows", "2021-06-14 14:00-15:00")
    assert written([first, second]) == written([second, first])
    later = event(replace(first, when=date("2021-12-06 14:00-15:00"), place=replace(first.place, docname="other")))
    assert later["UID"] == event(first)["UID"]


def plan_from(year: int) -> Plan:
    return Plan(dt.date(year, 10, 11), dt.date(year + 1, 2, 4))


#: The courses of two terms, of which the calendars may stand in one phone.
TERMS = [
    (course(facts=(("term", "Winter 2026/27"),)), course(facts=(("term", "Summer 2027"),))),
    (course(plan=plan_from(2026)), course(plan=plan_from(2027))),
    (course(facts=(("term", "Summer"),), plan=plan_from(2026)), course(facts=(("term", "Winter"),), plan=plan_from(2026))),
]  # fmt: skip


@pytest.mark.parametrize(("this", "next_"), TERMS)
def test_the_calendar_of_the_next_term_replaces_no_event_of_this_one(this: Course, next_: Course) -> None:
    lines = [milestone("final", "2027-01-20", "Final")]
    ids = [
        {
            str(found["UID"])
            for found in events(written([session("Kernels", "2027-01-11 14:00", name="ntk")], about, lines))
        }
        for about in (this, next_)
    ]
    assert [len(found) for found in ids] == [2, 2]
    assert ids[0].isdisjoint(ids[1])


def test_without_term_and_plan_the_year_of_the_first_date_tells_terms_apart() -> None:
    opening = session("Opening", "2021-06-07", moved_from=date("2020-12-30"))
    ids = [str(found["UID"]) for found in events(written([session("Kernels", "2021-06-14", name="ntk"), opening]))]
    assert ids == ["session-opening@kernels-2020", "session-ntk@kernels-2020"]
    [other] = events(written([session("Kernels", "2022-06-13", name="ntk")]))
    assert other["UID"] == "session-ntk@kernels-2022"


def test_a_lecture_that_was_put_off_counts_more_than_the_file_that_a_phone_has_of_it() -> None:
    found = event(session("Kernels", "2021-06-09", moved_from=date("2021-06-07")))
    assert (found["SEQUENCE"], found["STATUS"]) == (1, "CONFIRMED")
    off = event(session("Kernels", "2021-06-09", moved_from=date("2021-06-07"), status="cancelled"))
    assert (off["SEQUENCE"], off["STATUS"]) == (2, "CANCELLED")


@pytest.mark.parametrize(("status", "blocks"), [("", True), ("tentative", True), ("moved", True), ("cancelled", False)])
def test_only_what_is_cancelled_leaves_the_hour_free(status: str, blocks: bool) -> None:
    found = event(session("Kernels", "2021-06-07 14:00-16:00", status=status))
    assert (found.get("TRANSP", "OPAQUE") == "OPAQUE") is blocks


def test_whoever_of_the_instructors_has_an_address_first_is_the_organizer() -> None:
    about = course(
        instructors=(SHIHUA, replace(PASCAL, name="Pascal Esser, Dr."), Person("Bo Roe", link="mailto:b@x.org"))
    )
    data = written([session("Kernels", "2021-06-07")], about)
    [found] = events(data)
    assert found["ORGANIZER"] == "mailto:esser@in.tum.de"
    assert found["ORGANIZER"].params["CN"] == "Pascal Esser, Dr."
    [seen] = vobject.readOne(data.decode()).contents["vevent"]
    assert seen.organizer.value == "mailto:esser@in.tum.de"
    assert "ORGANIZER" not in event(session("Kernels", "2021-06-07"), course(instructors=(SHIHUA,)))


def test_the_rules_of_a_zone_name_its_summer_and_winter_time() -> None:
    calendar = icalendar.Calendar.from_ical(
        written([session("Kernels", "2021-06-07 14:00-15:00")], course(timezone="Europe/Berlin"))
    )
    [zone] = calendar.timezones
    names = {part.name: str(part["TZNAME"]) for part in zone.subcomponents}
    assert names == {"STANDARD": "CET", "DAYLIGHT": "CEST"}


def test_the_rules_of_a_zone_say_what_its_clocks_show_before_the_year_of_the_first_event() -> None:
    # Programs read a moment before the first rule as they like: New Year's Day 0:00 in Berlin is still 2020 in UTC.
    data = written([session("New Year", "2021-01-01 00:00-01:00")], course(timezone="Europe/Berlin"))
    [zone] = icalendar.Calendar.from_ical(data).timezones
    assert min(part["DTSTART"].dt for part in zone.subcomponents) == dt.datetime(2020, 1, 1, 1)


def test_several_links_are_a_list() -> None:
    two = (
        NOTES,
        replace(NOTES, label="", target="https://example.org/more.pdf"),
        replace(NOTES, label="", target="https://[broken"),
    )
    assert str(event(session("Kernels", "2021-06-07", resources=two))["DESCRIPTION"]).split("\n") == [
        "Notes:",
        "- Lecture notes https://example.org/notes.pdf",
        "- more.pdf https://example.org/more.pdf",
        "- https://[broken",
    ]


def test_names_make_uids_that_no_program_stumbles_over() -> None:
    names = ["ntk", "NTK", "ядро", "ядра", "a b", "a-b", "a@b", "x" * 81, "x" * 82, "é😀\n;,:", "\ud800"]
    uids = [event_uid("session", name, "Kernel methods") for name in names] + [
        event_uid("milestone", "ntk", "Kernel methods")
    ]
    assert len(set(uids)) == len(uids)
    assert all(uid.isascii() and uid.isprintable() and " " not in uid and len(uid) < 255 for uid in uids)
    assert all(uid.count("@") == 1 for uid in uids)
    assert event_uid("session", "ntk", "") == "session-ntk@course"


def test_a_milestone_is_an_event_that_takes_nobody_s_time() -> None:
    lines = [
        milestone("preferences", "2021-02-25..2021-03-10", "Provide preferences"),
        milestone("final", "2021-07", "Final presentations"),
    ]
    [found] = events(written([session("Kernels")], milestones=lines))
    assert found["UID"] == "milestone-preferences@kernels-2021"
    assert found["SUMMARY"] == "Provide preferences"
    assert found["TRANSP"] == "TRANSPARENT"
    assert found.end == dt.date(2021, 3, 11)


def test_the_file_of_one_session_has_the_same_event_and_leaves_the_calendar_it_is_added_to_alone() -> None:
    one, other = session("Kernels", "2021-06-07 14:00-15:00"), session("Flows", "2021-06-14 14:00-15:00")
    made = book([one, other], course(timezone="Europe/Berlin"), sources=Sources(exports=("ics",)))
    files = calendars(edition(made, project="kernels"))
    calendar = icalendar.Calendar.from_ical(files["sessions/kernels.ics"])
    assert [found.to_ical() for found in calendar.events] == [events(files["schedule.ics"])[0].to_ical()]
    assert "X-WR-CALNAME" not in calendar
    assert calendar.get_missing_tzids() == set()


def test_a_book_that_does_not_know_its_address_names_none() -> None:
    ntk = session("Kernels", "2021-06-07", resources=(DECK, NOTES))
    data = calendars(edition(book([ntk], sources=Sources(files=DECK_FILE)), relative_address))["schedule.ics"]
    [found] = events(data)
    assert "URL" not in found
    assert "URL" not in icalendar.Calendar.from_ical(data)
    assert str(found["DESCRIPTION"]) == "Slides: Part I\nNotes: Lecture notes https://example.org/notes.pdf"


def test_a_lecture_without_a_room_is_where_the_course_is_unless_it_is_online() -> None:
    about = course(location="MI 02.07.014")
    assert event(session("Kernels", "2021-06-07"), about)["LOCATION"] == "MI 02.07.014"
    online = event(session("Kernels", "2021-06-07", online="https://meet.example.org/k"), about)
    assert online["LOCATION"] == "https://meet.example.org/k"
    assert online["DESCRIPTION"] == "Online: https://meet.example.org/k"


def test_a_time_in_an_unknown_zone_is_local_wherever_it_is_read() -> None:
    data = written([session("Kernels", replace(date("2021-06-07 14:00-15:00"), timezone="Atlantis/Capital"))])
    [found] = events(data)
    assert found.start == dt.datetime(2021, 6, 7, 14)
    assert b"VTIMEZONE" not in data


def test_the_ends_of_the_calendar_do_no_harm() -> None:
    last = When("end", dt.date.max, dt.date.max, dt.time(23), dt.time(23, 30), "minute", "America/Los_Angeles")
    first = When("start", dt.date.min, dt.date.min, dt.time(0), dt.time(1), "minute", "Asia/Tokyo")
    day = When("end", dt.date.max, dt.date.max, precision="day")
    assert len(events(written([session("Last", last), session("First", first), session("Day", day)]))) == 3


HOSTILE = [
    "a, b; c\\n d: \"e\" 'f' ^n ^^",
    "two\nlines\r\nand\rmore",
    "nul\x00esc\x1b[31m\x85\u2028\u202eend",
    "half\ud83d of a pair",
    "😀👩‍👩‍👧‍👦" * 60,
    "é" * 1000,
    "BEGIN:VEVENT\nEND:VCALENDAR\nATTACH:file:///etc/passwd",
    "</script><script>alert(1)</script>",
    "\\" * 200,
    "word " * 250,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    one = session(
        "Kernels", "2021-06-07 14:00-15:00", kind=text, location=text, part=text, tags=(text, "tag"), abstract=text,
        status=text, people=[("speaker", Person(text, text, "https://example.org/" + text))], online="https://example.org/" + text,
        resources=(replace(NOTES, label=text, target="https://example.org/" + text),),
    )  # fmt: skip
    one = replace(one, title=Text.plain(text), name=text)
    data = written(
        [one],
        course(text, timezone="Europe/Berlin", instructors=(replace(PASCAL, name=text),)),
        milestones=[milestone(text, "2021-07-01", text)],
    )
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode().isprintable() or not {*line} & {*range(32), 127} for line in lines)
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    calendar = icalendar.Calendar.from_ical(data)
    assert len(calendar.events) == 2
    assert "ATTACH" not in calendar.events[0]
    [kept] = {" ".join(str(found["SUMMARY"]).split()) for found in calendar.events}
    assert kept == str(calendar["NAME"])
    assert str(calendar.events[0]["LOCATION"]) == kept
    assert calendar.events[0]["ORGANIZER"].params["CN"] == kept.replace('"', "'").replace("\\", "/")
    seen = vobject.readOne(data.decode()).contents["vevent"]
    assert {one.summary.value for one in seen} == {kept}


@settings(max_examples=60)
@given(
    title=st.text(max_size=120),
    abstract=st.text(max_size=300),
    tags=st.lists(st.text(max_size=20), max_size=3),
    when=st.builds(
        lambda day, hour, length: When("", day, day, hour, length, "minute"),
        st.dates(dt.date(1971, 1, 1), dt.date(2037, 1, 1)),
        st.times(),
        st.none() | st.times(),
    ),
    zone=st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]),
)
def test_whatever_is_written_is_read_back(title: str, abstract: str, tags: list[str], when: When, zone: str) -> None:
    when = replace(when, starts=when.starts and when.starts.replace(second=0, microsecond=0))
    when = replace(when, ends=when.ends and when.ends.replace(second=0, microsecond=0))
    one = session(title, when, tags=tuple(tags), abstract=abstract)
    data = written([one], course(timezone=zone))
    assert data == written([one], course(timezone=zone))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    [found] = events(data)
    assert found.start.replace(tzinfo=None) == dt.datetime.combine(when.first or dt.date.min, when.starts or dt.time())
    if title.isascii() and title.isprintable():
        assert str(found["SUMMARY"]) == (" ".join(title.split()) or "lecture")
    assert len(vobject.readOne(data.decode()).contents["vevent"]) == 1
