"""Finding the sections of a page that are sessions: a list of topics names them, or their headings say so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sphinx_seminar.cli.importing.entries import Entry, read_entry
from sphinx_seminar.cli.importing.line_dates import Year
from sphinx_seminar.cli.importing.markdown.blocks import Block, Item, blocks_of
from sphinx_seminar.cli.importing.markdown.outline import Section
from sphinx_seminar.cli.importing.markdown.targets import links_in
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
    """A session that gets a page: the entry of its line, its section, and the Markdown beside its line."""

    entry: Entry
    section: Section | None = None
    more: str = ""
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


def entries_of(block: Block, year: Year | None) -> list[tuple[Entry, str]]:
    """Return for each item of a list its entry as a session, and the Markdown of the rest of the item."""
    return [_entry_of(item, year) for item in _events(block.items)]


#: A bold label before a title, as Just the Class has them, and labels that are those of sessions, or of work.
_LABELLED = re.compile(r"(?:\*\*|__)(?P<label>[^*_\[\]]{2,30}?):?(?:\*\*|__)\s*:?\s*(?P<rest>\[.*)?")
KINDS = re.compile(
    r"\b(?:lec|lectures?|labs?|discussions?|disc|sections?|seminars?|talks?|sessions?|recitations?|tutorials?|exams?"
    r"|quiz(?:zes)?|midterms?|finals?|workshops?|guest|review|presentations?|meeting|class|break|holiday|vorlesung"
    r"|übung|cours|td|tp|clase|práctico|taller)\b|講義|演習|讲座|习题",
    re.IGNORECASE,
)
_OF_WORK = re.compile(r"\b(?:due|out|released?|assigned|deadline|abgabe|rendu|entrega)\b|截止|提出", re.IGNORECASE)


def _events(items: Sequence[Item]) -> list[Item]:
    """Join what is said of one event under a day: another begins with a link, or the label of a session or of work."""
    events: list[Item] = []
    for item in items:
        label = _LABELLED.match(item.text)
        known = label is not None and (KINDS.search(label["label"]) or _OF_WORK.search(label["label"]))
        begins = item.text.startswith("[") or bool(known) or _is_handed_in(label)
        if events and item.term and item.term == events[-1].term and not begins:
            rest = "\n\n".join(filter(None, (events[-1].rest, item.source)))
            events[-1] = replace(events[-1], rest=rest)
        else:
            events.append(item)
    return events


def _entry_of(item: Item, year: Year | None) -> tuple[Entry, str]:
    entry = read_entry(item.text, year)
    if not item.term:
        return entry, item.rest
    entry = _labelled(item.text, year) or entry
    term = read_entry(item.term, year)
    title = (
        entry.title
        if term.marked and not term.title
        else " – ".join(part for part in (term.title, entry.title) if part)
    )
    merged = replace(
        term, title=title, kind=entry.kind, headed=term.headed or entry.headed,
        resources=term.resources + entry.resources,
        date=term.date or entry.date,
        time=term.time or entry.time, number=term.number or entry.number, unit=term.unit or entry.unit,
    )  # fmt: skip
    return merged, item.rest


def _is_handed_in(label: re.Match[str] | None) -> bool:
    """Tell whether a label stands before a link that says when its work is due or given out: "**HW 1** [due](…)"."""
    return label is not None and any(_OF_WORK.search(link["label"]) for link in links_in(label["rest"] or ""))


def _labelled(text: str, year: Year | None) -> Entry | None:
    """Return the entry of a line with a label before a link: that of a session is its kind, that of work its title."""
    found = _LABELLED.match(text)
    if found is None or not found["rest"]:
        return None
    label, entry = read_entry(found["label"], year), read_entry(found["rest"], year)
    named = ", ".join(one.label for one in entry.resources)
    if _is_handed_in(found):
        return replace(entry, title=f"{found['label'].strip()} {named}")
    title = entry.title or named
    if not title or not KINDS.search(found["label"]) or _OF_WORK.search(found["label"]):
        return None
    kind = label.unit if label.number else found["label"].strip()
    return replace(entry, title=title, unit=label.unit, number=label.number, kind=kind)


_PLAN = re.compile(
    r"(?:.* )?(?:schedule|timetable|lectures|sessions|(?:course|lecture|class) plan|semesterplan|terminplan|sitzungen"
    r"|vorlesungsplan|seminarplan|ablaufplan|calendrier|planning|plan (?:du|de) cours|seances|cronograma|calendario"
    r"|plan de clases|clases|sesiones)(?: .*)?\Z"
    r"|.*(?:授業計画|講義計画|授業予定|講義予定|スケジュール|课程安排|教学计划|课程计划|教学安排|授课计划)"
)
#: How many items make a list that only counts one of sessions, and how long they are (characters).
_COUNTED, _SHORT = 4, 120


def counted_entries(block: Block, heading: str, entries: Sequence[tuple[Entry, str]]) -> list[tuple[Entry, str]]:
    """Return the entries of a numbered list under the heading of a plan, each with its number; nothing for others."""
    first = re.match(r"(\d{1,3})[.)]\s", block.text)
    if first is None or len(entries) < _COUNTED or not _PLAN.match(folded(heading)):
        return []
    titles = [
        entry.title or next((one.label for one in entry.resources), entry.anchor_label) for entry, _more in entries
    ]
    if not all(0 < len(title) <= _SHORT for title in titles):
        return []
    numbered = enumerate(zip(entries, titles, strict=True), int(first[1]))
    return [(replace(entry, title=title, number=str(number)), more) for number, ((entry, more), title) in numbered]


def lines_as_lists(block: Block, year: Year | None) -> list[Block]:
    """Return a paragraph with lines for sessions as lists of these, and paragraphs of its other lines; else nothing."""
    lines = [line.removesuffix("\\") for line in block.text.split("\n")]
    parts: list[Block] = []
    for headed, group in groupby(lines, lambda line: (entry := read_entry(line, year)).headed and bool(entry.date)):
        kept = list(group)
        marked = [f"- {line}" for line in kept] if headed and len(kept) > 1 else kept
        parts += [replace(one, line=block.line + lines.index(kept[0])) for one in blocks_of("\n".join(marked))]
    return parts if any(part.kind == "list" for part in parts) else []


def is_list_of_sessions(entries: Sequence[tuple[Entry, str]]) -> bool:
    """Tell whether most lines of a list stand for sessions: their dates are at the head, those of citations are not."""
    heads = [entry for entry, _more in entries if entry.headed or not entry.date]
    titled = [entry for entry in heads if entry.marked and (entry.title or entry.number or entry.date)]
    short = all(len(entry.title) < 200 for entry, _more in entries)
    said = [entry for entry in titled if entry.title or entry.date]
    return short and len(said) > 1 and len(said) * 5 >= len(entries) * 3


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
            for entry, more in entries_of(block, year):
                section = (
                    anchors.get(entry.anchor[1:]) or sections.get(folded(entry.title)) or plain.get(folded(entry.title))
                )
                found.append(_chapter(entry, section or _prefix(entry.title, sections), more))
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


def _chapter(entry: Entry, section: Section | None, more: str) -> Chapter:
    if section is None:
        return Chapter(entry, None, more)
    words, heading = folded(entry.title), folded(section.title)
    if words != heading and words.startswith(f"{heading} "):
        beside = " ".join(entry.title.split()[len(section.title.split()) :])
        more = "\n\n".join(part for part in (beside, more) if part)
    elif words and words != heading and words not in heading:
        more = "\n\n".join(part for part in (entry.title, more) if part)
    return Chapter(replace(entry, title=section.title), section, more)


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
                bool(entry.date) and entry.headed for entry, _more in entries_of(block, year)
            ) > (block.kind == "list"):
                return True
            if block.kind == "table" and any(
                meaning_of(cell.strip()) == "date" for cell in block.text.split("\n")[0].split("|")
            ):
                return True
    return any(read_entry(inner.title, year).date for inner in section.walk() if inner is not section)
