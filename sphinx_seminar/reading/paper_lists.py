"""The body of ``{key-papers}``: a list of keys, pasted citations and groups.

The list is read from its own text rather than from parsed nodes: a citation is kept word for word, whatever the markup
language makes of its asterisks, dollar signs and brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from sphinx_seminar.model import Paper, Problem, Reading
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.identifiers import find_arxiv, find_doi
from sphinx_seminar.reading.plain import Bullet, bullets_of

#: A key, other keys behind semicolons, and a note.
_KEY = re.compile(
    r"@(?P<key>[^\s@,;{}()]+?)(?P<versions>(?:\s*;\s*@[^\s@,;{}()]+?)*)(?P<end>[:,;.]?)(?:\s+(?P<note>.+))?\Z",
    re.DOTALL,
)
#: Words before a key: "**Required:** @key", "see @key"; a sentence of more is a citation.
_LED = re.compile(r"(?![^@]*\(\d{4})[^@]{1,80}?\s(?=@[^\s@,;{}()]+?(?:[\s:,;.)]|\Z))")
#: An entry as BibTeX has it.
_ENTRY = re.compile(r"@[A-Za-z]+\s*[{(]")
#: How a citation begins, and no further address of the same paper.
_NAME = re.compile(r"(?!doi|arxiv|https?:|www\.|preprint|also|see)[^\W\d_]", re.IGNORECASE)
_NONE: Mapping[str, Paper] = MappingProxyType({})
_KEYS = re.compile(r"\s*@[^\s@,;]+(?:[\s,]+@[^\s@,;]+)*[\s,;]*")
#: Keys with a word between them, and words before the first: "see @one and @two".
_KEYS_IN_WORDS = re.compile(
    r"(?:[^@]{1,80}?\s)?@[^\s@,;{}()]+(?:(?:,?\s(?:and|or|&|und|oder|et|y|o)\s|,\s)@[^\s@,;{}()]+)+"
)
#: Nothing but addresses, which may be those of one paper or of several.
_ADDRESSES = re.compile(r"(?:(?:https?://|doi:|arxiv:)\S+(?:,\s*|\s+))+(?:https?://|doi:|arxiv:)\S+", re.IGNORECASE)
#: Lines that two citations below each other take at most.
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One item of the list: ``line`` counts from 0.

    It is a key (with a note, with words before it, with keys of other ``versions`` of the paper), or a pasted citation
    or BibTeX entry, or, where it has ``items``, a group with ``text`` as its title. ``problems`` are those of an entry.
    ``second`` is the line on which another paper seems to begin, ``None`` where none does.
    """

    line: int
    text: str
    key: str = ""
    note: str = ""
    before: str = ""
    versions: tuple[str, ...] = ()
    paper: Paper | None = None
    items: tuple[PaperLine, ...] = ()
    second: int | None = None
    problems: tuple[Problem, ...] = ()


def read_paper_list(lines: Sequence[str], known: Mapping[str, Paper] = _NONE) -> tuple[PaperLine, ...]:
    """Read the lines of a body, in their order; paragraphs without a list mark are items too.

    ``known`` has citations that were read before, by their pasted words.
    """
    return tuple(line for item in bullets_of(lines, 0, _is_open) for line in _lines(item, known))


def read_short(text: str, known: Mapping[str, Paper] = _NONE) -> Reading[tuple[PaperLine, ...]]:
    """Read the papers in a part of an option or of a cell, which has no place for words beside a key."""
    papers = read_paper_list([text], known)
    problems = []
    for paper in papers:
        for words in filter(None, (paper.before, paper.note)):
            message = (
                f"the words {quoted(words)} beside '@{paper.key}' are not shown; expected @ before each key, ; between "
                "papers, and words about them in {key-papers}"
            )
            problems.append(Problem("paper", message))
    if _ADDRESSES.fullmatch(text.strip()):
        message = f"{quoted(text.strip())} is read as one paper with several addresses; expected ; between papers"
        problems.append(Problem("paper", message))
    return Reading(papers, tuple(problems))


