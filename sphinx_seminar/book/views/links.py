"""What a view shows of dates, resources, people and papers."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from urllib.parse import quote, unquote, urlsplit

from sphinx_seminar.book import Book, PaperEntry
from sphinx_seminar.book.views.values import ShownDate, ShownLink, ShownPaper, ShownPerson
from sphinx_seminar.citing import cite
from sphinx_seminar.citing.bibtex import bibtex_entry
from sphinx_seminar.model import RESOURCE_KINDS, Involvement, Paper, Resource, Session

#: What an address may have as it is; the DOI handbook wants every other character encoded (``<`` stands in many).
_IN_DOI = "/:;,.()_-+!*'~@=&$"


def shown_date(book: Book, session: Session, aspect: str = "when") -> ShownDate | None:
    """Return when a session is, with the zone of its times; ``None`` where it has no date."""
    when = session.when
    if when is None:
        return None
    return ShownDate(
        when,
        aspect,
        session.moved_from,
        session.further,
        zone=when.timezone or book.timezone,
        held=session.status != "cancelled",
    )


def calendar_file(book: Book, session: Session) -> str:
    """Return the path of the file by which a reader takes a session into a calendar.

    ``""`` where there is nothing to take: no known day, or a session that is cancelled.
    """
    kept = session.when is not None and session.when.dated and session.status != "cancelled"
    return book.session_file(session, "ics") if kept else ""


def shown_link(book: Book, docname: str, resource: Resource) -> ShownLink:
    """Return a resource as a page shows it; a local file that is missing keeps its name as text."""
    if not resource.local:
        return ShownLink(resource.kind, resource.label, resource.target)
    file = book.file_of(docname, resource)
    if file is None:
        return ShownLink(resource.kind, resource.label or resource.target)
    _path, hash_mark, fragment = resource.target.partition("#")
    return ShownLink(resource.kind, resource.label, "", file, hash_mark + fragment)


def shown_links(book: Book, session: Session, kinds: Iterable[str] = RESOURCE_KINDS) -> tuple[ShownLink, ...]:
    """Return the resources of a session, kind by kind."""
    return tuple(
        shown_link(book, session.place.docname, resource)
        for kind in kinds
        for resource in session.resources
        if resource.kind == kind
    )


def shown_people(people: Iterable[Involvement], roles: Iterable[str]) -> tuple[ShownPerson, ...]:
    """Return the people of a session, role by role."""
    people = tuple(people)
    return tuple(
        ShownPerson(part.role, part.person.name, part.person.note, part.person.link)
        for role in roles
        for part in people
        if part.role == role
    )


def paper_links(paper: Paper) -> tuple[tuple[str, str, str], ...]:
    """Return the links of a paper as (kind, label, address): its DOI, arXiv number, PDF and web page, each once."""
    links = []
    if paper.doi:
        links.append(("doi", f"doi:{paper.doi}", f"https://doi.org/{quote(paper.doi, safe=_IN_DOI)}"))
    if paper.arxiv:
        links.append(("arxiv", f"arXiv:{paper.arxiv}", f"https://arxiv.org/abs/{paper.arxiv}"))
    if paper.pdf:
        links.append(("pdf", "PDF", paper.pdf))
    known = (paper.doi, paper.arxiv)
    if paper.url and paper.url != paper.pdf and not any(number and number in paper.url for number in known):
        links.append(("url", host_of(paper.url), paper.url))
    return tuple(links)


def best_address(paper: Paper) -> str:
    """Return the one address that a paper's title links: the publisher's before the preprint's."""
    return next((address for _kind, _label, address in paper_links(paper)), "")


def address_name(address: str) -> str:
    """Return what to call an address without a label: the file it names, else its host."""
    try:
        name = posixpath.basename(unquote(urlsplit(address).path))
    except ValueError:
        return address
    return name if "." in name.strip(".") else host_of(address)


def host_of(address: str) -> str:
    """Return the host of an address, or all of it where it has none that can be read."""
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address


def also_in(book: Book, entry: PaperEntry, docname: str, anchor: str) -> tuple[Session, ...]:
    """Return the other sessions that list a paper."""
    return tuple(
        session for session in book.sessions_of(entry) if (session.place.docname, session.anchor) != (docname, anchor)
    )


def shown_paper(book: Book, entry: PaperEntry) -> ShownPaper:
    """Return what every list shows of a paper: its citation in the book's style, its links, its BibTeX.

    It is the same wherever the paper is listed, and made once.
    """
    known = book.lines.get(entry.paper.key)
    if known is None:
        known = book.lines[entry.paper.key] = _shown_paper(book, entry.paper)
    return known


def _shown_paper(book: Book, paper: Paper) -> ShownPaper:
    # Where the author's own words are shown, the addresses in them are links already.
    links = tuple(link for link in paper_links(paper) if paper.sure or link[2] not in paper.pasted)
    return ShownPaper(
        key=paper.key,
        citation=book.citations.get(paper.key) or cite(paper, book.sources.style, book.sources.words),
        pasted=not paper.sure,
        links=links,
        bibtex=bibtex_entry(paper),
        abstract=paper.abstract,
        written=paper.pasted if paper.sure else "",
    )
