"""An incremental build equals a fresh one, and writes nothing that shows nothing new."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript
from tests.editing import differences

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LECTURE = """\
# {0}

```{{lecture}}
:name: {1}
:speaker: Ann Lee
```

```{{key-papers}}
- @{2}
```

Words.
"""
FILES = {
    "index.md": """\
# Course

```{session-table}
:columns: number, title
```

```{toctree}
a
b
c
plain
```
""",
    "a.md": LECTURE.format("Alpha", "alpha", "one"),
    "b.md": LECTURE.format("Beta", "beta", "two"),
    "c.md": LECTURE.format("Gamma", "gamma", "one") + "See {lecture}`beta`.\n",
    "plain.md": "# Plain\n\nNothing of the book.\n",
    "refs.bib": "@book{one, title={One}, author={Lee, A.}, year=2001}\n@book{two, title={Two}, author={Roe, B.}, year=2002}\n"
    "@book{three, title={Three}, author={Poe, C.}, year=2003}\n",
}
QUICK = {"seminar_bibliography": ["refs.bib"], "seminar_fresh_navigation": False}


@pytest.fixture
def book(tmp_path: Path) -> Manuscript:
    return Manuscript(tmp_path, FILES, QUICK)


EDITS: dict[str, tuple[Callable[[Manuscript], None], set[str]]] = {
    "nothing": (lambda book: None, set()),
    "prose of one chapter": (lambda book: book.edit("b.md", "Words", "Other words"), {"b"}),
    "the title of one chapter": (lambda book: book.edit("b.md", "# Beta", "# New"), {"b", "c", "index"}),
    "an option that nobody else shows": (lambda book: book.edit("b.md", "Ann Lee", "Bo Roe"), {"b"}),
    "the order of chapters": (
        lambda book: book.edit("index.md", "a\nb\nc", "c\nb\na"),
        {"a", "c", "index"},
    ),
    "an entry that one chapter shows": (lambda book: book.edit("refs.bib", "{Two}", "{Two again}"), {"b"}),
    "an entry that two chapters show": (lambda book: book.edit("refs.bib", "{One}", "{One again}"), {"a", "c"}),
    "an entry that nobody shows": (lambda book: book.edit("refs.bib", "{Three}", "{Three again}"), set()),
    "the time of a data file": (lambda book: book.touch("refs.bib"), set()),
    "a page of no session": (lambda book: book.edit("plain.md", "Nothing", "Still nothing"), {"plain"}),
    "another paper in one list": (lambda book: book.edit("b.md", "- @two", "- @two\n- @one"), {"a", "b", "c"}),
}


@pytest.mark.parametrize(("edit", "expected"), EDITS.values(), ids=EDITS.keys())
def test_only_pages_that_show_what_changed_are_written(
    book: Manuscript, edit: Callable[[Manuscript], None], expected: set[str]
) -> None:
    book.build()
    edit(book)
    written = set(book.build().written)
    # Sphinx itself writes the page whose table of contents holds a page that is written.
    assert written - {"index"} == expected - {"index"}
    assert written >= expected


@pytest.mark.parametrize(("edit", "expected"), EDITS.values(), ids=EDITS.keys())
def test_after_an_edit_every_file_is_as_in_a_fresh_build(
    tmp_path: Path, edit: Callable[[Manuscript], None], expected: set[str]
) -> None:
    book = Manuscript(tmp_path, FILES, QUICK | {"seminar_fresh_navigation": True})
    book.build()
    edit(book)
    built = book.build()
    assert set(built.written) >= expected
    assert differences(built, book.build(into="fresh", fresh=True)) == []


def test_editing_a_title_updates_the_table_on_the_first_page(book: Manuscript) -> None:
    book.build()
    book.edit("b.md", "# Beta", "# The new title")
    built = book.build()
    assert built.read == ["b"]
    assert built.written == ["b", "c", "index"]
    rows = [row.get_text(" ", strip=True) for row in built.page("index").select("table.sem-table tbody tr")]
    assert rows == ["1 Alpha", "2 The new title", "3 Gamma"]
    assert "2. The new title" in built.page("c").get_text()


def test_a_new_and_a_deleted_chapter_are_followed(book: Manuscript) -> None:
    book.build()
    book.write("d.md", LECTURE.format("Delta", "delta", "two"))
    book.edit("index.md", "a\nb", "a\nd\nb")
    added = book.build()
    assert added.written == ["a", "b", "c", "d", "index"]
    assert "Also in 2. Delta." in added.page("b").get_text()
    book.delete("d.md")
    book.edit("index.md", "a\nd\nb", "a\nb")
    removed = book.build()
    assert (
        "Delta"
        not in removed.page("b").get_text() + removed.page("index").get_text() + removed.page("sem-people").get_text()
    )


def test_the_sidebars_of_all_pages_follow_a_new_title(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES, QUICK | {"seminar_fresh_navigation": True, "html_theme": "alabaster"})
    book.build()
    book.edit("b.md", "# Beta", "# The new title")
    built = book.build()
    sidebar = built.page("plain", whole=True).select_one(".sphinxsidebar")
    assert "The new title" in sidebar.get_text()
    assert differences(built, book.build(into="fresh", fresh=True)) == []


def test_two_builders_that_share_doctrees_are_both_fresh(book: Manuscript) -> None:
    for builder in ("html", "dirhtml"):
        book.build(builder, doctrees="shared")
    book.edit("b.md", "# Beta", "# The new title")
    book.build("html", doctrees="shared")
    assert "The new title" in book.build("dirhtml", doctrees="shared").page("index").get_text()


def test_a_build_of_single_files_does_not_make_later_ones_stale(book: Manuscript) -> None:
    book.build()
    book.edit("b.md", "# Beta", "# The new title")
    book.build(only=["b.md"])
    assert "The new title" in book.build().page("index").get_text()


def test_a_build_that_failed_does_not_make_later_ones_stale(book: Manuscript) -> None:
    book.build()
    book.edit("b.md", "# Beta", "# The new title")
    book.write(
        "conf.py",
        (book.source / "conf.py").read_text()
        + """\
