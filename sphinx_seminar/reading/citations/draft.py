"""What has been understood of a citation so far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sphinx_seminar.model import Author

#: Stands in a text where something has been taken out.
GONE = "\ue000"


class Draft(NamedTuple):
    """The fields of a paper as words; ``cost`` counts what speaks against this reading, ``lost`` the words left over.

    A reading that costs less is preferred; one that loses words, or that is ``undecided`` because the same words allow
    another, is never shown in place of what was pasted. Thousands
    are made for a long list, each from another: that is what named tuples are quickest at.
    """

    kind: str = ""
    title: str = ""
    authors: tuple[Author, ...] = ()
    truncated: bool = False
    last_after_gap: bool = False
    editors: tuple[Author, ...] = ()
    year: str = ""
    month: str = ""
    venue: str = ""
    series: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    article_number: str = ""
    edition: str = ""
    publisher: str = ""
    institution: str = ""
    address: str = ""
    doi: str = ""
    arxiv: str = ""
    arxiv_class: str = ""
    isbn: str = ""
    url: str = ""
    pdf: str = ""
    accessed: str = ""
    note: str = ""
    cost: int = 0
    undecided: bool = False
    lost: tuple[str, ...] = ()


#: The fields that a paper has too.
PAPER_FIELDS = tuple(name for name in Draft._fields if name not in ("cost", "undecided", "lost", "title"))


def dearer(draft: Draft, cost: int, *lost: str) -> Draft:
    """Return the reading with more that speaks against it, and with words that went nowhere."""
    words = tuple(word for word in lost if any(letter.isalnum() for letter in word))
    return draft._replace(cost=draft.cost + cost, lost=draft.lost + words)


def with_fields(draft: Draft, values: Mapping[str, Any]) -> Draft:
    """Return the reading with fields that are known by name."""
    return draft._replace(**values)
