"""Assignments as authors write them: options, and the rows of a table of theirs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sphinx_seminar.model import ASSIGNMENT_KINDS, Assignment, Coverage, Place, Problem, Reading, Timing
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.reading.dates.durations import read_duration
from sphinx_seminar.reading.dates.timing import lecture_meant, read_timing, reads_as_timing
from sphinx_seminar.reading.marked import read_inline
from sphinx_seminar.reading.plain import one_line, says_open
from sphinx_seminar.reading.sessions.cells import Columns, RowReader, columns_by, untitled, waiting_columns
from sphinx_seminar.reading.tables.table import Table
from sphinx_seminar.reading.vocabulary import meaning_of, plain_header

#: Headers of titles that mean the sheet where another column has the titles.
_SHEETS = frozenset(
    ("sheet", "exercise sheet", "exercise", "problem set", "blatt", "ubungsblatt", "aufgabe", "homework")
)
#: Meanings of headers over sessions that say the same here.
_SHARED = ("number", "title", "exercises", "notes", "material", "code", "resources", "abstract")
#: The columns of links: the kind of each, and whether the label of a link may say another.
_LINKS = {**{kind: (kind, False) for kind in ASSIGNMENT_KINDS if kind != "link"}, "resources": ("link", True)}
#: Columns in which a row may leave something open, and the word for each among an assignment's open fields.
_OPTIONS = {
    **{"points": "points", "part of": "part-of", "late": "late", "covers": "covers"},
    **{meaning: kind for meaning, (kind, _mixed) in _LINKS.items()},
}
_RANGE = re.compile(r"(?P<first>\S.*?)\s*\.{2,}\s*(?P<last>\S.*)")
#: "lectures 3-7"
_NUMBERS = re.compile(r"(?P<kind>[^\W\d_]+?)s?\s+(?P<first>[0-9]{1,4})\s*(?:\.{2,}|[-\u2013])\s*(?P<last>[0-9]{1,4})")
_NOTE = re.compile(r"(?P<length>[^,;()]*?[^,;()\s])\s*(?:[,;]\s*(?P<note>.+)|\((?P<brackets>.+)\))")
_NEVER = frozenset(("no", "none", "never", "not accepted", "nein", "keine", "non", "aucun", "ninguno", "0", "0 days"))
#: What is said of a date that is refused.
_INSTEAD = "It is shown as written, and stays out of the calendar."


@dataclass(frozen=True, slots=True)
class Late:
    """How long late work is taken: ``None`` where it is not; ``note`` is what else is said of it."""

    length: dt.timedelta | None = None
    note: str = ""


def read_late(text: str) -> Reading[Late]:
    """Read ``2 days``, ``48 hours (10 % a day)`` or ``none``; what is no length is shown as it was written."""
    words = one_line(text)
    if not words or says_open(words):
        return Reading(Late())
    if words.casefold().rstrip(".") in _NEVER:
        return Reading(Late(note=words))
    noted = _NOTE.fullmatch(words)
    length, note = (noted["length"], noted["note"] or noted["brackets"]) if noted is not None else (words, "")
    read = read_duration(length)
    if read.value is not None:
        return Reading(Late(read.value, note))
    message = (
        f"how long late work is taken is {quoted(words)}; expected a length such as 2 days or 48 hours, or none. It is "
        "shown as written"
    )
    return Reading(Late(note=words), (Problem("assignment", message),))


def read_covers(text: str, language: str = "en") -> tuple[Coverage, ...]:
    """Read ``dropout..ntk``, ``lecture 3..lecture 7``, ``lectures 3-7``, or names with commas between them."""
    return tuple(_coverage(part, language) for part in _parts(text))


def _parts(text: str) -> Iterator[str]:
    return (" ".join(part.split()) for part in re.split(r"[,;\n]", text) if part.strip() and not says_open(part))


def _coverage(part: str, language: str) -> Coverage:
    numbers = _NUMBERS.fullmatch(part)
    if numbers is not None:
        first, last = (lecture_meant(f"{numbers['kind']} {numbers[end]}", language) for end in ("first", "last"))
        if first.numbered:
            return Coverage(part, first, last)
    found = _RANGE.fullmatch(part)
    ends = (found["first"], found["last"]) if found is not None else (part, part)
    return Coverage(part, *(lecture_meant(end, language) for end in ends))


def strange_name(name: str, language: str = "en") -> tuple[Problem, ...]:
    """Point out a name that reads as a time itself: what hangs on it would be read as that time."""
    if not reads_as_timing(name, language):
        return ()
    message = (
        f"the name {quoted(name)} reads as a time itself, so that nothing can be due relative to it; expected a word "
        "such as 'ntk' or 'hw2'. References find it"
    )
    return (Problem("assignment", message),)


def read_assignments(table: Table, language: str = "en") -> Reading[tuple[Assignment, ...]]:
    """Read an assignment from each row of a table.

    Its place has no file and the line of its row; it has no anchor yet, and no name unless its row gives one.
    """
    columns = _columns(table)
    waiting = waiting_columns(table, columns, _LINKS)
    titles = untitled(table, columns, "an assignment; expected a word such as Title, Assignment or Homework")
    problems = [*waiting.problems, *titles]
    assignments = []
    for row in table.rows:
        reader = RowReader(row, table, columns, language, waiting.value)
        assignments.append(_assignment(reader))
        problems += reader.problems
    return Reading(tuple(assignments), tuple(problems))


def meaning_over_work(header: str) -> str:
    """Return what the header of a table of assignments means, empty for one that is unknown."""
    shared = meaning_of(header)
    return meaning_of(header, "work") or (shared if shared in _SHARED else "")


def _columns(table: Table) -> Columns:
    """Find the meaning of every column; of several with titles, the first that has no word for sheets counts."""
    meanings = [meaning_over_work(header) for header in table.headers]
    sheets = [plain_header(header) in _SHEETS for header in table.headers]
    titles = [number for number, meaning in enumerate(meanings) if meaning == "title"]
    named = [number for number in titles if not sheets[number]]
    for number in titles:
        if number not in (named or titles)[:1]:
            meanings[number] = "exercises" if sheets[number] else ""
    if not titles and "" in meanings:
        meanings[meanings.index("")] = "title"
    return columns_by(meanings, _LINKS)


def _assignment(reader: RowReader) -> Assignment:
    title, title_links = reader.linked_words("title")
    # The address of a title is that of the sheet; the title stands beside it.
    sheets = [replace(link, kind="exercises", label="") for link in title_links]
    late = reader.accept(read_late(reader.cell("late")))
    if not title:
        reader.fault("this row has no title; expected one in the column of titles; it is shown as 'Assignment'")
    name = reader.cell("name")
    if name:
        reader.accept(Reading(name, strange_name(name, reader.language)))
    unknown, unknown_links = reader.unknown()
    # A column "release" says when the work is handed out.
    release = reader.release(("seminar release",))
    links = [
        replace(link, release=link.release or release, kind=link.kind if link.kind in ASSIGNMENT_KINDS else "link")
        for link in (*sheets, *reader.links(_LINKS), *unknown_links)
    ]
    return Assignment(
        name=name,
        title=read_inline(title or "Assignment"),
        place=Place("", reader.row.line),
        anchor="",
        named=bool(name),
        out=_timing(reader, "out"),
        due=_timing(reader, "due"),
        late=late.length,
        late_note=late.note,
        points=reader.words("points"),
        part_of=reader.words("part of"),
        covers=read_covers(reader.cell("covers"), reader.language),
        number=reader.words("number"),
        resources=tuple(links),
        open=reader.left_open(_OPTIONS),
        abstract=reader.words("abstract"),
        extra=(*unknown, *reader.extra),
    )


def _timing(reader: RowReader, meaning: str) -> Timing | None:
    cell = one_line(reader.cell(meaning))
    return reader.accept(read_timing(cell, reader.language, instead=_INSTEAD)) if cell else None
