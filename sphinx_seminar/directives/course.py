"""``{course}`` and ``{series}``: the facts of the course, and its other regular meetings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from sphinx_seminar.directives.base import SeminarDirective, option_spec
from sphinx_seminar.directives.shared_options import resources_of
from sphinx_seminar.model import PERSON_ROLES, Course, Involvement, Series, Text
from sphinx_seminar.model.problem import followed, quoted, suggestion
from sphinx_seminar.model.text import anchor_from, unique
from sphinx_seminar.model.views import CourseView, SeriesView
from sphinx_seminar.reading.dates.names import read_zone, read_zones
from sphinx_seminar.reading.dates.plan import read_plan, read_series_plan, split_by_group
from sphinx_seminar.reading.dates.regular_times import read_office_hours
from sphinx_seminar.reading.links import read_facts, read_online
from sphinx_seminar.reading.people import read_people
from sphinx_seminar.reading.plain import one_line, open_words
from sphinx_seminar.reading.vocabulary import read_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from docutils import nodes

    from sphinx_seminar.model import MeetingGroup, Reading, Resource

T = TypeVar("T")

#: The options of facts that the card shows as written, in the card's order.
FACTS = (
    *("kind", "code", "term", "institution", "credits", "level", "language", "places", "location"),
    *("meets", "groups", "every", "office-hours"),
)
#: The fields of a term plan, of the course or of a series.
PLAN = ("starts", "ends", "meets", "groups", "every", "except")


class _PlannedDirective(SeminarDirective):
    """A directive with the options of a term plan, of the course or of a series."""

    prose = True

    def plan(self, reader: Callable[[Mapping[str, str], str, Mapping[str, int]], Reading[T]]) -> T:
        """Read the term plan; its faults know their own lines."""
        lines = {option: self.option_line(option) for option in PLAN if option in self.options}
        return self.accept(reader({option: self.option(option) for option in lines}, self.config.language, lines), 1)


class CourseDirective(_PlannedDirective):
    """Declare the course, and show its card."""

    names_a_thing = True
    option_spec = option_spec(
        *dict.fromkeys((*FACTS, *PLAN)),
        *("count-breaks", "instructors", "assistants", "links", "timezone", "also-zones", "online", "facts"),
    )

    def run(self) -> list[nodes.Node]:
        """Read the options into a :class:`Course`."""
        timezone = self.read("timezone", read_zone)
        online = self.read("online", read_online)
        plan = self.plan(read_plan)
        taken = {course.anchor for course in self.declared.courses}
        anchor = unique("-".join(self.option("name").split()) or "course", taken)
        course = Course(
            title=Text.plain(self.argument or self.config.project),
            place=self.place(),
            anchor=anchor,
            facts=tuple((fact, one_line(self.option(fact))) for fact in FACTS if self.option(fact)),
            instructors=self.read("instructors", read_people),
            assistants=self.read("assistants", read_people),
            links=resources_of(self, "links"),
            own_facts=self._own_facts(),
            online=online.address,
            online_label=online.label,
            online_note=online.note,
            also_zones=self.read("also-zones", read_zones, timezone or self.config.seminar_timezone),
            timezone=timezone,
            location=self.fact("location"),
            open=tuple((name, words) for name in self.known if (words := open_words(self.option(name)))),
            plan=plan and replace(plan, count_breaks="count-breaks" not in self.options or self.flag("count-breaks")),
            hours=read_office_hours(self.option("office-hours"), self.config.language).value,
        )
        self.declared.courses.append(course)
        title = [self.heading(self.argument, self.lineno)] if self.argument else []
        return [self.view(CourseView(anchor, bool(title)), *title, *self.body())]

    def _own_facts(self) -> tuple[tuple[str, tuple[Resource, ...]], ...]:
        """Read the facts of ``:facts:``; each link knows its line in the document."""
        start = self.option_line("facts")
        facts = self.read("facts", read_facts)
        return tuple(
            (label, tuple(replace(piece, line=start + piece.line - 1) for piece in pieces)) for label, pieces in facts
        )


class SeriesDirective(_PlannedDirective):
    """Declare a series, and show when each of its groups meets."""

    option_spec = option_spec(*PLAN, "location", *PERSON_ROLES)

    def run(self) -> list[nodes.Node]:
        """Read the options into a :class:`Series`, whose name is the title."""
        name = self.argument
        if not name:
            name = "Series"
            self.fault("group", "this series has no name; expected one behind {series}, such as Lab; it is 'Series'")
        plan = self.plan(read_series_plan)
        if not plan.meetings.times and not plan.meetings.groups and not self.options.keys() & {"meets", "groups"}:
            message = (
                f"the series {quoted(name)} has no times; expected :meets: or :groups:, such as :meets: Wed "
                "10:00-12:00. Its sessions without a date have none"
            )
            self.fault("group", message)
        people, leaders = self._people(plan.meetings.groups)
        series = Series(
            name=name,
            kind=read_kind(name, self.config.language).words,
            place=self.place(),
            anchor=unique(anchor_from("series", name), {series.anchor for series in self.declared.series}),
            meetings=plan.meetings.times,
            groups=plan.meetings.groups,
            starts=plan.starts,
            ends=plan.ends,
            every=plan.every,
            exceptions=plan.exceptions,
            timezone=plan.meetings.zone,
            location=self.fact("location"),
            people=people,
            leaders=leaders,
        )
        self.declared.series.append(series)
        return [self.view(SeriesView(series.anchor), self.heading(name, self.lineno), *self.body())]

    def _people(
        self, groups: Sequence[MeetingGroup]
    ) -> tuple[tuple[Involvement, ...], tuple[tuple[str, Involvement], ...]]:
        """Return the people of all meetings, and those of each group ("Group A: Mei Lin; Group B: Ada Roe")."""
        labels = [group.label for group in groups]
        everywhere: list[Involvement] = []
        leaders: list[tuple[str, Involvement]] = []
        for role in PERSON_ROLES:
            start = self.option_line(role)
            for line, label, text in split_by_group(self.option(role), labels):
                for person in self.accept(read_people(text), start + line - 1):
                    if ":" in person.name:
                        self._point_out_label(role, person.name, labels)
                    if label:
                        leaders.append((label, Involvement(role, person)))
                    else:
                        everywhere.append(Involvement(role, person))
        return tuple(everywhere), tuple(leaders)

    def _point_out_label(self, role: str, name: str, labels: Sequence[str]) -> None:
        label = name.partition(":")[0]
        near = suggestion(label, labels) or f"; expected one of {', '.join(labels)}."
        expected = near if labels else "; it has none."
        message = f"{quoted(label)} in :{role}: is no group of this series{expected}"
        self.fault("group", followed(message, "It is read as part of a name"), self.option_line(role))
