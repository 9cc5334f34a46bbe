"""Assignments as authors write them: options, and the rows of a table of theirs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from sphinx_seminar.model import (
    ASSIGNMENT_KINDS,
    Assignment,
    Coverage,
    Fault,
    Place,
    Problem,
    Reading,
    Resource,
    Timing,
)
from sphinx_seminar.model.declarations import TableData
from sphinx_seminar.model.problem import quoted
from sphinx_seminar.model.text import anchor_from, name_from, unique
from sphinx_seminar.reading.dates.durations import read_duration
from sphinx_seminar.reading.dates.timing import lecture_meant, read_timing, reads_as_timing
from sphinx_seminar.reading.links import has_release, read_links
from sphinx_seminar.reading.marked import read_inline
from sphinx_seminar.reading.plain import one_line, open_words, says_open
from sphinx_seminar.reading.sessions.cells import Columns, RowReader, whole_or_waiting, with_waiting_columns
from sphinx_seminar.reading.tables import read_table
from sphinx_seminar.reading.tables.table import Table
from sphinx_seminar.reading.vocabulary import meaning_of, plain_header

#: What a header of a table of assignments means, where it is another thing than over sessions; as in ``headers``.
_HEADERS = {
    "due": """due|due date|due by|due on|deadline|deadlines|submission|submission date|submit by|hand in|date|when|until
        |end|abgabe|abgabetermin|frist|fallig|faellig|datum|termin|bis|a rendre|echeance|date limite|rendu|entrega|plazo
        |fecha limite|fecha|scadenza|締切|締め切り|提出期限|截止|截止日期|提交日期""",
    "out": """out|released|release|release date|handed out|assigned|posted|published|available|start|from|ausgabe
        |ausgegeben|distribue|publie|publicado|配布|配布日|发布|发布日期""",
    "late": "late|late days|late until|late period|grace|grace period|verspatet|nachfrist|retard|tarde",
    "points": "points|point|pts|max points|marks|score|worth|punkte|bareme|puntos|配点|点数|分数|分值",
    "part of": "part of|part|category|counts for|component|grading|teil von|zahlt zu|partie de|parte de",
    "covers": "covers|coverage|covered|about|lectures|stoff|umfang|porte sur|cubre|範囲|范围",
    "solution": "solution|solutions|answers|answer key|losung|losungen|musterlosung|corrige|corriges|solucion"
    "|soluciones|解答|答案",
    "submit": "submit|submit to|submission link|hand in at|upload|gradescope|turn in|abgabe bei|depot|entregar|提出先"
    "|提交",
    "title": "title|assignment|assignments|homework|homeworks|hw|name|task|project|exercise|problem set|exercise sheet"
    "|sheet|what|titel|aufgabe|hausaufgabe|blatt|ubungsblatt|titre|devoir|titulo|tarea|課題|宿題|作业|标题",
    "exercises": "exercises|file|pdf|handout|questions|aufgabenblatt|enonce|enunciado",
    "number": "number|no|nr|#|num|numero|番号|编号",
    "name": "id|key|label|anchor",
}  # fmt: skip
#: Headers of titles that mean the sheet where another column has the titles.
_SHEETS = frozenset(
    ("sheet", "exercise sheet", "exercise", "problem set", "blatt", "ubungsblatt", "aufgabe", "homework")
)
#: Meanings of headers over sessions that say the same here.
_SHARED = ("number", "title", "exercises", "notes", "material", "code", "resources", "abstract")
#: The columns of links, each with its kind.
_LINKS = {kind: kind for kind in ASSIGNMENT_KINDS if kind != "link"} | {"resources": "link"}
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


@dataclass(frozen=True, slots=True)
class TabulatedWork:
    """What a table declares: assignments, the columns that only it has, and what is wrong with it."""

    assignments: tuple[Assignment, ...] = ()
    columns: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def declare_assignments(data: bytes | str, about: TableData, anchors: Collection[str]) -> TabulatedWork:
    """Read an assignment from each row of a table; ``anchors`` are those of its document that are taken."""
    table = read_table(data, about.format)
    table = replace(table, value=with_waiting_columns(table.value, meaning_over_work))
    columns = _columns(table.value)
    problems = [*table.problems]
    if table.value.rows and "title" not in columns.known:
        message = (
            "no header of this table means the title of an assignment; expected a word such as Title, Assignment or "
            "Homework; another column takes its place"
        )
        problems.append(Problem("data", message, table.value.line))
    taken = set(anchors)
    found = []
    for row in table.value.rows:
        reader = RowReader(row, table.value, columns, about.language)
        assignment = _assignment(reader, about, taken)
        taken.add(assignment.anchor)
        found.append(assignment)
        problems += reader.problems
    headers = dict.fromkeys(header for assignment in found for header, _text in assignment.extra)
    faults = [Fault(_at(about, problem.line), problem.subtype, problem.message) for problem in problems]
    return TabulatedWork(tuple(found), tuple(headers), tuple(faults))


def _at(about: TableData, line: int) -> Place:
    return replace(about.place, line=about.place.line + line)


@lru_cache(maxsize=1)
def _meanings() -> dict[str, str]:
    return {plain_header(word): meaning for meaning, words in reversed(_HEADERS.items()) for word in words.split("|")}


def meaning_over_work(header: str) -> str:
    """Return what the header of a table of assignments means, empty for one that is unknown."""
    plain = plain_header(header)
    known = _meanings().get(plain, "") or _meanings().get(plain.rstrip("0123456789 "), "")
    shared = meaning_of(header)
    return known or (shared if shared in _SHARED else "")


def _columns(table: Table) -> Columns:
    """Find the meaning of every column; of several with one meaning the first counts, but for links."""
    known: dict[str, tuple[int, ...]] = {}
    unknown = []
    meanings = [meaning_over_work(header) for header in table.headers]
    titles = [number for number, meaning in enumerate(meanings) if meaning == "title"]
    named = [number for number in titles if plain_header(table.headers[number]) not in _SHEETS]
    for number, meaning in enumerate(meanings):
        if meaning == "title" and number not in (named or titles)[:1]:
            meaning = "exercises" if plain_header(table.headers[number]) in _SHEETS else ""
        if not meaning or (meaning in known and meaning not in _LINKS):
            unknown.append(number)
        else:
            known[meaning] = (*known.get(meaning, ()), number)
    if "title" not in known and unknown:
        known["title"] = (unknown.pop(0),)
    return Columns(known, tuple(unknown))


def _assignment(reader: RowReader, about: TableData, taken: set[str]) -> Assignment:
    title, target, waiting = whole_or_waiting(reader, "title")
    linked = [Resource("exercises", target)] if target else [replace(link, kind="exercises") for link in waiting]
    resources = (*linked, *_resources(reader))
    late = reader.accept(read_late(reader.cell("late")))
    if not title:
        message = "this row has no title; expected one in the column of titles; it is shown as 'Assignment'"
        reader.problems.append(Problem("data", message, reader.row.line))
        title = "Assignment"
    name = reader.cell("name")
    line = _at(about, reader.row.line).line
    for problem in strange_name(name, about.language) if name else ():
        reader.problems.append(replace(problem, line=reader.row.line))
    cells = [(reader.table.headers[number], reader.row.cells[number]) for number in reader.columns.unknown]
    extra = [(header, cell) for header, cell in cells if not has_release(cell)]
    held = (read_links(cell, "link", files=False) for _header, cell in cells if has_release(cell))
    resources = (*resources, *(link for links in held for link in reader.accept(links)))
    return Assignment(
        name=name or name_from(title),
        title=read_inline(title),
        place=_at(about, reader.row.line),
        anchor=unique(anchor_from("assignments", name or name_from(title)), taken),
        named=bool(name),
        out=_timing(reader, "out"),
        due=_timing(reader, "due"),
        late=late.length,
        late_note=late.note,
        points=reader.words("points"),
        part_of=reader.words("part of"),
        covers=read_covers(reader.cell("covers"), about.language),
        number=reader.words("number"),
        resources=tuple(replace(resource, line=line) for resource in resources),
        open=tuple(_left_open(reader)),
        abstract=reader.words("abstract"),
        extra=(*((header, text) for header, text in extra if text), *reader.extra),
        table=about.number,
    )


def _timing(reader: RowReader, meaning: str) -> Timing | None:
    cell = one_line(reader.cell(meaning))
    if not cell:
        return None
    return reader.accept(read_timing(cell, reader.language, instead=_INSTEAD))


def _resources(reader: RowReader) -> Iterator[Resource]:
    for meaning, kind in _LINKS.items():
        for header, cell in reader.cells(meaning):
            links = reader.accept(read_links(cell, kind, mixed=kind == "link", files=False))
            if not links and not open_words(cell):
                reader.extra.append((header, cell))
            yield from (link if link.kind in ASSIGNMENT_KINDS else replace(link, kind="link") for link in links)


def _left_open(reader: RowReader) -> Iterator[tuple[str, str]]:
    """Yield the fields that the row leaves open, all or in part, with the words that say so."""
    for meaning in ("points", "part of", "late", "covers", *_LINKS):
        for _header, cell in reader.cells(meaning):
            if words := open_words(cell):
                yield _LINKS.get(meaning, meaning), words
