"""Books made by hand, without a build: what documents declare, and the course that follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sphinx_seminar.book import Book, Sources, compute
from sphinx_seminar.exports.edition import Address, Edition
from sphinx_seminar.model import (
    Assignment,
    Author,
    Course,
    Involvement,
    Listing,
    Milestone,
    Paper,
    Person,
    Place,
    Resource,
    Session,
    Text,
    When,
)
from sphinx_seminar.model.declarations import Declarations
from sphinx_seminar.model.resource import FileFact
from sphinx_seminar.model.text import anchor_from, name_from
from sphinx_seminar.model.timing import Timing
from sphinx_seminar.reading.dates import read_when

HOME = "https://example.org/kernels/"


def web_address(docname: str, anchor: str) -> str:
    """Return the address of a page of a book that knows its own."""
    return f"{HOME}{docname}.html#{anchor}" if anchor else f"{HOME}{docname}.html"


def relative_address(docname: str, anchor: str) -> str:
    """Return the address of a page of a book that doesn't."""
    return f"{docname}.html#{anchor}"


def edition(made: Book, address: Address = web_address, **options: Any) -> Edition:
    """Return a book as it is published, at an address of its own unless its pages have relative ones."""
    return Edition(made, address, HOME if address is web_address else "", **options)


def milestone(name: str, when: str, text: str) -> tuple[Place, Milestone]:
    """Return a line of a timeline as the book has it."""
    return Place("index.md"), Milestone(date(when), text, name=name)


def date(text: str) -> When:
    """Return a date as an author writes it."""
    reading = read_when(text)
    assert not reading.problems, reading.problems
    return reading.value


def session(title: str, when: str | When | None = None, docname: str = "kernels", **fields: Any) -> Session:
    """Return a lecture; a date may be given as an author writes it, people as (role, person)."""
    name = fields.pop("name", "")
    people = tuple(Involvement(role, person) for role, person in fields.pop("people", ()))
    return Session(
        name=name or name_from(title),
        title=Text.plain(title),
        kind=fields.pop("kind", "lecture"),
        place=Place(f"{docname}.md", 3, docname),
        anchor=anchor_from("sessions", name or title),
        named=bool(name),
        when=date(when) if isinstance(when, str) else when,
        people=people,
        **fields,
    )


def assignment(title: str, due: str, out: str = "", docname: str = "homework", **fields: Any) -> Assignment:
    """Return an assignment with its dates as an author writes them."""
    return Assignment(
        name=name_from(title),
        title=Text.plain(title),
        place=Place(f"{docname}.md", 3, docname),
        anchor=anchor_from("assignments", title),
        due=Timing(due, date(due)),
        out=Timing(out, date(out)) if out else None,
        **fields,
    )


def course(title: str = "Kernel methods", **fields: Any) -> Course:
    """Return a course whose card is on the first page."""
    return Course(Text.plain(title), Place("index.md", 1, "index"), **fields)


def book(
    sessions: Sequence[Session] = (),
    about: Course | None = None,
    papers: Sequence[tuple[Session, Paper]] = (),
    sources: Sources | None = None,
    works: Sequence[Assignment] = (),
) -> Book:
    """Return the book of some sessions, in this order, of the papers that they list, and of what is due."""
    documents: dict[str, Declarations] = {"index": Declarations()}
    if about is not None:
        documents["index"].courses.append(about)
    for one in sessions:
        documents.setdefault(one.place.docname, Declarations()).sessions.append(one)
    for work in works:
        documents.setdefault(work.place.docname, Declarations()).assignments.append(work)
    for one, paper in papers:
        listings = documents[one.place.docname].listings
        listings.append(Listing(one.place, len(listings), paper=paper, session=one.anchor))
    return compute(documents, list(documents), sources or Sources())


PASCAL = Person("Pascal Esser", "main coordinator", "mailto:esser@in.tum.de")
SHIHUA = Person("Shihua Zhang", link="https://example.org/~zhang")
NOTES = Resource("notes", "https://example.org/notes.pdf", "Lecture notes")
DECK = Resource("slides", "slides/ntk.pdf#page=3", "Part I")
#: The file behind it, beside the chapter of most sessions.
DECK_FILE = {("kernels", DECK.target): FileFact("slides/ntk.pdf")}
JACOT = Paper(
    "jacot2018neural",
    title=Text.plain("Neural tangent kernel"),
    authors=(Author("Jacot", "A."),),
    year="2018",
    doi="10.1/x",
)
