"""The head of a session's page: its heading, and ``{lecture}`` with options from its line and its section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sphinx_seminar.cli.importing.book_pages import Directive, Heading, Part, Remark
from sphinx_seminar.cli.importing.cells import plain
from sphinx_seminar.cli.importing.chapters import Chapter
from sphinx_seminar.cli.importing.entries import Entry, read_entry
from sphinx_seminar.cli.importing.facts import facts_apart, lines_of, session_fact
from sphinx_seminar.cli.importing.line_dates import Year, dated
from sphinx_seminar.cli.importing.markdown.blocks import Block, blocks_of
from sphinx_seminar.cli.importing.markdown.targets import MISSING
from sphinx_seminar.model import RESOURCE_KINDS, Resource

_OPTIONS = {kind: "links" if kind == "link" else kind for kind in RESOURCE_KINDS}
_LECTURES = frozenset({"lecture", "lec", "vorlesung", *"回讲講课課次", ""})


#: Longer lines are sentences (characters).
_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Lecture:
    """The head of a session's page, and those blocks of its section that became no options."""

    title: str
    head: tuple[Part, ...]
    blocks: tuple[Block, ...]
    options: tuple[str, ...] = ()


def lecture_of(chapter: Chapter, year: Year | None, decks: set[str]) -> Lecture:
    """Return the head of a session's page; ``decks`` are the local slides of the sessions before it."""
    section = chapter.section
    own = read_entry(section.title, year) if section is not None else chapter.entry
    entry = chapter.entry
    below = list(section.blocks) if section is not None else []
    date = entry.date or own.date or _first_date(below, year)
    title = entry.title or own.title or entry.counted or _first_words(below) or date or "Session"
    resources = [*entry.resources, *(own.resources if own is not entry else ())]
    facts: list[tuple[str, str]] = [("date", date)]
    blocks: list[Block] = []
    said = {"date"} if facts[0][1] else set()
    for block in below:
        found, states, rest = _apart(block, year, said)
        resources += found
        facts += states
        if rest is not None:
            blocks.append(rest)
    facts += _counted(entry, title, chapter.part)
    links, left = _link_options(resources, decks)
    options = [(name, value) for name, value in (*facts, *links) if value]
    directive = Directive("lecture", tuple((name, plain(value)) for name, value in options))
    head = (Heading(title), directive, *left)
    return Lecture(title, head, tuple(blocks), tuple(name for name, _value in options))


def _first_date(blocks: list[Block], year: Year | None) -> str:
    """Take the date out of the first line below a heading, where the line is nothing else."""
    first = blocks[0] if blocks and blocks[0].kind == "paragraph" else None
    line, _end, rest = first.text.partition("\n") if first is not None else ("", "", "")
    date = dated(plain(line).rstrip("\\"), year) if line and "](" not in line else ""
    if date and first is not None:
        blocks[:1] = [replace(first, text=rest, line=first.line + 1)] if rest.strip() else []
    return date


def _first_words(blocks: list[Block]) -> str:
    """Take the title of a session that has none out of the first line below its heading, where that is short."""
    first = blocks[0] if blocks and blocks[0].kind == "paragraph" else None
    line, _end, rest = first.text.partition("\n") if first is not None else ("", "", "")
    words = plain(line).rstrip("\\").strip()
    ends = rest.strip() and not line.endswith("\\") and not line.startswith(("*", "_"))
    if first is None or not words or len(words) > _LONGEST_TITLE or "](" in line or words[-1:] in ".!?:;,," or ends:
        return ""
    blocks[:1] = [replace(first, text=rest, line=first.line + 1)] if rest.strip() else []
    return line.rstrip("\\").strip(" *_")


def _counted(entry: Entry, title: str, part: str) -> list[tuple[str, str]]:
    """Set the option for a number: of a lecture it is its own, of a week the part that the lecture belongs to."""
    if not entry.number or entry.title != title:
        return [("part", part)]
    if entry.unit.casefold() in _LECTURES:
        return [("part", part), ("number", entry.number.lstrip("0"))]
    return [("part", " – ".join(said for said in (part, entry.counted) if said))]


def _apart(
    block: Block, year: Year | None, said: set[str]
) -> tuple[list[Resource], list[tuple[str, str]], Block | None]:
    """Take out of a block what belongs to the options of its session; return that, and what is left of the block."""
    lines = lines_of(block)
    if not lines or len(lines) > 20:
        return [], [], block
    resources: list[Resource] = []
    others: list[str] = []
    for line in lines:
        entry = read_entry(line, year)
        if entry.resources and not entry.marked_beside_links and all(one.kind != "link" for one in entry.resources):
            resources += entry.resources
        else:
            others.append(line)
    text = "\n".join(f"- {line}" for line in others) if block.kind == "list" else "\n".join(others)
    rest = _first(text) if resources else block
    facts: list[tuple[str, str]] = []
    if rest is not None:
        facts, words = facts_apart(rest, lambda line: session_fact(line, year), said)
        if facts:
            rest = _first("\n".join(f"- {line}" for line in words) if rest.kind == "list" else "\n".join(words))
    return resources, facts, rest


def _first(text: str) -> Block | None:
    return next(iter(blocks_of(text)), None)


def _link_options(resources: Sequence[Resource], decks: set[str]) -> tuple[list[tuple[str, str]], list[Part]]:
    """Return the options for the links of a session, and the parts of its page for links that lead nowhere."""
    options: dict[str, list[str]] = {}
    missing = []
    for resource in dict.fromkeys(resources):
        kind, target = resource.kind, resource.target
        if target.startswith(MISSING):
            missing.append(f"[{resource.label.strip('[]') or kind}]({target})")
            continue
        if kind == "slides" and target.startswith("/"):
            kind = "link" if target in decks else kind
            decks.add(target)
        label = re.sub(r"\s*[;<>]\s*", ", ", plain(resource.label)).strip(" ,[]")
        options.setdefault(_OPTIONS[kind], []).append(f"{label} <{target}>" if label else target)
    left: list[Part] = [Remark("these files were not beside the page"), "; ".join(missing)] if missing else []
    return [(option, "; ".join(links)) for option, links in options.items()], left
