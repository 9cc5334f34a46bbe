"""Releases, the times from which students see something: of pages and blocks, and of links, ``a.pdf (from WHEN)``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sphinx_seminar.model import Problem, Reading, Timing
from sphinx_seminar.model.problem import quoted, suggestion
from sphinx_seminar.model.timing import Release
from sphinx_seminar.reading.dates import date_of
from sphinx_seminar.reading.dates.names import DateError
from sphinx_seminar.reading.dates.timing import read_timing
from sphinx_seminar.reading.plain import says_open

#: The forms of a release, for messages.
EXPECTED = "expected a day such as 2026-11-05, a day with an hour such as 2026-11-05 12:00, or 'instructors'"
#: Longer texts are no links (characters).
LONGEST = 10_000
#: The field of a page, and any field or pair of a key and a value.
_PAGE_FIELD = "seminar-release"
_FIELD = re.compile(r"(?P<colon>:?)['\"]?(?P<key>[A-Za-z][\w -]*?)['\"]?\s*:(?:\s+(?P<value>.*)|)")
#: Where the release of a page stands that is not at the margin of its line, outside of comments.
_WITHIN_LINE = re.compile(r"(?:[*_>+?{\s-]|['\"])*seminar[-_ ]?release\W*:.*", re.IGNORECASE)
#: What no link is without: a slash, the dot before an ending, or an angle bracket.
_TARGET = re.compile(r"\.\w|[/<]")
_FROM_WORDS = ("from", "ab", "dès", "à partir de", "à partir du", "desde")
#: Words that authors write where they mean these: what stands behind them need not be a date to be a time.
_AFTER_WORDS = ("after", "since", "once", "form", "fom", "frm", "nach", "seit", "après", "depuis")
#: A release behind a link. A slip of the word is one where a date follows.
_BEHIND = re.compile(
    r"\s*\(\s*(?P<word>[^\W\d_]{2,6}(?:\s+d[eu])?)\s*:?\s+(?P<when>[^()]*(?:\([^()]*\)[^()]*)*)(?:\)|\Z)"
    r"(?=\s*(?:[;,|]|\Z|<br|https?:|\[))"
    r"|\s+(?P<bare>from)\s+(?P<day>(?:\d|due\b)[^;,|<>()]*)(?=\s*(?:[;,|]|\Z))",
    re.IGNORECASE,
)
#: The same where it stands before a link, within one, or in other brackets.
_ASTRAY = re.compile(
    r"[(\[{]\s*(?P<word>[^\W\d_]{2,6}(?:\s+d[eu])?)\s*:?\s+(?P<when>[^()\[\]{}<>]+)(?:[)\]}]|(?=[<>])|\Z)"
    r"|\bfrom\s+(?P<due>due)\b",
    re.IGNORECASE,
)


def read_release(text: str, language: str = "en") -> Reading[Release]:
    """Read the release of a page or a block; what cannot be read is for instructors, and has a problem that says so.

    An open date ("TBA") is none yet, and no problem.
    """
    words = " ".join(text.split())
    if words.casefold() == "instructors":
        return Reading(Release(instructors=True))
    if not words:
        return _refused(f"the release is empty; {EXPECTED}")
    if says_open(words):
        return Reading(Release())
    near = suggestion(words, ["instructors"])
    try:
        value = date_of(words, language)
    except DateError as reason:
        return _refused(f"the release {quoted(words)} cannot be read{near or f' ({reason});'} {EXPECTED}")
    if value.first is None:
        return _refused(f"the release {quoted(words)} cannot be read{near or ';'} {EXPECTED}")
    if value.timezone or value.offset is not None:
        return _refused(f"the release {quoted(words)} names a time zone; expected the time on the course's own clocks")
    if value.precision not in ("day", "minute") or value.first != value.last or value.ends is not None:
        return _refused(f"the release {quoted(words)} is no single moment; {EXPECTED}")
    moment = dt.datetime.combine(value.first, value.starts or dt.time.min)
    return Reading(Release(moment, timed=value.starts is not None))


def _refused(message: str) -> Reading[Release]:
    problem = Problem("release", f"{message}. Students do not see what it holds back")
    return Reading(Release(instructors=True), (problem,))


@dataclass(slots=True)
class PageRelease:
    """The release of a whole page: its words as they are written, ``None`` without one, and their line.

    ``doubts`` are messages on lines that may hold more back than is understood, each with its line.
    """

    words: str | None = None
    line: int = 0
    doubts: list[tuple[str, int]] = field(default_factory=list)


def is_near(word: str, known: str) -> bool:
    """Tell whether a word is a known one with a slip, or that one in other capitals or with other hyphens."""
    plain = re.sub(r"[\s_-]+", "-", word.casefold())
    return plain == known or (abs(len(plain) - len(known)) <= 2 and _distance(plain, known) <= len(known) // 4 + 1)


def _distance(one: str, other: str) -> int:
    """Return how many letters must be changed, left out, put in or exchanged with the next (optimal alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for number, mark in enumerate(one, 1):
        earlier, before, row = before, row, [number]
        for place, wanted in enumerate(other, 1):
            cost = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (mark != wanted))
            swapped = number > 1 and place > 1 and mark == other[place - 2] and one[number - 2] == wanted
            row.append(min(cost, earlier[place - 2] + 1) if swapped else cost)
    return row[-1]


