"""Why a date is refused: the reason, in words for its author."""

from __future__ import annotations

from sphinx_seminar.model import Problem
from sphinx_seminar.model.messages import quoted


class DateError(Exception):
    """The reason for which a text is not read; it never leaves this package."""


def refusal(what: str, text: str, reason: object, instead: str) -> Problem:
    """Make the problem that says what was read (``what`` it was meant as), why it is refused, and what is shown."""
    return Problem("date", f"{what} {quoted(text)} is not used: {reason}. {instead}")
