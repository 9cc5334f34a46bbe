"""What waits for its day is in no file of the folder before it, whatever was built there before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.authoring import Manuscript, interrupted
from tests.built import Built
from tests.editing import differences
from tests.releases.canaries import (
    BEFORE,
    BESIDE,
    BIBLIOGRAPHY,
    BLOCK,
    BUILDERS,
    COURSE,
    INSTRUCTORS,
    NOTEBOOKS,
    ON_THE_DAY,
    PUBLISHED,
    leaks_in,
)

FIRST = (
    COURSE
    + """\
```{toctree}
exercises
rest
book
```
"""
)
#: What stands around the blocks: in the text, in a list, in a lecture, in a note.
AROUND = f"""\
# Exercises

```{{lecture}} First
```

Show that the kernel is symmetric.

`````{{release}} 2026-11-05
:name: zyqblock
:class: zyqblockclass

{BLOCK}`````

## Second

````{{lecture}}

An abstract.

```{{release}} 2026-11-05 12:00
Zyqinlecture.
```
````

- item

  ```{{release}} 2026-11-05
  Zyqinlist.
  ```

````{{note}}
A note.

```{{release}} 2026-11-05
Zyqinnote.
```
````

```{{release}} instructors
zyqinstructors
```
"""
RST = """\
Rest
====

.. lecture:: Third

.. release:: 2026-11-05
   Zyqfirst.

   Zyqheading
   ----------

   .. lecture:: Zyqlecture in rst

   .. image:: zyqpicture.png
      :alt: zyqalternative

.. note::

   .. release:: 2026-11-05

      zyqnested
