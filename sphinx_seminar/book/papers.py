"""One record a paper, however many lists of the book name it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sphinx_seminar.book.same_paper import conflicts, group_records, merge, name_papers
from sphinx_seminar.citing import sort_key, tell_apart
from sphinx_seminar.model import Fault, Listing, Paper
from sphinx_seminar.model.problem import quoted, suggestion
from sphinx_seminar.model.text import anchor_from, unique

_BARE_KEY = re.compile(r"(?:\{[\w:-]+\}`|\[-?|\\\w*cite\w*\{)?@?(?P<key>[^\s@,;{}()`\[\]]+)[`\]}]?")


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

    ``anchor`` is its id on the index page. ``versions`` are records that a list names as versions of it.
    """

    paper: Paper
    places: tuple[PaperPlace, ...] = ()
    anchor: str = ""
    versions: tuple[Paper, ...] = ()

    @property
    def reading_anchor(self) -> str:
        """The id of the paper's line in a reading list."""
        return f"reading-{self.anchor}"


@dataclass(frozen=True, slots=True)
class GatheredPapers:
    """The papers of the book.

    ``keys`` leads from every key that an author may use to a paper's place in ``entries``, ``at`` from a line of a list
    (docname, number of the listing); ``pasted`` has what was pasted on such a line. ``unknown`` has the keys that lead
    nowhere, by docname and session.
    """

    entries: tuple[PaperEntry, ...]
    keys: Mapping[str, int]
    at: Mapping[tuple[str, int], int]
    faults: tuple[Fault, ...]
    unknown: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    pasted: Mapping[tuple[str, int], Paper] = field(default_factory=dict)


def gather(listings: Sequence[Listing], cited: Iterable[str], bibliography: Mapping[str, Paper]) -> GatheredPapers:
    """Bring the lists of the book together.

    Two records are one paper if they share a key, a DOI, an arXiv number, or title, year and first author, and nothing
    speaks against it (:mod:`.same_paper`). ``listings`` come in book order; ``cited`` are keys that running text cites,
    which count where no list has them.
    """
    made = {listing.paper.key: listing for listing in reversed(listings) if listing.paper is not None}
    known, faults = _known(listings, bibliography, made)
    versions = [frozenset((listing.key, *listing.versions)) for listing in known if listing.versions]
    records = [_record(listing, bibliography, made) for listing in known]
    records += [bibliography[key] for key in sorted(set(cited)) if key in bibliography]
    others = set().union(*versions) - {record.key for record in records}
    records += [bibliography[key] for key in sorted(others) if key in bibliography]

    groups = group_records(records, versions)
    divided = [_divided([records[index] for index in group], versions) for group in groups]
    papers = tell_apart(name_papers([merge(main) for main, _others in divided], bibliography))
    listed = [[known[index] for index in group if index < len(known)] for group in groups]
    keys = _keys_of(papers, [[records[index] for index in group] for group in groups])
    unknown: dict[tuple[str, str], list[str]] = {}
    for listing in listings:
        if listing.paper is None and listing.key not in keys:
            unknown.setdefault((listing.place.docname, listing.session), []).append(listing.key)
    contradictions = (fault for main, _others in divided for fault in conflicts(main))
    return GatheredPapers(
        entries=tuple(_entries(papers, listed, [others for _main, others in divided])),
        keys=keys,
        at={(line.place.docname, line.number): number for number, lines in enumerate(listed) for line in lines},
        faults=(*faults, *_bare_keys(known, bibliography), *contradictions),
        unknown=unknown,
        pasted={
            (line.place.docname, line.number): line.paper
            for line in known
            if line.paper is not None and line.paper.pasted
        },
    )


def _keys_of(papers: Sequence[Paper], groups: Sequence[Sequence[Paper]]) -> dict[str, int]:
    """Return what authors may call each paper: keys of entries first, then those made of citations."""
    keys = {record.key: number for number, group in enumerate(groups) for record in group if not record.pasted}
    for number, (paper, group) in enumerate(zip(papers, groups, strict=True)):
        for key in (paper.key, *(record.key for record in group)):
            keys.setdefault(key, number)
    return keys


