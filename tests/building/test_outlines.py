"""Numbers, lists of papers and decks in the outlines of pages, and the index pages in the side bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from tests.authoring import Manuscript
from tests.decks import deck
from tests.test_themes import THEMES

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import Tag

    from tests.built import Built

INDEX = """\
# Book

```{course} Book
:instructors: Ada Lovelace <mailto:ada@example.org>
```

```{toctree}
wide
day
```
"""
WIDE = """\
# Wide networks

```{lecture}
:name: wide
:speaker: Bo Roe
```

## Reading

```{slides} wide.pdf
:embed:
```

```{key-papers}
- Jacot, A. (2018). Kernels. Nature.
```

### Further on
"""
DAY = """\
# Deep day

## Deep networks

```{lecture}
```

```{lecture} Deeper networks
```
"""
FILES = {"index.md": INDEX, "wide.md": WIDE, "day.md": DAY, "wide.pdf": deck("Wide")}
NUMBERED = {"seminar_numbers_in_headings": True}


def headings(built: Built, docname: str) -> list[str]:
    return [found.get_text().rstrip("#¶") for found in built.page(docname).select("h1, h2, h3, p.rubric")]


def links(part: Tag | None) -> list[tuple[str, str]]:
    assert part is not None
    return [(link.get_text(" ", strip=True), str(link["href"])) for link in part.select("a")]


def test_the_number_of_a_lecture_stands_wherever_its_title_does(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES, NUMBERED).build()
    assert built.warnings == []
    assert headings(built, "wide")[0] == "1. Wide networks"
    assert headings(built, "day") == ["Deep day", "2. Deep networks", "3. Deeper networks"]
    page = built.page("index", whole=True)
    assert page.select_one("link[rel=next]")["title"] == "1. Wide networks"
    shown = [words for words, _address in links(page.select_one(".toctree-wrapper"))]
    assert shown[0] == "1. Wide networks"
    assert "2. Deep networks" in shown


def test_without_the_setting_titles_stand_as_they_are(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES).build()
    assert headings(built, "wide")[0] == "Wide networks"
    assert links(built.page("index").select_one(".toctree-wrapper"))[0][0] == "Wide networks"


def test_a_lecture_before_the_others_moves_their_numbers_on_every_page(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES, NUMBERED)
    book.build()
    book.edit("index.md", "wide\nday", "first\nwide\nday")
    book.write("first.md", "# First\n\n```{lecture}\n```\n")
    built = book.build()
    assert headings(built, "wide")[0] == "2. Wide networks"
    assert links(built.page("index").select_one(".toctree-wrapper"))[1][0] == "2. Wide networks"
    assert built.files() == book.build(into="fresh", fresh=True).files()
    book.edit("wide.md", ":name: wide", ":name: wide\n:number: none")
    assert headings(book.build(), "day")[1] == "2. Deep networks"
    book.configure(seminar_numbers_in_headings=False)
    assert headings(book.build(), "day")[1] == "Deep networks"


def test_a_numbered_table_of_contents_has_its_own_numbers(tmp_path: Path) -> None:
    files = FILES | {"index.md": INDEX.replace("{toctree}", "{toctree}\n:numbered:")}
    built = Manuscript(tmp_path, files, NUMBERED).build()
    assert headings(built, "wide")[0] == "1. Wide networks"
    assert headings(built, "day")[1] == "2.1. Deep networks"


def test_plain_text_has_the_numbers_and_a_printed_book_those_of_its_chapters(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES, NUMBERED)
    assert book.build("text", doctrees="all").text("wide").startswith("1. Wide networks\n")
    for builder in ("latex", "seminar-pdf"):
        printed = book.build(builder, doctrees="all").doctree("index")
        titles = [title.astext() for title in printed.findall(nodes.title)]
        assert "Wide networks" in titles
        assert not [title for title in titles if title.startswith("1. ")]
    assert book.build("text", doctrees="all").text("day").startswith("Deep day\n")


def test_papers_and_decks_are_in_the_outline_before_the_headings_below(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES, {"html_theme": "furo"}).build()
    outline = built.page("wide", whole=True).select_one(".toc-tree")
    assert links(outline) == [
        ("Wide networks", "#"),
        ("Reading", "#reading"),
        ("Slides", "#slides-wide-pdf"),
        ("Key papers", "#papers-of-wide"),
        ("Further on", "#further-on"),
    ]
    page = built.page("wide")
    assert all(page.find(id=address[1:]) for _words, address in links(outline)[1:])


def test_a_heading_that_says_it_already_is_enough(tmp_path: Path) -> None:
    files = FILES | {"wide.md": WIDE.replace("```{key-papers}", "## Key papers\n\n```{key-papers}")}
    built = Manuscript(tmp_path, files, {"html_theme": "furo"}).build()
    words = [words for words, _address in links(built.page("wide", whole=True).select_one(".toc-tree"))]
    assert words.count("Key papers") == 1


@pytest.mark.parametrize("theme", THEMES)
def test_papers_and_people_are_reached_from_every_page(tmp_path: Path, theme: str) -> None:
    built = Manuscript(tmp_path, FILES, {"html_theme": theme}).build()
    assert built.warnings == []
    for docname, start in (("wide", ""), ("index", ""), ("sem-people", "")):
        known = dict(links(built.page(docname, whole=True)))
        wanted = {"Papers": f"{start}sem-papers.html", "People": f"{start}sem-people.html"}
        here = "People" if docname == "sem-people" else ""
        if theme != "pydata_sphinx_theme" or not here:
            assert {name: known.get(name) for name in wanted if name != here} == {
                name: address for name, address in wanted.items() if name != here
            }


def test_no_page_leads_to_an_index_that_is_not_written(tmp_path: Path) -> None:
    for settings, builder in (({"html_domain_indices": False}, "html"), ({}, "singlehtml")):
        book = Manuscript(tmp_path / builder, FILES, {"html_theme": "furo", **settings})
        page = book.build(builder).page("index", whole=True)
        assert not [address for _words, address in links(page) if "sem-" in address]
