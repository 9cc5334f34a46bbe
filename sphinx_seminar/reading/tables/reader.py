"""Data files and bodies of directives, by their format."""

from __future__ import annotations

from sphinx_seminar.model import Reading
from sphinx_seminar.model.declarations import Format
from sphinx_seminar.reading.tables.decoding import decoded
from sphinx_seminar.reading.tables.markdown import read_markdown_table
from sphinx_seminar.reading.tables.separated import read_separated
from sphinx_seminar.reading.tables.table import Table


def _read_yaml(text: str) -> Reading[Table]:
    # A table in a page is hardly ever YAML, whose library takes its time to load; nor is it what stands below.
    from sphinx_seminar.reading.tables.yaml_records import read_records

    return read_records(text)


def _read_calendar(text: str) -> Reading[Table]:
    from sphinx_seminar.reading.tables.calendars import read_calendar

    return read_calendar(text)


def _read_json(text: str) -> Reading[Table]:
    from sphinx_seminar.reading.tables.programmes import read_json

    return read_json(text)


_READERS = {
    "ics": _read_calendar,
    "json": _read_json,
    "csv": read_separated,
    "tsv": lambda text: read_separated(text, "\t"),
    "yaml": _read_yaml,
    "markdown": read_markdown_table,
}


def read_table(data: bytes | str, format: Format) -> Reading[Table]:
    """Read a table of text, cell by cell as it was written; nothing is taken for a number or a truth value.

    Problems have the subtype ``data`` and a line of ``data``, from 1. Whatever the data, a table comes back: what
    cannot be understood is in it as text.
    """
    if format == "xlsx" and isinstance(data, bytes):
        from sphinx_seminar.reading.tables.workbooks import read_workbook

        return read_workbook(data)
    text = decoded(data)
    if text.problems and not text.value:
        return Reading(Table(), text.problems)
    read = _READERS[format](text.value)
    return Reading(read.value, (*text.problems, *read.problems))
