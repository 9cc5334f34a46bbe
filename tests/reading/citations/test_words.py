"""Each word of ``words.toml`` does what its list says, in a citation or a name that hangs on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_seminar.reading.citations import WORDS
from sphinx_seminar.reading.citations.certainty import certain_names
from sphinx_seminar.reading.citations.one_name import inverted, is_organisation, is_person, normal
from sphinx_seminar.reading.citations.publication import sentence_ends
from sphinx_seminar.reading.citations.reader import read_citation


def _stops_no_sentence(word: str) -> bool:
    return list(sentence_ends(f"Toys {word}. and more")) == [(len(f"Toys {word}."), True)]


def _is_no_author(word: str) -> bool:
    return certain_names(f"Ann Lee, Bo {word.capitalize()}") is None and certain_names("Ann Lee, Bo Roe") is not None


def _belongs_to_the_family(word: str) -> bool:
    # "der" alone stands before nouns, and "'t" begins no family's name in an index.
    authors = (inverted(f"{word} Roe", "Ann", ""), normal(f"Ann {word} Roe"))
    return any(author and f"{author.particle} {author.family}".strip() == f"{word} Roe" for author in authors)


def _is_small_in_names(word: str) -> bool:
    journal = read_citation(f"Lee, A. (2019). Wide toys. Toys {word} Games, 12(3), 1–10.").venue
    return is_organisation(f"Institute {word} Toys") and journal == f"Toys {word} Games"


def _is_said_before(word: str) -> bool:
    paper = read_citation(f"{word.capitalize()}: Lee, A. (2019). Wide toys. Toys, 12(3), 1–10.")
    return [author.family for author in paper.authors] == ["Lee"]


_TRIED: dict[str, Callable[[str], bool]] = {
    "abbreviations": _stops_no_sentence,
    "no_author": _is_no_author,
    "no_name": lambda word: not is_person(f"Ann {word.capitalize()} Roe") and is_person("Ann Mary Roe"),
    "particles": _belongs_to_the_family,
    "organisations": lambda word: is_organisation(f"Toy {word.capitalize()}") and not is_organisation("Toy Roe"),
    "known_organisations": is_organisation,
    "small": _is_small_in_names,
    "labels": _is_said_before,
}


@pytest.mark.parametrize("kind", _TRIED)
def test_each_word_is_read_as_its_list_says(kind: str) -> None:
    assert set(WORDS) == set(_TRIED)
    assert [word for word in sorted(WORDS[kind]) if not _TRIED[kind](word)] == []
