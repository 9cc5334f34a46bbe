"""Finding the sections of a page that are sessions: a list of topics names them, or their headings say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_seminar.cli.importing.entries import Entry, read_entry
from sphinx_seminar.cli.importing.entry_lists import entries_of
from sphinx_seminar.cli.importing.lines import Year
from sphinx_seminar.cli.importing.markdown.blocks import Block
from sphinx_seminar.cli.importing.markdown.outline import Section
from sphinx_seminar.model.text import folded
from sphinx_seminar.reading.vocabulary import meaning_of

_PAPERS = re.compile(
    r"(?:(?:lista de )?(?:bibliografia|lecturas|referencias)|bibliographie|literatur(?:liste|verzeichnis)?)\Z"
    r"|(?:参考)?文献\Z|论文\Z|論文\Z"
    r"|(?:(?:key|main|core|required|recommended|optional|further|suggested|additional|background|selected|assigned|weekly|"
    r"the|related|relevant|supplementary|course)\s+)*"
    r"(?:papers?|readings?|references?|literature|bibliography|publications?|articles?|books?)(?:\s+(?:list|material))?\Z"
)
_CITED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|arxiv|doi\b|openreview|\]\(|<https?:|@\w", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A session that gets a page: the entry of its line, its section, and the part of the page that it is in."""

    entry: Entry
    section: Section | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Chapters:
    """The sessions of the page; ``topics`` is the list that names them, if there is one.

    ``home`` is the one section that all of them are in, where it is not the whole page.
    """

    chapters: tuple[Chapter, ...] = ()
    topics: Block | None = None
    home: Section | None = None


def names_papers(text: str) -> bool:
    """Tell whether a heading, or the words before a list, announce papers."""
    return _PAPERS.match(folded(text)) is not None


def cites(text: str) -> bool:
    """Tell whether a line may name a publication: it has a year, an identifier or a link."""
    return _CITED.search(text) is not None


def find_chapters(root: Section, year: Year | None, is_work: Callable[[int], bool] = lambda _line: False) -> Chapters:
    """Find the sessions that have a section of their own.

    A line that ``is_work`` stands on a page of exercises, where a heading that counts, "Topic 1", is none of a session.
    """
    marked = [chapter for section in root.walk() for chapter in _marked(section, year, section is root)]
    marked = [one for one in marked if one.section is None or one.entry.date or not is_work(one.section.line)]
    named = _by_topics(root, year)
    if named.chapters and sum(one.section is not None for one in named.chapters) >= len(marked):
        return named
    if len(marked) > 1:
        homes = [section for section in root.walk() if any(one.section in section.children for one in marked)]
        if len(homes) == 1 and homes[0] is not root:
            return Chapters(tuple(replace(one, part="") for one in marked), home=homes[0])
        return Chapters(tuple(marked))
    for section in root.walk():
        papers = [child for child in section.children if not names_papers(child.title) and _lists_papers(child)]
        if len(papers) > 1:
            return Chapters(tuple(Chapter(Entry(child.title), child) for child in papers))
    return Chapters()


def _by_topics(root: Section, year: Year | None) -> Chapters:
    """Find a list whose lines name sections of the page, as a list of topics does."""
    sections = {folded(section.title): section for section in root.walk() if section is not root and section.title}
    plain = {folded(read_entry(section.title, year).title): section for section in sections.values()}
    anchors = {section.anchor: section for section in sections.values()}
    best: tuple[int, Chapters] = (1, Chapters())
    for holder in root.walk():
        for block in holder.blocks:
            if block.kind != "list" or names_papers(holder.title):
                continue
            found = []
            for entry in entries_of(block, year):
                section = (
                    anchors.get(entry.anchor[1:]) or sections.get(folded(entry.title)) or plain.get(folded(entry.title))
                )
                found.append(_chapter(entry, section or _prefix(entry.title, sections)))
            known = [chapter for chapter in found if chapter.section is not None]
            distinct = len({id(chapter.section) for chapter in known}) == len(known)
            if len(known) > best[0] and len(known) * 2 >= len(found) and distinct and _are_sessions(found):
                best = (len(known), Chapters(tuple(found), block))
    return best[1]


def _prefix(title: str, sections: dict[str, Section]) -> Section | None:
    """Find the section whose title begins a line that goes on, as in text copied without its links."""
    words = folded(title)
    fitting = [name for name in sections if len(name) > 3 and words.startswith(f"{name} ")]
    return sections[max(fitting, key=len)] if fitting else None


def _chapter(entry: Entry, section: Section | None) -> Chapter:
    if section is None:
        return Chapter(entry)
    words, heading = folded(entry.title), folded(section.title)
    beside = ""
    if words.startswith(f"{heading} "):
        beside = " ".join(entry.title.split()[len(section.title.split()) :])
    elif words not in heading:
        beside = entry.title
    more = "\n\n".join(filter(None, (beside, entry.more)))
    return Chapter(replace(entry, title=section.title, more=more), section)


def _are_sessions(found: Sequence[Chapter]) -> bool:
    """Tell whether the lines of a list name sessions, and are no table of contents."""
    telling = [one for one in found if one.entry.marked or (one.section is not None and _lists_papers(one.section))]
    return len(telling) * 2 >= len(found)


def _lists_papers(section: Section) -> bool:
    inside = [section, *(child for child in section.children if names_papers(child.title))]
    if any(names_papers(part.title) and part.blocks for part in inside[1:]):
        return True
    before = ""
    for block in section.blocks:
        if block.kind == "list" and names_papers(before):
            return True
        before = block.text.strip(" *_:") if block.kind == "paragraph" else ""
    return False


def _marked(parent: Section, year: Year | None, top: bool) -> Iterator[Chapter]:
    """Yield the subsections whose headings mark them as sessions, by a date or a word such as "Week 3"."""
    for child in parent.children:
        entry = read_entry(child.title, year)
        if (entry.number or entry.date) and not _holds_dates(child, year) and not _is_due(child.title):
            yield Chapter(_named(entry), child, part="" if top else parent.title)


def _is_due(title: str) -> bool:
    """Tell whether a heading with a date announces work to hand in rather than a session."""
    first = title.split()[0].strip(":*").casefold() if title.split() else ""
    return meaning_of(first) == "exercises" or first in ("deadline", "due", "exam", "project", "update", "news")


def _named(entry: Entry) -> Entry:
    """Move a count that no option of a session holds, such as "Topic 4", into the title of an entry."""
    if (
        entry.unit.casefold() in ("week", "lecture", "lec", "woche", "vorlesung", *"回讲講课課次周週", "")
        and entry.title
    ):
        return entry
    title = ": ".join(part for part in (entry.counted, entry.title) if part)
    return replace(entry, title=title, unit="", number="")


def _holds_dates(section: Section, year: Year | None) -> bool:
    """Tell whether a section contains a list or table of dated sessions, and so is no session itself."""
    for inner in section.walk():
        for block in inner.blocks:
            if block.kind in ("list", "terms") and sum(
                bool(entry.date) and entry.headed for entry in entries_of(block, year)
            ) > (block.kind == "list"):
                return True
            if block.kind == "table" and any(
                meaning_of(cell.strip()) == "date" for cell in block.text.split("\n")[0].split("|")
            ):
                return True
    return any(read_entry(inner.title, year).date for inner in section.walk() if inner is not section)
