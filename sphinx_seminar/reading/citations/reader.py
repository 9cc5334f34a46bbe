"""Reading a pasted citation as a paper, each field of which is certain or absent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from sphinx_seminar.model import Paper, Span, Text
from sphinx_seminar.reading.citations import WORDS
from sphinx_seminar.reading.citations.certainty import Place, Source
from sphinx_seminar.reading.citations.headings import Heading, find_heading
from sphinx_seminar.reading.citations.identity import GONE, YEAR, take_identity
from sphinx_seminar.reading.citations.names import Names
from sphinx_seminar.reading.citations.publication import Publication, read_publication
from sphinx_seminar.reading.identifiers import key_for
from sphinx_seminar.reading.marked import Marked, read_marked

#: Longer texts are no citations: their words are kept and not looked into.
LONGEST = 20_000
#: What an instructor or a list says before a citation, and decoration.
_SAID_FIRST = re.compile(
    r"\A(?:[\s*]+|:[a-z_]{2,20}:|[\u2600-\u27bf\u2b50\U0001f300-\U0001faff]\ufe0f?|[(\[][^()\[\]]{1,40}[)\]]:?\s+(?=[A-Z])|"
    r"(?:[A-Z][\w’]{0,20}|[a-z]{2,12}|\d{1,4})(?:[ -][\w’&]{1,20}){0,3}:\s+)*"
)
_ANY_YEAR = re.compile(rf"(?<![\w/.:–—−-]){YEAR}(?![\w/]|[–—−-]\d|\.\d)")
_SPAN_OF_YEARS = re.compile(rf"\b{YEAR}\s?[-–—−/]\s?\d{{2,4}}\b")
_FILLING = re.compile(
    r"\b(?:In|in|and|vol|no|pp?|pages|doi|DOI|arXiv|preprint|PDF|pdf|link|Link|paper|Available|at|from|Retrieved|URL|online)\b|[^\w\s]|_",
)
_CHAPTER = re.compile(
    r"\b(?:[Cc]h(?:apters?|ap\.|aps\.|\.|s\.)|Kapitel|Kap\.|[Cc]hapitres?|[Cc]apítulos?)\s?(?P<number>\d[\d.]*(?:\s?(?:[-–,&]|and)\s?\d[\d.]*)*|"
    r"[IVXLC]+\b|one|two|three|four|five|six|seven|eight|nine|ten)"
)
_BROKEN = re.compile(
    r"(?<=[^\W\d_]{2})(?<!\$)- (?!(?:and|or|to|und|oder|bzw|bis|et|ou|y|e|o|en|of|i|и)\b)(?=[a-zà-öø-ÿ]{2})"
)


@lru_cache(maxsize=4096)
def read_citation(pasted: str) -> Paper:
    """Read a citation in any of the usual styles; each field of the paper is certain, or empty.

    ``pasted`` in the paper is the text with each run of white space as one space. ``sure`` says that every word of it
    went into a field or is one that styles add ("In", "vol."). Nothing is raised for any text.
    """
    collapsed = " ".join(pasted.split())
    if len(collapsed) > LONGEST:
        paper = Paper(key="", pasted=collapsed, wording=(Text.plain(collapsed), Text(), Text()), sure=False)
        return replace(paper, key=key_for(paper))
    marked = read_marked(collapsed)
    text, paper = take_identity(marked)
    heading, publication = _read(text, marked)
    year = heading.year if re.fullmatch(YEAR, heading.year) else "" if heading.year else _year(text, heading)
    begin, end = heading.title or (0, 0)
    wording = marked.divided(begin, end)
    names = heading.names or Names()
    placed = bool(heading.title and heading.names)
    publication = publication if placed else Publication()
    chapter = _CHAPTER.search(text)
    in_title = chapter is not None and begin <= chapter.start() < end
    paper = replace(
        paper,
        kind=publication.kind if year else "misc",
        title=_title(wording[1]),
        authors=names.authors,
        truncated=names.truncated,
        last_after_gap=names.last_after_gap,
        year=year,
        month=(heading.month or publication.month) if year else "",
        venue=publication.venue,
        volume=publication.volume,
        issue=publication.issue,
        pages=publication.pages,
        chapter=chapter["number"] if chapter and not in_title else "",
        pasted=collapsed,
        wording=wording,
        sure=paper.sure and placed and bool(year) and not _left(text, heading, publication, year),
    )
    return replace(paper, key=key_for(paper))


def _read(text: str, marked: Marked) -> tuple[Heading, Publication]:
    """Find the parts of a citation; an instructor's words before it are in none of them."""
    start = _said_first(text)
    citation = GONE * start + text[start:]
    heading = find_heading(Source(citation, tuple(place for place in marked.marks if place[1] > start)))
    heading = heading._replace(used=tuple((max(begin, start), end) for begin, end in heading.used))
    return heading, read_publication(text, heading.rest) if heading.title else Publication()


def _said_first(text: str) -> int:
    """Return the position of a citation behind an instructor's words such as "Required reading:"."""
    found = _SAID_FIRST.match(text)
    if found is None or not found[0].strip():
        return found.end() if found else 0
    said = found[0]
    if ":" in said and not _is_label(said):
        # A colon that belongs to the citation: "Kant, I.: Critique", "Wei Hu: Nets".
        return len(said) - len(said.lstrip(" *"))
    return found.end()


def _is_label(said: str) -> bool:
    words = re.findall(r"\w+", said.casefold())
    return said.startswith(":") or any(word in WORDS["labels"] or word.startswith("pflicht") for word in words)


def _year(text: str, heading: Heading) -> str:
    """Return the only year that stands outside of the title; none where there are several, or a span of years."""
    rest = _without(text, heading.used)
    if heading.title is None or _SPAN_OF_YEARS.search(rest):
        return ""
    years = {found[0] for found in _ANY_YEAR.finditer(rest)}
    return years.pop() if len(years) == 1 else ""


def _left(text: str, heading: Heading, publication: Publication, year: str) -> str:
    """Return the words that went into no field."""
    text = _without(text, (*heading.used, (heading.rest, publication.end or heading.rest)))
    return _FILLING.sub("", text.replace(year, "").replace(GONE, "")).strip()


def _without(text: str, places: Iterable[Place]) -> str:
    """Take out stretches of a text; all others stay at their places."""
    for begin, end in places:
        text = f"{text[:begin]}{GONE * (end - begin)}{text[end:]}"
    return text


def _title(words: Text) -> Text:
    """Return a title without its styles and links; formulas stay, words that a line break has cut are whole."""
    spans: list[Span] = []
    for formula, group in groupby(words.spans, key=lambda span: span.kind == "math"):
        if formula:
            spans += [Span("math", span.value) for span in group]
        else:
            spans.append(Span("text", _BROKEN.sub("", "".join(span.value for span in group))))
    return Text(tuple(spans))
