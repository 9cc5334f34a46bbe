"""The decks of the book, and web pages with the text of each, for readers who cannot see the slides."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from sphinx_seminar.book import Book
from sphinx_seminar.exports.edition import Address, one_line
from sphinx_seminar.model import Deck, Session
from sphinx_seminar.model.resource import FileFact
from sphinx_seminar.rendering.resources import file_facts
from sphinx_seminar.rendering.words import AS_FILE, IN, TEXT_VERSION, page_word


@dataclass(frozen=True, slots=True)
class DeckInBook:
    """A deck, or another local document in pages: what it is called, and the sessions that it belongs to."""

    file: FileFact
    kind: str
    title: str
    sessions: tuple[Session, ...] = ()


def decks_of(book: Book, decks: Iterable[str]) -> list[DeckInBook]:
    """Return the decks in book order, those of no session last; ``decks`` are the paths of those that could be read."""
    wanted = set(decks)
    found: dict[str, DeckInBook] = {}
    for session in book.sessions:
        for resource in session.resources:
            file = book.file_of(session.place.docname, resource)
            if file is not None and file.path in wanted:
                first = found.get(file.path)
                title = one_line(resource.label or str(session.title)) or _name(file)
                sessions = (session,) if first is None else tuple(dict.fromkeys((*first.sessions, session)))
                found[file.path] = DeckInBook(
                    file,
                    resource.kind if first is None else first.kind,
                    title if first is None else first.title,
                    sessions,
                )
    for _key, file in sorted(book.sources.files.items(), key=lambda item: item[1].path):
        if file.path in wanted:
            found.setdefault(file.path, DeckInBook(file, "slides", _name(file)))
    return list(found.values())


def _name(file: FileFact) -> str:
    return posixpath.basename(file.path)


def page_address(file: FileFact, number: int) -> str:
    """Return the address of a page of a PDF, from the book's folder; viewers open it at that page (RFC 8118)."""
    return f"{quote(file.path)}#page={number}"


def text_version(book: Book, deck: DeckInBook, known: Deck, address: Address, language: str) -> bytes:
    """Return the text of a deck as a web page that stands beside it: a heading for each page, and the lines below it.

    The page does without the book's theme, so that it is written again only when the deck or its sessions change.
    """
    folder = posixpath.dirname(deck.file.text)
    title = escape(f"{deck.title}: {TEXT_VERSION}")
    sessions = "; ".join(
        _link(address(place.docname, place.anchor), one_line(str(place.label)), folder)
        for place in map(book.place_of, deck.sessions)
    )
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(language.replace("_", "-"))}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f'<link rel="stylesheet" href="{escape(_relative("_static/seminar.css", folder))}">',
        "</head>",
        '<body class="sem-deck-text">',
        "<main>",
        f"<h1>{title}</h1>",
        f"<p>{_link(quote(deck.file.path), str(AS_FILE), folder)} ({escape(file_facts(deck.file))})</p>",
        *([f"<p>{escape(str(IN))} {sessions}</p>"] if sessions else []),
        *(_section(deck.file, number, text) for number, text in enumerate(known.texts, 1)),
        "</main>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(parts) + "\n").encode()


def _link(target: str, words: str, folder: str) -> str:
    path, mark, fragment = target.partition("#")
    return f'<a href="{escape(_relative(path, folder) + mark + fragment)}">{escape(words)}</a>'


def _relative(path: str, folder: str) -> str:
    """Return an address in the book as a file of a folder has it; that of a folder ends with a slash, or is empty."""
    relative = posixpath.relpath(path or ".", folder or ".")
    return relative if path and not path.endswith("/") else f"{relative}/"


def _section(file: FileFact, number: int, text: str) -> str:
    """Return one page: the first line, which is mostly its title, behind the number, and the others as lines.

    Only who made the deck knows which of the lines belong together.
    """
    title, *lines = map(escape, text.split("\n"))
    link = _link(page_address(file, number), page_word(number), posixpath.dirname(file.text))
    heading = f"<h2>{link}: {title}</h2>" if title else f"<h2>{link}</h2>"
    body = f"\n<p>{'<br>'.join(lines)}</p>" if lines else ""
    return f'<section id="page-{number}">\n{heading}{body}\n</section>'


def text_versions(book: Book, decks: Mapping[str, Deck], address: Address, language: str) -> dict[str, bytes]:
    """Return the text versions of all decks that have text, by their paths."""
    return {
        deck.file.text: text_version(book, deck, decks[deck.file.path], address, language)
        for deck in decks_of(book, decks)
        if deck.file.text
    }
