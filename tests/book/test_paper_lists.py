"""Lists of key papers and reading lists: which lines, under which headings, with which links."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sphinx_seminar.book import Book, Sources, compute
from sphinx_seminar.book.papers import order_papers
from sphinx_seminar.book.views.papers import best_address, paper_links, show_papers, show_reading_list, shown_paper
from sphinx_seminar.book.views.values import ShownPaper, ShownPlace
from sphinx_seminar.citing import Citation, cite
from sphinx_seminar.model import Author, Listing, Paper, Place, Session, Text
from sphinx_seminar.model.declarations import Declarations
from sphinx_seminar.model.text import Span
from sphinx_seminar.model.views import PaperItem, PapersView, ReadingListView, ReferenceView
from tests.book.showing import book_of, said


def paper(key: str, name: str, year: str, **facts: Any) -> Paper:
    return Paper(key, "book", Text.plain(f"On {key}"), (Author(name, "A."),) if name else (), year=year, **facts)


LEE = paper("lee", "Lee", "2003", doi="10.1/lee", abstract="Ideals.")
ROE = paper("roe", "Roe", "2001", url="https://x.org/roe", arxiv="2101.1")
POE = paper("poe", "Poe", "2003")
OLD = paper("old", "", "")
VAN = Paper("van", "book", Text.plain("On van"), (Author("Dyke", "A.", "van"),), year="2003")
CITED = paper("cited", "Cox", "1990")
BIB = {entry.key: entry for entry in (LEE, ROE, POE, OLD, VAN, CITED)}


def session(name: str, part: str) -> Session:
    return Session(name, Text.plain(name.title()), "talk", Place("index.md", 1, "index"), name, part=part)


def line(number: int, key: str, of: str = "", docname: str = "index", **facts: Any) -> Listing:
    return Listing(Place(f"{docname}.md", number, docname), number, key, session=of, **facts)


@pytest.fixture(scope="module")
def book() -> Book:
    listings = [
        *(line(0, "roe", "rings"), line(1, "lee", "rings"), line(2, "no", "rings")),
        *(line(3, "lee", "fields"), line(4, "poe", "fields"), line(5, "van"), line(6, "old")),
    ]
    page = Declarations(
        sessions=[session("rings", "One"), session("fields", "Two")],
        listings=listings,
        views=[ReferenceView("paper", "cited"), ReadingListView(0)],
    )
    return compute({"index": page}, ["index"], Sources(bibliography=BIB, exports=("bib",)))


def lines(items: tuple[ShownPaper, ...]) -> list[Any]:
    """Return the keys of lines, those of a group as a list under its heading, else the number of its words."""
    return [
        (said(item.head) if item.head else item.words, lines(item.items)) if item.items else item.key for item in items
    ]


ITEMS = (PaperItem(0, "roe", words=0, lead=1), PaperItem(1, "lee"), PaperItem(2, "no", words=2, lead=3))


def test_a_list_of_a_session_has_its_lines_in_order_and_a_file_of_its_own(book: Book) -> None:
    shown = show_papers(book, "index", PapersView(ITEMS, "rings", titled=True, numbered=True))
    assert (lines(shown.items), shown.title, shown.numbered) == (["roe", "lee", "no"], "own", True)
    assert shown.export == "sessions/rings.bib"
    roe, lee, no = shown.items
    assert (roe.anchor, roe.words, roe.lead, roe.also) == ("papers-roe", 0, 1, ())
    assert (lee.anchor, lee.also, lee.abstract) == ("papers-lee", (book.place_of(book.sessions[1]),), "Ideals.")
    assert (no.citation, no.words, no.lead, no.anchor) == (None, 2, 3, "")
    assert (lee.address, lee.links) == (
        "https://doi.org/10.1/lee",
        (("doi", "doi:10.1/lee", "https://doi.org/10.1/lee"),),
    )
    assert [kind for kind, _label, _address in roe.links] == ["arxiv", "url"]
    again = show_papers(book, "index", PapersView((PaperItem(3, "lee"), PaperItem(4, "poe")), "fields"))
    assert [(item.key, item.anchor) for item in again.items] == [("lee", ""), ("poe", "papers-poe")]
    assert again.items[0].also == (book.place_of(book.sessions[0]),)
    assert (again.title, again.numbered) == ("default", False)
    loose = show_papers(book, "index", PapersView((PaperItem(5, "van"),)))
    assert (lines(loose.items), loose.export) == (["van"], "")


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("none", ["roe", "lee", "no", (0, ["lee", "poe"])]),
        ("author", ["lee", "roe", "no", (0, ["lee", "poe"])]),
        ("-author", ["roe", "lee", "no", (0, ["poe", "lee"])]),
        ("year", ["roe", "lee", "no", (0, ["lee", "poe"])]),
        ("-year", ["lee", "roe", "no", (0, ["lee", "poe"])]),
    ],
)
def test_groups_and_unknown_keys_stand_behind_the_sorted_papers(book: Book, sort: str, expected: list[Any]) -> None:
    group = PaperItem(words=0, items=(PaperItem(3, "lee"), PaperItem(4, "poe")))
    items = show_papers(book, "index", PapersView((*ITEMS, group), "rings", sort=sort)).items
    assert lines(items) == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["cited", "lee", "old", "poe", "roe", "van"]),
        ({"sort": "-author"}, ["van", "roe", "poe", "old", "lee", "cited"]),
        ({"sort": "year"}, ["cited", "roe", "lee", "poe", "van", "old"]),
        ({"sort": "-year"}, ["lee", "poe", "van", "roe", "cited", "old"]),
        (
            {"group_by": "session"},
            [("Rings → index", ["roe", "lee"]), ("Fields → index", ["lee", "poe"]), ("…", ["van", "old", "cited"])],
        ),
        (
            {"group_by": "session", "sort": "author", "filters": (("part", ("two",)),)},
            [("Fields → index", ["lee", "poe"])],
        ),
        (
            {"group_by": "year"},
            [("2003", ["lee", "poe", "van"]), ("2001", ["roe"]), ("1990", ["cited"]), ("…", ["old"])],
        ),
        (
            {"group_by": "author"},
            [
                ("Cox", ["cited"]),
                ("Lee", ["lee"]),
                ("…", ["old"]),
                ("Poe", ["poe"]),
                ("Roe", ["roe"]),
                ("van Dyke", ["van"]),
            ],
        ),
        ({"filters": (("part", ("One",)),)}, ["lee", "roe"]),
        ({"filters": (("part", ("None",)),)}, []),
    ],
)
def test_a_reading_list_in_groups_and_in_order(book: Book, options: dict[str, Any], expected: list[Any]) -> None:
    shown = show_reading_list(book, "other", ReadingListView(1, **options))
    assert lines(shown.items) == expected
    assert (shown.title, shown.export) == ("none", "papers.bib" if expected else "")


def test_the_first_reading_list_of_a_page_has_anchors_that_no_other_list_has(book: Book) -> None:
    def anchors(docname: str, number: int, **options: Any) -> list[str]:
        items = show_reading_list(book, docname, ReadingListView(number, **options)).items
        return [each.anchor for item in items for each in (item.items or (item,)) if each.anchor]

    assert anchors("index", 0) == ["reading-papers-cited"]
    assert anchors("other", 1) == []
    every = anchors("other", 0, group_by="session")
    assert sorted(every) == [f"reading-papers-{key}" for key in sorted(BIB)]


def test_a_line_does_not_say_again_the_session_that_heads_it(book: Book) -> None:
    rings, fields = (book.place_of(each) for each in book.sessions)
    groups = show_reading_list(book, "other", ReadingListView(0, group_by="session")).items
    also = {(said(group.head), item.key): (item.also, item.everywhere) for group in groups for item in group.items}
    assert also["Rings → index", "roe"] == ((), False)
    assert also["Rings → index", "lee"] == ((fields,), False)
    assert also["Fields → index", "lee"] == ((rings,), False)
    assert also["…", "van"] == ((), True)
    [lee] = [item for item in show_reading_list(book, "other", ReadingListView(0)).items if item.key == "lee"]
    assert (lee.also, lee.everywhere) == ((rings, fields), True)


WORDS = (
    Text.plain("Lee, A. "),
    Text.plain("On lee"),
    Text((Span("text", ". "), Span("text", "doi", "https://doi.org/10.1/LEE"))),
)
PASTED = replace(LEE, key="made", pasted="Lee, A. On lee.", wording=WORDS)


@pytest.mark.parametrize(
    ("as_pasted", "own", "expected"),
    [
        (True, PASTED, "Lee, A. On lee. doi"),
        (False, PASTED, "Lee, A. (2003). On lee."),
        (False, replace(PASTED, sure=False), "Lee, A. On lee. doi"),
        (False, replace(PASTED, chapter="7"), "Lee, A. (2003)"),
    ],
)
def test_a_pasted_line_is_shown_in_the_style_of_the_book_where_that_says_all(
    as_pasted: bool, own: Paper, expected: str
) -> None:
    listings = [line(0, "lee"), Listing(Place("index.md", 1, "index"), 1, paper=own)]
    book = book_of(sources=Sources(bibliography=BIB, as_pasted=as_pasted), listings=listings)
    first, second = show_papers(book, "index", PapersView((PaperItem(0, "lee"), PaperItem(1)))).items
    assert (first.key, second.key) == ("lee", "lee")
    assert str(first.citation).startswith("Lee, A. (2003). On lee.")
    assert str(second.citation).startswith(expected)
    # What the citation itself links is not linked again beside it.
    linked = str(second.citation).endswith("doi")
    assert [kind for kind, _label, _address in second.links] == ([] if linked else ["doi"])


def test_another_program_may_have_written_the_citation(book: Book) -> None:
    citation = Citation(Text.plain("L03"), Text(), Text())
    written = replace(book, citations={"lee": citation})
    assert shown_paper(written, written.papers.named["lee"]).citation == citation
    roe = written.papers.named["roe"]
    assert shown_paper(written, roe).citation == cite(ROE, "apa", written.sources.words, as_pasted=True)
    assert shown_paper(written, roe) is shown_paper(written, roe)


def test_versions_of_a_paper_bring_their_links_and_entries() -> None:
    listings = [line(0, "lee", versions=("roe",))]
    book = book_of(sources=Sources(bibliography=BIB), listings=listings)
    [item] = show_papers(book, "index", PapersView((PaperItem(0, "lee"),))).items
    assert [kind for kind, _label, _address in item.links] == ["doi", "arxiv", "url"]
    assert [entry.partition(",")[0] for entry in item.bibtex.split("\n") if entry.startswith("@")] == [
        "@book{lee",
        "@book{roe",
    ]
    assert best_address(POE) == ""
    assert paper_links(replace(POE, pdf="https://x.org/p.pdf", url="https://x.org/p.pdf")) == (
        *(("pdf", "PDF", "https://x.org/p.pdf"),),
    )


def test_papers_without_a_year_come_last(book: Book) -> None:
    ordered = order_papers(book.papers.entries, "-year")
    assert ordered[-1].paper.key == "old"
    assert order_papers(book.papers.entries, "none") == list(book.papers.entries)
    assert isinstance(book.place_of_paper(ordered[0], "index"), ShownPlace)
