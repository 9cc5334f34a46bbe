"""The catalogue as pages of the manual: one of each subject, and an overview that leads to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sphinx_seminar.warnings_ import SUBTYPES
from tests.bad_input.catalogue import Case, Subject, subjects

MANUAL = Path(__file__).parents[2] / "docs" / "manual"
#: The pages by their paths in the manual: the overview, and the folder of the subjects.
OVERVIEW, FOLDER = "messages.md", "messages"

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

The examples are tests: each is built, and the build says what stands here. The search of this manual finds the words of
a message. (These pages are written by `python -m tests.bad_input`.)
"""
_NAMED = {".md": "md", ".yaml": "yaml", ".bib": "bibtex"}


def pages() -> dict[str, str]:
    """Return the pages as Markdown, by their paths in the manual."""
    written = {_path(subject): [f"# {subject.title}", "", *_section(subject)] for subject in subjects()}
    lines = {OVERVIEW: list(_overview()), **written}
    return {path: "\n".join(page).rstrip() + "\n" for path, page in lines.items()}


def write_pages() -> None:
    """Write the pages of the manual, and remove those of subjects that are gone."""
    written = pages()
    for path in (MANUAL / FOLDER).glob("*.md"):
        if path.relative_to(MANUAL).as_posix() not in written:
            path.unlink()
    for name, text in written.items():
        (MANUAL / name).parent.mkdir(exist_ok=True)
        (MANUAL / name).write_text(text, encoding="utf-8")


def _path(subject: Subject) -> str:
    return f"{FOLDER}/{subject.name}.md"


def _link(subject: Subject) -> str:
    return f"[{subject.title}]({_path(subject)})"


def _overview() -> Iterator[str]:
    """Yield the first page: where the examples are, by the subject and by the type that a message ends with."""
    yield from (_HEAD, "## By subject", "")
    for subject in subjects():
        yield from (_link(subject), f": {subject.intro}", "")
    yield from ("## By type", "")
    for kind in sorted({kind for subject in subjects() for kind in subject.types}, key=_ours_first):
        examples = ", ".join(_link(subject) for subject in subjects() if kind in subject.types)
        meaning = SUBTYPES[kind.removeprefix("seminar.")].value if kind.startswith("seminar.") else _FOREIGN
        yield from (f"`[{kind}]`", f": {meaning} Examples: {examples}.", "")
    yield from ("```{toctree}", ":hidden:", "", *(_path(subject).removesuffix(".md") for subject in subjects()), "```")


_FOREIGN = "A message of Sphinx or MyST."


def _ours_first(kind: str) -> tuple[bool, str]:
    return not kind.startswith("seminar."), kind


def _section(subject: Subject) -> Iterator[str]:
    yield from (subject.intro, "")
    if subject.page:
        yield from ("Where no other page is shown, it is this one:", "", *_listing("index.md", subject.page), "")
    for case in subject.cases:
        yield from _entry(case)


def _entry(case: Case) -> Iterator[str]:
    yield from (f"## {case.name}", "")
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
