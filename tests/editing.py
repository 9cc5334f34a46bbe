"""A course that is edited again and again, with every directive in it: what its author does, file by file.

:class:`Course` knows what stands in each file and writes it; :func:`contents` says what must be equal in two builds.
"""

from __future__ import annotations

import io
import os
import re
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
from PIL import Image

from tests.authoring import Manuscript

if TYPE_CHECKING:
    from tests.built import Built

#: The chapters that there may be, and where each may stand.
CHAPTERS = ("a", "b", "c", "d")
FOLDERS = ("", "part/")
#: Documents that are always there.
PAGES = ("index", "reading", "archive", "programme", "plain")

PASTED = "Hu, W., & Li, Z. (2019). Simple methods. arXiv preprint arXiv:1905.11368."

PLANS = {
    "none": "",
    "spring": """\
:starts: 2021-04-12
:ends: 2021-05-31
:meets: Mon 14:00-16:00
:except: 2021-05-24 Whit Monday
""",
    "autumn": """\
:starts: 2021-10-18
:ends: 2021-11-30
:meets: Mon 14:00-16:00; Thu 10:00-11:00
:every: 2 weeks
""",
    "sections": """\
:starts: 2021-04-12
:ends: 2021-05-31
:except: 2021-05-04 Closed
:groups: Section 1: Mon 14:00-16:00 @ Aula; Section 2: Tue 10:00-11:00
""",
}

#: Pieces of the first page, in the variants that an author tries.
FRONT = {
    "grading": ("- Report: 40%\n- Talk: 60%\n", "- Report: 40%\n- Talk: 50%\n"),
    "topic-pool": (
        "| Topic | Want to learn |\n|---|---|\n| Kernels | Ann; Bo |\n",
        "| Topic | Want to learn |\n|---|---|\n| Kernels | Ann |\n| Graphs | Bo; Cy |\n",
    ),
    "announcements": (
        "- 2021-04-12: Welcome, {lecture}`a` comes first.\n- 2021-04-20..2021-04-30: {person}`Bo Roe` is away.\n",
        ":banner:\n- 2021-04-20..2021-04-30: The hall is flooded, see [](#b).\n",
        ":limit: 1\n- whenever\n- 2021-04-12: Welcome.\n",
    ),
    "people": (
        "| Name | Role | Photo | Office hours |\n|---|---|---|---|\n"
        "| Ann Lee | Instructor | face.png | Mon 10:00-11:00 |\n",
        """\
| Name | Role | Photo |
|---|---|---|
| Ann Lee (she/her) | TA | missing.png |
| Cy Poe | TA | face.png |
""",
    ),
    "session-grid": (":shape: term\n", ":shape: week\n", ":kind: lecture\n:caption: Weeks\n"),
    "timeline": ("- 2021-04-01: Register\n- TBA: Talks\n", "- 2021-04-02: Register\n", "- 2021-02-30: Register\n"),
}
TABLES = (
    ":columns: number, date, title, people, slides, papers\n",
    ":kind: lecture\n:group-by: month\n:show-free:\n",
    ":sort: -title\n:searchable:\n:columns: title=Topic, resources, status\n",
    ":group: Section 2, B\n:columns: date, time, location, title\n",
)

