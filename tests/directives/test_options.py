"""Options of directives: every line of them is read by itself, in Markdown and in reStructuredText."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_seminar.model import Session
    from tests.built import Built


def built(tmp_path: Path, page: str, conf: dict[str, object] | None = None, suffix: str = "md") -> Built:
    return Manuscript(tmp_path, {f"index.{suffix}": page}, conf).build("text")


def session(built: Built) -> Session:
    return built.app.env.domains["sem"].book.sessions[0]


RST = """\
Talk
====

.. lecture::
   :location: Hall
   {line}
   :speaker: Ann Lee
   :part: Methods and
     Applications

   The abstract.
"""


@pytest.mark.parametrize("line", ["% facts", "# :location: Aula", "<!-- later -->", ".. later", "// later"])
def test_a_comment_among_the_options_of_restructuredtext_is_a_comment(tmp_path: Path, line: str) -> None:
    book = built(tmp_path, RST.format(line=line), suffix="rst")
    assert book.warnings == []
    talk = session(book)
    assert (talk.location, talk.people[0].person.name, talk.part) == ("Hall", "Ann Lee", "Methods and Applications")
    assert talk.abstract == "The abstract."


def test_a_line_without_indent_in_restructuredtext_costs_nothing(tmp_path: Path) -> None:
    book = built(tmp_path, RST.format(line="and Aula"), suffix="rst")
    (warning,) = book.warnings
    assert (warning.line, "between options" in warning.message) == (6, True)
    assert session(book).location == "Hall and Aula"
    assert session(book).people[0].person.name == "Ann Lee"


def test_a_title_of_several_lines_and_a_body_right_below_the_options(tmp_path: Path) -> None:
    page = """\
Course
======

.. session:: A long
   title
   :location: Hall
   The abstract.

   More of it.

.. timeline::
   :class: dates

   - 2021-06-07: Deadline
   - whenever
"""
    book = built(tmp_path, page, suffix="rst")
    assert [(warning.line, warning.subtype) for warning in book.warnings] == [(15, "timeline")]
    talk = session(book)
    assert (str(talk.title), talk.location, talk.abstract) == ("A long title", "Hall", "The abstract.\n\nMore of it.")


def test_substitutions_of_the_configuration_and_the_front_matter(tmp_path: Path) -> None:
    page = """\
---
myst:
  substitutions:
    speaker: "Ann Lee; Bo Chen"
---
# Course

```{session} Talk in {{ room }}
:speaker: {{ speaker }}
:location: "{{ room }}"
```

```{session-table}
| Title | Room |
|---|---|
| Lab | {{ room }} |
```
"""
    conf = {"myst_substitutions": {"room": "Hall 4"}, "myst_enable_extensions": ["substitution"]}
    book = built(tmp_path, page, conf)
    assert book.warnings == []
    talk, lab = book.app.env.domains["sem"].book.sessions
    assert (str(talk.title), talk.location, lab.location) == ("Talk in Hall 4", "Hall 4", "Hall 4")
    assert [part.person.name for part in talk.people] == ["Ann Lee", "Bo Chen"]


def test_substitutions_of_restructuredtext(tmp_path: Path) -> None:
    page = """\
Talk
====

.. |room| replace:: Hall 4

.. lecture::
   :location: |room|
   :speaker: |nobody|
"""
    book = built(tmp_path, page, suffix="rst")
    (warning,) = book.warnings
    assert (warning.line, "'|nobody|' is not replaced" in warning.message) == (8, True)
    assert session(book).location == "Hall 4"


@pytest.mark.parametrize("value", ["#4.12", "Room #2", '"Room #2"', "'#2'", "#"])
def test_a_number_sign_is_no_comment(tmp_path: Path, value: str) -> None:
    book = built(tmp_path, f"# Talk\n\n```{{lecture}}\n:location: {value}\n```\n")
    assert book.warnings == []
    assert session(book).location == ("" if value == "#" else value.strip("\"'"))


@pytest.mark.parametrize(
    "block",
    [
        ":location: Hall\n:speaker: Ann Lee\n  Bo Chen",
        ":location: Hall\n:speaker:\n  Ann Lee\n  Bo Chen",
        ":location: Hall\n:speaker:\n  - Ann Lee\n  - Bo Chen",
        ":location: Hall\n:speaker: [Ann Lee, Bo Chen]",
        ":location: Hall # as ever\n:speaker: Ann Lee; Bo Chen",
        ":location:\tHall\n:speaker:\u00a0Ann Lee; Bo Chen",
        "：location： Hall\n：speaker： Ann Lee; Bo Chen",
        ":location : Hall\n:speaker : Ann Lee; Bo Chen",
        "::location: Hall\n::speaker: Ann Lee; Bo Chen",
        "---\nlocation: Hall\nspeaker: |\n  Ann Lee\n  Bo Chen\n---",
        """\
---
# facts
location: 'Hall'

speaker:
- Ann Lee
- Bo Chen
---""",
        """\
---
location: ["Hall"]
speaker: ['Ann Lee', Bo Chen]
---""",
        "% :location: Aula\n:location: Hall\n:speaker: Ann Lee; Bo Chen\n% :part: Basics",
    ],
)
def test_ways_to_write_options(tmp_path: Path, block: str) -> None:
    book = built(
        tmp_path,
        f"""\
# Talk

```{{lecture}}
{block}

The abstract.
```
""",
    )
    assert book.warnings == []
    talk = session(book)
    assert (talk.location, [part.person.name for part in talk.people]) == ("Hall", ["Ann Lee", "Bo Chen"])
    assert talk.abstract == "The abstract."


@pytest.mark.parametrize("above", ["", "   :class: dates\n", "   % later\n   :class: dates\n"])
def test_a_list_right_below_a_directive_of_restructuredtext(tmp_path: Path, above: str) -> None:
    page = f"""\
Course
======

.. timeline::
{above}   - 2021-06-07: Register
   - 2021-06-08: Talks
"""
    book = built(tmp_path, page, suffix="rst")
    assert book.warnings == []
    shown = " ".join(book.text("index").split())
    assert "7 June 2021 Register" in shown
    assert "8 June 2021 Talks" in shown


def test_words_behind_the_name_of_a_list_are_its_first_line(tmp_path: Path) -> None:
    book = built(
        tmp_path,
        """\
# Course

```{timeline} 2021-06-07: Register
:class: dates
- 2021-06-08: Talks
```
""",
    )
    assert book.warnings == []
    assert "7 June 2021 Register" in " ".join(book.text("index").split())


def test_a_comment_in_the_body_is_no_abstract(tmp_path: Path) -> None:
    book = built(
        tmp_path,
        """\
# Talk

```{lecture}
:location: Hall

% later

Words.

<!-- no -->
```
""",
    )
    assert session(book).abstract == "Words."
