"""The tokens of a written date: groups of numbers, names, hours, zones, and words that join them.

Every expression is tried at one place and consumes a bounded number of characters, so that reading takes time in
proportion to the text.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.when import ABBREVIATIONS
from sphinx_seminar.reading.dates.names import (
    DateError,
    key_of,
    meant_zones,
    names_of,
    read_zone,
    spoken,
)
from sphinx_seminar.reading.vocabulary import words_of

Kind = Literal["ymd", "doubtful", "ym", "dotted", "number", "name", "time", "join", "zone"]


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour as it was written; ``half`` is ``a``, ``p``, or empty where nothing says morning or afternoon."""

    hour: int
    minute: int = 0
    half: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a date.

    ``numbers`` are year, month, day for ``ymd``; year, month for ``ym``; the two numbers of ``14.06`` for ``dotted``;
    ``month`` and ``weekday`` are what a name can mean.
    """

    kind: Kind
    text: str
    numbers: tuple[int, ...] = ()
    clock: Clock | None = None
    month: int | None = None
    weekday: int | None = None
    zone: str = ""


#: What messages recommend.
EXPECTED = "expected is a date such as 2021-06-07, 2021-06-07 14:00-16:00, 7 June 2021, 2021-07 or TBA"
_SEVERAL = "it gives more than one date; write a line for each date"
#: Longer texts are no dates, whatever is in them (characters).
_LONGEST = 200

#: The reader of a token, from its text and its match.
_Reader = Callable[[str, re.Match[str]], Token | None]
#: Words for a time of day; midnight is the end of its day.
_NAMED_CLOCKS = {"noon": Clock(12), "midday": Clock(12), "midnight": Clock(24)}


def _numbers(kind: Kind, order: int = 1) -> _Reader:
    """Return the reader of a token that is made of numbers; ``order`` is -1 where they are written from day to year."""
    return lambda text, _match: Token(kind, text, tuple(map(int, re.findall("[0-9]+", text)))[::order])


def _refusing(reason: str) -> _Reader:
    def refuse(text: str, _match: re.Match[str]) -> None:
        raise DateError(reason.format(quoted(text)))

    return refuse


def _slashed(text: str, _match: re.Match[str]) -> Token:
    one, two, year = map(int, re.findall("[0-9]+", text))
    if one != two and 1 <= one <= 12 and 1 <= two <= 12 and year:
        return Token("doubtful", text, (year, one, two))
    return Token("ymd", text, (year, one, two) if two > 12 >= one else (year, two, one))


def _time(text: str, match: re.Match[str]) -> Token:
    part = match.groupdict()
    hour = part["hour"] or part["dhour"] or part["bhour"]
    minute = part["minute"] or part["dminute"] or "0"
    half = part["half"] or part["dhalf"] or part["bhalf"] or _HALVES.get(part["before"], "")
    return Token("time", text, clock=Clock(int(hour), int(minute), half.lower()))


def _zone(text: str, _match: re.Match[str]) -> Token:
    zone = read_zone(text)
    if not zone.value:
        raise DateError(f"{quoted(text)} is no IANA time zone ({meant_zones(text).rstrip('.')})")
    return Token("zone", text, zone=zone.value)


def _word(text: str, _match: re.Match[str]) -> Token | None:
    word = text.casefold().replace("’", "'")
    bare = word.rstrip(".")
    meaning = words_of("dates").get(word) or words_of("dates").get(bare)
    if meaning == "filler":
        return None
    if meaning == "joining":
        return Token("join", text)
    if bare in _NAMED_CLOCKS:
        return Token("time", text, clock=_NAMED_CLOCKS[bare])
    if bare.upper() in ABBREVIATIONS and bare.upper() == text:
        raise DateError(
            f"{text} is an abbreviation, and the same stands for several time zones; "
            f"write the zone's name, such as {ABBREVIATIONS[text]}"
        )
    if meaning == "among":
        raise DateError(_SEVERAL)
    raise DateError(f"{quoted(text)} is no part of a date that is known here; {EXPECTED}")


_HALF = r"(?P<{0}half>[ap])\.?\ ?m\b\.?"
_HOUR_WORD = r"(?:uhr|hrs?|h|heures?|o'clock)(?![^\W\d_])"
#: Morning and afternoon where they are written before the hour.
_HALVES = {"上午": "a", "午前": "a", "오전": "a", "下午": "p", "午後": "p", "오후": "p"}
#: What may stand in a date, the longest first, and how it is read; what has no reader says nothing about the date.
_PATTERNS: tuple[tuple[str, _Reader | None], ...] = (
    (r"[\s,،;()\[\]|·•@]+", None),
    (r"T?[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?[+-][0-9]{2}:?[0-9]{2}(?![0-9:])"
     r"|T[0-9]{2}:[0-9]{2}-(?:0[0-9]|1[0-2]):?[0-9]{2}(?![0-9])|\+[0-9]{2}:?[0-9]{2}(?![0-9])",
     _refusing("{} looks like an offset from UTC, which does not tell the zone; write the time and the zone's name, "
               "such as 2021-06-07 14:00 Europe/Berlin, and an end as in 2021-06-07 10:00-12:00")),
    (r"[0-9]{4}(?P<between>-|/|\.\ ?)[0-9]{1,2}(?P=between)[0-9]{1,2}(?![0-9])(?:\.(?!\.))?", _numbers("ymd")),
    (r"[0-9]{1,2}(?P<slash>[/-])[0-9]{1,2}(?P=slash)[0-9]{4}(?![0-9])", _slashed),
    (r"[0-9]{1,2}\.\ ?[0-9]{1,2}\.\ ?[0-9]{4}(?![0-9])", _numbers("ymd", -1)),
    (r"[0-9]{1,2}(?P<mark>[./-])[0-9]{1,2}(?P=mark)[0-9]{2}(?![0-9:])",
     _refusing("{} has a year of two digits; write all four, such as 2021-06-07")),
    (r"[0-9]{4}-[0-9]{2}(?![0-9]|-[0-9]|:[0-9])", _numbers("ym")),
    (r"[0-9]{1,2}[/.][0-9]{4}(?![0-9])", _numbers("ym", -1)),
    (r"(?:[0-9]{4}[年년]|[0-9]{1,2}[日号號일])", _numbers("number")),
    (r"(?:{names})(?:\.(?!\.))?", lambda text, _match: Token("name", text)),
    (r"(?:(?P<before>" + "|".join(_HALVES) + r")\ ?)?(?:"
     r"T?(?P<hour>[0-9]{1,2})(?::|h|(?<=[0-9])[時时点시]\ ?)(?P<minute>[0-9]{2})"
     r"(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?[分분]?(?![0-9])(?:\ ?" + _HALF.format("") + r")?"
     r"|(?P<dhour>[0-9]{1,2})\.(?P<dminute>[0-9]{2})\ ?(?:" + _HALF.format("d") + "|" + _HOUR_WORD + ")"
     r"|(?P<bhour>[0-9]{1,2})\ ?(?:" + _HALF.format("b") + "|" + _HOUR_WORD + r"|[時时点시]))", _time),
    (r"[0-9]{1,2}\.\ ?[0-9]{1,2}(?![0-9])(?:\.(?!\.))?", _numbers("dotted")),
    (r"[0-9]+(?:(?:st|nd|rd|th|er|o)(?![^\W_])|\.(?!\.))?", _numbers("number")),
    (r"[a-z]{2,20}(?:/[a-z0-9_+-]{1,40}){1,3}|(?:utc|gmt|z)(?![^\W_])", _zone),
    (r"\.{2,}|[-\u2010-\u2015\u2212~\u301c/→]+", lambda text, _match: Token("join", text)),
    (_HOUR_WORD, None),
    (r"[^\W\d_]+(?:[.'’][^\W\d_]+)*(?:\.(?!\.))?", _word),
    (r"&", _refusing(_SEVERAL)),
    (r".", _refusing("{} is no part of a date; " + EXPECTED)),
)  # fmt: skip


@lru_cache(maxsize=64)
def _expression(language: str) -> re.Pattern[str]:
    alternatives = [
        f"(?P<k{number}>{pattern.replace('{names}', names_of(language).pattern)})"
        for number, (pattern, _read) in enumerate(_PATTERNS)
    ]
    return re.compile("|".join(alternatives), re.IGNORECASE | re.DOTALL)


def tokens_of(text: str, language: str) -> list[Token]:
    """Return the tokens of a written date.

    Raises:
        DateError: a piece has no meaning in a date, or more than one.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if len(plain) > _LONGEST:
        raise DateError("it is too long to be a date")
    if not plain.endswith(".."):
        plain = plain.rstrip(" .,;:")
    found = (_token(match) for match in _expression(language).finditer(plain))
    tokens = [_named(token, language) for token in found if token is not None]
    return [_settled(token, tokens) for token in tokens]


