"""The printed book of any author, without a line of LaTeX in ``conf.py``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript
from tests.printing.book_of_everything import BOOK, DECK, LONG, UNNAMED
from tests.typesetting import described_as, missing_characters, outline, pdf_text, standing_out, typeset

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def latex_of(root: Path, files: Mapping[str, str | bytes], **conf: object) -> str:
    (source,) = Manuscript(root, files, conf).build("latex").folder.glob("*.tex")
    return source.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def book(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """A book of everything that is long, wide, or written in another script."""

    def make(folder: Path) -> None:
        built = Manuscript(folder, {**BOOK, "deck.pdf": DECK.read_bytes()}, UNNAMED).build("latex")
        assert built.warnings == []
        typeset(built.folder)

    return next(once("typesetting", make).rglob("latex/*.tex")).with_suffix(".pdf")


@pytest.fixture(scope="module")
def pages(book: Path) -> list[str]:
    return pdf_text(book).split("\f")


def test_no_line_stands_out_and_no_letter_is_lost(book: Path) -> None:
    assert [width for width in standing_out(book) if width > 10] == []
    # No font of a Debian with `make system` has it; its place stays empty, and the book is made.
    assert missing_characters(book) <= {"🎉"}


def test_names_in_every_script_are_on_the_title_page_in_tables_and_at_the_session(pages: list[str]) -> None:
    text = "".join(pages)
    for name in ("Huszár", "王伟", "Παππά", "Петров"):
        assert text.count(name) >= 4, name


def test_the_title_page_says_what_the_course_says(book: Path, pages: list[str]) -> None:
    facts = ("Seminar · MA_2107", "Spring 2027", "University of Königsberg", "Emmy Noether", "noether@example.org")
    assert [fact for fact in (*facts, "moodle.example.org/course") if fact not in pages[0]] == []
    assert "not set" not in pages[0]
    title, author = described_as(book)
    assert title == r"Kernels & \alpha-divergences"
    assert author.startswith("Emmy Noether & Ferenc Huszár & 王伟")


def test_captions_are_parts_and_the_first_page_is_a_chapter_before_them(book: Path) -> None:
    marks = outline(book)
    (front, *_title) = [title for level, title in marks if level == 0]
    assert front.startswith("The first page")
    assert [title for level, title in marks if level == 0][1:] == ["I Foundations", "II Beyond"]
    chapters = [title for level, title in marks if level == 1]
    assert chapters[:2] == ["All of them", "What was"]
    assert chapters[-3:] == ["Second", "Papers", "People"]


def test_addresses_can_be_typed_from_paper(pages: list[str]) -> None:
    text = "".join("".join(pages).split())
    # As a note to its chapter, below the table that has it twice, and in the pasted citation that says it: in the list
    # of its chapter, and among the papers.
    assert text.count("".join(LONG.split())) == 4
    assert "[1]" in text
    assert "[2]" not in text
    assert "doi:10.1000/xyz_abc" in text


def test_references_and_indices_name_the_page(pages: list[str]) -> None:
    def printed_on(words: str) -> int:
        """Return the number at the foot of the page that a text stands on, before the indices."""
        (page,) = [page for page in pages[3:-3] if words in page]
        return int(re.findall(r"\d+", page)[-1])

    assert f"(page {printed_on('A deck (PDF')})" in pages[2] or f"(page {printed_on('When')})" in "".join(pages[2:4])
    papers = next(page for page in pages if page.lstrip().startswith("PAPERS"))
    assert f"page {printed_on('Roe, R. (2021)')}" in papers[papers.index("Roe, R.") :]


def test_the_number_of_a_preprint_is_not_named_twice_where_nobody_clicks(tmp_path: Path) -> None:
    page = """\
# Talk

```{key-papers}
- Roe, R. (2021). Stars. arXiv preprint arXiv:1905.11368.
```
"""
    book = Manuscript(tmp_path, {"index.md": page})
    text = book.build("text").text("index")
    assert text.count("1905.11368") == 1
    assert book.build().page("index").get_text().count("arXiv") > text.count("arXiv")


def test_a_deck_is_shown_with_its_name(book: Path) -> None:
    source = book.with_suffix(".tex").read_text(encoding="utf-8")
    assert re.search(
        r"\\fbox\{.*?\\sphinxincludegraphics\[width=0\.600\\linewidth\]\{\{deck\}\.pdf\}", source, re.DOTALL
    )


def test_a_deck_of_a_published_book_has_its_address_on_paper(tmp_path: Path) -> None:
    page = """\
# Talk

```{lecture}
:slides: deck.pdf
```

```{slides} deck.pdf
:embed:
```
"""
    files = {"index.md": page, "deck.pdf": DECK.read_bytes()}
    source = latex_of(tmp_path, files, html_baseurl="https://example.org/talks")
    notes = re.findall(r"\\sphinxnolinkurl\{(.*?)\}", source)
    assert notes == ["https://example.org/talks/deck.pdf"]


def test_a_bare_tex_sets_the_book_in_its_own_fonts(tmp_path: Path) -> None:
    page = """\
# Talk

