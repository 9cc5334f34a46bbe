"""One person, spelt in two ways; and two people, spelt alike."""

from __future__ import annotations

import datetime as dt

import pytest

from sphinx_seminar.model import Person
from sphinx_seminar.report.checks import Finding, Matter, examine
from sphinx_seminar.report.checks.people import OTHER_ORDER, SAME_LETTERS, SHORTENED, SLIP, likeness, marks_of
from tests.exports.making import book, session

SPELLINGS = [
    ("Rémi Le Priol", "Remi Le Priol", SAME_LETTERS),
    ("Jörg Müller", "Joerg Mueller", SAME_LETTERS),
    ("Søren Ærø", "Soren Aero", SAME_LETTERS),
    ("Jean-Luc Picard", "Jean Luc Picard", SAME_LETTERS),
    ("Zhang, Shihua", "Shihua Zhang", OTHER_ORDER),
    ("S. Zhang", "Shihua Zhang", SHORTENED),
    ("D. J. Rezende", "Danilo Rezende", SHORTENED),
    ("Mohammad R. Pezeshki", "Mohammad Pezeshki", SHORTENED),
    ("Jaehoon Lee", "Jaehoom Lee", ""),
    ("Jaehoon Lee", "Jeahoon Lee", SLIP),
    ("Debarghya Ghoshdastidar", "Debarghya Ghosdastidar", SLIP),
    ("Debarghya Ghoshdastidar", "Debarghya Ghoshdastidor", SLIP),
    ("Peter Jansen", "Peter Janssen", SLIP),
]


@pytest.mark.parametrize(("one", "other", "reason"), SPELLINGS)
def test_two_spellings_of_one_name(one: str, other: str, reason: str) -> None:
    assert likeness(one, other) == reason
    assert likeness(other, one) == reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Weber", "Anne Weber"),
        ("Martin Weber", "Martina Weber"),
        ("Mariano Rossi", "Mariana Rossi"),
        ("Andrea Schmidt", "Andreas Schmidt"),
        ("Wei Zhang", "Wei Zheng"),
        ("Wei Chuang", "Wei Zhuang"),
        ("Jin Li", "Jun Li"),
        ("S. Zhang", "Wei Zhang"),
        ("J. Lee", "J. M. Lee"),
        ("Emmy Noether", "Max Noether"),
        ("Speaker 10", "Speaker 11"),
        ("张伟", "张玮"),
        ("Rémi", "Remington"),
        ("?", "—"),
        ("?", "Ann Lee"),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert likeness(one, other) == ""
    assert likeness(other, one) == ""


def found(*sessions: tuple[str, ...]) -> tuple[Finding, ...]:
    held = [
        session(f"Talk {number}", docname=f"talk{number}", people=[("speaker", Person(name)) for name in names])
        for number, names in enumerate(sessions)
    ]
    return examine(Matter(book(held), dt.date(2021, 6, 7)), ("people",))[0].findings


def test_the_rarer_spelling_is_pointed_out_and_the_usual_one_named() -> None:
    (finding,) = found(("Shihua Zhang",), ("S. Zhang",), ("Shihua Zhang",))
    assert (finding.subject, str(finding.place)) == ("S. Zhang", "talk1.md:3")
    assert "'Shihua Zhang'" in finding.message
    assert [str(place) for place in finding.others] == ["talk0.md:3"]


def test_people_of_one_session_are_two_people() -> None:
    assert found(("S. Zhang", "Shihua Zhang")) == ()
    assert len(found(("Rémi Le Priol", "Remi Le Priol"))) == 1


def test_an_initial_that_fits_two_people_is_nobody_s() -> None:
    assert found(("Shihua Zhang",), ("Song Zhang",), ("S. Zhang",)) == ()


@pytest.mark.parametrize(("one", "other", "reason"), SPELLINGS)
def test_two_spellings_share_a_mark_so_that_they_are_compared(one: str, other: str, reason: str) -> None:
    assert not reason or set(marks_of(one)) & set(marks_of(other))


def speaking(name: str) -> tuple[tuple[str, Person], ...]:
    return (("speaker", Person(name)),)


def test_a_comma_in_a_name_is_asked_about() -> None:
    sessions = [session("A", people=speaking("Novak, Jan")), session("B", people=speaking("King, Jr."))]
    (result,) = examine(Matter(book(sessions), dt.date(2021, 6, 7)), ("commas",))
    assert [finding.subject for finding in result.findings] == ["Novak, Jan"]
    assert "write 'Jan Novak', 'Novak (Jan)', or 'Novak; Jan'" in result.findings[0].message
