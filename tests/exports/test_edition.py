"""The book as it is published: addresses of what stands in it, and names of its meetings."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sphinx_seminar.book import Sources
from sphinx_seminar.exports.edition import Edition, meetings_of
from sphinx_seminar.exports.values import Stretch, absolute, stretch
from sphinx_seminar.model import Resource, When
from sphinx_seminar.model.resource import FileFact
from sphinx_seminar.model.session import GroupTime
from tests.exports.making import DECK, DECK_FILE, HOME, NOTES, book, course, date, edition, relative_address, session


def test_files_of_the_book_have_addresses_where_the_book_knows_its_own() -> None:
    made = book([one := session("Kernels", resources=(DECK, NOTES))], sources=Sources(files=DECK_FILE))
    published, elsewhere = edition(made), edition(made, relative_address)
    assert published.resource(one, DECK) == f"{HOME}slides/ntk.pdf#page=3"
    assert published.resource(one, NOTES) == elsewhere.resource(one, NOTES) == NOTES.target
    assert published.file("photos/Łukasz #1.jpg") == f"{HOME}photos/%C5%81ukasz%20%231.jpg"
    assert elsewhere.resource(one, DECK) == elsewhere.file("photos/me.jpg") == elsewhere.home == ""


def test_a_first_page_in_a_folder_does_not_move_the_files() -> None:
    made = book([one := session("Kernels", resources=(DECK,))], sources=Sources(files=DECK_FILE))
    published = Edition(made, lambda docname, _anchor: f"{HOME}{docname}.html", HOME, root="course/start")
    assert published.home == f"{HOME}course/start.html"
    assert published.resource(one, DECK) == f"{HOME}slides/ntk.pdf#page=3"


def test_a_book_without_a_project_is_named_after_its_course() -> None:
    made = book([session("Kernels", "2021-06-07")], course("Kernel methods"))
    assert edition(made).scope == "Kernel methods-2021"
    assert edition(made, project="kernels").scope == "kernels-2021"


def test_meetings_of_groups_have_names_of_their_own_and_the_same_ones_whatever_is_between_them() -> None:
    monday, friday = date("2021-06-07 14:00-16:00"), date("2021-06-11 14:00-16:00")
    one = session("Kernels", monday, name="ntk", further=(friday,), moved_from=date("2021-06-01"))
    alone = list(meetings_of(one))
    assert [(meeting.name, meeting.session.when) for meeting in alone] == [("ntk", monday), ("ntk-2", friday)]
    assert [meeting.session.moved_from is not None for meeting in alone] == [True, False]
    groups = (GroupTime("a", "Group A", monday, (friday,)), GroupTime("b", "Group B", friday))
    apart = [(meeting.name, meeting.group, meeting.label) for meeting in meetings_of(replace(one, times=groups))]
    assert apart == [("ntk.a", "a", "Group A"), ("ntk.a-2", "a", "Group A"), ("ntk.b", "b", "Group B")]


def test_a_link_to_a_page_of_the_book_has_the_address_of_that_page() -> None:
    there = Resource("notes", "proofs.md#appendix")
    files = {("kernels", there.target): FileFact("proofs.md", document="proofs", title="Proofs")}
    made = book([one := session("Kernels", resources=(there,))], sources=Sources(files=files))
    assert edition(made).resource(one, there) == f"{HOME}proofs.html"


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://example.org/Łódź notes.pdf", "https://example.org/%C5%81%C3%B3d%C5%BA%20notes.pdf"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
        *((address, "") for address in ("https://[example.org", "notes.pdf", "javascript:alert(1)", "https:", "")),
    ],
)
def test_an_address_is_absolute_where_it_means_the_same_wherever_it_is_read(address: str, found: str) -> None:
    assert absolute(address) == found


def test_the_end_of_the_calendar_ends_no_stretch_of_time() -> None:
    last = When("", dt.date.max, dt.date.max, precision="day")
    assert stretch(last, "UTC") == Stretch(dt.date(9999, 12, 31), None)
    assert stretch(date("2021-06-07..2021-06-09"), "UTC") == Stretch(dt.date(2021, 6, 7), dt.date(2021, 6, 10))
    night = stretch(date("2021-06-07 22:00"), "UTC")
    assert night is not None
    assert night.end is None
