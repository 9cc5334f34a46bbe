"""The passage that a citation in running text names: "jacot2018neural p. 3"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DIVISIONS = (
    "p pp page pages ch chs chap chapter chapters sec secs sect section sections part vol no fig figs figure tab table "
    "eq eqs equation thm theorem lem lemma prop proposition cor corollary def definition ex example app appendix par "
    "para paragraph fn note col line lines v vv art book slide slides min S Kap Kapitel Abs Abschnitt Abb Seite Seiten"
)
#: A division of a work with its number, a number alone, or a sign of a section.
_LOCATOR = re.compile(
    rf"(?:(?:{'|'.join(_DIVISIONS.split())})(?:\.\s*|\s+)\S.*|§.+|\d[\d.]*(?:[–-]+\d[\d.]*)?(?:\s?ff?\.?)?)\Z",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"([,;])")
_RANGE = re.compile(r"(?<=\d)--?(?=\d)")


def cited(target: str) -> Iterator[tuple[str, str]]:
    """Yield the keys of a reference, each with its locator or ``""``: "a p. 3; b, pp. 4, 9; c" cites three papers."""
    key, locator = "", ""
    written = _SEPARATORS.split(target)
    for mark, piece in zip(["", *written[1::2]], map(str.strip, written[::2]), strict=True):
        if key and piece and mark == "," and _LOCATOR.match(piece):
            locator = f"{locator}, {piece}" if locator else piece
            continue
        if key:
            yield key, _RANGE.sub("–", locator)
        key, locator = _divided(piece)
    if key:
        yield key, _RANGE.sub("–", locator)


def _divided(piece: str) -> tuple[str, str]:
    """Part a key from the locator behind it; a key may have blanks, if it has to."""
    words = " ".join(piece.split()).split(" ")
    for place in range(1, len(words)):
        locator = " ".join(words[place:])
        if _LOCATOR.match(locator):
            return " ".join(words[:place]), locator
    return " ".join(words), ""
