"""The term plan as the options of ``{course}`` give it: the term, its regular times, its rhythm and its exceptions."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from sphinx_seminar.model import Problem, Reading, When
from sphinx_seminar.model.plan import MeetingTime, Plan, PlanException
from sphinx_seminar.reading.dates.moments import moment_of
from sphinx_seminar.reading.dates.names import key_of, names_of
from sphinx_seminar.reading.dates.refusal import DateError
from sphinx_seminar.reading.dates.sides import ends_of
from sphinx_seminar.reading.dates.tokens import tokens_of
from sphinx_seminar.reading.links import split_list
from sphinx_seminar.reading.quoting import quoted

_NO_DATES = "Lectures take no dates from the term plan"
_WHOLE = "it needs all three, such as :starts: 2021-04-12, :ends: 2021-07-16 and :meets: Mon 14:00-16:00"
_MEETS = "expected are days and hours such as Mon 14:00-16:00; Thu 10:00-11:30"
_ELSEWHERE = "a room in :location:, a rhythm such as 2 weeks in :every:, days off in :except:"
_EVERY = "expected is a number of weeks, such as 1 week, 2 weeks or fortnightly"
_EXCEPT = "expected is a date and then a label, such as 2021-05-24 Whit Monday; several are separated by ;"
#: A day on which times without a date are read.
_SOME_DAY = dt.date(2001, 1, 1)
#: Words of a part that are tried as its date or its hours, and characters of a meeting time.
_TRIED = 16
_LONGEST = 300

_AND = r"and|und|et|en|og|och|oraz|y|e|i"
_TO = r"to|till|until|through|thru|bis|à|a|al|t/m|tot|hasta|até"
_LIST = re.compile(rf"[\s,/&+、・]*(?:(?:{_AND})\b)?[\s,/&+]*", re.IGNORECASE)
_RANGE = re.compile(rf"\s*(?:\.{{2,3}}|[-\u2010-\u2015~\u301c]|(?:{_TO})\b)\s*", re.IGNORECASE)
_BETWEEN_HOURS = re.compile(rf"\s*[,&+]\s*|\s+(?:{_AND})\s+", re.IGNORECASE)
_OUTER = re.compile(rf"^[\s,:(]+|(?:[\s,)]|\s(?:{_AND}))+$", re.IGNORECASE)
_EVERY_DAY = re.compile(
    r"(?:(?:every|each|weekly|on|jeden|immer|am|tous les|le|les|chaque|cada|los|ogni|elke|op|毎週|每周|每週)[\s,:]*)*",
    re.IGNORECASE,
)

_COUNTS = {
    "": 1, "a": 1, "one": 1, "two": 2, "other": 2, "second": 2, "2nd": 2, "three": 3, "third": 3, "four": 4,
    "zwei": 2, "drei": 3, "deux": 2, "dos": 2, "due": 2, "twee": 2,
}  # fmt: skip
_RHYTHM = re.compile(
    r"(?:(?:every|alle|jede|toutes les|cada|ogni|elke) )?"
    rf"(?:(?P<count>[0-9]{{1,3}}|{'|'.join(filter(None, _COUNTS))})[ -]*)?"
    "(?:weeks?|wks?|w|wochen?|semaines?|semanas?|settimana|settimane|weken|veck[ao]r?|周|週間?)"
)
_RHYTHMS = {
    "": 1,
    **dict.fromkeys(("weekly", "wöchentlich", "hebdomadaire", "semanal", "settimanale", "wekelijks"), 1),
    **dict.fromkeys(("fortnight", "fortnightly", "every fortnight", "a fortnight", "1 fortnight", "14 days"), 2),
    **dict.fromkeys(("14-täglich", "14-tägig", "14 tage", "vierzehntäglich", "zweiwöchentlich", "tweewekelijks"), 2),
    "7 days": 1,
}
_AMBIGUOUS = re.compile(r"bi-?weekly")


@dataclass(slots=True)
class _Notes:
    """The problems so far; ``lines`` tells for each option where in the document its text begins."""

    lines: Mapping[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, option: str, message: str, line: int = 1) -> None:
        self.problems.append(Problem("plan", message, self.lines.get(option, 1) + line - 1))


def read_plan(
    starts: str,
    ends: str,
    meets: str,
    every: str,
    except_: str,
    language: str = "en",
    lines: Mapping[str, int] | None = None,
) -> Reading[Plan | None]:
    """Read the options of the same names; ``language`` is a Sphinx language code.

    ``:meets:`` alone is a fact in words, and no plan. Without the first and last day of the term, or with a rhythm that
    is not understood, there is no plan; a time or an exception that is not understood is left out. A month for
    ``:starts:`` means its first day, for ``:ends:`` its last.

    Problems have the subtype ``plan``. ``lines`` gives, by option (``starts``, ``except``…), the line at which its text
    begins; the lines of problems count from there, and within the option's text where it says nothing.
    """
    notes = _Notes(lines or {})
    texts = {"starts": starts, "ends": ends, "every": every, "except": except_}
    given = [option for option, text in texts.items() if text.strip()]
    if not given:
        return Reading(None)
    first = _bound("starts", starts, language, notes)
    last = _bound("ends", ends, language, notes)
    weeks = _weeks(every, notes)
    meetings, zone = _meetings("meets", meets, language, notes)
    exceptions = tuple(_exceptions(except_, language, notes))
    missing = [option for option in ("starts", "ends") if option not in given]
    if not meets.strip() and (missing or given[2:]):
        missing.append("meets")
    if missing:
        named = " and no ".join(f":{option}:" for option in missing)
        notes.add(given[-1], f"The term plan has no {named}; {_WHOLE}. {_NO_DATES}.")
    if first and last and last < first:
        notes.add("ends", f"The term ends ({last}) before it starts ({first}); correct one of them. {_NO_DATES}.")
    elif first and last and weeks:
        return Reading(Plan(first, last, meetings, weeks, exceptions, zone), tuple(notes.problems))
    return Reading(None, tuple(notes.problems))


def read_office_hours(text: str, language: str = "en") -> Reading[tuple[MeetingTime, ...]]:
    """Read weekly hours such as ``Mon 14:00-15:00; Fri 14:00-15:00``.

    Anything else, such as "by arrangement", is a text for readers: it has no hours, and is no fault.
    """
    notes = _Notes()
    hours, zone = _meetings("office-hours", text, language, notes)
    regular = not notes.problems and not zone and all(time.starts is not None for time in hours)
    return Reading(hours if regular else ())


def _moment(text: str, language: str) -> When:
    """Read a date.

    Raises:
        DateError: with the reason for which it is refused.
    """
    tokens = tokens_of(text, language)
    if not tokens:
        raise DateError("it gives no date")
    return moment_of(ends_of(tokens, None), text)


def _bound(option: str, text: str, language: str, notes: _Notes) -> dt.date | None:
    """Return the first or the last day of the term."""
    if not text.strip():
        return None
    try:
        when = _moment(text, language)
        if when.precision == "day" and when.first != when.last:
            raise DateError("it is several days; write the first as :starts: and the last as :ends:")
    except DateError as reason:
        notes.add(option, f":{option}: {quoted(text)} is not understood: {reason}. {_NO_DATES}.")
        return None
    return when.last if option == "ends" and when.precision in ("month", "year") else when.first


def _weeks(text: str, notes: _Notes) -> int | None:
    """Return the number of weeks from meeting to meeting."""
    plain = " ".join(unicodedata.normalize("NFKC", text[:200]).casefold().split())
    found = _RHYTHM.fullmatch(plain)
    said = (found["count"] or "") if found else plain
    count = int(said) if re.fullmatch("[0-9]{1,3}", said) else _RHYTHMS.get(plain)
    if found and count is None:
        count = _COUNTS[said]
    if count is not None and 1 <= count <= 52:
        return count
    reason = "it is twice a week to some readers and every two weeks to others; " if _AMBIGUOUS.search(plain) else ""
    notes.add("every", f":every: {quoted(text)} is not understood: {reason}{_EVERY}. {_NO_DATES}.")
    return None


def _meetings(option: str, text: str, language: str, notes: _Notes) -> tuple[tuple[MeetingTime, ...], str]:
    """Return the regular times, each once, and the time zone that they name."""
    times: dict[MeetingTime, None] = {}
    zone = ""
    for line, part in split_list(text):
        try:
            read = list(_days_and_hours(" ".join(unicodedata.normalize("NFKC", part).split()), language))
            named = {zone, *(when.timezone for _days, hours, _rest in read for when in hours)} - {""}
            if len(named) > 1:
                raise DateError(f"all times have one time zone, and these are in {' and '.join(sorted(named))}")
        except DateError as reason:
            notes.add(
                option,
                f"The meeting time {quoted(part)} is not used: {reason}. No lecture takes its date from it.",
                line,
            )
            continue
        zone = next(iter(named), "")
        for days, hours, rest in read:
            times.update(dict.fromkeys(MeetingTime(day, when.starts, when.ends) for day in days for when in hours))
            if rest:
                message = (
                    f"{quoted(rest)} in the meeting time {quoted(part)} is not understood: {_MEETS}, {_ELSEWHERE}."
                )
                notes.add(option, f"{message} The rest is used.", line)
    return tuple(times), zone


@lru_cache(maxsize=64)
def _weekday_pattern(language: str) -> re.Pattern[str]:
    """Return what finds the names of weekdays, in the plural too: "Mondays", "montags"."""
    names = sorted(names_of(language).weekdays, key=lambda name: (-len(name), name))
    found = "|".join(
        # Scripts without spaces join a name to the words around it.
        re.escape(name) if ord(name[0]) > 0x2E80 else rf"(?<![^\W_]){re.escape(name)}s?(?![^\W_])"
        for name in names
    )
    return re.compile(rf"(?:{found})\.?", re.IGNORECASE)


def _days_and_hours(part: str, language: str) -> Iterator[tuple[list[int], list[When], str]]:
    """Take "Mon, Wed 10:00-11:00, Fri 9:00 (online)" apart: days of the week, their hours, and what is left of them.

    Raises:
        DateError: there is no day of the week, or something that is neither follows or precedes one.
    """
    if len(part) > _LONGEST:
        raise DateError(f"it is too long; {_MEETS}")
    found = list(_weekday_pattern(language).finditer(part))
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
        through = following is not None and _RANGE.fullmatch(said) is not None
        if through or (following is not None and _LIST.fullmatch(said)):
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
    for end in range(min(len(words), _TRIED), 0, -1):
        said = _OUTER.sub("", " ".join(words[:end]))
        for parts in ([said], _BETWEEN_HOURS.split(said)):
            try:
                return [_on_a_day(part, language) for part in parts], _OUTER.sub("", " ".join(words[end:]))
            except DateError as reason:
                refused = refused or reason
    raise DateError(f"its hours {quoted(text)} are not understood ({refused}); {_MEETS}")


def _on_a_day(text: str, language: str) -> When:
    when = _moment(f"{_SOME_DAY} {text}", language)
    if when.precision != "minute" or when.first != _SOME_DAY:
        raise DateError("it is no time of day")
    return when


def _exceptions(text: str, language: str, notes: _Notes) -> Iterator[PlanException]:
    for line, part in split_list(text):
        try:
            when, label = _dated(" ".join(unicodedata.normalize("NFKC", part).split()), language)
        except DateError as reason:
            notes.add(
                "except", f"The exception {quoted(part)} is not used: {reason}. Lectures may take its days.", line
            )
            continue
        assert when.first is not None
        assert when.last is not None
        yield PlanException(when.first, when.last, label, when.starts, when.ends)


def _dated(part: str, language: str) -> tuple[When, str]:
    """Divide an exception into its date, which is as long as can be, and its label.

    Raises:
        DateError: it does not begin with a date, or has more of them.
    """
    words = part.split(" ")
    when, length, refused = _longest_date(words, language)
    if when is None:
        # A weekday is rather the end of the label: "Whit Monday 2021-05-24".
        for start in range(1, min(len(words), _TRIED)):
            weekday = _weekday_pattern(language).match(words[start])
            if not weekday and _longest_date(words[start:], language)[1] == len(words) - start:
                turned = " ".join([*words[start:], *words[:start]])
                raise DateError(f"its date comes last; expected it first, as in {quoted(turned)}")
        raise refused or DateError(f"it does not begin with a date; {_EXCEPT}")
    rest = " ".join(words[length:])
    joined, listed = _RANGE.match(rest), _LIST.match(rest)
    goes_on = joined is not None and rest[joined.end() :][:1].isdecimal()
    if goes_on or _longest_date(rest[listed.end() if listed else 0 :].split(" "), language)[0]:
        raise DateError(f"{refused or 'it has more than one date'}; {_EXCEPT}")
    return when, rest.strip(" ,:()-\u2010\u2011\u2012\u2013\u2014")


def _longest_date(words: list[str], language: str) -> tuple[When | None, int, DateError | None]:
    """Return the longest date that a text begins with, its number of words, and why a longer one is refused."""
    refused = None
    for length in range(min(len(words), _TRIED), 0, -1):
        # A date ends with a number or a half of the day: so "2021-05-03 May Day" is a day and its label.
        if re.search(r"[0-9]|^[ap]\.?m\b|^uhr$", words[length - 1], re.IGNORECASE):
            try:
                return _moment(" ".join(words[:length]), language), length, refused
            except DateError as reason:
                refused = refused or reason
    return None, 0, refused
