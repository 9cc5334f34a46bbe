"""The names of authors and editors, in BibTeX's three ways of writing them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

from sphinx_seminar.model import Author
from sphinx_seminar.reading.latex.words import plain_latex

_GAP = re.compile(r"\{?\s*(?:\.\.\.|…|\\l?dots(?:\{\})?)\s*\}?\Z")
_ET_AL = re.compile(r"(?:et\.?\s+al\.?|others)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Names:
    """The people of a field, with what :class:`~sphinx_seminar.model.Paper` says about the list."""

    authors: tuple[Author, ...] = ()
    truncated: bool = False
    last_after_gap: bool = False


def read_names(source: str) -> Names:
    """Read ``A and B and others``; ``{A whole name in braces}`` is an organisation.

    The rules are those of Patashnik's *BibTeXing*, section 4. "et al." and "…" among the names count as "others".
    """
    written = [name for name in split_multiple_persons_names(source) if name.strip()]
    gaps = [number for number, name in enumerate(written) if _GAP.match(name) or _ET_AL.match(name)]
    authors = tuple(_author(name) for number, name in enumerate(written) if number not in gaps)
    authors = tuple(author for author in authors if author.family)
    last_after_gap = bool(gaps) and gaps[-1] == len(written) - 2 and len(authors) > 1
    return Names(authors, bool(gaps), last_after_gap)


def _author(source: str) -> Author:
    whole = source.strip()
    if _is_one_group(whole):
        return Author(plain_latex(whole), organisation=True)
    parts = parse_single_name_into_parts(whole, strict=False)
    return Author(
        family=_words(parts.last) or plain_latex(whole.strip(" ,")),
        given=_words(parts.first),
        particle=_words(parts.von),
        suffix=_words(parts.jr),
    )


def _words(parts: Iterable[str]) -> str:
    return plain_latex(" ".join(parts))


def _is_one_group(source: str) -> bool:
    r"""Tell whether one pair of braces holds the whole name; ``{\'E}`` is a letter, not a group."""
    if not source.startswith("{") or source.startswith("{\\"):
        return False
    depth = 0
    for position, mark in enumerate(source):
        depth += {"{": 1, "}": -1}.get(mark, 0)
        if depth == 0:
            return position == len(source) - 1
    return False
