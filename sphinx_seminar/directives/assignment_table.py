"""``{assignment-table}``: the assignments of the book as a table, or a table that declares assignments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.book.views.assignments import WORK_COLUMNS
from sphinx_seminar.book.views.columns import unknown_column
from sphinx_seminar.directives.base import SeminarDirective, option_spec
from sphinx_seminar.directives.shared_options import data_of
from sphinx_seminar.model.declarations import TableData
from sphinx_seminar.model.problem import quoted, suggestion
from sphinx_seminar.model.text import anchor_from, unique
from sphinx_seminar.model.views import AssignmentTableView
from sphinx_seminar.reading.assignments import meaning_over_work
from sphinx_seminar.reading.declared import declare_table

if TYPE_CHECKING:
    from docutils import nodes


class AssignmentTableDirective(SeminarDirective):
    """Show the book's assignments, or declare those of a file or of the body and show them."""

    option_spec = option_spec("columns", "sort", "caption", "searchable", "file", "part-of")

    def run(self) -> list[nodes.Node]:
        """Read the options into a view; an unknown column is pointed out, and the others are shown."""
        caption = self.option("caption") or self.argument
        words = [self.words(caption, self.lineno)] if caption else []
        tables = [view for view in self.declared.views if isinstance(view, AssignmentTableView)]
        own = self._declare(len(tables))
        view = AssignmentTableView(
            anchor=unique(anchor_from("work", self.option("name") or "table"), {view.anchor for view in tables}),
            number=len(tables),
            own=own is not None,
            columns=self._columns(own),
            parts=tuple(part.strip() for part in self.option("part-of").replace(";", ",").split(",") if part.strip()),
            sort=self._sort(),
            captioned=bool(caption),
            searchable=self.flag("searchable"),
        )
        return [self.view(view, *words)]

    def _declare(self, number: int) -> tuple[str, ...] | None:
        """Declare the assignments of the body, or where those of a file stand.

        Returns the columns that only this table has, as far as they are known here; ``None`` for a table without data.
        """
        data = data_of(self, "assignments")
        if data is None or data.format is None:
            return None if data is None else ()
        about = TableData(
            self.place(data.line),
            data.format,
            number,
            language=self.config.language,
            columns_line=self.option_line("columns") if data.file else 0,
            declares="assignments",
        )
        if data.file:
            self.declared.tables.append((len(self.declared.assignments), data.file, about))
            return ()
        anchors = {assignment.anchor for assignment in self.declared.assignments}
        found = declare_table("\n".join(self.content), about, anchors)
        self.declared.assignments += found.assignments
        self.declared.faults += found.faults
        return found.columns

    def _sort(self) -> str:
        """Return the column to sort by, with ``-`` in front for backwards."""
        written = self.option("sort")
        name = _meant(written.removeprefix("-").strip())
        if not written or name in WORK_COLUMNS:
            return "-" * written.startswith("-") + name
        near = suggestion(written, WORK_COLUMNS) or "."
        message = (
            f":sort: is {quoted(written)}, which is no column{near} Expected one of {', '.join(WORK_COLUMNS)}, with - "
            "in front for descending; the table is sorted by what is due"
        )
        self.fault("column", message, self.option_line("sort"))
        return ""

    def _columns(self, own: tuple[str, ...] | None) -> tuple[tuple[str, str], ...]:
        """Return the columns as (name, header), each once; a file's own columns are known when it is read."""
        known = {**dict.fromkeys(WORK_COLUMNS), **dict.fromkeys(own or ())}
        names = {name.casefold(): name for name in known}
        columns: dict[str, str] = {}
        for part in self.option("columns").replace("\n", ",").replace(";", ",").split(","):
            written, _equals, header = (piece.strip() for piece in part.partition("="))
            name = names.get(written.casefold(), "") or (meant if (meant := _meant(written)) in known else "")
            header = header or (written if name and name.casefold() != written.casefold() else "")
            name = name or (written if self.option("file") else "")
            if name:
                columns.setdefault(name, header)
            elif written:
                self.fault("column", unknown_column(written, known), self.option_line("columns"))
        return tuple(columns.items())


def _meant(written: str) -> str:
    """Return the column that a header means, as "Deadline" means ``due``."""
    if written.casefold() in WORK_COLUMNS:
        return written.casefold()
    return {"part of": "part-of"}.get(meaning := meaning_over_work(written), meaning)
