"""The two ends of a written stretch of time, each completed from the other ("14-16 June 2019")."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sphinx_seminar.reading.dates.names import DateError
from sphinx_seminar.reading.dates.tokens import EXPECTED, Clock, Token

Group = list[Token]


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a stretch of time: the parts of its day and hour that are written there.

    ``bare`` is a number that can only be an hour ("2" of "2-4 pm"), which the other end must confirm.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    clock: Clock | None = None
    bare: int | None = None
    zone: str = ""

    @property
    def dateless(self) -> bool:
        """Tell whether nothing is said of a year, month or day."""
        return self.year is None and self.month is None and self.day is None

    @property
    def whole(self) -> bool:
        """Tell whether the day is known to its year."""
        return None not in (self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Ends:
    """A stretch as it was written: ``last`` is ``None`` for a single date, ``open`` says "14:00 -"."""

    first: Side
    last: Side | None = None
    open: bool = False


def ends_of(tokens: Sequence[Token], default: dt.date | None) -> Ends:
    """Find the ends among the pieces of a text; each then has a date as complete as the text (or ``default``) allows.

    Raises:
        DateError: the pieces don't make one stretch of time.
    """
    if not any(token.kind == "time" for token in tokens):
        default = None
    groups = _groups(tokens)
    if not groups[0]:
        raise DateError("it has an end without a start; write both, such as 2021-06-07 .. 2021-06-10")
    still_open = len(groups) > 1 and not groups[-1]
    if still_open:
        groups.pop()
    groups = _gathered(groups)
    if len(groups) > 2 or not all(groups):
        raise DateError(f"it has more than two ends; {EXPECTED}")
    first = _side(groups[0], dated=False)
    if len(groups) == 1:
        return Ends(_given(first, default), open=still_open)
    if still_open:
        raise DateError(f"it has more than two ends; {EXPECTED}")
    if groups[1][0].kind == "time" and first.year is None and first.month is None and first.day is not None:
        first = replace(first, bare=first.day, day=None)
    return _shared(first, _side(groups[1], dated=first.whole), default)


def _groups(tokens: Sequence[Token]) -> list[Group]:
    groups: list[Group] = [[]]
    for token in tokens:
        if token.kind == "join":
            groups.append([])
        else:
            groups[-1].append(token)
    return groups


def _gathered(groups: list[Group]) -> list[Group]:
    """Undo dashes that join no ends: between a day and its hour, and "Mon-Wed 7-9 June"."""
    if len(groups) == 3 and [token.weekday is not None for token in groups[0]] == [True]:
        head, *rest = groups[1] or [Token("join", "")]
        if head.weekday is not None:
            return [groups[0] + rest, [head, *groups[2]]]
    if len(groups) > 1 and groups[1] and groups[1][0].kind in ("time", "number"):
        first = _side(groups[0], dated=False)
        timed = any(token.kind == "time" for group in groups[1:] for token in group)
        hour_next = groups[1][0].kind == "time" or len(groups) == 3
        if first.whole and first.clock is None and first.bare is None and timed and hour_next:
            return [groups[0] + groups[1], *groups[2:]]
    if len(groups) == 3 and any(token.kind == "time" for token in groups[1]):
        raise DateError("one line can't give the hours of several days; write a line for each day")
    return groups


def _side(group: Group, dated: bool) -> Side:
    """Read one end; ``dated`` says that a day is known already, so that ``18.30`` is an hour."""
    side = Side()
    months = [token for token in group if token.month is not None]
    for token in group:
        if token.kind == "name" and token.month is not None and token.weekday is not None:
            # "mar" of a Spanish book: with another month beside it, it is the Tuesday.
            token = replace(token, weekday=None) if token is months[-1] else replace(token, month=None)
        if token.kind == "name" and token.month is not None and side.month is not None:
            # "Sep 1, Sep 2026" is what is left of two days.
            raise DateError(f"it gives more than one month; {_LINE_EACH}")
        side = _with(side, token, dated)
    return side


def _with(side: Side, token: Token, dated: bool) -> Side:
    if token.kind == "zone":
        return _set(side, zone=token.zone)
    if token.kind == "time":
        return _set(side, clock=token.clock)
    if token.kind == "name":
        return _set(side, weekday=token.weekday) if token.month is None else _set(side, month=token.month)
    if token.kind == "dotted":
        one, two = token.numbers
        return _set(side, clock=Clock(one, two)) if dated or side.whole else _set(side, day=one, month=two)
    if token.kind == "number":
        return _with_number(side, token)
    return _set(side, **dict(zip(("year", "month", "day"), token.numbers, strict=False)))


def _with_number(side: Side, token: Token) -> Side:
    number, digits = token.numbers[0], sum(character.isdigit() for character in token.text)
    if digits == 4:
        return _set(side, year=number)
    if digits > 2:
        raise DateError(f"{token.text} is neither a day nor a year of four digits; {EXPECTED}")
    return _set(side, day=number) if side.day is None else _set(side, bare=number)


def _set(side: Side, **parts: Any) -> Side:
    for name, part in parts.items():
        if getattr(side, name) not in (None, "", part):
            raise DateError(f"it gives more than one {_SAID[name]}; {_LINE_EACH}")
    return replace(side, **parts)


_LINE_EACH = "write a line for each date"
_SAID = {
    "year": "year", "month": "month", "day": "day", "weekday": "day of the week", "clock": "time",
    "bare": "day or hour", "zone": "time zone",
}  # fmt: skip


def _given(side: Side, default: dt.date | None) -> Side:
    """Complete a time without a day from ``default``, the day of its surroundings."""
    if not side.dateless:
        return side
    if default is None:
        raise DateError("it has no day; write it before the time, such as 2021-06-07 14:00")
    return replace(side, year=default.year, month=default.month, day=default.day)


def _shared(first: Side, last: Side, default: dt.date | None) -> Ends:
    """Complete each end from the other."""
    if first.bare is not None and last.clock is not None and first.clock is None:
        first = replace(first, clock=Clock(first.bare), bare=None)
    if first.clock is not None and first.clock.half and last == Side(day=last.day, zone=last.zone) and last.day:
        last = Side(clock=Clock(last.day), zone=last.zone)
    if first.zone and last.zone and first.zone != last.zone:
        raise DateError("its ends are in different time zones; write both in one zone")
    if first.dateless and last.dateless:
        first = _given(first, default)
    return Ends(_completed(first, last), _completed(last, first))


def _completed(side: Side, other: Side) -> Side:
    """Give an end the year and the month that only the other one names, and the day to one that has an hour alone."""
    if side.dateless:
        return replace(side, year=other.year, month=other.month, day=other.day)
    year = other.year if side.year is None else side.year
    return replace(side, year=year, month=other.month if side.month is None else side.month)
