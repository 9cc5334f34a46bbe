"""The head of a session's page: its heading, and ``{lecture}`` with options from its line and its section."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sphinx_seminar.cli.importing.book_pages import Directive, Heading, Part, Remark
from sphinx_seminar.cli.importing.chapters import Chapter
from sphinx_seminar.cli.importing.entries import Entry, read_entry
from sphinx_seminar.cli.importing.facts import lines_of, remaining, session_fact, take_facts, written_people
from sphinx_seminar.cli.importing.lines import Year, dated, plain, written
from sphinx_seminar.cli.importing.markdown.blocks import Block
from sphinx_seminar.cli.importing.markdown.targets import MISSING
from sphinx_seminar.cli.importing.overview import MORE_MARK
from sphinx_seminar.model import RESOURCE_KINDS, Resource
from sphinx_seminar.model.people import PERSON_ROLES
from sphinx_seminar.model.session import Session
from sphinx_seminar.model.text import folded
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.sessions import read_sessions
from sphinx_seminar.reading.tables import Row, Table

_OPTIONS = {kind: "links" if kind == "link" else kind for kind in RESOURCE_KINDS}
_LECTURES = frozenset({"lecture", "lec", "vorlesung", *"回讲講课課次", ""})
#: Longer lines are sentences (characters), and more of them no list of facts.
_LONGEST_TITLE, _MOST_LINES = 80, 20


@dataclass(slots=True)
class Lecture:
    """A session with a page of its own: its title, the options of its ``{lecture}``, and what stands below that.

    ``beside`` are the parts of its page for links that lead nowhere, and for what a schedule says of the session;
    ``blocks`` are those of its section that became no options.
    """

    chapter: Chapter
    title: str
    options: dict[str, str]
    beside: list[Part]
    blocks: tuple[Block, ...]
    in_schedule: bool = False

    @property
    def head(self) -> list[Part]:
        """Return the parts of the page above what its section says."""
        return [Heading(self.title), Directive("lecture", tuple(self.options.items())), *self.beside]

    def takes(self, title: str, day: dt.date | None) -> bool:
        """Tell whether a row of a schedule is this session; it is none of another row then.

        The row has the same day and the same title, or one of these where the other is missing.
        """
        words, own = folded(title.strip("…")), read_when(self.options.get("date", "")).value.first
        same = words == folded(self.title) if words else own is not None
        if self.in_schedule or not same or not (own == day or (own is None and words)):
            return False
        self.in_schedule = True
        return True

    def add_row(self, row: Mapping[str, str]) -> None:
        """Take over what a row of a schedule says of the session, as options or as a list below these."""
        read = read_sessions(Table(tuple(row), (Row(2, tuple(row.values())),)))
        session = read.sessions[0] if len(read.sessions) == 1 else None
        said, own = (options_of(session) if session is not None else {}), self.options
        self.options = {**said, **own}
        if session is None or read.problems or not has_options_for_all(session):
            others = [(header, cell) for header, cell in row.items() if cell]
        else:
            if _has_hours(said) and not _has_hours(own):
                self.options["date"] = said["date"]
            differing = (name for name, value in said.items() if value != own.get(name, value) and name != "date")
            others = [(name.capitalize(), said[name]) for name in differing]
            others += beside_options(session, read.papers[0])
        if others:
            self.beside.append("\n".join(f"- {name}: {value}" for name, value in others))


def _has_hours(options: Mapping[str, str]) -> bool:
    return read_when(options.get("date", "")).value.starts is not None


def has_options_for_all(session: Session) -> bool:
    """Tell whether a ``{lecture}`` says the same as a row of a table; it can have lines below its options."""
    special = session.online or session.open or session.moved_from or session.meetings > 1 or session.slot is not None
    dated = session.when is None or bool(written(session.when))
    return not special and dated and bool(session.when or session.number or session.part)


def options_of(session: Session) -> dict[str, str]:
    """Return the options of ``{lecture}`` that say what a row says."""
    options = {
        "date": written(session.when) if session.when is not None else "",
        "number": session.number,
        "kind": "" if session.kind == "lecture" else session.kind,
    }
    for role in PERSON_ROLES:
        options[role] = written_people(one.person for one in session.people if one.role == role)
    for kind, name in _OPTIONS.items():
        links = (one for one in session.resources if one.kind == kind)
        options[name] = "; ".join(f"{one.label} <{one.target}>" if one.label else one.target for one in links)
    options |= {"location": session.location, "part": session.part, "tags": ", ".join(session.tags)}
    return {name: value for name, value in {**options, "status": session.status}.items() if value}


def beside_options(session: Session, papers: Sequence[str]) -> list[tuple[str, str]]:
    """Return what a row says that ``{lecture}`` has no option for, each under the header of its column."""
    more = [(header.removeprefix(MORE_MARK), text) for header, text in session.extra]
    more += [("Papers", "; ".join(papers))] if papers else []
    return [*more, *([("Abstract", session.abstract)] if session.abstract else [])]


def lecture_of(chapter: Chapter, year: Year | None, decks: set[str]) -> Lecture:
    """Return the head of a session's page; ``decks`` are the local slides of the sessions before it."""
    section = chapter.section
    own = read_entry(section.title, year) if section is not None else chapter.entry
    entry = chapter.entry
    below = list(section.blocks) if section is not None else []
    date = entry.date or own.date or _first_date(below, year)
    title = entry.title or own.title or entry.counted or _first_words(below) or date or "Session"
    resources = [*entry.resources, *(own.resources if own is not entry else ())]
    facts = {"date": date} if date else {}
    blocks: list[Block] = []
    for block in below:
        found, others = _links_apart(block, year)
        resources += found
        for other in others:
            blocks += take_facts(other, lambda line: session_fact(line, year), facts) if _is_short(other) else [other]
    facts |= _counted(entry, title, chapter.part)
    links, left = _link_options(resources, decks)
    options = {name: plain(value) for name, value in (*facts.items(), *links) if value}
    return Lecture(chapter, title, options, left, tuple(blocks))


