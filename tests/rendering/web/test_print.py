"""One page on paper: no buttons, nothing folded, and addresses where only paper needs them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.authoring import Manuscript
from tests.typesetting import pdf_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

ROWS = "".join(
    f"""\
```{{session}} Talk {number}
:date: 2021-01-01
:speaker: Ann Lee
```

"""
    for number in range(60)
)
PAGE = f"""\
# Kernels

```{{course}} Kernels
:instructors: Emmy Noether <noether@example.org>
:links: Moodle <https://moodle.example.org/kernels>
```

```{{session-table}}
:columns: date, title, speaker
:searchable:
```

```{{key-papers}}
- Hu, W., Li, Z., & Yu, D. (2019). Simple and effective regularization methods for training on noisily labeled data
  with generalization guarantee. arXiv preprint arXiv:1905.11368.
- Lee, J. (2019). Wide networks. https://example.org/wide
```

{ROWS}
```{{session}} Excursion
:online: https://meet.example.org/excursion
:recording: https://video.example.org/excursion
```
"""


def test_a_printed_page(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(Manuscript(tmp_path, {"index.md": PAGE}, {"html_theme": "sphinx_book_theme"}).build().folder)
    printed = tmp_path / "page.pdf"
    page.pdf(path=printed, format="A4")
    text = pdf_text(printed)
    words = " ".join(text.split())
    assert "@misc{" not in words
    assert "<noether@example.org>" in words
    assert "Moodle <https://moodle.example.org/kernels>" in words
    # What was a button on the screen is an address here.
    assert "Recording <https://video.example.org/excursion>" in words
    assert "Join online <https://meet.example.org/excursion>" in words
    assert "<#" not in words
    assert ".html>" not in words
    # A link that says its number is not spelt out as well.
    assert "<https://arxiv.org" not in words
    # The whole card is there, and what is said in a line on the screen is not said twice.
    assert words.count("Emmy Noether") == 1
    assert "About" not in words
    for button in ("Copy", "Filter", "of 2 read", "BibTeX", "Subscribe"):
        assert button not in words
    # The header stands on every page of the table.
    assert len(re.findall(r"Date\s+Title\s+Speaker", text)) > 1


def test_a_printed_index_has_its_title(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    folder = Manuscript(tmp_path, {"index.md": PAGE}, {"html_theme": "sphinx_book_theme"}).build().folder
    for name, title in (("sem-papers", "Papers"), ("sem-people", "People")):
        printed = tmp_path / f"{name}.pdf"
        open_book(folder, f"{name}.html").pdf(path=printed, format="A4")
        assert pdf_text(printed).split()[0] == title


def test_a_header_never_stands_at_the_foot_of_a_page_without_its_rows(
    tmp_path: Path, open_book: Callable[..., Page]
) -> None:
    text = """\
# Kernels

Before.

## Schedule

```{session-table}
:columns: date, title, speaker
```
"""
    files = {"index.md": text, "talks.md": f"# Talks\n\n{ROWS}"}
    page = open_book(Manuscript(tmp_path, files, {"html_theme": "furo"}).build().folder)
    printed = tmp_path / "page.pdf"
    for height in range(640, 840, 20):
        page.locator("p", has_text="Before.").evaluate("(line, height) => line.style.height = `${height}px`", height)
        page.pdf(path=printed, format="A4")
        for sheet in pdf_text(printed).split("\f"):
            for above in ("Schedule", "Speaker"):
                assert "Talk" in sheet.rpartition(above)[2] or above not in sheet, height
