"""The same page in other themes: readable, in their colours, and no wider than the window."""

from __future__ import annotations

import itertools
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.authoring import Manuscript
from tests.browser import DESKTOP, PHONE, resize, settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

THEMES = ("alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme")
PAGE = """\
# Kernels

```{lecture}
:date: 2021-06-07 14:00-16:00
:speaker: Shihua Zhang
:status: cancelled
:recording: https://video.example.org/a-long-address-that-has-no-place-to-break-anywhere-in-it-at-all

An abstract.
```

```{key-papers}
- Hu, W., Li, Z., & Yu, D. (2019). Simple and effective regularization methods for training on noisily labeled data
  with generalization guarantee. arXiv preprint arXiv:1905.11368.
```

```{session-table}
```
"""


@pytest.fixture(scope="module")
def built_for(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Build the page for a theme, once, and return its folder."""

    @cache
    def folder(theme: str) -> Path:
        return Manuscript(tmp_path_factory.mktemp(theme), {"index.md": PAGE}, {"html_theme": theme}).build().folder

    return folder


#: The contrast of an element's text with its background, as the Web Content Accessibility Guidelines compute it (1.4.3).
CONTRAST = """element => {
  const channels = text => text.match(/[\\d.]+/g).map(Number);
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const layers = [];
  for (let node = element; node; node = node.parentElement) layers.unshift(rgba(getComputedStyle(node).backgroundColor));
  let behind = [255, 255, 255];
  for (const [r, g, b, a] of layers) behind = [r, g, b].map((c, i) => c * a / 255 + behind[i] * (1 - a / 255));
  const [r, g, b, a] = rgba(getComputedStyle(element).color);
  const front = [r, g, b].map((c, i) => c * a / 255 + behind[i] * (1 - a / 255));
  const light = colour => {
    const [x, y, z] = colour.map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const [high, low] = [light(front), light(behind)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}"""


@pytest.mark.parametrize("theme", THEMES)
def test_every_word_of_ours_can_be_read_in_light_and_dark(
    built_for: Callable[[str], Path], open_book: Callable[..., Page], theme: str
) -> None:
    page = open_book(built_for(theme))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        settle(page)
        for selector in (
            ".sem-kind",
            ".sem-status",
            ".sem-session dt",
            ".sem-citation",
            ".sem-fold > summary",
            ".sem-table td",
        ):
            assert page.locator(selector).first.evaluate(CONTRAST) >= 4.5, f"{selector}, {scheme}"


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_of_ours_is_wider_than_its_window(
    built_for: Callable[[str], Path], open_book: Callable[..., Page], theme: str
) -> None:
    page = open_book(built_for(theme))
    for size, selector in itertools.product((DESKTOP, PHONE), (".sem-session", "ul.sem-papers")):
        resize(page, size)
        box = page.locator(selector).first.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]


WIDE = """\
# Course

```{session-table}
:columns: number, date, time, title=Topic, people, resources, papers
:searchable:
```

```{lecture} Call-by-name and call-by-value
:date: 2021-06-07 14:00-15:30
:speaker: Emmy Noether
:slides: https://example.org/1.pdf
:papers: Plotkin, G. (1977). LCF considered as a programming language. Theoretical Computer Science, 5, 223-255.; https://arxiv.org/abs/1312.1399
```

```{lecture} Effect handlers
:date: 2021-06-17 14:00-15:30
:status: moved
:moved-from: 2021-06-14
:speaker: Richard Courant
```
"""


@pytest.mark.parametrize("theme", THEMES)
def test_seven_columns_fit_beside_the_navigation_of_a_theme_whatever_the_window(
    tmp_path: Path, open_book: Callable[..., Page], theme: str
) -> None:
    files = {
        "index.md": f"""\
{WIDE}
```{{toctree}}
:hidden:

more
```
""",
        "more.md": "# More\n",
    }
    page = open_book(
        Manuscript(tmp_path, files, {"html_theme": theme}).build().folder,
        now="2021-06-05T10:00Z",
        timezone="Asia/Tokyo",
    )
    table = page.locator("table.sem-table")
    hidden = "table => table.getBoundingClientRect().right - table.parentElement.getBoundingClientRect().right"
    for width in (320, 390, 640, 769, 1000, 1280, 1920):
        resize(page, (width, 900))
        assert table.evaluate(hidden) <= 1, width
        # The bars of pydata's theme are wider than the smallest of these.
        assert width == 320 or page.evaluate("document.documentElement.scrollWidth") <= width
        # It is named a table where it is not laid out as one, and only there.
        laid_out = table.evaluate("table => getComputedStyle(table).display") == "table"
        assert table.get_attribute("role") == (None if laid_out else "table")
    # The hours stay in one piece.
    time = page.locator("td.sem-col-time time").first
    assert time.evaluate("time => time.getClientRects().length") == 1


def test_an_entry_is_copied_with_one_click(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(Manuscript(tmp_path, {"index.md": PAGE}).build().folder)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".sem-fold summary").click()
    page.locator(".sem-copy").click()
    page.locator(".sem-copy", has_text="✓").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("@misc{hu2019simple,")


def test_tables_sort_and_filter_and_are_whole_without_scripts(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    written = ["Beta", "alpha", "Gamma", "Delta", "Zeta", "Eta", "Theta", "Iota"]
    talks = "".join(
        f"```{{session}} {title}\n:speaker: {who}\n```\n\n"
        for title, who in zip(written, ("Ann", "Ünal", "Bo", "Cy", "Di", "Ed", "Fe", "Gi"), strict=True)
    )
    table = """\
```{session-table}
:columns: title, people
:searchable:
```
"""
    page = open_book(Manuscript(tmp_path, {"index.md": f"# Day\n\n{table}\n{talks}"}).build().folder)
    titles = page.locator("td.sem-col-title:visible")
    assert titles.all_inner_texts() == written
    header = page.locator("th", has_text="Title")
    header.locator("button").click()
    assert titles.all_inner_texts() == sorted(written, key=str.casefold)
    assert header.get_attribute("aria-sort") == "ascending"
    header.locator("button").click()
    assert titles.all_inner_texts() == sorted(written, key=str.casefold, reverse=True)
    page.locator(".sem-filter input").fill("unal")
    assert titles.all_inner_texts() == ["alpha"]
