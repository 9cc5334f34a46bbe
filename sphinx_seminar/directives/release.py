"""``:release:`` and ``{release}``: what students see from a moment on, or never."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_seminar.config import showing_of
from sphinx_seminar.directives.base import SeminarDirective
from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.model import Fault, Resource, Timing
from sphinx_seminar.model.declarations import Undecided
from sphinx_seminar.model.timing import Release
from sphinx_seminar.model.views import ReleaseView
from sphinx_seminar.reading.dates.timing import read_timing
from sphinx_seminar.reading.releases import read_release
from sphinx_seminar.sources.waiting import left_out

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Held:
    """The content of a directive with ``:release:``, ``hidden`` or not while its document is read.

    ``release`` says when it is shown, ``None`` where the directive has none; ``timing`` is that of one which hangs on a
    lecture: the plan is known when all is read, and the document is read again where that decides otherwise.
    """

    anchor: str
    release: Release | None = None
    timing: Timing | None = None
    hidden: bool = False

    def resources(self, found: tuple[Resource, ...]) -> tuple[Resource, ...]:
        """Return the links of the directive, or where it is hidden a notice in place of each kind."""
        if not self.hidden or self.release is None:
            return found
        if self.release.instructors:
            return ()
        kinds = dict.fromkeys(resource.kind for resource in found)
        waiting = Resource("", "", "", release=self.timing, shown_from=self.release)
        return tuple(replace(waiting, kind=kind) for kind in kinds)

    def body(self, directive: SeminarDirective) -> list[nodes.Node]:
        """Return the body of the directive, parsed only where it is shown, with the line that says when it is."""
        if self.release is None or not (self.hidden or showing_of(directive.config).complete):
            return directive.body()
        line = directive.bare_view(
            ReleaseView(self.release, self.hidden, self.anchor, directive.option_line("release"))
        )
        return [line] if self.hidden else [line, *directive.body()]


def held_by(directive: SeminarDirective, anchor: str) -> Held:
    """Read ``:release:``; what cannot be read is for instructors."""
    if "release" not in directive.options:
        return Held(anchor)
    # Not as an option is read elsewhere: a placeholder such as TBA is no release, and hides.
    written: str = directive.options["release"].strip()
    line = directive.option_line("release")
    language, showing = directive.config.language, showing_of(directive.config)
    read = read_release(written, language)
    timing = read_timing(written, language, subtype="release") if read.problems and written else None
    if timing is None or timing.problems or not timing.value.relative:
        release = directive.accept(read, line)
        held = Held(anchor, release, hidden=not showing.shows(release))
    else:
        decided = domain_of(directive.env).decided.get((directive.env.docname, anchor), False)
        held = Held(anchor, Release(), timing.value, hidden=not (showing.complete or decided))
        directive.declared.undecided.append(Undecided(anchor, timing.value, directive.place(line), not held.hidden))
    directive.declared.withheld |= held.hidden
    return held


def _count(lines: Iterable[str]) -> int:
    return sum(bool(line.strip()) for line in lines)


class ReleaseDirective(SeminarDirective):
    """Drop a block that this build does not release; render a released one as if its lines had no block around them.

    A dropped block is never parsed: nothing of it comes into a doctree, an inventory or the environment, and messages
    do not quote it.
    """

    prose = True
    headings = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Read the options, and hold back their messages, which may quote words that are not released."""
        self._own_faults: list[Fault] = []
        super().__init__(*args, **kwargs)

    def run(self) -> list[nodes.Node]:
        """Return the line that says when students see it, and add the body where it is shown."""
        release = self._release()
        showing = showing_of(self.config)
        if not showing.shows(release):
            self.declared.withheld = True
            found = left_out(self.env)
            # Around what MyST read, options with it, newer versions of it put the fences.
            length = max(_count(self.content), _count(self.block_text.splitlines()) - 2 if self._markdown else 0)
            found.blocks.append((os.path.realpath(self.get_source_info()[0]), length))
            if not length and not self._markdown:
                found.empty = True
            return [self.bare_view(ReleaseView(release, hidden=True, line=self._own))]
        super()._check_body()
        self.declared.faults += self._own_faults
        lines: list[nodes.Element] = []
        if showing.complete:
            lines.append(self.view(ReleaseView(release, hidden=False, line=self._own)))
        elif self.option("name"):
            lines.append(nodes.target())
            self.add_name(lines[0])
        if self._markdown:
            self._render_in_place(lines)
            return []
        self._insert()
        return [*lines]

    def _release(self) -> Release:
        """Read the words behind the directive's name; in reStructuredText more lines of them begin the body."""
        first, *others = self.arguments[0].splitlines() if self.arguments else [""]
        self.arguments = [first]
        if others:
            self._set_body(list(enumerate(others, self._own + 1)), self._body_lines())
        return self.accept(read_release(first, self.config.language), self._own)

    def _check_body(self) -> None:
        """Postpone the check until it is known whether the body is shown."""

    def _render_in_place(self, lines: list[nodes.Element]) -> None:
        """Render the body of Markdown where the block stands: headings open sections as they do outside of it.

        MyST puts the headings of a nested parse before the text that they stand in.
        """
        renderer: Any = vars(self.state)["_renderer"]
        renderer.current_node += lines
        before = self.declared.lengths
        start = vars(self.state)["_lineno"] + self.content_offset
        renderer.nested_render_text("\n".join(self.content), start, heading_offset=vars(renderer)["_heading_offset"])
        self.declared.close_release(before)

    def _insert(self) -> None:
        """Let docutils read the body of reStructuredText behind the block, as it reads an included file.

        Its sessions are found again by their lines, when the document is read whole.
        """
        source, first = self.get_source_info()
        last = self.body_line(len(self.content))
        left_out(self.env).released_lines.append((self.place(first).path, first, last))
        self.state_machine.insert_input(self.content, source)

    def fault(self, subtype: str, message: str, line: int = 0) -> None:
        """Hold back faults of the block until it is known whether it is shown, except those of the release itself."""
        if subtype == "release":
            super().fault(subtype, message, line)
        else:
            self._own_faults.append(Fault(self.place(line), subtype, message))