"""
CELLS = ["# A notebook\n", "```{release} 2026-11-05\n## Zyqcellheading\n\nZyqcell\n```\n", "```{lecture} Fourth\n```\n"]
FILES: dict[str, str | bytes] = {
    "index.md": FIRST,
    "exercises.md": AROUND,
    "rest.rst": RST,
    "book.ipynb": json.dumps(
        {
            "cells": [
                {"cell_type": "markdown", "id": f"cell-{number}", "metadata": {}, "source": cell}
                for number, cell in enumerate(CELLS)
            ],
            "metadata": {},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    ),
    "refs.bib": BIBLIOGRAPHY,
    **BESIDE,
}
CONF = PUBLISHED | NOTEBOOKS | {"suppress_warnings": ["myst.header"]}


@pytest.fixture
def book(tmp_path: Path) -> Manuscript:
    return Manuscript(tmp_path, FILES, CONF)


def traces(built: Built) -> list[str]:
    """Return what a folder and its doctrees still have of what waits."""
    # Where the book is kept, the .bib file is kept whole, and what was read of decks, by their content.
    kept = leaks_in(Path(built.app.doctreedir))
    return [*leaks_in(built.folder), *(name for name in kept if not name.startswith(("seminar.", "seminar-decks/")))]


@pytest.mark.parametrize("builder", BUILDERS)
def test_nothing_is_left_of_what_instructors_saw(book: Manuscript, builder: str) -> None:
    assert leaks_in(book.build(builder, conf=INSTRUCTORS).folder), "nothing was hidden"
    hidden = book.build(builder, conf=BEFORE)
    assert hidden.warnings == []
    assert traces(hidden) == []


def numbered(built: Built) -> list[tuple[str, str]]:
    """Return the numbers and titles in the table of the first page."""
    rows = built.page("index").select("table.sem-table tbody tr")
    return [
        (cells[0].get_text(strip=True), cells[2].get_text(strip=True)) for row in rows if (cells := row.select("td"))
    ]


def test_on_the_day_it_is_there_under_its_headings_and_moves_no_lecture(book: Manuscript) -> None:
    before = book.build(conf=BEFORE)
    lectures = [("1", "First"), ("2", "Second"), ("3", "Third"), ("4", "Fourth")]
    assert numbered(before) == lectures
    assert [line.get_text() for line in before.page("exercises").select("p.sem-release")] == [
        *("from Thu 5 Nov", "from Thu 5 Nov, 12:00", "from Thu 5 Nov", "from Thu 5 Nov")
    ]
    released = book.build(conf=ON_THE_DAY)
    assert [row for row in numbered(released) if row[0]] == lectures
    page = released.page("exercises")
    headings = [heading.get_text() for heading in page.select("section > h2, section > h3")]
    assert [heading for heading in headings if heading.endswith("¶")] == [
        *("Solutions zyqtitle¶", "Deeper zyqsection¶", "Second¶")
    ]
    assert "Zyqinlist." in page.get_text()
    assert "Zyqinlecture." not in page.get_text()
    assert "zyqinstructors" not in page.get_text()
    assert "Zyqheading¶" in [heading.get_text() for heading in released.page("rest").select("section > h2")]
    assert "Zyqcell" in released.page("book").get_text()
    assert not list((released.folder / "_sources").glob("exercises*"))


def test_instructors_read_above_each_block_when_students_see_it(book: Manuscript) -> None:
    page = book.build(conf=INSTRUCTORS).page("exercises")
    assert [line.get_text() for line in page.select("p.sem-release")] == [
        *("for students from Thu 5 Nov", "for students from Thu 5 Nov, 12:00"),
        *("for students from Thu 5 Nov", "for students from Thu 5 Nov", "for instructors only"),
    ]


def test_the_formulas_and_pdfs_of_instructors_go_with_what_they_were_made_of(book: Manuscript) -> None:
    """Other programs and extensions leave files in the folder that no build remembers by itself."""
    built = book.build("latex", conf=INSTRUCTORS)
    manuscript = next(built.folder.glob("*.tex"))
    manuscript.with_suffix(".pdf").write_bytes(b"zyqsolution")
    manuscript.with_suffix(".synctex.gz").write_bytes(b"zyqsolution")
    (built.folder / "notes.txt").write_text("The author's own.")

    def draw(app: object, _exception: object) -> None:
        (built.folder / "zyqmath").mkdir(exist_ok=True)
        (built.folder / "zyqmath/formula.png").write_bytes(b"zyqformula")

    book.build("latex", conf=INSTRUCTORS, connect={"build-finished": draw})
    hidden = book.build("latex", conf=BEFORE)
    assert leaks_in(hidden.folder) == []
    assert (hidden.folder / "notes.txt").is_file()


def test_another_day_in_the_same_folder_is_a_fresh_build(book: Manuscript) -> None:
    for conf in (INSTRUCTORS, ON_THE_DAY, BEFORE, {}, ON_THE_DAY):
        here, fresh = book.build(conf=conf), book.build(conf=conf, into="fresh", fresh=True)
        assert differences(here, fresh) == []


def test_two_workers_and_a_process_of_its_own_leave_out_the_same(book: Manuscript) -> None:
    book.sphinx_build("html", "-j2", "-D", "seminar_audience=instructors")
    hidden = book.sphinx_build("html", "-j2", "-D", "seminar_day=2026-11-04 23:59")
    assert (hidden.returncode, hidden.warnings) == (0, [])
    assert leaks_in(hidden.folder) == []
    shown = book.sphinx_build("html", "-D", "seminar_day=2026-11-05 12:00")
    assert "Zyqinlecture." in (shown.folder / "exercises.html").read_text()


@pytest.mark.parametrize("moment", ["env-updated", "html-page-context"])
def test_after_a_build_for_instructors_that_was_killed(book: Manuscript, moment: str) -> None:
    assert interrupted(book, moment, 1, conf=INSTRUCTORS)
    assert traces(book.build(conf=BEFORE)) == []


SPHINX_EXERCISE = """\
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective


class Solution(SphinxDirective):
    has_content = True
    required_arguments = 1
    option_spec = {"label": directives.unchanged}

    def run(self):
        return [nodes.container("", *self.parse_content_to_nodes())]


def setup(app):
    for name in ("solution", "solution-start", "solution-end"):
        app.add_directive(name, Solution)
"""


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("```{solution} kernels\nZyq ![zyq](zyq.png)\n```\n", 0),
        (
            """\
```{solution-start} kernels
```

Zyq

```{solution-end} kernels
```
""",
            1,
        ),
    ],
)
def test_solutions_of_sphinx_exercise_are_for_instructors(tmp_path: Path, page: str, told: int) -> None:
    conf = """\
import os, sys
sys.path.insert(0, os.path.dirname(__file__))
extensions = ['myst_parser', 'sphinx_seminar', 'sphinx_exercise']
"""
    files = {
        "conf.py": f"{conf}project = copyright = 'A'\nseminar_hold_solutions = True\nexclude_patterns = ['build']\n",
        "sphinx_exercise.py": SPHINX_EXERCISE,
        "index.md": f"# Sheet\n\n{page}",
        "zyq.png": b"zyq",
    }
    book = Manuscript(tmp_path, files)
    hidden = book.sphinx_build("html")
    assert leaks_in(hidden.folder) == []
    assert len(hidden.warnings) == told
    shown = book.sphinx_build("html", "-D", "seminar_audience=instructors")
    assert "Zyq" in (shown.folder / "index.html").read_text()
