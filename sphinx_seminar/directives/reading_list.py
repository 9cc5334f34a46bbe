"""``{reading-list}``: every paper of the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.book.views.papers import GROUPS
from sphinx_seminar.directives.base import SeminarDirective, option_spec
from sphinx_seminar.directives.key_papers import SORTS
from sphinx_seminar.directives.shared_options import filters_of
from sphinx_seminar.model.views import ReadingListView

if TYPE_CHECKING:
    from docutils import nodes


class ReadingListDirective(SeminarDirective):
    """Show the papers of the book, or those of the sessions that the filters let through; a body is text below."""

    takes_argument = False
    prose = True
    option_spec = option_spec("group-by", "sort", "kind", "part")

    def run(self) -> list[nodes.Node]:
        """Read the options into a view."""
        view = ReadingListView(
            number=sum(isinstance(view, ReadingListView) for view in self.declared.views),
            group_by=self.choice("group-by", tuple(GROUPS), "none"),
            sort=self.choice("sort", SORTS, "", instead="the papers are sorted by their authors"),
            filters=filters_of(self, ("kind", "part")),
        )
        return [self.view(view), *self.body()]