def read_metadata(notebook: dict[str, Any], cells: Sequence[dict[str, Any]], page: PageRelease) -> None:
    """Read the release in the metadata of a notebook, and doubt what stands deeper or in those of its cells."""
    waiting = [(notebook.get("metadata"), True), *((cell.get("metadata"), False) for cell in cells)]
    while waiting:
        metadata, whole = waiting.pop()
        for key, value in metadata.items() if isinstance(metadata, dict) else ():
            if key == _PAGE_FIELD and whole:
                page.words, page.line = str(value), 1
            elif is_near(str(key), _PAGE_FIELD):
                message = (
                    f"{quoted(f'{key}: {value}')} stands in metadata; expected '{_PAGE_FIELD}' in those of the notebook"
                )
                page.doubts.append((message, 1))
            waiting.append((value, False))


def read_front_matter(lines: Sequence[str], page: PageRelease) -> int:
    """Read the front matter of a page; return how many lines it has."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        return 0
    for number, line in enumerate(lines[1:end], 2):
        pair = _FIELD.match(line.strip())
        key, value = (pair["key"], _unquoted(pair["value"] or "")) if pair is not None else ("", "")
        message = f"{quoted(line.strip())} stands in the front matter; "
        if pair is None or pair["colon"]:
            doubt = f"{message}expected '{_PAGE_FIELD}: …' on a line of its own" if _WITHIN_LINE.fullmatch(line) else ""
        elif key == _PAGE_FIELD and not line[:1].isspace():
            message = f"{quoted(line.strip())} is the second release of the page, after {quoted(page.words or '')}"
            doubt = f"{message}; expected one" if page.words not in (None, value) else ""
            page.words, page.line = value, number
        elif is_near(key, _PAGE_FIELD):
            doubt = f"{message}did you mean '{_PAGE_FIELD}', at the margin?"
        else:
            meant = key.casefold() == "release" and not read_release(value).problems
            doubt = f"{message}did you mean '{_PAGE_FIELD}: {value}'?" if meant else ""
        if doubt:
            page.doubts.append((doubt, number))
    return end + 1


def read_page_field(line: str, number: int, page: PageRelease, *, allowed: bool) -> None:
    """Read a line of text that may be the release of its page, which a field of reStructuredText says there."""
    pair = _FIELD.fullmatch(line) if "release" in line.casefold() else None
    near = pair is not None and is_near(pair["key"], _PAGE_FIELD)
    if near and pair is not None and pair["key"] == _PAGE_FIELD and pair["colon"] and allowed:
        page.words, page.line = (pair["value"] or "").strip(), number
    elif near or _WITHIN_LINE.fullmatch(line):
        margin, front = f"':{_PAGE_FIELD}: …' at the margin", f"'{_PAGE_FIELD}: …' in the front matter, the first lines"
        message = f"{quoted(line.strip())} stands in the text of the page; expected {margin if allowed else front}"
        page.doubts.append((message, number))


def _unquoted(value: str) -> str:
    value = value.strip()
    if value[:1] in ("'", '"') and value[:1] in value[1:]:
        return value[1:].partition(value[0])[0]
    return re.split(r"\s#", value, maxsplit=1)[0].strip()


def release_of(words: str) -> Timing | None:
    """Return the release of links that a cell or an option of its own says, ``None`` where it says something else."""
    return _timing(words, []) if words and _is_release(words) else None


def split_at_releases(line: str, problems: list[Problem]) -> Iterator[tuple[str, Timing | None, bool]]:
    """Divide a line of links behind each release, ``sheet.pdf (from ntk + 1 week)``.

    Yields the words before it, the release or ``None``, and whether it holds back all links of these words, or the last
    one: a release that does not stand behind a link holds back all that it could be meant for.
    """
    for part, release in _split_behind(line, problems):
        pieces = [part] if astray(part) is None else part.split(";")
        if any(map(_is_release_alone, pieces)):
            pieces = [part]
        for count, piece in enumerate(pieces, 1):
            mark = astray(piece)
            if mark is None:
                yield piece, release if count == len(pieces) else None, False
                continue
            when = _words_of(mark)
            message = f"{quoted(mark[0].strip())} does not stand behind a link; expected 'sheet.pdf (from {when})'"
            problems.append(Problem("release", f"{message}. The links beside it wait for it"))
            is_label = mark[0].startswith("[") and piece.startswith("(", mark.end())
            links = piece if is_label else f"{piece[: mark.start()]} {piece[mark.end() :]}"
            yield links, _timing(when, problems), True


def _is_release_alone(piece: str) -> bool:
    """Tell whether a release stands beside no link in its piece, so that it can be meant for those of the others."""
    mark = astray(piece)
    return mark is not None and not _TARGET.search(piece[: mark.start()] + piece[mark.end() :])


def _split_behind(line: str, problems: list[Problem]) -> Iterator[tuple[str, Timing | None]]:
    """Divide a line of links behind each release that stands behind a link, which may have a slip."""
    start = 0
    for mark in marks_behind(line) if len(line) <= LONGEST else ():
        if not line[start : mark.start()].strip(" ;,"):
            continue
        when = _words_of(mark)
        yield line[start : mark.start()], _timing(when, problems)
        if not _is_exact(mark):
            message = f"{quoted(mark[0].strip())} stands behind a link; did you mean '(from {when})'? It is read so"
            problems.append(Problem("release", message))
        start = mark.end()
    rest = line[start:].lstrip(" ;,") if start else line
    if rest or not start:
        yield rest, None


def marks_behind(line: str) -> Iterator[re.Match[str]]:
    """Yield each mark at the end of a link that says a release, such as ``(from due)``, or is a slip of one."""
    for mark in _BEHIND.finditer(line):
        loosely = (mark["word"] or "").casefold() in _AFTER_WORDS
        if _is_exact(mark) or _is_release(_words_of(mark), loosely=loosely):
            yield mark


def astray(part: str) -> re.Match[str] | None:
    """Return a release in a part of a line of links that does not stand behind a link, ``None`` where there is none."""
    for mark in _ASTRAY.finditer(part[:LONGEST]):
        word = (mark["word"] or "from").casefold()
        leads = word in _FROM_WORDS and not part[: mark.start()].strip(" ;,")
        if word in (*_FROM_WORDS, *_AFTER_WORDS) and (leads or _is_release(_words_of(mark))):
            return mark
    return None


def _words_of(mark: re.Match[str]) -> str:
    """Return the time that a release says, empty for one that says none."""
    return (mark["when"] or mark["day" if mark.re is _BEHIND else "due"] or "").strip()


def _is_exact(mark: re.Match[str]) -> bool:
    return (mark["word"] or "").casefold() in _FROM_WORDS and mark[0].rstrip().endswith(")")


def _is_release(words: str, *, loosely: bool = False) -> bool:
    """Tell whether words are certainly a time; ``loosely`` counts ``lecture 4`` too, which may be any remark."""
    if words.casefold() in ("due", "instructors") or not read_release(words).problems:
        return True
    read = read_timing(words)
    timing = read.value
    marked = timing.numbered or timing.at_end or timing.weekday is not None
    return not read.problems and (timing.distance is not None or (loosely and marked))


def _timing(words: str, problems: list[Problem]) -> Timing:
    """Return when a link is shown; what cannot be read is a time that never comes, and so is ``instructors``."""
    if words.casefold() == "instructors":
        return Timing(words)
    if not words:
        problems.append(Problem("release", f"a release names no time; {EXPECTED}. Students do not see the link"))
        return Timing("instructors")
    read = read_timing(words, subtype="release", instead="Students do not see the link.")
    problems += read.problems
    return Timing(words) if read.problems else read.value
