"""``{session-table}``, ``{assignment-table}`` and ``{session-grid}``: what the book or a file has, as a table."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Literal

from sphinx_seminar.book.filters import FILTERS
from sphinx_seminar.book.views.columns import COLUMNS, WORK_COLUMNS, unknown_column
from sphinx_seminar.book.views.grid import SHAPES
from sphinx_seminar.book.views.headings import GROUPS
from sphinx_seminar.directives.base import SeminarDirective, option_spec
from sphinx_seminar.directives.shared_options import data_of, filters_of, parts_of, words_asked
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
    from collections.abc import Iterable

    from docutils import nodes

#: Other words for the column of weeks; over a column of data they are its author's own.
WEEK_WORDS = frozenset({"wk", "woche", "semaine", "semana", "settimana", "週", "周"})


class _CaptionedDirective(SeminarDirective):
    """A directive whose argument is a caption, as ``:caption:`` is."""

    def caption(self) -> list[nodes.paragraph]:
        """Return the words above the table, an empty list where there are none."""
        caption = self.option("caption") or self.argument
        return [self.words(caption, self.lineno)] if caption else []


class _TableDirective(_CaptionedDirective):
    """A table of the book's sessions or assignments, or of those that a file or the body declares."""

    names_a_thing = True
    #: What the rows are.
    rows: ClassVar[Literal["sessions", "assignments"]]
    #: The names of the columns that every such table can have.
    columns: ClassVar[tuple[str, ...]]
    #: How rows are sorted where ``:sort:`` names no column.
    unsorted: ClassVar[str]

    @abstractmethod
    def meant(self, header: str) -> str:
        """Return the column that a header of data means, as "Topic" means the title; ``""`` if it means none."""

    def declare(self, number: int) -> tuple[str, ...] | None:
        """Declare the rows of the body, or where those of a file stand; ``number`` is the table's in its document.

        Returns the columns that only this table has, as far as they are known here; ``None`` for a table without data.
        """
        data = data_of(self, self.rows)
        if data is None or data.format is None:
            return None if data is None else ()
        about = TableData(
            self.place(data.line),
            data.format,
            number,
            language=self.config.language,
            columns_line=self.option_line("columns") if data.file else 0,
            declares=self.rows,
        )
        about, declared = self.with_defaults(about), self.declared
        anchors = [row.anchor for row in (declared.sessions if self.rows == "sessions" else declared.assignments)]
        if data.file:
            declared.tables.append((len(anchors), data.file, about))
            return ()
        tabulated = declare_table("\n".join(self.content), about, anchors, len(declared.listings))
        declared.sessions += tabulated.sessions
        declared.assignments += tabulated.assignments
        declared.listings += tabulated.listings
        declared.faults += tabulated.faults
        return tabulated.columns

    def with_defaults(self, about: TableData) -> TableData:
        """Add the facts of rows that name none themselves."""
        return about

    def sorting(self) -> str:
        """Return the column to sort by, with ``-`` in front for backwards."""
        written = self.option("sort")
        name = written.removeprefix("-").strip().casefold()
        name = name if name in self.columns else self.meant(name) or name
        if not name or name in self.columns:
            return "-" * written.startswith("-") + name
        near = suggestion(name, self.columns) or "."
        expected = f"Expected one of {', '.join(self.columns)}, with - in front for descending"
        instead = f"the table is sorted by {self.unsorted}"
        self.reject("sort", f", which is no column{near} {expected}; {instead}", "column")
        return ""

    def chosen_columns(self, own: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Return the columns as (name, header), each once; a file's ``own`` columns are known when it is read."""
        known = tuple(dict.fromkeys((*self.columns, *own)))
        names = {name.casefold(): name for name in known}
        chosen: dict[str, str] = {}
        for part in parts_of(self.option("columns")):
            written, _equals, header = (piece.strip() for piece in part.partition("="))
            name = names.get(written.casefold(), "") or self.meant(written)
            header = header or (written if name and name.casefold() != written.casefold() else "")
            name = name or (written if self.option("file") else "")
            several = [names.get(word.casefold(), "") for word in written.split()]
            if name:
                chosen.setdefault(name, header)
            elif len(several) > 1 and all(several):
                expected = "expected commas between columns. It is read as if it had them"
                self.fault("column", f"{quoted(written)} is no column; {expected}", self.option_line("columns"))
                chosen |= {each: "" for each in several if each not in chosen}
            elif written:
                self.fault("column", unknown_column(written, known), self.option_line("columns"))
        return tuple(chosen.items())


class SessionTableDirective(_TableDirective):
    """Show the book's sessions, or declare those of a file or of the body and show them."""

    option_spec = option_spec(
        *("columns", "sort", "group-by", "caption", "searchable", "show-free", "whole-book", "file", "date", "group"),
        *FILTERS,
    )
    rows = "sessions"
    columns = tuple(COLUMNS)
    unsorted = "date"

    def run(self) -> list[nodes.Node]:
        """Read the options into a view; an unknown column is pointed out, and the others are shown."""
        caption = self.caption()
        tables = [view for view in self.declared.views if isinstance(view, TableView)]
        own_columns = self.declare(len(tables))
        own = own_columns is not None and not self.flag("whole-book")
        view = TableView(
            anchor=unique(anchor_from("table", self.option("name") or "sessions"), {view.anchor for view in tables}),
            number=len(tables),
            file=self.option("file"),
            own=own,
            columns=self.chosen_columns(own_columns or ()),
            filters=filters_of(self, table=len(tables) if own else None),
            group_by=self.choice("group-by", GROUPS, "", instead="the table has no groups"),
            sort=self.sorting(),
            show_free=self.flag("show-free"),
            captioned=bool(caption),
            searchable=self.flag("searchable"),
            groups=words_asked(self, "group"),
        )
        return [self.view(view, *caption)]

    def with_defaults(self, about: TableData) -> TableData:
        """Add the kind of rows that name none, and the day of those that name only their hours."""
        kinds = parts_of(self.option("kind"))
        kind = read_kind(kinds[0], about.language).words if len(kinds) == 1 else about.kind
        day: dt.date | None = self.read("date", read_when, about.language).first if self.option("date") else None
        return replace(about, kind=kind, day=day)

    def meant(self, header: str) -> str:
        """Return the column that a header of data means, as "Topic" means the title; the word stays its header."""
        if plain_header(header) in WEEK_WORDS:
            return "week"
        meaning = meaning_of(header)
        return meaning if meaning in COLUMNS else {"day": "weekday", "start": "time"}.get(meaning, "")


class AssignmentTableDirective(_TableDirective):
    """Show the book's assignments, or declare those of a file or of the body and show them."""

    option_spec = option_spec("columns", "sort", "caption", "searchable", "file", "part-of")
    rows = "assignments"
    columns = tuple(WORK_COLUMNS)
    unsorted = "what is due"

    def run(self) -> list[nodes.Node]:
        """Read the options into a view; an unknown column is pointed out, and the others are shown."""
        caption = self.caption()
        tables = [view for view in self.declared.views if isinstance(view, AssignmentTableView)]
        own_columns = self.declare(len(tables))
        view = AssignmentTableView(
            anchor=unique(anchor_from("work", self.option("name") or "table"), {view.anchor for view in tables}),
            number=len(tables),
            own=own_columns is not None,
            columns=self.chosen_columns(own_columns or ()),
            parts=words_asked(self, "part-of"),
            sort=self.sorting(),
            captioned=bool(caption),
            searchable=self.flag("searchable"),
        )
        return [self.view(view, *caption)]

    def meant(self, header: str) -> str:
        """Return the column that a header of data means, as "Deadline" means ``due``."""
        meaning = meaning_over_work(header).replace(" ", "-")
        return meaning if meaning in WORK_COLUMNS else ""


class SessionGridDirective(_CaptionedDirective):
    """Show the book's sessions as a grid; a body has no place in it."""

    option_spec = option_spec("shape", "caption", "group", *FILTERS)

    def run(self) -> list[nodes.Node]:
        """Read the options into a view."""
        caption = self.caption()
        if any(line.strip() for line in self.content):
            message = "{session-grid} has a body; expected options alone, since it shows the sessions of the book"
            self.fault("data", f"{message}. The body is not shown", self.body_line())
        taken = {view.anchor for view in self.declared.views if isinstance(view, GridView)}
        view = GridView(
            unique(anchor_from("grid", self.option("name") or "sessions"), taken),
            self.choice("shape", SHAPES, "", instead="what the book has decides"),
            filters_of(self),
            words_asked(self, "group"),
            captioned=bool(caption),
        )
        return [self.view(view, *caption)]
