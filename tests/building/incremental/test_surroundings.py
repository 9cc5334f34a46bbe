"""What pages show that is not of the book, and that Sphinx itself would leave as it was."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from tests.authoring import Manuscript
from tests.editing import differences

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

TOC = """\
# Course

```{{toctree}}
{}
```
"""
EQUATION = """\

```{{math}}
:label: {}
x
```
"""
FIGURE = """\
# {}

```{{figure}} picture.png
:name: {}
Words.
```
"""
LECTURE = """\

```{lecture}
:speaker: Ann Lee
```

```{key-papers}
- Hu, W., & Li, Z. (2019). Simple methods. arXiv preprint arXiv:1905.11368.
```
"""

TALK = """\

```{session}
:kind: talk
:speaker: Ann Lee
```
"""

CATALOGUE = "locale/de/LC_MESSAGES/b.po"
TRANSLATED = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Beta"
msgstr "{}"
"""


ABROAD = {
    "extensions": ["myst_parser", "sphinx_seminar", "sphinx.ext.intersphinx"],
    "intersphinx_mapping": {"theory": ("https://theory.example.org/", "theory.inv")},
}


def inventory(*objects: str) -> bytes:
    """Return what another book can be referred to by; each object is a line of name, type, priority, place, title."""
    head = b"# Sphinx inventory version 2\n# Project: Theory\n# Version: 1\n# The rest is compressed using zlib.\n"
    return head + zlib.compress("".join(f"{line}\n" for line in objects).encode())


@dataclass(frozen=True)
class Story:
    """A book of a first page and two others, unless ``files`` says otherwise, and what its author does."""

    edit: Callable[[Manuscript], object]
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    conf: Mapping[str, Any] = field(default_factory=dict)
    builder: str = "html"

    def write(self, folder: Path) -> Manuscript:
        pages = {"index.md": TOC.format("a\nb"), "a.md": "# Alpha\n", "b.md": "# Beta\n"}
        return Manuscript(folder, pages | self.files, self.conf)


def insert_a_chapter(book: Manuscript) -> None:
    book.write("c.md", "# Gamma\n")
    book.edit("index.md", "a\nb", "a\nc\nb")


def move(book: Manuscript, words: str) -> None:
    """Take what stands in chapter b to the first page."""
    book.edit("b.md", words, "")
    book.write("index.md", TOC.format("a\nb") + words)