def fail(app, doctree, docname):
    if docname == 'index':
        raise KeyboardInterrupt
def setup(app):
    app.connect('doctree-resolved', fail, priority=1)
""",
    )
    with pytest.raises(KeyboardInterrupt):
        book.build()
    book.configure()
    assert "The new title" in book.build().page("index").get_text()


def test_a_parallel_build_equals_a_serial_one(book: Manuscript) -> None:
    for number in range(12):
        book.write(f"x{number}.md", LECTURE.format(f"Extra {number}", f"x{number}", "one"))
    serial = book.sphinx_build("html", "-j1", into="serial")
    parallel = book.sphinx_build("html", "-j2", into="parallel")
    files = [
        {path.relative_to(run.folder): path.read_bytes() for path in run.folder.rglob("*") if path.is_file()}
        for run in (serial, parallel)
    ]
    assert files[0] == files[1]
    assert serial.warnings == parallel.warnings


def test_an_unreadable_state_file_means_that_everything_is_written(book: Manuscript) -> None:
    built = book.build()
    state = built.folder / ".seminar.json"
    assert set(json.loads(state.read_text())["pages"]) == {"index", "a", "b", "c", "plain"}
    state.write_text("{", encoding="utf-8")
    assert book.build().written == ["a", "b", "c", "index", "plain"]


def test_messages_name_the_lines_of_the_sources_as_they_are_now(tmp_path: Path) -> None:
    page = """\
# A

```{lecture}
:name: a
:date: 2021-13-01
```

Text.
"""
    book = Manuscript(tmp_path, {"index.md": page})
    book.build("text")
    book.edit("index.md", "# A\n", "# A\n\nA line above.\n")
    (warning,) = book.build("text").warnings
    assert (warning.path, warning.line) == ("index.md", 7)


def test_a_report_names_the_lines_of_the_sources_as_they_are_now(tmp_path: Path) -> None:
    book = Manuscript(
        tmp_path,
        {
            "index.md": """\
# A

```{lecture}
:name: a
:date: 2031-01-01
```
"""
        },
    )
    book.build("seminar-report")
    book.edit("index.md", "# A\n", "# A\n\nA line above.\n")
    assert "index.md:5" in book.build("seminar-report").read_file("report.txt").decode()


def test_a_new_title_writes_no_page_of_an_epub_that_does_not_show_it(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES, QUICK | {"seminar_fresh_navigation": True})
    book.build("epub")
    book.edit("plain.md", "# ", "# Another ")
    assert set(book.build("epub").written) <= {"index", "plain"}


def test_an_epub_that_is_made_again_has_nothing_to_say_of_our_file_among_its_own(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, {"index.md": "# Kernels\n\n```{lecture}\n```\n"}, {"copyright": "2021", "version": "1"})
    assert [book.build("epub").warnings for _build in range(2)] == [[], []]


def test_a_build_where_nothing_changed_loads_neither_exports_nor_the_book(tmp_path: Path) -> None:
    conf = """\
import sys
from pathlib import Path

extensions = ["myst_parser", "sphinx_seminar"]
seminar_bibliography = ["refs.bib"]


def note_rooms(app, _exception):
    rooms = {name.split(".")[1] for name in sys.modules if name.startswith("sphinx_seminar.")}
    Path(app.confdir, "rooms.txt").write_text(" ".join(rooms))


def setup(app):
    app.connect("build-finished", note_rooms, priority=999)
"""
    book = Manuscript(tmp_path, {**FILES, "conf.py": conf})
    drawn = {"book", "exports", "planning"}
    loaded = []
    for _build in range(2):
        assert book.sphinx_build().returncode == 0
        loaded.append(drawn & set((book.source / "rooms.txt").read_text().split()))
    assert loaded == [drawn, set()]
