"""Mistakes of authors in builds of several steps, or in several files; single ones are in ``tests/bad_input``."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

BIB = """\
@article{jacot2018neural, title={Neural tangent kernel}, author={Jacot, Arthur}, year=2018}

@article{broken2019, title={No end, author={Lee, J.},

@article{lee2019wide, title={Wide networks}, author={Lee, Jaehoon}, year=2019}
"""


def test_entries_after_a_broken_one_still_work(tmp_path: Path) -> None:
    files = {
        "index.md": """\
# T

```{key-papers}
- @jacot2018neural
- @lee2019wide
```
""",
        "refs.bib": BIB,
    }
    built = Manuscript(tmp_path, files, {"seminar_bibliography": ["refs.bib"]}).build()
    (warning,) = built.warnings
    assert (warning.path, warning.line, warning.subtype) == ("refs.bib", 3, "bibliography")
    assert len(built.page("index").select("li.sem-paper .sem-paper-title")) == 2


def test_a_missing_bibliography_is_named_with_the_files_that_could_be_meant(tmp_path: Path) -> None:
    files = {"index.md": "# T\n\n```{key-papers}\n- @jacot2018neural\n```\n", "references.bib": BIB}
    built = Manuscript(tmp_path, files, {"seminar_bibliography": ["reference.bib"]}).build()
    missing, key = sorted(built.warnings, key=lambda warning: warning.path)
    assert (missing.path, missing.subtype) == ("conf.py", "bibliography")
    conf = (tmp_path / "source/conf.py").read_text().splitlines()
    assert conf[missing.line - 1].startswith("seminar_bibliography")
    assert "references.bib" in missing.message
    assert (key.path, key.line, key.subtype) == ("index.md", 4, "paper")


def test_a_key_of_two_files_is_the_first_and_both_are_named(tmp_path: Path) -> None:
    entry = "@book{same, title={%s}, author={Lee, A.}, year=2001}\n"
    files = {"index.md": "# T\n\n```{key-papers}\n- @same\n```\n", "a.bib": entry % "One", "b.bib": entry % "Two"}
    built = Manuscript(tmp_path, files, {"seminar_bibliography": ["a.bib", "b.bib"]}).build()
    (warning,) = built.warnings
    assert (warning.path, warning.line, warning.subtype) == ("b.bib", 1, "bibliography")
    assert "a.bib:1" in warning.message
    assert built.page("index").select_one(".sem-paper-title").get_text() == "One"


@pytest.mark.parametrize("subtype", ["paper", "date"])
def test_a_warning_can_be_silenced(tmp_path: Path, subtype: str) -> None:
    files = {
        "index.md": """\
# T

```{lecture}
:date: whenever
```

```{key-papers}
- @nobody
```
"""
    }
    built = Manuscript(tmp_path, files, {"suppress_warnings": [f"seminar.{subtype}"]}).build()
    assert {warning.subtype for warning in built.warnings} == {"paper", "date"} - {subtype}


def test_every_build_repeats_the_warnings_until_they_are_mended(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, {"index.md": "# T\n\n```{lecture}\n:date: whenever\n```\n"})
    first, second = book.build(), book.build()
    assert first.warnings == second.warnings != []
    book.edit("index.md", "whenever", "2021-06-07")
    assert book.build().warnings == []


def test_a_mistake_that_is_all_a_page_says_of_the_course_is_said_by_the_next_build(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, {"index.md": "# T\n\nWords.\n"})
    assert book.build().complaints() == []
    book.edit("index.md", "Words.", "```key-papers\n- @nobody\n```")
    assert ["'{key-papers}' in braces" in warning.message for warning in book.build().complaints()] == [True]


def test_what_an_included_file_says_is_complained_of_there(tmp_path: Path) -> None:
    words = """\
Words.

See {slides}`gone.pdf`.

```lecture
:date: TBA
```

```{slides} lost.pdf
```
"""
    built = Manuscript(tmp_path, {"index.md": "# T\n\n```{include} words.inc\n```\n", "words.inc": words}).build()
    # MyST before 5 counts the lines of a file that is included from 2.
    first = 2 if version("myst-parser") < "5" else 1
    assert [(warning.path, (warning.line or 0) - first) for warning in built.complaints()] == [
        ("words.inc", 2),
        ("words.inc", 4),
        ("words.inc", 8),
    ]


def test_a_second_course_keeps_its_facts_and_its_place(tmp_path: Path) -> None:
    index = """\
# C

```{course} Kernels
:name: the course
```

```{course} Networks
```

```{toctree}
a
```
"""
    files = {
        "index.md": index,
        "a.md": """\
# A

```{course} Trees
:term: Winter
:instructors: Bo Roe
```
""",
    }
    built = Manuscript(tmp_path, files).build()
    assert [(found.path, found.line) for found in built.complaints("course")] == [("a.md", 3), ("index.md", 7)]
    assert [place["id"] for place in built.page("index").select("span.target")] == ["the-course", "course"]
    card = built.page("a").select_one(".sem-course").get_text()
    assert "Winter" in card
    assert "Bo Roe" in card


def test_a_wrong_setting_ends_the_build_with_its_name(tmp_path: Path) -> None:
    run = Manuscript(tmp_path, {"index.md": "# T\n"}, {"seminar_bibliography": "refs.bib"}).sphinx_build()
    assert run.returncode != 0
    assert "seminar_bibliography = 'refs.bib'" in run.errors
    assert "Configuration error" in run.errors
