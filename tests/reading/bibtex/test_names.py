r"""Names of authors: each reads the same wherever it stands, with every command that TeX has for a letter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_seminar.model import Author
from sphinx_seminar.reading.bibtex.names import read_names, split_names

_ACCENTS = [*"'`\"^=.~", *"uvHtcdbrk"]
_LETTERS = ["aa", "AA", "ae", "AE", "oe", "OE", "o", "O", "l", "L", "ss", "i", "j", "dh", "DH", "th", "TH", "dj", "DJ"]
_OTHERS = [
    r"\relax ",
    r"\{x\}",
    r"\&",
    r"\mbox{ab}",
    r"\textsc{Ab}",
    r"\noopsort{a}",
    r"\unknown",
    r"\unknown{Ab}",
    r"\-",
    "~",
]


def _of_an_accent(mark: str) -> list[str]:
    bare = f"\\{mark} " if mark.isalpha() else f"\\{mark}"
    return [f"{bare}e", f"\\{mark}{{e}}", f"{{{bare}E}}", f"{{\\{mark}{{E}}}}", f"\\{mark}{{\\i}}", f"{bare}\\i "]


def _of_a_letter(name: str) -> list[str]:
    return [f"\\{name} ", f"\\{name}{{}}", f"{{\\{name}}}", f"\\{name}."]


COMMANDS = [
    *(written for mark in _ACCENTS for written in _of_an_accent(mark)),
    *(written for name in _LETTERS for written in _of_a_letter(name)),
    *_OTHERS,
]
_PIECES = st.one_of(
    st.sampled_from(COMMANDS), st.sampled_from(["Ada", "lace", "B.", " ", " von ", ", ", "é", "李", "-"])
)
_NAMES = st.lists(_PIECES, min_size=1, max_size=6).map("".join).filter(lambda name: name.count(",") < 2)


def _people(source: str) -> tuple[Author, ...]:
    return read_names(source).authors


@given(st.lists(_NAMES, min_size=2, max_size=4))
@settings(max_examples=300)
def test_a_name_reads_the_same_alone_and_in_a_list(names: list[str]) -> None:
    assert _people(" and ".join(names)) == tuple(author for name in names for author in _people(name))


@given(st.lists(_NAMES, min_size=1, max_size=4))
def test_splitting_gives_back_what_was_joined(names: list[str]) -> None:
    assert split_names(" and ".join(names)) == [name.strip() for name in names if name.strip()]


@pytest.mark.parametrize("name", ["{}va Tardos", "Ada {}va", "Ada V{}va", "{}va, Ada", "Tardos, {}va", "Ada Lovelac{}"])
def test_every_command_reads_the_same_in_every_place_of_a_list(name: str) -> None:
    for command in COMMANDS:
        written = name.replace("{}", command)
        (alone,) = _people(written)
        read = _people(f"Jon Kleinberg and {written} and Roe, Richard")
        assert read == (Author("Kleinberg", "Jon"), alone, Author("Roe", "Richard")), written


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"Jon Kleinberg and \'Eva Tardos", [Author("Kleinberg", "Jon"), Author("Tardos", "Éva")]),
        (r"Roe, R. and \L{}ukasz Kaiser", [Author("Roe", "R."), Author("Kaiser", "Łukasz")]),
        (r"\L ukasz Kaiser", [Author("Kaiser", "Łukasz")]),
        (r"Johan \AA kesson", [Author("Åkesson", "Johan")]),
        (r"\O rs\o e, R.", [Author("Ørsøe", "R.")]),
        (r"\O. Bentdal", [Author("Bentdal", "Ø.")]),
        (r"Roe, R. and \relax Smith, A", [Author("Roe", "R."), Author("Smith", "A")]),
        (r"Nguy\~{\^{e}}n, V.", [Author("Nguyễn", "V.")]),
        (r"{\'Ecole Normale Sup\'erieure}", [Author("École Normale Supérieure", organisation=True)]),
        ("{Smith and Sons} and Roe, R.", [Author("Smith and Sons", organisation=True), Author("Roe", "R.")]),
        (r"\{x\}, Z", [Author("{x}", "Z")]),
    ],
)
def test_the_letters_of_names(written: str, read: list[Author]) -> None:
    assert list(_people(written)) == read


@pytest.mark.parametrize(
    "written",
    ["Smith, John and ", "and Smith, John", "Smith, John and and", "and and Smith, John", "Smith, John\n  and\n"],
)
def test_an_and_without_a_name_is_nobody(written: str) -> None:
    assert _people(written) == (Author("Smith", "John"),)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Donald E. Knuth Jr.", Author("Knuth", "Donald E.", suffix="Jr.")),
        ("Donald E. Knuth, Jr.", Author("Knuth", "Donald E.", suffix="Jr.")),
        ("Jan van der Berg, III", Author("Berg", "Jan", "van der", "III")),
        ("John Smith III", Author("Smith", "John", suffix="III")),
        ("Knuth Jr., Donald E.", Author("Knuth", "Donald E.", suffix="Jr.")),
        ("Knuth, Donald E., Jr.", Author("Knuth", "Donald E.", suffix="Jr.")),
        ("Luxburg, Ulrike von", Author("Luxburg", "Ulrike", "von")),
        ("Oord, Aaron van den", Author("Oord", "Aaron", "van den")),
        ("Nguyen, Van", Author("Nguyen", "Van")),
        ("von Neumann", Author("Neumann", particle="von")),
        ("harold jeffreys", Author("jeffreys", "harold")),
        ("Jean de la Fontaine du Bois", Author("Bois", "Jean", "de la Fontaine du")),
        ("de la Vallée Poussin, Charles Jean", Author("Vallée Poussin", "Charles Jean", "de la")),
        (r"{\relax Ch}arles Darwin the Younger", Author("Younger", "Charles Darwin", "the")),
        ("Lee, Jr., Ann, M.", Author("Lee", "Ann M.", suffix="Jr.")),
    ],
)
def test_suffixes_and_particles_where_other_programs_put_them(written: str, read: Author) -> None:
    assert _people(written) == (read,)


@pytest.mark.parametrize(
    ("written", "separator"),
    [
        ("Roe, R. & Poe, A.", "&"),
        (r"Roe, R. \& Poe, A.", r"\&"),
        ("Roe, R. und Poe, A.", "und"),
        ("R. Roe et A. Poe", "et"),
        ("R. Roe, A. Poe, and B. Doe", ","),
        ("Roe, R., Poe, A., and Doe, B.", ","),
        ("Roe, R., Poe, A. and Doe, B.", ","),
    ],
)
def test_lists_with_another_word_than_and_or_commas_before_it(written: str, separator: str) -> None:
    read = read_names(written)
    assert [author.family for author in read.authors] == ["Roe", "Poe", "Doe"][: len(read.authors)]
    assert len(read.authors) == (3 if "Doe" in written else 2)
    assert f"separated by '{separator}'" in read.fault


@pytest.mark.parametrize(
    "written",
    [
        "Johnson & Johnson",
        "Roe, Jane & Sons",
        "Hans von und zu Stein",
        "Lee, Jr., Ann, M. and Roe, R.",
        "{A. Roe & B. Poe}",
    ],
)
def test_names_that_only_look_like_lists(written: str) -> None:
    read = read_names(written)
    assert len(read.authors) == (2 if " and " in written else 1)
    assert not read.fault
