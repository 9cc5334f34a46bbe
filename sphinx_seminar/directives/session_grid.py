"""``{session-grid}``: the term, a day, or the regular week, to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.book.filters import FILTERS
from sphinx_seminar.book.views.grid import SHAPES
from sphinx_seminar.directives.base import SeminarDirective, option_spec
from sphinx_seminar.directives.shared_options import filters_of, groups_asked
from sphinx_seminar.model.text import anchor_from, unique
from sphinx_seminar.model.views import GridView

if TYPE_CHECKING:
    from docutils import nodes


class SessionGridDirective(SeminarDirective):
    """Show the book's sessions as a grid; a body has no place in it."""

    option_spec = option_spec("shape", "caption", "group", *FILTERS)

    def run(self) -> list[nodes.Node]:
        """Read the options into a view."""
        caption = self.option("caption") or self.argument
        words = [self.words(caption, self.lineno)] if caption else []
        if any(line.strip() for line in self.content):
            message = "{session-grid} has a body; expected options alone, since it shows the sessions of the book"
            self.fault("data", f"{message}. The body is not shown", self.body_line())
        taken = {view.anchor for view in self.declared.views if isinstance(view, GridView)}
        view = GridView(
            unique(anchor_from("grid", self.option("name") or "sessions"), taken),
            self.choice("shape", SHAPES, "", instead="what the book has decides"),
            filters_of(self),
            groups_asked(self),
            captioned=bool(caption),
        )
        return [self.view(view, *words)]
