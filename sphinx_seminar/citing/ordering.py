"""The order of papers in a list."""

from __future__ import annotations

import re
import unicodedata

from sphinx_seminar.citing.names import family
from sphinx_seminar.model import Paper

#: Letters that Unicode does not take apart into a base and a mark.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "\u0131": "i"})


def sort_key(paper: Paper) -> tuple[str, str, str, str]:
    """Return what papers are sorted by: authors, year, title, and the key so that the order is never a matter of luck.

    Accents and capitals don't count. A paper without authors stands where its title belongs.
    """
    people = paper.authors or paper.editors
    names = "\x01".join(folded(f"{family(person)} {person.given}") for person in people)
    title = folded(str(paper.title) or paper.pasted)
    return names or title, paper.year or "\uffff", title, paper.key


def folded(words: str) -> str:
    """Return words as they are compared: without accents, capitals and punctuation."""
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w\s]", " ", letters).split())
