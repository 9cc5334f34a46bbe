"""The term plan as options give it: the term, its regular times and groups, its rhythm, its exceptions."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sphinx_seminar.model import Problem, Reading, When
from sphinx_seminar.model.plan import MeetingGroup, Plan, PlanException
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.text import uncased
from sphinx_seminar.reading.dates import date_of
from sphinx_seminar.reading.dates.names import DateError
from sphinx_seminar.reading.dates.regular_times import (
    BETWEEN_DAYS,
    THROUGH,
    TRIED,
    Meetings,
    read_parts,
    read_regular_times,
    split_at_labels,
    weekday_pattern,
)
from sphinx_seminar.reading.plain import says_open, split_list
from sphinx_seminar.reading.vocabulary import words_of

_NO_DATES = "Lectures take no dates from the term plan"
_WHOLE = "it needs all three, such as :starts: 2021-04-12, :ends: 2021-07-16 and :meets: Mon 14:00-16:00"
_EVERY = "expected is a number of weeks, such as 1 week, 2 weeks or fortnightly"
_GROUPS = "expected are labels and times such as Section 1: Tue 10:00-11:30 @ Aula; Section 2: Wed 13:00-14:30"
_EXCEPT = "expected is a date and then a label, such as 2021-05-24 Whit Monday; several are separated by ;"

_RHYTHM = re.compile(
    r"(?:(?:every|alle|jede|toutes les|cada|ogni|elke) )?"
    rf"(?:(?P<count>[0-9]{{1,3}}|{'|'.join(words_of('counts'))})[ -]*)?"
    "(?:weeks?|wks?|w|wochen?|semaines?|semanas?|settimana|settimane|weken|veck[ao]r?|周|週間?)"
)
_AMBIGUOUS = re.compile(r"bi-?weekly")


@dataclass(slots=True)
class _Notes:
    """The problems so far; ``lines`` tells for each option where in the document its text begins.

    ``instead`` says what holds where an option is not understood.
    """

    lines: Mapping[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    instead: str = _NO_DATES

    def add(self, option: str, message: str, line: int = 1, subtype: str = "plan") -> None:
        self.problems.append(Problem(subtype, message, self.lines.get(option, 1) + line - 1))


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """A series' own meetings, term, rhythm and exceptions; ``None`` where the course's holds."""

    meetings: Meetings = field(default_factory=Meetings)
    starts: dt.date | None = None
    ends: dt.date | None = None
    every: int = 1
    exceptions: tuple[PlanException, ...] = ()


def read_plan(
    options: Mapping[str, str], language: str = "en", lines: Mapping[str, int] | None = None
) -> Reading[Plan | None]:
    """Read the options of a course's term plan; ``language`` is a Sphinx language code.

    ``options`` has what is given of ``starts``, ``ends``, ``meets``, ``groups`` (in place of ``meets``, whose times
    are not used beside them), ``every`` and ``except``.

    ``:meets:`` alone is a fact in words, and no plan. Without the first and last day of the term, or with a rhythm that
    is not understood, there is no plan; a time or an exception that is not understood is left out. A month for
    ``:starts:`` means its first day, for ``:ends:`` its last.

    Problems have the subtype ``plan``. ``lines`` gives, by option (``starts``, ``except``…), the line at which its text
    begins; the lines of problems count from there, and within the option's text where it says nothing.
    """
    notes = _Notes(lines or {})
    given = [option for option in ("starts", "ends", "every", "except") if options.get(option, "").strip()]
    if not given:
        return Reading(None)
    first, last = _term("term", options, language, notes)
    weeks = _weeks(options.get("every", ""), notes)
    meetings = _meetings(options, language, notes)
    exceptions = tuple(_exceptions(options.get("except", ""), language, notes))
    missing = [option for option in ("starts", "ends") if option not in given]
    meets = any(options.get(option, "").strip() for option in ("meets", "groups"))
    if not meets and (missing or given[2:]):
        missing.append("meets")
    if missing:
        named = " and no ".join(f":{option}:" for option in missing)
        notes.add(given[-1], f"The term plan has no {named}; {_WHOLE}. {_NO_DATES}.")
    plan = None
    if first and last and weeks:
        plan = Plan(first, last, meetings.times, weeks, exceptions, meetings.zone, groups=meetings.groups)
    return Reading(plan, tuple(notes.problems))


def read_series_plan(options: Mapping[str, str], language: str, lines: Mapping[str, int]) -> Reading[SeriesPlan]:
    """Read the same options of a series; the course's hold where one is not understood."""
    notes = _Notes(lines, instead="That of the course is used")
    first, last = _term("series", options, language, notes)
    notes.instead = "It meets every week"
    every = _weeks(options.get("every", ""), notes) or 1
    exceptions = tuple(_exceptions(options.get("except", ""), language, notes))
    plan = SeriesPlan(_meetings(options, language, notes), first, last, every, exceptions)
    return Reading(plan, tuple(notes.problems))


