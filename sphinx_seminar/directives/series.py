"""``{series}``: regular meetings beside the course's own, such as labs, and the groups that have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.directives.base import SeminarDirective, option_spec
from sphinx_seminar.model import PERSON_ROLES, Involvement, Series
from sphinx_seminar.model.problem import followed, quoted, suggestion
from sphinx_seminar.model.text import anchor_from, unique
from sphinx_seminar.model.views import SeriesView
from sphinx_seminar.reading.dates.plan import read_series_plan, split_by_group
from sphinx_seminar.reading.people import read_people
from sphinx_seminar.reading.plain import one_line, says_open
from sphinx_seminar.reading.vocabulary import read_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes

    from sphinx_seminar.model import MeetingGroup

#: The fields of its plan, as those of ``{course}``.
PLAN = ("starts", "ends", "meets", "groups", "every", "except")


class SeriesDirective(SeminarDirective):
    """Declare a series, and show when each of its groups meets."""

    prose = True
    option_spec = option_spec(*PLAN, "location", *PERSON_ROLES)

    def run(self) -> list[nodes.Node]:
        """Read the options into a :class:`Series`, whose name is the title."""
        name = self.argument
        if not name:
            name = "Series"
            self.fault("group", "this series has no name; expected one behind {series}, such as Lab; it is 'Series'")
        lines = {option: self.option_line(option) for option in PLAN if option in self.options}
        options = {option: self.option(option) for option in lines}
        plan = self.accept(read_series_plan(options, self.config.language, lines), 1)
        if not plan.meetings.times and not plan.meetings.groups and not options.keys() & {"meets", "groups"}:
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
            location="" if says_open(self.option("location")) else one_line(self.option("location")),
            people=people,
            leaders=leaders,
        )
        self.declared.series.append(series)
        return [self.view(SeriesView(series.anchor), self.heading(name, self.lineno), *self.body())]

    def _people(
        self, groups: Sequence[MeetingGroup]
    ) -> tuple[tuple[Involvement, ...], tuple[tuple[str, Involvement], ...]]:
        """Return who is at all meetings, and who at those of one group: "Group A: Mei Lin; Group B: Ada Roe"."""
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
        expected = (
            suggestion(label, labels) or f"; expected one of {', '.join(labels)}." if labels else "; it has none."
        )
        message = f"{quoted(label)} in :{role}: is no group of this series{expected}"
        self.fault("group", followed(message, "It is read as part of a name"), self.option_line(role))
