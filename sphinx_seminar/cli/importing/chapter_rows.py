"""A schedule by hand in a page of a book: the rows that are chapters, and what ``{lecture}`` says there for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sphinx_seminar.cli.importing.cells import plain
from sphinx_seminar.cli.importing.entries import read_entry, resource_kind
from sphinx_seminar.cli.importing.entry_lists import entries_of, is_list_of_sessions
from sphinx_seminar.cli.importing.jupyter_books import Chapter
from sphinx_seminar.cli.importing.line_dates import Year, written
from sphinx_seminar.cli.importing.markdown.blocks import Block, blocks_of_page
from sphinx_seminar.cli.importing.markdown.html_reading import markdown_as_html
from sphinx_seminar.cli.importing.markdown.html_tree import parse_html
from sphinx_seminar.cli.importing.markdown.targets import Targets, links_in, with_targets
from sphinx_seminar.cli.importing.markdown.writer import MarkdownWriter
from sphinx_seminar.cli.importing.overview import MORE
from sphinx_seminar.cli.importing.schedule_kinds import is_schedule, with_dates
from sphinx_seminar.cli.importing.schedules import Schedule, schedule_of_entries, schedule_of_table
from sphinx_seminar.model import PERSON_ROLES, RESOURCE_KINDS, Involvement, Session, Text
from sphinx_seminar.model.text import folded
from sphinx_seminar.reading.sessions import read_sessions
from sphinx_seminar.reading.sessions.cells import columns_of
from sphinx_seminar.reading.tables import Row, Table, read_table
from sphinx_seminar.reading.vocabulary import plain_header

#: Roles that lead to a page or a file, and any role.
_PAGE_ROLE = re.compile(r"\{(?P<name>doc|download)\}`(?P<content>[^`\n]+)`")
_ROLE = re.compile(r"\{[A-Za-z][\w:.+-]*\}`[^`\n]*`")
_COUNTS = re.compile(r"(?:[^\W\d_]+ )?\d{0,2}")
#: Headers of a column that counts the weeks.
_WEEKS = frozenset({"week", "weeks", "wk", "woche", "semaine", "semana", "settimana", "週", "周"})


@dataclass(slots=True)
class WrittenSchedule:
    """The sessions of a table or a list, the chapters that one row each names, and its author's word for weeks."""

    schedule: Schedule
    matched: dict[int, Chapter] = field(default_factory=dict)
    week: str = ""


@dataclass(frozen=True, slots=True)
class RowLecture:
    """A chapter's ``{lecture}``: its title, its options, and lines of Markdown for what has no option."""

    chapter: Chapter
    title: str
    options: tuple[tuple[str, str], ...]
    body: tuple[str, ...] = ()


def unread_role(block: Block) -> str:
    """Return a role in a block that is no link to a page or a file, and so is not understood here."""
    found = _ROLE.search(_PAGE_ROLE.sub("", block.text))
    return found[0] if found is not None else ""


def written_schedule(
    block: Block, chapters: Mapping[str, Chapter], year: Year | None, targets: Targets
) -> WrittenSchedule | None:
    """Return the schedule that a table or a list is, if half of its rows have a date or a number."""
    if block.kind not in ("table", "list"):
        return None
    html = parse_html(markdown_as_html(_PAGE_ROLE.sub(_linked, block.text)), rendered=True)
    written = MarkdownWriter(targets.place).page(html)
    if block.kind == "list":
        entries = [one for inner in blocks_of_page(written) for one in entries_of(inner, year)]
        headed = all(entry.date or entry.number for entry, _more in entries)
        found = WrittenSchedule(schedule_of_entries(entries)) if headed and is_list_of_sessions(entries) else None
    else:
        table = with_dates(read_table("\n".join(text for _line, text in written), "markdown").value, year)
        found = _of_table(table, chapters, year, targets) if is_schedule(table) else None
    return found if found is not None and _is_counted(found.schedule) else None


def _of_table(table: Table, chapters: Mapping[str, Chapter], year: Year | None, targets: Targets) -> WrittenSchedule:
    matched = _matched(table, chapters, year)
    schedule = schedule_of_table(_without_links(table, matched), year, targets)
    return WrittenSchedule(schedule, matched if len(schedule.rows) == len(table.rows) else {}, _week_as_part(schedule))


def _is_counted(schedule: Schedule) -> bool:
    known = columns_of(schedule.table()).known
    heads = [schedule.headers[number] for name in ("date", "start", "number", "part") for number in known.get(name, ())]
    counted = sum(any(char.isdigit() for head in heads for char in row.get(head, "")) for row in schedule.rows)
    return len(schedule.rows) > 1 and counted * 2 >= len(schedule.rows)


def _linked(role: re.Match[str]) -> str:
    """Return the link that a role to a page or a file is."""
    found = re.fullmatch(r"(?P<label>.*?)\s*<(?P<target>[^<>]+)>", role["content"])
    label, target = (found["label"], found["target"]) if found is not None else ("", role["content"])
    return f"[{label}]({target})"


def _week_as_part(schedule: Schedule) -> str:
    """Let weeks that are counted by hand be parts, which chapters have too; return the word for them."""
    known = columns_of(schedule.table()).known
    header = next((one for one in schedule.headers if plain_header(one) in _WEEKS), "")
    counts = [row.get(header, "") for row in schedule.rows]
    if not header or "part" in known or not all(map(_COUNTS.fullmatch, counts)):
        return ""
    schedule.headers[schedule.headers.index(header)] = "Part"
    for row, count in zip(schedule.rows, counts, strict=True):
        row.pop(header, None)
        row["Part"] = f"{header} {count}" if count.isdecimal() else count
    return header


