"""Filters of tables, grids and reading lists: what may be asked for, and what is a slip."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.book.filters import lets_through
from sphinx_seminar.model import Involvement, Person, Session
from sphinx_seminar.model.declarations import AskedFor
from sphinx_seminar.reading.dates import read_when
from tests.authoring import Manuscript
from tests.book.showing import PAGE, at, course, gathered, session

if TYPE_CHECKING:
    from pathlib import Path

NONE_YET = {
    "a book without sessions": "```{session-table}\n:kind: exam\n:part: Kernels\n```\n",
    "a kind of which there is none yet": """\
```{session} Opening
```

```{session-table}
:kind: exam
```
""",
    "a part that is not begun": """\
```{session} Opening
:part: Kernels
```

```{session-table}
:part: Graphs
```
""",
    "a kind that has a directive": """\
```{session} Opening
```

```{session-table}
:kind: lecture
```
""",
    "a status": """\
```{session} Opening
```

```{session-table}
:status: cancelled
```
""",
    "somebody who leads the course": """\
```{course} Kernels
:instructors: Ann Lee
```

```{session} Opening
```

```{session-table}
:person: Ann Lee
```
""",
    "days to come": """\
```{session} Opening
:date: 2021-06-07
```

```{session-table}
:from: 2022-01-01
```
""",
}


@pytest.mark.parametrize("page", NONE_YET.values(), ids=NONE_YET)
def test_a_filter_may_ask_for_what_no_session_has_for_now(tmp_path: Path, page: str) -> None:
    built = Manuscript(tmp_path, {"index.md": f"# Talks\n\n{page}"}).build("text")
    assert built.warnings == []
    assert "No sessions yet." in built.text("index")


def test_a_word_that_a_filter_asks_for_is_known_again_when_another_page_has_it(tmp_path: Path) -> None:
    table = """\
# Talks

```{toctree}
a
```

```{session-table}
:part: Graph
```
"""
    book = Manuscript(tmp_path, {"index.md": table, "a.md": "# A\n\n```{lecture}\n:part: Graphs\n```\n"})
    assert [warning.line for warning in book.build("text").complaints("data")] == [8]
    book.edit("a.md", "Graphs", "graph")
    assert book.build("text").warnings == []


def test_words_of_filters_that_nothing_has_are_pointed_out_where_they_are_slips() -> None:
    sessions = [session("A", kind="lecture", part="Kernels", people=(Involvement("speaker", Person("Ann Lee")),))]

    def told(name: str, *words: str, table: int | None = None, among: list[Session] = sessions) -> list[str]:
        asked = AskedFor(name, words, at(7), table)
        found = gathered(*among, courses=[course(instructors=(Person("Bo Roe"),))], filters=[asked])
        assert {(str(fault.place), fault.subtype) for fault in found.faults} <= {("index.md:7", "data")}
        return [fault.message for fault in found.faults]

    assert told("kind", "Lecture", "session", "milestone", "other") == []
    assert told("part", "kernels", "Graphs") == told("person", "bo roe") == told("status", "Moved") == []
    assert told("part", "Kernel") == [
        "no session has the part 'Kernel' that :part: asks for; did you mean 'Kernels'? Nothing is shown for it."
    ]
    assert told("status", "odd") == [
        "no session has the status 'odd' that :status: asks for; expected some of tentative, cancelled, moved. Nothing "
        "is shown for it."
    ]
    assert told("part", "Kernel", among=[]) == told("part", "Graphs", table=1) == []
    row = replace(sessions[0], table=0, tags=tuple("abcdefghijk"))
    assert told("tags", "x", table=0, among=[row]) == [
        "no session of this table has the tag 'x' that :tags: asks for; expected some of a, b, c, d, e, f, g, h, i, j, "
        "…. Nothing is shown for it."
    ]
    assert told("part", "x", table=0, among=[replace(row, part="")]) == [
        "no session of this table has the part 'x' that :part: asks for; none has a part. Nothing is shown for it."
    ]


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ((("person", ("ann lee",)),), "A B"),
        ((("person", ("Dr. Ann  Lee", "Bo Roe")),), "A B C"),
        ((("person", ("Ann",)),), ""),
        ((("kind", ("LECTURE",)),), "A C"),
        ((("kind", ("practical",)),), "C"),
        ((("tags", ("hard", "none")),), "B"),
        ((("part", ("one",)), ("kind", ("lecture",))), "A"),
        ((("status", ("moved",)),), "C"),
        ((("from", ("2021-06-07",)), ("to", ("2021-06-07",))), "A"),
        ((("from", ("2021-06-08",)),), "B"),
        ((), "A B C"),
    ],
)
def test_a_session_passes_where_it_has_one_word_of_every_filter(
    filters: tuple[tuple[str, tuple[str, ...]], ...], titles: str
) -> None:
    def speaks(name: str) -> tuple[Involvement, ...]:
        return (Involvement("speaker", Person(name)),)

    sessions = [
        session("A", people=speaks("Prof. Ann Lee"), part="One", when=read_when("2021-06-07").value),
        session(
            "B", kind="talk", people=speaks("Ann Lee"), part="One", tags=("Hard",), when=read_when("2021-06-08").value
        ),
        session("C", kind="practical", counts_as="lecture", people=speaks("Bo Roe"), status="moved"),
    ]
    assert " ".join(str(each.title) for each in sessions if lets_through(each, filters)) == titles


def test_groups_that_the_book_does_not_have_are_pointed_out() -> None:
    asked = AskedFor("group", ("Red", "Rd", "Q"), PAGE)
    assert [fault.message for fault in gathered(filters=[asked]).faults] == [
        f":group: is '{word}', which is no group of the book; no :groups: has one. The times of all groups are shown"
        for word in ("Red", "Rd", "Q")
    ]
