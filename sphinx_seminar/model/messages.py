"""Pieces of messages to authors: their own words in quotation marks, and near matches for unknown ones."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

#: How much alike two words are at least (1 is the same), and how much less than the nearest one another may be.
_ALIKE, _BEHIND = 0.65, 0.2
#: From here on the word is that one with a slip, and no longer one that contains it.
_A_SLIP = 0.85


def near_matches(word: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Return the known words most like ``word``, whatever its capitals, the nearest first.

    Where one is nearly the same, those that are merely similar are left out.
    """
    by_folded: dict[str, str] = {}
    for candidate in known:
        by_folded.setdefault(candidate.casefold(), candidate)
    folded = word.casefold()
    near = difflib.get_close_matches(folded, by_folded, n=limit, cutoff=_ALIKE)
    likeness = {name: difflib.SequenceMatcher(None, name, folded).ratio() for name in near}
    best = max(likeness.values(), default=0.0)
    near = [name for name in near if likeness[name] >= best - _BEHIND]
    if best < _A_SLIP and len(near) < limit and len(folded) > 2:
        near += sorted(name for name in by_folded if folded in name and name not in near)[: limit - len(near)]
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
    escaped = "".join(mark if mark.isprintable() else ascii(mark)[1:-1] for mark in shown)
    mark = '"' if "'" in escaped and '"' not in escaped else "'"
    return f"{mark}{escaped}{mark}"


def followed(message: str, sentence: str) -> str:
    """Put a sentence behind a message, which may end with a question: ``did you mean 'a'?``."""
    return f"{message.rstrip('.')}{'' if message.endswith('?') else '.'} {sentence}"