def _first_line(blocks: Sequence[Block]) -> tuple[str, str]:
    """Return the first line below a heading, and the rest of its paragraph; two empty texts where none is there."""
    first = blocks[0].text if blocks and blocks[0].kind == "paragraph" else ""
    line, _end, rest = first.partition("\n")
    return line, rest


def _without_first_line(blocks: Sequence[Block], rest: str) -> list[Block]:
    kept = [replace(blocks[0], text=rest, line=blocks[0].line + 1)] if rest.strip() else []
    return [*kept, *blocks[1:]]


def _first_date(blocks: list[Block], year: Year | None) -> str:
    """Take the date out of the first line below a heading, where the line is nothing else."""
    line, rest = _first_line(blocks)
    date = dated(plain(line).rstrip("\\"), year) if line and "](" not in line else ""
    if date:
        blocks[:] = _without_first_line(blocks, rest)
    return date


def _first_words(blocks: list[Block]) -> str:
    """Take the title of a session that has none out of the first line below its heading, where that is short."""
    line, rest = _first_line(blocks)
    words = plain(line).rstrip("\\").strip()
    goes_on = rest.strip() and not line.endswith("\\") and not line.startswith(("*", "_"))
    if not words or len(words) > _LONGEST_TITLE or "](" in line or words[-1:] in ".!?:;,," or goes_on:
        return ""
    blocks[:] = _without_first_line(blocks, rest)
    return line.rstrip("\\").strip(" *_")


def _counted(entry: Entry, title: str, part: str) -> dict[str, str]:
    """Set the option for a number: of a lecture it is its own, of a week the part that the lecture belongs to."""
    if not entry.number or entry.title != title:
        return {"part": part}
    if entry.unit.casefold() in _LECTURES:
        return {"part": part, "number": entry.number.lstrip("0")}
    return {"part": " – ".join(said for said in (part, entry.counted) if said)}


def _is_short(block: Block) -> bool:
    return len(lines_of(block)) <= _MOST_LINES


def _links_apart(block: Block, year: Year | None) -> tuple[list[Resource], list[Block]]:
    """Take the lines out of a block that are nothing but links to slides and the like; return these, and the rest."""
    resources: list[Resource] = []
    others: list[str] = []
    for line in lines_of(block) if _is_short(block) else ():
        entry = read_entry(line, year)
        if entry.resources and not entry.marked_beside_links and all(one.kind != "link" for one in entry.resources):
            resources += entry.resources
        else:
            others.append(line)
    return resources, remaining(block, others) if resources else [block]


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
