"""Links that wait: they are taken out of the declarations of documents before the book is computed.

Releases may hang on lectures, so the dates of these are computed first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from sphinx_seminar.book.sessions import date_sessions, gather_series, gather_sessions
from sphinx_seminar.model import Assignment, Fault, Place, Reading, Resource, Timing, When
from sphinx_seminar.model.declarations import Declarations, together
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
    places and targets of the local files among those that wait, ``pages`` the documents with any of them, ``waiting``
    the place, the words and the release of each. ``releases`` are those of whole directives that hang on lectures, by
    document and anchor.
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
    whole = together(documents[docname] for docname in order)
    if not whole.undecided and not any(link.release for link, _place in whole.links):
        return held
    course = next(iter(whole.courses), None)
    zone = (course.timezone if course is not None else "") or timezone
    series, _faults = gather_series(whole)
    dates, _faults = date_sessions(gather_sessions(whole)[0], course, series, zone)
    settling = _Settling(held, Anchors.of(dates.sessions), zone, showing)
    works = {(work.place.docname, work.anchor): work for work in whole.assignments}
    for each in whole.undecided:
        directive = each.place.docname, each.anchor
        held.releases[directive] = settling.release(each.timing, each.place, works.get(directive))
    held.documents = {docname: declared.with_links(settling.stand_in) for docname, declared in documents.items()}
    return held


def hold_files(held: HeldBack, locate: Callable[[str, str], str], showing: Showing) -> frozenset[str]:
    """Hold back the other links to files that wait somewhere, and say so; return the paths of all these files.

    ``locate`` returns the path of a document's local file, ``""`` where there is none.
    """
    waiting = {path: place for docname, target, place in reversed(held.files) if (path := locate(docname, target))}

    def decide(resource: Resource, place: Place, _work: Assignment | None) -> Resource | None:
        """Leave out a link to a file that waits elsewhere."""
        path = locate(place.docname, resource.target) if resource.local else ""
        if path not in waiting:
            return resource
        message = (
            f"the file {quoted(resource.target)} waits for its release at {waiting[path]}, and is linked here without "
            "one; expected the same release here. Students do not see it"
        )
        held.faults.append(Fault(place, "release", message))
        held.pages.add(place.docname)
        release = Release(instructors=True)
        held.resources[place.docname, resource] = Resource(resource.kind, "", "", resource.line, shown_from=release)
        return None

    if waiting and not showing.complete:
        held.documents = {docname: declared.with_links(decide) for docname, declared in held.documents.items()}
    return frozenset(waiting)


def without_waiting(declared: Declarations) -> Declarations:
    """Return the declarations of a document without all links that have a release, for whom no plan is computed."""
    views = [view for view in declared.views if not isinstance(view, SlidesView) or view.resource.release is None]
    return replace(declared.with_links(lambda link, _place, _work: None if link.release else link), views=views)


@dataclass(slots=True)
class _Settling:
    """Settles releases by the dates of lectures; ``zone`` is the course's."""

    held: HeldBack
    anchors: Anchors
    zone: str
    showing: Showing

    def stand_in(self, resource: Resource, place: Place, work: Assignment | None) -> Resource | None:
        """Return a link with what is known of its release, or what stands in its place until then."""
        if resource.release is None:
            return resource
        # Of a whole directive that waits, its own line tells.
        whole = not resource.target and not resource.label
        release = self.release(resource.release, place, work, tell=not whole)
        if self.showing.shows(release):
            stand_in = replace(resource, release=None, shown_from=release if self.showing.complete else None)
        else:
            stand_in = Resource(resource.kind, "", "", resource.line, shown_from=release)
            self.held.pages.add(place.docname)
            if resource.local:
                self.held.files.append((place.docname, resource.target, place))
        self.held.resources[place.docname, resource] = stand_in
        if not whole:
            self.held.waiting.append((place, resource.label or resource.target, release))
        # Of what students never see nothing says that it is there.
        return None if stand_in.waits and release.instructors else stand_in

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
            if tell and not read.problems:
                message = f"the release {quoted(timing.text.strip())} is no single moment; expected a day"
                told = f"{message} such as 2026-11-05. Students do not see what waits for it"
                self.held.faults.append(Fault(place, "release", told))
            return Release(instructors=True)
        timed = when.starts is not None and (when.starts != dt.time.min or timing.clock is not None)
        return Release(dt.datetime.combine(when.first, when.starts or dt.time.min), timed)