def _matched(table: Table, chapters: Mapping[str, Chapter], year: Year | None) -> dict[int, Chapter]:
    """Return the chapters of rows: those that they link to, or whose heading is their title."""
    titles = columns_of(table).known.get("title", ())
    by_title: dict[str, list[Chapter]] = {}
    for chapter in chapters.values():
        for words in {folded(chapter.heading), folded(read_entry(chapter.heading, year).title)} - {""}:
            by_title.setdefault(words, []).append(chapter)
    found: dict[int, Chapter] = {}
    for number, row in enumerate(table.rows):
        linked = {path: chapters[path] for cell in row.cells for path in _pages_in(cell) if path in chapters}
        shown = [plain(with_targets(row.cells[title], lambda label, _target: label)) for title in titles]
        candidates = list(linked.values()) or [one for said in shown for one in by_title.get(folded(said), ())]
        if len(candidates) == 1:
            found[number] = candidates[0]
    paths = [chapter.path for chapter in found.values()]
    return {number: chapter for number, chapter in found.items() if chapter.open and paths.count(chapter.path) == 1}


def _pages_in(cell: str) -> Iterator[str]:
    for link in links_in(cell):
        if link["target"].startswith("/"):
            yield _page(link["target"].strip("<>"))


def _page(target: str) -> str:
    return target.lstrip("/").partition("#")[0]


def _without_links(table: Table, matched: Mapping[int, Chapter]) -> Table:
    """Leave out of each row the link to its chapter, which the title in the new table leads to."""
    titles = columns_of(table).known.get("title", ())
    rows = []
    for number, row in enumerate(table.rows):
        cells = list(row.cells)
        for place, cell in enumerate(cells) if number in matched else ():
            cells[place] = _without_link(cell, matched[number], title=place in titles)
        rows.append(Row(row.line, tuple(cells)))
    return Table(table.headers, tuple(rows))


def _without_link(cell: str, chapter: Chapter, *, title: bool) -> str:
    def kept(label: str, target: str) -> str:
        if _page(target) != chapter.path:
            return f"[{label}]({target})"
        return label if title and not resource_kind(label) else ""

    bare = re.sub(r"\s*\(\s*\)", "", with_targets(cell, kept)).strip(" ;,")
    return bare or (chapter.heading if title else "")


def lectures_of(found: WrittenSchedule) -> tuple[list[tuple[int, RowLecture]], Schedule]:
    """Return the lectures of the rows that are chapters, with their numbers, and the schedule of the other rows.

    A row stays one where its ``{lecture}`` would not say the same.
    """
    schedule = found.schedule
    read = read_sessions(schedule.table())
    if len(read.sessions) != len(schedule.rows):
        return [], schedule
    lectures = []
    for number, chapter in found.matched.items():
        session = read.sessions[number]
        options = _options(session)
        if options is not None:
            beside = _beside(session, read.papers[number])
            body = tuple(f"**{header.removeprefix(MORE)}**: {text}" for header, text in beside)
            lines = tuple(line for said in body for line in (said, ""))[:-1]
            lectures.append((number, RowLecture(chapter, _as_markdown(session.title), options, lines)))
    taken = {number for number, _lecture in lectures}
    rows = [row for number, row in enumerate(schedule.rows) if number not in taken]
    headers = [header for header in schedule.headers if any(row.get(header) for row in rows)]
    unread = [one for one in schedule.unread if any(one[0] in row.values() for row in rows)]
    return lectures, Schedule(headers, rows, unread)


def _as_markdown(title: Text) -> str:
    marks = {"math": "$", "strong": "**", "emphasis": "*", "literal": "`", "text": ""}
    return "".join(f"{marks[span.kind]}{span.value}{marks[span.kind]}" for span in title.spans)


def _beside(session: Session, papers: Sequence[str]) -> list[tuple[str, str]]:
    """Return what a row says that ``{lecture}`` has no option for."""
    more = [("Papers", "; ".join(papers))] if papers else []
    return [*session.extra, *more, *([("Abstract", session.abstract)] if session.abstract else [])]


def _options(session: Session) -> tuple[tuple[str, str], ...] | None:
    """Return the options that say what a row says, or ``None`` where there are none for it."""
    if session.online or session.open or session.moved_from or session.meetings > 1 or session.slot is not None:
        return None
    date = written(session.when) if session.when is not None else ""
    if (session.when is not None and not date) or not (date or session.number or session.part):
        return None
    links = {kind: [one for one in session.resources if one.kind == kind] for kind in RESOURCE_KINDS}
    options = {
        "date": date,
        "number": session.number,
        "kind": "" if session.kind == "lecture" else session.kind,
        **{role: "; ".join(map(_person, (one for one in session.people if one.role == role))) for role in PERSON_ROLES},
        **{
            "links" if kind == "link" else kind: "; ".join(
                f"{one.label} <{one.target}>" if one.label else one.target for one in own
            )
            for kind, own in links.items()
        },
        "location": session.location,
        "part": session.part,
        "tags": ", ".join(session.tags),
        "status": session.status,
    }
    return tuple((name, value) for name, value in options.items() if value)


def _person(involved: Involvement) -> str:
    person = involved.person
    note = f" ({person.note})" if person.note else ""
    return f"{person.name}{note}" + (f" <{person.link.removeprefix('mailto:')}>" if person.link else "")
