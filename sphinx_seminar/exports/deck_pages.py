"""The decks of the book, and web pages with the text of each, for readers who cannot see the slides."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from urllib.parse import quote

from sphinx_seminar.book import Book
from sphinx_seminar.exports.edition import Edition
from sphinx_seminar.exports.values import one_line
from sphinx_seminar.model import Deck, Session
from sphinx_seminar.model.resource import FileFact
from sphinx_seminar.rendering.phrases import page_word
from sphinx_seminar.rendering.resources import file_facts
from sphinx_seminar.rendering.words import AS_FILE, IN, TEXT_VERSION


@dataclass(frozen=True, slots=True)
class DeckInBook:
    """A deck, or another local document in pages, with its title and the sessions that it belongs to."""

    file: FileFact
    kind: str
    title: str
    sessions: tuple[Session, ...] = ()


def decks_of(book: Book, decks: Iterable[str]) -> list[DeckInBook]:
    """Return the decks in book order, those of no session last; ``decks`` are the paths of those that could be read."""
    wanted = set(decks)
    listed: dict[str, DeckInBook] = {}
    for session in book.sessions:
        for resource in session.resources:
            file = book.file_of(session.place.docname, resource)
            if file is None or file.path not in wanted:
                continue
            title = one_line(resource.label or str(session.title)) or _name(file)
            deck = listed.setdefault(file.path, DeckInBook(file, resource.kind, title))
            if session not in deck.sessions:
                listed[file.path] = replace(deck, sessions=(*deck.sessions, session))
    for file in sorted(book.sources.files.values(), key=lambda file: file.path):
        if file.path in wanted:
            listed.setdefault(file.path, DeckInBook(file, "slides", _name(file)))
    return list(listed.values())


def _name(file: FileFact) -> str:
    return posixpath.basename(file.path)


def page_address(file: FileFact, number: int) -> str:
    """Return the address of a page of a PDF, from the book's folder; viewers open it at that page (RFC 8118)."""
    return f"{quote(file.path)}#page={number}"


def page_picture(file: FileFact, number: int) -> str:
    """Return the path of the small picture of a page, which stands beside the text version of its deck."""
    return f"{file.text.removesuffix('.html')}-{number}.png"


#: What begins a line of a list on a slide.
_BULLET = re.compile(r"[■□▪▫•●○◦‣⁃▶►▸▷➢➤∙·*–—-]\s+(?=\S)")
_FIGURES = re.compile(r"\d+")
#: How a sentence ends.
_ENDS = (".", "!", "?", ":", ";", "…", "。")


def pages_of(deck: Deck) -> list[list[str]]:
    """Return the lines of each page of a deck, without the lines that stand at the foot of most of them."""
    pages = [text.split("\n") if text else [] for text in deck.texts]
    while True:
        feet = Counter(_FIGURES.sub("#", lines[-1]) for lines in pages if len(lines) > 1)
        foot, count = next(iter(feet.most_common(1)), ("", 0))
        if count < 2 or 2 * count < len(pages):
            return pages
        for lines in pages:
            if len(lines) > 1 and _FIGURES.sub("#", lines[-1]) == foot:
                lines.pop()


def words_of(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a page without the marks of its lists."""
    return (_BULLET.sub("", line, count=1) if _BULLET.match(line) else line for line in lines)


def _blocks(lines: Iterable[str]) -> Iterator[tuple[bool, list[str]]]:
    """Yield the items of lists (``True``) and what stands between them, each with its lines.

    A line goes on with the item before it where that is no whole sentence, or where it does not begin like one.
    """
    item, block = False, list[str]()
    for line in lines:
        bullet = bool(_BULLET.match(line))
        ends = item and bool(block) and block[-1].endswith(_ENDS) and not line[:1].islower()
        if block and (bullet or ends):
            yield item, block
            block = []
        item = bullet or (item and not ends)
        block.append(*words_of([line]))
    if block:
        yield item, block


def text_versions(edition: Edition, decks: Mapping[str, Deck]) -> dict[str, bytes]:
    """Return the text of each deck that has any, as a web page that stands beside it, by the paths of these pages.

    Each page of the deck has its picture, its title and its lines. The web page is written apart from those of the
    book: it is there whatever the theme, and is made again only when the deck or its sessions change.
    """
    listed = decks_of(edition.book, decks)
    return {deck.file.text: _text_version(edition, deck, decks[deck.file.path]) for deck in listed if deck.file.text}


def _text_version(edition: Edition, deck: DeckInBook, known: Deck) -> bytes:
    folder = posixpath.dirname(deck.file.text)
    title = escape(f"{deck.title}: {TEXT_VERSION}")
    sessions = "; ".join(
        _link(edition.within(place.docname, place.anchor), one_line(str(place.label)), folder)
        for place in map(edition.book.place_of, deck.sessions)
    )
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(edition.language.replace("_", "-"))}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f'<link rel="stylesheet" href="{escape(_relative("_static/seminar.css", folder))}">',
        "</head>",
        '<body class="sem-deck-text">',
        f"<header>{_link(edition.within(edition.root, ''), edition.project, folder)}</header>",
        "<main>",
        f"<h1>{title}</h1>",
        f"<p>{_link(quote(deck.file.path), str(AS_FILE), folder)} ({escape(file_facts(deck.file))})</p>",
        *([f"<p>{escape(str(IN))} {sessions}</p>"] if sessions else []),
        *(_section(deck.file, known, number, lines) for number, lines in enumerate(pages_of(known), 1)),
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


def _section(file: FileFact, known: Deck, number: int, lines: list[str]) -> str:
    """Return one page: the first line, which is mostly its title, behind the number, and the others beside a picture.

    Only who made the deck knows which of the lines belong together, but for lists.
    """
    folder = posixpath.dirname(file.text)
    link = _link(page_address(file, number), page_word(number), folder)
    title, *others = lines or [""]
    heading = f"<h2>{link}: {escape(title)}</h2>" if title else f"<h2>{link}</h2>"
    body = [heading, *_picture(file, known, number, folder)]
    for item, block in groupby(_blocks(others), key=lambda found: found[0]):
        parts = ["<br>".join(map(escape, part)) if not item else escape(" ".join(part)) for _item, part in block]
        tag = "li" if item else "p"
        found = [f"<{tag}>{part}</{tag}>" for part in parts]
        body += ["<ul>", *found, "</ul>"] if item else found
    return "\n".join([f'<section id="page-{number}">', *body, "</section>"])


def _picture(file: FileFact, known: Deck, number: int, folder: str) -> list[str]:
    """Return the picture of a page, whose words stand beside it for those who do not see it."""
    width, height = known.pictures[number - 1] if number <= len(known.pictures) else (0, 0)
    if not width:
        return []
    source = escape(_relative(quote(page_picture(file, number)), folder))
    return [f'<img src="{source}" alt="" width="{width}" height="{height}" loading="lazy">']
