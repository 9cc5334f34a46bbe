"""The directives ``{session}``, ``{lecture}`` and ``{assignment}``: meetings and work, with their dates and links."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Literal

from docutils import nodes

from sphinx_seminar.directives.base import SeminarDirective, option_spec
from sphinx_seminar.directives.release import held_by
from sphinx_seminar.directives.shared_options import ASSIGNMENT_OPTIONS, RESOURCE_OPTIONS, left_open, resources_of
from sphinx_seminar.model import PERSON_ROLES, Assignment, Involvement, Listing, Session, Text, Timing, When
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.text import anchor_from, name_from, unique
from sphinx_seminar.model.views import AssignmentView, PaperItem, SessionView
from sphinx_seminar.reading.assignments import read_covers, read_late, strange_name
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.dates.durations import read_duration
from sphinx_seminar.reading.dates.names import read_zone
from sphinx_seminar.reading.dates.timing import read_timing
from sphinx_seminar.reading.links import read_online
from sphinx_seminar.reading.paper_lists import read_short
from sphinx_seminar.reading.people import read_people
from sphinx_seminar.reading.plain import listed, says_open, split_list
from sphinx_seminar.reading.sessions.facts import read_meetings, read_slot, read_status, tags_in
from sphinx_seminar.reading.sessions.row_dates import ended
from sphinx_seminar.reading.vocabulary import Kind, read_kind

if TYPE_CHECKING:
    import datetime as dt

#: Options of a session with an open state of their own, and those that are names.
_OPEN_ALREADY = ("date", "moved-from", "name", "class", "status")
#: Options of an assignment that may be left open, besides its resources.
_MAY_BE_OPEN = ("late", "points", "part-of", "covers", "number")
#: Options of an assignment whose lines messages about the whole book name.
_LINES = ("out", "due", "late", "part-of", "covers")


@dataclass(frozen=True, slots=True)
class _Identity:
    """The names of a session or an assignment: its title for readers, its ``name`` for references, its anchor.

    ``named`` says that the author chose the name, ``heading`` is the title as a node where no heading above has it.
    """

    title: str
    name: str
    anchor: str
    named: bool
    heading: list[nodes.rubric]


class _NamedDirective(SeminarDirective):
    """A directive that declares a thing with a title: the argument, or the heading that it stands under."""

    prose = True
    names_a_thing = True
    #: The name of the list of declarations that takes the things; their anchors begin with it.
    things: ClassVar[Literal["sessions", "assignments"]]
    #: The subtype of the fault where there is no title.
    untitled: ClassVar[str]

    def identify(self) -> _Identity:
        """Find the title, and make the name and an anchor that no other thing of the document has.

        The section under whose heading the directive stands takes the anchor for its own.
        """
        section, word = self.section(), self.called
        title = self.argument or (section[0].astext() if section is not None else "")
        if not title:
            title = self.option("name") or self.env.docname.rsplit("/", 1)[-1]
            expected = f"expected one behind {{{word}}}, or a heading above it; it is shown as {quoted(title)}"
            self.fault(self.untitled, f"this {word} has no title; {expected}")
        written = " ".join(self.option("name").split())
        for problem in strange_name(written, self.config.language) if written else ():
            self.fault(problem.subtype, problem.message, self.option_line("name"))
        name = written or name_from(title)
        anchor = unique(anchor_from(self.things, name), {thing.anchor for thing in getattr(self.declared, self.things)})
        heading = [self.heading(title, self.lineno)] if self.argument or section is None else []
        if section is not None and not heading:
            section["ids"].append(anchor)
        return _Identity(title, name, anchor, bool(written), heading)


class SessionDirective(_NamedDirective):
    """Declare a session, and show its header."""

    option_spec = option_spec(
        *("date", "duration", "timezone", "location", "online", "papers", "part", "tags"),
        *("kind", "status", "moved-from", "number", "meetings", "slot", "series", "covers", "release"),
        *PERSON_ROLES,
        *RESOURCE_OPTIONS,
    )
    things = "sessions"
    untitled = "name"
    default_kind = "session"

    def run(self) -> list[nodes.Node]:
        """Read the options into a :class:`Session` under a name and an anchor of its own."""
        called = self.identify()
        held = held_by(self, called.anchor)
        duration = self.read("duration", read_duration)
        online = self.read("online", read_online)
        kind = self._kind()
        session = Session(
            name=called.name,
            title=Text.plain(called.title),
            kind=kind.words,
            counts_as=kind.counts_as,
            slot=self._slot(),
            place=self.place(),
            anchor=called.anchor,
            named=called.named,
            when=self._when(duration),
            duration=duration,
            date_line=self.option_line("date"),
            people=tuple(Involvement(role, person) for role in PERSON_ROLES for person in self.read(role, read_people)),
            resources=held.resources(resources_of(self, *RESOURCE_OPTIONS)),
            location=self.fact("location"),
            online=online.address,
            online_label=online.label,
            online_note=online.note,
            open=left_open(self, [name for name in self.known if name not in _OPEN_ALREADY]),
            part=self.fact("part"),
            tags=tags_in(self.option("tags")),
            status=self.read("status", read_status),
            moved_from=self._date("moved-from"),
            number=self.option("number"),
            meetings=self._meetings(),
            covers=read_covers(self.option("covers"), self.config.language),
            covers_line=self.option_line("covers"),
            series=self.fact("series"),
        )
        self.declared.sessions.append(session)
        papers = () if held.hidden else self._papers(called.anchor)
        view = SessionView(called.anchor, bool(called.heading), papers)
        return [self.view(view, *called.heading, *held.body(self))]

    def option(self, name: str) -> str:
        """Return an option's text, ``""`` as well for a placeholder such as TBA, except in dates, which can be open."""
        value = super().option(name)
        return "" if name not in _OPEN_ALREADY and says_open(value) else value

    def _kind(self) -> Kind:
        """Return the kind in words, and its class, which for ``{lecture}`` is always a lecture."""
        kind = read_kind(self.option("kind") or self.default_kind, self.config.language)
        return replace(kind, counts_as="lecture") if self.default_kind == "lecture" else kind

    def _date(self, option: str) -> When | None:
        if not self.option(option):
            return None
        when = self.read(option, read_when, self.config.language)
        zone = self.read("timezone", read_zone)
        return replace(when, timezone=when.timezone or zone)

    def _when(self, duration: dt.timedelta | None) -> When | None:
        """Return the date with the end that the duration gives it."""
        when = self._date("date")
        if when is None or when.starts is None:
            return when
        read = ended(when, duration)
        for problem in read.problems:
            self.fault("date", problem.message, self.option_line("duration"))
        return read.value

    def _slot(self) -> bool | None:
        """Return whether it takes a slot; the option alone says yes."""
        written = self.option("slot") or ("yes" if "slot" in self.options else "")
        return self.accept(read_slot(written), self.option_line("slot"))

    def _meetings(self) -> int:
        read = read_meetings(self.option("meetings"))
        if read.problems:
            self.reject("meetings", "; expected a whole number of 1 or more; 1 is used", "plan")
        return read.value

    def _papers(self, anchor: str) -> tuple[PaperItem, ...]:
        """Read ``:papers:``: keys or citations, separated like links."""
        start = self.option_line("papers")
        parts = ((line, part) for line, part in split_list(listed(self.option("papers"))) if not says_open(part))
        items = []
        for line, part in parts:
            read = read_short(part, self.known_citations)
            for problem in read.problems:
                self.fault(problem.subtype, problem.message, start + line - 1)
            for paper in read.value:
                number = len(self.declared.listings)
                place = self.place(start + line - 1)
                self.declared.listings.append(Listing(place, number, paper.key, paper.paper, anchor))
                items.append(PaperItem(number, paper.key))
        return tuple(items)


