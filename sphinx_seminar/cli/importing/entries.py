"""One line that stands for a session: "Week 3 (12 Oct): Kernels [slides](…) [video](…)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sphinx_seminar.cli.importing.markdown.targets import links_in
from sphinx_seminar.model import RESOURCE_KINDS, Resource, When
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.dates.regular_times import weekday_pattern
from sphinx_seminar.reading.vocabulary import meaning_of

#: Numbers as words, as in "Week One".
_SPELLED = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen"),
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
_UNIT = re.compile(
    r"(?P<unit>weeks?|lectures?|lec|class|session|meeting|topic|module|unit|day|seminar|talk|woche|vorlesung|sitzung"
    r"|semaine|séance|cours|semana|clase|sesión|settimana|lezione|[回讲講课課次周週])\.?\s*(?:no\.?\s*|nr\.?\s*|#\s*)?"
    rf"(?P<number>\d{{1,3}}[a-z]?|{'|'.join(_SPELLED)}|(?-i:[IVX]{{1,5}})(?=\s*(?:[:.–—|,-]\s|[(\[:]|\Z)))\b"
    r"(?![.:–-]\d|\s*(?:hours?|weeks?|minutes?|days?))[\s:.–—|-]*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"(\s+[-–—|]\s+|[:;]\s+|\s*[()\[\]]\s*|\s*[–—|]\s*|\s*[：，、（）]\s*)")
_NOTHING = " \t|,;:·•()[]/&+-–—.\u00a0：，、"
#: Brackets whose links are taken out: "(, )".
_EMPTIED = re.compile(r"[(\[（][\s,;/|·&+]*[)\]）]")
_COUNTERS = frozenset("回讲講课課次周週")
#: "第3回" in Japanese and Chinese, which is written as others write "Lecture 3".
_ORDINAL = re.compile(r"第\s*(?P<number>\d{1,3})\s*(?P<unit>[回讲講课課次周週])")
_HOURS = re.compile(
    r"\s*(?P<hours>\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?(?:\s*[-–]\s*\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?)?)(?=[\s:|–-]|\Z)[\s:|–-]*",
    re.IGNORECASE,
)
#: Signs between links that are taken out; one that is part of a word, as in "C++", is none.
_LOOSE = re.compile(r"\s+[/&+]+\s*\Z|\A[/&+]+\s+|\s[/&+]+(?=\s[/&+])")
_AROUND = " \t|,;:·•-–—\u00a0：，、"
_LEAD = re.compile(r"(?:\A|(?<=[\s|,;(]))(?P<word>[^\W\d_]+)\s*:\s*\Z")
#: The number of a line of a list, where a date follows.
_LISTED = re.compile(r"\d{1,3}[.)]\s+(?=[^\W\d_]|\d{4}-)")
#: Longer texts are no date (characters).
_LONGEST_DATE = 80
#: More pieces than this are a sentence.
_PIECES = 12


@dataclass(frozen=True, slots=True)
class Year:
    """The year of dates that name none, and the language of dates besides English.

    In a term over two years, months before August are in the ``second``. A year that is not known is false.
    """

    first: int = 0
    second: int = 0
    language: str = "en"

    def __bool__(self) -> bool:
        """Tell whether the year is known."""
        return self.first > 0


@dataclass(frozen=True, slots=True)
class Entry:
    """The parts of a line that stands for a session; ``title`` is Markdown without links.

    ``unit`` and ``number`` are "Week" and "3"; ``anchor`` is the part of the page that the line links to ("#kernels"),
    ``anchor_label`` the label of that link if it is not the title.
    ``date`` reads as a date, with the year of the term where the line had none; ``time`` are hours without a day.
    ``headed`` tells that the line begins with its date, hours or number. ``kind`` is the label before its title.
    """

    title: str = ""
    date: str = ""
    unit: str = ""
    number: str = ""
    time: str = ""
    resources: tuple[Resource, ...] = ()
    anchor: str = ""
    anchor_label: str = ""
    headed: bool = False
    kind: str = ""

    @property
    def counted(self) -> str:
        """Return the unit with its number as it is written: "Week 3", "第3回"."""
        return f"第{self.number}{self.unit}" if self.unit in _COUNTERS else f"{self.unit} {self.number}".strip()

    @property
    def marked(self) -> bool:
        """Tell whether the line is marked as a session: by a date, hours, a number, or a link to slides or the like."""
        return bool(
            self.date or self.time or self.number or any(resource.kind != "link" for resource in self.resources)
        )

    @property
    def marked_beside_links(self) -> bool:
        """Tell whether the line has a date, hours, a number or words besides its links."""
        return bool(self.date or self.time or self.number or self.title.strip(_NOTHING))


def read_entry(text: str, year: Year | None) -> Entry:
    """Read a line of a list, or a heading."""
    words, resources, anchor, anchor_label = _links_apart(text)
    words = _ORDINAL.sub(r"\g<unit> \g<number>: ", words)
    title = " ".join(re.sub(r"(?:\*\*|__)(?=\S)(.*?)(?<=\S)(?:\*\*|__)", r"\1", words).split())
    # "3. Lecture 2a: Kernels" is counted twice.
    opening = len(title) - len(re.sub(r"\A\d{1,3}[.)]\s+(?=[^\W\d_])", "", title.lstrip("([ ")))
    unit = _UNIT.match(title[opening:])
    counted = title[opening + unit.end() :] if unit is not None else title
    listed = _LISTED.match(counted) if unit is None else None
    if listed is not None and dated(_day_at_head(counted[listed.end() :], year), year):
        # "1. Aug. 25, 2015": not the first of August.
        counted = counted[listed.end() :]
    date, before, after = _date_between(counted, year)
    rest = " ".join(part for part in (before, after) if part) if date else counted
    headed = unit is not None or (bool(date) and not before.strip(_NOTHING + "*_"))
    hours = ""
    timed = _HOURS.match(rest) if not date else None
    if timed is not None:
        hours, rest, headed = timed["hours"], rest[timed.end() :], True
    if unit is None:
        later = _UNIT.match(rest)
        unit, rest = (later, rest[later.end() :]) if later is not None and date else (None, rest)
    rest = _EMPTIED.sub("", rest).strip(_AROUND)
    return Entry(
        _LOOSE.sub("", _balanced(rest).strip(_AROUND)).strip(_AROUND),
        date,
        unit["unit"] if unit is not None else "",
        _in_figures(unit["number"]) if unit is not None else "",
        hours,
        tuple(resources),
        anchor,
        anchor_label,
        headed,
    )


def _in_figures(number: str) -> str:
    """Return the number of a session in figures: "3" of "three" and of "III"."""
    for numbers in (_SPELLED, _ROMAN):
        if (said := number if numbers is _ROMAN else number.casefold()) in numbers:
            return str(numbers.index(said) + 1)
    return number


def words_beside_links(text: str) -> str:
    """Return a line without the links that belong to its session, and without the brackets around them."""
    return _LOOSE.sub("", _EMPTIED.sub("", _links_apart(text)[0]).strip(_AROUND))


def _day_at_head(text: str, year: Year | None) -> str:
    """Return the date with which a text begins, or ``""``."""
    date, before, _after = _date_between(text, year)
    return "" if before.strip(_NOTHING) else date


def _balanced(text: str) -> str:
    """Drop a bracket at an end of a text whose partner is gone."""
    for opening, closing in ("()", "[]"):
        if text.count(closing) > text.count(opening) and text.endswith(closing):
            text = text[:-1].rstrip()
        if text.count(opening) > text.count(closing) and text.startswith(opening):
            text = text[1:].lstrip()
    return text


def date_in(text: str, year: Year | None) -> tuple[str, str]:
    """Find the date of a line between its separators; return it, or nothing, and the rest of the line."""
    date, before, after = _date_between(text, year)
    return (date, " ".join(part for part in (before, after) if part)) if date else ("", text)


def date_at_head(text: str, year: Year | None) -> tuple[str, str]:
    """Return the longest date with which a text begins, and the rest of the text; two empty texts if it has none."""
    ends = {found.start() for found in _SEPARATOR.finditer(text, 0, _LONGEST_DATE)} | {len(text)}
    ends |= {found.end() for found in re.finditer(r"\S+", text[:_LONGEST_DATE])}
    for end in sorted((end for end in ends if end <= _LONGEST_DATE), reverse=True):
        if date := dated(text[:end].rstrip(_AROUND), year):
            rest = text[end:].lstrip(_AROUND)
            remark = re.fullmatch(r"\((?P<words>[^()]*)\)", rest)
            return date, remark["words"] if remark is not None else rest
    return "", ""


def dated_with_remark(text: str, year: Year | None) -> tuple[str, str]:
    """Return the date of a cell and the remark behind it, which has no other date; two empty texts for any other."""
    date, remark = date_at_head(text, year)
    weekday = weekday_pattern(year.language if year is not None else "en").match(remark)
    return ("", "") if weekday is not None or date_in(remark, year)[0] else (date, remark)


def _date_between(text: str, year: Year | None) -> tuple[str, str, str]:
    """Return the date of a line with what stands before and behind it; three empty texts for a line without one."""
    parts = _SEPARATOR.split(_ORDINAL.sub(r"\g<unit> \g<number>: ", text))
    if not any(char.isdigit() for char in text[:300]) or len(parts) > 2 * _PIECES:
        return "", "", ""
    for length in range(min(len(parts), 7), 0, -2):
        for start in range(0, len(parts) - length + 1, 2):
            date = dated("".join(parts[start : start + length]), year)
            if date:
                before, after = "".join(parts[:start]), "".join(parts[start + length :])
                return date, _trimmed(before, True), _trimmed(after, False)
    words = text.split()
    for length in range(min(len(words) - 1, 6), 0, -1):
        date = dated(" ".join(words[:length]).rstrip(":"), year)
        if date:
            return date, "", " ".join(words[length:])
    return "", "", ""


def _trimmed(text: str, before: bool) -> str:
    text = text.strip()
    return text.rstrip(" ([-–—:|,") if before else text.lstrip(" )]-–—:|,")


#: A day in numbers with the end of its year.
_SHORT_YEAR = re.compile(r"(?<![\d./-])(\d{1,2}([./-])\d{1,2}\2)(\d{2})(?![\d./-])")


def dated(text: str, year: Year | None) -> str:
    """Return a text that reads as a day, with a year if it has none, or ``""``."""
    text = text.strip("*_ ,;()[]|：，、（）")
    if text.count("(") != text.count(")"):
        text = " ".join(re.sub(r"[()]", " ", text).split())
    if not 3 <= len(text) <= _LONGEST_DATE or not any(char.isdigit() for char in text):
        return ""
    language = year.language if year is not None else "en"
    for candidate in _candidates(text, year, language):
        read = read_when(candidate, language)
        if read.value.dated and not read.problems:
            plain = candidate == text or candidate.startswith(text)
            return candidate if language == "en" and plain else _in_english(candidate, read.value, plain=plain)
    return ""


def _in_english(text: str, when: When, *, plain: bool) -> str:
    """Return a date that reads as the same in a book of any language; ``plain`` is one in the words of its author."""
    read = read_when(text)
    same = not read.problems and replace(read.value, text="") == replace(when, text="")
    return text if same and plain else written(when) or text


def written(when: When) -> str:
    """Return a date as an option has it, or ``""`` where that would not say the same."""
    if when.first is None or when.offset is not None:
        return ""
    days = f"{when.first}" if when.first == when.last or when.starts else f"{when.first}..{when.last}"
    hours = f" {when.starts:%H:%M}" if when.starts else ""
    zone = f" {when.timezone}" if when.timezone else ""
    text = f"{days}{hours}{f'-{when.ends:%H:%M}' if when.ends else ''}{zone}"
    return text if replace(read_when(text).value, text="") == replace(when, text="") else ""


def why_undated(text: str, year: Year | None) -> str:
    """Return why a text without a year is no day of this one ("5 January 2024 is a Friday"), or ``""``."""
    if not year or year.second or re.search(r"\d{4}", text):
        return ""
    complaints = [problem.message for problem in read_when(f"{text} {year.first}", year.language).problems]
    return reason_of(complaints[0]) if complaints else ""


def reason_of(complaint: str) -> str:
    """Return the reason out of what our reader says of a date that it refuses, or ``""``."""
    found = re.search(r" is not used: (?P<reason>.+?)\. ", complaint)
    return found["reason"] if found is not None else ""


def _candidates(text: str, year: Year | None, language: str) -> Iterator[str]:
    yield text
    # "1/18/23": a page of a course is of this century.
    whole = _SHORT_YEAR.sub(r"\g<1>20\g<3>", text)
    if whole != text:
        yield whole
    if not year or re.search(r"\d{4}", text):
        return
    years = [year.second, year.first] if year.second else [year.first]
    for number in years:
        ways = (f"{text} {number}", f"{number} {text}", f"{text}/{number}", f"{text}{number}", f"{number}年{text}")
        for candidate in ways:
            first = read_when(candidate, language).value.first
            if first is not None and (not year.second or (first.month < 8) == (number == year.second)):
                yield candidate


def _links_apart(text: str) -> tuple[str, list[Resource], str, str]:
    """Take the links out of a line that belong to its session; return its words, those links, its anchor and label."""
    words, resources, anchor, anchor_label, position, listed = "", [], "", "", 0, ""
    found = [link for link in links_in(text) if not link["image"]]
    for number, link in enumerate(found):
        between = text[position : link.start()]
        words += between
        position = link.end()
        label, target = " ".join(link["label"].split()), link["target"].strip("<>")
        lead = _LEAD.search(words)
        # In "Slides: part 1, part 2" the word before the first link is that of the second, too.
        listed = resource_kind(lead["word"]) if lead is not None else "" if between.strip(_NOTHING) else listed
        kind = resource_kind(label) or listed
        ends = number == len(found) - 1 or not text[position : found[number + 1].start()].strip(_NOTHING)
        titled = bool(words.strip(_NOTHING + "*_")) and not _only_marks(words)
        if target.startswith("#"):
            anchor = anchor or target
            words += "" if kind else label
            anchor_label = label if kind else anchor_label
            continue
        if kind and lead is not None and not resource_kind(label):
            words = words[: lead.start()]
        if kind:
            words = words.rstrip()
            resources.append(Resource(kind, target, label))
            continue
        trailing = titled and ends and not any(text[one.end() :].strip(_NOTHING) for one in found[-1:])
        if not trailing:
            words += label
        resources.append(Resource("link", target, label))
    words += text[position:]
    return words, resources, anchor, anchor_label


def _only_marks(words: str) -> bool:
    """Tell whether words before a link are no title: "Lecture 3:", "12 Oct –"."""
    bare = words.strip().strip("*_").strip(_NOTHING)
    if bare.isdecimal():
        return True
    return _UNIT.fullmatch(bare + " ") is not None or _UNIT.fullmatch(bare) is not None or bool(dated(bare, Year(2023)))


def resource_kind(label: str) -> str:
    """Return the kind of resource that a label names: "Slides", "slides 2", "Video (YouTube)"; else ``""``."""
    bare = label.strip(" *_[]():").casefold()
    if len(bare.split()) > 3:
        return ""
    for said in (bare, *bare.split()):
        meaning = meaning_of(said)
        if meaning in RESOURCE_KINDS:
            return meaning
    return ""
