"""Finding things by name: what a reference leads to, and what the search knows of."""

from __future__ import annotations

import pytest

from sphinx_seminar.book import Book, Sources
from sphinx_seminar.book.references import find, find_any, names, objects, title_of_paper
from sphinx_seminar.model import Author, Listing, Paper, Person, Place, Profile, Text
from sphinx_seminar.model.views import ReadingListView, ReferenceView
from tests.book.showing import PAGE, book_of, course, said

SESSIONS = """\
Title,Kind,Speaker,Name
Opening,lecture,Ann Lee,
Norms,talk,Bo Roe,norms
Rings,talk,,Lee
"""
WORK = "Title\nSheet\nNorms\n"
LEE = Paper("lee2003", "book", Text.plain("Left ideals"), (Author("Lee", "Ann"),), year="2003")
ROE = Paper("Roe", "book", Text.plain("Rings"), (Author("Roe", "Bo"),), year="2001")
CITED = Paper("poe", "book", authors=(Author("Poe", "Cy"),), year="1999")
UNUSED = Paper("unused", "book", Text.plain("Unused"))


@pytest.fixture(scope="module")
def book() -> Book:
    listings = [
        Listing(Place("index.md", 9, "index"), 0, "lee2003", session="sessions-opening"),
        Listing(Place("index.md", 10, "index"), 1, "Roe", session="sessions-opening", anchored=False),
    ]
    return book_of(
        SESSIONS,
        WORK,
        sources=Sources(bibliography={paper.key: paper for paper in (LEE, ROE, CITED, UNUSED)}),
        courses=[course(instructors=(Person("Di Ode"),))],
        listings=listings,
        profiles=[Profile(Person("Cid Moe"), PAGE, anchor="people-cid")],
        views=[ReferenceView("paper", "@poe"), ReferenceView("session", "norms")],
    )


@pytest.mark.parametrize(
    ("kind", "target", "leads_to"),
    [
        ("session", "norms", ("index", "sessions-norms", "Norms")),
        ("lecture", "OPENING", ("index", "sessions-opening", "1. Opening")),
        ("assignment", "Norms-2", ("index", "assignments-norms", "Norms")),
        ("person", "cid  MOE", ("index", "people-cid", "Cid Moe")),
        ("person", "Ann Lee", ("index", "sessions-opening", "Ann Lee")),
        ("person", "Di Ode", ("index", "course", "Di Ode")),
        ("paper", "lee2003", ("index", "papers-lee2003", "Lee (2003)")),
        ("paper:p", "@lee2003", ("index", "papers-lee2003", "(Lee, 2003)")),
        ("paper:inside", "lee2003", ("index", "papers-lee2003", "Lee, 2003")),
        ("paper", "Roe", ("", "", "Roe (2001)")),
        ("paper", "poe", ("", "", "Poe (1999)")),
    ],
)
def test_a_role_leads_to_what_has_the_name(book: Book, kind: str, target: str, leads_to: tuple[str, str, str]) -> None:
    goal = find(book, kind, target, "index")
    assert goal is not None
    assert (goal.docname, goal.anchor, str(goal.label)) == leads_to


@pytest.mark.parametrize(
    ("kind", "target"),
    [("session", "no"), ("assignment", "norms"), ("person", "no"), ("paper", "roe"), ("paper", "unused")],
)
def test_a_role_leads_nowhere_where_nothing_has_the_name(book: Book, kind: str, target: str) -> None:
    assert find(book, kind, target, "index") is None


def test_a_passage_stands_behind_the_year(book: Book) -> None:
    for kind, label in (("paper", "Lee (2003, p. 3)"), ("paper:p", "(Lee, 2003, p. 3)")):
        goal = find(book, kind, "lee2003", "index", "p. 3")
        assert goal is not None
        assert (str(goal.label), goal.title) == (label, "Left ideals")


@pytest.mark.parametrize(
    ("target", "kind", "label"),
    [
        ("lee", "session", "Rings"),
        ("norms", "session", "Norms"),
        ("sheet", "assignment", "Sheet"),
        ("roe", "paper", "Roe (2001)"),
        ("@roe", "paper", "Roe (2001)"),
        ("ann lee", "person", "Ann Lee"),
    ],
)
def test_a_reference_without_a_kind_leads_to_sessions_before_all_others(
    book: Book, target: str, kind: str, label: str
) -> None:
    found = find_any(book, target, "index")
    assert found is not None
    assert (found[0], str(found[1].label)) == (kind, label)
    assert find_any(book, "nothing", "index") is None


