"""One line that stands for a session: "Week 3 (12 Oct): Kernels [slides](…) [video](…)"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sphinx_seminar.cli.importing.lines import AROUND, NOTHING, ORDINAL, Year, date_between, dated
from sphinx_seminar.cli.importing.markdown.targets import links_in
from sphinx_seminar.model import RESOURCE_KINDS, Resource
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
#: Brackets whose links are taken out: "(, )".
_EMPTIED = re.compile(r"\\?[(\[（][\s,;/|·&+]*\\?[)\]）]")
_STRUCK = re.compile(r"\\?~~(?P<words>(?:(?!~~).)+)~~(?P<rest>.*)\Z", re.DOTALL)
_COUNTERS = frozenset("回讲講课課次周週")
_HOURS = re.compile(
    r"\s*(?P<hours>\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?(?:\s*[-–]\s*\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?)?)(?=[\s:|–-]|\Z)[\s:|–-]*",
    re.IGNORECASE,
)
#: Signs between links that are taken out; one that is part of a word, as in "C++", is none.
_LOOSE = re.compile(r"\s+[/&+]+\s*\Z|\A[/&+]+\s+|\s[/&+]+(?=\s[/&+])")
_LEAD = re.compile(r"(?:\A|(?<=[\s|,;(]))(?P<word>[^\W\d_]+)\s*:\s*\Z")
#: Days in brackets or before a colon or dash, and what stands between several of them.
_DAYS = re.compile(r"\((?P<inside>[^()]*)\)|\A(?:\*\*|__)?(?P<head>[^:()–—]*?)(?=:(?!\d)|\s[-–—]\s)")
_BETWEEN_DAYS = re.compile(r"\s*(?:[,;&+]|\b(?:and|und|et|y)\b)\s*")
#: The number of a line of a list, where a date follows.
_LISTED = re.compile(r"\d{1,3}[.)]\s+(?=[^\W\d_]|\d{4}-)")


@dataclass(frozen=True, slots=True)
class Entry:
    """The parts of a line that stands for a session; ``title`` is Markdown without links.

    ``unit`` and ``number`` are "Week" and "3"; ``anchor`` is the part of the page that the line links to ("#kernels"),
    ``anchor_label`` the label of that link if it is not the title.
    ``date`` reads as a date, with the year of the term where the line had none; ``time`` are hours without a day.
    ``headed`` tells that the line begins with its date, hours or number. ``kind`` is the label before its title, and
    ``more`` is Markdown beside or below the line that says more of the session.
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
    more: str = ""

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
        return bool(self.date or self.time or self.number or self.title.strip(NOTHING))


def read_entry(text: str, year: Year | None) -> Entry:
    """Read a line of a list, or a heading; of one that is struck out the title is."""
    if (struck := _STRUCK.match(text)) is not None:
        entry = read_entry(f"{struck['words']}{struck['rest']}", year)
        whole = entry.title and not struck["rest"].strip()
        return replace(entry, title=f"~~{entry.title}~~") if whole else entry
    words, resources, anchor, anchor_label = _links_apart(text)
    words = ORDINAL.sub(r"\g<unit> \g<number>: ", words)
    title = " ".join(re.sub(r"(?:\*\*|__)(?=\S)(.*?)(?<=\S)(?:\*\*|__)", r"\1", words).split())
    # "3. Lecture 2a: Kernels" is counted twice.
    opening = len(title) - len(re.sub(r"\A\d{1,3}[.)]\s+(?=[^\W\d_])", "", title.lstrip("([ ")))
    unit = _UNIT.match(title[opening:])
    counted = title[opening + unit.end() :] if unit is not None else title
    listed = _LISTED.match(counted) if unit is None else None
    if listed is not None and dated(_day_at_head(counted[listed.end() :], year), year):
        # "1. Aug. 25, 2015": not the first of August.
        counted = counted[listed.end() :]
    days = _several_days(counted, year)
    if days:
        # The date is the first of them; the title ends with all, so that none is lost.
        counted = counted.replace(days, _BETWEEN_DAYS.split(days)[0], 1)
    date, before, after = date_between(counted, year)
    rest = " ".join(part for part in (before, after) if part) if date else counted
    headed = unit is not None or (bool(date) and not before.strip(NOTHING + "*_"))
    hours = ""
    timed = _HOURS.match(rest) if not date else None
    if timed is not None:
        hours, rest, headed = timed["hours"], rest[timed.end() :], True
    if unit is None:
        later = _UNIT.match(rest)
        unit, rest = (later, rest[later.end() :]) if later is not None and date else (None, rest)
    rest = _EMPTIED.sub("", rest).strip(AROUND)
    title = _LOOSE.sub("", _balanced(rest).strip(AROUND)).strip(AROUND)
    return Entry(
        f"{title} ({days})".strip() if days else title,
        date,
        unit["unit"] if unit is not None else "",
        _in_figures(unit["number"]) if unit is not None else "",
        hours,
        tuple(resources),
        anchor,
        anchor_label,
        headed,
    )


def _several_days(text: str, year: Year | None) -> str:
    """Return the days that a line names one behind the other, as in "Week 1 (Sep 1, Sep 3)", else ``""``."""
    for found in _DAYS.finditer(text):
        said = (found["inside"] or found["head"] or "").strip()
        first, *others = _BETWEEN_DAYS.split(said)
        if others and dated(first, year) and all(re.fullmatch(r"[0-3]?\d", day) or dated(day, year) for day in others):
            return said
    return ""


def _in_figures(number: str) -> str:
    """Return the number of a session in figures: "3" of "three" and of "III"."""
    for numbers in (_SPELLED, _ROMAN):
        if (said := number if numbers is _ROMAN else number.casefold()) in numbers:
            return str(numbers.index(said) + 1)
    return number


def words_beside_links(text: str) -> str:
    """Return a line without the links that belong to its session, and without the brackets around them."""
    return _LOOSE.sub("", _EMPTIED.sub("", _links_apart(text)[0]).strip(AROUND))


def _day_at_head(text: str, year: Year | None) -> str:
    """Return the date with which a text begins, or ``""``."""
    date, before, _after = date_between(text, year)
    return "" if before.strip(NOTHING) else date


def _balanced(text: str) -> str:
    """Drop a bracket at an end of a text whose partner is gone."""
    for opening, closing in ("()", "[]"):
        if text.count(closing) > text.count(opening) and text.endswith(closing):
            text = text[:-1].rstrip()
        if text.count(opening) > text.count(closing) and text.startswith(opening):
            text = text[1:].lstrip()
    return text


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
        listed = resource_kind(lead["word"]) if lead is not None else "" if between.strip(NOTHING) else listed
        kind = resource_kind(label) or listed
        ends = number == len(found) - 1 or not text[position : found[number + 1].start()].strip(NOTHING)
        titled = bool(words.strip(NOTHING + "*_")) and not _only_marks(words)
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
        trailing = titled and ends and not any(text[one.end() :].strip(NOTHING) for one in found[-1:])
        if not trailing:
            words += label
        resources.append(Resource("link", target, label))
    words += text[position:]
    return words, resources, anchor, anchor_label


def _only_marks(words: str) -> bool:
    """Tell whether words before a link are no title: "Lecture 3:", "12 Oct –"."""
    bare = words.strip().strip("*_").strip(NOTHING)
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
