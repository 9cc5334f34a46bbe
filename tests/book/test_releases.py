"""Links that wait: which are taken out for whom, and what stands in their place."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from sphinx_seminar.book.releases import HeldBack, hold_back, hold_files
from sphinx_seminar.model import Assignment, Place, Resource, Session, Text, Timing
from sphinx_seminar.model.declarations import Declarations, Undecided
from sphinx_seminar.model.timing import Release, Showing
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.dates.timing import read_timing
from tests.book.showing import course, term

STUDENTS, INSTRUCTORS = Showing(), Showing("instructors")
NOVEMBER = Showing(moment=dt.datetime(2026, 11, 5, 12))


def at(line: int) -> Place:
    return Place("index.md", line, "index")


def timing(text: str) -> Timing:
    read = read_timing(text, "en")
    assert read.problems == ()
    return read.value


def link(release: Timing | str, target: str = "a.pdf", label: str = "A", kind: str = "notes") -> Resource:
    return Resource(kind, target, label, 7, timing(release) if isinstance(release, str) else release)


def page(*links: Resource, work: Assignment | None = None, **lists: Any) -> Declarations:
    plan = term("2026-10-05", "2026-12-18", "Mon 10:00-12:00")
    lecture = Session("ntk", Text.plain("Kernels"), "lecture", at(3), "ntk", resources=links)
    return Declarations(
        courses=[course(plan=plan, timezone="Europe/Berlin")],
        sessions=[lecture],
        assignments=[work] if work is not None else [],
        **lists,
    )


def held(declared: Declarations, showing: Showing) -> HeldBack:
    return hold_back({"index": declared}, ["index"], "UTC", showing)


@pytest.mark.parametrize(
    ("release", "moment", "timed", "instructors"),
    [
        ("2026-11-05", "2026-11-05 00:00", False, False),
        ("2026-11-05 00:00", "2026-11-05 00:00", False, False),
        ("2026-11-05 18:00", "2026-11-05 18:00", True, False),
        ("ntk", "2026-10-05 10:00", True, False),
        ("end of ntk", "2026-10-05 12:00", True, False),
        ("ntk + 2 days", "2026-10-07 00:00", False, False),
        ("ntk + 2 days 9:00", "2026-10-07 09:00", True, False),
        ("TBA", "", False, False),
        ("2026-11", "", False, True),
    ],
)
def test_a_release_is_a_moment_by_the_clocks_of_the_course(
    release: str, moment: str, timed: bool, instructors: bool
) -> None:
    when = dt.datetime.fromisoformat(moment) if moment else None
    waits = link(release)
    found = held(page(waits), STUDENTS)
    [(place, words, known)] = found.waiting
    assert (str(place), words, known) == ("index.md:7", "A", Release(when, timed, instructors))
    [session] = found.documents["index"].sessions
    assert session.resources == (() if instructors else (Resource("notes", "", "", 7, shown_from=known),))
    assert (found.files, found.pages) == ([("index", "a.pdf", at(7))], {"index"})
    assert found.resources == {("index", waits): Resource("notes", "", "", 7, shown_from=known)}
    [session] = held(page(waits), INSTRUCTORS).documents["index"].sessions
    assert session.resources == (Resource("notes", "a.pdf", "A", 7, shown_from=known),)


def test_a_lecture_whose_hours_have_an_offset_is_told_by_the_clocks_of_the_course() -> None:
    declared = page(link("ntk"))
    when = replace(read_when("2026-10-05 10:00-12:00").value, offset=dt.timedelta(0))
    declared.sessions = [replace(declared.sessions[0], when=when)]
    [(_place, _words, release)] = held(declared, STUDENTS).waiting
    assert release.moment == dt.datetime(2026, 10, 5, 12)
    declared.courses = [replace(declared.courses[0], timezone="")]
    found = hold_back({"index": declared}, ["index"], "Asia/Tokyo", STUDENTS)
    assert found.waiting[0][2].moment == dt.datetime(2026, 10, 5, 19)


def test_what_is_released_is_a_link_as_any_other() -> None:
    found = held(
        page(link("2026-11-05 12:00"), link("2026-11-05 12:01"), link("2026-11-05", "https://x.org/b", "")), NOVEMBER
    )
    [session] = found.documents["index"].sessions
    assert [(one.target, one.waits) for one in session.resources] == [
        ("a.pdf", False),
        ("", True),
        ("https://x.org/b", False),
    ]
    assert [words for _place, words, _release in found.waiting] == ["A", "A", "https://x.org/b"]
    assert session.resources[0] == Resource("notes", "a.pdf", "A", 7)


def test_without_releases_nothing_is_computed() -> None:
    declared = page(Resource("notes", "a.pdf"))
    found = held(declared, STUDENTS)
    assert (found.documents["index"], found.waiting, found.resources) == (declared, [], {})


@pytest.mark.parametrize(
    ("due", "late", "moment"),
    [
        ("2026-11-10", None, dt.datetime(2026, 11, 10, 23, 59)),
        ("2026-11-10 12:00", dt.timedelta(days=2), dt.datetime(2026, 11, 12, 12)),
        ("ntk", None, dt.datetime(2026, 10, 5, 10)),
        ("TBA", None, None),
        ("2026-11", None, None),
        ("", None, None),
    ],
)
def test_a_solution_waits_until_the_last_late_day_is_over(
    due: str, late: dt.timedelta | None, moment: dt.datetime | None
) -> None:
    solution = link(Timing("due", lecture="due"), kind="solution")
    work = Assignment(
        *("sheet", Text.plain("Sheet"), at(9), "sheet"),
        due=timing(due) if due else None,
        late=late,
        resources=(solution,),
    )
    [(_place, _words, release)] = held(page(work=work), STUDENTS).waiting
    assert release == Release(moment, moment is not None)


def test_a_link_of_an_assignment_may_have_a_day_of_its_own() -> None:
    work = Assignment("s", Text.plain("S"), at(9), "s", due=timing("2026-11-10"), resources=(link("2026-11-05"),))
    [(_place, _words, release)] = held(page(work=work), STUDENTS).waiting
    assert release == Release(dt.datetime(2026, 11, 5))


def test_what_cannot_be_told_is_for_instructors_and_its_author_hears_of_it() -> None:
    found = held(page(link("nobody + 1 week")), STUDENTS)
    assert [release for _place, _words, release in found.waiting] == [Release(instructors=True)]
    [fault] = found.faults
    assert (str(fault.place), fault.subtype) == ("index.md:7", "release")
    assert fault.message.startswith("'nobody + 1 week' is not used: no lecture is named 'nobody'")
    assert fault.message.endswith(". Students do not see what waits for it")
    assert [release for _place, _words, release in held(page(link(Timing("x"))), STUDENTS).waiting] == [
        Release(instructors=True)
    ]


def test_a_directive_that_waits_tells_for_its_links() -> None:
    whole = link("nobody + 1 week", "", "")
    declared = page(whole, undecided=[Undecided("ntk", timing("nobody + 1 week"), at(4), shown=False)])
    found = held(declared, STUDENTS)
    assert (found.waiting, [str(fault.place) for fault in found.faults]) == ([], ["index.md:4"])
    assert found.releases == {("index", "ntk"): Release(instructors=True)}
    found = held(page(undecided=[Undecided("ntk", timing("ntk"), at(4), shown=False)]), STUDENTS)
    assert found.releases == {("index", "ntk"): Release(dt.datetime(2026, 10, 5, 10), timed=True)}


def test_a_file_that_waits_somewhere_is_nowhere() -> None:
    open_link, other = Resource("slides", "./a.pdf", line=8), Resource("code", "b.py", line=8)
    files = {"a.pdf": "slides/a.pdf", "./a.pdf": "slides/a.pdf", "b.py": "b.py"}

    def locate(_docname: str, target: str) -> str:
        return files.get(target, "")

    declared = page(link("2026-12-01"), open_link, other, Resource("link", "https://x.org"))
    found = held(declared, STUDENTS)
    assert hold_files(found, locate, STUDENTS) == {"slides/a.pdf"}
    [session] = found.documents["index"].sessions
    assert [one.target for one in session.resources] == ["", "b.py", "https://x.org"]
    hidden = Resource("slides", "", "", 8, shown_from=Release(instructors=True))
    assert found.resources["index", open_link] == hidden
    assert [(str(fault.place), fault.subtype, fault.message) for fault in found.faults] == [
        (
            "index.md:8",
            "release",
            "the file './a.pdf' waits for its release at index.md:7, and is linked here without one; expected the same "
            "release here. Students do not see it",
        )
    ]
    for showing, waiting in (
        (INSTRUCTORS, frozenset[str]()),
        (Showing(moment=dt.datetime(2027, 1, 1)), frozenset[str]()),
    ):
        shown = held(declared, showing)
        assert hold_files(shown, locate, showing) == waiting
        [session] = shown.documents["index"].sessions
        assert [one.target for one in session.resources] == ["a.pdf", "./a.pdf", "b.py", "https://x.org"]
    assert read_when("2026-12-01").problems == ()
