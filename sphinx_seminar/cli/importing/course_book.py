"""The pages of a book that is made of one page: the first one, one a session, and those of a site that stay pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import InitVar, dataclass, field
from urllib.parse import unquote

from sphinx_seminar.cli.importing.book_blocks import BookBlocks
from sphinx_seminar.cli.importing.book_pages import BookPages, Directive, Heading, Part, Remark
from sphinx_seminar.cli.importing.chapters import Chapters, names_papers
from sphinx_seminar.cli.importing.dates import day_of
from sphinx_seminar.cli.importing.facts import course_facts
from sphinx_seminar.cli.importing.findings import Findings, shortened
from sphinx_seminar.cli.importing.joined_page import JoinedPage
from sphinx_seminar.cli.importing.language import heading_in
from sphinx_seminar.cli.importing.lecture import Lecture, lecture_of
from sphinx_seminar.cli.importing.lines import Year, file_words
from sphinx_seminar.cli.importing.lists import assignment_table
from sphinx_seminar.cli.importing.markdown.outline import Section
from sphinx_seminar.cli.importing.markdown.targets import Targets, links_in
from sphinx_seminar.cli.importing.schedule_kinds import repeated_schedules
from sphinx_seminar.cli.importing.site_parts import SiteParts
from sphinx_seminar.model.text import unique


@dataclass(slots=True)
class CourseBook:
    """A book while it is made of a page: its files so far, and the findings.

    ``joined`` is the page as it was read, ``announced`` what its site announces, date and words; ``taken`` are the
    identities of the sections that are sessions with pages.
    """

    root: Section
    year: Year
    targets: Targets
    chapters: Chapters
    notes: InitVar[dict[str, str]]
    joined: JoinedPage
    announced: InitVar[tuple[tuple[str, str], ...]]
    findings: Findings
    pages: BookPages = field(init=False)
    blocks: BookBlocks = field(init=False)
    taken: set[int] = field(init=False)

    def __post_init__(self, notes: dict[str, str], announced: tuple[tuple[str, str], ...]) -> None:
        self.pages = BookPages(self.targets, self.findings, notes)
        self.taken = {id(chapter.section) for chapter in self.chapters.chapters if chapter.section is not None}
        site = SiteParts(self.joined, announced, self.targets, self.findings, self.year.language)
        self.blocks = BookBlocks(
            self.joined, self.year, self.chapters, self.targets, self.pages, site, self.findings,
            repeated=repeated_schedules(self.root, self.year),
        )  # fmt: skip

    def write(self, timezone: str, markdown: str) -> None:
        """Write the pages: one for each session that has a section, and the first page with all the rest.

        ``markdown`` is the whole page, whose links lead to sections of the book.
        """
        work, lectures = self.blocks.work, self.blocks.lectures
        self._name_targets(
            {unquote(link["target"][1:]) for link in links_in(markdown) if link["target"].startswith("#")}
        )
        work.add_of_pages(self.joined.due, self.year, self.findings)
        for number, chapter in enumerate(self.chapters.chapters, 1):
            lecture = lecture_of(chapter, self.year, self.blocks.decks)
            doc = f"chapters/{number:02}-{file_words(lecture.title) or 'session'}"
            lectures[doc] = lecture
            if chapter.section is not None:
                self.pages.places[chapter.section.anchor] = doc
        self.pages.docs += lectures
        documents = {doc: section for section in self.root.children if (doc := self._document(section))}
        for doc, holder in (*((doc, one.chapter.section) for doc, one in lectures.items()), *documents.items()):
            for section in holder.walk() if holder is not None else ():
                self.pages.places.setdefault(section.anchor, doc)
        # A page of its own has people and announcements before the first one, where both show them.
        bodies = {doc: body for doc, section in documents.items() if len(body := self._section(section, 1)) > 1}
        index = self._index(timezone, list(bodies))
        for doc, body in bodies.items():
            self.pages.write(body, doc)
        for doc, lecture in lectures.items():
            self.pages.write(self._session(lecture), doc)
        if work.days:
            # The contents of the book stand last.
            place = len(index) - bool(self.pages.docs)
            index[place:place] = [self._own_heading("Assignments"), assignment_table(work.days, work.links)]
        self.pages.write(index, "index")
        if left := self.pages.left_notes():
            self.pages.write([*index, *left], "index")
        counted = self.blocks.counted
        self.findings.found(len(lectures), "session with a page of its own", "sessions with pages of their own")
        self.findings.found(counted["row"], "session in tables", "sessions in tables")
        self.findings.found(len(work), "assignment")
        self.findings.found(counted["day"], "day that is no session", "days that are no sessions")
        self.findings.found(counted["paper"], "paper")

    def _session(self, lecture: Lecture) -> list[Part]:
        """Return the page of a session."""
        chapter = lecture.chapter
        body = lecture.head
        if more := chapter.entry.more:
            beside, title = shortened(more), shortened(lecture.title)
            self.findings.leave(f"{beside!r} beside {title!r}: kept as text on its page")
            body += [Remark("this stood beside the topic in the list of topics"), more]
        if chapter.section is not None:
            body += self.blocks.written(lecture.blocks, chapter.section.title)
            for child in chapter.section.children:
                body += self._section(child, 2)
        return body

    def _document(self, section: Section) -> str:
        """Return the name of the page that a section of the first level is, ``""`` for a part of the first page."""
        doc = self.joined.documents.get(section.line, "") if id(section) not in self.taken else ""
        holds = any(id(inner) not in self.taken and inner.blocks for inner in section.walk())
        return doc if holds else ""

    def _own_heading(self, word: str) -> Heading:
        return Heading(heading_in(self.year.language, word), 2)

    def _index(self, timezone: str, pages: Sequence[str]) -> list[Part]:
        """Return the first page, which has the contents of the book: the ``pages`` of a site, and the sessions."""
        days = {day_of(block.text, self.year) for block in self.root.blocks if block.kind == "paragraph"} - {None}
        self.blocks.day = days.pop() if len(days) == 1 else None
        for section in self.root.walk():
            self.pages.places.setdefault(section.anchor, "index")
        facts, blocks = course_facts(self.root, self.year.language, self.pages.names)
        self.findings.found(len(facts), "fact of the course", "facts of the course")
        body: list[Part] = [Heading(self.root.title), Directive("course", (*facts.items(), ("timezone", timezone)))]
        body += self.blocks.written(blocks, self.root.title)
        for section in self.root.children:
            if not self._document(section):
                body += self._section(section, 2)
        if self.pages.docs and self.chapters.topics is None and self.chapters.home is None:
            body += [self._own_heading("Sessions"), self.blocks.overview()]
        self.pages.docs[:0] = pages
        body += self.blocks.site.rest()
        if self.pages.docs:
            body.append(Directive("toctree", (("hidden", ""), ("maxdepth", "1")), tuple(self.pages.docs)))
        return body

    def _section(self, section: Section, level: int) -> list[Part]:
        """Return a section with those inside it; sessions that have pages of their own are left out."""
        if id(section) in self.taken:
            return (
                [part for child in section.children for part in self._section(child, level)]
                if any(id(inner) in self.taken for child in section.children for inner in child.walk())
                else []
            )
        inside = [part for child in section.children for part in self._section(child, level + 1)]
        own = self.blocks.written(section.blocks, section.title)
        if section is self.chapters.home:
            own.append(self.blocks.overview())
        if not own and not inside and (section.children or section.blocks or level == 1):
            return []
        last = own[-1] if own else ""
        titled = isinstance(last, Directive) and last.name == "key-papers" and names_papers(section.title)
        name = self.pages.names.get(section.anchor, "")
        heading = Heading(section.title, min(level, 6), name)
        return [*([] if titled and not name and not inside else [heading]), *own, *inside]

    def _name_targets(self, links: set[str]) -> None:
        """Give a target to each section that links lead to, but for those that have pages of their own."""
        own = {chapter.section.anchor for chapter in self.chapters.chapters if chapter.section is not None}
        for section in self.root.walk():
            if section.anchor in links - own and section is not self.root:
                words = f"section-{file_words(section.title)}".strip("-")
                self.pages.names[section.anchor] = unique(words, set(self.pages.names.values()))
