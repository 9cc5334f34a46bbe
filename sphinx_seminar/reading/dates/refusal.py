"""Why a date is refused: the reason, in words for its author."""

from __future__ import annotations

from sphinx_seminar.model import Problem

#: How much of the author's text a message repeats.
_SHOWN = 80


class DateError(Exception):
    """The reason for which a text is not read; it never leaves this package."""


def quoted(text: str) -> str:
    """Quote an author's text for a message: on one line, control characters escaped, long ones cut."""
    return repr(text) if len(text) <= _SHOWN else repr(text[:_SHOWN] + "…")


def refusal(what: str, text: str, reason: object, instead: str) -> Problem:
    """Make the problem that says what was read (``what`` it was meant as), why it is refused, and what is shown."""
    return Problem("date", f"{what} {quoted(text)} is not used: {reason}. {instead}")
