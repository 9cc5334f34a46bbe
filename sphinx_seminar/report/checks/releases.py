"""Checks of what students see: solutions without a day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_seminar.model import Place, Resource
from sphinx_seminar.report.checks.finding import Finding, Matter

#: What the name of a solution has, in the languages of courses.
_SOLUTION = re.compile(
    r"solution|soluci|soluzion|lösung|loesung|corrig[ée]|answers?\b|answer-?key|解答|答案", re.IGNORECASE
)


def open_solutions(matter: Matter) -> Iterator[Finding]:
    """Yield the links that look like solutions and have no release: students see them at once."""
    book = matter.book
    owned: list[tuple[Place, Resource]] = [
        (session.place_of(resource), resource) for session in book.sessions for resource in session.resources
    ]
    owned += [(work.place, resource) for work in book.assignments for resource in work.resources]
    settled = set(book.held.values())
    for place, resource in owned:
        words = f"{resource.label} {resource.target}"
        named = resource.kind == "solution" or _SOLUTION.search(words) is not None
        if resource.target and named and resource not in settled:
            message = (
                "has no day and looks like a solution; '(from 2026-11-05)' or '(from due)' behind it makes it wait"
            )
            yield Finding(place, resource.label or resource.target, message)
