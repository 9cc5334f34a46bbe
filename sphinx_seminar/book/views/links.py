"""Dates, resources, people and papers as views show them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote, unquote, urlsplit

from sphinx_seminar.book import Book, PaperEntry
from sphinx_seminar.book.views.values import ShownDate, ShownGroup, ShownLink, ShownPaper, ShownPerson
from sphinx_seminar.citing import Citation, cite
from sphinx_seminar.citing.bibtex import bibtex_entry
from sphinx_seminar.model import RESOURCE_KINDS, Assignment, GroupTime, Involvement, Paper, Resource, Session
from sphinx_seminar.model.timing import Release

#: What an address may have as it is; the DOI handbook wants every other character encoded (``<`` stands in many).
_IN_DOI = "/:;,.()_-+!*'~@=&$"


def shown_date(book: Book, session: Session, aspect: str = "when") -> ShownDate | None:
    """Return when a session is, in each of its groups; ``None`` where it has no date."""
    dates = [_date_of_group(book, time, one, aspect, session) for time, one in session.apart if one.when is not None]
    return replace(dates[0], others=tuple(dates[1:])) if dates else None


def _date_of_group(book: Book, time: GroupTime | None, one: Session, aspect: str, session: Session) -> ShownDate:
    """Return when a session is in one group; a group's room is said where it is not that of all of them."""
    assert one.when is not None
    return ShownDate(
        one.when,
        aspect,
        session.moved_from,
        one.further,
        zone=book.timezone,
        held=session.status != "cancelled",
        group=None if time is None else shown_group(book, session, time),
        location="" if time is None or session.location else one.location,
        also=book.also_zones,
    )


def shown_group(book: Book, session: Session, time: GroupTime) -> ShownGroup:
    """Return a group of a session."""
    return ShownGroup(time.key, time.label, course_series(book, session.series))


def course_series(book: Book, series: str) -> str:
    """Return a series, ``""`` for the course's own meetings, as no other course or term has it.

    A browser that knows many courses keeps one group of each under this name.
    """
    course = book.course
    if course is None:
        return series
    term = str(course.plan.starts) if course.plan is not None else ""
    return ", ".join(filter(None, (str(course.title), term, series)))


def calendar_file(book: Book, session: Session, group: str = "") -> str:
    """Return the path of the file by which a reader takes a session into a calendar.

    ``""`` where there is nothing to take: no known day, or a session that is cancelled.
    """
    dated = any(one.when is not None and one.when.dated for _time, one in session.apart)
    kept = dated and session.status != "cancelled"
    return book.session_file(session, "ics", group) if kept else ""


def group_calendars(book: Book, session: Session) -> tuple[tuple[ShownGroup, str], ...]:
    """Return the files by which readers take a session into a calendar, at the times of each group."""
    files = ((time, calendar_file(book, one, time.key)) for time, one in session.apart if time is not None)
    return tuple((shown_group(book, session, time), path) for time, path in files if path)


def shown_link(book: Book, docname: str, resource: Resource) -> ShownLink:
    """Return a resource as a page shows it; a local file that is missing keeps its name as text."""
    resource = book.held.get((docname, resource), resource)
    release = resource.shown_from
    if resource.release is not None:
        # Of a link that nobody has settled it is not known that students may see it.
        return ShownLink(resource.kind, "", release=Release(instructors=True))
    if not resource.local:
        return ShownLink(resource.kind, resource.label, resource.target, release=release)
    file = book.file_of(docname, resource)
    if file is None:
        return ShownLink(resource.kind, resource.label or resource.target, release=release)
    fragment = file.fragment(resource.target)
    return ShownLink(resource.kind, resource.label, "", file, f"#{fragment}" if fragment else "", release)


def shown_links(
    book: Book, session: Session | Assignment, kinds: Iterable[str] = RESOURCE_KINDS
) -> tuple[ShownLink, ...]:
    """Return the resources of a session, kind by kind; the words for what is left open stand behind the others."""
    shown: list[ShownLink] = []
    for kind in kinds:
        resources = [resource for resource in session.resources if resource.kind == kind]
        shown += [shown_link(book, session.place.docname, resource) for resource in resources]
        shown += [ShownLink(kind, words) for words in [session.left_open(kind)] if words]
    return tuple(shown)


def shown_people(session: Session, roles: Iterable[str]) -> tuple[ShownPerson, ...]:
    """Return the people of a session, role by role; the words for one that is left open stand behind the others."""
    shown: list[ShownPerson] = []
    for role in roles:
        shown += [
            ShownPerson(role, part.person.name, noted(part), part.person.link, index_name=part.person.index_name)
            for part in session.people
            if part.role == role
        ]
        shown += [ShownPerson(role, words, open=True) for words in [session.left_open(role)] if words]
    return tuple(shown)


def noted(part: Involvement) -> str:
    """Return what stands in brackets behind a person: their note, and the groups that they are in."""
    return ", ".join(filter(None, (part.person.note, *part.groups)))


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
    """Return what every list shows of a paper: its citation, its links, its BibTeX.

    It is the same wherever the paper is listed, but for lines with words of their own, and made once.
    """
    known = book.lines.get(entry.paper.key)
    if known is None:
        known = book.lines[entry.paper.key] = _shown_paper(book, entry)
    return known


def shown_line(book: Book, entry: PaperEntry, own: Paper | None) -> ShownPaper:
    """Return what a line of a list shows of a paper: ``own`` is what was pasted there, if it was."""
    shown = shown_paper(book, entry)
    if own is None or own.wording is None or own.wording == entry.paper.wording:
        return shown
    styled = not book.sources.as_pasted and own.sure and not own.chapter
    citation = shown.citation if styled else _cited(book, own)
    return replace(shown, citation=citation, links=_links_beside(entry, citation))


def _shown_paper(book: Book, entry: PaperEntry) -> ShownPaper:
    citation = _cited(book, entry.paper)
    return ShownPaper(
        key=entry.paper.key,
        citation=citation,
        address=best_address(entry.paper),
        links=_links_beside(entry, citation),
        bibtex="\n".join(bibtex_entry(paper) for paper in (entry.paper, *entry.versions)),
        abstract=entry.paper.abstract,
    )


def _cited(book: Book, paper: Paper) -> Citation:
    """Return the citation of a paper: as it was pasted, or in the style of the book."""
    pasted = paper.pasted and (book.sources.as_pasted or not paper.sure)
    if not pasted and paper.key in book.citations:
        return book.citations[paper.key]
    return cite(paper, book.sources.style, book.sources.words, as_pasted=book.sources.as_pasted)


def _links_beside(entry: PaperEntry, citation: Citation | None) -> tuple[tuple[str, str, str], ...]:
    """Return the links of all versions of a paper, but for addresses that the citation has as links already."""
    texts = (citation.before, citation.title, citation.after) if citation is not None else ()
    said = [span.target.casefold() for text in texts for span in text.spans if span.target]
    links = (link for paper in (entry.paper, *entry.versions) for link in paper_links(paper))
    return tuple(
        dict.fromkeys(
            (kind, label, address)
            for kind, label, address in links
            if not any(_number(label) in target or address.casefold() == target for target in said)
        )
    )


def _number(label: str) -> str:
    """Return the number that the label of a link has, or words that no address has."""
    name, colon, number = label.partition(":")
    return number.casefold() if colon and name in ("doi", "arXiv") else " "
