"""Misspelt and foreign names of directives, roles and options, and the names that were meant."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator
from importlib.resources import files

from sphinx_seminar.model.problem import near_matches, quoted, suggestion
from sphinx_seminar.reading.vocabulary import meaning_of, plain_header, read_kind

#: By a directive or a role, and by an option, the foreign names that mean it.
_WORDS: dict[str, dict[str, str]] = tomllib.loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))
#: The directives of kinds of sessions.
_KINDS = {"lecture": "lecture", "aside": "assignment", "exam": "session"}
#: Options by the meanings of columns, where the two have different names.
_OF_MEANINGS = {
    "start": ("starts", "date"), "end": ("ends", "date"), "time": ("date", "meets"), "resources": ("links",),
    "instructor": ("instructors", "instructor", "speaker"), "speaker": ("speaker", "instructors"),
    "title": ("title", "caption"),
}  # fmt: skip
#: Advice on facts that have no option here, by the meaning of their names.
_ELSEWHERE = {"title": "; expected it behind {{{directive}}}.", "abstract": "; expected it in the body."}


def meant_names(written: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the known directives, or roles, that a foreign name stands for; else those that are spelt most like it."""
    name = written.removeprefix("sem:")
    word = plain_header(name)
    kind = _KINDS.get(read_kind(word).counts_as, "")
    meant = (each for each in (kind, *_standing_for(word, "names")) if each in known)
    return tuple(dict.fromkeys(meant)) or near_matches(name, known)


def _standing_for(word: str, of: str) -> Iterator[str]:
    return (name for name, words in _WORDS[of].items() if word in words.split())


def meant_option(written: str, known: Collection[str]) -> str:
    """Return the option that a foreign name stands for, also by its meaning as a column header; ``""`` if none."""
    return next((name for name in _meant(written, known) if name in known), "")


def _meant(written: str, known: Collection[str]) -> Iterator[str]:
    """Yield the options that a name may stand for; in an assignment it means what it does over a table of them."""
    yield written.lower().replace("_", "-").replace(" ", "-")
    words = written.replace("-", " ").replace("_", " ")
    yield from _standing_for(plain_header(words), "options")
    for meaning in (meaning_of(words, "work") if "due" in known else "", meaning_of(words)):
        yield from (*_OF_MEANINGS.get(meaning, ()), meaning.replace(" ", "-"), f"{meaning}s")


def unknown_option(written: str, value: str, known: Collection[str], directive: str) -> str:
    """Return the message on an unknown option, with the option that its author may mean."""
    meant = meant_option(written, known)
    elsewhere = _ELSEWHERE.get(meaning_of(written), "").format(directive=directive)
    expected = f"; did you mean '{meant}'?" if meant else suggestion(written, known) or elsewhere
    expected = expected or f"; expected one of {', '.join(known)}."
    return f"{{{directive}}} has no option {quoted(f':{written}:')}{expected} It is left out: {quoted(value)}"
