"""Near matches for words that nobody knows."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def near_matches(word: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Return the known words most like ``word``, whatever its capitals, the nearest first."""
    by_folded: dict[str, str] = {}
    for candidate in known:
        by_folded.setdefault(candidate.casefold(), candidate)
    folded = word.casefold()
    near = difflib.get_close_matches(folded, by_folded, n=limit, cutoff=0.6)
    if len(near) < limit and len(folded) > 2:
        near += sorted(name for name in by_folded if folded in name and name not in near)[: limit - len(near)]
    return tuple(by_folded[name] for name in near)


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'a' or 'b'?"``, or nothing where no known word is near."""
    near = [f"'{name}'" for name in near_matches(word, known)]
    return f"; did you mean {' or '.join(near)}?" if near else ""
