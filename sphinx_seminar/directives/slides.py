"""``{slides}``, the directive and the role: a deck where it belongs in the text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import ReferenceRole

from sphinx_seminar.directives.base import SeminarDirective, option_spec
from sphinx_seminar.domain.domain import domain_of
from sphinx_seminar.domain.placeholder import inline_placeholder, parts_since, source_place
from sphinx_seminar.model import Fault, Resource
from sphinx_seminar.model.resource import safe_address
from sphinx_seminar.model.views import SlidesView
from sphinx_seminar.reading.links import read_links

if TYPE_CHECKING:
    from docutils.nodes import system_message


class SlidesDirective(SeminarDirective):
    """Show a deck: a link, or with ``:embed:`` the deck itself; it counts among the resources of the session above."""

    option_spec = option_spec("title", "embed")
    prose = True

    def run(self) -> list[nodes.Node]:
        """Declare the deck as a resource of the session before it."""
        if not self.argument:
            self.fault(
                "slides", "{slides} names no file; expected one behind it, such as slides/talk.pdf. None is shown"
            )
        views: list[nodes.Node] = []
        for deck in self.accept(read_links(self.argument, "slides"), self.lineno):
            resource = replace(deck, label=self.option("title") or deck.label, line=self.lineno)
            self.declared.resources.append((self.declared.current, resource, self.place()))
            views.append(self.view(SlidesView(resource, self.flag("embed"))))
        return [*views, *self.body()]


class SlidesRole(ReferenceRole):
    """Link a deck in running text."""

    def run(self) -> tuple[list[nodes.Node], list[system_message]]:
        """Declare the deck as a resource of the session before it."""
        domain = domain_of(self.env)
        declared = domain.of_document(self.env.docname)
        before = declared.lengths
        source, line = self.get_source_info()
        # "Part I <slides/ntk.pdf (from ntk)>", and a target without words of its own.
        read = read_links(self.target, "slides")
        release = next((found.release for found in read.value if found.release is not None), None)
        address = safe_address(read.value[0].target if release is not None else self.target)
        place = source_place(self.env, self.env.docname, source, line)
        declared.faults += [Fault(place, problem.subtype, problem.message) for problem in address.problems]
        label = self.title if self.has_explicit_title or not address.value else ""
        resource = Resource("slides", address.value, label, line, release)
        declared.resources.append((declared.current, resource, place))
        view = SlidesView(resource, inline=True)
        declared.views.append(view)
        parts = parts_since(declared, before)
        node = inline_placeholder("", "", view=view, docname=self.env.docname, declared=parts)
        node.source, node.line = source, line
        return [node], []
