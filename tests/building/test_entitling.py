"""Web pages that take their title and their author from the course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

CONF = """\
extensions = ["myst_parser", "sphinx_seminar"]
html_theme = "sphinx_book_theme"
{more}
"""
COURSE = """\
# Course

```{course} Kernels and {{ what }}
:instructors: Ada Lehmann; Jan Novak, TU Berlin
```

```{toctree}
more
```
"""


def book_with(tmp_path: Path, more: str = "") -> Manuscript:
    page = COURSE.replace("{{ what }}", "Networks")
    return Manuscript(tmp_path, {"conf.py": CONF.format(more=more), "index.md": page, "more.md": "# More\n"})


def test_the_author_and_the_title_are_the_course_s(tmp_path: Path) -> None:
    book = book_with(tmp_path)
    page = book.build().page("more", whole=True)
    assert "By Ada Lehmann, Jan Novak" in " ".join(page.get_text(" ").split())
    assert "Kernels and Networks" in page.find("title").get_text()
    book.edit("index.md", "Ada Lehmann", "Ada Lee")
    edited = book.build()
    assert "By Ada Lee, Jan Novak" in " ".join(edited.page("more", whole=True).get_text(" ").split())
    assert edited.read == ["index"]


def test_pages_are_written_again_when_the_title_changes_and_else_not(tmp_path: Path) -> None:
    book = book_with(tmp_path, 'html_theme = "basic"')
    book.build()
    assert book.build().written == []
    book.edit("index.md", "Kernels", "Graphs")
    edited = book.build()
    assert (edited.read, edited.written) == (["index"], ["index", "more"])
    assert "Graphs and Networks" in edited.page("more", whole=True).find("title").get_text()
    assert book.build().written == []


def test_what_conf_py_says_counts(tmp_path: Path) -> None:
    page = book_with(tmp_path, 'author = "The department"\nproject = "Courses"').build().page("more", whole=True)
    assert "By The department" in " ".join(page.get_text(" ").split())
    assert "Courses" in page.find("title").get_text()
