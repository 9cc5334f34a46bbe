"""``python -m tests.valid [BOOK …]``: build the books, ask every judge, and say what each finds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.valid import browser_calendars, calendars, data, epub, feeds, html, links
from tests.valid.books import BOOKS, build

#: The judges: what each judges, in the output folders of which builders, and how.
CHECKS: tuple[tuple[str, tuple[str, ...], Callable[[Path], list[str]]], ...] = (
    ("EPUB (epubcheck)", ("epub",), epub.problems),
    ("web pages (Nu Html Checker)", ("html", "dirhtml"), html.problems),
    ("calendars (icalendar, vobject)", ("html",), calendars.problems),
    ("calendars in a browser (ical.js)", ("html",), browser_calendars.problems),
    ("feeds (feedparser)", ("html",), feeds.problems),
    ("data (JSON Schema, frab)", ("html",), data.problems),
    ("links within", ("html", "dirhtml", "singlehtml"), links.problems),
)


def judge(book: str) -> Iterator[str]:
    """Yield what is wrong with a book, with the judge, the builder and the place."""
    builders = dict.fromkeys(builder for _name, builders, _check in CHECKS for builder in builders)
    folders = {builder: build(book, builder) for builder in builders}
    for name, judged, check in CHECKS:
        for builder in judged:
            problems = check(folders[builder])
            print(f"{book}, {builder}, {name}: {len(problems) or 'no'} problem{'s' * (len(problems) != 1)}", flush=True)
            yield from (f"{book}, {builder}, {name}: {problem}" for problem in problems)


def main(books: list[str]) -> int:
    """Judge the named books, or all."""
    found = [problem for book in books or BOOKS for problem in judge(book)]
    print(*found, sep="\n", end="\n" * bool(found))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
