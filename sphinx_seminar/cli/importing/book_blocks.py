"""The blocks of a page as parts of a book: directives where they are understood, and all else as it stands."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sphinx_seminar.cli.importing.apart import Work, apart
from sphinx_seminar.cli.importing.book_pages import BookPages, Directive, Part, Remark, table_directive
from sphinx_seminar.cli.importing.chapters import Chapters, names_papers
from sphinx_seminar.cli.importing.dates import day_of, line_with_date
from sphinx_seminar.cli.importing.entries import Entry
from sphinx_seminar.cli.importing.entry_lists import counted_entries, entries_of, is_list_of_sessions, lines_as_lists
from sphinx_seminar.cli.importing.findings import Findings, shortened
from sphinx_seminar.cli.importing.joined_page import JoinedPage
from sphinx_seminar.cli.importing.lecture import Lecture
from sphinx_seminar.cli.importing.lines import Year, file_words, link_in_cell, plain, without_links
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
from sphinx_seminar.cli.importing.markdown.targets import Targets, with_targets
from sphinx_seminar.cli.importing.overview import overview, shown_by
from sphinx_seminar.cli.importing.schedule_kinds import is_schedule, is_topic_pool, with_dates
from sphinx_seminar.cli.importing.schedules import Schedule, schedule_of_entries, schedule_of_table
from sphinx_seminar.cli.importing.site_parts import SiteParts
from sphinx_seminar.cli.importing.templates import PLACE
from sphinx_seminar.model.text import unique
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.tables import read_table

#: A table with more rows is a file of its own, which a spreadsheet can edit.
_LONGEST_TABLE = 12


@dataclass(slots=True)
class BookBlocks:
    """Writes the blocks of a page, and takes down what of the course they declare.

    * ``lectures`` are the sessions that have pages, by these; ``decks`` the local slides of sessions so far.
    * ``repeated`` are the identities of the tables and lists whose sessions another one has.
    * ``day`` is that of hours without a day, where the whole page has one.
    * ``counted`` is what the report tells; ``overview_shown`` says that a schedule became the table of all sessions.
    """

    joined: JoinedPage
    year: Year
    chapters: Chapters
    targets: Targets
    pages: BookPages
    site: SiteParts
    findings: Findings
    lectures: dict[str, Lecture] = field(default_factory=dict)
    decks: set[str] = field(default_factory=set)
    work: Work = field(default_factory=Work)
    repeated: Collection[int] = ()
    day: dt.date | None = None
    counted: Counter[str] = field(default_factory=Counter)
    overview_shown: bool = False

    def written(self, blocks: Sequence[Block], heading: str) -> list[Part]:
        """Return the blocks below a heading as they are, or as directives of the same content."""
        if names_papers(heading) and (lines := paper_lines(blocks)):
            return [self._key_papers(lines, heading, numbered(blocks))]
        parts: list[Part] = []
        day = day_of(heading, self.year) or self.day
        before = ""
        for block in blocks:
            if block.kind == "paragraph":
                day = day_of(block.text, self.year) or day
            if block.kind == "list" and (papers := self._papers(block, before, heading)) is not None:
                if names_papers(before):
                    # These words are the title of the list now.
                    parts.pop()
                parts.append(papers)
            else:
                parts += self._block(block, heading, day)
            before = block.text.strip(" *_:") if block.kind == "paragraph" else ""
        return parts

    def overview(self) -> Directive:
        """Return the table of the sessions that have pages."""
        return overview(shown_by(name for lecture in self.lectures.values() for name in lecture.options))

    def _block(self, block: Block, heading: str, day: dt.date | None) -> list[Part]:
        if block is self.chapters.topics:
            labels = dict.fromkeys(chapter.entry.anchor_label for chapter in self.chapters.chapters)
            names = ", ".join(repr(label) for label in labels if label)
            note = Remark(f"the links {names} led to the sections that are pages of their own now")
            return [*([note] if names else []), self.overview()]
        if id(block) in self.repeated:
            self.findings.leave(f"a second {block.kind} of the same sessions is kept as it is", block.line)
            return [block.text]
        if block.kind == "table":
            return self._table(block, heading, day)
        if block.kind in ("list", "terms"):
            return self._list(block, heading, day)
        if (mark := PLACE.fullmatch(block.text.strip())) is not None:
            return self.site.kept_under(mark["name"])
        if block.kind == "paragraph" and (lists := lines_as_lists(block, self.year)):
            return [part for one in lists for part in self._block(one, heading, day)]
        return self._kept(block)

    def _kept(self, block: Block) -> list[Part]:
        """Return a block as it is, and report its first line whose date or hours the book keeps as mere words."""
        if line := line_with_date(block, self.year):
            self.findings.leave(f"a date or hours are words here: {shortened(line)!r}", block.line)
        return [block.text]

    def _papers(self, block: Block, before: str, heading: str) -> Directive | None:
        """Return the list of papers that a list is whose heading, or the words ``before`` it, announce these."""
        title = next((words for words in (before, heading) if names_papers(words)), None)
        if title is None or block is self.chapters.topics or id(block) in self.repeated:
            return None
        if lines := paper_lines([block]):
            return self._key_papers(lines, title)
        if title == before:
            said = f"the list below {shortened(before)!r} is no plain list of papers: kept as it is"
            self.findings.leave(said, block.line)
        return None

    def _key_papers(self, lines: list[str], title: str, counted: bool = False) -> Directive:
        self.counted["paper"] += len(lines)
        return key_papers(lines, title, counted)

    def _table(self, block: Block, heading: str, day: dt.date | None) -> list[Part]:
        table = read_table(block.text, "markdown").value
        if (due := deadlines_of(table, self.year)) and not due.keys() & self.work.declared:
            self.work.declared |= due.keys()
            return [assignment_table(due)]
        if (timeline := milestones_of(table, self.year)) is not None:
            self.counted["day"] += len(timeline.lines)
            return [timeline]
        known = with_dates(table, self.year)
        if is_topic_pool(table):
            rows = (table.headers, *(row.cells for row in table.rows))
            cells = [[plain(with_targets(cell, link_in_cell)) for cell in row] for row in rows]
            return [table_directive("topic-pool", cells)]
        if is_of_deadlines(table) or not is_schedule(known):
            headers = shortened(", ".join(plain(without_links(header)) for header in table.headers))
            self.findings.leave(f"a table is kept as one ({headers}): it has no sessions with dates", block.line)
            # A table that is nothing but headers stops the LaTeX builder.
            return [block.text if table.rows else f"{block.text}\n{'| ' * len(table.headers)}|"]
        return self._schedule(schedule_of_table(known, self.year, self.targets, day), heading, block.line, day)

    def _list(self, block: Block, heading: str, day: dt.date | None) -> list[Part]:
        if block.kind == "list":
            timeline, others = timeline_of(block, heading, self.year)
            if timeline is not None and others:
                self.findings.leave(f"dates that are not understood: {shortened(others)!r}", block.line)
                return [timeline, Remark("no date is understood in these lines"), others]
            if timeline is not None:
                return [timeline]
            if grading := grading_of(block, heading):
                return [grading]
            if work := assignments_of(block, self.year):
                self.work.declared |= {one.argument for one in work}
                return [*work]
        entries = entries_of(block, self.year)
        if not self._are_sessions(block, entries) and not (entries := counted_entries(block, heading, entries)):
            return self._kept(block)
        return self._schedule(schedule_of_entries(entries, day), heading, block.line, day)

    def _are_sessions(self, block: Block, entries: Sequence[Entry]) -> bool:
        """Tell whether a list is one of sessions: in a week of a site one day is enough, in work numbers are not."""
        if self.joined.is_work(block.line) and not any(entry.date for entry in entries):
            return False
        one = block.kind == "terms" and self.joined.is_collected(block.line)
        return is_list_of_sessions(entries) or (one and all(entry.headed and entry.date for entry in entries))

    def _schedule(self, schedule: Schedule, heading: str, line: int, day: dt.date | None) -> list[Part]:
        """Return the table that declares the sessions of a schedule, in the page or in a file beside it.

        Sessions that have pages are left out; where none is left, the table is that of these pages.
        """
        rows = self._without_pages(schedule)
        if schedule.rows and not rows:
            # Each week of a site may name its own.
            again, self.overview_shown = self.overview_shown, True
            return [] if again else [self.overview()]
        schedule.keep(rows)
        lines = [aside.line for aside in apart(schedule, beside=True) if not self.work.takes(aside)]
        self.counted["row"] += len(schedule.rows)
        self.counted["day"] += len(lines)
        below: list[Part] = [Directive("timeline", lines=tuple(lines))] if lines else []
        if not schedule.rows:
            return below
        self._settle_decks(schedule)
        for left in schedule.left():
            self.findings.leave(left, line)
        correct = Remark("the column 'As written' is not understood; correct it, and move it to its column")
        marks = [correct] if schedule.unread else []
        options = [("columns", schedule.columns(day, self.year.language))]
        options += [("date", str(day))] if day is not None and "Date" not in schedule.headers else []
        data = schedule.as_csv() if len(schedule.rows) > _LONGEST_TABLE else ""
        if not data:
            return [*marks, table_directive("session-table", schedule.grid(), options), *below]
        taken = {Path(path).stem for path in self.pages.files if path.startswith("sessions/")}
        name = unique(file_words(heading) or "sessions", taken)
        self.pages.files[f"sessions/{name}.csv"] = data
        file = ("file", f"/sessions/{name}.csv")
        return [*marks, Directive("session-table", (file, *options, ("searchable", ""))), *below]

    def _without_pages(self, schedule: Schedule) -> list[dict[str, str]]:
        """Return the rows of a schedule that are no sessions with pages; these take over what the others say."""
        titles, dates = schedule.headers_of("title"), schedule.headers_of("date")
        rows = []
        for row in schedule.rows:
            title, date = (row.get(headers[0], "") if headers else "" for headers in (titles, dates))
            day = read_when(date).value.first
            taking = (one for one in self.lectures.values() if titles and dates and one.takes(title, day))
            if (lecture := next(taking, None)) is not None:
                lecture.add_row(row)
            else:
                rows.append(row)
        return rows

    def _settle_decks(self, schedule: Schedule) -> None:
        """Let a local deck be the slides of one session; a second one has it among its links."""
        for row in schedule.rows:
            header = next((name for name in row if name.casefold() == "slides"), "Slides")
            for target in re.findall(r"(?:\]\(|\A|; )(/[^()\s;]+)", row.get(header, "")):
                if target in self.decks:
                    schedule.add(row, "Links", row[header])
                    row[header] = ""
                    break
                self.decks.add(target)
