"""``{lecture}`` and ``{session}``: what an instructor writes above a chapter, and what a student reads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import Tag

LECTURE = """\
# Neural Tangent Kernel

```{lecture}
:name: ntk
:date: 2021-06-07 14:00-16:00
:speaker: Shihua Zhang; Chihao Zhang (guest) <https://example.org/chihao>
:chair: Shihua Zhang
:slides: https://example.org/ntk.pdf; Part II <https://example.org/ntk2.pdf>
:recording: https://video.example.org/w/1
:notes: notes/ntk.txt
:location: MI 02.07.014
:online: https://meet.example.org/ntk
:part: Kernels
:tags: kernels, theory

An abstract, in *Markdown*.
```
"""
FILES = {"index.md": LECTURE, "notes/ntk.txt": "Notes"}


def facts(header: Tag) -> dict[str, str]:
    """Return the lines of a header by their names."""
    names = [name.get_text(strip=True).rstrip(":") for name in header.select("dl.field-list > dt")]
    return dict(
        zip(names, (line.get_text(" ", strip=True) for line in header.select("dl.field-list > dd")), strict=True)
    )


def header_of(page: Tag, number: int = 0) -> Tag:
    return page.select("div.sem-session")[number]


def test_the_header_shows_every_fact_under_its_name(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES).build()
    header = header_of(built.page("index"))
    assert built.warnings == []
    assert facts(header) == {
        "Speakers": "Shihua Zhang , Chihao Zhang ↗ (guest)",
        "Chair": "Shihua Zhang",
        "Slides": "ntk.pdf , Part II",
        "Notes": "ntk.txt (TXT, 5 B)",
        "Tags": "kernels, theory",
    }
    summary = "Lecture 1 · Kernels · Mon 7 June 2021, 14:00–16:00 · MI 02.07.014"
    assert header.select_one(".sem-summary").get_text() == summary
    actions = ["Slides 1", "Slides 2", "Recording", "Join online", "Add to calendar"]
    assert [action.get_text() for action in header.select(".sem-actions a")] == actions
    assert header.select("p")[-1].get_text() == "An abstract, in Markdown."


def test_the_links_of_the_header_lead_where_they_should(tmp_path: Path) -> None:
    header = header_of(Manuscript(tmp_path, FILES).build().page("index"))
    assert {link.get_text(): link["href"] for link in header.select("a")} == {
        "Slides 1": "https://example.org/ntk.pdf",
        "Slides 2": "https://example.org/ntk2.pdf",
        "Recording": "https://video.example.org/w/1",
        "Join online": "https://meet.example.org/ntk",
        "Add to calendar": "sessions/ntk.ics",
        "Shihua Zhang": "sem-people.html#people-shihua-zhang",
        "Chihao Zhang": "sem-people.html#people-chihao-zhang",
        "↗": "https://example.org/chihao",
        "ntk.pdf": "https://example.org/ntk.pdf",
        "Part II": "https://example.org/ntk2.pdf",
        "ntk.txt": "notes/ntk.txt",
    }


def test_the_heading_is_the_title_and_carries_the_name(tmp_path: Path) -> None:
    doctree = Manuscript(tmp_path, FILES).build().doctree("index")
    (section,) = doctree.findall(nodes.section)
    assert section["ids"] == ["neural-tangent-kernel", "sessions-ntk"]


def test_a_heading_in_another_directive_is_the_title_of_what_stands_under_it(tmp_path: Path) -> None:
    page = """\
Course
======

.. only:: html

   Kernels
   -------

   .. lecture::
"""
    built = Manuscript(tmp_path, {"index.rst": page}).build()
    assert "1. Kernels" in [found.title for found in built.search_objects()]


def test_an_argument_is_the_title_of_a_session_that_opens_no_section(tmp_path: Path) -> None:
    day = """\
# Workshop

```{session} Opening $\\alpha$
:kind: invited talk
```

```{session} Lunch
:kind: break
```
"""
    built = Manuscript(tmp_path, {"index.md": day}).build()
    page = built.page("index")
    assert [title.get_text() for title in page.select(".sem-title")] == ["Opening \\(\\alpha\\)", "Lunch"]
    assert [title.name for title in page.select(".sem-title")] == ["h2", "h2"]
    assert [line.get_text() for line in page.select(".sem-summary")] == ["Invited talk", "Break"]
    assert {page.find(id=anchor) is not None for anchor in ("sessions-opening-alpha", "sessions-lunch")} == {True}


def test_lectures_are_counted_in_the_order_of_the_table_of_contents(tmp_path: Path) -> None:
    lecture = """\
# {0}

```{{lecture}}
{1}
```
"""
    files = {
        "index.md": """\
# Course

