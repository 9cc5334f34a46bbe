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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Lehmann ada@example.org", [("Ada Lehmann", "", "mailto:ada@example.org")]),
        ("Ada Lehmann (ada@example.org)", [("Ada Lehmann", "", "mailto:ada@example.org")]),
        ("Ada Lehmann, ada@example.org", [("Ada Lehmann", "", "mailto:ada@example.org")]),
        ("Ada Lehmann https://a.org/ada", [("Ada Lehmann", "", "https://a.org/ada")]),
        ("Ada Lehmann <ada@a.org> <https://a.org>", [("Ada Lehmann", "https://a.org", "mailto:ada@a.org")]),
        ("Jan Novak, TU Berlin", [("Jan Novak", "TU Berlin", "")]),
        ("Jan Novak, MIT, Cambridge (chair)", [("Jan Novak", "MIT, Cambridge, chair", "")]),
        ("Ann Lee, Google Brain, Bo Chen, EPFL", [("Ann Lee", "Google Brain", ""), ("Bo Chen", "EPFL", "")]),
        ("Ann Lee, PhD, Inria Paris", [("Ann Lee, PhD", "Inria Paris", "")]),
        ("Jo LEE, Ann KIM", [("Jo LEE", "", ""), ("Ann KIM", "", "")]),
        ("- Ada Lehmann\n- Jan Novak", [("Ada Lehmann", "", ""), ("Jan Novak", "", "")]),
        ("[Ada Lehmann, Jan Novak]", [("Ada Lehmann", "", ""), ("Jan Novak", "", "")]),
        ("Ann Lee<br>Bo Chen", [("Ann Lee", "", ""), ("Bo Chen", "", "")]),
        ("Ann&nbsp;Lee &amp; Bo Chen", [("Ann Lee", "", ""), ("Bo Chen", "", "")]),
        ("**Ann Lee**, _Bo Chen_", [("Ann Lee", "", ""), ("Bo Chen", "", "")]),
        ("[Ann Lee](https://a.org), [Bo Chen](https://b.org)", [("Ann Lee", "", "https://a.org"), ("Bo Chen", "", "https://b.org")]),
        ("Prof. Ann Lee and Dr. Bo Chen", [("Prof. Ann Lee", "", ""), ("Dr. Bo Chen", "", "")]),
        ("Ann Lee/Bo Chen", [("Ann Lee", "", ""), ("Bo Chen", "", "")]),
        ("Ann Lee + Bo Chen", [("Ann Lee", "", ""), ("Bo Chen", "", "")]),
        ("Ann Lee,\nBo Chen", [("Ann Lee", "", ""), ("Bo Chen", "", "")]),
        ("Ann Lee – TU Berlin", [("Ann Lee", "TU Berlin", "")]),
        ("Jean-Paul Roe - chair", [("Jean-Paul Roe - chair", "", "")]),
        ("王伟、李娜", [("王伟", "", ""), ("李娜", "", "")]),
        ("Ann Lee; N.N.", [("Ann Lee", "", "")]),
        ("TBA", []),
        ("(to be announced)", []),
        ("**offen**", []),
        ("à confirmer", []),
        ("por confirmar", []),
        ("未定", []),
        ("待定", []),
    ],
)  # fmt: skip
def test_people_as_they_are_announced(text: str, expected: list[tuple[str, str, str]]) -> None:
    read = read_people(text)
    assert read.problems == ()
    assert [(person.name, person.note, person.link) for person in read.value] == expected


@pytest.mark.parametrize(
    "name",
    ["Prof. Dr. Ada Lehmann", "Dr. rer. nat. Ada Lehmann", "PD Dr. Ada Lehmann", "Univ.-Prof. Ada  Lehmann",
     "Frau Ada Lehmann", "ada lehmann, PhD", "Professor Ada Lehmann", "Prof. Dr.-Ing. habil. Ada Lehmann"],
)  # fmt: skip
def test_a_title_makes_nobody_else(name: str) -> None:
    (person,) = read_people(name).value
    assert person.identity == "ada lehmann"
    assert person.name == " ".join(name.split())


@pytest.mark.parametrize("name", ["Drew Lee", "Mag Lee", "Ms Lee Prof", "Ingrid Lee", "Herrmann Lee", "Pria Lee"])
def test_names_that_begin_like_titles(name: str) -> None:
    assert Person(name).identity.endswith(name.split()[-1].casefold())
    assert len(Person(name).identity.split()) == len(name.split()) - name.startswith("Ms ")


@pytest.mark.parametrize(
    ("name", "index"),
    [("Emmy Noether", "Noether, Emmy"), ("Noether, Emmy", "Noether, Emmy"), ("Prof. Emmy Noether", "Noether, Emmy")],
)
def test_the_name_in_an_index(name: str, index: str) -> None:
    (person,) = read_people(name).value
    assert person.index_name == index


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
