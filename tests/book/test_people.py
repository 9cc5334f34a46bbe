"""The people of a book: known by their names, completed by cards, and written in one order."""

from __future__ import annotations

from dataclasses import replace

from sphinx_seminar.book.people import gather_people, in_one_order, people_by_name
from sphinx_seminar.model import (
    Course,
    Involvement,
    Person,
    Place,
    Profile,
    Session,
    Text,
)
from sphinx_seminar.reading.people import read_people
from tests.book.showing import at, course, faults, gathered, session


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
    found = gathered(*sessions, courses=[course(instructors=(ann,))], profiles=[card, unknown, quiet])
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
    alone = gathered(profiles=[card])
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
    [told] = [gathered(courses=[course()], profiles=cards).course]
    assert told is not None
    assert (told.instructors, told.assistants) == ((Person("Ann Lee", "", "https://x.org/ann"),), (Person("Bo Roe"),))
    named = gathered(courses=[course(instructors=(Person("Di Ode"), Person("Ann Lee", "PhD")))], profiles=cards).course
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
        return faults(gathered(courses=[course(**{role: (Person("Ann Lee", "", link),)})], profiles=[card]))

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
    assert faults(gathered(courses=[course(instructors=(Person("Ann Lee"),))], profiles=[lecturer])) == []
