"""What the head of a page says: its title and author, where the feed is, and what a link to the page looks like."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.authoring import Manuscript
from tests.built import Built
from tests.editing import differences

FILES = {
    "index.md": """\
# Theory

```{course} Theory
:instructors: Ann Lee

How wide networks *learn*, with {lecture}`ntk`.
```

```{toctree}
lectures/ntk
lectures/flows
plain
```
""",
    "lectures/ntk.md": """\
# Tangent "kernels" & <friends>

```{lecture}
:name: ntk
:date: 2021-06-07 14:00-16:00
:speaker: Bo Roe
:slides: https://example.org/a.pdf

Why a wide network is *linear*.
```

Text of the chapter.
""",
    "lectures/flows.md": """\
# Flows

```{lecture}
:date: 2021-06-14 14:00-16:00
:speaker: Bo Roe
```

```{figure} plot.png
A figure's caption.
```

A flow follows {paper}`lee` into a valley.
It ends there.
""",
    "plain.md": "# Plain\n\nNothing of the course.\n",
    "lectures/plot.png": b"1",
    "refs.bib": "@book{lee, title={Forms}, author={Lee, Ann}, year={1999}}\n",
}
CONF = {"html_baseurl": "https://example.org/theory/", "seminar_bibliography": ["refs.bib"], "project": "Theory of it"}


def course(tmp_path: Path, **conf: object) -> Manuscript:
    return Manuscript(tmp_path, FILES, CONF | conf)


def said(built: Built, docname: str) -> dict[str, str]:
    """Return what the elements ``meta`` of a page say, each of them once."""
    tags = [
        (str(tag.get("property") or tag["name"]), str(tag["content"]))
        for tag in built.page(docname, whole=True).select("meta[property^='og:'], meta[name=description]")
    ]
    assert len(dict(tags)) == len(tags)
    return dict(tags)


def feeds(built: Built, docname: str) -> list[str]:
    links = built.page(docname, whole=True).select('head link[rel="alternate"][type="application/atom+xml"]')
    return [str(link["href"]) for link in links]


@pytest.mark.parametrize(
    "theme", ["basic", "alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme"]
)
def test_every_page_says_where_the_feed_is(tmp_path: Path, theme: str) -> None:
    built = course(tmp_path, html_theme=theme).build()
    assert built.warnings == []
    for docname in ("index", "plain", "genindex", "search", "sem-people"):
        assert feeds(built, docname) == ["feed.xml"]
    assert feeds(built, "lectures/ntk") == ["../feed.xml"]


def test_pages_are_written_again_when_the_feed_comes_or_goes(tmp_path: Path) -> None:
    book = course(tmp_path, seminar_exports=["ics"])
    assert feeds(book.build(), "plain") == []
    for exports in (["ics", "feed"], ["ics", "feed"], ["feed"], []):
        book.configure(seminar_exports=exports)
        built = book.build()
        assert feeds(built, "plain") == (["feed.xml"] if "feed" in exports else [])
        assert differences(built, book.build(into="fresh", fresh=True)) == []


def test_a_link_to_a_lecture_is_shown_in_its_own_words(tmp_path: Path) -> None:
    built = course(tmp_path).build()
    assert said(built, "lectures/ntk") == {
        "description": "Why a wide network is linear.",
        "og:title": "Tangent “kernels” & <friends>",
        "og:description": "Why a wide network is linear.",
        "og:type": "article",
        "og:url": "https://example.org/theory/lectures/ntk.html",
        "og:site_name": "Theory of it",
    }
    assert said(built, "lectures/flows")["og:description"] == "A flow follows Lee (1999) into a valley. It ends there."
    assert said(built, "index")["description"].startswith("How wide networks learn, with 1. Tangent")
    assert said(built, "plain") == {}


def test_what_the_author_wrote_for_search_engines_stands(tmp_path: Path) -> None:
    book = course(tmp_path)
    words = """\
---
myst:
  html_meta:
    description: My words.
    property=og:title: My title
---

