"""Releases, the times from which students see something: of pages and blocks, and of links, ``a.pdf (from WHEN)``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

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
#: What no link is without: a slash, the dot before an ending, or an angle bracket.
_TARGET = re.compile(r"\.\w|[/<]")
_FROM_WORDS = ("from", "ab", "dès", "à partir de", "à partir du", "desde")
#: Words that authors write where they mean these: what stands behind them need not be a date to be a time.
_AFTER_WORDS = (
    "after",
    "since",
    "once",
    "form",
    "fom",
    "frm",
    "release",
    "released",
    "available",
    "available from",
    "visible from",
    "until",
    "hidden until",
    "not before",
    "unlocked",
    "unlocks",
    "nach",
    "seit",
    "après",
    "depuis",
)
#: Such a word, or a slip of one, as a regular expression.
_WORD = (
    r"à\s+partir\s+d[eu]|releas(?:e|ed)|(?:available|visible)\s+from|available|hidden\s+until|not\s+before|unlock(?:s|ed)"
    r"|[^\W\d_]{2,6}(?:\s+d[eu])?"
)
#: A release behind a link. A slip of the word is one where a date follows.
_BEHIND = re.compile(
    rf"\s*[(（]\s*(?P<word>{_WORD})(?:\s*:?\s+|:?(?=\d))(?P<when>[^()（）]*(?:\([^()]*\)[^()（）]*)*)(?:[)）]|\Z)"
    r"(?=\s*(?:[;,|]|\Z|<br|https?:|\[))"
    r"|\s*[(（]\s*(?P<only>instructors)(?:\s+only)?\s*[)）](?=\s*(?:[;,|]|\Z))"
    r"|\s+(?P<bare>from)\s+(?P<day>(?:\d|due\b|instructors\b)[^;,|<>()]*)(?=\s*(?:[;,|]|\Z))",
    re.IGNORECASE,
)
#: The same where it stands before a link, within one, or in other brackets.
_ASTRAY = re.compile(
    rf"[(\[{{]\s*(?P<word>{_WORD})\s*:?\s+(?P<when>[^()\[\]{{}}<>;]+)(?:[)\]}}]|(?=[<>;])|\Z)"
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
    assert value.first is not None
    if value.timezone:
        return _refused(f"the release {quoted(words)} names a time zone; expected the time on the course's own clocks")
    if value.precision not in ("day", "minute") or value.first != value.last or value.ends is not None:
        return _refused(f"the release {quoted(words)} is no single moment; {EXPECTED}")
    moment = dt.datetime.combine(value.first, value.starts or dt.time.min)
    return Reading(Release(moment, timed=value.starts is not None))


def _refused(message: str) -> Reading[Release]:
    problem = Problem("release", f"{message}. Students do not see what it holds back")
    return Reading(Release(instructors=True), (problem,))


def says_release(words: str) -> bool:
    """Tell whether words are a time that a release may have, of those that hang on a lecture as well."""
    return bool(words) and _is_release(words, loosely=True)


def read_release_of_links(words: str) -> Reading[Timing]:
    """Read the release of links that a cell of its own says; what cannot be read is a time that never comes."""
    problems: list[Problem] = []
    return Reading(_timing(words, problems), tuple(problems))


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
        word, when = (mark["word"] or "from").casefold(), _words_of(mark)
        leads = word in _FROM_WORDS and not part[: mark.start()].strip(" ;,")
        # Behind the time there may be a remark, or the next link.
        if word in (*_FROM_WORDS, *_AFTER_WORDS) and (
            leads or _is_release(when) or _is_release(when.partition(",")[0])
        ):
            return mark
    return None


def read_release_over(header: str, *, of_links: bool) -> Reading[Timing | None]:
    """Read the release that a header says of the links below it, as in "Solution (from due)".

    In a header ``of_links`` a number in brackets behind "from" is one that may not be understood.
    """
    behind = (mark for mark in marks_behind(header) if of_links and any(map(str.isdigit, mark[0])))
    mark = next(behind, None) or astray(header)
    if mark is None:
        return Reading(None)
    said, when = quoted(mark[0].strip()), _words_of(mark)
    message = f"{said} stands over a column; expected it behind each link, as in 'sheet.pdf (from {when})'"
    problems = [Problem("release", f"{message}. All links of the column wait for it")]
    return Reading(_timing(when, problems), tuple(problems))


def _words_of(mark: re.Match[str]) -> str:
    """Return the time that a release says, empty for one that says none."""
    said = (mark["when"], mark["day"], mark["only"]) if mark.re is _BEHIND else (mark["when"], mark["due"])
    return next(filter(None, said), "").strip()


def _is_exact(mark: re.Match[str]) -> bool:
    """Tell whether a mark is written as authors are told: ``(from WHEN)``, in its words, brackets and spaces."""
    spaced = mark["when"] is not None and mark.string[mark.end("word") : mark.start("when")].strip(":") != ""
    return spaced and (mark["word"] or "").casefold() in _FROM_WORDS and mark[0].rstrip().endswith(")")


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