def _term(of: str, options: Mapping[str, str], language: str, notes: _Notes) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and the last day of a term, neither where they contradict each other."""
    first, last = (_bound(option, options.get(option, ""), language, notes) for option in ("starts", "ends"))
    if first and last and last < first:
        message = f"The {of} ends ({last}) before it starts ({first}); correct one of them. {notes.instead}."
        notes.add("ends", message)
        return None, None
    return first, last


def _meetings(options: Mapping[str, str], language: str, notes: _Notes) -> Meetings:
    """Read the regular times, those of groups if there are any."""
    meets, groups = options.get("meets", ""), options.get("groups", "")
    if groups.strip():
        if meets.strip():
            message = ":meets: and :groups: are both given; expected one of them. The times in :groups: are used."
            notes.add("meets", message, subtype="group")
        return _grouped(groups, language, notes)
    read = read_regular_times(meets, language)
    for problem in read.problems:
        notes.add("meets", problem.message, problem.line)
    return read.value


def _grouped(text: str, language: str, notes: _Notes) -> Meetings:
    """Read groups with their times; a label holds until the next one, and a group may be named again.

    What is not understood is left out; a group stays without times where they are open ("TBA") or not understood.
    """
    labels: dict[str, tuple[int, str]] = {}
    written: dict[str, list[tuple[int, str]]] = {}
    group = ""
    for line, part in split_list(text):
        for label, times in split_at_labels(part, language):
            if label:
                group = uncased(label)
                labels.setdefault(group, (line, label))
            if group and times:
                written.setdefault(group, []).append((line, times))
            elif not group:
                message = f"{quoted(times)} stands before the first label of a group; {_GROUPS}. No group meets then."
                notes.add("groups", message, line, "group")
    groups, zone = [], ""
    for group, (line, label) in labels.items():
        if group not in written:
            message = f"the group {quoted(label)} has no times; {_GROUPS}, or TBA. What it has is to be announced."
            notes.add("groups", message, line, "group")
        read = read_parts([part for part in written.get(group, ()) if not says_open(part[1])], language, zone)
        zone = read.value.zone
        for problem in read.problems:
            notes.add("groups", problem.message, problem.line, problem.subtype)
        groups.append(MeetingGroup(label, read.value.times))
    return Meetings(tuple(dict.fromkeys(time for each in groups for time in each.meetings)), tuple(groups), zone)


def split_by_group(text: str, labels: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Yield (line, label, text) for each label of a group in a text; first, without a label, the text before any.

    ``labels`` are those that there are, in any capitals; what is another's stays part of the text.
    """
    known = {uncased(label): label for label in labels}
    found = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True)) or "(?!)"
    marks = list(re.finditer(rf"(?:\A|[;,\n])\s*(?P<label>{found})\s*[:：]", text, re.IGNORECASE))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    if before := text[: marks[0].start() if marks else len(text)].strip():
        yield 1, "", before
    for mark, end in zip(marks, ends, strict=False):
        yield text.count("\n", 0, mark.end()) + 1, known[uncased(mark["label"])], text[mark.end() : end].strip()


def _bound(option: str, text: str, language: str, notes: _Notes) -> dt.date | None:
    """Return the first or the last day of the term."""
    if not text.strip():
        return None
    try:
        when = date_of(text, language)
        if when.precision == "day" and when.first != when.last:
            raise DateError("it is several days; write the first as :starts: and the last as :ends:")
    except DateError as reason:
        notes.add(option, f":{option}: {quoted(text)} is not understood: {reason}. {notes.instead}.")
        return None
    return when.last if option == "ends" and when.precision in ("month", "year") else when.first


def _weeks(text: str, notes: _Notes) -> int | None:
    """Return the number of weeks from meeting to meeting."""
    plain = " ".join(unicodedata.normalize("NFKC", text[:200]).casefold().split())
    found = _RHYTHM.fullmatch(plain)
    if found is not None:
        count = words_of("counts").get(found["count"], found["count"]) if found["count"] else "1"
    else:
        count = words_of("rhythms").get(plain, plain or "1")
    if re.fullmatch("[0-9]{1,3}", count) and 1 <= int(count) <= 52:
        return int(count)
    reason = "it is twice a week to some readers and every two weeks to others; " if _AMBIGUOUS.search(plain) else ""
    notes.add("every", f":every: {quoted(text)} is not understood: {reason}{_EVERY}. {notes.instead}.")
    return None


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
        yield PlanException(
            when.first, when.last, label, when.starts, when.ends, notes.lines.get("except", 1) + line - 1
        )


def _dated(part: str, language: str) -> tuple[When, str]:
    """Divide an exception into its date, which is as long as can be, and its label.

    Raises:
        DateError: it does not begin with a date, or has more of them.
    """
    words = part.split(" ")
    when, length, refused = _longest_date(words, language)
    if when is None:
        # A weekday is rather the end of the label: "Whit Monday 2021-05-24".
        for start in range(1, min(len(words), TRIED)):
            weekday = weekday_pattern(language).match(words[start])
            if not weekday and _longest_date(words[start:], language)[1] == len(words) - start:
                turned = " ".join([*words[start:], *words[:start]])
                raise DateError(f"its date comes last; expected it first, as in {quoted(turned)}")
        raise refused or DateError(f"it does not begin with a date; {_EXCEPT}")
    rest = " ".join(words[length:])
    joined, listed = THROUGH.match(rest), BETWEEN_DAYS.match(rest)
    goes_on = joined is not None and rest[joined.end() :][:1].isdecimal()
    if goes_on or _longest_date(rest[listed.end() if listed else 0 :].split(" "), language)[0]:
        raise DateError(f"{refused or 'it has more than one date'}; {_EXCEPT}")
    return when, rest.strip(" ,:()-\u2010\u2011\u2012\u2013\u2014")


def _longest_date(words: list[str], language: str) -> tuple[When | None, int, DateError | None]:
    """Return the longest date that a text begins with, its number of words, and why a longer one is refused."""
    refused = None
    for length in range(min(len(words), TRIED), 0, -1):
        # A date ends with a number or a half of the day: so "2021-05-03 May Day" is a day and its label.
        if re.search(r"[0-9]|^[ap]\.?m\b|^uhr$", words[length - 1], re.IGNORECASE):
            try:
                return date_of(" ".join(words[:length]), language), length, refused
            except DateError as reason:
                refused = refused or reason
    return None, 0, refused
