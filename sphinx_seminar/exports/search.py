"""Our search index beside Sphinx's own: sessions, people, papers, and the text of decks by page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from sphinx_seminar.book import Book
from sphinx_seminar.book.references import title_of_paper
from sphinx_seminar.exports.deck_pages import decks_of, pages_of, words_of
from sphinx_seminar.exports.edition import Edition
from sphinx_seminar.exports.facts import due_words, when_words
from sphinx_seminar.exports.values import one_line
from sphinx_seminar.model import Deck, Session
from sphinx_seminar.rendering.phrases import kind_word, status_word
from sphinx_seminar.rendering.words import (
    ALSO_ON,
    ASSIGNMENT,
    DUE,
    MORE,
    PAGE,
    PAPER,
    PERSON,
    RESOURCE_WORDS,
    ROLE_WORDS,
    TEXT_VERSION,
)

#: The path of the index, beside Sphinx's own.
SEARCH_FILE = "seminarindex.js"

#: One result: its kind in words, its title, its address from the book's folder, what is shown behind it, and the words
#: that find it besides its title.
Entry = tuple[str, str, str, str, str]

#: How many things of one person a result names.
_MOST_ROLES = 3


def search_index(edition: Edition, decks: Mapping[str, Deck]) -> bytes:
    """Return the index as JavaScript, since a page opened from a disk can load no data.

    Kinds are in the order in which results of the same weight are shown.
    """
    book = edition.book
    listed = decks_of(book, (path for path, deck in decks.items() if deck.has_text))
    index = {
        "entries": [
            *_sessions(edition),
            *_assignments(edition),
            *_people(edition),
            *_papers(edition),
        ],
        "decks": [
            [
                str(RESOURCE_WORDS["material" if deck.kind == "link" else deck.kind]),
                deck.title,
                quote(deck.file.path),
                "; ".join(_label(book, session) for session in deck.sessions if str(session.title) != deck.title),
                quote(deck.file.text),
                [one_line(" ".join(words_of(lines))) for lines in pages_of(decks[deck.file.path])],
            ]
            for deck in listed
        ],
        "words": {"page": str(PAGE), "also": str(ALSO_ON), "text": str(TEXT_VERSION), "more": str(MORE)},
    }
    content = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return f"SeminarSearch.setIndex({content});\n".encode()


def _sessions(edition: Edition) -> Iterator[Entry]:
    for session in edition.book.sessions:
        people = dict.fromkeys(one_line(part.person.name) for part in session.people)
        when = when_words(session, edition.language)
        status = status_word(session.status) if session.status else ""
        yield (
            kind_word(session.kind),
            _label(edition.book, session),
            edition.within(session.place.docname, session.anchor),
            " · ".join(part for part in (", ".join(people), when, status) if part),
            one_line(" ".join((*people, session.name, session.part, *session.tags))),
        )


def _assignments(edition: Edition) -> Iterator[Entry]:
    for work in edition.book.assignments:
        due = due_words(work, edition.language)
        yield (
            str(ASSIGNMENT),
            one_line(str(work.title)),
            edition.within(work.place.docname, work.anchor),
            f"{DUE}: {due}" if due else "",
            one_line(f"{work.name} {work.part_of}"),
        )


def _label(book: Book, session: Session) -> str:
    return one_line(str(book.place_of(session).label))


def _people(edition: Edition) -> Iterator[Entry]:
    book, indexed = edition.book, "sem-people" in (edition.indices or ())
    for entry in book.people:
        roles = [
            f"{ROLE_WORDS[role][0]}: {_label(book, session)}" if session is not None else str(ROLE_WORDS[role][0])
            for role, session in entry.roles
        ]
        shown = "; ".join(roles[:_MOST_ROLES]) + ("; …" if len(roles) > _MOST_ROLES else "")
        place = book.place_of_person(entry)
        where = ("sem-people", entry.anchor) if indexed else (place.docname, place.anchor)
        yield str(PERSON), one_line(entry.person.name), edition.within(*where), shown, one_line(entry.person.note)


def _papers(edition: Edition) -> Iterator[Entry]:
    """Yield the papers that stand on some page, with the place that references to them lead to."""
    book, indexed = edition.book, "sem-papers" in (edition.indices or ())
    for entry in book.papers.entries:
        place = book.place_of_paper(entry, "")
        where = edition.within(place.docname, place.anchor) if place.docname else ""
        if not place.docname and indexed:
            where = edition.within("sem-papers", entry.anchor)
        if where:
            paper = entry.paper
            sessions = "; ".join(_label(book, session) for session in book.sessions_of(entry))
            names = (f"{author.given} {author.particle} {author.family}" for author in paper.authors)
            words = (*names, paper.year, paper.venue, paper.doi, paper.arxiv, paper.key, paper.words)
            yield str(PAPER), one_line(title_of_paper(book, entry)), where, sessions, one_line(" ".join(words))