def read_line(text: str, line: int = 0, known: Mapping[str, Paper] = _NONE) -> PaperLine:
    """Read one item without a list mark; ``known`` is as for a list."""
    text = " ".join(text.split())
    keyed, before = _KEY.match(text), ""
    if keyed is None and (led := _LED.match(text)) is not None:
        keyed, before = _KEY.match(text, led.end()), led[0].strip()
    if keyed is not None:
        versions = tuple(key.strip().removeprefix("@") for key in keyed["versions"].split(";") if key.strip())
        return PaperLine(line, text, keyed["key"], (keyed["note"] or "").strip(), before, versions)
    return _entry(text, line) if _ENTRY.match(text) else PaperLine(line, text, paper=known.get(text) or _citation(text))


def _entry(text: str, line: int) -> PaperLine:
    """Read a pasted BibTeX entry; what is none stands as it was pasted."""
    from sphinx_seminar.reading.bibtex.files import read_entries
    from sphinx_seminar.reading.bibtex.papers import read_paper

    read = read_entries(text.encode())
    if len(read.value) != 1:
        return PaperLine(line, text, paper=_citation(text), problems=read.problems)
    paper = read_paper(read.value[0], "")
    return PaperLine(line, text, paper=paper.value, problems=(*read.problems, *paper.problems))


def _citation(text: str) -> Paper:
    # A course with a .bib file may have no pasted citation at all, and their grammar takes its time to load.
    from sphinx_seminar.reading.citations.reader import read_citation

    return read_citation(text)


def _split_keys(text: str) -> list[str]:
    """Divide a text that is nothing but several keys; any other text is one."""
    return re.findall(r"@[^\s@,;]+", text) if _KEYS.fullmatch(text) else [text]


def _lines(item: Bullet, known: Mapping[str, Paper]) -> Iterator[PaperLine]:
    """Yield the lines of an item: one paper or group, or several keys that no list mark divides."""
    text = item.text
    if item.items:
        yield PaperLine(item.line, text, items=tuple(line for inner in item.items for line in _lines(inner, known)))
    elif len(_split_keys(text)) > 1:
        for number, words in enumerate(item.words):
            yield from (read_line(key, item.line + number) for key in _split_keys(words))
    elif _KEYS_IN_WORDS.fullmatch(text):
        yield from (read_line(part.strip(" ,"), item.line) for part in re.findall(r"[^@]*@[^\s@,;]+", text))
    elif not item.marked and len(apart := _apart(item.words)) > 1:
        for number, lines in apart:
            yield read_line(" ".join(lines), item.line + number, known)
    else:
        yield replace(read_line(text, item.line, known), second=_second_paper(item))


def _apart(lines: Sequence[str]) -> list[tuple[int, list[str]]]:
    """Divide lines without list marks where one citation is whole, and another begins; with the number of each line."""
    found: list[tuple[int, list[str]]] = [(0, list(lines[:1]))]
    for number, line in enumerate(lines[1:], 1):
        following = (lines[number : number + count] for count in range(1, _MOST_LINES + 1))
        if _is_whole(found[-1][1]) and any(map(_is_whole, following)):
            found.append((number, []))
        found[-1][1].append(line)
    return found


def _is_whole(lines: Sequence[str]) -> bool:
    """Tell whether lines begin with a citation: a key, or authors, year and title."""
    text = " ".join(lines)
    if _KEY.match(text):
        return True
    paper = _citation(text)
    return bool(paper.authors and paper.year and paper.title)


def _second_paper(item: Bullet) -> int | None:
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


def _is_open(words: Sequence[str]) -> bool:
    """Tell whether lines begin a BibTeX entry that is not closed yet."""
    text = "".join(words)
    return _ENTRY.match(text) is not None and text.count("{") > text.count("}")
