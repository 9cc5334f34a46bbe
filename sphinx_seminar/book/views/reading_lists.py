"""The papers of a reading list, in order and in groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sphinx_seminar.book import Book, PaperEntry
from sphinx_seminar.book.filters import lets_through
from sphinx_seminar.book.papers import order_papers
from sphinx_seminar.book.views.links import shown_paper
from sphinx_seminar.book.views.shown import ShownPapers
from sphinx_seminar.book.views.values import ShownPaper, ShownPlace
from sphinx_seminar.citing import year_in_words
from sphinx_seminar.model.views import ReadingListView

Group = tuple[ShownPlace | str, Sequence[PaperEntry]]


def show_reading_list(book: Book, docname: str, view: ReadingListView) -> ShownPapers:
    """Return the papers of the book in their groups; in a list without groups they stand by author."""
    chosen = [entry for entry in book.papers if book.reading_list_has(view, entry)]
    groups = GROUPS[view.group_by](book, chosen, view)
    sort = view.sort or ("none" if view.group_by == "session" else "author")
    # Only the first list of a page has anchors, and only where no list of key papers there has them already.
    seen = {entry.paper.key for entry in chosen if view.number or book.own_anchor(entry, docname)}
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
            line = replace(line, anchor=book.reading_anchor(entry))
        yield line


def _by_session(book: Book, chosen: Sequence[PaperEntry], view: ReadingListView) -> list[Group]:
    """Group by session, in book order; papers that no session lists come last."""
    keys = {entry.paper.key for entry in chosen}
    groups: list[Group] = []
    for session in book.sessions:
        papers = [entry for entry in book.papers_of(session) if entry.paper.key in keys]
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
