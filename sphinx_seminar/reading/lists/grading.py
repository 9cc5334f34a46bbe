"""The body of ``{grading}``: the parts of a grade, and what each weighs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.course import GradeWeight
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.lists.bullets import Bullet, bullets_of

_NUMBER = r"(?P<number>[0-9]{1,6}(?:[.,][0-9]{1,6})?)"
_SIGN = r"(?P<sign>[-\u2212\u2013]\s?)?"
_PERCENT = r"\s*(?:%|٪|per\s?cent\b|percent\b|prozent\b|pct\b)"
#: Where the weight stands: alone or first behind the colon, last in brackets or alone, first before the label.
_WEIGHTS = (
    re.compile(rf"{_SIGN}{_NUMBER}{_PERCENT}", re.IGNORECASE),
    re.compile(rf"{_SIGN}(?P<above>[0-9]{{1,4}})\s?[/⁄]\s?(?P<below>[0-9]{{1,4}})"),
    re.compile(rf"{_SIGN}{_NUMBER}(?=\s*(?:\Z|[,;(]))"),
)
_LAST = re.compile(
    rf"(?<!\s)(?:\s+[-=\u2013\u2014]\s+|\s*\(\s*|\s+)(?P<sign>[-\u2212])?{_NUMBER}{_PERCENT}\s*\)?\s*\Z", re.IGNORECASE
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
    whole = _level(list(enumerate(lines, 1)), 0)
    if not whole.parts:
        message = "this grading is empty; expected items such as '- Report: 40%'. Nothing is shown"
        whole.problems.append(Problem("grading", message))
    elif whole.counted and abs(whole.total - 100) > _ROUNDING:
        message = (
            f"the weights add up to {_shown(whole.total)} %; expected 100 %, with what is beside it called Bonus; they "
            "are shown as written"
        )
        whole.problems.append(Problem("grading", message, whole.parts[0].line))
    return Reading(tuple(whole.parts), tuple(whole.problems))


def _level(lines: Sequence[tuple[int, str]], level: int) -> _Level:
    """Read the items of one list, which are given as (number, text), and of the lists inside them."""
    read = _Level()
    for item in bullets_of([line for _number, line in lines]):
        item.line = lines[item.line - 1][0]
        inside = _level([lines[number - 1] for number, _line in item.inside], level + 1) if item.inside else _Level()
        if not inside.counted:
            inside = _Level()
        else:
            item.nested = []
        weight, exact, faults = _weight(item)
        if inside.counted and exact is not None and not _fits(inside.total, exact):
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


def _fits(parts: Fraction, whole: Fraction) -> bool:
    return min(abs(parts - whole), abs(parts - 100)) <= _ROUNDING


def _weight(item: Bullet) -> tuple[GradeWeight, Fraction | None, list[str]]:
    """Read one item: what it says, its exact weight in per cent, and what is wrong with it."""
    label, text, found = _parts(item.text)
    whole = GradeWeight(label, None, item.with_nested(text), item.line)
    if found is None:
        doubtful = _DOUBTFUL.match(text) and not _BESIDE.search(label)
        return whole, None, [_unread(text)] if doubtful else []
    exact = _value(found)
    start = found.start("sign") if found["sign"] else found.start("above" if found.re is _WEIGHTS[1] else "number")
    written = found.string[start : found.end()].strip(" \t()")
    if exact is None or (found["sign"] and exact > 0):
        kept = " ".join(part for part in (written, text) if part)
        refused = GradeWeight(label, None, item.with_nested(kept), item.line)
        reason = "is divided by zero" if exact is None else "is negative"
        message = (
            f"the weight {quoted(written)} of {quoted(label)} {reason}; expected one such as 40%; it is shown, and "
            "not counted"
        )
        return refused, None, [message]
    return GradeWeight(label, _decimal(exact), whole.text, item.line, written), exact, []


def _parts(text: str) -> tuple[str, str, re.Match[str] | None]:
    """Split an item into its label, its remark and its weight."""
    label, colon, after = _at_colon(text)
    for weight in _WEIGHTS if colon else ():
        found = weight.match(after)
        if found is not None:
            return label, after[found.end() :].lstrip(_AFTER), found
    last = _LAST.search(after)
    if last is not None and not _BOUND.search(after[: last.start()]):
        return label, after[: last.start()].rstrip(_AFTER), last
    last = _LAST.search(label)
    if last is not None and label[: last.start()].strip() and not _BOUND.search(label[: last.start()]):
        return label[: last.start()].strip(), after, last
    first = _WEIGHTS[0].match(label)
    if first is not None and label[first.end() :].strip(_AFTER):
        return label[first.end() :].lstrip(_AFTER), after, first
    if first is not None and after:
        return after, "", first
    return label, after, None


def _at_colon(text: str) -> tuple[str, str, str]:
    found = re.search(r":(?=\s|[0-9]|\Z)", text)
    if found is None:
        return text, "", ""
    return text[: found.start()].strip(), ":", text[found.end() :].strip()


def _value(found: re.Match[str]) -> Fraction | None:
    """Return a weight in per cent; a number of at most 1 without a sign of per cent is a part of one."""
    parts = found.groupdict()
    if parts.get("above"):
        below = int(parts["below"])
        return Fraction(100 * int(parts["above"]), below) if below else None
    number = Fraction(parts["number"].replace(",", "."))
    bare = found.re is _WEIGHTS[2]
    return number * 100 if bare and number <= 1 else number


def _decimal(exact: Fraction) -> Decimal:
    """Write a weight to hundredths of a per cent, without zeros at its end."""
    rounded = round(exact * 100)
    return Decimal(rounded).scaleb(-2).normalize() + Decimal(0)


def _shown(exact: Fraction) -> str:
    return f"{_decimal(exact):f}"


def _unread(text: str) -> str:
    return (
        f"the weight in {quoted(text)} is not understood; expected one such as 40%, 1/3 or 0.4; it is shown, and not "
        "counted"
    )
