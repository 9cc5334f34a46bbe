"""``{session-table}``, ``{assignment-table}`` and ``{session-grid}``: what the book or a file has, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.book.filters import FILTERS
from sphinx_seminar.book.views.columns import COLUMNS, WORK_COLUMNS, unknown_column
from sphinx_seminar.book.views.grid import SHAPES
from sphinx_seminar.book.views.headings import GROUPS
from sphinx_seminar.directives.base import SeminarDirective, option_spec
from sphinx_seminar.directives.shared_options import data_of, filters_of, groups_asked
from sphinx_seminar.model.declarations import TableData
from sphinx_seminar.model.problem import quoted, suggestion
from sphinx_seminar.model.text import anchor_from, unique
from sphinx_seminar.model.views import AssignmentTableView, GridView, TableView
from sphinx_seminar.reading.assignments import meaning_over_work
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.declared import declare_table
from sphinx_seminar.reading.vocabulary import meaning_of, plain_header, read_kind

if TYPE_CHECKING:
    import datetime as dt

    from docutils import nodes


#: Other words for the column of weeks; over a column of data they are its author's own.
WEEK_WORDS = frozenset({"wk", "woche", "semaine", "semana", "settimana", "週", "周"})


class SessionTableDirective(SeminarDirective):
    """Show the book's sessions, or declare those of a file or of the body and show them."""

    option_spec = option_spec(
        *("columns", "sort", "group-by", "caption", "searchable", "show-free", "whole-book", "file", "date", "group"),
        *FILTERS,
    )

    def run(self) -> list[nodes.Node]:
        """Read the options into a view; an unknown column is pointed out, and the others are shown."""
        caption = self.option("caption") or self.argument
        words = [self.words(caption, self.lineno)] if caption else []
        tables = [view for view in self.declared.views if isinstance(view, TableView)]
        own_columns = self._declare(len(tables))
        own = own_columns is not None and not self.flag("whole-book")
        view = TableView(
            anchor=unique(anchor_from("table", self.option("name") or "sessions"), {view.anchor for view in tables}),
            number=len(tables),
            file=self.option("file"),
            own=own,
            columns=self._columns(own_columns),
            filters=filters_of(self, table=len(tables) if own else None),
            group_by=self.choice("group-by", GROUPS, "", instead="the table has no groups"),
            sort=self._sort(),
            show_free=self.flag("show-free"),
            captioned=bool(caption),
            searchable=self.flag("searchable"),
            groups=groups_asked(self),
        )
        return [self.view(view, *words)]

    def _declare(self, number: int) -> tuple[str, ...] | None:
        """Declare the sessions of the body, or where those of a file stand.

        Returns the columns that only this table has, as far as they are known here; ``None`` for a table without data.
        """
        data = data_of(self, "sessions")
        if data is None or data.format is None:
            return None if data is None else ()
        place, columns = self.place(data.line), self.option_line("columns") if data.file else 0
        about = TableData(place, data.format, number, self._kind(), self.config.language, self._day(), columns)
        if data.file:
            self.declared.tables.append((len(self.declared.sessions), data.file, about))
            return ()
        anchors = {session.anchor for session in self.declared.sessions}
        found = declare_table("\n".join(self.content), about, anchors, len(self.declared.listings))
        self.declared.sessions += found.sessions
        self.declared.listings += found.listings
        self.declared.faults += found.faults
        return found.columns

    def _sort(self) -> str:
        """Return the column to sort by, with ``-`` in front for backwards."""
        written = self.option("sort")
        name = written.removeprefix("-").strip().casefold()
        name = name if name in COLUMNS else self._meant(name) or name
        if not name or name in COLUMNS:
            return "-" * written.startswith("-") + name
        near = suggestion(name, COLUMNS) or "."
        message = (
            f":sort: is {quoted(written)}, which is no column{near} Expected one of {', '.join(COLUMNS)}, with - in "
            "front for descending; the table is sorted by date"
        )
        self.fault("column", message, self.option_line("sort"))
        return ""

    def _kind(self) -> str:
        """Return the kind of rows that name none: the one that the table shows, if it is one."""
        kinds = [kind.strip() for kind in self.option("kind").replace(";", ",").split(",")]
        return read_kind(kinds[0], self.config.language).words if len(kinds) == 1 and kinds[0] else "session"

    def _day(self) -> dt.date | None:
        """Return the day of rows that name only their hours, until a row names another."""
        if not self.option("date"):
            return None
        return self.accept(read_when(self.option("date"), self.config.language), self.option_line("date")).first

    def _meant(self, written: str) -> str:
        """Return the column that a header of data means, as "Topic" means the title; the word stays its header."""
        meaning = meaning_of(written)
        if plain_header(written) in WEEK_WORDS:
            return "week"
        return meaning if meaning in COLUMNS else {"day": "weekday", "start": "time"}.get(meaning, "")

    def _columns(self, own: tuple[str, ...] | None) -> tuple[tuple[str, str], ...]:
        """Return the columns as (name, header), each once; a file's own columns are known when it is read."""
        known = {**dict.fromkeys(COLUMNS), **dict.fromkeys(own or ())}
        names = {name.casefold(): name for name in known}
        columns: dict[str, str] = {}
        for part in self.option("columns").replace("\n", ",").replace(";", ",").split(","):
            written, _equals, header = (piece.strip() for piece in part.partition("="))
            name = names.get(written.casefold(), "") or self._meant(written)
            header = header or (written if name and name.casefold() != written.casefold() else "")
            name = name or (written if self.option("file") else "")
            several = [names.get(word.casefold()) for word in written.split()]
            if name:
                columns.setdefault(name, header)
            elif len(several) > 1 and all(several):
                message = (
                    f"{quoted(written)} is no column; expected commas between columns. It is read as if it had them"
                )
                self.fault("column", message, self.option_line("columns"))
                columns |= {each: "" for each in several if each and each not in columns}
            elif written:
                self.fault("column", unknown_column(written, known), self.option_line("columns"))
        return tuple(columns.items())


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
