"""The people of a book, whose names stand in one order."""

from __future__ import annotations

from sphinx_seminar.book.people import gather_people, in_one_order
from sphinx_seminar.model import Course, Involvement, Person, Place, Session, Text
from sphinx_seminar.reading.people import read_people


def talk(title: str, speakers: str) -> Session:
    people = tuple(Involvement("speaker", person) for person in read_people(speakers).value)
    return Session(title, Text.plain(title), "talk", Place("a.md", 1, "a"), title, people=people)


def names(course: Course | None, *sessions: Session) -> list[str]:
    return [entry.person.name for entry in gather_people(*in_one_order(course, sessions))]


def test_a_family_name_first_is_the_person_whom_the_book_has_elsewhere() -> None:
    course = Course(Text.plain("C"), Place("a.md", 1, "a"), instructors=(Person("Ada Lehmann"),))
    assert names(course, talk("A", "Lehmann, Ada"), talk("B", "Novak, Jan; Lehmann, Ada")) == [
        "Ada Lehmann",
        "Novak, Jan",
    ]


def test_two_names_with_a_comma_stay_as_they_are_written() -> None:
    assert names(None, talk("A", "Alice, Bob"), talk("B", "Bob")) == ["Alice, Bob", "Bob"]


def test_a_title_makes_nobody_else() -> None:
    assert names(None, talk("A", "Prof. Dr. Ada Lehmann"), talk("B", "Ada Lehmann")) == ["Prof. Dr. Ada Lehmann"]
