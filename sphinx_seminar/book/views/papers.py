"""Lists of papers: those of a session, and reading lists of the whole book."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from urllib.parse import quote

from sphinx_seminar.book import Book, PaperEntry
from sphinx_seminar.book.filters import lets_through
from sphinx_seminar.book.papers import order_papers
from sphinx_seminar.book.views.shown import ShownPapers
from sphinx_seminar.book.views.values import ShownPaper, ShownPlace
from sphinx_seminar.citing import Citation, cite, year_in_words
from sphinx_seminar.citing.bibtex import bibtex_entry
from sphinx_seminar.model import Paper
from sphinx_seminar.model.resource import host_of
from sphinx_seminar.model.views import PaperItem, PapersView, ReadingListView

#: What an address may have as it is; the DOI handbook wants every other character encoded (``<`` stands in many).
_IN_DOI = "/:;,.()_-+!*'~@=&$"


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


def shown_paper(book: Book, entry: PaperEntry) -> ShownPaper:
    """Return what every list shows of a paper: its citation, its links, its BibTeX."""
    key = entry.paper.key
    if key not in book.lines:
        citation = _cited(book, entry.paper)
        book.lines[key] = ShownPaper(
            key=key,
            citation=citation,
            address=best_address(entry.paper),
            links=_links_beside(entry, citation),
            bibtex="\n".join(bibtex_entry(paper) for paper in (entry.paper, *entry.versions)),
            abstract=entry.paper.abstract,
        )
    return book.lines[key]


def shown_line(book: Book, entry: PaperEntry, own: Paper | None) -> ShownPaper:
    """Return what a line of a list shows of a paper: ``own`` is what was pasted there, if it was."""
    shown = shown_paper(book, entry)
    if own is None or own.wording is None or own.wording == entry.paper.wording:
        return shown
    styled = not book.sources.as_pasted and own.sure and not own.chapter
    citation = shown.citation if styled else _cited(book, own)
    return replace(shown, citation=citation, links=_links_beside(entry, citation))


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


def show_papers(book: Book, docname: str, view: PapersView) -> ShownPapers:
    """Return a list of key papers, its lines and headings in the order of its document."""
    items = _sorted(book, docname, view.items, view.sort)
    session = book.session_at(docname, view.session)
    return ShownPapers(
        paper_items(book, docname, items, view.session, view.sort),
        "own" if view.titled else "default",
        view.numbered,
        book.session_file(session, "bib") if session is not None and book.papers.of(session) else "",
    )


def paper_items(
    book: Book, docname: str, items: Iterable[PaperItem], session: str, sort: str = "none"
) -> tuple[ShownPaper, ...]:
    """Return the lines of a list of papers; ``session`` is the anchor of the one that it belongs to."""
    return tuple(_item(book, docname, item, session, sort) for item in items)


def _item(book: Book, docname: str, item: PaperItem, session: str, sort: str) -> ShownPaper:
    if item.items:
        inner = paper_items(book, docname, _sorted(book, docname, item.items, sort), session, sort)
        return ShownPaper("", words=item.words, items=inner)
    entry = book.papers.at.get((docname, item.listing))
    if entry is None:
        return ShownPaper(item.key, words=item.words, lead=item.lead)
    place = next((place for place in entry.places if (place.docname, place.listing) == (docname, item.listing)), None)
    others = (one for one in book.sessions_of(entry) if (one.place.docname, one.anchor) != (docname, session))
    return replace(
        shown_line(book, entry, book.papers.pasted.get((docname, item.listing))),
        anchor="" if place is None else place.anchor,
        also=tuple(book.place_of(other) for other in others),
        words=item.words,
        lead=item.lead,
    )


def _sorted(book: Book, docname: str, items: tuple[PaperItem, ...], sort: str) -> tuple[PaperItem, ...]:
    """Sort the papers among themselves; groups, and keys that nobody knows, come after them as they stand."""
    if sort == "none":
        return items
    entries = {item: book.papers.at.get((docname, item.listing)) for item in items if not item.items}
    by_entry = {entry: item for item, entry in entries.items() if entry is not None}
    rest = [item for item in items if entries.get(item) is None]
    return (*(by_entry[entry] for entry in order_papers(by_entry, sort)), *rest)


Group = tuple[ShownPlace | str, Sequence[PaperEntry]]


def show_reading_list(book: Book, docname: str, view: ReadingListView) -> ShownPapers:
    """Return the papers of the book in their groups; in a list without groups they stand by author."""
    chosen = [entry for entry in book.papers.entries if book.reading_list_has(view, entry)]
    groups = GROUPS[view.group_by](book, chosen, view)
    sort = view.sort or ("none" if view.group_by == "session" else "author")
    # Only the first list of a page has anchors, and only where no list of key papers there has them already.
    seen = {entry.paper.key for entry in chosen if view.number or entry.anchor_on(docname)}
    shown = [(head, tuple(_lines(book, order_papers(papers, sort), seen, head))) for head, papers in groups]
    items = (
        shown[0][1]
        if [head for head, _lines in shown] == [""]
        else tuple(ShownPaper("", head=head, items=lines) for head, lines in shown)
    )
    return ShownPapers(items, "none", export=book.papers_file if chosen else "")


def _lines(book: Book, papers: Iterable[PaperEntry], seen: set[str], head: ShownPlace | str) -> Iterable[ShownPaper]:
    """Yield the lines; a paper that an earlier group of the list has already has its anchor there.

    The session that heads a group is not said again in each of its lines.
    """
    for entry in papers:
        sessions = tuple(book.place_of(session) for session in book.sessions_of(entry))
        others = tuple(place for place in sessions if place != head)
        line = replace(shown_paper(book, entry), also=others, everywhere=others == sessions)
        if entry.paper.key not in seen:
            seen.add(entry.paper.key)
            line = replace(line, anchor=entry.reading_anchor)
        yield line


def _by_session(book: Book, chosen: Sequence[PaperEntry], view: ReadingListView) -> list[Group]:
    """Group by session, in book order; papers that no session lists come last."""
    keys = {entry.paper.key for entry in chosen}
    groups: list[Group] = []
    for session in book.sessions:
        papers = [entry for entry in book.papers.of(session) if entry.paper.key in keys]
        if papers and lets_through(session, view.filters):
            groups.append((book.place_of(session), papers))
    rest = [entry for entry in chosen if not book.sessions_of(entry)]
    return [*groups, ("…", rest)] if rest else groups


def _by_year(book: Book, chosen: Sequence[PaperEntry], _view: ReadingListView) -> list[Group]:
    """Group by year, the newest first; papers without one come last."""
    by_time = sorted(chosen, key=lambda entry: entry.paper.order_in_time, reverse=True)
    years = sorted(dict.fromkeys(entry.paper.year for entry in by_time), key=lambda year: not year)
    return [
        (year_in_words(year, book.sources.words) or "…", [entry for entry in chosen if entry.paper.year == year])
        for year in years
    ]


def _by_author(_book: Book, chosen: Sequence[PaperEntry], _view: ReadingListView) -> list[Group]:
    """Group by the family name of the first author."""
    groups: dict[str, list[PaperEntry]] = {}
    for entry in order_papers(chosen, "author"):
        author = entry.paper.authors[0] if entry.paper.authors else None
        name = f"{author.particle} {author.family}".strip() if author is not None else "…"
        groups.setdefault(name, []).append(entry)
    return list(groups.items())


#: What ``:group-by:`` may name.
GROUPS: dict[str, Callable[[Book, Sequence[PaperEntry], ReadingListView], list[Group]]] = {
    "none": lambda _book, chosen, _view: [("", chosen)],
    "session": _by_session,
    "year": _by_year,
    "author": _by_author,
}
