"""Work that is due: titles and days as pages, schedules and lists of a course name them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sphinx_seminar.cli.importing.apart import Aside
from sphinx_seminar.cli.importing.facts import plain
from sphinx_seminar.cli.importing.findings import Findings, shortened
from sphinx_seminar.cli.importing.line_dates import Year, dated, written
from sphinx_seminar.model.text import folded
from sphinx_seminar.reading.dates import read_when


@dataclass(slots=True)
class Work:
    """The work of a course that stands among its sessions, to be declared in a table at the end of the first page.

    ``days`` are dates by title, ``links`` those of a schedule, by title. ``declared`` are the titles that a table of
    deadlines or a list of assignments declares where it stands.
    """

    days: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    declared: set[str] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.days) + len(self.declared)

    def add_of_pages(self, due: Iterable[tuple[str, str]], year: Year, findings: Findings) -> None:
        """Take down what pages of a site say to be due in their front matter, as (title, date)."""
        for title, said in due:
            day = written(read_when(dated(said, year)).value)
            if day and title not in self.days:
                self.days[title] = day
            elif not day:
                findings.leave(f"{shortened(said)!r} is no date: when {shortened(title)!r} is due is not known")

    def takes(self, aside: Aside) -> bool:
        """Take down a line of a schedule that says what is due, once by its title; tell whether it is one."""
        due = written(read_when(aside.date).value) if aside.due else ""
        words = folded(plain(aside.due))
        for title, day in self.days.items() if due else ():
            # Of its page "Kernels" the schedule may say "Homework: Kernels".
            if day.startswith(due) and f" {words}".endswith(f" {folded(title)}"):
                if aside.links:
                    self.links.setdefault(title, aside.links)
                return True
        if aside.due in self.days or aside.due in self.declared:
            return False
        if due:
            self.days[aside.due] = due
            if aside.links:
                self.links[aside.due] = aside.links
        return bool(due)
