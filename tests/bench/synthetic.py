"""A course made up by rule: what it says, whoever writes it (see :mod:`tests.bench.writing`).

Each chapter has a lecture with a date, a speaker and slides, two paragraphs, and key papers; the last paper of a
chapter is the first of the next.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

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
    """One publication of the made-up course; ``edition`` tells the title of a changed one from what it was."""

    number: int
    edition: str = ""

    @property
    def key(self) -> str:
        """The key of its entry in the ``.bib`` file."""
        return f"{self.first.lower().replace('í', 'i').replace('á', 'a')}{self.number}"

    @property
    def first(self) -> str:
        """The family name of its first author."""
        return SURNAMES[self.number % len(SURNAMES)]

    @property
    def _second(self) -> str:
        return SURNAMES[(self.number * 7 + 3) % len(SURNAMES)]

    @property
    def _title(self) -> str:
        return f"On {SUBJECTS[self.number % len(SUBJECTS)]} in the limit of case {self.number}{self.edition}"

    @property
    def _year(self) -> int:
        return 1990 + self.number % 32

    @property
    def pasted(self) -> str:
        """The citation as somebody would paste it."""
        return f"{self.first}, A., & {self._second}, B. ({self._year}). {self._title}. Journal of Made-up Results."

    @property
    def entry(self) -> str:
        """The entry of the ``.bib`` file."""
        return (
            f"@article{{{self.key},\n  author = {{{self.first}, A. and {self._second}, B.}},\n"
            f"  title = {{{self._title}}},\n  journal = {{Journal of Made-up Results}},\n"
            f"  year = {{{self._year}}}\n}}\n"
        )


@dataclass(frozen=True, slots=True)
class Chapter:
    """One lecture of the made-up course and its works; ``note`` ends its text, ``delay`` is in days."""

    number: int
    works: tuple[Work, ...]
    note: str = ""
    delay: int = 0

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
        return (FIRST_MEETING + dt.timedelta(days=self.number + self.delay)).isoformat()

    @property
    def speaker(self) -> str:
        """Who holds it."""
        return f"Ada {SURNAMES[self.number % len(SURNAMES)]}"

    @property
    def slides(self) -> str:
        """Where its slides are."""
        return f"https://example.org/slides/{self.number}.pdf"

    @property
    def prose(self) -> str:
        """Its text."""
        return PROSE.format(subject=SUBJECTS[self.number % len(SUBJECTS)]) + (f"\n{self.note}\n" if self.note else "")


@dataclass(frozen=True, slots=True)
class Course:
    """The chapters of a course, in their order."""

    chapters: tuple[Chapter, ...]

    @property
    def works(self) -> list[Work]:
        """All works, each once, in the order of their numbers."""
        found = {work.number: work for chapter in self.chapters for work in chapter.works}
        return [found[number] for number in sorted(found)]

    @property
    def _middle(self) -> Chapter:
        return self.chapters[len(self.chapters) // 2]

    def with_another_sentence(self) -> Course:
        """Return the course with a sentence more in one chapter."""
        return self._with(replace(self._middle, note="Next year this chapter comes earlier."))

    def with_another_date(self) -> Course:
        """Return the course with another date of one lecture."""
        return self._with(replace(self._middle, delay=1000))

    def with_another_title(self) -> Course:
        """Return the course with another title of one paper, which one chapter lists."""
        first, other, *rest = self._middle.works
        return self._with(replace(self._middle, works=(first, replace(other, edition=", revisited"), *rest)))

    def _with(self, changed: Chapter) -> Course:
        return Course(tuple(changed if chapter.number == changed.number else chapter for chapter in self.chapters))


def course(chapters: int, papers: int) -> Course:
    """Return a course of so many chapters with so many papers each, two at least."""
    return Course(
        tuple(
            Chapter(number, tuple(Work(number * (papers - 1) + offset) for offset in range(papers)))
            for number in range(1, chapters + 1)
        )
    )
