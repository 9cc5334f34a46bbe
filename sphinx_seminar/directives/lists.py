"""``{timeline}``, ``{grading}`` and ``{topic-pool}``: lists that a course shows beside its sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.directives.base import SeminarDirective, option_spec
from sphinx_seminar.model.views import GradingView, PoolView, TimelineView
from sphinx_seminar.reading.lists import read_grading, read_timeline, read_topics
from sphinx_seminar.reading.tables import read_table

if TYPE_CHECKING:
    from docutils import nodes


class TimelineDirective(SeminarDirective):
    """Declare milestones, and show them."""

    takes_argument = False
    option_spec = option_spec()

    def run(self) -> list[nodes.Node]:
        """Read one milestone an item; one without a date stays among them."""
        start = self.body_line()
        milestones = self.accept(read_timeline(list(self.content), self.config.language), start)
        self.declared.milestones += [(self.place(start + found.line - 1), found) for found in milestones]
        words = [self.words(found.text or found.when.text, start + found.line - 1) for found in milestones]
        return [self.view(TimelineView(tuple(found.when for found in milestones)), *words)] if milestones else []


class GradingDirective(SeminarDirective):
    """Show the parts of a grade."""

    takes_argument = False
    option_spec = option_spec()

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
    option_spec = option_spec()

    def run(self) -> list[nodes.Node]:
        """Read a Markdown table, one topic a row."""
        start = self.body_line()
        table = self.accept(read_table("\n".join(self.content), "markdown"), start)
        pool = self.accept(read_topics(table), start)
        if not pool.topics:
            return []
        words = [self.words(cell, start + topic.line - 1) for topic in pool.topics for cell in topic.cells]
        return [self.view(PoolView(pool.headers, tuple(topic.cells for topic in pool.topics)), *words)]
