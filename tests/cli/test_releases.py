"""``sphinx-seminar releases``: what waits in a book, and until when."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_seminar.cli.commands import main
from sphinx_seminar.cli.new import in_zone_of_course, surroundings
from tests.authoring import Manuscript

PAGE = """\
# Course

```{course} Course
:starts: 2026-10-05
:ends: 2026-12-18
:meets: Mon 10:00-12:00
```

```{lecture} One
:name: one
:slides: slides.txt (from end of one)
:notes: notes.txt (from instructors)
```

```{lecture} Two
:name: two
:release: two + 1 day

Words.
```

```{release} 2026-10-01
Words.
```

```{toctree}
later
```
"""


@pytest.fixture
def book(tmp_path: Path) -> Manuscript:
    later = """\
---
seminar-release: TBA
---
# Later
"""
    return Manuscript(tmp_path, {"index.md": PAGE, "later.md": later, "slides.txt": "A", "notes.txt": "B"})


def test_the_next_stands_first_with_its_place(book: Manuscript, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["releases", str(book.source)]) == 0
    assert (
        capsys.readouterr().out
        == """\
2026-10-01        index.md:22  a block
2026-10-05 12:00  index.md:11  slides.txt
2026-10-13        index.md:17  what sessions-two holds
not known yet     later.md:1   the page
instructors       index.md:12  notes.txt
"""
    )


def test_a_folder_without_a_book_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["releases", str(tmp_path)]) == 1
    assert "conf.py" in capsys.readouterr().err


def test_a_build_for_no_day_says_how_much_waits(book: Manuscript) -> None:
    assert "1 pages, 2 blocks, 1 links wait for their day and stay out" in book.build("text").status
    assert "stay out" not in book.build("text", conf={"seminar_day": "2026-10-01"}).status


@pytest.mark.parametrize(
    ("zone", "night"),
    [("Europe/Berlin", "17 23"), ("Europe/London", "17 0"), ("America/New_York", "17 5"), ("Asia/Kolkata", "47 18")],
)
def test_the_workflows_of_a_new_book_build_each_night_for_its_day(zone: str, night: str) -> None:
    files = surroundings("Course", "", zone)
    workflow = files[".github/workflows/pages.yml"]
    assert f'cron: "{night} * * *"' in workflow
    assert f"TZ: {zone}" in workflow
    assert "-D seminar_day=$(date -I)" in workflow
    assert "-D seminar_day=$(date -I)" in files[".gitlab-ci.yml"]
    assert in_zone_of_course({"README.md": "COURSE_ZONE"}, zone) == {"README.md": "COURSE_ZONE"}
