"""Lines and cells of Markdown: their words without marks and links, and their dates, with the year of the term."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sphinx_seminar.cli.importing.markdown.targets import MISSING, missing_name, with_targets
from sphinx_seminar.model import When
from sphinx_seminar.model.text import folded
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.dates.regular_times import weekday_pattern

#: The name of a file.
FILE = re.compile(r"[^\s;<>()\[\]:]+\.(?:pdf|pptx?|key|odp|html?|ipynb|zip|md|txt|mp4|webm|docx?|py|ps|djvu)\Z", re.I)
#: A day in numbers without its year.
YEARLESS = re.compile(r"(?<![\d./:-])\d{1,2}/\d{1,2}(?![\d./:]|-\d)")
#: What a column without a header is called.
NAMELESS = re.compile(r"column \d+\Z")
_SEPARATOR = re.compile(r"(\s+[-–—|]\s+|[:;]\s+|\s*[()\[\]]\s*|\s*[–—|]\s*|\s*[：，、（）]\s*)")
#: Signs that are no words, and those of them that stand around parts of a line.
NOTHING = " \t|,;:·•()[]/&+-–—.\u00a0：，、"
AROUND = " \t|,;:·•-–—\u00a0：，、"
#: "第3回" in Japanese and Chinese, which is written as others write "Lecture 3".
ORDINAL = re.compile(r"第\s*(?P<number>\d{1,3})\s*(?P<unit>[回讲講课課次周週])")
#: Longer texts are no date (characters).
_LONGEST_DATE = 80
#: The number of a paragraph before its words, "1.4 Aims", and what of its form is a day in German, "12.4. Kerne".
_NUMBERING = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")
_GERMAN_DAY = re.compile(r"(?!\d\.\d\.)\d{1,2}\.\d{1,2}\.")
#: More pieces than this are a sentence.
_PIECES = 12
#: A word before the day on which something begins.
_BEGINS = re.compile(r"\A(?:opens?|starts?|begins?|starting|beginning|ab|à partir du|desde(?: el)?)\s+", re.IGNORECASE)
#: A day in numbers without its year.
_EASTERN = re.compile(r"(?<![\d/])(?P<month>1?\d)/(?P<day>[0-3]?\d)(?![\d/])")
#: A day in numbers with the end of its year.
_SHORT_YEAR = re.compile(r"(?<![\d./-])(\d{1,2}([./-])\d{1,2}\2)(\d{2})(?![\d./-])")


def plain(text: str) -> str:
    """Return the words of a line of Markdown: without its marks of emphasis and its backslashes."""
    return without_backslashes(re.sub(r"(\*\*|__|(?<!\\)\*)(?=\S)(.+?)(?<=\S)\1", r"\2", text))


def without_backslashes(text: str) -> str:
    """Return a line of Markdown with the signs that its backslashes stand before (CommonMark, section 2.4)."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def without_links(cell: str) -> str:
    """Return a cell with the words of its links in their places."""
    return re.sub(r"<((?:https?|mailto):[^<>\s]+)>", r"\1", with_targets(cell, lambda label, _target: label))


def link_in_cell(label: str, target: str) -> str:
    """Return a link for a cell; one that leads nowhere is named, and of one inside the page the words are left."""
    label = plain(label)
    if target.startswith(MISSING):
        return f"{label} ({missing_name(target)})"
    return label if target.startswith("#") else f"[{label}]({target})"


def file_words(text: str) -> str:
    """Return some words for the name of a file or a target: in ASCII, with a hyphen between them."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text))[:40].strip("-")


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


def date_in(text: str, year: Year | None) -> tuple[str, str]:
    """Find the date of a line between its separators; return it, or nothing, and the rest of the line."""
    date, before, after = date_between(text, year)
    return (date, " ".join(part for part in (before, after) if part)) if date else ("", text)


def date_at_head(text: str, year: Year | None) -> tuple[str, str]:
    """Return the longest date with which a text begins, and the rest of the text; two empty texts if it has none."""
    ends = {found.start() for found in _SEPARATOR.finditer(text, 0, _LONGEST_DATE)} | {len(text)}
    ends |= {found.end() for found in re.finditer(r"\S+", text[:_LONGEST_DATE])}
    for end in sorted((end for end in ends if end <= _LONGEST_DATE), reverse=True):
        if date := dated(text[:end].rstrip(AROUND), year):
            rest = text[end:].lstrip(AROUND)
            remark = re.fullmatch(r"\((?P<words>[^()]*)\)", rest)
            return date, remark["words"] if remark is not None else rest
    return "", ""


def dated_with_remark(text: str, year: Year | None) -> tuple[str, str]:
    """Return the date of a cell and the remark behind it, which has no other date; two empty texts for any other."""
    date, remark = date_at_head(text, year)
    weekday = weekday_pattern(year.language if year is not None else "en").match(remark)
    return ("", "") if weekday is not None or date_in(remark, year)[0] else (date, remark)


def date_between(text: str, year: Year | None) -> tuple[str, str, str]:
    """Return the date of a line with what stands before and behind it; three empty texts for a line without one."""
    parts = _SEPARATOR.split(ORDINAL.sub(r"\g<unit> \g<number>: ", text))
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
        if length == 1 and _is_numbering(words[0], year):
            continue
        date = dated(" ".join(words[:length]).rstrip(":"), year)
        if date:
            return date, "", " ".join(words[length:])
    return "", "", ""


def _is_numbering(word: str, year: Year | None) -> bool:
    if year is not None and year.language == "de" and _GERMAN_DAY.fullmatch(word):
        return False
    return _NUMBERING.fullmatch(word) is not None


def _trimmed(text: str, before: bool) -> str:
    text = text.strip()
    return text.rstrip(" ([-–—:|,") if before else text.lstrip(" )]-–—:|,")


def dated(text: str, year: Year | None) -> str:
    """Return a text that reads as a day, with a year if it has none, or ``""``."""
    text = _BEGINS.sub("", text.strip("*_ ,;()[]|：，、（）"))
    if text.count("(") != text.count(")"):
        text = " ".join(re.sub(r"[()]", " ", text).split())
    if not 3 <= len(text) <= _LONGEST_DATE or not any(char.isdigit() for char in text):
        return ""
    language = year.language if year is not None else "en"
    if language in ("ja", "zh_CN"):
        # Month and day, with the day of the week in brackets: "10/3 (木)".
        text = _EASTERN.sub(r"\g<month>月\g<day>日", text)
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
