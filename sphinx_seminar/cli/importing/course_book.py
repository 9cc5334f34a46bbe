"""Writing the files of a book from the outline of a page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import InitVar, dataclass, field, replace
from pathlib import Path

from sphinx_seminar.cli.book_folder import cell_text
from sphinx_seminar.cli.importing.apart import Work, apart
from sphinx_seminar.cli.importing.book_pages import BookPages, Directive, Heading, Part, Remark
from sphinx_seminar.cli.importing.cells import link_in_cell, plain, without_links
from sphinx_seminar.cli.importing.chapters import Chapter, Chapters, names_papers
from sphinx_seminar.cli.importing.dates import day_of, line_with_date
from sphinx_seminar.cli.importing.entries import Entry
from sphinx_seminar.cli.importing.entry_lists import counted_entries, entries_of, is_list_of_sessions, lines_as_lists
from sphinx_seminar.cli.importing.facts import course_facts
from sphinx_seminar.cli.importing.findings import Findings, shortened
from sphinx_seminar.cli.importing.joined_page import JoinedPage
from sphinx_seminar.cli.importing.language import heading_in
from sphinx_seminar.cli.importing.lecture import Lecture, lecture_of
from sphinx_seminar.cli.importing.line_dates import Year, dated
from sphinx_seminar.cli.importing.lists import (
    assignment_table,
    assignments_of,
    deadlines_of,
    grading_of,
    is_of_deadlines,
    key_papers,
    milestones_of,
    numbered,
    paper_lines,
    timeline_of,
)
from sphinx_seminar.cli.importing.markdown.blocks import Block
from sphinx_seminar.cli.importing.markdown.outline import Section
from sphinx_seminar.cli.importing.markdown.targets import Targets, with_targets
from sphinx_seminar.cli.importing.markdown.writer import table_text
from sphinx_seminar.cli.importing.overview import overview, shown_by
from sphinx_seminar.cli.importing.schedule_kinds import is_schedule, is_topic_pool, repeated_schedules, with_dates
from sphinx_seminar.cli.importing.schedules import Schedule, schedule_of_entries, schedule_of_table
from sphinx_seminar.cli.importing.site_parts import SiteParts
from sphinx_seminar.cli.importing.templates import PLACE
from sphinx_seminar.model.text import folded, unique
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.sessions.cells import columns_of
from sphinx_seminar.reading.tables import Table, read_table

#: A table with more rows is a file of its own, which a spreadsheet can edit.
_LONGEST_TABLE = 12


@dataclass(slots=True)
class CourseBook:
    """A book while it is made of a page: its files so far, and the findings.

    ``joined`` is the page as it was read, ``announced`` what its site announces, date and words.
    """

    root: Section
    year: Year
    targets: Targets
    chapters: Chapters
    notes: InitVar[dict[str, str]]
    joined: JoinedPage
    announced: InitVar[tuple[tuple[str, str], ...]] = ()
    findings: Findings = field(default_factory=Findings)
    pages: BookPages = field(init=False)
    site: SiteParts = field(init=False)
    work: Work = field(default_factory=Work)
    papers: int = 0
    rows: int = 0
    dated: int = 0
    decks: set[str] = field(default_factory=set)
    day: dt.date | None = None
    said: set[str] = field(default_factory=set)
    overseen: bool = False
    repeated: set[int] = field(default_factory=set)
    days: dict[str, tuple[str, dt.date | None]] = field(default_factory=dict)
    rows_of: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self, notes: dict[str, str], announced: tuple[tuple[str, str], ...]) -> None:
        self.pages = BookPages(self.targets, self.findings, notes)
        self.site = SiteParts(self.joined, announced, self.targets, self.findings, self.year.language)

    def write(self, timezone: str) -> None:
        """Write the pages: one for each session that has a section, and the first page with all the rest."""
        self.repeated = repeated_schedules(self.root, self.year)
        self.work.add_of_pages(self.joined.due, self.year, self.findings)
        sections = {id(chapter.section): chapter for chapter in self.chapters.chapters if chapter.section is not None}
        lectures = [self._lecture(number, chapter) for number, chapter in enumerate(self.chapters.chapters, 1)]
        pages = [(doc, section) for section in self.root.children if (doc := self._document(section, sections))]
        for doc, section in pages:
            self.pages.places.update(
                {inner.anchor: doc for inner in section.walk() if inner.anchor not in self.pages.places}
            )
        # A page of its own has people and announcements before the first one, where both show them.
        bodies = [(doc, self._section(section, 1, set(sections))) for doc, section in pages]
        bodies = [(doc, body) for doc, body in bodies if len(body) > 1]
        index = self._index(timezone, set(sections), [doc for doc, _body in bodies])
        for doc, page in bodies:
            self.pages.write(page, doc)
        for doc, chapter, lecture in lectures:
            body: list[Part] = [*self._with_row(lecture, self.rows_of.get(doc, {}))]
            if chapter.more:
                self.findings.leave(
                    f"{shortened(chapter.more)!r} beside {shortened(lecture.title)!r}: kept as text on its page"
                )
                body += [Remark("this stood beside the topic in the list of topics"), chapter.more]
            if chapter.section is not None:
                body += self._blocks(lecture.blocks, chapter.section.title)
                for child in chapter.section.children:
                    body += self._section(child, 2, set())
            self.pages.write(body, doc)
        if self.work.days:
            # The contents of the book stand last.
            place = len(index) - bool(self.pages.docs)
            index[place:place] = [self._own_heading("Assignments"), assignment_table(self.work.days, self.work.links)]
        self.pages.write(index, "index")
        if left := self.pages.left_notes():
            self.pages.write([*index, *left], "index")
        self.findings.found(len(lectures), "session with a page of its own", "sessions with pages of their own")
        self.findings.found(self.rows, "session in tables", "sessions in tables")
        self.findings.found(len(self.work), "assignment")
        self.findings.found(self.dated, "day that is no session", "days that are no sessions")
        self.findings.found(self.papers, "paper")

    def _with_row(self, lecture: Lecture, row: Mapping[str, str]) -> list[Part]:
        """Return the head of a session's page with what the schedule says of it besides."""
        known = columns_of(Table(tuple(row), ())).known
        named = {list(row)[number]: meaning for meaning, numbers in known.items() for number in numbers}
        date = next((dated(cell, self.year) for header, cell in row.items() if named.get(header) == "date"), "")
        parts = list(lecture.head)
        for number, part in enumerate(parts):
            if isinstance(part, Directive) and date and "date" not in lecture.options:
                parts[number] = replace(part, options=(("date", date), *part.options))
        beside = [
            f"- {header}: {cell}" for header, cell in row.items() if cell and named.get(header) not in ("date", "title")
        ]
        return [*parts, *(["\n".join(beside)] if beside else [])]

    def _is_chapter(self, row: dict[str, str], title: str, date: str) -> bool:
        """Tell whether a row of a schedule is a session that has a page, and keep it for that page."""
        words, day = folded(row.get(title, "").strip("…")), read_when(row.get(date, "")).value.first
        for doc, (known, own) in self.days.items():
            same = words == known if words else own is not None
            if doc not in self.rows_of and same and (own == day or (own is None and words)):
                self.rows_of[doc] = row
                return True
        return False

    def _lecture(self, number: int, chapter: Chapter) -> tuple[str, Chapter, Lecture]:
        lecture = lecture_of(chapter, self.year, self.decks)
        words = re.sub(r"[^a-z0-9]+", "-", folded(lecture.title))[:40].strip("-") or "session"
        doc = f"chapters/{number:02}-{words}"
        self.pages.docs.append(doc)
        self.said |= shown_by(lecture.options)
        options = next((dict(part.options) for part in lecture.head if isinstance(part, Directive)), {})
        self.days[doc] = folded(lecture.title), read_when(options.get("date", "")).value.first
        for section in chapter.section.walk() if chapter.section is not None else ():
            self.pages.places.setdefault(section.anchor, doc)
        return doc, chapter, lecture

    def _document(self, section: Section, taken: Collection[int]) -> str:
        """Return the name of the page that a section of the first level is, ``""`` for a part of the first page."""
        doc = self.joined.documents.get(section.line, "") if id(section) not in taken else ""
        holds = any(id(inner) not in taken and inner.blocks for inner in section.walk())
        return doc if holds else ""

    def _own_heading(self, word: str) -> Heading:
        return Heading(heading_in(self.year.language, word), 2)

    def _index(self, timezone: str, taken: set[int], pages: Sequence[str]) -> list[Part]:
        days = {day_of(block.text, self.year) for block in self.root.blocks if block.kind == "paragraph"} - {None}
        self.day = days.pop() if len(days) == 1 else None
        for section in self.root.walk():
            self.pages.places.setdefault(section.anchor, "index")
        facts, blocks = course_facts(self.root, self.year.language, self.pages.names)
        self.findings.found(len(facts), "fact of the course", "facts of the course")
        options = (*facts, ("timezone", timezone))
        body: list[Part] = [Heading(self.root.title), Directive("course", options)]
        body += self._blocks(blocks, self.root.title)
        for section in self.root.children:
            if not self._document(section, taken):
                body += self._section(section, 2, taken)
        if self.pages.docs and self.chapters.topics is None and self.chapters.home is None:
            body += [self._own_heading("Sessions"), overview(self.said)]
        self.pages.docs[:0] = pages
        body += self.site.rest()
        if self.pages.docs:
            body.append(Directive("toctree", (("hidden", ""), ("maxdepth", "1")), tuple(self.pages.docs)))
        return body

    def _section(self, section: Section, level: int, taken: set[int]) -> list[Part]:
        """Return a section with those inside it; sessions that have pages of their own are left out."""
        if id(section) in taken:
            return (
                [part for child in section.children for part in self._section(child, level, taken)]
                if any(id(inner) in taken for child in section.children for inner in child.walk())
                else []
            )
        inside = [part for child in section.children for part in self._section(child, level + 1, taken)]
        own = self._blocks(section.blocks, section.title)
        if section is self.chapters.home:
            own.append(overview(self.said))
        if not own and not inside and (section.children or section.blocks or level == 1):
            return []
        last = own[-1] if own else ""
        titled = isinstance(last, Directive) and last.name == "key-papers" and names_papers(section.title)
        named = section.anchor in self.pages.names
        heading = Heading(section.title, min(level, 6), self.pages.names.get(section.anchor, ""))
        return [*([] if titled and not named and not inside else [heading]), *own, *inside]

    def _blocks(self, blocks: Sequence[Block], heading: str) -> list[Part]:
        """Return blocks as they are, or as directives of the same content."""
        written: list[Part] = []
        lines = paper_lines(blocks) if names_papers(heading) else []
        if lines:
            return [self._key_papers(lines, heading, numbered(blocks))]
        day = day_of(heading, self.year) or self.day
        before: Block | None = None
        for block in blocks:
            day = (day_of(block.text, self.year) if block.kind == "paragraph" else None) or day
            written += self._block(block, heading, before, written, day)
            before = block
        return written

    def _block(
        self, block: Block, heading: str, before: Block | None, written: list[Part], day: dt.date | None
    ) -> list[Part]:
        if block is self.chapters.topics:
            labels = dict.fromkeys(chapter.entry.anchor_label for chapter in self.chapters.chapters)
            names = ", ".join(repr(label) for label in labels if label)
            note = Remark(f"the links {names} led to the sections that are pages of their own now")
            return [*([note] if names else []), overview(self.said)]
        if id(block) in self.repeated:
            self.findings.leave(f"a second {block.kind} of the same sessions is kept as it is", block.line)
            return [block.text]
        if block.kind == "table":
            return self._table(block, heading, day)
        if block.kind in ("list", "terms"):
            return self._list(block, heading, before, written, day)
        if (mark := PLACE.fullmatch(block.text.strip())) is not None:
            return self.site.kept_under(mark["name"])
        if block.kind == "paragraph" and (parts := lines_as_lists(block, self.year)):
            return [part for one in parts for part in self._block(one, heading, before, written, day)]
        self._tell_unused(block)
        return [block.text]

    def _tell_unused(self, block: Block) -> None:
        """Report the first line of a block whose date or hours the book keeps as mere words."""
        if line := line_with_date(block, self.year):
            self.findings.leave(f"a date or hours are words here: {shortened(line)!r}", block.line)

    def _table(self, block: Block, heading: str, day: dt.date | None) -> list[Part]:
        table = read_table(block.text, "markdown").value
        if (due := deadlines_of(table, self.year)) and not due.keys() & self.work.declared:
            self.work.declared |= due.keys()
            return [assignment_table(due)]
        if (timeline := milestones_of(table, self.year)) is not None:
            self.dated += len(timeline.lines)
            return [timeline]
        known = with_dates(table, self.year)
        if is_topic_pool(table):
            rows = (table.headers, *(row.cells for row in table.rows))
            cells = [[cell_text(plain(with_targets(cell, link_in_cell))) for cell in row] for row in rows]
            return [Directive("topic-pool", lines=tuple(table_text(cells).split("\n")))]
        if is_of_deadlines(table) or not is_schedule(known):
            # A table that is nothing but headers stops the LaTeX builder.
            headers = shortened(", ".join(plain(without_links(header)) for header in table.headers))
            self.findings.leave(f"a table is kept as one ({headers}): it has no sessions with dates", block.line)
            below = "" if table.rows else "\n" + "| " * len(table.headers) + "|"
            return [block.text + below]
        return self._schedule(schedule_of_table(known, self.year, self.targets, day), heading, block.line, day)

    def _list(
        self, block: Block, heading: str, before: Block | None, written: list[Part], day: dt.date | None
    ) -> list[Part]:
        label = before.text.strip(" *_:") if before is not None and before.kind == "paragraph" else ""
        if block.kind == "list" and (names_papers(label) or names_papers(heading)):
            lines = paper_lines([block])
            if lines and names_papers(label):
                written.pop()
            if lines:
                return [self._key_papers(lines, label if names_papers(label) else heading)]
            if names_papers(label):
                self.findings.leave(
                    f"the list below {shortened(label)!r} is no plain list of papers: kept as it is", block.line
                )
        timeline, others = timeline_of(block, heading, self.year) if block.kind == "list" else (None, "")
        if timeline is not None:
            if others:
                self.findings.leave(f"dates that are not understood: {shortened(others)!r}", block.line)
            rest: list[Part] = [Remark("no date is understood in these lines"), others] if others else []
            return [timeline, *rest]
        if block.kind == "list" and (grading := grading_of(block, heading)):
            return [grading]
        if block.kind == "list" and (work := assignments_of(block, self.year)):
            self.work.declared |= {one.argument for one in work}
            return [*work]
        entries = entries_of(block, self.year)
        if not self._are_sessions(block, entries) and not (entries := counted_entries(block, heading, entries)):
            self._tell_unused(block)
            return [block.text]
        return self._schedule(schedule_of_entries(entries, day), heading, block.line, day)

    def _are_sessions(self, block: Block, entries: Sequence[tuple[Entry, str]]) -> bool:
        """Tell whether a list is one of sessions: in a week of a site one day is enough, in work numbers are not."""
        if self.joined.is_work(block.line) and not any(entry.date for entry, _more in entries):
            return False
        one = block.kind == "terms" and self.joined.is_collected(block.line)
        return is_list_of_sessions(entries) or (one and all(entry.headed and entry.date for entry, _more in entries))

    def _key_papers(self, lines: list[str], title: str, counted: bool = False) -> Directive:
        self.papers += len(lines)
        return key_papers(lines, title, counted)

    def _schedule(self, schedule: Schedule, heading: str, line: int, day: dt.date | None) -> list[Part]:
        """Return the table that declares the sessions of a schedule, in the page or in a file beside it.

        Sessions that have pages are left out; where none is left, the table is that of these pages.
        """
        known = columns_of(schedule.table()).known
        if self.days and "title" in known and "date" in known:
            title, date = (schedule.headers[known[name][0]] for name in ("title", "date"))
            schedule.rows = [row for row in schedule.rows if not self._is_chapter(row, title, date)]
            if not schedule.rows:
                return self._overview()
            schedule.headers = [name for name in schedule.headers if any(row.get(name) for row in schedule.rows)]
        lines = [aside.line for aside in apart(schedule, beside=True) if not self.work.takes(aside)]
        self.rows += len(schedule.rows)
        self.dated += len(lines)
        self._decks(schedule)
        marks: list[Part] = []
        below: list[Part] = [Directive("timeline", lines=tuple(lines))] if lines else []
        if not schedule.rows:
            return below
        for left in schedule.left():
            self.findings.leave(left, line)
        if schedule.unread:
            marks = [Remark("the column 'As written' is not understood; correct it, and move it to its column")]
        options = [("columns", schedule.columns(day, self.year.language))]
        options += [("date", str(day))] if day is not None and "Date" not in schedule.headers else []
        data = schedule.as_csv() if len(schedule.rows) > _LONGEST_TABLE else ""
        if not data:
            table = tuple(schedule.as_markdown().split("\n"))
            return [*marks, Directive("session-table", tuple(options), table), *below]
        words = re.sub(r"[^a-z0-9]+", "-", folded(heading))[:40].strip("-") or "sessions"
        name = unique(words, {Path(path).stem for path in self.pages.files if path.startswith("sessions/")})
        self.pages.files[f"sessions/{name}.csv"] = data
        file = ("file", f"/sessions/{name}.csv")
        return [*marks, Directive("session-table", (file, *options, ("searchable", ""))), *below]

    def _overview(self) -> list[Part]:
        """Return the table of the sessions that have pages, once: each week of a site may name its own."""
        again, self.overseen = self.overseen, True
        return [] if again else [overview(self.said)]

    def _decks(self, schedule: Schedule) -> None:
        """Let a local deck be the slides of one session; a second one has it among its links."""
        for row in schedule.rows:
            header = next((name for name in row if name.casefold() == "slides"), "Slides")
            for target in re.findall(r"(?:\]\(|\A|; )(/[^()\s;]+)", row.get(header, "")):
                if target in self.decks:
                    schedule.add(row, "Links", row[header])
                    row[header] = ""
                    break
                self.decks.add(target)

    def name_anchors(self, links: set[str]) -> None:
        """Give a target to each section that links lead to, but for those that have pages of their own."""
        own = {chapter.section.anchor for chapter in self.chapters.chapters if chapter.section is not None}
        for section in self.root.walk():
            if section.anchor in links - own and section is not self.root:
                words = re.sub(r"[^a-z0-9]+", "-", folded(section.title))[:40].strip("-")
                self.pages.names[section.anchor] = unique(f"section-{words}".strip("-"), set(self.pages.names.values()))
