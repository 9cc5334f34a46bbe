"""Years and months as citations write them."""

from __future__ import annotations

import re

_NAMES = {
    "january": 1, "jan": 1, "janvier": 1, "januar": 1, "enero": 1, "января": 1,
    "february": 2, "feb": 2, "février": 2, "februar": 2, "febrero": 2, "февраля": 2,
    "march": 3, "mar": 3, "mars": 3, "märz": 3, "marzo": 3, "марта": 3,
    "april": 4, "apr": 4, "avril": 4, "abril": 4, "апреля": 4,
    "may": 5, "mai": 5, "mayo": 5, "мая": 5,
    "june": 6, "jun": 6, "juin": 6, "juni": 6, "junio": 6, "июня": 6,
    "july": 7, "jul": 7, "juillet": 7, "juli": 7, "julio": 7, "июля": 7,
    "august": 8, "aug": 8, "août": 8, "agosto": 8, "августа": 8,
    "september": 9, "sept": 9, "sep": 9, "septembre": 9, "septiembre": 9, "сентября": 9,
    "october": 10, "oct": 10, "octobre": 10, "oktober": 10, "octubre": 10, "октября": 10,
    "november": 11, "nov": 11, "novembre": 11, "noviembre": 11, "ноября": 11,
    "december": 12, "dec": 12, "décembre": 12, "dezember": 12, "diciembre": 12, "декабря": 12,
}  # fmt: skip
#: The months that English citations name; other languages only where nothing else can be meant.
MONTH = "(?:" + "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True)) + r")\b\.?"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
YEAR = r"(?:1[4-9]\d\d|20\d\d)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH_DAY = (
    rf"(?:(?P<month>{MONTH}|{_SEASON})(?:\s*[-–/]\s*{MONTH})?(?:\s*{_DAY}(?:\s*[-–]\s*(?:{MONTH}\s*)?{_DAY})?)?|"
    rf"{_DAY}(?:\s*[-–]\s*{_DAY})?\s+(?:de\s+)?(?P<month_after>{MONTH}))"
)
_NO_DATE = r"n\.\s?d\.?|no date|o\.\s?J\.|s\.\s?f\.|s\.\s?d\."
_STATE = r"in press|forthcoming|to appear|submitted|in preparation|accepted|under review"
#: What the brackets after the authors may hold: "(2019, May 3)", "(2019a)", "(n.d.)", "(2004/1781)".
_BRACKETED = re.compile(
    rf"(?P<year>{YEAR}(?:\s?[-–/]\s?\d{{2,4}})?)(?P<letter>[a-z])?(?:[,.]?\s+{_MONTH_DAY})?\Z", re.IGNORECASE
)
_REVERSED = re.compile(rf"{_MONTH_DAY}[,.]?\s+(?:de\s+)?(?P<year>{YEAR})\Z", re.IGNORECASE)
_WORDS = re.compile(rf"(?:{_NO_DATE}|{_STATE})\Z", re.IGNORECASE)


def month_number(name: str) -> str:
    """Return "5" for "May"; a season stays as it is written."""
    number = _NAMES.get(name.strip(" .").casefold())
    return str(number) if number else name


def read_bracketed(inside: str) -> tuple[str, str] | None:
    """Read what stands in the brackets after the authors: year, or words for one, and month; ``None`` for no date."""
    inside = inside.strip(" .,")
    if _WORDS.match(inside):
        return inside, ""
    found = _BRACKETED.match(inside) or _REVERSED.match(inside)
    return (found["year"], month_number(found["month"] or found["month_after"] or "")) if found is not None else None
