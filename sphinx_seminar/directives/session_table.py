"""``{session-table}``: the sessions of the book as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.book.columns import COLUMNS
from sphinx_seminar.book.filters import FILTERS
from sphinx_seminar.book.tables import GROUPS
from sphinx_seminar.declarations import TableView
from sphinx_seminar.directives.filtering import filters_of
from sphinx_seminar.directives.source import SeminarDirective, option_spec
from sphinx_seminar.naming import anchor_from, unique
from sphinx_seminar.nearby import suggestion

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


class SessionTableDirective(SeminarDirective):
    """Show the book's sessions, or those that the filters let through."""

    option_spec = option_spec("columns", "sort", "group-by", "caption", "searchable", "show-free", *FILTERS)

    def run(self) -> list[nodes.Node]:
        """Read the options into a view; an unknown column is pointed out, and the others are shown."""
        caption = self.option("caption") or self.argument
        words = [self.words(caption, self.lineno)] if caption else []
        sorts = (*COLUMNS, *(f"-{name}" for name in COLUMNS))
        tables = {view.anchor for view in self.declared.views if isinstance(view, TableView)}
        view = TableView(
            anchor=unique(anchor_from("table", self.option("name") or "sessions"), tables),
            columns=self._columns(),
            filters=filters_of(self),
            group_by=self.choice("group-by", tuple(GROUPS), ""),
            sort=self.choice("sort", sorts, "", "column"),
            show_free=self.flag("show-free"),
            captioned=bool(caption),
            searchable=self.flag("searchable"),
        )
        return [self.view(view, *words)]

    def _columns(self) -> tuple[tuple[str, str], ...]:
        """Return the columns as (name, header), each once."""
        columns: dict[str, str] = {}
        for part in self.option("columns").replace("\n", ",").split(","):
            name, _equals, header = (piece.strip() for piece in part.partition("="))
            if name in COLUMNS:
                columns.setdefault(name, header)
            elif name:
                hint = suggestion(name, COLUMNS) or f"; expected some of {', '.join(COLUMNS)}."
                message = f"unknown column '{name}'{hint} The other columns are shown."
                self.fault("column", message, self.option_line("columns"))
        return tuple(columns.items())


def setup_session_table(app: Sphinx) -> None:
    """Register the directive with its domain."""
    app.add_directive_to_domain("sem", "session-table", SessionTableDirective)
