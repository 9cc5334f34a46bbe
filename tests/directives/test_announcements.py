"""``{announcements}``: what all are told, newest first, where it concerns them, and until it is over."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import feedparser
import jsonschema
import pytest

from tests.accessibility import violations
from tests.authoring import Manuscript

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.built import Built

INDEX = """\
# Learning

```{course} Learning
:timezone: Europe/Berlin
:starts: 2026-10-05
:ends: 2026-12-18
:meets: Mon 14:00-16:00
```

```{announcements}
- 2026-10-05: Welcome.
- 2026-11-12..2026-11-17: No class on Monday. The hall is *flooded*,
  {lecture}`ntk` moves to [Friday](https://example.org/friday).
- 2026-12-17..2027-01-03: Holidays; see {person}`Emmy Noether`.
```

```{toctree}
ntk
graphs
```
"""
FILES = {
    "index.md": INDEX,
    "ntk.md": """\
# Kernels

```{lecture}
:name: ntk
:speaker: Emmy Noether
```
""",
    "graphs.md": """\
# Graphs

```{lecture}
```

## News

```{announcements}
:limit: 2
```
""",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    conf = {"html_baseurl": "https://example.org/", "html_theme": "furo"}
    found = Manuscript(tmp_path_factory.mktemp("announced"), FILES, conf).build()
    assert found.warnings == []
    return found


def told(built: Built, docname: str) -> list[str]:
    return [" ".join(item.get_text().split()) for item in built.page(docname).select(".sem-announcements > li")]


def test_the_newest_stands_first_and_links_work(built: Built) -> None:
    assert told(built, "index") == [
        "17 Dec 2026 – 3 Jan 2027: Holidays; see Emmy Noether.",
        "12–17 Nov 2026: No class on Monday. The hall is flooded, 1. Kernels moves to Friday.",
        "5 Oct 2026: Welcome.",
    ]
    links = built.page("index").select(".sem-announcements a")
    assert [link["href"] for link in links] == [
        "sem-people.html#people-emmy-noether",
        "ntk.html#sessions-ntk",
        "https://example.org/friday",
    ]


def test_a_list_without_a_body_shows_the_newest_of_the_book(built: Built) -> None:
    assert [words.partition(":")[0] for words in told(built, "graphs")] == [
        "17 Dec 2026 – 3 Jan 2027",
        "12–17 Nov 2026",
    ]


def test_the_lecture_that_one_names_shows_it(built: Built) -> None:
    assert told(built, "ntk") == [
        "12–17 Nov 2026: No class on Monday. The hall is flooded, 1. Kernels moves to Friday."
    ]
    assert built.page("graphs").select(".sem-session .sem-announcements") == []


def test_the_feed_has_them_before_the_sessions_none_dated_after_what_it_tells(built: Built) -> None:
    entries = feedparser.parse(built.read_file("feed.xml")).entries
    assert [(entry.title, entry.updated) for entry in entries[:4]] == [
        ("Holidays; see Emmy Noether.", "2026-12-17T00:00:00Z"),
        ("No class on Monday.", "2026-11-12T00:00:00Z"),
        ("Welcome.", "2026-10-05T00:00:00Z"),
        ("Graphs", "2026-10-12T12:00:00Z"),
    ]
    assert entries[1].link == "https://example.org/index.html#announcements-2026-11-12"
    assert [entry.content[0].value for entry in entries[:3]] == [
        "<p>17 December 2026 – 3 January 2027: Holidays; see Emmy Noether.</p>",
        "<p>12–17 November 2026: No class on Monday. The hall is flooded, 1. Kernels moves to Friday.</p>",
        "<p>Mon 5 October 2026: Welcome.</p>",
    ]
    assert len({entry.id for entry in entries}) == len(entries)


def test_a_book_of_announcements_alone_has_a_feed(tmp_path: Path) -> None:
    page = """\
# News

```{announcements}
- 2026-10-05: Welcome.
```
"""
    built = Manuscript(tmp_path, {"index.md": page}).build()
    assert [entry.title for entry in feedparser.parse(built.read_file("feed.xml")).entries] == ["Welcome."]


def test_the_data_have_them_with_the_sessions_that_they_name(built: Built) -> None:
    data = json.loads(built.read_file("course.json"))
    jsonschema.validate(data, json.loads(built.read_file("course.schema.json")))
    flooded = data["announcements"][1]
    assert (flooded["when"]["first"], flooded["ends"], flooded["sessions"]) == ("2026-11-12", "2026-11-17", ["ntk"])
    assert "ends" not in data["announcements"][2]


def test_on_paper_stands_what_is_not_over_at_the_end_of_the_term(tmp_path: Path) -> None:
    built = Manuscript(tmp_path, FILES).build("text")
    assert "Welcome." in built.text("index")
    assert "Holidays" in built.text("index")
    assert "flooded" not in built.text("index") + built.text("ntk")


@pytest.mark.parametrize(
    ("now", "open_ones", "folded"),
    [("2026-11-17T22:59Z", 3, 0), ("2026-11-17T23:01Z", 2, 1), ("2027-02-01T00:00Z", 1, 2)],
)
def test_what_is_over_on_the_readers_clock_is_folded(
    built: Built, open_book: Callable[..., Page], now: str, open_ones: int, folded: int
) -> None:
    page = open_book(built.folder, now=now)
    items = page.locator(".sem-announcements > li")
    assert sum(item.is_visible() for item in items.all()) == open_ones
    assert page.locator("details .sem-announcements > li").count() == folded
    if folded:
        page.locator("details.sem-fold", has=page.locator(".sem-announcements")).locator("summary").click()
        assert all(item.is_visible() for item in items.all())
    assert [found for found in violations(page) if "sem-" in found[1]] == []


BANNER = INDEX.replace("```{announcements}\n", "```{announcements}\n:banner:\n")


@pytest.mark.parametrize("theme", ["furo", "pydata_sphinx_theme", "sphinx_book_theme"])
def test_the_newest_stands_in_the_banner_of_the_theme_until_it_is_over(
    tmp_path: Path, open_book: Callable[..., Page], theme: str
) -> None:
    built = Manuscript(tmp_path, {**FILES, "index.md": BANNER}, {"html_theme": theme}).build()
    before = open_book(built.folder, "graphs.html", now="2027-01-03T12:00Z")
    assert before.locator(".sem-banner").inner_text() == "Holidays; see Emmy Noether."
    assert before.locator(".sem-banner").get_attribute("href") == "index.html#announcements-2026-12-17"
    assert open_book(built.folder, "graphs.html", now="2027-01-05T12:00Z").locator(".sem-banner").count() == 0


def test_a_banner_of_the_authors_own_stands(tmp_path: Path) -> None:
    conf = {"html_theme": "furo", "html_theme_options": {"announcement": "Mine"}}
    page = Manuscript(tmp_path, {**FILES, "index.md": BANNER}, conf).build().page("ntk", whole=True)
    assert page.select_one(".announcement-content").get_text(strip=True) == "Mine"
    assert page.select(".sem-banner") == []


def test_a_session_shows_an_announcement_that_another_page_gets(tmp_path: Path) -> None:
    book = Manuscript(tmp_path, FILES)
    book.build()
    book.edit("index.md", "- 2026-10-05: Welcome.", "- 2026-10-05: Welcome to [](#ntk).")
    built = book.build()
    assert told(built, "ntk")[-1] == "5 Oct 2026: Welcome to 1. Kernels."
    assert built.read == ["index"]
