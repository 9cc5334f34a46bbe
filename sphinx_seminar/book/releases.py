"""Links that wait: what is not released is taken out of the declarations, before anything is computed of them.

Releases may hang on lectures, so the dates of these are computed first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from sphinx_seminar.book.sessions import date_sessions, gather_series, gather_sessions
from sphinx_seminar.model import Assignment, Fault, Place, Reading, Resource, Timing, When
from sphinx_seminar.model.declarations import Declarations
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.timing import Release, Showing
from sphinx_seminar.model.views import SlidesView
from sphinx_seminar.model.when import in_zone
from sphinx_seminar.planning.timing import Anchors, settle

#: What an author writes for "when the work is due".
DUE = "due"


@dataclass(slots=True)
class HeldBack:
    """What is left of the declarations of all documents, and what was taken out.

    ``resources`` has what stands in place of each link with a release, by document and link; ``files`` the documents,
    places and targets of the local files among those that wait, ``pages`` the documents with any of them.
    ``releases`` are those of whole directives that hang on lectures, by document and anchor.
    """

    documents: dict[str, Declarations]
    resources: dict[tuple[str, Resource], Resource] = field(default_factory=dict)
    files: list[tuple[str, str, Place]] = field(default_factory=list)
    pages: set[str] = field(default_factory=set)
    waiting: list[tuple[Place, str, Release]] = field(default_factory=list)
    releases: dict[tuple[str, str], Release] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def hold_back(documents: dict[str, Declarations], order: Sequence[str], timezone: str, showing: Showing) -> HeldBack:
    """Take out of the declarations what a build for somebody and some moment does not show.

    ``timezone`` holds where the course names none.
    """
    held = HeldBack(documents)
    undecided = [(docname, each) for docname in order for each in documents[docname].undecided]
    if not undecided and not any(resource.release for name in order for resource in _resources(documents[name])):
        return held
    course = next((course for docname in order for course in documents[docname].courses), None)
    zone = (course.timezone if course is not None else "") or timezone
    series, _faults = gather_series(documents, order)
    dates, _faults = date_sessions(gather_sessions(documents, order)[0], course, series, zone)
    settling = _Settling(held, Anchors.of(dates.sessions), zone, showing)
    works = {(docname, work.anchor): work for docname in order for work in documents[docname].assignments}
    for docname, each in undecided:
        release = settling.release(each.timing, each.place, works.get((docname, each.anchor)))
        held.releases[docname, each.anchor] = release
    held.documents = {docname: settling.left_of(docname, declared) for docname, declared in documents.items()}
    return held


def _resources(declared: Declarations) -> list[Resource]:
    """Return every link of a document."""
    found = [resource for session in declared.sessions for resource in session.resources]
    found += [resource for work in declared.assignments for resource in work.resources]
    found += [resource for course in declared.courses for resource in course.links]
    found += [piece for course in declared.courses for _label, pieces in course.own_facts for piece in pieces]
    return [*found, *(resource for _anchor, resource, _place in declared.resources)]


def _is_gone(resource: Resource) -> bool:
    """Tell whether nothing stands in place of a link: students never see it."""
    return resource.waits and resource.shown_from is not None and resource.shown_from.instructors


def without_waiting(declared: Declarations) -> Declarations:
    """Return the declarations of a document without all links that have a release, for whom no plan is computed."""

    def left(resources: Sequence[Resource]) -> tuple[Resource, ...]:
        return tuple(resource for resource in resources if resource.release is None)

    return replace(
        declared,
        courses=[
            replace(
                course,
                links=left(course.links),
                own_facts=tuple((label, left(pieces)) for label, pieces in course.own_facts),
            )
            for course in declared.courses
        ],
        sessions=[replace(session, resources=left(session.resources)) for session in declared.sessions],
        assignments=[replace(work, resources=left(work.resources)) for work in declared.assignments],
        resources=[found for found in declared.resources if found[1].release is None],
        views=[view for view in declared.views if not isinstance(view, SlidesView) or view.resource.release is None],
    )


@dataclass(slots=True)
class _Settling:
    held: HeldBack
    anchors: Anchors
    zone: str
    showing: Showing

    def left_of(self, docname: str, declared: Declarations) -> Declarations:
        """Return what is left of the declarations of a document."""
        if not any(resource.release for resource in _resources(declared)):
            return declared

        def left(place: Place, resources: Sequence[Resource], work: Assignment | None = None) -> tuple[Resource, ...]:
            found = [self._stand_in(docname, place, resource, work) for resource in resources]
            return tuple(resource for resource in found if not _is_gone(resource))

        return replace(
            declared,
            courses=[
                replace(
                    course,
                    links=left(course.place, course.links),
                    own_facts=tuple((label, left(course.place, pieces)) for label, pieces in course.own_facts),
                )
                for course in declared.courses
            ],
            sessions=[
                replace(session, resources=left(session.place, session.resources)) for session in declared.sessions
            ],
            assignments=[
                replace(work, resources=left(work.place, work.resources, work)) for work in declared.assignments
            ],
            resources=[
                (anchor, each, place)
                for anchor, resource, place in declared.resources
                for each in left(place, [resource])
            ],
        )

    def _stand_in(self, docname: str, place: Place, resource: Resource, work: Assignment | None) -> Resource:
        """Return a link with what is known of its release, or what stands in its place until then."""
        if resource.release is None:
            return resource
        place = replace(place, line=resource.line or place.line)
        # Of a whole directive that waits, its own line tells.
        whole = not resource.target and not resource.label
        release = self.release(resource.release, place, work, tell=not whole)
        if self.showing.shows(release):
            stand_in = replace(resource, release=None, shown_from=release if self.showing.complete else None)
        else:
            stand_in = Resource(resource.kind, "", "", resource.line, shown_from=release)
            self.held.pages.add(docname)
            if resource.local:
                self.held.files.append((docname, resource.target, place))
        self.held.resources[docname, resource] = stand_in
        if not whole:
            self.held.waiting.append((place, resource.label or resource.target, release))
        return stand_in

    def release(self, timing: Timing, place: Place, work: Assignment | None, *, tell: bool = True) -> Release:
        """Return when a link is shown; where that cannot be told, it is for instructors.

        When work is due, the last late day is over.
        """
        if timing.date is None and not timing.relative:
            return Release(instructors=True)
        if work is not None and timing.text.strip().casefold() == DUE:
            due = settle(work.due, "due", self.anchors, self.zone, "release") if work.due is not None else None
            when = None if due is None else replace(work, due_at=due.value).late_until or due.value
            read = Reading(When(tba=True) if when is None or not when.dated else when)
        else:
            read = settle(timing, "release", self.anchors, self.zone, "release")
        for problem in read.problems if tell else ():
            message = f"{problem.message.split(' It is ')[0].split(' It ')[0]} Students do not see what waits for it"
            self.held.faults.append(Fault(place, "release", message))
        when = in_zone(read.value, self.zone)
        if when.tba:
            return Release()
        if when.first is None or when.precision not in ("day", "minute"):
            return Release(instructors=True)
        timed = when.starts is not None and (when.starts != dt.time.min or timing.clock is not None)
        return Release(dt.datetime.combine(when.first, when.starts or dt.time.min), timed)


def hold_files(held: HeldBack, locate: Callable[[str, str], str], showing: Showing) -> frozenset[str]:
    """Hold back the other links to files that wait somewhere, and say so; return the paths of all these files.

    ``locate`` returns the path of a document's local file, ``""`` where there is none.
    """
    waiting = {path: place for docname, target, place in reversed(held.files) if (path := locate(docname, target))}

    def left(docname: str, place: Place, resources: Sequence[Resource]) -> tuple[Resource, ...]:
        return tuple(each for resource in resources if not _is_gone(each := stand_in(docname, place, resource)))

    def stand_in(docname: str, place: Place, resource: Resource) -> Resource:
        path = locate(docname, resource.target) if resource.local else ""
        if path not in waiting:
            return resource
        place = replace(place, line=resource.line or place.line)
        message = (
            f"the file {quoted(resource.target)} waits for its release at {waiting[path]}, and is linked here without "
            "one; expected the same release here. Students do not see it"
        )
        held.faults.append(Fault(place, "release", message))
        held.pages.add(docname)
        found = Resource(resource.kind, "", "", resource.line, shown_from=Release(instructors=True))
        held.resources[docname, resource] = found
        return found

    if waiting and not showing.complete:
        held.documents = {
            docname: replace(
                declared,
                courses=[
                    replace(
                        course,
                        links=left(docname, course.place, course.links),
                        own_facts=tuple((label, left(docname, course.place, part)) for label, part in course.own_facts),
                    )
                    for course in declared.courses
                ],
                sessions=[
                    replace(session, resources=left(docname, session.place, session.resources))
                    for session in declared.sessions
                ],
                assignments=[
                    replace(work, resources=left(docname, work.place, work.resources)) for work in declared.assignments
                ],
                resources=[
                    (anchor, each, place)
                    for anchor, resource, place in declared.resources
                    for each in left(docname, place, [resource])
                ],
            )
            for docname, declared in held.documents.items()
        }
    return frozenset(waiting)
