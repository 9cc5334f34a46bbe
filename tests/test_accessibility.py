"""Every part of ours by ear and by keyboard: nothing to object to that the theme's own pages have not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.accessibility import violations
from tests.authoring import Manuscript
from tests.browser import DESKTOP, PHONE, hosts, requests_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page, Route

BARE = "# Kernels\n\nWords, and a [link](https://example.org).\n"
PAGE = """\
# Kernels

```{course} Kernels
:term: Summer 2021
:timezone: Europe/Berlin
:instructors: Emmy Noether <noether@example.org>
```

```{session-table}
:columns: number, date, time, weekday, title, people, resources, status
:group-by: month
:searchable:
:caption: All sessions
```

```{session-table}
:searchable:

| When | Title | Speaker |
|---|---|---|
| 2021-06-08 9:00 - 10:00 | A talk | Ann Lee |
| TBA | Another | Bo Roe |
| TBA | A third | Cy Poe |
| TBA | A fourth | Di Ray |
| TBA | A fifth | Ed Sun |
```

```{assignment} Homework 1
:out: 2021-06-01
:due: 2021-06-14 23:59
:late: 2 days
:points: 10
:exercises: https://example.org/1.pdf
:submit: https://example.org/submit
```

```{assignment-table} All that is due
```

```{timeline}
- 2021-02-25..2021-03-10: Provide preferences
- 2021-06-09: Reports
```

```{grading}
- Report: 40%
- Presentation: 60%
```

```{topic-pool}
| Topic | Suggested by | Know | Want to learn |
|---|---|---|---|
| Neural tangent kernels | Ann Lee | Bo | Cy; Di |
```

```{reading-list}
:group-by: session
```

## Neural tangent kernel

```{lecture}
:date: 2021-06-07 14:00-16:00
:speaker: Richard Courant
:slides: Part I <https://example.org/ntk.pdf>
:tags: kernels

An abstract.
```

```{key-papers}
- @jacot2018neural: read section 1
- Questions
  - Lee, J. (2019). Wide networks. arXiv preprint arXiv:1902.06720.
```

## Cancelled talk

```{session}
:date: 2021-06-14 14:00-16:00
:status: cancelled
```

## Moved talk

```{session}
:date: 2021-06-22 14:00-16:00
:moved-from: 2021-06-21 14:00-16:00
:status: moved
```
"""
BIB = "@article{jacot2018neural, title={Neural tangent kernel}, author={Jacot, A.}, year={2018}, abstract={Wide.}}\n"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory.mktemp("book"), "sphinx_book_theme")


def _built(folder: Path, theme: str) -> Path:
    files = {
        "index.md": f"""\
{PAGE}
```{{toctree}}
:hidden:

bare
```
""",
        "bare.md": BARE,
        "papers.bib": BIB,
    }
    built = Manuscript(folder, files, {"html_theme": theme, "seminar_bibliography": ["papers.bib"]}).build()
    assert built.warnings == []
    return built.folder


@pytest.mark.parametrize(("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone at night"])
def test_axe_finds_nothing_that_the_theme_has_not(
    book: Path, open_book: Callable[..., Page], size: tuple[int, int], scheme: str
) -> None:
    page = open_book(book, "bare.html", size=size, timezone="Asia/Tokyo", now="2021-06-06T10:00Z")
    page.emulate_media(color_scheme=scheme)
    _nothing_of_ours(page)


def test_read_the_docs_theme_adds_nothing_to_object_to(tmp_path: Path, open_book: Callable[..., Page]) -> None:
    """Its links have little contrast, and its captions a link that any reader of a table meets."""
    folder = _built(tmp_path, "sphinx_rtd_theme")
    for size in (DESKTOP, PHONE):
        _nothing_of_ours(open_book(folder, "bare.html", size=size, timezone="Asia/Tokyo", now="2021-06-06T10:00Z"))


def _nothing_of_ours(page: Page) -> None:
    theirs = {rule for rule, _element in violations(page)}
    for name in ("index", "sem-papers", "sem-people"):
        page.goto(f"{page.url.rpartition('/')[0]}/{name}.html")
        assert [found for found in violations(page) if found[0] not in theirs or "sem-" in found[1]] == [], name


def test_the_keyboard_reaches_everything_in_the_order_of_the_page(book: Path, open_book: Callable[..., Page]) -> None:
    page = open_book(book, now="2021-06-06T10:00Z")
    ours = ".sem-filter input, .sem-table :is(a, button), .sem-subscribe summary, .sem-papers :is(a, button, summary, input)"
    reached = page.evaluate(
        """selector => [...document.querySelectorAll(selector)].filter(element => element.checkVisibility())
          .map(element => [element.tabIndex, element.getClientRects().length > 0])""",
        ours,
    )
    assert len(reached) > 30
    assert {tuple(state) for state in reached} == {(0, True)}
    page.locator(".sem-filter input").first.focus()
    seen = []
    for _step in range(5):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("document.activeElement.matches('th button') ? document.activeElement.textContent : ''")
        )
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", seen
    # The theme's box that scrolls and its link to the caption come before them.
    assert [words for words in seen if words][:3] == ["No.", "Date", "Time"]


def test_our_scripts_and_styles_pass_a_strict_policy_and_ask_nobody_else(
    book: Path, open_book: Callable[..., Page]
) -> None:
    page = open_book(book, now="2021-06-06T10:00Z")

    def with_policy(route: Route) -> None:
        answer = route.fetch()
        policy = "script-src 'self' 'report-sample'; style-src 'self' 'report-sample'"
        route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})

    page.add_init_script(
        "window.refused = [];"
        "document.addEventListener('securitypolicyviolation', event => refused.push(event.sourceFile + event.sample))"
    )
    page.route("**/index.html", with_policy)
    asked = requests_of(page)
    page.goto(page.url)
    assert page.locator(".sem-soon").count() > 0
    assert page.locator(".sem-sortable, .sem-filter, .sem-read, .sem-copy").count() > 4
    refused = page.evaluate("refused")
    assert [what for what in refused if "seminar" in what or "sem-" in what] == []
    assert page.locator("[class*=sem-][style], .sem-table [style]").count() == 0
    assert hosts(asked) == hosts([page.url])
