"""The book of what documents declare: names, numbers, series, dates, people, and what is wrong with them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from sphinx_seminar.book import Book, Sources, compute
from sphinx_seminar.book.people import people_by_name
from sphinx_seminar.model import (
    Assignment,
    Course,
    Coverage,
    Fault,
    GradeWeight,
    Involvement,
    MeetingGroup,
    MeetingTime,
    Milestone,
    Person,
    Place,
    Profile,
    Resource,
    Series,
    Session,
    Text,
    Timing,
    When,
)
from sphinx_seminar.model.declarations import AskedFor, Declarations
from sphinx_seminar.model.resource import FileFact
from sphinx_seminar.model.views import PoolView, TableView
from sphinx_seminar.planning.allocation import Claim, claim_of
from sphinx_seminar.reading.dates import read_when
from tests.book.showing import PAGE, course, term
from tests.iso import format_iso


def at(line: int) -> Place:
    return Place("index.md", line, "index")


def session(title: str, line: int = 1, kind: str = "lecture", **facts: Any) -> Session:
    facts = {"name": title.casefold(), "anchor": title} | facts
    return Session(title=Text.plain(title), kind=kind, place=at(line), **facts)


def faults(book: Book) -> list[tuple[str, str, str]]:
    return [(str(fault.place), fault.subtype, fault.message) for fault in book.faults]


def book(*sessions: Session, sources: Sources | None = None, **lists: Any) -> Book:
    page = Declarations(sessions=list(sessions), **lists)
    return compute({"index": page}, ["index"], sources or Sources())


def test_names_that_authors_chose_go_before_those_made_of_titles() -> None:
    found = book(session("Norms"), session("Rings", 2, name="norms", named=True), session("Norms", 3))
    assert [each.name for each in found.sessions] == ["norms-2", "norms", "norms-3"]
    assert found.faults == ()


def test_of_two_chosen_names_the_first_counts_and_the_second_is_pointed_out() -> None:
    found = book(session("A", name="x", named=True), session("B", 2, name="x", named=True))
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
    found = book(*(session(f"S{n}", number=number) for n, number in enumerate(numbers)), session("Talk", kind="talk"))
    assert [each.number for each in found.sessions] == ["1", "2", "7", "8", "A", "", "9", "0000000012", "10", ""]


def test_assignments_are_counted_on_from_the_last_number_of_their_author() -> None:
    numbers = ["", "4", "", "B", "none", "", "0000000012", ""]
    work = [Assignment(f"w{n}", Text.plain("W"), at(n), f"w{n}", number=number) for n, number in enumerate(numbers)]
    assert [each.number for each in book(assignments=work).assignments] == [
        *("1", "4", "5", "B", "", "6", "0000000012", "7")
    ]


def test_the_decks_of_a_page_join_those_of_the_head_each_once() -> None:
    deck, other, words = Resource("slides", "a.pdf"), Resource("slides", "b.pdf"), Resource("slides", "", "on paper")
    resources = [("A", deck, at(4)), ("A", other, at(5)), ("A", words, at(6)), ("B", deck, at(7))]
    found = book(session("A", resources=(deck, replace(deck, kind="notes"))), session("B"), resources=resources)
    assert found.sessions[0].resources == (deck, replace(deck, kind="notes"), other, words)
    assert found.sessions[1].resources == (deck,)


def test_a_deck_of_two_sessions_is_pointed_out() -> None:
    files = {("index", target): FileFact("a.pdf") for target in ("a.pdf", "./a.pdf")}
    first = session("A", resources=(Resource("slides", "a.pdf", line=3), Resource("notes", "./a.pdf", line=4)))
    second = session("B", 5, resources=(Resource("notes", "a.pdf", line=6), Resource("slides", "./a.pdf", line=7)))
    assert faults(book(first, second, sources=Sources(files=files))) == [
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
    found = book(session("A", **facts), courses=[course(plan=plan)], series=[LAB])
    assert [each.series for each in found.sessions] == [series]
    if facts.get("series") == "Other":
        assert claim_of(found.sessions[0]) is Claim.NOTHING


def test_of_two_series_of_one_name_the_first_counts() -> None:
    again = replace(LAB, name="lab", place=at(30))
    found = book(courses=[course(plan=term("2021-04-12", "2021-05-03"))], series=[LAB, again])
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
    assert [message for _place, _subtype, message in faults(book(session("A", series="Lap"), series=[LAB]))] == [
        "the series 'Lab' has no term; expected :starts: and :ends: here or in {course}. Its sessions without a date "
        "have none",
        ":series: is 'Lap', which the book does not have; did you mean 'Lab'? The session takes no slot of one",
    ]
    assert faults(book(series=[started]))[0][2] == (
        "the series 'Lab' ends (2021-04-12) before it starts (2021-05-03); correct one of them. Its sessions without a "
        "date have none"
    )
    assert faults(book(session("A", series="Q")))[0][2] == (
        ":series: is 'Q', which the book does not have; no {series} declares one. The session takes no slot of one"
    )
    both = [replace(LAB, starts=started.ends, ends=started.starts), replace(started, name="Z", starts=started.ends)]
    assert faults(book(session("A", series="Q"), series=both))[-1][2] == (
        ":series: is 'Q', which the book does not have; expected one of Lab, Z. The session takes no slot of one"
    )


def joined(course_: Course, **facts: Any) -> tuple[str, str, str]:
    [one] = book(session("A", **facts), courses=[course_]).sessions
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
    found = book(session("A", 3, when=when, date_line=5), courses=[course(timezone="Europe/Berlin")])
    [one] = found.sessions
    assert one.when == When(when.text)
    [(place, subtype, message)] = faults(found)
    assert (place, subtype) == ("index.md:5", "date")
    assert "2021-03-28 02:30 does not exist in Europe/Berlin" in message


def test_hours_with_an_offset_are_told_by_the_clocks_of_the_course() -> None:
    when = replace(read_when("2021-06-07 10:00").value, offset=dt.timedelta(0))
    moved = replace(read_when("2021-06-01 10:00").value, offset=dt.timedelta(hours=5))
    found = book(session("A", when=when, moved_from=moved, status="moved"), courses=[course(timezone="Europe/Berlin")])
    [one] = found.sessions
    assert one.when is not None
    assert one.moved_from is not None
    assert (str(one.when.starts), str(one.moved_from.starts)) == ("12:00:00", "07:00:00")


def test_only_the_first_course_counts() -> None:
    second = replace(course("Other"), place=at(9))
    found = book(courses=[course(), second])
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
    assert book(courses=[course(timezone="Asia/Tokyo")]).timezone == "Asia/Tokyo"
    assert book(courses=[course()], sources=Sources(timezone="Asia/Tokyo")).timezone == "Asia/Tokyo"
    assert book(sources=Sources(timezone="Asia/Tokyo")).timezone == "Asia/Tokyo"
    assert (book().also_zones, book().plan) == ((), None)


def test_dated_lines_of_timelines_have_names_unless_a_session_is_at_their_very_time() -> None:
    lines = [
        *(("2021-06-07", "Register"), ("2021-06-08", "Register"), ("2021-06-09 10:00", "Talk"), ("2021-06", "Vote")),
        *(("2021-06-09", "Open day"),),
    ]
    timeline = [(at(n), Milestone(read_when(when).value, text)) for n, (when, text) in enumerate(lines)]
    found = book(session("A", when=read_when("2021-06-09 10:00").value), milestones=timeline)
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


def test_an_assignment_may_not_have_the_name_of_another_or_of_a_session() -> None:
    chosen = [work(name, line, named=True) for name, line in (("a", 5), ("b", 6), ("b", 7))]
    found = book(session("A", 1, name="a"), assignments=chosen)
    assert [each.name for each in found.assignments] == ["a-2", "b", "b-2"]
    said = "expected another :name: here or at index.md:{}. References lead to that one"
    assert faults(found) == [
        ("index.md:5", "assignment", f"a session is named 'a' already; {said.format(1)}"),
        ("index.md:7", "assignment", f"another assignment is named 'b' already; {said.format(6)}"),
    ]


def test_work_is_due_after_it_is_handed_out_by_the_clocks_of_the_course() -> None:
    def due(out: str, due: str) -> list[str]:
        timings = {name: Timing(text, date=read_when(text).value) for name, text in (("out", out), ("due", due))}
        work = Assignment("w", Text.plain("W"), at(5), "w", lines=(("due", 8),), **timings)
        return [f"{place} {message}" for place, _subtype, message in faults(book(assignments=[work]))]

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
            f"{place} {message}" for place, _subtype, message in faults(book(assignments=[work], gradings=gradings))
        ]

    assert parts("Labs") == parts("", "Exam") == parts("exam", "Exam") == parts("Labs", "") == []
    said = "index.md:7 no part of the grade is called"
    assert parts("Exams", "Exam") == [f"{said} 'Exams'; did you mean 'Exam'? It is shown as written"]
    many = [*"ABCDEFGHI"]
    assert parts("Labs", *many) == [f"{said} 'Labs'; expected one of A, B, C, D, E, F, G, H. It is shown as written"]


def test_people_are_known_by_their_names_and_completed_by_later_mentions() -> None:
    ann = Person("Ann Lee")
    card = Profile(Person("ann  lee", "tutor", "https://x.org/ann"), at(9), counts_as="assistant")
    unknown = Profile(Person("TBA"), at(10), open=True)
    quiet = Profile(Person("Cid Moe"), at(11))
    sessions = [
        session("A", people=(Involvement("speaker", ann), Involvement("chair", Person("Bo Roe")))),
        session("B", people=(Involvement("speaker", Person("Bo Roe", "guest", "https://x.org/bo")),)),
        session("C", people=(Involvement("speaker", Person("Bo Roe", "other", "https://x.org/other")),)),
    ]
    found = book(*sessions, courses=[course(instructors=(ann,))], profiles=[card, unknown, quiet])
    assert [(entry.person, entry.anchor) for entry in found.people] == [
        (Person("Ann Lee", "tutor", "https://x.org/ann"), "people-ann-lee"),
        (Person("Cid Moe"), "people-cid-moe"),
        (Person("Bo Roe", "guest", "https://x.org/bo"), "people-bo-roe"),
    ]
    roles = [[(role, of and of.name) for role, of in entry.roles] for entry in found.people]
    assert roles == [
        [("instructor", None), ("assistant", None), ("speaker", "a")],
        [],
        [("chair", "a"), ("speaker", "b"), ("speaker", "c")],
    ]
    assert [entry.profile for entry in found.people] == [card, quiet, None]
    assert [entry.person.name for entry in people_by_name(found.people)] == ["Ann Lee", "Bo Roe", "Cid Moe"]
    alone = book(profiles=[card])
    assert [entry.roles for entry in alone.people] == [()]


def test_a_course_that_names_nobody_has_the_people_of_the_cards() -> None:
    cards = [
        Profile(
            Person("Ann Lee", "Dr", "https://x.org/ann"), at(9), "Lecturer", "instructor", website="https://x.org/ann"
        ),
        Profile(Person("Bo Roe", "tutor"), at(10), "Tutor", "assistant"),
        Profile(Person("Cid Moe"), at(11), "Guest"),
        Profile(Person("TBA"), at(12), "Lecturer", "instructor", open=True),
    ]
    [told] = [book(courses=[course()], profiles=cards).course]
    assert told is not None
    assert (told.instructors, told.assistants) == ((Person("Ann Lee", "", "https://x.org/ann"),), (Person("Bo Roe"),))
    named = book(courses=[course(instructors=(Person("Di Ode"), Person("Ann Lee", "PhD")))], profiles=cards).course
    assert named is not None
    assert named.instructors == (Person("Di Ode"), Person("Ann Lee", "PhD", "https://x.org/ann"))
    assert named.assistants == (Person("Bo Roe"),)


def test_what_a_card_and_the_course_say_otherwise_is_pointed_out_at_the_card() -> None:
    card = Profile(
        *(Person("Ann Lee", "", "mailto:ann@x.org"), at(9), "Tutor", "assistant"),
        mail="ann@x.org",
        website="https://x.org/ann",
    )

    def told(link: str, role: str = "instructors") -> list[tuple[str, str, str]]:
        return faults(book(courses=[course(**{role: (Person("Ann Lee", "", link),)})], profiles=[card]))

    assert (
        told("mailto:ann@x.org", "assistants")
        == told("https://x.org/ann", "assistants")
        == told("", "assistants")
        == []
    )
    assert told("mailto:other@x.org", "assistants") == [
        (
            "index.md:9",
            "person",
            "'Ann Lee' has another address in :assistants: of the course (index.md:1), 'other@x.org'; expected one. The "
            "one that stands here is shown",
        )
    ]
    assert told("") == [
        (
            "index.md:9",
            "person",
            "'Ann Lee' is 'Tutor' here and stands in :instructors: of the course (index.md:1); expected one of the two. "
            "Both are shown as written",
        )
    ]
    lecturer = replace(card, counts_as="speaker")
    assert faults(book(courses=[course(instructors=(Person("Ann Lee"),))], profiles=[lecturer])) == []


def test_a_table_of_another_year_is_pointed_out() -> None:
    plan = term("2021-04-12", "2021-07-12")

    def told(*dates: str, **options: Any) -> list[Fault]:
        rows = [session(f"S{n}", n, "talk", when=read_when(date).value, table=0) for n, date in enumerate(dates, 3)]
        view = TableView("t", **{"own": True} | options)
        return list(book(*rows, courses=[course(plan=plan)], views=[view]).faults)

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


def test_words_of_filters_that_nothing_has_are_pointed_out_where_they_are_slips() -> None:
    sessions = [session("A", kind="lecture", part="Kernels", people=(Involvement("speaker", Person("Ann Lee")),))]

    def told(name: str, *words: str, table: int | None = None, among: list[Session] = sessions) -> list[str]:
        asked = AskedFor(name, words, at(7), table)
        found = book(*among, courses=[course(instructors=(Person("Bo Roe"),))], filters=[asked])
        assert {(str(fault.place), fault.subtype) for fault in found.faults} <= {("index.md:7", "data")}
        return [fault.message for fault in found.faults]

    assert told("kind", "Lecture", "session", "milestone", "other") == []
    assert told("part", "kernels", "Graphs") == told("person", "bo roe") == told("status", "Moved") == []
    assert told("part", "Kernel") == [
        "no session has the part 'Kernel' that :part: asks for; did you mean 'Kernels'? Nothing is shown for it."
    ]
    assert told("status", "odd") == [
        "no session has the status 'odd' that :status: asks for; expected some of tentative, cancelled, moved. Nothing "
        "is shown for it."
    ]
    assert told("part", "Kernel", among=[]) == told("part", "Graphs", table=1) == []
    row = replace(sessions[0], table=0, tags=tuple("abcdefghijk"))
    assert told("tags", "x", table=0, among=[row]) == [
        "no session of this table has the tag 'x' that :tags: asks for; expected some of a, b, c, d, e, f, g, h, i, j, "
        "…. Nothing is shown for it."
    ]
    assert told("part", "x", table=0, among=[replace(row, part="")]) == [
        "no session of this table has the part 'x' that :part: asks for; none has a part. Nothing is shown for it."
    ]


def test_groups_that_the_book_does_not_have_are_pointed_out() -> None:
    asked = AskedFor("group", ("Red", "Rd", "Q"), PAGE)
    assert [fault.message for fault in book(filters=[asked]).faults] == [
        f":group: is '{word}', which is no group of the book; no :groups: has one. The times of all groups are shown"
        for word in ("Red", "Rd", "Q")
    ]


def work(name: str, line: int = 5, **facts: Any) -> Assignment:
    return Assignment(name, Text.plain(name.title()), at(line), name, **facts)


def relative(text: str, lecture: str, **facts: Any) -> Timing:
    return Timing(text, lecture=lecture, **facts)


def test_work_is_due_and_handed_out_by_the_clocks_of_the_course() -> None:
    talk = session("Talk", when=read_when("2021-06-07 10:00-12:00 America/New_York").value)
    sheet = work(
        *("sheet",),
        out=relative("talk", "talk"),
        due=relative("talk + 2 days", "TALK", distance=2),
        lines=(("due", 8),),
    )
    [settled] = book(talk, assignments=[sheet], courses=[course(timezone="Europe/Berlin")]).assignments
    assert [format_iso(when) for when in (settled.out_at, settled.due_at) if when is not None] == [
        *("2021-06-07T16:00", "2021-06-09T23:59")
    ]
    skipped = work("sheet", due=Timing("x", date=read_when("2021-03-28 02:30").value), lines=(("due", 8),))
    found = book(assignments=[skipped], courses=[course(timezone="Europe/Berlin")])
    [(place, subtype, message)] = faults(found)
    assert (place, subtype) == ("index.md:8", "date")
    assert "does not exist in Europe/Berlin" in message
    assert found.assignments[0].out_at is None


def test_work_that_hangs_on_nothing_is_open_and_shown_as_written() -> None:
    found = book(assignments=[work("sheet", due=relative("norms + 1", "norms", distance=1), lines=(("due", 8),))])
    assert found.assignments[0].due_at == When("norms + 1")
    [(place, subtype, message)] = faults(found)
    assert (place, subtype) == ("index.md:8", "assignment")
    assert message.startswith("'norms + 1' is not used: no lecture is named 'norms'; expected the :name: of one")


def covers(text: str, first: str, last: str = "", **facts: Any) -> Coverage:
    return Coverage(text, Timing(lecture=first, **facts), Timing(lecture=last or first, **facts))


def test_what_work_and_exams_are_about_is_in_the_book_and_in_its_order() -> None:
    sessions = [session("Norms", 3), session("Rings", 4)]
    fine = (covers("norms", "NORMS"), covers("both", "norms", "rings"), covers("all", "1", "2", numbered=True))
    odd = (covers("back", "rings", "norms"), covers("lost", "norms", "fields"), covers("many", "1", "9", numbered=True))
    sheet = work("sheet", covers=(*fine, *odd), lines=(("covers", 8),))
    exam = session("Exam", 6, "exam", covers=odd[:1], covers_line=7)
    assert faults(book(*sessions, exam, assignments=[sheet])) == [
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
    assert faults(book(assignments=[work("sheet", covers=odd[2:], lines=(("covers", 8),))])) == [
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

    def times(**facts: Any) -> list[tuple[str, str, str, str, str]]:
        found = book(opening, fixed, assignments=[work("sheet", **facts)], courses=[course(plan=plan)])
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
