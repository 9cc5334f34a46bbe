"""Reading the rows of a table as records of sessions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from sphinx_seminar.model import (
    PERSON_ROLES,
    Involvement,
    Problem,
    Reading,
    Resource,
    Timing,
    When,
)
from sphinx_seminar.model.when import ABBREVIATIONS
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.dates.durations import read_duration
from sphinx_seminar.reading.dates.names import read_zone
from sphinx_seminar.reading.links import has_release, read_links, release_of
from sphinx_seminar.reading.people import read_people
from sphinx_seminar.reading.plain import one_line, open_words, says_open
from sphinx_seminar.reading.sessions.cells import (
    Columns,
    RowReader,
    _mixed,
    columns_of,
    whole_or_waiting,
    with_waiting_columns,
)
from sphinx_seminar.reading.sessions.columns import SessionRecord
from sphinx_seminar.reading.sessions.facts import papers_in, read_meetings, read_online, read_slot, read_status, tags_in
from sphinx_seminar.reading.sessions.row_dates import (
    Day,
    Written,
    day_of_band,
    ended,
    is_weekday,
    read_moment,
    with_days,
    without_hours,
)
from sphinx_seminar.reading.tables.table import Row, Table
from sphinx_seminar.reading.vocabulary import in_brackets, meaning_of

#: Headers of the column that says when students see the links of a row.
_RELEASES = ("release", "seminar-release")
#: Columns of links: the kind of each, and whether the label of a link may say another.
_LINKS = {
    "resources": ("link", True), "slides": ("slides", False), "recording": ("recording", False),
    "notes": ("notes", False), "material": ("material", True), "code": ("code", False),
    "exercises": ("exercises", False),
}  # fmt: skip
#: The least number without a unit that is certainly one of minutes.
_MINUTES = 10
#: A link in Markdown.
_LABELLED = re.compile(r"!?\[(?P<label>[^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")


def read_sessions(
    table: Table, language: str = "en", default: dt.date | None = None
) -> Reading[tuple[SessionRecord, ...]]:
    """Read a session from each row, in the table's order.

    ``language`` is that of the book, for names of months and days. A row with a time and no date is on the day of the
    row before it; ``default`` is the day before the first row. Problems have the line of their row.
    """
    table, headless = _with_headers(with_waiting_columns(table), language)
    columns = columns_of(table)
    problems = [*headless, *_strangers(table, columns)]
    zone = _zone_of_headers(table, columns, problems)
    table = with_days(table, {each for name in ("date", "start", "end") for each in columns.known.get(name, ())})
    readers = [RowReader(row, table, columns, language) for row in table.rows]
    inherited = any(map(_has_hours_alone, readers))
    records = []
    day = Day(default)
    for number, reader in enumerate(readers):
        row = reader.row
        heads_hours = any(map(_has_hours_alone, readers[number + 1 : number + 2]))
        band = day_of_band(row.cells, language) if heads_hours else None
        if band is not None:
            day = Day(band)
            continue
        record, day = _record(reader, day, zone)
        if day.lost and heads_hours and reader.cell("date"):
            reader.problems = [_of_rows_below(problem) for problem in reader.problems]
        if inherited and record.when is None and record.duration is None and record.title and day.day is not None:
            record = replace(record, when=When(first=day.day, last=day.day, precision="day"))
            reader.problems.append(without_hours(day.day, row.line))
        if not record.title:
            reader.problems.append(
                Problem(
                    "data",
                    "this row has no title; expected one in the column of titles; its kind is shown instead",
                    row.line,
                )
            )
        records.append(record)
        problems += reader.problems
    return Reading(tuple(records), tuple(problems))


def _with_headers(table: Table, language: str) -> tuple[Table, tuple[Problem, ...]]:
    """Give headers to a table whose first row is a session: it has a date there, and no word that is known."""
    dated = next((n for n, header in enumerate(table.headers) if _is_date(header, language)), None)
    if dated is None or any(map(meaning_of, table.headers)):
        return table, ()
    names = [f"column {number + 1}" for number in range(len(table.headers))]
    names[dated] = "Date"
    other = next((number for number in range(len(names)) if number != dated), None)
    if other is not None:
        names[other] = "Title"
    message = (
        "the first line has a date where headers are expected, such as Date, Title, Speaker; it is read as a session, "
        f"and the columns as {', '.join(names)}"
    )
    rows = (Row(table.line, table.headers), *table.rows)
    return Table(tuple(names), rows, table.line), (Problem("data", message, table.line),)


def _has_hours_alone(reader: RowReader) -> bool:
    """Tell whether a row has hours and no date, so that it is on the day of the row above it."""
    return not reader.cell("date") and any(map(reader.cell, ("time", "start")))


def _of_rows_below(problem: Problem) -> Problem:
    """Let the message on a refused date say that the rows below, which have only hours, lose their day by it."""
    if problem.subtype != "date":
        return problem
    return replace(problem, message=f"{problem.message} So are the rows below it that have only hours.")


def _is_date(text: str, language: str) -> bool:
    return read_when(text, language).value.dated


def _strangers(table: Table, columns: Columns) -> Iterator[Problem]:
    if table.headers and table.rows and "title" not in columns.known:
        message = (
            "no header of this table means the title of a session; expected a word such as Title, Topic or Talk; "
            "another column takes its place"
        )
        yield Problem("data", message, table.line)


def _zone_of_headers(table: Table, columns: Columns, problems: list[Problem]) -> str:
    """Return the time zone that the header of the date or the time has in brackets."""
    for meaning in ("time", "start", "date", "end"):
        for number in columns.known.get(meaning, ()):
            written = in_brackets(table.headers[number])
            read = read_zone(written)
            if read.value:
                return read.value
            if written in ABBREVIATIONS:
                problems += [replace(problem, line=table.line) for problem in read.problems]
    return ""


def _record(reader: RowReader, day: Day, zone: str) -> tuple[SessionRecord, Day]:
    """Read a row; return its session, and what it says of the day of the rows below."""
    duration = _duration(reader)
    when, after = _when(reader, day, duration, zone)
    title, title_link, waiting = whole_or_waiting(reader, "title")
    location, location_link, also_waiting = whole_or_waiting(reader, "location")
    online = reader.accept(read_online(reader.words("online")))
    abstract, linked = _abstract(reader)
    cells = [cell for _, cell in reader.cells("papers")]
    waiting += [link for cell in cells if has_release(cell) for link in reader.accept(_mixed(cell))]
    papers = [papers_in(cell) for cell in cells if not has_release(cell)]
    links = [(title, title_link), (location, location_link), *(link for _, others in papers for link in others)]
    named = [Resource("link", target, label) for label, target in links if target]
    unknown, unnamed = _unknown(reader)
    resources = [*named, *waiting, *also_waiting, *_resources(reader), *linked, *unnamed]
    release = _release(reader)
    if release is not None:
        resources = [replace(each, release=each.release or release) for each in resources]
    record = SessionRecord(
        line=reader.row.line,
        title=title,
        kind=reader.words("kind"),
        when=when,
        duration=duration,
        people=tuple(_people(reader)),
        resources=tuple(replace(resource, line=reader.row.line) for resource in resources),
        papers=tuple(paper for texts, _ in papers for paper in texts),
        location=location,
        online=online.address,
        online_label=online.label,
        online_note=online.note,
        open=tuple(_left_open(reader)),
        part=reader.words("part"),
        tags=tuple(tag for _, cell in reader.cells("tags") for tag in tags_in(cell)),
        status=reader.accept(read_status(reader.cell("status"))),
        moved_from=_moved_from(reader),
        number=reader.words("number"),
        meetings=reader.accept(read_meetings(reader.words("meetings"))),
        slot=reader.accept(read_slot(reader.cell("takes slot"))),
        name=reader.cell("name"),
        abstract=abstract,
    )
    return _titled(replace(record, extra=(*unknown, *reader.extra))), after


def _left_open(reader: RowReader) -> Iterator[tuple[str, str]]:
    """Yield the fields that the row leaves open, all or in part, with the words that say so."""
    for meaning in ("location", "online", "part", "kind", "duration", "number", "meetings"):
        if words := open_words(reader.cell(meaning)):
            yield meaning, words
    for meaning in (*PERSON_ROLES, *_LINKS, "papers"):
        for _header, cell in reader.cells(meaning):
            if words := open_words(cell):
                yield _LINKS[meaning][0] if meaning in _LINKS else meaning, words


def _abstract(reader: RowReader) -> tuple[str, tuple[Resource, ...]]:
    """Return the text of a row, and the links of one that holds nothing else, as "Details" often does.

    Links among words are links of the row, and their words stay, in the column that the table then has for them.
    """
    cell = reader.cell("abstract")
    links = reader.accept(read_links(cell, "link", mixed=True, files=False)) if "](" in cell or "://" in cell else ()
    linked = tuple(link for link in links if link.target)
    if linked and (len(linked) == len(links) or has_release(cell)):
        return "", linked
    if linked:
        cell = _without_targets(cell)
        reader.extra.append((reader.header("abstract"), cell))
    return cell, linked


def _without_targets(cell: str) -> str:
    """Return a cell with the words of its links alone."""
    return _LABELLED.sub(lambda found: found["label"], cell)


def _release(reader: RowReader) -> Timing | None:
    """Return when students see the links of a row that has a column for it."""
    cells = zip(reader.table.headers, reader.row.cells, strict=False)
    found = (release_of(cell.strip()) for header, cell in cells if header.strip().casefold() in _RELEASES)
    return next((release for release in found if release is not None), None)


def _unknown(reader: RowReader) -> tuple[tuple[tuple[str, str], ...], tuple[Resource, ...]]:
    """Return the cells of columns without a meaning as they are shown, and the links of those that hold links alone."""
    shown, linked = [], []
    for number in reader.columns.unknown:
        header, cell = reader.table.headers[number], reader.row.cells[number]
        if not cell:
            continue
        links = read_links(cell, "link", mixed=True, files=False).value if "](" in cell or "://" in cell else ()
        if has_release(cell):
            linked += [replace(link, label=link.label or header) for link in links if link.target]
            continue
        whole = bool(links) and all(link.target for link in links)
        linked += [replace(link, label=link.label or header) for link in links if whole]
        shown.append((header, _without_targets(cell) if whole else cell))
    return tuple(shown), tuple(linked)


def _duration(reader: RowReader) -> dt.timedelta | None:
    """Read the duration; a number alone has the unit of its header, as in "Duration (min)"."""
    cell = reader.cell("duration")
    if not cell or says_open(cell):
        return None
    header = reader.header("duration")
    unit = in_brackets(header) or (header if read_duration(f"1 {header}").value else "")
    # A number alone is in minutes, as programs write them; a few can also be hours.
    if not unit and cell.isascii() and cell.isdecimal() and len(cell) < 5 and int(cell) >= _MINUTES:
        unit = "min"
    bare = cell.replace(".", "").replace(",", "").isdecimal()
    read = read_duration(f"{cell} {unit}" if bare else cell)
    if read.problems:
        reader.extra.append((header, cell))
    return reader.accept(read_duration(cell) if read.problems else read)


def _when(reader: RowReader, day: Day, duration: dt.timedelta | None, zone: str) -> tuple[When | None, Day]:
    weekday = reader.cell("day")
    if weekday and not is_weekday(weekday, reader.language):
        reader.extra.append((reader.header("day"), weekday))
        weekday = ""
    cells = (one_line(reader.cell(name)) for name in ("date", "year", "time", "start", "end"))
    date, *others = cells
    written = Written(date, weekday, *others)
    read, after = read_moment(written, reader.language, day)
    reader.accept(read)
    if not written.date:
        beside = (("day", weekday), ("year", written.year))
        reader.extra += [(reader.header(meaning), text) for meaning, text in beside if text]
    when = reader.accept(ended(read.value, duration))
    own = read_zone(reader.cell("timezone"))
    named = reader.accept(own) or zone
    if when is not None and named and not when.timezone and when.dated:
        when = replace(when, timezone=named)
    if own.problems or (own.value and (when is None or not when.dated)):
        reader.extra.append((reader.header("timezone"), reader.cell("timezone")))
    return when, after


def _people(reader: RowReader) -> Iterator[Involvement]:
    for role in PERSON_ROLES:
        for header, cell in reader.cells(role):
            people = reader.accept(read_people(cell))
            if not people and not open_words(cell):
                reader.extra.append((header, cell))
            yield from (Involvement(role, person) for person in people)


def _resources(reader: RowReader) -> Iterator[Resource]:
    for meaning, (kind, mixed) in _LINKS.items():
        for header, cell in reader.cells(meaning):
            links = reader.accept(read_links(cell, kind, mixed=mixed, files=False))
            if not links and not open_words(cell):
                reader.extra.append((header, cell))
            yield from links


def _moved_from(reader: RowReader) -> When | None:
    cell = reader.cell("moved from")
    return reader.accept(read_when(cell, reader.language)) if cell else None


def _titled(record: SessionRecord) -> SessionRecord:
    """Give a session without title the first text of an unknown column, else its kind."""
    if record.title:
        return record
    if record.extra:
        (_, title), *extra = record.extra
        return replace(record, title=title, extra=tuple(extra))
    return replace(record, title=record.kind[:1].upper() + record.kind[1:])
