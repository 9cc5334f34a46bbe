"""Days in numbers, "2/1/23", whose order of day and month the other days of their column tell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

_DAY = re.compile(
    r"(?<![\d./-])(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:20)?\d{2})(?![\d./-])"
)


def settled_days(cells: Sequence[str]) -> list[str]:
    """Return the cells of a column with such days as 2023-02-01, where one order fits all of them and the other not.

    A year of two digits is of this century. Nothing is guessed: a column of 2/1/23 and 3/4/23 stays as it is.
    """
    found = [match for cell in cells for match in _DAY.finditer(cell)]
    month_first = all(_day(match, month_first=True) for match in found)
    day_first = all(_day(match, month_first=False) for match in found)
    if month_first == day_first:
        return list(cells)
    return [_DAY.sub(lambda match: str(_day(match, month_first=month_first)), cell) for cell in cells]


def _day(match: re.Match[str], *, month_first: bool) -> dt.date | None:
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"][-2:])
    month, day = (one, two) if month_first else (two, one)
    try:
        return dt.date(2000 + year, month, day)
    except ValueError:
        return None