#: Options of a lecture, each with the values that it takes in turn; "" leaves it out.
OPTIONS: dict[str, tuple[str, ...]] = {
    "date": ("", "2021-04-19", "2021-04-26 14:00-16:00", "whenever", "03/04/2021"),
    "speaker": ("", "Bo Roe; Ann Lee", "Cy Poe <https://example.org/cy>", "TBA", "Roe, Bo<br>Dr. Ann Lee, TU Berlin"),
    "location": ("", "TBA", "Room #2", "{{ hall }}"),
    "online": ("", "Zoom <https://example.org/room> (passcode 1)"),
    "slides": ("", "deck.pdf", "/deck.pdf; Part II <https://example.org/two.pdf>", "missing.pdf"),
    "status": ("", "cancelled", "tentative"),
    "number": ("", "8", "none"),
    "release": ("", "2021-05-01", "2021-06-01", "a + 1 week", "instructors", "one day"),
    "notes": ("", "/words.inc (from 2021-05-01)", "/words.inc (from b)", "/words.inc"),
    "meetings": ("", "2"),
    "part": ("", "Kernels", "Graphs"),
    "papers": ("", "@poe"),
}
#: What an author writes among the options and mends again: comments, lines that lost their indent, options that have no
#: such name, a fence that swallows the next.
SLIPS = (
    "",
    "% :part: Kernels\n:chair: Cy Poe\n",
    ":chair: Cy Poe;\nBo Roe\n:tags: slips\n",
    ":room: Hall\n",
    "\n:chair: Cy Poe\n",
    "Words.\n:chair: Cy Poe\n",
    "\n## A heading\n",
    "\n```{lectures}\n",
)
BODIES = (
    "",
    "```{release} 2021-05-01\nShown in May.\n```\n",
    "```{release} instructors\n```{session} Hidden\n```\n```\n",
    "```{slides} /deck.pdf\n:title: The deck\n:embed:\n```\n",
    "Look at {slides}`the deck </deck.pdf>`.\n",
    "```{include} /words.inc\n```\n",
    """\
```{session} Exercise
:kind: exercise
:date: 2021-05-03
:chair: Bo Roe
```
""",
    "```{index} kernel\n```\n",
    """\
```{series} Lab
:groups: A: Wed 10:00-12:00 @ R1; B: Thu 10:00-12:00
:starts: 2021-04-19
:ends: 2021-06-01
:chair: A: Bo Roe; B: Cy Poe
```
""",
    "```{session} Lab of {name}\n:series: Lab\n```\n",
    """\
```{assignment} Sheet
:name: sheet-{name}
:due: {name} + 1 week 23:59
:late: 2 days
:covers: a..{name}
```
""",
    """\
```{assignment-table}
| Homework | Due |
|---|---|
| Norms | Friday after lecture 2 |
| Nets | b |
```
""",
    "```{math}\n:label: law-of-{name}\nx\n```\n",
    """\
```{math}
:label: rule-of-{name}
x
```

```{math}
:label: law-of-{name}
y
```
""",
)
LISTS = (
    "- @lee: read it\n- {pasted}\n",
    "- Which features?\n  - @roe\n  - @lee\n- @poe\n",
    "- @nobody\n- {pasted}\n",
    "- TBA\n- @lee\n",
)
SCHEDULE = (
    """\
- title: Opening
  date: 2021-05-10 09:00
  duration: 30 min
- title: Kernels, again
  duration: 1h
  speaker: Bo Roe
""",
    "- title: Opening\n  date: 2021-05-10 10:00\n  duration: 30 min\n",
    "- title: [\n",
)
#: Values of ``conf.py``. Where Sphinx itself writes everything again, fewer pages would not do.
OURS: dict[str, tuple[Any, ...]] = {
    "seminar_citation_style": ("apa", "ieee", "alpha"),
    "seminar_timezone": ("UTC", "America/New_York"),
    "seminar_exports": (["ics", "bib", "json", "csl", "feed", "jsonld"], ["bib"], ["ics", "jsonld"]),
    "seminar_bibliography": (["refs.bib"], ["refs.bib", "more.bib"], []),
    "seminar_fresh_navigation": (True,),
    "seminar_day": ("", "2021-04-20", "2021-05-15"),
    "seminar_audience": ("students", "instructors"),
}
THEIRS: dict[str, tuple[Any, ...]] = {
    "language": ("en", "de"),
    "html_baseurl": ("", "https://example.org/course/"),
    "html_title": ("A course", "Another course"),
    "html_theme_options": ({}, {"sidebar_collapse": False}),
    "project": ("A course", "A seminar"),
}


_TIME = re.compile(rb"\d{4}-\d{2}-\d{2}T[\d:]+Z")


def entry(key: str, title: str, year: int) -> str:
    """Return an entry of a ``.bib`` file."""
    return f"@book{{{key}, title={{{title}}}, author={{{key.title()}, Ann}}, year={year}}}\n"


def save_deck(path: Path, pages: int) -> bytes:
    """Return a PDF of so many pages, always the same bytes."""
    document = pypdfium2.PdfDocument.new()
    for _page in range(pages):
        document.new_page(400, 300)
    document.save(path)
    return path.read_bytes()


def face(side: int) -> bytes:
    """Return a photo of somebody, so many pixels wide."""
    target = io.BytesIO()
    Image.new("RGB", (side, side), (200, 150, 100)).save(target, "PNG")
    return target.getvalue()


