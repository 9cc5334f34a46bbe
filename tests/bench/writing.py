"""The made-up course as it is written with our directives, by hand, and with two other extensions.

All have the table of lectures on the first page. With our directives half of the papers are entries of a ``.bib`` file
and half are pasted, and the extension makes the pages of all papers and all people; by hand these are typed as well.
With sphinxcontrib-bibtex each chapter has a bibliography of its own, for which keys need prefixes; with sphinx-needs
lectures and papers are needs, and lists are filters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.bench.synthetic import SURNAMES, Chapter, Course

Files = dict[str, str]


def ours(course: Course) -> Files:
    """Return the files of the book with our directives."""
    return _book(course, "```{session-table}\n```", _declared) | {
        "papers.bib": "\n".join(work.entry for work in course.works if work.number % 2)
    }


def _declared(chapter: Chapter) -> str:
    papers = "\n".join(f"- @{work.key}" if work.number % 2 else f"- {work.pasted}" for work in chapter.works)
    return (
        f"# {chapter.title}\n\n```{{lecture}}\n:date: {chapter.date} 14:00-16:00\n:speaker: {chapter.speaker}\n"
        f":slides: {chapter.slides}\n```\n{chapter.prose}\n```{{key-papers}}\n{papers}\n```\n"
    )


def by_hand(course: Course) -> Files:
    """Return the files of the book in plain Markdown."""
    papers = "\n".join(f"- {work.pasted} {_in(course, work.number)}" for work in course.works)
    people = "\n".join(f"- Ada {name}: {_by(course, f'Ada {name}')}" for name in SURNAMES)
    pages = {"papers.md": f"# Papers\n\n{papers}\n", "people.md": f"# People\n\n{people}\n"}
    return _book(course, _typed_table(course), _typed, ("papers", "people")) | pages


def _in(course: Course, work: int) -> str:
    return "; ".join(
        f"[{chapter.title}]({chapter.docname}.md)"
        for chapter in course.chapters
        if any(listed.number == work for listed in chapter.works)
    )


def _by(course: Course, speaker: str) -> str:
    return "; ".join(
        f"[{chapter.title}]({chapter.docname}.md)" for chapter in course.chapters if chapter.speaker == speaker
    )


def _typed(chapter: Chapter) -> str:
    papers = "\n".join(f"- {work.pasted}" for work in chapter.works)
    return f"{_facts(chapter)}\n## Key papers\n\n{papers}\n"


def with_bibtex(course: Course) -> Files:
    """Return the files of the book with bibliographies of sphinxcontrib-bibtex."""
    entries = {"papers.bib": "\n".join(work.entry for work in course.works)}
    return _book(course, _typed_table(course), _with_bibliography) | entries


def _with_bibliography(chapter: Chapter) -> str:
    prefix = f"{chapter.docname}-"
    cited = ",".join(f"{prefix}{work.key}" for work in chapter.works)
    return (
        f"{_facts(chapter)}\nWe read {{cite}}`{cited}`.\n\n## Key papers\n\n```{{bibliography}}\n"
        f":filter: docname in docnames\n:keyprefix: {prefix}\n:labelprefix: {chapter.number}-\n```\n"
    )


def with_needs(course: Course) -> Files:
    """Return the files of the book with the lists and tables of sphinx-needs."""
    table = """\
```{needtable}
:filter: ("lecture" in tags)
:columns: status;title
:style: table
```"""
    return _book(course, table, _with_needs)


def _with_needs(chapter: Chapter) -> str:
    papers = "\n".join(
        f"```{{req}} {work.pasted}\n:id: P_{chapter.number:04}_{work.number:05}\n:tags: {chapter.docname}\n"
        ":hide:\n```\n"
        for work in chapter.works
    )
    return (
        f"# {chapter.title}\n\n```{{req}} {chapter.title}\n:id: L_{chapter.number:04}\n:tags: lecture\n"
        f":status: {chapter.date}\n```\n\n- {chapter.speaker}\n- [Slides]({chapter.slides})\n{chapter.prose}\n"
        f'{papers}\n## Key papers\n\n```{{needlist}}\n:filter: ("{chapter.docname}" in tags)\n```\n'
    )


def _facts(chapter: Chapter) -> str:
    return (
        f"# {chapter.title}\n\n- {chapter.date} 14:00-16:00\n- {chapter.speaker}\n- [Slides]({chapter.slides})\n"
        f"{chapter.prose}"
    )


def _typed_table(course: Course) -> str:
    rows = "\n".join(
        f"| {chapter.number} | {chapter.date} | [{chapter.title}]({chapter.docname}.md) | {chapter.speaker} "
        f"| [Slides]({chapter.slides}) |"
        for chapter in course.chapters
    )
    return f"| No. | Date | Title | Speaker | Slides |\n|---|---|---|---|---|\n{rows}"


def _book(course: Course, table: str, write: Callable[[Chapter], str], more: tuple[str, ...] = ()) -> Files:
    names = "\n".join((*(chapter.docname for chapter in course.chapters), *more))
    first = f"""\
# A course made up by rule

{table}

```{{toctree}}
{names}
```
"""
    return {"index.md": first, **{f"{chapter.docname}.md": write(chapter) for chapter in course.chapters}}


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to write the course: a function to its files, and what ``conf.py`` needs."""

    write: Callable[[Course], Files]
    conf: dict[str, Any] = field(default_factory=dict)


#: All of them; the others are compared with the first.
VARIANTS = {
    "by hand": Variant(by_hand, {"extensions": ["myst_parser"]}),
    "sphinx-seminar": Variant(
        ours, {"extensions": ["myst_parser", "sphinx_seminar"], "seminar_bibliography": ["papers.bib"]}
    ),
    "sphinxcontrib-bibtex": Variant(
        with_bibtex, {"extensions": ["myst_parser", "sphinxcontrib.bibtex"], "bibtex_bibfiles": ["papers.bib"]}
    ),
    "sphinx-needs": Variant(with_needs, {"extensions": ["myst_parser", "sphinx_needs"]}),
}
