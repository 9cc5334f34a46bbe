"""What is not known yet: readers see the words, and nothing is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
# Course

```{{course}} Kernels
:instructors: {word}
:location: Hall
:timezone: UTC
```

```{{lecture}} Networks
:date: 2021-06-07 14:00-16:00
:speaker: {word}
:location: {word}
:slides: {word}
:papers: {word}
```

```{{session-table}}
:columns: title, speaker, location, slides, papers

| Date | Title | Speaker | Room | Slides | Paper |
|---|---|---|---|---|---|
| 2021-06-07 14:00-16:00 | Graphs | {word} | {word} | {word} | {word} |
```

```{{key-papers}}
- {word}
```
"""


@pytest.mark.parametrize(
    "word", ["TBA", "N.N.", "offen", "à confirmer", "por confirmar", "未定", "待定", "coming soon"]
)
def test_nothing_is_made_of_a_placeholder_and_nothing_clashes(tmp_path: Path, word: str) -> None:
    built = Manuscript(tmp_path, {"index.md": PAGE.format(word=word)}).build()
    assert built.warnings == []
    book = built.app.env.domains["sem"].book
    assert (book.people, book.papers.entries) == ((), ())
    assert [session.location for session in book.sessions] == ["", ""]
    assert [dict(session.open).keys() >= {"speaker", "location", "slides", "papers"} for session in book.sessions] == [
        True,
        True,
    ]
    # The lecture is not in the course's hall: where it is is not known.
    calendar = built.read_file("schedule.ics").decode()
    assert "LOCATION" not in calendar
    assert book.course is not None
    assert book.course.open == (("instructors", word),)
    assert len(built.page("index").find_all(string=lambda text: word in text)) >= 8


def test_the_report_lists_what_is_open(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, {"index.md": PAGE.format(word="TBA")}).build("seminar-report")
    report = built.read_file("report.txt").decode() if "report.txt" in built.files() else str(built.files())
    assert "leaves open 'speaker': 'TBA'" in report
    assert "the course leaves open 'instructors': 'TBA'" in report
