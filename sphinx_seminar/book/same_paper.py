"""Records of one paper: finding them, making one record of them, and telling where they contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace

from sphinx_seminar.model import Fault, Paper
from sphinx_seminar.model.text import folded, unique

#: Kinds of works that are not one work for having one title, author and year; every other kind may be any of them.
_WORKS = {
    **dict.fromkeys(("article", "periodical"), "article"),
    **dict.fromkeys(("inproceedings", "conference"), "inproceedings"),
    **dict.fromkeys(("book", "mvbook", "proceedings", "collection", "booklet", "manual"), "book"),
    **dict.fromkeys(("incollection", "inbook", "inreference", "suppbook"), "chapter"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "bachelorsthesis", "thesis"), "thesis"),
    **dict.fromkeys(("techreport", "report"), "report"),
}
#: What says where a paper appeared: of two records of one paper this comes from one of them, never from both.
_PUBLICATION = (
    *("venue", "series", "volume", "issue", "pages", "article_number", "edition"),
    *("publisher", "institution", "address"),
)
#: What belongs to a record, or to the line that lists it, and never goes over to another.
_OWN = ("key", "pasted", "wording", "sure", "place", "truncated", "last_after_gap", "chapter", "note")


def group_records(records: Sequence[Paper], versions: Sequence[frozenset[str]] = ()) -> list[list[int]]:
    """Group the records of the same paper, by their positions, in order of first appearance.

    ``versions`` are keys that a list names as versions of one paper. Groups that share a mark become one, if nothing in
    the one contradicts anything in the other.
    """
    groups: dict[int, list[int]] = {}
    leader: list[int] = []
    first: dict[tuple[str, ...], list[int]] = {}
    for index, record in enumerate(records):
        leader.append(index)
        groups[index] = [index]
        for mark in _marks(record, versions):
            for other in {leader[known]: known for known in first.setdefault(mark, [])}:
                own, met = groups[leader[index]], groups[other]
                if own is not met and all(_agree(records[a], records[b], versions) for a in own for b in met):
                    one, gone = sorted((leader[index], other))
                    groups[one] = sorted(groups[one] + groups.pop(gone))
                    for member in groups[one]:
                        leader[member] = one
            first[mark].append(index)
    return list(groups.values())


def _marks(paper: Paper, versions: Iterable[frozenset[str]]) -> Iterator[tuple[str, ...]]:
    """Yield what identifies a paper, the surest first; a single word of a title does not."""
    yield ("text", folded(paper.pasted)) if paper.pasted else ("key", paper.key)
    yield from (("versions", *sorted(keys)) for keys in versions if paper.key in keys)
    if paper.doi:
        yield ("doi", paper.doi.lower())
    if paper.arxiv:
        yield ("arxiv", paper.arxiv.lower())
    title = folded(str(paper.title))
    if len(title.split()) > 1 and paper.year:
        yield ("title", title, paper.year)


def _agree(one: Paper, other: Paper, versions: Iterable[frozenset[str]]) -> bool:
    """Tell whether nothing in two records contradicts that they are one paper.

    The same entry, the same words, and versions by an author's own say are one. Else numbers that differ make two, and
    a number that is the same makes one; where there is none, first authors, kinds and chapters must not differ, and two
    entries of ``.bib`` files are two papers.
    """
    if one.pasted == other.pasted and (one.pasted or one.key == other.key):
        return True
    if any({one.key, other.key} <= keys for keys in versions):
        return True
    if _differ(_doi(one), _doi(other)) or _differ(one.arxiv.lower(), other.arxiv.lower()):
        return False
    if (one.doi and one.doi.lower() == other.doi.lower()) or (one.arxiv and one.arxiv.lower() == other.arxiv.lower()):
        return True
    if not one.pasted and not other.pasted:
        return False
    differ = (_differ(fact(one), fact(other)) for fact in (_first_author, _work, lambda paper: paper.chapter))
    return not any(differ)


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _first_author(paper: Paper) -> str:
    return folded(paper.authors[0].family) if paper.authors else ""


def _work(paper: Paper) -> str:
    """Return what kind of work a paper is; a preprint may become any."""
    return "" if _is_preprint(paper) else _WORKS.get(paper.kind, "")


def _doi(paper: Paper) -> str:
    """Return the DOI of what was published; that of a preprint is the archive's."""
    return "" if paper.doi.lower().startswith("10.48550/") else paper.doi.lower()