def _token(match: re.Match[str]) -> Token | None:
    """Return the token of a match; ``None`` for spaces, and for words that say nothing about the date."""
    _pattern, read = _PATTERNS[int((match.lastgroup or "k0")[1:])]
    return read(match.group(), match) if read is not None else None


def _settled(token: Token, tokens: Sequence[Token]) -> Token:
    """Decide between the two readings of a day such as 2/1/2023 by the weekday beside it."""
    if token.kind != "doubtful":
        return token
    year, one, two = token.numbers
    weekdays = {other.weekday for other in tokens if other.month is None} - {None}
    ways = sorted((dt.date(year, two, one), dt.date(year, one, two)))
    right = [day for day in ways if {day.weekday()} == weekdays]
    if len(right) != 1:
        raise DateError(
            f"{token.text} is ambiguous, it is {spoken(ways[0])} to some readers and {spoken(ways[1])} to others; "
            f"write {ways[0]} or {ways[1]}"
        )
    return Token("ymd", token.text, (right[0].year, right[0].month, right[0].day))


def _named(token: Token, language: str) -> Token:
    if token.kind != "name":
        return token
    names, key = names_of(language), key_of(token.text)
    named = replace(token, month=names.months.get(key), weekday=names.weekdays.get(key))
    if named.month is None and named.weekday is None:
        raise DateError(f"{quoted(token.text)} is no name of a month or a day of the week")
    return named
