"""The schema that an editor checks schedules with, against the reader of schedules."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

import sphinx_seminar
from sphinx_seminar.editors.snippets import snippets
from sphinx_seminar.model import PERSON_ROLES, STATUSES
from sphinx_seminar.reading.sessions import read_sessions
from sphinx_seminar.reading.tables import read_table
from sphinx_seminar.reading.vocabulary import headers, meaning_of

WRITTEN = json.loads(files("sphinx_seminar.editors").joinpath("schedule.schema.json").read_text(encoding="utf-8"))
SCHEMA = Draft7Validator(WRITTEN)
COLUMNS = WRITTEN["definitions"]["session"]["properties"]


def allows(text: str) -> bool:
    # As editors read YAML: days and times are text.
    return bool(SCHEMA.is_valid(yaml.load(text, yaml.BaseLoader)))


def test_the_schema_knows_every_column_that_the_reader_knows_by_a_name_that_it_reads() -> None:
    Draft7Validator.check_schema(WRITTEN)
    assert set(COLUMNS) == set(headers().values())
    assert {name: meaning_of(name) for name in COLUMNS} == {name: name for name in COLUMNS}


def test_the_schema_offers_all_statuses_and_takes_people_for_every_role() -> None:
    (statuses, _any_other) = COLUMNS["status"]["anyOf"]
    assert statuses == {"enum": list(STATUSES)}
    assert all(COLUMNS[role]["allOf"] == [{"$ref": "#/definitions/people"}] for role in PERSON_ROLES)


def test_every_column_says_what_it_is() -> None:
    assert [name for name, column in COLUMNS.items() if not column["description"].endswith(".")] == []


@pytest.mark.parametrize(
    "text",
    [
        "- title: Kernels\n  date: 2021-06-07\n  number: 3\n",
        "sessions:\n  - title: Kernels\n",
        "Morning:\n  - title: Kernels\nAfternoon:\n  - title: Lunch\n    kind: break\n",
        "ntk:\n  title: Kernels\n  speaker: {name: Ann Lee, url: https://example.org}\n",
        "- Thema: Kernels\n  Raum: 3\n  Sponsor: [A, B]\n",
        """\
- title: Kernels
  slides: [a.pdf, {label: Part II, url: b.pdf}]
  papers: ['@a', '@b']
  status: moved
""",
    ],
)
def test_what_the_reader_understands_is_allowed(text: str) -> None:
    table = read_table(text, "yaml")
    assert (table.problems, read_sessions(table.value).problems) == ((), ())
    assert allows(text)


@pytest.mark.parametrize("text", ["- Kernels\n", "Kernels\n", "- title: [a, b]\n", "- title: X\n  date: {a: b}\n"])
def test_what_is_no_session_is_refused(text: str) -> None:
    assert not allows(text)


@pytest.mark.parametrize(
    ("column", "example"),
    [(name, example) for name, schema in COLUMNS.items() for example in schema.get("examples", ())],
)
def test_every_example_is_read_without_a_problem(column: str, example: str) -> None:
    before = "" if column == "date" else "  date: 2021-06-07\n"
    start = "  start: '14:00'\n" if column == "end" else ""
    value = f"{example}example.org" if example == "https://" else example
    table = read_table(f"- title: Kernels\n{before}{start}  {column}: '{value}'\n", "yaml")
    assert (table.problems, read_sessions(table.value).problems) == ((), ())


def test_a_command_writes_the_files_for_an_editor(tmp_path: Path) -> None:
    package = Path(sphinx_seminar.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-m", "sphinx_seminar.editors", str(tmp_path / ".vscode")],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(package)},
    )
    folder = tmp_path / ".vscode"
    assert done.stdout.splitlines() == [
        str(folder / name) for name in ("schedule.schema.json", "seminar.code-snippets")
    ]
    assert json.loads((folder / "schedule.schema.json").read_text(encoding="utf-8")) == WRITTEN
    assert json.loads((folder / "seminar.code-snippets").read_text(encoding="utf-8")) == snippets()
