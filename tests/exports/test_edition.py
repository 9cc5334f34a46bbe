"""The book as it is published: addresses of what stands in it, and names of its meetings."""

from __future__ import annotations

from dataclasses import replace

from sphinx_seminar.book import Sources
from sphinx_seminar.exports.edition import Edition, meetings_of
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
