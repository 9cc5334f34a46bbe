"""Jupyter Book 1 as the guide tells it; these tests run where it is installed (``nox -s jupyter-book``)."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from sphinx_seminar.cli.commands import main
from tests.cli.importing.test_jupyter_books import BOOK
from tests.typesetting import pdf_text

GUIDE = Path(__file__).parents[2] / "docs/manual/guides/from-jupyter-book.md"
NETWORKS = {
    "cells": [
        {
            "cell_type": "markdown",
            "id": "head",
            "metadata": {},
            "source": """\
# Networks

```{lecture}
:name: networks
:slides: https://example.org/networks.pdf
```
""",
        },
        {"cell_type": "code", "id": "sum", "metadata": {}, "execution_count": None, "outputs": [], "source": "1 + 1"},
    ],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
REFERENCES = """
@article{aronszajn1950theory,
  author = {Aronszajn, Nachman},
  title = {Theory of reproducing kernels},
  journal = {Transactions of the American Mathematical Society},
  year = {1950}
}
"""


def files_of_the_guide() -> dict[str, str]:
    """Return the files that the guide shows whole, by their names."""
    text = GUIDE.read_text(encoding="utf-8")
    blocks = re.findall(r"^(`{3,})\{code-block\} \w+\n:caption: (\S+)\n\n(.*?)^\1$", text, re.DOTALL | re.MULTILINE)
    return {name: content for _fence, name, content in blocks}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    notebook = json.dumps(NETWORKS)
    for name, content in {
        **files_of_the_guide(),
        "lectures/networks.ipynb": notebook,
        "references.bib": REFERENCES,
    }.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return tmp_path


def build(book: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the command of the guide."""
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", ".", *options]
    return subprocess.run(command, cwd=book, capture_output=True, text=True, check=False)