@dataclass
class Chapter:
    """What stands in one chapter."""

    title: str
    folder: str = ""
    options: dict[str, str] = field(default_factory=dict)
    words: str = "Words."
    body: str = ""
    papers: str = LISTS[0]
    slip: str = ""
    heading: str = "Details"


class Course:
    """A book with every directive, and an author who changes it."""

    def __init__(self, root: Path) -> None:
        # Sphinx curls quotation marks when it reads: where builders share doctrees, as the first of them wants.
        conf = {"seminar_bibliography": ["refs.bib"], "html_theme": "alabaster", "smartquotes": False}
        self.book = Manuscript(root, {}, conf)
        self.decks = [save_deck(root / f"{pages}.pdf", pages) for pages in (1, 2)]
        self.chapters: dict[str, Chapter] = {}
        self.order: list[str] = []
        self.plan = "spring"
        self.front = {name: variants[0] for name, variants in FRONT.items()}
        self.table = TABLES[0]
        self.numbered = False
        self.entries = {"lee": ("Forms", 1999), "roe": ("Rings", 2003), "poe": ("Fields", 2003)}
        self.rows = ["2017-01-25,Attention,Bo Roe", "2017-02-08,Nets,Ann Lee"]
        self._before: dict[str, tuple[bytes, int]] = {}
        self.write("plain.md", "# Plain\n\nNothing of the book.\n")
        self.write("words.inc", "Words from elsewhere.\n")
        self.write("more.bib", entry("moe", "Sums", 2001))
        self.write("deck.pdf", self.decks[0])
        self.write("face.png", face(300))
        self.write(
            "reading.md",
            """\
# Reading

```{reading-list}
:group-by: session
```

{any}`Bo Roe` {person}`Ann Lee` {doc}`/plain` [](plain.md) {assignment}`essay`

```{assignment} Essay
:due: a + 2 weeks
```

```{assignment-table}
```
""",
        )
        self.write(
            "archive.md",
            """\
# Archive

```{session-table}
:file: archive.csv
:kind: meeting
```
""",
        )
        self.write(
            "programme.md",
            """\
# Programme

```{session-table}
:file: schedule.yml
```

```{session-table}
:date: 2021-05-11

| Time | Title | Speaker | Papers |
|---|---|---|---|
| 09:00-09:30 | Welcome | Ann Lee | @roe |
```
""",
        )
        self.write("schedule.yml", SCHEDULE[0])
        self.write_rows()
        self.write_entries()
        for name in ("a", "b", "c"):
            self.add(name, "Kernels")

    def docname(self, name: str) -> str:
        """Return the document of a chapter."""
        return self.chapters[name].folder + name

    def stands(self, name: str) -> bool:
        """Tell whether a chapter of the contents has its file."""
        return name in self.chapters and (self.book.source / f"{self.docname(name)}.md").exists()

    @property
    def documents(self) -> set[str]:
        """Every document of the book."""
        return {*PAGES, *(self.docname(name) for name in self.chapters)}

    def write_index(self) -> None:
        """Write the first page, with all the lists and the order of the chapters."""
        front = "".join(f"```{{{name}}}\n{content}```\n\n" for name, content in self.front.items())
        documents = [*(self.docname(name) for name in self.order), *PAGES[1:]]
        self.write(
            "index.md",
            f"# Course\n\n```{{course}} Theory\n:instructors: Ann Lee\n:timezone: Europe/Berlin\n"
            f"{PLANS[self.plan]}```\n\n"
            f"{front}```{{session-table}}\n{self.table}```\n\n```{{toctree}}\n:maxdepth: 2\n"
            + ":numbered:\n" * self.numbered
            + "\n".join(documents)
            + "\n```\n",
        )

    def write_rows(self) -> None:
        """Write the table that the archive shows."""
        self.write("archive.csv", "\n".join(["Date,Title,Speaker", *self.rows]) + "\n")

    def write_entries(self) -> None:
        """Write the bibliography."""
        self.write("refs.bib", "".join(entry(key, *facts) for key, facts in self.entries.items()))

    def write_chapter(self, name: str) -> None:
        """Write one chapter."""
        chapter = self.chapters[name]
        options = "".join(f":{option}: {value}\n" for option, value in chapter.options.items() if value)
        others = " ".join(
            f"{{lecture}}`{other}` {{ref}}`of-{other}` {{eq}}`law-of-{other}`" for other in ("a", "b") if other != name
        )
        body = chapter.body.replace("{name}", name)
        self.write(
            f"{self.docname(name)}.md",
            f"# {chapter.title}\n\n```{{lecture}}\n:name: {name}\n{options}{chapter.slip}\nAn abstract.\n```\n\n"
            f"{body}\n"
            f"(of-{name})=\n## {chapter.heading}\n\n{chapter.words} {others} {{paper}}`lee` {{paper:p}}`poe, lee` "
            f"\n\n```{{key-papers}}\n{chapter.papers.format(pasted=PASTED)}```\n",
        )

    # What an author does.

    def add(self, name: str, title: str) -> None:
        """Add a chapter at the end, unless there is one."""
        if name not in self.chapters:
            self.chapters[name] = Chapter(title)
            self.order.append(name)
            self.write_chapter(name)
            self.write_index()

    def remove(self, name: str) -> None:
        """Remove a chapter, unless it is the last."""
        if name in self.chapters and len(self.chapters) > 1:
            self.delete(f"{self.docname(name)}.md")
            self.order.remove(name)
            del self.chapters[name]
            self.write_index()

    def move(self, name: str) -> None:
        """Move a chapter into the folder, or out of it; its file keeps its time."""
        self.add(name, "Kernels")
        if self.stands(name):
            before = self.docname(name)
            chapter = self.chapters[name]
            chapter.folder = FOLDERS[not FOLDERS.index(chapter.folder)]
            self.book.rename(f"{before}.md", f"{self.docname(name)}.md")
            self.write_index()

    def change(self, name: str, **changes: str) -> None:
        """Change the title, words, body, papers or heading of a chapter."""
        self.add(name, "Kernels")
        vars(self.chapters[name]).update(changes)
        self.write_chapter(name)

    def set_option(self, name: str, option: str, value: str) -> None:
        """Give the lecture of a chapter another option, or take it away with an empty value."""
        self.add(name, "Kernels")
        self.chapters[name].options[option] = value
        self.write_chapter(name)

    def configure(self, name: str, value: object) -> None:
        """Change a value of ``conf.py``."""
        self.book.configure(**{name: value})

    def write(self, path: str, content: str | bytes) -> None:
        """Write a file, and lay what stood there before aside with its time."""
        file = self.book.source / path
        if file.exists():
            self._before[path] = (file.read_bytes(), file.stat().st_mtime_ns)
        self.book.write(path, content)

    def touch(self, path: str) -> None:
        """Give a file another time, if it is there."""
        if (self.book.source / path).exists():
            self.book.touch(path)

    def delete(self, path: str) -> None:
        """Remove a file, if it is there."""
        (self.book.source / path).unlink(missing_ok=True)

    def restore(self, path: str) -> None:
        """Bring back what stood in a file before, as it was: older than what was built since."""
        if path in self._before:
            content, time = self._before[path]
            (self.book.source / path).write_bytes(content)
            os.utime(self.book.source / path, ns=(time, time))