def merge(records: Sequence[Paper]) -> Paper:
    """Make one record of several: an entry of a ``.bib`` file leads, what it lacks comes from the others in order.

    What says where it appeared comes from one record alone.
    """
    ranked = sorted(records, key=lambda record: (bool(record.pasted), not record.sure))
    paper = ranked[0]
    for other in ranked[1:]:
        if paper.truncated and len(other.authors) > len(paper.authors) and not other.truncated:
            paper = replace(paper, authors=other.authors, truncated=False, last_after_gap=False)
        placed = any(getattr(paper, name) for name in _PUBLICATION)
        missing = {
            field.name: getattr(other, field.name)
            for field in fields(Paper)
            if field.name not in _OWN
            and not (placed and field.name in _PUBLICATION)
            and not getattr(paper, field.name)
            and getattr(other, field.name)
        }
        if other.venue and not placed and paper.kind == "misc":
            missing["kind"] = other.kind
        if missing:
            paper = replace(paper, **missing)
    return paper


#: What two records of one paper must agree on: in words, as it is compared, and as a message shows it.
_FACTS: tuple[tuple[str, Callable[[Paper], str], Callable[[Paper], object]], ...] = (
    ("title", lambda paper: folded(str(paper.title)), lambda paper: paper.title),
    ("year", lambda paper: paper.year if paper.year.isdecimal() else "", lambda paper: paper.year),
    ("first author", _first_author, lambda paper: paper.authors[0].family),
    ("DOI", _doi, lambda paper: paper.doi),
    ("arXiv number", lambda paper: paper.arxiv.lower(), lambda paper: paper.arxiv),
)


def conflicts(records: Sequence[Paper]) -> list[Fault]:
    """Return the facts that two records of one paper contradict each other on, each with both places.

    A preprint may be older than what was published of it.
    """
    if len(records) < 2:
        return []
    sure = sorted({(record.place, record) for record in records}, key=lambda pair: (bool(pair[1].pasted), pair[0]))
    faults = []
    for position, (place, record) in enumerate(sure[1:], 1):
        for name, fact, shown in _FACTS:
            first_place, first = next(((at, other) for at, other in sure[:position] if fact(other)), (place, record))
            if fact(record) in ("", fact(first)) or (name == "year" and _is_preprint(record) != _is_preprint(first)):
                continue
            message = (
                f"the {name} of the paper '{first.key}' is '{shown(first)}' at {first_place}, but "
                f"'{shown(record)}' here; expected one of them in both; the former is shown"
            )
            faults.append(Fault(place, "paper", message))
    return faults


def _is_preprint(paper: Paper) -> bool:
    return bool(paper.arxiv) and not paper.venue


def name_papers(papers: Sequence[Paper], bibliography: Mapping[str, Paper]) -> list[Paper]:
    """Give each paper a key of its own.

    A paper of a ``.bib`` file has its entry's. Papers whose keys, made from their citations, are the same take up as
    many more words of their titles as tell them apart, so that no key depends on the order of the book.
    """
    meeting: dict[str, list[Paper]] = {}
    for paper in papers:
        if paper.pasted:
            meeting.setdefault(paper.key, []).append(paper)
    needed = {key: _words_needed(those, bibliography) for key, those in meeting.items()}
    taken = set(bibliography)
    named = []
    for paper in papers:
        key = paper.key
        if paper.pasted:
            key = unique(_longer_key(paper, needed[key]), taken)
            taken.add(key)
        named.append(replace(paper, key=key))
    return named


def _words_needed(papers: Sequence[Paper], bibliography: Mapping[str, Paper]) -> int:
    """Return how many more words of their titles tell papers of one key apart, and from those of the ``.bib`` files."""
    longest = max(len(folded(str(paper.title)).split()) for paper in papers)
    for count in range(longest + 1):
        keys = {_longer_key(paper, count) for paper in papers}
        if len(keys) == len(papers) and not any(key in bibliography for key in keys):
            return count
    return 0


def _longer_key(paper: Paper, count: int) -> str:
    """Return the key with as many more words of the title as there are, up to ``count``."""
    words = folded(str(paper.title)).split()
    begun = next((position for position, word in enumerate(words, 1) if paper.key.endswith(word)), 0)
    return paper.key + "".join(words[begun : begun + count])
