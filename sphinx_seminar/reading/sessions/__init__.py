"""Reading the rows of a table as sessions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from sphinx_seminar.model import (
    PERSON_ROLES,
    RESOURCE_KINDS,
    Involvement,
    Place,
    Problem,
    Resource,
    Session,
    Text,
    When,
)
from sphinx_seminar.model.when import ABBREVIATIONS
from sphinx_seminar.reading.dates import read_when
from sphinx_seminar.reading.dates.durations import read_duration
from sphinx_seminar.reading.dates.names import read_zone
from sphinx_seminar.reading.links import has_release, read_online, without_targets
from sphinx_seminar.reading.marked import read_inline
from sphinx_seminar.reading.people import read_people
from sphinx_seminar.reading.plain import one_line, says_open
from sphinx_seminar.reading.sessions.cells import (
    Columns,
    RowReader,
    columns_of,
    read_mixed,
    untitled,
    waiting_columns,
)
from sphinx_seminar.reading.sessions.facts import papers_in, read_meetings, read_slot, read_status, tags_in
from sphinx_seminar.reading.sessions.row_dates import (
    Day,
    Written,
    chain,
    day_of_band,
    ended,
    is_weekday,
    read_moment,
    with_days,
    without_hours,
)
from sphinx_seminar.reading.tables.table import Row, Table
from sphinx_seminar.reading.vocabulary import in_brackets, meaning_of, read_kind

#: Headers of the column that says when students see the links of a row.
_RELEASES = ("release", "seminar release")
#: Columns of links: the kind of each, and whether the label of a link may say another.
_LINKS = {
    "resources": ("link", True),
    **{kind: (kind, kind == "material") for kind in RESOURCE_KINDS if kind != "link"},
}
#: Columns in which a row may leave something open, and the option of a session that each stands for.
_OPTIONS = {
    **{name: name for name in ("location", "online", "part", "kind", "duration", "number", "meetings", *PERSON_ROLES)},
    **{meaning: kind for meaning, (kind, _mixed) in _LINKS.items()},
    "papers": "papers",
}
#: The least number without a unit that is certainly one of minutes.
_MINUTES = 10


@dataclass(frozen=True, slots=True)
class SessionRows:
    """The sessions of a table in the order of its rows, with the papers of each as keys or citations, as written.

    The place of a session has no file and the line of its row; it has no anchor yet, and no name unless its row gives
    one.
    """

    sessions: tuple[Session, ...] = ()
    papers: tuple[tuple[str, ...], ...] = ()
    problems: tuple[Problem, ...] = ()


def read_sessions(table: Table, language: str = "en", day: dt.date | None = None, kind: str = "") -> SessionRows:
    """Read the rows of a table as sessions, with the problems of each.

    ``language`` is that of the book, for names of months and days; ``kind`` is that of rows which name none. A row
    with a time and no date is on the day of the row before it; ``day`` is that before the first row. Starts that
    durations imply are worked out. Problems have the line of their row.
    """
    table, headless = _with_headers(table, language)
    columns = columns_of(table)
    problems = [*headless, *untitled(table, columns, "a session; expected a word such as Title, Topic or Talk")]
    zone = _zone_of_headers(table, columns, problems)
    table = with_days(table, {each for name in ("date", "start", "end") for each in columns.known.get(name, ())})
    waiting = waiting_columns(table, columns, _LINKS)
    problems += waiting.problems
    readers = [RowReader(row, table, columns, language, waiting.value) for row in table.rows]
    hours_alone = [*map(_has_hours_alone, readers), False]
    sessions: list[Session] = []
    papers = []
    before = Day(day)
    for number, reader in enumerate(readers):
        heads_hours = hours_alone[number + 1]
        band = day_of_band(reader.row.cells, language) if heads_hours else None
        if band is not None:
            before = Day(band)
            continue
        session, own_papers, before = _session(reader, before, zone, kind)
        if before.lost and heads_hours and reader.cell("date"):
            below = "So are the rows below it that have only hours."
            reader.problems = [
                replace(each, message=f"{each.message} {below}") if each.subtype == "date" else each
                for each in reader.problems
            ]
        if any(hours_alone) and session.when is None and session.duration is None and session.title and before.day:
            session = replace(session, when=When(first=before.day, last=before.day, precision="day"))
            reader.problems.append(without_hours(before.day, reader.row.line))
        if not session.title:
            reader.fault("this row has no title; expected one in the column of titles; its kind is shown instead")
            session = replace(session, title=read_inline(_capitalised(session.kind)))
        sessions.append(session)
        papers.append(own_papers)
        problems += reader.problems
    chained = chain(sessions)
    of_line = {reader.row.line: reader for reader in readers}
    told = tuple(_with_duration(session, of_line[session.place.line]) for session in chained.value)
    return SessionRows(told, tuple(papers), (*problems, *chained.problems))


def _with_duration(session: Session, reader: RowReader) -> Session:
    """Keep the words of a duration that makes no end, since no hour is known at which it begins."""
    if session.duration is None or (session.when is not None and session.when.starts is not None):
        return session
    return replace(session, extra=(*session.extra, (reader.header("duration"), reader.cell("duration"))))


def _with_headers(table: Table, language: str) -> tuple[Table, tuple[Problem, ...]]:
    """Give headers to a table whose first row is a session: it has a date there, and no word that is known."""
    headers = table.headers
    dated = next((number for number, header in enumerate(headers) if read_when(header, language).value.dated), None)
    if dated is None or any(map(meaning_of, headers)):
        return table, ()
    names = [f"column {number + 1}" for number in range(len(headers))]
    names[dated] = "Date"
    other = next((number for number in range(len(names)) if number != dated), None)
    if other is not None:
        names[other] = "Title"
    message = (
        "the first line has a date where headers are expected, such as Date, Title, Speaker; it is read as a session, "
        f"and the columns as {', '.join(names)}"
    )
    rows = (Row(table.line, headers), *table.rows)
    return Table(tuple(names), rows, table.line), (Problem("data", message, table.line),)


def _has_hours_alone(reader: RowReader) -> bool:
    """Tell whether a row has hours and no date, so that it is on the day of the row above it."""
    return not reader.cell("date") and any(map(reader.cell, ("time", "start")))


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


def _session(reader: RowReader, before: Day, zone: str, default_kind: str) -> tuple[Session, tuple[str, ...], Day]:
    """Read a row; return its session with its papers, and what it says of the day of the rows below."""
    duration = _duration(reader)
    when, after = _when(reader, before, duration, zone)
    title, title_links = reader.linked_words("title")
    location, location_links = reader.linked_words("location")
    online = reader.accept(read_online(reader.words("online")))
    abstract, abstract_links = _abstract(reader)
    people = [Involvement(role, person) for role in PERSON_ROLES for person in reader.lists(role, read_people)]
    papers, paper_links = _papers(reader)
    unknown, unknown_links = reader.unknown()
    resources = [*title_links, *location_links, *paper_links, *reader.links(_LINKS), *abstract_links, *unknown_links]
    release = reader.release(_RELEASES)
    moved_from = reader.cell("moved from")
    own_kind = reader.words("kind")
    kind = read_kind(own_kind or default_kind, reader.language)
    session = Session(
        name=reader.cell("name"),
        title=Text(),
        kind=kind.words,
        place=Place("", reader.row.line),
        anchor="",
        named=bool(reader.cell("name")),
        when=when,
        duration=duration,
        people=tuple(people),
        resources=tuple(replace(link, line=reader.row.line, release=link.release or release) for link in resources),
        location=location,
        online=online.address,
        online_label=online.label,
        online_note=online.note,
        open=reader.left_open(_OPTIONS),
        part=reader.words("part"),
        tags=tuple(tag for _header, cell in reader.cells("tags") for tag in tags_in(cell)),
        status=reader.accept(read_status(reader.cell("status"))),
        moved_from=reader.accept(read_when(moved_from, reader.language)) if moved_from else None,
        number=reader.words("number"),
        meetings=reader.accept(read_meetings(reader.words("meetings"))),
        abstract=abstract,
        counts_as=kind.counts_as,
        slot=reader.accept(read_slot(reader.cell("takes slot"))),
    )
    extra = [*unknown, *reader.extra]
    if not title and extra:
        title = extra.pop(0)[1]
    session = replace(session, title=read_inline(title or _capitalised(own_kind)), extra=tuple(extra))
    return session, papers, after


def _capitalised(kind: str) -> str:
    return kind[:1].upper() + kind[1:]


def _papers(reader: RowReader) -> tuple[tuple[str, ...], list[Resource]]:
    """Return the papers of a row, and the links that name none, or that wait for their release."""
    papers: list[str] = []
    links: list[Resource] = []
    for header, cell in reader.cells("papers"):
        if reader.waits(header, cell):
            links += reader.waiting_links(header, cell)
            continue
        texts, others = papers_in(cell)
        papers += texts
        links += [Resource("link", target, label) for label, target in others if target]
    return tuple(papers), links


def _abstract(reader: RowReader) -> tuple[str, tuple[Resource, ...]]:
    """Return the text of a row, and the links of one that holds nothing else, as "Details" often does.

    Links among words are links of the row, and their words stay, in the column that the table then has for them.
    """
    cell = reader.cell("abstract")
    if "](" not in cell and "://" not in cell:
        return cell, ()
    links = reader.accept(read_mixed(cell))
    linked = tuple(link for link in links if link.target)
    if linked and (len(linked) == len(links) or has_release(cell)):
        return "", linked
    if linked:
        cell = without_targets(cell)
        reader.extra.append((reader.header("abstract"), cell))
    return cell, linked


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


def _when(reader: RowReader, before: Day, duration: dt.timedelta | None, zone: str) -> tuple[When | None, Day]:
    """Read the moment of a row, and return it with what it says of the day of the rows below."""
    weekday = reader.cell("day")
    if weekday and not is_weekday(weekday, reader.language):
        reader.extra.append((reader.header("day"), weekday))
        weekday = ""
    date, *others = (one_line(reader.cell(name)) for name in ("date", "year", "time", "start", "end"))
    written = Written(date, weekday, *others)
    read, after = read_moment(written, reader.language, before)
    reader.accept(read)
    if not written.date:
        beside = (("day", weekday), ("year", written.year))
        reader.extra += [(reader.header(meaning), text) for meaning, text in beside if text]
    when = reader.accept(ended(read.value, duration))
    own_zone = read_zone(reader.cell("timezone"))
    named = reader.accept(own_zone) or zone
    if when is not None and named and not when.timezone and when.dated:
        when = replace(when, timezone=named)
    if own_zone.problems or (own_zone.value and (when is None or not when.dated)):
        reader.extra.append((reader.header("timezone"), reader.cell("timezone")))
    return when, after
