"""Checks of what sessions offer: decks, recordings, solutions, papers."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from sphinx_seminar.model import Paper, Place, Resource, Session
from sphinx_seminar.report.findings import Finding, Matter, named

#: What the name of a slide deck ends in.
DECK_SUFFIXES = (".pdf", ".pptx", ".ppt", ".odp", ".key")

_COUNTED = "lecture|lectures|lect|lec|l|vorlesung|vl|session|sitzung|meeting|class|cours|séance|seance|clase|sesion"
#: "Lecture07", "lec-7", "L07-08": a number behind the word for what it counts.
_AFTER_WORD = re.compile(rf"(?<![^\W\d_])(?:{_COUNTED})[\s_.-]*(\d{{1,3}})(?:\s*[-–+&]\s*(\d{{1,3}}))?(?!\d)", re.I)
#: "07-kernels": a number in front; "2021-06-07" and "07-06-kernels" begin with dates.
_IN_FRONT = re.compile(r"(\d{1,3})(?!\d)(?![\s_.-]*\d)(?=[\s_.-]|$)")

_Link = tuple[Session, Resource]


def unlinked(matter: Matter) -> Iterator[Finding]:
    """Yield the decks that no page links; a source such as ``ntk.pptx`` beside a linked ``ntk.pdf`` does not count."""
    linked = {fact.path for fact in matter.book.sources.files.values()} | matter.linked
    stems = {posixpath.splitext(path)[0] for path in linked}
    for path in matter.decks:
        if posixpath.splitext(path)[0] not in stems:
            yield Finding(Place(path), path, "no session links this deck")


def misnumbered(matter: Matter) -> Iterator[Finding]:
    """Yield the decks whose names carry the number of another lecture than the one that links them.

    Where all decks are off by the same number, files are counted from another start, such as 0: nothing is wrong.
    """
    numbered = {(session.kind, session.number): session for session in matter.book.sessions if session.number}
    links = [
        (session, session.count, resource, numbers)
        for session, resource in _links(matter, "slides")
        if session.count is not None and (numbers := numbers_in(_file_name(resource)))
    ]
    shifts = {number - count for _session, count, _resource, numbers in links for number in numbers}
    if len(links) > 1 and len(shifts) == 1:
        return
    for session, count, resource, numbers in links:
        owner = next((one for number in numbers if (one := numbered.get((session.kind, str(number))))), None)
        if count in numbers or owner is None:
            continue
        message = f"{named(session)} links '{resource.target}', which has the number of {named(owner)}"
        yield Finding(session.place.at(resource.line), session.name, message, (owner.place,))


def numbers_in(name: str) -> tuple[int, ...]:
    """Return the numbers of lectures that the name of a file carries: (7, 8) of ``lecture07-08.pdf``, mostly none."""
    stem = posixpath.splitext(name)[0]
    match = _AFTER_WORD.search(stem) or _IN_FRONT.match(stem)
    if match is None:
        return ()
    first, *rest = (int(number) for number in match.groups() if number)
    last = rest[0] if rest else first
    return tuple(range(first, last + 1)) if last >= first else (first, last)


def shared(matter: Matter, kind: str) -> Iterator[Finding]:
    """Yield the addresses of a kind of resources that two sessions link, each once, at the later session.

    An address that three or more share is a folder or a playlist, unless it names a deck.
    """
    links: dict[str, list[_Link]] = {}
    for session, resource in _links(matter, kind):
        file = matter.book.file_of(session.place.docname, resource)
        target = file.path if file is not None else resource.target
        owners = links.setdefault(target, [])
        if all(owner is not session for owner, _resource in owners):
            owners.append((session, resource))
    for target, owners in links.items():
        names_file = ":" not in target or target.casefold().endswith(DECK_SUFFIXES)
        if len(owners) < 2 or (len(owners) > 2 and not names_file) or _parts_of_one(owners):
            continue
        session, resource = owners[-1]
        others = tuple(owner.place.at(link.line) for owner, link in owners[:-1])
        words = " and ".join(named(owner) for owner, _resource in owners)
        yield Finding(session.place.at(resource.line), target, f"'{target}' belongs to {words}", others)


def _parts_of_one(owners: list[_Link]) -> bool:
    """Tell whether each session links its own part of one deck, as ``#page=12``."""
    fragments = {resource.target.partition("#")[2] for _session, resource in owners}
    return len(fragments) == len(owners)


def _links(matter: Matter, kind: str) -> Iterator[_Link]:
    for session in matter.book.sessions:
        for resource in session.resources:
            if resource.kind == kind and resource.target:
                yield session, resource


def _file_name(resource: Resource) -> str:
    return posixpath.basename(unquote(re.split(r"[?#]", resource.target, maxsplit=1)[0]))


#: What the name of a solution has, in the languages of courses.
_SOLUTION = re.compile(
    r"solution|soluci|soluzion|lösung|loesung|corrig[ée]|answers?\b|answer-?key|解答|答案", re.IGNORECASE
)


def open_solutions(matter: Matter) -> Iterator[Finding]:
    """Yield the links that look like solutions and have no release: students see them at once."""
    book = matter.book
    owned: list[tuple[Place, Resource]] = [
        (session.place.at(resource.line), resource) for session in book.sessions for resource in session.resources
    ]
    owned += [(work.place, resource) for work in book.assignments for resource in work.resources]
    settled = set(book.held.values())
    for place, resource in owned:
        words = f"{resource.label} {resource.target}"
        named = resource.kind == "solution" or _SOLUTION.search(words) is not None
        if resource.target and named and resource not in settled:
            message = (
                "has no day and looks like a solution; '(from 2026-11-05)' or '(from due)' behind it makes it wait"
            )
            yield Finding(place, resource.label or resource.target, message)


#: How much of a citation a message repeats (characters).
_SHOWN = 80


def without_number(matter: Matter) -> Iterator[Finding]:
    """Yield the papers of the book that have neither a DOI nor an arXiv number; a book's ISBN will do."""
    for entry in matter.book.papers.entries:
        paper = entry.paper
        if paper.doi or paper.arxiv or paper.isbn:
            continue
        numbers = "no DOI, arXiv number or ISBN" if paper.kind == "book" else "no DOI or arXiv number"
        web = ", only a web address" if paper.url or paper.pdf else ""
        yield Finding(paper.place, paper.key, f"{_words(paper)} has {numbers}{web}")


def unlisted(matter: Matter) -> Iterator[Finding]:
    """Yield the entries of the ``.bib`` files that no list has and no text cites."""
    bibliography = matter.book.sources.bibliography
    for key in bibliography:
        if matter.book.papers.named.get(key) is None and key not in matter.cited:
            paper = bibliography[key]
            yield Finding(paper.place, key, f"{_words(paper)} is in no list of papers, and no text cites it")


def _words(paper: Paper) -> str:
    words = str(paper.title) or paper.words
    short = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
    return f"@{paper.key}, '{short}',"
