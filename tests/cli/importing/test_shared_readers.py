"""A file of sessions says the same to ``{session-table}``, which names it, and to the import of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from sphinx_seminar.cli.commands import main
from sphinx_seminar.model.declarations import Format
from sphinx_seminar.reading.sessions import read_sessions
from sphinx_seminar.reading.tables import Table, read_table

ROWS = [
    ["Datum", "Thema", "Vortragende", "Raum", "Folien"],
    ["3. April 2025", "Wellen", "Ann Lee", "HS 1", "https://example.org/w.pdf"],
    ["10. April 2025", "Echos", "Bo Roe", "HS 2", ""],
]
YAML = """\
sessions:
- date: 2025-04-03
  title: Waves
  speaker: Ann Lee
  slides: https://example.org/w.pdf
- date: 2025-04-10
  title: Echoes
  location: Hall 2
"""
CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
DTSTART;TZID=Europe/Berlin:20250403T140000
DTEND;TZID=Europe/Berlin:20250403T153000
SUMMARY:Waves
LOCATION:Hall 1
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20250410
SUMMARY:Echoes
END:VEVENT
END:VCALENDAR
"""
PROGRAMME = """\
{"schedule": {"conference": {"title": "Waves", "days": [{"date": "2025-04-03", "rooms": {"Hall 1": [
  {"title": "Echoes", "date": "2025-04-03T14:00:00+02:00", "duration": "01:30", "persons": [{"public_name": "Ann Lee"}],
   "links": [{"url": "https://example.org/w.pdf", "title": "Slides"}]},
  {"title": "Beats", "date": "2025-04-03T16:00:00+02:00", "duration": "00:30", "persons": []}]}}]}}}
"""


def separated(separator: str) -> Callable[[], bytes]:
    return lambda: "\n".join(separator.join(row) for row in ROWS).encode()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sessions_of(table: Table, language: str) -> list[tuple[object, ...]]:
    """Return what sessions are: their titles, times, people, places and links."""
    return [
        (
            record.title,
            (record.when.first, record.when.starts, record.when.ends, record.when.timezone) if record.when else None,
            [one.person.name for one in record.people],
            record.location,
            [one.target for one in record.resources],
        )
        for record in read_sessions(table, language).sessions
    ]


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("plan.csv", separated(";"), "csv"),
        ("plan.tsv", separated("\t"), "tsv"),
        ("plan.xlsx", workbook, "xlsx"),
        ("plan.yml", YAML.encode, "yaml"),
        ("plan.ics", CALENDAR.encode, "ics"),
        ("plan.json", PROGRAMME.encode, "json"),
    ],
)
def test_a_file_has_the_same_sessions_for_the_table_and_for_the_import(
    tmp_path: Path, name: str, content: Callable[[], bytes], form: Format
) -> None:
    file = tmp_path / name
    file.write_bytes(content())
    assert main(["import", str(file), str(tmp_path / "book"), "--timezone", "UTC"]) == 0
    index = (tmp_path / "book/index.md").read_text(encoding="utf-8")
    rows = "\n".join(line for line in index.split("\n") if line.startswith("|"))
    imported = sessions_of(read_table(rows, "markdown").value, "de")
    assert imported == sessions_of(read_table(file.read_bytes(), form).value, "de")
    assert len(imported) == 2
