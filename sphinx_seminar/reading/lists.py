"""Lists as bodies: the dated lines of ``{timeline}`` and ``{announcements}``, and the weights of ``{grading}``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from sphinx_seminar.model import Problem, Reading, When
from sphinx_seminar.model.course import GradeWeight, Milestone
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.dates.names import names_of
from sphinx_seminar.reading.plain import Bullet, bullets_of

#: What separates the date from its text, the best first: a colon, or a dash between spaces.
_SEPARATORS = (re.compile(r":(?=(?:\*\*|__|\*|_)?(?:\s|\Z))"), re.compile(r"\s[-\u2013\u2014\u2212](?=\s)"))
#: Marks of emphasis around a date, and what is left of them before the text.
_EMPHASIS = "*_ \t"
_DASHES = "-\u2013\u2014\u2212 "
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
        message = "this timeline is empty; expected items such as '- 2021-03-10: Deadline'. Nothing is shown"
        problems.append(Problem("timeline", message))
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
    refused: tuple[When, str, str] | None = None
    whole = item.text if _SEPARATORS[0].search(item.text) is None else ""
    for date, text in _divided(item.text):
        read = _read_date(date, language)
        if not read.problems and (read.value.dated or read.value.tba or read.value.first):
            # The first dash of "2027-02-12 9:00 - 11:00 Exam" is one inside the date.
            longer = _run_on(item, language) if text[:1].isdigit() else None
            if longer is not None and len(longer.value.when.text) > len(date):
                return longer
            return Reading(Milestone(read.value, item.with_nested(text), item.line))
        if refused is None and read.problems and (text or date == whole) and _meant_as_date(date, language):
            refused = (read.value, text, read.problems[0].message)
    if refused is None:
        message = (
            f"{quoted(item.text)} has no date; expected one before a colon, such as '2021-03-10: Deadline', or 'TBA:'; "
            "it is shown without a date"
        )
        return _told(item, When(), item.text, message)
    _when, text, _message = refused
    run_on = _run_on(item, language) if not text else None
    return run_on or _told(item, *refused)


def _told(item: Bullet, when: When, text: str, message: str) -> Reading[Milestone]:
    return Reading(Milestone(when, item.with_nested(text), item.line), (Problem("timeline", message, item.line),))


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
        date, text = (
            " ".join(words[:length]).strip(_EMPHASIS),
            " ".join(words[length:]).lstrip(_DASHES).strip(_EMPHASIS),
        )
        read = _read_date(date, language)
        if read.value.dated and not read.problems:
            expected = quoted(f"{date}: {text}")
            message = f"{quoted(item.text)} has no colon behind its date; expected {expected}. It is read so"
            return _told(item, read.value, text, message)
    return None


def _meant_as_date(text: str, language: str) -> bool:
    """Tell whether a text that could not be read was meant as a date: it has digits, or the name of a month."""
    names = names_of(language)
    words = {word.casefold().rstrip(".") for word in re.findall(r"[^\W\d_]+", text)}
    return any(mark.isdigit() for mark in text) or not words.isdisjoint(names.months)


_NUMBER = r"[0-9]{1,6}(?:[.,][0-9]{1,6})?"
_PERCENT = rf"(?P<percent>{_NUMBER})\s*(?:%|٪|per\s?cent\b|percent\b|prozent\b|pct\b)"
#: A weight alone or first behind the colon, and one that is last, in brackets or alone.
_WEIGHT = re.compile(
    rf"(?P<weight>(?P<sign>[-\u2212\u2013]\s?)?(?:{_PERCENT}|(?P<above>[0-9]{{1,4}})\s?[/⁄]\s?(?P<below>[0-9]{{1,4}})"
    rf"|(?P<bare>{_NUMBER})(?=\s*(?:\Z|[,;(]))))",
    re.IGNORECASE,
)
_LAST = re.compile(
    rf"(?<!\s)(?:\s+[-=\u2013\u2014]\s+|\s*\(\s*|\s+)(?P<weight>(?P<sign>[-\u2212])?{_PERCENT})\s*\)?\s*\Z",
    re.IGNORECASE,
)
#: Words that make the number behind them a bound ("up to"), which is no weight.
_BOUND = re.compile(r"\b(?:up to|at most|at least|max|min|maximum|minimum|bis zu|jusqu'à|hasta)\.?\Z", re.IGNORECASE)
_DOUBTFUL = re.compile(r"[-\u2212+~<>≤≥]?\s*[0-9][^%]{0,20}%")
_AFTER = " \t,;:.\u2013\u2014-"
#: Labels that do not count towards the whole grade.
_BESIDE = re.compile(r"\b(?:bonus|extra|zusatz\w*|total|sum|summe|gesamt|somme|suma|totale)\b", re.IGNORECASE)
#: Thirds written as 33.3 % add up to 99.9 %.
_ROUNDING = Fraction(1, 10)


@dataclass(slots=True)
class _Level:
    """The parts of one level, each followed by those inside it; ``total`` is the sum of the parts that count."""

    parts: list[GradeWeight] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    total: Fraction = Fraction(0)
    counted: int = 0


def read_grading(lines: Sequence[str]) -> Reading[tuple[GradeWeight, ...]]:
    """Read the items, in their order: ``Report: 40%``, ``20 %``, ``1/3``, ``0.4``, or without a weight.

    Items of a list inside an item are its parts, where any of them has a weight. They add up to its weight, or to the
    whole of it; an item without a weight of its own has their sum.

    Problems have the subtype ``grading``: negative weights, which are refused, and weights that do not add up to
    100 %. Labels such as "Bonus" don't count towards the sum.
    """
    whole = _level(bullets_of(lines), 0)
    if not whole.parts:
        message = "this grading is empty; expected items such as '- Report: 40%'. Nothing is shown"
        whole.problems.append(Problem("grading", message))
    elif whole.counted and abs(whole.total - 100) > _ROUNDING:
        unweighted = [part.label for part in whole.parts if part.weight is None and not _BESIDE.search(part.label)]
        without = f", and {quoted(unweighted[0])} has none" if unweighted else ""
        message = (
            f"the weights add up to {_shown(whole.total)} %{without}; expected 100 %, with what is beside it called "
            "Bonus; they are shown as written"
        )
        whole.problems.append(Problem("grading", message, whole.parts[0].line))
    return Reading(tuple(whole.parts), tuple(whole.problems))


def _level(items: Sequence[Bullet], level: int) -> _Level:
    """Read the items of one list, and of the lists inside them."""
    read = _Level()
    for item in items:
        inside = _level(item.items, level + 1)
        if inside.counted:
            # What is nested are parts, and no text of the item.
            item = replace(item, items=[])
        else:
            inside = _Level()
        weight, exact, faults = _weight(item)
        if inside.counted and exact is not None and min(abs(inside.total - exact), abs(inside.total - 100)) > _ROUNDING:
            faults.append(
                f"the parts of {quoted(weight.label)} add up to {_shown(inside.total)} %; expected {_shown(exact)} %, "
                "or 100 % of it; they are shown as written"
            )
        elif inside.counted and exact is None and not faults:
            exact = inside.total
            weight = replace(weight, weight=_decimal(exact), written=f"{_shown(exact)}%")
        read.parts += [replace(weight, level=level), *inside.parts]
        read.problems += [*(Problem("grading", fault, item.line) for fault in faults), *inside.problems]
        if exact is not None and not _BESIDE.search(weight.label):
            read.total, read.counted = read.total + exact, read.counted + 1
    return read


def _weight(item: Bullet) -> tuple[GradeWeight, Fraction | None, list[str]]:
    """Read one item: what it says, its exact weight in per cent, and what is wrong with it."""
    label, text, found = _parts(item.text)
    said = GradeWeight(label, None, item.with_nested(text), item.line)
    if found is None:
        doubtful = _DOUBTFUL.match(text) and not _BESIDE.search(label)
        message = (
            f"the weight in {quoted(text)} is not understood; expected one such as 40%, 1/3 or 0.4; it is shown, and "
            "not counted"
        )
        return said, None, [message] if doubtful else []
    exact, written = _value(found), found["weight"]
    if exact is not None and not (found["sign"] and exact > 0):
        return replace(said, weight=_decimal(exact), written=written), exact, []
    message = (
        f"the weight {quoted(written)} of {quoted(label)} {'is divided by zero' if exact is None else 'is negative'}; "
        "expected one such as 40%; it is shown, and not counted"
    )
    return replace(said, text=item.with_nested(f"{written} {text}".strip())), None, [message]


def _parts(text: str) -> tuple[str, str, re.Match[str] | None]:
    """Split an item into its label, its remark and its weight."""
    label, colon, after = _at_colon(text)
    if colon and (first := _WEIGHT.match(after)) is not None:
        return label, after[first.end() :].lstrip(_AFTER), first
    last = _LAST.search(after)
    if last is not None and not _BOUND.search(after[: last.start()]):
        return label, after[: last.start()].rstrip(_AFTER), last
    last = _LAST.search(label)
    if last is not None and label[: last.start()].strip() and not _BOUND.search(label[: last.start()]):
        return label[: last.start()].strip(), after, last
    first = _WEIGHT.match(label)
    if first is not None and first["percent"]:
        rest = label[first.end() :].lstrip(_AFTER)
        if rest or after:
            return rest or after, after if rest else "", first
    return label, after, None


def _at_colon(text: str) -> tuple[str, str, str]:
    found = re.search(r":(?=\s|[0-9]|\Z)", text)
    if found is None:
        return text, "", ""
    return text[: found.start()].strip(), ":", text[found.end() :].strip()


def _value(found: re.Match[str]) -> Fraction | None:
    """Return a weight in per cent; a number of at most 1 without a sign of per cent is a part of one."""
    if found["percent"]:
        return Fraction(found["percent"].replace(",", "."))
    if found["above"]:
        below = int(found["below"])
        return Fraction(100 * int(found["above"]), below) if below else None
    number = Fraction(found["bare"].replace(",", "."))
    return number * 100 if number <= 1 else number


def _decimal(exact: Fraction) -> Decimal:
    """Write a weight to hundredths of a per cent, without zeros at its end."""
    rounded = round(exact * 100)
    return Decimal(rounded).scaleb(-2).normalize() + Decimal(0)


def _shown(exact: Fraction) -> str:
    return f"{_decimal(exact):f}"
