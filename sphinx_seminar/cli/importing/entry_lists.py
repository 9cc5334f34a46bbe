"""Lists of a page whose lines stand for sessions, and the entries of these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from sphinx_seminar.cli.importing.entries import Entry, read_entry
from sphinx_seminar.cli.importing.lines import Year
from sphinx_seminar.cli.importing.markdown.blocks import Block, Item, blocks_of
from sphinx_seminar.cli.importing.markdown.targets import links_in
from sphinx_seminar.model.text import folded

#: A bold label before a title, as Just the Class has them, and labels that are those of sessions, or of work.
_LABELLED = re.compile(r"(?:\*\*|__)(?P<label>[^*_\[\]]{2,30}?):?(?:\*\*|__)\s*:?\s*(?P<rest>\[.*)?")
KINDS = re.compile(
    r"\b(?:lec|lectures?|labs?|discussions?|disc|sections?|seminars?|talks?|sessions?|recitations?|tutorials?|exams?"
    r"|quiz(?:zes)?|midterms?|finals?|workshops?|guest|review|presentations?|meeting|class|break|holiday|vorlesung"
    r"|übung|cours|td|tp|clase|práctico|taller)\b|講義|演習|讲座|习题",
    re.IGNORECASE,
)
_OF_WORK = re.compile(r"\b(?:due|out|released?|assigned|deadline|abgabe|rendu|entrega)\b|截止|提出", re.IGNORECASE)
_PLAN = re.compile(
    r"(?:.* )?(?:schedule|timetable|lectures|sessions|(?:course|lecture|class) plan|semesterplan|terminplan|sitzungen"
    r"|vorlesungsplan|seminarplan|ablaufplan|calendrier|planning|plan (?:du|de) cours|seances|cronograma|calendario"
    r"|plan de clases|clases|sesiones)(?: .*)?\Z"
    r"|.*(?:授業計画|講義計画|授業予定|講義予定|スケジュール|课程安排|教学计划|课程计划|教学安排|授课计划)"
)
#: How many items make a list that only counts one of sessions, and how long they are (characters).
_COUNTED, _SHORT = 4, 120


def entries_of(block: Block, year: Year | None) -> list[Entry]:
    """Return the items of a list, each as if it were a session."""
    return [replace(_entry_of(item, year), more=item.rest) for item in _events(block.items)]


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


def _entry_of(item: Item, year: Year | None) -> Entry:
    """Return the entry of a line; what it stands under says its date, its hours and its number first."""
    if not item.term:
        return read_entry(item.text, year)
    entry = _labelled(item.text, year) or read_entry(item.text, year)
    term = read_entry(item.term, year)
    titles = (entry.title,) if term.marked and not term.title else (term.title, entry.title)
    return replace(
        term,
        title=" – ".join(filter(None, titles)),
        date=term.date or entry.date,
        time=term.time or entry.time,
        number=term.number or entry.number,
        unit=term.unit or entry.unit,
        resources=term.resources + entry.resources,
        headed=term.headed or entry.headed,
        kind=entry.kind,
    )


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


def counted_entries(block: Block, heading: str, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries of a numbered list under the heading of a plan, each with its number; nothing for others."""
    first = re.match(r"(\d{1,3})[.)]\s", block.text)
    if first is None or len(entries) < _COUNTED or not _PLAN.match(folded(heading)):
        return []
    titles = [entry.title or next((one.label for one in entry.resources), entry.anchor_label) for entry in entries]
    if not all(0 < len(title) <= _SHORT for title in titles):
        return []
    titled = enumerate(zip(entries, titles, strict=True), int(first[1]))
    return [replace(entry, title=title, number=str(number)) for number, (entry, title) in titled]


def lines_as_lists(block: Block, year: Year | None) -> list[Block]:
    """Return a paragraph with lines for sessions as lists of these, and paragraphs of its other lines; else nothing."""
    lines = [line.removesuffix("\\") for line in block.text.split("\n")]
    parts: list[Block] = []
    for headed, group in groupby(lines, lambda line: (entry := read_entry(line, year)).headed and bool(entry.date)):
        kept = list(group)
        marked = [f"- {line}" for line in kept] if headed and len(kept) > 1 else kept
        parts += [replace(one, line=block.line + lines.index(kept[0])) for one in blocks_of("\n".join(marked))]
    return parts if any(part.kind == "list" for part in parts) else []


def is_list_of_sessions(entries: Sequence[Entry]) -> bool:
    """Tell whether most lines of a list stand for sessions: their dates are at the head, those of citations are not."""
    heads = [entry for entry in entries if entry.headed or not entry.date]
    titled = [entry for entry in heads if entry.marked and (entry.title or entry.number or entry.date)]
    short = all(len(entry.title) < 200 for entry in entries)
    said = [entry for entry in titled if entry.title or entry.date]
    return short and len(said) > 1 and len(said) * 5 >= len(entries) * 3
