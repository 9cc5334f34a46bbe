"""``{session}``, ``{lecture}`` and ``{assignment}``: what happens and what is due, with all that belongs to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.directives.base import SeminarDirective, option_spec
from sphinx_seminar.directives.release import held_by
from sphinx_seminar.directives.shared_options import ASSIGNMENT_OPTIONS, RESOURCE_OPTIONS, all_resources, involvements
from sphinx_seminar.model import PERSON_ROLES, Assignment, Listing, Session, Text, Timing, When
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.text import anchor_from, name_from, unique
from sphinx_seminar.model.views import AssignmentView, PaperItem, SessionView
from sphinx_seminar.reading.assignments import read_covers, read_late, strange_name
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.dates.durations import read_duration
from sphinx_seminar.reading.dates.names import read_zone
from sphinx_seminar.reading.dates.timing import read_timing
from sphinx_seminar.reading.paper_lists import read_line, split_keys
from sphinx_seminar.reading.plain import listed, one_line, open_words, says_open, split_list
from sphinx_seminar.reading.sessions.facts import read_meetings, read_online, read_slot, read_status, tags_in
from sphinx_seminar.reading.sessions.row_dates import ended
from sphinx_seminar.reading.vocabulary import Kind, read_kind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from docutils import nodes


#: Options with an open state of their own, and those that are names.
_OPEN_ALREADY = ("date", "moved-from", "name", "class", "status")


class SessionDirective(SeminarDirective):
    """Declare a session, and show its header."""

    option_spec = option_spec(
        *("date", "duration", "timezone", "location", "online", "papers", "part", "tags"),
        *("kind", "status", "moved-from", "number", "meetings", "slot", "series", "covers", "release"),
        *PERSON_ROLES,
        *RESOURCE_OPTIONS,
    )
    prose = True
    default_kind = "session"

    def run(self) -> list[nodes.Node]:
        """Read the options into a :class:`Session` under a name and an anchor of its own."""
        section = self.section()
        title = self.argument or (section[0].astext() if section is not None else "")
        if not title:
            title = self.option("name") or self.env.docname.rsplit("/", 1)[-1]
            message = (
                f"this {self.default_kind} has no title; expected one behind {{{self.default_kind}}}, or a heading "
                f"above it; it is shown as {quoted(title)}"
            )
            self.fault("name", message)
        name = " ".join(self.option("name").split())
        for problem in strange_name(name, self.config.language) if name else ():
            self.fault(problem.subtype, problem.message, self.option_line("name"))
        taken = {session.anchor for session in self.declared.sessions}
        anchor = unique(anchor_from("sessions", name or name_from(title)), taken)
        titled = bool(self.argument) or section is None
        if section is not None and not titled:
            section["ids"].append(anchor)
        held = held_by(self, anchor)
        duration = self._duration()
        online = self.accept(read_online(self.option("online")), self.option_line("online"))
        kind = self._kind()
        session = Session(
            name=name or name_from(title),
            title=Text.plain(title),
            kind=kind.words,
            counts_as=kind.counts_as,
            slot=self._slot(),
            place=self.place(),
            anchor=anchor,
            named=bool(name),
            when=self._when(duration),
            duration=duration,
            date_line=self.option_line("date"),
            people=involvements(self),
            resources=held.resources(all_resources(self)),
            location=one_line(self.option("location")),
            online=online.address,
            online_label=online.label,
            online_note=online.note,
            open=tuple(self._left_open()),
            part=one_line(self.option("part")),
            tags=tags_in(self.option("tags")),
            status=self._status(),
            moved_from=self._date("moved-from"),
            number=self.option("number"),
            meetings=self._meetings(),
            covers=read_covers(self.option("covers"), self.config.language),
            covers_line=self.option_line("covers"),
            series=one_line(self.option("series")),
        )
        self.declared.sessions.append(session)
        heading = [self.heading(title, self.lineno)] if titled else []
        papers = () if held.hidden else self._papers(anchor)
        return [self.view(SessionView(anchor, titled, papers), *heading, *held.body(self))]

    def _date(self, option: str) -> When | None:
        if not self.option(option):
            return None
        line = self.option_line(option)
        when = self.accept(read_when(self.option(option), self.config.language), line)
        if self.option("timezone"):
            zone = self.accept(read_zone(self.option("timezone")), self.option_line("timezone"))
            when = when if when.timezone else replace(when, timezone=zone)
        return when

    def _when(self, duration: dt.timedelta | None) -> When | None:
        when = self._date("date")
        if when is None or when.starts is None:
            return when
        read = ended(when, duration)
        for problem in read.problems:
            self.fault("date", problem.message, self.option_line("duration"))
        return read.value

    def _duration(self) -> dt.timedelta | None:
        if not self.option("duration"):
            return None
        return self.accept(read_duration(self.option("duration")), self.option_line("duration"))

    def option(self, name: str) -> str:
        """Return an option's text, ``""`` as well for one that is left open; a date that is open is one of its own."""
        value = super().option(name)
        return "" if name not in _OPEN_ALREADY and says_open(value) else value

    def _left_open(self) -> Iterator[tuple[str, str]]:
        """Yield the options that hold a placeholder such as TBA, in whole or in part, with the placeholder."""
        lists = {*PERSON_ROLES, *RESOURCE_OPTIONS, "papers"}
        for name in self.known:
            value = super().option(name)
            words = open_words(value) if name in lists else value if says_open(value) else ""
            if words and name not in _OPEN_ALREADY:
                yield RESOURCE_OPTIONS.get(name, name), words

    def _status(self) -> str:
        return self.accept(read_status(self.option("status")), self.option_line("status"))

    def _kind(self) -> Kind:
        """Return the kind in words, and its class, which for ``{lecture}`` is always a lecture."""
        kind = read_kind(self.option("kind") or self.default_kind, self.config.language)
        return replace(kind, counts_as="lecture") if self.default_kind == "lecture" else kind

    def _slot(self) -> bool | None:
        """Return whether it takes a slot; the option alone says yes."""
        written = self.option("slot") or ("yes" if "slot" in self.options else "")
        return self.accept(read_slot(written), self.option_line("slot"))

    def _meetings(self) -> int:
        read = read_meetings(self.option("meetings"))
        if read.problems:
            message = (
                f":meetings: is {quoted(self.option('meetings'))}; expected a whole number of 1 or more; 1 is used"
            )
            self.fault("plan", message, self.option_line("meetings"))
        return read.value

    def _papers(self, anchor: str) -> tuple[PaperItem, ...]:
        """Read ``:papers:``: keys or citations, separated like links."""
        if not self.option("papers"):
            return ()
        start = self.option_line("papers")
        items = []
        parts = ((line, part) for line, part in split_list(listed(self.option("papers"))) if not says_open(part))
        written = ((line, key) for line, part in parts for key in split_keys(part))
        for line, part in written:
            read = read_line(part, known=self.known_citations)
            number = len(self.declared.listings)
            self.declared.listings.append(Listing(self.place(start + line - 1), number, read.key, read.paper, anchor))
            items.append(PaperItem(number, read.key))
        return tuple(items)


class LectureDirective(SessionDirective):
    """A session of kind ``lecture``."""

    default_kind = "lecture"


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