"""
    book.write("lectures/ntk.md", words + FILES["lectures/ntk.md"])
    found = said(book.build(), "lectures/ntk")
    assert (found["description"], found["og:description"], found["og:title"]) == ("My words.", "My words.", "My title")


def test_a_long_abstract_ends_with_a_word(tmp_path: Path) -> None:
    book = course(tmp_path)
    book.edit("lectures/ntk.md", "Why a wide network is *linear*.", "word " * 100)
    description = said(book.build(), "lectures/ntk")["description"]
    assert len(description) <= 201
    assert description.endswith("word…")


def test_a_page_follows_its_first_paragraph(tmp_path: Path) -> None:
    book = course(tmp_path)
    book.build()
    book.edit("lectures/flows.md", "into a valley", "up a hill")
    built = book.build()
    assert "up a hill" in said(built, "lectures/flows")["description"]
    assert differences(built, book.build(into="fresh", fresh=True)) == []


def test_an_extension_that_writes_previews_shows_our_words(tmp_path: Path) -> None:
    extension = """\
def add(app, pagename, template, context, doctree):
    if doctree is not None:
        fields = dict(context["meta"] or {})
        words = {"og:title": "Theirs", "og:description": "Theirs: " + doctree.astext()[:20]} | fields
        tags = "".join(f'<meta property="{name}" content="x" />' for name in words if name.startswith("og:"))
        context["metatags"] += tags
        app.said = getattr(app, "said", {}) | {pagename: words}

def setup(app):
    app.connect("html-page-context", add)
"""
    book = course(tmp_path, extensions=["myst_parser", "sphinx_seminar", "sphinxext.opengraph"])
    book.write("sphinxext/opengraph.py", extension)
    book.write("sphinxext/__init__.py", "")
    conf = (book.source / "conf.py").read_text()
    book.write("conf.py", f"import sys\nsys.path.insert(0, {str(book.source)!r})\n{conf}")
    built = book.build()
    assert built.app.said["lectures/ntk"]["og:description"] == "Why a wide network is linear."
    assert set(said(built, "lectures/ntk")) == {"description", "og:title", "og:description"}


TITLED_CONF = """\
extensions = ["myst_parser", "sphinx_seminar"]
html_theme = "sphinx_book_theme"
{more}
"""
TITLED = """\
# Course

```{course} Kernels and Networks
:instructors: Ada Lehmann; Jan Novak, TU Berlin
```

```{toctree}
more
```
"""


def titled(tmp_path: Path, more: str = "") -> Manuscript:
    return Manuscript(tmp_path, {"conf.py": TITLED_CONF.format(more=more), "index.md": TITLED, "more.md": "# More\n"})


def test_the_author_and_the_title_of_every_page_are_the_course_s(tmp_path: Path) -> None:
    book = titled(tmp_path)
    page = book.build().page("more", whole=True)
    assert "By Ada Lehmann, Jan Novak" in " ".join(page.get_text(" ").split())
    assert "Kernels and Networks" in page.find("title").get_text()
    book.edit("index.md", "Ada Lehmann", "Ada Lee")
    edited = book.build()
    assert "By Ada Lee, Jan Novak" in " ".join(edited.page("more", whole=True).get_text(" ").split())
    assert edited.read == ["index"]


def test_pages_are_written_again_when_the_title_changes_and_else_not(tmp_path: Path) -> None:
    book = titled(tmp_path, 'html_theme = "basic"')
    book.build()
    assert book.build().written == []
    book.edit("index.md", "Kernels", "Graphs")
    edited = book.build()
    assert (edited.read, edited.written) == (["index"], ["index", "more"])
    assert "Graphs and Networks" in edited.page("more", whole=True).find("title").get_text()
    assert book.build().written == []


def test_an_author_and_a_title_of_conf_py_stand(tmp_path: Path) -> None:
    page = titled(tmp_path, 'author = "The department"\nproject = "Courses"').build().page("more", whole=True)
    assert "By The department" in " ".join(page.get_text(" ").split())
    assert "Courses" in page.find("title").get_text()
