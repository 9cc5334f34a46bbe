"""The term as weeks and weekdays, a day as times and rooms, the regular week: what stands in which cell."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from sphinx_seminar.book import Book
from sphinx_seminar.book.filters import BOUNDS, groups_named, lets_through, within
from sphinx_seminar.book.views.sessions import is_due_for, shown_due
from sphinx_seminar.book.views.shown import ShownGrid, ShownGridCell, ShownGridItem, ShownGridRow
from sphinx_seminar.book.views.values import ShownPlace, ShownWeek
from sphinx_seminar.model import MeetingTime, Session, Text, When
from sphinx_seminar.model.views import GridView
from sphinx_seminar.model.when import in_zone
from sphinx_seminar.planning.slots import exceptions_met, monday_of, week_number

#: The shapes that an author can ask for.
SHAPES = ("term", "day", "week")
#: So many days with hours at most are programmes of days, and so many sessions make each.
_DAYS, _PROGRAMME = 3, 4
#: A term has at most so many rows: more is a mistyped year.
_MOST_WEEKS = 400
#: A block of so many days at most stands on each of them.
_MOST_DAYS = 14
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Entry:
    """Something in the grid: on which day, at which hours, in which room."""

    when: When
    item: ShownGridItem
    room: str = ""

    @property
    def day(self) -> dt.date:
        """The day on which the slot begins."""
        assert self.when.first is not None
        return self.when.first


def show_grid(book: Book, _docname: str, view: GridView) -> ShownGrid:
    """Return the grid of a view, in the shape that it asks for, else the one that fits the book."""
    entries = sorted(_entries(book, view), key=lambda entry: entry.when.sort_key)
    shape = view.shape or _fitting(book, entries)
    columns, rows = _week(book, view) if shape == "week" else _days(entries) if shape == "day" else _term(book, entries)
    return ShownGrid(shape, view.anchor, tuple(columns), tuple(rows), book.timezone, view.captioned)


def _fitting(book: Book, entries: Sequence[_Entry]) -> str:
    """Return the shape for a book: of programmes of a few days the day, of a term the term, else the regular week."""
    days = Counter(entry.day for entry in entries if entry.item.kind == "session" and entry.when.starts is not None)
    if days and len(days) <= _DAYS and all(number >= _PROGRAMME for number in days.values()):
        return "day"
    return "week" if not entries and book.plan is not None and (book.plan.meetings or book.plan.groups) else "term"


def _entries(book: Book, view: GridView) -> Iterator[_Entry]:
    """Yield the sessions that the filters let through, and where nothing but dates is filtered what is due and off."""
    keys = groups_named(view.groups, book.groups)
    words = [(name, wanted) for name, wanted in view.filters if name not in BOUNDS]
    parts = [_held(book, each.in_groups(keys)) for each in book.sessions if lets_through(each, words)]
    if not words:
        parts += [_due(book, keys), _off(book)]
    yield from (entry for entries in parts for entry in entries if within(entry.when, view.filters))


def _held(book: Book, session: Session) -> Iterator[_Entry]:
    """Yield a session day by day, at the times of each group."""
    for time, one in session.apart:
        for when in (one.when, *one.further):
            if when is not None and when.dated and when.first is not None:
                label = time.label if time is not None else ""
                yield from (_session(book, one, day, label) for day in _days_of(in_zone(when, book.timezone)))


def _days_of(when: When) -> Iterator[When]:
    """Yield a date day by day, where it is whole days; what goes on for weeks stands on its first alone."""
    assert when.first is not None
    assert when.last is not None
    days = (when.last - when.first).days + 1
    if when.precision == "minute" or days > _MOST_DAYS:
        yield when
        return
    for number in range(days):
        day = when.first + number * _DAY
        yield replace(when, first=day, last=day)


def _session(book: Book, session: Session, when: When, group: str) -> _Entry:
    """Return the entry of a session on one day; its room is said where it is not a regular one."""
    place = replace(book.place_of(session), status=session.status)
    rooms = {time.room for time in _regular(book)} | {book.course.location if book.course is not None else ""}
    room = session.location if session.location not in rooms else ""
    item = ShownGridItem("session", Text(), place, when if when.starts is not None else None, group, room)
    return _Entry(when, item, session.location)


def _due(book: Book, keys: Collection[str]) -> Iterator[_Entry]:
    for work in book.assignments:
        due = shown_due(book, work)
        for date in due.date.of_groups if due is not None else ():
            if date.when.dated and date.when.first is not None and is_due_for(book, date.group, keys):
                when = in_zone(date.when, book.timezone)
                shown = when if when.starts is not None else None
                group = date.group.label if date.group is not None and date.group.key not in keys else ""
                yield _Entry(when, ShownGridItem("due", Text(), book.place_of(work), shown, group))
    for place, line in book.milestones:
        when = line.when
        if when.last is not None:
            # What has a span is due at its end.
            last = replace(when, first=when.last, starts=when.ends, ends=None) if when.first != when.last else when
            label = Text.plain(line.text.partition("\n")[0])
            shown = last if last.starts is not None else None
            yield _Entry(last, ShownGridItem("due", label, ShownPlace(place.docname, "", label), shown))


def _off(book: Book) -> Iterator[_Entry]:
    """Yield the days off of the term plan that have labels."""
    for _label, single in book.plan.single if book.plan is not None else ():
        for missed in exceptions_met(single):
            for when in missed.meetings if missed.exception.label else ():
                day = When(first=when.first, last=when.first, precision="day")
                yield _Entry(day, ShownGridItem("off", Text.plain(missed.exception.label)))


def _regular(book: Book) -> list[MeetingTime]:
    """Return the regular times of the course, whatever its groups."""
    groups = book.plan.single if book.plan is not None else ()
    return [time for _label, single in groups for time in single.meetings]


def _term(book: Book, entries: Sequence[_Entry]) -> tuple[list[int | str], list[ShownGridRow]]:
    """Return weeks and the weekdays on which anything is; hours are told where they are not the regular ones."""
    plan, regular = book.plan, _regular(book)
    beside = (time for series in book.series for time in series.meetings)
    hours = {(time.weekday, time.starts, time.ends) for time in (*regular, *beside)}
    columns = sorted({entry.day.weekday() for entry in entries} | {time.weekday for time in regular})
    if not columns:
        return [], []
    by_day: dict[dt.date, list[ShownGridItem]] = {}
    for entry in entries:
        item, when = entry.item, entry.when
        if item.kind == "session" and (entry.day.weekday(), when.starts, when.ends) in hours:
            item = replace(item, hours=None)
        items = by_day.setdefault(entry.day, [])
        if item not in items:
            items.append(item)
    days = [*by_day, *((plan.starts, plan.ends) if plan is not None else ())]
    monday = monday_of(min(days))
    rows: list[ShownGridRow] = []
    while monday <= max(days) and len(rows) < _MOST_WEEKS:
        week = [monday + number * _DAY for number in columns]
        cells = tuple(ShownGridCell(day, tuple(by_day.get(day, ()))) for day in week)
        number = week_number(plan, monday) if plan is not None else None
        if number is not None or any(cell.items for cell in cells):
            rows.append(ShownGridRow(ShownWeek(number or 0, monday, max(week[-1], monday + 4 * _DAY)), cells))
        if monday > dt.date.max - 14 * _DAY:
            break
        monday += 7 * _DAY
    return list(columns), rows


def _days(entries: Sequence[_Entry]) -> tuple[list[int | str], list[ShownGridRow]]:
    """Return the hours of days and their rooms: what begins together stands in one row."""
    shown = [entry for entry in entries if entry.when.starts is not None and entry.item.kind == "session"]
    starts = dict.fromkeys((entry.day, entry.when.starts) for entry in shown)
    together = {at: [entry for entry in shown if (entry.day, entry.when.starts) == at] for at in starts}
    rooms = list(dict.fromkeys(entry.room for entry in shown if entry.room))
    # What names no room is for all, unless something else is at its time.
    if not rooms or any(len({bool(entry.room) for entry in here}) > 1 for here in together.values()):
        rooms.append("")
    rows: list[ShownGridRow] = []
    several = len({day for day, _start in starts}) > 1
    for (day, _start), here in together.items():
        same = len({entry.when.ends for entry in here}) == 1
        alone = not any(entry.room for entry in here)
        cells = tuple(
            ShownGridCell(
                room,
                tuple(
                    replace(entry.item, hours=None if same else entry.item.hours, location="", span=int(len(here) > 1))
                    for entry in here
                    if alone or entry.room == room
                ),
            )
            for room in ([""] if alone else rooms)
        )
        head = replace(here[0].when, ends=here[0].when.ends if same else None)
        first = several and not any(row.day == day for row in rows)
        rows.append(ShownGridRow(head, cells, day if first else None))
    return [*rooms], rows


#: A Monday on which the hours of every week are written.
_SOME_DAY = dt.date(2001, 1, 1)


def _week(book: Book, view: GridView) -> tuple[list[int | str], list[ShownGridRow]]:
    """Return the regular meetings of the course, its series and its people, by hours and weekdays."""
    cells: dict[tuple[dt.time | None, dt.time | None], dict[int, list[ShownGridItem]]] = {}
    for time, item in _regular_items(book, view):
        days = cells.setdefault((time.starts, time.ends), {})
        days.setdefault(time.weekday, []).append(replace(item, location=time.room or item.location))
    columns = sorted({weekday for days in cells.values() for weekday in days})
    rows = [
        ShownGridRow(
            When(first=_SOME_DAY, last=_SOME_DAY, starts=start, ends=end, precision="minute" if start else "day"),
            tuple(ShownGridCell(day, _side_by_side(days.get(day, ()))) for day in columns),
        )
        for (start, end), days in sorted(
            cells.items(), key=lambda cell: (cell[0][0] or dt.time.min, cell[0][1] or dt.time.min)
        )
    ]
    return [*columns], rows


def _side_by_side(items: Sequence[ShownGridItem]) -> tuple[ShownGridItem, ...]:
    """Return the items of a cell, all of which are at one time."""
    return tuple(replace(item, span=int(len(items) > 1)) for item in items)


def _regular_items(book: Book, view: GridView) -> Iterator[tuple[MeetingTime, ShownGridItem]]:
    """Yield the regular meetings of the groups and kinds that are shown and, of no kind, office hours."""
    keys = groups_named(view.groups, book.groups)
    chosen = {(group.series, group.label) for group in book.groups if group.key in keys}
    divided = {series for series, _label in chosen}
    kinds = {word.casefold() for name, wanted in view.filters if name == "kind" for word in wanted}
    if book.plan is not None and (not kinds or "lecture" in kinds):
        for label, single in book.plan.single:
            item = ShownGridItem("session", Text(), book.place_of_course(), group=label, word="lecture")
            yield from ((time, item) for time in single.meetings if "" not in divided or ("", label) in chosen)
    for series in book.series:
        if kinds and series.kind.casefold() not in kinds:
            continue
        place = ShownPlace(series.place.docname, series.anchor, Text.plain(series.name))
        groups = [(group.label, group.meetings) for group in series.groups] or [("", series.meetings)]
        for label, times in groups:
            if series.name not in divided or (series.name, label) in chosen:
                yield from ((time, ShownGridItem("session", Text(), place, group=label)) for time in times)
    if kinds:
        return
    for time in book.course.hours if book.course is not None else ():
        yield time, ShownGridItem("hours", Text(), book.place_of_course(), word="office-hours")
    for profile in book.profiles:
        name = Text.plain(profile.person.name)
        place = ShownPlace(profile.place.docname, profile.anchor, name)
        item = ShownGridItem("hours", name, place, location=profile.location, word="office-hours")
        yield from ((time, item) for time in profile.hours)
