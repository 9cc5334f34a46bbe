"""The catalogue as a page of the manual."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bad_input.catalogue import Case, Subject, subjects

PAGE = Path(__file__).parents[2] / "docs" / "manual" / "messages.md"

_HEAD = """\
# Messages

What the build says of mistakes, and what the page shows instead. A message has the file and the line, a sentence that
says what was read, what was expected, and what is shown, and in brackets its type:

```text
index.md:4: WARNING: :meetings: is 'two'; expected a whole number of 1 or more; 1 is used [seminar.plan]
```

No message ends a build, unless `sphinx-build` is called with `-W`; only wrong values of `conf.py` do. A type that is
not wanted is silenced in `conf.py`, as in `suppress_warnings = ["seminar.plan"]`. Every build repeats the messages
until their reasons are gone.

The examples are tests: each is built, and the build says what stands here. (This page is written by
`python -m tests.bad_input`.)
"""
_NAMED = {".md": "md", ".yaml": "yaml", ".bib": "bibtex"}


def page() -> str:
    """Return the page as Markdown."""
    return "\n".join([_HEAD, *(line for subject in subjects() for line in _section(subject))]).rstrip() + "\n"


def _section(subject: Subject) -> Iterator[str]:
    yield from (f"## {subject.title}", "", subject.intro, "")
    if subject.page:
        yield from ("Where no other page is shown, it is this one:", "", *_listing("index.md", subject.page), "")
    for case in subject.cases:
        yield from _entry(case)


def _entry(case: Case) -> Iterator[str]:
    yield from (f"### {case.name}", "")
    for path in case.own:
        text = case.files[path].decode("utf-8", errors="replace")
        if path != "index.md":
            yield from (f"`{path}`:", "")
        yield from (*_listing(path, text), "")
    if case.conf and (case.stops or case.subject in ("bibliography", "configuration")):
        yield from (*_listing("conf.py", "\n".join(f"{name} = {value!r}" for name, value in case.conf.items())), "")
    said = (*(message.replace(": ", ": WARNING: ", 1) for message in (*case.messages, *case.foreign)), case.stops)
    if any(said):
        yield from ("```text", *filter(None, said), "```", "")
    else:
        yield from ("No message: the meaning is clear.", "")
    if case.shows:
        yield from (f"The page shows {', '.join(f'`{_visible(words)}`' for words in case.shows)}.", "")


def _listing(path: str, text: str) -> list[str]:
    return [f"````{_NAMED.get(Path(path).suffix, 'text')}", *_visible(text).rstrip("\n").split("\n"), "````"]


def _visible(text: str) -> str:
    """Show control characters by their pictures (Unicode 16, U+2400)."""
    return "".join(chr(0x2400 + ord(mark)) if ord(mark) < 32 and mark != "\n" else mark for mark in text)
