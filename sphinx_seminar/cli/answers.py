"""The dialogue of a new book: its few questions, and the answers that an instructor gives."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Generic, TypeVar

from sphinx_seminar.cli.book_folder import RefusedError, one_line
from sphinx_seminar.model import Plan, Problem, Reading
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.dates.names import meant_zones, read_zone
from sphinx_seminar.reading.dates.plan import read_plan

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """A question of the dialogue: its text, the reader of its answer, and the default for a blank line.

    ``option`` is the option of the command that gives the same answer.
    """

    option: str
    text: str
    read: Callable[[str], Reading[T]]
    default: str = ""


class UnansweredError(RefusedError):
    """An option was refused, or is missing where nothing can be asked."""

    code = 2


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A dialogue that takes answers from the command's options, and asks for the others.

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
        if given is None and self.ask is not None:
            return self._asked(question, self.ask)
        read = question.read(question.default if given is None else given)
        if read.problems:
            missing = " is missing" if given is None else ""
            raise UnansweredError(f"{question.option}{missing}: {read.problems[0].message}")
        return read.value

    def _asked(self, question: Question[T], ask: Callable[[str], str]) -> T:
        offered = f" [{question.default}]" if question.default else ""
        while True:
            read = question.read(ask(f"{question.text}{offered}: ").strip() or question.default)
            if not read.problems:
                return read.value
            self.say(f"  {read.problems[0].message}")


KINDS = ("course", "seminar", "reading group", "workshop")

#: The examples that a refused answer is told.
MEETINGS = "Mon 14:00-16:00, 2026-10-12..2027-02-05"
DAY = "2026-06-14 9:00"
_BETWEEN = re.compile(r"\s*[,;]\s*|\s+(?=from\b|between\b)")
_BEFORE_TERM = re.compile(r"(?:from|between)\s+")


@dataclass(frozen=True, slots=True)
class Meetings:
    """When a course meets, as its term plan says it: text for the options, each empty where it is not known.

    ``starts`` is the first day of the term; of a workshop it is its day, and ``hour`` its beginning ("9:00").
    """

    meets: str = ""
    starts: str = ""
    ends: str = ""
    every: str = ""
    hour: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers from which a new book is written; ``timezone`` is an IANA name."""

    kind: str
    title: str
    meetings: Meetings
    timezone: str


def read_kind(text: str) -> Reading[str]:
    """Read a kind by its number, its name, or the beginning of its name."""
    said = " ".join(text.replace("-", " ").replace("_", " ").casefold().split())
    numbered = {str(number): kind for number, kind in enumerate(KINDS, 1)}
    found = [numbered[said]] if said in numbered else [kind for kind in KINDS if said and kind.startswith(said)]
    if len(found) == 1:
        return Reading(found[0])
    return _refused("", f"{text.strip()!r} is no kind of course; expected one of {', '.join(KINDS)}")


def read_title(text: str) -> Reading[str]:
    """Read a title: any words on one line."""
    title = one_line(text)
    return Reading(title) if title else _refused("", "a book needs a title; it can be changed later, in conf.py")


def read_timezone(text: str) -> Reading[str]:
    """Read a time zone; where a name is wrong, the reason names those that it may mean."""
    zone = read_zone(text).value
    if zone:
        return Reading(zone)
    said = text.strip()
    return _refused("", f"{said!r} is no IANA time zone: {meant_zones(said)}")


def read_meetings(text: str, kind: str) -> Reading[Meetings]:
    """Read when a course meets; a blank answer says that it is not known yet, and a workshop needs its day."""
    if kind == "workshop":
        return _day(text)
    return _term(text) if text.strip() else Reading(Meetings())


def planned(meetings: Meetings) -> Reading[Meetings]:
    """Check a term plan with the book's own reader; return the given answers or the reason why it refuses them."""
    if not (meetings.meets and meetings.starts and meetings.ends):
        names = {"hours": meetings.meets, "first day of the term": meetings.starts, "last day": meetings.ends}
        missing = " and the ".join(name for name, said in names.items() if not said)
        return _refused(Meetings(), f"the {missing} is missing; expected such as {MEETINGS}")
    read = read_plan(asdict(meetings))
    if read.problems:
        return _refused(Meetings(), read.problems[0].message)
    return Reading(meetings)


def machine_zone() -> str:
    """Return the time zone of this machine as far as it says one, to be offered as an answer; else UTC."""
    named = os.environ.get("TZ", "").removeprefix(":")
    linked = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    zone = read_zone(named).value or read_zone(linked).value or "UTC"
    return "UTC" if zone.rpartition("/")[2] in ("UTC", "UCT", "Universal", "Zulu") else zone


def _term(text: str) -> Reading[Meetings]:
    """Divide "Mon 14:00-16:00, every 2 weeks, 2026-10-12..2027-02-05" into hours, rhythm and term."""
    parts = _BETWEEN.split(one_line(text))
    term, parts = _taken_term(parts)
    rhythms = [part for part in parts if "week" in part.casefold() or "fortnight" in part.casefold()]
    every = next((part for part in rhythms if not _plan_of_a_year("Mon", part).problems), "")
    meets = ", ".join(part for part in parts if part != every)
    if term is None:
        dated = re.search(r"\b(?:19|20)\d\d\b", text)
        reason = f"the first and the last day of the term are {'not understood' if dated else 'missing'}"
        hours = [] if re.search(r"\b(?:19|20)\d\d\b", meets) else _plan_of_a_year(meets, every).problems
        return _refused(Meetings(), hours[0].message if hours else f"{reason}; expected such as {MEETINGS}")
    return planned(Meetings(meets, term[0].isoformat(), term[1].isoformat(), every))


def _taken_term(parts: list[str]) -> tuple[tuple[dt.date, dt.date] | None, list[str]]:
    """Return the longest run of parts that is a range of days ("2026-10-12..2027-02-05"), and the other parts."""
    for length in range(min(len(parts), 4), 0, -1):
        for start in range(len(parts) - length, -1, -1):
            said = _BEFORE_TERM.sub("", ", ".join(parts[start : start + length]), count=1)
            when = read_when(said).value
            if when.first and when.last and when.first < when.last and when.precision in ("day", "month"):
                return (when.first, when.last), parts[:start] + parts[start + length :]
    return None, parts


def _plan_of_a_year(meets: str, every: str) -> Reading[Plan | None]:
    return read_plan({"starts": "2001-01-01", "ends": "2001-12-31", "meets": meets, "every": every})


def _day(text: str) -> Reading[Meetings]:
    read = read_when(text)
    when = read.value
    if read.problems:
        return _refused(Meetings(), read.problems[0].message.partition(" It is shown")[0])
    if not when.dated or when.first is None:
        return _refused(Meetings(), f"a programme needs its day; expected such as {DAY}; it can be changed later")
    starts = when.starts or dt.time(9, 0)
    return Reading(Meetings(starts=when.first.isoformat(), hour=f"{starts.hour}:{starts.minute:02}"))


def _refused(value: T, message: str) -> Reading[T]:
    return Reading(value, (Problem("answer", message),))
