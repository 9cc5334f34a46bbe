"""A dialogue of few questions: an answer that is not understood is asked for again, with the reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from sphinx_seminar.model import Reading

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """What is asked, how its answer is read, and the answer that a blank line gives.

    ``option`` is the option of the command that gives the same answer.
    """

    option: str
    text: str
    read: Callable[[str], Reading[T]]
    default: str = ""


class UnansweredError(Exception):
    """An option was refused, or is missing where nothing can be asked; the text is for the user."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Asks, or takes what the options of the command say.

    ``ask`` shows a prompt and returns a line, as :func:`input` does; it is ``None`` where nobody can be asked.
    ``say`` shows a line.
    """

    ask: Callable[[str], str] | None
    say: Callable[[str], None]

    def answer(self, question: Question[T], given: str | None) -> T:
        """Return the answer to a question.

        Raises:
            UnansweredError: the option was given and is refused, or nobody can be asked and there is no default.
            EOFError: the input ended before the answer.
        """
        if given is not None:
            read = question.read(given)
            if read.problems:
                raise UnansweredError(f"{question.option}: {read.problems[0].message}")
            return read.value
        if self.ask is None:
            read = question.read(question.default)
            if read.problems:
                raise UnansweredError(f"{question.option} is missing: {read.problems[0].message}")
            return read.value
        return self._asked(question, self.ask)

    def _asked(self, question: Question[T], ask: Callable[[str], str]) -> T:
        offered = f" [{question.default}]" if question.default else ""
        while True:
            read = question.read(ask(f"{question.text}{offered}: ").strip() or question.default)
            if not read.problems:
                return read.value
            self.say(f"  {read.problems[0].message}")
