"""People as authors write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model import Person
from sphinx_seminar.reading.people import read_people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shihua Zhang", [Person("Shihua Zhang")]),
        (
            "Pascal Esser (main coordinator) <esser@in.tum.de>; Debarghya Ghoshdastidar <ghoshdas@in.tum.de>",
            [
                Person("Pascal Esser", "main coordinator", "mailto:esser@in.tum.de"),
                Person("Debarghya Ghoshdastidar", "", "mailto:ghoshdas@in.tum.de"),
            ],
        ),
        (
            "Brady Neal <https://example.org/~brady>\n王伟",
            [Person("Brady Neal", "", "https://example.org/~brady"), Person("王伟")],
        ),
        ("[Ann Lee](https://example.org)", [Person("Ann Lee", "", "https://example.org")]),
        ("Ann  Lee; ann lee", [Person("Ann Lee")]),
        ("Lee, Jason; van Gennip, Y.", [Person("Lee, Jason"), Person("van Gennip, Y.")]),
        ("Ann Lee (MIT (CSAIL))", [Person("Ann Lee", "MIT (CSAIL)")]),
    ],
)
def test_a_list_of_people(text: str, expected: list[Person]) -> None:
    reading = read_people(text)
    assert reading.problems == ()
    assert list(reading.value) == expected


def test_a_long_name_takes_no_longer_than_its_length() -> None:
    assert read_people("Lee," + " " * 200_000 + "Ann").value == (Person("Lee, Ann"),)


def test_a_dangerous_link_leaves_the_person() -> None:
    reading = read_people("Ann Lee <javascript:x>")
    assert reading.value == (Person("Ann Lee"),)
    assert [problem.subtype for problem in reading.problems] == ["person"]


def test_an_address_alone_is_a_person_too() -> None:
    assert read_people("<ann@example.org>").value == (Person("ann@example.org", "", "mailto:ann@example.org"),)


def test_a_link_without_a_name_is_pointed_out() -> None:
    reading = read_people("Ann Lee;\n<>")
    assert reading.value == (Person("Ann Lee"),)
    assert [(problem.subtype, problem.line) for problem in reading.problems] == [("person", 2)]


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(person.name for person in read_people(text).value)
