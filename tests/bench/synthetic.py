"""A course made up by rule: the same facts once with our directives, once as plain Markdown.

Each chapter has a lecture with a date, a speaker and slides, two paragraphs, and key papers, half of them entries of a
``.bib`` file and half pasted; neighbouring chapters share some. The first page has the table of all sessions.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

FIRST_MEETING = dt.date(2021, 4, 12)
SURNAMES = ("Abel", "Bauer", "Chen", "Dietrich", "Eriksson", "Fischer", "García", "Huszár", "Ito", "Jacot")
SUBJECTS = ("kernels", "wide networks", "dropout", "landscapes", "margins", "flows", "information", "dynamics")

PROSE = """
The chapter on {subject} asks what can be learned from few examples, and what it costs. A network of width $m$ trained
by gradient descent stays close to its first order expansion, so that the error falls as $e^{{-\\lambda t}}$ with the
least eigenvalue $\\lambda$ of its kernel.

We follow the argument in three steps, and look at what breaks when the width is finite. The exercises repeat the
calculation for {subject} with two layers, where everything can be checked by hand.
"""


@dataclass(frozen=True, slots=True)
class Work:
    """One publication of the made-up course."""

    number: int

    @property
    def key(self) -> str:
        """The key of its entry in the ``.bib`` file."""
        return f"{self._first.lower().replace('í', 'i').replace('á', 'a')}{self.number}"

    @property
    def _first(self) -> str:
        return SURNAMES[self.number % len(SURNAMES)]

    @property
    def _second(self) -> str:
        return SURNAMES[(self.number * 7 + 3) % len(SURNAMES)]

    @property
    def _title(self) -> str:
        return f"On {SUBJECTS[self.number % len(SUBJECTS)]} in the limit of case {self.number}"

    @property
    def _year(self) -> int:
        return 1990 + self.number % 32

    @property
    def pasted(self) -> str:
        """The citation as somebody would paste it."""
        return f"{self._first}, A., & {self._second}, B. ({self._year}). {self._title}. Journal of Made-up Results."

    @property
    def entry(self) -> str:
        """The entry of the ``.bib`` file."""
        return (
            f"@article{{{self.key},\n  author = {{{self._first}, A. and {self._second}, B.}},\n"
            f"  title = {{{self._title}}},\n  journal = {{Journal of Made-up Results}},\n"
            f"  year = {{{self._year}}}\n}}\n"
        )


@dataclass(frozen=True, slots=True)
class Chapter:
    """One lecture of the made-up course and its works."""

    number: int
    papers: int

    @property
    def docname(self) -> str:
        """The name of its document."""
        return f"chapter{self.number:04}"

    @property
    def title(self) -> str:
        """Its heading."""
        return f"Lecture on {SUBJECTS[self.number % len(SUBJECTS)]}, case {self.number}"

    @property
    def date(self) -> str:
        """When it is held; one a day, so that a long course stays within the calendar."""
        return (FIRST_MEETING + dt.timedelta(days=self.number)).isoformat()

    @property
    def speaker(self) -> str:
        """Who holds it."""
        return f"Ada {SURNAMES[self.number % len(SURNAMES)]}"

    @property
    def slides(self) -> str:
        """Where its slides are."""
        return f"https://example.org/slides/{self.number}.pdf"

    @property
    def works(self) -> list[Work]:
        """Its key papers; the last of them is the first of the next chapter."""
        first = self.number * max(self.papers - 1, 1)
        return [Work(first + offset) for offset in range(self.papers)]

    @property
    def declared(self) -> str:
        """The chapter as it is written with our directives."""
        papers = "\n".join(f"- @{work.key}" if work.number % 2 else f"- {work.pasted}" for work in self.works)
        return (
            f"# {self.title}\n\n```{{lecture}}\n:date: {self.date} 14:00-16:00\n:speaker: {self.speaker}\n"
            f":slides: {self.slides}\n```\n{self._prose}\n```{{key-papers}}\n{papers}\n```\n"
        )

    @property
    def by_hand(self) -> str:
        """The chapter with the same facts in plain Markdown."""
        papers = "\n".join(f"- {work.pasted}" for work in self.works)
        return (
            f"# {self.title}\n\n- {self.date} 14:00-16:00\n- {self.speaker}\n- [Slides]({self.slides})\n"
            f"{self._prose}\n## Key papers\n\n{papers}\n"
        )

    @property
    def _prose(self) -> str:
        return PROSE.format(subject=SUBJECTS[self.number % len(SUBJECTS)])


def _first_page(chapters: list[Chapter], table: str) -> str:
    names = "\n".join(chapter.docname for chapter in chapters)
    return f"# A course made up by rule\n\n{table}\n\n```{{toctree}}\n{names}\n```\n"


def declared_book(chapters: list[Chapter]) -> dict[str, str]:
    """Return the files of the book with our directives."""
    works = {work.key: work for chapter in chapters for work in chapter.works if work.number % 2}
    return {
        "index.md": _first_page(chapters, "```{session-table}\n```"),
        "papers.bib": "\n".join(work.entry for work in works.values()),
        **{f"{chapter.docname}.md": chapter.declared for chapter in chapters},
    }


def book_by_hand(chapters: list[Chapter]) -> dict[str, str]:
    """Return the files of the book in plain Markdown, its table typed out."""
    rows = "\n".join(
        f"| {chapter.number} | {chapter.date} | [{chapter.title}]({chapter.docname}.md) | {chapter.speaker} |"
        for chapter in chapters
    )
    return {
        "index.md": _first_page(chapters, f"| No. | Date | Title | Speaker |\n|---|---|---|---|\n{rows}"),
        **{f"{chapter.docname}.md": chapter.by_hand for chapter in chapters},
    }
