"""The key of a publication that its author gave none: a pasted citation, or an entry without one."""

from __future__ import annotations

import re
import unicodedata

from sphinx_seminar.model import Paper

_SMALL_WORDS = frozenset((
    "a", "an", "the", "on", "of", "in", "for", "to", "and", "or", "with", "from", "by", "at", "is", "are", "as", "how",
    "what", "why", "when", "do", "does", "can", "der", "die", "das", "ein", "eine", "zur", "zum", "über", "uber", "le",
    "la", "les", "un", "une", "de", "des", "du", "el", "los", "las", "sur",
))  # fmt: skip
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "Ae", "œ": "oe", "đ": "d", "ı": "i", "þ": "th"}
    | {"ð": "d"}
)
_LATIN = "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e iu ia i i e g"
_CYRILLIC = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ", _LATIN.replace("-", "").split(" "), strict=True))


def key_for(paper: Paper) -> str:
    """Return family, year and first telling word of the title in ASCII: ``hu2019simple``; never empty.

    What a citation lacks is "anon" or "nd"; scripts without a plain transcription give a short number made from the
    letters, which is the same in every build.
    """
    author = next(iter(paper.authors or paper.editors), None)
    family = _ascii(author.family) if author else ""
    if author is not None and author.organisation and len(author.family.split()) > 1:
        family = _ascii(_telling(author.family))
    year = re.search(r"\d{4}", paper.year)
    word = _ascii(_telling(str(paper.title)))
    if not author and not year and not word:
        return _from_number(paper)
    return f"{family[:40] or 'anon'}{year[0] if year else 'nd'}{word[:40]}"


def _from_number(paper: Paper) -> str:
    number = paper.arxiv or paper.doi or paper.isbn or paper.url or paper.pdf
    short = _ascii(number.removeprefix("https://").removeprefix("http://"))[-40:]
    return f"anonnd{short or _ascii(paper.words)[:40]}"


def _telling(title: str) -> str:
    """Return the first word that is no article or preposition."""
    words = re.findall(r"\w+", title.replace("’", "").replace("'", ""))
    return next((word for word in words if word.casefold() not in _SMALL_WORDS), words[0] if words else "")


def _ascii(words: str) -> str:
    letters = "".join(_CYRILLIC.get(letter, letter) for letter in words.casefold().translate(_LETTERS))
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    short = re.sub(r"[^a-z0-9]", "", plain)
    if not short and any(letter.isalnum() for letter in words):
        return "".join(f"{ord(letter):x}" for letter in words if letter.isalnum())[:12]
    return short
