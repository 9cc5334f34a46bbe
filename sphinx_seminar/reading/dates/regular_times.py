"""Regular times: days of the week and their hours, in words."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from sphinx_seminar.model import Problem, Reading, When
from sphinx_seminar.model.plan import MeetingGroup, MeetingTime
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.when import ABBREVIATIONS
from sphinx_seminar.reading.dates import date_of
from sphinx_seminar.reading.dates.names import DateError, key_of, names_of
from sphinx_seminar.reading.plain import split_list
from sphinx_seminar.reading.vocabulary import words_of

_MEETS = "expected are days and hours such as Mon 14:00-16:00; Thu 10:00-11:30"
_ELSEWHERE = "a room behind @ or in :location:, a rhythm such as 2 weeks in :every:, days off in :except:"
_LABELLED = (
    "expected times of groups in :groups:, in place of :meets:, and other regular meetings, such as labs, in a {series}"
)
#: A day on which times without a date are read.
_SOME_DAY = dt.date(2001, 1, 1)
#: Words of a text that are tried as its hours, or as its date.
TRIED = 16
#: The longest meeting time, in characters.
_LONGEST = 300

_AND = "|".join(word for word, meaning in words_of("dates").items() if meaning == "among")
_TO = r"to|till|until|through|thru|bis|à|a|al|t/m|tot|hasta|até"
#: What stands between two days, or dates, of several: "Mon, Wed and Fri".
BETWEEN_DAYS = re.compile(rf"[\s,/&+、・]*(?:(?:{_AND})\b)?[\s,/&+]*", re.IGNORECASE)
#: What stands between the first and the last of them: "Mon to Fri".
THROUGH = re.compile(rf"\s*(?:\.{{2,3}}|[-\u2010-\u2015~\u301c]|(?:{_TO})\b)\s*", re.IGNORECASE)
_BETWEEN_HOURS = re.compile(rf"\s*[,&+]\s*|\s+(?:{_AND})\s+", re.IGNORECASE)
_OUTER = re.compile(rf"^[\s,:(]+|(?:[\s,)]|\s(?:{_AND}))+$", re.IGNORECASE)
_EVERY_DAY = re.compile(
    r"(?:(?:every|each|weekly|on|jeden|immer|am|tous les|le|les|chaque|cada|los|ogni|elke|op|毎週|每周|每週)[\s,:]*)*",
    re.IGNORECASE,
)

#: What may be a label before times: "Section 1: Tue 10:00", after other times and their room too.
_LABEL = re.compile(r"(?:^|,)\s*(?P<label>[^:：,@]{1,60}?)\s*[:：](?![0-9])\s*")
#: "ET" behind an hour is Eastern Time, and never French for "and".
_EASTERN = re.compile(r"(?:[0-9]|[ap]\.?m\.?)\s*\(?ET\b", re.IGNORECASE)
#: Days of the week as North American timetables write them.
_LETTERS = {
    "M": "Mon", "T": "Tue", "Tu": "Tue", "W": "Wed", "R": "Thu", "Th": "Thu", "F": "Fri", "Sa": "Sat", "Su": "Sun",
    "U": "Sun",
}  # fmt: skip
_LETTER = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)))
_IN_LETTERS = re.compile(
    rf"(?<![^\W_])(?:(?:{_LETTER.pattern})(?P<through>\s?[-\u2013]\s?)(?:{_LETTER.pattern})"
    rf"|(?:{_LETTER.pattern})(?:(?:/|,\s?)?(?:{_LETTER.pattern})){{1,6}})(?![^\W_])"
)
#: One day by its letter, before hours; in other languages than English an M may be another day.
_ONE_LETTER = re.compile(rf"(?P<day>{_LETTER.pattern})(?=\s+[0-9])")
#: The working days of a week, as a timetable calls them.
_WEEKDAYS = re.compile(r"\b(?:daily|weekdays|every weekday|werktags|wochentags)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meetings:
    """Times of the week, each once, those of all groups where there are some; and the time zone that they name."""

    times: tuple[MeetingTime, ...] = ()
    groups: tuple[MeetingGroup, ...] = ()
    zone: str = ""


def read_regular_times(text: str, language: str = "en") -> Reading[Meetings]:
    """Read times such as ``Mon 14:00-16:00; Thu 10:00-11:30 @ Hall 4``; what is not understood is left out.

    ``language`` is a Sphinx language code. Problems have the subtype ``plan``.
    """
    return read_parts(split_list(text), language)


def read_parts(parts: Iterable[tuple[int, str]], language: str, zone: str = "") -> Reading[Meetings]:
    """Read regular times from the parts of a list, each with its line; ``zone`` is that of times read before."""
    times: dict[MeetingTime, None] = {}
    problems = []
    for line, part in parts:
        try:
            if label := next((label for label, _times in split_at_labels(part, language) if label), ""):
                raise DateError(f"{quoted(label)} is a label; {_LABELLED}")
            read = list(_with_rooms(" ".join(unicodedata.normalize("NFKC", part).split()), language))
            named = {zone, *(when.timezone for _days, hours, _rest, _room in read for when in hours)} - {""}
            if len(named) > 1:
                raise DateError(f"all times have one time zone, and these are in {' and '.join(sorted(named))}")
        except DateError as reason:
            message = f"The meeting time {quoted(part)} is not used: {reason}. No lecture takes its date from it."
            problems.append(Problem("plan", message, line))
            continue
        zone = next(iter(named), "")
        for days, hours, rest, room in read:
            found = (MeetingTime(day, when.starts, when.ends, room) for day in days for when in hours)
            times.update(dict.fromkeys(found))
            if rest:
                message = (
                    f"{quoted(rest)} in the meeting time {quoted(part)} is not understood: {_MEETS}, {_ELSEWHERE}. "
                    "The rest is used."
                )
                problems.append(Problem("plan", message, line))
    return Reading(Meetings(tuple(times), zone=zone), tuple(problems))


def read_office_hours(text: str, language: str = "en") -> Reading[tuple[MeetingTime, ...]]:
    """Read weekly hours such as ``Mon 14:00-15:00; Fri 14:00-15:00``.

    Anything else, such as "by arrangement", is a text for readers: it has no hours, and is no fault.
    """
    read = read_regular_times(text, language)
    times = read.value.times
    regular = not read.problems and not read.value.zone and all(time.starts is not None for time in times)
    return Reading(times if regular else ())


@lru_cache(maxsize=64)
def weekday_pattern(language: str) -> re.Pattern[str]:
    """Return an expression for the names of weekdays, in the plural too: "Mondays", "montags"."""
    names = sorted(names_of(language).weekdays, key=lambda name: (-len(name), name))
    found = "|".join(
        # Scripts without spaces join a name to the words around it.
        re.escape(name) if ord(name[0]) > 0x2E80 else rf"(?<![^\W_]){re.escape(name)}s?(?![^\W_])"
        for name in names
    )
    return re.compile(rf"(?:{found})\.?", re.IGNORECASE)


def _with_rooms(part: str, language: str) -> Iterator[tuple[list[int], list[When], str, str]]:
    """Parse "Mon 14:00-16:00 @ Hall 4, Thu 10:00-12:00" as :func:`_days_and_hours` does, with the room of each.

    Raises:
        DateError: as there; or a room has no name.
    """
    times, *places = part.split("@")
    for place in places:
        room, following = _room_and_more(place, language)
        if not room:
            raise DateError(f"no room stands behind its @; {_MEETS}, {_ELSEWHERE}")
        yield from ((*found, room) for found in _days_and_hours(_in_full(times, language), language))
        times = following
    if times or not places:
        yield from ((*found, "") for found in _days_and_hours(_in_full(times, language), language))


def _room_and_more(place: str, language: str) -> tuple[str, str]:
    """Split the text behind an @ into a room and further times: a comma before a day of the week ends the room."""
    for mark in _BETWEEN_HOURS.finditer(place):
        if weekday_pattern(language).match(place, mark.end()) or _starts_in_letters(place[mark.end() :], language):
            return place[: mark.start()].strip(), place[mark.end() :]
    return place.strip(" ,)"), ""


def _in_full(times: str, language: str) -> str:
    """Write out "MWF", "TTh" and "daily", and refuse what other words would hide: a label, "ET".

    Raises:
        DateError: it has a label, or names a zone by "ET".
    """
    said = times.strip()
    if _EASTERN.search(said) or (re.search(r"\bET\b", said) and not language.startswith("fr")):
        raise DateError(
            "ET is an abbreviation, and the same stands for several time zones; write the zone's name, such as "
            f"{ABBREVIATIONS['ET']}"
        )
    alone = _ONE_LETTER.match(said) if language.startswith("en") else None
    said = _LETTERS[alone["day"]] + said[alone.end() :] if alone is not None else said
    return _IN_LETTERS.sub(
        lambda found: (" - " if found["through"] else ", ").join(map(_LETTERS.__getitem__, _LETTER.findall(found[0]))),
        _WEEKDAYS.sub("Mon - Fri", said),
    )


def split_at_labels(part: str, language: str = "en") -> Iterator[tuple[str, str]]:
    """Yield the labels in a text with the times behind them, first the times before any label, if there are some.

    Days of the week alone are no label before their hours, as in "Tuesdays: 10:00".
    """
    text = " ".join(unicodedata.normalize("NFKC", part).split())
    marks = [mark for mark in _LABEL.finditer(text) if _is_label(mark, language)]
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    if before := text[: marks[0].start() if marks else len(text)].strip():
        yield "", before
    for mark, end in zip(marks, ends, strict=False):
        yield mark["label"], text[mark.end() : end].strip()


def _is_label(mark: re.Match[str], language: str) -> bool:
    """Tell whether words before a colon say whose times follow, and are no day or hour that belongs to them."""
    days = weekday_pattern(language)
    if days.match(mark.string, mark.end()) or _starts_in_letters(mark.string[mark.end() :], language):
        return True
    words = mark["label"]
    day = days.search(words)
    if mark.start() or (day is not None and words[day.end() :].strip()[:1].isdecimal()):
        return False
    others = _EVERY_DAY.sub("", days.sub(" ", _IN_LETTERS.sub(" ", words)))
    return bool(BETWEEN_DAYS.sub("", others).strip(" .-"))


def _starts_in_letters(text: str, language: str) -> bool:
    """Tell whether a text begins with days of the week by their letters."""
    return bool(_IN_LETTERS.match(text) or (language.startswith("en") and _ONE_LETTER.match(text)))


def _days_and_hours(part: str, language: str) -> Iterator[tuple[list[int], list[When], str]]:
    """Take "Mon, Wed 10:00-11:00, Fri 9:00 (online)" apart: days of the week, their hours, and what is left of them.

    Raises:
        DateError: there is no day of the week, or something that is neither follows or precedes one.
    """
    if len(part) > _LONGEST:
        raise DateError(f"it is too long; {_MEETS}")
    found = list(weekday_pattern(language).finditer(part))
    if not found:
        raise DateError(f"it names no day of the week; {_MEETS}")
    every = _EVERY_DAY.match(part)
    before = part[every.end() if every is not None else 0 : found[0].start()]
    days: list[int] = []
    through = False
    for match, following in zip(found, [*found[1:], None], strict=True):
        day = _weekday(match[0], language)
        days += [(days[-1] + step) % 7 for step in range(1, (day - days[-1]) % 7 + 1)] if through and days else [day]
        said = part[match.end() : following.start() if following else len(part)]
        through = following is not None and THROUGH.fullmatch(said) is not None
        if through or (following is not None and BETWEEN_DAYS.fullmatch(said)):
            continue
        hours, before, first = _OUTER.sub("", said), "", _OUTER.sub("", before)
        if first and (hours or not re.search("[0-9]", first)):
            raise DateError(f"{quoted(first)} before its day is not understood; {_MEETS}, {_ELSEWHERE}")
        yield days, *_hours(hours or first, language)
        days = []


def _weekday(name: str, language: str) -> int:
    weekdays, key = names_of(language).weekdays, key_of(name)
    day = weekdays.get(key, weekdays.get(key.removesuffix("s")))
    if day is None:
        raise DateError(f"{quoted(name)} is no name of a day of the week")
    return day


def _hours(text: str, language: str) -> tuple[list[When], str]:
    """Read the hours of a day, several of them if need be, and return what is left; no hours are the day alone.

    Raises:
        DateError: the text does not begin with hours.
    """
    if not text:
        return [When(first=_SOME_DAY, last=_SOME_DAY, precision="day")], ""
    words = text.split(" ")
    refused = None
    for end in range(min(len(words), TRIED), 0, -1):
        said = _OUTER.sub("", " ".join(words[:end]))
        for parts in ([said], _BETWEEN_HOURS.split(said)):
            try:
                return [_on_a_day(part, language) for part in parts], _OUTER.sub("", " ".join(words[end:]))
            except DateError as reason:
                refused = refused or reason
    raise DateError(f"its hours {quoted(text)} are not understood ({refused}); {_MEETS}")


def _on_a_day(text: str, language: str) -> When:
    when = date_of(f"{_SOME_DAY} {text}", language)
    if when.precision != "minute" or when.first != _SOME_DAY:
        raise DateError("it is no time of day")
    return when