def _entries(
    papers: Sequence[Paper], listed: Sequence[Sequence[Listing]], versions: Sequence[tuple[Paper, ...]]
) -> Iterator[PaperEntry]:
    """Yield papers with the lines that list them; anchors are unique on each page, and on the index page."""
    anchors: dict[str, set[str]] = {}

    def anchor_on(docname: str, key: str) -> str:
        taken = anchors.setdefault(docname, set())
        anchor = unique(anchor_from("papers", key), taken)
        taken.add(anchor)
        return anchor

    for paper, lines, others in zip(papers, listed, versions, strict=True):
        index_anchor = anchor_on("", paper.key)
        places = []
        shown_on: set[str] = set()
        for listing in lines:
            docname = listing.place.docname
            first = listing.anchored and docname not in shown_on
            anchor = anchor_on(docname, paper.key) if first else ""
            shown_on |= {docname} if first else set()
            places.append(PaperPlace(docname, listing.number, anchor, listing.session))
        yield PaperEntry(paper, tuple(places), index_anchor, others)


def _divided(group: Sequence[Paper], versions: Iterable[frozenset[str]]) -> tuple[list[Paper], tuple[Paper, ...]]:
    """Divide the records of a paper into those of the version that a list names first, and the other versions."""
    keys = {key for named in versions for key in named if group[0].key in named} - {group[0].key}
    others = {record.key: record for record in group if record.key in keys}
    return [record for record in group if record.key not in keys], tuple(others.values())


def _known(
    listings: Sequence[Listing], bibliography: Mapping[str, Paper], made: Collection[str]
) -> tuple[list[Listing], list[Fault]]:
    """Separate the listings that name a paper from the keys that nobody knows; ``made`` are those of citations."""
    known, faults = [], []
    for listing in listings:
        if listing.paper is not None or listing.key in bibliography or listing.key in made:
            known.append(listing)
            continue
        where = "no .bib file of the book has it" if bibliography else "the book has no .bib file with entries"
        expected = suggestion(listing.key, [*bibliography, *made]) or (
            "; expected the key of an entry."
            if bibliography
            else "; expected seminar_bibliography in conf.py to name one, as in seminar_bibliography = ['refs.bib']."
        )
        message = f"unknown paper {quoted('@' + listing.key)}: {where}{expected} It is shown as it was written."
        faults.append(Fault(listing.place, "paper", message))
    return known, faults


def _bare_keys(listings: Iterable[Listing], bibliography: Mapping[str, Paper]) -> Iterator[Fault]:
    """Point out keys that were pasted without their sign, or in the brackets of another markup."""
    for listing in listings:
        pasted = listing.paper.pasted if listing.paper is not None else ""
        bare = _BARE_KEY.fullmatch(pasted)
        if bare is not None and bare["key"] in bibliography:
            message = (
                f"{quoted(pasted)} is read as a citation; expected {quoted('@' + bare['key'])} for the entry of that "
                "key. It is shown as it was written"
            )
            yield Fault(listing.place, "citation", message)


def _record(listing: Listing, bibliography: Mapping[str, Paper], made: Mapping[str, Listing]) -> Paper:
    """Return what a listing says of its paper; a pasted citation stands where it was pasted."""
    if listing.paper is None and listing.key in bibliography:
        return bibliography[listing.key]
    source = listing if listing.paper is not None else made[listing.key]
    assert source.paper is not None
    return replace(source.paper, place=source.place)


def order_papers(entries: Iterable[PaperEntry], sort: str) -> list[PaperEntry]:
    """Sort by ``author`` or ``year``, backwards with ``-`` in front; ``none`` leaves the order as it is."""
    field = sort.removeprefix("-")
    if field == "none":
        return list(entries)
    by_author = sorted(entries, key=lambda entry: sort_key(entry.paper), reverse=sort == "-author")
    if field == "author":
        return by_author
    dated = [entry for entry in by_author if entry.paper.year]
    dated.sort(key=lambda entry: entry.paper.order_in_time, reverse=sort == "-year")
    return [*dated, *(entry for entry in by_author if not entry.paper.year)]
