"""Several records of one paper: which belong together, what they say together, and where they contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace

from sphinx_seminar.model import Fault, Paper
from sphinx_seminar.model.naming import folded, unique


def group_records(records: Sequence[Paper]) -> list[list[int]]:
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


#: What two records of one paper must agree on: in words, and as it is compared.
_FACTS: tuple[tuple[str, Callable[[Paper], str]], ...] = (
    ("title", lambda paper: folded(str(paper.title))),
    ("year", lambda paper: paper.year if paper.year.isdecimal() else ""),
    ("first author", lambda paper: folded(paper.authors[0].family) if paper.authors else ""),
    ("DOI", lambda paper: "" if paper.doi.lower().startswith("10.48550/") else paper.doi.lower()),
    ("arXiv number", lambda paper: paper.arxiv.lower()),
)


def conflicts(records: Sequence[Paper]) -> list[Fault]:
    """Return the facts that two understood records of one paper contradict each other on, each with both places.

    A preprint may be older than what was published of it.
    """
    if len(records) < 2:
        return []
    sure = sorted(
        {(record.place, record) for record in records if record.sure}, key=lambda pair: (bool(pair[1].pasted), pair[0])
    )
    faults = []
    for position, (place, record) in enumerate(sure[1:], 1):
        for name, fact in _FACTS:
            first_place, first = next(((at, other) for at, other in sure[:position] if fact(other)), (place, record))
            if fact(record) in ("", fact(first)) or (name == "year" and _is_preprint(record) != _is_preprint(first)):
                continue
            message = (
                f"the {name} of the paper '{first.key}' is '{_shown(first, name)}' at {first_place}, but "
                f"'{_shown(record, name)}' here; expected one of them in both; the former is shown"
            )
            faults.append(Fault(place, "paper", message))
    return faults


def _is_preprint(paper: Paper) -> bool:
    return bool(paper.arxiv) and not paper.venue


def _shown(paper: Paper, fact: str) -> str:
    shown = {
        "title": str(paper.title),
        "year": paper.year,
        "first author": paper.authors[0].family if paper.authors else "",
        "DOI": paper.doi,
        "arXiv number": paper.arxiv,
    }
    return shown[fact]


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
