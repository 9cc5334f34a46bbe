"""The book: the whole course, as every view and every export asks for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sphinx_seminar.book.filters import lets_through
from sphinx_seminar.book.papers import GatheredPapers, PaperEntry
from sphinx_seminar.book.people import PersonEntry
from sphinx_seminar.book.views.values import ShownPaper, ShownPlace
from sphinx_seminar.citing import Citation, Words, short
from sphinx_seminar.model import (
    Announcement,
    Assignment,
    Course,
    Coverage,
    Fault,
    GradeWeight,
    Milestone,
    Paper,
    Person,
    Place,
    Profile,
    Resource,
    Series,
    Session,
    Slot,
    Span,
    Text,
    When,
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

#: The path of the papers as CSL-JSON.
CSL_FILE = "papers.csl.json"

#: The files of the whole schedule, by the name of the export.
SCHEDULE_FILES = {"ics": "schedule.ics", "feed": "feed.xml"}

#: The calendar of what is due.
DUE_FILE = "due.ics"

#: How many sessions with hours make the programme of a day.
_PROGRAMME = 4

#: How running text names a paper, by kind of reference.
SHORT_FORMS = {"paper": "{names} ({year})", "paper:p": "({names}, {year})", "paper:inside": "{names}, {year}"}


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


@dataclass(frozen=True)
class Book:
    """The course as every view of it sees it: sessions, assignments, papers and people in book order.

    ``reading_lists`` are the first of each document, ``free`` the slots of the term plan that nobody takes,
    ``office_hours`` those of the whole term, ``milestones`` the dated lines of timelines as (name, date, words),
    which stand at ``milestone_places``;
    ``open_milestones`` are those whose day is not known. ``faults`` are those that only the whole book can show; the
    documents have their own. ``citations`` are those of papers, by key, that another program wrote; ``parallel`` names
    the sessions that meet beside a slot, in a room of their own. Of ``more_courses``, which a book should not have, the
    cards are shown and no more. ``timeline`` has every line of every timeline, ``gradings`` every part of a grade,
    ``pools`` the pools of topics, each with its document.
    ``series`` are the regular meetings beside the course's own, ``groups`` those of the course and of each series.
    ``announcements`` are the newest first, each with its place. ``profiles`` are the people of cards, ``staff_hours``
    their office hours of the whole term. ``free_dates_at`` is the first table that shows the free slots, as (document,
    anchor); ``held`` has what stands for each link with a release, by document and link, ``releases`` those of whole
    directives, by document and anchor; ``waiting`` are the links with a release, by their places.
    """

    course: Course | None = None
    sessions: tuple[Session, ...] = ()
    people: tuple[PersonEntry, ...] = ()
    gathered: GatheredPapers = field(default_factory=lambda: GatheredPapers((), {}, {}, ()))
    sources: Sources = field(default_factory=Sources)
    reading_lists: tuple[tuple[str, ReadingListView], ...] = ()
    free: tuple[Slot, ...] = ()
    milestones: tuple[tuple[str, When, str], ...] = ()
    faults: tuple[Fault, ...] = ()
    open_milestones: tuple[tuple[Place, Milestone], ...] = ()
    more_courses: tuple[Course, ...] = ()
    office_hours: tuple[Slot, ...] = ()
    citations: Mapping[str, Citation] = field(default_factory=dict)
    parallel: tuple[str, ...] = ()
    milestone_places: tuple[Place, ...] = ()
    timeline: tuple[tuple[str, Milestone], ...] = ()
    gradings: tuple[tuple[str, GradeWeight], ...] = ()
    pools: tuple[tuple[str, PoolView], ...] = ()
    free_dates_at: tuple[str, str] | None = None
    held: Mapping[tuple[str, Resource], Resource] = field(default_factory=dict)
    releases: Mapping[tuple[str, str], Release] = field(default_factory=dict)
    waiting: tuple[tuple[Place, str, Release], ...] = ()
    assignments: tuple[Assignment, ...] = ()
    series: tuple[Series, ...] = ()
    groups: tuple[Group, ...] = ()
    announcements: tuple[tuple[Place, Announcement], ...] = ()
    profiles: tuple[Profile, ...] = ()
    staff_hours: tuple[tuple[Profile, Slot], ...] = ()

    @property
    def timezone(self) -> str:
        """The zone of every time that does not name its own."""
        return (self.course.timezone if self.course is not None else "") or self.sources.timezone

    @property
    def also_zones(self) -> tuple[str, ...]:
        """The further zones in which times are told."""
        return self.course.also_zones if self.course is not None else ()

    def meets_elsewhere(self, session: Session) -> bool:
        """Tell whether the course's place is not that of a session without one: it is online alone, or not known."""
        own = session.online and (self.course is None or session.online != self.course.online)
        return bool(own or session.left_open("location"))

    @property
    def papers(self) -> tuple[PaperEntry, ...]:
        """Every paper that a list has or the text cites, in order of first appearance."""
        return self.gathered.entries

    @cached_property
    def lines(self) -> dict[str, ShownPaper]:
        """What lists show of each paper, by key, as far as it was asked for (see :mod:`.paper_lines`)."""
        return {}

    @cached_property
    def shown(self) -> dict[tuple[str, View], Shown | None]:
        """What views show, as far as they were asked (see :mod:`.showing`)."""
        return {}

    def __getstate__(self) -> dict[str, Any]:
        """Return the fields alone: what is worked out from them is worked out again."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @cached_property
    def _by_place(self) -> dict[tuple[str, str], Session]:
        return {(session.place.docname, session.anchor): session for session in self.sessions}

    @cached_property
    def _by_name(self) -> dict[str, Session]:
        names = {session.name.casefold(): session for session in reversed(self.sessions)}
        return names | {session.name: session for session in self.sessions}

    @cached_property
    def _by_identity(self) -> dict[str, PersonEntry]:
        return {entry.person.identity: entry for entry in self.people}

    @cached_property
    def _keys_by_letters(self) -> dict[str, list[str]]:
        keys: dict[str, list[str]] = {}
        for key in self.gathered.keys:
            keys.setdefault(key.casefold(), []).append(key)
        return keys

    @cached_property
    def _papers_of(self) -> dict[tuple[str, str], tuple[PaperEntry, ...]]:
        listed: dict[tuple[str, str], dict[int, tuple[int, PaperEntry]]] = {}
        for number, entry in enumerate(self.papers):
            for place in entry.places:
                listed.setdefault((place.docname, place.session), {}).setdefault(number, (place.listing, entry))
        return {
            where: tuple(entry for _line, entry in sorted(found.values(), key=lambda pair: pair[0]))
            for where, found in listed.items()
        }

    @cached_property
    def _by_document(self) -> tuple[dict[str, list[Session]], dict[str, list[PaperEntry]]]:
        sessions: dict[str, list[Session]] = {}
        papers: dict[str, list[PaperEntry]] = {}
        for session in self.sessions:
            sessions.setdefault(session.place.docname, []).append(session)
        for entry in self.papers:
            for docname in dict.fromkeys(place.docname for place in entry.places):
                papers.setdefault(docname, []).append(entry)
        return sessions, papers

    @cached_property
    def anchors(self) -> Anchors:
        """The sessions by name and by number, for what hangs on them."""
        return Anchors.of(self.sessions)

    @cached_property
    def _assignments(self) -> tuple[dict[tuple[str, str], Assignment], dict[str, Assignment]]:
        """The assignments by their places, and by their names in small letters."""
        names = {assignment.name.casefold(): assignment for assignment in reversed(self.assignments)}
        return {(each.place.docname, each.anchor): each for each in self.assignments}, names

    def assignment_at(self, docname: str, anchor: str) -> Assignment | None:
        """Return the assignment that a document declares at an anchor."""
        return self._assignments[0].get((docname, anchor))

    def assignment_named(self, name: str) -> Assignment | None:
        """Return the assignment of a name, whatever its capitals."""
        return self._assignments[1].get(name.casefold())

    def place_of_assignment(self, assignment: Assignment) -> ShownPlace:
        """Return the link to an assignment, by its title."""
        return ShownPlace(assignment.place.docname, assignment.anchor, assignment.title)

    @property
    def due_file(self) -> str:
        """The path of the calendar of what is due, ``""`` where none is written: without an assignment with a day."""
        dated = any(work.due_at is not None and work.due_at.dated for work in self.assignments)
        return DUE_FILE if dated and "ics" in self.sources.exports else ""

    def course_at(self, docname: str, anchor: str) -> Course | None:
        """Return the course that a document declares at an anchor."""
        courses = (course for course in (self.course, *self.more_courses) if course is not None)
        return next((one for one in courses if (one.place.docname, one.anchor) == (docname, anchor)), None)

    def sessions_on(self, docname: str) -> Sequence[Session]:
        """Return the sessions that a document declares, in book order."""
        return self._by_document[0].get(docname, ())

    def papers_on(self, docname: str) -> Sequence[PaperEntry]:
        """Return the papers that the lists of a document name, in book order."""
        return self._by_document[1].get(docname, ())

    def session_at(self, docname: str, anchor: str) -> Session | None:
        """Return the session that a document declares at an anchor."""
        return self._by_place.get((docname, anchor))

    def session_named(self, name: str) -> Session | None:
        """Return the session of a name, whatever its capitals."""
        return self._by_name.get(name) or self._by_name.get(name.casefold())

    def person_named(self, name: str) -> PersonEntry | None:
        """Return the person of a name, whatever its capitals and spacing."""
        return self._by_identity.get(Person(name).identity)

    def paper_of(self, key: str) -> PaperEntry | None:
        """Return the paper that an author's key means."""
        number = self.gathered.keys.get(key)
        return None if number is None else self.papers[number]

    def key_spelled(self, key: str) -> str:
        """Return the author's key that differs from a word in capitals alone, ``""`` where none or several do."""
        word = key.removeprefix("@")
        alike = [word] if word in self.gathered.keys else self._keys_by_letters.get(word.casefold(), [])
        return alike[0] if len(alike) == 1 else ""

    def paper_at(self, docname: str, listing: int) -> PaperEntry | None:
        """Return the paper that a listing of a document names, ``None`` where its key is unknown."""
        number = self.gathered.at.get((docname, listing))
        return None if number is None else self.papers[number]

    def papers_of(self, session: Session) -> tuple[PaperEntry, ...]:
        """Return the papers that the lists of a session name, each once, in the order of its page."""
        return self._papers_of.get((session.place.docname, session.anchor), ())

    def sessions_of(self, entry: PaperEntry) -> tuple[Session, ...]:
        """Return the sessions that list a paper, in book order."""
        found = {(place.docname, place.session): None for place in entry.places}
        return tuple(session for where in found if (session := self._by_place.get(where)) is not None)

    def file_of(self, docname: str, resource: Resource) -> FileFact | None:
        """Return the local file that a resource of a document leads to."""
        return self.sources.files.get((docname, resource.target)) if resource.local else None

    def place_of(self, session: Session) -> ShownPlace:
        """Return the link to a session: its number and title. Its status is told where its date is, and in tables."""
        label = session.title
        if session.number:
            label = Text((Span("text", f"{session.number}. "), *label.spans))
        return ShownPlace(session.place.docname, session.anchor, label)

    def covered(self, covers: Iterable[Coverage]) -> list[str]:
        """Return what work or an exam is about in words: "3. Dropout – 8. Kernels"; unknown names as they are."""
        found = []
        for coverage in covers:
            ends = [self.anchors.find(timing) for timing in (coverage.first, coverage.last)]
            labels = dict.fromkeys(str(self.place_of(session).label) for session in ends if session is not None)
            found.append(coverage.text if None in ends else " – ".join(labels))
        return found

    def place_of_title(self, session: Session) -> ShownPlace:
        """Return the link to a session, by its title alone."""
        return ShownPlace(session.place.docname, session.anchor, session.title, session.status)

    def place_of_paper(self, entry: PaperEntry, fromdocname: str, form: str = "paper", locator: str = "") -> ShownPlace:
        """Return the link to a paper, to a list of the same page before all others: "Jacot et al. (2018)"."""
        names, year = short(entry.paper, self.sources.words)
        year = ", ".join(filter(None, (year, locator)))
        label = Text.plain(SHORT_FORMS[form].format(names=names, year=year))
        title = str(entry.paper.title)
        listed = [(place.docname, place.anchor) for place in entry.places if place.anchor]
        places = [*listed, *((docname, self.reading_anchor(entry)) for docname in self._reading_lists_of(entry))]
        here = [place for place in places if place[0] == fromdocname]
        for docname, anchor in [*here, *places][:1]:
            return ShownPlace(docname, anchor, label, title=title)
        return ShownPlace("", "", label, title=title)

    def own_anchor(self, entry: PaperEntry, docname: str) -> str:
        """Return the anchor of a paper in the lists of key papers of a document."""
        return next((place.anchor for place in entry.places if place.docname == docname and place.anchor), "")

    def reading_anchor(self, entry: PaperEntry) -> str:
        """Return the anchor of a paper in a reading list."""
        return f"reading-{entry.anchor}"

    def _reading_lists_of(self, entry: PaperEntry) -> list[str]:
        """Return the documents whose reading lists have an anchor for a paper."""
        return [
            docname
            for docname, view in self.reading_lists
            if not self.own_anchor(entry, docname) and self.reading_list_has(view, entry)
        ]

    def reading_list_has(self, view: ReadingListView, entry: PaperEntry) -> bool:
        """Tell whether a reading list shows a paper: one that any session lists which its filters let through."""
        return not view.filters or any(lets_through(session, view.filters) for session in self.sessions_of(entry))

    @property
    def papers_file(self) -> str:
        """The path of the file with every paper's BibTeX, ``""`` where none is written."""
        return "papers.bib" if "bib" in self.sources.exports else ""

    @property
    def calendar_files(self) -> tuple[tuple[str, str], ...]:
        """The files of the whole schedule, (kind, path): none without a day that is known; announcements are news."""
        whens = (*(session.when for session in self.sessions), *(work.due_at for work in self.assignments))
        dated = bool(self.milestones or self.staff_hours) or any(when is not None and when.dated for when in whens)
        told = any(announcement.when.first is not None for _place, announcement in self.announcements)
        known = {"ics": dated, "feed": dated or told}
        return tuple(
            (kind, path) for kind, path in SCHEDULE_FILES.items() if known[kind] and kind in self.sources.exports
        )

    def group_file(self, key: str) -> str:
        """Return the path of the calendar of a group, ``""`` where none is written."""
        return f"schedule-{key}.ics" if dict(self.calendar_files).get("ics") else ""

    @property
    def programme_files(self) -> tuple[tuple[str, str], ...]:
        """The file that conference apps read, (kind, path), of a book that has the programme of at least one day."""
        timed = [session.when for session in self.sessions if session.when is not None and session.when.starts]
        days = Counter(when.first for when in timed)
        shown = "frab" in self.sources.exports and any(number >= _PROGRAMME for number in days.values())
        return (("frab", "schedule.xml"),) if shown else ()

    @cached_property
    def _stems(self) -> dict[str, str]:
        """Names of files for the sessions, unique whatever the capitals."""
        stems: dict[str, str] = {}
        for session in self.sessions:
            stem = unique(anchor_from("", session.name).lstrip("-"), stems.values())
            stems[session.name] = stem
        return stems

    def session_file(self, session: Session, kind: str, group: str = "") -> str:
        """Return the path of a session's own file of an export (``bib``, ``ics``), ``""`` where none is written.

        ``group`` is the key of a group that has the session at a time of its own.
        """
        stem = f"{self._stems[session.name]}.{group}" if group else self._stems[session.name]
        return f"sessions/{stem}.{kind}" if kind in self.sources.exports else ""

    def place_of_person(self, entry: PersonEntry) -> ShownPlace:
        """Return the link to a person's card, else to the first thing that they do."""
        label = Text.plain(entry.person.name)
        if entry.profile is not None:
            return ShownPlace(entry.profile.place.docname, entry.profile.anchor, label)
        for _role, session in entry.roles:
            if session is not None:
                return ShownPlace(session.place.docname, session.anchor, label)
        assert self.course is not None
        return ShownPlace(self.course.place.docname, self.course.anchor, label)

    def place_of_course(self) -> ShownPlace:
        """Return the link to the course's card."""
        assert self.course is not None
        return ShownPlace(self.course.place.docname, self.course.anchor, self.course.title)
