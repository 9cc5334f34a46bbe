"""``{timeline}``, ``{grading}``, ``{topic-pool}``, ``{announcements}`` and ``{people}``: lists beside the sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sphinx_seminar.directives.base import SeminarDirective, option_spec
from sphinx_seminar.directives.shared_options import data_of
from sphinx_seminar.model import Announcement, Reading
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.text import anchor_from, unique
from sphinx_seminar.model.views import AnnouncementsView, GradingView, PeopleView, PoolView, TimelineView
from sphinx_seminar.reading.lists import read_announcements, read_grading, read_timeline
from sphinx_seminar.reading.people_tables import Written, read_profiles, read_topics
from sphinx_seminar.reading.tables import read_table

if TYPE_CHECKING:
    from docutils import nodes

T = TypeVar("T")


class _ListDirective(SeminarDirective):
    """A directive whose body is a list or a table of things that a reader finds there, each with its line."""

    takes_argument = False

    def things(self, read: Reading[T]) -> T:
        """Return what was read from the body, and note its problems."""
        return self.accept(read, self.body_line())

    def items(self, subtype: str) -> list[str]:
        """Return the lines of a body that is a list; the rows of a table are read as its items."""
        lines = list(self.content)
        if not next((line for line in lines if line.strip()), "").lstrip().startswith("|"):
            return lines
        message = "a table stands here; expected a list, such as '- words: others'. Its rows are read as items"
        self.fault(subtype, f"{message}, and its headers are not shown", self.body_line())
        items = [""] * len(lines)
        for row in self.things(read_table("\n".join(lines), "markdown")).rows:
            first, *others = row.cells
            items[row.line - 1] = f"- {first}: {', '.join(filter(None, others))}" if any(others) else f"- {first}"
        return items

    def words_of(self, text: str, line: int) -> nodes.paragraph:
        """Return the words of a thing on a line of the body, counted from 1."""
        return self.words(text, self.body_line(line - 1))


class TimelineDirective(_ListDirective):
    """Declare milestones, and show them."""

    def run(self) -> list[nodes.Node]:
        """Read one milestone an item; an item without a date is a milestone as well."""
        milestones = self.things(read_timeline(self.items("timeline"), self.config.language))
        self.declared.milestones += [(self.place(self.body_line(each.line - 1)), each) for each in milestones]
        words = [self.words_of(each.text or each.when.text, each.line) for each in milestones]
        dates = tuple(milestone.when for milestone in milestones)
        return [self.view(TimelineView(dates), *words)] if milestones else []


class GradingDirective(_ListDirective):
    """Show the parts of a grade."""

    def run(self) -> list[nodes.Node]:
        """Read one part an item; weights that do not add up to 100 % are pointed out."""
        weights = self.things(read_grading(self.items("grading")))
        if not weights:
            return []
        self.declared.gradings.append(weights)
        words = [self.words_of(": ".join(filter(None, (part.label, part.text))), part.line) for part in weights]
        view = GradingView(tuple(part.written for part in weights), tuple(part.level for part in weights))
        return [self.view(view, *words)]


class TopicPoolDirective(_ListDirective):
    """Show topics that wait for a meeting, the most wanted first."""

    def run(self) -> list[nodes.Node]:
        """Read a Markdown table, one topic a row."""
        pool = self.things(read_topics(self.things(read_table("\n".join(self.content), "markdown"))))
        if not pool.topics:
            return []
        words = [self.words_of(cell, topic.line) for topic in pool.topics for cell in topic.cells]
        return [self.view(PoolView(pool.headers, tuple(topic.cells for topic in pool.topics)), *words)]


class AnnouncementsDirective(_ListDirective):
    """Declare announcements and show them, or show those of the whole book where it has no body."""

    option_spec = option_spec("limit", "banner")

    def run(self) -> list[nodes.Node]:
        """Read one announcement an item; an item without a date is shown too, and stands in no feed."""
        taken = {announcement.anchor for _place, announcement in self.declared.announcements}
        anchors: list[str] = []
        words = []
        for read in self.things(read_announcements(self.items("announcement"), self.config.language)):
            day = read.when.first.isoformat() if read.when.first is not None else "undated"
            anchors.append(unique(anchor_from("announcements", day), {*taken, *anchors}))
            place = self.place(self.body_line(read.line - 1))
            self.declared.announcements.append((place, Announcement(read.when, anchors[-1])))
            words.append(self.words_of(read.text or read.when.text, read.line))
        return [self.view(AnnouncementsView(tuple(anchors), self._limit(), self.flag("banner")), *words)]

    def _limit(self) -> int:
        """Return the largest number of announcements to show, 0 for all."""
        written = self.option("limit")
        if not written or (written.isascii() and written.isdecimal() and int(written[:9]) > 0):
            return int(written[:9] or 0)
        self.reject("limit", "; expected a whole number of 1 or more; all are shown", "announcement")
        return 0


#: Formats of programmes.
_NO_TABLES = {"ics": "a calendar", "json": "JSON"}


class PeopleDirective(_ListDirective):
    """Declare people, in a table of the body or in a file, and show a card of each."""

    option_spec = option_spec("file")

    def run(self) -> list[nodes.Node]:
        """Read a Markdown table or YAML, one person a row; a file is read when all documents are."""
        number = sum(isinstance(view, PeopleView) for view in self.declared.views)
        data = data_of(self, "people")
        if data is None:
            self.fault("person", "this list of people is empty; expected a table of them, or a :file:. Nobody is shown")
            return []
        if data.format is None:
            return []
        if data.format in _NO_TABLES:
            message = f"the file {quoted(data.file)} is {_NO_TABLES[data.format]}, which is no table of people"
            self.fault("data", f"{message}; expected CSV, TSV, YAML or a workbook. Nobody is shown", data.line)
            return []
        place, language = self.place(data.line), self.config.language
        if data.file:
            self.declared.people_files.append((data.file, place, data.format, number, language))
        else:
            taken = {profile.anchor for profile in self.declared.profiles}
            table = self.things(read_table("\n".join(self.content), data.format))
            read = read_profiles(table, Written(place, number, language), taken)
            profiles = self.things(read)
            self.declared.profiles += profiles
        return [self.view(PeopleView(number))]