class LectureDirective(SessionDirective):
    """A session of kind ``lecture``."""

    default_kind = "lecture"


class AssignmentDirective(_NamedDirective):
    """Declare an assignment, and show its header."""

    option_spec = option_spec("out", "due", *_MAY_BE_OPEN, "release", *ASSIGNMENT_OPTIONS)
    things = "assignments"
    untitled = "assignment"

    def run(self) -> list[nodes.Node]:
        """Read the options into an :class:`Assignment` under a name and an anchor of its own."""
        called = self.identify()
        held = held_by(self, called.anchor)
        late = self.read("late", read_late)
        assignment = Assignment(
            name=called.name,
            title=Text.plain(called.title),
            place=self.place(),
            anchor=called.anchor,
            named=called.named,
            out=self._timing("out"),
            due=self._timing("due"),
            late=late.length,
            late_note=late.note,
            points=self.fact("points"),
            part_of=self.fact("part-of"),
            covers=read_covers(self.option("covers"), self.config.language),
            number=self.fact("number"),
            resources=held.resources(resources_of(self, *ASSIGNMENT_OPTIONS)),
            open=left_open(self, (*_MAY_BE_OPEN, *ASSIGNMENT_OPTIONS)),
            lines=tuple((option, self.option_line(option)) for option in _LINES if option in self.options),
        )
        self.declared.assignments.append(assignment)
        view = AssignmentView(called.anchor, bool(called.heading))
        return [self.view(view, *called.heading, *held.body(self))]

    def _timing(self, option: str) -> Timing | None:
        return self.read(option, read_timing, self.config.language) if self.option(option) else None
