"""``{only}``: what the tags of a build hide takes no part in the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path


PLAN = """\
# Course

```{course} Course
:starts: 2021-04-05
:ends: 2021-06-30
:meets: Mon 10:00-12:00
```

```{session-table}
:columns: number, date, title
```

```{toctree}
talks
```
"""
TALKS = """\
# Talks

```{lecture} First
```

````{only} solutions
Quokka {lecture}`quokka-one`.

```{lecture} Quokka one
:speaker: Quokka Person
:slides: https://example.org/quokka.pdf

{slides}`More <https://example.org/quokka-more.pdf>`
```

```{session-table}
| Date | Title |
|---|---|
| 2021-05-03 | Quokka in a table |
```

```{session-table}
:file: quokka.csv
```

```{timeline}
- 2021-05-01: Quokka deadline
```

{paper}`quokka2001`
````

```{key-papers}
- @public
```

```{session-table}
:file: public.csv
```

```{lecture} Second
```
"""
FILES = {
    "index.md": PLAN,
    "talks.md": TALKS,
    "quokka.csv": "Title,Papers\nQuokka in a file,@quokka2002\n",
    "public.csv": "Title,Papers\nA public row,@open\n",
    "refs.bib": """\
@article{public, title={Public}, author={Jacot, A.}, year=2018, journal={J}}
@article{open, title={Open}, author={Lee, A.}, year=2019, journal={J}}
@article{quokka2001, title={Quokka paper}, author={Quokka, A.}, year=2001, journal={J}}
@article{quokka2002, title={Quokka paper II}, author={Quokka, A.}, year=2002, journal={J}}
""",
}


@pytest.fixture
def book(tmp_path: Path) -> Manuscript:
    return Manuscript(tmp_path, FILES, {"seminar_bibliography": ["refs.bib"], "html_copy_source": True})


def traces(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and (b"quokka" in path.read_bytes().lower() or "quokka" in path.name.lower())
    )


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "latex", "text", "man", "texinfo", "xml"])
def test_what_a_false_tag_hides_is_in_no_file(book: Manuscript, builder: str) -> None:
    built = book.build(builder)
    assert built.warnings == []
    assert traces(built.folder) == []


def test_it_takes_no_slot_and_the_papers_belong_to_the_session_before(book: Manuscript) -> None:
    built = book.build()
    assert built.rows() == [
        ["1", "5 Apr 2021", "First"],
        ["2", "12 Apr 2021", "Second"],
        ["", "", "A public row"],
    ]
    assert "Public" in (built.folder / "sessions/first.bib").read_text()
    assert [item["id"] for item in built.page("sem-papers").select("li.sem-paper")] == ["papers-public", "papers-open"]


def test_with_the_tag_it_is_a_session_like_any_other_and_without_it_gone_again(book: Manuscript) -> None:
    public = book.sphinx_build()
    hidden_pages = {path.name: path.read_bytes() for path in public.folder.glob("*.html")}
    run = book.sphinx_build("html", "-t", "solutions")
    assert run.warnings == []
    assert (run.folder / "sessions/quokka-one.ics").exists()
    assert (run.folder / "_sources/talks.md.txt").exists()
    again = book.sphinx_build()
    assert {path.name: path.read_bytes() for path in again.folder.glob("*.html")} == hidden_pages
    assert [path for path in traces(again.folder) if path != "searchindex.js"] == []


def test_builders_that_share_doctrees_show_each_their_own(tmp_path: Path) -> None:
    lectures = "```{only} html\n```{lecture} On the web\n```\n```\n".replace("```{only}", "````{only}", 1)
    lectures = (
        "# C\n\n```{session-table}\n```\n\n"
        + lectures[:-4]
        + """\
````

````{only} text
```{lecture} In a file
```
````
"""
    )
    book = Manuscript(tmp_path, {"index.md": lectures})
    web = book.build("html", doctrees="both").page("index").get_text()
    text = book.build("text", doctrees="both").text("index")
    assert ("On the web" in web, "In a file" in web) == (True, False)
    assert ("On the web" in text, "In a file" in text) == (False, True)


def test_an_only_within_a_session_hides_its_own_part(tmp_path: Path) -> None:
    page = """\
# C

`````{lecture} Talk
:slides: https://example.org/a.pdf

An abstract.

````{only} solutions
```{slides} https://example.org/quokka.pdf
```
````
`````
"""
    built = Manuscript(tmp_path, {"index.md": page}).build()
    assert traces(built.folder) == []
    assert "An abstract." in built.page("index").get_text()


def test_another_tag_writes_the_pages_whose_words_it_shows(tmp_path: Path) -> None:
    page = """\
# C

```{only} solutions
Quokka
```
"""
    book = Manuscript(tmp_path, {"index.md": page})
    shown = [
        (book.sphinx_build("text", *tags).folder / "index.txt").read_text() for tags in ([], ["-t", "solutions"], [])
    ]
    assert ["Quokka" in text for text in shown] == [False, True, False]


def test_a_page_of_which_something_is_left_out_has_no_button_for_its_source(tmp_path: Path) -> None:
    page = """\
# C

```{only} solutions
Quokka
```
"""
    files = {"index.md": page, "open.md": "---\norphan: true\n---\n\n# Open\n"}
    built = Manuscript(tmp_path, files, {"html_theme": "sphinx_book_theme"}).build()
    assert [path.name for path in (built.folder / "_sources").iterdir()] == ["open.md"]
    assert not built.page("index", whole=True).select('a[href^="_sources"]')
    assert built.page("open", whole=True).select('a[href^="_sources"]')