def contents(built: Built) -> dict[str, object]:
    """Return what a build left, without the stemmer of a language that the book had, which Sphinx leaves there.

    In an EPUB the times of its members do not count.
    """
    files: dict[str, object] = {
        path: content
        for path, content in built.files().items()
        if not path.startswith(".buildinfo") and not path.endswith((".epub", "-stemmer.js"))
    }
    if "content.opf" in files:
        files["content.opf"] = _TIME.sub(b"", built.read_file("content.opf"))
    return files


def differences(built: Built, fresh: Built) -> list[str]:
    """Return where two builds differ: the path of each file, and the first words of each that the other has not."""
    ours, theirs = contents(built), contents(fresh)
    return [
        f"{path}: {_around(ours.get(path), theirs.get(path))} instead of {_around(theirs.get(path), ours.get(path))}"
        for path in sorted(ours.keys() | theirs.keys())
        if ours.get(path) != theirs.get(path)
    ]


def _around(content: object, other: object) -> str:
    """Return the part of a file where it begins to differ from another, and why it is no file at all."""
    if content is None or other is None:
        return "nothing" if content is None else "a file"
    pairs = enumerate(zip_longest(str(content), str(other)))
    start = next(place for place, (one, another) in pairs if one != another)
    return repr(str(content)[max(0, start - 60) : start + 80])
