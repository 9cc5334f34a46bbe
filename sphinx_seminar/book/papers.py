"""One record a paper, however many lists of the book name it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sphinx_seminar.book.same_paper import conflicts, group_records, merge, name_papers
from sphinx_seminar.citing import sort_key, tell_apart
from sphinx_seminar.model import Fault, Listing, Paper, Session
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

    def anchor_on(self, docname: str) -> str:
        """Return the anchor of the paper in the lists of key papers of a document, ``""`` where none has it."""
        return next((place.anchor for place in self.places if place.docname == docname and place.anchor), "")


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of the book, in order of first appearance, and the ways to find them.

    * ``named`` leads to a paper from every key that an author may use, ``at`` from a line of a list (docname, number of
      the listing); ``pasted`` has what was pasted on such a line.
    * ``of_session`` has the papers that the lists of a session name, by docname and anchor, ``unknown`` the keys there
      that lead nowhere; ``on_page`` has the papers of all lists of a document.
    """

    entries: tuple[PaperEntry, ...] = ()
    named: Mapping[str, PaperEntry] = field(default_factory=dict)
    at: Mapping[tuple[str, int], PaperEntry] = field(default_factory=dict)
    pasted: Mapping[tuple[str, int], Paper] = field(default_factory=dict)
    of_session: Mapping[tuple[str, str], Sequence[PaperEntry]] = field(default_factory=dict)
    on_page: Mapping[str, Sequence[PaperEntry]] = field(default_factory=dict)
    unknown: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def of(self, session: Session) -> Sequence[PaperEntry]:
        """Return the papers that the lists of a session name, each once, in the order of its page."""
        return self.of_session.get((session.place.docname, session.anchor), ())

    def spelled(self, key: str) -> str:
        """Return the author's key that differs from a word in capitals alone, ``""`` where none or several do."""
        word = key.removeprefix("@")
        alike = [word] if word in self.named else [name for name in self.named if name.casefold() == word.casefold()]
        return alike[0] if len(alike) == 1 else ""


def gather(listings: Sequence[Listing], cited: Iterable[str], bibliography: Mapping[str, Paper]) -> Papers:
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
    entries = tuple(_entries(papers, listed, [others for _main, others in divided]))
    named = _named(entries, [[records[index] for index in group] for group in groups])
    at = {
        (line.place.docname, line.number): entry for entry, lines in zip(entries, listed, strict=True) for line in lines
    }
    on_page: dict[str, list[PaperEntry]] = {}
    for entry in entries:
        for docname in dict.fromkeys(place.docname for place in entry.places):
            on_page.setdefault(docname, []).append(entry)
    of_session, unknown = _of_sessions(listings, at)
    contradictions = (fault for main, _others in divided for fault in conflicts(main))
    return Papers(
        entries,
        named,
        at,
        pasted={
            (line.place.docname, line.number): line.paper
            for line in known
            if line.paper is not None and line.paper.pasted
        },
        of_session=of_session,
        on_page=on_page,
        unknown=unknown,
        faults=(*faults, *_bare_keys(known, bibliography), *contradictions),
    )


def _of_sessions(
    listings: Iterable[Listing], at: Mapping[tuple[str, int], PaperEntry]
) -> tuple[dict[tuple[str, str], list[PaperEntry]], dict[tuple[str, str], list[str]]]:
    """Return the papers of each session, each once, and the keys of its lists that lead nowhere."""
    papers: dict[tuple[str, str], list[PaperEntry]] = {}
    unknown: dict[tuple[str, str], list[str]] = {}
    for line in listings:
        entry, session = at.get((line.place.docname, line.number)), (line.place.docname, line.session)
        if entry is None:
            unknown.setdefault(session, []).append(line.key)
        elif all(entry is not other for other in papers.setdefault(session, [])):
            papers[session].append(entry)
    return papers, unknown


def _named(entries: Sequence[PaperEntry], groups: Sequence[Sequence[Paper]]) -> dict[str, PaperEntry]:
    """Return papers by what authors may call each: keys of entries first, then those made of citations."""
    named = {
        record.key: entry for entry, group in zip(entries, groups, strict=True) for record in group if not record.pasted
    }
    for entry, group in zip(entries, groups, strict=True):
        for key in (entry.paper.key, *(record.key for record in group)):
            named.setdefault(key, entry)
    return named


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