```{lecture}
:speaker: Ferenc Huszár; יוסי כהן
```
"""
    folder = Manuscript(tmp_path, {"index.md": page}).build("latex").folder
    source = folder / "acourse.tex"
    fonts = r"texgyre\w+|Free(Serif|Sans|Mono)|Noto \w+|ucharclasses|xeCJK"
    source.write_text(re.sub(fonts, "Missing", source.read_text(encoding="utf-8")), encoding="utf-8")
    assert "Huszár" in pdf_text(typeset(folder))


def test_an_author_who_chooses_fonts_keeps_them(tmp_path: Path) -> None:
    source = latex_of(tmp_path, BOOK, latex_elements={"fontpkg": "% mine"})
    assert "% mine" in source
    assert "xeCJK" not in source
    assert "\\righttoleft{" not in source


def test_an_author_who_has_a_title_page_and_a_title_keeps_them(tmp_path: Path) -> None:
    documents = [("index", "mine.tex", "My title", "Me", "manual")]
    source = latex_of(tmp_path, BOOK, latex_elements={"maketitle": "% mine"}, latex_documents=documents)
    assert "% mine" in source
    assert "\\releaseinfo}{" not in source
    assert "\\title{My title}" in source


COURSE = """\
# Talks

```{course} Talks
```

## Contents

```{toctree}
a
b
c
```
"""


def chapter(part: str) -> str:
    return f"# {part} chapter\n\n```{{lecture}}\n:part: {part}\n```\n"


def parts_of(source: str) -> list[str]:
    return re.findall(r"\\part\{(.*?)\}", source)


def test_the_parts_of_sessions_are_parts_where_chapters_of_one_follow_each_other(tmp_path: Path) -> None:
    files = {"index.md": COURSE, "a.md": chapter("One"), "b.md": chapter("Two"), "c.md": chapter("Two")}
    source = latex_of(tmp_path / "together", files)
    assert parts_of(source) == ["One", "Two"]
    assert "\\section{Contents}" not in source
    assert parts_of(latex_of(tmp_path / "apart", files | {"c.md": chapter("One")})) == []
    assert parts_of(latex_of(tmp_path / "some", files | {"b.md": "# No session\n"})) == []


def test_an_author_whose_first_page_is_no_course_or_whose_parts_are_sections_is_left_alone(tmp_path: Path) -> None:
    files = {"index.md": COURSE, "a.md": chapter("One"), "b.md": chapter("Two"), "c.md": chapter("Two")}
    plain = latex_of(tmp_path / "plain", files | {"index.md": COURSE.replace("```{course} Talks\n```", "")})
    assert "\\chapter{Contents}" in plain
    assert parts_of(plain) == []
    assert "\\part{Contents}" in latex_of(tmp_path / "parts", files, latex_toplevel_sectioning="part")


def test_indices_are_left_out_on_request(tmp_path: Path) -> None:
    assert "\\chapter{People}" in latex_of(tmp_path / "all", BOOK)
    few = latex_of(tmp_path / "few", BOOK, latex_domain_indices=["sem-papers"])
    assert "\\chapter{Papers}" in few
    assert "\\chapter{People}" not in few
    assert "\\chapter{Papers}" not in latex_of(tmp_path / "none", BOOK, latex_domain_indices=False)


def test_addresses_that_sphinx_shows_are_not_shown_again(tmp_path: Path) -> None:
    source = latex_of(
        tmp_path,
        {"index.md": "# Talk\n\n```{lecture}\n:recording: https://example.org/rec\n```\n"},
        latex_show_urls="inline",
    )
    assert source.count("https://example.org/rec") == 2  # the link, and Sphinx's words behind it


def test_pdflatex_is_told_of_names_that_it_cannot_print(tmp_path: Path) -> None:
    page = """\
# Talk

```{lecture}
:speaker: Ferenc Huszár; 王伟
```
"""
    built = Manuscript(tmp_path, {"index.md": page}, {"latex_engine": "pdflatex"}).build("latex")
    (warning,) = built.complaints("export")
    assert (warning.path, warning.line) == ("index.md", 3)
    assert "'王'" in warning.message
    assert "xelatex" in warning.message


def test_plain_text_and_manual_pages_spell_out_addresses_too(tmp_path: Path) -> None:
    book = Manuscript(
        tmp_path, {**BOOK, "deck.pdf": DECK.read_bytes()}, {"man_pages": [("index", "talks", "Talks", [], 1)]}
    )
    assert f"<{LONG}>" in "".join(book.build("text").text("first").split())
    manual = (book.build("man").folder / "talks.1").read_text(encoding="utf-8")
    assert LONG.replace("_", "_") in manual.replace("\\:", "").replace("\\-", "-")
    assert "<#" not in manual
    assert not re.search(r"^\.SS All sessions", manual, re.MULTILINE)


def test_an_epub_has_the_name_of_the_course(tmp_path: Path) -> None:
    page = """\
# Talks

```{course} Talks & tea
:instructors: Ann Lee
```
"""
    built = Manuscript(tmp_path, {"index.md": page}, UNNAMED).build("epub")
    package = (built.folder / "content.opf").read_text(encoding="utf-8")
    assert "<dc:title>Talks &amp; tea</dc:title>" in package
    assert "<dc:creator>Ann Lee</dc:creator>" in package


def test_a_cell_that_no_page_can_hold_is_cut_and_the_session_has_it_whole(tmp_path: Path) -> None:
    title = " ".join(f"word{number}" for number in range(4000))
    pages = {
        "index.md": """\
# Talks

```{session-table}
```

```{toctree}
talk
```
""",
        "talk.md": f"# Talk\n\n```{{lecture}} {title}\n:date: 2021-06-07\n```\n",
    }
    built = Manuscript(tmp_path, pages).build("latex")
    (source,) = built.folder.glob("*.tex")
    table, _end, rest = source.read_text(encoding="utf-8").partition(r"\end{longtable}")
    assert "word20" in table
    assert "word3999" not in table
    assert "word3999" in rest
