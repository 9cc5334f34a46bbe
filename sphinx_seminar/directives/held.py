"""``:release:``: what a lecture or an assignment holds (its body, links, papers) is shown from a moment on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.config import showing_of
from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.domain.placeholder import stand_in
from sphinx_seminar.model import Resource, Timing
from sphinx_seminar.model.declarations import Undecided
from sphinx_seminar.model.timing import Release
from sphinx_seminar.model.views import ReleaseView
from sphinx_seminar.reading.dates.timing import read_timing
from sphinx_seminar.reading.releases import read_release

if TYPE_CHECKING:
    from sphinx_seminar.directives.base import SeminarDirective


@dataclass(frozen=True, slots=True)
class Held:
    """What a directive holds, and whether it is ``hidden`` while its document is read.

    ``release`` says when it is shown, ``None`` where the directive has none; ``timing`` is that of one which hangs on a
    lecture: the plan is known when all is read, and the document is read again where that decides otherwise.
    """

    anchor: str
    release: Release | None = None
    timing: Timing | None = None
    hidden: bool = False

    def resources(self, found: tuple[Resource, ...]) -> tuple[Resource, ...]:
        """Return links, or what stands in their places."""
        if not self.hidden or self.release is None:
            return found
        if self.release.instructors:
            return ()
        kinds = dict.fromkeys(resource.kind for resource in found)
        waiting = Resource("", "", "", release=self.timing, shown_from=self.release)
        return tuple(replace(waiting, kind=kind) for kind in kinds)

    def body(self, directive: SeminarDirective) -> list[nodes.Node]:
        """Return the body of the directive, parsed only where it is shown, with the line that says when it is."""
        if self.release is None:
            return directive.body()
        showing = showing_of(directive.config)
        if not self.hidden and not showing.complete:
            return directive.body()
        view = ReleaseView(self.release, self.hidden, self.anchor, directive.option_line("release"))
        directive.declared.views.append(view)
        line = stand_in(view, directive.env.docname, classes=[])
        directive.set_source_info(line)
        return [line] if self.hidden else [line, *directive.body()]


def held_by(directive: SeminarDirective, anchor: str) -> Held:
    """Read ``:release:``; what cannot be read is for instructors."""
    if "release" not in directive.options:
        return Held(anchor)
    written = (directive.options.get("release") or "").strip()
    line, declared = directive.option_line("release"), directive.declared
    showing = showing_of(directive.config)
    read = read_release(written, directive.config.language)
    timing = read_timing(written, directive.config.language, subtype="release") if read.problems and written else None
    if timing is None or timing.problems or not timing.value.relative:
        release = directive.accept(read, line)
        hidden = not showing.shows(release)
        declared.withheld = declared.withheld or hidden
        return Held(anchor, release, None, hidden)
    decided = domain_of(directive.env).decided.get((directive.env.docname, anchor), False)
    hidden = not (showing.complete or decided)
    declared.undecided.append(Undecided(anchor, timing.value, directive.place(line), not hidden))
    declared.withheld = declared.withheld or hidden
    return Held(anchor, Release(), timing.value, hidden)
