"""People as authors write them: ``Name (note) <link>`` in options and cells, and the rows of a table of people."""

from __future__ import annotations

import re

from sphinx_seminar.model import Person, Problem, Reading
from sphinx_seminar.model.people import without_titles
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.resource import safe_address
from sphinx_seminar.reading.citations.one_name import normal
from sphinx_seminar.reading.links import has_release, links_with_positions, split_label, without_targets
from sphinx_seminar.reading.plain import listed, says_open, split_list, without_emphasis

_NOTE = re.compile(r"(?P<name>[^(]*)\((?P<note>.*)\)\s*\Z", re.DOTALL)
#: An e-mail address.
MAIL = re.compile(r"[^\s@:/<>()]+@[^\s@:/<>()]+\.[^\s@:/<>()]+")
#: What always separates people, and the words between the last two.
_ALWAYS = re.compile(r"\s*[·•、，]\s*|\s+\|\s*|\s*\|\s+|\s+/\s+|,?\s+&\s+")
_AND = re.compile(r",?\s+(?:and|und|et|with|mit|avec|con)\s+|\s+\+\s+|\s*/\s*")
_DASH = re.compile(r"\s+[-–—]\s+")
_LEADING_AND = re.compile(r"(?:and|und|et|&)\s+(?=[^\W\d_a-z])")
_COMMA = re.compile(r"\s*,\s*")
_BRACKETS = re.compile(r"\[[^\[\]]*\]\([^()\s]*\)|\([^()]*\)|<[^<>]*>|\[[^\[\]]*\]")
_BARE_ADDRESS = re.compile(
    r"(?P<name>[^<>]*?[^<>\s:(,])[\s:,\-]+[(\[]?(?P<address>(?:https?://|mailto:)[^\s)\]]+|[^\s@:/<>()]+@[^\s@:/<>()]+\.[^\s@:/<>()]+)"
    r"[)\]]?\Z"
)
#: What follows a name behind a comma and names nobody.
_SUFFIXES = frozenset(
    {"jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "msc", "m.sc", "bsc", "b.sc", "esq", "et", "al"}
)
_INSTITUTION = re.compile(
    r"universi|institut|college|school|depart|labor|\blabs?\b|research|academy|akademie|centre|center|centrum|faculty"
    r"|fakultät|google|deepmind|microsoft|facebook|openai|nvidia|\binc\b|\bltd\b|gmbh|company|hospital|foundation"
    r"|polytech|polit[eé]c|école|ecole|hochschule|society|council|team|group|\bof\b|\bfor\b|max[- ]planck|fraunhofer"
    r"|helmholtz|\binria\b|sorbonne|\bmeta ai\b|\bmila\b|caltech|大学|研究所|学院",
    re.IGNORECASE,
)
#: Short names of institutions: letters alone behind a name, or before the name of a town.
_LETTERS = re.compile(r"(?:[A-Z]{2,}\d?\Z|(?:TU|FU|HU|UC|UT|UW|PH|FH|[A-Z]{3,})[\s\-]+[^\W\d_])")
_WORD = re.compile(r"[^\W\d_][^\W\d_.'’\-]*(?:[.'’\-]+[^\W\d_]*)*\Z")


def read_people(text: str, commas: bool = False) -> Reading[tuple[Person, ...]]:
    """Read people; ``;``, line breaks, ``·`` and ``&`` separate them, "and" where each side is a name.

    A comma does where what it separates is clearly a list of names: "Lee, Jason" is one person, and so is "Andrea
    Montanari, Stanford University", who is noted as being there. With ``commas`` it always does, unless the text has a
    stronger mark. An e-mail address becomes a ``mailto:`` link; the same name twice is one person; a refused link
    leaves the person without one. Placeholders are nobody.
    """
    parts = list(split_list(listed(text)))
    people: dict[str, Person] = {}
    problems: list[Problem] = []
    for line, part in parts:
        for name in _apart(" ".join(part.split()), commas and len(parts) == 1):
            if not says_open(name):
                read = _person(name) if not has_release(name) else _without_waiting_link(name)
                problems += [
                    Problem("release" if problem.subtype == "release" else "person", problem.message, line)
                    for problem in read.problems
                ]
                if read.value is not None:
                    people.setdefault(read.value.identity, read.value)
    return Reading(tuple(people.values()), tuple(problems))


def _without_waiting_link(written: str) -> Reading[Person | None]:
    """Read one person with a link that waits for its release, which is left out."""
    label, _target, start, _end = links_with_positions(written)[0]
    read = _person(f"{written[:start]} {label}".strip())
    message = f"the link of {quoted(written)} cannot wait for its release; expected it among the links. Nobody sees it"
    return Reading(read.value, (Problem("release", message), *read.problems))


def inverted(name: str) -> str:
    """Return a name as an index has it: "Noether, Emmy", "Finetti, Bruno de"; ``""`` for one that has no parts."""
    bare = without_titles(name)
    parts = [part for part in _COMMA.split(bare) if part]
    if len(parts) > 1:
        # "Noether, Emmy" is one already; "King, Jr." is not.
        return bare if len(parts) == 2 and not _is_suffix(parts[1]) else ""
    author = normal(bare)
    if author is None or not author.given:
        return ""
    return ", ".join(filter(None, (author.family, f"{author.given} {author.particle}".strip(), author.suffix)))


def _person(written: str) -> Reading[Person | None]:
    """Read one person: the name, with a link, a note in brackets, and where they are."""
    written = _LEADING_AND.sub("", written)
    bare = _BARE_ADDRESS.match(written)
    name, target = (bare["name"], bare["address"]) if bare is not None else split_label(written)
    further = ""
    if "<" in name and split_label(name)[0]:
        # "Ann Lee <mail> <page>": the first leads to her, the other is noted.
        further = target
        name, target = split_label(name)
    if not name:
        name, target = target, target if MAIL.fullmatch(target) else ""
    notes = []
    noted = _NOTE.match(name)
    if noted is not None and noted["name"].strip():
        name, notes = noted["name"], [noted["note"]]
    name = " ".join(without_emphasis(name).split())
    before, *behind = _split(name, _DASH) or [name]
    if behind and all(map(_is_institution, behind)):
        name, notes = before, [*behind, *notes]
    first, *others = _split(name, _COMMA) or [name]
    while others and _is_suffix(others[0]):
        first = f"{first}, {others.pop(0)}"
    if others and len(_words(first)) > 1 and _is_institution(others[0]):
        name, notes = first, [", ".join(others), *notes]
    link = safe_address(f"mailto:{target}" if MAIL.fullmatch(target) else target)
    if not name:
        message = f"{quoted(written)} names nobody; expected Name (note) <link>; it is left out"
        return Reading(None, (*link.problems, Problem("person", message)))
    note = ", ".join(" ".join(note.split()) for note in (*notes, further) if note.strip())
    return Reading(Person(name, note, link.value, inverted(name)), link.problems)


def _apart(part: str, commas: bool) -> list[str]:
    """Split a list of people without semicolons, at commas and "and"."""
    pieces = [name for piece in _split(part, _ALWAYS) for name in _joined(piece)] or [part]
    divided = [_with_institutions(_split(piece, _COMMA)) for piece in pieces]
    every = [name for names in divided for name in names]
    # "A B, C D and E F"; but not "Lee, Jason and Xu, Ann".
    counted = len(pieces) > 1 and len(divided[0]) > 1 and all(len(names) == 1 for names in divided[1:])
    if commas or (counted and _one_style(every)):
        return every
    people: list[str] = []
    for piece, names in zip(pieces, divided, strict=True):
        # Two names are one where they begin in small letters: "van der Berg, Jan Willem".
        people += names if _one_style(names) and (len(names) > 2 or not names[0][:1].islower()) else [piece]
    return people


def _joined(piece: str) -> list[str]:
    """Divide at "and" where each side begins with a name: "Mathematics and its Applications" is one text."""
    sides = _split(piece, _AND)
    names = [side.split(",")[0].strip() for side in sides]
    return sides if len(sides) > 1 and all(map(_is_name, names)) else [piece]


def _with_institutions(names: list[str]) -> list[str]:
    """Put institutions behind the people who are there."""
    together: list[str] = []
    for name in names:
        if together and _is_institution(name) and len(_words(together[-1].split(",")[0])) > 1:
            together[-1] = f"{together[-1]}, {name}"
        else:
            together.append(name)
    return together


def _is_suffix(piece: str) -> bool:
    return piece.casefold().rstrip(".") in _SUFFIXES


def _is_institution(name: str) -> bool:
    return _INSTITUTION.search(name) is not None or _LETTERS.match(name) is not None


def _one_style(names: list[str]) -> bool:
    """Tell whether all are names, either of one word each ("Alice, Bob, Carol") or with a family name each."""
    lengths = {min(len(_words(name)), 2) for name in names}
    return len(lengths) == 1 and len(names) > 1 and all(map(_is_name, names)) and (lengths == {2} or len(names) > 2)


def _words(name: str) -> list[str]:
    """Return the words of a name, without titles, brackets, and the institution behind it."""
    bare = _BRACKETS.sub(" ", without_targets(without_emphasis(name)))
    return without_titles(" ".join(bare.split(",")[0].split())).split() if "," in bare else without_titles(bare).split()


def _is_name(name: str) -> bool:
    words = _words(name)
    return (
        0 < len(words) <= 5
        and all(_WORD.match(word) for word in words)
        and not any(map(_is_suffix, words))
        and not all(word[0].islower() for word in words)
        and _INSTITUTION.search(" ".join(words)) is None
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
