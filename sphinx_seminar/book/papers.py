"""One record a paper, however many lists of the book name it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from sphinx_seminar.model import Fault, Listing, Paper
from sphinx_seminar.naming import anchor_from, folded, unique
from sphinx_seminar.nearby import suggestion


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """Where a list of the book shows a paper: the first time on a page it has an anchor."""

    docname: str
    listing: int
    anchor: str
    session: str


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """A paper of the book, and the lists that show it in book order; one that is only cited has no places.

    ``anchor`` is its id on the index page.
    """

    paper: Paper
    places: tuple[PaperPlace, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class GatheredPapers:
    """The papers of the book.

    ``keys`` leads from every key that an author may use to a paper's place in ``entries``, ``at`` from a line of a
    list (docname, number of the listing).
    """

    entries: tuple[PaperEntry, ...]
    keys: Mapping[str, int]
    at: Mapping[tuple[str, int], int]
    faults: tuple[Fault, ...]


def gather(listings: Sequence[Listing], cited: Iterable[str], bibliography: Mapping[str, Paper]) -> GatheredPapers:
    """Bring the lists of the book together.

    Two records are one paper if they share a key, a DOI, an arXiv number, or both title and year. ``listings`` come in
    book order; ``cited`` are keys that running text cites, which count where no list has them.
    """
    known, faults = _known(listings, bibliography)
    records = [_record(listing, bibliography) for listing in known]
    only_cited = [bibliography[key] for key in sorted(set(cited)) if key in bibliography]
    groups = _group([*records, *only_cited])

    keys: dict[str, int] = {}
    at: dict[tuple[str, int], int] = {}
    entries: list[PaperEntry] = []
    anchors: dict[str, set[str]] = {}
    for group in groups:
        number = len(entries)
        paper = merge([records[index] if index < len(records) else only_cited[index - len(records)] for index in group])
        listed = [known[index] for index in group if index < len(known)]
        paper = replace(paper, key=_free_key(paper, keys, bibliography))
        for record in (records[index] for index in group if index < len(records)):
            if not record.pasted:
                keys.setdefault(record.key, number)
        keys.setdefault(paper.key, number)
        for listing in listed:
            at[listing.place.docname, listing.number] = number
        own_anchor = unique(anchor_from("papers", paper.key), anchors.setdefault("", set()))
        anchors[""].add(own_anchor)
        entries.append(PaperEntry(paper, _places(paper.key, listed, anchors), own_anchor))
    for index, record in enumerate(only_cited, start=len(records)):
        keys.setdefault(record.key, next(number for number, group in enumerate(groups) if index in group))
    return GatheredPapers(tuple(entries), keys, at, faults)


def _known(listings: Sequence[Listing], bibliography: Mapping[str, Paper]) -> tuple[list[Listing], tuple[Fault, ...]]:
    """Separate the listings that name a paper from the keys that nobody knows."""
    known, faults = [], []
    pasted = [listing.paper.key for listing in listings if listing.paper is not None]
    for listing in listings:
        if listing.paper is not None or listing.key in bibliography:
            known.append(listing)
            continue
        where = (
            "no .bib file of the book has it" if bibliography else "the book has no .bib file (seminar_bibliography)"
        )
        hint = suggestion(listing.key, [*bibliography, *pasted])
        message = f"unknown paper '@{listing.key}': {where}{hint or '.'} It is shown as it was written."
        faults.append(Fault(listing.place, "paper", message))
    return known, tuple(faults)


def _record(listing: Listing, bibliography: Mapping[str, Paper]) -> Paper:
    return listing.paper if listing.paper is not None else bibliography[listing.key]


def _group(records: Sequence[Paper]) -> list[list[int]]:
    """Group the records of the same paper, by their positions, in order of first appearance."""
    leader = list(range(len(records)))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    first: dict[tuple[str, ...], int] = {}
    for index, record in enumerate(records):
        for mark in _marks(record):
            one, other = sorted((find(first.setdefault(mark, index)), find(index)))
            leader[other] = one
    groups: dict[int, list[int]] = {}
    for index in range(len(records)):
        groups.setdefault(find(index), []).append(index)
    return list(groups.values())


def _marks(paper: Paper) -> Iterable[tuple[str, ...]]:
    """Yield what identifies a paper."""
    if not paper.pasted:
        yield ("key", paper.key)
    else:
        yield ("text", folded(paper.pasted))
    if paper.doi:
        yield ("doi", paper.doi.lower())
    if paper.arxiv:
        yield ("arxiv", paper.arxiv.lower())
    title = folded(str(paper.title))
    if title and (paper.sure or paper.year):
        yield ("title", title, paper.year)


def merge(records: Sequence[Paper]) -> Paper:
    """Make one record of several: an entry of a ``.bib`` file leads, what it lacks comes from the others in order."""
    ranked = sorted(records, key=lambda record: (bool(record.pasted), not record.sure))
    paper = ranked[0]
    for other in ranked[1:]:
        if not other.sure:
            continue
        if paper.truncated and len(other.authors) > len(paper.authors) and not other.truncated:
            paper = replace(paper, authors=other.authors, truncated=False, last_after_gap=False)
        missing = {
            field.name: getattr(other, field.name)
            for field in fields(Paper)
            if field.name not in ("pasted", "sure", "place", "truncated", "last_after_gap")
            and not getattr(paper, field.name)
            and getattr(other, field.name)
        }
        if missing:
            paper = replace(paper, **missing)
    return paper


def _free_key(paper: Paper, keys: Mapping[str, int], bibliography: Mapping[str, Paper]) -> str:
    """Return a key of the paper's own: that of its entry, or one made from the citation that no other paper has."""
    if not paper.pasted:
        return paper.key
    return unique(paper.key, {*keys, *bibliography})


def _places(key: str, listed: Iterable[Listing], anchors: dict[str, set[str]]) -> tuple[PaperPlace, ...]:
    places = []
    shown_on: set[str] = set()
    for listing in listed:
        docname = listing.place.docname
        anchor = ""
        if docname not in shown_on:
            shown_on.add(docname)
            taken = anchors.setdefault(docname, set())
            anchor = unique(anchor_from("papers", key), taken)
            taken.add(anchor)
        places.append(PaperPlace(docname, listing.number, anchor, listing.session))
    return tuple(places)
