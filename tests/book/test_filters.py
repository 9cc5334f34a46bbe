from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript

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