def course(book: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((book / "_build/html/course.json").read_text(encoding="utf-8"))
    return data


def page(book: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((book / f"_build/html/{name}.html").read_text(encoding="utf-8"), "html.parser")


def test_the_book_of_the_guide_builds_without_a_warning(book: Path) -> None:
    done = build(book, "--warningiserror", "--keep-going")
    assert done.returncode == 0, done.stdout + done.stderr
    table = page(book, "intro").select_one(".sem-table")
    assert table is not None
    assert "Kernels" in table.get_text()
    assert "Networks" in table.get_text()
    assert (book / "_build/html/schedule.ics").read_text(encoding="utf-8").count("BEGIN:VEVENT") == 2


def test_a_lecture_in_a_notebook_has_its_number_and_its_slides(book: Path) -> None:
    build(book)
    header = page(book, "lectures/networks").select_one(".sem-session")
    assert header is not None
    assert "Lecture 2" in header.get_text()
    assert header.find("a", href="https://example.org/networks.pdf") is not None


def test_the_order_of_the_contents_is_that_of_the_lectures(book: Path) -> None:
    contents = (book / "_toc.yml").read_text(encoding="utf-8")
    kernels, networks = "      - file: lectures/kernels\n", "      - file: lectures/networks\n"
    (book / "_toc.yml").write_text(contents.replace(kernels + networks, networks + kernels), encoding="utf-8")
    build(book)
    header = page(book, "lectures/networks").select_one(".sem-session")
    assert header is not None
    assert "Lecture 1" in header.get_text()


def test_cite_and_paper_stand_side_by_side(book: Path) -> None:
    build(book)
    words = page(book, "lectures/kernels").get_text(" ", strip=True)
    assert "Aronszajn (1950)" in words
    assert "sections 1 to 3" in words


def test_a_page_that_the_contents_do_not_name_is_in_nothing_with_only_the_contents(book: Path) -> None:
    (book / "draft.md").write_text("# Draft\n\n```{lecture}\n:name: draft\n```\n", encoding="utf-8")
    config = book / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8") + "only_build_toc_files: true\n", encoding="utf-8")
    assert build(book).returncode == 0
    assert "Draft" not in json.dumps(course(book))


def test_a_message_names_its_type_and_a_wrong_value_the_file(book: Path) -> None:
    (book / "intro.md").write_text("# K\n\nSee {lecture}`kernals`.\n", encoding="utf-8")
    said = build(book)
    assert "did you mean 'kernels'? It is shown as text. [seminar.reference]" in said.stdout + said.stderr
    config = book / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("Europe/Berlin", "Berlin"), encoding="utf-8")
    failed = build(book)
    assert failed.returncode != 0
    assert "seminar_timezone = 'Berlin' in _config.yml: expected an IANA time zone" in failed.stdout + failed.stderr


CHAPTERS = """\
  - caption: Lectures
    chapters:
      - file: lectures/kernels
      - file: lectures/networks
"""
TWO_PARTS = """\
  - caption: Foundations
    chapters:
      - file: lectures/kernels
  - caption: Outlook
    chapters:
      - file: lectures/networks
"""


@pytest.mark.parametrize(
    ("parts", "order"),
    [
        (CHAPTERS, ["chapter Kernels", "chapter Networks", "chapter Papers", "chapter People"]),
        (
            TWO_PARTS,
            [
                *("part Foundations", "chapter Kernels", "part Outlook", "chapter Networks"),
                *("chapter Papers", "chapter People"),
            ],
        ),
    ],
    ids=["one list of chapters", "two parts"],
)
def test_the_printed_book_has_its_parts_in_order_and_its_indices_last(book: Path, parts: str, order: list[str]) -> None:
    contents = (book / "_toc.yml").read_text(encoding="utf-8")
    assert CHAPTERS in contents
    (book / "_toc.yml").write_text(contents.replace(CHAPTERS, parts), encoding="utf-8")
    done = build(book, "--builder", "latex", "--warningiserror", "--keep-going")
    assert done.returncode == 0, done.stdout + done.stderr
    (file,) = (book / "_build/latex").glob("*.tex")
    text = file.read_text(encoding="utf-8")
    found = re.findall(r"^\\(part|chapter)\{(.*)\}$", text.partition(r"\begin{document}")[2], re.MULTILINE)
    assert [" ".join(heading) for heading in found] == order
    assert r"\title{Kernels and networks}" in text
    assert r"\author{Emmy Noether}" in text


@pytest.mark.parametrize(
    ("kind", "when"),
    [
        ("course", "Mon 14:00-16:00, 2026-10-12..2027-02-05"),
        ("seminar", ""),
        ("reading group", "Mon 13:00, every 2 weeks, Sept 2026 - Dec 2026"),
        ("workshop", "2026-06-14 8:30"),
    ],
)
def test_a_new_jupyter_book_builds_without_a_warning(tmp_path: Path, kind: str, when: str) -> None:
    arguments = ["new", str(tmp_path), "--jupyter-book", "--kind", kind, "--title", "Kernels", "--meets", when]
    assert main([*arguments, "--timezone", "Europe/Berlin", "--no-input"]) == 0
    (tmp_path / "README.md").write_text("No page of the book.\n", encoding="utf-8")
    done = build(tmp_path, "--warningiserror", "--keep-going")
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(course(tmp_path)["sessions"]) >= 2
    assert not (tmp_path / "_build/html/README.html").exists()
    assert page(tmp_path, "intro").select("a[href^=_sources]") == []


def test_formulas_of_a_new_jupyter_book_are_drawn_from_its_own_files(tmp_path: Path) -> None:
    assert main(["new", str(tmp_path), "--jupyter-book", "--title", "Kernels", "--no-input"]) == 0
    chapter = tmp_path / "lectures/01-approximation.md"
    chapter.write_text(f"{chapter.read_text(encoding='utf-8')}\nThe norm $x^2$.\n", encoding="utf-8")
    assert build(tmp_path, "--warningiserror", "--keep-going").returncode == 0
    sources = [str(script["src"]) for script in page(tmp_path, "lectures/01-approximation").select("script[src]")]
    assert [source.partition("?")[0] for source in sources if "mathjax" in source] == [
        "../_static/mathjax/tex-mml-chtml.js"
    ]
    assert (tmp_path / "_build/html/_static/mathjax/tex-mml-chtml.js").is_file()


def test_typst_prints_a_jupyter_book(book: Path) -> None:
    done = build(book, "--builder", "custom", "--custom-builder", "seminar-pdf", "--warningiserror", "--keep-going")
    assert done.returncode == 0, done.stdout + done.stderr
    (file,) = (book / "_build").rglob("*.pdf")
    words = pdf_text(file)
    for word in ("Kernels and networks", "Richard Courant", "Aronszajn"):
        assert word in words


def test_a_book_with_a_schedule_by_hand_builds_with_what_is_put_in(tmp_path: Path) -> None:
    for name, content in BOOK.items():
        file = tmp_path / "mine" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    copy = tmp_path / "copy"
    assert main(["import", str(tmp_path / "mine"), str(copy), "--timezone", "Europe/Berlin"]) == 0
    done = build(copy, "--warningiserror", "--keep-going")
    assert done.returncode == 0, done.stdout + done.stderr
    found = {one["title"]: one["when"]["first"] for one in course(copy)["sessions"]}
    assert found == {
        "Kernels": "2026-10-12",
        "Networks": "2026-10-19",
        "Deep networks": "2026-10-26",
        "Midterm": "2026-11-02",
    }
    table = page(copy, "intro").select_one(".sem-table")
    assert table is not None
    assert len(table.select("tbody tr")) == 4
