"""``sphinx-build -b seminar-pdf``: which files it writes, when, and from what."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pikepdf
import pytest
from sphinx.errors import ConfigError

from tests.authoring import Manuscript
from tests.typesetting import claims, described_as, pdf_text, structure

if TYPE_CHECKING:
    from pathlib import Path

    from tests.built import Built

INDEX = """\
# Talks

```{course} Talks & tea
:term: Spring 2027
:instructors: Ann Lee; Bo Ek
```

```{toctree}
first
second
```
"""
FIRST = """\
# First

```{lecture}
:name: first
```

As {lecture}`second` says.

## Part of it

Words.
"""
SECOND = """\
# Second

```{lecture}
:name: second
```

See {lecture}`first`.
"""
BOOK = {"index.md": INDEX, "first.md": FIRST, "second.md": SECOND}
EACH = {"seminar_pdf_documents": "each"}
UNNAMED = {"project": "Project name not set", "author": "Author name not set"}


def files(built: Built) -> list[str]:
    return sorted(path.relative_to(built.folder).as_posix() for path in built.folder.rglob("*.pdf"))


def test_the_book_is_named_after_the_course(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, BOOK, UNNAMED).build("seminar-pdf")
    assert built.warnings == []
    assert files(built) == ["talkstea.pdf"]
    assert described_as(built.folder / "talkstea.pdf") == ("Talks & tea", "Ann Lee, Bo Ek")


def test_two_builds_are_the_same_bytes_and_say_no_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    one, two = (Manuscript(tmp_path / name, BOOK, {"today": ""}).build("seminar-pdf") for name in ("one", "two"))
    assert one.read_file("acourse.pdf") == two.read_file("acourse.pdf")
    assert claims(one.folder / "acourse.pdf")["date"] == ""


def test_the_day_of_the_build_is_that_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    pages = {"index.md": "# Talks\n\n## One\n\nWords.\n"}
    pdf = Manuscript(tmp_path, pages, {"today": ""}).build("seminar-pdf").folder / "acourse.pdf"
    assert "Jan 02, 1970" in pdf_text(pdf)
    assert claims(pdf)["date"].startswith("1970-01-02")


def test_references_name_the_page_whatever_is_set_for_latex(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, BOOK, {"latex_show_pagerefs": True, "latex_show_urls": "inline"}).build("seminar-pdf")
    text = pdf_text(built.folder / "acourse.pdf").replace("\u00a0", " ")
    assert "As 2. Second (page 5) says." in text


def test_an_edit_gives_what_a_fresh_build_gives(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, BOOK)
    book.build("seminar-pdf")
    book.edit("first.md", "# First", "# The first of all")
    again = book.build("seminar-pdf").read_file("acourse.pdf")
    assert again == book.build("seminar-pdf", fresh=True).read_file("acourse.pdf")
    assert "The first of all" in pdf_text(book.build("seminar-pdf").folder / "acourse.pdf")


def test_each_document_is_a_pdf_where_that_is_asked_for(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, BOOK, EACH)
    built = book.build("seminar-pdf")
    assert built.warnings == []
    assert files(built) == ["first.pdf", "index.pdf", "second.pdf"]
    first = built.folder / "first.pdf"
    assert claims(first)["title"] == "First"
    assert claims(first)["pdfua"] == "1"
    assert [tag.words for tag in structure(first) if tag.role in ("H1", "H2")] == ["First", "Part of it"]
    # A handout has no contents, no index, and no page numbers of other files.
    assert "page" not in pdf_text(first)


def test_what_is_taken_back_is_removed(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, BOOK, EACH)
    book.build("seminar-pdf")
    book.delete("second.md")
    book.edit("index.md", "first\nsecond\n", "first\n")
    assert files(book.build("seminar-pdf")) == ["first.pdf", "index.pdf"]
    book.configure(seminar_pdf_documents="book")
    assert files(book.build("seminar-pdf")) == ["acourse.pdf"]


def test_a_handout_leads_to_the_published_book(tmp_path: Path) -> None:
    conf = EACH | {"html_baseurl": "https://example.org/talks/"}
    built = Manuscript(tmp_path, BOOK, conf).build("seminar-pdf")
    assert _addresses(built.folder / "first.pdf") == ["https://example.org/talks/second.html#sessions-second"]


def _addresses(pdf: Path) -> list[str]:
    """Return the addresses that the links of a PDF lead to."""
    with pikepdf.open(pdf) as document:
        return [
            str(note.A.URI)
            for page in document.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        ]


def test_lectures_link_their_handouts_where_that_is_asked_for(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, BOOK | {"lectures/third.md": "# Third\n\n```{lecture}\n```\n"})
    book.edit("index.md", "second\n", "second\nlectures/third\n")
    before = book.build()
    assert before.page("first").find(class_="sem-handout") is None
    book.configure(seminar_handouts="handouts")
    built = book.build()
    assert built.page("first").find("a", string="first.pdf")["href"] == "handouts/first.pdf"
    assert built.page("lectures/third").find("a", string="third.pdf")["href"] == "../handouts/lectures/third.pdf"
    fresh = book.build(fresh=True).files()
    assert {path: content for path, content in built.files().items() if path in fresh} == fresh


def test_the_books_that_latex_would_print_are_printed(tmp_path: Path) -> None:
    documents = [
        ("first", "one.tex", r"One \& only", r"A. Bee \and C. Dee", "manual"),
        ("second", "two.tex", "", "", "howto"),
    ]
    built = Manuscript(tmp_path, BOOK, {"latex_documents": documents}).build("seminar-pdf")
    assert files(built) == ["one.pdf", "two.pdf"]
    assert described_as(built.folder / "one.pdf") == ("One & only", "A. Bee, C. Dee")


def test_without_the_compiler_the_message_names_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ConfigError, match=r"pip install 'sphinx-seminar\[pdf\]'"):
        Manuscript(tmp_path, BOOK).build("seminar-pdf")


def test_other_builders_import_nothing_of_it(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, BOOK)
    code = (
        "import sys; from sphinx.cmd.build import main; "
        f"main(['-q', '-b', 'html', {str(book.source)!r}, {str(tmp_path / 'out')!r}]); "
        "print([name for name in sys.modules if name.startswith(('typst', 'sphinx_seminar.printing.'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = [f"sphinx_seminar.printing.{name}" for name in ("scripts", "typst", "typst.builder")]
    assert done.stdout.splitlines()[-1] == str(loaded)
