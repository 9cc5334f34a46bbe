"""The book: the whole course, as views and exports ask for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from sphinx_seminar.book.filters import lets_through
from sphinx_seminar.book.papers import PaperEntry, Papers
from sphinx_seminar.book.people import PersonEntry
from sphinx_seminar.book.views.values import ShownPaper, ShownPlace
from sphinx_seminar.citing import Citation, Words, short
from sphinx_seminar.model import (
    Announcement,
    Assignment,
    Course,
    Fault,
    GradeWeight,
    Milestone,
    Paper,
    Person,
    Place,
    Plan,
    Profile,
    Resource,
    Series,
    Session,
    Slot,
    Span,
    Text,
)
from sphinx_seminar.model.resource import FileFact
from sphinx_seminar.model.text import anchor_from, unique
from sphinx_seminar.model.timing import Release
from sphinx_seminar.model.views import PoolView, ReadingListView
from sphinx_seminar.planning.timetable import Group
from sphinx_seminar.planning.timing import Anchors

if TYPE_CHECKING:
    from sphinx_seminar.book.views.shown import Shown
    from sphinx_seminar.model.views import View

#: How running text names a paper, by kind of reference.
SHORT_FORMS = {"paper": "{names} ({year})", "paper:p": "({names}, {year})", "paper:inside": "{names}, {year}"}


#: The paths of files beside the pages: the papers as CSL-JSON, the calendar, and the feed.
CSL_FILE, CALENDAR_FILE, FEED_FILE = "papers.csl.json", "schedule.ics", "feed.xml"
#: How many sessions with hours make the programme of a day.
_PROGRAMME = 4


@dataclass(frozen=True, slots=True)
class Sources:
    """The inputs of a build besides the documents: files, bibliography, and settings of papers and times.

    ``files`` holds what local resources lead to, by (docname, target as written); ``parents`` are the keys of entries
    from which others of the ``.bib`` files take what they lack. ``as_pasted`` says that pasted citations are not
    written in the book's style.
    """

    bibliography: Mapping[str, Paper] = field(default_factory=dict)
    files: Mapping[tuple[str, str], FileFact] = field(default_factory=dict)
    style: str = "apa"
    words: Words = field(default_factory=Words)
    timezone: str = "UTC"
    exports: tuple[str, ...] = ()
    parents: frozenset[str] = frozenset()
    as_pasted: bool = True


_T = TypeVar("_T", Course, Series, Assignment)


def declared_at(items: Iterable[_T], docname: str, anchor: str) -> _T | None:
    """Return the item that a document declares at an anchor, such as a course or a series, ``None`` without one."""
    return next((each for each in items if (each.place.docname, each.anchor) == (docname, anchor)), None)


@dataclass(frozen=True)
class Book:
    """The course as every view of it sees it; lists are in book order.

    :func:`sphinx_seminar.book.compute` makes it of declarations and :class:`Sources`. Methods find things in it by name
    or by place, and make links to them.
    """

    course: Course | None = None
    #: further ``{course}`` directives, of which a book should have none: their cards are shown and no more
    more_courses: tuple[Course, ...] = ()
    sources: Sources = field(default_factory=Sources)
    sessions: tuple[Session, ...] = ()
    #: names of the sessions that meet beside a slot, in a room of their own
    parallel: tuple[str, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    people: tuple[PersonEntry, ...] = ()
    profiles: tuple[Profile, ...] = ()
    papers: Papers = field(default_factory=Papers)
    #: citations of papers, by key, that another program wrote
    citations: Mapping[str, Citation] = field(default_factory=dict)
    #: the first reading list of each document
    reading_lists: tuple[tuple[str, ReadingListView], ...] = ()
    series: tuple[Series, ...] = ()
    #: the groups of the course, then those of each series
    groups: tuple[Group, ...] = ()
    #: slots of the term plan that nobody takes
    free: tuple[Slot, ...] = ()
    #: the first table that shows them, as (docname, anchor)
    free_dates_at: tuple[str, str] | None = None
    #: office hours of the course, and those of people, through the term
    office_hours: tuple[Slot, ...] = ()
    staff_hours: tuple[tuple[Profile, Slot], ...] = ()
    #: every line of every timeline
    timeline: tuple[tuple[Place, Milestone], ...] = ()
    #: those with a date at which no session is, with names
    milestones: tuple[tuple[Place, Milestone], ...] = ()
    #: the newest first
    announcements: tuple[tuple[Place, Announcement], ...] = ()
    #: every part of a grade, and every pool of topics, each with its document
    gradings: tuple[tuple[str, GradeWeight], ...] = ()
    pools: tuple[tuple[str, PoolView], ...] = ()
    #: links in place of those with a release, by document and link
    held: Mapping[tuple[str, Resource], Resource] = field(default_factory=dict)
    #: releases of whole directives, by document and anchor
    releases: Mapping[tuple[str, str], Release] = field(default_factory=dict)
    #: the links with a release: place, words, release
    waiting: tuple[tuple[Place, str, Release], ...] = ()
    #: faults that only the whole book can show; the documents have their own
    faults: tuple[Fault, ...] = ()

    def __getstate__(self) -> dict[str, Any]:
        """Return the fields alone: what is worked out from them is worked out again."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @property
    def timezone(self) -> str:
        """The zone of every time that does not name its own."""
        return (self.course.timezone if self.course is not None else "") or self.sources.timezone

    @property
    def also_zones(self) -> tuple[str, ...]:
        """The further zones in which times are told."""
        return self.course.also_zones if self.course is not None else ()

    @property
    def plan(self) -> Plan | None:
        """The term plan of the course."""
        return self.course.plan if self.course is not None else None

    @cached_property
    def shown(self) -> dict[tuple[str, View], Shown | None]:
        """The contents of views that are computed already: fingerprints need them before pages are drawn."""
        return {}

    @cached_property
    def lines(self) -> dict[str, ShownPaper]:
        """The lines of papers that are computed already, by key: each stands in several lists."""
        return {}

    # sessions

    @cached_property
    def anchors(self) -> Anchors:
        """The sessions by name and by number, for times that hang on them."""
        return Anchors.of(self.sessions)

    @cached_property
    def _by_place(self) -> dict[tuple[str, str], Session]:
        return {(session.place.docname, session.anchor): session for session in self.sessions}

    @cached_property
    def _by_name(self) -> dict[str, Session]:
        names = {session.name.casefold(): session for session in reversed(self.sessions)}
        return names | {session.name: session for session in self.sessions}

    def session_at(self, docname: str, anchor: str) -> Session | None:
        """Return the session that a document declares at an anchor."""
        return self._by_place.get((docname, anchor))

    def session_named(self, name: str) -> Session | None:
        """Return the session of a name, whatever its capitals."""
        return self._by_name.get(name) or self._by_name.get(name.casefold())

    @cached_property
    def stems(self) -> dict[str, str]:
        """Names of files for the sessions, by their own names; unique whatever the capitals."""
        stems: dict[str, str] = {}
        for session in self.sessions:
            stems[session.name] = unique(anchor_from("", session.name).lstrip("-"), stems.values())
        return stems

    def place_of(self, owner: Session | Assignment) -> ShownPlace:
        """Return the link to an assignment, by its title, or to a session, by number and title.

        The status of a session is told where its date is, and in tables.
        """
        label = owner.title
        if isinstance(owner, Session) and owner.number:
            label = Text((Span("text", f"{owner.number}. "), *label.spans))
        return ShownPlace(owner.place.docname, owner.anchor, label)

    def place_of_title(self, session: Session) -> ShownPlace:
        """Return the link to a session, by its title alone."""
        return ShownPlace(session.place.docname, session.anchor, session.title, session.status)

    # assignments

    def assignment_named(self, name: str) -> Assignment | None:
        """Return the assignment of a name, whatever its capitals."""
        return next((work for work in self.assignments if work.name.casefold() == name.casefold()), None)

    # files

    def file_of(self, docname: str, resource: Resource) -> FileFact | None:
        """Return the local file that a resource of a document leads to."""
        return self.sources.files.get((docname, resource.target)) if resource.local else None

    @property
    def papers_file(self) -> str:
        """The path of the file with every paper's BibTeX, ``""`` where none is written."""
        return "papers.bib" if "bib" in self.sources.exports else ""

    @cached_property
    def schedule_files(self) -> dict[str, str]:
        """The files of the whole schedule by kind: ``ics``, ``feed``, ``due`` (a calendar), ``frab`` (a programme).

        None is written that would be empty: without a day that is known, and for the feed without an announcement.
        """
        whens = [session.when for session in self.sessions if session.when is not None]
        due = any(work.due_at is not None and work.due_at.dated for work in self.assignments)
        dated = bool(self.milestones or self.staff_hours) or due or any(when.dated for when in whens)
        told = any(announcement.when.first is not None for _place, announcement in self.announcements)
        on_days = Counter(when.first for when in whens if when.starts)
        rows = (
            ("ics", "ics", CALENDAR_FILE, dated),
            ("feed", "feed", FEED_FILE, dated or told),
            ("due", "ics", "due.ics", due),
            ("frab", "frab", "schedule.xml", any(number >= _PROGRAMME for number in on_days.values())),
        )
        return {kind: path for kind, export, path, filled in rows if filled and export in self.sources.exports}

    def group_file(self, key: str) -> str:
        """Return the path of the calendar of a group, ``""`` where none is written."""
        return f"schedule-{key}.ics" if "ics" in self.schedule_files else ""

    def session_file(self, session: Session, kind: str, group: str = "") -> str:
        """Return the path of a session's own file of an export (``bib``, ``ics``), ``""`` where none is written.

        ``group`` is the key of a group that has the session at a time of its own.
        """
        stem = ".".join(filter(None, (self.stems[session.name], group)))
        return f"sessions/{stem}.{kind}" if kind in self.sources.exports else ""

    # papers

    def sessions_of(self, entry: PaperEntry) -> tuple[Session, ...]:
        """Return the sessions that list a paper, in book order."""
        places = dict.fromkeys((place.docname, place.session) for place in entry.places)
        return tuple(self._by_place[place] for place in places if place in self._by_place)

    def place_of_paper(self, entry: PaperEntry, fromdocname: str, form: str = "paper", locator: str = "") -> ShownPlace:
        """Return the link to a paper, to a list of the same page before all others: "Jacot et al. (2018)"."""
        names, year = short(entry.paper, self.sources.words)
        year = ", ".join(filter(None, (year, locator)))
        label = Text.plain(SHORT_FORMS[form].format(names=names, year=year))
        places = [(place.docname, place.anchor) for place in entry.places if place.anchor]
        places += [(docname, entry.reading_anchor) for docname in self._reading_lists_of(entry)]
        docname, anchor = min(places, key=lambda place: place[0] != fromdocname, default=("", ""))
        return ShownPlace(docname, anchor, label, title=str(entry.paper.title))

    def _reading_lists_of(self, entry: PaperEntry) -> list[str]:
        """Return the documents whose reading lists have an anchor for a paper."""
        return [
            docname
            for docname, view in self.reading_lists
            if not entry.anchor_on(docname) and self.reading_list_has(view, entry)
        ]

    def reading_list_has(self, view: ReadingListView, entry: PaperEntry) -> bool:
        """Tell whether a reading list shows a paper: one that any session lists which its filters let through."""
        return not view.filters or any(lets_through(session, view.filters) for session in self.sessions_of(entry))

    # people and the course

    @cached_property
    def _by_identity(self) -> dict[str, PersonEntry]:
        return {entry.person.identity: entry for entry in self.people}

    def person_named(self, name: str) -> PersonEntry | None:
        """Return the person of a name, whatever its capitals and spacing."""
        return self._by_identity.get(Person(name).identity)

    def place_of_person(self, entry: PersonEntry) -> ShownPlace:
        """Return the link to a person's card, else to the first thing that they do."""
        sessions = (session for _role, session in entry.roles if session is not None)
        owner = entry.profile or next(sessions, None) or self.course
        assert owner is not None
        return ShownPlace(owner.place.docname, owner.anchor, Text.plain(entry.person.name))

    def place_of_course(self) -> ShownPlace:
        """Return the link to the course's card."""
        assert self.course is not None
        return ShownPlace(self.course.place.docname, self.course.anchor, self.course.title)
