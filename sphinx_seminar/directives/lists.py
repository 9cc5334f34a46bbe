"""``{timeline}``, ``{grading}``, ``{topic-pool}``, ``{announcements}`` and ``{people}``: lists beside the sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.directives.base import SeminarDirective, option_spec
from sphinx_seminar.directives.shared_options import data_of
from sphinx_seminar.model import Announcement
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.text import anchor_from, unique
from sphinx_seminar.model.views import AnnouncementsView, GradingView, PeopleView, PoolView, TimelineView
from sphinx_seminar.reading.lists import read_announcements, read_grading, read_timeline
from sphinx_seminar.reading.people_tables import Written, read_profiles, read_topics
from sphinx_seminar.reading.tables import read_table

if TYPE_CHECKING:
    from docutils import nodes


class TimelineDirective(SeminarDirective):
    """Declare milestones, and show them."""

    takes_argument = False

    def run(self) -> list[nodes.Node]:
        """Read one milestone an item; an item without a date is a milestone as well."""
        start = self.body_line()
        milestones = self.accept(read_timeline(list(self.content), self.config.language), start)
        words = []
        for milestone in milestones:
            line = start + milestone.line - 1
            self.declared.milestones.append((self.place(line), milestone))
            words.append(self.words(milestone.text or milestone.when.text, line))
        dates = tuple(milestone.when for milestone in milestones)
        return [self.view(TimelineView(dates), *words)] if milestones else []


class GradingDirective(SeminarDirective):
    """Show the parts of a grade."""

    takes_argument = False

    def run(self) -> list[nodes.Node]:
        """Read one part an item; weights that do not add up to 100 % are pointed out."""
        start = self.body_line()
        weights = self.accept(read_grading(list(self.content)), start)
        if weights:
            self.declared.gradings.append(weights)
        texts = [
            f"{part.label}: {part.text}" if part.text and part.label else part.label or part.text for part in weights
        ]
        words = [self.words(text, start + part.line - 1) for text, part in zip(texts, weights, strict=True)]
        view = GradingView(tuple(part.written for part in weights), tuple(part.level for part in weights))
        return [self.view(view, *words)] if weights else []


class TopicPoolDirective(SeminarDirective):
    """Show topics that wait for a meeting, the most wanted first."""

    takes_argument = False

    def run(self) -> list[nodes.Node]:
        """Read a Markdown table, one topic a row."""
        start = self.body_line()
        table = self.accept(read_table("\n".join(self.content), "markdown"), start)
        pool = self.accept(read_topics(table), start)
        if not pool.topics:
            return []
        words = [self.words(cell, start + topic.line - 1) for topic in pool.topics for cell in topic.cells]
        return [self.view(PoolView(pool.headers, tuple(topic.cells for topic in pool.topics)), *words)]


class AnnouncementsDirective(SeminarDirective):
    """Declare announcements and show them, or show those of the whole book where it has no body."""

    takes_argument = False
    option_spec = option_spec("limit", "banner")

    def run(self) -> list[nodes.Node]:
        """Read one announcement an item; an item without a date is shown too, and stands in no feed."""
        start = self.body_line()
        announcements = self.accept(read_announcements(list(self.content), self.config.language), start)
        anchors: list[str] = []
        words = []
        taken = {announcement.anchor for _place, announcement in self.declared.announcements}
        for read in announcements:
            day = read.when.first.isoformat() if read.when.first is not None else "undated"
            anchors.append(unique(anchor_from("announcements", day), taken))
            taken.add(anchors[-1])
            line = start + read.line - 1
            self.declared.announcements.append((self.place(line), Announcement(read.when, anchors[-1])))
            words.append(self.words(read.text or read.when.text, line))
        return [self.view(AnnouncementsView(tuple(anchors), self._limit(), self.flag("banner")), *words)]

    def _limit(self) -> int:
        """Return the largest number of announcements to show, 0 for all."""
        written = self.option("limit")
        if not written or (written.isascii() and written.isdecimal() and int(written[:9]) > 0):
            return int(written[:9] or 0)
        message = f":limit: is {quoted(written)}; expected a whole number of 1 or more; all are shown"
        self.fault("announcement", message, self.option_line("limit"))
        return 0


#: Formats of programmes.
_NO_TABLES = {"ics": "a calendar", "json": "JSON"}


class PeopleDirective(SeminarDirective):
    """Declare people, in a table of the body or in a file, and show a card of each."""

    takes_argument = False
    option_spec = option_spec("file")

    def run(self) -> list[nodes.Node]:
        """Read a Markdown table or YAML, one person a row; a file is read when all documents are."""
        number = sum(isinstance(view, PeopleView) for view in self.declared.views)
        data = data_of(self, "people")
        if data is None:
            self.fault("person", "this list of people is empty; expected a table of them, or a :file:. Nobody is shown")
            return []
        language = self.config.language
        if data.format in (None, "ics", "json"):
            if data.format is not None:
                message = f"the file {quoted(data.file)} is {_NO_TABLES[data.format]}, which is no table of people"
                self.fault("data", f"{message}; expected CSV, TSV, YAML or a workbook. Nobody is shown", data.line)
            return []
        if data.file:
            self.declared.people_files.append((data.file, self.place(data.line), data.format, number, language))
        else:
            table = self.accept(read_table("\n".join(self.content), data.format), data.line + 1)
            taken = {profile.anchor for profile in self.declared.profiles}
            written = Written(self.place(data.line), number, language)
            profiles = self.accept(read_profiles(table, written, taken), data.line + 1)
            self.declared.profiles += profiles
        return [self.view(PeopleView(number))]
