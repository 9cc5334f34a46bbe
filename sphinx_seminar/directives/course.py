"""``{course}``: the facts of the course, once a book."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_seminar.directives.base import SeminarDirective, option_spec
from sphinx_seminar.directives.shared_options import people_of, resources_of
from sphinx_seminar.model import Course, Text
from sphinx_seminar.model.text import unique
from sphinx_seminar.model.views import CourseView
from sphinx_seminar.reading.dates.names import read_zone, read_zones
from sphinx_seminar.reading.dates.plan import read_plan
from sphinx_seminar.reading.dates.regular_times import read_office_hours
from sphinx_seminar.reading.links import read_facts
from sphinx_seminar.reading.plain import one_line, open_words, says_open
from sphinx_seminar.reading.sessions.facts import read_online

if TYPE_CHECKING:
    from docutils import nodes

    from sphinx_seminar.model import Plan, Resource

#: The options of facts that the card shows as written, in the card's order.
FACTS = (
    "kind",
    "code",
    "term",
    "institution",
    "credits",
    "level",
    "language",
    "places",
    "location",
    "meets",
    "groups",
    "every",
    "office-hours",
)

#: The other options of the course.
_FURTHER = ("count-breaks", "instructors", "assistants", "links", "timezone", "also-zones", "online", "facts")

#: The fields of the term plan.
PLAN = ("starts", "ends", "meets", "every", "except", "groups")


class CourseDirective(SeminarDirective):
    """Declare the course, and show its card."""

    prose = True
    option_spec = option_spec(*dict.fromkeys((*FACTS, *PLAN, *_FURTHER)))

    def run(self) -> list[nodes.Node]:
        """Read the options into a :class:`Course`."""
        timezone = ""
        if self.option("timezone"):
            timezone = self.accept(read_zone(self.option("timezone")), self.option_line("timezone"))
        zones = read_zones(self.option("also-zones"), timezone or self.config.seminar_timezone)
        online = self.accept(read_online(self.option("online")), self.option_line("online"))
        taken = {course.anchor for course in self.declared.courses}
        anchor = unique("-".join(self.option("name").split()) or "course", taken)
        course = Course(
            title=Text.plain(self.argument or self.config.project),
            place=self.place(),
            anchor=anchor,
            facts=tuple((fact, one_line(self.option(fact))) for fact in FACTS if self.option(fact)),
            instructors=people_of(self, "instructors"),
            assistants=people_of(self, "assistants"),
            links=resources_of(self, "links"),
            own_facts=self._own_facts(),
            online=online.address,
            online_label=online.label,
            online_note=online.note,
            also_zones=self.accept(zones, self.option_line("also-zones")),
            timezone=timezone,
            location="" if says_open(self.option("location")) else one_line(self.option("location")),
            open=tuple((name, words) for name in self.known if (words := open_words(self.option(name)))),
            plan=self._plan(),
            hours=read_office_hours(self.option("office-hours"), self.config.language).value,
        )
        self.declared.courses.append(course)
        title = [self.heading(self.argument, self.lineno)] if self.argument else []
        return [self.view(CourseView(anchor, bool(title)), *title, *self.body())]

    def _own_facts(self) -> tuple[tuple[str, tuple[Resource, ...]], ...]:
        """Read the facts of ``:facts:``; each link knows its line in the document."""
        start = self.option_line("facts")
        found = self.accept(read_facts(self.option("facts")), start)
        return tuple(
            (label, tuple(replace(piece, line=start + piece.line - 1) for piece in pieces)) for label, pieces in found
        )

    def _plan(self) -> Plan | None:
        """Read the term plan; its faults know their own lines."""
        lines = {option: self.option_line(option) for option in PLAN if option in self.options}
        starts, ends, meets, every, except_, groups = (self.option(option) for option in PLAN)
        plan = self.accept(read_plan(starts, ends, meets, every, except_, self.config.language, lines, groups), 1)
        counted = "count-breaks" not in self.options or self.flag("count-breaks")
        return plan and replace(plan, count_breaks=counted)
