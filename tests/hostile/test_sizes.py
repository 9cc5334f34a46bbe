"""More than anybody writes: long, deep, repeating. The build ends, soon, and says what it left out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript
from tests.limits import at_most

if TYPE_CHECKING:
    from pathlib import Path

DEEP = 3_000
TABLE = """\
# Talks

```{{session-table}}
:file: {}
```

The last words.
"""
BOMB = (
    'a: &a ["x","x","x","x","x","x","x","x","x"]\n'
    + "".join(
        f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "sessions:\n  - title: *i\n"
)


def test_a_title_of_a_megabyte(tmp_path: Path) -> None:
    title = "word " * 200_000
    page = f"""\
# Course

```{{lecture}} {title}
:date: 2021-06-07
```

```{{session-table}}
```
"""
    built = Manuscript(tmp_path, {"index.md": page}).build()
    assert built.complaints() == []
    assert title.strip() in built.page("index").get_text()
    assert max(len(path.encode()) for path in built.files()) < 200
    assert title.strip() in built.read_file("schedule.ics").replace(b"\r\n ", b"").decode()


@pytest.mark.parametrize("option", ["number", "meetings"])
def test_a_number_of_thousands_of_digits(tmp_path: Path, option: str) -> None:
    page = f"""\
# Talk

```{{lecture}}
:{option}: {"9" * 5_000}
:slides: 1.pdf
```

```{{session-table}}
:sort: number
```
"""
    built = Manuscript(tmp_path, {"index.md": page, "1.pdf": "No deck."}).build("seminar-report")
    assert {(found.line, found.subtype) for found in built.complaints()} <= {(4, "plan"), (5, "slides")}


def test_a_file_name_that_no_system_has(tmp_path: Path) -> None:
    page = f"""\
# Talk

```{{lecture}}
:slides: {"a" * 5_000}.pdf
:notes: {"b/" * 3_000}c
```

The last words.
"""
    built = Manuscript(tmp_path, {"index.md": page}).build("text")
    assert [(found.line, found.subtype) for found in built.complaints()] == [(4, "slides"), (5, "link")]
    assert all(len(found.message) < 500 for found in built.complaints())
    assert "The last words." in built.text("index")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("talks.yaml", "[" * DEEP + "]" * DEEP),
        ("talks.yaml", "- " * DEEP + "x"),
        ("talks.yaml", "{a: " * DEEP + "}" * DEEP),
        ("talks.yaml", BOMB),
        ("talks.yaml", "- title: &a [*a]\n"),
        ("talks.yaml", "- title: Kernels\n  location: !!python/object/apply:os.system [touch hacked]\n"),
        ("talks.yaml", "- !!python/object/new:os.system [touch hacked]\n"),
        ("talks.csv", 'Title,Speaker\nKernels,"' + "a" * 300_000),
        ("talks.csv", "Title\n" + "(" * 100_000),
        ("talks.csv", "Title," * 200 + "\n" + "x," * 200),
    ],
    ids=["brackets", "lists", "mappings", "aliases", "alias of itself", "call", "object", "quote", "round", "columns"],
)
def test_data_that_nobody_writes(tmp_path: Path, path: str, text: str) -> None:
    book = Manuscript(tmp_path, {"index.md": TABLE.format(path), path: text})
    # Not as plain text: Sphinx's writer wraps a word of that length for minutes, whoever brings it.
    with at_most(seconds=60, megabytes=500):
        built = book.build()
    assert {found.path for found in built.complaints()} <= {path}
    assert all(len(found.message) < 1_000 for found in built.complaints())
    assert "The last words." in built.page("index").get_text()
    assert list(tmp_path.rglob("hacked")) == []


@pytest.mark.parametrize(
    "text",
    [
        "@book{deep, title={" + "{" * DEEP + "x" + "}" * DEEP + "}}",
        "@book{deep, title={" + "{" * DEEP,
        "@book{deep, title={" + "$" * DEEP + "}}",
        "@book{deep, title={" + r"\emph{" * DEEP + "x" + "}" * DEEP + "}}",
        "@book{deep, author={" + "Lee, A. and " * DEEP + "others}, title={Many}}",
        "@book{deep, title={" + "word " * 20_000 + "}}",
    ],
    ids=["closed", "open", "dollars", "macros", "authors", "long"],
)
def test_a_bibliography_that_nobody_writes(tmp_path: Path, text: str) -> None:
    page = """\
# Talk

```{key-papers}
- @deep
- @good
```

The last words.
"""
    good = "\n@book{good, title={A good book}, author={Lee, A.}, year=2019}\n"
    book = Manuscript(
        tmp_path, {"index.md": page, "refs.bib": text + "\n" + good}, {"seminar_bibliography": ["refs.bib"]}
    )
    shown = book.build().page("index").get_text()
    assert "A good book" in shown
    assert "The last words." in shown


@pytest.mark.parametrize(
    "line",
    ["(" * 10_000, "Lee, A., " * 5_000, "[x](" * 5_000, "@" * 10_000, "a" * 100_000, "<" * 10_000 + ">" * 10_000],
    ids=["round", "authors", "links", "signs", "letters", "angles"],
)
def test_a_citation_that_nobody_pastes(tmp_path: Path, line: str) -> None:
    built = Manuscript(
        tmp_path,
        {
            "index.md": f"""\
# T

```{{key-papers}}
- {line}
```

The last words.
"""
        },
    ).build()
    page = built.page("index").get_text()
    assert line.strip().replace(" ", "") in "".join(page.split())
    assert "The last words." in page


@pytest.mark.parametrize("mark", ["  ", "> "])
def test_lists_within_lists(tmp_path: Path, mark: str) -> None:
    lines = "\n".join(f"{mark * depth}- Group {depth}" for depth in range(200))
    built = Manuscript(
        tmp_path,
        {
            "index.md": f"""\
# T

```{{key-papers}}
{lines}
```

The last words.
"""
        },
    ).build("text")
    assert "The last words." in built.text("index")


def test_a_name_of_many_marks(tmp_path: Path) -> None:
    names = json.dumps("; ".join(f"<{'x' * number}" for number in range(500)))
    built = Manuscript(
        tmp_path,
        {
            "index.md": f"""\
# T

```{{lecture}}
:speaker: {names}
```

The last words.
"""
        },
    )
    assert "The last words." in built.build("text").text("index")
