"""What is said while documents are read is said again, and unknown names get a suggestion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

    from tests.built import Built

UNKNOWN = {
    "index.md": """\
# Course

{papre}`lee`

```{toctree}
kernels
plain
```
""",
    "kernels.md": """\
# Kernels

```{lectures}
:speaker: Ann Lee
```

```{include} words.inc
```
""",
    "words.inc": "```{sesion}\n```\n",
    "plain.md": "# Plain\n",
}


def said(built: Built) -> list[tuple[str, str]]:
    return sorted((warning.path, warning.message.partition("\n")[0]) for warning in built.warnings)


def test_the_next_build_says_what_the_first_one_said(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, UNKNOWN)
    first, second = book.build(), book.build()
    assert said(first) == said(second) != []
    assert second.read == ["index", "kernels"]
    book.edit("kernels.md", "{lectures}", "{lecture}")
    book.edit("words.inc", "{sesion}", "{session}")
    book.edit("index.md", "{papre}`lee`", "Words.")
    assert book.build().warnings == []
    assert book.build().read == []


def test_parallel_builds_say_it_again_too(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, UNKNOWN | {f"p{number}.md": f"# {number}\n\n{{papre}}`x`\n" for number in range(12)})
    first = book.sphinx_build("html", "-j", "2")
    second = book.sphinx_build("html", "-j", "2")
    assert sorted(first.errors.splitlines()) == sorted(second.errors.splitlines())
    assert second.errors.count("papre") == 13


def test_a_live_preview_waits_for_an_edit(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, UNKNOWN, {"seminar_fresh_navigation": False})
    assert book.build().warnings != []
    assert book.build().read == []


def test_a_message_that_is_not_wanted_has_nothing_read_again(tmp_path: Path) -> None:
    silenced = ["myst.directive_unknown", "myst.role_unknown"]
    book = Manuscript(tmp_path, UNKNOWN, {"suppress_warnings": silenced})
    assert book.build().warnings == []
    assert book.build().read == []


@pytest.mark.parametrize(
    ("suffix", "page"),
    [
        (
            "md",
            """\
# T

```{lectures}
```

{papre}`x`
""",
        ),
        (
            "rst",
            """\
T
=

.. lectures::

:papre:`x`
""",
        ),
    ],
)
def test_a_name_that_nobody_has_suggests_ours(tmp_path: Path, suffix: str, page: str) -> None:
    messages = " ".join(message for _path, message in said(Manuscript(tmp_path, {f"index.{suffix}": page}).build()))
    assert "did you mean {lecture}?" in messages
    assert "did you mean {paper}?" in messages


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("vorlesung", "{lecture}"),
        ("sem:vorlesung", "{lecture}"),
        ("Übung", "{series}"),
        ("hausaufgabe", "{assignment}"),
        ("klausur", "{session}"),
        ("cours", "{lecture} or {course}"),
        ("literatur", "{key-papers}"),
        ("calendrier", "{session-table}"),
        ("講義", "{lecture}"),
    ],
)
def test_a_directive_of_another_language_suggests_ours(tmp_path: Path, written: str, meant: str) -> None:
    page = f"""\
# T

```{{{written}}} Words
```
"""
    built = Manuscript(tmp_path, {"index.md": page}).build()
    assert said(built) == [("index.md", f"Unknown directive type: '{written}'; did you mean {meant}?")]


def test_a_role_of_another_language_suggests_ours(tmp_path: Path) -> None:
    (_path, message), *_others = said(Manuscript(tmp_path, {"index.md": "# T\n\n{vorlesung}`x`\n"}).build())
    assert message.endswith("did you mean {lecture}?")


def test_a_name_of_something_else_suggests_nothing(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, {"index.md": "# T\n\n```{mermaid}\n```\n"}).build()
    assert said(built) == [("index.md", "Unknown directive type: 'mermaid'")]
