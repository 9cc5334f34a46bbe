"""Several people in one cell, as a list, a sentence or a programme names them."""

from __future__ import annotations

import re

from sphinx_seminar.model import Person, Problem, Reading
from sphinx_seminar.reading.links import split_list
from sphinx_seminar.reading.people import read_people

#: What always separates people, and the words between the last two.
_ALWAYS = re.compile(r"\s*[·•|]\s*|\s+/\s+|,?\s+(?:and|und|et)\s+|,?\s+&\s+")
_COMMA = re.compile(r"\s*,\s*")
_BRACKETS = re.compile(r"\[[^\[\]]*\]\([^()\s]*\)|\([^()]*\)|<[^<>]*>|\[[^\[\]]*\]")
_BARE_ADDRESS = re.compile(r"(?P<name>[^<>]*?[^<>\s:(])[\s:]+(?P<address>(?:https?|mailto):\S+)\Z")
#: What follows a name behind a comma and names nobody.
_SUFFIXES = frozenset(
    {"jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "msc", "m.sc", "bsc", "b.sc", "esq", "et", "al"}
)
_INSTITUTION = re.compile(
    r"universi|institut|college|school|depart|labor|\blabs?\b|research|academy|akademie|centre|center|centrum|faculty"
    r"|fakultät|google|deepmind|microsoft|facebook|openai|nvidia|\binc\b|\bltd\b|gmbh|company|hospital|foundation"
    r"|polytech|polit[eé]c|école|ecole|hochschule|society|council|team|group|\bof\b|\bfor\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][^\W\d_.'’\-]*(?:[.'’\-]+[^\W\d_]*)*\Z")


def people_in(cell: str, commas: bool = False) -> Reading[tuple[Person, ...]]:
    """Read the people of a cell: ``;``, line breaks, ``·``, ``and`` and ``&`` separate them.

    A comma does where what it separates is clearly a list of names: "Lee, Jason" is one person, and so is "Andrea
    Montanari, Stanford University". With ``commas`` it always does, unless the cell has a stronger mark.
    """
    parts = [" ".join(part.split()) for _, part in split_list(cell)]
    people: list[Person] = []
    problems: list[Problem] = []
    for part in parts:
        for name in _apart(part, commas and len(parts) == 1):
            read = read_people(_linked(name))
            people += [person for person in read.value if person not in people]
            problems += read.problems
    return Reading(tuple(people), tuple(problems))


def read_all_names(text: str) -> Reading[tuple[Person, ...]]:
    """Read the people of an option, which ``;`` or line breaks separate.

    A comma or an "and" separates them too where each side is a whole name: "Ann Lee, Bo Chen", but not "Lee, Ann", "Ann
    Lee, Stanford University" or "Mathematics and Physics".
    """
    people: dict[str, Person] = {}
    problems: list[Problem] = []
    for line, part in split_list(text):
        names = _apart(part, commas=False)
        whole = len(names) > 1 and all(_is_name(name) and len(_words(name)) > 1 for name in names)
        read = read_people("\n".join(names) if whole else part)
        problems += [Problem(problem.subtype, problem.message, line) for problem in read.problems]
        for person in read.value:
            people.setdefault(person.identity, person)
    return Reading(tuple(people.values()), tuple(problems))


def _linked(name: str) -> str:
    """Put an address that follows a name in angle brackets."""
    bare = _BARE_ADDRESS.match(name)
    return f"{bare['name']} <{bare['address']}>" if bare is not None else name


def _apart(part: str, commas: bool) -> list[str]:
    """Divide what no semicolon divides."""
    pieces = _split(part, _ALWAYS)
    divided = [_split(piece, _COMMA) for piece in pieces]
    every = [name for names in divided for name in names]
    # "A B, C D and E F"; but not "Lee, Jason and Xu, Ann".
    counted = len(pieces) > 1 and len(divided[0]) > 1 and all(len(names) == 1 for names in divided[1:])
    if commas or (counted and _one_style(every)):
        return every
    return [name for piece, names in zip(pieces, divided, strict=True) for name in _listed(piece, names)]


def _listed(piece: str, names: list[str]) -> list[str]:
    return names if len(names) > 1 and _one_style(names) and (len(names) > 2 or _full(names)) else [piece]


def _one_style(names: list[str]) -> bool:
    """Tell whether all are names, either of one word each ("Alice, Bob, Carol") or with a family name each."""
    lengths = {min(len(_words(name)), 2) for name in names}
    return len(lengths) == 1 and len(names) > 1 and all(map(_is_name, names)) and (lengths == {2} or len(names) > 2)


def _full(names: list[str]) -> bool:
    """Tell whether two names are two people: "van der Berg, Jan Willem" is one."""
    return not names[0][:1].islower() and all(len(_words(name)) > 1 for name in names)


def _words(name: str) -> list[str]:
    return _BRACKETS.sub(" ", name).split()


def _is_name(name: str) -> bool:
    words = _words(name)
    return (
        0 < len(words) <= 5
        and all(_WORD.match(word) for word in words)
        and not any(word.casefold().rstrip(".") in _SUFFIXES for word in words)
        and not all(word[0].islower() for word in words)
        and _INSTITUTION.search(name) is None
    )


def _split(text: str, mark: re.Pattern[str]) -> list[str]:
    """Split a text at marks that stand in no brackets."""
    inside = [found.span() for found in _BRACKETS.finditer(text)]
    parts, start, bracket = [], 0, 0
    for found in mark.finditer(text):
        while bracket < len(inside) and inside[bracket][1] <= found.start():
            bracket += 1
        if bracket < len(inside) and inside[bracket][0] < found.end():
            continue
        parts.append(text[start : found.start()].strip())
        start = found.end()
    return [part for part in (*parts, text[start:].strip()) if part]
