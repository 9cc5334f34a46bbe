"""What a printed book and an EPUB say at the head: of the course, of its parts, of a session, of a deck."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from tests.authoring import Manuscript
from tests.decks import deck
from tests.typesetting import outline, pdf_text, typeset

if TYPE_CHECKING:
    from pathlib import Path

    from tests.built import Built

INDEX = """\
# Workshop

```{course} Workshop
:instructors: Ann Lee (organiser) <ann@example.org>; Bo Roe (organiser)
```

```{toctree}
a
b
c
```
"""
LECTURE = """\
# {title}

```{{lecture}}
:date: 2021-06-07 14:00-16:00
:location: HS 1
:part: {part}
:speaker: Cy Zeh
```

```{{slides}} talk.pdf
:title: The talk
:embed:
```
"""
FILES = {
    "index.md": INDEX,
    "a.md": LECTURE.format(title="Alone", part="Prologue"),
    "b.md": LECTURE.format(title="Beginning", part="Theory"),
    "c.md": LECTURE.format(title="End", part="Theory"),
    "talk.pdf": deck("The talk"),
}


def latex_of(built: Built) -> str:
    return next(built.folder.glob("*.tex")).read_text(encoding="utf-8")


def test_one_role_for_all_is_the_label_on_the_title_page(tmp_path: Path) -> None:
    latex = latex_of(Manuscript(tmp_path, FILES).build("latex"))
    people = re.search(r"begin\{tabular\}.*?end\{tabular\}", latex)
    assert people is not None
    assert people[0].count("rganiser") == 1
    assert "Organisers" in people[0]


def test_a_part_of_one_chapter_takes_no_page(tmp_path: Path) -> None:
    pdf = typeset(Manuscript(tmp_path, FILES).build("latex").folder)
    pages = [page.split() for page in pdf_text(pdf).split("\f")]
    assert ["Part", "II", "Theory"] in [page[:3] for page in pages]
    assert [page for page in pages if page[:1] == ["Part"] and "Prologue" in page] == []
    assert [title for level, title in outline(pdf) if level == 0][:3] == ["Workshop", "I Prologue", "II Theory"]


def test_the_line_above_the_facts_says_when_and_where(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    line = "Lecture 1 · Prologue · Mon 7 June 2021, 14:00–16:00 · HS 1"
    chapter = book.build("latex").doctree("index")
    heads = [node.astext() for node in chapter.findall(nodes.paragraph) if "sem-summary" in node["classes"]]
    # Where a line ends no day is torn apart.
    assert heads[0] == line.replace("Mon 7 June 2021", "Mon\u00a07\u00a0June\u00a02021")
    head = book.build("epub").page("a").select_one(".sem-session")
    assert head.select_one(".sem-summary").get_text() == line
    assert [name.get_text().rstrip(":") for name in head.select("dt")][:1] == ["Speaker"]


def test_a_deck_has_its_address_on_paper(tmp_path: Path) -> None:
    latex = latex_of(Manuscript(tmp_path, FILES, {"html_baseurl": "https://example.org/book/"}).build("latex"))
    notes = re.findall(r"begin\{footnote\}.*?end\{footnote\}", latex, re.DOTALL)
    assert [note for note in notes if "https://example.org/book/talk.pdf" in note]
