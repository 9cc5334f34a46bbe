"""Several records of one paper: which belong together, what they say together, and where they contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace

from sphinx_seminar.model import Fault, Paper
from sphinx_seminar.model.naming import folded, unique

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
    *(
        "venue",
        "series",
        "volume",
        "issue",
        "pages",
        "article_number",
        "edition",
        "publisher",
        "institution",
        "address",
    ),
    *("editors", "month", "kind"),
)
#: What belongs to a record, or to the line that lists it, and never goes over to another.
_OWN = ("key", "pasted", "wording", "sure", "place", "truncated", "last_after_gap", "chapter", "note")


def group_records(records: Sequence[Paper], versions: Iterable[frozenset[str]] = ()) -> list[list[int]]:
    """Group the records of the same paper, by their positions, in order of first appearance.

    ``versions`` are keys that a list names as versions of one paper. A record joins the first group that has one of
    its marks and nothing that contradicts it.
    """
    groups: list[list[int]] = []
    marked: dict[tuple[str, ...], list[list[int]]] = {}
    for index, record in enumerate(records):
        marks = [*_marks(record), *(("versions", *sorted(keys)) for keys in versions if record.key in keys)]
        candidates = (group for mark in marks for group in marked.get(mark, ()) if _meet(mark, records, group, record))
        found = next(candidates, None)
        if found is None:
            found = []
            groups.append(found)
        found.append(index)
        for mark in marks:
            if not any(group is found for group in marked.setdefault(mark, [])):
                marked[mark].append(found)
    return groups


def _marks(paper: Paper) -> Iterator[tuple[str, ...]]:
    """Yield what identifies a paper, the surest first; a word for a title is none."""
    yield ("text", folded(paper.pasted)) if paper.pasted else ("key", paper.key)
    if paper.doi:
        yield ("doi", paper.doi.lower())
    if paper.arxiv:
        yield ("arxiv", paper.arxiv.lower())
    title = folded(str(paper.title))
    if len(title.split()) > 1 and paper.year and paper.authors:
        yield ("title", title, paper.year, folded(paper.authors[0].family))


def _meet(mark: tuple[str, ...], records: Sequence[Paper], group: Iterable[int], record: Paper) -> bool:
    """Tell whether a record that shares a mark with a group is the same paper as all of it."""
    if mark[0] in ("key", "text", "versions"):
        return True
    return all(_agree(mark[0], records[index], record) for index in group)


def _agree(mark: str, one: Paper, other: Paper) -> bool:
    """Tell whether nothing in two records contradicts that they are one paper.

    A number that both have decides; for a title, which many works may share, first author, kind and chapter count too,
    and two entries of ``.bib`` files with one title are two papers.
    """
    if _differ(_doi(one), _doi(other)) or _differ(one.arxiv.lower(), other.arxiv.lower()):
        return False
    if mark != "title":
        return True
    if not one.pasted and not other.pasted and one.key != other.key:
        return False
    works = (_WORKS.get(paper.kind, "") if paper.venue or not _is_preprint(paper) else "" for paper in (one, other))
    return not _differ(*works) and not _differ(one.chapter, other.chapter)


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _doi(paper: Paper) -> str:
    """Return the DOI of what was published; that of a preprint is the archive's."""
    return "" if paper.doi.lower().startswith("10.48550/") else paper.doi.lower()


def merge(records: Sequence[Paper]) -> Paper:
    """Make one record of several: an entry of a ``.bib`` file leads, what it lacks comes from the others in order."""
    ranked = sorted(records, key=lambda record: (bool(record.pasted), not record.sure))
    paper = ranked[0]
    for other in ranked[1:]:
        if paper.truncated and len(other.authors) > len(paper.authors) and not other.truncated:
            paper = replace(paper, authors=other.authors, truncated=False, last_after_gap=False)
        missing = {
            field.name: getattr(other, field.name)
            for field in fields(Paper)
            if field.name not in (*_OWN, *_PUBLICATION)
            and not getattr(paper, field.name)
            and getattr(other, field.name)
        }
        if not paper.venue and other.venue and paper.pasted:
            missing |= {name: getattr(other, name) for name in _PUBLICATION}
        if missing:
            paper = replace(paper, **missing)
    return paper


#: What two records of one paper must agree on: in words, and as it is compared.
_FACTS: tuple[tuple[str, Callable[[Paper], str]], ...] = (
    ("title", lambda paper: folded(str(paper.title))),
    ("year", lambda paper: paper.year if paper.year.isdecimal() else ""),
    ("first author", lambda paper: folded(paper.authors[0].family) if paper.authors else ""),
    ("DOI", _doi),
    ("arXiv number", lambda paper: paper.arxiv.lower()),
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
