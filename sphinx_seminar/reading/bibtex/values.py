"""The values of fields: braces, quotation marks, ``#``, abbreviations and months."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

#: The abbreviations that every BibTeX style defines, as the English words that they stand for.
MONTHS: Mapping[str, str] = {
    name[:3].lower(): name
    for name in (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    )
}

_BARE = re.compile(r"[^\s#{}\"]+(?:[ \t\n]+[^\s#{}\"]+)*")
_NEXT_FIELD = re.compile(r"\s*([A-Za-z][\w.:+-]*)\s*=\s*")


@dataclass(frozen=True, slots=True)
class Value:
    """What a field says: its TeX, what was wrong with it, and what followed it though a comma was missing."""

    source: str
    faults: tuple[str, ...] = ()
    rest: str = ""


def expand(raw: str, abbreviations: Mapping[str, str]) -> Value:
    """Return the TeX that a value stands for; ``abbreviations`` are in lower case, months are known anyway."""
    parts: list[str] = []
    faults: list[str] = []
    position, joined = 0, True
    while position < len(raw):
        if raw[position].isspace():
            position += 1
        elif raw[position] == "#":
            joined, position = True, position + 1
        elif not joined and _NEXT_FIELD.match(raw, position):
            return Value("".join(parts), tuple(faults), raw[position:])
        else:
            piece, position, fault = _piece(raw, position, abbreviations)
            parts += [piece] if joined else [" ", piece]
            faults += [fault] if fault else []
            joined = False
    return Value("".join(parts), tuple(faults))


def fields_after(rest: str, abbreviations: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
    """Yield the fields of what follows a value without a comma, each with its value."""
    while (heading := _NEXT_FIELD.match(rest)) is not None:
        value = expand(rest[heading.end() :], abbreviations)
        yield heading[1], value
        rest = value.rest


def _piece(raw: str, start: int, abbreviations: Mapping[str, str]) -> tuple[str, int, str]:
    """Return one piece of a value, where it ends, and what is wrong with it."""
    if raw[start] in '{"':
        end = _end_of_quoted(raw, start)
        return raw[start + 1 : end], end + 1, ""
    bare = _BARE.match(raw, start)
    if bare is None:
        return raw[start], start + 1, f"'{raw[start]}' stands alone; expected {{text}}; it is kept"
    word = bare[0]
    known = abbreviations.get(word.lower(), MONTHS.get(word.lower()))
    if known is not None or word.isdigit():
        return word if known is None else known, bare.end(), ""
    return word, bare.end(), f"'{word}' is no abbreviation of an @string; expected {{text}}; the word itself is shown"


def _end_of_quoted(raw: str, start: int) -> int:
    """Return where the brace or quotation mark at ``start`` finds its partner, or the end of the text."""
    closing = "}" if raw[start] == "{" else '"'
    depth, position = 0, start + 1
    while position < len(raw):
        mark = raw[position]
        if mark == closing and depth == 0:
            return position
        if mark == "\\":
            position += 1
        elif mark in "{}":
            depth += 1 if mark == "{" else -1
        position += 1
    return len(raw)
