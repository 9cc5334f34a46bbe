"""The body of ``{grading}``: the parts of a grade, and what each weighs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from sphinx_seminar.model import Problem, Reading
from sphinx_seminar.model.messages import quoted
from sphinx_seminar.model.outline import GradeWeight
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
#: What makes a bound of the number behind it, and a weight that nothing here can read.
_BOUND = re.compile(r"\b(?:up to|at most|at least|max|min|maximum|minimum|bis zu|jusqu'à|hasta)\.?\Z", re.IGNORECASE)
_DOUBTFUL = re.compile(r"[-\u2212+~<>≤≥]?\s*[0-9][^%]{0,20}%")
_AFTER = " \t,;:.\u2013\u2014-"
#: Labels that do not count towards the whole grade.
_BESIDE = re.compile(r"\b(?:bonus|extra|zusatz\w*|total|sum|summe|gesamt|somme|suma|totale)\b", re.IGNORECASE)
#: Thirds written as 33.3 % add up to 99.9 %.
_ROUNDING = Fraction(1, 10)


def read_grading(lines: Sequence[str]) -> Reading[tuple[GradeWeight, ...]]:
    """Read the items, in their order: ``Report: 40%``, ``20 %``, ``1/3``, ``0.4``, or without a weight.

    Problems have the subtype ``grading``: negative weights, which are refused, and weights that do not add up to
    100 %. Labels such as "Bonus" don't count towards the sum.
    """
    weights, problems = [], []
    total, counted = Fraction(0), 0
    for item in bullets_of(lines):
        weight, exact, faults = _weight(item)
        weights.append(weight)
        problems += [Problem("grading", fault, item.line) for fault in faults]
        if exact is not None and not _BESIDE.search(weight.label):
            total, counted = total + exact, counted + 1
    if not weights:
        problems.append(
            Problem("grading", "this grading is empty; expected items such as '- Report: 40%'. Nothing is shown")
        )
    elif counted and abs(total - 100) > _ROUNDING:
        message = (
            f"the weights add up to {_shown(total)} %; expected 100 %, with what is beside it called Bonus; they are "
            "shown as written"
        )
        problems.append(Problem("grading", message, weights[0].line))
    return Reading(tuple(weights), tuple(problems))


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
    """Divide an item into its label, what is said of it, and its weight."""
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
