"""The order of day and month in numbers, as a whole column of dates proves it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

#: A day in numbers whose order of day and month its column may tell: 9/8/2023.
SLASHED = re.compile(r"(?<![\d./-])(?P<one>\d{1,2})(?P<mark>[/-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})(?![\d./-])")


def settled_days(cells: Sequence[str], pattern: re.Pattern[str] = SLASHED) -> list[str]:
    """Return the cells of a column with such days as 2023-02-01, where one order fits all of them and the other not.

    A year of two digits is of this century. Nothing is guessed: a column of 2/1/2023 and 3/4/2023 stays as it is.
    """
    found = [match for cell in cells for match in pattern.finditer(cell)]
    month_first = all(_day(match, month_first=True) for match in found)
    day_first = all(_day(match, month_first=False) for match in found)
    if month_first == day_first:
        return list(cells)
    return [pattern.sub(lambda match: str(_day(match, month_first=month_first)), cell) for cell in cells]


def _day(match: re.Match[str], *, month_first: bool) -> dt.date | None:
    one, two, year = int(match["one"]), int(match["two"]), match["year"]
    month, day = (one, two) if month_first else (two, one)
    try:
        return dt.date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    except ValueError:
        return None