```{toctree}
z
b
a
c
d
```
""",
        "z.md": lecture.format("First", ""),
        "b.md": lecture.format("Second", ""),
        "a.md": lecture.format("Extra", ":number: none"),
        "c.md": lecture.format("Eighth", ":number: 8"),
        "d.md": lecture.format("Ninth", ""),
    }
    built = Manuscript(tmp_path, files).build()
    summaries = [header_of(built.page(name)).select_one(".sem-summary").get_text() for name in "zbacd"]
    assert summaries == ["Lecture 1", "Lecture 2", "Lecture", "Lecture 8", "Lecture 9"]


@pytest.mark.parametrize(
    ("status", "shown"), [("cancelled", "cancelled"), ("Tentative", "tentative"), ("moved", "moved")]
)
def test_a_status_is_said_in_words_in_every_view(tmp_path: Path, status: str, shown: str) -> None:
    page = f"""\
# Talk

```{{lecture}}
:date: 2021-06-08
:status: {status}
```

```{{session-table}}
```
"""
    built = Manuscript(tmp_path, {"index.md": page}).build()
    content = built.page("index")
    assert header_of(content).select_one("strong.sem-status").get_text() == shown
    assert content.select_one("td.sem-col-title").get_text() == f"Talk {shown}"
    assert built.warnings == []


def test_the_date_that_no_longer_holds_is_struck_through_beside_the_new_one(tmp_path: Path) -> None:
    page = """\
# Talk

```{lecture}
:date: 2021-06-08
:status: moved
:moved-from: 2021-06-01
```
"""
    header = header_of(Manuscript(tmp_path, {"index.md": page}).build().page("index"))
    summary = "Lecture 1 · Tue 8 June 2021 (moved from Tue 1 June 2021) · moved"
    assert header.select_one(".sem-summary").get_text() == summary
    assert header.select_one(".sem-struck").get_text() == "Tue 1 June 2021"


def test_a_duration_gives_the_end(tmp_path: Path) -> None:
    page = """\
# Talk

```{lecture}
:date: 2021-06-08 14:00
:duration: 1h30
```
"""
    header = header_of(Manuscript(tmp_path, {"index.md": page}).build().page("index"))
    assert "Tue 8 June 2021, 14:00–15:30" in header.select_one(".sem-summary").get_text()


def test_the_dates_follow_the_language_of_the_book(tmp_path: Path) -> None:
    page = """\
# Vortrag

```{lecture}
:date: 8. Juni 2021
```
"""
    built = Manuscript(tmp_path, {"index.md": page}, {"language": "de"}).build()
    assert "8. Juni 2021" in header_of(built.page("index")).get_text()
    assert built.warnings == []


def test_restructuredtext_declares_the_same(tmp_path: Path) -> None:
    text = """\
Neural Tangent Kernel
=====================

.. lecture::
   :name: ntk
   :speaker: Shihua Zhang

   Abstract.

See :lecture:`ntk`.
"""
    built = Manuscript(tmp_path, {"index.rst": text}).build()
    page = built.page("index")
    assert built.warnings == []
    assert facts(header_of(page)) == {"Speaker": "Shihua Zhang"}
    assert page.select_one('a[href="#sessions-ntk"]').get_text() == "1. Neural Tangent Kernel"


def test_an_option_may_go_on_on_indented_lines(tmp_path: Path) -> None:
    page = """\
# T

```{lecture}
:speaker: Ann Lee
  Bo Roe (guest)
  Cy Poe <javascript:x>
:location: Hall

The *abstract*.

More.
```
"""
    built = Manuscript(tmp_path, {"index.md": page}).build()
    header = header_of(built.page("index"))
    assert header.select_one(".sem-where").get_text() == "Hall"
    assert facts(header) == {"Speakers": "Ann Lee , Bo Roe (guest), Cy Poe"}
    assert [text.get_text() for text in header.select("p")[-2:]] == ["The abstract.", "More."]
    (warning,) = built.warnings
    assert (warning.line, warning.subtype) == (6, "person")


def test_an_indented_body_stays_a_body(tmp_path: Path) -> None:
    page = """\
# T

```{lecture}
:location: Hall

    some = code
```
"""
    header = header_of(Manuscript(tmp_path, {"index.md": page}).build().page("index"))
    assert header.select_one(".sem-where").get_text() == "Hall"
    assert facts(header) == {}
    assert header.select_one("pre").get_text().strip() == "some = code"


def test_papers_of_the_header_are_listed_with_the_session(tmp_path: Path) -> None:
    files = {
        "index.md": "# Talk\n\n```{lecture}\n:papers: @lee; @roe\n```\n",
        "refs.bib": "@book{lee, title={One}, author={Lee, Ann}, year=2001}\n@book{roe, title={Two}, author={Roe, Bo}, year=2002}",
    }
    built = Manuscript(tmp_path, files, {"seminar_bibliography": ["refs.bib"]}).build()
    assert built.warnings == []
    assert [item.select_one(".sem-citation").get_text() for item in built.page("index").select("li.sem-paper")] == [
        "Lee, A. (2001). One.",
        "Roe, B. (2002). Two.",
    ]


def test_a_session_stands_on_a_page_without_a_heading(tmp_path: Path) -> None:
    built = Manuscript(
        tmp_path, {"index.md": "# C\n\n```{toctree}\na\n```\n", "a.md": "```{session} Exam\n```\n"}
    ).build()
    assert built.complaints() == []
    assert built.page("a").select_one(".sem-title").get_text() == "Exam"