STORIES = {
    "the number of an equation": Story(
        lambda book: book.edit("b.md", "# Beta\n", "# Beta\n" + EQUATION.format("one")),
        {"a.md": "# Alpha\n\nBy {eq}`two`.\n", "b.md": "# Beta\n" + EQUATION.format("two")},
    ),
    "the number of an equation of a later chapter": Story(
        insert_a_chapter,
        {
            "index.md": TOC.format(":numbered:\n\na\nb"),
            "a.md": "# Alpha\n\nBy {eq}`two`.\n",
            "b.md": "# Beta\n" + EQUATION.format("two"),
        },
        {"numfig": True, "math_numfig": True},
        "text",
    ),
    "the time zone of the calendar": Story(
        lambda book: book.configure(seminar_timezone="Asia/Tokyo"),
        {"a.md": "# Alpha\n\n```{lecture}\n:date: 2021-06-07 14:00\n```\n"},
        {"seminar_timezone": "Europe/Berlin"},
    ),
    "the place of a term": Story(
        lambda book: move(book, "```{glossary}\nKernel\n  A function.\n```\n"),
        {
            "a.md": "# Alpha\n\nA {term}`kernel`.\n",
            "b.md": """\
# Beta

```{glossary}
Kernel
  A function.
```
""",
        },
    ),
    "the place of a function": Story(
        lambda book: move(book, "```{py:function} course.train()\n```\n"),
        {"a.md": "# Alpha\n\n{py:func}`.train`\n", "b.md": "# Beta\n\n```{py:function} course.train()\n```\n"},
    ),
    "the place of something that may be anything": Story(
        lambda book: move(book, "```{py:function} train()\n```\n"),
        {"a.md": "# Alpha\n\n{any}`train`\n", "b.md": "# Beta\n\n```{py:function} train()\n```\n"},
    ),
    "a heading that is named by its slug": Story(
        lambda book: book.edit("b.md", "## Gradient", "## _Gradient_?"),
        {"a.md": "# Alpha\n\nSee [](b.md#gradient).\n", "b.md": "# Beta\n\n## Gradient\n"},
        {"myst_heading_anchors": 2},
    ),
    "the place of a label in a document": Story(
        lambda book: book.edit("b.md", "(goal)=\n## Gradient\n", "## Gradient\n\n(goal)=\n## Descent\n"),
        {"a.md": "# Alpha\n\nSee [](b.md#goal).\n", "b.md": "# Beta\n\n(goal)=\n## Gradient\n"},
    ),
    "the title of a document": Story(
        lambda book: book.edit("b.md", "# Beta", "# Gamma"), {"a.md": "# Alpha\n\nSee [](b.md).\n"}, {}, "text"
    ),
    "the number of a figure of a later chapter": Story(
        insert_a_chapter,
        {
            "index.md": TOC.format(":numbered:\n\na\nb"),
            "a.md": "# Alpha\n\nSee {numref}`later`.\n",
            "b.md": FIGURE.format("Beta", "later"),
            "picture.png": b"",
        },
        {"numfig": True},
        "text",
    ),
    "an image of the same name": Story(
        lambda book: book.write("a.md", "# Alpha\n\n![](one/picture.png)\n"),
        {"b.md": "# Beta\n\n![](two/picture.png)\n", "one/picture.png": b"1", "two/picture.png": b"2"},
    ),
    "the numbers of chapters": Story(
        insert_a_chapter, {"index.md": TOC.format(":numbered:\n\na\nb")}, {"html_theme": "alabaster"}
    ),
    "chapters without numbers": Story(
        lambda book: book.edit("index.md", ":numbered:\n", ""),
        {"index.md": TOC.format(":numbered:\n\na\nb")},
        {"html_theme": "alabaster"},
    ),
    "a heading of the page above": Story(
        lambda book: book.edit("b.md", "## Old", "## New"),
        {
            "b.md": """\
# Beta

```{toctree}
inner
```

## Old
""",
            "inner.md": "# Inner\n",
        },
        {"html_theme": "alabaster"},
    ),
    "a heading of any page": Story(
        lambda book: book.edit("b.md", "## Old", "## New"),
        {"b.md": "# Beta\n\n## Old\n" + LECTURE},
        {"html_theme": "alabaster", "html_theme_options": {"sidebar_collapse": False}},
    ),
    "the first paper and the first person": Story(lambda book: book.write("b.md", "# Beta\n" + LECTURE)),
    "the last paper and the last person": Story(
        lambda book: book.write("b.md", "# Beta\n"), {"b.md": "# Beta\n" + LECTURE}
    ),
    "the first module of an index of Sphinx": Story(
        lambda book: book.write("b.md", "# Beta\n\n```{py:module} course\n```\n")
    ),
    "another translation": Story(
        lambda book: book.write(CATALOGUE, TRANSLATED.format("Mu")),
        {"b.md": "# Beta\n" + LECTURE, CATALOGUE: TRANSLATED.format("Ny")},
        {"language": "de", "locale_dirs": ["locale"]},
    ),
    "the end of a translation": Story(
        lambda book: [book.delete(path) for path in (CATALOGUE, CATALOGUE.replace(".po", ".mo"))],
        {"b.md": "# Beta\n" + LECTURE, CATALOGUE: TRANSLATED.format("Ny")},
        {"language": "de", "locale_dirs": ["locale"]},
    ),
    **{
        f"the place of a person in {where}": Story(
            lambda book: book.write("a.md", "# Alpha\n" + LECTURE),
            {"index.md": TOC.format("a\nb") + "\n```{session-table}\n:kind: talk\n```\n", "b.md": "# Beta\n" + TALK},
            conf,
            builder,
        )
        for where, builder, conf in (
            ("a builder without index pages", "xml", {}),
            ("a book without them", "html", {"html_domain_indices": ["sem-papers"]}),
        )
    },
    "the language of a page": Story(
        lambda book: book.rename("b.md", "b.rst"), {"b.md": "# Beta\n\n**b**\n"}, {}, "text"
    ),
    "the folder of a table": Story(
        lambda book: book.rename("old.csv", "part/old.csv"),
        {
            "index.md": TOC.format("part/old"),
            "part/old.md": "# Old\n\n```{session-table}\n:file: old.csv\n```\n",
            "old.csv": "Date,Title\n03/04/2017,Nets\n",
        },
        {"exclude_patterns": ["a.md", "b.md"]},
    ),
    **{
        f"{what} of another book": Story(
            lambda book, after=after: book.write("theory.inv", inventory(after)),
            {"a.md": f"# Alpha\n\n{reference}\n", "theory.inv": inventory(before)},
            ABROAD,
            "xml",
        )
        for what, reference, before, after in (
            (
                "the title of a lecture",
                "{lecture}`ntk`",
                "ntk sem:lecture 0 ntk.html#ntk Kernels",
                "ntk sem:lecture 0 ntk.html#ntk Tangent kernels",
            ),
            (
                "the place and the title of a link",
                "[](inv:theory#ntk)",
                "ntk sem:lecture 0 ntk.html#ntk Kernels",
                "ntk sem:lecture 0 tangents.html#ntk Tangent kernels",
            ),
            (
                "the place of a label",
                "{external+theory:ref}`goal`",
                "goal std:label -1 a.html#goal Goal",
                "goal std:label -1 b.html#goal Goal",
            ),
            (
                "the place of a term",
                "{term}`theory:kernel`",
                "Kernel std:term -1 a.html#term-Kernel -",
                "Kernel std:term -1 b.html#term-Kernel -",
            ),
            (
                "the place of a function",
                "{py:func}`nets.train`",
                "nets.train py:function 1 a.html#nets.train -",
                "nets.train py:function 1 b.html#nets.train -",
            ),
        )
    },
    "the lines of conf.py": Story(
        lambda book: book.write("conf.py", "# A comment.\n" + (book.source / "conf.py").read_text()),
        conf={"seminar_bibliography": ["missing.bib"]},
        builder="text",
    ),
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_it_is_as_in_a_fresh_build(tmp_path: Path, story: Story) -> None:
    book = story.write(tmp_path)
    book.build(story.builder)
    again = book.build(story.builder)
    assert (again.read, again.written) == ([], [])
    story.edit(book)
    built = book.build(story.builder)
    fresh = book.build(story.builder, into="fresh", fresh=True)
    assert differences(built, fresh) == []
    assert sorted(built.complaints()) == sorted(fresh.complaints())


def test_images_of_one_name_are_numbered_alike_whichever_was_read_first(tmp_path: Path) -> None:
    pages = {"a.md": "# Alpha\n\n![](two/picture.png)\n", "b.md": "# Beta\n\n![](one/picture.png)\n"}
    book = Story(lambda book: None, {**pages, "one/picture.png": b"1", "two/picture.png": b"2"}).write(tmp_path)
    images = book.build().app.env.images
    assert {path: name for path, (_documents, name) in images.items()} == {
        "one/picture.png": "picture.png",
        "two/picture.png": "picture1.png",
    }


STYLES = {
    "a style sheet": "extensions = ['myst_parser', 'sphinx_seminar']\nhtml_static_path = ['files']\n"
    "html_css_files = ['own.css']\n",
    "a script with attributes": "extensions = ['myst_parser', 'sphinx_seminar']\nhtml_static_path = ['files/own.js']\n"
    "html_js_files = [('own.js', {'defer': 'defer'})]\n",
    "a style sheet of conf.py itself": """\
extensions = ['myst_parser', 'sphinx_seminar']
html_static_path = ['files']
def setup(app):
    app.add_css_file('own.css')
""",
}


@pytest.mark.parametrize("conf", STYLES.values(), ids=STYLES)
def test_every_page_names_the_new_version_of(tmp_path: Path, conf: str) -> None:
    files = {"conf.py": conf, "files/own.css": "p {}\n", "files/own.js": "'use strict';\n"}
    book = Story(lambda book: None, files).write(tmp_path)
    book.build()
    for file in ("files/own.css", "files/own.js"):
        book.touch(file)
    assert book.build().written == []
    book.write("files/own.css", "p { color: red }\n")
    book.write("files/own.js", "'use strict'; void 0;\n")
    assert book.build().written == ["a", "b", "index"]


def test_a_style_sheet_that_no_page_names_writes_none(tmp_path: Path) -> None:
    conf = {"html_static_path": ["files"]}
    book = Story(lambda book: None, {"files/own.css": "p {}\n"}, conf).write(tmp_path)
    book.build()
    book.write("files/own.css", "p { color: red }\n")
    assert book.build().written == []
