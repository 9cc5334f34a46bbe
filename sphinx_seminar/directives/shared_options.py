"""Readers of options that several directives have: resources, placeholders, filters, data files."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_seminar.book.filters import BOUNDS, FILTERS
from sphinx_seminar.model import ASSIGNMENT_KINDS, RESOURCE_KINDS, Resource
from sphinx_seminar.model.declarations import AskedFor
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.links import read_links
from sphinx_seminar.reading.plain import one_line, open_words
from sphinx_seminar.reading.vocabulary import read_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.directives.base import SeminarDirective
    from sphinx_seminar.model.declarations import Format

#: The option of each kind of resource; several links of no special kind are ``:links:``.
RESOURCE_OPTIONS = {("links" if kind == "link" else kind): kind for kind in RESOURCE_KINDS}
#: The same of an assignment.
ASSIGNMENT_OPTIONS = {("links" if kind == "link" else kind): kind for kind in ASSIGNMENT_KINDS}
_KINDS = RESOURCE_OPTIONS | ASSIGNMENT_OPTIONS

#: How files are read, by the ends of their names.
FORMATS: dict[str, Format] = {
    "csv": "csv", "tsv": "tsv", "tab": "tsv", "yaml": "yaml", "yml": "yaml", "md": "markdown", "ics": "ics",
    "json": "json", "xlsx": "xlsx",
}  # fmt: skip
#: Files that hold programmes and are no tables, by the ends of their names.
NOT_READ = {"xml": "XML", "html": "HTML", "htm": "HTML", "bib": "BibTeX", "xls": "an old workbook", "ods": "a workbook"}


@dataclass(frozen=True, slots=True)
class Data:
    """Where a table's rows stand: in a ``file``, or without one in the body, below ``line`` of the document.

    ``format`` is ``None`` for a file that is no table, of which its author has been told.
    """

    format: Format | None
    line: int
    file: str = ""


def data_of(directive: SeminarDirective, rows: str) -> Data | None:
    """Return the source of a table's rows, ``:file:`` or the body; ``None`` for a table without rows of its own.

    ``rows`` is what the rows are, for messages.
    """
    file, body = directive.option("file"), list(directive.content)
    caption = directive.argument
    if not file and caption.rsplit(".", 1)[-1].lower() in FORMATS and len(caption.split()) == 1 and "." in caption:
        message = f"{quoted(caption)} stands where the caption does; expected ':file: {caption}'"
        directive.fault("data", f"{message}. No {rows} are read from it", directive.lineno)
        if body == [caption]:
            return Data(None, directive.lineno)
    if not file:
        format_: Format = "markdown" if any(line.lstrip().startswith("|") for line in body) else "yaml"
        return Data(format_, directive.body_line() - 1) if body else None
    line = directive.option_line("file")
    if body:
        message = f"this table has a body and the file {quoted(file)}; expected one of them; the file is shown"
        directive.fault("data", message, line)
    ending = file.rsplit(".", 1)[-1].lower()
    if ending in NOT_READ:
        message = (
            f"the file {quoted(file)} is {NOT_READ[ending]}, which is not read here; expected CSV, TSV, "
            f"YAML, JSON, a calendar or a workbook (.xlsx). The table has no {rows} of it"
        )
        directive.fault("data", message, line)
        return Data(None, line, file)
    return Data(FORMATS.get(ending, "csv"), line, file)


def parts_of(text: str) -> list[str]:
    """Return the parts of an option that commas, semicolons or line breaks separate."""
    return [part for written in re.split(r"[,;\n]", text) if (part := written.strip())]


def resources_of(directive: SeminarDirective, *options: str) -> tuple[Resource, ...]:
    """Return the resources that options link, option by option, each with its line in the document."""
    return tuple(
        replace(resource, line=directive.option_line(option) + resource.line - 1)
        for option in options
        for resource in directive.read(option, read_links, _KINDS[option])
    )


def left_open(directive: SeminarDirective, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the fields that options leave open, in whole or in part, each with its placeholder, such as TBA."""
    written = ((_KINDS.get(name, name), directive.options.get(name, "")) for name in names)
    return tuple((name, words) for name, text in written if (words := open_words(text)))


def filters_of(
    directive: SeminarDirective, names: Iterable[str] = FILTERS, table: int | None = None
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the filters that a directive gives, as (name, wanted values), and declare the words that they ask for.

    ``table`` is the number of the table whose own sessions are filtered; without one those of the book are.
    """
    filters = tuple((name, wanted) for name in names if (wanted := _wanted(directive, name)))
    days = {name: wanted[0] for name, wanted in filters if name in BOUNDS}
    if len(days) == 2 and days["from"] > days["to"]:
        before = f", before :from:, {quoted(directive.option('from'))}"
        directive.reject("to", f"{before}; expected the later day in :to:. Nothing is shown")
    for name, wanted in filters:
        if name not in BOUNDS:
            _ask_for(directive, name, wanted, table)
    return filters


def words_asked(directive: SeminarDirective, name: str) -> tuple[str, ...]:
    """Return the words of an option for groups or parts of the grade; the book tells those that it does not have."""
    words = tuple(dict.fromkeys(map(one_line, parts_of(directive.option(name)))))
    if words:
        _ask_for(directive, name, words)
    return words


def _ask_for(directive: SeminarDirective, name: str, words: tuple[str, ...], table: int | None = None) -> None:
    place = directive.place(directive.option_line(name))
    directive.declared.filters.append(AskedFor(name, words, place, table))


def _wanted(directive: SeminarDirective, name: str) -> tuple[str, ...]:
    """Return the values that a filter lets through; a date as its first or last day."""
    value = directive.option(name)
    if name not in BOUNDS or not value:
        words = parts_of(value)
        # "Vorlesung" in a German book is what "lecture" is in every book.
        return tuple(read_kind(word, directive.config.language).words if name == "kind" else word for word in words)
    read = read_when(value, directive.config.language, instead=f"Nothing is left out by :{name}:.")
    when = directive.accept(read, directive.option_line(name))
    day = when.first if name == "from" else when.last
    return () if day is None else (day.isoformat(),)
