"""The declarations of one document, and the views of the book that it holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

from sphinx_seminar.model import (
    Announcement,
    Assignment,
    Course,
    Fault,
    GradeWeight,
    Listing,
    Milestone,
    Place,
    Profile,
    Resource,
    Series,
    Session,
)
from sphinx_seminar.model.digest import digest_of
from sphinx_seminar.model.timing import Timing
from sphinx_seminar.model.views import PapersView, View

#: How a table of data is written down.
Format = Literal["csv", "tsv", "yaml", "markdown", "ics", "json", "xlsx"]


@dataclass(frozen=True, slots=True)
class Undecided:
    """The ``:release:`` at ``anchor`` that hangs on a lecture; ``shown`` says how its document was read."""

    anchor: str
    timing: Timing
    place: Place
    shown: bool


#: The lists of :class:`Declarations` whose items may stand under conditions: of a hidden fault its author hears.
CONDITIONAL = (
    *("courses", "series", "sessions", "assignments", "resources", "listings", "views", "tables", "milestones"),
    *("announcements", "filters", "profiles", "people_files"),
)


@dataclass(frozen=True, slots=True)
class TableData:
    """The data of a table before they are read: their place, their format, and the meaning of their rows.

    ``place`` is that of their first line: in a document, the line before line 1 of the data. ``number`` counts the
    tables of the document, ``kind`` is that of rows which name none, ``day`` the one before the first row;
    ``columns_line`` is where the document names the columns, ``declares`` what the rows are; ``unplanned`` says that
    the sessions stand in a ``{release}`` (see :attr:`.Session.unplanned`).
    """

    place: Place
    format: Format
    number: int
    kind: str = "session"
    language: str = "en"
    day: dt.date | None = None
    columns_line: int = 0
    declares: Literal["sessions", "assignments"] = "sessions"
    unplanned: bool = False

    def at(self, line: int) -> Place:
        """Return the place of a line of the data, which is counted from 1."""
        return replace(self.place, line=self.place.line + line)


@dataclass(frozen=True, slots=True)
class AskedFor:
    """The words of a filter (``kind``, ``part``) as a document gives them.

    ``table`` is the number of the table whose own sessions are filtered, ``None`` where all of the book's are.
    """

    name: str
    words: tuple[str, ...]
    place: Place
    table: int | None = None

    def chooses_from(self, session: Session) -> bool:
        """Tell whether a session is one of those that are filtered."""
        return self.table is None or (session.place.docname, session.table) == (self.place.docname, self.table)


@dataclass(frozen=True, slots=True)
class Conditional:
    """Content of a document under a condition on the tags of the build.

    ``parts`` are (name of the list of :class:`Declarations`, first, end); where the page has only words there, none.
    """

    condition: str
    parts: tuple[tuple[str, int, int], ...]


#: Decides on a link, by its place and the assignment that has it: the link, another in its place, or ``None``.
Decide = Callable[[Resource, Place, Assignment | None], Resource | None]


@dataclass(slots=True)
class Declarations:
    """Everything that one document says about the course, in the document's order."""

    courses: list[Course] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    #: resources given by ``{slides}``, with the anchor of the session they follow ("" for none) and their place
    resources: list[tuple[str, Resource, Place]] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    views: list[View] = field(default_factory=list)
    #: tables whose rows stand in a file, with the number of sessions or assignments declared before them
    tables: list[tuple[int, str, TableData]] = field(default_factory=list)
    milestones: list[tuple[Place, Milestone]] = field(default_factory=list)
    profiles: list[Profile] = field(default_factory=list)
    #: files of people, with their place, their format, and the number and the language of the directive
    people_files: list[tuple[str, Place, Format, int, str]] = field(default_factory=list)
    announcements: list[tuple[Place, Announcement]] = field(default_factory=list)
    gradings: list[tuple[GradeWeight, ...]] = field(default_factory=list)
    filters: list[AskedFor] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    conditionals: list[Conditional] = field(default_factory=list)
    #: whether something is left out of the page, so that its source must not be published
    withheld: bool = False
    undecided: list[Undecided] = field(default_factory=list)
    #: where sessions stand that were declared in a ``{release}``, as (first, end)
    released: list[tuple[int, int]] = field(default_factory=list)
    #: of the sessions that do not stand under the tags of a build, the anchors of those before them on the page
    instead: dict[str, str] = field(default_factory=dict)
    #: the line of the first paragraph of the author's own, 0 for none
    opening: int = field(default=0, metadata={"digest": False})
    #: of all of the above, as it was when the document was read whole
    digest: str = field(default="", metadata={"digest": False})

    def close(self) -> None:
        """Note that the document is read whole: nothing is added any more."""
        self.digest = digest_of([self])

    def close_release(self, before: Mapping[str, int]) -> None:
        """Take the sessions that were declared in a ``{release}`` out of the term plan, in every build alike.

        Else the numbers and dates of all that follow would hang on the day. ``before`` are the lengths of the lists
        before it. What follows it on the page belongs to a session before it.
        """
        first = before["sessions"]
        self.sessions[first:] = [session.unplanned for session in self.sessions[first:]]
        self.tables[before["tables"] :] = [
            (position, file, replace(about, unplanned=True))
            for position, file, about in self.tables[before["tables"] :]
        ]
        self.released.append((first, len(self.sessions)))

    def unplan(self, blocks: Iterable[tuple[str, int, int]]) -> None:
        """Do the same for the sessions between lines of files, as (path, first line, last line)."""

        def stands_in_block(place: Place) -> bool:
            return any(path == place.path and first <= place.line <= last for path, first, last in blocks)

        self.sessions[:] = [
            session.unplanned if stands_in_block(session.place) else session for session in self.sessions
        ]
        self.tables[:] = [
            (position, file, replace(about, unplanned=about.unplanned or stands_in_block(about.place)))
            for position, file, about in self.tables
        ]

    def with_links(self, decide: Decide) -> Declarations:
        """Return the declarations with what is decided of each link."""

        def decided(links: Iterable[Resource], place: Place, work: Assignment | None = None) -> tuple[Resource, ...]:
            decisions = (decide(link, place.at(link.line), work) for link in links)
            return tuple(link for link in decisions if link is not None)

        return replace(
            self,
            courses=[
                replace(
                    course,
                    links=decided(course.links, course.place),
                    own_facts=tuple((label, decided(pieces, course.place)) for label, pieces in course.own_facts),
                )
                for course in self.courses
            ],
            sessions=[replace(each, resources=decided(each.resources, each.place)) for each in self.sessions],
            assignments=[
                replace(work, resources=decided(work.resources, work.place, work)) for work in self.assignments
            ],
            resources=[
                (anchor, left, place) for anchor, link, place in self.resources for left in decided([link], place)
            ],
        )

    @property
    def links(self) -> list[tuple[Resource, Place]]:
        """Every link of the document, with the place that names it."""
        links: list[tuple[Resource, Place]] = []
        self.with_links(lambda link, place, _work: links.append((link, place)))
        return links

    @property
    def lengths(self) -> dict[str, int]:
        """How many there are of what may stand under conditions, by the names of the lists."""
        return {name: len(getattr(self, name)) for name in CONDITIONAL}

    def since(self, lengths: Mapping[str, int]) -> tuple[tuple[str, int, int], ...]:
        """Return what was declared since the lists had these lengths, as the parts of a :class:`Conditional`."""
        return tuple((name, lengths[name], end) for name, end in self.lengths.items() if end > lengths[name])

    def standing(self, holds: Callable[[str], bool]) -> Declarations:
        """Return what the document declares where only some conditions hold."""
        if not self.conditionals:
            return self
        hidden: dict[str, set[int]] = {name: set() for name in CONDITIONAL}
        truths = [holds(conditional.condition) for conditional in self.conditionals]
        for conditional, true in zip(self.conditionals, truths, strict=True):
            for name, first, end in conditional.parts if not true else ():
                hidden[name].update(range(first, end))
        left: dict[str, Any] = {name: _without(getattr(self, name), hidden[name]) for name in CONDITIONAL}
        instead = self._sessions_instead(hidden["sessions"])
        standing = replace(self, **left, instead=instead, digest=digest_of((self.digest, truths)))
        standing.listings = [
            replace(listing, session=instead.get(listing.session, listing.session)) for listing in left["listings"]
        ]
        standing.resources = [(instead.get(anchor, anchor), *rest) for anchor, *rest in left["resources"]]
        standing.views = [standing.standing_view(view) for view in left["views"]]
        # Each knows how many sessions, or assignments, stand before it.
        standing.tables = [
            (position - sum(number < position for number in hidden[about.declares]), file, about)
            for position, file, about in left["tables"]
        ]
        return standing

    def standing_view(self, view: View) -> View:
        """Return a view as it shows what stands: a list of papers belongs to a session that does."""
        if isinstance(view, PapersView) and view.session in self.instead:
            return replace(view, session=self.instead[view.session])
        return view

    def _sessions_instead(self, hidden: set[int]) -> dict[str, str]:
        """Return by the anchor of each hidden session that of the one that stands before it on the page, or ``""``."""
        instead: dict[str, str] = {}
        before = ""
        for number, session in enumerate(self.sessions):
            if number in hidden:
                instead[session.anchor] = before
            elif session.table < 0:
                before = session.anchor
        return instead

    @property
    def current(self) -> str:
        """The anchor of the session that what comes next on the page belongs to: no row of a table is one."""
        aside = {number for first, end in self.released for number in range(first, end)}
        own = [
            session.anchor for number, session in enumerate(self.sessions) if session.table < 0 and number not in aside
        ]
        return own[-1] if own else ""


def _without(items: list[Any], hidden: set[int]) -> list[Any]:
    return [item for number, item in enumerate(items) if number not in hidden]


def together(documents: Iterable[Declarations]) -> Declarations:
    """Return what documents declare, one after the other; what counts within one document goes on doing so."""
    whole = Declarations()
    names = [each.name for each in fields(Declarations) if isinstance(getattr(whole, each.name), list)]
    for declared in documents:
        for name in names:
            getattr(whole, name).extend(getattr(declared, name))
    return whole
