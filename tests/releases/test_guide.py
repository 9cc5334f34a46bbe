"""What the manual's guide hides is in no file of the published folder, however one opens it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.authoring import Manuscript
from tests.releases.canaries import BESIDE, BIBLIOGRAPHY, BLOCK, INSTRUCTORS, leaks_in
from tests.test_manual import pages, whole_files

HIDDEN: dict[str, str | bytes] = {
    "solutions/first.md": f"""\
---
seminar-release: 2026-11-12
---

# Zyqpage

{BLOCK}""",
    **{f"solutions/{name}": content for name, content in BESIDE.items()},
}


@pytest.fixture
def book(tmp_path: Path) -> Manuscript:
    """Return the book of the guide, with a word in each hidden place."""
    files: dict[str, str | bytes] = {**whole_files(pages()["guides/hiding"]), **HIDDEN, "kernels.txt": "zyqwords"}
    conf, exercises = files["conf.py"], files["exercises.md"]
    assert isinstance(conf, str)
    assert isinstance(exercises, str)
    files["conf.py"] = f"""\
{conf}seminar_bibliography = ["papers.bib"]
html_baseurl = "https://example.org/"
copyright = version = "A"
"""
    files["exercises.md"] = exercises.replace("It is an inner product.", "Zyqproduct.").replace("many forgot", "zyq")
    # An entry that no page cites is published nowhere.
    files["papers.bib"] = BIBLIOGRAPHY
    return Manuscript(tmp_path, files)


@pytest.mark.parametrize("builder", ["html", "epub", "latex"])
def test_what_the_guide_hides_is_in_no_file_of_the_folder_whatever_was_built_there_before(
    book: Manuscript, builder: str
) -> None:
    shown = book.build(builder, conf=INSTRUCTORS)
    assert leaks_in(shown.folder), "nothing was hidden"
    hidden = book.build(builder, conf={"seminar_day": "2026-11-05"})
    assert hidden.warnings == []
    assert leaks_in(hidden.folder) == []


def test_on_its_day_it_is_there(book: Manuscript) -> None:
    found = leaks_in(book.build(conf={"seminar_day": "2026-11-12"}).folder)
    for name in ("objects.inv", "searchindex.js", "seminarindex.js", "solutions/zyqdeck.pdf", "solutions/first.html"):
        assert name in found
    for name in ("schedule.ics", "feed.xml", "course.json", "papers.bib", "papers.csl.json", "genindex.html"):
        assert name in found
    assert any(name.startswith("_downloads") for name in found)
    assert any(name.startswith("_images") for name in found)
