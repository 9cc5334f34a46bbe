"""``{assignment}``: work that is handed out and due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.directives.base import SeminarDirective, option_spec
from sphinx_seminar.directives.held import held_by
from sphinx_seminar.directives.shared_options import ASSIGNMENT_OPTIONS, all_resources
from sphinx_seminar.model import Assignment, Text, Timing
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.text import anchor_from, name_from, unique
from sphinx_seminar.model.views import AssignmentView
from sphinx_seminar.reading.assignments import read_covers, read_late, strange_name
from sphinx_seminar.reading.dates.timing import read_timing
from sphinx_seminar.reading.plain import one_line, open_words, says_open

if TYPE_CHECKING:
    from docutils import nodes

#: Options whose lines messages about the whole book name.
_LINES = ("out", "due", "late", "part-of", "covers")


class AssignmentDirective(SeminarDirective):
    """Declare an assignment, and show its header."""

    option_spec = option_spec(
        "out", "due", "late", "points", "part-of", "covers", "number", "release", *ASSIGNMENT_OPTIONS
    )
    prose = True

    def run(self) -> list[nodes.Node]:
        """Read the options into an :class:`Assignment` under a name and an anchor of its own."""
        section = self.section()
        title = self.argument or (section[0].astext() if section is not None else "")
        if not title:
            title = self.option("name") or self.env.docname.rsplit("/", 1)[-1]
            message = (
                "this assignment has no title; expected one behind {assignment}, or a heading above it; it is shown "
                f"as {quoted(title)}"
            )
            self.fault("assignment", message)
        name = " ".join(self.option("name").split())
        for problem in strange_name(name, self.config.language) if name else ():
            self.fault(problem.subtype, problem.message, self.option_line("name"))
        taken = {assignment.anchor for assignment in self.declared.assignments}
        anchor = unique(anchor_from("assignments", name or name_from(title)), taken)
        titled = bool(self.argument) or section is None
        if section is not None and not titled:
            section["ids"].append(anchor)
        held = held_by(self, anchor)
        late = self.accept(read_late(self.option("late")), self.option_line("late"))
        self.declared.assignments.append(
            Assignment(
                name=name or name_from(title),
                title=Text.plain(title),
                place=self.place(),
                anchor=anchor,
                named=bool(name),
                out=self._timing("out"),
                due=self._timing("due"),
                late=late.length,
                late_note=late.note,
                points=self._words("points"),
                part_of=self._words("part-of"),
                covers=read_covers(self.option("covers"), self.config.language),
                number=self._words("number"),
                resources=held.resources(all_resources(self, ASSIGNMENT_OPTIONS)),
                open=tuple(self._left_open()),
                lines=tuple((option, self.option_line(option)) for option in _LINES if option in self.options),
            )
        )
        heading = [self.heading(title, self.lineno)] if titled else []
        return [self.view(AssignmentView(anchor, titled), *heading, *held.body(self))]

    def _timing(self, option: str) -> Timing | None:
        if not self.option(option):
            return None
        return self.accept(read_timing(self.option(option), self.config.language), self.option_line(option))

    def _words(self, option: str) -> str:
        return "" if says_open(self.option(option)) else one_line(self.option(option))

    def _left_open(self) -> list[tuple[str, str]]:
        """Return the options that hold a placeholder such as TBA, in whole or in part, with the placeholder."""
        found = []
        for option in ("late", "points", "part-of", "covers", "number", *ASSIGNMENT_OPTIONS):
            words = open_words(self.option(option))
            if words:
                found.append((ASSIGNMENT_OPTIONS.get(option, option), words))
        return found
