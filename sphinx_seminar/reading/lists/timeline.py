"""The body of ``{timeline}``: a list of dates, each with what happens then."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sphinx_seminar.model import Problem, Reading, When
from sphinx_seminar.model.course import Milestone
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.dates.names import names_of
from sphinx_seminar.reading.lists.bullets import Bullet, bullets_of

#: What separates the date from its text, the best first: a colon, or a dash between spaces.
_SEPARATORS = (re.compile(r":(?=(?:\*\*|__|\*|_)?(?:\s|\Z))"), re.compile(r"\s[-\u2013\u2014\u2212](?=\s)"))
#: Marks of emphasis around a date, and what is left of them before the text.
_EMPHASIS = "*_ \t"
_OPENING = re.compile(r"\A(?:\*\*|__|\*|_)(?=\s|\Z)")
#: The mark of an item; a day and a moment at which something ends.
_MARK = re.compile(r"\A(?:[-*+•]|#\.|\d{1,3}[.)](?!\d))\s+")
_FROM_DAY = re.compile(r"(?P<start>.{4,40}?)\s*(?:\.\.+|\s[-\u2013\u2014]\s|\u2013)\s*(?P<end>.{4,60})")
#: Texts before a colon that are longer are no dates (characters).
_LONGEST_DATE = 120
#: Words that a date without a colon behind it has at most: "Fri 14 Jun 2019 8:30 a.m. - 8:40 a.m.".
_LONGEST_RUN = 9


def read_timeline(lines: Sequence[str], language: str = "en") -> Reading[tuple[Milestone, ...]]:
    """Read the items of a timeline, in their order; ``language`` is that of the book, for names of months.

    An item whose date is missing or refused is kept, with a problem of subtype ``timeline``.
    """
    milestones: list[Milestone] = []
    problems: list[Problem] = []
    for item in bullets_of([_as_item(line, language) for line in lines]):
        read = _milestone(item, language)
        milestones.append(read.value)
        problems += read.problems
    if not milestones:
        problems.append(
            Problem(
                "timeline", "this timeline is empty; expected items such as '- 2021-03-10: Deadline'. Nothing is shown"
            )
        )
    return Reading(tuple(milestones), tuple(problems))


def read_announcements(lines: Sequence[str], language: str = "en") -> Reading[tuple[Milestone, ...]]:
    """Read the items of ``{announcements}``, which are those of a timeline; without lines there are none."""
    if not any(line.strip() for line in lines):
        return Reading(())
    read = read_timeline(lines, language)
    return replace(read, problems=tuple(replace(problem, subtype="announcement") for problem in read.problems))


def _as_item(line: str, language: str) -> str:
    """Return a line that begins with a date and a colon as an item, whether it has a mark, is indented, or neither."""
    bare = _MARK.sub("", line.strip())
    colon = _SEPARATORS[0].search(bare, 0, _LONGEST_DATE)
    date = bare[: colon.start()].strip(_EMPHASIS) if colon is not None else ""
    when = _read_date(date, language).value if date else None
    return f"- {bare}" if when is not None and (when.first is not None or when.tba) else line


def _read_date(text: str, language: str) -> Reading[When]:
    """Read a date, or one that goes from a day to a minute, as from the day a task is set to the hour it is due."""
    read = read_when(text, language)
    ends = _FROM_DAY.fullmatch(text) if read.problems else None
    if ends is None:
        return read
    start, end = (read_when(ends[part], language).value for part in ("start", "end"))
    if start.precision != "day" or start.first != start.last or end.starts is None or end.ends is not None:
        return read
    if start.first is None or end.first is None or end.first <= start.first:
        return read
    whole = dt.time.min
    return Reading(When(text, start.first, end.first, whole, end.starts, "minute", start.timezone or end.timezone))


def _milestone(item: Bullet, language: str) -> Reading[Milestone]:
    refused: tuple[When, str, Problem] | None = None
    whole = item.text if _SEPARATORS[0].search(item.text) is None else ""
    for date, text in _divided(item.text):
        read = _read_date(date, language)
        if not read.problems and (read.value.dated or read.value.tba or read.value.first):
            return Reading(Milestone(read.value, item.with_nested(text), item.line))
        if refused is None and read.problems and (text or date == whole) and _meant_as_date(date, language):
            refused = (read.value, text, read.problems[0])
    if refused is not None:
        when, text, reason = refused
        if not text and (run_on := _run_on(item, language)) is not None:
            return run_on
        return Reading(
            Milestone(when, item.with_nested(text), item.line), (Problem("timeline", reason.message, item.line),)
        )
    message = (
        f"{quoted(item.text)} has no date; expected one before a colon, such as '2021-03-10: Deadline', or 'TBA:'; it "
        "is shown without a date"
    )
    undated = Milestone(When(), item.with_nested(item.text), item.line)
    return Reading(undated, (Problem("timeline", message, item.line),))


def _divided(text: str) -> Iterator[tuple[str, str]]:
    """Yield what may be the date, and the text after it; at last the whole item as a date."""
    for separator in _SEPARATORS:
        for mark in separator.finditer(text, 0, _LONGEST_DATE):
            after = text[mark.end() :]
            yield text[: mark.start()].strip(_EMPHASIS), _OPENING.sub("", after).strip()
    if len(text) <= _LONGEST_DATE:
        yield text.strip(_EMPHASIS), ""


def _run_on(item: Bullet, language: str) -> Reading[Milestone] | None:
    """Divide an item without a colon into the longest date that it begins with, and the text after it."""
    words = item.text.split(" ")
    for length in range(min(len(words) - 1, _LONGEST_RUN), 0, -1):
        date, text = " ".join(words[:length]).strip(_EMPHASIS), " ".join(words[length:]).strip(_EMPHASIS)
        read = read_when(date, language)
        if read.value.dated and not read.problems:
            expected = quoted(f"{date}: {text}")
            message = f"{quoted(item.text)} has no colon behind its date; expected {expected}. It is read so"
            milestone = Milestone(read.value, item.with_nested(text), item.line)
            return Reading(milestone, (Problem("timeline", message, item.line),))
    return None


def _meant_as_date(text: str, language: str) -> bool:
    """Tell whether a text that could not be read was meant as a date: it has digits, or the name of a month."""
    names = names_of(language)
    words = {word.casefold().rstrip(".") for word in re.findall(r"[^\W\d_]+", text)}
    return any(mark.isdigit() for mark in text) or not words.isdisjoint(names.months)
