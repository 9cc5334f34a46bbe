"""The finding of a check, and the matter that all checks examine."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sphinx_seminar.book import Book
from sphinx_seminar.model import Place, Session


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is left to do, with its place.

    ``subject`` is the name of a session or a person, the key of a paper, or the path of a deck. ``others`` are further
    places that an author has to look at.
    """

    place: Place
    subject: str
    message: str
    others: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """The matter of the checks: the book, the day of the report, and files and links beside it.

    ``decks`` are the slide decks in the folders of the source, ``linked`` the files that pages link in their text, and
    ``cited`` the keys that other extensions cite and that other entries refer to.
    """

    book: Book
    day: dt.date
    decks: tuple[str, ...] = ()
    linked: frozenset[str] = frozenset()
    cited: frozenset[str] = frozenset()


def named(session: Session) -> str:
    """Return a session for a message: "lecture 8, 'Kernels'"."""
    return f"{session.kind} {session.number}".rstrip() + f", '{session.title}'"
