"""A first page with headings and, below the last of them, its tables of contents: chapters are no part of "Objectives"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

from tests.authoring import Manuscript
from tests.typesetting import outline

if TYPE_CHECKING:
    from pathlib import Path

    from tests.built import Built

FILES = {
    "index.md": """\
# Kernels

```{course} Kernels
:instructors: Ann Lee
```

## Lectures

```{session-table}
```

## Objectives

To know kernels.

```{toctree}
:hidden:

ridge
```

```{toctree}
:hidden:

wide
```
""",
    "ridge.md": """\
# Ridge regression

```{lecture}
```

## Shrinkage

It shrinks.
""",
    "wide.md": "# Wide networks\n\n```{lecture}\n```\n",
}


def built(root: Path, builder: str, **files: str) -> Built:
    done = Manuscript(root, FILES | files, {"version": "1", "copyright": "A"}).build(builder)
    assert done.warnings == []
    return done


def test_on_a_single_web_page_chapters_are_beside_the_sections_of_the_first(tmp_path: Path) -> None:
    page = built(tmp_path, "singlehtml").page("index")
    headings = {head.find(string=True, recursive=False): head.name for head in page.select("h1, h2, h3")}
    assert headings == {
        "Kernels": "h1",
        "Lectures": "h2",
        "Objectives": "h2",
        "Ridge regression": "h2",
        "Shrinkage": "h3",
        "Wide networks": "h2",
    }


def test_a_manual_page_and_an_info_file_have_them_as_chapters(tmp_path: Path) -> None:
    man = next(built(tmp_path / "man", "man").folder.rglob("*.1")).read_text(encoding="utf-8")
    assert re.findall(r"^\.SH (?:OBJ|RIDGE|WIDE).*", man, re.MULTILINE) == [
        ".SH OBJECTIVES",
        ".SH RIDGE REGRESSION",
        ".SH WIDE NETWORKS",
    ]
    info = next(built(tmp_path / "info", "texinfo").folder.glob("*.texi")).read_text(encoding="utf-8")
    assert re.findall(r"^@chapter (.*)", info, re.MULTILINE)[:4] == [
        "Lectures",
        "Objectives",
        "Ridge regression",
        "Wide networks",
    ]


def test_in_print_the_first_page_is_a_chapter_with_its_sections_before_the_others(tmp_path: Path) -> None:
    latex = next(built(tmp_path / "latex", "latex").folder.glob("*.tex")).read_text(encoding="utf-8")
    assert re.findall(r"\\(chapter|section)\{(.*?)\}", latex)[:6] == [
        ("chapter", "Kernels"),
        ("section", "Lectures"),
        ("section", "Objectives"),
        ("chapter", "Ridge regression"),
        ("section", "Shrinkage"),
        ("chapter", "Wide networks"),
    ]
    (pdf,) = built(tmp_path / "typst", "seminar-pdf").folder.glob("*.pdf")
    assert outline(pdf)[:6] == [
        (0, "Kernels"),
        (1, "Lectures"),
        (1, "Objectives"),
        (0, "Ridge regression"),
        (1, "Shrinkage"),
        (0, "Wide networks"),
    ]


def test_the_contents_of_an_epub_name_every_chapter(tmp_path: Path) -> None:
    (path,) = built(tmp_path, "epub").folder.glob("*.epub")
    with ZipFile(path) as archive:
        contents = archive.read("nav.xhtml").decode()
    assert [name for name in ("Ridge regression", "Shrinkage", "Wide networks") if name not in contents] == []


def test_a_heading_that_has_nothing_but_chapters_stays_above_them(tmp_path: Path) -> None:
    parts = FILES["index.md"].replace("To know kernels.\n", "").replace("## Objectives", "## Part one")
    tree = built(tmp_path, "singlehtml", **{"index.md": parts}).page("index")
    heading = next(head for head in tree.select("h2") if "Part one" in head.get_text())
    assert "Ridge regression" in heading.parent.get_text()
