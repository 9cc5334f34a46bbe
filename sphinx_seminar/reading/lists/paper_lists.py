"""The body of ``{key-papers}``: a list of keys, pasted citations and groups.

The list is read from its own text rather than from parsed nodes: a citation is kept word for word, whatever the markup
language makes of its asterisks, dollar signs and brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from sphinx_seminar.model import Paper
from sphinx_seminar.reading.identifiers import find_arxiv, find_doi

_MARKER = re.compile(r"(?P<indent>\s*)(?P<marker>[-*+•]|\d{1,3}[.)])\s+(?=\S)")
_KEY = re.compile(r"@(?P<key>[^\s@,;{}()]+?)(?P<end>[:,;.]?)(?:\s+(?P<note>.+))?\Z", re.DOTALL)
#: How a citation begins, and no further address of the same paper.
_NAME = re.compile(r"(?!doi|arxiv|https?:|www\.|preprint|also|see)[^\W\d_]", re.IGNORECASE)
#: How deep groups may nest; what is deeper stands beside each other there.
_DEEPEST = 20
_NONE: Mapping[str, Paper] = MappingProxyType({})
_KEYS = re.compile(r"\s*@[^\s@,;]+(?:[\s,;]+@[^\s@,;]+)*[\s,;]*")


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One item of the list: ``line`` counts from 0.

    It is a key (with a note), or a pasted citation, or, where it has ``items``, a group with ``text`` as its title.
    ``second`` is the line on which another paper seems to begin, ``None`` where none does.
    """

    line: int
    text: str
    key: str = ""
    note: str = ""
    paper: Paper | None = None
    items: tuple[PaperLine, ...] = ()
    second: int | None = None


@dataclass(slots=True)
class _Item:
    line: int
    indent: int
    words: list[str]
    items: list[_Item] = field(default_factory=list)


def read_paper_list(lines: Sequence[str], known: Mapping[str, Paper] = _NONE) -> tuple[PaperLine, ...]:
    """Read the lines of a body, in their order; paragraphs without a list mark are items too.

    ``known`` has citations that were read before, by their pasted words.
    """
    return tuple(line for item in _items(lines) for line in _lines(item, known))


def read_line(text: str, line: int = 0, known: Mapping[str, Paper] = _NONE) -> PaperLine:
    """Read one item without a list mark; ``known`` is as for a list."""
    text = " ".join(text.split())
    keyed = _KEY.match(text)
    if keyed is not None:
        return PaperLine(line, text, keyed["key"], (keyed["note"] or "").strip())
    paper = known.get(text)
    if paper is not None:
        return PaperLine(line, text, paper=paper)
    # A course with a .bib file may have no pasted citation at all, and their grammar takes its time to load.
    from sphinx_seminar.reading.citations.reader import read_citation

    return PaperLine(line, text, paper=read_citation(text))


def split_keys(text: str) -> list[str]:
    """Divide a text that is nothing but several keys; any other text is one."""
    return re.findall(r"@[^\s@,;]+", text) if _KEYS.fullmatch(text) else [text]


def _lines(item: _Item, known: Mapping[str, Paper]) -> Iterator[PaperLine]:
    """Yield what an item says: one paper or group, or several keys that no list mark divides."""
    text = " ".join(item.words)
    if item.items:
        yield PaperLine(item.line, text, items=tuple(line for inner in item.items for line in _lines(inner, known)))
    elif len(split_keys(text)) > 1:
        for number, words in enumerate(item.words):
            yield from (read_line(key, item.line + number) for key in split_keys(words))
    else:
        yield replace(read_line(text, item.line, known), second=_second_paper(item))


def _second_paper(item: _Item) -> int | None:
    """Return the line on which a second paper begins, for want of a list mark.

    It does so below a line that ends with a DOI or an arXiv number, if another of its kind follows.
    """
    for identifier in (find_doi, find_arxiv):
        for number, words in enumerate(item.words[:-1]):
            *found, _start, end = identifier(words)
            rest = [other[0] for line in item.words[number + 1 :] if (other := identifier(line))[0]]
            ends = bool(found[0]) and not words[end:].strip(" .,;>)")
            if ends and any(other != found[0] for other in rest) and _NAME.match(item.words[number + 1]):
                return item.line + number + 1
    return None


def _items(lines: Sequence[str]) -> list[_Item]:
    """Nest the items by their indentation."""
    top: list[_Item] = []
    open_items: list[_Item] = []
    after_blank = True
    for number, line in enumerate(lines):
        if not line.strip():
            after_blank = True
            continue
        indent = len(line) - len(line.lstrip())
        marked = _MARKER.match(line)
        if marked is not None:
            while open_items and open_items[-1].indent >= indent:
                open_items.pop()
            del open_items[_DEEPEST:]
            item = _Item(number, indent, [line[marked.end() :].strip()])
            (open_items[-1].items if open_items else top).append(item)
            open_items.append(item)
        elif open_items and (indent > open_items[0].indent or not after_blank):
            open_items[-1].words.append(line.strip())
        else:
            item = _Item(number, indent, [line.strip()])
            top.append(item)
            open_items = [item]
        after_blank = False
    return top
