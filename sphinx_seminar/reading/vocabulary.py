"""The meanings of words over columns and kinds of sessions, in the languages of courses (``words.toml``)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from sphinx_seminar.model.session import CountsAs

#: What a table is about.
About = Literal["sessions", "work", "people"]

#: Two meanings that one column can have.
_TOGETHER = {
    frozenset({"date", "time"}): "date", frozenset({"day", "date"}): "date", frozenset({"day", "time"}): "date",
    frozenset({"start", "end"}): "time", frozenset({"title", "papers"}): "title", frozenset({"title", "kind"}): "title",
    frozenset({"title", "abstract"}): "title", frozenset({"location", "online"}): "location",
    frozenset({"number", "title"}): "title",
}  # fmt: skip
_LINKED = frozenset({"resources", "slides", "recording", "notes", "material", "code", "exercises"})
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PARTS = re.compile(r"\s*(?:/|&|\+|,|\||\band\b|\bor\b|\bund\b|\bet\b|\by\b)\s*")


#: Words that say yes or no.
YES_NO = dict.fromkeys(("yes", "y", "true", "on", "1"), True) | dict.fromkeys(("no", "n", "false", "off", "0"), False)


def plain_header(header: str) -> str:
    """Return a header in the form in which it is looked up: without accents, capitals, punctuation and brackets."""
    outside = _IN_BRACKETS.sub(" ", header[:200]) if not header.startswith(("(", "[")) else header[:200]
    letters = unicodedata.normalize("NFKD", outside.casefold().replace("№", "#"))
    bare = "".join(mark for mark in letters if not unicodedata.combining(mark))
    words = "".join(mark if mark.isalnum() or mark in "#/&+,|" else " " for mark in bare)
    return " ".join(words.split())


def in_brackets(header: str) -> str:
    """Return the text in brackets of a header, such as a unit or a time zone."""
    found = _IN_BRACKETS.search(header[:200])
    return found[1].strip() if found is not None else ""


#: The endings of "Vortragende/r", "Referent:in", "Dozent*innen", "enseignant·e·s", as :func:`plain_header` writes them.
_BOTH_GENDERS = re.compile(r"(?:[/ ]+(?:r|in|innen|e|s|e s)|/(?:a|as|os))\Z")


@cache
def words_of(section: str) -> Mapping[str, str]:
    """Return what each word of a section of ``words.toml`` means; of two meanings the first counts."""
    return {
        word.strip(): meaning
        for meaning, words in reversed(_written()[section].items())
        for word in words.replace("\n", ",").split(",")
        if word.strip()
    }


@cache
def _written() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def headers(about: About = "sessions") -> Mapping[str, str]:
    """Return the meanings of all words over columns, as :func:`plain_header` writes them."""
    return {plain_header(word): meaning for word, meaning in words_of(about).items()}


@lru_cache(maxsize=512)
def meaning_of(header: str, about: About = "sessions") -> str:
    """Return what a header means (``date``, ``title``, ``speaker``, ``slides`` …), empty for one that is unknown."""
    plain = plain_header(header)
    known = headers(about)
    for word in (plain, plain.rstrip("0123456789 "), _BOTH_GENDERS.sub("", plain)):
        if word in known:
            return known[word]
    if about != "sessions":
        return ""
    parts = frozenset(known.get(part, "") for part in _PARTS.split(plain) if part)
    if len(parts) == 1:
        return next(iter(parts))
    if parts and parts <= _LINKED:
        return "resources"
    return _TOGETHER.get(parts, "")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of session: the word that readers see, and its class."""

    words: str
    counts_as: CountsAs = ""


def read_kind(text: str, language: str = "en") -> Kind:
    """Read a kind; the book's own word for a lecture, in any capitals, is ``lecture``, which each language translates.

    One of another language stays as it was written, and counts as a lecture too.
    """
    words = " ".join(text.split())
    plain = plain_header(words)
    meaning = _meaning(plain)
    own = words_of("lectures").get(plain) in ("en", language[:2])
    return Kind("lecture" if meaning == "lecture" and own else words, meaning)


@lru_cache(maxsize=512)
def _meaning(plain: str) -> CountsAs:
    bare = re.sub(r"[\s#]*(?:[0-9]+|\b[ivx]+)\Z", "", plain) or plain
    known = words_of("kinds")
    if bare in words_of("lectures"):
        return "lecture"
    if known.get(bare) == "aside":
        return "aside"
    if known.get(bare) == "break" or bare.endswith((" break", " pause")):
        return "break"
    first, last = known.get(bare.split(" ")[0]), known.get(bare.split(" ")[-1])
    ends = tuple(word for word, meaning in known.items() if meaning == "exam_ends")
    exam = "exam" in (known.get(bare), last) or first == "exam_first" or bare.endswith(ends)
    return "exam" if exam else ""
