"""A Jupyter Book as it is, and the directives that are put into a copy of it."""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import pytest
import yaml

from sphinx_seminar.cli.commands import main
from sphinx_seminar.cli.importing.jupyter_books import in_notebook, with_extension

CONFIG = """\
# Mine
title: Kernels, Fall 2026
sphinx:
  config:
    html_show_copyright: false
"""
CONTENTS = """\
format: jb-book
root: intro
parts:
  - caption: Lectures
    chapters:
      - file: lectures/kernels
      - file: lectures/networks
        sections:
          - file: lectures/deep
"""
SCHEDULE = """\
# Kernels and networks

*All*  of it.

| Week | Date | Topic | Reading | Slides | HW due |
|------|:----:|-------|---------|--------|--------|
| 1 | Mon 10/12 | [Kernels](lectures/kernels.md) | ch. 1 | [pdf](slides/k.txt) | |
| 2 | Mon 10/19 | Networks ({doc}`notes <lectures/networks>`) | | | HW 1 |
| 3 | Mon 10/26 | Deep networks | | | |
| 4 | Mon 11/2 | Midterm | | | |

The   end.
"""
NOTEBOOK = """\
{
 "cells": [
  {
   "cell_type": "markdown",
   "metadata": {},
   "source": [
    "# Networks\\n",
    "\\n",
    "They are fine."
   ]
  },
  {"cell_type": "code", "metadata": {}, "execution_count": null, "outputs": [], "source": "1 + 1"}
 ],
 "metadata": {}, "nbformat": 4, "nbformat_minor": 5
}
"""
BOOK = {
    "_config.yml": CONFIG,
    "_toc.yml": CONTENTS,
    "intro.md": SCHEDULE,
    "lectures/kernels.md": "# Kernels\n\nText `a`.\n",
    "lectures/deep.md": """\
---
title: x
---

Deep networks
=============

Text.
""",
    "lectures/networks.ipynb": NOTEBOOK,
    "slides/k.txt": "Words.\n",
    "_build/html/index.html": "built",
    ".git/config": "hidden",
}


def copied(folder: Path, files: dict[str, str], *options: str) -> dict[str, str]:
    """Import a book, and return the files of its copy; the book itself is left as it was."""
    for name, content in files.items():
        file = folder / "mine" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode())
    assert main(["import", str(folder / "mine"), str(folder / "copy"), *options]) == 0
    assert all((folder / "mine" / name).read_bytes() == content.encode() for name, content in files.items())
    found = (file for file in (folder / "copy").rglob("*") if file.is_file())
    return {file.relative_to(folder / "copy").as_posix(): file.read_bytes().decode() for file in found}


def put_in(before: str, after: str) -> list[str]:
    """Return the lines that are new, where no line is gone."""
    lines = list(difflib.ndiff(before.split("\n"), after.split("\n")))
    assert [line for line in lines if line.startswith("- ")] == []
    return "\n".join(line[2:] for line in lines if line.startswith("+ ")).strip("\n").split("\n")


def test_a_row_that_is_a_chapter_becomes_its_lecture(tmp_path: Path) -> None:
    copy = copied(tmp_path, BOOK)
    assert put_in(BOOK["lectures/kernels.md"], copy["lectures/kernels.md"]) == [
        *("```{lecture}", ":date: 2026-10-12", ":slides: pdf </slides/k.txt>", ":part: Week 1", ""),
        *("**Reading**: ch. 1", "```"),
    ]
    assert put_in(BOOK["lectures/deep.md"], copy["lectures/deep.md"]) == [
        *("```{lecture}", ":date: 2026-10-26", ":part: Week 3", "```")
    ]
    cells = json.loads(copy["lectures/networks.ipynb"])["cells"]
    assert cells[0]["source"] == [
        *("# Networks\n", "\n", "```{lecture}\n", ":date: 2026-10-19\n", ":part: Week 2\n", "\n"),
        *("**HW due**: HW 1\n", "```\n", "\n", "They are fine."),
    ]
    assert cells[1:] == json.loads(NOTEBOOK)["cells"][1:]
    put_in(NOTEBOOK, copy["lectures/networks.ipynb"])


def test_the_other_rows_stay_in_the_table_of_the_whole_book(tmp_path: Path) -> None:
    before, _table, after = SCHEDULE.partition(SCHEDULE[SCHEDULE.index("| Week") : SCHEDULE.index("\n\nThe")])
    table = copied(tmp_path, BOOK)["intro.md"].removeprefix(before).removesuffix(after)
    assert table.split("\n") == [
        "```{session-table}",
        ":whole-book:",
        ":columns: part=Week, date, title=Topic, resources",
        "",
        "| Part | Date | Topic |",
        "| --- | --- | --- |",
        "| Week 4 | Mon 2026-11-02 | Midterm |",
        "```",
    ]


def test_a_day_without_class_is_a_line_below_the_table(tmp_path: Path) -> None:
    copy = copied(tmp_path, BOOK | {"intro.md": SCHEDULE.replace("| Midterm |", "| No class |")})
    assert "```{session-table}\n:columns: date, part=Week, title, resources\n```" in copy["intro.md"]
    assert "```{timeline}\n- Mon 2026-11-02: No class\n```\n\nThe   end.\n" in copy["intro.md"]


def test_every_other_byte_of_the_book_is_copied(tmp_path: Path) -> None:
    copy = copied(tmp_path, BOOK)
    assert set(copy) == {name for name in BOOK if not name.startswith(("_build", ".git"))}
    assert put_in(CONFIG, copy["_config.yml"]) == ["  extra_extensions:", "    - sphinx_seminar"]
    assert (copy["_toc.yml"], copy["slides/k.txt"]) == (CONTENTS, "Words.\n")


