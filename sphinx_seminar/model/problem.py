"""Faults as values: reading functions return them, one place turns them into warnings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from sphinx_seminar.model.place import Place

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing an author should know about.

    ``subtype`` is the warning's subtype (``seminar.date`` has ``date``); ``message`` says what was read, what was
    expected and what is shown instead; ``line`` counts from 1 within the text that was read, 0 when unknown.
    """

    subtype: str
    message: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """The value read from a text, and the problems found in the text."""

    value: T
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem together with where it stands in the sources."""

    place: Place
    subtype: str
    message: str
