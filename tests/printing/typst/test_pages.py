"""The book as a PDF without TeX: what a reader sees, and what a screen reader hears."""

from __future__ import annotations

import itertools
import json
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdfium2 import PdfDocument

from sphinx_seminar.printing.typst.writer import text
from tests.authoring import Manuscript
from tests.editing import face
from tests.printing.book_of_everything import BOOK, DECK, LONG, UNNAMED
from tests.typesetting import alternatives, claims, described_as, outline, pdf_text, structure

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.built import Built


def pdf_of(built: Built) -> Path:
    (found,) = built.folder.glob("*.pdf")
    return found


def printed(root: Path, page: str, **conf: object) -> Path:
    """Return the PDF of a book of one page, which has no fault."""
    built = Manuscript(root, {"index.md": page}, conf).build("seminar-pdf")
    assert built.warnings == []
    return pdf_of(built)


@pytest.fixture(scope="module")
def book(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """A book of everything that is long, wide, or written in another script."""

    def make(folder: Path) -> None:
        built = Manuscript(folder, {**BOOK, "deck.pdf": DECK.read_bytes()}, UNNAMED).build("seminar-pdf")
        # No font of a Debian with `make system` has this letter.
        assert [warning.message.split("'")[1] for warning in built.warnings] == ["🎉"]

    return next(once("seminar-pdf", make).rglob("seminar-pdf/*.pdf"))


@pytest.fixture(scope="module")
def pages(book: Path) -> list[str]:
    return pdf_text(book).split("\f")


def test_the_title_page_says_what_the_course_says(book: Path, pages: list[str]) -> None:
    facts = ("Seminar · MA_2107", "Spring 2027", "University of Königsberg", "Emmy Noether", "noether@example.org")
    assert [fact for fact in (*facts, "moodle.example.org/course") if fact not in pages[0]] == []
    assert "not set" not in pages[0]
    title, author = described_as(book)
    assert title == r"Kernels & \alpha-divergences"
    assert author.startswith("Emmy Noether, Ferenc Huszár, 王伟")


def test_captions_are_parts_and_the_first_page_is_a_chapter_before_them(book: Path) -> None:
    marks = outline(book)
    assert [title for level, title in marks if level == 0 and not title.startswith("The first")] == [
        *("Foundations", "Beyond", "Papers", "People"),
    ]
    assert [title for level, title in marks if level == 1][-1] == "Second"


def test_names_in_every_script_are_in_the_book(pages: list[str]) -> None:
    text = "".join(pages)
    for name in ("Huszár", "王伟", "Παππά", "Петров"):
        assert text.count(name) >= 4, name


def test_references_and_indices_name_the_page(pages: list[str]) -> None:
    # The number at the foot of a page is that of the sheet, as programs that show a PDF count.
    def sheet_of(words: str) -> int:
        return next(number for number, page in enumerate(pages, 1) if words in page and number > 2)

    assert f"page {sheet_of('Lecture 1')})" in "".join(pages[2:4]).replace("\u00a0", " ")
    papers = next(page for page in pages if page.lstrip().startswith("Papers"))
    assert f"page {sheet_of('Roe, R. (2021)')}" in papers[papers.index("Roe, R.") :].replace("\u00a0", " ")


def test_addresses_can_be_typed_from_paper(pages: list[str]) -> None:
    text = "".join("".join(pages).split())
    # As a note to its chapter, below the table that has it twice, and in the pasted citation that says it: in the list
    # of its chapter, and among the papers.
    assert text.count("".join(LONG.split())) == 4
    assert "doi:10.1000/xyz_abc" in text


def test_the_book_is_one_that_a_screen_reader_can_read(book: Path) -> None:
    said = claims(book)
    assert (said["pdfua"], said["language"], said["tagged"]) == ("1", "en", "True")
    tags = structure(book)
    headings = [int(tag.role[1:]) for tag in tags if tag.role[0] == "H" and tag.role[1:].isdigit()]
    assert headings[0] == 1
    # No level is passed over: who listens would look for what is missing.
    assert all(level - before <= 1 for before, level in itertools.pairwise(headings))
    assert {"TOC", "L", "LI", "Table", "TR", "TH", "TD", "Note", "Link", "Figure"} <= {tag.role for tag in tags}


def test_pictures_and_formulas_have_words(book: Path) -> None:
    assert ("Figure", "A deck") in alternatives(book)
    assert ("Formula", r"\alpha") in alternatives(book)


PAGE = """\
# A chapter

Text with *emphasis*, `code`, a note[^one], the note again[^one] and a [link](https://example.org/a_b?c=d).

Term
: Its meaning

1. one
2. two

:::{warning}
Careful.
:::

> Quoted

```python
def f(x):
    return "str"  # comment
```

| Head | Other |
|:-----|------:|
| a    | b     |

[^one]: The note's text.
"""


def test_the_parts_of_a_page_keep_their_roles(tmp_path: Path) -> None:
    conf = {"myst_enable_extensions": ["deflist", "colon_fence"], "numfig": True}
    tags = structure(printed(tmp_path, "# Book\n\n" + PAGE.replace("# A", "## A"), **conf))
    said = {role: [tag.words for tag in tags if tag.role == role] for role in {tag.role for tag in tags}}
    assert said["H1"] == ["Table of Contents", "A chapter"]
    assert said["TH"] == ["Head", "Other"]
    assert said["TD"] == ["a", "b"]
    assert any(words.startswith("code") for words in said["Code"])
    assert len(said["Note"]) == 1
    assert said["LBody"] == ["Its meaning", "one", "two"]
    assert "Warning" in "".join(words for tag in tags for words in tag.words)


def test_code_is_the_same_letters_in_the_same_lines(tmp_path: Path) -> None:
    text = pdf_text(
        printed(
            tmp_path,
            """\
# Book

## Code

```python
def f(x):
    return "#$*_`<>@[]~'\\\\"
```
""",
        )
    )
    assert 'return "#$*_`<>@[]~\'\\\\"' in text


SIGNS = "a // b /* c */ <d> @e $5 #f [g] ~h -1 https://example.org = + / 1. - x"


def test_signs_that_mean_something_to_typst_are_letters(tmp_path: Path) -> None:
    page = f"""\
Book
====

Signs
-----

{SIGNS.replace("*", chr(92) + "*")} \\ back

- {SIGNS.replace("*", chr(92) + "*")}
"""
    built = Manuscript(tmp_path, {"index.rst": page}).build("seminar-pdf")
    assert built.warnings == []
    assert " ".join(pdf_text(pdf_of(built)).split()).count(SIGNS) == 2


def test_a_table_repeats_its_head_on_every_page(tmp_path: Path) -> None:
    rows = "\n".join(f"| {number} | row |" for number in range(120))
    pages = pdf_text(
        printed(
            tmp_path,
            f"""\
# Book

## Long

| Number | What |
|---|---|
{rows}
""",
        )
    ).split("\f")
    with_rows = [page for page in pages if "row" in page]
    assert len(with_rows) > 1
    assert all("Number" in page for page in with_rows)


GRID = """\
Book
====

Spans
-----

+-----+-----+-----+
| A   | B   | C   |
+=====+=====+=====+
| wide      | tall|
+-----+-----+     |
| x   | y   |     |
+-----+-----+-----+
"""


def test_cells_span_columns_and_rows(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, {"index.rst": GRID}).build("seminar-pdf")
    assert built.warnings == []
    cells = [tag for tag in structure(pdf_of(built)) if tag.role in ("TH", "TD")]
    assert [cell.words for cell in cells] == ["A", "B", "C", "wide", "tall", "x", "y"]


FORMULAS = """\
# Book

## Formulas

In a line $\\E[x] = \\pset{2}$, and

```{math}
:label: euler
e^{i\\pi} + 1 = 0
```

As {eq}`euler` says, $\\nosuchcommand$ is none.

$$
\\ce{H2O}
$$
"""


def test_a_formula_that_cannot_be_set_is_its_source_with_a_message_at_its_line(tmp_path: Path) -> None:
    macros = {"tex": {"macros": {"E": r"\mathbb{E}", "pset": [r"\mathcal{P}_{#1}", 1]}}}
    built = Manuscript(tmp_path, {"index.md": FORMULAS}, {"mathjax3_config": macros}).build("seminar-pdf")
    assert [(warning.path, warning.line) for warning in built.complaints("export")] == [
        ("index.md", 12),
        ("index.md", 14),
    ]
    assert [r"\nosuchcommand" in warning.message for warning in built.warnings] == [True, False]
    text = pdf_text(pdf_of(built))
    assert r"\nosuchcommand" in text
    assert r"\ce{H2O}" in text
    assert text.count("(1)") == 2
    assert ("Formula", r"\E[x] = \pset{2}") in alternatives(pdf_of(built))


UNKNOWN = """\
from docutils import nodes
from docutils.parsers.rst import Directive

class strange(nodes.General, nodes.Element):
    pass

class proof(nodes.Admonition, nodes.Element):
    pass

class Strange(Directive):
    has_content = True
    def run(self):
        box, like = strange(), proof()
        self.state.nested_parse(self.content, self.content_offset, box)
        like += [nodes.title("", "Theorem 1"), nodes.paragraph("", "It holds.")]
        return [box, like]

def setup(app):
    app.add_directive("strange", Strange)
"""


def test_nodes_of_another_extension_show_what_is_in_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = """\
# Book

## One

```{strange}
Inside one.
```

```{strange}
Inside two.
```
"""
    conf = {"extensions": ["myst_parser", "sphinx_seminar", "strange"]}
    book = Manuscript(tmp_path, {"index.md": page, "strange.py": UNKNOWN}, conf)
    monkeypatch.syspath_prepend(book.source)
    built = book.build("seminar-pdf")
    (warning,) = built.complaints("export")
    assert "'strange'" in warning.message
    text = pdf_text(pdf_of(built))
    assert [words for words in ("Inside one", "Inside two", "Theorem 1", "It holds") if words not in text] == []


def test_a_letter_that_no_font_has_is_told_where_it_stands(tmp_path: Path) -> None:
    page = """\
# Book

## One

First.

Here \U00013000 it is, and 1 more.
"""
    built = Manuscript(tmp_path, {"index.md": page}).build("seminar-pdf")
    (warning,) = built.complaints("export")
    assert (warning.path, warning.line) == ("index.md", 7)
    assert "EGYPTIAN HIEROGLYPH A001" in warning.message
    assert "seminar_pdf_fonts" in warning.message
    assert "Here \ufffd it is, and 1 more." in pdf_text(pdf_of(built))
    assert claims(pdf_of(built))["pdfua"] == "1"


def test_a_font_that_is_not_there_is_told(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, {"index.md": "# Book\n\nText.\n"}, {"seminar_pdf_fonts": ["No Such Font"]}).build(
        "seminar-pdf"
    )
    (warning,) = built.complaints("export")
    assert "'No Such Font'" in warning.message
    assert "Text." in pdf_text(pdf_of(built))


@pytest.mark.parametrize(
    ("language", "contents", "words"),
    [("de", "Inhaltsverzeichnis", "Fußgängerübergänge"), ("ja", "目次", "日本語の文章"), ("ar", "", "مرحبا بالعالم")],
)
def test_a_book_in_another_language_says_so(tmp_path: Path, language: str, contents: str, words: str) -> None:
    pdf = printed(tmp_path, f"# {words}\n\n## {words}\n\n{words}\n", language=language)
    assert claims(pdf)["language"] == language
    assert contents in pdf_text(pdf)
    assert any(words.split()[0][::step] in pdf_text(pdf) for step in (1, -1))


PICTURES = """\
# Book

## Pictures

![A deck](deck.pdf)

![Broken](broken.pdf)

![No picture](broken.png)

![In truth a PNG](dot.jpg)
"""


def test_pictures_are_what_is_in_them_and_those_that_are_broken_are_told_at_their_lines(tmp_path: Path) -> None:
    files = {
        "deck.pdf": DECK.read_bytes(),
        "broken.pdf": b"%PDF-1.7 nothing",
        "broken.png": b"",
        "dot.jpg": face(1),
    }
    built = Manuscript(tmp_path, {"index.md": PICTURES, **files}).build("seminar-pdf")
    assert [(warning.line, warning.message.split("'")[1]) for warning in built.complaints("export")] == [
        (7, "broken.pdf"),
        (9, "broken.png"),
    ]
    words = ("A deck", "Broken", "No picture", "In truth a PNG")
    assert alternatives(pdf_of(built)) == [("Figure", word) for word in words]


def test_a_picture_from_elsewhere_is_not_fetched(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, {"index.md": "# Book\n\n## P\n\n![A map](https://example.org/map.png)\n"}).build(
        "seminar-pdf"
    )
    (warning,) = built.complaints("export")
    assert "https://example.org/map.png" in warning.message
    assert "A map" in pdf_text(pdf_of(built))


def test_words_of_the_index_have_their_pages(tmp_path: Path) -> None:
    page = """\
# Book

## One

```{index} single: Kernel; trick
```

```{index} Ridge
```

```{index} see: Tikhonov; Ridge
```

Text.

## Two

```{index} Ridge
```

More.
"""
    text = pdf_text(printed(tmp_path, page))
    index = text[text.rindex("Index") :]
    assert "Ridge, 3, 4" in index
    assert "Kernel" in index
    assert "trick, 3" in index
    assert "see Ridge" in index


TWICE = """\
# Book

See {ref}`above`, {ref}`the head <in-head>` and {ref}`the note <in-note>`.

## One (title)= [](#above)

(above)=
### A title with a {index}`term`

```{list-table}
:header-rows: 1

* - (in-head)=
    Head with {index}`a word`
  - Other
* - a
  - b
```

Text[^n].

[^n]: (in-note)=
    Note.
"""


def test_what_is_printed_twice_can_be_led_to(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, {"index.md": TWICE}).build("seminar-pdf")
    assert built.complaints("export") == []
    text = pdf_text(pdf_of(built))
    assert "term, 4" in text
    assert "a word, 4" in text


TOPS = """\
First
=====

One.\x07

Second
======

Two.

Below
-----

Three.
"""


def test_every_heading_of_a_page_without_one_title_is_printed(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, {"index.rst": TOPS}).build("seminar-pdf")
    assert built.warnings == []
    headings = [(tag.role, tag.words) for tag in structure(pdf_of(built)) if tag.role in ("H1", "H2", "H3")]
    assert headings == [("H1", "Table of Contents"), ("H1", "First"), ("H1", "Second"), ("H2", "Below")]


def test_an_appendix_is_a_chapter(tmp_path: Path) -> None:
    pages = {
        "index.md": """\
# Book

Before.

## One

Words.
""",
        "more.md": """\
---
orphan: true
---
# More

Last.
""",
    }
    built = Manuscript(tmp_path, pages, {"latex_appendices": ["more"]}).build("seminar-pdf")
    assert built.warnings == []
    assert [title for _level, title in outline(pdf_of(built))] == ["One", "More"]
    text = pdf_text(pdf_of(built)).split("\f")
    assert [page.split()[0] for page in text[2:5]] == ["Before.", "One", "More"]


THEOREM = """\
# Book

## One

```{prf:theorem} Big one
:label: big
It holds.
```

As {prf:ref}`big` says.

| a | b | c | d | e | f |
|---|---|---|---|---|---|
| Donaudampfschifffahrtsgesellschaft | Donaudampfschifffahrtsgesellschaft | Donaudampfschifffahrtsgesellschaft | d | e | f |

```
%s
```
""" % ("x" * 300)


def test_theorems_have_numbers_and_nothing_leaves_the_page(tmp_path: Path) -> None:
    conf = {"extensions": ["myst_parser", "sphinx_proof", "sphinx_seminar"]}
    pdf = printed(tmp_path, THEOREM, **conf)
    text = pdf_text(pdf)
    assert "Theorem 1 (Big one)" in " ".join(text.split())
    assert "As Theorem 1 says." in text
    with closing(PdfDocument(pdf)) as document:
        page = document[2]
        words = page.get_textpage()
        right = max(words.get_rect(number)[2] for number in range(words.count_rects()))
        assert right <= page.get_width() - 60


def test_the_pdf_knows_the_outputs_of_notebooks(tmp_path: Path) -> None:
    shown = {"text/html": "<b>no</b>", "text/plain": "plain words"}
    output = {"data": shown, "metadata": {}, "output_type": "display_data"}
    cell = {"cell_type": "code", "execution_count": 1, "id": "a", "metadata": {}, "source": "x"}
    cells = [
        {"cell_type": "markdown", "id": "b", "metadata": {}, "source": "# Book\n\n## One"},
        cell | {"outputs": [output]},
    ]
    language = {"language_info": {"name": "python", "pygments_lexer": "python"}}
    notebook = {"cells": cells, "metadata": language, "nbformat": 4, "nbformat_minor": 5}
    conf = {"extensions": ["myst_nb", "sphinx_seminar"], "nb_execution_mode": "off"}
    built = Manuscript(tmp_path, {"index.ipynb": json.dumps(notebook)}, conf).build("seminar-pdf")
    assert built.warnings == []
    assert "plain words" in pdf_text(pdf_of(built))


def test_abbreviations_tasks_and_notes_say_on_paper_what_they_say_on_the_web(tmp_path: Path) -> None:
    page = """\
# Words

{abbr}`NTK (neural tangent kernel)` is explained, {abbr}`NTK (neural tangent kernel)` is known.

- [ ] Read
- [x] Write

One[^a] and two[^a].

[^a]: The note.
"""
    text = " ".join(pdf_text(printed(tmp_path, page, myst_enable_extensions=["tasklist"])).split())
    assert "NTK (neural tangent kernel) is explained, NTK is known." in text
    assert "☐ Read" in text
    assert "☑ Write" in text
    assert text.count("The note.") == 1


@pytest.mark.parametrize(
    ("markup", "said", "made"),
    [
        ("$x$", "does not claim to be PDF/UA; Typst says:", True),
        ("#nosuch()", "could not be made; Typst says:", False),
    ],
)
def test_what_the_compiler_says_of_markup_of_the_author_is_told(
    tmp_path: Path, markup: str, said: str, made: bool
) -> None:
    page = f"""\
# Book

## One

```{{raw}} typst
{markup}
```
"""
    built = Manuscript(tmp_path, {"index.md": page}).build("seminar-pdf")
    (warning,) = built.complaints("export")
    assert said in warning.message
    assert [claims(pdf)["pdfua"] for pdf in built.folder.glob("*.pdf")] == [""] * made


def test_a_graph_that_only_the_web_draws_is_its_source(tmp_path: Path) -> None:
    page = """\
# Book

## One

```{graphviz}
digraph { talk -> tea }
```
"""
    conf = {"extensions": ["myst_parser", "sphinx.ext.graphviz", "sphinx_seminar"]}
    built = Manuscript(tmp_path, {"index.md": page}, conf).build("seminar-pdf")
    (warning,) = built.complaints("export")
    assert "'graphviz'" in warning.message
    assert "its source is shown" in warning.message
    assert "digraph { talk -> tea }" in pdf_text(pdf_of(built))


def test_settings_for_latex_hold_for_the_pdf_too(tmp_path: Path) -> None:
    page = """\
# Book

```{course} Of $\\nosuch$ and $\\alpha$
```

## One

$\\E[x]$ is $\\norm{y}$.
"""
    preamble = r"\newcommand{\E}{\mathbb{E}} \newcommand{\norm}[1]{\lVert #1 \rVert} \newcommand{\broken"
    elements = {"papersize": "letterpaper", "pointsize": "12pt", "preamble": preamble}
    built = Manuscript(tmp_path, {"index.md": page}, UNNAMED | {"latex_elements": elements}).build("seminar-pdf")
    assert [(warning.line, r"\nosuch" in warning.message) for warning in built.warnings] == [(4, True)]
    text = pdf_text(pdf_of(built))
    assert "𝔼" in text
    assert "‖" in text
    assert r"Of \nosuch and" in text
    with closing(PdfDocument(pdf_of(built))) as document:
        assert document[0].get_size() == (612, 792)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("日本\n 語です", "日本語です"),
        ("中文。\n再", "中文。再"),
        ("한국\n말", "한국 말"),
        ("日本\nword", "日本 word"),
        ("🎉\n🎉", "🎉 🎉"),
    ],
)
def test_the_end_of_a_line_is_a_space_where_words_have_spaces_between_them(written: str, shown: str) -> None:
    assert text(written) == shown
