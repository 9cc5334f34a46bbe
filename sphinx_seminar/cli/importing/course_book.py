"""From the outline of a page to the files of a book."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sphinx_seminar.cli.importing.chapters import (
    Chapter,
    Chapters,
    entries_of,
    find_chapters,
    is_list_of_sessions,
    names_papers,
)
from sphinx_seminar.cli.importing.dates import day_of, yearless_date
from sphinx_seminar.cli.importing.entries import Year
from sphinx_seminar.cli.importing.facts import course_fact, facts_apart, remaining
from sphinx_seminar.cli.importing.findings import Findings, shortened
from sphinx_seminar.cli.importing.lecture import Lecture, lecture_of
from sphinx_seminar.cli.importing.lists import grading_of, timeline_of
from sphinx_seminar.cli.importing.markdown.blocks import Block, blocks_of
from sphinx_seminar.cli.importing.markdown.footnotes import footnotes_apart, with_footnotes
from sphinx_seminar.cli.importing.markdown.outline import Section, outline_of, slug, year_of
from sphinx_seminar.cli.importing.markdown.source import safe_source, with_known_languages
from sphinx_seminar.cli.importing.markdown.targets import MISSING, Targets, missing_name, with_targets
from sphinx_seminar.cli.importing.overview import overview, shown_by
from sphinx_seminar.cli.importing.papers import key_papers, numbered, paper_lines
from sphinx_seminar.cli.importing.schedules import (
    Schedule,
    is_schedule,
    is_topic_pool,
    schedule_of_entries,
    schedule_of_table,
)
from sphinx_seminar.cli.quoting import option_value
from sphinx_seminar.model.naming import folded, unique
from sphinx_seminar.reading.tables import read_table

#: A table with more rows is a file of its own, which a spreadsheet can edit.
_LONGEST_TABLE = 12
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}\Z")


@dataclass(slots=True)
class CourseBook:
    """A book while it is made of a page: its files, and what was found."""

    root: Section
    year: Year | None
    targets: Targets
    chapters: Chapters
    notes: dict[str, str]
    findings: Findings = field(default_factory=Findings)
    files: dict[str, str | Path] = field(default_factory=dict)
    docs: list[str] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    papers: int = 0
    rows: int = 0
    decks: set[str] = field(default_factory=set)
    day: dt.date | None = None
    said: set[str] = field(default_factory=set)

    def write(self, timezone: str) -> None:
        """Write the pages: one for each session that has a section, and the first page with all the rest."""
        sections = {id(chapter.section): chapter for chapter in self.chapters.chapters if chapter.section is not None}
        lectures = [self._lecture(number, chapter) for number, chapter in enumerate(self.chapters.chapters, 1)]
        self._index(timezone, sections)
        for doc, chapter, lecture in lectures:
            body = [lecture.page, *([chapter.more] if chapter.more else [])]
            if chapter.more:
                self.findings.leave(
                    f"{shortened(chapter.more)!r} beside {shortened(lecture.title)!r}: kept as text on its page"
                )
                body[1:1] = ["% import: this stood beside the topic in the list of topics"]
            if chapter.section is not None:
                body += self._blocks(lecture.blocks, chapter.section.title)
                for child in chapter.section.children:
                    body += self._section(child, 2, set(), index=False)
            self.files[f"{doc}.md"] = self._finished(body, doc)
        self.findings.found(len(lectures), "session with a page of its own", "sessions with pages of their own")
        self.findings.found(self.rows, "session in tables", "sessions in tables")
        self.findings.found(self.papers, "paper")

    def _lecture(self, number: int, chapter: Chapter) -> tuple[str, Chapter, Lecture]:
        lecture = lecture_of(chapter, self.year, self.decks)
        words = re.sub(r"[^a-z0-9]+", "-", folded(lecture.title))[:40].strip("-") or "session"
        doc = f"chapters/{number:02}-{words}"
        self.docs.append(doc)
        self.said |= shown_by(lecture.options)
        for section in chapter.section.walk() if chapter.section is not None else ():
            self.places.setdefault(slug(section.title), doc)
        return doc, chapter, lecture

    def _index(self, timezone: str, taken: dict[int, Chapter]) -> None:
        days = {day_of(block.text, self.year) for block in self.root.blocks if block.kind == "paragraph"} - {None}
        self.day = days.pop() if len(days) == 1 else None
        for section in self.root.walk():
            self.places.setdefault(slug(section.title), "index")
        facts: list[tuple[str, str]] = []
        said: set[str] = set()
        blocks = []
        for block in self.root.blocks:
            own, others = facts_apart(block, course_fact, said) if block.kind in ("list", "paragraph") else ([], [])
            facts += own
            if not own:
                blocks.append(block)
            elif others:
                blocks.append(remaining(block, others))
        self.findings.found(len(facts), "fact of the course", "facts of the course")
        options = "\n".join(f":{name}: {option_value(value)}" for name, value in [*facts, ("timezone", timezone)])
        body = [f"# {self.root.title}", f"```{{course}}\n{options}\n```", *self._blocks(blocks, self.root.title)]
        for section in self.root.children:
            body += self._section(section, 2, set(taken))
        if self.docs and self.chapters.topics is None and self.chapters.home is None:
            body += [self._heading("Sessions", 2), overview(self.said)]
        if self.docs:
            body.append("\n".join(["```{toctree}", ":hidden:", ":maxdepth: 1", "", *self.docs, "```"]))
        self.files["index.md"] = self._finished(body, "index")

    def _heading(self, words: str, level: int, index: bool = True) -> str:
        """Return a heading; on a first page before chapters it opens none in the printed book."""
        level = min(level, 6)
        if index and self.docs:
            return f"```{{rubric}} {words}\n:heading-level: {level}\n```"
        return f"{'#' * level} {words}"

    def _section(self, section: Section, level: int, taken: set[int], index: bool = True) -> list[str]:
        """Return a section with those inside it; sessions that have pages of their own are left out."""
        if id(section) in taken:
            return (
                [part for child in section.children for part in self._section(child, level, taken)]
                if any(id(inner) in taken for child in section.children for inner in child.walk())
                else []
            )
        inside = [part for child in section.children for part in self._section(child, level + 1, taken, index)]
        own = self._blocks(section.blocks, section.title)
        if section is self.chapters.home:
            own.append(overview(self.said))
        if not own and not inside and section.children:
            return []
        titled = own and own[-1].lstrip("`").startswith("{key-papers}") and names_papers(section.title)
        return [*([] if titled else [self._heading(section.title, level, index)]), *own, *inside]

    def _blocks(self, blocks: Sequence[Block], heading: str) -> list[str]:
        """Return blocks as they are, or as the directives that say the same."""
        written: list[str] = []
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
        self, block: Block, heading: str, before: Block | None, written: list[str], day: dt.date | None
    ) -> Iterator[str] | list[str]:
        if block is self.chapters.topics:
            labels = dict.fromkeys(chapter.entry.anchor_label for chapter in self.chapters.chapters)
            names = ", ".join(repr(label) for label in labels if label)
            note = f"% import: the links {names} led to the sections that are pages of their own now"
            return [*([note] if names else []), overview(self.said)]
        if block.kind == "other" and _RULE.match(block.text):
            return []
        if block.kind == "table":
            return self._table(block, heading, day)
        if block.kind in ("list", "terms"):
            return self._list(block, heading, before, written, day)
        return [safe_source(block)]

    def _table(self, block: Block, heading: str, day: dt.date | None) -> list[str]:
        table = read_table(block.text, "markdown").value
        if is_topic_pool(table):
            return [f"```{{topic-pool}}\n{block.text}\n```"]
        if not is_schedule(table):
            # A table that is nothing but headers stops the LaTeX builder.
            below = "" if table.rows else "\n" + "| " * len(table.headers) + "|"
            return [safe_source(block) + below]
        return self._schedule(schedule_of_table(table, self.year, self.targets, day), heading, block.line, day)

    def _list(
        self, block: Block, heading: str, before: Block | None, written: list[str], day: dt.date | None
    ) -> list[str]:
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
        timeline, others = timeline_of(block, heading, self.year) if block.kind == "list" else ("", "")
        if timeline:
            if others:
                self.findings.leave(f"dates that are not understood: {shortened(others)!r}", block.line)
            return [timeline, *(["% import: no date is understood in these lines", others] if others else [])]
        if block.kind == "list" and (grading := grading_of(block, heading)):
            return [grading]
        entries = entries_of(block, self.year)
        if not is_list_of_sessions(entries):
            return [safe_source(block)]
        return self._schedule(schedule_of_entries(entries, day), heading, block.line, day)

    def _key_papers(self, lines: list[str], title: str, counted: bool = False) -> str:
        self.papers += len(lines)
        return key_papers(lines, title, counted)

    def _schedule(self, schedule: Schedule, heading: str, line: int, day: dt.date | None) -> list[str]:
        """Return the table that declares the sessions of a schedule, in the page or in a file beside it."""
        self.rows += len(schedule.rows)
        self._decks(schedule)
        marks = []
        for left in schedule.left():
            self.findings.leave(left, line)
        if schedule.unread:
            marks = ["% import: the column 'As written' is not understood; correct it, and move it to its column"]
        options = [f":columns: {option_value(schedule.columns(day))}"]
        options += [f":date: {day}"] if day is not None and "Date" not in schedule.headers else []
        if len(schedule.rows) <= _LONGEST_TABLE:
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", schedule.as_markdown())), default=0))
            return [*marks, "\n".join([f"{fence}{{session-table}}", *options, "", schedule.as_markdown(), fence])]
        words = re.sub(r"[^a-z0-9]+", "-", folded(heading))[:40].strip("-") or "sessions"
        name = unique(words, {Path(path).stem for path in self.files if path.startswith("sessions/")})
        self.files[f"sessions/{name}.csv"] = schedule.as_csv()
        return [
            *marks,
            "\n".join(["```{session-table}", f":file: /sessions/{name}.csv", *options, ":searchable:", "```"]),
        ]

    def _decks(self, schedule: Schedule) -> None:
        """Let a local deck be the slides of one session; a second one has it among its links."""
        for row in schedule.rows:
            for target in re.findall(r"\]\((/[^()\s]+)\)", row.get("Slides", "")):
                if target in self.decks:
                    schedule.add(row, "Links", row["Slides"])
                    row["Slides"] = ""
                    break
                self.decks.add(target)

    def _finished(self, body: Sequence[str], doc: str) -> str:
        """Join the parts of a page, and let its links lead where they can."""
        missing: list[str] = []

        def change(label: str, target: str) -> str:
            if target.startswith(MISSING):
                missing.append(missing_name(target))
                return f"{label} (`{missing_name(target)}`)"
            if target.startswith("#"):
                place = self.places.get(target[1:].casefold(), doc)
                return label if place == doc or not label else f"[{label}](/{place}.md)"
            return f"[{label}]({target})"

        text = "\n\n".join(part for part in body if part.strip())
        text = with_known_languages(with_targets(with_footnotes(text, self.notes), change))
        if missing:
            names = ", ".join(dict.fromkeys(missing))
            text += f"\n\n% import: these files were not beside the page, so that nothing links to them: {names}"
        return text + "\n"


def course_book(markdown: str, title: str, targets: Targets, timezone: str, year: Year | None) -> CourseBook:
    """Make a book of a page.

    ``title`` is used where the page has no heading of its own; ``year`` where it does not say the year of its dates.
    """
    rewritten, notes = footnotes_apart(targets.rewritten(markdown))
    root = outline_of(blocks_of(rewritten))
    untitled = not (root.title or title)
    root.title = root.title or title or "Course"
    year = year or year_of(root.title, rewritten)
    book = CourseBook(root, year, targets, find_chapters(root, year), notes)
    book.write(timezone)
    if year is not None:
        named = f"{year.first}/{year.second}" if year.second else f"{year.first}"
        book.findings.understood.append(f"dates without a year are in {named}")
    elif example := yearless_date(root):
        book.findings.leave(f"dates such as {example!r} name no year: give it with --year, and they are read")
    if untitled:
        book.findings.leave("the page has no title: give one with --title")
    if targets.missing:
        names = ", ".join(map(repr, targets.missing[:3])) + (", …" if len(targets.missing) > 3 else "")
        book.findings.leave(
            f"links to files that are not beside the page are kept as text ({len(targets.missing)}: {names}); put the "
            "files there, or say with --url where the page is published"
        )
    if targets.pictures:
        book.findings.leave(f"{len(targets.pictures)} pictures that are not beside the page are links now")
    return book