def test_names_that_may_be_meant(book: Book) -> None:
    assert names(book, "session") == names(book, "lecture") == ("opening", "norms", "Lee")
    assert names(book, "assignment") == ("sheet", "norms-2")
    assert names(book, "paper") == names(book, "paper:p") == ("lee2003", "Roe", "poe", "unused")
    assert names(book, "person") == ("Di Ode", "Cid Moe", "Ann Lee", "Bo Roe")


def test_the_search_knows_of_all_that_has_a_place(book: Book) -> None:
    assert list(objects(book)) == [
        ("opening", "1. Opening", "lecture", "index", "sessions-opening"),
        ("norms", "Norms", "session", "index", "sessions-norms"),
        ("Lee", "Rings", "session", "index", "sessions-lee"),
        ("sheet", "Sheet", "assignment", "index", "assignments-sheet"),
        ("norms-2", "Norms", "assignment", "index", "assignments-norms"),
        ("lee2003", "Lee (2003). Left ideals", "paper", "index", "papers-lee2003"),
        ("Di Ode", "Di Ode", "person", "index", "course"),
        ("Cid Moe", "Cid Moe", "person", "index", "people-cid"),
        ("Ann Lee", "Ann Lee", "person", "index", "sessions-opening"),
        ("Bo Roe", "Bo Roe", "person", "index", "sessions-norms"),
    ]


def test_a_paper_without_a_title_is_called_as_it_was_pasted(book: Book) -> None:
    pasted = Paper("ode", authors=(Author("Ode", "Di"),), year="1990", pasted="Ode, in 1990")
    book = book_of(
        listings=[Listing(PAGE, 0, paper=pasted)], sources=book.sources, views=[ReferenceView("paper", "poe")]
    )
    assert [title_of_paper(book, entry) for entry in book.papers.entries] == ["Ode, in 1990", "Poe (1999)"]


def test_a_paper_is_linked_on_the_page_itself_before_all_others() -> None:
    listings = [Listing(Place(f"{page}.md", 2, page), 0, "lee2003") for page in ("a", "b")]
    book = book_of(sources=Sources(bibliography={"lee2003": LEE}), listings=listings)
    entry = book.papers.named["lee2003"]
    assert [book.place_of_paper(entry, page).docname for page in ("b", "a", "c")] == ["b", "a", "a"]
    assert (entry.anchor_on("b"), entry.anchor_on("c")) == ("papers-lee2003", "")


def test_a_paper_that_no_list_has_is_linked_in_a_reading_list() -> None:
    view = ReadingListView(0)
    book = book_of(
        sources=Sources(bibliography={"lee2003": LEE}),
        views=[ReferenceView("paper:p", "lee2003"), view, ReadingListView(1)],
    )
    assert book.reading_lists == (("index", view),)
    place = book.place_of_paper(book.papers.entries[0], "other")
    assert (place.docname, place.anchor) == ("index", "reading-papers-lee2003")
    filtered = book_of(
        sources=Sources(bibliography={"lee2003": LEE}),
        views=[ReferenceView("paper:p", "lee2003"), ReadingListView(0, filters=(("part", ("One",)),))],
    )
    assert filtered.place_of_paper(filtered.papers.entries[0], "other").docname == ""


def test_capitals_alone_do_not_tell_which_of_two_keys_is_meant() -> None:
    other = Paper("ROE", "book", Text.plain("Fields"), (Author("Roe", "Bo"),), year="1990")
    listings = [Listing(PAGE, number, key) for number, key in enumerate(("Roe", "ROE"))]
    book = book_of(sources=Sources(bibliography={"Roe": ROE, "ROE": other}), listings=listings)
    assert [book.papers.spelled(word) for word in ("roe", "Roe", "@ROE", "no")] == ["", "Roe", "ROE", ""]
    assert said(find(book, "paper", "ROE", "index")) == "Roe (1990) → index"


def test_files_of_sessions_have_names_that_no_system_takes_for_one() -> None:
    book = book_of("Title,Name\nA,Norms\nB,norms\nC,größe\n")
    stems = list(book.stems.values())
    assert stems[:2] == ["norms", "norms-2"]
    assert stems[2].startswith("gro")
