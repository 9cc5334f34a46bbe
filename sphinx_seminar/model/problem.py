"""Faults as values, where they stand, and the pieces of their messages.

Reading functions return them; one place turns them into warnings.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a source file.

    ``path`` is relative to the source folder, with forward slashes; ``line`` counts from 1, and 0 says that
    the whole file is meant. ``docname`` is empty for a file that is no document (``.bib``, ``.csv``).
    """

    path: str
    #: not part of what a text says, so that a digest of that does not change with every line above it
    line: int = field(default=0, metadata={"digest": False})
    docname: str = ""

    def at(self, line: int) -> Place:
        """Return another line of the same file; the place itself where the line is not known (0)."""
        return replace(self, line=line or self.line)

    def __str__(self) -> str:
        """Return ``path:line``, as editors and compilers write it."""
        return f"{self.path}:{self.line}" if self.line else self.path


#: How much alike two words are at least (1 is the same), and how much less than the nearest one another may be.
_ALIKE, _BEHIND = 0.65, 0.2
#: So many known words are named at most.
_MOST = 3
#: From here on the word is that one with a slip, and no longer one that contains it.
_A_SLIP = 0.85


def near_matches(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the known words most like ``word``, whatever its capitals, the nearest first.

    Where one is nearly the same, those that are merely similar are left out.
    """
    by_folded: dict[str, str] = {}
    for candidate in known:
        by_folded.setdefault(candidate.casefold(), candidate)
    folded = word.casefold()
    near = difflib.get_close_matches(folded, by_folded, n=_MOST, cutoff=_ALIKE)
    likeness = {name: difflib.SequenceMatcher(None, name, folded).ratio() for name in near}
    best = max(likeness.values(), default=0.0)
    near = [name for name in near if likeness[name] >= best - _BEHIND]
    if best < _A_SLIP and len(near) < _MOST and len(folded) > 2:
        near += sorted(name for name in by_folded if folded in name and name not in near)[: _MOST - len(near)]
    return tuple(by_folded[name] for name in near)


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'a' or 'b'?"``, or nothing where no known word is near."""
    near = [f"'{name}'" for name in near_matches(word, known)]
    return f"; did you mean {' or '.join(near)}?" if near else ""


#: How much of an author's text a message repeats (characters).
_SHOWN = 80


def quoted(text: str) -> str:
    """Quote an author's text for a message: on one line, long ones cut.

    What cannot be seen, or turns the order of the text around it, is escaped.
    """
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    # Readers try many dates and refuse most of them: what is refused is mostly printable as a whole.
    plain = shown.isprintable()
    escaped = shown if plain else "".join(mark if mark.isprintable() else ascii(mark)[1:-1] for mark in shown)
    mark = '"' if "'" in escaped and '"' not in escaped else "'"
    return f"{mark}{escaped}{mark}"


def followed(message: str, sentence: str) -> str:
    """Put a sentence behind a message, which may end with a question: ``did you mean 'a'?``."""
    return f"{message.rstrip('.')}{'' if message.endswith('?') else '.'} {sentence}"


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault that a reader found in a text, as a message for its author.

    ``subtype`` is the warning's subtype (``seminar.date`` has ``date``); ``message`` says what was read, what was
    expected and what is shown instead; ``line`` counts from 1 within the text that was read, 0 when unknown.
    """

    subtype: str
    message: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """The value read from a text, and the problems found in the text."""

    value: T
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem together with where it stands in the sources."""

    place: Place
    subtype: str
    message: str
