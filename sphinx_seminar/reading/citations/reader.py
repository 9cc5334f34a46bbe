"""A pasted citation to a paper."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from sphinx_seminar.model import Paper, Span, Text
from sphinx_seminar.reading.citations.arrangements import readings
from sphinx_seminar.reading.citations.cleaning import clean
from sphinx_seminar.reading.citations.doubts import is_astray
from sphinx_seminar.reading.citations.draft import GONE, PAPER_FIELDS, Draft, dearer
from sphinx_seminar.reading.citations.identity import take_identity
from sphinx_seminar.reading.citations.keys import key_for
from sphinx_seminar.reading.latex.formulas import is_harmless

#: Longer texts are no citations: their words are kept and not looked into.
LONGEST = 20_000
#: A reading this cheap needs no comparison with other arrangements.
_CERTAIN = 3
_REMARK = re.compile(
    r"\s[(\[](?P<remark>[^()\[\]]*,? ?(?:Trans|Trads?|Übers)\.|Original work published[^()]*|"
    r"translated by[^()]*)[)\]]\Z",
    re.IGNORECASE,
)
#: What an instructor adds after a citation.
_ADDED = re.compile(
    r"(?<=[.\w)])\s+[(\[](?P<remark>(?:optional|required|recommended|further|background|survey|esp\.|especially|excerpts?|selections?|"
    r"skim)[^()\[\]]{0,80})[)\]]\.?\Z",
    re.IGNORECASE,
)
_SAID_FIRST = re.compile(
    r"\A(?:[(\[](?=optional|required|recommended|background|further reading)(?P<remark>[^()\[\]]{1,40})[)\]]:?\s+|"
    r"\[(?P<label>(?-i:[A-Z])[\w +-]{1,24})\]:?\s+(?=\w)|"
    r"(?P<topic>(?-i:[A-Z])\w+):\s(?=(?-i:[A-Z])[\w’'-]+, (?-i:[A-Z])\.)|"
    r"(?P<lead>(?:required |optional |main |further )?(?:readings?|papers?|textbook|references?)|lecture \d+|"
    r"week \d+):\s+)",
    re.IGNORECASE,
)
_MATH = re.compile(r"(?<![\\$])\$(?=[^\s$])([^$]{1,300}?)(?<=[^\s\\$])\$(?![\d$])")


@lru_cache(maxsize=4096)
def read_citation(pasted: str) -> Paper:
    """Read a citation in any of the usual styles.

    ``pasted`` in the paper is the text with each run of white space as one space. ``sure`` says that every word went
    into a field or is one that styles add ("In", "vol.", "arXiv preprint"), so that the fields may be shown in its
    place; otherwise the fields are the best reading of it. Nothing is raised for any text.
    """
    collapsed = " ".join(pasted.split())
    if len(collapsed) > LONGEST:
        paper = Paper(key="", title=Text.plain(collapsed[:200]), pasted=collapsed, sure=False)
        return replace(paper, key=key_for(paper))
    draft = _best(collapsed)
    values = {name: getattr(draft, name) for name in PAPER_FIELDS}
    paper = Paper(key="", title=title_text(draft.title), pasted=collapsed, sure=_is_sure(draft), **values)
    if not paper.kind:
        paper = replace(paper, kind="misc")
    return replace(paper, key=key_for(paper))


def _best(collapsed: str) -> Draft:
    cleaned = clean(collapsed)
    words, remarks = _without_advice(cleaned.text)
    text, identity = take_identity(words, cleaned.targets)
    identity = identity._replace(note=". ".join(filter(None, (identity.note, *remarks))))
    if cleaned.decorated:
        identity = dearer(identity, 0, "decoration")
    if not text.strip(f" .,;:()[]{GONE}"):
        return identity._replace(kind="misc")
    best: Draft | None = None
    for alternatives in readings(text, identity, cleaned.marked):
        best = min((*([best] if best else []), *map(_judged, alternatives)), key=lambda draft: draft.cost, default=None)
        if best is not None and best.cost <= _CERTAIN and not is_astray(best):
            break
    if best is None:
        return identity._replace(title=cleaned.text, cost=99)
    return _without_remark(best._replace(title=best.title.replace(GONE, " ").strip()))


def _without_advice(text: str) -> tuple[str, list[str]]:
    """Take off what an instructor says before and after a citation: "(optional)"."""
    remarks = []
    for pattern in (_SAID_FIRST, _ADDED):
        found = pattern.search(text)
        if found is not None:
            remarks.append(next(value for value in found.groupdict().values() if value))
            text = text[found.end() :] if pattern is _SAID_FIRST else text[: found.start()]
    return text, remarks


def _without_remark(draft: Draft) -> Draft:
    """Move a translator or an earlier publication from the end of the title to the note."""
    remark = _REMARK.search(draft.title)
    if remark is None or not remark.start():
        return draft
    note = ". ".join(filter(None, (remark["remark"], draft.note)))
    return draft._replace(title=draft.title[: remark.start()].rstrip(), note=note)


def _judged(draft: Draft) -> Draft:
    """Weigh what a whole citation has: authors, a year, a title of some length."""
    cost = 0 if draft.authors or draft.editors else 3
    cost += 0 if draft.year else 2
    cost += 0 if len(draft.title.split()) > 1 else 3
    cost += 4 if len(draft.title.split()) > 40 or not draft.title else 0
    cost += 5 * len(draft.lost) + (6 if is_astray(draft) else 0)
    cost += 0 if draft.venue or draft.publisher or draft.institution or draft.arxiv else 1
    return dearer(draft, cost)


def _is_sure(draft: Draft) -> bool:
    if draft.lost or draft.undecided or is_astray(draft):
        return False
    known = draft.doi or draft.arxiv or draft.url or draft.pdf
    if not draft.title and draft.authors:
        return bool(draft.venue and draft.volume and draft.cost < 14)
    if not draft.title:
        # A bare address or number: a link says as much as fields would.
        return False
    if draft.authors or draft.editors:
        # "Title, Names" alone has nothing that marks where the title ends; an address is enough for names in full.
        people = (*draft.authors, *draft.editors)
        named = all(author.given or (author.organisation and " " in author.family) for author in people)
        placed = draft.year or draft.venue or draft.publisher or draft.institution or draft.arxiv or draft.doi
        return draft.cost < 14 and bool(placed or (known and named))
    # Words and an address may be any sentence; only a year and a place of publication make a citation of them.
    return bool(draft.year and (known or draft.venue or draft.publisher) and draft.cost < 14)


def title_text(title: str) -> Text:
    """Return a title with its formulas apart."""
    spans: list[Span] = []
    start = 0
    for formula in _MATH.finditer(title):
        if not is_harmless(formula[1]):
            continue
        if formula.start() > start:
            spans.append(Span("text", title[start : formula.start()]))
        spans.append(Span("math", formula[1]))
        start = formula.end()
    if title[start:]:
        spans.append(Span("text", title[start:]))
    return Text(tuple(spans))
