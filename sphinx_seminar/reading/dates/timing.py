"""Reading times of deadlines: a date, or a distance from a lecture, such as ``ntk + 1 week 23:59``."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import replace

from sphinx_seminar.model import Reading, When
from sphinx_seminar.model.problem import quoted, suggestion
from sphinx_seminar.model.timing import Timing
from sphinx_seminar.reading.dates import date_of
from sphinx_seminar.reading.dates.names import DateError, key_of, names_of, refusal
from sphinx_seminar.reading.plain import one_line, says_open
from sphinx_seminar.reading.vocabulary import read_kind, words_of

#: What messages recommend.
EXPECTED = (
    "expected is a date such as 2021-06-07 23:59, or a lecture with a distance such as 'ntk + 1 week 23:59', "
    "'end of lecture 4' or 'Friday after ntk'"
)
_INSTEAD = "It is shown as written, and stays out of the calendar."
_LONGEST = 200
#: No course is longer: a distance in days.
_FARTHEST = 3660

_UNITS = {word: {"days": 1, "weeks": 7}.get(unit, 0) for word, unit in words_of("units").items()}
_BEGINNING = re.compile(
    r"(?:(?:(?:at|by)\s+)?(?:the\s+)?(?:(?P<end>end)|beginning|begin|start)\s+of"
    r"|(?:(?P<ende>ende)|anfang|beginn)\s+von|(?P<fin>fin)\s+de|début\s+de|inicio\s+de)\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:(?:the|on|am|le|el)\s+)?(?P<weekday>[^\W\d_]+)\.?\s+(?:after|nach|après|apres|después\s+de|despues\s+de)"
    r"\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_STEP = re.compile(r"(?P<sign>[+\-\u2212\u2013])\s*(?P<count>[0-9]{1,9})\s*(?P<unit>[^\W\d_]+)\.?")
#: One or more steps behind a name, and what stands behind them.
_DISTANCE = re.compile(
    r"(?P<name>\S.*?)\s*(?P<steps>(?:[+\-\u2212\u2013]\s*[0-9]{1,9}\s*[^\W\d_]+\.?(?:\s*,)?\s*)+)(?P<tail>.*)"
)
#: A distance before its lecture: "1 week after ntk".
_TURNED = re.compile(
    r"(?P<count>[0-9]{1,9})\s*(?P<unit>[^\W\d_]+)\s+(?P<way>after|before|nach|vor|après|avant)\s+(?P<name>\S.*)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<kind>[^\W\d_]+(?:\s[^\W\d_]+)?)\s+(?:no\.?\s*|nr\.?\s*|n°\s*)?(?P<number>[0-9]{1,9})")
_WORD = re.compile(r"[^\W\d_]+")
_NAMED_CLOCKS = ("noon", "midday", "midnight")
#: Letters between the numbers of a date.
_MARKS = frozenset((
    "t", "z", "am", "pm", "a", "p", "m", "h", "st", "nd", "rd", "th", "er", "o", "uhr", "utc", "gmt", "年", "月", "日",
))  # fmt: skip
_CLOCK_LIKE = re.compile(r"[0-9]{1,3}:[0-9]{2}")
#: A day on which a time of day is read.
_SOME_DAY = dt.date(2001, 1, 1)


def read_timing(text: str, language: str = "en", *, subtype: str = "date", instead: str = _INSTEAD) -> Reading[Timing]:
    """Read a date, or ``[end of] LECTURE [± N days|weeks] [HH:MM]``, or ``WEEKDAY after LECTURE [HH:MM]``.

    LECTURE is a name, or ``lecture 4``; whether there is one is found out with the whole book. What is refused has a
    problem of ``subtype`` and a date that knows nothing but its text.
    """
    if says_open(text[:_LONGEST]) or not text.strip():
        return Reading(Timing(text, When(text, tba=bool(text.strip()))))
    try:
        return Reading(_timing(text, language))
    except DateError as reason:
        problem = replace(refusal("The date", text, reason, instead), subtype=subtype)
        return Reading(Timing(text, When(text)), (problem,))


def reads_as_timing(name: str, language: str = "en") -> bool:
    """Tell whether a name reads as a time itself: no deadline can be told relative to such a session."""
    try:
        timing = _timing(name, language)
    except DateError:
        return True
    return timing.date is not None or timing.lecture != one_line(name) or timing.numbered


def _timing(text: str, language: str) -> Timing:
    """Read a text as a date where it is one, else as a lecture with a distance.

    Raises:
        DateError: with the reason for which it is refused.
    """
    plain = one_line(unicodedata.normalize("NFKC", text)).rstrip(".;,")
    if not 0 < len(plain) <= _LONGEST:
        raise DateError(f"{'it is too long' if plain else 'it gives no date'}; {EXPECTED}")
    if _of_a_date(plain, language):
        when = date_of(plain, language)
        if when.ends is not None or (when.precision in ("day", "minute") and when.first != when.last):
            raise DateError(
                "it is a stretch of time, and one moment is expected; write its end alone, such as 2021-06-07 23:59"
            )
        return Timing(text, when)
    if (beginning := _BEGINNING.fullmatch(plain)) is not None:
        at_end = any(beginning[name] for name in ("end", "ende", "fin"))
        return replace(_from_lecture(beginning["rest"], language), text=text, at_end=at_end)
    if (after := _AFTER.fullmatch(plain)) is not None:
        weekday = names_of(language).weekdays.get(key_of(after["weekday"]))
        if weekday is None:
            known = [name for name in names_of("en").weekdays if len(name) > 5]
            near = suggestion(after["weekday"], known) or f"; {EXPECTED}"
            raise DateError(f"{quoted(after['weekday'])} is no day of the week{near}")
        timing = _from_lecture(after["rest"], language)
        if timing.distance is not None:
            raise DateError(f"a day of the week after a lecture has no distance besides; {EXPECTED}")
        return replace(timing, text=text, weekday=weekday)
    return replace(_from_lecture(plain, language), text=text)


def _of_a_date(plain: str, language: str) -> bool:
    """Tell whether a text is meant as a date: it has digits, and no word that dates do not have."""
    if not any(map(str.isdigit, plain)) or any(_in_days(step) for step in _STEP.finditer(plain)):
        return False
    names = names_of(language)
    known = {*names.months, *names.weekdays, *words_of("dates"), *_NAMED_CLOCKS, *_MARKS}
    if {key_of(word) for word in _WORD.findall(plain)} <= known:
        return True
    try:
        date_of(plain, language)
    except DateError:
        return False
    return True


def _in_days(step: re.Match[str]) -> bool:
    """Tell whether a step counts days or weeks."""
    return bool(_UNITS.get(step["unit"].casefold()))


def _from_lecture(plain: str, language: str) -> Timing:
    """Read a lecture, its distance and a time of day, also as the rest of "end of …" or "Friday after …"."""
    if (turned := _TURNED.fullmatch(plain)) is not None and _in_days(turned):
        sign = "-" if turned["way"].casefold() in ("before", "vor", "avant") else "+"
        meant = f"{turned['name']} {sign} {turned['count']} {turned['unit']}"
        raise DateError(f"the lecture stands before its distance; write {quoted(meant)}")
    found = _DISTANCE.fullmatch(plain)
    steps = list(_STEP.finditer(found["steps"])) if found is not None else []
    if found is not None and (all(map(_in_days, steps)) or re.search(r"\s[+\-\u2212\u2013]\s?[0-9]", plain)):
        name, distance = found["name"], sum(map(_days, steps))
        clock = _clock(found["tail"], language) if found["tail"].strip(" ,") else None
        if abs(distance) > _FARTHEST:
            raise DateError("its distance is more than ten years")
    else:
        (name, clock), distance = _with_clock(plain, language), None
    if re.search(r"\s\+\s", name):
        raise DateError(f"its distance is not understood; {EXPECTED}")
    if _of_a_date(name, language):
        raise DateError(f"{quoted(name)} is a date, and a distance is one from a lecture; write the day that is meant")
    return replace(
        lecture_meant(name, language),
        distance=distance,
        clock=clock.starts if clock is not None else None,
        timezone=clock.timezone if clock is not None else "",
    )


def lecture_meant(name: str, language: str = "en") -> Timing:
    """Read the name of a session, or ``lecture 4``, as the time of its beginning."""
    number = _NUMBERED.fullmatch(name)
    if number is not None and read_kind(number["kind"], language).counts_as == "lecture":
        return Timing(name, lecture=str(int(number["number"])), numbered=True)
    return Timing(name, lecture=name)


def _days(step: re.Match[str]) -> int:
    unit = _UNITS.get(step["unit"].casefold())
    if not unit:
        near = suggestion(step["unit"], ("days", "weeks")) or "; expected are days or weeks"
        raise DateError(f"{quoted(step['unit'])} is no distance that is known{near}")
    return int(step["count"]) * unit * (1 if step["sign"] == "+" else -1)


def _with_clock(plain: str, language: str) -> tuple[str, When | None]:
    """Divide a text into a lecture and the time of day behind it: the longest end that is one.

    Raises:
        DateError: what stands there looks like a time of day, and is none.
    """
    words = plain.split(" ")
    refused: DateError | None = None
    for number in range(max(1, len(words) - 3), len(words)):
        tail = " ".join(words[number:])
        # A number alone belongs to the name: "lecture 4".
        if tail.isdigit() or not (any(map(str.isdigit, tail)) or words[-1].casefold() in _NAMED_CLOCKS):
            continue
        try:
            return " ".join(words[:number]).rstrip(" ,"), _clock(tail, language)
        except DateError as reason:
            refused = reason if _CLOCK_LIKE.match(tail) or tail.casefold() in _NAMED_CLOCKS else refused
    if refused is not None:
        raise refused
    return plain, None


def _clock(tail: str, language: str) -> When:
    """Read a time of day.

    Raises:
        DateError: it is none, or a stretch.
    """
    when = date_of(tail.strip(" ,"), language, _SOME_DAY)
    if when.starts is None or when.ends is not None or when.first != _SOME_DAY:
        raise DateError(f"{quoted(tail)} is no time of day; expected is one such as 23:59")
    return when
