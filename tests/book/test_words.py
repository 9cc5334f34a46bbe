"""The words of an author that no paragraph has, in another language: which change, and which are names."""

from __future__ import annotations

import pytest

from sphinx_seminar.book.releases import without_waiting
from sphinx_seminar.book.words import reworded, reworded_view, words_of
from sphinx_seminar.model import (
    Assignment,
    Involvement,
    Milestone,
    Person,
    Place,
    Profile,
    Resource,
    Session,
    Text,
    Timing,
    When,
)
from sphinx_seminar.model.declarations import Declarations
from sphinx_seminar.model.views import AssignmentTableView, GridView, PoolView, SlidesView, TableView
from tests.book.showing import course

SLIDES = Resource("slides", "a.pdf", "Deck", line=9)


def at(line: int) -> Place:
    return Place("index.md", line, "index")


@pytest.fixture
def page() -> Declarations:
    tabulated = Session(
        "opening",
        Text.plain("Opening"),
        "talk",
        at(4),
        "a",
        people=(Involvement("speaker", Person("Ann Lee", "guest")),),
        resources=(SLIDES,),
        location="Hall",
        part="One",
        tags=("new",),
        extra=(("Bring", "paper"),),
        table=0,
    )
    return Declarations(
        courses=[
            course(
                facts=(("term", "Spring"), ("prerequisites", "Algebra")),
                instructors=(Person("Bo Roe", "office"),),
                assistants=(Person("Cid Moe", "desk"),),
                links=(Resource("link", "https://x.org", "Forum", line=3),),
                own_facts=(("Rules", (Resource("link", "", "Be kind", line=2),)),),
            )
        ],
        sessions=[tabulated, Session("heading", Text.plain("Heading"), "lecture", at(6), "b")],
        assignments=[
            Assignment("sheet", Text.plain("Sheet"), at(7), "c", late_note="ask", extra=(("Team", "alone"),), table=0),
            Assignment("essay", Text.plain("Essay"), at(8), "d"),
        ],
        resources=[("b", Resource("slides", "b.pdf", "More"), at(11))],
        milestones=[(at(12), Milestone(When(), "Register"))],
        profiles=[Profile(Person("Di Ode", "note"), at(13), role="Tutor", extra=(("Room", "on call"),))],
        views=[SlidesView(SLIDES), TableView("t", columns=(("title", "Topic"), ("Bring", "")))],
    )


def test_words_change_and_names_stay(page: Declarations) -> None:
    said = reworded(page, lambda text, _line: text.upper())
    [told] = said.courses
    assert (told.title, told.facts) == (Text.plain("Kernels"), (("term", "Spring"), ("prerequisites", "ALGEBRA")))
    assert (told.instructors, told.assistants) == ((Person("Bo Roe", "OFFICE"),), (Person("Cid Moe", "DESK"),))
    assert [link.label for link in told.links] == ["FORUM"]
    assert [(label, pieces[0].label) for label, pieces in told.own_facts] == [("RULES", "BE KIND")]
    tabulated, heading = said.sessions
    assert (str(tabulated.title), str(heading.title)) == ("OPENING", "Heading")
    assert tabulated.people == (Involvement("speaker", Person("Ann Lee", "GUEST")),)
    assert (tabulated.kind, tabulated.location, tabulated.part, tabulated.tags) == ("talk", "Hall", "One", ("new",))
    assert ([link.label for link in tabulated.resources], tabulated.extra) == (["DECK"], (("BRING", "PAPER"),))
    sheet, essay = said.assignments
    assert (str(sheet.title), sheet.late_note, sheet.extra) == ("SHEET", "ASK", (("TEAM", "ALONE"),))
    assert (str(essay.title), essay.late_note) == ("Essay", "")
    assert [link.label for _anchor, link, _place in said.resources] == ["MORE"]
    assert [line.text for _place, line in said.milestones] == ["REGISTER"]
    [profile] = said.profiles
    assert (profile.person, profile.role, profile.extra) == (Person("Di Ode", "note"), "TUTOR", (("ROOM", "ON CALL"),))
    deck, table = said.views
    assert deck == SlidesView(Resource("slides", "a.pdf", "DECK", line=9))
    assert table == TableView("t", columns=(("title", "TOPIC"), ("BRING", "")))


def test_translators_get_each_word_with_its_line(page: Declarations) -> None:
    assert dict(words_of(page)) == {
        **{"Forum": 3, "Be kind": 2, "Deck": 9, "More": 11},
        **{"Algebra": 1, "office": 1, "desk": 1, "Rules": 1},
        **{"Opening": 4, "guest": 4, "Bring": 4, "paper": 4},
        **{"Sheet": 7, "ask": 7, "Team": 7, "alone": 7, "Register": 12, "Tutor": 13, "Room": 13, "on call": 13},
        "Topic": 0,
    }


def test_a_title_keeps_its_markup_where_it_is_not_translated() -> None:
    title = Text((Text.plain("The ").spans[0], Text.plain("ring").spans[0]))
    row = Session("a", title, "talk", at(1), "a", table=0)
    [same] = reworded(Declarations(sessions=[row]), lambda text, _line: text).sessions
    assert same.title == title


def test_views_have_headers_and_labels() -> None:
    def say(text: str, _line: int) -> str:
        return text.upper()

    columns = (("due", "Deadline"), ("Rules", ""))
    table = reworded_view(AssignmentTableView("t", columns=columns), say)
    assert table == AssignmentTableView("t", columns=(("due", "DEADLINE"), ("RULES", "")))
    assert reworded_view(PoolView(("Topic",), (("Rings",),)), say) == PoolView(("TOPIC",), (("Rings",),))
    grid = GridView("g")
    assert reworded_view(grid, say) is grid


def test_without_a_plan_all_that_has_a_release_waits() -> None:
    later = Resource("solution", "s.pdf", "Solution", release=Timing("due"))
    page = Declarations(
        courses=[course(links=(later, SLIDES), own_facts=(("Rules", (later,)),))],
        sessions=[Session("a", Text.plain("A"), "talk", at(1), "a", resources=(SLIDES, later))],
        assignments=[Assignment("b", Text.plain("B"), at(2), "b", resources=(later,))],
        resources=[("a", later, at(3)), ("a", SLIDES, at(4))],
        views=[SlidesView(later), SlidesView(SLIDES), GridView("g")],
    )
    left = without_waiting(page)
    assert [link for link, _place in left.links] == [SLIDES, SLIDES, SLIDES]
    assert left.courses[0].own_facts == (("Rules", ()),)
    assert left.assignments[0].resources == ()
    assert left.views == [SlidesView(SLIDES), GridView("g")]
    assert [(link, str(place)) for link, place in page.links] == [
        *((later, "index.md:1"), (SLIDES, "index.md:9"), (later, "index.md:1")),
        *((SLIDES, "index.md:9"), (later, "index.md:1"), (later, "index.md:2")),
        *((later, "index.md:3"), (SLIDES, "index.md:9")),
    ]
