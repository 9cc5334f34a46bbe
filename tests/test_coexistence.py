"""Together with other extensions in one book."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.built import Built

COURSES_FOLDER = Path(__file__).parents[1] / "docs/courses"
COURSES = sorted(folder.parent.name for folder in COURSES_FOLDER.glob("*/conf.py"))
#: What courses load besides; each must be able to stand before ours, and leaves it as it is.
NEIGHBOURS = ["myst_nb", "sphinx_copybutton", "sphinx_design", "sphinx_proof", "sphinxcontrib.bibtex"]
#: Said aloud, since Sphinx puts the suffixes of one book's extensions among the defaults of the next in its process.
NOTEBOOKS = {".md": "myst-nb", ".ipynb": "myst-nb"}
BIB = "@book{lee, title={Kernels}, author={Lee, Ann}, year=2003, publisher={Press}, address={Town}}\n@book{roe, title={Rings}, author={Roe, Bo}, year=2001, publisher={Press}, address={Town}}\n"
PAGE = """\
# Talk

```{lecture}
```

Both {cite}`lee` and {paper}`lee`.

```{key-papers}
- @lee
- @roe
```

```{bibliography}
```
"""


def test_sphinxcontrib_bibtex_and_ours_share_their_files_and_stay_apart(tmp_path: Path) -> None:
    conf = {"extensions": ["myst_parser", "sphinxcontrib.bibtex", "sphinx_seminar"], "bibtex_bibfiles": ["refs.bib"]}
    for builder in ("html", "latex"):
        built = Manuscript(tmp_path / builder, {"index.md": PAGE, "refs.bib": BIB}, conf).build(builder)
        assert built.warnings == []
        if builder == "html":
            page = built.page("index")
            assert len(page.select("li.sem-paper")) == 2
            assert "Lee (2003)" in [link.get_text() for link in page.select('a[href="#papers-lee"]')]
            assert page.select_one("div.citation, dl.citation, div.citation-list") is not None


def test_sphinx_design_grids_and_cards_hold_ours(tmp_path: Path) -> None:
    page = """\
# Talk

::::{grid} 2
:::{grid-item-card} Card

```{slides} https://x.org/1.pdf
:title: Deck
```

```{key-papers}
- Hu, W. (2019). Simple methods. Journal of Methods, 1(2), 3-4.
```
:::
::::
"""
    conf = {"extensions": ["myst_parser", "sphinx_design", "sphinx_seminar"]}
    built = Manuscript(tmp_path, {"index.md": page}, conf).build()
    assert built.warnings == []
    card = built.page("index").select_one(".sd-card")
    assert card.select_one(".sem-deck-link a")["href"] == "https://x.org/1.pdf"
    assert card.select_one("li.sem-paper") is not None


def test_a_notebook_holds_a_lecture_as_a_page_does(tmp_path: Path) -> None:
    text = ["# Kernels\n", "\n", "```{lecture}\n", ":date: 2021-06-07\n", "```\n"]
    cells = [
        {"id": "a", "cell_type": "markdown", "metadata": {}, "source": text},
        {"id": "b", "cell_type": "code", "metadata": {}, "source": ["1 + 1"], "outputs": [], "execution_count": None},
    ]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "python"}}, "cells": cells}
    index = """\
# Course

```{session-table}
:columns: title, date
```

```{toctree}
kernels
```
"""
    conf = {"extensions": ["myst_nb", "sphinx_seminar"], "nb_execution_mode": "off", "source_suffix": NOTEBOOKS}
    built = Manuscript(tmp_path, {"index.md": index, "kernels.ipynb": json.dumps(notebook)}, conf).build()
    assert built.warnings == []
    assert next(cell.get_text(strip=True) for cell in built.page("index").select("td")) == "Kernels"
    assert built.page("kernels").select_one("div.cell pre") is not None
    assert "kernels" in built.inventory()["sem:lecture"]


def test_theorems_stand_beside_lectures(tmp_path: Path) -> None:
    page = """\
# Kernels

```{lecture}
```

```{prf:theorem} Mercer
:label: mercer

Sums.
```

By {prf:ref}`mercer`: {lecture}`kernels`.
"""
    for builder in ("html", "latex"):
        book = Manuscript(
            tmp_path / builder, {"index.md": page}, {"extensions": ["myst_parser", "sphinx_proof", "sphinx_seminar"]}
        )
        assert book.build(builder).warnings == []


@pytest.mark.parametrize("course", COURSES)
def test_a_course_says_the_same_with_all_of_them_loaded(
    tmp_path: Path, build_course: Callable[[Path, str], Built], course: str
) -> None:
    alone = build_course(COURSES_FOLDER / course, "html")
    together = Manuscript.copy_of(COURSES_FOLDER / course, tmp_path)
    with (together.source / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(f"extensions = {NEIGHBOURS} + [name for name in extensions if name != 'myst_parser']\n")
        conf.write(f"bibtex_bibfiles = []\nnb_execution_mode = 'off'\nsource_suffix = {NOTEBOOKS}\n")
    built = together.build()
    assert [warning for warning in built.warnings if "no citation" not in warning.message] == []
    assert exported(built) == exported(alone)
    assert words(built) == words(alone)


def exported(built: Built) -> dict[str, bytes]:
    """Return the files beside the pages that say what the course is."""
    suffixes = (".ics", ".bib", ".xml", "course.json", ".csl.json")
    return {name: content for name, content in built.files().items() if name.endswith(suffixes)}


def words(built: Built) -> dict[str, list[str]]:
    """Return the words of every page, without the buttons that another extension puts beside them."""
    return {docname: built.page(docname).get_text().split() for docname in built.written}


def test_a_directive_that_nbsphinx_cannot_read_is_one_message(tmp_path: Path) -> None:
    """Pandoc, to which nbsphinx hands the cells, makes a listing whose language is the directive's name in braces."""
    index = """\
Networks
========

.. code-block:: {lecture}

   :name: networks
"""
    book = Manuscript(tmp_path, {"index.rst": index}, {"extensions": ["sphinx_seminar"]})
    built = book.build()
    (warning,) = built.complaints("data")
    assert "the directive '{lecture}' was read by a converter that knows no directives" in warning.message
    assert warning.line == 4
    assert ":name: networks" in built.page("index").get_text()
