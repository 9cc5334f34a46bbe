"""A book in one file: an EPUB, and a single web page. Nothing in it leads to what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup

from tests.authoring import Manuscript
from tests.decks import deck

if TYPE_CHECKING:
    from pathlib import Path

INDEX = """\
# Theory

```{course} Theory
:instructors: Ann Lee
```

```{session-table}
```

```{toctree}
talk
```
"""
TALK = """\
# Kernels

```{lecture}
:name: kernels
:date: 2021-06-07 14:00-16:00
:speaker: Bo Roe
```

```{slides} slides/a.pdf
:title: The deck
:embed:
```

```{key-papers}
- Jacot, A. (2018). Neural tangent kernel. NeurIPS. arXiv:1806.07572
```
"""
CONF = {"version": "1", "copyright": "2021, A", "html_baseurl": "https://example.org/c/"}


@pytest.fixture
def book(tmp_path: Path) -> Manuscript:
    files = {"index.md": INDEX, "talk.md": TALK, "slides/a.pdf": deck("First page", "Second page")}
    return Manuscript(tmp_path, files, CONF)


def packed(folder: Path) -> dict[str, bytes]:
    (path,) = folder.glob("*.epub")
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_an_epub_has_no_scripts_and_all_that_its_pages_name(book: Manuscript) -> None:
    built = book.build("epub")
    assert built.warnings == []
    files = packed(built.folder)
    assert not [name for name in files if name.endswith((".js", ".json", "seminar.css"))]
    pages = {name: BeautifulSoup(files[name], "html.parser") for name in files if name.endswith(".xhtml")}
    assert {"talk.xhtml", "sem-papers.xhtml", "sem-people.xhtml"} <= pages.keys()
    for name, page in pages.items():
        assert not page.select("script, iframe, details, [data-paper]"), name
        named = [tag.get("src") or tag["href"] for tag in page.select("[src], link[href], a[href]")]
        assert {each.partition("#")[0] for each in named if ":" not in each and each[0] != "#"} <= files.keys(), name


def test_an_epub_shows_the_first_page_of_a_deck_and_where_all_of_it_is(book: Manuscript) -> None:
    files = packed(book.build("epub").folder)
    frame = BeautifulSoup(files["talk.xhtml"], "html.parser").select_one(".sem-deck")
    assert files[frame.img["src"]].startswith(b"\x89PNG")
    assert frame.img["alt"] == "The deck"
    assert frame.a["href"] == "https://example.org/c/slides/a.pdf"


def test_a_deck_that_is_withdrawn_leaves_the_epub(book: Manuscript) -> None:
    assert [name for name in packed(book.build("epub").folder) if "sem-deck" in name]
    book.edit("talk.md", "slides/a.pdf", "https://example.org/elsewhere.pdf")
    assert not [name for name in packed(book.build("epub").folder) if "sem-deck" in name]


def test_tags_in_words_of_an_author_end_where_they_should(book: Manuscript) -> None:
    row = "| **A** <b>title</b><br>of two lines | Not <i>closed |"
    table = f"""\
```{{session-table}}
:caption: Rows<br>and <b>more
| Title | Own |
|---|---|
{row}
```
"""
    lists = """\
```{timeline}
- 2021-06-01: A <b>deadline
- 2021-06-02: <i>Another</b></i><wbr>
```
"""
    book.write("talk.md", f"{TALK}\n{table}\n{lists}")
    files = packed(book.build("epub").folder)
    pages = {name: ElementTree.fromstring(content) for name, content in files.items() if name.endswith(".xhtml")}
    words = " ".join(" ".join(pages["talk.xhtml"].itertext()).split())
    assert [text for text in ("and <b>more", "A <b>deadline", "Another</b>") if text not in words] == []


def test_old_readers_know_every_rule_of_its_style_sheet(book: Manuscript) -> None:
    styles = packed(book.build("epub").folder)["_static/seminar-epub.css"].decode()
    assert "sem-paper" in styles
    assert [
        word for word in (":is(", ":has(", "var(", "@", "color-mix", "-inline", "-block", "grid") if word in styles
    ] == []


def test_links_of_a_single_page_lead_to_places_on_it_or_to_files(book: Manuscript) -> None:
    book.write("talk.md", TALK + "\n## More\n\n[](index.md#theory), {lecture}`kernels`, {person}`Bo Roe`.\n")
    built = book.build("singlehtml", conf={"myst_heading_anchors": 2})
    assert built.warnings == []
    page = built.page("index")
    assert [link["href"] for link in page.select("#more > p a")] == [
        "#theory",
        "#sessions-kernels",
        "#sessions-kernels",
    ]
    anchors = {tag["id"] for tag in page.select("[id]")}
    for link in page.select("[class*=sem-] a[href]"):
        file, _hash, anchor = link["href"].partition("#")
        assert not anchor or anchor in anchors, link
        assert ":" in file or (built.folder / file).exists(), link


def test_the_link_checker_asks_no_server_for_files_of_the_book(book: Manuscript) -> None:
    book.write("talk.md", TALK + "\n[Elsewhere](https://example.org/elsewhere)\n")
    built = book.build("linkcheck", conf={"linkcheck_ignore": [".*"]})
    text = built.read_file("output.json").decode()
    assert "https://example.org/elsewhere" in text
    assert "example.org/c/" not in text
