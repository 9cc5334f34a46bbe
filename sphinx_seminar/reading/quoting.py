"""An author's words in a message."""

from __future__ import annotations

#: How much of an author's text a message repeats (characters).
_SHOWN = 80


def quoted(text: str) -> str:
    """Quote an author's text for a message: on one line, long ones cut.

    What cannot be seen, or turns the order of the text around it, is escaped.
    """
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    escaped = "".join(mark if mark.isprintable() else ascii(mark)[1:-1] for mark in shown)
    mark = '"' if "'" in escaped and '"' not in escaped else "'"
    return f"{mark}{escaped}{mark}"


def followed(message: str, sentence: str) -> str:
    """Put a sentence behind a message, which may end with a question: ``did you mean 'a'?``."""
    return f"{message.rstrip('.')}{'' if message.endswith('?') else '.'} {sentence}"
