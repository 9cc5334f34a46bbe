"""Foreign names of directives, roles and options, and what they stand for."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from sphinx_seminar.directives.names import meant_option
from sphinx_seminar.directives.registry import DIRECTIVES, ROLES
from sphinx_seminar.reading.vocabulary import plain_header

WORDS = tomllib.loads(files("sphinx_seminar.directives").joinpath("names.toml").read_text(encoding="utf-8"))
OPTIONS = {option for directive in DIRECTIVES.values() for option in directive.option_spec or ()}


def test_every_foreign_name_stands_for_a_name_of_ours_and_is_written_as_it_is_looked_up() -> None:
    assert set(WORDS["names"]) <= DIRECTIVES.keys() | ROLES.keys()
    assert set(WORDS["options"]) <= OPTIONS
    written = [word for section in WORDS.values() for words in section.values() for word in words.split()]
    assert [word for word in written if plain_header(word) != word] == []


@pytest.mark.parametrize(
    ("directive", "written", "meant"),
    [
        ("lecture", "datum", "date"),
        ("lecture", "Uhrzeit", "date"),
        ("lecture", "to", "date"),
        ("lecture", "salle", "location"),
        ("lecture", "dozent", "instructor"),
        ("course", "dozenten", "instructors"),
        ("course", "sprache", "language"),
        ("course", "begin", "starts"),
        ("course", "plätze", "places"),
        ("course", "holidays", "except"),
        ("assignment", "fällig", "due"),
        ("assignment", "deadline", "due"),
        ("assignment", "ausgabe", "out"),
        ("assignment", "part_of", "part-of"),
        ("assignment", "lösung", "solution"),
        ("session-table", "order", "sort"),
        ("session-table", "titel", "caption"),
        ("slides", "titel", "title"),
        ("lecture", "sponsor", ""),
    ],
)
def test_an_option_of_another_language_stands_for_ours(directive: str, written: str, meant: str) -> None:
    assert meant_option(written, tuple(DIRECTIVES[directive].option_spec or ())) == meant