def test_each_proposal_is_told_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copied(tmp_path, BOOK | {"requirements.txt": "jupyter-book<2"})
    said = capsys.readouterr().out
    for line in (
        "_config.yml:5: sphinx_seminar among the extensions",
        "requirements.txt:2: sphinx-seminar",
        "intro.md:5: {session-table} in the place of the table, 1 rows; 3 more are chapters",
        "lectures/kernels.md:1: {lecture} below the heading, with date, slides, part, from intro.md:7",
        "lectures/deep.md:6: {lecture} below the heading, with date, part, from intro.md:9",
        "lectures/networks.ipynb:7: {lecture} below the heading, with date, part, from intro.md:8",
    ):
        assert f"  {line}\n" in said


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copied(tmp_path, BOOK, "--dry-run")
    assert "Would put in:" in capsys.readouterr().out
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("| soon | Kernels |\n| later | Networks |", "no page has a table or a list of sessions with dates or numbers"),
        ("| 10/12 | {ref}`Kernels <k>` |\n| 10/19 | Networks |", "intro.md:3: {ref}`Kernels <k>` in a cell"),
    ],
)
def test_what_is_no_schedule_or_not_understood_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], row: str, said: str
) -> None:
    page = f"""\
# Kernels

| Date | Topic |
|---|---|
{row}
"""
    copy = copied(tmp_path, {"_config.yml": CONFIG, "_toc.yml": "root: intro\n", "intro.md": page})
    assert copy["intro.md"] == page
    assert said in capsys.readouterr().out


def test_dates_need_a_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = BOOK | {"_config.yml": "title: Kernels\n"}
    assert copied(tmp_path, files)["intro.md"] == SCHEDULE
    assert "intro.md:5: 'Mon 10/12' names no year: give it with --year" in capsys.readouterr().out


def test_a_chapter_that_two_rows_name_stays_without(tmp_path: Path) -> None:
    page = SCHEDULE.replace("Deep networks |", "[more](lectures/kernels.md) |").replace(
        "| Midterm |", "| Deep networks |"
    )
    copy = copied(tmp_path, BOOK | {"intro.md": page})
    assert copy["lectures/kernels.md"] == BOOK["lectures/kernels.md"]
    assert ":date: 2026-11-02" in copy["lectures/deep.md"]
    assert copy["intro.md"].count("/lectures/kernels.md") == 2


def test_a_chapter_with_a_lecture_is_left_as_it_is(tmp_path: Path) -> None:
    page = """\
# Kernels

```{lecture}
```
"""
    assert copied(tmp_path, BOOK | {"lectures/kernels.md": page})["lectures/kernels.md"] == page


def test_headings_with_dates_or_numbers_are_lectures_without_a_schedule(tmp_path: Path) -> None:
    files = BOOK | {
        "intro.md": "# Course\n",
        "lectures/kernels.md": "# Lecture 1: Kernels\n",
        "lectures/deep.md": "# Deep networks (12 October 2026)\r\n\r\nText.\r\n",
    }
    copy = copied(tmp_path, files)
    assert put_in(files["lectures/kernels.md"], copy["lectures/kernels.md"]) == [
        *("```{lecture} Kernels", ":number: 1", "```")
    ]
    assert copy["lectures/deep.md"] == (
        "# Deep networks (12 October 2026)\r\n\r\n```{lecture} Deep networks\r\n:date: 12 October 2026\r\n```\r\n\r\nText.\r\n"
    )
    assert copy["lectures/networks.ipynb"] == NOTEBOOK


@pytest.mark.parametrize(
    "config",
    [
        "",
        "title: a",
        "sphinx:\n",
        "sphinx:\n  extra_extensions:\n",
        "sphinx:\n  extra_extensions: [a, b]  # mine\n",
        "sphinx:\n  extra_extensions: []\n",
        "sphinx:\n  extra_extensions:\n  - a  # mine\n  - b\n  config: {}\n",
        "sphinx:\n  config:\n    a: 1\nlogo: x\n",
        "sphinx:\r\n  config:\r\n    a: 1\r\n",
    ],
)
def test_the_extension_is_named_wherever_others_are(config: str) -> None:
    changed, line = with_extension(config, {"seminar_timezone": "Europe/Berlin"})
    before, after = yaml.safe_load(config) or {}, yaml.safe_load(changed)
    theirs = ((before.get("sphinx") or {}).get("extra_extensions")) or []
    assert after["sphinx"]["extra_extensions"] == [*theirs, "sphinx_seminar"]
    assert "sphinx_seminar" in changed.split("\n")[line - 1]
    assert before.get("title") == after.get("title")
    assert ("\r\n" in config) == ("\r\n" in changed)
    assert with_extension(changed, {}) == (changed, 0)


def test_a_configuration_of_another_shape_is_left() -> None:
    assert with_extension("sphinx: &a {extra_extensions: *a}\n", {}) == ("sphinx: &a {extra_extensions: *a}\n", -1)


@pytest.mark.parametrize(
    "source", ['["# A\\n", "b"]', '["# A"]', '"# A\\nb"', '"# A"', '[\n  "# A"\n ]', '[\n  "# \\u00c4\\n",\n  "b"\n ]']
)
def test_lines_are_put_into_a_cell_of_a_notebook(source: str) -> None:
    notebook = f'{{"cells": [{{"cell_type": "markdown", "source": {source}}}]}}'
    heading = "# Ä" if "u00c4" in source else "# A"
    changed = in_notebook(notebook, heading, ["", "```{lecture}", "```"])
    (cell,) = json.loads(changed)["cells"]
    before = "".join(json.loads(notebook)["cells"][0]["source"])
    assert "".join(cell["source"]) == before.replace(heading, f"{heading}\n\n```{{lecture}}\n```")
