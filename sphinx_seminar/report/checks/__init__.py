"""The checks of the report: pure functions over the book, one row of :data:`CHECKS` each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from sphinx_seminar.report.checks.materials import (
    misnumbered,
    open_solutions,
    shared,
    unlinked,
    unlisted,
    without_number,
)
from sphinx_seminar.report.checks.people import comma_names, spelt_twice
from sphinx_seminar.report.checks.sessions import (
    beside_the_meetings,
    due_together,
    due_without_meeting,
    idle_days_off,
    left_open,
    of_another_term,
    open_dates,
    without,
    without_due_date,
    without_solution,
)
from sphinx_seminar.report.findings import Finding, Matter, Result

__all__ = ["CHECKS", "Check", "Finding", "Matter", "Result", "examine"]


@dataclass(frozen=True, slots=True)
class Check:
    """A check: ``task`` is its heading in the report, ``find`` yields its findings in the order of the book."""

    task: str
    find: Callable[[Matter], Iterator[Finding]]


#: The checks by the names that ``seminar_report_checks`` and ``report.json`` use, in the order of the report.
CHECKS: dict[str, Check] = {
    "slides": Check("Add slides", lambda matter: without(matter, "slides")),
    "recordings": Check("Add recordings", lambda matter: without(matter, "recording", over=True)),
    "dates": Check("Settle dates", open_dates),
    "due-dates": Check("Say when these are due", without_due_date),
    "due-together": Check("Look whether these may be due on one day", due_together),
    "due-days-off": Check("Look whether these are due on the right day", due_without_meeting),
    "solutions": Check("Add solutions", without_solution),
    "open-solutions": Check("Say from when on students see these", open_solutions),
    "placeholders": Check("Settle what is left open", left_open),
    "days-off": Check("Look whether these days off are right", idle_days_off),
    "other-term": Check("Look whether these dates are of this term", of_another_term),
    "parallel": Check("Look whether these take no slot of the term plan", beside_the_meetings),
    "deck-numbers": Check("Look whether these are the decks of another lecture", misnumbered),
    "shared-decks": Check("Look whether these decks belong to both sessions", lambda matter: shared(matter, "slides")),
    "shared-recordings": Check(
        "Look whether these recordings belong to both sessions", lambda matter: shared(matter, "recording")
    ),
    "unlinked-decks": Check("Link these decks from a session, or remove them", unlinked),
    "people": Check("Spell these people one way", spelt_twice),
    "commas": Check("Look whether these names are one person", comma_names),
    "paper-numbers": Check("Add a DOI or an arXiv number", without_number),
    "unlisted-papers": Check("List these entries, or remove them", unlisted),
}


def examine(matter: Matter, names: Collection[str] = tuple(CHECKS)) -> tuple[Result, ...]:
    """Run the named checks in the report's order; a check that finds nothing has a result without findings."""
    return tuple(Result(name, check.task, tuple(check.find(matter))) for name, check in CHECKS.items() if name in names)
